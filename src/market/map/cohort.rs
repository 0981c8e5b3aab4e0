//! The positions that one hour left, and how far price has come through them on either side.

use super::{Bar, REACH};
use crate::event::Side;

/// Five equal parts, each long and short.
#[derive(Clone, Copy, Debug)]
pub(super) struct Cohort {
    pub(super) entries: [f64; 5],
    long: Front,
    short: Front,
}

/// How far price has come.
#[derive(Clone, Copy, Debug)]
pub(super) struct Front {
    /// The lowest price since the cohort opened for longs, the highest for shorts.
    pub(super) price: f64,
    /// Share of each part that was liquidated on the way there.
    pub(super) shares: [f64; 5],
}

/// What turns "higher" into "worse for this side".
pub(super) const fn sign(side: Side) -> f64 {
    match side {
        Side::Long => -1.0,
        Side::Short => 1.0,
    }
}

/// Share of a part entered at `entry` that has been liquidated when price stands at `price`.
fn share(side: Side, entry: f64, price: f64) -> f64 {
    let adverse = sign(side) * (price - entry) / entry;
    (positive(adverse).min(REACH) / REACH).sqrt()
}

/// The number, or 0 below it.
fn positive(number: f64) -> f64 {
    if number > 0.0 { number } else { 0.0 }
}

impl Cohort {
    /// The cohort of `bar`, with the shares that its close leaves.
    pub(super) fn of(bar: &Bar) -> Self {
        let entries = bar.entries();
        let front = |side| {
            let shares = entries.map(|entry| share(side, entry, bar.close));
            Front { price: bar.close, shares }
        };
        Self { entries, long: front(Side::Long), short: front(Side::Short) }
    }

    /// How far price has come on one side.
    pub(super) const fn front(&self, side: Side) -> &Front {
        match side {
            Side::Long => &self.long,
            Side::Short => &self.short,
        }
    }

    /// Whether `price` lies no further than price has come: then nothing more is liquidated there.
    pub(super) fn has_seen(&self, side: Side, price: f64) -> bool {
        sign(side) * self.front(side).price >= sign(side) * price
    }

    /// Adds to `sum`, part by part, what a move to `price` would liquidate; a part has `weight`.
    pub(super) fn swept(&self, side: Side, price: f64, weight: f64, sum: &mut f64) {
        for (entry, passed) in self.entries.iter().zip(&self.front(side).shares) {
            *sum += weight * positive(share(side, *entry, price) - passed);
        }
    }

    /// Price has come to `price`, which the cohort has not seen.
    pub(super) fn reach(&mut self, side: Side, price: f64) {
        let front = match side {
            Side::Long => &mut self.long,
            Side::Short => &mut self.short,
        };
        front.price = price;
        for (entry, passed) in self.entries.iter().zip(&mut front.shares) {
            *passed = passed.max(share(side, *entry, price));
        }
    }
}
