//! The map itself: cohorts, hour after hour.

use std::collections::VecDeque;

use super::cohort::Cohort;
use super::{Bar, COHORTS, HOURLY};
use crate::error::{Error, Result};
use crate::event::Side;
use crate::market::HOUR_MS;

/// Share of a cohort's mass that is entered at each of its five prices.
pub(super) const PART: f64 = 0.2;

/// The map as it stands after the last hour.
#[derive(Clone, Debug, Default)]
pub struct Turnover {
    /// Oldest first. The further back, the more prices a cohort has seen: their fronts are in
    /// order.
    cohorts: VecDeque<Cohort>,
    /// The mass of each that has not decayed; the same on both sides.
    mass: VecDeque<f64>,
    open_interest: f64,
    last_ms: Option<i64>,
}

/// What one hour liquidated by the map as it stood before.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Passage {
    /// Raw mass of longs down to the low; 0 in the first hour.
    pub long: f64,
    /// Raw mass of shorts up to the high; 0 in the first hour.
    pub short: f64,
    /// Whether hours are missing before this one: then its prices are not compared with what was
    /// reported.
    pub after_gap: bool,
}

/// Who is told of every step of the map.
pub(super) trait Watch {
    /// An hour has passed.
    fn aged(&mut self);
    /// Price has come to `price`, and the fronts of `map` are there.
    fn reached(&mut self, map: &Turnover, side: Side, price: f64);
    /// A cohort of this mass opened.
    fn opened(&mut self, cohort: &Cohort, mass: f64);
    /// A cohort of which this mass is left is forgotten.
    fn forgotten(&mut self, cohort: &Cohort, mass: f64);
}

/// Nobody.
impl Watch for () {
    fn aged(&mut self) {}
    fn reached(&mut self, _: &Turnover, _: Side, _: f64) {}
    fn opened(&mut self, _: &Cohort, _: f64) {}
    fn forgotten(&mut self, _: &Cohort, _: f64) {}
}

impl Turnover {
    /// An empty map.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Takes the next hour; answers what it liquidated by the map before it.
    ///
    /// # Errors
    /// Conflict when the hour does not come after the last one; the map is as before then.
    pub fn push(&mut self, bar: &Bar) -> Result<Passage> {
        self.watched(bar, &mut ())
    }

    pub(super) fn watched(&mut self, bar: &Bar, watch: &mut impl Watch) -> Result<Passage> {
        let hours = self.hours_to(bar)?;
        self.last_ms = Some(bar.time_ms);
        self.open_interest = bar.open_interest.unwrap_or(self.open_interest);
        let mut passage = Passage { after_gap: hours > 1, ..Passage::default() };
        if hours > 0 {
            for _ in 1..hours.min(COHORTS + 1) {
                self.age(watch);
            }
            passage.long = self.pass(Side::Long, bar.low, watch);
            passage.short = self.pass(Side::Short, bar.high, watch);
            self.age(watch);
        }
        self.open(bar, watch);
        Ok(passage)
    }

    /// Whole hours since the last one, at least 1; 0 for the first.
    fn hours_to(&self, bar: &Bar) -> Result<usize> {
        let Some(last) = self.last_ms else { return Ok(0) };
        let apart = bar.time_ms.saturating_sub(last);
        if apart <= 0 {
            return Err(Error::conflict("expected an hour after the last one"));
        }
        Ok(usize::try_from(apart.div_euclid(HOUR_MS)).unwrap_or(usize::MAX).max(1))
    }

    fn age(&mut self, watch: &mut impl Watch) {
        for mass in &mut self.mass {
            *mass *= HOURLY;
        }
        watch.aged();
    }

    /// Price comes to `price`; what that liquidates.
    fn pass(&mut self, side: Side, price: f64, watch: &mut impl Watch) -> f64 {
        let swept = self.swept(side, price);
        let first = self.unseen(side, price);
        for cohort in self.cohorts.range_mut(first..) {
            cohort.reach(side, price);
        }
        watch.reached(self, side, price);
        swept
    }

    fn open(&mut self, bar: &Bar, watch: &mut impl Watch) {
        let (cohort, mass) = (Cohort::of(bar), bar.mass(self.open_interest));
        self.cohorts.push_back(cohort);
        self.mass.push_back(mass);
        watch.opened(&cohort, mass);
        if self.cohorts.len() > COHORTS
            && let (Some(cohort), Some(mass)) = (self.cohorts.pop_front(), self.mass.pop_front())
        {
            watch.forgotten(&cohort, mass);
        }
    }

    /// Index of the first cohort that has not seen `price`; so has none after it.
    fn unseen(&self, side: Side, price: f64) -> usize {
        self.cohorts.partition_point(|cohort| cohort.has_seen(side, price))
    }

    /// Raw mass that would be liquidated if price came to `price` (USD, above 0): S of the map.
    ///
    /// A cohort that has seen the price adds nothing, exactly, and is passed over.
    #[must_use]
    pub fn swept(&self, side: Side, price: f64) -> f64 {
        let first = self.unseen(side, price);
        let mut sum = 0.0;
        for (cohort, mass) in self.cohorts.range(first..).zip(self.mass.range(first..)) {
            cohort.swept(side, price, mass * PART, &mut sum);
        }
        sum
    }

    /// Raw mass between each two neighbours of `edges`, which are displacements from `price`: 0.05
    /// is 5 % below it for longs and 5 % above it for shorts. One fewer than there are edges.
    #[must_use]
    pub fn ladder(&self, side: Side, price: f64, edges: &[f64]) -> Vec<f64> {
        let swept: Vec<f64> =
            edges.iter().map(|edge| self.swept(side, displaced(side, price, *edge))).collect();
        swept.iter().zip(swept.iter().skip(1)).map(|(near, far)| far - near).collect()
    }

    /// The mass of each cohort, oldest first.
    pub fn masses(&self) -> impl Iterator<Item = f64> + '_ {
        self.mass.iter().copied()
    }

    /// Open interest in USD that the last cohort was made with; 0 before any was known.
    #[must_use]
    pub const fn open_interest(&self) -> f64 {
        self.open_interest
    }
}

/// The price that lies so far from `price` on a side's way to liquidation.
#[must_use]
pub(super) fn displaced(side: Side, price: f64, displacement: f64) -> f64 {
    match side {
        Side::Long => price * (1.0 - displacement),
        Side::Short => price * (1.0 + displacement),
    }
}
