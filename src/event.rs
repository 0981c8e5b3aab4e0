//! One liquidation: which position was closed, when, where, how much of it, at which price.
#![deny(clippy::float_arithmetic, clippy::arithmetic_side_effects)]

use crate::error::{Error, Kind, Result};
use crate::money::{Price, Qty, Usd};
use crate::time::Time;

/// The side of the POSITION that was closed, never the side of the order that closed it.
///
/// Binance, OKX and BitMEX send the order's side (a sell closed a long), Bybit and Bitget the
/// position's. Each feed's file says which, and translates.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Side {
    /// A long position was closed by a forced sale.
    Long,
    /// A short position was closed by a forced purchase.
    Short,
}

/// Which price values the event.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum PriceKind {
    /// The (average) price at which the forced order was filled.
    Fill,
    /// The limit price of the forced order, because the feed gave no fill.
    Order,
    /// The bankruptcy price of the position: what the venue's feed publishes.
    Bankruptcy,
    /// The price of the public trade that closed the position.
    Trade,
    /// The feed gives a value in USD and its own price.
    Reported,
    /// No price at all: each contract is worth a fixed number of dollars.
    Face,
}

/// What a feed's quantity counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum QtyUnit {
    /// Coins of the base asset.
    Base,
    /// Contracts; what one is worth is stated beside it.
    Contracts,
    /// Units of the quote currency, taken as USD.
    Quote,
}

/// What share of a venue's liquidations a feed contains at best.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Coverage {
    /// Every liquidation.
    Full,
    /// Only the largest of a symbol (or of a symbol and side) within a second.
    LargestPerSecond,
    /// Only one of a symbol within a second.
    Sampled,
    /// Totals by an aggregator, from feeds of mixed coverage.
    Aggregated,
    /// The file does not say.
    Unstated,
}

/// One liquidation, borrowed from the record that it was read from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Liquidation<'a> {
    /// When the forced order traded; where a feed sends no such time, when it was received.
    pub time: Time,
    /// The venue, in lower case: `binance-usdm`.
    pub venue: &'a str,
    /// The market's name as the venue writes it: `BTCUSDT`.
    pub symbol: &'a str,
    /// The asset, from the symbol: `BTC`.
    pub asset: &'a str,
    /// The position that was closed.
    pub closed: Side,
    /// The venue's own quantity, in `unit`s.
    pub qty: Qty,
    /// What `qty` counts.
    pub unit: QtyUnit,
    /// The quantity in coins, where the feed allows it exactly; none where it is USD ÷ price.
    pub coins: Option<Qty>,
    /// The venue's own price field: for Binance the limit price of the order.
    pub price: Price,
    /// The average fill price, where the feed has one.
    pub fill: Option<Price>,
    /// Which of the prices `usd` is computed with.
    pub valued_at: PriceKind,
    /// Notional value in USD, exact. Not a loss: a 20x long of 1,000 USD loses at most 50.
    pub usd: Usd,
    /// What the feed contains at best.
    pub coverage: Coverage,
}

impl Side {
    /// `long` or `short`.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Long => "long",
            Self::Short => "short",
        }
    }

    /// The opposite side.
    #[must_use]
    pub const fn other(self) -> Self {
        match self {
            Self::Long => Self::Short,
            Self::Short => Self::Long,
        }
    }

    /// +1 for a long, −1 for a short: the sign with which a rising price pays the position.
    #[must_use]
    pub const fn sign(self) -> i8 {
        match self {
            Self::Long => 1,
            Self::Short => -1,
        }
    }

    /// The position that a forced order closed: a sell (`sell`, `SELL`, `Sell`) closed a long.
    ///
    /// # Errors
    /// [`Kind::UnknownName`] for anything but buy and sell.
    pub fn closed_by_order(order: &[u8]) -> Result<Self> {
        if order.eq_ignore_ascii_case(b"sell") {
            Ok(Self::Long)
        } else if order.eq_ignore_ascii_case(b"buy") {
            Ok(Self::Short)
        } else {
            Err(unknown_side("BUY, SELL", order))
        }
    }

    /// The position named by a feed that sends the position's side: `Buy` or `long` is a long.
    ///
    /// # Errors
    /// [`Kind::UnknownName`] for anything but buy, sell, long and short.
    pub fn of_position(position: &[u8]) -> Result<Self> {
        let is = |name: &[u8]| position.eq_ignore_ascii_case(name);
        if is(b"buy") || is(b"long") {
            Ok(Self::Long)
        } else if is(b"sell") || is(b"short") {
            Ok(Self::Short)
        } else {
            Err(unknown_side("long, short, buy, sell", position))
        }
    }
}

fn unknown_side(known: &'static str, found: &[u8]) -> Error {
    Error::new(Kind::UnknownName { known, found: found.into() })
}

impl PriceKind {
    /// The name in reports and files.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Fill => "fill",
            Self::Order => "order",
            Self::Bankruptcy => "bankruptcy",
            Self::Trade => "trade",
            Self::Reported => "reported",
            Self::Face => "face",
        }
    }

    /// Every kind, in the order of reports.
    pub const ALL: [Self; 6] =
        [Self::Fill, Self::Order, Self::Bankruptcy, Self::Trade, Self::Reported, Self::Face];

    /// The kind with this name.
    ///
    /// # Errors
    /// [`Kind::UnknownName`] for any other text.
    pub fn named(name: &[u8]) -> Result<Self> {
        const KNOWN: &str = "fill, order, bankruptcy, trade, reported, face";
        named(&Self::ALL, |kind| kind.as_str(), name, KNOWN)
    }
}

impl QtyUnit {
    /// The name in reports and files.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Base => "base",
            Self::Contracts => "contracts",
            Self::Quote => "quote",
        }
    }

    /// The unit with this name.
    ///
    /// # Errors
    /// [`Kind::UnknownName`] for any other text.
    pub fn named(name: &[u8]) -> Result<Self> {
        const ALL: [QtyUnit; 3] = [QtyUnit::Base, QtyUnit::Contracts, QtyUnit::Quote];
        named(&ALL, |unit| unit.as_str(), name, "base, contracts, quote")
    }
}

/// The one of `all` that is called `name`.
fn named<T: Copy>(
    all: &[T],
    of: impl Fn(T) -> &'static str,
    name: &[u8],
    known: &'static str,
) -> Result<T> {
    let found = all.iter().copied().find(|one| of(*one).as_bytes() == name);
    found.ok_or_else(|| Error::new(Kind::UnknownName { known, found: name.into() }))
}

impl Coverage {
    /// The name in reports and files.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Full => "full",
            Self::LargestPerSecond => "largest-per-second",
            Self::Sampled => "sampled",
            Self::Aggregated => "aggregated",
            Self::Unstated => "unstated",
        }
    }

    /// Every coverage, in the order of reports.
    pub const ALL: [Self; 5] =
        [Self::Full, Self::LargestPerSecond, Self::Sampled, Self::Aggregated, Self::Unstated];

    /// The coverage with this name.
    ///
    /// # Errors
    /// [`Kind::UnknownName`] for any other text.
    pub fn named(name: &[u8]) -> Result<Self> {
        const KNOWN: &str = "full, largest-per-second, sampled, aggregated, unstated";
        named(&Self::ALL, |coverage| coverage.as_str(), name, KNOWN)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_order_side_and_a_position_side_are_opposite_readings_of_the_same_word() {
        assert_eq!(Side::closed_by_order(b"SELL"), Ok(Side::Long));
        assert_eq!(Side::of_position(b"Sell"), Ok(Side::Short));
        assert_eq!(Side::closed_by_order(b"Buy"), Ok(Side::Short));
        assert_eq!(Side::of_position(b"Buy"), Ok(Side::Long));
        assert_eq!(Side::closed_by_order(b"long").unwrap_err().code(), "UNKNOWN_NAME");
        assert_eq!(Side::of_position(b"").unwrap_err().code(), "UNKNOWN_NAME");
    }
}
