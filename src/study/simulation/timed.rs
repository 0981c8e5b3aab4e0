//! The shock of a scenario in time.

use super::response::ShockResponse;
use crate::cascade::{Resilience, Timed, resilience_threshold};
use crate::error::Result;
use crate::impact::Impact;

/// The shock of a scenario step by step, in a book that refills between the engine's steps.
///
/// ```
/// use washout::scenario::{Number, Scenario, TimeSpec};
/// use washout::study::simulation::ShockResponse;
///
/// let mut scenario = Scenario::preset("2025-11-04")?;
/// scenario.time = None;
/// assert!(ShockResponse::of(&scenario)?.timed()?.is_none());
///
/// scenario.time = Some(TimeSpec { rho: Number::Float(0.5), permanent: Number::Float(0.0) });
/// let timed = ShockResponse::of(&scenario)?.timed()?.expect("a linear impact");
/// assert!(timed.run.finished && timed.peak_price < timed.settled_price);
/// # Ok::<(), washout::error::Error>(())
/// ```
#[derive(Clone, Debug, PartialEq)]
pub struct TimedCascade {
    /// Its steps, and where they end.
    pub run: Timed,
    /// The price farthest off, in USD.
    pub peak_price: f64,
    /// The price once the passing pressure has gone, in USD.
    pub settled_price: f64,
    /// The gain above which a cascade runs away in this book.
    pub runaway_gain: f64,
}

impl ShockResponse<'_> {
    /// The timed form, where the scenario says how the book refills and its impact is linear, which
    /// is what that form is defined for.
    ///
    /// # Errors
    /// As [`Resilience::run`].
    pub fn timed(&self) -> Result<Option<TimedCascade>> {
        let (scenario, model) = (self.scenario(), self.model());
        let Some(time) = scenario.time else { return Ok(None) };
        let Impact::Linear(depth) = model.cascade.impact() else { return Ok(None) };
        let resilience = Resilience::new(time.rho.get(), time.permanent.get())?;
        let (ladder, flow) = (model.cascade.ladder(), scenario.flow.get());
        let run = resilience.run(ladder, model.shock, depth.depth(), flow)?;
        Ok(Some(TimedCascade {
            peak_price: model.axis.price(run.peak),
            settled_price: model.axis.price(run.settled),
            runaway_gain: resilience_threshold(time.rho.get())?,
            run,
        }))
    }
}
