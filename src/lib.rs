//! # Washout
//!
//! Exact liquidation totals and cascade scenarios for leveraged crypto markets.
//!
//! Modules in the order of dependency; `tests/layers.rs` keeps it so.
//!
//! | room | modules | what holds there |
//! |---|---|---|
//! | vocabulary | [`error`], [`money`], [`time`], [`event`], [`value`] | exact, no floats |
//! | facts | [`context`], [`claims`], [`flows`], [`events`] | exact; each answer with its rule and its inputs |
//! | edge | [`edge`] | one file a job: an option bag in, a value out |
//! | estimates | [`approx`] is the only door from exact numbers to `f64` and back | `libm`, seeded, no clock |

pub mod approx;
pub mod claims;
pub mod context;
pub mod edge;
pub mod error;
pub mod event;
pub mod events;
pub mod flows;
pub mod money;
pub mod time;
pub mod value;

#[cfg(target_arch = "wasm32")]
pub mod wasm;

/// The version of the engine, as every result carries it.
pub const VERSION: &str = env!("CARGO_PKG_VERSION");
