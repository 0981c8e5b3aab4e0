//! Where rows are accounted for: each one ends as an event, a duplicate, a reject, or as no
//! liquidation of a named kind.

use rust_decimal::Decimal;

use super::format::Format;
use super::json::Json;
use super::kinds::Kinds;
use super::options::{Options, Sink};
use super::recent::Recent;
use super::symbol::{Market, Markets};
use super::worth::{Proof, Worth};
use crate::error::{Error, Kind, Result};
use crate::event::{Coverage, Liquidation, PriceKind, QtyUnit, Side};
use crate::money::{Price, Qty, Usd};
use crate::time::Time;

/// Largest value of one event, in USD. The largest order ever reported is below 10^9; what is
/// far beyond is a wrong unit, and a sum of such values would leave exact arithmetic.
pub(super) const MOST_USD: Usd = Usd::whole(1_000_000_000_000);

/// What became of the rows so far. `rows` is always events + duplicates + rejected + filtered.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Tally {
    /// Rows of a table, items of messages, and messages without an item.
    pub rows: u64,
    /// Liquidations handed on.
    pub events: u64,
    /// Rows that were there before, by the feed's own rule.
    pub duplicates: u64,
    /// Rows that could not be read; each is listed with its place.
    pub rejected: u64,
    /// Rows that are no liquidation that happened, each of a named kind: heartbeats, ordinary
    /// trades, unfilled orders.
    pub filtered: u64,
    /// Of the events, those valued with a contract's value that nobody has verified.
    pub unverified: u64,
    /// Of the events, those whose time states no zone: it is read as UTC.
    pub zoneless: u64,
}

/// Why no record of a feed is read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Refusal {
    /// It is of this format, and another one was asked for.
    Foreign(Format),
    /// The caller has to choose.
    Open(&'static str),
}

impl From<Refusal> for Error {
    fn from(refusal: Refusal) -> Self {
        const ASKED: &str = "a record of the format that was asked for";
        match refusal {
            Refusal::Foreign(format) => Self::malformed(ASKED, format.as_str()).in_field("format"),
            Refusal::Open(choose) => Kind::Ambiguous { choose }.into(),
        }
    }
}

/// What one row turned out to be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Outcome {
    Event,
    Duplicate,
    /// No liquidation, of this kind.
    Other(&'static str),
}

/// An event as a feed states it, before it is checked and valued.
#[derive(Clone, Copy, Debug)]
pub(super) struct Draft<'a> {
    pub(super) time: Time,
    /// The feed's own venue, unless the caller names another.
    pub(super) venue: &'a str,
    pub(super) symbol: &'a [u8],
    pub(super) closed: Side,
    pub(super) qty: Qty,
    pub(super) unit: QtyUnit,
    pub(super) worth: Worth,
    pub(super) price: Price,
    /// What `price` is.
    pub(super) kind: PriceKind,
    /// The average fill price, which then values the event.
    pub(super) fill: Option<Price>,
    pub(super) coverage: Coverage,
}

impl<'a> Draft<'a> {
    /// So many coins at the price of a trade, of a feed that has every one.
    pub(super) const fn trade(
        (venue, symbol): (&'a str, &'a [u8]),
        time: Time,
        closed: Side,
        (qty, price): (Qty, Price),
    ) -> Self {
        Self {
            time,
            venue,
            symbol,
            closed,
            qty,
            unit: QtyUnit::Base,
            worth: Worth::Coins,
            price,
            kind: PriceKind::Trade,
            fill: None,
            coverage: Coverage::Full,
        }
    }
}

/// The account of rows, kept from record to record.
#[derive(Debug, Default)]
pub(super) struct Books {
    pub(super) tally: Tally,
    /// The kinds of the filtered rows.
    pub(super) kinds: Kinds,
    /// Markets of rejects for which nobody said what a contract is worth, and how many each.
    pub(super) lacking: Kinds,
    /// Why no row of the feed at hand is read.
    pub(super) refused: Option<Refusal>,
    pub(super) recent: Recent,
    pub(super) markets: Markets,
    /// The venue of the line before, in files that name one a line.
    pub(super) venue: String,
    /// Number of the record that is read, from 1.
    pub(super) record: u64,
    /// Line on which it starts.
    pub(super) line: u64,
    /// Why reading cannot go on.
    pub(super) fatal: Option<Error>,
}

/// Everything that the reading of one record needs around it.
pub(super) struct Intake<'s> {
    pub(super) options: &'s Options,
    pub(super) books: &'s mut Books,
    pub(super) sink: &'s mut dyn Sink,
}

impl Intake<'_> {
    /// Accounts for one row, which `read` turns into an outcome or a reject.
    pub(super) fn row(&mut self, read: impl FnOnce(&mut Self) -> Result<Outcome>) {
        if !self.refuses() {
            let outcome = read(self);
            self.account(outcome);
        }
    }

    /// Rejects a row of a feed of which none is read; whether it is such a feed.
    // Apart and not inlined: every kind of row comes through here.
    #[inline(never)]
    fn refuses(&mut self) -> bool {
        let refused = self.books.refused;
        if let Some(refused) = refused {
            self.account(Err(refused.into()));
        }
        refused.is_some()
    }

    /// Reads every item of `list`, or `list` itself where it is an object, as a row.
    ///
    /// # Errors
    /// Malformed when it is neither; the items before are accounted for.
    pub(super) fn each(
        &mut self,
        list: Option<Json<'_>>,
        mut read: impl FnMut(Json<'_>, u32, &mut Self) -> Result<Outcome>,
    ) -> Result<()> {
        let Some(list) = list else { return Ok(()) };
        if list.is_object() {
            self.row(|intake| read(list, 0, intake));
            return Ok(());
        }
        let mut index = 0_u32;
        list.items(|item| {
            self.row(|intake| read(item, index, intake));
            index = index.saturating_add(1);
            Ok(())
        })
    }

    /// Accounts for one row that is no liquidation, of this kind.
    pub(super) fn other(&mut self, kind: &str) {
        let Books { tally, kinds, .. } = &mut *self.books;
        tally.rows = tally.rows.saturating_add(1);
        tally.filtered = tally.filtered.saturating_add(1);
        kinds.add(kind, 1);
    }

    /// Accounts for one row that could not be read.
    pub(super) fn reject(&mut self, error: Error) {
        self.account(Err(error));
    }

    /// Accounts for one row.
    pub(super) fn account(&mut self, outcome: Result<Outcome>) {
        if let Ok(Outcome::Other(kind)) = outcome {
            return self.other(kind);
        }
        let tally = &mut self.books.tally;
        tally.rows = tally.rows.saturating_add(1);
        let count = match &outcome {
            Ok(Outcome::Duplicate) => &mut tally.duplicates,
            Ok(_) => &mut tally.events,
            Err(_) => &mut tally.rejected,
        };
        *count = count.saturating_add(1);
        if let Err(error) = outcome {
            let (record, line) = (self.books.record, self.books.line);
            self.sink.reject(record, line, error.at(record, line));
        }
    }

    /// Remembers an event whose time is this text, where that states no zone.
    pub(super) fn dated(&mut self, outcome: Outcome, text: &[u8]) {
        let zoned = text.ends_with(b"Z") || text.ends_with(b"+00:00");
        let bare = text.iter().all(u8::is_ascii_digit);
        if outcome == Outcome::Event && !zoned && !bare {
            self.books.tally.zoneless = self.books.tally.zoneless.saturating_add(1);
        }
    }

    /// Accounts for rows that are each on a line of their own: events, of which the sink said
    /// `taken` about the last one, and duplicates.
    pub(super) fn took(&mut self, events: u64, duplicates: u64, taken: Result<()>) {
        let Books { tally, record, line, fatal, .. } = &mut *self.books;
        let rows = events.saturating_add(duplicates);
        for count in [&mut *record, &mut *line, &mut tally.rows] {
            *count = count.saturating_add(rows);
        }
        tally.events = tally.events.saturating_add(events);
        tally.duplicates = tally.duplicates.saturating_add(duplicates);
        if let Err(error) = taken {
            fatal.get_or_insert(error.at(*record, *line));
        }
    }

    /// Values a draft and hands the event on, unless `key` was seen lately.
    ///
    /// # Errors
    /// Whatever makes the draft no sound event; the row is then a reject.
    pub(super) fn event(&mut self, key: Option<&[&[u8]]>, draft: &Draft<'_>) -> Result<Outcome> {
        let row_key = self.options.row_key;
        self.event_unless(draft, &mut |recent| {
            key.is_some_and(|key| !recent.insert(row_key.fingerprint(key), draft.time))
        })
    }

    /// The same for a key of which the text of the time is a part.
    ///
    /// # Errors
    /// As [`Intake::event`].
    pub(super) fn dated_event(&mut self, key: &[&[u8]], draft: &Draft<'_>) -> Result<Outcome> {
        let key = self.options.row_key.fingerprint(key);
        self.event_unless(draft, &mut |recent| !recent.insert_dated(key, draft.time))
    }

    fn event_unless(
        &mut self,
        draft: &Draft<'_>,
        seen: &mut dyn FnMut(&mut Recent) -> bool,
    ) -> Result<Outcome> {
        let Books { markets, recent, lacking, .. } = &mut *self.books;
        let market = markets.get(draft.symbol).map_err(|e| e.in_field("symbol"))?;
        let known = !matches!(draft.worth, Worth::Unknown);
        if !known && !self.sink.takes_unvalued() {
            lacking.add(&market.name, 1);
            let which = market.name.as_str().into();
            let missing = Kind::MissingOf { what: UNKNOWN, which };
            return Err(Error::new(missing).in_field("contract_values"));
        }
        let event = value(draft, market, self.options.venue.as_deref())?;
        if seen(recent) {
            return Ok(Outcome::Duplicate);
        }
        if let Err(error) = self.sink.event(&event) {
            let (record, line) = (self.books.record, self.books.line);
            self.books.fatal.get_or_insert(error.at(record, line));
        }
        if let Worth::Contracts(_, Proof::Unverified) | Worth::Face(_, Proof::Unverified) =
            draft.worth
        {
            self.books.tally.unverified = self.books.tally.unverified.saturating_add(1);
        }
        Ok(Outcome::Event)
    }
}

/// The event that a draft states, with its value and its coins.
fn value<'a>(
    draft: &Draft<'a>,
    market: &'a Market,
    venue: Option<&'a str>,
) -> Result<Liquidation<'a>> {
    if draft.qty.is_zero() {
        return Err(Error::out_of_range("a quantity above 0", "0").in_field("qty"));
    }
    let (price, priced) = match draft.fill {
        Some(fill) => (fill, PriceKind::Fill),
        None => (draft.price, draft.kind),
    };
    if price.is_zero() || draft.price.is_zero() {
        return Err(Error::out_of_range("a price above 0", "0").in_field("price"));
    }
    let scaled = |coins| thousands(coins, market.thousands).map(Some);
    let own = || if draft.unit == QtyUnit::Base { scaled(draft.qty) } else { Ok(None) };
    let (coins, usd, valued_at) = match draft.worth {
        Worth::Coins => (scaled(draft.qty)?, price.times(draft.qty)?, priced),
        Worth::Contracts(size, _) => {
            let coins = product(draft.qty, size)?;
            (scaled(coins)?, price.times(coins)?, priced)
        }
        Worth::Face(each, _) => (None, each.times(draft.qty)?, PriceKind::Face),
        Worth::Unknown => (None, Usd::ZERO, PriceKind::Reported),
        Worth::Usd(usd) => (own()?, usd, PriceKind::Reported),
        Worth::Stated { coins: None, usd } => (own()?, usd, draft.kind),
        Worth::Stated { coins, usd } => (coins, usd, draft.kind),
    };
    if usd < Usd::ZERO || usd > MOST_USD {
        let found = usd.to_string();
        return Err(Error::out_of_range("a value of 0 to 10^12 USD", &found).in_field("usd"));
    }
    Ok(Liquidation {
        time: draft.time,
        venue: venue.unwrap_or(draft.venue),
        symbol: &market.name,
        asset: &market.asset,
        closed: draft.closed,
        qty: draft.qty,
        unit: draft.unit,
        coins,
        price: draft.price,
        fill: draft.fill,
        valued_at,
        usd,
        coverage: draft.coverage,
    })
}

const UNKNOWN: &str = "contract_values with the worth of one contract of";
const COINS: &str = "the quantity in coins";

/// The exact product of two quantities.
pub(super) fn product(a: Qty, b: Qty) -> Result<Qty> {
    let (a, b) = (a.decimal(), b.decimal());
    let mantissa = a.mantissa().checked_mul(b.mantissa());
    let mantissa = mantissa.ok_or_else(|| Error::overflow(COINS))?;
    let product = Decimal::try_from_i128_with_scale(mantissa, a.scale().saturating_add(b.scale()));
    Qty::new(product.map_err(|_| Error::new(Kind::Inexact { what: COINS }))?)
}

/// `coins` × 10^`power`, by moving the point.
pub(super) fn thousands(coins: Qty, power: u32) -> Result<Qty> {
    if power == 0 {
        return Ok(coins);
    }
    let each = 10_u64.checked_pow(power).ok_or_else(|| Error::overflow(COINS))?;
    // Below 2^32 each, so that their product fits a word.
    if let Some(word) = coins.word().filter(|word| *word >> 32 == 0 && each >> 32 == 0)
        && let Some(quick) = Qty::from_word(word.wrapping_mul(each), coins.decimal().scale())
    {
        return Ok(quick);
    }
    product(coins, Qty::new(Decimal::from(each))?)
}

/// What the quick readers of plain rows are tested with.
#[cfg(test)]
pub(super) mod few {
    use super::*;

    /// Takes so many events.
    struct Few(u64);

    impl Sink for Few {
        fn event(&mut self, _: &Liquidation<'_>) -> Result<()> {
            self.0 = self.0.checked_sub(1).ok_or_else(|| Error::from(Kind::Empty))?;
            Ok(())
        }

        fn reject(&mut self, _: u64, _: u64, error: Error) {
            panic!("{error}");
        }
    }

    /// What `rows` takes of `text` after a line of the venue `v` and the same market.
    pub(in crate::import) fn taken(
        rows: impl FnOnce(&[u8], &mut Intake<'_>) -> usize,
        text: &str,
        max: u64,
    ) -> (usize, Books) {
        let (options, mut books) = (Options::default(), Books::default());
        books.markets.get(b"BTCUSDT").unwrap();
        books.venue.push('v');
        let mut intake = Intake { options: &options, books: &mut books, sink: &mut Few(max) };
        (rows(text.as_bytes(), &mut intake), books)
    }
}
