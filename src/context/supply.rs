//! The change of a supply over days, and a value against its own history.

use super::answer::{Answer, day};
use super::series::{Point, Series};
use crate::error::Result;
use crate::money::{Ratio, Rational};
use crate::time::{DAY_MS, Time};

/// A change between two days.
#[derive(Clone, Debug, PartialEq)]
pub struct SupplyChange {
    /// The earlier day.
    pub before: Point,
    /// The later day.
    pub after: Point,
    /// After − before, in the units of the series, exactly.
    pub amount: Ratio,
    /// After ÷ before − 1.
    pub fraction: Option<Ratio>,
}

/// The place of a value in its own recent history.
#[derive(Clone, Debug, PartialEq)]
pub struct Percentile {
    /// The value.
    pub now: Point,
    /// The share of earlier days in the window with a value at or below it, 0 to 1.
    pub share: Ratio,
    /// How many earlier days of the window have a value.
    pub days: usize,
    /// How many days the window has.
    pub window_days: u32,
}

/// The change of `series` over `days` up to `at`.
///
/// # Errors
/// Overflow beyond exact arithmetic.
pub fn change(series: &Series, at: Time, days: u32) -> Result<Answer<SupplyChange>> {
    const RULE: &str = "value on the day - value so many days before; supply says nothing about \
                        where the coins lie, so it is no inflow to exchanges";
    let answer =
        Answer::to(RULE).using("series", series.name()).using("at", day(at)).using("days", days);
    let from = at.after(i64::from(days).saturating_mul(DAY_MS).saturating_neg());
    let Some(before) = from.and_then(|from| series.at(from)) else {
        let why = format!("{} has no value {days} days before {}", series.name(), day(at));
        return Ok(answer.unknown(why));
    };
    let Some(after) = series.at(at) else {
        return Ok(answer.unknown(format!("{} has no value for {}", series.name(), day(at))));
    };
    let (old, new) = (Rational::from(before.value), Rational::from(after.value));
    let amount = new.minus(old).ratio()?;
    let fraction =
        if old.is_zero() { None } else { Some(new.over(old).minus(Rational::ONE).ratio()?) };
    Ok(answer.known(SupplyChange { before, after, amount, fraction }))
}

/// Estimated leverage by day: open interest ÷ exchange reserve (or ÷ market value), on every day
/// that both series have.
///
/// # Errors
/// Overflow beyond exact arithmetic.
pub fn leverage(open_interest: &Series, reserve: &Series) -> Result<Series> {
    let mut points = Vec::new();
    for point in open_interest.points() {
        if let Some(below) = reserve.at(point.time).filter(|below| !below.value.is_zero()) {
            let value = Rational::from(point.value).over(below.value.into()).ratio()?;
            points.push(Point { time: point.time, value: value.decimal() });
        }
    }
    Series::new(format!("{} / {}", open_interest.name(), reserve.name()), points)
}

/// The place of the value at `at` among the `window_days` days before it.
///
/// Estimated leverage (open interest ÷ exchange reserve, or ÷ market value) has no absolute
/// scale, so this is the only reading of it that is given.
///
/// # Errors
/// Overflow beyond exact arithmetic.
pub fn percentile(series: &Series, at: Time, window_days: u32) -> Result<Answer<Percentile>> {
    const RULE: &str = "share of the days of the window before this one whose value is at or \
                        below today's; at least two thirds of the window must have a value";
    let answer = Answer::to(RULE)
        .using("series", series.name())
        .using("at", day(at))
        .using("window_days", window_days);
    let Some(now) = series.at(at) else {
        return Ok(answer.unknown(format!("{} has no value for {}", series.name(), day(at))));
    };
    let span = i64::from(window_days).saturating_mul(DAY_MS).saturating_neg();
    let earlier = match (at.after(span), at.after(-1)) {
        (Some(from), Some(until)) => series.between(from, until),
        _ => &[],
    };
    let days = earlier.len();
    if days == 0 || days.saturating_mul(3) < (window_days as usize).saturating_mul(2) {
        let why = format!("{} has {days} of the {window_days} days before", series.name());
        return Ok(answer.unknown(why));
    }
    let below = earlier.iter().filter(|point| point.value <= now.value).count();
    let whole = |count: usize| Rational::whole(i64::try_from(count).unwrap_or(i64::MAX));
    let share = whole(below).over(whole(days)).ratio()?;
    Ok(answer.known(Percentile { now, share, days, window_days }))
}

#[cfg(test)]
mod tests {
    use super::*;
    use rust_decimal::Decimal;

    fn series(first: &str, values: &[i64]) -> Series {
        let start = Time::parse(first).unwrap();
        let point = |(index, value): (usize, &i64)| Point {
            time: start.after(DAY_MS.saturating_mul(i64::try_from(index).unwrap())).unwrap(),
            value: Decimal::from(*value),
        };
        Series::new("a supply", values.iter().enumerate().map(point).collect()).unwrap()
    }

    fn at(text: &str) -> Time {
        Time::parse(text).unwrap()
    }

    #[test]
    fn a_change_over_days_is_exact() {
        let supply = series("2025-11-01", &[200, 205, 210, 199]);
        let answer = change(&supply, at("2025-11-04"), 3).unwrap();
        let found = answer.get().unwrap();
        assert_eq!(found.amount.to_string(), "-1");
        assert_eq!(found.fraction.unwrap().to_string(), "-0.005");
        let short = change(&supply, at("2025-11-04"), 7).unwrap();
        assert_eq!(short.why_not(), Some("a supply has no value 7 days before 2025-11-04"));
        let from_zero = change(&series("2025-11-01", &[0, 5]), at("2025-11-02"), 1).unwrap();
        assert_eq!(from_zero.get().unwrap().fraction, None);
    }

    #[test]
    fn leverage_is_taken_on_the_days_that_both_series_have() {
        let found =
            leverage(&series("2025-11-01", &[2, 4, 6]), &series("2025-11-02", &[8, 0])).unwrap();
        assert_eq!(found.points().len(), 1, "the day without a reserve is left out");
        assert_eq!(found.points()[0].value.to_string(), "0.5");
        assert_eq!(found.name(), "a supply / a supply");
    }

    #[test]
    fn a_percentile_counts_ties_and_leaves_the_day_itself_out() {
        let ratio = series("2025-11-01", &[1, 2, 3, 4, 3]);
        let answer = percentile(&ratio, at("2025-11-05"), 4).unwrap();
        let found = answer.get().unwrap();
        assert_eq!((found.share.to_string().as_str(), found.days), ("0.75", 4));
    }

    #[test]
    fn a_window_that_is_mostly_empty_cannot_be_checked() {
        let ratio = series("2025-11-01", &[1, 2, 3]);
        let answer = percentile(&ratio, at("2025-11-03"), 90).unwrap();
        assert_eq!(answer.why_not(), Some("a supply has 2 of the 90 days before"));
        let alone = percentile(&ratio, at("2025-11-01"), 0).unwrap();
        assert_eq!(alone.why_not(), Some("a supply has 0 of the 0 days before"));
    }
}
