//! OKX: the taker fee counts, and the tiers are by contracts without a deduction.
//!
//! Liquidated when `equity ÷ (notional × (MMR + fee))` falls to 1. The whole position takes the
//! rate of its tier, so the requirement jumps when a position grows over an edge; it does not
//! change with the price. One real inverse long shows exactly one tick more than the formula.

use crate::margin::rules::{Contract, FeeKept, RatioKind, Rules};
use crate::margin::tier::{Deductions, TierUnit};

const fn plain(contract: Contract) -> Rules {
    Rules {
        fee: FeeKept::AtLiquidation,
        deductions: Deductions::None,
        tier_unit: TierUnit::Contracts,
        ratio: RatioKind::EquityOverMaintenance,
        source: "https://www.okx.com/help, margin ratio and tiers; interface samples of positions",
        ..Rules::plain("okx", contract)
    }
}

pub(super) const LINEAR: Rules =
    Rules { status: "a real position recomputed to eight places", ..plain(Contract::Linear) };

pub(super) const INVERSE: Rules =
    Rules { status: "a real position recomputed, but for one tick", ..plain(Contract::Inverse) };
