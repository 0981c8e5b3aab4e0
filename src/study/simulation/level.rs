//! What the key levels of a scenario take.

use super::outcome::Simulation;
use super::trigger::Trigger;
use crate::cascade::touch_probability;
use crate::scenario::Number;

/// How far beyond the end of a cascade a level may lie and count as reached, as a displacement:
/// what rounding leaves.
const REACH: f64 = 1e-12;

/// A price that the reader watches, and what it takes.
///
/// ```
/// use washout::scenario::{Number, Scenario};
/// use washout::study::simulation::Simulation;
///
/// let mut scenario = Scenario::preset("2025-11-04")?;
/// scenario.levels = vec![Number::Float(95_000.0), Number::Float(150_000.0)];
/// let levels = Simulation::of(&scenario)?.levels();
/// assert!(!levels[0].reached && levels[0].trigger.is_some());
/// // Behind the price of a fall.
/// assert!(levels[1].distance < 0.0 && levels[1].trigger.is_none());
/// # Ok::<(), washout::error::Error>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct KeyLevel {
    /// The price, as the scenario states it, in USD.
    pub price: f64,
    /// How far it is off, as a price move; below zero where it lies behind the price before.
    pub distance: f64,
    /// Whether the cascade of the scenario's shock ends there or beyond.
    pub reached: bool,
    /// The smallest shock that reaches it; none where it lies behind.
    pub trigger: Option<Trigger>,
    /// The gain of the cascade there; none where it lies behind.
    pub gain: Option<f64>,
    /// How likely a random walk with the scenario's volatility touches that shock within its days;
    /// none without a volatility.
    pub touch_probability: Option<f64>,
}

impl Simulation<'_> {
    /// What each key level takes, in the order of the scenario.
    #[must_use]
    pub fn levels(&self) -> Vec<KeyLevel> {
        self.response().scenario().levels.iter().map(|level| self.level(level.get())).collect()
    }

    fn level(&self, price: f64) -> KeyLevel {
        let response = self.response();
        let (scenario, model) = (response.scenario(), response.model());
        let u = model.axis.displacement(price);
        let trigger = response.trigger(price);
        let touch = |trigger: Trigger| {
            let daily = scenario.volatility.map(Number::get)?;
            Some(touch_probability(trigger.displacement, daily, scenario.days.get()))
        };
        KeyLevel {
            price,
            distance: model.axis.to_move(u),
            reached: u >= 0.0 && self.outcome().displacement >= u - REACH,
            trigger,
            gain: trigger.map(|_| model.cascade.gain(u)),
            touch_probability: trigger.and_then(touch),
        }
    }
}
