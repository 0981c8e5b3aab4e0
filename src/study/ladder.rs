//! A large ladder that is built once and asked many times.

use std::cell::Cell;

use crate::cascade::{Cascade, Ladder, Outcome};
use crate::column::uneven;
use crate::error::{Error, Result};
use crate::impact::{Impact, Linear};
use crate::scenario::Scenario;

/// A round costs about as much as so many rungs of a table: one binary search, mostly waiting for
/// memory.
const RUNGS_OF_A_ROUND: usize = 64;
/// So many shocks in one call are asked for their own sake, and more will follow: the table.
const MANY_SHOCKS: usize = 500;

/// A ladder of up to five million rungs in a market, and the table that answers many questions.
///
/// ```
/// use washout::cascade::Ladder;
/// use washout::impact::{Impact, Linear};
/// use washout::study::ladder::MarketLadder;
///
/// // 100, 200 and 300 million USD that are closed 3, 5 and 6 % down, in a book 50 billion deep.
/// let rungs = Ladder::of(vec![0.06, 0.03, 0.05], vec![3e8, 1e8, 2e8])?;
/// let ladder = MarketLadder::new(rungs, Impact::Linear(Linear::new(5e10)?), 1.0)?;
/// let outcomes = ladder.outcomes(&[0.02, 0.054])?;
/// assert_eq!(outcomes.map(|outcome| outcome.liquidated).collect::<Vec<_>>(), [0.0, 6e8]);
/// assert!((ladder.shocks_to_liquidate(&[6e8])?[0] - 0.054).abs() < 1e-15);
/// # Ok::<(), washout::error::Error>(())
/// ```
#[derive(Debug)]
pub struct MarketLadder {
    cascade: Cascade,
    /// Rounds that may still be spent before the table is made.
    rounds: Cell<usize>,
}

/// The paths of a Monte Carlo run, in columns of one length.
#[derive(Clone, Debug, PartialEq)]
pub struct Paths {
    /// The shocks, as displacements.
    pub shocks: Vec<f64>,
    /// The depth of the book on each path: USD for 100 %.
    pub depths: Vec<f64>,
    /// USD that hit the book for each USD closed.
    pub flows: Vec<f64>,
}

impl MarketLadder {
    /// A ladder in a market, with its table: whoever builds one is about to ask it. `flow` is φ:
    /// the USD that hit the book for each USD closed.
    ///
    /// # Errors
    /// As [`Cascade::new`].
    pub fn new(ladder: Ladder, impact: Impact, flow: f64) -> Result<Self> {
        Ok(Self::with(Cascade::new(ladder, impact, flow)?).with_table())
    }

    /// The positions that the shock of a scenario is against, in its market, with the table.
    ///
    /// # Errors
    /// As [`Scenario::build`].
    pub fn of(scenario: &Scenario) -> Result<Self> {
        Ok(Self::with(scenario.build()?.cascade).with_table())
    }

    /// The same ladder in another market. Its table is made when the questions are many enough to
    /// pay for it, so that few questions in each of many markets are quick as well.
    ///
    /// # Errors
    /// As [`Cascade::in_market`]; the ladder is gone then.
    pub fn in_market(self, impact: Impact, flow: f64) -> Result<Self> {
        Ok(Self::with(self.cascade.in_market(impact, flow)?))
    }

    fn with(cascade: Cascade) -> Self {
        let rounds = Cell::new(cascade.ladder().len() / RUNGS_OF_A_ROUND);
        Self { cascade, rounds }
    }

    fn with_table(self) -> Self {
        let _ = self.cascade.critical_shocks();
        self
    }

    /// Where a shock ends: in rounds until they have cost as much as the table, then by the
    /// table, so that neither many questions in one market nor few in many are slow.
    fn outcome(&self, s: f64) -> Outcome {
        if self.cascade.has_table() {
            return self.cascade.outcome(s);
        }
        let mut rounds = self.rounds.get();
        let outcome = self.cascade.outcome_in_rounds(s, &mut rounds);
        self.rounds.set(rounds);
        outcome.unwrap_or_else(|| self.cascade.outcome(s))
    }

    /// How many rungs it holds.
    #[must_use]
    pub fn len(&self) -> usize {
        self.cascade.ladder().len()
    }

    /// Whether it holds none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// USD in the whole ladder.
    #[must_use]
    pub fn total_usd(&self) -> f64 {
        self.cascade.ladder().total()
    }

    /// The outcome of each shock, a displacement.
    ///
    /// # Errors
    /// Out of range, with the index, for a shock that is negative or no number.
    pub fn outcomes<'a>(&'a self, shocks: &'a [f64]) -> Result<impl Iterator<Item = Outcome> + 'a> {
        check(shocks)?;
        if shocks.len() >= MANY_SHOCKS {
            let _ = self.cascade.critical_shocks();
        }
        Ok(shocks.iter().map(|&s| self.outcome(s)))
    }

    /// The outcome of each path; the market of the ladder itself does not count.
    ///
    /// # Errors
    /// The column and the index of a number that is negative or none, or of a depth of 0; a
    /// conflict for columns of different lengths.
    pub fn paths(&self, Paths { shocks, depths, flows }: &Paths) -> Result<Vec<Outcome>> {
        for (column, key) in [(shocks, "shocks"), (depths, "depth_usd"), (flows, "flow")] {
            check(column).map_err(|e| e.in_field(key))?;
            if column.len() != shocks.len() {
                return Err(uneven(key));
            }
        }
        let paths = shocks.iter().zip(depths).zip(flows).enumerate();
        let outcome = |(index, ((&s, &depth), &flow))| {
            let depth = Linear::new(depth).map_err(|e| {
                let place = format!("depth_usd[{index}]");
                Error::new(e.kind().clone()).in_field(place)
            })?;
            Ok(self.cascade.outcome_at(depth, flow, s))
        };
        paths.map(outcome).collect()
    }

    /// The smallest shock that liquidates each amount of USD; NaN where the ladder holds less.
    ///
    /// # Errors
    /// As [`MarketLadder::outcomes`].
    pub fn shocks_to_liquidate(&self, usd: &[f64]) -> Result<Vec<f64>> {
        check(usd)?;
        let shock = |usd: &f64| self.cascade.shock_to_liquidate(*usd).unwrap_or(f64::NAN);
        Ok(usd.iter().map(shock).collect())
    }

    /// The smallest shock whose cascade ends at each displacement or beyond.
    ///
    /// # Errors
    /// As [`MarketLadder::outcomes`].
    pub fn shocks_to_reach(&self, displacements: &[f64]) -> Result<Vec<f64>> {
        check(displacements)?;
        Ok(displacements.iter().map(|u| self.cascade.shock_to_reach(*u)).collect())
    }
}

/// Whether a column holds finite numbers of 0 or more.
fn check(column: &[f64]) -> Result<()> {
    match column.iter().position(|x| !(x.is_finite() && *x >= 0.0)) {
        None => Ok(()),
        Some(index) => {
            let error = Error::out_of_range("finite numbers of 0 or more", "another number");
            Err(error.at_index(index))
        }
    }
}
