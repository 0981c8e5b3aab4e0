//! # Washout
//!
//! Exact liquidation totals and cascade scenarios for leveraged crypto markets.
//!
//! Modules in the order of dependency; `tests/layers.rs` keeps it so.
//!
//! Each room, its modules, and what holds there:
//!
//! - vocabulary: [`error`], [`money`], [`time`], [`event`], [`order`], [`value`]; exact, no floats
//! - facts: [`import`], [`aggregate`], [`margin`], [`book`], [`context`], [`claims`], [`flows`],
//!   [`events`], [`ledger`]; exact, nothing dropped silently
//! - estimates: [`approx`], [`impact`], [`cascade`], [`market`]; `f64` through `libm`, seeded, no
//!   clock; [`approx`] is the only door from exact numbers and back
//! - study: [`study`]; typed jobs and their rules
//! - edge: [`column`], [`preset`], [`scenario`], [`edge`]; a bag of values in, a bag of values out

mod text;
#[macro_use]
mod vocabulary;

pub mod aggregate;
pub mod approx;
pub mod book;
pub mod cascade;
pub mod claims;
pub mod column;
pub mod context;
pub mod edge;
pub mod error;
pub mod event;
pub mod events;
pub mod flows;
pub mod impact;
pub mod import;
pub mod ledger;
pub mod margin;
pub mod market;
pub mod money;
pub mod order;
pub mod preset;
pub mod scenario;
pub mod study;
pub mod time;
pub mod value;

#[cfg(target_arch = "wasm32")]
pub mod wasm;

/// The version of the engine, as every result carries it.
pub const VERSION: &str = env!("CARGO_PKG_VERSION");

/// The example of the README, compiled and run with the documentation's.
#[cfg(doctest)]
#[doc = include_str!("../README.md")]
#[derive(Debug)]
pub struct Readme;
