//! Series in option bags: as the text of a file, or as points.

use super::answers::{decimal, list, time};
use crate::context::read;
use crate::context::sentiment::Reading;
use crate::context::series::{Candles, Gap, Point, Series};
use crate::error::{Error, Result};
use crate::time::{DAY_MS, Time};
use crate::value::{Fields, Value, record};

const NAMELESS: &str = "a series without a name";

/// `{name, text}` or `{name, points: [[time, value], …]}`.
pub(super) fn series(value: Value) -> Result<read::Table<Series>> {
    let mut bag = Fields::of(value)?;
    let name = bag.text("name")?.unwrap_or_else(|| NAMELESS.to_owned());
    let text = bag.text("text")?;
    let points = bag.read("points", Value::items)?;
    bag.finish()?;
    match (text, points) {
        (Some(text), None) => read::values(&name, &text).map_err(|e| e.in_field("text")),
        (None, Some(points)) => {
            let data = Series::new(name, listed(points)?).map_err(|e| e.in_field("points"))?;
            Ok(read::Table { data, skipped: Vec::new() })
        }
        _ => Err(Error::missing("either text or points").in_field("text")),
    }
}

fn listed(points: Vec<Value>) -> Result<Vec<Point>> {
    let point = |(index, value): (usize, Value)| {
        pair(value).map_err(|e| e.at_index(index).in_field("points"))
    };
    points.into_iter().enumerate().map(point).collect()
}

fn pair(value: Value) -> Result<Point> {
    match value.items()?.as_slice() {
        [at, value] => Ok(Point { time: time(at)?, value: decimal(value)? }),
        _ => Err(Error::malformed("a pair of time and value", "another list")),
    }
}

/// `{name, text}`.
pub(super) fn candles(value: Value) -> Result<Candles> {
    let (name, text) = named_text(value)?;
    read::candles(&name, &text).map_err(|e| e.in_field("text"))
}

/// `{name, text}` of funding rates.
pub(super) fn funding(name: &str, text: &str) -> Result<Series> {
    read::funding(name, text).map_err(|e| e.in_field("text"))
}

/// The readings of a text.
pub(super) fn readings(text: &str) -> Result<Vec<Reading>> {
    read::fear_greed(text).map_err(|e| e.in_field("text"))
}

fn named_text(value: Value) -> Result<(String, String)> {
    let mut bag = Fields::of(value)?;
    let name = bag.text("name")?.unwrap_or_else(|| NAMELESS.to_owned());
    let text = bag.need_text("text", "the text of a file")?;
    bag.finish()?;
    Ok((name, text))
}

/// What was read: name, span, rows, missing days, and rows left out or odd.
pub(super) fn summary(
    name: &str,
    times: &[Time],
    gaps: &[Gap],
    skipped: &[read::Skipped],
    uneven: &[Time],
) -> Value {
    let gap = |gap: &Gap| {
        record![
            ("first_ms", gap.first.millis()),
            ("last_ms", gap.last.millis()),
            ("count", gap.count),
        ]
    };
    let skip = |row: &read::Skipped| {
        record![("record", row.record), ("line", row.line), ("reason", row.reason.as_str()),]
    };
    record![
        ("name", name),
        ("rows", times.len()),
        ("first_ms", times.first().map(|time| time.millis())),
        ("last_ms", times.last().map(|time| time.millis())),
        ("missing", list(gaps, gap)),
        ("skipped", list(skipped, skip)),
        ("uneven_ms", list(uneven, |time| time.millis().into())),
    ]
}

/// The summary of one series, by day unless it has a finer step.
pub(super) fn of_series(series: &Series, skipped: &[read::Skipped]) -> Value {
    let times: Vec<_> = series.points().iter().map(|point| point.time).collect();
    summary(series.name(), &times, &series.gaps(step(&times)), skipped, &[])
}

/// The summary of a series that is not meant to be without gaps.
pub(super) fn of_days(read: &read::Table<Series>) -> Value {
    let times: Vec<_> = read.data.points().iter().map(|point| point.time).collect();
    summary(read.data.name(), &times, &[], &read.skipped, &[])
}

/// The summary of bars.
pub(super) fn of_candles(candles: &Candles) -> Value {
    let times: Vec<_> = candles.bars().iter().map(|bar| bar.time).collect();
    summary(candles.name(), &times, &candles.gaps(step(&times)), &[], &candles.uneven())
}

/// The summary of readings.
pub(super) fn of_readings(name: &str, readings: &[Reading]) -> Value {
    let point = |reading: &Reading| Point { time: reading.time, value: reading.value.into() };
    match Series::new(name, readings.iter().map(point).collect()) {
        Ok(series) => of_series(&series, &[]),
        Err(_) => Value::Null,
    }
}

/// The shortest distance between neighbours: what one step of the series is.
fn step(times: &[Time]) -> i64 {
    let apart = |pair: &[Time]| match pair {
        [a, b] => b.millis().saturating_sub(a.millis()),
        _ => DAY_MS,
    };
    times.windows(2).map(apart).filter(|ms| *ms > 0).min().unwrap_or(DAY_MS)
}
