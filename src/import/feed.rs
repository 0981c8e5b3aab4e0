//! What a feed's file exports: one description of the feed, from which everything else follows.

use super::format::Format;
use super::intake::{Intake, Refusal};
use super::json::Json;
use super::layout::{Layout, ReadQuick};
use super::options::Options;
use crate::error::Result;

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
    /// How its rows are read, where it is one of tables.
    pub(super) const fn layout(&self) -> Option<&Layout> {
        match &self.reader {
            Reader::Table(layout) => Some(layout),
            Reader::Messages(_) => None,
        }
    }

    /// How its messages are read, where it is one of them.
    pub(super) const fn message(&self) -> Option<&Messages> {
        match &self.reader {
            Reader::Table(_) => None,
            Reader::Messages(messages) => Some(messages),
        }
    }

    /// Why none of its records are read, where that is so.
    pub(super) fn refused(&self, options: &Options) -> Option<Refusal> {
        match options.format {
            Some(asked) if asked != self.format => Some(Refusal::Foreign(self.format)),
            _ => (self.asks)(options).map(Refusal::Open),
        }
    }
}

/// Nothing is open.
const fn nothing(_: &Options) -> Option<&'static str> {
    None
}
