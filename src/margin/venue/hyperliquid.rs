//! Hyperliquid: `price − s·margin available ÷ size ÷ (1 − l·s)`, `l = 1 ÷ maintenance leverage`.
//!
//! The maintenance rate is half the initial one at the tier's most leverage, with deductions; no
//! fee, nothing rounded. Written at entry or at the mark, it is the same identity.

use crate::margin::rules::{Contract, Rules};

pub(super) const LINEAR: Rules = Rules {
    source: "https://hyperliquid.gitbook.io/hyperliquid-docs/trading/liquidations",
    status: "published by the venue; some 20 real positions recomputed to one in 10,000",
    ..Rules::plain("hyperliquid", Contract::Linear)
};
