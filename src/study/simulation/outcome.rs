//! Where the shock of a scenario ends.

use super::response::ShockResponse;
use crate::cascade::{Outcome, Round};
use crate::error::Result;
use crate::scenario::Scenario;
use crate::study::settlement::rounding::within_money;
use crate::study::settlement::{ClosedBook, Settlement};

/// A scenario and where its shock ends.
///
/// ```
/// use washout::scenario::{Number, Scenario, Shock};
/// use washout::study::simulation::Simulation;
///
/// let mut scenario = Scenario::preset("2025-11-04")?;
/// let recorded = Simulation::of(&scenario)?.final_price();
///
/// scenario.shock = Shock::Move(Number::Float(0.0));
/// let still = Simulation::of(&scenario)?;
/// assert_eq!(still.final_price(), still.response().model().axis.price_before());
/// assert!(still.final_price() > recorded);
/// # Ok::<(), washout::error::Error>(())
/// ```
#[derive(Debug)]
pub struct Simulation<'a> {
    response: ShockResponse<'a>,
    outcome: Outcome,
    rounds: Vec<Round>,
    /// The positions, where the engine decided with them where it ends.
    closed: Option<ClosedBook<'a>>,
}

impl<'a> Simulation<'a> {
    /// Builds a scenario and lets its shock run: by the table of market orders, or by the own
    /// process of an engine with a bankruptcy limit.
    ///
    /// # Errors
    /// As [`ShockResponse::of`] and [`crate::cascade::Engine::run`].
    pub fn of(scenario: &'a Scenario) -> Result<Self> {
        let response = ShockResponse::of(scenario)?;
        let closed = if response.has_limit() { response.close()? } else { None };
        let model = response.model();
        let table = model.cascade.outcome(model.shock);
        let (outcome, rounds) = match &closed {
            None => (table, model.cascade.rounds(model.shock)),
            Some(closed) => (closed.outcome(table), closed.run().steps.clone()),
        };
        Ok(Self { response, outcome, rounds, closed })
    }

    /// What the scenario answers to other shocks.
    #[must_use]
    pub const fn response(&self) -> &ShockResponse<'a> {
        &self.response
    }

    /// Where its own ended.
    #[must_use]
    pub const fn outcome(&self) -> &Outcome {
        &self.outcome
    }

    /// How it got there, round by round.
    #[must_use]
    pub fn rounds(&self) -> &[Round] {
        &self.rounds
    }

    /// The mark price in the end, in USD.
    #[must_use]
    pub fn final_price(&self) -> f64 {
        self.response.model().axis.price(self.outcome.displacement)
    }

    /// The price that the shock alone pushes to, in USD.
    #[must_use]
    pub fn shock_price(&self) -> f64 {
        self.response.model().axis.price(self.outcome.shock)
    }

    /// How many USD the book closes for each one closed, where the price ended.
    #[must_use]
    pub fn gain(&self) -> f64 {
        self.response.model().cascade.gain(self.outcome.displacement)
    }

    /// Whether the model asks for a price beyond a hundredth or a hundredfold.
    #[must_use]
    pub fn saturated(&self) -> bool {
        self.response.model().axis.saturated(self.outcome.displacement)
    }

    /// Whether the order book ran out, so that the price beyond its last level is assumed.
    #[must_use]
    pub fn book_exhausted(&self) -> bool {
        self.response.model().cascade.impact().exhausted(self.outcome.flow)
    }

    /// The exact ledger; none when the book holds thresholds without positions, or amounts beyond
    /// exact money.
    ///
    /// # Errors
    /// As [`ShockResponse::close`] and [`ClosedBook::settlement`].
    pub fn settlement(&self) -> Result<Option<Settlement>> {
        let settle = |closed: &ClosedBook<'_>| within_money(closed.settlement());
        match &self.closed {
            Some(closed) => settle(closed),
            None => self.response.close()?.map_or(Ok(None), |closed| settle(&closed)),
        }
    }
}
