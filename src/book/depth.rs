//! An order book snapshot: what rests at which price, exactly as the venue sent it.
//!
//! Venue: form; quantities.
//!
//! - Binance `GET /fapi/v1/depth`, `/dapi/v1/depth`: `{"bids": [["price", "qty"], …], "asks":
//!   […]}`; coins; contracts of a fixed USD value on COIN-M
//! - Hyperliquid `l2Book`: `{"levels": [[{"px", "sz", "n"}, …], […]]}`, bids first; coins
//! - plain CSV: `side,price,qty` with `bid` or `ask`, header optional; coins
//!
//! Sources: developers.binance.com (USD-M Futures, order book) and
//! hyperliquid.gitbook.io (API, l2Book), seen 2026-11.

use crate::error::{Error, Kind, Result};
use crate::money::{Coins, Price, Qty, Usd};
use crate::order::sorted;

/// Most levels a side.
const MOST_LEVELS: usize = 100_000;

/// One price level.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Level {
    /// Its price, above 0.
    pub price: Price,
    /// What rests there, in the venue's unit.
    pub qty: Qty,
}

/// Both sides of a book, best price first.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Depth {
    bids: Vec<Level>,
    asks: Vec<Level>,
}

impl Depth {
    /// A book from its levels in any order. Levels without quantity are left out: a venue sends
    /// them to say that a level is gone.
    ///
    /// # Errors
    /// Missing without a bid or an ask; out of range for a price of 0; a conflict when the best
    /// bid is above the best ask; too large past 100,000 levels a side.
    pub fn new(mut bids: Vec<Level>, mut asks: Vec<Level>) -> Result<Self> {
        for (side, name) in [(&mut bids, "bids"), (&mut asks, "asks")] {
            if side.len() > MOST_LEVELS {
                let error = Error::new(Kind::TooLarge { limit: "100,000 levels or fewer" });
                return Err(error.in_field(name));
            }
            if let Some(index) = side.iter().position(|level| level.price.is_zero()) {
                let error = Error::out_of_range("a price above 0", "0");
                return Err(error.at_index(index).in_field(name));
            }
            side.retain(|level| !level.qty.is_zero());
            if side.is_empty() {
                return Err(Error::missing("at least one price level").in_field(name));
            }
        }
        let bids = sorted(&bids, &mut |a, b| b.price.cmp(&a.price));
        let asks = sorted(&asks, &mut |a, b| a.price.cmp(&b.price));
        let depth = Self { bids, asks };
        if depth.best_bid() > depth.best_ask() {
            let rule = "the best bid is above the best ask: not one snapshot of one book";
            return Err(Error::conflict(rule));
        }
        Ok(depth)
    }

    /// Reads `side,price,qty` lines; a first line without a number is a header.
    ///
    /// # Errors
    /// What is wrong, with record and line; as [`Depth::new`].
    pub fn from_csv(text: &str) -> Result<Self> {
        let (mut bids, mut asks) = (Vec::new(), Vec::new());
        let mut record = 0_u64;
        for (number, line) in (1_u64..).zip(text.trim_start_matches('\u{feff}').lines()) {
            let line = line.trim();
            let header = record == 0 && !line.bytes().any(|byte| byte.is_ascii_digit());
            if line.is_empty() || header {
                continue;
            }
            record = record.saturating_add(1);
            let (side, level) = csv_line(line).map_err(|e| e.at(record, number))?;
            if side { bids.push(level) } else { asks.push(level) }
        }
        Self::new(bids, asks)
    }

    /// Bids, highest first.
    #[must_use]
    pub fn bids(&self) -> &[Level] {
        &self.bids
    }

    /// Asks, lowest first.
    #[must_use]
    pub fn asks(&self) -> &[Level] {
        &self.asks
    }

    /// The highest bid.
    #[must_use]
    pub fn best_bid(&self) -> Option<Price> {
        self.bids.first().map(|level| level.price)
    }

    /// The lowest ask.
    #[must_use]
    pub fn best_ask(&self) -> Option<Price> {
        self.asks.first().map(|level| level.price)
    }
}

/// Everything on one side: coins, and USD at the levels' own prices.
///
/// # Errors
/// Overflow or inexact past the bounds of exact money.
pub fn total(levels: &[Level]) -> Result<(Coins, Usd)> {
    levels.iter().try_fold((Coins::ZERO, Usd::ZERO), |(coins, usd), level| {
        Ok((coins.plus_qty(level.qty)?, usd.plus(level.price.times(level.qty)?)?))
    })
}

/// True for a bid, and the level.
fn csv_line(line: &str) -> Result<(bool, Level)> {
    let cells: Vec<&str> = line.split([',', ';', '\t']).map(str::trim).collect();
    let [side, price, qty] = cells.as_slice() else {
        return Err(Error::malformed("three columns: side, price, qty", line));
    };
    let bid = match side.to_ascii_lowercase().as_str() {
        "bid" | "bids" | "buy" | "b" => true,
        "ask" | "asks" | "sell" | "a" => false,
        _ => {
            let kind = Kind::UnknownName { known: "bid, ask", found: (*side).into() };
            return Err(Error::new(kind).in_field("side"));
        }
    };
    let price = price.parse().map_err(|e: Error| e.in_field("price"))?;
    let qty = qty.parse().map_err(|e: Error| e.in_field("qty"))?;
    Ok((bid, Level { price, qty }))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_csv_book_is_sorted_and_summed() {
        let text = "side,price,qty\nbid,99.5,2\nask,101,1\nbid,99.9,1\nask,100.1,3\nbid,99,0\n";
        let depth = Depth::from_csv(text).unwrap();
        assert_eq!(depth.best_bid().unwrap().to_string(), "99.9");
        assert_eq!(depth.best_ask().unwrap().to_string(), "100.1");
        let (coins, usd) = total(depth.bids()).unwrap();
        assert_eq!((coins.to_string(), usd.to_string()), ("3".to_owned(), "298.9".to_owned()));
    }

    #[test]
    fn bad_books_are_refused_with_their_place() {
        let error = |text: &str| Depth::from_csv(text).unwrap_err();
        assert_eq!(
            error("bid,1,1\nbid,x,1").to_string(),
            "line 2: price: expected a decimal number such as 104580.25, found \"x\""
        );
        assert_eq!(error("bid,1").code(), "MALFORMED");
        assert_eq!(error("up,1,1").code(), "UNKNOWN_NAME");
        assert_eq!(
            error("bid,1,1").to_string(),
            "asks: expected at least one price level, found nothing"
        );
        assert_eq!(error("bid,2,1\nask,1,1").code(), "CONFLICT");
        assert_eq!(error("bid,0,1\nask,1,1").code(), "OUT_OF_RANGE");
        assert_eq!(error("").code(), "MISSING");
    }
}
