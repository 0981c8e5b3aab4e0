//! Simulating a scenario: where a shock ends, and what it takes to reach a price.
//!
//! | noun | what |
//! |---|---|
//! | [`ShockResponse`] | a scenario that is built and answers any shock |
//! | [`Simulation`] | a scenario and where its own shock ends |
//! | [`KeyLevel`] | what a price that the reader watches takes |
//! | [`Trigger`] | the smallest shock that reaches a price |
//! | [`Recovery`] | where the price settles after the forced orders |
//! | [`TimedCascade`] | the same shock step by step, in a book that refills |
//! | [`LiquidationMap`] | how many USD wait at which price, on both sides |
//! | [`ShockCurve`] | the outcome over shocks, and where it turns critical |
//!
//! Every number is an estimate. The ledger, which is exact, is in [`crate::study::settlement`].
//!
//! ```
//! use washout::scenario::Scenario;
//! use washout::study::simulation::Simulation;
//!
//! let scenario = Scenario::preset("2025-11-04")?;
//! let simulation = Simulation::of(&scenario)?;
//! assert!(simulation.final_price() < simulation.shock_price());
//! for level in simulation.levels() {
//!     if let Some(trigger) = level.trigger {
//!         println!("{} is reached by a fall to {}", level.price, trigger.shock_price);
//!     }
//! }
//! let settlement = simulation.settlement()?.expect("the book has positions");
//! println!("traders lost {} USD", settlement.ledger.margin_lost);
//! # Ok::<(), washout::error::Error>(())
//! ```

mod curve;
mod level;
mod map;
mod notes;
mod outcome;
mod recovery;
mod response;
mod span;
mod timed;
mod trigger;

pub use curve::ShockCurve;
pub use level::KeyLevel;
pub use map::LiquidationMap;
pub use notes::NO_LEDGER;
pub use outcome::Simulation;
pub use recovery::Recovery;
pub use response::ShockResponse;
pub use timed::TimedCascade;
pub use trigger::Trigger;
