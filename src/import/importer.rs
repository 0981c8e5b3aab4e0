//! The push parser: chunks in, events and rejects out.

use super::contracts::ContractValues;
use super::csv::{Columns, split};
use super::format::{BOM, Format, Layout, ReadMessage, ReadQuick, Reader, detect};
use super::frames::{self, Frame, Frames};
use super::intake::{Books, Intake, Tally};
use super::json::Json;
use super::lines::{self, Line, Lines};
use crate::error::{Error, Kind, Result};
use crate::event::Liquidation;

use crate::time::Time;

/// Bytes that are held back until the format is known: first so many, then four times as many,
/// up to the longest message.
const FIRST_HEAD: usize = 64 << 10;
const LAST_HEAD: usize = 16 << 20;

/// What the caller says about the input.
#[derive(Clone, Debug, Default)]
pub struct Options {
    /// The format, where it is not to be detected.
    pub format: Option<Format>,
    /// The venue that every event is credited to, instead of the feed's own.
    pub venue: Option<String>,
    /// The market, where the file does not name it.
    pub symbol: Option<String>,
    /// When a message without a time was received.
    pub received: Option<Time>,
    /// What one contract is worth, by market: coins, or dollars for coin-margined contracts.
    pub contract_values: ContractValues,
    /// What a side means, where nobody has verified it.
    pub side_means: Option<SideMeans>,
    /// Whether the values of an aggregator were asked for in USD.
    pub in_usd: Option<bool>,
    /// The file's name, for what only the name says.
    pub file_name: Option<String>,
}

/// What a feed's side means, as the caller has decided.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SideMeans {
    /// The side of the position that was closed: buy, 1 or a positive size is a long.
    Position,
    /// The side of the order that closed it: buy, 1 or a positive size closed a short.
    Order,
}

/// Where events and rejects go.
pub trait Sink {
    /// Takes one liquidation.
    ///
    /// # Errors
    /// Whatever makes it impossible to go on, such as a sum that overflows; the import stops.
    fn event(&mut self, event: &Liquidation<'_>) -> Result<()>;

    /// Takes the reason why a row is no event. `record` counts lines or messages, `line` lines,
    /// both from 1; the error's place holds them too.
    fn reject(&mut self, record: u64, line: u64, error: Error);

    /// Whether events are wanted whose value nobody knows, for lack of a contract's value; their
    /// `usd` is then zero. Without it such a row is a reject.
    fn takes_unvalued(&self) -> bool {
        false
    }
}

/// Reads one file or stream.
#[derive(Debug)]
pub struct Importer {
    options: Options,
    format: Option<Format>,
    stage: Stage,
    books: Books,
    bytes: u64,
}

#[derive(Debug)]
enum Stage {
    /// The beginning, until the format is known, and how much of it is looked at next.
    Head(Vec<u8>, usize),
    Table(Lines, Table),
    Messages(Frames, Feed),
}

/// How messages are read.
#[derive(Clone, Copy, Debug)]
struct Feed {
    read: ReadMessage,
    quick: Option<ReadQuick>,
}

/// A table and, once its first line is read, its columns.
struct Table {
    layout: &'static Layout,
    columns: Option<Columns>,
    header: Vec<u8>,
    /// What reads plain rows, where the header is the one that it is made for.
    quick: Option<ReadQuick>,
}

impl Importer {
    /// An importer at the beginning of a file.
    #[must_use]
    pub fn new(options: Options) -> Self {
        let stage = Stage::Head(Vec::new(), FIRST_HEAD);
        Self { format: options.format, options, stage, books: Books::default(), bytes: 0 }
    }

    /// The format, as soon as it is known.
    #[must_use]
    pub const fn format(&self) -> Option<Format> {
        self.format
    }

    /// What became of the rows so far.
    #[must_use]
    pub const fn tally(&self) -> Tally {
        self.books.tally
    }

    /// Bytes pushed so far.
    #[must_use]
    pub const fn bytes(&self) -> u64 {
        self.bytes
    }

    /// Reads the next bytes.
    ///
    /// # Errors
    /// An unknown format, or what the sink says; the importer is of no use afterwards. A row that
    /// cannot be read is no error but a reject.
    pub fn push(&mut self, chunk: &[u8], sink: &mut impl Sink) -> Result<()> {
        self.bytes = self.bytes.saturating_add(chunk.len() as u64);
        let mut rest = chunk;
        while let Stage::Head(head, wanted) = &mut self.stage {
            let room = wanted.saturating_sub(head.len());
            let (taken, left) = rest.split_at_checked(room).unwrap_or((rest, &[]));
            head.extend_from_slice(taken);
            rest = left;
            if head.len() < *wanted {
                return Ok(());
            }
            self.begin(false, sink)?;
        }
        self.feed(rest, sink)
    }

    /// Reads what is left at the end of the input.
    ///
    /// # Errors
    /// As [`Importer::push`]; and when there was nothing at all.
    pub fn finish(&mut self, sink: &mut impl Sink) -> Result<()> {
        if matches!(self.stage, Stage::Head(..)) {
            self.begin(true, sink)?;
        }
        let Self { options, books, stage, .. } = self;
        let intake = Intake { options, books, sink };
        match stage {
            Stage::Head(..) => {}
            Stage::Table(lines, table) => {
                lines.finish(&mut Reading { table, intake });
            }
            Stage::Messages(frames, feed) => {
                frames.finish(&mut Messages { feed: *feed, intake });
            }
        }
        self.books.fatal.take().map_or(Ok(()), Err)
    }

    /// Decides the format from the head and reads it. Without a decision more is waited for,
    /// unless this is all there is.
    fn begin(&mut self, all: bool, sink: &mut dyn Sink) -> Result<()> {
        let Stage::Head(head, wanted) = &mut self.stage else { return Ok(()) };
        let format = match self.format.map_or_else(|| detect(head), Ok) {
            Ok(_) if all && blank(head) => return Err(Kind::Empty.into()),
            Ok(format) => format,
            Err(_) if !all && *wanted < LAST_HEAD => {
                *wanted = wanted.saturating_mul(4);
                return Ok(());
            }
            Err(error) => return Err(error),
        };
        format.settled(&self.options)?;
        let head = std::mem::take(head);
        self.format = Some(format);
        self.stage = match format.reader() {
            Reader::Table(layout) => Stage::Table(Lines::default(), Table::new(layout)),
            Reader::Messages(read) => {
                Stage::Messages(Frames::new(), Feed { read, quick: format.quick() })
            }
        };
        self.feed(head.strip_prefix(BOM).unwrap_or(&head), sink)
    }

    fn feed(&mut self, bytes: &[u8], sink: &mut dyn Sink) -> Result<()> {
        let Self { options, books, stage, .. } = self;
        let intake = Intake { options, books, sink };
        match stage {
            Stage::Head(..) => {}
            Stage::Table(lines, table) => {
                lines.push(bytes, &mut Reading { table, intake });
            }
            Stage::Messages(frames, feed) => {
                frames.push(bytes, &mut Messages { feed: *feed, intake });
            }
        }
        self.books.fatal.take().map_or(Ok(()), Err)
    }
}

/// A venue's name, checked as a market's is.
///
/// # Errors
/// Malformed for anything but 1 to 40 letters, digits and a few signs.
pub fn venue(name: &str) -> Result<String> {
    super::symbol::checked(name.as_bytes()).map(ToOwned::to_owned)
}

fn blank(head: &[u8]) -> bool {
    head.strip_prefix(BOM).unwrap_or(head).trim_ascii().is_empty()
}

/// Reads one message, and accounts for one without any item; false for a line that is none.
fn message(frame: Frame<'_>, line: u64, feed: Feed, intake: &mut Intake<'_>) -> bool {
    if intake.books.fatal.is_some() {
        return true;
    }
    let last = (intake.books.record, intake.books.line);
    (intake.books.record, intake.books.line) = (last.0.saturating_add(1), line);
    let before = intake.books.tally.rows;
    let done = match frame {
        Frame::Line(text) => match Json::new(text) {
            Ok(json) => (feed.read)(json, intake),
            Err(_) => {
                (intake.books.record, intake.books.line) = last;
                return false;
            }
        },
        Frame::Message(text) => Json::new(text).and_then(|json| (feed.read)(json, intake)),
        Frame::Broken(error) => Err(error),
    };
    match done {
        Err(error) => intake.reject(error),
        Ok(()) if intake.books.tally.rows == before => intake.filtered(),
        Ok(()) => {}
    }
    true
}

/// A table that is being read.
struct Reading<'t, 's> {
    table: &'t mut Table,
    intake: Intake<'s>,
}

impl lines::Take for Reading<'_, '_> {
    fn run(&mut self, rest: &[u8], before: u64) -> (u64, usize) {
        run(self.table.quick, rest, before, &mut self.intake)
    }

    fn line(&mut self, line: Line<'_>, number: u64) {
        self.table.line(line, number, &mut self.intake);
    }
}

/// Messages that are being read.
struct Messages<'s> {
    feed: Feed,
    intake: Intake<'s>,
}

impl frames::Take for Messages<'_> {
    fn run(&mut self, rest: &[u8], before: u64) -> (u64, usize) {
        run(self.feed.quick, rest, before, &mut self.intake)
    }

    fn frame(&mut self, frame: Frame<'_>, line: u64) -> bool {
        message(frame, line, self.feed, &mut self.intake)
    }
}

/// Reads lines quickly, where there is a quick reader; their number and their bytes.
fn run(
    quick: Option<ReadQuick>,
    rest: &[u8],
    before: u64,
    intake: &mut Intake<'_>,
) -> (u64, usize) {
    let Some(read) = quick.filter(|_| intake.books.fatal.is_none()) else { return (0, 0) };
    intake.books.line = before;
    let bytes = read(rest, intake);
    (intake.books.line.saturating_sub(before), bytes)
}

impl Table {
    fn new(layout: &'static Layout) -> Self {
        Self { layout, columns: None, header: Vec::new(), quick: None }
    }

    fn line(&mut self, line: Line<'_>, number: u64, intake: &mut Intake<'_>) {
        if intake.books.fatal.is_some() {
            return;
        }
        intake.books.line = number;
        let text = match line {
            Line::Whole(text) if text.iter().all(u8::is_ascii_whitespace) => return,
            Line::Whole(text) => text,
            Line::TooLong => {
                intake.books.record = intake.books.record.saturating_add(1);
                return intake.reject(Kind::TooLarge { limit: "a line of at most 1 MiB" }.into());
            }
        };
        if self.columns.is_none() && self.begin(text) {
            return;
        }
        intake.books.record = intake.books.record.saturating_add(1);
        self.row(text, intake);
    }

    fn row(&self, text: &[u8], intake: &mut Intake<'_>) {
        if text == self.header {
            return intake.filtered();
        }
        let Some(columns) = &self.columns else {
            let header = "a header with the columns of this format";
            return intake.reject(Kind::Malformed { expected: header, found: text.into() }.into());
        };
        intake.row(|intake| {
            split(text, |fields| {
                columns.fit(fields)?;
                (self.layout.read)(columns, fields, text, intake)
            })
        });
    }

    /// Reads the first line; true when it is a header.
    fn begin(&mut self, text: &[u8]) -> bool {
        if let Some(columns) = self.layout.header(text) {
            self.columns = Some(columns);
            self.header = text.to_vec();
            let quick = self.layout.quick.filter(|(header, _)| *header == text);
            self.quick = quick.map(|(_, read)| read);
            return true;
        }
        self.columns = self.layout.bare.map(Columns::in_order);
        false
    }
}

impl std::fmt::Debug for Table {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Table").field("columns", &self.columns).finish_non_exhaustive()
    }
}
