//! Phemex: `(open value − assigned margin − maintenance amount) ÷ (1 − fee − MMR) ÷ size`.
//!
//! The margin assigned at a leverage holds the fee for closing at the bankruptcy price.

use crate::margin::rules::{Contract, FeeKept, Reserve, Rules};
use crate::margin::tier::Deductions;

pub(super) const LINEAR: Rules = Rules {
    fee: FeeKept::AtLiquidation,
    reserve: Reserve::ClosingFee,
    deductions: Deductions::Given,
    source: "https://phemex.com/help-center, liquidation price of USDT contracts",
    status: "published by the venue; its example recomputed (a long); the short mirrors it",
    ..Rules::plain("phemex", Contract::Linear)
};
