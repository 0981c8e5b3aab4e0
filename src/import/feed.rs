//! What a feed's file exports: one description of the feed, from which everything else follows.

use super::format::Format;
use super::intake::Intake;
use super::json::Json;
use super::layout::{Layout, ReadQuick};
use super::options::Options;
use crate::error::{Error, Kind, Result};

/// What there is to know about a feed.
pub(super) struct Feed {
    /// Its name in options and reports.
    pub(super) format: Format,
    /// What the caller has to choose before its records can be read; none where nothing is open.
    pub(super) asks: fn(&Options) -> Option<&'static str>,
    /// How it is recognised and read.
    pub(super) reader: Reader,
}

/// How a feed is recognised and read.
pub(super) enum Reader {
    /// Rows of a table.
    Table(Layout),
    /// JSON messages.
    Messages(Messages),
}

/// How messages are recognised and read.
pub(super) struct Messages {
    /// Whether a message is of this feed. No two feeds say so of one message.
    pub(super) is: fn(Json<'_>) -> bool,
    /// Accounts for each item of a message of this feed.
    pub(super) read: fn(Json<'_>, &mut Intake<'_>) -> Result<()>,
    /// Reads the plainest lines of a feed of which files are long.
    pub(super) quick: Option<ReadQuick>,
}

impl Feed {
    /// A feed of tables.
    pub(super) const fn table(name: &'static str, layout: Layout) -> Self {
        Self { format: Format::new(name), asks: nothing, reader: Reader::Table(layout) }
    }

    /// A feed of messages.
    pub(super) const fn messages(
        name: &'static str,
        is: fn(Json<'_>) -> bool,
        read: fn(Json<'_>, &mut Intake<'_>) -> Result<()>,
    ) -> Self {
        let messages = Messages { is, read, quick: None };
        Self { format: Format::new(name), asks: nothing, reader: Reader::Messages(messages) }
    }

    /// The same feed, which asks for a choice.
    pub(super) const fn asking(mut self, asks: fn(&Options) -> Option<&'static str>) -> Self {
        self.asks = asks;
        self
    }

    /// The same feed of messages, of which this reads the plainest lines.
    pub(super) const fn quickly(mut self, quick: ReadQuick) -> Self {
        if let Reader::Messages(messages) = &mut self.reader {
            messages.quick = Some(quick);
        }
        self
    }
}

impl Feed {
    /// Why none of its records are read: another format was asked for, or a choice is missing.
    pub(super) fn refused(&self, options: &Options) -> Option<Error> {
        const ASKED: &str = "a record of the format that was asked for";
        if self.is_foreign(options) {
            let found = self.format.as_str().into();
            return Some(Error::new(Kind::Malformed { expected: ASKED, found }).in_field("format"));
        }
        (self.asks)(options).map(|choose| Kind::Ambiguous { choose }.into())
    }

    /// Whether another format was asked for.
    pub(super) fn is_foreign(&self, options: &Options) -> bool {
        options.format.is_some_and(|asked| asked != self.format)
    }
}

/// Nothing is open.
const fn nothing(_: &Options) -> Option<&'static str> {
    None
}
