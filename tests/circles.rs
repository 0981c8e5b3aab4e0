//! Files that use each other form no circle: of two files, one can be read without the other.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

/// Rooms whose files are held to it.
const ROOMS: [&str; 1] = ["src/import"];

type Uses = BTreeMap<String, BTreeSet<String>>;

/// The sources of one room, without their tests, by the names of their files.
fn sources(room: &str) -> BTreeMap<String, String> {
    let mut found = BTreeMap::new();
    for entry in fs::read_dir(Path::new(env!("CARGO_MANIFEST_DIR")).join(room)).unwrap() {
        let path = entry.unwrap().path();
        if path.extension().is_some_and(|extension| extension == "rs") {
            let source = fs::read_to_string(&path).unwrap();
            let code = source.split("#[cfg(test)]").next().unwrap();
            let lines = code.lines().map(|line| line.split("//").next().unwrap());
            let name = path.file_stem().unwrap().to_str().unwrap().to_owned();
            found.insert(name, lines.collect::<Vec<_>>().join("\n"));
        }
    }
    found
}

/// Names that stand first after `start`, alone or in braces.
fn named<'s>(source: &'s str, start: &'s str) -> impl Iterator<Item = &'s str> {
    source.split(start).skip(1).flat_map(|rest| {
        let rest = match rest.strip_prefix('{') {
            Some(list) => list.split('}').next().unwrap(),
            None => rest.split(|c: char| !c.is_alphanumeric() && c != '_').next().unwrap(),
        };
        let first = |name: &'s str| name.trim().split("::").next().unwrap();
        rest.split(',').map(first).filter(|name| !name.is_empty())
    })
}

/// Which file uses which; what the room itself hands on belongs to the file that it comes from.
fn uses(sources: &BTreeMap<String, String>) -> Uses {
    let of = |file: &str, source: &str| {
        let used = named(source, "super::").map(|name| match sources.contains_key(name) {
            true => name.to_owned(),
            false => panic!("{file} uses super::{name}: name the file that it comes from"),
        });
        (file.to_owned(), used.collect())
    };
    sources.iter().filter(|(file, _)| *file != "mod").map(|(file, s)| of(file, s)).collect()
}

/// What is left when files that use no other are taken away, again and again.
fn circles(mut uses: Uses) -> Vec<String> {
    loop {
        let free = uses.iter().find(|(_, used)| used.iter().all(|name| !uses.contains_key(name)));
        match free.map(|(file, _)| file.clone()) {
            Some(file) => uses.remove(&file),
            None => return uses.into_keys().collect(),
        };
    }
}

#[test]
fn no_two_files_of_a_room_use_each_other() {
    for room in ROOMS {
        let sources = sources(room);
        assert!(sources.len() > 20, "{room} was not found");
        let left = circles(uses(&sources));
        assert!(left.is_empty(), "in a circle, or used by one: {left:?}");
    }
}

#[test]
fn a_circle_is_found() {
    let file = |name: &str, source: &str| (name.to_owned(), source.to_owned());
    let round = [
        file("a", "use super::b::B;\nuse super::{c, d};"),
        file("b", "fn f() { super::c::g() }"),
        file("c", "use super::{\n    a::A,\n};"),
        file("d", "use crate::x;"),
    ];
    assert_eq!(circles(uses(&round.into())), ["a", "b", "c"]);
}
