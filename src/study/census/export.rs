//! A file of any known format as our own CSV.

use super::account::Account;
use super::keep::{Batch, Keep};
use crate::error::Result;
use crate::event::Liquidation;
use crate::import::{Importer, Options, export_header, export_line};

/// Turns a file or stream of any known format into our own CSV, chunk by chunk.
///
/// ```
/// use washout::import::Options;
/// use washout::study::census::Export;
///
/// let mut export = Export::new(Options::default());
/// let rows = b"time,symbol,side,qty,price\n1762265100000,BTCUSDT,long,1,100000\n";
/// let mut csv = export.push(rows)?;
/// let last = export.finish()?;
/// csv.push_str(&last.text);
/// assert!(csv.starts_with("time,venue,symbol,side,"));
/// assert!(csv.contains("\n2025-11-04T14:05:00.000Z,"));
/// assert_eq!(last.account.tally.events, 1);
/// # Ok::<(), washout::error::Error>(())
/// ```
#[derive(Debug)]
pub struct Export {
    importer: Importer,
    kept: Batch<String>,
}

/// The last lines of an export, and the account of all rows.
#[derive(Debug)]
pub struct ExportTail {
    /// The lines that were left.
    pub text: String,
    /// What became of the rows.
    pub account: Account,
}

impl Keep for String {
    fn keep(&mut self, event: &Liquidation<'_>) -> Result<()> {
        export_line(self, event);
        Ok(())
    }
}

impl Export {
    /// An export at the beginning of an input.
    #[must_use]
    pub fn new(options: Options) -> Self {
        Self { importer: Importer::new(options), kept: Batch::new(export_header()) }
    }

    /// Reads the next bytes; the lines that came of them, the header before the first.
    ///
    /// # Errors
    /// As [`Importer::push`].
    pub fn push(&mut self, chunk: &[u8]) -> Result<String> {
        self.importer.push(chunk, &mut self.kept)?;
        Ok(std::mem::take(&mut self.kept.events))
    }

    /// Reads what is left.
    ///
    /// # Errors
    /// As [`Importer::finish`].
    pub fn finish(mut self) -> Result<ExportTail> {
        self.importer.finish(&mut self.kept)?;
        let Batch { events: text, rejects } = self.kept;
        Ok(ExportTail { text, account: Account::of(self.importer, rejects) })
    }
}
