//! The rows of `presets.txt`: what a scenario needs and how the figures of its event are called.
//!
//! ```text
//! default|key|unit|value|source|label    what every preset has unless its own row says otherwise
//! preset|day of the event, the newest first
//! key|value|source|label
//! ```
//!
//! A value of `=x` is the figure `x` of that event, where it has one; `=day/x` is a figure that we
//! assume to hold. A source is a key of `events.txt`; a day, of the daily series; any other words
//! say what our assumption rests on.

use super::{Figure, Origin};
use crate::events::{self, Record, rows};

const TEXT: &str = include_str!("presets.txt");

/// Key, value, source and label.
type Row = [&'static str; 4];

/// The figures of one preset, in the order of the defaults.
pub(super) fn figures(record: &Record) -> Vec<Figure> {
    let (own, mut figures) = (section(record.day), Vec::new());
    // A total that was printed once is the total, whenever that was.
    let once = record.figure("total").is_none();
    for [kind, key, unit, value, words, label] in rows(TEXT) {
        if kind != "default" {
            break;
        }
        let value = match value {
            "=total_early" if once => "",
            "=total" if once => "=total_early",
            other => other,
        };
        let found = own.iter().find(|[name, ..]| *name == key);
        let [_, own_value, own_words, own_label] = found.copied().unwrap_or_default();
        let words = either(own_words, words);
        if let Some((value, origin)) = resolve(record, either(own_value, value), words) {
            figures.push(Figure { key, value, unit, label: either(own_label, label), origin });
        }
    }
    figures
}

/// The rows of one preset.
fn section(day: &str) -> Vec<Row> {
    let (mut section, mut is_within) = (Vec::new(), false);
    for [first, second, third, fourth, ..] in rows(TEXT) {
        if first == "preset" {
            is_within = second == day;
        } else if is_within {
            section.push([first, second, third, fourth]);
        }
    }
    section
}

/// A value as it is written, or the figure of an event that it names.
fn resolve(
    record: &Record,
    value: &'static str,
    words: &'static str,
) -> Option<(&'static str, Origin)> {
    let Some(name) = value.strip_prefix('=') else {
        let origin = if words.starts_with("20") {
            Origin::Daily(words)
        } else if !words.is_empty() && !words.contains(' ') {
            // The key of a source, which the tests look up; a slider has no time for that.
            Origin::Printed(words)
        } else {
            Origin::Assumed(words, None)
        };
        return Some((value, origin)).filter(|_| !value.is_empty());
    };
    if let Some((day, what)) = name.split_once('/') {
        let other = events::record(day)?.figure(what)?;
        return Some((other.value, Origin::Assumed(words, other.source)));
    }
    let printed = record.figure(name)?;
    Some((printed.value, printed.source.map_or(Origin::Unknown, Origin::Printed)))
}

fn either(own: &'static str, default: &'static str) -> &'static str {
    if own.is_empty() { default } else { own }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::events::{Direction, source};
    use crate::money::Rational;
    use crate::preset::{Status, find, ids};

    fn defaults() -> Vec<[&'static str; 6]> {
        rows(TEXT).take_while(|row| row[0] == "default").collect()
    }

    #[test]
    fn the_table_has_every_preset_in_its_order() {
        let here = rows(TEXT).filter(|[first, ..]| *first == "preset").map(|[_, day, ..]| day);
        assert!(here.eq(ids()));
    }

    #[test]
    fn every_row_is_used() {
        let known: Vec<&str> = defaults().iter().map(|row| row[1]).collect();
        for [first, second, ..] in rows(TEXT) {
            assert!(["default", "preset"].contains(&first) || known.contains(&first), "{first}");
            assert!(!second.is_empty(), "{first}");
        }
        assert!(TEXT.lines().all(|line| line.matches('|').count() <= 5));
    }

    #[test]
    fn a_reference_leads_somewhere() {
        for id in ids() {
            let record = events::record(id).unwrap();
            for [key, value, words, _] in section(id) {
                let found = resolve(&record, value, words);
                assert!(found.is_some() || value.is_empty(), "{id} {key} {value}");
                // A word alone is the key of a source.
                let is_key = !words.is_empty() && !words.contains(' ') && !words.starts_with("20");
                assert!(!is_key || source(words).is_some(), "{id} {key}: no source {words}");
            }
        }
    }

    #[test]
    fn no_figure_is_stated_twice() {
        let printed: Vec<Rational> =
            events::all().unwrap().into_iter().flat_map(|e| e.figures).map(|f| f.value).collect();
        for row in rows(TEXT) {
            let (key, value) =
                if row[0] == "default" { (row[1], row[3]) } else { (row[0], row[1]) };
            let Ok(value) = value.parse::<Rational>() else { continue };
            // Our own choices, round as they are, may meet a figure in print.
            let ours = row[0] == "default"
                || key.starts_with("level_")
                || key == "usd_per_percent"
                || key == "volatility";
            assert!(ours || !printed.contains(&value), "{key} {value} is in events.txt");
        }
    }

    #[test]
    fn a_figure_of_another_event_is_an_assumption_with_its_address() {
        let preset = find("2025-02-03").unwrap();
        let interest = preset.find("open_interest_usd").unwrap();
        assert_eq!(interest.value, "58000000000");
        assert_eq!(interest.source(), "our assumption; as printed after the fall of December");
        assert!(interest.url().unwrap().starts_with("https://www.bitgetapp.com/"));
    }

    #[test]
    fn a_total_that_was_printed_once_is_the_total() {
        let keys = |id: &str| {
            let preset = find(id).unwrap();
            let totals = preset.figures.iter().filter(|figure| figure.key.contains("total"));
            totals.map(|figure| (figure.key, figure.value)).collect::<Vec<_>>()
        };
        let november = [
            ("early_total_usd", "1270000000"),
            ("total_liquidated_usd", "1400000000"),
            ("revised_total_usd", "1670000000"),
        ];
        assert_eq!(keys("2025-11-04"), november);
        let september =
            [("total_liquidated_usd", "1700000000"), ("revised_total_usd", "3620000000")];
        assert_eq!(keys("2025-09-22"), september);
        assert_eq!(keys("2024-12-05"), [("total_liquidated_usd", "893000000")]);
    }

    /// The side of Bitcoin that was not printed, and the depth, are what their words say.
    #[test]
    fn what_is_computed_by_hand_is_computed_right() {
        let exact = |text: &str| text.parse::<Rational>().unwrap();
        for id in ids() {
            let (preset, record) = (find(id).unwrap(), events::record(id).unwrap());
            let printed = |what: &str| record.figure(what).map(|figure| exact(figure.value));
            let [depth, interest] = ["usd_per_percent", "open_interest_usd"]
                .map(|key| exact(preset.figure(key).unwrap()));
            let ratio = depth.times(exact("100")).unwrap().over(interest).unwrap();
            let is_special = id == "2025-11-04";
            assert_eq!(ratio == Rational::ONE, !is_special, "{id}");
            let side = preset.find(preset.reported()[0]).unwrap();
            if side.status() == Status::Sourced {
                continue;
            }
            assert_eq!(record.direction, Direction::Down);
            let both = printed("btc").unwrap();
            let Some(long) = printed("long") else {
                assert_eq!(exact(side.value), both, "{id}");
                continue;
            };
            let whole = printed("short")
                .map_or_else(|| printed("total").unwrap(), |short| long.plus(short).unwrap());
            let estimate = both.times(long).unwrap().over(whole).unwrap();
            let off = exact(side.value).minus(estimate).unwrap().ratio().unwrap().decimal();
            assert!(off.abs() <= rust_decimal::Decimal::from(500_000), "{id}: {off}");
        }
    }
}
