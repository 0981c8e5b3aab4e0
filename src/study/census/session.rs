//! A file or stream that is being counted.

use super::account::Account;
use super::count::Count;
use super::keep::{Batch, Keep};
use super::view::View;
use crate::aggregate::{Gather, Partial};
use crate::error::Result;
use crate::event::Liquidation;
use crate::import::{Importer, Options, Tally};

/// Counts one file or stream. The answer does not depend on where the chunks are cut.
///
/// ```
/// use washout::import::Options;
/// use washout::study::census::{Census, View};
///
/// let mut census = Census::new(Options::default(), View::default());
/// census.push(b"time,symbol,side,qty,price\n2025-11-04T14:05:00Z,BTCUS")?;
/// census.push(b"DT,long,0.07,100000.1\n2025-11-04T14:06:00Z,BTCUSDT,long,much,1\n")?;
/// assert_eq!((census.tally().events, census.tally().rejected), (1, 1));
///
/// let count = census.finish()?;
/// assert_eq!(count.rejects[0].place().line, Some(3));
/// # Ok::<(), washout::error::Error>(())
/// ```
#[derive(Debug)]
pub struct Census {
    importer: Importer,
    kept: Batch<Gather>,
    view: View,
}

impl Keep for Gather {
    fn keep(&mut self, event: &Liquidation<'_>) -> Result<()> {
        self.add(event)
    }
}

impl Census {
    /// A census at the beginning of an input, with sums in buckets as wide as those of `view`.
    #[must_use]
    pub fn new(options: Options, view: View) -> Self {
        Self::gathering(options, view, Gather::new(view.bucket()))
    }

    /// The same without sums by minute: windows and gaps are then as coarse as the buckets, and a
    /// saved partial is a fraction of the size.
    #[must_use]
    pub fn without_minutes(options: Options, view: View) -> Self {
        Self::gathering(options, view, Gather::without_minutes(view.bucket()))
    }

    fn gathering(options: Options, view: View, gather: Gather) -> Self {
        Self { importer: Importer::new(options), kept: Batch::new(gather), view }
    }

    /// The view that it was opened for.
    #[must_use]
    pub const fn view(&self) -> View {
        self.view
    }

    /// Bytes read so far.
    #[must_use]
    pub const fn bytes(&self) -> u64 {
        self.importer.bytes()
    }

    /// What became of the rows so far.
    #[must_use]
    pub const fn tally(&self) -> Tally {
        self.importer.tally()
    }

    /// Reads the next bytes.
    ///
    /// # Errors
    /// As [`Importer::push`].
    pub fn push(&mut self, chunk: &[u8]) -> Result<()> {
        self.importer.push(chunk, &mut self.kept)
    }

    /// Reads what is left.
    ///
    /// # Errors
    /// As [`Importer::finish`].
    pub fn finish(mut self) -> Result<Count> {
        self.importer.finish(&mut self.kept)?;
        let cube = self.kept.events.finish()?;
        let bytes = self.importer.bytes();
        let account = Account::of(self.importer, self.kept.rejects);
        let Account { tally, kinds, rejects, origin, without_worth, .. } = account;
        let mut partial = Partial { cube, tally, kinds, sources: Vec::new(), bytes };
        account.sources.iter().for_each(|source| partial.add(*source));
        Ok(Count { partial, rejects, origin, without_worth })
    }
}
