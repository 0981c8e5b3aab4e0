//! No two files of the crate use each other, directly or on the way round.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

/// A module's path below the crate: `["cascade", "ladder"]`; the crate itself is empty.
type Module = Vec<String>;

/// One file: its module, what it uses, and which names it hands on from its children.
#[derive(Debug)]
struct File {
    module: Module,
    paths: Vec<Vec<String>>,
    handed_on: BTreeMap<String, Vec<String>>,
}

/// The code of a file without comments, texts and its tests, as words and signs.
fn words(source: &str) -> Vec<String> {
    let code = source.split("#[cfg(test)]\nmod ").next().unwrap_or_default();
    let mut words = Vec::new();
    let mut rest = code;
    while let Some(first) = rest.chars().next() {
        let length = match first {
            '/' if rest.starts_with("//") => rest.find('\n').unwrap_or(rest.len()),
            '"' => text_length(rest),
            // A letter, not the lifetime that begins alike.
            '\'' if rest.starts_with("'\\") => 4,
            '\'' if rest.chars().nth(2) == Some('\'') => {
                rest.chars().take(3).map(char::len_utf8).sum()
            }
            c if c.is_alphanumeric() || c == '_' => {
                rest.find(|c: char| !c.is_alphanumeric() && c != '_').unwrap_or(rest.len())
            }
            ':' if rest.starts_with("::") => 2,
            c => c.len_utf8(),
        };
        let (word, after) = rest.split_at(length);
        if !word.starts_with("//") && !word.starts_with('"') && !word.trim().is_empty() {
            words.push(word.to_owned());
        }
        rest = after;
    }
    words
}

/// How long the text is that starts here, with its quotes.
fn text_length(text: &str) -> usize {
    let mut escaped = false;
    for (at, c) in text.char_indices().skip(1) {
        match c {
            '"' if !escaped => return at + 1,
            '\\' => escaped = !escaped,
            _ => escaped = false,
        }
    }
    text.len()
}

/// The paths of a `use` tree that starts at `at`, each with the name it gets here; and where it
/// ends.
fn tree(
    words: &[String],
    mut at: usize,
    so_far: &[String],
    out: &mut Vec<(Vec<String>, String)>,
) -> usize {
    let mut path = so_far.to_vec();
    while let Some(word) = words.get(at) {
        match word.as_str() {
            "::" => at += 1,
            "{" => {
                at += 1;
                while words.get(at).is_some_and(|word| word != "}") {
                    at = tree(words, at, &path, out);
                    at += usize::from(words.get(at).is_some_and(|word| word == ","));
                }
                return at + 1;
            }
            "as" => {
                out.push((path.clone(), words[at + 1].clone()));
                return at + 2;
            }
            "," | "}" | ";" => break,
            "self" if !path.is_empty() => at += 1,
            _ => {
                path.push(word.clone());
                at += 1;
            }
        }
    }
    let name = path.last().cloned().unwrap_or_default();
    out.push((path, name));
    at
}

/// What a file's code names of the crate.
fn read(module: Module, source: &str) -> File {
    let words = words(source);
    let mut file = File { module, paths: Vec::new(), handed_on: BTreeMap::new() };
    let mut at = 0;
    while at < words.len() {
        if words[at] == "use" {
            let mut found = Vec::new();
            let public = at > 0 && (words[at - 1] == "pub" || words[at - 1] == ")");
            at = tree(&words, at + 1, &[], &mut found);
            for (path, name) in found {
                if public {
                    file.handed_on.insert(name, path);
                } else {
                    file.paths.push(path);
                }
            }
        } else if words[at] == "super" || words[at] == "crate" {
            let end = (at + 1..words.len()).step_by(2).find(|next| words[*next] != "::");
            let end = end.unwrap_or(words.len()).min(words.len());
            if end > at + 1 {
                file.paths.push(words[at..end].iter().step_by(2).cloned().collect());
            }
            at = end;
        } else {
            at += 1;
        }
    }
    file
}

/// The absolute form of a path that stands in `module`; none for one that leaves the crate.
fn absolute(
    path: &[String],
    module: &Module,
    files: &BTreeMap<Module, File>,
) -> Option<Vec<String>> {
    let mut base = module.clone();
    match path.first()?.as_str() {
        "crate" => Some(path[1..].to_vec()),
        "self" => Some([&base[..], &path[1..]].concat()),
        "super" => {
            let ups = path.iter().take_while(|part| *part == "super").count();
            base.truncate(base.len().checked_sub(ups)?);
            Some([&base[..], &path[ups..]].concat())
        }
        first => {
            base.push(first.to_owned());
            files.contains_key(&base).then(|| [&module[..], path].concat())
        }
    }
}

/// The module that an absolute path ends in, through what other modules hand on.
fn home(path: &[String], files: &BTreeMap<Module, File>) -> Option<Module> {
    let length = (0..=path.len()).rev().find(|length| files.contains_key(&path[..*length]))?;
    let module = path[..length].to_vec();
    let file = &files[&module];
    match path.get(length).and_then(|name| file.handed_on.get(name)) {
        Some(onward) => {
            let onward = absolute(onward, &module, files)?;
            home(&[&onward[..], &path[length + 1..]].concat(), files)
        }
        None => Some(module),
    }
}

fn all(folder: &Path, out: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            all(&path, out);
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            out.push(path);
        }
    }
}

fn module(path: &Path, src: &Path) -> Module {
    let parts = path.strip_prefix(src).unwrap().with_extension("");
    let parts: Vec<_> = parts.iter().map(|part| part.to_str().unwrap().to_owned()).collect();
    parts.into_iter().filter(|part| part != "mod" && part != "lib").collect()
}

/// Who uses whom. A child that a module declares is no use of it; what a module says itself is.
fn arrows(files: &BTreeMap<Module, File>) -> BTreeMap<Module, BTreeSet<Module>> {
    let of = |file: &File| {
        let paths = file.paths.iter().filter_map(|path| absolute(path, &file.module, files));
        paths.filter_map(|path| home(&path, files)).filter(|to| *to != file.module).collect()
    };
    files.values().map(|file| (file.module.clone(), of(file))).collect()
}

/// Every file of a circle, circle by circle (strongly connected components of more than one).
fn circles(arrows: &BTreeMap<Module, BTreeSet<Module>>) -> Vec<Vec<String>> {
    let reach = |from: &Module| {
        let (mut seen, mut next) = (BTreeSet::new(), vec![from.clone()]);
        while let Some(to) = next.pop() {
            for to in arrows.get(&to).into_iter().flatten() {
                if seen.insert(to.clone()) {
                    next.push(to.clone());
                }
            }
        }
        seen
    };
    let reached: BTreeMap<_, _> = arrows.keys().map(|from| (from, reach(from))).collect();
    let mut found = BTreeSet::new();
    for (from, to) in &reached {
        let both = to.iter().filter(|to| reached.get(to).is_some_and(|back| back.contains(*from)));
        let circle: Vec<_> = both.map(|module| module.join("::")).collect();
        if !circle.is_empty() {
            found.insert(circle);
        }
    }
    found.into_iter().collect()
}

fn crate_files() -> BTreeMap<Module, File> {
    let src = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut paths = Vec::new();
    all(&src, &mut paths);
    let read = |path: &PathBuf| read(module(path, &src), &fs::read_to_string(path).unwrap());
    paths.iter().map(read).map(|file| (file.module.clone(), file)).collect()
}

#[test]
fn no_files_use_each_other_in_a_circle() {
    let files = crate_files();
    let arrows = arrows(&files);
    assert!(arrows.values().map(BTreeSet::len).sum::<usize>() > 500, "the uses were not found");
    let circles = circles(&arrows);
    let named: Vec<_> = circles.iter().map(|circle| circle.join(" <-> ")).collect();
    assert!(named.is_empty(), "\n{}", named.join("\n"));
}

#[test]
fn a_circle_is_found_through_what_a_module_hands_on() {
    let sources = [
        ("", "pub mod a;"),
        ("a", "mod b;\nmod c;\npub use b::{One, two as Two};\n"),
        ("a::b", "use super::c::Three;\npub struct One; // use super::d\n"),
        ("a::c", "fn f() { let text = \"crate::a::d\"; super::Two::new(); }"),
        (
            "a::d",
            "use crate::a::{One, c::{self, Three}};\n#[cfg(test)]\nmod tests { use super::*; }",
        ),
    ];
    let module = |name: &str| name.split("::").filter(|n| !n.is_empty()).map(Into::into).collect();
    let files = sources.map(|(name, source)| read(module(name), source));
    let files = files.into_iter().map(|file| (file.module.clone(), file)).collect();
    assert_eq!(circles(&arrows(&files)), [["a::b", "a::c"]]);
}
