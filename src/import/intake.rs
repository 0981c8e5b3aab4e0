//! Where rows are accounted for: each one ends as an event, a duplicate, a reject, or filtered.

use rust_decimal::Decimal;

use super::json::Json;
use super::recent::{Recent, fingerprint};
use super::symbol::{Market, Markets};
use super::{Options, Sink};
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
    /// Rows that are no liquidation that happened: heartbeats, ordinary trades, unfilled orders.
    pub filtered: u64,
    /// Of the events, those valued with a contract's value that nobody has verified.
    pub unverified: u64,
}

/// What one row turned out to be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Outcome {
    Event,
    Duplicate,
    Filtered,
}

/// How well a contract's value is known.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Proof {
    /// A venue's page or one of its own messages states it, or the caller does.
    Stated,
    /// Nobody has checked it lately: the report says so.
    Unverified,
}

/// What the quantity of an event is worth.
#[derive(Clone, Copy, Debug)]
pub(super) enum Worth {
    /// `qty` are coins: times the price.
    Coins,
    /// `qty` are contracts of so many coins each: times the price.
    Contracts(Qty, Proof),
    /// `qty` are contracts of so many dollars each, whatever the price.
    Face(Price, Proof),
    /// The feed says it in USD.
    Usd(Usd),
    /// Nobody said what a contract is worth.
    Unknown,
    /// The file says all of it, and which price it comes from.
    Stated { coins: Option<Qty>, usd: Usd },
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
        let outcome = read(self);
        self.account(outcome);
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

    /// Accounts for one row that is no liquidation.
    pub(super) fn filtered(&mut self) {
        self.account(Ok(Outcome::Filtered));
    }

    /// Accounts for one row that could not be read.
    pub(super) fn reject(&mut self, error: Error) {
        self.account(Err(error));
    }

    pub(super) fn account(&mut self, outcome: Result<Outcome>) {
        let tally = &mut self.books.tally;
        tally.rows = tally.rows.saturating_add(1);
        let count = match &outcome {
            Ok(Outcome::Event) => &mut tally.events,
            Ok(Outcome::Duplicate) => &mut tally.duplicates,
            Ok(Outcome::Filtered) => &mut tally.filtered,
            Err(_) => &mut tally.rejected,
        };
        *count = count.saturating_add(1);
        if let Err(error) = outcome {
            let (record, line) = (self.books.record, self.books.line);
            self.sink.reject(record, line, error.at(record, line));
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
        self.event_unless(draft, &mut |recent| {
            key.is_some_and(|key| !recent.insert(fingerprint(key), draft.time))
        })
    }

    /// The same for a key of which the text of the time is a part.
    ///
    /// # Errors
    /// As [`Intake::event`].
    pub(super) fn dated_event(&mut self, key: &[&[u8]], draft: &Draft<'_>) -> Result<Outcome> {
        let key = fingerprint(key);
        self.event_unless(draft, &mut |recent| !recent.insert_dated(key, draft.time))
    }

    fn event_unless(
        &mut self,
        draft: &Draft<'_>,
        seen: &mut dyn FnMut(&mut Recent) -> bool,
    ) -> Result<Outcome> {
        let Books { markets, recent, .. } = &mut *self.books;
        let market = markets.get(draft.symbol).map_err(|e| e.in_field("symbol"))?;
        let known = !matches!(draft.worth, Worth::Unknown);
        if !known && !self.sink.takes_unvalued() {
            return Err(Error::missing(UNKNOWN).in_field("contract_values"));
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

const UNKNOWN: &str = "contract_values with what one contract of this market is worth";
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
