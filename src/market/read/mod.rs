//! The reader's own files to a market: candles, open interest, liquidations and funding.
//!
//! Several files are joined in time. What agrees is counted once and what differs is an error with
//! its place; hours that are missing are listed, and the order of rows does not matter. Candles of
//! a part of an hour make hours exactly; longer ones are refused. Open interest of an hour is the
//! last reading up to its close; in coins or contracts it is valued at that close.
#![deny(clippy::float_arithmetic, clippy::arithmetic_side_effects)]

mod asset;
mod columns;
mod entry;
mod file;
mod hours;
mod source;

pub use hours::Partial;
pub use source::{File, InterestUnit};

use entry::{Entry, joined};
use file::{Facts, Interest, Sides};
use hours::Hourly;

use super::hour::{Candle, Gap, Hour, gaps};
use crate::error::{Error, Result};
use crate::money::Ratio;
use crate::time::Time;

/// What was read of one file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Summary {
    /// Its name.
    pub name: String,
    /// Rows in it.
    pub rows: u64,
    /// Milliseconds of its candles or rows; none for instants.
    pub step_ms: Option<i64>,
    /// Candles, open interest, liquidations and funding that were read.
    pub counts: [usize; 4],
    /// Candles that it says are not finished; they are left out.
    pub unfinished: u64,
    /// Names of columns that nothing is read from.
    pub unread: Vec<String>,
}

/// The facts of a market, hour by hour, and what was found in the files.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Market {
    /// The asset, where a name says so.
    pub asset: Option<String>,
    /// The hours, in the order of time.
    pub hours: Vec<Hour>,
    /// Hours that are missing in between.
    pub gaps: Vec<Gap>,
    /// Hours that a file has in part only.
    pub partial: Vec<Partial>,
    /// Rows that repeat another.
    pub repeated: usize,
    /// Readings of hours without a candle; nothing is made of them.
    pub outside: usize,
    /// The files.
    pub files: Vec<Summary>,
}

const TWO_CANDLES: &str = "expected files that agree, found another candle for this hour";
const TWO_READINGS: &str = "expected files that agree, found another open interest for this time";
const TWO_TOTALS: &str = "expected files that agree, found other liquidations for this hour";
const TWO_RATES: &str = "expected files that agree, found another funding rate for this time";

/// All files by the hour.
#[derive(Default)]
struct All {
    candles: Vec<Entry<Candle>>,
    interest: Vec<Entry<Interest>>,
    liquidated: Vec<Entry<Sides>>,
    funding: Vec<Entry<Ratio>>,
    asset: Option<String>,
    partial: Vec<Partial>,
    repeated: usize,
    files: Vec<Summary>,
}

impl Market {
    /// The market of these files, of `asset` where the caller says so. Where a file does not say in
    /// what it counts open interest, it is `unit`.
    ///
    /// # Errors
    /// With the file, record, line and field of what is wrong: a number that is none, a price of 0,
    /// a low above a high, two rows of one time that differ, candles longer than an hour, open
    /// interest without a unit, another asset. Missing without any candle.
    pub fn read(files: &[File], asset: Option<String>, unit: Option<InterestUnit>) -> Result<Self> {
        let mut all = All { asset, ..All::default() };
        for (index, file) in files.iter().enumerate() {
            all.file(index, file, unit)?;
        }
        all.join()
    }
}

impl All {
    fn file(&mut self, index: usize, file: &File, unit: Option<InterestUnit>) -> Result<()> {
        let mut facts = file::facts(index, file, unit)?;
        self.agree(index, file, &facts)?;
        let hourly = hours::hourly(&mut facts, file.step_ms)?;
        self.files.push(summary(file, &facts, &hourly));
        self.repeated = self.repeated.saturating_add(hourly.repeated);
        self.partial.extend(hourly.partial);
        self.candles.extend(hourly.candles);
        self.interest.extend(hourly.interest);
        self.liquidated.extend(hourly.liquidated);
        self.funding.extend(facts.funding);
        Ok(())
    }

    /// Takes the asset that the file names.
    fn agree(&mut self, index: usize, file: &File, facts: &Facts) -> Result<()> {
        let named = facts.asset.clone().or_else(|| asset::of_name(&file.name));
        match (&self.asset, named) {
            (Some(known), Some(named)) if !known.eq_ignore_ascii_case(&named) => {
                Err(file::other_asset().in_field("name").at_index(index).in_field("files"))
            }
            (None, named) => {
                self.asset = named;
                Ok(())
            }
            _ => Ok(()),
        }
    }

    fn join(self) -> Result<Market> {
        let (candles, again) = joined(&self.candles, TWO_CANDLES, "close")?;
        let (interest, twice) = joined(&self.interest, TWO_READINGS, "open_interest")?;
        let (liquidated, thrice) = joined(&self.liquidated, TWO_TOTALS, "long_usd")?;
        let (funding, more) = joined(&self.funding, TWO_RATES, "funding_rate")?;
        let mut hours = Vec::with_capacity(candles.len());
        for Entry { time, value: candle, .. } in candles {
            let time = Time::from_millis(time)?;
            let (open_interest, long, short, funding) = (None, None, None, None);
            hours.push(Hour { time, candle, open_interest, long, short, funding });
        }
        let mut outside = liquidations(&mut hours, &liquidated);
        outside = outside.saturating_add(rates(&mut hours, &funding));
        outside = outside.saturating_add(readings(&mut hours, &interest)?);
        if hours.is_empty() {
            let what = "candles: prices of whole hours, or of parts that make whole hours";
            return Err(Error::missing(what).in_field("files"));
        }
        let times: Vec<Time> = hours.iter().map(|hour| hour.time).collect();
        let sum =
            [again, twice, thrice, more].iter().fold(self.repeated, |a, b| a.saturating_add(*b));
        let Self { asset, partial, files, .. } = self;
        Ok(Market { asset, gaps: gaps(&times)?, hours, partial, repeated: sum, outside, files })
    }
}

/// The hour that begins at `time`.
fn find(hours: &mut [Hour], time: i64) -> Option<&mut Hour> {
    let index = hours.binary_search_by(|hour| hour.time.millis().cmp(&time)).ok()?;
    hours.get_mut(index)
}

/// Puts liquidations into their hours; how many have none.
fn liquidations(hours: &mut [Hour], sums: &[Entry<Sides>]) -> usize {
    let mut outside = 0_usize;
    for Entry { time, value, .. } in sums {
        match find(hours, *time) {
            Some(hour) => (hour.long, hour.short) = *value,
            None => outside = outside.saturating_add(1),
        }
    }
    outside
}

/// Puts funding rates into their hours, later ones over earlier ones; how many have none.
fn rates(hours: &mut [Hour], rates: &[Entry<Ratio>]) -> usize {
    let mut outside = 0_usize;
    for Entry { time, value, .. } in rates {
        match find(hours, hours::hour(*time)) {
            Some(hour) => hour.funding = Some(*value),
            None => outside = outside.saturating_add(1),
        }
    }
    outside
}

/// Puts open interest into the hours at whose close, or before it, it was read.
fn readings(hours: &mut [Hour], readings: &[Entry<Interest>]) -> Result<usize> {
    let mut outside = 0_usize;
    for Entry { time, value, origin } in readings {
        let Some(hour) = find(hours, hours::hour(time.saturating_sub(1))) else {
            outside = outside.saturating_add(1);
            continue;
        };
        let usd = value.usd(hour.candle.close);
        let usd = usd.map_err(|error| origin.blame(error.in_field("open_interest")))?;
        hour.open_interest = Some(usd);
    }
    Ok(outside)
}

fn summary(file: &File, facts: &Facts, hourly: &Hourly) -> Summary {
    let counts =
        [facts.candles.len(), facts.interest.len(), facts.liquidated.len(), facts.funding.len()];
    Summary {
        name: file.name.clone(),
        rows: facts.rows,
        step_ms: hourly.step_ms,
        counts,
        unfinished: facts.unfinished,
        unread: facts.unread.clone(),
    }
}
