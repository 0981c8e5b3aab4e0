//! What follows from a preset's printed figures by exact arithmetic, each number with what it is
//! made of. What is not printed, or only our estimate, is not worked with.
//!
//! | key | formula |
//! |---|---|
//! | `btc_usd` | `btc_long_usd` + `btc_short_usd` |
//! | `other_usd` | `total_liquidated_usd` − Bitcoin's: nobody reported its sides |
//! | `btc_ratio` | `btc_long_usd` ÷ `btc_short_usd` |
//! | `btc_long_share` | `btc_long_usd` ÷ `btc_usd` |
//! | `btc_share` | Bitcoin's ÷ `total_liquidated_usd` |
//! | `side_ratio` | of all of crypto: the side that was washed out ÷ the other |
//! | `side_share` | of all of crypto: that side ÷ both, or ÷ the total |
//!
//! Bitcoin's is `btc_usd`, or `btc_liquidated_usd` where its sides were not printed.
#![deny(clippy::float_arithmetic, clippy::arithmetic_side_effects)]

use super::{Preset, Status};
use crate::error::Result;
use crate::money::{Ratio, Usd};
use crate::value::Value;

type Number = (&'static str, Value, String);
/// An amount and its key.
type Amount = Option<(&'static str, Usd)>;

/// The derived numbers that the printed ones allow.
pub(super) fn derived(preset: &Preset) -> Result<Value> {
    Ok(Value::list(numbers(preset)?.into_iter().map(|(key, value, formula)| {
        Value::map([("key", key.into()), ("value", value), ("formula", formula.into())])
    })))
}

fn numbers(preset: &Preset) -> Result<Vec<Number>> {
    let usd = |key: &'static str| printed(preset, key);
    let mut numbers = Vec::new();
    let total = usd("total_liquidated_usd")?;
    let (long, short) = (usd("btc_long_usd")?, usd("btc_short_usd")?);
    let btc = match (long, short) {
        (Some((_, long)), Some((_, short))) => {
            let both = long.plus(short)?;
            numbers.push((
                "btc_usd",
                Value::text(both),
                formula("btc_long_usd", "+", "btc_short_usd"),
            ));
            Some(("btc_usd", both))
        }
        _ => usd("btc_liquidated_usd")?,
    };
    if let (Some((whole, total)), Some((part, btc))) = (total, btc) {
        numbers.push(("other_usd", Value::text(total.minus(btc)?), formula(whole, "-", part)));
    }
    quotient(&mut numbers, "btc_ratio", long, short);
    quotient(&mut numbers, "btc_long_share", long.filter(|_| short.is_some()), btc);
    quotient(&mut numbers, "btc_share", btc, total);
    let [side, other] =
        if preset.is_squeeze() { ["short_usd", "long_usd"] } else { ["long_usd", "short_usd"] };
    let (side, other) = (usd(side)?, usd(other)?);
    quotient(&mut numbers, "side_ratio", side, other);
    match (side, other) {
        (Some((name, side)), Some((with, other))) => {
            let share = side.over(side.plus(other)?);
            let formula = [&formula(name, "/ (", name), " + ", with, ")"].concat();
            numbers.push(("side_share", share.map(Value::text).into(), formula));
        }
        _ => quotient(&mut numbers, "side_share", side, total),
    }
    Ok(numbers)
}

/// A figure of the preset, unless it is our own estimate.
fn printed(preset: &Preset, key: &'static str) -> Result<Amount> {
    let found = preset.figures.iter().find(|figure| figure.key == key);
    let printed = found.filter(|figure| figure.status() != Status::Assumption);
    printed.map(|figure| Ok((key, figure.value.parse()?))).transpose()
}

fn quotient(numbers: &mut Vec<Number>, key: &'static str, top: Amount, bottom: Amount) {
    let (Some((top, part)), Some((bottom, whole))) = (top, bottom) else { return };
    let ratio: Option<Ratio> = part.over(whole);
    numbers.push((key, ratio.map(Value::text).into(), formula(top, "/", bottom)));
}

fn formula(first: &str, sign: &str, second: &str) -> String {
    [first, " ", sign, " ", second].concat()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::preset::find;

    fn all(id: &str) -> impl Fn(&str) -> Option<String> {
        let derived = numbers(&find(id).unwrap()).unwrap();
        move |key| {
            let found = derived.iter().find(|(name, ..)| *name == key);
            found.map(|(_, value, _)| value.as_text().unwrap().to_owned())
        }
    }

    #[test]
    fn the_articles_arithmetic_follows_from_its_figures() {
        let value = all("2025-11-04");
        assert_eq!(value("btc_usd").unwrap(), "411200000");
        assert_eq!(value("other_usd").unwrap(), "988800000");
        // 391 / 20.2 = 1955 / 101, 391 / 411.2 = 1955 / 2056 and 411.2 / 1400 = 257 / 875.
        assert_eq!(value("btc_ratio").unwrap(), "19.356435643564356436");
        assert_eq!(value("btc_long_share").unwrap(), "0.950875486381322957");
        assert_eq!(value("btc_share").unwrap(), "0.293714285714285714");
    }

    #[test]
    fn an_estimate_is_not_worked_with() {
        let value = all("2024-08-05");
        assert_eq!(value("btc_usd"), None);
        assert_eq!(value("btc_ratio"), None);
        assert_eq!(value("other_usd").unwrap(), "698000000");
        // 362 / 1060 = 181 / 530.
        assert_eq!(value("btc_share").unwrap(), "0.341509433962264151");
    }

    #[test]
    fn a_squeeze_is_counted_by_its_shorts() {
        let value = all("2025-07-10");
        // 1010 / 120 = 101 / 12 and 1010 / 1130 = 101 / 113.
        assert_eq!(value("side_ratio").unwrap(), "8.416666666666666667");
        assert_eq!(value("side_share").unwrap(), "0.893805309734513274");
        assert_eq!(value("btc_ratio"), None);
    }
}
