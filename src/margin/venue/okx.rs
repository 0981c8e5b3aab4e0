//! OKX: the taker fee counts, and the tiers are by contracts without a deduction.
//!
//! Liquidated when `equity ÷ (notional × (MMR + fee))` falls to 1. The whole position takes the
//! rate of its tier, so the requirement jumps when a position grows over an edge; it does not
//! change with the price.
//!
//! # The tick
//! What OKX shows of an isolated position is the price of the formula and one tick to the earlier
//! liquidation: up for a long, down for a short. In cross margin it is the formula's own. OKX does
//! not say so; seven isolated and four cross positions, printed by its interface from 2021 to 2025,
//! all agree, longs and shorts, linear and inverse. Spot margin has no tick either: see
//! [`crate::margin::Borrowed`].

use crate::margin::rules::{Contract, FeeKept, RatioKind, Rounding, Rules};
use crate::margin::tier::{Deductions, TierUnit};

const fn plain(contract: Contract) -> Rules {
    Rules {
        fee: FeeKept::AtLiquidation,
        deductions: Deductions::None,
        tier_unit: TierUnit::Contracts,
        rounding: Rounding::OneTickTowardsEntry,
        cross_rounding: Some(Rounding::None),
        ratio: RatioKind::EquityOverMaintenance,
        source: "https://www.okx.com/help, margin ratio and tiers; interface samples of positions",
        ..Rules::plain("okx", contract)
    }
}

pub(super) const LINEAR: Rules = Rules {
    status: "seven real positions recomputed to seven places; the tick is seen in them, not \
             published",
    ..plain(Contract::Linear)
};

pub(super) const INVERSE: Rules = Rules {
    status: "four real positions recomputed to seven places; the tick is seen in them, not \
             published",
    ..plain(Contract::Inverse)
};
