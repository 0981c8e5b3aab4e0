//! Typed jobs: what a caller of the library does with facts and models, and the rules by which it
//! is done. The edge reads bags of values, calls these, and tells what they answer.

pub mod census;
pub mod contagion;
pub mod counted;
pub mod ladder;
pub mod location;
pub mod settlement;
pub mod simulation;
