//! Answers from prices: drawdown, records, month to date.

use super::answers::{answer, point, ratio, time};
use super::context::{Found, candles, day_number, of_candles};
use crate::context::Answer;
use crate::context::answer::day;
use crate::context::extreme::{Drawdown, End, Record, drawdown, record};
use crate::context::season::{MonthToDate, month_to_date};
use crate::context::series::{Candles, Column};
use crate::error::Result;
use crate::money::Price;
use crate::time::Time;
use crate::value::{Fields, Value};

const NEEDS: &str = "it needs prices by day";

/// Takes `candles` and `peak_from`; gives the close of the day, where there is one.
pub(super) fn answer_all(bag: &mut Fields, at: Time, found: &mut Found) -> Result<Option<Price>> {
    let from = bag.read("peak_from", |value| time(&value))?;
    let Some(market) = bag.read("candles", candles)? else {
        for name in ["drawdown_from_high", "drawdown_from_close", "lowest_close", "month_to_date"] {
            found.unasked(name, "prices by day", NEEDS);
        }
        return Ok(None);
    };
    found.series("candles", of_candles(&market));
    drawdowns(&market, from, at, found)?;
    records(&market, at, found);
    let answered = month_to_date(&market.column(Column::Close), at)?;
    if let Some(month) = answered.get() {
        let source = format!("{}, close of {}", market.name(), day(at));
        found.input("month_to_date", Value::text(month.now.change), &source);
    }
    found.answer("month_to_date", answer(&answered, month));
    let close = market.column(Column::Close).at(at);
    if let Some(close) = close {
        let source = format!("{}, close of {}", market.name(), day(at));
        found.input("close_usd", Value::text(close.value), &source);
    }
    close.map(|close| Price::new(close.value)).transpose()
}

fn drawdowns(market: &Candles, from: Option<Time>, at: Time, found: &mut Found) -> Result<()> {
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

fn records(market: &Candles, at: Time, found: &mut Found) {
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
        Value::map([
            ("now", point(&record.now)),
            ("since", record.since.as_ref().map(point).into()),
            ("days", record.days.into()),
            ("tie", record.tie.into()),
            ("series_start_ms", record.series_start.millis().into()),
        ])
    })
}

fn fall(drawdown: &Drawdown) -> Value {
    Value::map([
        ("fraction", ratio(Some(drawdown.fraction))),
        ("peak", point(&drawdown.peak)),
        ("now", point(&drawdown.now)),
    ])
}

fn month(month: &MonthToDate) -> Value {
    let years = month.others.iter().chain([&month.now]).map(|start| {
        Value::map([("year", start.year.into()), ("change", ratio(Some(start.change)))])
    });
    Value::map([
        ("change", ratio(Some(month.now.change))),
        ("rank", month.rank.into()),
        ("of", month.of().into()),
        ("worst_since", month.worst_since.into()),
        ("years", Value::List(years.collect())),
        ("missing_years", Value::list(month.missing.iter().copied())),
        ("others_mean", ratio(month.summary.mean)),
        ("others_median", ratio(month.summary.median)),
        ("others_positive", month.summary.positive.into()),
    ])
}
