//! The rows of `presets.txt`: what a scenario needs and the record of its event does not hold.
#![deny(clippy::float_arithmetic, clippy::arithmetic_side_effects)]

use std::borrow::Cow;

use super::{Figure, Origin};
use crate::error::{Error, Result};
use crate::events::{self, Record};
use crate::money::parse_decimal;

use rust_decimal::Decimal;

const TEXT: &str = include_str!("presets.txt");
/// One per cent.
const PERCENT: Decimal = Decimal::from_parts(1, 0, 0, false, 2);

/// The cells of a row.
type Cells = [&'static str; 6];

/// The figures of one preset, in the order of the defaults.
pub(super) fn figures(record: &Record) -> Result<Vec<Figure>> {
    let mut figures: Vec<Figure> = Vec::new();
    for [_, key, unit, default, words, label] in TEXT.lines().map(cells).filter(is_default) {
        let [_, value, source, own_label, ..] = own(record.day, key);
        let value = either(value, default);
        if value.is_empty() {
            continue;
        }
        let (value, origin) = match value {
            "%" => (percent(&figures)?, Origin::Assumed(either(source, words), None)),
            _ => found(record, value, either(source, words))?,
        };
        let label = match origin {
            Origin::Daily => daily_label(key, source),
            _ => either(own_label, label).into(),
        };
        figures.push(Figure { key, value, unit, label, origin });
    }
    Ok(figures)
}

/// The days of all presets, in the order of the table.
#[cfg(test)]
pub(super) fn ids() -> impl Iterator<Item = &'static str> {
    TEXT.lines().filter_map(|line| line.strip_prefix("preset|"))
}

fn is_default(cells: &Cells) -> bool {
    cells.first() == Some(&"default")
}

/// The row of that key in the section of that day; blank where there is none.
fn own(day: &str, key: &str) -> Cells {
    let section =
        TEXT.lines().map(cells).skip_while(|[kind, id, ..]| *kind != "preset" || *id != day);
    let mut rows = section.skip(1).take_while(|[kind, ..]| *kind != "preset");
    rows.find(|[name, ..]| *name == key).unwrap_or_default()
}

fn cells(line: &'static str) -> Cells {
    let mut cells = Cells::default();
    for (cell, text) in cells.iter_mut().zip(line.split('|')) {
        *cell = text;
    }
    cells
}

/// A value as it is written, or the figure of an event that it names.
fn found(
    record: &Record,
    value: &'static str,
    source: &'static str,
) -> Result<(Cow<'static, str>, Origin)> {
    let Some(name) = value.strip_prefix('=') else {
        let origin = if source.starts_with("20") {
            Origin::Daily
        } else if events::source(source).is_some() {
            Origin::Printed(source)
        } else {
            Origin::Assumed(source, None)
        };
        return Ok((value.into(), origin));
    };
    let missing = || Error::missing("a figure that the record of the event holds");
    let Some((day, what)) = name.split_once('/') else {
        let printed = record.figure(name).ok_or_else(missing)?;
        return Ok((printed.value.into(), printed.source.map_or(Origin::Unknown, Origin::Printed)));
    };
    let other = events::record(day).and_then(|other| other.figure(what)).ok_or_else(missing)?;
    Ok((other.value.into(), Origin::Assumed(source, other.source)))
}

/// A hundredth of the open interest.
fn percent(figures: &[Figure]) -> Result<Cow<'static, str>> {
    let interest = figures.iter().find(|figure| figure.key == "open_interest_usd");
    let interest = interest.ok_or_else(|| Error::missing("the open interest"))?;
    let part = parse_decimal(&interest.value)?.checked_mul(PERCENT);
    let part = part.ok_or_else(|| Error::overflow("a hundredth of the open interest"))?;
    Ok(part.normalize().to_string().into())
}

fn daily_label(key: &str, day: &str) -> Cow<'static, str> {
    let which = match key {
        "price_before_usd" => "close",
        "price_low_usd" => "low",
        _ => "high",
    };
    [which, " of ", day, " (UTC)"].concat().into()
}

fn either(own: &'static str, default: &'static str) -> &'static str {
    if own.is_empty() { default } else { own }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_row_is_used() {
        let known: Vec<&str> =
            TEXT.lines().map(cells).filter(is_default).map(|row| row[1]).collect();
        for line in TEXT.lines().filter(|line| !line.starts_with('#')) {
            let [first, ..] = cells(line);
            let is_known = ["default", "preset"].contains(&first) || known.contains(&first);
            assert!(is_known && line.matches('|').count() <= 5, "{line}");
        }
    }

    #[test]
    fn a_figure_of_another_event_is_an_assumption_with_its_address() {
        let record = events::record("2025-02-03").unwrap();
        let figures = figures(&record).unwrap();
        let interest = figures.iter().find(|figure| figure.key == "open_interest_usd").unwrap();
        assert_eq!(interest.value, "58000000000");
        assert_eq!(interest.source(), "our assumption; as printed after the fall of December");
        assert!(interest.url().unwrap().starts_with("https://www.bitgetapp.com/"));
        let depth = figures.iter().find(|figure| figure.key == "usd_per_percent").unwrap();
        assert_eq!(depth.value, "580000000");
    }
}
