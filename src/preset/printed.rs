//! The figures of an event's record under the names of a preset, and what happened in a sentence.
#![deny(clippy::float_arithmetic, clippy::arithmetic_side_effects)]

use super::{Figure, Origin, Preset};
use crate::error::{Error, Result};
use crate::events::{Direction, Printed, Record};
use crate::money::{Ratio, Usd, parse_decimal};

/// Key in the record; key, unit and label in a preset.
const PRINTED: &[[&str; 4]] = &[
    [
        "total_early",
        "early_total_usd",
        "USD",
        "liquidated in 24 hours, all of crypto, as first printed",
    ],
    ["total", "total_liquidated_usd", "USD", "liquidated in 24 hours, all of crypto"],
    [
        "total_revised",
        "revised_total_usd",
        "USD",
        "liquidated in 24 hours, all of crypto, as printed later",
    ],
    ["btc_long", "btc_long_usd", "USD", "Bitcoin longs liquidated in 24 hours"],
    ["btc_short", "btc_short_usd", "USD", "Bitcoin shorts liquidated in 24 hours"],
    ["btc", "btc_liquidated_usd", "USD", "Bitcoin liquidated in 24 hours, both sides"],
    ["long", "long_usd", "USD", "longs liquidated in 24 hours, all of crypto"],
    ["short", "short_usd", "USD", "shorts liquidated in 24 hours, all of crypto"],
    ["eth", "eth_liquidated_usd", "USD", "Ether liquidated in 24 hours, both sides"],
    ["traders", "traders", "accounts", "accounts liquidated"],
    ["largest", "largest_usd", "USD", "largest single liquidation of the day"],
    ["fear_greed", "fear_greed", "index", "Fear and Greed Index (alternative.me)"],
    [
        "oi_change_usd",
        "open_interest_change",
        "fraction",
        "change of Bitcoin open interest in USD over 24 hours",
    ],
];

/// Adds the figures of a record, and the side of Bitcoin that was closed where only its total is
/// known.
pub(super) fn add(record: &Record, figures: &mut Vec<Figure>) -> Result<()> {
    // A total that was printed once is the total, whenever that was.
    let once = record.figure("total").is_none();
    for &[what, key, unit, label] in PRINTED {
        let found = match what {
            "total_early" if once => None,
            "total" if once => record.figure("total_early"),
            _ => record.figure(what),
        };
        if let Some(printed) = found {
            let origin = printed.source.map_or(Origin::Unknown, Origin::Printed);
            figures.push(Figure { key, value: printed.value.to_owned(), unit, label, origin });
        } else if let Some((value, words)) = estimate(record, what)? {
            figures.push(Figure { key, value, unit, label, origin: Origin::Assumed(words, None) });
        }
    }
    Ok(())
}

/// Bitcoin's total times the side's share of all of crypto, in whole dollars, where `what` is the
/// side of Bitcoin that the event closed.
fn estimate(record: &Record, what: &str) -> Result<Option<(String, &'static str)>> {
    let (side, other) = match (what, record.direction) {
        ("btc_long", Direction::Down) => ("long", "short"),
        ("btc_short", Direction::Up) => ("short", "long"),
        _ => return Ok(None),
    };
    let Some(both) = record.figure("btc") else { return Ok(None) };
    let Some(share) = share(record, side, other)? else {
        return Ok(Some((both.value.to_owned(), "all of Bitcoin's total: no sides were printed")));
    };
    let mut usd = usd(both)?.times_down(share)?.to_string();
    usd.truncate(usd.find('.').unwrap_or(usd.len()));
    let words = "Bitcoin's total times that side's share of all of crypto: its own sides were not \
                 printed";
    Ok(Some((usd, words)))
}

/// A side ÷ both, or ÷ the total where the other side was not printed.
fn share(record: &Record, side: &str, other: &str) -> Result<Option<Ratio>> {
    let Some(side) = record.figure(side) else { return Ok(None) };
    let whole = match record.figure(other) {
        Some(other) => usd(side)?.plus(usd(other)?)?,
        None => {
            let total = ["total_early", "total"].iter().find_map(|what| record.figure(what));
            usd(total.ok_or_else(|| Error::missing("a total"))?)?
        }
    };
    Ok(usd(side)?.over(whole))
}

fn usd(printed: Printed) -> Result<Usd> {
    printed.value.parse()
}

/// What happened, in a sentence.
pub(super) fn summary(preset: &Preset) -> String {
    let [reported, end] = preset.reported();
    let number = |key, unit| preset.figure(key).and_then(|text| grouped(text, unit));
    let number = |key, unit| number(key, unit).unwrap_or_default();
    let squeeze = preset.is_squeeze();
    let is_printed = preset.find(reported).is_some_and(Figure::is_printed);
    let [verb, side] = if squeeze { ["rose", "shorts"] } else { ["fell", "longs"] };
    let [estimated, were] =
        if is_printed { ["", "were reported"] } else { ["by our estimate ", "were"] };
    let (from, to) = (number("price_before_usd", 1), number(end, 1));
    let millions = number(reported, 1_000_000);
    [
        "Bitcoin ",
        verb,
        " from ",
        &from,
        " to ",
        &to,
        " dollars, and ",
        estimated,
        &millions,
        " million dollars of Bitcoin ",
        side,
        " ",
        were,
        " liquidated.",
    ]
    .concat()
}

/// A decimal in units, rounded half up to a whole number, with commas between the thousands.
fn grouped(text: &str, unit: i128) -> Option<String> {
    let number = parse_decimal(text).ok()?;
    let one = 10_i128.checked_pow(number.scale())?.checked_mul(unit)?;
    let doubled = number.mantissa().checked_mul(2)?.checked_add(one)?;
    let mut text = doubled.checked_div(one.checked_mul(2)?)?.to_string();
    let mut at = text.len();
    while at > 3 {
        at = at.saturating_sub(3);
        text.insert(at, ',');
    }
    Some(text)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::preset::{Status, find};

    #[test]
    fn numbers_are_grouped_and_rounded_half_up() {
        let cases = [
            ("106538.3", 1, "106,538"),
            ("18544.7", 1, "18,545"),
            ("999.5", 1, "1,000"),
            ("391000000", 1_000_000, "391"),
            ("1107884868", 1_000_000, "1,108"),
            ("20500000", 1_000_000, "21"),
            ("20499999", 1_000_000, "20"),
            ("0", 1, "0"),
        ];
        for (text, unit, expected) in cases {
            assert_eq!(grouped(text, unit).unwrap(), expected, "{text}");
        }
    }

    #[test]
    fn what_happened_is_said_of_either_side() {
        let said = |id: &str| summary(&find(id).unwrap());
        assert_eq!(
            said("2025-11-04"),
            "Bitcoin fell from 106,538 to 98,900 dollars, and 391 million dollars of Bitcoin longs \
             were reported liquidated."
        );
        assert_eq!(
            said("2025-07-10"),
            "Bitcoin rose from 112,000 to 118,000 dollars, and 570 million dollars of Bitcoin \
             shorts were reported liquidated."
        );
        assert!(said("2024-08-05").contains(", and by our estimate 306 million dollars of "));
    }

    #[test]
    fn a_side_that_was_not_printed_is_estimated_from_all_of_crypto() {
        let side = |id: &str| {
            let preset = find(id).unwrap();
            let figure = preset.find(preset.reported()[0]).unwrap();
            (figure.value.clone(), figure.status())
        };
        // 362 x 900.6 / (900.6 + 163.45) million, with fractions in another language.
        assert_eq!(side("2024-08-05"), ("306392744".to_owned(), Status::Assumption));
        assert_eq!(side("2021-12-04"), ("1300000000".to_owned(), Status::Assumption));
        assert_eq!(side("2025-11-04"), ("391000000".to_owned(), Status::Sourced));
        assert_eq!(side("2025-07-10"), ("570000000".to_owned(), Status::Sourced));
    }

    #[test]
    fn a_total_that_was_printed_once_is_the_total() {
        let keys = |id: &str| {
            let preset = find(id).unwrap();
            let totals = preset.figures.iter().filter(|figure| figure.key.contains("total"));
            totals.map(|figure| (figure.key, figure.value.clone())).collect::<Vec<_>>()
        };
        let text = |pairs: &[(&'static str, &str)]| {
            pairs.iter().map(|(key, value)| (*key, (*value).to_owned())).collect::<Vec<_>>()
        };
        let november = text(&[
            ("early_total_usd", "1270000000"),
            ("total_liquidated_usd", "1400000000"),
            ("revised_total_usd", "1670000000"),
        ]);
        assert_eq!(keys("2025-11-04"), november);
        let september =
            text(&[("total_liquidated_usd", "1700000000"), ("revised_total_usd", "3620000000")]);
        assert_eq!(keys("2025-09-22"), september);
        assert_eq!(keys("2024-12-05"), text(&[("total_liquidated_usd", "893000000")]));
    }
}
