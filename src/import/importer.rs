//! The push parser: chunks in, events and rejects out. Every record is recognised by itself, so
//! that any mixture of feeds is read and the order of records decides nothing.

use super::feed::Feed;
use super::feeds::{FEEDS, Messengers};
use super::format::Format;
use super::frame::{Frame, Take};
use super::frames::Frames;
use super::intake::{Books, Intake, Refusal, Tally};
use super::json::Json;
use super::kinds::{EMPTY, HEADER, HEARTBEAT, Kinds};
use super::options::{Options, Sink};
use super::other;
use super::tables::{Line, Tables};
use crate::error::{Kind, Result};

/// Bytes after which an input is given up of which nothing could be read.
const PATIENCE: usize = 16 << 20;
/// Bytes of the beginning that are kept for the message about it.
const KEPT: usize = 256;
/// The mark with which some programs start UTF-8 text.
const BOM: &[u8] = b"\xef\xbb\xbf";
/// Byte order marks of the encoding that spreadsheets call Unicode text.
const UTF_16: [&[u8]; 2] = [b"\xff\xfe", b"\xfe\xff"];

/// What was read of one format.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Source {
    /// The format.
    pub format: Format,
    /// Rows and message items that are of this format, whatever became of them.
    pub rows: u64,
    /// The liquidations among them.
    pub events: u64,
}

/// Reads one file or stream.
#[derive(Debug)]
pub struct Importer {
    options: Options,
    frames: Frames,
    records: Records,
    books: Books,
    bytes: u64,
    /// The first bytes, until it is known how the text is encoded.
    mark: Option<Vec<u8>>,
    /// Where the first character stands that is no space.
    head: Vec<u8>,
    /// Bytes that may still come before something has to have been read.
    patience: usize,
}

/// What records are recognised by, and what was recognised so far.
#[derive(Debug)]
struct Records {
    messengers: Messengers,
    tables: Tables,
    sources: Vec<Source>,
    /// What has to be chosen for records that were recognised.
    open: Option<&'static str>,
}

impl Importer {
    /// An importer at the beginning of a file.
    #[must_use]
    pub fn new(options: Options) -> Self {
        let (messengers, tables) = (Messengers::new(), Tables::new(&options));
        Self {
            options,
            frames: Frames::new(),
            records: Records { messengers, tables, sources: Vec::new(), open: None },
            books: Books::default(),
            bytes: 0,
            mark: Some(Vec::new()),
            head: Vec::new(),
            patience: PATIENCE,
        }
    }

    /// What was read of each format so far, in the order in which they came.
    #[must_use]
    pub fn sources(&self) -> &[Source] {
        &self.records.sources
    }

    /// The format that was asked for, or the only one that was read so far.
    #[must_use]
    pub fn format(&self) -> Option<Format> {
        let only = match self.sources() {
            [only] => Some(only.format),
            _ => None,
        };
        self.options.format.or(only)
    }

    /// What became of the rows so far.
    #[must_use]
    pub const fn tally(&self) -> Tally {
        self.books.tally
    }

    /// Of which kinds the rows are that are no liquidation.
    #[must_use]
    pub const fn kinds(&self) -> &Kinds {
        &self.books.kinds
    }

    /// Markets of rejects for which nobody said what a contract is worth, and how many each.
    #[must_use]
    pub const fn lacking(&self) -> &Kinds {
        &self.books.lacking
    }

    /// The kinds of [`Importer::kinds`] and the markets of [`Importer::lacking`], at the end.
    #[must_use]
    pub fn into_kinds(self) -> (Kinds, Kinds) {
        (self.books.kinds, self.books.lacking)
    }

    /// Bytes pushed so far.
    #[must_use]
    pub const fn bytes(&self) -> u64 {
        self.bytes
    }

    /// Reads the next bytes.
    ///
    /// # Errors
    /// What the sink says; a choice that is missing for the format that was asked for; an input of
    /// which the first 16 MiB hold nothing that can be read, with the reason of
    /// [`Importer::finish`]. The importer is of no use afterwards. A row that cannot be read is no
    /// error but a reject.
    pub fn push(&mut self, chunk: &[u8], sink: &mut impl Sink) -> Result<()> {
        self.bytes = self.bytes.saturating_add(chunk.len() as u64);
        match self.mark.take() {
            None => self.text(chunk, sink),
            Some(mut mark) => {
                mark.extend_from_slice(chunk);
                if mark.len() < BOM.len() {
                    self.mark = Some(mark);
                    return Ok(());
                }
                self.begin(&mark, sink)
            }
        }
    }

    /// Reads what is left at the end of the input.
    ///
    /// # Errors
    /// As [`Importer::push`]. And, where no liquidation was read: [`Kind::Empty`] when there was
    /// nothing at all, [`Kind::Ambiguous`] when there are records for which a choice is missing,
    /// [`Kind::UnknownFormat`] when no record was recognised as anything.
    pub fn finish(&mut self, sink: &mut impl Sink) -> Result<()> {
        if let Some(mark) = self.mark.take() {
            self.begin(&mark, sink)?;
        }
        self.with(sink, |frames, reading| frames.finish(reading))?;
        let nothing = self.books.tally.rows == 0 && self.records.sources.is_empty();
        if nothing { Err(Kind::Empty.into()) } else { self.verdict() }
    }

    /// Reads the beginning, of which the first bytes may say how it is encoded.
    fn begin(&mut self, bytes: &[u8], sink: &mut dyn Sink) -> Result<()> {
        if UTF_16.into_iter().any(|mark| bytes.starts_with(mark)) {
            let utf_8 = Kind::Malformed { expected: "text in UTF-8", found: "UTF-16".into() };
            return Err(utf_8.into());
        }
        self.text(bytes.strip_prefix(BOM).unwrap_or(bytes), sink)
    }

    fn text(&mut self, bytes: &[u8], sink: &mut dyn Sink) -> Result<()> {
        self.remember(bytes);
        match bytes.split_at_checked(self.patience).filter(|_| self.patience > 0) {
            None => {
                self.patience = self.patience.saturating_sub(bytes.len());
                self.read(bytes, sink)
            }
            Some((head, tail)) => {
                self.patience = 0;
                self.read(head, sink)?;
                self.verdict()?;
                self.read(tail, sink)
            }
        }
    }

    fn read(&mut self, bytes: &[u8], sink: &mut dyn Sink) -> Result<()> {
        self.with(sink, |frames, reading| frames.push(bytes, reading))?;
        // Nothing else can be read then.
        if self.options.format.is_some() { self.chosen() } else { Ok(()) }
    }

    fn with(
        &mut self,
        sink: &mut dyn Sink,
        read: impl FnOnce(&mut Frames, &mut Reading<'_>),
    ) -> Result<()> {
        let Self { options, frames, records, books, .. } = self;
        let intake = Intake { options, books, sink };
        read(frames, &mut Reading { records, intake });
        self.books.fatal.take().map_or(Ok(()), Err)
    }

    fn remember(&mut self, bytes: &[u8]) {
        let room = KEPT.saturating_sub(self.head.len());
        if room > 0 {
            let text = if self.head.is_empty() { bytes.trim_ascii_start() } else { bytes };
            self.head.extend_from_slice(text.get(..room).unwrap_or(text));
        }
    }

    /// An error where a choice is missing.
    fn chosen(&self) -> Result<()> {
        self.records.open.map_or(Ok(()), |choose| Err(Kind::Ambiguous { choose }.into()))
    }

    /// An error where nothing was read so far, and more of the same will not help.
    fn verdict(&self) -> Result<()> {
        let Tally { rows, events, duplicates, filtered, .. } = self.books.tally;
        if events > 0 || duplicates > 0 {
            return Ok(());
        }
        self.chosen()?;
        let known = self.options.format.is_some() || !self.records.sources.is_empty();
        if known || filtered > 0 || rows == 0 {
            return Ok(());
        }
        let line = self.head.split(|byte| *byte == b'\n').next().unwrap_or_default();
        Err(Kind::UnknownFormat(line.trim_ascii_end().into()).into())
    }
}

/// A venue's name, checked as a market's is.
///
/// # Errors
/// Malformed for anything but 1 to 40 letters, digits and a few signs.
pub fn venue(name: &str) -> Result<String> {
    super::symbol::checked(name.as_bytes()).map(ToOwned::to_owned)
}

/// Records that are being read.
struct Reading<'s> {
    records: &'s mut Records,
    intake: Intake<'s>,
}

impl Take for Reading<'_> {
    fn run(&mut self, rest: &[u8], before: u64) -> (u64, usize) {
        if self.intake.books.fatal.is_some() {
            return (0, 0);
        }
        if rest.first() != Some(&b'{') {
            let quick = self.records.tables.quick();
            return quick.map_or((0, 0), |(feed, plan)| {
                self.quickly(feed, |text, intake| plan.rows(text, intake), rest, before)
            });
        }
        let mut taken = (0, 0);
        for feed in FEEDS {
            let read = feed.message().and_then(|messages| messages.quick);
            if let Some(read) = read.filter(|_| taken.1 == 0)
                && feed.refused(self.intake.options).is_none()
            {
                taken = self.quickly(feed, read, rest, before);
            }
        }
        taken
    }

    fn frame(&mut self, frame: Frame<'_>, line: u64) -> bool {
        let books = &mut *self.intake.books;
        if books.fatal.is_some() {
            return true;
        }
        let last = (books.record, books.line);
        (books.record, books.line) = (last.0.saturating_add(1), line);
        let done = match frame {
            Frame::Line(text) if self.json(text).is_ok() => return true,
            Frame::Line(_) => {
                (self.intake.books.record, self.intake.books.line) = last;
                return false;
            }
            Frame::Text(text) => return self.text(text, last),
            Frame::Message(text) => self.json(text),
            Frame::Broken(error) => Err(error),
        };
        if let Err(error) = done {
            self.intake.reject(error);
        }
        true
    }

    fn is_row(&self, line: &[u8]) -> bool {
        self.records.tables.is_row(line)
    }
}

impl Reading<'_> {
    /// Reads lines quickly; their number and their bytes.
    fn quickly(
        &mut self,
        feed: &'static Feed,
        read: impl FnOnce(&[u8], &mut Intake<'_>) -> usize,
        rest: &[u8],
        before: u64,
    ) -> (u64, usize) {
        self.intake.books.line = before;
        let tally = self.intake.books.tally;
        let bytes = read(rest, &mut self.intake);
        if bytes > 0 {
            self.note(feed, tally);
        }
        (self.intake.books.line.saturating_sub(before), bytes)
    }

    /// Accounts for the message that this text is.
    fn json(&mut self, text: &[u8]) -> Result<()> {
        self.message(Json::new(text)?);
        Ok(())
    }

    /// Accounts for one message: each of its items, or the whole.
    fn message(&mut self, json: Json<'_>) {
        if let Some((feed, messages)) = self.records.messengers.of(json) {
            let tally = self.intake.books.tally;
            self.intake.books.refused = self.enter(feed);
            let read = (messages.read)(json, &mut self.intake);
            self.intake.books.refused = None;
            match read {
                Err(error) => self.intake.reject(error),
                Ok(()) if self.intake.books.tally.rows == tally.rows => {
                    self.intake.other(other::kind(json).as_deref().unwrap_or(EMPTY));
                }
                Ok(()) => {}
            }
            return self.note(feed, tally);
        }
        match other::kind(json) {
            Some(kind) => self.intake.other(&kind),
            None if is_list_of_messages(json) => {
                // It was checked before, so that there is nothing to be found wrong.
                let _ = json.items(|item| {
                    self.message(item);
                    Ok(())
                });
            }
            None => self.intake.reject(Kind::UnknownFormat(json.bytes().into()).into()),
        }
    }

    /// Accounts for a line of text; false where it is nothing that is known. `last` are record and
    /// line before it.
    fn text(&mut self, text: &[u8], last: (u64, u64)) -> bool {
        let text = text.strip_prefix(BOM).unwrap_or(text);
        match inside(text) {
            [] => (self.intake.books.record, self.intake.books.line) = last,
            json @ [b'{' | b'[', ..] => {
                if let Err(error) = self.json(json) {
                    self.intake.reject(error);
                }
            }
            b"ping" | b"pong" => self.intake.other(HEARTBEAT),
            _ => return self.row(text, last),
        }
        true
    }

    /// Accounts for a header or a row; false where it is neither.
    fn row(&mut self, text: &[u8], last: (u64, u64)) -> bool {
        let tally = self.intake.books.tally;
        match self.records.tables.line(text, &mut self.intake) {
            Line::Header(feed, again) => {
                self.enter(feed);
                if again {
                    self.intake.other(HEADER);
                } else {
                    self.intake.books.record = last.0;
                }
                self.note(feed, tally);
            }
            Line::Row(feed, outcome) => {
                self.enter(feed);
                self.intake.account(outcome);
                self.note(feed, tally);
            }
            Line::Near(error) => self.intake.reject(error),
            Line::Nothing if self.records.tables.wants_header() => {
                let expected = "a header with the columns of this format";
                let malformed = Kind::Malformed { expected, found: text.into() };
                self.intake.reject(malformed.into());
            }
            Line::Nothing => {
                (self.intake.books.record, self.intake.books.line) = last;
                return false;
            }
        }
        true
    }

    /// Begins to read a record of this feed; why it is not read, where that is so.
    fn enter(&mut self, feed: &Feed) -> Option<Refusal> {
        let refused = feed.refused(self.intake.options);
        if let Some(Refusal::Open(choose)) = refused {
            self.records.open.get_or_insert(choose);
        }
        refused
    }

    /// Counts what came of a record of this feed, since the rows were so many.
    fn note(&mut self, feed: &Feed, before: Tally) {
        let (format, sources) = (feed.format, &mut self.records.sources);
        if self.intake.options.format.is_some_and(|asked| asked != format) {
            return;
        }
        let Tally { rows, events, .. } = self.intake.books.tally;
        let rows = rows.saturating_sub(before.rows);
        let events = events.saturating_sub(before.events);
        match sources.iter_mut().find(|source| source.format == format) {
            Some(source) => {
                source.rows = source.rows.saturating_add(rows);
                source.events = source.events.saturating_add(events);
            }
            None => sources.push(Source { format, rows, events }),
        }
    }
}

/// A line without the commas and spaces around it, between which a message may stand.
fn inside(text: &[u8]) -> &[u8] {
    let outside = |byte: &u8| *byte == b',' || byte.is_ascii_whitespace();
    let start = text.iter().position(|byte| !outside(byte)).unwrap_or(text.len());
    let end =
        text.iter().rposition(|byte| !outside(byte)).map_or(start, |last| last.wrapping_add(1));
    text.get(start..end).unwrap_or_default()
}

/// Whether all items of a list may be messages themselves.
fn is_list_of_messages(json: Json<'_>) -> bool {
    let mut all = json.is_list();
    let items = json.items(|item| {
        all &= item.is_object() || item.is_list();
        Ok(())
    });
    all && items.is_ok()
}
