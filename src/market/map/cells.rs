//! What is left of the map between fixed prices, on one side, kept up hour by hour.

use super::cohort::{Cohort, sign};
use super::turnover::{PART, Turnover, Watch};
use super::{COHORTS, HOURLY, REACH};
use crate::event::Side;

/// Raw mass in each bin, counted outward: from the highest price down for longs, up for shorts.
///
/// A new cohort is spread over the bins that it reaches, and taken from them again when it is
/// forgotten; where price has come, bins become exactly 0, and the one that price stopped in is
/// summed anew. So a bin is the difference of S at its edges, to about 1e-12 of the largest mass
/// that it held while its oldest cohort lived.
#[derive(Clone, Debug)]
pub(super) struct Cells {
    side: Side,
    /// The inward edge of the first bin, in the side's own direction.
    near: f64,
    /// The outward edge of each bin, likewise; they rise.
    far: Vec<f64>,
    raw: Vec<f64>,
    /// The first bin that may hold anything.
    inner: usize,
    /// How each cohort was spread, with a mass of 5; a row each, the oldest overwritten.
    spreads: Vec<f64>,
    /// The row of the next cohort.
    next: usize,
}

/// Rows of `spreads`: the newest cohort is there before the oldest is forgotten.
const ROWS: usize = COHORTS + 1;

/// The five parts of a cohort in a side's own direction: entry, what a distance is multiplied with,
/// and the share that is gone.
type Parts = [(f64, f64, f64); 5];

/// The shares of all parts that are gone when price stands at `price`: 5 when all of them are.
fn shares(parts: &Parts, price: f64) -> f64 {
    // One product in place of two divisions: a bin needs no bits to be repeated elsewhere.
    let share = |(entry, scale, passed): &(f64, f64, f64)| {
        ((price - entry) * scale).clamp(0.0, 1.0).sqrt().max(*passed)
    };
    parts.iter().map(share).sum()
}

impl Cells {
    /// Bins between `edges`, which rise.
    pub(super) fn new(side: Side, edges: &[f64]) -> Self {
        let mut outward: Vec<f64> = edges.iter().map(|edge| sign(side) * edge).collect();
        if side == Side::Long {
            outward.reverse();
        }
        let mut outward = outward.into_iter();
        let near = outward.next().unwrap_or(0.0);
        let far: Vec<f64> = outward.collect();
        let (raw, spreads) = (vec![0.0; far.len()], vec![0.0; far.len() * ROWS]);
        Self { side, near, far, raw, inner: 0, spreads, next: 0 }
    }

    /// Adds each bin to the one at the same price in `row`, times `scale`.
    pub(super) fn add_to(&self, row: &mut [f64], scale: f64) {
        let add = |(to, raw): (&mut f64, &f64)| *to += raw * scale;
        match self.side {
            Side::Short => row.iter_mut().zip(&self.raw).skip(self.inner).for_each(add),
            Side::Long => row.iter_mut().rev().zip(&self.raw).skip(self.inner).for_each(add),
        }
    }

    /// The bin that `price`, in the side's direction, lies in; as many as there are beyond them
    /// all.
    fn bin(&self, price: f64) -> usize {
        self.far.partition_point(|far| *far <= price)
    }

    fn reached(&mut self, map: &Turnover, price: f64) {
        let price = sign(self.side) * price;
        if price < self.near {
            return;
        }
        let bin = self.bin(price);
        self.raw.iter_mut().take(bin).skip(self.inner).for_each(|raw| *raw = 0.0);
        if let (Some(raw), Some(far)) = (self.raw.get_mut(bin), self.far.get(bin)) {
            *raw = map.swept(self.side, sign(self.side) * far);
        }
        self.inner = bin;
    }

    /// The parts of a cohort.
    fn parts(&self, cohort: &Cohort) -> Parts {
        let (entries, gone) = (cohort.entries, cohort.front(self.side).shares);
        let mut gone = gone.into_iter();
        entries.map(|e| (sign(self.side) * e, 1.0 / (e * REACH), gone.next().unwrap_or(1.0)))
    }

    /// Spreads a new cohort over the bins, and keeps how.
    fn spread(&mut self, cohort: &Cohort, mass: f64) {
        let start = self.bin(sign(self.side) * cohort.front(self.side).price);
        self.inner = self.inner.min(start);
        let parts = self.parts(cohort);
        let mut before = shares(&parts, self.near);
        let row = self.spreads.chunks_mut(self.far.len()).nth(self.next).unwrap_or_default();
        let (_, far) = self.far.split_at(start);
        let (_, raw) = self.raw.split_at_mut(start);
        let (_, row) = row.split_at_mut(start);
        for ((far, raw), kept) in far.iter().zip(raw).zip(row) {
            let now = if before < 5.0 { shares(&parts, *far) } else { before };
            *kept = now - before;
            *raw += mass * PART * *kept;
            before = now;
        }
        self.next = (self.next + 1) % ROWS;
    }

    /// Takes what is left of the oldest cohort from the bins.
    fn take_back(&mut self, cohort: &Cohort, mass: f64) {
        let price = sign(self.side) * cohort.front(self.side).price;
        let mut start = self.bin(price);
        // Where price stopped in a bin, less is left than was put in.
        if price >= self.near
            && let Some(far) = self.far.get(start)
        {
            let parts = self.parts(cohort);
            let left = shares(&parts, *far) - parts.iter().map(|(_, _, gone)| gone).sum::<f64>();
            self.raw.iter_mut().skip(start).take(1).for_each(|raw| less(raw, mass * PART * left));
            start += 1;
        }
        let row = self.spreads.chunks(self.far.len()).nth(self.next).unwrap_or_default();
        let (_, raw) = self.raw.split_at_mut(start);
        let (_, row) = row.split_at(start);
        for (raw, kept) in raw.iter_mut().zip(row) {
            less(raw, mass * PART * kept);
        }
    }
}

/// Takes from a bin; rounding may leave less in it than is taken.
fn less(raw: &mut f64, taken: f64) {
    *raw = (*raw - taken).max(0.0);
}

impl Watch for Cells {
    fn aged(&mut self) {
        self.raw.iter_mut().skip(self.inner).for_each(|raw| *raw *= HOURLY);
    }

    fn reached(&mut self, map: &Turnover, side: Side, price: f64) {
        if side == self.side {
            self.reached(map, price);
        }
    }

    fn opened(&mut self, cohort: &Cohort, mass: f64) {
        self.spread(cohort, mass);
    }

    fn forgotten(&mut self, cohort: &Cohort, mass: f64) {
        self.take_back(cohort, mass);
    }
}
