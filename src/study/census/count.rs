//! What was counted.

use super::origin::Origin;
use crate::aggregate::Partial;
use crate::error::{Error, Kind, Result};
use crate::import::Kinds;

/// What was counted of an input, or of several that were saved and merged.
///
/// ```
/// use washout::import::Options;
/// use washout::study::census::{Census, Count, View};
///
/// let counted = |rows: &str| {
///     let mut census = Census::new(Options::default(), View::default());
///     census.push(format!("time,symbol,side,qty,price\n{rows}\n").as_bytes())?;
///     census.finish()
/// };
/// let monday = counted("2025-11-03T14:05:00Z,BTCUSDT,long,1,105000")?.partial.to_text();
/// let tuesday = counted("2025-11-04T14:05:00Z,BTCUSDT,short,2,100000")?.partial.to_text();
///
/// let both = Count::merged(&[&monday, &tuesday])?.report(View::default())?;
/// assert_eq!(both.sums.total.both()?.usd.to_string(), "305000");
/// # Ok::<(), washout::error::Error>(())
/// ```
#[derive(Debug)]
pub struct Count {
    /// The sums and the account of the rows; its text can be kept, merged and reported later.
    pub partial: Partial,
    /// The first rows that could not be read, each with its place; a partial only counts them.
    pub rejects: Vec<Error>,
    /// What it was read from; none where nothing says so.
    pub origin: Option<Origin>,
    /// Markets of rejected rows for which nobody said what a contract is worth.
    pub without_worth: Kinds,
}

impl Count {
    /// Saved partials, merged; their order does not matter.
    ///
    /// # Errors
    /// Empty without any; a partial that cannot be read, with its index, line and field; overflow
    /// of a sum.
    pub fn merged(partials: &[&str]) -> Result<Self> {
        let read =
            |(index, text): (usize, &&str)| Partial::from_text(text).map_err(|e| e.at_index(index));
        let mut all = partials.iter().enumerate().map(read);
        let mut partial = all.next().ok_or_else(|| Error::from(Kind::Empty))??;
        all.try_for_each(|other| partial.merge(&other?))?;
        let (rejects, without_worth) = (Vec::new(), Kinds::new());
        Ok(Self { partial, rejects, origin: Some(Origin::Partials), without_worth })
    }

    /// Whether any row was understood, or there was none.
    #[must_use]
    pub const fn is_readable(&self) -> bool {
        let tally = self.partial.tally;
        tally.rejected == 0 || tally.rejected < tally.rows
    }
}
