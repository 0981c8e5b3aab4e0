//! The scenarios of the recorded events, worked out: what a page needs that simulates, and no more.

use super::merge::{merge, with};
use super::recorded::{NAMES, TABLE};
use crate::error::{Error, Result};
use crate::text::{cell, cut, pieces};
use crate::value::{Value, record};

/// Entries of the synthetic book: finer than a bin of the liquidation map, which would show a comb
/// otherwise.
const STEPS: i64 = 401;

/// The names of all presets, the newest first.
pub fn ids() -> impl Iterator<Item = &'static str> {
    NAMES.split(", ")
}

/// The scenario of a preset, in the form that [`super::Scenario::read`] takes.
///
/// # Errors
/// Unknown name, with the names that are known.
pub fn preset(id: &str) -> Result<Value> {
    let (places, rows) = cut(TABLE, b'\n');
    let mut rows = pieces(rows, b'\n');
    let found = rows.find(|row| cell(row, 0) == id);
    let mut cells = found.ok_or_else(|| Error::unknown(NAMES, id))?;
    let mut scenario = record![("washout", 1_i64)];
    for place in pieces(places, b'|') {
        let (own, after) = cut(cells, b'|');
        let (place, every) = cut(place, b'=');
        let text = if own.is_empty() { every } else { own };
        let value = match place {
            "levels" => Value::list(pieces(text, b' ')),
            _ => text.into(),
        };
        (scenario, cells) = (with(scenario, place, value), after);
    }
    Ok(with(scenario, "book.steps", STEPS.into()))
}

/// The scenario with its preset's keys filled in.
///
/// # Errors
/// Unknown name for an unknown preset; malformed when it is no object.
pub(super) fn with_preset(value: Value) -> Result<Value> {
    let base = match value.get("preset") {
        None | Some(Value::Null) => return Ok(value),
        Some(id) => id.as_text().and_then(preset).map_err(|e| e.in_field("preset"))?,
    };
    Ok(merge(base, value))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_row_becomes_a_scenario() {
        let scenario = preset("2025-11-04").unwrap();
        let text = |path: &str| {
            path.split('.').fold(scenario.clone(), |value, key| value.get(key).unwrap().clone())
        };
        assert_eq!(text("preset"), "2025-11-04".into());
        assert_eq!(text("book.share.reported_usd"), "391000000".into());
        assert_eq!(text("shock.reach_price_usd"), "98900".into());
        assert_eq!(text("levels"), Value::list(["105000", "100000"]));
    }

    #[test]
    fn an_event_that_is_no_preset_is_an_unknown_name() {
        assert_eq!(preset("1999-01-01").unwrap_err().code(), "UNKNOWN_NAME");
        // On record, but no preset; and the first line is none either.
        assert_eq!(preset("2020-03-12").unwrap_err().code(), "UNKNOWN_NAME");
        assert_eq!(preset("").unwrap_err().code(), "UNKNOWN_NAME");
    }

    #[test]
    fn every_name_has_its_scenario() {
        for id in ids() {
            let scenario = preset(id).unwrap();
            assert_eq!(scenario.get("preset"), Some(&id.into()));
            crate::scenario::Scenario::read(scenario).unwrap();
        }
    }
}
