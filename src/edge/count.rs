//! Count at the edge: an option bag and bytes in, a report out.
//!
//! | key of the bag | meaning | when absent |
//! |---|---|---|
//! | `format` | a name of [`Format`]: records of any other are rejects | each record is recognised by itself |
//! | `venue` | the venue that events are credited to | the feed's own |
//! | `symbol` | the market, where the file does not name it | |
//! | `received_ms` | when messages without a time were received | such a row is a reject |
//! | `contract_values` | `{market: decimal}`: coins in one contract, or dollars where it is coin-margined | the built-in table of majors; else a reject |
//! | `side_means` | `position` or `order`, for the feeds whose side nobody has verified | an error that asks for it |
//! | `in_usd` | whether Coinalyze was asked for USD | an error that asks for it |
//! | `file_name` | the file's name, for what only the name says (Binance snapshots, Tardis) | |
//! | `row_key` | 32 hexadecimal digits of a random source, by which rows that come twice are known | a cryptographic hash, which is slower; an error in a build without `digest` |
//! | `bucket` | width of the buckets: `1m`, `5m`, `15m`, `30m`, `1h`, `4h`, `12h`, `1d` | `1h` |
//! | `minutes` | false for no sums by minute: windows and gaps are then as coarse as the buckets, and a saved partial is a fraction of the size | true |
//! | `top` | how many of the largest orders to list, up to 20 | 20 |
//! | `gap_ms` | shortest time without events that is listed as a gap | 3,600,000 |

mod report;
mod unreported;

use self::report::{Account, order, shown};
use crate::aggregate::{Bucket, Gather, Order, Partial, Report};
use crate::error::{Error, Kind, Result};
use crate::event::Liquidation;
use crate::import::{
    ContractValues, Format, Importer, Kinds, Options, RowKey, SideMeans, Sink, export_header,
    export_line,
};
use crate::money::Qty;
use crate::time::Time;
use crate::value::{Fields, Value, record};

/// Most rejects that a report lists; all are counted.
const MOST_REJECTS: usize = 1000;
/// Most events that are listed one by one.
const MOST_EVENTS: usize = 100_000;
/// Most of the largest orders that a report lists.
const MOST_LARGEST: usize = 20;
/// Shortest gap that is listed, unless the caller says otherwise: an hour.
const GAP_MS: i64 = 3_600_000;
const DAY_MS: i64 = 86_400_000;

/// Counts one file or stream.
#[derive(Debug)]
pub struct Counter {
    importer: Importer,
    shown: Shown,
    sums: Sums,
}

/// How the report is shown.
#[derive(Clone, Copy, Debug)]
struct Shown {
    bucket: Bucket,
    top: usize,
    gap_ms: i64,
}

/// Where events and rejects go.
#[derive(Debug)]
struct Sums {
    gather: Gather,
    rejects: Vec<Error>,
}

impl Sink for Sums {
    fn event(&mut self, event: &Liquidation<'_>) -> Result<()> {
        self.gather.add(event)
    }

    fn reject(&mut self, _: u64, _: u64, error: Error) {
        if self.rejects.len() < MOST_REJECTS {
            self.rejects.push(error);
        }
    }
}

impl Counter {
    /// A counter with the options of `bag`.
    ///
    /// # Errors
    /// A key that is unknown, or a value that does not fit; the place names the key.
    pub fn new(bag: Value) -> Result<Self> {
        let mut fields = Fields::of(bag)?;
        let shown = Shown::read(&mut fields)?;
        let importer = Importer::new(options(&mut fields)?);
        let gather = match fields.read("minutes", |value| flag(&value))? {
            Some(false) => Gather::without_minutes(shown.bucket),
            _ => Gather::new(shown.bucket),
        };
        fields.finish()?;
        let sums = Sums { gather, rejects: Vec::new() };
        Ok(Self { importer, shown, sums })
    }

    /// Reads the next bytes; answers how far it is: `{bytes, records, events, rejected}`.
    ///
    /// # Errors
    /// As [`Importer::push`].
    pub fn push(&mut self, chunk: &[u8]) -> Result<Value> {
        self.importer.push(chunk, &mut self.sums)?;
        Ok(self.progress())
    }

    /// Reads what is left; answers the report.
    ///
    /// # Errors
    /// As [`Importer::finish`].
    pub fn finish(self) -> Result<Value> {
        let shown = self.shown;
        let read = self.read()?;
        report(&read.partial, shown, &read.account())
    }

    /// Reads what is left; answers `{partial, format, formats, rejects}`: the partial is text that
    /// can be kept, merged and reported later; it counts the rejects and does not list them.
    ///
    /// # Errors
    /// As [`Importer::finish`].
    pub fn save(self) -> Result<Value> {
        let read = self.read()?;
        let account = read.account();
        Ok(record![
            ("partial", read.partial.to_text()),
            ("format", account.format),
            ("formats", account.formats()),
            ("rejects", account.rejects()),
        ])
    }

    fn read(mut self) -> Result<Read> {
        self.importer.finish(&mut self.sums)?;
        let cube = self.sums.gather.finish()?;
        let (tally, bytes) = (self.importer.tally(), self.importer.bytes());
        let mut partial = Partial { cube, tally, kinds: Kinds::new(), sources: Vec::new(), bytes };
        self.importer.sources().iter().for_each(|source| partial.add(*source));
        let format = format(&self.importer);
        let (kinds, lacking) = self.importer.into_kinds();
        partial.kinds = kinds;
        Ok(Read { partial, rejects: self.sums.rejects, format, lacking })
    }

    fn progress(&self) -> Value {
        let tally = self.importer.tally();
        record![
            ("bytes", self.importer.bytes()),
            ("records", tally.rows),
            ("events", tally.events),
            ("rejected", tally.rejected),
        ]
    }
}

/// What was read of an input.
struct Read {
    partial: Partial,
    rejects: Vec<Error>,
    format: Option<&'static str>,
    lacking: Kinds,
}

impl Read {
    fn account(&self) -> Account<'_> {
        let Self { partial, rejects, format, lacking } = self;
        Account { lacking, ..Account::of(partial, *format, rejects) }
    }
}

/// The name of the format that was asked for or read; `mixed` where several were read.
fn format(importer: &Importer) -> Option<&'static str> {
    let several = importer.sources().len() > 1;
    if several { Some("mixed") } else { importer.format().map(Format::as_str) }
}

/// Merges saved partials into one; the order does not matter.
///
/// # Errors
/// A partial that cannot be read, with its index, line and field; overflow of a sum.
pub fn merge(partials: &[&str]) -> Result<Value> {
    Ok(record![("partial", merged(partials)?.to_text())])
}

/// The report of saved partials, merged. Of the bag's keys `bucket`, `top` and `gap_ms` apply.
///
/// # Errors
/// As [`merge`] and [`Counter::new`].
pub fn report_of(bag: Value, partials: &[&str]) -> Result<Value> {
    let mut fields = Fields::of(bag)?;
    let shown = Shown::read(&mut fields)?;
    fields.finish()?;
    let partial = merged(partials)?;
    report(&partial, shown, &Account::of(&partial, Some("washout-partial"), &[]))
}

/// [`merge`] of a list of texts.
///
/// # Errors
/// As [`merge`], or when it is no list of texts.
pub fn merge_list(partials: Value) -> Result<Value> {
    merge(&texts(&partials)?)
}

/// [`report_of`] a list of texts.
///
/// # Errors
/// As [`report_of`], or when it is no list of texts.
pub fn report_of_list(bag: Value, partials: &Value) -> Result<Value> {
    report_of(bag, &texts(partials)?)
}

fn texts<'a>(partials: &'a Value) -> Result<Vec<&'a str>> {
    let Value::List(items) = partials else {
        return Err(Error::malformed("a list of partials, each a text", "another value"));
    };
    let text =
        |(index, item): (usize, &'a Value)| item.as_text().map_err(|error| error.at_index(index));
    items.iter().enumerate().map(text).collect()
}

fn merged(partials: &[&str]) -> Result<Partial> {
    let read =
        |(index, text): (usize, &&str)| Partial::from_text(text).map_err(|e| e.at_index(index));
    let mut all = partials.iter().enumerate().map(read);
    let mut sum = all.next().ok_or_else(|| Error::from(Kind::Empty))??;
    all.try_for_each(|partial| sum.merge(&partial?))?;
    Ok(sum)
}

fn report(partial: &Partial, shape: Shown, account: &Account<'_>) -> Result<Value> {
    let report = Report::of(&partial.cube, shape.bucket, shape.gap_ms)?;
    let head = account.shown(partial.bytes);
    let report = shown(head, &report, shape, &account.notes(&report))?;
    Ok(report.with("unreported", unreported::unreported(&partial.cube)?))
}

impl Shown {
    fn read(fields: &mut Fields) -> Result<Self> {
        let bucket = fields.read("bucket", |value| Bucket::named(value.as_text()?))?;
        let top = fields.read("top", |value| count(&value, MOST_LARGEST))?;
        let gap_ms = fields.read("gap_ms", |value| {
            let ms = value.whole()?;
            let least = (ms >= 60_000).then_some(ms);
            least.ok_or_else(|| Error::out_of_range("60000 milliseconds or more", &ms.to_string()))
        })?;
        Ok(Self {
            bucket: bucket.unwrap_or(Bucket::Hour),
            top: top.unwrap_or(MOST_LARGEST),
            gap_ms: gap_ms.unwrap_or(GAP_MS),
        })
    }
}

fn count(value: &Value, most: usize) -> Result<usize> {
    let count = value.whole()?;
    let fitting = usize::try_from(count).ok().filter(|count| *count <= most);
    fitting.ok_or_else(|| Error::out_of_range("0 to 20", &count.to_string()))
}

fn options(fields: &mut Fields) -> Result<Options> {
    let named = |value: Value| crate::import::venue(value.as_text()?);
    Ok(Options {
        format: fields.read("format", |value| Format::named(value.as_text()?))?,
        venue: fields.read("venue", named)?,
        symbol: fields.read("symbol", named)?,
        received: fields.read("received_ms", |value| match value {
            Value::Int(ms) => Time::from_millis(ms),
            other => Time::parse(other.as_text()?),
        })?,
        contract_values: fields.read("contract_values", contract_values)?.unwrap_or_default(),
        side_means: fields.read("side_means", |value| side_means(value.as_text()?))?,
        in_usd: fields.read("in_usd", |value| flag(&value))?,
        file_name: fields.text("file_name")?,
        row_key: row_key(fields.text("row_key")?.as_deref())?,
    })
}

/// The key; without one rows are told apart in another way, where this build has it.
fn row_key(text: Option<&str>) -> Result<RowKey> {
    let given = text.map(RowKey::parse).transpose().map_err(|error| error.in_field("row_key"))?;
    #[cfg(feature = "digest")]
    return Ok(given.unwrap_or_default());
    #[cfg(not(feature = "digest"))]
    given.ok_or_else(|| Error::missing("a key from a random source").in_field("row_key"))
}

fn flag(value: &Value) -> Result<bool> {
    match value {
        Value::Bool(flag) => Ok(*flag),
        _ => Err(Error::malformed("true or false", "another value")),
    }
}

fn side_means(text: &str) -> Result<SideMeans> {
    match text {
        "position" => Ok(SideMeans::Position),
        "order" => Ok(SideMeans::Order),
        _ => Err(Error::unknown("position, order", text)),
    }
}

/// Markets and what one contract of each is worth.
fn contract_values(value: Value) -> Result<ContractValues> {
    let Value::Map(entries) = value else {
        return Err(Error::malformed("an object of markets and decimals", "another value"));
    };
    let mut values = Vec::new();
    for (market, value) in entries {
        // The name is repeated in messages, so it has to be one.
        let market = crate::import::venue(&market)?;
        match value.parse::<Qty>() {
            Ok(value) => values.push((market, value)),
            Err(error) => return Err(error.in_field(market)),
        }
    }
    Ok(ContractValues::new(values))
}

/// Turns any known format into our own CSV, chunk by chunk.
#[derive(Debug)]
pub struct Exporter {
    importer: Importer,
    lines: Lines,
}

#[derive(Debug)]
struct Lines {
    text: String,
    rejects: Vec<Error>,
}

impl Sink for Lines {
    fn event(&mut self, event: &Liquidation<'_>) -> Result<()> {
        export_line(&mut self.text, event);
        Ok(())
    }

    fn reject(&mut self, _: u64, _: u64, error: Error) {
        if self.rejects.len() < MOST_REJECTS {
            self.rejects.push(error);
        }
    }
}

impl Exporter {
    /// An exporter with the import's options of `bag`.
    ///
    /// # Errors
    /// As [`Counter::new`].
    pub fn new(bag: Value) -> Result<Self> {
        let mut fields = Fields::of(bag)?;
        let importer = Importer::new(options(&mut fields)?);
        fields.finish()?;
        Ok(Self { importer, lines: Lines { text: export_header(), rejects: Vec::new() } })
    }

    /// Reads the next bytes; answers the lines that came of them.
    ///
    /// # Errors
    /// As [`Importer::push`].
    pub fn push(&mut self, chunk: &[u8]) -> Result<Value> {
        self.importer.push(chunk, &mut self.lines)?;
        Ok(std::mem::take(&mut self.lines.text).into())
    }

    /// Reads what is left; answers `{text, events, duplicates, rejected, filtered,
    /// no_liquidation, rejects}`.
    ///
    /// # Errors
    /// As [`Importer::finish`].
    pub fn finish(mut self) -> Result<Value> {
        self.importer.finish(&mut self.lines)?;
        let tally = self.importer.tally();
        Ok(record![
            ("text", self.lines.text),
            ("events", tally.events),
            ("duplicates", tally.duplicates),
            ("rejected", tally.rejected),
            ("filtered", tally.filtered),
            ("no_liquidation", report::kinds(self.importer.kinds())),
            ("rejects", Value::list(self.lines.rejects.iter().map(report::reject))),
        ])
    }
}

/// The events of `bytes` one by one, for a small input: `{events: […], rejects: […], …}`.
///
/// Rows whose contract's value nobody knows are listed too, with `usd` null.
///
/// # Errors
/// As [`Counter::new`] and [`Importer::push`].
pub fn events(bag: Value, bytes: &[u8]) -> Result<Value> {
    let mut fields = Fields::of(bag)?;
    let mut importer = Importer::new(options(&mut fields)?);
    fields.finish()?;
    let mut list = List::default();
    importer.push(bytes, &mut list)?;
    importer.finish(&mut list)?;
    let tally = importer.tally();
    Ok(record![
        ("events", Value::List(list.events)),
        ("rejects", Value::list(list.rejects.iter().map(report::reject))),
        ("duplicates", tally.duplicates),
        ("rejected", tally.rejected),
        ("filtered", tally.filtered),
        ("no_liquidation", report::kinds(importer.kinds())),
        ("rows", tally.rows),
        ("format", format(&importer)),
        ("formats", report::formats(importer.sources())),
    ])
}

/// Events as they come.
#[derive(Debug, Default)]
struct List {
    events: Vec<Value>,
    rejects: Vec<Error>,
}

impl Sink for List {
    fn event(&mut self, event: &Liquidation<'_>) -> Result<()> {
        if self.events.len() >= MOST_EVENTS {
            return Err(Kind::TooLarge { limit: "at most 100,000 events in a list" }.into());
        }
        let known = !event.usd.is_zero();
        let listed = order(&Order::of(event)).with("coins", event.coins.map(|c| c.to_string()));
        let Value::Map(mut entries) = listed else { return Ok(()) };
        for (key, value) in &mut entries {
            if key == "usd" && !known {
                *value = Value::Null;
            }
        }
        self.events.push(Value::Map(entries));
        Ok(())
    }

    fn reject(&mut self, _: u64, _: u64, error: Error) {
        if self.rejects.len() < MOST_REJECTS {
            self.rejects.push(error);
        }
    }

    fn takes_unvalued(&self) -> bool {
        true
    }
}
