//! The map over time: what is left between fixed prices after each hour.

use super::Bar;
use super::cells::Cells;
use super::cohort::Cohort;
use super::turnover::{Passage, Turnover, Watch};
use crate::error::{Error, Result};
use crate::event::Side;

/// A map that also keeps what is left of it between fixed prices.
#[derive(Clone, Debug)]
pub struct Heat {
    map: Turnover,
    cells: Pair,
}

/// Longs and shorts.
#[derive(Clone, Debug)]
struct Pair(Cells, Cells);

impl Watch for Pair {
    fn aged(&mut self) {
        self.0.aged();
        self.1.aged();
    }

    fn reached(&mut self, map: &Turnover, side: Side, price: f64) {
        Watch::reached(&mut self.0, map, side, price);
        Watch::reached(&mut self.1, map, side, price);
    }

    fn opened(&mut self, cohort: &Cohort, mass: f64) {
        self.0.opened(cohort, mass);
        self.1.opened(cohort, mass);
    }

    fn forgotten(&mut self, cohort: &Cohort, mass: f64) {
        self.0.forgotten(cohort, mass);
        self.1.forgotten(cohort, mass);
    }
}

impl Heat {
    /// An empty map with bins between `edges`, prices in USD that rise.
    ///
    /// # Errors
    /// Out of range unless there are two edges or more, above 0, finite and rising.
    pub fn new(edges: &[f64]) -> Result<Self> {
        let rise = edges.iter().zip(edges.iter().skip(1)).all(|(low, high)| low < high);
        let ends = edges.first().zip(edges.last().filter(|_| edges.len() > 1));
        if !rise || ends.is_none_or(|(low, high)| *low <= 0.0 || !high.is_finite()) {
            return Err(Error::out_of_range("two prices or more that rise from above 0", "others"));
        }
        let cells = Pair(Cells::new(Side::Long, edges), Cells::new(Side::Short, edges));
        Ok(Self { map: Turnover::new(), cells })
    }

    /// Takes the next hour, as [`Turnover::push`].
    ///
    /// # Errors
    /// As [`Turnover::push`].
    pub fn push(&mut self, bar: &Bar) -> Result<Passage> {
        self.map.watched(bar, &mut self.cells)
    }

    /// Adds the raw mass of each bin to `row`, longs and shorts each times its scale. Longs lie
    /// below the last close and shorts above it; only the bin that holds the close may have both.
    pub fn add_to(&self, row: &mut [f64], long: f64, short: f64) {
        self.cells.0.add_to(row, long);
        self.cells.1.add_to(row, short);
    }

    /// The map.
    #[must_use]
    pub const fn map(&self) -> &Turnover {
        &self.map
    }
}
