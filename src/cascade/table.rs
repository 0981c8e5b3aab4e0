//! The cascade on a sorted ladder, solved without iteration.
//!
//! The cascade of a shock `s` is the least fixed point of `u = s + f(φ N(u))`: forced orders of
//! everything up to `u` push the mark to `u`. It is what round after round of liquidations ends
//! at. On a sorted ladder, rung `k` fires exactly when `s ≥ C_k` with
//!
//! `C_k = max over j ≤ k of [u_j − f(φ N_{j−1})]`
//!
//! for if `s ≥ C_k` then, by induction, each earlier rung fires and carries the mark to the next;
//! and if not, the first `j` with `s < u_j − f(φ N_{j−1})` is out of reach, whatever fired before
//! it. One sort, one scan; then every question is a binary search. It needs of `f` only that it
//! does not fall, so ties, steps and jumps are all allowed.

use std::sync::OnceLock;

use super::BLOCK;
use super::ladder::{Ladder, TOUCH};
use crate::error::{Error, Result};
use crate::impact::{Impact, Linear};

/// Half the width of the window in which the gain is measured: 25 basis points.
const GAIN_WINDOW: f64 = 0.0025;

/// Rounds after which a single outcome is found rung by rung.
const MOST_ROUNDS: usize = 64;

/// A ladder, the market that it would be sold into, and the shock that fires each rung.
#[derive(Clone, Debug)]
pub struct Cascade {
    ladder: Ladder,
    impact: Impact,
    flow: f64,
    /// Made when first asked for: few questions are answered faster without.
    critical: OnceLock<Vec<f64>>,
}

/// Where a cascade ends.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Outcome {
    /// The shock, as a displacement.
    pub shock: f64,
    /// How many rungs fired.
    pub fired: usize,
    /// USD liquidated, at the price before the shock.
    pub liquidated: f64,
    /// USD that hit the book: with the flow that goes along, less what is absorbed.
    pub flow: f64,
    /// Where the mark ends, as a displacement.
    pub displacement: f64,
    /// USD liquidated by the shock alone, in the first round.
    pub first_round: f64,
}

/// One round: the mark looks at the ladder, everything touched fires, the mark moves on.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Round {
    /// USD that fired in this round.
    pub new: f64,
    /// USD that fired so far.
    pub liquidated: f64,
    /// The displacement after it.
    pub displacement: f64,
}

/// Rungs that fire together: the jump of the outcome at one critical shock.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Avalanche {
    /// The smallest shock that sets it off, as a displacement, 0 or more.
    pub shock: f64,
    /// USD that it liquidates.
    pub notional: f64,
    /// Displacements of its first and last rung.
    pub span: (f64, f64),
}

impl Outcome {
    /// Final displacement ÷ shock; none without a shock.
    #[must_use]
    pub fn amplification(&self) -> Option<f64> {
        (self.shock > 0.0).then(|| self.displacement / self.shock)
    }

    /// What the forced orders added to the shock.
    #[must_use]
    pub fn overshoot(&self) -> f64 {
        self.displacement - self.shock
    }

    /// The part of the fall that the forced orders made, 0 to 1; none without a fall.
    #[must_use]
    pub fn mechanical_share(&self) -> Option<f64> {
        (self.displacement > 0.0).then(|| self.overshoot() / self.displacement)
    }

    /// Liquidated in the end ÷ liquidated by the shock alone; none when that was nothing.
    #[must_use]
    pub fn cascade_ratio(&self) -> Option<f64> {
        (self.first_round > 0.0).then(|| self.liquidated / self.first_round)
    }
}

impl Cascade {
    /// The table of a ladder in a market: `flow` is φ, the USD that hit the book for each USD
    /// liquidated (1 by default; above it stops and hedges go along, below it makers absorb).
    ///
    /// # Errors
    /// Out of range unless `flow` lies in 0 to 100.
    pub fn new(ladder: Ladder, impact: Impact, flow: f64) -> Result<Self> {
        if !(0.0..=100.0).contains(&flow) {
            let error = Error::out_of_range("a flow of 0 to 100 for each USD", "another number");
            return Err(error.in_field("flow"));
        }
        Ok(Self { ladder, impact, flow, critical: OnceLock::new() })
    }

    /// The same ladder in another market.
    ///
    /// # Errors
    /// As [`Cascade::new`].
    pub fn in_market(self, impact: Impact, flow: f64) -> Result<Self> {
        Self::new(self.ladder, impact, flow)
    }

    /// The ladder.
    #[must_use]
    pub const fn ladder(&self) -> &Ladder {
        &self.ladder
    }

    /// The impact model.
    #[must_use]
    pub const fn impact(&self) -> &Impact {
        &self.impact
    }

    /// The smallest shock that fires each rung; nondecreasing, negative where nothing is needed.
    #[must_use]
    pub fn critical_shocks(&self) -> &[f64] {
        self.critical.get_or_init(|| critical(&self.ladder, &self.impact, self.flow))
    }

    /// Whether the critical shocks are known already.
    #[must_use]
    pub fn has_table(&self) -> bool {
        self.critical.get().is_some()
    }

    /// How many rungs the shock `s` fires in the end.
    #[must_use]
    pub fn fired(&self, s: f64) -> usize {
        self.critical_shocks().partition_point(|&c| c <= s + TOUCH)
    }

    /// The displacement that the forced orders of the first `count` rungs cause.
    #[must_use]
    pub fn pressed(&self, count: usize) -> f64 {
        self.impact.displacement(self.flow * self.ladder.first(count))
    }

    /// Where the cascade of the shock `s` ends.
    #[must_use]
    pub fn outcome(&self, s: f64) -> Outcome {
        self.ended(s, self.fired(s))
    }

    /// As [`Cascade::outcome`], round by round and without the table: each round is one binary
    /// search, and takes one from `max`. None when that runs out, and for the models whose
    /// rounded displacement may fall where the exact one rises.
    #[must_use]
    pub fn outcome_in_rounds(&self, s: f64, max: &mut usize) -> Option<Outcome> {
        if !matches!(self.impact, Impact::None | Impact::Linear(_)) {
            return None;
        }
        let pressed = |flow: f64| self.impact.displacement(self.flow * flow);
        in_rounds(&self.ladder, s, max, pressed).map(|fired| self.ended(s, fired))
    }

    /// Where the shock `s` ends with the same positions at another depth and flow: what a path of
    /// a Monte Carlo run asks, once for each.
    #[must_use]
    pub fn outcome_at(&self, depth: Linear, flow: f64, s: f64) -> Outcome {
        let pressed = |usd: f64| depth.displacement(flow * usd);
        let mut max = MOST_ROUNDS;
        let fired = in_rounds(&self.ladder, s, &mut max, pressed);
        // Close to the critical gain rounds are many and short: rung by rung is quicker then.
        let fired = fired.unwrap_or_else(|| rung_by_rung(&self.ladder, s, pressed));
        ended(&self.ladder, s, fired, flow, pressed)
    }

    fn ended(&self, s: f64, fired: usize) -> Outcome {
        let pressed = |usd: f64| self.impact.displacement(self.flow * usd);
        ended(&self.ladder, s, fired, self.flow, pressed)
    }

    /// The rounds of the shock `s`, for the eye: they end at [`Cascade::outcome`].
    #[must_use]
    pub fn rounds(&self, s: f64) -> Vec<Round> {
        let (mut rounds, mut fired, mut u) = (Vec::new(), 0, s);
        loop {
            let touched = self.ladder.touched(u);
            if touched <= fired {
                return rounds;
            }
            let liquidated = self.ladder.first(touched);
            let new = liquidated - self.ladder.first(fired);
            fired = touched;
            u = s + self.pressed(fired);
            rounds.push(Round { new, liquidated, displacement: u });
        }
    }

    /// The smallest shock that liquidates `usd` or more; none when the ladder holds less.
    #[must_use]
    pub fn shock_to_liquidate(&self, usd: f64) -> Option<f64> {
        let count = self.ladder.holding(usd)?;
        self.critical_shocks().get(count - 1).map(|c| c.max(0.0))
    }

    /// The smallest shock whose cascade ends at the displacement `u` or beyond: `u` itself less
    /// what the forced orders do on the way, or the critical shock of an avalanche that jumps
    /// over it.
    #[must_use]
    pub fn shock_to_reach(&self, u: f64) -> f64 {
        // Just before rung k+1 fires the mark stands at C_{k+1} + f(φ N_k), which rises with k.
        let (mut low, mut high) = (self.fired(0.0), self.ladder.len());
        while low < high {
            let middle = low + (high - low) / 2;
            let next = self.critical_shocks().get(middle).copied().unwrap_or(f64::INFINITY);
            if next + self.pressed(middle) > u {
                high = middle;
            } else {
                low = middle + 1;
            }
        }
        let since = low.checked_sub(1).and_then(|last| self.critical_shocks().get(last)).copied();
        (u - self.pressed(low)).max(since.unwrap_or(0.0)).max(0.0)
    }

    /// The smallest sale in USD, into a book not yet shocked, that liquidates `usd` or more; none
    /// when the ladder holds less or no sale reaches it.
    #[must_use]
    pub fn sale_to_liquidate(&self, usd: f64) -> Option<f64> {
        let count = self.ladder.holding(usd)?;
        let mut max = 0.0;
        for (index, &u) in self.ladder.displacements().iter().take(count).enumerate() {
            // A touch is enough, so the sale ends where the book first stands at u.
            let needed = self.impact.inverse_touch(u) - self.flow * self.ladder.first(index);
            max = f64::max(max, needed);
        }
        max.is_finite().then_some(max)
    }

    /// Every jump of the outcome, by critical shock.
    #[must_use]
    pub fn avalanches(&self) -> Vec<Avalanche> {
        avalanches(&self.ladder, self.critical_shocks())
    }

    /// The gain at `u`: how much further displacement the liquidations of a small displacement
    /// cause, over 25 basis points each way. At 1 or more the fall feeds itself.
    #[must_use]
    pub fn gain(&self, u: f64) -> f64 {
        let at = |u: f64| self.pressed(if u < 0.0 { 0 } else { self.ladder.touched(u) });
        (at(u + GAIN_WINDOW) - at(u - GAIN_WINDOW)) / (2.0 * GAIN_WINDOW)
    }

    /// The smallest critical shock of an avalanche of `usd` or more.
    #[must_use]
    pub fn critical_shock(&self, usd: f64) -> Option<f64> {
        self.avalanches().iter().find(|block| block.notional >= usd).map(|block| block.shock)
    }
}

/// How many rungs fire, round by round; none when that takes more rounds than `max`.
fn in_rounds(
    ladder: &Ladder,
    s: f64,
    max: &mut usize,
    pressed: impl Fn(f64) -> f64,
) -> Option<usize> {
    let mut fired = 0;
    loop {
        *max = max.checked_sub(1)?;
        let pressed = pressed(ladder.first(fired));
        // In the words of the table: what a rung needs beyond what the rungs before it give.
        let touched = ladder.displacements().partition_point(|u| u - pressed <= s + TOUCH);
        if touched <= fired {
            return Some(fired);
        }
        fired = touched;
    }
}

fn rung_by_rung(ladder: &Ladder, s: f64, pressed: impl Fn(f64) -> f64) -> usize {
    let mut before = 0.0;
    let stops = |(&u, &after): (&f64, &f64)| {
        let stops = u - pressed(before) > s + TOUCH;
        before = after;
        stops
    };
    let stopped = ladder.displacements().iter().zip(ladder.cumulative()).position(stops);
    stopped.unwrap_or(ladder.len())
}

fn ended(
    ladder: &Ladder,
    s: f64,
    fired: usize,
    flow: f64,
    pressed: impl Fn(f64) -> f64,
) -> Outcome {
    let liquidated = ladder.first(fired);
    Outcome {
        shock: s,
        fired,
        liquidated,
        flow: flow * liquidated,
        displacement: s + pressed(liquidated),
        first_round: ladder.within(s),
    }
}

/// The rungs that fire together at each critical shock.
pub(super) fn avalanches(ladder: &Ladder, critical: &[f64]) -> Vec<Avalanche> {
    let mut found = Vec::new();
    let mut first = 0;
    let rungs = ladder.displacements();
    for (last, &c) in critical.iter().enumerate() {
        if critical.get(last + 1).is_some_and(|&next| next <= c + TOUCH) {
            continue;
        }
        let notional = ladder.first(last + 1) - ladder.first(first);
        let at = |index: usize| rungs.get(index).copied().unwrap_or(0.0);
        let span = (at(first), at(last));
        found.push(Avalanche { shock: c.max(0.0), notional, span });
        first = last + 1;
    }
    found
}

/// The running maximum of what each rung needs beyond what the rungs before it give.
fn critical(ladder: &Ladder, impact: &Impact, flow: f64) -> Vec<f64> {
    match impact {
        // Constant depth is the usual case, and worth a loop in which nothing is asked twice.
        Impact::Linear(linear) => scan(ladder, flow, |flow| linear.displacement(flow)),
        impact => scan(ladder, flow, |flow| impact.displacement(flow)),
    }
}

fn scan(ladder: &Ladder, flow: f64, displacement: impl Fn(f64) -> f64) -> Vec<f64> {
    let mut table = vec![0.0; ladder.len()];
    let blocks = ladder.displacements().chunks(BLOCK).zip(ladder.cumulative().chunks(BLOCK));
    let mut carried = (f64::NEG_INFINITY, 0.0);
    for (table, block) in table.chunks_mut(BLOCK).zip(blocks) {
        carried = scan_block(carried, block, table, flow, &displacement);
    }
    table
}

#[inline(never)]
fn scan_block(
    (mut max, mut before): (f64, f64),
    (u, cumulative): (&[f64], &[f64]),
    table: &mut [f64],
    flow: f64,
    displacement: impl Fn(f64) -> f64,
) -> (f64, f64) {
    for ((critical, &u), &after) in table.iter_mut().zip(u).zip(cumulative) {
        let needed = u - displacement(flow * before);
        if needed > max {
            max = needed;
        }
        *critical = max;
        before = after;
    }
    (max, before)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn three() -> Cascade {
        let ladder = Ladder::new(&[0.03, 0.05, 0.06], &[1e8, 2e8, 3e8]).unwrap();
        Cascade::new(ladder, Impact::Linear(Linear::new(5e10).unwrap()), 1.0).unwrap()
    }

    #[test]
    fn a_touch_fires_and_a_trillionth_less_does_not() {
        let cascade = three();
        assert_eq!(cascade.fired(0.054), 3);
        assert_eq!(cascade.fired(0.053_999_999_999), 2);
        assert!((cascade.outcome(0.054).displacement - 0.066).abs() < 1e-15);
    }

    #[test]
    fn rounds_end_where_the_table_says() {
        let cascade = three();
        for step in 0..80 {
            let s = f64::from(step) * 0.001;
            let (outcome, rounds) = (cascade.outcome(s), cascade.rounds(s));
            let end = rounds.last().map_or(s, |round| round.displacement);
            assert_eq!(end, outcome.displacement);
            assert_eq!(rounds.first().map_or(0.0, |round| round.new), outcome.first_round);
        }
        assert_eq!(cascade.rounds(0.055).len(), 2);
    }

    #[test]
    fn without_the_table_the_outcome_is_the_same_to_the_bit() {
        let mut x = 9_u64;
        let mut roll = |sides: u32| {
            x = x.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            u32::try_from(x >> 33).unwrap() % sides
        };
        for _ in 0..2000 {
            // Coarse numbers, so that ties and touches are common.
            let count = roll(40);
            let u: Vec<f64> = (0..count).map(|_| f64::from(roll(200)) * 1e-3).collect();
            let n: Vec<f64> = (0..count).map(|_| f64::from(roll(9)) * 1e6).collect();
            let depth = f64::from(roll(50) + 1) * 1e7;
            let impact = Impact::Linear(Linear::new(depth).unwrap());
            let flow = 0.5 + 0.4 * f64::from(roll(3));
            let cascade = Cascade::new(Ladder::new(&u, &n).unwrap(), impact, flow).unwrap();
            for _ in 0..20 {
                let s = f64::from(roll(200)) * 1e-3;
                let outcome = cascade.outcome(s);
                assert_eq!(cascade.outcome_in_rounds(s, &mut 1000).unwrap(), outcome);
                let other = Cascade::new(cascade.ladder.clone(), Impact::None, 1.0).unwrap();
                assert_eq!(other.outcome_at(Linear::new(depth).unwrap(), flow, s), outcome);
                let pressed = |usd: f64| cascade.impact.displacement(flow * usd);
                assert_eq!(rung_by_rung(&cascade.ladder, s, pressed), outcome.fired);
            }
        }
        assert_eq!(three().outcome_in_rounds(0.055, &mut 1), None);
        assert!(!three().has_table());
    }

    #[test]
    fn the_smallest_shock_is_found() {
        let cascade = three();
        assert!((cascade.shock_to_liquidate(6e8).unwrap() - 0.054).abs() < 1e-15);
        assert_eq!(cascade.shock_to_liquidate(6.1e8), None);
        // 93,500 lies where the avalanche of the third rung jumps over it.
        assert!((cascade.shock_to_reach(0.065) - 0.054).abs() < 1e-15);
        assert!((cascade.shock_to_reach(0.02) - 0.02).abs() < 1e-15);
        assert!((cascade.shock_to_reach(0.07) - 0.058).abs() < 1e-15);
        assert_eq!(cascade.shock_to_reach(-0.5), 0.0);
        // 2.5bn move the mark to the second rung, of which the first rung gives 100M.
        assert_eq!(cascade.sale_to_liquidate(3e8), Some(2.4e9));
    }

    #[test]
    fn every_jump_is_listed() {
        let blocks = three().avalanches();
        let shocks: Vec<f64> = blocks.iter().map(|b| (b.shock * 1e6).round() / 1e6).collect();
        assert_eq!(shocks, [0.03, 0.048, 0.054]);
        assert_eq!(blocks.iter().map(|b| b.notional).sum::<f64>(), 6e8);
        assert_eq!(three().critical_shock(2e8), Some(blocks[1].shock));
    }

    #[test]
    fn the_gain_is_density_over_depth() {
        let u: Vec<f64> = (1..=2000).map(|i| f64::from(i) * 1e-4).collect();
        let ladder = Ladder::new(&u, &vec![2.2e6; 2000]).unwrap();
        let impact = Impact::Linear(Linear::new(8e10).unwrap());
        let cascade = Cascade::new(ladder, impact, 1.0).unwrap();
        assert!((cascade.gain(0.05) - 0.275).abs() < 0.01);
        assert!(Cascade::new(three().ladder, Impact::None, f64::NAN).is_err());
    }
}
