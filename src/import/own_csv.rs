//! Our own plain CSV: one liquidation a line, a header with these column names in any order.
//!
//! ```text
//! time,venue,symbol,side,qty,unit,price,fill,valued_at,coins,usd,coverage
//! 2025-11-04T14:05:09.120Z,binance-usdm,BTCUSDT,long,0.125,base,104580.25,104550.10,fill,0.125,
//!  13068.7625,largest-per-second
//! ```
//!
//! Column: meaning; when absent or empty.
//!
//! - `time`: UTC, ISO 8601 or milliseconds since 1970; required
//! - `venue`: the venue, in lower case; the caller's venue, or `unstated`
//! - `symbol`: the market's name; required
//! - `side`: side of the POSITION that was closed: `long` or `short`; required
//! - `qty`: the venue's quantity; required
//! - `unit`: `base` (coins), `contracts` or `quote` (USD); `base`
//! - `price`: the venue's price, USD; required
//! - `fill`: the average fill price; none
//! - `valued_at`: which price `usd` is computed with: `fill`, `order`, `bankruptcy`, `trade`,
//!   `reported`, `face`; `fill` where there is one, `reported` where there is `usd`, else `trade`
//! - `coins`: the quantity in coins; `qty` where the unit is `base`
//! - `usd`: value in USD; `qty` × price for `base`, `qty` for `quote`; required for `contracts`
//! - `coverage`: `full`, `largest-per-second`, `sampled`, `aggregated`, `unstated`; `unstated`
//!
//! Where a line gives coins, a price and `usd`, and says that this price values it, the product
//! has to be exact. `buy` and `sell` are refused as sides, because they may be the order's.
//!
//! One field more than the header has is left out, where it cannot be the second half of a number
//! with a decimal comma; two more, or one less, is a reject.
//!
//! There is no deduplication: two equal lines may well be two liquidations.

use std::fmt::Write;

use super::csv::Columns;
use super::feed::Feed;
use super::intake::{Draft, Intake, Outcome};
use super::layout::Layout;
use super::plain_csv::{Plan, UNSTATED};
use super::worth::Worth;
use crate::error::{Error, Kind, Result};
use crate::event::{Coverage, Liquidation, PriceKind, QtyUnit, Side};
use crate::money::{Price, Qty, Usd};
use crate::time::Time;

const TIME: usize = 0;
const VENUE: usize = 1;
const SYMBOL: usize = 2;
const SIDE: usize = 3;
const QTY: usize = 4;
const UNIT: usize = 5;
const PRICE: usize = 6;
const FILL: usize = 7;
const VALUED_AT: usize = 8;
const COINS: usize = 9;
const USD: usize = 10;
const COVERAGE: usize = 11;

/// Columns of numbers, and columns of text.
const NUMBERS: [usize; 5] = [QTY, PRICE, FILL, COINS, USD];
const MARKS: [usize; 5] = [TIME, SIDE, UNIT, VALUED_AT, COVERAGE];

/// The columns, in the order of an export.
pub(super) const NAMES: [&str; 12] = [
    "time",
    "venue",
    "symbol",
    "side",
    "qty",
    "unit",
    "price",
    "fill",
    "valued_at",
    "coins",
    "usd",
    "coverage",
];

/// The feed.
pub(super) const FEED: Feed = Feed::table("washout-csv", LAYOUT);

const LAYOUT: Layout = Layout {
    names: &[
        &["time"],
        &["venue"],
        &["symbol"],
        &["side"],
        &["qty"],
        &["unit"],
        &["price"],
        &["fill"],
        &["valued_at"],
        &["coins"],
        &["usd"],
        &["coverage"],
    ],
    needed: &[TIME, SYMBOL, SIDE, QTY, PRICE],
    bare: None,
    read,
    quick: Some(|columns| Plan::of(columns, [TIME, SYMBOL, SIDE, QTY, PRICE], VENUE)),
};

fn read(columns: &Columns, fields: &[&[u8]], _: &[u8], intake: &mut Intake<'_>) -> Result<Outcome> {
    columns.not_moved(fields, &NUMBERS, &MARKS)?;
    if intake.books.venue.as_bytes() != columns.get(fields, VENUE) {
        // Kept only when it is a sound name, for the quick reader to compare with.
        let sound = venue(columns.get(fields, VENUE)).unwrap_or_default();
        intake.books.venue.replace_range(.., sound);
    }
    let given = |which| Some(columns.get(fields, which)).filter(|text| !text.is_empty());
    let draft = Draft {
        time: field(columns, fields, TIME, time)?,
        venue: given(VENUE).map_or(Ok(UNSTATED), venue).map_err(|e| e.in_field("venue"))?,
        symbol: columns.get(fields, SYMBOL),
        closed: field(columns, fields, SIDE, side)?,
        qty: field(columns, fields, QTY, Qty::from_bytes)?,
        unit: optional(columns, fields, UNIT, QtyUnit::of_bytes)?.unwrap_or(QtyUnit::Base),
        price: field(columns, fields, PRICE, Price::from_bytes)?,
        fill: optional(columns, fields, FILL, Price::from_bytes)?,
        kind: PriceKind::Trade,
        worth: Worth::Coins,
        coverage: optional(columns, fields, COVERAGE, Coverage::of_bytes)?
            .unwrap_or(Coverage::Unstated),
    };
    let stated = Stated {
        valued_at: optional(columns, fields, VALUED_AT, PriceKind::of_bytes)?,
        coins: optional(columns, fields, COINS, Qty::from_bytes)?,
        usd: optional(columns, fields, USD, Usd::from_bytes)?,
    };
    let (kind, usd) = stated.value(&draft)?;
    let worth = Worth::Stated { coins: stated.coins, usd };
    let outcome = intake.event(None, &Draft { worth, kind, ..draft })?;
    intake.dated(outcome, columns.get(fields, TIME));
    Ok(outcome)
}

/// The header of an export, with its line's end.
#[must_use]
pub fn export_header() -> String {
    format!("{}\n", NAMES.join(","))
}

/// Appends `event` as one line of our own CSV. Reading it gives the same event, and writing that
/// gives the same bytes.
pub fn export_line(out: &mut String, event: &Liquidation<'_>) {
    let Liquidation { time, venue, symbol, qty, price, usd, .. } = event;
    let (side, unit) = (event.closed.as_str(), event.unit.as_str());
    let (kind, coverage) = (event.valued_at.as_str(), event.coverage.as_str());
    let text = |number: Option<String>| number.unwrap_or_default();
    let fill = text(event.fill.map(|fill| fill.to_string()));
    let coins = text(event.coins.map(|coins| coins.to_string()));
    let head = format_args!("{time},{venue},{symbol},{side},{qty},{unit},{price},{fill}");
    // Writing to a string cannot fail.
    let _ = writeln!(out, "{head},{kind},{coins},{usd},{coverage}");
}

#[inline(always)]
fn millis(text: &[u8; 13]) -> Option<Time> {
    let (mut ms, mut worst) = (0_i64, 0_u8);
    for byte in text {
        let digit = byte.wrapping_sub(b'0');
        worst = worst.max(digit);
        ms = ms.wrapping_mul(10).wrapping_add(i64::from(digit));
    }
    if worst > 9 { None } else { Time::from_millis(ms).ok() }
}

/// What a line says about the event's value.
struct Stated {
    valued_at: Option<PriceKind>,
    coins: Option<Qty>,
    usd: Option<Usd>,
}

impl Stated {
    /// Which price values the event, and its value.
    fn value(&self, draft: &Draft<'_>) -> Result<(PriceKind, Usd)> {
        let kind = self.valued_at.unwrap_or(match (draft.fill, self.usd, draft.unit) {
            (Some(_), ..) => PriceKind::Fill,
            (None, Some(_), _) | (.., QtyUnit::Quote) => PriceKind::Reported,
            _ => PriceKind::Trade,
        });
        let price = match kind {
            PriceKind::Fill => draft.fill.ok_or_else(|| missing("a fill price", "fill"))?,
            _ => draft.price,
        };
        let priced = !matches!(kind, PriceKind::Reported | PriceKind::Face);
        let product = match (draft.unit, self.coins) {
            (QtyUnit::Base, _) if priced => Some(price.times(draft.qty)?),
            (QtyUnit::Contracts, Some(coins)) if priced => Some(price.times(coins)?),
            (QtyUnit::Quote, _) => Some(Usd::new(draft.qty.decimal())?),
            _ => None,
        };
        match (self.usd, product) {
            (Some(usd), Some(product)) if priced && usd != product => {
                const RULE: &str = "usd has to be the quantity times the price that values it";
                Err(Error::new(Kind::Conflict { rule: RULE }).in_field("usd"))
            }
            (Some(usd), _) | (None, Some(usd)) => Ok((kind, usd)),
            (None, None) => Err(missing("the value in USD, or coins and a price", "usd")),
        }
    }
}

fn missing(what: &'static str, field: &'static str) -> Error {
    Error::missing(what).in_field(field)
}

fn field<T>(
    columns: &Columns,
    fields: &[&[u8]],
    which: usize,
    read: impl FnOnce(&[u8]) -> Result<T>,
) -> Result<T> {
    read(columns.get(fields, which)).map_err(|e| e.in_field(name(which)))
}

fn optional<T>(
    columns: &Columns,
    fields: &[&[u8]],
    which: usize,
    read: impl FnOnce(&[u8]) -> Result<T>,
) -> Result<Option<T>> {
    let text = columns.get(fields, which);
    if text.is_empty() {
        return Ok(None);
    }
    read(text).map(Some).map_err(|e| e.in_field(name(which)))
}

fn name(which: usize) -> &'static str {
    NAMES.get(which).copied().unwrap_or_default()
}

fn time(text: &[u8]) -> Result<Time> {
    if let Ok(digits) = text.try_into()
        && let Some(time) = millis(digits)
    {
        return Ok(time);
    }
    let text = std::str::from_utf8(text)
        .map_err(|_| Error::from(Kind::Malformed { expected: "a UTC time", found: text.into() }))?;
    Time::parse(text)
}

/// `long` or `short` only: `buy` could be the order's side or the position's.
fn side(text: &[u8]) -> Result<Side> {
    match text {
        b"long" => Ok(Side::Long),
        b"short" => Ok(Side::Short),
        _ => Err(Kind::UnknownName { known: "long, short", found: text.into() }.into()),
    }
}

/// A venue's name: like a market's.
pub(super) fn venue(text: &[u8]) -> Result<&str> {
    super::symbol::checked(text)
}
