//! The figures of an event's record under the names of a preset, and what happened in a sentence.
#![deny(clippy::float_arithmetic, clippy::arithmetic_side_effects)]

use super::{Figure, Origin, Preset};
use crate::error::{Error, Result};
use crate::events::{Direction, Printed, Record};
use crate::money::{Ratio, Usd};

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

/// The figures of a record, and the side of Bitcoin that was closed where only its total is known.
pub(super) fn figures(record: &Record) -> Result<Vec<Figure>> {
    let mut figures: Vec<Figure> = Vec::new();
    for [what, key, unit, label] in PRINTED {
        // A total that was printed once is the total, whenever that was.
        let is_only = *what == "total" && record.figure(what).is_none();
        let what = if is_only { "total_early" } else { what };
        let is_taken = *key == "early_total_usd" && record.figure("total").is_none();
        if let Some(printed) = record.figure(what).filter(|_| !is_taken) {
            let origin = printed.source.map_or(Origin::Unknown, Origin::Printed);
            let value = printed.value.into();
            figures.push(Figure { key, value, unit, label: (*label).into(), origin });
        }
    }
    figures.extend(estimated_side(record)?);
    Ok(figures)
}

/// Bitcoin's total times the side's share of all of crypto, in whole dollars.
fn estimated_side(record: &Record) -> Result<Option<Figure>> {
    let sides = [("long", "btc_long", "btc_long_usd"), ("short", "btc_short", "btc_short_usd")];
    let [longs, shorts] = sides;
    let ((side, what, key), (other, ..)) =
        if record.direction == Direction::Up { (shorts, longs) } else { (longs, shorts) };
    let (Some(both), None) = (record.figure("btc"), record.figure(what)) else { return Ok(None) };
    let (share, words) = match share(record, side, other)? {
        Some(share) => (
            share,
            "Bitcoin's total times that side's share of all of crypto: its own sides were not printed",
        ),
        None => (Ratio::new(1.into()), "all of Bitcoin's total: no sides were printed"),
    };
    let usd = usd(both)?.times_down(share)?.to_string();
    let whole = usd.split('.').next().unwrap_or_default().to_owned();
    let label = ["Bitcoin ", side, "s liquidated in 24 hours"].concat();
    let origin = Origin::Assumed(words, None);
    Ok(Some(Figure { key, value: whole.into(), unit: "USD", label: label.into(), origin }))
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
pub(super) fn summary(preset: &Preset) -> Result<String> {
    let [reported, end] = preset.reported();
    let price = |key| preset.figure(key).map(|text| grouped(text, 1)).unwrap_or_default();
    let is_printed = preset
        .figures
        .iter()
        .any(|figure| figure.key == reported && matches!(figure.origin, Origin::Printed(_)));
    let squeeze = preset.is_squeeze();
    Ok([
        if squeeze { "Bitcoin rose from " } else { "Bitcoin fell from " },
        &price("price_before_usd"),
        " to ",
        &price(end),
        if is_printed { " dollars, and " } else { " dollars, and by our estimate " },
        &preset.figure(reported).map(|text| grouped(text, 1_000_000)).unwrap_or_default(),
        " million dollars of Bitcoin ",
        if squeeze { "shorts" } else { "longs" },
        if is_printed { " were reported liquidated." } else { " were liquidated." },
    ]
    .concat())
}

/// A decimal in units, rounded half up to a whole number, with commas between the thousands.
fn grouped(text: &str, unit: u64) -> String {
    let (whole, fraction) = text.split_once('.').unwrap_or((text, ""));
    let whole: u64 = whole.parse().unwrap_or_default();
    let tenths = match unit {
        1 => fraction.bytes().next().map_or(0, |digit| u64::from(digit.saturating_sub(b'0'))),
        _ => whole
            .checked_rem(unit)
            .and_then(|rest| rest.checked_div(unit.div_ceil(10)))
            .unwrap_or(0),
    };
    let rounded = whole.checked_div(unit).unwrap_or(0).saturating_add(u64::from(tenths > 4));
    let digits = rounded.to_string();
    let mut grouped = String::new();
    for (index, digit) in digits.chars().enumerate() {
        let left = digits.len().saturating_sub(index);
        if index > 0 && left.is_multiple_of(3) {
            grouped.push(',');
        }
        grouped.push(digit);
    }
    grouped
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::events;
    use crate::preset::find;

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
            assert_eq!(grouped(text, unit), expected, "{text}");
        }
    }

    #[test]
    fn what_happened_is_said_of_either_side() {
        let said = |id: &str| summary(&find(id).unwrap()).unwrap();
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
        let side = |id: &str| estimated_side(&events::record(id).unwrap()).unwrap();
        // 362 x 900.6 / (900.6 + 163.45) million, by hand with fractions.
        assert_eq!(side("2024-08-05").unwrap().value, "306392744");
        assert_eq!(side("2021-12-04").unwrap().value, "1300000000");
        assert_eq!(side("2025-11-04"), None);
        assert_eq!(side("2025-07-10"), None);
    }

    #[test]
    fn a_total_that_was_printed_once_is_the_total() {
        let keys = |id: &str| {
            let figures = figures(&events::record(id).unwrap()).unwrap();
            let totals = figures.iter().filter(|figure| figure.key.contains("total"));
            totals.map(|figure| (figure.key, figure.value.to_string())).collect::<Vec<_>>()
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
