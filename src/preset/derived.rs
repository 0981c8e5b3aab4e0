//! What follows from a preset's figures by exact arithmetic, each number with what it is made of.
//!
//! | key | formula |
//! |---|---|
//! | `btc_usd` | `btc_long_usd` + `btc_short_usd` |
//! | `other_usd` | `total_liquidated_usd` − `btc_usd`: nobody reported its sides |
//! | `btc_ratio` | `btc_long_usd` ÷ `btc_short_usd` |
//! | `btc_long_share` | `btc_long_usd` ÷ `btc_usd` |
//! | `btc_share` | `btc_usd` ÷ `total_liquidated_usd` |
#![deny(clippy::float_arithmetic, clippy::arithmetic_side_effects)]

use super::Preset;
use crate::error::{Error, Result};
use crate::money::{Ratio, Usd};
use crate::value::{Value, record};

/// The derived numbers of a preset that reports a total and Bitcoin's two sides; else nothing.
pub(super) fn derived(preset: &Preset) -> Value {
    Value::list(
        numbers(preset).unwrap_or_default().into_iter().map(|(key, value, formula)| {
            record![("key", key), ("value", value), ("formula", formula)]
        }),
    )
}

type Number = (&'static str, Value, &'static str);

fn numbers(preset: &Preset) -> Result<Vec<Number>> {
    let usd = |key| {
        let text = preset.figure(key).ok_or_else(|| Error::missing("a reported total"))?;
        text.parse::<Usd>()
    };
    let (total, long, short) =
        (usd("total_liquidated_usd")?, usd("btc_long_usd")?, usd("btc_short_usd")?);
    let both = long.plus(short)?;
    let ratio = |value: Option<Ratio>| value.map(Value::digits).into();
    Ok(vec![
        ("btc_usd", Value::digits(both), "btc_long_usd + btc_short_usd"),
        ("other_usd", Value::digits(total.minus(both)?), "total_liquidated_usd - btc_usd"),
        ("btc_ratio", ratio(long.over(short)), "btc_long_usd / btc_short_usd"),
        ("btc_long_share", ratio(long.over(both)), "btc_long_usd / btc_usd"),
        ("btc_share", ratio(both.over(total)), "btc_usd / total_liquidated_usd"),
    ])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_articles_arithmetic_follows_from_its_figures() {
        let derived = numbers(&super::super::washout::PRESET).unwrap();
        let value = |key: &str| {
            let (_, value, _) = derived.iter().find(|(name, ..)| *name == key).unwrap();
            value.as_text().unwrap().to_owned()
        };
        assert_eq!(value("btc_usd"), "411200000");
        assert_eq!(value("other_usd"), "988800000");
        // 391 / 20.2 = 1955 / 101, 391 / 411.2 = 1955 / 2056 and 411.2 / 1400 = 257 / 875.
        assert_eq!(value("btc_ratio"), "19.356435643564356436");
        assert_eq!(value("btc_long_share"), "0.950875486381322957");
        assert_eq!(value("btc_share"), "0.293714285714285714");
    }
}
