//! Answers from prices: drawdown, records, month to date.

use super::answers::{answer, count, day_number, point, ratio, time};
use super::findings::Findings;
use super::series::{self, candles, of_candles};
use crate::context::Answer;
use crate::context::answer::day;
use crate::context::extreme::{Drawdown, End, Record, drawdown, record};
use crate::context::season::{MonthToDate, Start, Summary, month_to_date, whole_months};
use crate::context::series::{Candles, Column, Series};
use crate::error::Result;
use crate::money::Price;
use crate::time::{DAY_MS, Time};
use crate::value::{Fields, Value, record};

/// Those of them that compare a month with other years.
const MONTHS: [&str; 2] = ["month_to_date", "whole_months"];
const NEEDS: &str = "it needs prices by day";
/// Every answer that is from prices.
const NAMES: [&str; 9] = [
    "drawdown_from_high",
    "drawdown_from_close",
    "lowest_close",
    "lowest_low",
    "close_against_lows",
    "highest_close",
    "highest_high",
    "month_to_date",
    "whole_months",
];

/// Takes `candles`, `peak_from` and `since_year`; gives the close of the day, where there is one.
///
/// A day asked of bars shorter than a day is the whole UTC day; an instant is the bar that starts
/// then, and has no month to date.
pub(super) fn answer_all(
    bag: &mut Fields,
    at: Time,
    found: &mut Findings,
) -> Result<Option<Price>> {
    let from = bag.read("peak_from", |value| time(&value))?;
    let since_year = bag.read("since_year", |value| count(&value, "a year"))?.map(i64::from);
    let own = bag.read("month_closes", series::series)?;
    if let Some(own) = &own {
        found.series("month_closes", series::of_days(own));
    }
    let own = own.map(|own| own.data);
    let Some(given) = bag.read("candles", candles)? else {
        let months = own.is_some();
        let names = NAMES.iter().filter(|name| !(months && MONTHS.contains(name)));
        names.for_each(|name| found.unasked(name, "prices by day", NEEDS));
        if let Some(own) = own {
            self::months(&own, at, since_year, found)?;
        }
        return Ok(None);
    };
    found.series("candles", of_candles(&given));
    let days = given.by_day()?;
    let market = if at.floor(DAY_MS) == at.millis() { &days } else { &given };
    drawdowns(market, from, at, found)?;
    records(market, at, found);
    months(&own.unwrap_or_else(|| days.column(Column::Close)), at, since_year, found)?;
    let close = market.column(Column::Close).at(at);
    if let Some(close) = close {
        let source = format!("{}, close of {}", market.name(), day(at));
        found.input("close_usd", Value::text(close.value), &source);
    }
    close.map(|close| Price::new(close.value)).transpose()
}

fn months(closes: &Series, at: Time, since_year: Option<i64>, found: &mut Findings) -> Result<()> {
    if at.floor(DAY_MS) != at.millis() {
        for name in MONTHS {
            found.unasked(name, "close of whole days", "it needs a whole day, not an instant");
        }
        return Ok(());
    }
    let answered = month_to_date(closes, at, since_year)?;
    if let Some(month) = answered.get() {
        let source = format!("{}, close of {}", closes.name(), day(at));
        found.input("month_to_date", Value::text(month.now.change), &source);
    }
    found.answer("month_to_date", answer(&answered, month));
    let whole = whole_months(closes, at, since_year)?;
    let changes: Vec<_> = whole.values().copied().collect();
    let rule = "last close of the month / last close of the month before - 1, in every earlier \
                year that has both; the running month is left out";
    let all = Answer::to(rule).using("series", closes.name()).using_if("since_year", since_year);
    let all = if whole.is_empty() {
        all.unknown(format!("{} has no earlier year with the whole month", closes.name()))
    } else {
        all.known((whole, Summary::of(&changes)?))
    };
    let shown = answer(&all, |(whole, numbers)| {
        let rows = whole.iter().map(|(year, change)| Start { year: *year, change: *change });
        record![("years", Value::List(rows.map(start).collect()))].with("others", summary(numbers))
    });
    found.answer("whole_months", shown);
    Ok(())
}

fn drawdowns(market: &Candles, from: Option<Time>, at: Time, found: &mut Findings) -> Result<()> {
    let close = market.column(Column::Close);
    let first = market.bars().first().map_or(at, |bar| bar.time);
    let asked = [("drawdown_from_high", Column::High), ("drawdown_from_close", Column::Close)];
    for (name, column) in asked {
        let peaks = market.column(column);
        let answered = drawdown(&peaks, &close, from.unwrap_or(first), at)?;
        if let Some(known) = answered.get() {
            let source = format!("{} of {}", peaks.name(), day(known.peak.time));
            let key = format!("peak_{}_usd", column.as_str());
            found.input(&key, Value::text(known.peak.value), &source);
        }
        found.answer(name, answer(&answered, fall));
    }
    Ok(())
}

fn records(market: &Candles, at: Time, found: &mut Findings) {
    let (close, low, high) =
        (market.column(Column::Close), market.column(Column::Low), market.column(Column::High));
    let asked = [
        ("lowest_close", record(End::Lowest, &close, &close, at)),
        ("lowest_low", record(End::Lowest, &low, &low, at)),
        ("close_against_lows", record(End::Lowest, &close, &low, at)),
        ("highest_close", record(End::Highest, &close, &close, at)),
        ("highest_high", record(End::Highest, &high, &high, at)),
    ];
    for (name, answered) in asked {
        if let Some(since) = answered.get().and_then(|record| record.since) {
            let source = format!("{}, up to {}", market.name(), day(at));
            found.input(&format!("{name}_since"), day_number(since.time), &source);
        }
        found.answer(name, since(&answered));
    }
}

fn since(answered: &Answer<Record>) -> Value {
    answer(answered, |record| {
        record![
            ("now", point(&record.now)),
            ("since", record.since.as_ref().map(point)),
            ("days", record.days),
            ("tie", record.tie),
            ("series_start_ms", record.series_start.millis()),
        ]
    })
}

fn fall(drawdown: &Drawdown) -> Value {
    record![
        ("fraction", ratio(Some(drawdown.fraction))),
        ("peak", point(&drawdown.peak)),
        ("now", point(&drawdown.now)),
    ]
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
