//! What is shown of a count.

use super::count::Count;
use super::notes::notes;
use super::unreported::Unreported;
use super::view::View;
use crate::aggregate::{Cell, Group, Report, Split, Sum};
use crate::error::Result;
use crate::money::{Coins, Usd};

/// Everything that is shown of a count.
///
/// ```
/// use washout::import::Options;
/// use washout::study::census::{Census, View};
///
/// let mut census = Census::new(Options::default(), View::default());
/// census.push(b"time,symbol,side,qty,price\n")?;
/// census.push(b"2025-11-04T14:05:00,BTCUSDT,long,2,100000\n")?;
/// census.push(b"2025-11-04T16:05:00,ETHUSDT,long,1,3000\n")?;
/// let report = census.finish()?.report(View::default())?;
///
/// let bitcoin = &report.sums.by_asset[0];
/// assert_eq!(bitcoin.coins(bitcoin.split.long).unwrap().to_string(), "2");
/// assert_eq!(report.running.long.last().unwrap().to_string(), "203000");
/// assert_eq!(report.notes, ["2 events have a time without a zone, read as UTC"]);
/// assert!(report.unreported.is_none());
/// # Ok::<(), washout::error::Error>(())
/// ```
#[derive(Clone, Debug)]
pub struct CensusReport {
    /// Totals, groups, buckets, windows, the largest orders, gaps.
    pub sums: Report,
    /// What was closed up to the end of each bucket, in USD.
    pub running: Split<Vec<Usd>>,
    /// What a reader has to know beside the numbers, the rejects first.
    pub notes: Vec<String>,
    /// An estimate of what the feeds left out; none where it cannot be made.
    pub unreported: Option<Unreported>,
}

impl Count {
    /// The report of this count.
    ///
    /// # Errors
    /// Overflow past the range of exact arithmetic.
    pub fn report(&self, view: View) -> Result<CensusReport> {
        let cube = &self.partial.cube;
        let mut sums = Report::of(cube, view.bucket(), view.gap_ms())?;
        sums.largest.truncate(view.top());
        let running = |of: fn(&Split<Sum>) -> Sum| running(&sums.buckets, of);
        let running = Split { long: running(|split| split.long)?, short: running(|s| s.short)? };
        let notes = notes(self, &sums);
        Ok(CensusReport { sums, running, notes, unreported: Unreported::of(cube) })
    }
}

impl Group {
    /// The coins of one of its sides: of one asset, and where every event states them.
    #[must_use]
    pub fn coins(&self, side: Cell) -> Option<Coins> {
        let known = self.asset.is_some() && side.coins_known == side.sum.count;
        known.then_some(side.coins)
    }
}

fn running(buckets: &[(i64, Split<Sum>)], side: fn(&Split<Sum>) -> Sum) -> Result<Vec<Usd>> {
    let mut total = Usd::ZERO;
    let add = |(_, split): &(i64, Split<Sum>)| {
        total = total.plus(side(split).usd)?;
        Ok(total)
    };
    buckets.iter().map(add).collect()
}
