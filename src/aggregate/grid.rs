//! Buckets of time, and a table over them that stays small.

use super::blocks::Blocks;
use super::cell::Add;
use crate::error::Result;

const MINUTE: i64 = 60_000;
const HOUR: i64 = 60 * MINUTE;

vocabulary! {
    /// The width of a bucket of time. Each width divides the next, so that buckets can be put
    /// together without loss; buckets start on the UTC minute, hour or day.
    #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
    #[allow(missing_docs, reason = "the names say it")]
    pub enum Bucket {
        Minute = "1m",
        FiveMinutes = "5m",
        QuarterHour = "15m",
        HalfHour = "30m",
        Hour = "1h",
        FourHours = "4h",
        HalfDay = "12h",
        Day = "1d",
        /// All time in one bucket that starts in 1970.
        All = "all",
    }
}

impl Bucket {
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

    /// The start of the bucket that holds the millisecond `ms`.
    #[must_use]
    pub fn floor(self, ms: i64) -> i64 {
        ms.saturating_sub(ms.checked_rem_euclid(self.millis()).unwrap_or(0))
    }

    fn wider(self) -> Self {
        Self::ALL.into_iter().find(|bucket| *bucket > self).unwrap_or(Self::All)
    }
}

/// Sums by (key, bucket), at most `max` of them: when there would be more, buckets get wider.
/// How wide depends on the set of entries only, not on the order in which they came.
#[derive(Clone, Debug)]
pub(super) struct Grid<T> {
    pub(super) bucket: Bucket,
    /// The start of its bucket and the key of each sum.
    keys: Vec<(i64, u32)>,
    sums: Vec<T>,
    /// Numbers of sums, in the order of buckets and keys; one list serves every kind of sum.
    order: Blocks,
    max: usize,
}

impl<T: Add> Grid<T> {
    pub(super) fn new(bucket: Bucket, max: usize) -> Self {
        Self { bucket, keys: Vec::new(), sums: Vec::new(), order: Blocks::default(), max }
    }

    /// Every sum with its bucket and key, in the order of buckets and keys.
    pub(super) fn iter(&self) -> impl Iterator<Item = ((i64, u32), &T)> {
        let sum = |number: u32| {
            let index = number as usize;
            Some((*self.keys.get(index)?, self.sums.get(index)?))
        };
        self.order.numbers().into_iter().filter_map(sum)
    }

    pub(super) const fn len(&self) -> usize {
        self.sums.len()
    }

    /// Adds `sum` at the millisecond `ms`.
    pub(super) fn add(&mut self, ms: i64, key: u32, sum: T) -> Result<()> {
        self.put(ms, key, sum)?;
        self.shrink()
    }

    #[allow(clippy::indexing_slicing, reason = "the order holds numbers of sums")]
    fn put(&mut self, ms: i64, key: u32, sum: T) -> Result<()> {
        let wanted = (self.bucket.floor(ms), key);
        let keys = &self.keys;
        match self.order.find(&mut |number| keys.get(number as usize).cmp(&Some(&wanted))) {
            Ok(number) => {
                let slot = &mut self.sums[number as usize];
                *slot = slot.plus(sum)?;
            }
            Err(place) => {
                #[allow(clippy::cast_possible_truncation, reason = "2^18 sums at most, and one")]
                self.order.insert(place, self.sums.len() as u32);
                self.keys.push(wanted);
                self.sums.push(sum);
            }
        }
        Ok(())
    }

    /// Makes buckets at least as wide as `bucket`.
    pub(super) fn widen(&mut self, bucket: Bucket) -> Result<()> {
        if bucket <= self.bucket {
            return Ok(());
        }
        let mut wider = Self::new(bucket, self.max);
        for ((ms, key), sum) in self.iter() {
            wider.put(ms, key, *sum)?;
        }
        *self = wider;
        Ok(())
    }

    fn shrink(&mut self) -> Result<()> {
        while self.sums.len() > self.max && self.bucket < Bucket::All {
            self.widen(self.bucket.wider())?;
        }
        Ok(())
    }
}
