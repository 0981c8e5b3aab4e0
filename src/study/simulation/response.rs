//! A scenario that is built and ready to be asked, whichever engine closes its positions.
//!
//! Market orders have their table. An engine with a bankruptcy limit answers for itself where it
//! can; where it has no table of smallest shocks (see [`crate::cascade::Limited`]), those are the
//! ones of market orders, and the notes of a simulation say so.

use crate::cascade::{Avalanche, Engine, Limited, Outcome};
use crate::error::Result;
use crate::order::sorted;
use crate::scenario::{Model, Number, Scenario, Shock};
use crate::study::settlement::{ClosedBook, limited};

/// How many avalanches are listed.
const TOP_AVALANCHES: usize = 12;
/// An avalanche counts as a cascade from this many USD on, or from this share of the open
/// interest where that is more.
const CASCADE_USD: f64 = 1e8;
const CASCADE_SHARE: f64 = 0.01;

/// What a scenario answers to any shock.
///
/// Shocks and ends are displacements; [`ShockResponse::model`] has the axis that turns them into
/// prices and moves.
///
/// ```
/// use washout::scenario::Scenario;
/// use washout::study::simulation::ShockResponse;
///
/// let scenario = Scenario::preset("2025-11-04")?;
/// let response = ShockResponse::of(&scenario)?;
/// let axis = response.model().axis;
///
/// let outcome = response.outcome(axis.from_move(0.05)?);
/// assert!(axis.to_move(outcome.displacement) > 0.05);
///
/// // The smallest shock that ends at 95,000 USD or below, and where it pushes the price itself.
/// let shock = response.shock_to_reach(axis.displacement(95_000.0));
/// assert!(axis.price(shock) > 95_000.0);
/// # Ok::<(), washout::error::Error>(())
/// ```
#[derive(Debug)]
pub struct ShockResponse<'a> {
    scenario: &'a Scenario,
    model: Model,
    limited: Option<Limited>,
}

impl<'a> ShockResponse<'a> {
    /// Builds the model of a scenario and solves its shock.
    ///
    /// # Errors
    /// As [`Scenario::build`] and [`Limited::new`]; missing positions for an engine with a limit.
    pub fn of(scenario: &'a Scenario) -> Result<Self> {
        let model = scenario.build()?;
        let limits = scenario.engine.engine == Engine::BankruptcyLimit;
        let limited = if limits { Some(limited(scenario, &model)?) } else { None };
        let mut response = Self { scenario, model, limited };
        if response.table().is_some() {
            response.model.shock = response.solved(&scenario.shock);
        }
        Ok(response)
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

    /// The scenario.
    #[must_use]
    pub const fn scenario(&self) -> &'a Scenario {
        self.scenario
    }

    /// Its axis, its cascade of market orders, and its shock.
    #[must_use]
    pub const fn model(&self) -> &Model {
        &self.model
    }

    /// Whether its engine has a bankruptcy limit, and so ends elsewhere than market orders.
    #[must_use]
    pub const fn has_limit(&self) -> bool {
        self.limited.is_some()
    }

    /// Whether its smallest shocks and avalanches are those of market orders, for want of a table
    /// of its engine's own.
    #[must_use]
    pub fn borrows(&self) -> bool {
        self.limited.as_ref().is_some_and(|limited| !limited.has_table())
    }

    /// How many groups of positions an outcome walks through.
    #[must_use]
    pub fn steps(&self) -> usize {
        self.limited.as_ref().map_or(1, Limited::groups)
    }

    /// Closes the positions one by one; none when the book holds thresholds without positions.
    ///
    /// # Errors
    /// As [`Engine::run`].
    pub fn close(&self) -> Result<Option<ClosedBook<'a>>> {
        ClosedBook::of(self.scenario, &self.model)
    }

    /// Where the shock `s` ends.
    #[must_use]
    pub fn outcome(&self, s: f64) -> Outcome {
        match &self.limited {
            Some(limited) => limited.outcome(s),
            None => self.model.cascade.outcome(s),
        }
    }

    /// The smallest shock that ends at the displacement `u` or beyond.
    #[must_use]
    pub fn shock_to_reach(&self, u: f64) -> f64 {
        match self.table() {
            Some(limited) => limited.shock_to_reach(u),
            None => self.model.cascade.shock_to_reach(u),
        }
    }

    /// The smallest shock that liquidates `usd` or more; none when the positions hold less.
    #[must_use]
    pub fn shock_to_liquidate(&self, usd: f64) -> Option<f64> {
        match self.table() {
            Some(limited) => limited.shock_to_liquidate(usd),
            None => self.model.cascade.shock_to_liquidate(usd),
        }
    }

    /// The smallest sale into the book as it is that does; none where no sale does, and for an
    /// engine with a limit, for which no such sale is defined.
    #[must_use]
    pub fn sale_to_liquidate(&self, usd: f64) -> Option<f64> {
        let market = self.limited.is_none();
        market.then(|| self.model.cascade.sale_to_liquidate(usd)).flatten()
    }

    /// Every jump of the outcome.
    #[must_use]
    pub fn avalanches(&self) -> Vec<Avalanche> {
        match self.table() {
            Some(limited) => limited.avalanches(),
            None => self.model.cascade.avalanches(),
        }
    }

    /// The twelve largest jumps, the largest first.
    #[must_use]
    pub fn largest_avalanches(&self) -> Vec<Avalanche> {
        let all = self.avalanches();
        let mut all = sorted(&all, &mut |a, b| b.notional.total_cmp(&a.notional));
        all.truncate(TOP_AVALANCHES);
        all
    }

    /// From how many USD on a jump counts as a cascade.
    #[must_use]
    pub fn critical_usd(&self) -> f64 {
        let interest = self.scenario.market.open_interest_usd.map_or(0.0, Number::get);
        f64::max(CASCADE_USD, CASCADE_SHARE * interest)
    }

    /// The smallest shock with a jump that counts as a cascade.
    #[must_use]
    pub fn critical_shock(&self) -> Option<f64> {
        let usd = self.critical_usd();
        self.avalanches().iter().find(|block| block.notional >= usd).map(|block| block.shock)
    }

    fn table(&self) -> Option<&Limited> {
        self.limited.as_ref().filter(|limited| limited.has_table())
    }
}
