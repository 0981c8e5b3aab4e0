//! The rows of tables, wherever they stand among the records of an input: under the last header,
//! or recognised by themselves.

use super::csv::{Columns, split};
use super::feed::Feed;
use super::feeds::FEEDS;
use super::format::Format;
use super::intake::{Intake, Outcome, Refusal};
use super::layout::Layout;
use super::options::Options;
use super::plain_csv::Plan;
use crate::error::{Error, Result};

/// What a line of text is.
pub(super) enum Line {
    /// A header; whether there was one before.
    Header(&'static Feed, bool),
    /// A row, and how it was classified.
    Row(&'static Feed, Result<Outcome>),
    /// No row, but as wide as one: what is wrong with it, if it was to be one.
    Near(Error),
    /// Nothing that is known.
    Nothing,
}

/// The table under the last header, and those that need none.
pub(super) struct Tables {
    asked: Option<Format>,
    /// A header was there.
    headed: bool,
    current: Option<Table>,
    bare: Vec<Table>,
}

/// A table, and where its columns are.
struct Table {
    feed: &'static Feed,
    layout: &'static Layout,
    columns: Columns,
    header: Vec<u8>,
    /// Why its rows are not read.
    refused: Option<Refusal>,
    /// What reads plain rows, where the columns are plain.
    quick: Option<Plan>,
}

impl Tables {
    pub(super) fn new(options: &Options) -> Self {
        let (mut bare, mut current) = (Vec::new(), None);
        for feed in FEEDS {
            // Where a format was asked for that needs no header, every line is a row of it.
            if options.format == Some(feed.format) {
                current = Table::bare(feed, options);
            }
            bare.extend(Table::bare(feed, options));
        }
        Self { asked: options.format, headed: false, current, bare }
    }

    /// What reads the plain rows of the table at hand.
    pub(super) fn quick(&self) -> Option<(&'static Feed, Plan)> {
        let table = self.current.as_ref()?;
        table.quick.map(|quick| (table.feed, quick))
    }

    /// Whether a table was asked for, and its header has not come yet.
    pub(super) fn wants_header(&self) -> bool {
        let is = |feed: &Feed| Some(feed.format) == self.asked && feed.layout().is_some();
        self.current.is_none() && FEEDS.iter().any(is)
    }

    /// What this line is; a row is read.
    pub(super) fn line(&mut self, text: &[u8], intake: &mut Intake<'_>) -> Line {
        let mut rejected = None;
        if let Some(table) = &self.current {
            if text == table.header {
                return Line::Header(table.feed, true);
            }
            match table.row(text, intake) {
                Ok(outcome) => return Line::Row(table.feed, Ok(outcome)),
                Err(error) => rejected = Some((table.feed, error)),
            }
        }
        // A header cannot be read as a row of any table, so it is looked for last.
        let bare = self.bare(text, intake);
        if matches!(bare, Line::Row(..)) {
            return bare;
        }
        if let Some(table) = Table::headed(text, intake.options) {
            let feed = self.current.insert(table).feed;
            return Line::Header(feed, std::mem::replace(&mut self.headed, true));
        }
        rejected.map_or(bare, |(feed, error)| Line::Row(feed, Err(error)))
    }

    /// A row that needs no header.
    fn bare(&self, text: &[u8], intake: &mut Intake<'_>) -> Line {
        let found = split(text, |fields| {
            let fits = |table: &&Table| table.columns.fit(fields).is_ok();
            let Some(table) = self.bare.iter().find(fits) else { return Ok(Line::Nothing) };
            Ok(match table.fields(fields, text, intake) {
                Err(_) if table.refused.is_some() && !table.is_bare(fields) => Line::Nothing,
                Err(error) if !table.is_bare(fields) => Line::Near(error),
                outcome => Line::Row(table.feed, outcome),
            })
        });
        found.unwrap_or(Line::Nothing)
    }

    /// Whether this line is a header or a row, judging by its shape.
    pub(super) fn is_row(&self, text: &[u8]) -> bool {
        let fits = |table: &Table, fields: &[&[u8]]| table.columns.fit(fields).is_ok();
        let is = |fields: &[&[u8]]| {
            let bare = |table: &Table| fits(table, fields) && table.is_bare(fields);
            let current = self.current.as_ref().is_some_and(|table| fits(table, fields));
            Ok(current || self.bare.iter().any(bare))
        };
        let begins = |feed: &Feed| feed.layout().and_then(|layout| layout.header(text)).is_some();
        split(text, is).unwrap_or(false) || FEEDS.iter().any(begins)
    }
}

impl Table {
    /// The table that this header begins; of the feed that was asked for, where several could be.
    fn headed(text: &[u8], options: &Options) -> Option<Self> {
        let mut found = None;
        for feed in FEEDS {
            let Some(layout) = feed.layout() else { continue };
            let wanted = found.is_none() || options.format == Some(feed.format);
            if let Some(columns) = layout.header(text).filter(|_| wanted) {
                found = Some((feed, layout, columns));
            }
        }
        let (feed, layout, columns) = found?;
        let refused = feed.refused(options);
        let quick = layout.quick.filter(|_| refused.is_none()).and_then(|plan| plan(&columns));
        Some(Self { feed, layout, columns, header: text.to_vec(), refused, quick })
    }

    /// The table without a header that rows of this feed are of.
    fn bare(feed: &'static Feed, options: &Options) -> Option<Self> {
        let layout = feed.layout()?;
        let columns = Columns::in_order(layout.bare.as_ref()?.width);
        let refused = feed.refused(options);
        Some(Self { feed, layout, columns, header: Vec::new(), refused, quick: None })
    }

    fn row(&self, text: &[u8], intake: &mut Intake<'_>) -> Result<Outcome> {
        split(text, |fields| self.fields(fields, text, intake))
    }

    fn fields(&self, fields: &[&[u8]], text: &[u8], intake: &mut Intake<'_>) -> Result<Outcome> {
        if let Some(refused) = self.refused {
            return Err(refused.into());
        }
        self.columns.fit(fields)?;
        (self.layout.read)(&self.columns, fields, text, intake)
    }

    /// Whether these are the fields of a row that needs no header.
    fn is_bare(&self, fields: &[&[u8]]) -> bool {
        self.layout.bare.as_ref().is_some_and(|bare| (bare.is)(&self.columns, fields))
    }
}

impl std::fmt::Debug for Tables {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let current = self.current.as_ref().map(|table| table.feed.format);
        f.debug_struct("Tables").field("current", &current).finish_non_exhaustive()
    }
}
