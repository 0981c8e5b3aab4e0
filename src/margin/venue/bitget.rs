//! Bitget: `(margin − s·Q·EP) ÷ (Q·(MMR + taker fee − s))`.

use crate::margin::rules::{Contract, FeeKept, Rules};
use crate::margin::tier::Deductions;

pub(super) const LINEAR: Rules = Rules {
    fee: FeeKept::AtLiquidation,
    deductions: Deductions::Given,
    source: "https://www.bitget.com/support/articles/12560603808759",
    status: "published by the venue; no published number to check it with",
    ..Rules::plain("bitget", Contract::Linear)
};
