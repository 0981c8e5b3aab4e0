//! An estimate of what a feed leaves out when it sends at most one liquidation a second: such
//! totals are a lower bound.
//!
//! Where arrivals in a bucket of `w` seconds are independent and evenly spread, a second holds one
//! or more with the probability `1 − e^−λ`. Of `k` occupied seconds follows `λ = −ln(1 − k/w)`,
//! and `w·λ` arrivals of which `k` were sent. Arrivals that cluster inside a bucket make the true
//! number larger, so a narrower bucket tells more. USD are scaled alike, as if those left out were
//! as large as those sent; where the largest of a second is sent they are smaller.

use crate::aggregate::{Bucket, Cell, Cube};
use crate::approx::Approx;
use crate::event::Coverage;

/// What feeds that send at most one liquidation a second left out, as an estimate.
///
/// ```
/// use washout::import::Options;
/// use washout::study::census::{Census, View};
///
/// let mut census = Census::new(Options::default(), View::default());
/// census.push(b"time,symbol,side,qty,price,coverage\n")?;
/// for minute in 0..60 {
///     let row = format!("2025-11-04T14:{minute:02}:00Z,BTCUSDT,long,1,100000,sampled\n");
///     census.push(row.as_bytes())?;
/// }
/// let unreported = census.finish()?.report(View::default())?.unreported.unwrap();
/// // In 60 of 3,600 seconds there was one: of each hundred that are sent, about one is left out.
/// assert_eq!(unreported.sent_events, 60);
/// assert!((0.50..0.51).contains(&unreported.events));
/// # Ok::<(), washout::error::Error>(())
/// ```
#[derive(Clone, Debug, PartialEq)]
pub struct Unreported {
    /// The kinds of feeds that it is about.
    pub coverage: Vec<Coverage>,
    /// The width of the buckets within which events are taken to arrive evenly.
    pub bucket: Bucket,
    /// Events that these feeds sent.
    pub sent_events: u64,
    /// Their value in USD.
    pub sent_usd: f64,
    /// Events that they left out.
    pub events: f64,
    /// The value of those in USD.
    pub usd: f64,
}

/// Sums of what the feed sent, and of what had arrived at the venue.
#[derive(Default)]
struct Sums {
    sent: u64,
    sent_usd: f64,
    arrived: f64,
    arrived_usd: f64,
}

impl Unreported {
    /// How it is estimated, in words.
    pub const METHOD: &str = "events of each market and side that arrive evenly within a bucket, \
                              of which the feed sends one a second: -ln(1 - sent/seconds) x \
                              seconds arrived; those left out are taken to be as large as those \
                              sent";

    /// The estimate; none where no feed sends one a second, and where the buckets cannot tell:
    /// wider than a day, or as many events as seconds.
    #[must_use]
    pub fn of(cube: &Cube) -> Option<Self> {
        let capped = |c: Coverage| matches!(c, Coverage::LargestPerSecond | Coverage::Sampled);
        let cells = cube.cells();
        let mut cells = cells.iter().filter(|((series, _), _)| capped(series.coverage)).peekable();
        let bucket = cube.bucket();
        if cells.peek().is_none() || bucket == Bucket::All {
            return None;
        }
        let sent = |c: &Coverage| cells.clone().any(|((series, _), _)| series.coverage == *c);
        let coverage: Vec<_> = Coverage::ALL.into_iter().filter(sent).collect();
        let mut sums = Sums::default();
        for (_, cell) in cells {
            sums.add(cell, bucket.millis() / 1000)?;
        }
        Some(sums.estimate(coverage, bucket))
    }
}

impl Sums {
    /// Adds one cell of so many seconds; none where each of them is occupied.
    #[allow(clippy::cast_precision_loss, reason = "counts and seconds stay below 2^53")]
    fn add(&mut self, cell: &Cell, seconds: i64) -> Option<()> {
        let count = cell.sum.count;
        let (sent, slots) = (count as f64, seconds as f64);
        if count == 0 {
            return Some(());
        }
        let rate =
            Some(sent / slots).filter(|share| *share < 1.0).map(|share| -libm::log1p(-share));
        let arrived = rate? * slots;
        let usd = cell.sum.usd.approx();
        self.sent = self.sent.saturating_add(count);
        self.sent_usd += usd;
        self.arrived += arrived;
        self.arrived_usd += usd * (arrived / sent);
        Some(())
    }

    #[allow(clippy::cast_precision_loss, reason = "counts stay below 2^53")]
    fn estimate(self, coverage: Vec<Coverage>, bucket: Bucket) -> Unreported {
        Unreported {
            coverage,
            bucket,
            sent_events: self.sent,
            sent_usd: self.sent_usd,
            events: self.arrived - self.sent as f64,
            usd: self.arrived_usd - self.sent_usd,
        }
    }
}
