//! Partial aggregates as text: saved, loaded and merged without loss.
//!
//! A table of comma-separated values that any engine can write; names hold no commas or quotes.
//!
//! ```text
//! washout_partial_2,start_ms,width_ms,venue,symbol,side,coverage,count,usd,coins,coins_count,qty,
//!  unit,price,fill,valued_at
//! cell,1765414800000,3600000,binance-usdm,YBUSDT,long,largest-per-second,1,21480.1420395,48219,1,,
//!  ,,,
//! ```
//!
//! Each row, its columns, and their meaning:
//!
//! - `cell`: start, width, venue, symbol, side, coverage, count, usd, and coins of `coins_count`
//!   events; the sums of a series in a bucket; needed
//! - `minute`: start, width, side, count, usd; the sums of all series, for windows and gaps;
//!   without any such row those are taken from the cells
//! - `order`: start (the time), venue, symbol, side, coverage, usd, qty, unit, price, fill,
//!   valued_at; one of the largest orders
//! - `valued`: count, valued_at; events valued by a kind of price
//! - `span`: start (first event), width (to the last one); else taken from the cells
//! - `duplicates`, `rejected`, `bytes`: count; what else became of the rows
//! - `no_liquidation`: symbol (the kind), count; rows that are no liquidation, of this kind
//! - `unverified`: count; events valued with a contract's value that nobody has verified
//! - `zoneless`: count; events whose time stated no zone and was read as UTC
//! - `format`: symbol (its name), count (of rows), coins_count (of events); what was read of a
//!   format
//!
//! Version 1 had no `no_liquidation`, `zoneless` and `format`, and `filtered` with the count of all
//! rows that are no liquidation; it is still read.
//!
//! All widths of a kind are one of the widths of [`Bucket`]. Loading checks every number, and that
//! minutes and cells have the same sums.

use super::cell::{Add, Cell, Split, Sum};
use super::cube::{Cube, Series};
use super::grid::Bucket;
use super::largest::Order;
use super::table::{Table, WIDTH};
use crate::error::{Error, Kind, Result};
use crate::event::{Coverage, PriceKind, QtyUnit, Side};
use crate::import::{Format, Kinds, Source, Tally, asset};
use crate::money::{Coins, Price, Qty, Usd};
use crate::time::Time;

const NAME: &str = "washout_partial_2";
const OLD_NAME: &str = "washout_partial_1";
const COLUMNS: &str = ",start_ms,width_ms,venue,symbol,side,coverage,count,usd,coins,coins_count,\
                       qty,unit,price,fill,valued_at";
/// The kind of rows that version 1 counted without one.
const UNNAMED: &str = "kind that was not recorded";

/// A cube, and how the rows that are not in it were classified.
#[derive(Clone, Debug)]
pub struct Partial {
    /// The sums.
    pub cube: Cube,
    /// The account of rows.
    pub tally: Tally,
    /// Of which kinds the rows are that are no liquidation.
    pub kinds: Kinds,
    /// What was read of each format, in the order of their names.
    pub sources: Vec<Source>,
    /// Bytes that were read.
    pub bytes: u64,
}

impl Partial {
    /// Adds everything that `other` holds. Merging is associative and commutative.
    ///
    /// # Errors
    /// As [`Cube::merge`].
    pub fn merge(&mut self, other: &Self) -> Result<()> {
        self.cube.merge(&other.cube)?;
        let tally = other.tally;
        for (mine, theirs) in [
            (&mut self.tally.rows, tally.rows),
            (&mut self.tally.events, tally.events),
            (&mut self.tally.duplicates, tally.duplicates),
            (&mut self.tally.rejected, tally.rejected),
            (&mut self.tally.filtered, tally.filtered),
            (&mut self.tally.unverified, tally.unverified),
            (&mut self.tally.zoneless, tally.zoneless),
            (&mut self.bytes, other.bytes),
        ] {
            *mine = mine.saturating_add(theirs);
        }
        self.kinds.merge(&other.kinds);
        other.sources.iter().for_each(|source| self.add(*source));
        Ok(())
    }

    /// Adds what was read of a format.
    #[allow(clippy::indexing_slicing, reason = "the search found the place")]
    pub fn add(&mut self, source: Source) {
        match self.sources.binary_search_by(|known| known.format.cmp(&source.format)) {
            Err(place) => self.sources.insert(place, source),
            Ok(place) => {
                let known = &mut self.sources[place];
                known.rows = known.rows.saturating_add(source.rows);
                known.events = known.events.saturating_add(source.events);
            }
        }
    }

    /// The text of it. Equal cubes have equal texts.
    #[must_use]
    pub fn to_text(&self) -> String {
        let cube = &self.cube;
        let rows = cube.minutes.len().saturating_mul(2).saturating_add(cube.cells.len());
        let mut table = Table::new(&format!("{NAME}{COLUMNS}"), rows);
        self.cells(&mut table);
        self.minutes(&mut table);
        cube.largest.orders.iter().for_each(|order| order_row(&mut table, order));
        for (kind, count) in PriceKind::ALL.into_iter().zip(cube.valued) {
            if count > 0 {
                table.text("valued").skip(6).count(count).skip(7).text(kind.as_str()).end();
            }
        }
        if let Some((first, last)) = cube.span {
            table.text("span").whole(first).whole(last.saturating_sub(first)).end();
        }
        self.account(&mut table);
        table.into_text()
    }

    /// What became of the rows, and what they were of.
    fn account(&self, table: &mut Table) {
        let Tally { duplicates, rejected, unverified, zoneless, .. } = self.tally;
        let counts = [
            ("duplicates", duplicates),
            ("rejected", rejected),
            ("unverified", unverified),
            ("zoneless", zoneless),
            ("bytes", self.bytes),
        ];
        for (name, count) in counts {
            table.text(name).skip(6).count(count).end();
        }
        for (kind, count) in self.kinds.each() {
            table.text("no_liquidation").skip(3).text(kind).skip(2).count(count).end();
        }
        for Source { format, rows, events } in &self.sources {
            table.text("format").skip(3).text(format.as_str()).skip(2).count(*rows);
            table.skip(2).count(*events).end();
        }
    }

    fn cells(&self, table: &mut Table) {
        let width = self.cube.cells.bucket.millis().to_string();
        for ((series, start), cell) in self.cube.cells() {
            let (side, coverage) = (series.closed.as_str(), series.coverage.as_str());
            table.text("cell").whole(start).text(&width);
            table.text(&series.venue).text(&series.symbol).text(side).text(coverage);
            table.count(cell.sum.count).usd(cell.sum.usd);
            table.coins(cell.coins).count(cell.coins_known).end();
        }
    }

    fn minutes(&self, table: &mut Table) {
        let width = self.cube.minutes.bucket.millis().to_string();
        for ((start, _), split) in self.cube.minutes.iter() {
            for (side, sum) in [(Side::Long, split.long), (Side::Short, split.short)] {
                if sum.count > 0 {
                    table.text("minute").whole(start).text(&width).skip(2).text(side.as_str());
                    table.skip(1).count(sum.count).usd(sum.usd).end();
                }
            }
        }
    }

    /// What `text` says.
    ///
    /// # Errors
    /// Anything that is not such a table, with its line; sums that do not agree.
    pub fn from_text(text: &str) -> Result<Self> {
        let mut lines = text.lines().zip(1_u64..);
        let header = lines.next().map_or("", |(line, _)| line);
        let name = header.trim_end().strip_suffix(COLUMNS);
        if !matches!(name, Some(NAME | OLD_NAME)) {
            return Err(Error::malformed(
                "the header of a washout partial, version 1 or 2",
                header,
            ));
        }
        let mut load = Load::new();
        for (line, number) in lines.filter(|(line, _)| !line.trim().is_empty()) {
            load.line(line.trim_end()).map_err(|e| e.at(number.saturating_sub(1), number))?;
        }
        load.finish()
    }
}

fn order_row(table: &mut Table, order: &Order) {
    let (side, coverage) = (order.closed.as_str(), order.coverage.as_str());
    table.text("order").whole(order.time.millis()).skip(1);
    table.text(&order.venue).text(&order.symbol).text(side).text(coverage);
    table.skip(1).usd(order.usd).skip(2);
    table.text(&order.qty.to_string()).text(order.unit.as_str()).text(&order.price.to_string());
    let fill = order.fill.map(|fill| fill.to_string()).unwrap_or_default();
    table.text(&fill).text(order.valued_at.as_str()).end();
}

/// A partial that is being loaded.
struct Load {
    partial: Partial,
    cells: Option<Bucket>,
    minutes: Option<Bucket>,
}

impl Load {
    fn new() -> Self {
        let cube = Cube::new(Bucket::Minute);
        let (tally, kinds) = (Tally::default(), Kinds::default());
        let partial = Partial { cube, tally, kinds, sources: Vec::new(), bytes: 0 };
        Self { partial, cells: None, minutes: None }
    }

    fn line(&mut self, text: &str) -> Result<()> {
        let mut fields = [""; WIDTH];
        let mut count = 0_usize;
        for field in text.split(',') {
            let slot = fields.get_mut(count);
            *slot.ok_or_else(|| Error::malformed("16 fields", text))? = field;
            count = count.saturating_add(1);
        }
        if count != WIDTH {
            return Err(Error::malformed("16 fields", text));
        }
        let row = Record(fields);
        match row.0[0] {
            "cell" => self.cell(&row),
            "minute" => self.minute(&row),
            "order" => {
                self.partial.cube.largest.take(row.order()?);
                Ok(())
            }
            "valued" => self.valued(&row),
            "span" => {
                let first = row.time()?.millis();
                let last = first.checked_add(row.int(2, "width_ms")?);
                let last = last.ok_or_else(|| Error::overflow("the span"))?;
                self.partial.cube.stretch(first, Time::from_millis(last)?.millis());
                Ok(())
            }
            name => self.other(name, &row),
        }
    }

    fn cell(&mut self, row: &Record<'_>) -> Result<()> {
        let bucket = row.bucket(&mut self.cells)?;
        let cube = &mut self.partial.cube;
        cube.cells.widen(bucket)?;
        let symbol = row.name(4, "symbol")?;
        let series = cube.intern(Series {
            venue: row.name(3, "venue")?.to_owned(),
            symbol: symbol.to_owned(),
            asset: asset(symbol).to_owned(),
            closed: row.side()?,
            coverage: row.coverage()?,
        })?;
        let coins_known = row.count(10, "coins_count")?;
        let coins = if coins_known == 0 { Coins::ZERO } else { row.coins()? };
        let cell = Cell { sum: row.sum()?, coins, coins_known };
        if coins_known > cell.sum.count {
            return Err(Error::malformed("at most count", row.0[10]).in_field("coins_count"));
        }
        cube.cells.add(row.start(bucket)?, series, cell)
    }

    fn minute(&mut self, row: &Record<'_>) -> Result<()> {
        let bucket = row.bucket(&mut self.minutes)?;
        let cube = &mut self.partial.cube;
        cube.minutes.widen(bucket)?;
        cube.minutes.add(row.start(bucket)?, 0, Split::on(row.side()?, row.sum()?))
    }

    fn valued(&mut self, row: &Record<'_>) -> Result<()> {
        let kind = PriceKind::named(row.0[15]).map_err(|e| e.in_field("valued_at"))?;
        let count = row.count(7, "count")?;
        let place = PriceKind::ALL.iter().position(|known| *known == kind);
        if let Some(slot) = place.and_then(|place| self.partial.cube.valued.get_mut(place)) {
            *slot = slot.saturating_add(count);
        }
        Ok(())
    }

    fn other(&mut self, name: &str, row: &Record<'_>) -> Result<()> {
        const KNOWN: &str = "cell, minute, order, valued, span, duplicates, rejected, \
                             no_liquidation, filtered, unverified, zoneless, format, bytes";
        let count = row.count(7, "count")?;
        let Partial { tally, kinds, bytes, .. } = &mut self.partial;
        let slot = match name {
            "duplicates" => &mut tally.duplicates,
            "rejected" => &mut tally.rejected,
            "unverified" => &mut tally.unverified,
            "zoneless" => &mut tally.zoneless,
            "bytes" => bytes,
            "no_liquidation" | "filtered" => {
                let named = name == "no_liquidation";
                kinds.add(if named { row.kind()? } else { UNNAMED }, count);
                return Ok(());
            }
            "format" => {
                self.partial.add(row.source(count)?);
                return Ok(());
            }
            _ => return Err(Kind::UnknownName { known: KNOWN, found: name.into() }.into()),
        };
        *slot = slot.saturating_add(count);
        Ok(())
    }

    fn finish(mut self) -> Result<Partial> {
        const RULE: &str = "minutes and cells have to have the same sums";
        let cube = &mut self.partial.cube;
        let mut cells = Split::<Sum>::default();
        for ((_, key), cell) in cube.cells.iter() {
            let Some(series) = cube.series.get(key as usize) else { continue };
            cells.add(series.closed, cell.sum)?;
        }
        if self.minutes.is_none() {
            cube.minutes_of_cells()?;
        }
        let minutes =
            cube.minutes.iter().try_fold(Split::default(), |a: Split<Sum>, (_, b)| a.plus(*b))?;
        if minutes != cells {
            return Err(Kind::Conflict { rule: RULE }.into());
        }
        let mut starts = cube.minutes.iter().map(|((start, _), _)| start);
        let (first, last) = (starts.next(), starts.last());
        if let (None, Some(first)) = (cube.span, first) {
            let width = cube.minutes.bucket.millis();
            let last = last.unwrap_or(first);
            cube.span = Some((first, last.saturating_add(width).saturating_sub(1)));
        }
        let tally = &mut self.partial.tally;
        tally.filtered = self.partial.kinds.total();
        tally.events = cells.both()?.count;
        tally.rows = [tally.events, tally.duplicates, tally.rejected, tally.filtered]
            .into_iter()
            .fold(0, u64::saturating_add);
        Ok(self.partial)
    }
}

/// One row, by the place of its fields in the header.
struct Record<'a>([&'a str; WIDTH]);

impl<'a> Record<'a> {
    fn field(&self, which: usize) -> &'a str {
        self.0.get(which).copied().unwrap_or_default()
    }

    fn int(&self, which: usize, name: &'static str) -> Result<i64> {
        let text = self.field(which);
        let bad = |_| Error::malformed("a whole number", text).in_field(name);
        text.parse().map_err(bad)
    }

    fn count(&self, which: usize, name: &'static str) -> Result<u64> {
        let text = self.field(which);
        let max = |count: &u64| *count <= 1 << 53;
        let count = text.parse().ok().filter(max);
        count.ok_or_else(|| Error::malformed("a count of at most 2^53", text).in_field(name))
    }

    fn bucket(&self, all: &mut Option<Bucket>) -> Result<Bucket> {
        let width = self.int(2, "width_ms")?;
        let bucket = Bucket::ALL.into_iter().find(|bucket| bucket.millis() == width);
        let bucket = bucket.filter(|bucket| all.is_none_or(|all| all == *bucket));
        let bad = || Error::malformed("the same known width in all rows", self.field(2));
        *all = bucket;
        bucket.ok_or_else(|| bad().in_field("width_ms"))
    }

    fn start(&self, bucket: Bucket) -> Result<i64> {
        let start = self.int(1, "start_ms")?;
        let last = start.saturating_add(bucket.millis().saturating_sub(1));
        let sound = bucket.floor(start) == start && Time::from_millis(last.min(LATEST)).is_ok();
        let bad = || Error::malformed("the start of a bucket", self.field(1)).in_field("start_ms");
        if sound { Ok(start) } else { Err(bad()) }
    }

    fn time(&self) -> Result<Time> {
        Time::from_millis(self.int(1, "start_ms")?).map_err(|e| e.in_field("start_ms"))
    }

    fn name(&self, which: usize, name: &'static str) -> Result<&'a str> {
        let text = self.field(which);
        crate::import::venue(text).map_err(|e| e.in_field(name))?;
        Ok(text)
    }

    fn kind(&self) -> Result<&'a str> {
        Kinds::checked(self.field(4)).map_err(|e| e.in_field("symbol"))
    }

    fn source(&self, rows: u64) -> Result<Source> {
        let format = Format::named(self.field(4)).map_err(|e| e.in_field("symbol"))?;
        Ok(Source { format, rows, events: self.count(10, "coins_count")? })
    }

    fn side(&self) -> Result<Side> {
        Side::named(self.field(5)).map_err(|e| e.in_field("side"))
    }

    fn coverage(&self) -> Result<Coverage> {
        Coverage::named(self.field(6)).map_err(|e| e.in_field("coverage"))
    }

    fn usd(&self) -> Result<Usd> {
        let (mantissa, places) = fixed(self.field(8)).map_err(|e| e.in_field("usd"))?;
        Usd::from_parts(mantissa, places).map_err(|e| e.in_field("usd"))
    }

    fn coins(&self) -> Result<Coins> {
        let (mantissa, places) = fixed(self.field(9)).map_err(|e| e.in_field("coins"))?;
        Coins::from_parts(mantissa, places).map_err(|e| e.in_field("coins"))
    }

    fn sum(&self) -> Result<Sum> {
        let count = self.count(7, "count")?;
        if count == 0 {
            return Err(Error::malformed("a count above 0", "0").in_field("count"));
        }
        Ok(Sum { count, usd: self.usd()? })
    }

    fn order(&self) -> Result<Order> {
        let symbol = self.name(4, "symbol")?;
        let fill = Some(self.field(14)).filter(|text| !text.is_empty());
        Ok(Order {
            usd: self.usd()?,
            time: self.time()?,
            venue: self.name(3, "venue")?.to_owned(),
            symbol: symbol.to_owned(),
            asset: asset(symbol).to_owned(),
            closed: self.side()?,
            qty: self.field(11).parse::<Qty>().map_err(|e| e.in_field("qty"))?,
            unit: QtyUnit::named(self.field(12)).map_err(|e| e.in_field("unit"))?,
            price: self.field(13).parse::<Price>().map_err(|e| e.in_field("price"))?,
            fill: fill.map(str::parse).transpose().map_err(|e: Error| e.in_field("fill"))?,
            valued_at: PriceKind::named(self.field(15)).map_err(|e| e.in_field("valued_at"))?,
            coverage: self.coverage()?,
        })
    }
}

/// 2099-12-31, later than any event.
const LATEST: i64 = 4_102_358_400_000;

/// A decimal of up to 38 digits as a mantissa and its places; sums outgrow a parsed decimal's 28.
fn fixed(text: &str) -> Result<(i128, u32)> {
    let bad = || Error::malformed("a decimal of 0 or more", text);
    let (whole, part) = text.split_once('.').unwrap_or((text, ""));
    let digits = |text: &str| !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit());
    if !digits(whole) || (text.contains('.') && !digits(part)) || text.len() > 60 {
        return Err(bad());
    }
    let mantissa = format!("{whole}{part}").parse().map_err(|_| bad())?;
    Ok((mantissa, u32::try_from(part.len()).map_err(|_| bad())?))
}
