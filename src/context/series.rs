//! Named series in the order of time, and the steps that they lack.

use rust_decimal::Decimal;

use crate::error::{Error, Result};
use crate::money::{Price, Qty, Rational};
use crate::order::sorted;
use crate::time::{DAY_MS, Time};

/// One value of a series.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Point {
    /// The beginning of the step that the value belongs to.
    pub time: Time,
    /// The value.
    pub value: Decimal,
}

/// A named series, in the order of time, one value for each time.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Series {
    name: String,
    points: Vec<Point>,
}

/// One bar of prices.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Candle {
    /// The beginning of the bar.
    pub time: Time,
    /// The first price.
    pub open: Price,
    /// The highest price.
    pub high: Price,
    /// The lowest price.
    pub low: Price,
    /// The last price.
    pub close: Price,
    /// Coins traded, where the file says.
    pub volume: Option<Qty>,
}

/// Bars of one market, in the order of time.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Candles {
    name: String,
    bars: Vec<Candle>,
}

vocabulary! {
    /// Which price of a bar.
    #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
    pub enum Column {
        /// The highest price of the bar.
        High = "high",
        /// The lowest price of the bar.
        Low = "low",
        /// The last price of the bar.
        Close = "close",
    }
}

/// A run of steps without a value.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Gap {
    /// The first missing step.
    pub first: Time,
    /// The last missing step.
    pub last: Time,
    /// How many steps are missing.
    pub count: i64,
}

impl Series {
    /// A series from points in any order.
    ///
    /// # Errors
    /// [`Kind::Conflict`] when two points share a time.
    pub fn new(name: impl Into<String>, points: Vec<Point>) -> Result<Self> {
        Ok(Self { name: name.into(), points: in_order(points, |point| point.time)? })
    }

    /// Its name, as it is shown beside every answer taken from it.
    #[must_use]
    pub fn name(&self) -> &str {
        &self.name
    }

    /// Its points, in the order of time.
    #[must_use]
    pub fn points(&self) -> &[Point] {
        &self.points
    }

    /// The point at exactly this time.
    #[must_use]
    pub fn at(&self, time: Time) -> Option<Point> {
        let index = self.points.binary_search_by_key(&time, |point| point.time).ok()?;
        self.points.get(index).copied()
    }

    /// The points from `from` on, up to and with `until`.
    #[must_use]
    pub fn between(&self, from: Time, until: Time) -> &[Point] {
        let start = self.points.partition_point(|point| point.time < from);
        let end = self.points.partition_point(|point| point.time <= until);
        self.points.get(start..end).unwrap_or_default()
    }

    /// The points before `time`.
    #[must_use]
    pub fn before(&self, time: Time) -> &[Point] {
        let end = self.points.partition_point(|point| point.time < time);
        self.points.get(..end).unwrap_or_default()
    }

    /// The steps of `step_ms` that lie between two points and have none.
    #[must_use]
    pub fn gaps(&self, step_ms: i64) -> Vec<Gap> {
        gaps(self.points.iter().map(|point| point.time), step_ms)
    }
}

impl Candles {
    /// Bars in any order.
    ///
    /// # Errors
    /// [`Kind::Conflict`] when two bars share a time.
    pub fn new(name: impl Into<String>, bars: Vec<Candle>) -> Result<Self> {
        Ok(Self { name: name.into(), bars: in_order(bars, |bar| bar.time)? })
    }

    /// The market's name.
    #[must_use]
    pub fn name(&self) -> &str {
        &self.name
    }

    /// The bars, in the order of time.
    #[must_use]
    pub fn bars(&self) -> &[Candle] {
        &self.bars
    }

    /// Bars of whole UTC days: the first open, the highest high, the lowest low, the last close.
    /// Bars of a day or longer are kept as they are. A day that lacks bars is made of the others.
    ///
    /// # Errors
    /// Overflow of a day's volume.
    pub fn by_day(&self) -> Result<Self> {
        let mut days: Vec<Candle> = Vec::new();
        for bar in &self.bars {
            let start = Time::from_millis(bar.time.floor(DAY_MS))?;
            match days.last_mut().filter(|day| day.time == start) {
                Some(day) => day.extend(bar)?,
                None => days.push(Candle { time: start, ..*bar }),
            }
        }
        Ok(Self { name: self.name.clone(), bars: days })
    }

    /// One price of every bar, as a series named after both.
    #[must_use]
    pub fn column(&self, column: Column) -> Series {
        let point = |bar: &Candle| Point { time: bar.time, value: bar.price(column).decimal() };
        let name = format!("{}, {}", self.name, column.as_str());
        Series { name, points: self.bars.iter().map(point).collect() }
    }

    /// The steps of `step_ms` that lie between two bars and have none.
    #[must_use]
    pub fn gaps(&self, step_ms: i64) -> Vec<Gap> {
        gaps(self.bars.iter().map(|bar| bar.time), step_ms)
    }

    /// Times of bars whose open or close lies outside their own high and low, which some feeds
    /// have in their early years. They are kept as they are.
    #[must_use]
    pub fn uneven(&self) -> Vec<Time> {
        self.bars.iter().filter(|bar| bar.is_uneven()).map(|bar| bar.time).collect()
    }
}

impl Candle {
    /// One of its prices.
    #[must_use]
    pub const fn price(&self, column: Column) -> Price {
        match column {
            Column::High => self.high,
            Column::Low => self.low,
            Column::Close => self.close,
        }
    }

    /// Takes in a later bar of the same day.
    fn extend(&mut self, later: &Self) -> Result<()> {
        self.high = self.high.max(later.high);
        self.low = self.low.min(later.low);
        self.close = later.close;
        self.volume = match (self.volume, later.volume) {
            (Some(mine), Some(theirs)) => Some(sum(mine, theirs)?),
            _ => None,
        };
        Ok(())
    }

    fn is_uneven(&self) -> bool {
        let (top, bottom) = (self.open.max(self.close), self.open.min(self.close));
        self.high < top || self.low > bottom
    }
}

fn sum(mine: Qty, theirs: Qty) -> Result<Qty> {
    let total = Rational::from(mine.decimal()).plus(theirs.decimal().into());
    let places = mine.decimal().scale().max(theirs.decimal().scale());
    total.nearest(places).and_then(Qty::new)
}

/// The rows in the order of time. Their places are sorted, so that one sort serves every kind.
///
/// # Errors
/// [`Kind::Conflict`] when two rows share a time.
pub(in crate::context) fn in_order<T: Clone>(rows: Vec<T>, time: fn(&T) -> Time) -> Result<Vec<T>> {
    let mut places = Vec::with_capacity(rows.len());
    for row in &rows {
        places.push((time(row), places.len()));
    }
    let places = by_time(&places)?;
    let mut sorted = Vec::with_capacity(rows.len());
    for (_, place) in places {
        if let Some(row) = rows.get(place) {
            sorted.push(row.clone());
        }
    }
    Ok(sorted)
}

fn by_time(places: &[(Time, usize)]) -> Result<Vec<(Time, usize)>> {
    let places = sorted(places, &mut Ord::cmp);
    for pair in places.windows(2) {
        if let [(a, _), (b, _)] = pair
            && a == b
        {
            let rule = "expected one row for each time, found two";
            return Err(Error::conflict(rule).in_field(a.to_string()));
        }
    }
    Ok(places)
}

/// Missing steps between neighbours; a time that is off the grid counts for the step it lies in.
fn gaps(times: impl Iterator<Item = Time>, step_ms: i64) -> Vec<Gap> {
    let mut found = Vec::new();
    let mut last: Option<i64> = None;
    for time in times {
        let step = time.floor(step_ms);
        if let Some(gap) = last.and_then(|last| gap_between(last, step, step_ms)) {
            found.push(gap);
        }
        last = Some(step);
    }
    found
}

fn gap_between(last: i64, next: i64, step_ms: i64) -> Option<Gap> {
    let steps = next.checked_sub(last)?.checked_div(step_ms)?;
    let count = steps.checked_sub(1).filter(|count| *count > 0)?;
    let first = Time::from_millis(last.checked_add(step_ms)?).ok()?;
    Some(Gap { first, last: Time::from_millis(next.checked_sub(step_ms)?).ok()?, count })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn series(days: &[&str]) -> Result<Series> {
        let point =
            |day: &&str| Point { time: Time::parse(day).unwrap(), value: Decimal::from(day.len()) };
        Series::new("a series", days.iter().map(point).collect())
    }

    #[test]
    fn rows_are_put_in_order_and_two_of_one_day_are_an_error() {
        let sorted = series(&["2025-11-04", "2025-11-01", "2025-11-02"]).unwrap();
        assert_eq!(sorted.points().first().unwrap().time.date(), (2025, 11, 1));
        let error = series(&["2025-11-04", "2025-11-01", "2025-11-04"]).unwrap_err();
        assert_eq!(error.code(), "CONFLICT");
        assert_eq!(error.place().field.as_deref(), Some("2025-11-04T00:00:00.000Z"));
    }

    #[test]
    fn missing_days_are_listed_as_runs() {
        let holed = series(&["2025-10-30", "2025-11-02", "2025-11-03", "2025-11-05"]).unwrap();
        let gaps = holed.gaps(DAY_MS);
        let days: Vec<_> = gaps.iter().map(|gap| (gap.first.date(), gap.last.date())).collect();
        assert_eq!(days[0], ((2025, 10, 31), (2025, 11, 1)));
        assert_eq!(days[1], ((2025, 11, 4), (2025, 11, 4)));
        assert_eq!(gaps[0].count, 2);
        assert_eq!(series(&[]).unwrap().gaps(DAY_MS), []);
    }

    #[test]
    fn hours_make_days() {
        let bar = |time, [open, high, low, close]: [&str; 4]| Candle {
            time: Time::parse(time).unwrap(),
            open: open.parse().unwrap(),
            high: high.parse().unwrap(),
            low: low.parse().unwrap(),
            close: close.parse().unwrap(),
            volume: Some("1.5".parse().unwrap()),
        };
        let hours = vec![
            bar("2025-11-04T00:00Z", ["10", "12", "9", "11"]),
            bar("2025-11-04T23:00Z", ["11", "11", "7", "8"]),
            bar("2025-11-05T00:00Z", ["8", "8", "8", "8"]),
        ];
        let days = Candles::new("a market", hours).unwrap().by_day().unwrap();
        assert_eq!(days.bars().len(), 2);
        let day = days.bars()[0];
        assert_eq!((day.time.millis(), day.open), (1_762_214_400_000, "10".parse().unwrap()));
        let ends = [Column::High, Column::Low, Column::Close].map(|c| day.price(c).to_string());
        assert_eq!(ends, ["12", "7", "8"]);
        assert_eq!(day.volume.unwrap().to_string(), "3.0");
        assert_eq!(days.by_day().unwrap(), days);
    }

    #[test]
    fn a_span_has_both_its_ends() {
        let days = series(&["2025-11-01", "2025-11-02", "2025-11-03", "2025-11-04"]).unwrap();
        let at = |day| Time::parse(day).unwrap();
        assert_eq!(days.between(at("2025-11-02"), at("2025-11-03")).len(), 2);
        assert_eq!(days.before(at("2025-11-02")).len(), 1);
        assert!(days.at(at("2025-11-05")).is_none());
        assert!(days.between(at("2025-11-03"), at("2025-11-02")).is_empty());
    }
}
