//! Prices: drawdown, records, and the month so far.
//!
//! A day asked of bars shorter than a day is the whole UTC day; an instant is the bar that starts
//! then, and has no month to date.

use super::answers::{answer, count, day_number, point, ratio, time};
use super::findings::Findings;
use super::months;
use super::series::{self, candles, of_candles, of_days};
use crate::context::Answer;
use crate::context::answer::day;
use crate::context::extreme::{Drawdown, End, Record, drawdown, record};
use crate::context::read::Table;
use crate::context::series::{Candles, Column, Point, Series};
use crate::error::Result;
use crate::money::Price;
use crate::time::{DAY_MS, Time};
use crate::value::{Fields, Value, record};

const RULE: &str = "prices by day";
const NEEDS: &str = "it needs prices by day";
/// Falls from a peak, each from this column's.
const FALLS: [(&str, Column); 2] =
    [("drawdown_from_high", Column::High), ("drawdown_from_close", Column::Close)];
/// Records: which end, of which price, in the history of which.
const RECORDS: [(&str, End, Column, Column); 5] = [
    ("lowest_close", End::Lowest, Column::Close, Column::Close),
    ("lowest_low", End::Lowest, Column::Low, Column::Low),
    ("close_against_lows", End::Lowest, Column::Close, Column::Low),
    ("highest_close", End::Highest, Column::Close, Column::Close),
    ("highest_high", End::Highest, Column::High, Column::High),
];

/// The questions `candles`, `month_closes`, `peak_from` and `since_year`.
pub(super) struct Question {
    candles: Option<Candles>,
    month_closes: Option<Table<Series>>,
    peak_from: Option<Time>,
    since_year: Option<i64>,
}

/// What was found.
pub(super) struct Answers {
    series: [(&'static str, Option<Value>); 2],
    falls: Vec<(&'static str, Column, String, Answer<Drawdown>)>,
    records: Vec<(&'static str, Answer<Record>)>,
    records_source: String,
    months: months::Answers,
    close: Option<Point>,
    close_source: String,
}

impl Question {
    /// Takes `candles`, `month_closes`, `peak_from` and `since_year`.
    pub(super) fn read(bag: &mut Fields) -> Result<Self> {
        Ok(Self {
            peak_from: bag.read("peak_from", |value| time(&value))?,
            since_year: bag.read("since_year", |value| count(&value, "a year"))?.map(i64::from),
            month_closes: bag.read("month_closes", series::series)?,
            candles: bag.read("candles", candles)?,
        })
    }

    /// What the prices say of `at`.
    pub(super) fn answers(self, at: Time) -> Result<Answers> {
        let series = [
            ("month_closes", self.month_closes.as_ref().map(of_days)),
            ("candles", self.candles.as_ref().map(of_candles)),
        ];
        let own = self.month_closes.as_ref().map(|own| &own.data);
        match &self.candles {
            Some(given) => self.of_candles(given, own, at, series),
            None => Ok(Answers { series, ..self.without_candles(own, at)? }),
        }
    }

    fn of_candles(
        &self,
        given: &Candles,
        own: Option<&Series>,
        at: Time,
        series: [(&'static str, Option<Value>); 2],
    ) -> Result<Answers> {
        let days = given.by_day()?;
        let market = if at.floor(DAY_MS) == at.millis() { &days } else { given };
        let closes = days.column(Column::Close);
        Ok(Answers {
            series,
            falls: falls(market, self.peak_from, at)?,
            records: records(market, at),
            records_source: format!("{}, up to {}", market.name(), day(at)),
            months: months::Answers::of(own.unwrap_or(&closes), at, self.since_year)?,
            close: market.column(Column::Close).at(at),
            close_source: format!("{}, close of {}", market.name(), day(at)),
        })
    }

    fn without_candles(&self, own: Option<&Series>, at: Time) -> Result<Answers> {
        let fall = |(name, column)| (name, column, String::new(), Answer::to(RULE).unknown(NEEDS));
        let record = |(name, ..): (_, _, _, _)| (name, Answer::to(RULE).unknown(NEEDS));
        let months = match own {
            Some(own) => months::Answers::of(own, at, self.since_year)?,
            None => months::Answers::none(RULE, NEEDS),
        };
        Ok(Answers {
            series: [("month_closes", None), ("candles", None)],
            falls: FALLS.into_iter().map(fall).collect(),
            records: RECORDS.into_iter().map(record).collect(),
            records_source: String::new(),
            months,
            close: None,
            close_source: String::new(),
        })
    }
}

type Fall = (&'static str, Column, String, Answer<Drawdown>);

fn falls(market: &Candles, from: Option<Time>, at: Time) -> Result<Vec<Fall>> {
    let close = market.column(Column::Close);
    let first = market.bars().first().map_or(at, |bar| bar.time);
    let fall = |(name, column)| {
        let peaks = market.column(column);
        let found = drawdown(&peaks, &close, from.unwrap_or(first), at)?;
        Ok((name, column, peaks.name().to_owned(), found))
    };
    FALLS.into_iter().map(fall).collect()
}

fn records(market: &Candles, at: Time) -> Vec<(&'static str, Answer<Record>)> {
    let found = |(name, end, now, history): (&'static str, End, Column, Column)| {
        (name, record(end, &market.column(now), &market.column(history), at))
    };
    RECORDS.into_iter().map(found).collect()
}

impl Answers {
    /// The close of the day, where there is one.
    pub(super) fn close(&self) -> Result<Option<Price>> {
        self.close.as_ref().map(|close| Price::new(close.value)).transpose()
    }

    /// Tells them.
    pub(super) fn tell(self, findings: &mut Findings) {
        for (name, series) in self.series {
            findings.series_of(name, series);
        }
        for (name, column, peaks, found) in &self.falls {
            if let Some(known) = found.get() {
                let source = format!("{peaks} of {}", day(known.peak.time));
                let key = format!("peak_{}_usd", column.as_str());
                findings.input(&key, Value::text(known.peak.value), &source);
            }
            findings.answer(name, answer(found, fall));
        }
        for (name, found) in &self.records {
            if let Some(since) = found.get().and_then(|record| record.since.as_ref()) {
                let key = format!("{name}_since");
                findings.input(&key, day_number(since.time), &self.records_source);
            }
            findings.answer(name, answer(found, since));
        }
        self.months.tell(findings);
        if let Some(close) = &self.close {
            findings.input("close_usd", Value::text(close.value), &self.close_source);
        }
    }
}

fn since(record: &Record) -> Value {
    record![
        ("now", point(&record.now)),
        ("since", record.since.as_ref().map(point)),
        ("days", record.days),
        ("tie", record.tie),
        ("series_start_ms", record.series_start.millis()),
    ]
}

fn fall(drawdown: &Drawdown) -> Value {
    record![
        ("fraction", ratio(Some(drawdown.fraction))),
        ("peak", point(&drawdown.peak)),
        ("now", point(&drawdown.now)),
    ]
}
