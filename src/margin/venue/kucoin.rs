//! KuCoin: `EP ∓ (position margin − maintenance) ÷ Q`, both amounts of the position.
//!
//! Both hold the closing commission, so it cancels; the bankruptcy price leaves it out of the
//! margin. A sample of the interface rounds the liquidation price towards the entry price and
//! the bankruptcy price away from it.

use crate::margin::rules::{Basis, Contract, Rounding, Rules};
use crate::margin::tier::Deductions;

pub(super) const LINEAR: Rules = Rules {
    basis: Basis::Entry,
    deductions: Deductions::Given,
    rounding: Rounding::TowardsEntry,
    bankruptcy_rounding: Rounding::AwayFromEntry,
    source: "position sample of the KuCoin futures interface",
    status: "a sample of its interface recomputed (a long); the short mirrors it",
    ..Rules::plain("kucoin", Contract::Linear)
};
