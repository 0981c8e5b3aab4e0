//! Everything that is kept of a file or of many: sums by series and time.

use super::blocks::Blocks;
use super::cell::{Cell, Split, Sum};
use super::grid::{Bucket, Grid};
use super::largest::Largest;
use crate::error::{Error, Kind, Result};
use crate::event::{Coverage, PriceKind, Side};

/// Most (series, bucket) cells.
const MOST_CELLS: usize = 1 << 17;
/// Most minutes.
const MOST_MINUTES: usize = 1 << 18;
/// Most series: pairs of venue and symbol, times sides.
const MOST_SERIES: usize = 1 << 16;
/// Orders that are kept as the largest.
pub(super) const MOST_LARGEST: usize = 20;

/// What is summed apart from everything else.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Series {
    /// The venue.
    pub venue: String,
    /// The market's name.
    pub symbol: String,
    /// The side of the position that was closed.
    pub closed: Side,
    /// What the feed contains at best.
    pub coverage: Coverage,
    /// The asset.
    pub asset: String,
}

/// Exact sums of events by venue, symbol, side, coverage and bucket of time, and what else a
/// report needs: minutes for rolling windows, the largest orders, the span.
#[derive(Clone, Debug)]
pub struct Cube {
    pub(super) series: Vec<Series>,
    /// Numbers of series, in the order of series.
    pub(super) order: Blocks,
    pub(super) cells: Grid<Cell>,
    pub(super) minutes: Grid<Split<Sum>>,
    pub(super) largest: Largest,
    /// Events valued by each kind of price, in the order of [`PriceKind::ALL`].
    pub(super) valued: [u64; PriceKind::ALL.len()],
    /// First and last event, ms.
    pub(super) span: Option<(i64, i64)>,
}

impl Cube {
    /// A cube of no event, with cells of this width in time.
    #[must_use]
    pub fn new(bucket: Bucket) -> Self {
        Self {
            series: Vec::new(),
            order: Blocks::default(),
            cells: Grid::new(bucket, MOST_CELLS),
            minutes: Grid::new(Bucket::Minute, MOST_MINUTES),
            largest: Largest::new(MOST_LARGEST),
            valued: [0; PriceKind::ALL.len()],
            span: None,
        }
    }

    /// Adds everything that `other` holds. The result has the wider of the two grids.
    ///
    /// # Errors
    /// Overflow of a sum, or more than 65,536 series.
    pub fn merge(&mut self, other: &Self) -> Result<()> {
        self.cells.widen(other.cells.bucket)?;
        self.minutes.widen(other.minutes.bucket)?;
        for ((ms, key), cell) in other.cells.iter() {
            let Some(series) = other.series.get(key as usize) else { continue };
            let series = self.intern(series.clone())?;
            self.cells.add(ms, series, *cell)?;
        }
        for ((ms, key), split) in other.minutes.iter() {
            self.minutes.add(ms, key, *split)?;
        }
        other.largest.orders.iter().for_each(|order| self.largest.take(order.clone()));
        for (mine, theirs) in self.valued.iter_mut().zip(&other.valued) {
            *mine = mine.saturating_add(*theirs);
        }
        if let Some((first, last)) = other.span {
            self.stretch(first, last);
        }
        Ok(())
    }

    /// The sums of every (series, bucket), in the order of series and time.
    #[must_use]
    #[allow(clippy::indexing_slicing, reason = "keys of cells are numbers of series")]
    pub fn cells(&self) -> Vec<((&Series, i64), &Cell)> {
        // They come in the order of time, so one list a series needs no sorting.
        let mut lists = vec![Vec::new(); self.series.len()];
        for ((ms, key), cell) in self.cells.iter() {
            lists[key as usize].push((ms, cell));
        }
        let mut cells = Vec::with_capacity(self.cells.len());
        for number in self.order.numbers() {
            let index = number as usize;
            let (Some(series), Some(list)) = (self.series.get(index), lists.get(index)) else {
                continue;
            };
            cells.extend(list.iter().map(|(ms, cell)| ((series, *ms), *cell)));
        }
        cells
    }

    /// The width of the cells in time.
    #[must_use]
    pub const fn bucket(&self) -> Bucket {
        self.cells.bucket
    }

    /// Takes the sums of all series from the cells, as coarse as they are.
    pub(super) fn minutes_of_cells(&mut self) -> Result<()> {
        self.minutes.widen(self.cells.bucket)?;
        for ((start, key), cell) in self.cells.iter() {
            let Some(series) = self.series.get(key as usize) else { continue };
            self.minutes.add(start, 0, Split::on(series.closed, cell.sum))?;
        }
        Ok(())
    }

    pub(super) fn stretch(&mut self, first: i64, last: i64) {
        let (from, to) = self.span.unwrap_or((first, last));
        self.span = Some((from.min(first), to.max(last)));
    }

    /// The number of `series`, which is a new one where it was not there before.
    pub(super) fn intern(&mut self, series: Series) -> Result<u32> {
        const LIMIT: &str = "at most 65,536 pairs of market and side";
        let all = &self.series;
        let found = self.order.find(&mut |number| all.get(number as usize).cmp(&Some(&series)));
        let place = match found {
            Ok(number) => return Ok(number),
            Err(place) => place,
        };
        let number = u32::try_from(self.series.len()).ok();
        let number = number.filter(|_| self.series.len() < MOST_SERIES);
        let number = number.ok_or_else(|| Error::new(Kind::TooLarge { limit: LIMIT }))?;
        self.order.insert(place, number);
        self.series.push(series);
        Ok(number)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn series(symbol: String) -> Series {
        Series {
            venue: "v".to_owned(),
            asset: symbol.clone(),
            symbol,
            closed: Side::Long,
            coverage: Coverage::Full,
        }
    }

    /// The last of the names comes first, which moved every other one in a sorted list.
    #[test]
    fn as_many_series_as_there_may_be_have_a_number_each_in_any_order() {
        let mut cube = Cube::new(Bucket::Hour);
        let name = |number: usize| series(format!("{:05}", MOST_SERIES - number));
        for number in 0..MOST_SERIES {
            assert_eq!(cube.intern(name(number)).unwrap() as usize, number);
        }
        assert_eq!(cube.intern(name(77)).unwrap(), 77);
        assert_eq!(cube.intern(series("more".to_owned())).unwrap_err().code(), "TOO_LARGE");
        let names = cube.order.numbers().into_iter();
        let names = names.map(|number| &cube.series[number as usize].symbol);
        let names: Vec<_> = names.collect();
        assert!(names.is_sorted() && names.len() == MOST_SERIES);
    }
}
