//! The formats, and how each is recognised from its first bytes.

use super::frames::{Frame, Frames};
use super::intake::{Intake, Outcome};
use super::json::Json;
use super::{binance_csv, binance_json, own_csv};
use crate::error::{Error, Kind, Result};

use super::csv::{Columns, split};

/// The mark with which some programs start UTF-8 text.
pub(super) const BOM: &[u8] = b"\xef\xbb\xbf";

/// What a file is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum Format {
    /// Our own plain CSV.
    WashoutCsv,
    /// Binance `forceOrder` messages, USD-M and COIN-M.
    BinanceForceOrderJson,
    /// Captures of Binance `forceOrder` in 12 columns, with or without a header.
    BinanceForceOrderCsv,
}

/// How a table is read.
pub(super) struct Layout {
    /// The wanted columns, each with the spellings of its name.
    pub(super) names: &'static [&'static [&'static str]],
    /// Columns without which a line is no header.
    pub(super) needed: &'static [usize],
    /// Fields of a line of a file without a header; none where a header is required.
    pub(super) bare: Option<usize>,
    /// Reads one line's fields.
    pub(super) read: ReadLine,
}

pub(super) type ReadLine = fn(&Columns, &[&[u8]], &[u8], &mut Intake<'_>) -> Result<Outcome>;
pub(super) type ReadMessage = fn(Json<'_>, &mut Intake<'_>) -> Result<()>;

/// How a format is read.
pub(super) enum Reader {
    Table(&'static Layout),
    Messages(ReadMessage),
}

/// The formats of tables, most particular first.
const TABLES: [Format; 2] = [Format::WashoutCsv, Format::BinanceForceOrderCsv];

impl Format {
    /// Every format.
    pub const ALL: [Self; 3] =
        [Self::WashoutCsv, Self::BinanceForceOrderJson, Self::BinanceForceOrderCsv];

    /// The name in options and reports.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::WashoutCsv => "washout-csv",
            Self::BinanceForceOrderJson => "binance-forceorder-json",
            Self::BinanceForceOrderCsv => "binance-forceorder-csv",
        }
    }

    /// The format with this name.
    ///
    /// # Errors
    /// [`Kind::UnknownName`] for any other text.
    pub fn named(name: &str) -> Result<Self> {
        const KNOWN: &str = "the names in the list of formats";
        let found = Self::ALL.into_iter().find(|format| format.as_str() == name);
        found.ok_or_else(|| Kind::UnknownName { known: KNOWN, found: name.into() }.into())
    }

    pub(super) fn reader(self) -> Reader {
        match self {
            Self::WashoutCsv => Reader::Table(&own_csv::LAYOUT),
            Self::BinanceForceOrderJson => Reader::Messages(binance_json::read),
            Self::BinanceForceOrderCsv => Reader::Table(&binance_csv::LAYOUT),
        }
    }
}

/// The format of a file that begins with `head`, from its content alone.
///
/// # Errors
/// [`Kind::Empty`] when there is nothing but space, [`Kind::UnknownFormat`] with an excerpt when
/// no format reads it; never a guess.
pub fn detect(head: &[u8]) -> Result<Format> {
    let text = head.strip_prefix(BOM).unwrap_or(head).trim_ascii_start();
    if text.is_empty() {
        return Err(Kind::Empty.into());
    }
    let unknown = || Error::new(Kind::UnknownFormat(first_line(text).into()));
    let found = match text.first() {
        Some(b'{' | b'[') => message_format(text),
        _ => table_format(first_line(text)).or_else(|| message_format(text)),
    };
    found.ok_or_else(unknown)
}

fn first_line(text: &[u8]) -> &[u8] {
    let line = text.split(|byte| *byte == b'\n').next().unwrap_or(text);
    line.trim_ascii_end()
}

/// The format of the first message that any feed recognises.
fn message_format(text: &[u8]) -> Option<Format> {
    let mut found = None;
    let mut take = |frame: Frame<'_>, _| {
        if let (None, Frame::Message(text)) = (found, frame) {
            found = Json::new(text).ok().and_then(sniff);
        }
    };
    Frames::new().push(text, &mut take);
    found
}

fn sniff(message: Json<'_>) -> Option<Format> {
    binance_json::is(message).then_some(Format::BinanceForceOrderJson)
}

/// The format of a table with this first line.
fn table_format(line: &[u8]) -> Option<Format> {
    let fits = |format: &Format| match format.reader() {
        Reader::Table(layout) => layout.header(line).is_some(),
        Reader::Messages(_) => false,
    };
    let bare = || binance_csv::is_row(line).then_some(Format::BinanceForceOrderCsv);
    TABLES.into_iter().find(fits).or_else(bare)
}

impl Layout {
    /// The columns, where `line` is a header of this layout.
    pub(super) fn header(&self, line: &[u8]) -> Option<Columns> {
        let columns = split(line, |fields| Columns::find(fields, self.names)).ok()?;
        self.needed.iter().all(|which| columns.has(*which)).then_some(columns)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_format_has_a_name_of_its_own() {
        for format in Format::ALL {
            assert_eq!(Format::named(format.as_str()), Ok(format));
        }
        assert_eq!(Format::named("csv").unwrap_err().code(), "UNKNOWN_NAME");
    }

    #[test]
    fn what_no_format_reads_is_an_error_with_an_excerpt() {
        assert_eq!(detect(b"").unwrap_err().code(), "EMPTY");
        assert_eq!(detect(b"\xef\xbb\xbf \r\n ").unwrap_err().code(), "EMPTY");
        for text in ["date,open,high,low,close\n1,2,3,4,5", "{\"a\":1}", "[]", "hello", "\0\u{1}"] {
            let error = detect(text.as_bytes()).unwrap_err();
            assert_eq!(error.code(), "UNKNOWN_FORMAT", "{text:?}");
        }
        let error = detect(b"time,open\n").unwrap_err();
        assert_eq!(error.to_string(), "expected a known liquidation format, found \"time,open\"");
    }
}
