//! A short digest of inputs and outputs, the same on every platform.
//!
//! FNV-1a with 64 bits (Fowler, Noll, Vo) over a canonical walk of the values: one byte for the
//! kind, lengths before texts and lists, floats by their bits. It finds accidents, not forgers.

use crate::scenario::{BookSpec, Positions, Scenario};
use crate::value::Value;

const OFFSET: u64 = 0xcbf2_9ce4_8422_2325;
const PRIME: u64 = 0x0000_0100_0000_01b3;

/// The digest of these values, as 16 hexadecimal digits.
pub(in crate::edge) fn of(values: &[&Value]) -> String {
    let mut hash = OFFSET;
    values.iter().for_each(|value| walk(&mut hash, value));
    format!("{hash:016x}")
}

/// The digest of a scenario and what came of it. Positions in columns count as the list of the same.
pub(super) fn of_scenario(scenario: &Scenario, canonical: &Value, head: &Value) -> String {
    let BookSpec::Positions(book) = &scenario.book else { return of(&[canonical, head]) };
    let mut hash = OFFSET;
    let Value::Map(entries) = canonical else { return of(&[canonical, head]) };
    eat(&mut hash, 7, &(entries.len() as u64).to_le_bytes());
    for (key, value) in entries {
        sized(&mut hash, 8, key.as_bytes());
        if key == "book" { listed(&mut hash, book) } else { walk(&mut hash, value) }
    }
    walk(&mut hash, head);
    format!("{hash:016x}")
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
        let digests: std::collections::BTreeSet<_> = values.iter().map(|v| of(&[v])).collect();
        assert_eq!(digests.len(), values.len());
    }
}
