//! The facts of a market, hour by hour.
#![deny(clippy::float_arithmetic, clippy::arithmetic_side_effects)]

use crate::error::Result;
use crate::money::{Price, Ratio, Usd};
use crate::time::Time;

/// Milliseconds in an hour.
pub const HOUR_MS: i64 = 3_600_000;

/// Prices of one span of time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Candle {
    /// The first price.
    pub open: Price,
    /// The highest price.
    pub high: Price,
    /// The lowest price, above 0.
    pub low: Price,
    /// The last price.
    pub close: Price,
}

/// One hour of a market.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Hour {
    /// Its beginning, on the UTC hour.
    pub time: Time,
    /// Its prices.
    pub candle: Candle,
    /// Open interest in USD at its close: the last reading in it; none where there is none.
    pub open_interest: Option<Usd>,
    /// Liquidations of longs in USD that were reported for it.
    pub long: Option<Usd>,
    /// Liquidations of shorts in USD that were reported for it.
    pub short: Option<Usd>,
    /// The last funding rate in it, as a fraction for one interval of the venue.
    pub funding: Option<Ratio>,
}

/// Hours that are not there, between two that are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Gap {
    /// The first missing hour.
    pub first: Time,
    /// How many are missing.
    pub hours: i64,
}

impl Candle {
    /// Takes in the candle that follows.
    pub(super) fn extend(&mut self, later: &Self) {
        self.high = self.high.max(later.high);
        self.low = self.low.min(later.low);
        self.close = later.close;
    }
}

/// The hours that are missing between these times, which rise.
pub(super) fn gaps(times: &[Time]) -> Result<Vec<Gap>> {
    let mut found = Vec::new();
    for (before, after) in times.iter().zip(times.iter().skip(1)) {
        let apart = after.millis().saturating_sub(before.millis()).div_euclid(HOUR_MS);
        if apart > 1 {
            let first = Time::from_millis(before.millis().saturating_add(HOUR_MS))?;
            found.push(Gap { first, hours: apart.saturating_sub(1) });
        }
    }
    Ok(found)
}
