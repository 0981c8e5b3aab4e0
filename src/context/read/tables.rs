//! From rows to series: prices, sentiment, funding, supply.

use std::collections::BTreeMap;

use crate::context::sentiment::{Reading, index};
use crate::context::series::{Candle, Candles, Point, Series, in_order};
use crate::error::{Error, Result};
use crate::import::{Row, rows};
use crate::money::{Price, Qty, parse_decimal};
use crate::time::{Time, Unit};

/// Names under which a time stands.
const TIME: [&str; 8] =
    ["date", "as_of", "timestamp", "time", "fundingTime", "fundingtime", "t", "0"];
const HOUR_MS: i64 = 3_600_000;

/// What was read, and which rows were left out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Table<T> {
    /// The data.
    pub data: T,
    /// Rows that said of themselves that they are not sound.
    pub skipped: Vec<Skipped>,
}

/// A row that was left out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Skipped {
    /// Number of the record, from 1.
    pub record: u64,
    /// Its line, from 1.
    pub line: u64,
    /// Why it was left out.
    pub reason: String,
}

/// Bars of prices, from CSV or Binance klines.
///
/// # Errors
/// With record, line and field of the first bad row; conflict for two rows of one time.
pub fn candles(name: &str, text: &str) -> Result<Candles> {
    let bars = rows(text)?.iter().map(candle).collect::<Result<_>>()?;
    Candles::new(name, bars)
}

/// Any value by day, from CSV; rows whose `status` is not `ok` are left out and listed.
///
/// # Errors
/// With record, line and field of the first bad row; conflict for two rows of one time.
pub fn values(name: &str, text: &str) -> Result<Table<Series>> {
    let (mut points, mut skipped) = (Vec::new(), Vec::new());
    for row in rows(text)? {
        match get(&row, &["status"]) {
            Some((_, status)) if !status.eq_ignore_ascii_case("ok") => {
                let reason = format!("its status is {status}, not ok");
                skipped.push(Skipped { record: row.record, line: row.line, reason });
            }
            _ => {
                let value = need(&row, &["value", "1"], "a value", parse_decimal)?;
                points.push(Point { time: time(&row)?, value });
            }
        }
    }
    Ok(Table { data: Series::new(name, points)?, skipped })
}

/// Fear & Greed by day, in the order of time.
///
/// # Errors
/// With record, line and field of the first bad row; conflict for two rows of one day.
pub fn fear_greed(text: &str) -> Result<Vec<Reading>> {
    let readings = rows(text)?.iter().map(reading).collect::<Result<Vec<_>>>()?;
    in_order(readings, |reading| reading.time)
}

/// Funding rates as fractions, from CSV or Binance's history. Times are cut to the second below,
/// because the venue's own are a few milliseconds late.
///
/// # Errors
/// With record, line and field of the first bad row; conflict for two rows of one time.
pub fn funding(name: &str, text: &str) -> Result<Series> {
    let point = |row: &Row| {
        let names = ["fundingRate", "fundingrate", "rate", "value"];
        let value = need(row, &names, "a funding rate", parse_decimal)?;
        let time = time(row)?;
        let time = Time::from_millis(time.floor(1000))?;
        Ok(Point { time, value })
    };
    Series::new(name, rows(text)?.iter().map(point).collect::<Result<_>>()?)
}

/// The most frequent distance between neighbours, in whole hours; the shorter of two equally
/// frequent ones, none of fewer than two points.
#[must_use]
pub fn interval_hours(series: &Series) -> Option<u32> {
    let mut counts: BTreeMap<i64, u32> = BTreeMap::new();
    for pair in series.points().windows(2) {
        if let [a, b] = pair {
            let apart = b.time.millis().saturating_sub(a.time.millis());
            let hours = apart.saturating_add(HOUR_MS.div_euclid(2)).div_euclid(HOUR_MS);
            let count = counts.entry(hours).or_default();
            *count = count.saturating_add(1);
        }
    }
    let (hours, _) = counts.into_iter().rev().max_by_key(|(_, count)| *count)?;
    u32::try_from(hours).ok().filter(|hours| *hours > 0)
}

fn candle(row: &Row) -> Result<Candle> {
    let price = |names: &[&'static str]| need(row, names, "a price", str::parse::<Price>);
    let volume = get(row, &["volume", "v", "5"]);
    let volume = volume.map(|(name, text)| text.parse::<Qty>().map_err(|e| placed(row, e, name)));
    Ok(Candle {
        time: time(row)?,
        open: price(&["open", "o", "1"])?,
        high: price(&["high", "h", "2"])?,
        low: price(&["low", "l", "3"])?,
        close: price(&["close", "c", "4"])?,
        volume: volume.transpose()?,
    })
}

fn reading(row: &Row) -> Result<Reading> {
    let label = get(row, &["value_classification", "label"]).map(|(_, text)| text.to_owned());
    let value = need(row, &["value"], "an index", index)?;
    Ok(Reading { time: time(row)?, value, label })
}

/// Name and text of the first of these fields that the row has and that is not empty.
fn get<'a>(row: &'a Row, names: &[&'static str]) -> Option<(&'static str, &'a str)> {
    names.iter().find_map(|name| {
        let (_, text) = row.fields.iter().find(|(field, _)| field == name)?;
        (!text.is_empty()).then_some((*name, text.as_str()))
    })
}

/// The field under one of these names, read with `read`; an error has its place.
fn need<T>(
    row: &Row,
    names: &[&'static str],
    what: &'static str,
    read: impl FnOnce(&str) -> Result<T>,
) -> Result<T> {
    let first = names.first().copied().unwrap_or_default();
    let found = get(row, names);
    let (name, text) = found.ok_or_else(|| placed(row, Error::missing(what), first))?;
    read(text).map_err(|error| placed(row, error, name))
}

/// The time of a row: a date, a UTC time, or a count since 1970 in seconds (ten digits) or
/// milliseconds (thirteen).
fn time(row: &Row) -> Result<Time> {
    need(row, &TIME, "a date or time", |text| {
        let seconds = text.len() == 10 && text.bytes().all(|byte| byte.is_ascii_digit());
        match text.parse() {
            Ok(count) if seconds => Time::from_unit(count, Unit::Seconds),
            _ => Time::parse(text),
        }
    })
}

fn placed(row: &Row, error: Error, field: &'static str) -> Error {
    error.in_field(field).at(row.record, row.line)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::context::series::Column;

    #[test]
    fn prices_from_csv_and_from_klines_are_the_same() {
        // Two days of a round-numbered market, in both shapes.
        let text =
            "date,open,high,low,close,volume\n2025-11-03,10,12,9,11,5\n2025-11-04,11,11,8,8.5,7\n";
        let klines = "[[1762128000000,\"10\",\"12\",\"9\",\"11\",\"5\",1762214399999,\"0\",1,\
            \"0\",\"0\",\"0\"],\n\
                      [1762214400000,\"11\",\"11\",\"8\",\"8.5\",\"7\",1762300799999,\"0\",1,\
                      \"0\",\"0\",\"0\"]]";
        let of = |text| candles("a market", text).unwrap();
        assert_eq!(of(text), of(klines));
        assert_eq!(of(text).column(Column::Low).name(), "a market, low");
    }

    #[test]
    fn a_bad_price_has_record_line_and_field() {
        let text = "date,open,high,low,close\n2025-11-03,10,12,9,11\n2025-11-04,11,x,8,8.5\n";
        let error = candles("a market", text).unwrap_err();
        assert_eq!(
            error.to_string().split(", found").next().unwrap(),
            "line 3: high: expected a decimal number such as 104580.25"
        );
        assert_eq!(error.place().record, Some(2));
        let missing = candles("a market", "date,open,low,close\n2025-11-03,1,1,1\n").unwrap_err();
        assert_eq!(missing.to_string(), "line 2: high: expected a price, found nothing");
        let twice = "date,open,high,low,close\n2025-11-03,1,1,1,1\n2025-11-03,1,1,1,1\n";
        assert_eq!(candles("a market", twice).unwrap_err().code(), "CONFLICT");
    }

    #[test]
    fn unsound_rows_are_left_out_and_listed() {
        let text = "as_of,value,status\n2025-11-03,3.07e+11,ok\n2025-11-04,1,stale\n";
        let read = values("a supply", text).unwrap();
        assert_eq!(read.data.points()[0].value.to_string(), "307000000000");
        assert_eq!(read.skipped[0].line, 3);
        assert_eq!(read.skipped[0].reason, "its status is stale, not ok");
    }

    #[test]
    fn sentiment_comes_in_any_order_with_or_without_labels() {
        let text = "{\"name\":\"x\",\"data\":[\
            {\"value\":\"21\",\"value_classification\":\"Extreme Fear\",\
            \"timestamp\":\"1762214400\"},\
            {\"value\":\"42\",\"timestamp\":\"1762128000\"}]}";
        let readings = fear_greed(text).unwrap();
        assert_eq!((readings[0].value, readings[0].label.as_deref()), (42, None));
        assert_eq!(readings[1].time.date(), (2025, 11, 4));
        let error = fear_greed("date,value\n2025-11-04,121\n").unwrap_err();
        assert_eq!(error.place().field.as_deref(), Some("value"));
        assert_eq!(
            fear_greed("date,value\n2025-11-04,1\n2025-11-04,1").unwrap_err().code(),
            "CONFLICT"
        );
    }

    #[test]
    fn the_interval_is_the_usual_distance() {
        let text = "[{\"fundingTime\":1762156800010,\"fundingRate\":\"0.0001\",\"markPrice\":\"\"},\
            {\"fundingTime\":1762185600000,\"fundingRate\":\"-0.0001\"},\
            {\"fundingTime\":1762214400002,\"fundingRate\":\"0\"},\
            {\"fundingTime\":1762300800000,\"fundingRate\":\"0\"}]";
        let series = funding("a venue", text).unwrap();
        assert_eq!(interval_hours(&series), Some(8));
        assert_eq!(series.points()[0].time.millis(), 1_762_156_800_000);
        assert_eq!(interval_hours(&Series::new("empty", vec![]).unwrap()), None);
    }
}
