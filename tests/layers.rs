//! Who may use whom: facts never depend on estimates, nobody depends on the boundary.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

/// A room and the rooms that it may use besides itself.
const ALLOWED: &[(&str, &[&str])] = &[
    ("error", &[]),
    ("money", &["error"]),
    ("vocabulary", &["error"]),
    ("text", &[]),
    ("order", &[]),
    ("time", &["error"]),
    ("event", &["error", "money", "time"]),
    // The value tree reads facts and estimates alike.
    ("value", &["vocabulary", "error", "money", "approx"]),
    ("approx", &["error", "money"]),
    ("column", &["error", "money", "event", "value", "approx"]),
    ("import", &["order", "error", "money", "time", "event"]),
    ("margin", &["error", "money", "event"]),
    // Aggregates are where an importer's events go.
    ("aggregate", &["order", "error", "money", "time", "event", "import"]),
    ("context", &["order", "error", "money", "time", "import"]),
    ("flows", &["error", "money"]),
    ("claims", &["error", "money"]),
    ("events", &["text", "error", "money", "time", "context"]),
    ("book", &["order", "error", "money", "event"]),
    // Facts from files of prices, and what is estimated from them, through the door.
    ("market", &["order", "error", "money", "time", "event", "import", "approx"]),
    ("ledger", &["order", "error", "money", "event"]),
    ("impact", &["text", "error"]),
    ("cascade", &["order", "error", "event", "book", "impact"]),
    (
        "scenario",
        &[
            "text", "error", "money", "event", "events", "value", "approx", "column", "book",
            "ledger", "impact", "cascade",
        ],
    ),
    ("preset", &["error", "money", "value", "events", "scenario"]),
    // Typed jobs over all of these.
    (
        "study",
        &[
            "order",
            "error",
            "money",
            "time",
            "event",
            "approx",
            "column",
            "import",
            "aggregate",
            "margin",
        ],
    ),
    ("edge", &["*"]),
    ("wasm", &["*"]),
];

/// Modules named by `crate::…` in one file, tests included, with the line of each.
fn uses(source: &str) -> Vec<(usize, String)> {
    let mut found = Vec::new();
    for (index, line) in source.lines().enumerate() {
        let code = line.split("//").next().unwrap_or_default();
        for rest in code.split("crate::").skip(1) {
            let names = rest.trim_start_matches('{');
            let name: String =
                names.chars().take_while(|c| c.is_ascii_lowercase() || *c == '_').collect();
            if !name.is_empty() {
                found.push((index + 1, name));
            }
        }
    }
    found
}

fn files(folder: &Path, out: &mut Vec<std::path::PathBuf>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            files(&path, out);
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            out.push(path);
        }
    }
}

/// The room that a file belongs to: the first part of its path below `src`.
fn room(path: &Path, src: &Path) -> String {
    let first = path.strip_prefix(src).unwrap().iter().next().unwrap();
    first.to_str().unwrap().trim_end_matches(".rs").to_owned()
}

#[test]
fn every_room_uses_only_the_rooms_below_it() {
    let src = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let allowed: BTreeMap<_, _> = ALLOWED.iter().copied().collect();
    let mut paths = Vec::new();
    files(&src, &mut paths);
    assert!(paths.len() > 8, "the sources were not found");
    let mut wrong = Vec::new();
    for path in paths {
        let room = room(&path, &src);
        if room == "lib" {
            continue;
        }
        let Some(may) = allowed.get(room.as_str()) else {
            wrong.push(format!("{}: no row for the room {room}", path.display()));
            continue;
        };
        for (line, used) in uses(&fs::read_to_string(&path).unwrap()) {
            if used != room && !may.contains(&"*") && !may.contains(&used.as_str()) {
                wrong.push(format!("{}:{line}: {room} must not use {used}", path.display()));
            }
        }
    }
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
}

#[test]
fn a_forbidden_import_is_found() {
    let source = "use crate::{error::Error};\n// crate::wasm\nlet x = crate::cascade::run();";
    assert_eq!(uses(source), [(1, "error".to_owned()), (3, "cascade".to_owned())]);
}
