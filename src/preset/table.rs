//! The figures of a preset: what was in print, what its entry adds, and what every preset has.

use super::{Figure, Origin};
use crate::events::{self, Record, default_rows, preset_rows};

/// Key, value, source and label.
type Entry = [&'static str; 4];

/// The figures of one preset, in the order of the defaults.
pub(super) fn figures(record: &Record) -> Vec<Figure> {
    let (own, mut figures) = (section(record.day), Vec::new());
    // A total that was printed once is the total, whenever that was.
    let once = record.figure("total").is_none();
    for [_, key, unit, value, words, label] in default_rows() {
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
fn section(day: &str) -> Vec<Entry> {
    let (mut section, mut is_within) = (Vec::new(), false);
    for [kind, first, second, third, fourth, _] in preset_rows() {
        if kind == "event" {
            is_within = first == day;
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

    #[test]
    fn every_row_is_used() {
        for [kind, key, value, ..] in preset_rows() {
            let is_known = default_rows().any(|[_, known, ..]| known == key);
            assert!(kind == "event" || is_known, "{key}");
            assert!(!value.is_empty(), "{key}");
        }
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
        for [kind, key, value, ..] in preset_rows() {
            let Ok(value) = value.parse::<Rational>() else { continue };
            // Our own choices, round as they are, may meet a figure in print.
            let ours =
                key.starts_with("level_") || ["usd_per_percent", "volatility"].contains(&key);
            let is_new = kind == "event" || ours || !printed.contains(&value);
            assert!(is_new, "{key} {value} is a figure in print");
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
            let ratio = depth.times(exact("100")).over(interest);
            let words = preset.find("usd_per_percent").unwrap().source();
            assert_eq!(ratio == Rational::ONE, words.contains("one hundredth"), "{id}");
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
                .map_or_else(|| printed("total").unwrap(), |short| long.plus(short));
            let estimate = both.times(long).over(whole);
            let off = exact(side.value).minus(estimate).ratio().unwrap().decimal();
            assert!(off.abs() <= rust_decimal::Decimal::from(500_000), "{id}: {off}");
        }
    }
}
