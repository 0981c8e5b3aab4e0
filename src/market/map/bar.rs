//! One hour of prices, as the estimates see it.

use crate::error::{Error, Result};

/// One hour of a market.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Bar {
    /// Its beginning, in milliseconds.
    pub(super) time_ms: i64,
    /// The highest price in USD.
    pub(super) high: f64,
    /// The lowest price in USD, above 0.
    pub(super) low: f64,
    /// The last price in USD.
    pub(super) close: f64,
    /// Open interest in USD at the close, 0 or more; none where it is not known.
    pub(super) open_interest: Option<f64>,
}

impl Bar {
    /// An hour that begins at `time_ms`. Open interest that is negative or no finite number counts
    /// as not known.
    ///
    /// # Errors
    /// Out of range unless 0 < `low` ≤ `close` ≤ `high` and all are finite.
    pub fn new(time_ms: i64, [high, low, close]: [f64; 3], open_interest: f64) -> Result<Self> {
        let known = open_interest >= 0.0 && open_interest.is_finite();
        let open_interest = known.then_some(open_interest);
        if low > 0.0 && low <= close && close <= high && high.is_finite() {
            return Ok(Self { time_ms, high, low, close, open_interest });
        }
        let range = "prices above 0, the close between the low and the high";
        Err(Error::out_of_range(range, "other prices"))
    }

    /// Its beginning, in milliseconds.
    #[must_use]
    pub const fn time_ms(&self) -> i64 {
        self.time_ms
    }

    /// The same prices at another time.
    #[must_use]
    pub const fn at(self, time_ms: i64) -> Self {
        Self { time_ms, ..self }
    }

    /// The last price in USD.
    #[must_use]
    pub const fn close(&self) -> f64 {
        self.close
    }

    /// Mass of the positions that the hour leaves, of this open interest.
    pub(super) fn mass(&self, open_interest: f64) -> f64 {
        let range = (self.high - self.low) / self.close;
        open_interest * (range * range.sqrt())
    }

    /// Where they are thought to have been entered, in USD.
    pub(super) fn entries(&self) -> [f64; 5] {
        let Self { high, low, close, .. } = *self;
        [low, (low + close) / 2.0, (high + low + close) / 3.0, (high + close) / 2.0, high]
    }
}
