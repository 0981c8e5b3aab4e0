//! How a month began, among the same months of other years.
//!
//! The running month is never part of the history that it is compared with: a median "of all
//! Novembers" that holds the running one is a different number, and was printed as if it were not.

use std::collections::BTreeMap;

use super::answer::{Answer, day};
use super::series::Series;
use crate::error::Result;
use crate::money::{Ratio, Rational};
use crate::time::{DAY_MS, Time};

/// Month to date in every year of a series, and the place of this year among them.
#[derive(Clone, Debug, PartialEq)]
pub struct MonthToDate {
    /// This year.
    pub now: Start,
    /// Every earlier year that has both days, in order.
    pub others: Vec<Start>,
    /// Earlier years of the series without one of the two days.
    pub missing: Vec<i64>,
    /// 1 for the worst start of all; equal starts share the better place.
    pub rank: usize,
    /// The latest earlier year with a start as bad or worse; none when this is the worst.
    pub worst_since: Option<i64>,
    /// What the other years look like.
    pub summary: Summary,
}

/// The beginning of one month.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Start {
    /// The year.
    pub year: i64,
    /// Value on the same day of the month ÷ value on the last day of the month before, − 1.
    pub change: Ratio,
}

/// A list of changes in four numbers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Summary {
    /// How many there are.
    pub count: usize,
    /// How many are above zero.
    pub positive: usize,
    /// Their mean; none of an empty list.
    pub mean: Option<Ratio>,
    /// Their median: of an even count, the mean of the middle two.
    pub median: Option<Ratio>,
}

impl Summary {
    /// The four numbers of `changes`.
    ///
    /// # Errors
    /// Overflow beyond exact arithmetic.
    pub fn of(changes: &[Ratio]) -> Result<Self> {
        let mut sorted: Vec<Ratio> = Vec::new();
        for change in changes {
            let place = sorted.partition_point(|other| other < change);
            sorted.insert(place, *change);
        }
        let positive = sorted.iter().filter(|change| **change > Ratio::default()).count();
        let middle = sorted.len().div_euclid(2);
        let low = if sorted.len().is_multiple_of(2) { middle.saturating_sub(1) } else { middle };
        let median = mean(sorted.get(low..=middle).unwrap_or_default())?;
        Ok(Self { count: sorted.len(), positive, mean: mean(&sorted)?, median })
    }
}

/// The start of the month of `at` in every year of `series`, ranked from the worst.
///
/// Years before `since_year` are left out, where one is given.
///
/// # Errors
/// Overflow beyond exact arithmetic.
pub fn month_to_date(
    series: &Series,
    at: Time,
    since_year: Option<i64>,
) -> Result<Answer<MonthToDate>> {
    const RULE: &str = "value on this day / value on the last day of the month before - 1, in \
                        every year that has both days; ranked from the worst, this year against \
                        earlier years only; worst since = the latest earlier year as bad or worse";
    let (year, month, date) = at.date();
    let answer = Answer::to(RULE)
        .using("series", series.name())
        .using("at", day(at))
        .using_if("since_year", since_year);
    let Some(now) = start(series, year, month, date)? else {
        let why =
            format!("{} lacks {} or the last day of the month before", series.name(), day(at));
        return Ok(answer.unknown(why));
    };
    let first = first_year(series, year).max(since_year.unwrap_or(i64::MIN));
    let (mut others, mut missing) = (Vec::new(), Vec::new());
    for earlier in first..year {
        match start(series, earlier, month, date)? {
            Some(start) => others.push(start),
            None => missing.push(earlier),
        }
    }
    if others.is_empty() {
        return Ok(answer.unknown(format!("{} has no earlier year with both days", series.name())));
    }
    placed(now, others, missing).map(|found| answer.known(found))
}

fn placed(now: Start, others: Vec<Start>, missing: Vec<i64>) -> Result<MonthToDate> {
    let worse = others.iter().filter(|other| other.change < now.change).count();
    let as_bad = others.iter().rev().find(|other| other.change <= now.change);
    let worst_since = as_bad.map(|other| other.year);
    let changes: Vec<_> = others.iter().map(|other| other.change).collect();
    let summary = Summary::of(&changes)?;
    Ok(MonthToDate { now, others, missing, rank: worse.saturating_add(1), worst_since, summary })
}

/// The month of `running` in every earlier year that has it whole, for a summary such as "the
/// median November"; keyed by year. The running month is left out.
///
/// # Errors
/// Overflow beyond exact arithmetic.
pub fn whole_months(
    series: &Series,
    running: Time,
    since_year: Option<i64>,
) -> Result<BTreeMap<i64, Ratio>> {
    let (year, month, _) = running.date();
    let first = first_year(series, year).max(since_year.unwrap_or(i64::MIN));
    let mut found = BTreeMap::new();
    for earlier in first..year {
        let next = if month == 12 {
            (earlier.saturating_add(1), 1)
        } else {
            (earlier, month.saturating_add(1))
        };
        let last = Time::of_date(next.0, next.1, 1).and_then(|time| time.after(-DAY_MS));
        let date = last.map_or(0, |time| time.date().2);
        if let Some(start) = start(series, earlier, month, date)? {
            found.insert(earlier, start.change);
        }
    }
    Ok(found)
}

fn first_year(series: &Series, running: i64) -> i64 {
    series.points().first().map_or(running, |point| point.time.date().0)
}

fn start(series: &Series, year: i64, month: u32, date: u32) -> Result<Option<Start>> {
    let both = || {
        let now = series.at(Time::of_date(year, month, date)?)?;
        let before = series.at(Time::of_date(year, month, 1)?.after(-DAY_MS)?)?;
        Some((now.value, before.value)).filter(|pair| !pair.1.is_zero())
    };
    let Some((now, before)) = both() else { return Ok(None) };
    let change = Rational::from(now).over(before.into()).minus(Rational::ONE).ratio()?;
    Ok(Some(Start { year, change }))
}

fn mean(changes: &[Ratio]) -> Result<Option<Ratio>> {
    let mut sum = Rational::ZERO;
    for change in changes {
        sum = sum.plus(change.decimal().into());
    }
    let count = i64::try_from(changes.len()).unwrap_or(i64::MAX);
    if count == 0 {
        return Ok(None);
    }
    sum.over(Rational::whole(count)).ratio().map(Some)
}

impl MonthToDate {
    /// How many starts are ranked, this year's with them.
    #[must_use]
    pub fn of(&self) -> usize {
        self.others.len().saturating_add(1)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::context::series::Point;

    fn series(rows: &[(&str, &str)]) -> Series {
        let point = |(day, value): &(&str, &str)| Point {
            time: Time::parse(day).unwrap(),
            value: value.parse().unwrap(),
        };
        Series::new("a market, close", rows.iter().map(point).collect()).unwrap()
    }

    fn ratios(texts: &[&str]) -> Vec<Ratio> {
        texts.iter().map(|text| text.parse().unwrap()).collect()
    }

    const YEARS: [(&str, &str); 9] = [
        ("2021-10-31", "100"),
        ("2021-11-04", "95"),
        ("2022-10-31", "100"),
        ("2022-11-04", "90"),
        ("2023-11-04", "70"),
        ("2024-10-31", "200"),
        ("2024-11-04", "210"),
        ("2025-10-31", "100"),
        ("2025-11-04", "95"),
    ];

    #[test]
    fn the_worst_start_since_is_the_latest_year_as_bad_or_worse() {
        let answer =
            month_to_date(&series(&YEARS), Time::parse("2025-11-04").unwrap(), None).unwrap();
        let found = answer.get().unwrap();
        assert_eq!(found.now.change.to_string(), "-0.05");
        assert_eq!((found.rank, found.of()), (2, 4));
        assert_eq!(found.worst_since, Some(2022));
        assert_eq!(found.missing, [2023]);
        assert_eq!(found.summary.positive, 1);
    }

    #[test]
    fn a_tie_is_as_bad() {
        let rows: Vec<_> = YEARS.iter().filter(|row| !row.0.starts_with("2022")).copied().collect();
        let answer =
            month_to_date(&series(&rows), Time::parse("2025-11-04").unwrap(), None).unwrap();
        let found = answer.get().unwrap();
        assert_eq!((found.rank, found.worst_since), (1, Some(2021)));
    }

    #[test]
    fn a_short_series_cannot_be_ranked() {
        let at = Time::parse("2025-11-04").unwrap();
        let alone = month_to_date(&series(&YEARS[7..]), at, None).unwrap();
        assert_eq!(alone.why_not(), Some("a market, close has no earlier year with both days"));
        let holed = month_to_date(&series(&YEARS[..7]), at, None).unwrap();
        assert!(holed.why_not().unwrap().contains("lacks 2025-11-04"));
    }

    #[test]
    fn the_running_month_is_left_out_of_the_median() {
        // Novembers 2013 to 2024 as CoinGlass printed them: mean 46.0175, median 10.815.
        let years = [
            "-36.57", "-17.27", "-16.23", "-7.11", "5.42", "8.81", "12.82", "19.27", "37.29",
            "42.95", "53.48", "449.35",
        ];
        let found = Summary::of(&ratios(&years)).unwrap();
        assert_eq!(found.mean.unwrap().to_string(), "46.0175");
        assert_eq!(found.median.unwrap().to_string(), "10.815");
        assert_eq!((found.count, found.positive), (12, 8));
        let mut with_running = ratios(&years);
        with_running.extend(ratios(&["0.54"]));
        let wrong = Summary::of(&with_running).unwrap();
        assert_eq!(wrong.median.unwrap().to_string(), "8.81");
        assert_eq!(Summary::of(&[]).unwrap().median, None);
    }

    #[test]
    fn whole_months_end_on_their_last_day() {
        let rows = [("2023-11-30", "10"), ("2023-12-31", "12"), ("2024-11-30", "10")];
        let at = Time::parse("2025-12-05").unwrap();
        let found = whole_months(&series(&rows), at, None).unwrap();
        assert_eq!(found.len(), 1);
        assert!(whole_months(&series(&rows), at, Some(2024)).unwrap().is_empty());
        assert_eq!(found[&2023].to_string(), "0.2");
    }
}
