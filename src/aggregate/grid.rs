//! Buckets of time, and a table over them that stays small.

use std::collections::BTreeMap;

use super::cell::Add;
use crate::error::{Error, Kind, Result};

const MINUTE: i64 = 60_000;
const HOUR: i64 = 60 * MINUTE;

/// The width of a bucket of time. Each width divides the next, so that buckets can be put
/// together without loss; buckets start on the UTC minute, hour or day.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
#[allow(missing_docs, reason = "the names say it")]
pub enum Bucket {
    Minute,
    FiveMinutes,
    QuarterHour,
    HalfHour,
    Hour,
    FourHours,
    HalfDay,
    Day,
    /// All time in one bucket that starts in 1970.
    All,
}

impl Bucket {
    /// Every width, in order.
    pub const ALL: [Self; 9] = [
        Self::Minute,
        Self::FiveMinutes,
        Self::QuarterHour,
        Self::HalfHour,
        Self::Hour,
        Self::FourHours,
        Self::HalfDay,
        Self::Day,
        Self::All,
    ];

    /// The width in milliseconds.
    #[must_use]
    pub const fn millis(self) -> i64 {
        match self {
            Self::Minute => MINUTE,
            Self::FiveMinutes => 5 * MINUTE,
            Self::QuarterHour => 15 * MINUTE,
            Self::HalfHour => 30 * MINUTE,
            Self::Hour => HOUR,
            Self::FourHours => 4 * HOUR,
            Self::HalfDay => 12 * HOUR,
            Self::Day => 24 * HOUR,
            Self::All => i64::MAX,
        }
    }

    /// The name in options and reports: `1m` to `1d`.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Minute => "1m",
            Self::FiveMinutes => "5m",
            Self::QuarterHour => "15m",
            Self::HalfHour => "30m",
            Self::Hour => "1h",
            Self::FourHours => "4h",
            Self::HalfDay => "12h",
            Self::Day => "1d",
            Self::All => "all",
        }
    }

    /// The width with this name.
    ///
    /// # Errors
    /// [`Kind::UnknownName`] for any other text.
    pub fn named(name: &str) -> Result<Self> {
        const KNOWN: &str = "1m, 5m, 15m, 30m, 1h, 4h, 12h, 1d, all";
        let found = Self::ALL.into_iter().find(|bucket| bucket.as_str() == name);
        found.ok_or_else(|| Error::new(Kind::UnknownName { known: KNOWN, found: name.into() }))
    }

    /// The start of the bucket that holds the millisecond `ms`.
    #[must_use]
    pub fn floor(self, ms: i64) -> i64 {
        ms.saturating_sub(ms.checked_rem_euclid(self.millis()).unwrap_or(0))
    }

    fn wider(self) -> Self {
        Self::ALL.into_iter().find(|bucket| *bucket > self).unwrap_or(Self::All)
    }
}

/// Sums by (key, bucket), at most `most` of them: when there would be more, buckets get wider.
/// How wide depends on the set of entries only, not on the order in which they came.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Grid<T> {
    pub(super) bucket: Bucket,
    pub(super) sums: BTreeMap<(i64, u32), T>,
    most: usize,
}

impl<T: Add> Grid<T> {
    pub(super) const fn new(bucket: Bucket, most: usize) -> Self {
        Self { bucket, sums: BTreeMap::new(), most }
    }

    /// Adds `sum` at the millisecond `ms`.
    pub(super) fn add(&mut self, ms: i64, key: u32, sum: T) -> Result<()> {
        let slot = self.sums.entry((self.bucket.floor(ms), key)).or_default();
        *slot = slot.plus(sum)?;
        self.shrink()
    }

    /// Makes buckets at least as wide as `bucket`.
    pub(super) fn widen(&mut self, bucket: Bucket) -> Result<()> {
        if bucket <= self.bucket {
            return Ok(());
        }
        self.bucket = bucket;
        for ((ms, key), sum) in std::mem::take(&mut self.sums) {
            let slot = self.sums.entry((bucket.floor(ms), key)).or_default();
            *slot = slot.plus(sum)?;
        }
        Ok(())
    }

    fn shrink(&mut self) -> Result<()> {
        while self.sums.len() > self.most && self.bucket < Bucket::All {
            self.widen(self.bucket.wider())?;
        }
        Ok(())
    }
}
