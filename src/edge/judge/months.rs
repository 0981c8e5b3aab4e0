//! This month so far and whole months, beside other years.

use super::answers::{answer, ratio};
use super::findings::Findings;
use crate::context::Answer;
use crate::context::answer::day;
use crate::context::season::{MonthToDate, Start, Summary, month_to_date, whole_months};
use crate::context::series::Series;
use crate::error::Result;
use crate::time::{DAY_MS, Time};
use crate::value::{Value, record};

const TO_DATE: &str = "month_to_date";
const WHOLE: &str = "whole_months";
const WHOLE_RULE: &str = "last close of the month / last close of the month before - 1, in every \
    earlier year that has both; the running month is left out";

/// What was found.
pub(super) struct Answers {
    source: String,
    to_date: Answer<MonthToDate>,
    whole: Answer<(Vec<Start>, Summary)>,
}

impl Answers {
    /// No answer, and why.
    pub(super) fn none(rule: &'static str, why: &str) -> Self {
        let (to_date, whole) = (Answer::to(rule).unknown(why), Answer::to(rule).unknown(why));
        Self { source: String::new(), to_date, whole }
    }

    /// What these closes say of the month of `at`.
    pub(super) fn of(closes: &Series, at: Time, since_year: Option<i64>) -> Result<Self> {
        if at.floor(DAY_MS) != at.millis() {
            let why = "it needs a whole day, not an instant";
            return Ok(Self::none("close of whole days", why));
        }
        Ok(Self {
            source: format!("{}, close of {}", closes.name(), day(at)),
            to_date: month_to_date(closes, at, since_year)?,
            whole: whole(closes, at, since_year)?,
        })
    }

    /// Tells them.
    pub(super) fn tell(&self, findings: &mut Findings) {
        if let Some(month) = self.to_date.get() {
            findings.input(TO_DATE, Value::text(month.now.change), &self.source);
        }
        findings.answer(TO_DATE, answer(&self.to_date, month));
        let told = answer(&self.whole, |(years, numbers)| {
            let years = Value::List(years.iter().copied().map(start).collect());
            record![("years", years)].with("others", summary(numbers))
        });
        findings.answer(WHOLE, told);
    }
}

/// Every earlier year's whole month.
fn whole(
    closes: &Series,
    at: Time,
    since_year: Option<i64>,
) -> Result<Answer<(Vec<Start>, Summary)>> {
    let months = whole_months(closes, at, since_year)?;
    let changes: Vec<_> = months.values().copied().collect();
    let all = Answer::to(WHOLE_RULE).using("series", closes.name());
    let all = all.using_if("since_year", since_year);
    if months.is_empty() {
        let why = format!("{} has no earlier year with the whole month", closes.name());
        return Ok(all.unknown(why));
    }
    let years = months.iter().map(|(year, change)| Start { year: *year, change: *change });
    Ok(all.known((years.collect(), Summary::of(&changes)?)))
}

fn month(month: &MonthToDate) -> Value {
    let years = month.others.iter().chain([&month.now]).copied().map(start);
    record![
        ("change", ratio(Some(month.now.change))),
        ("rank", month.rank),
        ("of", month.of()),
        ("worst_since", month.worst_since),
        ("years", Value::List(years.collect())),
        ("missing_years", Value::list(month.missing.iter().copied())),
        ("others", summary(&month.summary)),
    ]
}

fn start(start: Start) -> Value {
    record![("year", start.year), ("change", ratio(Some(start.change)))]
}

fn summary(summary: &Summary) -> Value {
    record![
        ("count", summary.count),
        ("positive", summary.positive),
        ("mean", ratio(summary.mean)),
        ("median", ratio(summary.median)),
    ]
}
