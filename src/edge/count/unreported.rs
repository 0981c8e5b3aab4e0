//! An estimate of what a feed left out that sends at most one liquidation a second: such totals are
//! a lower bound.
//!
//! Where arrivals in a bucket of `w` seconds are independent and evenly spread, a second holds one or
//! more with the probability `1 − e^−λ`. Of `k` occupied seconds follows `λ = −ln(1 − k/w)`, and
//! `w·λ` arrivals of which `k` were sent. Arrivals that cluster inside a bucket make the true number
//! larger, so a narrower bucket tells more. USD are scaled alike, as if those left out were as large
//! as those sent; where the largest of a second is sent they are smaller.

use crate::aggregate::{Bucket, Cell, Cube};
use crate::approx::Approx;
use crate::error::Result;
use crate::event::Coverage;
use crate::value::{Value, record};

const METHOD: &str = "events of each market and side that arrive evenly within a bucket, of which \
                      the feed sends one a second: -ln(1 - sent/seconds) x seconds arrived; those \
                      left out are taken to be as large as those sent";

/// Sums of what was sent, and of the estimate.
#[derive(Default)]
struct Sums {
    sent: u64,
    sent_usd: f64,
    arrived: f64,
    arrived_usd: f64,
}

/// The estimate; null where no feed sends one a second, and where the buckets cannot tell: wider
/// than a day, or as many events as seconds.
pub(super) fn unreported(cube: &Cube) -> Result<Value> {
    let capped = |c: Coverage| matches!(c, Coverage::LargestPerSecond | Coverage::Sampled);
    let cells = cube.cells();
    let cells: Vec<_> = cells.iter().filter(|((series, _), _)| capped(series.coverage)).collect();
    let sent = |c: &Coverage| cells.iter().any(|((series, _), _)| series.coverage == *c);
    let coverage: Vec<_> = Coverage::ALL.into_iter().filter(sent).collect();
    let bucket = cube.bucket();
    let mut sums = Sums::default();
    if cells.is_empty() || bucket == Bucket::All {
        return Ok(Value::Null);
    }
    for (_, cell) in cells {
        if sums.add(cell, bucket.millis() / 1000).is_none() {
            return Ok(Value::Null);
        }
    }
    #[allow(clippy::cast_precision_loss, reason = "counts stay below 2^53")]
    let sent = sums.sent as f64;
    Ok(record![
        ("estimate", true),
        ("method", METHOD),
        ("coverage", Value::list(coverage.into_iter().map(Coverage::as_str))),
        ("bucket", bucket.as_str()),
        ("sent_events", sums.sent),
        ("sent_usd_approx", sums.sent_usd),
        ("unreported_events", sums.arrived - sent),
        ("unreported_usd_approx", sums.arrived_usd - sums.sent_usd),
    ])
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
}
