//! What the quantity of an event is worth, and how well that is known.

use crate::money::{Price, Qty, Usd};

/// How well a contract's value is known.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Proof {
    /// A venue's page or one of its own messages states it, or the caller does.
    Stated,
    /// Nobody has checked it lately: the report says so.
    Unverified,
}

/// What the quantity of an event is worth.
#[derive(Clone, Copy, Debug)]
pub(super) enum Worth {
    /// `qty` are coins: times the price.
    Coins,
    /// `qty` are contracts of so many coins each: times the price.
    Contracts(Qty, Proof),
    /// `qty` are contracts of so many dollars each, whatever the price.
    Face(Price, Proof),
    /// The feed says it in USD.
    Usd(Usd),
    /// Nobody said what a contract is worth.
    Unknown,
    /// The file says all of it, and which price it comes from.
    Stated { coins: Option<Qty>, usd: Usd },
}
