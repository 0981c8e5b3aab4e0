//! Random books and impacts that several laws are tested on.

use proptest::prelude::*;
use washout::cascade::Stand;
use washout::impact::{Bounded, Impact, Linear, Power, Withdrawal};

/// Each of the smooth kinds of impact, by its number from 0 to 3.
pub(crate) fn smooth(kind: u32, depth: f64) -> Impact {
    match kind {
        0 => Impact::Linear(Linear::new(depth).unwrap()),
        1 => Impact::Power(Power::new(depth, 0.875).unwrap()),
        2 => Impact::Withdrawal(Withdrawal::new(depth, 5.0).unwrap()),
        _ => Impact::Bounded(Bounded::new(depth, 0.6).unwrap()),
    }
}

/// Depths of up to a hundred positions.
pub(crate) fn depths() -> impl Strategy<Value = f64> {
    prop::sample::select(vec![200.0, 500.0, 1000.0, 5000.0])
}

/// Positions with thresholds on a grid of tenths of a percent, so that ties and exact touches are
/// common, and bankruptcy prices so many steps `beyond` them.
pub(crate) fn stands(beyond: &'static [u32]) -> impl Strategy<Value = Vec<Stand>> {
    let beyond = prop::sample::select(beyond);
    let stand = (0..200_u32, beyond, 1..40_u32).prop_map(|(threshold, beyond, notional)| Stand {
        threshold: f64::from(threshold) / 1000.0,
        bankruptcy: f64::from(threshold + beyond) / 1000.0,
        notional: f64::from(notional),
    });
    prop::collection::vec(stand, 0..15)
}
