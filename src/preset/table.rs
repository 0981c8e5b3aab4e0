//! The rows of `presets.txt`: what a scenario needs and the record of its event does not hold.
#![deny(clippy::float_arithmetic, clippy::arithmetic_side_effects)]

use super::{Figure, Origin};
use crate::error::{Error, Result};
use crate::events::{self, Record, rows};
use crate::money::parse_decimal;

use rust_decimal::Decimal;

const TEXT: &str = include_str!("presets.txt");
/// One per cent.
const PERCENT: Decimal = Decimal::from_parts(1, 0, 0, false, 2);

/// Adds the figures of one preset, in the order of the defaults.
pub(super) fn add(record: &Record, figures: &mut Vec<Figure>) -> Result<()> {
    let own = section(record.day);
    for [kind, key, unit, default, words, label] in rows(TEXT) {
        if kind != "default" {
            break;
        }
        let row = own.iter().find(|[name, ..]| *name == key);
        let [_, value, source, own_label] = row.copied().unwrap_or_default();
        let (value, words) = (either(value, default), either(source, words));
        let label = either(own_label, label);
        let (value, origin) = match value {
            "" => continue,
            "%" => (percent(figures)?, Origin::Assumed(words, None)),
            _ => {
                let (value, origin) = found(record, value, words)?;
                (value.to_owned(), origin)
            }
        };
        figures.push(Figure { key, value, unit, label, origin });
    }
    Ok(())
}

/// The rows of one preset.
fn section(day: &str) -> Vec<[&'static str; 4]> {
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
fn found(
    record: &Record,
    value: &'static str,
    source: &'static str,
) -> Result<(&'static str, Origin)> {
    let Some(name) = value.strip_prefix('=') else {
        let is_day = source.starts_with("20");
        let is_printed = !is_day && events::source(source).is_some();
        return Ok((
            value,
            match (is_day, is_printed) {
                (true, _) => Origin::Daily(source),
                (_, true) => Origin::Printed(source),
                _ => Origin::Assumed(source, None),
            },
        ));
    };
    let other = name.split_once('/');
    let printed = match other {
        None => record.figure(name),
        Some((day, what)) => events::record(day).and_then(|other| other.figure(what)),
    };
    let printed =
        printed.ok_or_else(|| Error::missing("a figure that the event's record holds"))?;
    let origin = match (other, printed.source) {
        (Some(_), page) => Origin::Assumed(source, page),
        (None, Some(page)) => Origin::Printed(page),
        (None, None) => Origin::Unknown,
    };
    Ok((printed.value, origin))
}

/// A hundredth of the open interest.
fn percent(figures: &[Figure]) -> Result<String> {
    let interest = figures.iter().find(|figure| figure.key == "open_interest_usd");
    let interest = interest.ok_or_else(|| Error::missing("the open interest"))?;
    let part = parse_decimal(&interest.value)?.checked_mul(PERCENT);
    let part = part.ok_or_else(|| Error::overflow("a hundredth of the open interest"))?;
    Ok(part.normalize().to_string())
}

fn either(own: &'static str, default: &'static str) -> &'static str {
    if own.is_empty() { default } else { own }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_row_is_used_and_the_presets_are_those_that_are_named() {
        let known: Vec<&str> =
            rows(TEXT).filter(|row| row[0] == "default").map(|row| row[1]).collect();
        for [first, second, ..] in rows(TEXT) {
            assert!(["default", "preset"].contains(&first) || known.contains(&first), "{first}");
            assert!(!second.is_empty(), "{first}");
        }
        assert!(TEXT.lines().all(|line| line.matches('|').count() <= 5));
        let ids = rows(TEXT).filter(|row| row[0] == "preset").map(|row| row[1]);
        assert_eq!(ids.collect::<Vec<_>>(), super::super::ids().collect::<Vec<_>>());
    }

    #[test]
    fn a_figure_of_another_event_is_an_assumption_with_its_address() {
        let mut figures = Vec::new();
        add(&events::record("2025-02-03").unwrap(), &mut figures).unwrap();
        let interest = figures.iter().find(|figure| figure.key == "open_interest_usd").unwrap();
        assert_eq!(interest.value, "58000000000");
        assert_eq!(interest.source(), "our assumption; as printed after the fall of December");
        assert!(interest.url().unwrap().starts_with("https://www.bitgetapp.com/"));
        let depth = figures.iter().find(|figure| figure.key == "usd_per_percent").unwrap();
        assert_eq!(depth.value, "580000000");
    }
}
