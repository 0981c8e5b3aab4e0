//! EdgeX: `(value − equity) ÷ (size × (1 − MMR))`, rounded down to the tick.

use crate::margin::rules::{Contract, Rounding, Rules};
use crate::margin::tier::Deductions;

pub(super) const LINEAR: Rules = Rules {
    deductions: Deductions::None,
    rounding: Rounding::Down,
    bankruptcy_rounding: Rounding::Down,
    source: "position sample of the EdgeX interface",
    status: "a real position recomputed (a long)",
    ..Rules::plain("edgex", Contract::Linear)
};
