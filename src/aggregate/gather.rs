//! Events to a cube, quickly: sums of the bucket at hand stay beside their series, and go to the
//! table when an event of another bucket comes. The cube does not depend on the order of events.

use super::cell::{Add, Cell, Split, Sum};
use super::cube::{Cube, Series};
use super::grid::{Bucket, Grid};
use crate::error::Result;
use crate::event::Liquidation;
use crate::import::{same, spread};

/// Series that are found without a search; another one takes the place of one with the same hash.
const KEPT: usize = 4096;

/// A cube that grows by events.
#[derive(Debug)]
pub struct Gather {
    cube: Cube,
    /// Numbers of series, by a hash of their names.
    places: Vec<u32>,
    /// The bucket at hand of each series.
    hot: Vec<Hot<Cell>>,
    /// The minute at hand, where minutes are kept.
    minute: Option<Hot<Split<Sum>>>,
}

/// Sums of a bucket that are not in the table yet.
#[derive(Clone, Copy, Debug, Default)]
struct Hot<T> {
    from: i64,
    to: i64,
    sum: T,
    any: bool,
}

impl<T: Add> Hot<T> {
    /// The sum of the bucket that holds `ms`, to be added to.
    #[inline(always)]
    fn at(&mut self, ms: i64, key: u32, grid: &mut Grid<T>) -> Result<&mut T> {
        if !(self.from..self.to).contains(&ms) {
            self.turn(ms, key, grid)?;
        }
        self.any = true;
        Ok(&mut self.sum)
    }

    /// Makes this the bucket that holds `ms`.
    #[inline(never)]
    fn turn(&mut self, ms: i64, key: u32, grid: &mut Grid<T>) -> Result<()> {
        self.flush(key, grid)?;
        self.from = grid.bucket.floor(ms);
        self.to = self.from.saturating_add(grid.bucket.millis());
        Ok(())
    }

    fn flush(&mut self, key: u32, grid: &mut Grid<T>) -> Result<()> {
        if std::mem::take(&mut self.any) {
            grid.add(self.from, key, std::mem::take(&mut self.sum))?;
        }
        Ok(())
    }
}

impl Gather {
    /// Nothing yet, in cells of this width in time.
    #[must_use]
    pub fn new(bucket: Bucket) -> Self {
        let (cube, minute) = (Cube::new(bucket), Some(Hot::default()));
        Self { cube, places: vec![u32::MAX; KEPT], hot: Vec::new(), minute }
    }

    /// The same without sums by minute: rolling windows and gaps are then as coarse as the cells.
    #[must_use]
    pub fn without_minutes(bucket: Bucket) -> Self {
        Self { minute: None, ..Self::new(bucket) }
    }

    /// Adds one event.
    ///
    /// # Errors
    /// Overflow of a sum, or more than 65,536 series.
    #[allow(clippy::indexing_slicing, reason = "series and kinds of prices are numbered here")]
    pub fn add(&mut self, event: &Liquidation<'_>) -> Result<()> {
        let ms = event.time.millis();
        let series = self.series(event)?;
        self.hot[series as usize].at(ms, series, &mut self.cube.cells)?.take(event)?;
        if let Some(minute) = &mut self.minute {
            minute.at(ms, 0, &mut self.cube.minutes)?.side(event.closed).take(event)?;
        }
        self.cube.largest.see(event);
        // The kinds are numbered in the order of `PriceKind::ALL`; a test below keeps it so.
        let count = &mut self.cube.valued[event.valued_at as usize];
        *count = count.saturating_add(1);
        self.cube.stretch(ms, ms);
        Ok(())
    }

    /// The cube of all events.
    ///
    /// # Errors
    /// Overflow of a sum.
    pub fn finish(mut self) -> Result<Cube> {
        for (hot, key) in self.hot.iter_mut().zip(0_u32..) {
            hot.flush(key, &mut self.cube.cells)?;
        }
        match &mut self.minute {
            Some(minute) => minute.flush(0, &mut self.cube.minutes)?,
            None => self.cube.minutes_of_cells()?,
        }
        Ok(self.cube)
    }

    #[allow(clippy::indexing_slicing, reason = "a place is below the number of places")]
    fn series(&mut self, event: &Liquidation<'_>) -> Result<u32> {
        let side = usize::from(event.closed.sign() > 0);
        let place = (spread(event.symbol.as_bytes()) as usize ^ side) % KEPT;
        let kept = self.places[place];
        let fits = |series: &Series| {
            series.closed == event.closed
                && same(series.symbol.as_bytes(), event.symbol.as_bytes())
                && same(series.venue.as_bytes(), event.venue.as_bytes())
                && series.coverage == event.coverage
        };
        if self.cube.series.get(kept as usize).is_some_and(fits) {
            return Ok(kept);
        }
        let number = self.cube.intern(Series {
            venue: event.venue.to_owned(),
            symbol: event.symbol.to_owned(),
            closed: event.closed,
            coverage: event.coverage,
            asset: event.asset.to_owned(),
        })?;
        self.hot.resize(self.cube.series.len(), Hot::default());
        self.places[place] = number;
        Ok(number)
    }
}

#[cfg(test)]
mod tests {
    use crate::event::PriceKind;

    #[test]
    fn kinds_of_prices_are_numbered_in_the_order_of_their_list() {
        for (index, kind) in PriceKind::ALL.into_iter().enumerate() {
            assert_eq!(kind as usize, index);
        }
    }
}
