//! Bitfinex status channel `liq:global`.
//!
//! ```json
//! [386841,[["pos",143683674,1593522802742,null,"tBTCF0:USTF0",0.00268657,9135.972557016,null,0,1,
//!  null,9080]],7,1593566593351]
//! ```
//!
//! Documentation: <https://docs.bitfinex.com/reference/ws-public-status> and REST
//! `/v2/liquidations/hist`, as of 2026-11. Items of a row by place:
//!
//! | our field | theirs | why |
//! |---|---|---|
//! | `time` | 2 | |
//! | `symbol` | 4, without its `t` | |
//! | `closed` | sign of 5 | the POSITION's: positive is a long |
//! | `qty` | 5 without its sign | coins |
//! | `price` | 6, the position's base price | what the feed calls the price |
//! | `fill` | 11, where there is one | the price of the liquidation, which values the event |
//!
//! A row with 8 = 0 is the initial trigger and counts; 8 = 1 is its match in the market, which is
//! no liquidation of its own. Coverage: everything. Duplicate: position and time seen before.

use super::bytes::has;
use super::feed::Feed;
use super::intake::{Draft, Intake, Outcome};
use super::json::Json;
use super::kinds::HEARTBEAT;
use super::worth::Worth;
use crate::error::{Error, Result};
use crate::event::{Coverage, PriceKind, QtyUnit, Side};
use crate::money::Price;
use crate::time::Unit;

/// The second report of a liquidation: what it was matched with.
const MATCH: &str = "match of a liquidation in the market";

/// The feed.
pub(super) const FEED: Feed = Feed::messages("bitfinex-json", is, read);

fn is(message: Json<'_>) -> bool {
    if !message.is_list() {
        return false;
    }
    let Ok([first, second, ..]) = places(message) else { return false };
    let first = first.map_or(&b""[..], Json::bytes);
    let channel = first.iter().all(u8::is_ascii_digit) && !first.is_empty();
    let beat = second.is_some_and(|second| second.bytes() == b"\"hb\"");
    first == b"\"pos\"" || (channel && (beat || second.is_some_and(holds_rows)))
}

/// Whether a list is a row or holds rows.
fn holds_rows(list: Json<'_>) -> bool {
    is_row(list) || first(list).is_some_and(is_row)
}

fn is_row(list: Json<'_>) -> bool {
    first(list).is_some_and(|first| first.bytes() == b"\"pos\"")
}

fn first(list: Json<'_>) -> Option<Json<'_>> {
    if list.is_list() { places(list).ok()?[0] } else { None }
}

/// The first twelve items of a list.
fn places(list: Json<'_>) -> Result<[Option<Json<'_>>; 12]> {
    let mut places = [None; 12];
    let mut slots = places.iter_mut();
    list.items(|item| {
        if let Some(slot) = slots.next() {
            *slot = (item.bytes() != b"null").then_some(item);
        }
        Ok(())
    })?;
    Ok(places)
}

fn read(message: Json<'_>, intake: &mut Intake<'_>) -> Result<()> {
    let [_, second, ..] = places(message)?;
    if is_row(message) {
        intake.row(|intake| read_row(message, intake));
        return Ok(());
    }
    let Some(rows) = second.filter(|rows| holds_rows(*rows)) else {
        intake.row(|_| Ok(Outcome::Other(HEARTBEAT)));
        return Ok(());
    };
    if is_row(rows) {
        intake.row(|intake| read_row(rows, intake));
        return Ok(());
    }
    intake.each(Some(rows), |row, _, intake| read_row(row, intake))
}

fn read_row(row: Json<'_>, intake: &mut Intake<'_>) -> Result<Outcome> {
    let [_, id, time, _, symbol, amount, base, _, matched, _, _, price] = places(row)?;
    if matched.is_some_and(|matched| matched.bytes() != b"0") {
        return Ok(Outcome::Other(MATCH));
    }
    let (id, stamp) = (Json::need(id, "[1]")?, Json::need(time, "[2]")?);
    let symbol = Json::need(symbol, "[4]")?;
    let symbol = symbol.strip_prefix('t').unwrap_or(&symbol);
    let (negative, qty) = Json::signed(amount, "[5]")?;
    let fill = price.map(|price| Json::exact::<Price>(Some(price), "[11]")).transpose()?;
    if !has(symbol, "UST") && !has(symbol, "USD") {
        return Err(Error::malformed("a market quoted in dollars", symbol).in_field("symbol"));
    }
    let draft = Draft {
        time: Json::time(time, "[2]", Unit::Millis)?,
        venue: "bitfinex",
        symbol: symbol.as_bytes(),
        closed: if negative { Side::Short } else { Side::Long },
        qty,
        unit: QtyUnit::Base,
        worth: Worth::Coins,
        price: Json::exact(base, "[6]")?,
        kind: PriceKind::Order,
        fill: fill.filter(|fill| !fill.is_zero()),
        coverage: Coverage::Full,
    };
    intake.event(Some(&[b"bitfinex", id.as_bytes(), stamp.as_bytes()]), &draft)
}
