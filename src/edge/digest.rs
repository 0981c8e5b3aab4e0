//! A short digest of inputs and outputs, the same on every platform.
//!
//! FNV-1a with 64 bits (Fowler, Noll, Vo) over a canonical walk of the values: one byte for the
//! kind, lengths before texts and lists, floats by their bits. It finds accidents, not forgers.
//!
//! A digest begins with the version of what it is taken over: `2-` for the lists of names below. A
//! figure in print is checked against the digest of the same version. What an outcome gains later
//! is in no list and changes no digest; an input that comes later is written into the canonical
//! form only where it is not its default, and so changes the digest of those scenarios alone that
//! use it. A change to a list is another version.

use crate::scenario::{BookSpec, Positions, Scenario};
use crate::value::{Record, Value};

const OFFSET: u64 = 0xcbf2_9ce4_8422_2325;
const PRIME: u64 = 0x0000_0100_0000_01b3;

/// What a scenario is called, and where it came from: it means the same under another name.
const LABELS: [&str; 2] = ["title", "preset"];
/// What is taken of the headline.
const HEADLINE: [&str; 10] = [
    "final_price_usd",
    "shock",
    "move",
    "liquidated_usd",
    "first_round_usd",
    "flow_usd",
    "fired",
    "liquidatable_usd",
    "share",
    "rounds",
];
/// What is taken of the outcome of several markets.
const CONTAGION: [&str; 5] =
    ["closed", "closed_by_shock", "liquidated_usd", "first_round_usd", "rounds"];
/// What is taken of each key level.
const LEVEL: [&str; 3] = ["price_usd", "shock", "liquidated_usd"];

/// The digest of a scenario and what came of it. Positions in columns count as the list of the
/// same.
pub(super) fn of_scenario(scenario: &Scenario, canonical: &Value, head: &Value) -> String {
    let mut hash = OFFSET;
    if let Value::Map(entries) = canonical {
        for (key, value) in entries.iter().filter(|(key, _)| !LABELS.contains(&key.as_str())) {
            sized(&mut hash, 8, key.as_bytes());
            match &scenario.book {
                BookSpec::Positions(book) if key == "book" => listed(&mut hash, book),
                _ => walk(&mut hash, value),
            }
        }
    }
    named(&mut hash, head, &HEADLINE);
    if let Some(Value::List(levels)) = head.get("levels") {
        levels.iter().for_each(|level| named(&mut hash, level, &LEVEL));
    }
    stamped(hash)
}

/// The digest of markets that pull on each other, what came of them and where each ended.
pub(super) fn of_contagion(canonical: &Value, head: &Value, ends: &Value) -> String {
    let mut hash = OFFSET;
    walk(&mut hash, canonical);
    named(&mut hash, head, &CONTAGION);
    walk(&mut hash, ends);
    stamped(hash)
}

/// What every outcome begins with: the digest, and the head.
pub(super) fn stamp(digest: String, head: Value) -> Record {
    let mut told = Record::default();
    told.put("washout", 1_i64);
    told.put("engine", crate::VERSION);
    told.put("digest", digest);
    told.put("estimate", true);
    told.append(head);
    told
}

/// What `names` are in `value`, and nothing else of it.
fn named(hash: &mut u64, value: &Value, names: &[&str]) {
    for name in names {
        sized(hash, 8, name.as_bytes());
        walk(hash, value.get(name).unwrap_or(&Value::Null));
    }
}

/// A hash as it is printed, with its version.
fn stamped(hash: u64) -> String {
    format!("2-{hash:016x}")
}

/// A book of these positions, as a list of them is walked; one is there at a time.
fn listed(hash: &mut u64, book: &Positions) {
    let items = book.listed();
    eat(hash, 7, &2_u64.to_le_bytes());
    sized(hash, 8, b"kind");
    sized(hash, 4, b"positions");
    sized(hash, 8, b"positions");
    eat(hash, 5, &(items.len() as u64).to_le_bytes());
    items.for_each(|item| walk(hash, &item));
}

fn walk(hash: &mut u64, value: &Value) {
    match value {
        Value::Null => eat(hash, 0, &[]),
        Value::Bool(truth) => eat(hash, 1, &[u8::from(*truth)]),
        Value::Int(count) => eat(hash, 2, &count.to_le_bytes()),
        Value::Float(number) => eat(hash, 3, &number.to_bits().to_le_bytes()),
        Value::Text(text) => sized(hash, 4, text.as_bytes()),
        Value::List(items) => {
            eat(hash, 5, &(items.len() as u64).to_le_bytes());
            items.iter().for_each(|item| walk(hash, item));
        }
        Value::Floats(column) => {
            eat(hash, 6, &(column.len() as u64).to_le_bytes());
            column.iter().for_each(|number| mix(hash, &number.to_bits().to_le_bytes()));
        }
        Value::Map(entries) => {
            eat(hash, 7, &(entries.len() as u64).to_le_bytes());
            for (key, value) in entries {
                sized(hash, 8, key.as_bytes());
                walk(hash, value);
            }
        }
    }
}

fn sized(hash: &mut u64, kind: u8, bytes: &[u8]) {
    eat(hash, kind, &(bytes.len() as u64).to_le_bytes());
    mix(hash, bytes);
}

fn eat(hash: &mut u64, kind: u8, bytes: &[u8]) {
    mix(hash, &[kind]);
    mix(hash, bytes);
}

fn mix(hash: &mut u64, bytes: &[u8]) {
    for byte in bytes {
        *hash = (*hash ^ u64::from(*byte)).wrapping_mul(PRIME);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_published_vectors_hold() {
        // From the FNV reference tables: "", "a" and "foobar".
        for (text, expected) in [
            ("", 0xcbf2_9ce4_8422_2325_u64),
            ("a", 0xaf63_dc4c_8601_ec8c),
            ("foobar", 0x8594_4171_f739_67e8),
        ] {
            let mut hash = OFFSET;
            mix(&mut hash, text.as_bytes());
            assert_eq!(hash, expected, "{text}");
        }
    }

    /// A scenario, its canonical form and the head of its outcome.
    fn november() -> (Scenario, Value, Value) {
        let bag = crate::value::record![("washout", 1_i64), ("preset", "2025-11-04")];
        let scenario = Scenario::read(bag.clone()).unwrap();
        let canonical = scenario.to_value();
        let outcome = crate::edge::simulate::simulate(bag).unwrap();
        (scenario, canonical, outcome)
    }

    #[test]
    fn what_an_outcome_gains_changes_no_digest() {
        let (scenario, canonical, head) = november();
        let before = of_scenario(&scenario, &canonical, &head);
        assert_eq!(head.get("digest"), Some(&before.as_str().into()));
        let more = head.with("a_later_output", 1.5);
        assert_eq!(of_scenario(&scenario, &canonical, &more), before);
    }

    #[test]
    fn a_scenario_has_its_digest_under_any_name() {
        let (scenario, canonical, head) = november();
        let other = canonical.clone().with("title", "another");
        assert_eq!(
            of_scenario(&scenario, &other, &head),
            of_scenario(&scenario, &canonical, &head)
        );
    }

    #[test]
    fn every_name_in_a_list_is_there_and_counts() {
        let (scenario, canonical, head) = november();
        let before = of_scenario(&scenario, &canonical, &head);
        for name in HEADLINE {
            assert!(head.get(name).is_some(), "{name}");
            let changed = changed(&head, name);
            assert_ne!(of_scenario(&scenario, &canonical, &changed), before, "{name}");
        }
        let Some(Value::List(levels)) = head.get("levels") else { panic!("levels") };
        for name in LEVEL {
            let first = changed(levels.first().unwrap(), name);
            let all = std::iter::once(first).chain(levels.iter().skip(1).cloned()).collect();
            let head = replaced(&head, "levels", Value::List(all));
            assert_ne!(of_scenario(&scenario, &canonical, &head), before, "{name}");
        }
    }

    #[test]
    fn every_name_of_a_contagion_counts() {
        use crate::value::record;
        let names = || CONTAGION.iter().map(|name| ((*name).to_owned(), Value::Int(1)));
        let head = Value::Map(names().collect());
        let of = |head: &Value| of_contagion(&record![("x", 1_i64)], head, &Value::Null);
        for name in CONTAGION {
            assert_ne!(of(&changed(&head, name)), of(&head), "{name}");
        }
        assert_eq!(of(&head.clone().with("a_later_output", 1.5)), of(&head));
    }

    /// The same with another value under a name.
    fn changed(value: &Value, name: &str) -> Value {
        replaced(value, name, Value::Text("changed".into()))
    }

    fn replaced(value: &Value, name: &str, new: Value) -> Value {
        let Value::Map(entries) = value else { panic!("no map") };
        let entry = |(key, old): &(String, Value)| {
            (key.clone(), if key == name { new.clone() } else { old.clone() })
        };
        Value::Map(entries.iter().map(entry).collect())
    }

    #[test]
    fn what_differs_has_another_digest() {
        let values = [
            Value::Null,
            Value::Int(0),
            Value::Float(0.0),
            Value::Text(String::new()),
            Value::list(["ab", "c"]),
            Value::list(["a", "bc"]),
            Value::Floats(vec![]),
        ];
        let hashed = |value: &Value| {
            let mut hash = OFFSET;
            walk(&mut hash, value);
            hash
        };
        let hashes: std::collections::BTreeSet<_> = values.iter().map(hashed).collect();
        assert_eq!(hashes.len(), values.len());
    }
}
