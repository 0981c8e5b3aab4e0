//! A scenario that is built and ready to be asked, whichever engine closes its positions.
//!
//! Market orders have their table. An engine with a bankruptcy limit answers for itself where it
//! can; where it has no table of smallest shocks (see [`crate::cascade::Limited`]), those are the
//! ones of market orders, and the outcome says so in a note.

use super::closing;
use crate::cascade::{Avalanche, Limited, Outcome};
use crate::error::Result;
use crate::scenario::{Model, Scenario, Shock};

/// A model and its engine.
pub(super) struct Asked {
    pub(super) model: Model,
    limited: Option<Limited>,
}

impl Asked {
    /// Builds the model and solves its shock.
    ///
    /// # Errors
    /// As [`Scenario::build`] and [`Limited::new`]; missing positions for an engine with a limit.
    pub(super) fn new(scenario: &Scenario) -> Result<Self> {
        let model = scenario.build()?;
        let limited = closing::limited(scenario, &model)?;
        let mut asked = Self { model, limited };
        if asked.table().is_some() {
            asked.model.shock = asked.solved(&scenario.shock);
        }
        Ok(asked)
    }

    /// The shock, which the model solved for market orders.
    fn solved(&self, shock: &Shock) -> f64 {
        let model = &self.model;
        match shock {
            Shock::ReachPrice(price) => self.shock_to_reach(model.axis.displacement(price.get())),
            Shock::Liquidate(usd) => self.shock_to_liquidate(usd.get()).unwrap_or(model.shock),
            Shock::Move(_) | Shock::ToPrice(_) => model.shock,
        }
    }

    /// Whether the engine has a limit but no table.
    pub(super) fn borrows(&self) -> bool {
        self.limited.as_ref().is_some_and(|limited| !limited.has_table())
    }

    /// How many steps an outcome takes.
    pub(super) fn steps(&self) -> usize {
        self.limited.as_ref().map_or(1, Limited::groups)
    }

    /// Where the shock `s` ends.
    pub(super) fn outcome(&self, s: f64) -> Outcome {
        match &self.limited {
            Some(limited) => limited.outcome(s),
            None => self.model.cascade.outcome(s),
        }
    }

    /// The smallest shock that ends at the displacement `u` or beyond.
    pub(super) fn shock_to_reach(&self, u: f64) -> f64 {
        match self.table() {
            Some(limited) => limited.shock_to_reach(u),
            None => self.model.cascade.shock_to_reach(u),
        }
    }

    /// The smallest shock that liquidates `usd` or more; none when the positions hold less.
    pub(super) fn shock_to_liquidate(&self, usd: f64) -> Option<f64> {
        match self.table() {
            Some(limited) => limited.shock_to_liquidate(usd),
            None => self.model.cascade.shock_to_liquidate(usd),
        }
    }

    /// The smallest sale into the book as it is that does; none where no sale does, and for an
    /// engine with a limit, for which no such sale is defined.
    pub(super) fn sale_to_liquidate(&self, usd: f64) -> Option<f64> {
        let market = self.limited.is_none();
        market.then(|| self.model.cascade.sale_to_liquidate(usd)).flatten()
    }

    /// Every jump of the outcome.
    pub(super) fn avalanches(&self) -> Vec<Avalanche> {
        match self.table() {
            Some(limited) => limited.avalanches(),
            None => self.model.cascade.avalanches(),
        }
    }

    /// The smallest critical shock of an avalanche of `usd` or more.
    pub(super) fn critical_shock(&self, usd: f64) -> Option<f64> {
        self.avalanches().iter().find(|block| block.notional >= usd).map(|block| block.shock)
    }

    fn table(&self) -> Option<&Limited> {
        self.limited.as_ref().filter(|limited| limited.has_table())
    }
}
