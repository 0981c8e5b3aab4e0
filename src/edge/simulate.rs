//! The cascade for the page: a scenario in, one outcome with everything the page shows out.
//!
//! Every number here is an estimate and crosses as a number; series are columns.

mod columns;
mod depth;
mod ladder;
mod ledger;
mod many;
mod outcome;
mod parts;
mod questions;
mod sweep;

pub use depth::depth;
pub use ladder::LadderHandle;
pub use ledger::ledger;
pub use many::ledger_many;
pub use questions::{
    avalanches, calibrate, cascade, compare, default_scenario, exponential_density,
    partial_tranches, preset, presets, resilience_threshold, reverse_level, reverse_notional,
    scenario, timed_cascade, uniform_density,
};
pub use sweep::sweep;

use super::digest;
use crate::error::Result;
use crate::scenario::Scenario;
use crate::study::simulation::{NO_LEDGER, Simulation};
use crate::value::{Fields, Value};
use parts::Parts;

/// Simulates a scenario, with every part of the outcome.
///
/// # Errors
/// As [`Scenario::read`] and [`Simulation::of`].
pub fn simulate(value: Value) -> Result<Value> {
    answer(value, Parts::ALL)
}

/// Simulates `{scenario, parts}` with the headline and the named parts only: any of `path`, `map`,
/// `avalanches`, `sweep`, `timed`, `ledger`, `notes` and `scenario`. What is there is the same, and
/// has the same digest, whatever else was asked for.
///
/// # Errors
/// As [`simulate`]; unknown name for another part.
pub fn simulate_parts(bag: Value) -> Result<Value> {
    let mut fields = Fields::of(bag)?;
    // Its errors carry the path inside the scenario, as those of `simulate` do.
    let scenario = fields.need("scenario", "a scenario", Ok)?;
    let parts = fields.read("parts", Parts::read)?.unwrap_or(Parts::ALL);
    fields.finish()?;
    answer(scenario, parts)
}

fn answer(value: Value, parts: Parts) -> Result<Value> {
    let scenario = Scenario::read(value)?;
    let simulation = Simulation::of(&scenario)?;
    let settlement = if parts.has("ledger") { simulation.settlement()? } else { None };
    let ledger = settlement.as_ref().map(ledger::settlement);
    let canonical = scenario.to_value();
    let head = outcome::head(&simulation);
    // Everything else follows from these.
    let mut told = digest::stamp(digest::of_scenario(&scenario, &canonical, &head), head);
    let response = simulation.response();
    let mut tell = |key: &str, value: &dyn Fn() -> Result<Value>| -> Result<()> {
        if parts.has(key) {
            told.put(key, value()?);
        }
        Ok(())
    };
    tell("path", &|| Ok(outcome::rounds(&simulation)))?;
    tell("map", &|| Ok(outcome::map(simulation.map())))?;
    tell("avalanches", &|| Ok(outcome::avalanches(response)))?;
    tell("sweep", &|| Ok(outcome::sweep(response)))?;
    tell("timed", &|| Ok(response.timed()?.map(|timed| outcome::timed(response, &timed)).into()))?;
    tell("notes", &|| {
        let mut notes = simulation.notes();
        if parts.has("ledger") && ledger.is_none() {
            notes.push(NO_LEDGER);
        }
        Ok(Value::list(notes))
    })?;
    tell("ledger", &|| Ok(ledger.clone().into()))?;
    tell("scenario", &|| Ok(canonical.clone()))?;
    Ok(told.into())
}
