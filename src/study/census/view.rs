//! How a report shows a count.

use crate::aggregate::Bucket;
use crate::error::{Error, Result};

/// Largest number of orders that can be listed, which is how many a count keeps.
const TOP_LIMIT: usize = 20;
const TOP_RANGE: &str = "0 to 20";
/// Shortest gap that can be listed, in milliseconds: a minute is as fine as gaps are known.
const GAP_MIN_MS: i64 = 60_000;
const GAP_RANGE: &str = "60000 milliseconds or more";
/// Shortest gap that is listed unless the caller says otherwise, in milliseconds: an hour.
const GAP_MS: i64 = 3_600_000;

/// How a report shows a count: hours, the 20 largest orders and gaps of an hour unless told
/// otherwise.
///
/// ```
/// use washout::aggregate::Bucket;
/// use washout::study::census::View;
///
/// let view = View::by(Bucket::Day).with_top(5)?;
/// assert_eq!((view.bucket(), view.top(), view.gap_ms()), (Bucket::Day, 5, 3_600_000));
/// assert_eq!(view.with_top(21).unwrap_err().to_string(), "top: expected 0 to 20, found \"21\"");
/// # Ok::<(), washout::error::Error>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct View {
    bucket: Bucket,
    top: usize,
    gap_ms: i64,
}

impl Default for View {
    fn default() -> Self {
        Self::by(Bucket::Hour)
    }
}

impl View {
    /// The usual view in buckets of this width in time.
    #[must_use]
    pub const fn by(bucket: Bucket) -> Self {
        Self { bucket, top: TOP_LIMIT, gap_ms: GAP_MS }
    }

    /// The same with so many of the largest orders listed.
    ///
    /// # Errors
    /// Out of range for anything but 0 to 20.
    pub fn with_top(self, top: i64) -> Result<Self> {
        match usize::try_from(top) {
            Ok(top @ 0..=TOP_LIMIT) => Ok(Self { top, ..self }),
            _ => Err(out_of_range("top", TOP_RANGE, top)),
        }
    }

    /// The same with gaps listed from this length on, in milliseconds.
    ///
    /// # Errors
    /// Out of range below a minute.
    pub fn with_gap_ms(self, gap_ms: i64) -> Result<Self> {
        if gap_ms < GAP_MIN_MS {
            return Err(out_of_range("gap_ms", GAP_RANGE, gap_ms));
        }
        Ok(Self { gap_ms, ..self })
    }

    /// The width of the buckets in time.
    #[must_use]
    pub const fn bucket(self) -> Bucket {
        self.bucket
    }

    /// How many of the largest orders are listed.
    #[must_use]
    pub const fn top(self) -> usize {
        self.top
    }

    /// The shortest time without events that is listed as a gap, in milliseconds.
    #[must_use]
    pub const fn gap_ms(self) -> i64 {
        self.gap_ms
    }
}

fn out_of_range(field: &'static str, range: &'static str, found: i64) -> Error {
    Error::out_of_range(range, &found.to_string()).in_field(field)
}
