//! Bybit: the entry forms of its help pages, the mark forms of 2026, and the classic inverse.
//!
//! Order cost and maintenance hold the same closing fee, so it cancels. Liquidation and
//! bankruptcy prices round towards the entry price: a long up, a short down.
//!
//! Its forms:
//!
//! - `entry`: maintenance on the entry value: `EP − s·(IM − MM)/Q`; what position samples show
//! - `mark`: maintenance at the liquidation price, extra margin over `1 ∓ fee`: page of 2026-05-27
//! - `classic`: inverse without deductions: `EP·L/(L ± 1 ∓ MMR·L)`
//! - `cross`: inverse cross of the classic account: the fee at the bankruptcy price counts
//!
//! An inverse position in cross margin takes the form `cross` where none is named.

use crate::margin::mode::Mode;
use crate::margin::rules::{Basis, Contract, Extra, FeeKept, Rounding, Rules};
use crate::margin::tier::Deductions;

const fn plain(contract: Contract) -> Rules {
    Rules {
        rounding: Rounding::TowardsEntry,
        bankruptcy_rounding: Rounding::TowardsEntry,
        ..Rules::plain("bybit", contract)
    }
}

pub(super) const LINEAR_ENTRY: Rules = Rules {
    form: "entry",
    basis: Basis::Entry,
    source: "https://testnet.bybit.com/en-US/help-center/s/article/Liquidation-Price-USDT-Contract",
    status: "published by the venue; its example and a position sample recomputed",
    ..plain(Contract::Linear)
};

pub(super) const LINEAR_MARK: Rules = Rules {
    form: "mark",
    extra: Extra::OverFee,
    source: "https://www.bybit.com/en/help-center/article/\
             Liquidation-Price-Calculation-under-Isolated-Mode-Unified-Trading-Account",
    status: "the linear form follows from the inverse one of the page of 2026-05-27; not checked \
             against a published number",
    ..plain(Contract::Linear)
};

pub(super) const INVERSE_MARK: Rules = Rules {
    form: "mark",
    extra: Extra::OverFee,
    source: LINEAR_MARK.source,
    status: "published by the venue on 2026-05-27",
    ..plain(Contract::Inverse)
};

pub(super) const INVERSE_ENTRY: Rules = Rules {
    form: "entry",
    basis: Basis::Entry,
    source: "help page of the unified account, copy of 2024-09-10",
    status: "published by the venue until 2025",
    ..plain(Contract::Inverse)
};

pub(super) const INVERSE_CLASSIC: Rules = Rules {
    form: "classic",
    basis: Basis::Entry,
    deductions: Deductions::None,
    source: "help page of the classic account; OctoBot-Trading, inverse_position.py",
    status: "published by the venue for the classic account",
    ..plain(Contract::Inverse)
};

pub(super) const INVERSE_CROSS: Rules = Rules {
    form: "cross",
    mode: Some(Mode::Cross),
    basis: Basis::Entry,
    fee: FeeKept::AtBankruptcy,
    deductions: Deductions::None,
    source: "https://help.bybit.com/hc/en-us/articles/360039261334",
    status: "published by the venue for the classic account; its example recomputed",
    ..plain(Contract::Inverse)
};
