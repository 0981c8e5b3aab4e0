//! What follows from a preset's printed figures by exact arithmetic, each number with what it is
//! made of. What is not printed, or only our estimate, is not worked with.
#![deny(clippy::float_arithmetic, clippy::arithmetic_side_effects)]

use super::{Preset, Status};
use crate::error::Result;
use crate::money::Usd;
use crate::value::Value;

/// Key and formula; of two for one key the first counts whose parts are there.
const FORMULAS: &[[&str; 4]] = &[
    ["btc_usd", "btc_long_usd", "+", "btc_short_usd"],
    // Nobody reported its sides.
    ["other_usd", "total_liquidated_usd", "-", "btc_usd"],
    ["other_usd", "total_liquidated_usd", "-", "btc_liquidated_usd"],
    ["btc_ratio", "btc_long_usd", "/", "btc_short_usd"],
    ["btc_long_share", "btc_long_usd", "/", "btc_usd"],
    ["btc_share", "btc_usd", "/", "total_liquidated_usd"],
    ["btc_share", "btc_liquidated_usd", "/", "total_liquidated_usd"],
    // Of all of crypto, the side that was closed: longs in a washout, shorts in a squeeze.
    [BOTH, "long_usd", "+", "short_usd"],
    ["side_ratio", "long_usd", "/", "short_usd"],
    ["side_ratio", "short_usd", "/", "long_usd"],
    ["side_share", "long_usd", "/", BOTH],
    ["side_share", "short_usd", "/", BOTH],
    ["side_share", "long_usd", "/", "total_liquidated_usd"],
    ["side_share", "short_usd", "/", "total_liquidated_usd"],
];
/// A sum that stands in formulas only.
const BOTH: &str = "(long_usd + short_usd)";

/// The derived numbers that the printed ones allow: key, value and formula.
pub(super) fn derived(preset: &Preset) -> Result<Value> {
    let mut amounts: Vec<(&str, Usd)> = Vec::new();
    for figure in &preset.figures {
        if figure.unit == "USD" && figure.status() != Status::Assumption {
            amounts.push((figure.key, figure.value.parse()?));
        }
    }
    let other_side = if preset.is_squeeze() { "long_usd" } else { "short_usd" };
    let (mut numbers, mut last) = (Vec::new(), "");
    for &[key, first, sign, second] in FORMULAS {
        let amount = |name| amounts.iter().find(|(known, _)| *known == name).map(|pair| pair.1);
        let (Some(left), Some(right)) = (amount(first), amount(second)) else { continue };
        if key == last || (sign == "/" && first == other_side) {
            continue;
        }
        last = key;
        let value = match sign {
            "/" => left.over(right).map(Value::digits).into(),
            _ => {
                let sum = if sign == "+" { left.plus(right)? } else { left.minus(right)? };
                amounts.push((key, sum));
                Value::digits(sum)
            }
        };
        if key == BOTH {
            continue;
        }
        let formula = [first, " ", sign, " ", second].concat();
        numbers.push(super::texts(&[("key", key), ("formula", &formula)]).with("value", value));
    }
    Ok(numbers.into())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::preset::find;

    fn all(id: &str) -> impl Fn(&str) -> Option<String> {
        let derived = derived(&find(id).unwrap()).unwrap().items().unwrap();
        let text = |number: &Value, key| number.get(key).unwrap().as_text().unwrap().to_owned();
        move |key| {
            let mut found = derived.iter().filter(|number| text(number, "key") == key);
            let number = found.next().map(|number| text(number, "value"));
            assert!(found.next().is_none(), "{key} twice");
            number
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
