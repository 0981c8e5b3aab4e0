//! Small series around a recorded event, so that a reader needs no file to ask about its days.
//!
//! The text beside this file has them with their providers; a test holds every row to the long
//! files, where those are there. What a bag gives itself always comes first.

use crate::error::{Error, Kind, Result};
use crate::value::{Fields, Value, record};

const NOVEMBER: &str = include_str!("2025-11-04.txt");
const NAME: &str = "2025-11-04";

/// Takes `preset` and puts its day, series and figures under the keys that the bag leaves out.
///
/// # Errors
/// Unknown name for a preset without series.
pub(super) fn fill(bag: Value) -> Result<Value> {
    let mut fields = Fields::of(bag)?;
    let Some(name) = fields.text("preset")? else { return Ok(fields.rest()) };
    if name != NAME {
        let unknown = Kind::UnknownName { known: NAME, found: name.as_str().into() };
        return Err(Error::new(unknown).in_field("preset"));
    }
    let Value::Map(mut given) = fields.rest() else { return Ok(Value::Null) };
    // Null counts as absent, as everywhere.
    given.retain(|(_, value)| *value != Value::Null);
    let has = |key: &str| given.iter().any(|(name, _)| name == key);
    let own_prices = has("candles");
    let mut added: Vec<(String, Value)> = Vec::new();
    for (key, value) in figures().into_iter().chain(series()) {
        // Somebody's own prices are not mixed with months of another series.
        let idle = own_prices && key == "month_closes";
        if !idle && !has(&key) {
            added.push((key, value));
        }
    }
    given.extend(added);
    Ok(Value::Map(given))
}

/// The day, and figures that were in print: the sources stand beside the first audit's.
fn figures() -> Vec<(String, Value)> {
    let interest =
        record![("usd_change", "-0.04"), ("price_before", "112000"), ("price_after", "104956.8"),];
    let level = record![("lower_usd", "100000"), ("upper_usd", "105000")];
    let owned = |(key, value): (&str, Value)| (key.to_owned(), value);
    [
        ("at", NAME.into()),
        ("peak_from", "2025-10-01".into()),
        ("since_year", 2011_i64.into()),
        ("open_interest", interest),
        ("key_level", level),
    ]
    .map(owned)
    .into()
}

/// The blocks of the text, each in the form in which a reader's own file comes.
fn series() -> Vec<(String, Value)> {
    let (mut found, mut block) = (Vec::new(), Vec::new());
    // By lines: a search for a longer text brings the words of its panics along.
    for line in NOVEMBER.lines().chain([""]) {
        if !line.is_empty() {
            block.push(line);
            continue;
        }
        let named =
            block.split_first().and_then(|(head, rows)| Some((head.split_once('|')?, rows)));
        if let Some(((key, name), rows)) = named {
            let called = if key == "fear_greed" { "provider" } else { "name" };
            let file = record![(called, name), ("text", rows.join("\n"))];
            found.push((key.to_owned(), file));
        }
        block.clear();
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn there_are_five_series() {
        let keys: Vec<_> = series().into_iter().map(|pair| pair.0).collect();
        assert_eq!(keys, ["candles", "month_closes", "fear_greed", "funding", "stablecoins"]);
    }

    #[test]
    fn what_is_given_comes_first_and_an_unknown_name_is_an_error() {
        let own = Value::map([("preset", NAME.into()), ("at", "2025-11-03".into())]);
        let own = own.with("candles", "x").with("funding", Value::Null);
        let filled = fill(own).unwrap();
        assert_eq!(filled.get("at"), Some(&"2025-11-03".into()));
        assert_eq!(filled.get("candles"), Some(&"x".into()));
        assert_eq!(filled.get("month_closes"), None);
        assert!(matches!(filled.get("funding"), Some(Value::Map(_))));
        let error = fill(Value::map([("preset", "1999".into())])).unwrap_err();
        assert_eq!(error.place().field.as_deref(), Some("preset"));
        let none = Value::map([("at", "2025-11-03".into())]);
        assert_eq!(fill(none.clone()).unwrap(), none);
    }
}
