//! Where the price settles after the forced orders.

use super::outcome::Simulation;
use crate::cascade::recovered;

/// Where the price settles once what the forced orders added is recovered in part: after informed
/// selling a third of it is, after uninformed selling all of it.
///
/// ```
/// use washout::scenario::Scenario;
/// use washout::study::simulation::Simulation;
///
/// let scenario = Scenario::preset("2025-11-04")?;
/// let simulation = Simulation::of(&scenario)?;
/// let recovery = simulation.recovery();
/// assert!(simulation.final_price() < recovery.third_price);
/// assert!(recovery.third_price < recovery.price && recovery.price < recovery.full_price);
/// # Ok::<(), washout::error::Error>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Recovery {
    /// The share that the scenario states, 0 to 1.
    pub share: f64,
    /// The price after it, in USD.
    pub price: f64,
    /// The price after a third, in USD.
    pub third_price: f64,
    /// The price after all of it, which is where the shock alone pushed, in USD.
    pub full_price: f64,
}

impl Simulation<'_> {
    /// Where the price settles, for the stated recovery and its bounds.
    #[must_use]
    pub fn recovery(&self) -> Recovery {
        let (response, outcome) = (self.response(), self.outcome());
        let price = |share: f64| {
            response.model().axis.price(recovered(outcome.shock, outcome.displacement, share))
        };
        let share = response.scenario().recovery.get();
        Recovery {
            share,
            price: price(share),
            third_price: price(1.0 / 3.0),
            full_price: price(1.0),
        }
    }
}
