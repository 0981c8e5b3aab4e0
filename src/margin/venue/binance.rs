//! Binance USD-M and COIN-M futures.
//!
//! `(WB − TMM + UPNL + cum − s·Q·EP) ÷ (Q·MMR − s·Q)`; in coins for COIN-M. No fee inside, the
//! tick is for display only, and a price below zero shows as none. In hedge mode with cross
//! margin the long and the short of a symbol share one liquidation price.

use crate::margin::rules::{Contract, Rules};

pub(super) const USDM: Rules = Rules {
    source: "https://www.binance.com/en/support/faq/b3c689c1f50a44cabb3a84e663b81d93",
    status: "published by the venue; its examples recomputed",
    ..Rules::plain("binance-usdm", Contract::Linear)
};

pub(super) const COINM: Rules = Rules {
    source: "https://www.binance.com/en/support/faq/ceccfcfb4e3a45e3b48b0b1bb1a8ae46",
    status: "published by the venue; a sample of its interface recomputed",
    ..Rules::plain("binance-coinm", Contract::Inverse)
};
