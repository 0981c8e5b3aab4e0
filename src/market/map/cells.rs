//! What is left of the map between fixed prices, on one side, kept up hour by hour.

use super::cohort::{Cohort, sign};
use super::turnover::{PART, Turnover, Watch};
use super::{HOURLY, REACH};
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
}

impl Cells {
    /// Bins between `edges`, which rise.
    pub(super) fn new(side: Side, edges: &[f64]) -> Self {
        let mut outward: Vec<f64> = edges.iter().map(|edge| sign(side) * edge).collect();
        if side == Side::Long {
            outward.reverse();
        }
        let (near, far) =
            outward.split_first().map_or((0.0, Vec::new()), |(n, f)| (*n, f.to_vec()));
        Self { side, near, raw: vec![0.0; far.len()], far, inner: 0 }
    }

    /// Adds each bin to the one at the same price in `row`, times `scale`.
    pub(super) fn add_to(&self, row: &mut [f64], scale: f64) {
        let outward = self.raw.iter().skip(self.inner);
        match self.side {
            Side::Short => {
                row.iter_mut()
                    .skip(self.inner)
                    .zip(outward)
                    .for_each(|(to, raw)| *to += raw * scale);
            }
            Side::Long => {
                let places = row.iter_mut().rev().skip(self.inner);
                places.zip(outward).for_each(|(to, raw)| *to += raw * scale);
            }
        }
    }

    /// The bin that `price`, in the side's direction, lies in; as many as there are beyond them all.
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

    /// Spreads what is left of a cohort over the bins, or takes it back.
    fn spread(&mut self, cohort: &Cohort, mass: f64) {
        let front = cohort.front(self.side);
        let start = self.bin(sign(self.side) * front.price);
        self.inner = self.inner.min(start);
        for (entry, passed) in cohort.entries.iter().zip(front.shares) {
            self.spread_part(*entry, passed, start, mass * PART);
        }
    }

    /// One part of a cohort, of which the share `passed` is gone.
    fn spread_part(&mut self, entry: f64, passed: f64, start: usize, mass: f64) {
        // One product in place of two divisions: a bin needs no bits to be repeated elsewhere.
        let (entry, scale) = (sign(self.side) * entry, 1.0 / (entry * REACH));
        let share = |price: f64| ((price - entry) * scale).clamp(0.0, 1.0).sqrt();
        let mut passed = passed.max(share(self.near));
        for (far, raw) in self.far.iter().zip(&mut self.raw).skip(start) {
            if passed >= 1.0 {
                break;
            }
            let now = share(*far).max(passed);
            // Rounding may leave less than was put in.
            *raw = (*raw + mass * (now - passed)).max(0.0);
            passed = now;
        }
    }
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
        self.spread(cohort, -mass);
    }
}
