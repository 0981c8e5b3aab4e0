//! A synthetic book: positions nobody published, from open interest and a leverage mix.
//!
//! Entries lie at the price, or evenly over `spread` to either side of it; each leverage gets
//! its weight at each entry. Isolated margin `e ÷ ℓ`, maintenance on the mark notional, hence
//! long `L = e (1 − 1/ℓ) ÷ (1 − m)` and short `L = e (1 + 1/ℓ) ÷ (1 + m)`. Positions that would
//! already have been liquidated are left out and the rest makes up for them, so that the share
//! is that of the positions that stand.
//!
//! Open interest is as large on the long side as on the short side, always: what differs is the
//! share of it that can be liquidated at all.

use super::axis::{Axis, Direction};
use super::holding::Holding;
use super::ladder::Ladder;
use crate::book::Basis;
use crate::error::{Error, Result};

/// Most steps that the entries are spread over, to keep a slider's frame short.
pub const MOST_STEPS: u32 = 1001;

/// One leverage of the mix.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Tranche {
    /// Notional ÷ margin at entry, 1 or more.
    pub leverage: f64,
    /// Relative weight by notional, 0 or more.
    pub weight: f64,
    /// Maintenance margin rate, below 1 ÷ leverage.
    pub maintenance: f64,
}

/// The mix and where it was entered.
#[derive(Clone, Debug, PartialEq)]
pub struct Cohorts {
    /// The leverage mix.
    pub mix: Vec<Tranche>,
    /// How far from the price entries lie at most, as a fraction of it, 0 to below 1.
    pub spread: f64,
    /// Over how many entries; 1 puts all at the price.
    pub steps: u32,
}

impl Cohorts {
    /// The ladder that faces the direction of `axis`, holding `usd` in all.
    ///
    /// # Errors
    /// Missing when no position of the mix is left; as [`Ladder::new`].
    pub fn ladder(&self, axis: &Axis, usd: f64) -> Result<Ladder> {
        let standing = self.standing(axis);
        let total: f64 = standing.iter().map(|(_, _, tranche)| tranche.weight).sum();
        if total <= 0.0 {
            return Err(Error::missing("a leverage mix with a position that still stands"));
        }
        let notional = |(_, _, tranche): &(f64, f64, Tranche)| tranche.weight * (usd / total);
        let notionals: Vec<f64> = standing.iter().map(notional).collect();
        let u: Vec<f64> = standing.iter().map(|(u, _, _)| *u).collect();
        Ladder::new(&u, &notionals)
    }

    /// The same positions one by one, `usd` in all.
    #[must_use]
    pub fn holdings(&self, axis: &Axis, usd: f64) -> Vec<Holding> {
        let standing = self.standing(axis);
        let total: f64 = standing.iter().map(|(_, _, tranche)| tranche.weight).sum();
        let holding = |(_, entry, tranche): &(f64, f64, Tranche)| {
            let qty = tranche.weight * (usd / total) / axis.price_before();
            let margin = qty * entry / tranche.leverage;
            let (side, rate) = (axis.direction().side(), tranche.maintenance);
            Holding { side, qty, entry: *entry, margin, rate, basis: Basis::Mark, deduction: 0.0 }
        };
        standing.iter().map(holding).collect()
    }

    /// USD out to each displacement, of `usd` in all, with entries all over the spread instead of
    /// at its steps: what the rungs stand for. Rungs in the bins of a chart would beat, now one
    /// more and now one less in each. Without a spread there is nothing between the steps: no
    /// answer.
    #[must_use]
    pub fn within(&self, axis: &Axis, usd: f64, displacements: &[f64]) -> Option<Vec<f64>> {
        let total = self.fraction(axis, f64::INFINITY);
        let fractions = displacements.iter().map(|&u| self.fraction(axis, u));
        let is_spread = self.spread > 0.0 && total > 0.0;
        is_spread.then(|| fractions.map(|fraction| usd * (fraction / total)).collect())
    }

    /// The weight of what stands and has its threshold within a displacement.
    fn fraction(&self, axis: &Axis, u: f64) -> f64 {
        let (low, high) = (1.0 - self.spread, 1.0 + self.spread);
        let of = |tranche: &Tranche| {
            // Where entries have to lie for their threshold to be at the price and at `u`.
            let factor = tranche.liquidation(axis.direction(), 1.0);
            // `clamp` would bring the printing of floats along, for a panic that cannot be.
            let entry = |u: f64| (axis.price(u) / axis.price_before() / factor).max(low).min(high);
            let end = if u.is_finite() { entry(u) } else { self.last(axis) };
            tranche.weight * (end - entry(0.0)).abs()
        };
        self.mix.iter().map(of).sum()
    }

    /// The entry whose threshold is the last to be reached.
    fn last(&self, axis: &Axis) -> f64 {
        1.0 + axis.direction().sign() * self.spread
    }

    /// Threshold, entry and tranche of every position that is not already past.
    fn standing(&self, axis: &Axis) -> Vec<(f64, f64, Tranche)> {
        let mut standing = Vec::new();
        for step in 0..self.steps {
            let entry = axis.price_before() * self.entry(step);
            for tranche in self.mix.iter().filter(|tranche| tranche.weight > 0.0) {
                let u = axis.displacement(tranche.liquidation(axis.direction(), entry));
                if u > 0.0 {
                    standing.push((u, entry, *tranche));
                }
            }
        }
        standing
    }

    /// The entry of a step, as a fraction of the price.
    fn entry(&self, step: u32) -> f64 {
        if self.steps < 2 {
            return 1.0;
        }
        1.0 + self.spread * (2.0 * f64::from(step) / f64::from(self.steps - 1) - 1.0)
    }
}

impl Tranche {
    /// The liquidation price of a position entered at `entry`, on the side that a move in this
    /// direction liquidates. A long at 1× has none: 0 stands for it.
    fn liquidation(&self, direction: Direction, entry: f64) -> f64 {
        let sign = direction.sign();
        let price = entry * (1.0 + sign / self.leverage) / (1.0 + sign * self.maintenance);
        // The log of zero would be infinite; a thousandth of a thousandth is as good as never.
        price.max(entry * 1e-6)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::cascade::Coordinate;

    fn mix() -> Vec<Tranche> {
        [(2.0, 0.5), (10.0, 0.4), (100.0, 0.1)]
            .map(|(leverage, weight)| Tranche { leverage, weight, maintenance: 0.005 })
            .to_vec()
    }

    fn axis(direction: Direction) -> Axis {
        Axis::new(100_000.0, direction, Coordinate::Linear).unwrap()
    }

    #[test]
    fn one_price_gives_one_rung_for_each_leverage() {
        let cohorts = Cohorts { mix: mix(), spread: 0.0, steps: 1 };
        let ladder = cohorts.ladder(&axis(Direction::Down), 1e9).unwrap();
        // 10x at 0.5 %: 90,452.26.
        assert!((ladder.displacements()[1] - 0.095_477_386_934_673_4).abs() < 1e-15);
        assert_eq!(ladder.notionals(), [1e8, 4e8, 5e8]);
        let shorts = cohorts.ladder(&axis(Direction::Up), 1e9).unwrap();
        assert!((shorts.displacements()[1] - (1.1 / 1.005 - 1.0)).abs() < 1e-15);
    }

    #[test]
    fn spread_entries_keep_the_total_and_drop_what_is_past() {
        let cohorts = Cohorts { mix: mix(), spread: 0.08, steps: 81 };
        for direction in [Direction::Down, Direction::Up] {
            let ladder = cohorts.ladder(&axis(direction), 1e9).unwrap();
            assert!((ladder.total() - 1e9).abs() < 1e-5);
            assert!(ladder.len() < 243 && ladder.len() > 162);
            assert!(ladder.displacements()[0] > 0.0);
        }
    }

    #[test]
    fn entries_all_over_the_spread_are_what_more_and_more_steps_come_to() {
        let displacements: Vec<f64> = (0..=50).map(|i| f64::from(i) * 0.01).collect();
        for coordinate in [Coordinate::Linear, Coordinate::Log] {
            for direction in [Direction::Down, Direction::Up] {
                let axis = Axis::new(100_000.0, direction, coordinate).unwrap();
                let far = |steps| {
                    let cohorts = Cohorts { mix: mix(), spread: 0.08, steps };
                    let ladder = cohorts.ladder(&axis, 1e9).unwrap();
                    let smooth = cohorts.within(&axis, 1e9, &displacements).unwrap();
                    let gap = |(&u, usd): (&f64, f64)| (ladder.within(u) - usd).abs();
                    displacements.iter().zip(smooth).map(gap).fold(0.0, f64::max)
                };
                // Half of the mix on one rung of 81, a little more where others have dropped out.
                assert!(far(81) < 1e9 * 0.7 / 81.0 && far(1001) < 1e9 * 0.7 / 1001.0);
            }
        }
    }

    #[test]
    fn one_leverage_over_a_spread_is_even() {
        let tranche = Tranche { leverage: 10.0, weight: 1.0, maintenance: 0.005 };
        let cohorts = Cohorts { mix: vec![tranche], spread: 0.05, steps: 81 };
        // Thresholds from 1 - 1.05 k to 1 - 0.95 k with k = 0.9 / 0.995: 5.025 % to 14.07 %.
        let (first, last) = (0.050_251_256_281_407, 0.140_703_517_587_94);
        let middle = f64::midpoint(first, last);
        let asked = [0.0, first, middle, last, 0.5];
        let found = cohorts.within(&axis(Direction::Down), 1e9, &asked).unwrap();
        for (found, expected) in found.iter().zip([0.0, 0.0, 5e8, 1e9, 1e9]) {
            assert!((found - expected).abs() < 1.0, "{found} {expected}");
        }
        let all_at_the_price = Cohorts { spread: 0.0, ..cohorts };
        assert_eq!(all_at_the_price.within(&axis(Direction::Down), 1e9, &asked), None);
    }

    #[test]
    fn a_mix_in_which_nobody_stands_is_refused() {
        let tranche = Tranche { leverage: 100.0, weight: 1.0, maintenance: 0.02 };
        let cohorts = Cohorts { mix: vec![tranche], spread: 0.0, steps: 1 };
        let error = cohorts.ladder(&axis(Direction::Down), 1e9).unwrap_err();
        assert_eq!(error.code(), "MISSING");
    }

    #[test]
    fn no_leverage_is_never_liquidated_in_the_log_coordinate() {
        let tranche = Tranche { leverage: 1.0, weight: 1.0, maintenance: 0.005 };
        let axis = Axis::new(100.0, Direction::Down, Coordinate::Log).unwrap();
        let ladder = Cohorts { mix: vec![tranche], spread: 0.0, steps: 1 }.ladder(&axis, 1.0);
        assert!(ladder.unwrap().displacements()[0] > 13.0);
    }
}
