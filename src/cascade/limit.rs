//! The questions to an engine with a bankruptcy limit.
//!
//! Such an engine sells a group only while the mark stands at its bankruptcy price or better, so
//! what reaches the book is not what was liquidated, and the theorem behind [`super::Cascade`]
//! does not speak of it. Where a shock ends is always known: that is the process itself. The
//! smallest shock that fires a group is known where
//!
//! - the shock arrives *little by little*: each group then finds as much of it as it takes to fire,
//!   whatever comes after. What the groups before `k` sold, `V`, does not depend on the shock, and
//!   the theorem holds with it: `C_k = max over j ≤ k of [u_j − f(V_{j−1})]`;
//! - it comes in a *gap* into *constant depth* `D` (or none): group `j` moves a mark at `w` to
//!   `max(w, min(w + n_j ÷ D, b_j))`, which rises with `w` whatever the shock. So it can be undone,
//!   from the threshold of a group back through those before it: the mark had to stand at
//!   `u − n_j ÷ D` before a group whose bankruptcy price lies at `u` or beyond, and at `u` before
//!   any other.
//!
//! In a gap into any other book there is none: a larger shock leaves less room to the bankruptcy
//! prices, and where the book is thinner further out (or has steps) those orders are missing
//! further on, so a larger shock can liquidate less. No shock is then the one beyond which a
//! position is closed.

use super::engine::{Arrival, Engine, Orders, Stand};
use super::ladder::{Ladder, TOUCH};
use super::table::{Avalanche, Outcome, avalanches};
use crate::error::Result;
use crate::impact::Impact;

/// Steps back through earlier groups after which the table is given up: some tenths of a second.
const MOST_STEPS: usize = 50_000_000;
/// Halvings that bring a bracket of 100 % below the last place of a float.
const HALVINGS: u32 = 60;

/// The positions of an engine with a bankruptcy limit, in the order in which they are closed.
#[derive(Clone, Debug)]
pub struct Limited {
    groups: Vec<Stand>,
    /// How many positions are in each of them and those before it.
    positions: Vec<usize>,
    /// The same groups, as a ladder.
    ladder: Ladder,
    impact: Impact,
    arrival: Arrival,
    critical: Option<Vec<f64>>,
}

impl Limited {
    /// Groups the positions, and makes the table where there is one.
    ///
    /// # Errors
    /// As [`Ladder::new`]; a conflict for a flow other than 1.
    pub fn new(stands: &[Stand], impact: Impact, flow: f64, arrival: Arrival) -> Result<Self> {
        Engine::BankruptcyLimit.check(flow)?;
        let (mut groups, mut positions, mut count) = (Vec::new(), Vec::new(), 0);
        for (group, members) in Engine::BankruptcyLimit.groups(stands) {
            count += members.len();
            positions.push(count);
            groups.push(group);
        }
        let column = |of: fn(&Stand) -> f64| groups.iter().map(of).collect();
        let ladder = Ladder::of(column(|group| group.threshold), column(|group| group.notional))?;
        let needed = match (arrival, &impact) {
            (Arrival::Gradual, impact) => Some(gradual(&groups, impact)),
            (Arrival::Gap, Impact::None) => Some(ladder.displacements().to_vec()),
            (Arrival::Gap, Impact::Linear(linear)) => gap(&groups, linear.depth()),
            (Arrival::Gap, _) => None,
        };
        let critical = needed.map(running_most);
        Ok(Self { groups, positions, ladder, impact, arrival, critical })
    }

    /// Whether smallest shocks are known: the questions below are for then alone.
    #[must_use]
    pub const fn has_table(&self) -> bool {
        self.critical.is_some()
    }

    /// Where the shock `s` ends; what fired is counted in positions.
    #[must_use]
    pub fn outcome(&self, s: f64) -> Outcome {
        let (mut fired, mut orders) = (0_usize, Orders::from(s, self.arrival));
        for group in &self.groups {
            let closed = orders.close(Engine::BankruptcyLimit, &self.impact, (s, 1.0), group);
            if closed.is_none() {
                break;
            }
            fired += 1;
        }
        Outcome {
            shock: s,
            fired: fired.checked_sub(1).and_then(|last| self.positions.get(last)).map_or(0, |n| *n),
            liquidated: self.ladder.first(fired),
            flow: orders.flow,
            displacement: s + self.impact.displacement(orders.flow),
            first_round: self.ladder.within(s),
        }
    }

    /// How many groups there are: what an outcome costs.
    #[must_use]
    pub fn groups(&self) -> usize {
        self.groups.len()
    }

    /// The smallest shock that liquidates `usd` or more; none when the positions hold less.
    #[must_use]
    pub fn shock_to_liquidate(&self, usd: f64) -> Option<f64> {
        let count = self.ladder.holding(usd)?;
        self.critical.as_ref()?.get(count - 1).map(|c| c.max(0.0))
    }

    /// The smallest shock that ends at the displacement `u` or beyond.
    #[must_use]
    pub fn shock_to_reach(&self, u: f64) -> f64 {
        let reaches = |s: f64| self.outcome(s).displacement >= u - TOUCH;
        if u <= 0.0 || reaches(0.0) {
            return 0.0;
        }
        // The end rises with the shock, and is never nearer than the shock itself.
        let (mut low, mut high) = (0.0, u);
        for _ in 0..HALVINGS {
            let middle = low + (high - low) / 2.0;
            if reaches(middle) {
                high = middle;
            } else {
                low = middle;
            }
        }
        // To the last place, where it is the way to `u` less what the orders do of it.
        let exact = u - self.impact.displacement(self.outcome(high).flow);
        if (exact - high).abs() <= 2.0 * TOUCH { exact } else { high }
    }

    /// Every jump of the outcome, by critical shock.
    #[must_use]
    pub fn avalanches(&self) -> Vec<Avalanche> {
        avalanches(&self.ladder, self.critical.as_deref().unwrap_or_default())
    }
}

/// What each group needs of a shock that arrives little by little.
fn gradual(groups: &[Stand], impact: &Impact) -> Vec<f64> {
    let mut orders = Orders::from(0.0, Arrival::Gradual);
    let needed = |group: &Stand| {
        let needed = group.threshold - impact.displacement(orders.flow);
        // It fires sooner or later, so the shock is as large as it takes.
        let _ = orders.close(Engine::BankruptcyLimit, impact, (f64::INFINITY, 1.0), group);
        needed
    };
    groups.iter().map(needed).collect()
}

/// What each group needs of a gap into constant depth; none where finding out would take long.
fn gap(groups: &[Stand], depth: f64) -> Option<Vec<f64>> {
    // The furthest bankruptcy price of each group and those before it.
    let furthest = running_most(groups.iter().map(|group| group.bankruptcy).collect());
    let mut left = MOST_STEPS;
    let mut needed = Vec::with_capacity(groups.len());
    for (index, group) in groups.iter().enumerate() {
        let mut u = group.threshold;
        let before = groups.iter().zip(&furthest).take(index).rev();
        for (earlier, &furthest) in before {
            // Where the earlier one fires, the mark stands there already.
            if u <= earlier.threshold {
                u = f64::NEG_INFINITY;
            }
            // Or none of the rest could push it that far.
            if furthest < u - TOUCH || u == f64::NEG_INFINITY {
                break;
            }
            left = left.checked_sub(1)?;
            if earlier.bankruptcy >= u - TOUCH {
                u -= earlier.notional / depth;
            }
        }
        needed.push(u);
    }
    Some(needed)
}

fn running_most(mut column: Vec<f64>) -> Vec<f64> {
    let mut max = f64::NEG_INFINITY;
    for number in &mut column {
        max = f64::max(max, *number);
        *number = max;
    }
    column
}
