//! Drawdown from a peak, and "the lowest since": two sentences that mean nothing until the
//! series, the price of the bar and the span are named.

use super::answer::{Answer, Unknown, day};
use super::series::{Point, Series};
use crate::error::Result;
use crate::money::{Ratio, Rational};
use crate::time::Time;

/// How far a value is below the peak of a named series.
#[derive(Clone, Debug, PartialEq)]
pub struct Drawdown {
    /// The highest value of the span, and the first time that it was reached.
    pub peak: Point,
    /// The value that is compared with it.
    pub now: Point,
    /// 1 − now ÷ peak, at 18 places; below zero when now is above the peak.
    pub fraction: Ratio,
}

/// Which end of the range a record is at.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum End {
    /// The lowest since.
    Lowest,
    /// The highest since.
    Highest,
}

/// Since when a value is the lowest (or highest) of a named series.
#[derive(Clone, Debug, PartialEq)]
pub struct Record {
    /// The value asked about.
    pub now: Point,
    /// The latest earlier point that is at least as low (as high); none when there is no such
    /// point, so that now is the record of the whole series.
    pub since: Option<Point>,
    /// Whole days between the two.
    pub days: Option<i64>,
    /// Whether the earlier point has exactly the same value.
    pub tie: bool,
    /// The first day of the series: a record reaches no further back than this.
    pub series_start: Time,
}

/// The fall of `now` from the highest point of `peaks` from `from` up to the time of `now`.
///
/// Formula: 1 − now ÷ peak. The peaks may come from another column than now: the high of each
/// day, say, while now is a close.
///
/// # Errors
/// Overflow beyond exact arithmetic.
pub fn drawdown(peaks: &Series, now_of: &Series, from: Time, at: Time) -> Result<Answer<Drawdown>> {
    const RULE: &str = "1 - value / peak, the peak being the highest value of the named series \
                        from the first day of the span to the day asked about";
    let answer = Answer::to(RULE)
        .using("peak_series", peaks.name())
        .using("value_series", now_of.name())
        .using("from", day(from))
        .using("at", day(at));
    let Some(now) = now_of.at(at) else {
        return Ok(answer.unknown(format!("{} has no value for {}", now_of.name(), day(at))));
    };
    let span = peaks.between(from, at);
    // The first of several equal peaks: later ones only tie.
    let peak = span.iter().rev().max_by_key(|point| point.value).copied();
    let Some(peak) = peak.filter(|point| !point.value.is_zero()) else {
        return Ok(answer.unknown(format!("{} has no value in the span", peaks.name())));
    };
    let kept = Rational::from(now.value).over(peak.value.into());
    let fraction = Rational::ONE.minus(kept).ratio()?;
    Ok(answer.known(Drawdown { peak, now, fraction }))
}

/// Since when the value of `now_of` at `at` is the lowest (highest) of `history`.
///
/// A tie counts: the latest earlier point that is equal or beyond is the "since".
#[must_use]
pub fn record(end: End, now_of: &Series, history: &Series, at: Time) -> Answer<Record> {
    let rule = match end {
        End::Lowest => {
            "the latest earlier day whose value is at or below this one; an equal value counts"
        }
        End::Highest => {
            "the latest earlier day whose value is at or above this one; an equal value counts"
        }
    };
    let answer = Answer::to(rule)
        .using("value_series", now_of.name())
        .using("history_series", history.name())
        .using("at", day(at));
    answer.found(find(end, now_of, history, at))
}

fn find(
    end: End,
    now_of: &Series,
    history: &Series,
    at: Time,
) -> std::result::Result<Record, Unknown> {
    let missing = || Unknown::because(format!("{} has no value for {}", now_of.name(), day(at)));
    let short = || Unknown::because(format!("{} has no day before {}", history.name(), day(at)));
    let now = now_of.at(at).ok_or_else(missing)?;
    let earlier = history.before(at);
    let first = earlier.first().ok_or_else(short)?;
    let beyond = |point: &&Point| match end {
        End::Lowest => point.value <= now.value,
        End::Highest => point.value >= now.value,
    };
    let since = earlier.iter().rev().find(beyond).copied();
    let days = since.map(|point| {
        let span = now.time.millis().saturating_sub(point.time.millis());
        span.div_euclid(crate::time::DAY_MS)
    });
    let tie = since.is_some_and(|point| point.value == now.value);
    Ok(Record { now, since, days, tie, series_start: first.time })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn series(name: &str, rows: &[(&str, &str)]) -> Series {
        let point = |(day, value): &(&str, &str)| Point {
            time: Time::parse(day).unwrap(),
            value: value.parse().unwrap(),
        };
        Series::new(name, rows.iter().map(point).collect()).unwrap()
    }

    fn at(text: &str) -> Time {
        Time::parse(text).unwrap()
    }

    fn week() -> Series {
        series(
            "a market, close",
            &[
                ("2025-11-01", "90"),
                ("2025-11-02", "100"),
                ("2025-11-03", "100"),
                ("2025-11-04", "83"),
                ("2025-11-05", "90"),
            ],
        )
    }

    #[test]
    fn a_drawdown_names_the_first_of_equal_peaks() {
        let answer = drawdown(&week(), &week(), at("2025-11-01"), at("2025-11-04")).unwrap();
        let found = answer.get().unwrap();
        assert_eq!(found.fraction.to_string(), "0.17");
        assert_eq!(found.peak.time.date(), (2025, 11, 2));
        assert_eq!(answer.used[0].value, "a market, close");
    }

    #[test]
    fn a_tie_counts_as_since() {
        let found = record(End::Lowest, &week(), &week(), at("2025-11-05"));
        assert_eq!(found.get().unwrap().since.unwrap().time.date(), (2025, 11, 4));
        assert!(!found.get().unwrap().tie);
        let found = record(End::Highest, &week(), &week(), at("2025-11-03"));
        assert_eq!(found.get().unwrap().since.unwrap().time.date(), (2025, 11, 2));
        assert!(found.get().unwrap().tie);
        assert_eq!(found.get().unwrap().days, Some(1));
    }

    #[test]
    fn a_record_of_the_whole_series_has_no_since_but_a_start() {
        let found = record(End::Lowest, &week(), &week(), at("2025-11-04"));
        let record = found.get().unwrap();
        assert_eq!((record.since, record.days), (None, None));
        assert_eq!(record.series_start.date(), (2025, 11, 1));
    }

    #[test]
    fn days_that_are_not_there_cannot_be_checked() {
        let missing = drawdown(&week(), &week(), at("2025-11-01"), at("2025-11-06")).unwrap();
        assert_eq!(missing.why_not(), Some("a market, close has no value for 2025-11-06"));
        let short = record(End::Lowest, &week(), &week(), at("2025-11-01"));
        assert_eq!(short.why_not(), Some("a market, close has no day before 2025-11-01"));
        let empty = series("empty", &[]);
        let none = drawdown(&empty, &week(), at("2025-11-01"), at("2025-11-04")).unwrap();
        assert_eq!(none.why_not(), Some("empty has no value in the span"));
    }
}
