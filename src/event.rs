//! One liquidation: which position was closed, when, where, how much of it, at which price.
#![deny(clippy::float_arithmetic, clippy::arithmetic_side_effects)]

use crate::error::{Error, Kind, Result};
use crate::money::{Price, Qty, Usd};
use crate::time::Time;

vocabulary! {
    /// The side of the POSITION that was closed, never the side of the order that closed it.
    ///
    /// Binance, OKX and BitMEX send the order's side (a sell closed a long), Bybit and Bitget the
    /// position's. Each feed's file says which, and translates.
    #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
    pub enum Side {
        /// A long position was closed by a forced sale.
        Long = "long",
        /// A short position was closed by a forced purchase.
        Short = "short",
    }
}

vocabulary! {
    /// Which price values the event.
    #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
    pub enum PriceKind {
        /// The (average) price at which the forced order was filled.
        Fill = "fill",
        /// The limit price of the forced order, because the feed gave no fill.
        Order = "order",
        /// The bankruptcy price of the position: what the venue's feed publishes.
        Bankruptcy = "bankruptcy",
        /// The price of the public trade that closed the position.
        Trade = "trade",
        /// The feed gives a value in USD and its own price.
        Reported = "reported",
        /// No price at all: each contract is worth a fixed number of dollars.
        Face = "face",
    }
}

vocabulary! {
    /// What a feed's quantity counts.
    #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
    pub enum QtyUnit {
        /// Coins of the base asset.
        Base = "base",
        /// Contracts; what one is worth is stated beside it.
        Contracts = "contracts",
        /// Units of the quote currency, taken as USD.
        Quote = "quote",
    }
}

vocabulary! {
    /// What share of a venue's liquidations a feed contains at best.
    #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
    pub enum Coverage {
        /// Every liquidation.
        Full = "full",
        /// Only the largest of a symbol (or of a symbol and side) within a second.
        LargestPerSecond = "largest-per-second",
        /// Only one of a symbol within a second.
        Sampled = "sampled",
        /// Totals by an aggregator, from feeds of mixed coverage.
        Aggregated = "aggregated",
        /// The file does not say.
        Unstated = "unstated",
    }
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
