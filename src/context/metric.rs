//! Single metrics of reported figures: exact inputs, one division, rounded at 18 places.

use rust_decimal::Decimal;

use crate::error::{Error, Result};
use crate::money::{Price, Ratio, Usd};
use crate::order::sorted;

/// Hours of a year, for simple annual rates.
const YEAR_HOURS: Decimal = Decimal::from_parts(8760, 0, 0, false, 0);

/// Mean, median and how many are above zero.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Summary {
    /// How many values.
    pub count: usize,
    /// How many above zero.
    pub positive: usize,
    /// The arithmetic mean.
    pub mean: Ratio,
    /// The middle value, or the mean of the middle two.
    pub median: Ratio,
}

/// `a` ÷ `b`, rounded half to even at 18 places; none when `b` is zero.
///
/// # Errors
/// Overflow or inexact past the bounds of exact money.
pub fn quotient(a: Decimal, b: Decimal) -> Result<Option<Ratio>> {
    Ok(Usd::new(a)?.over(Usd::new(b)?))
}

/// How far a price lies below its peak: `1 − price ÷ peak`; negative above it. None when the peak
/// is zero.
///
/// # Errors
/// Overflow past the bounds of exact money.
pub fn drawdown(peak: Price, price: Price) -> Result<Option<Ratio>> {
    quotient(minus(peak.decimal(), price.decimal())?, peak.decimal())
}

/// The change from one amount to another as a share of the first; none when that is zero.
///
/// # Errors
/// Overflow past the bounds of exact money.
pub fn change(from: Decimal, to: Decimal) -> Result<Option<Ratio>> {
    quotient(minus(to, from)?, from)
}

/// The change in coins behind a change in USD at a change of the price:
/// `(1 + usd) ÷ (1 + price) − 1`. None for a price that fell to zero.
///
/// # Errors
/// Overflow past the bounds of exact money.
pub fn change_in_coins(usd: Ratio, price: Ratio) -> Result<Option<Ratio>> {
    let moved = plus(Decimal::ONE, price.decimal())?;
    quotient(minus(usd.decimal(), price.decimal())?, moved)
}

/// A funding rate paid every `hours` hours as a simple rate a year of 8,760 hours.
///
/// # Errors
/// Out of range unless `hours` is above zero; overflow past the bounds of exact money.
pub fn annual(rate: Ratio, hours: Decimal) -> Result<Ratio> {
    if hours <= Decimal::ZERO {
        return Err(Error::out_of_range("an interval above 0 hours", &hours.to_string()));
    }
    let a_year = rate.decimal().checked_mul(YEAR_HOURS).ok_or_else(overflow)?;
    quotient(a_year, hours)?.ok_or_else(overflow)
}

/// The margin behind a notional at a leverage: what can be lost, as against the size.
///
/// # Errors
/// Out of range below a leverage of 1.
pub fn margin(notional: Usd, leverage: Ratio) -> Result<Ratio> {
    if leverage.decimal() < Decimal::ONE {
        return Err(Error::out_of_range("a leverage of 1 or more", &leverage.to_string()));
    }
    notional.over(Usd::new(leverage.decimal())?).ok_or_else(overflow)
}

/// Mean, median and count of a list; none of an empty one.
///
/// # Errors
/// Overflow past the bounds of exact money.
pub fn summary(values: &[Ratio]) -> Result<Option<Summary>> {
    let values: Vec<Decimal> = values.iter().map(|value| value.decimal()).collect();
    let sorted = sorted(&values, &mut Decimal::cmp);
    let sum = |part: &[Decimal]| part.iter().try_fold(Decimal::ZERO, |a, b| plus(a, *b));
    let mean = |part: &[Decimal]| quotient(sum(part)?, Decimal::from(part.len()));
    let half = sorted.len() / 2;
    let low = if sorted.len().is_multiple_of(2) { half.saturating_sub(1) } else { half };
    let middle = sorted.get(low..=half).unwrap_or_default();
    let (Some(median), Some(mean)) = (mean(middle)?, mean(&sorted)?) else { return Ok(None) };
    let positive = sorted.iter().filter(|value| **value > Decimal::ZERO).count();
    Ok(Some(Summary { count: sorted.len(), positive, mean, median }))
}

fn plus(a: Decimal, b: Decimal) -> Result<Decimal> {
    a.checked_add(b).ok_or_else(overflow)
}

fn minus(a: Decimal, b: Decimal) -> Result<Decimal> {
    a.checked_sub(b).ok_or_else(overflow)
}

fn overflow() -> Error {
    Error::overflow("the metric")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ratio(text: &str) -> Ratio {
        text.parse().unwrap()
    }

    fn decimal(text: &str) -> Decimal {
        crate::money::parse_decimal(text).unwrap()
    }

    #[test]
    fn seventeen_percent_below_the_peak() {
        let down = drawdown("126000".parse().unwrap(), "104580".parse().unwrap()).unwrap();
        assert_eq!(down.unwrap().decimal().normalize().to_string(), "0.17");
        let none = drawdown("0".parse().unwrap(), "1".parse().unwrap()).unwrap();
        assert_eq!(none, None);
    }

    #[test]
    fn open_interest_falls_less_in_coins() {
        let usd = change(decimal("70000000000"), decimal("58000000000")).unwrap().unwrap();
        assert_eq!(usd.to_string(), "-0.171428571428571429");
        let coins = change(decimal("560000"), decimal("481000")).unwrap().unwrap();
        assert_eq!(coins.to_string(), "-0.141071428571428571");
        let flat = change_in_coins(ratio("-0.04"), ratio("-0.04")).unwrap().unwrap();
        assert!(flat.decimal().is_zero());
        assert_eq!(change_in_coins(ratio("0"), ratio("-1")).unwrap(), None);
    }

    #[test]
    fn a_hundredth_of_a_percent_every_eight_hours() {
        let year = |rate: &str, hours: i64| {
            annual(ratio(rate), Decimal::from(hours)).unwrap().decimal().normalize().to_string()
        };
        assert_eq!(year("0.0001", 8), "0.1095");
        assert_eq!(year("0.0000125", 1), "0.1095");
        assert!(annual(ratio("0.1"), Decimal::ZERO).is_err());
    }

    #[test]
    fn the_novembers_of_twelve_years() {
        let values = [
            "-36.57", "-17.27", "-16.23", "-7.11", "5.42", "8.81", "12.82", "19.27", "37.29",
            "42.95", "53.48", "449.35",
        ];
        let found = summary(&values.map(ratio)).unwrap().unwrap();
        assert_eq!((found.count, found.positive), (12, 8));
        assert_eq!(found.mean.decimal().normalize().to_string(), "46.0175");
        assert_eq!(found.median.decimal().normalize().to_string(), "10.815");
        assert_eq!(summary(&[]).unwrap(), None);
        assert_eq!(
            summary(&[ratio("3"), ratio("1"), ratio("2")]).unwrap().unwrap().median,
            ratio("2")
        );
    }

    #[test]
    fn a_notional_is_not_a_margin() {
        let usd: Usd = "391000000".parse().unwrap();
        assert_eq!(margin(usd, ratio("20")).unwrap().decimal().normalize().to_string(), "19550000");
        assert!(margin(usd, ratio("0.5")).is_err());
    }
}
