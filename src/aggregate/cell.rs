//! Counts and exact sums.

use crate::error::{Error, Result};
use crate::event::{Liquidation, Side};
use crate::money::{Coins, Ratio, Usd};

/// How many events there were, and their value.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Sum {
    /// Events.
    pub count: u64,
    /// Their value in USD.
    pub usd: Usd,
}

/// A [`Sum`], and the coins where they are known.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Cell {
    /// Events and their value.
    pub sum: Sum,
    /// Coins of the events that state them.
    pub coins: Coins,
    /// How many events state their coins.
    pub coins_known: u64,
}

/// One sum for the longs that were closed, and one for the shorts.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Split<T> {
    /// Closed longs.
    pub long: T,
    /// Closed shorts.
    pub short: T,
}

/// What can be added without loss.
pub trait Add: Copy + Default {
    /// The sum.
    ///
    /// # Errors
    /// Overflow past the range of exact arithmetic.
    fn plus(self, other: Self) -> Result<Self>;
}

impl Sum {
    /// Adds one event. In place: a call moves more than it does, and there is one for every event.
    ///
    /// # Errors
    /// Overflow past the range of exact arithmetic; the sum is of no use then.
    #[inline(always)]
    pub fn take(&mut self, event: &Liquidation<'_>) -> Result<()> {
        self.count = self.count.saturating_add(1);
        self.usd.grow(event.usd)
    }
}

impl Cell {
    /// Adds one event.
    ///
    /// # Errors
    /// Overflow past the range of exact arithmetic; the sums are of no use then.
    #[inline(always)]
    pub fn take(&mut self, event: &Liquidation<'_>) -> Result<()> {
        self.sum.take(event)?;
        if let Some(coins) = event.coins {
            self.coins.grow(coins)?;
            self.coins_known = self.coins_known.saturating_add(1);
        }
        Ok(())
    }
}

fn count(a: u64, b: u64) -> Result<u64> {
    a.checked_add(b).ok_or_else(|| Error::overflow("the count of events"))
}

impl Add for Sum {
    fn plus(self, other: Self) -> Result<Self> {
        Ok(Self { count: count(self.count, other.count)?, usd: self.usd.plus(other.usd)? })
    }
}

impl Add for Cell {
    fn plus(self, other: Self) -> Result<Self> {
        Ok(Self {
            sum: self.sum.plus(other.sum)?,
            coins: self.coins.plus(other.coins)?,
            coins_known: count(self.coins_known, other.coins_known)?,
        })
    }
}

impl<T: Add> Add for Split<T> {
    fn plus(self, other: Self) -> Result<Self> {
        Ok(Self { long: self.long.plus(other.long)?, short: self.short.plus(other.short)? })
    }
}

impl<T: Add> Split<T> {
    /// Nothing but `sum`, on `side`.
    pub fn on(side: Side, sum: T) -> Self {
        match side {
            Side::Long => Self { long: sum, ..Self::default() },
            Side::Short => Self { short: sum, ..Self::default() },
        }
    }

    /// Both sides together.
    ///
    /// # Errors
    /// Overflow past the range of exact arithmetic.
    pub fn both(self) -> Result<T> {
        self.long.plus(self.short)
    }

    /// Adds on one side.
    ///
    /// # Errors
    /// Overflow past the range of exact arithmetic.
    pub fn add(&mut self, side: Side, sum: T) -> Result<()> {
        let into = self.side(side);
        *into = into.plus(sum)?;
        Ok(())
    }

    /// The sum of one side.
    #[inline(always)]
    pub const fn side(&mut self, side: Side) -> &mut T {
        match side {
            Side::Long => &mut self.long,
            Side::Short => &mut self.short,
        }
    }
}

impl Split<Sum> {
    /// Longs ÷ shorts in USD; none where no short was closed.
    #[must_use]
    pub fn ratio(self) -> Option<Ratio> {
        self.long.usd.over(self.short.usd)
    }

    /// Longs ÷ both in USD; none where nothing was closed.
    #[must_use]
    pub fn long_share(self) -> Option<Ratio> {
        self.long.usd.over(self.both().ok()?.usd)
    }

    /// (Longs − shorts) ÷ both in USD, from −1 to 1; none where nothing was closed.
    #[must_use]
    pub fn imbalance(self) -> Option<Ratio> {
        self.long.usd.minus(self.short.usd).ok()?.over(self.both().ok()?.usd)
    }
}
