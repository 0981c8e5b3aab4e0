//! BitMEX `liquidation` table.
//!
//! ```json
//! {"table":"liquidation","action":"insert",
//!  "data":[{"orderID":"dd9cea25-207c-0dab-15b5-b88da776f500",
//!  "symbol":"XBTUSD","side":"Buy","price":10106,"leavesQty":9214}]}
//! ```
//!
//! Documentation: <https://www.bitmex.com/app/wsAPI#Subscriptions>, as of 2026-11.
//!
//! | our field | theirs | why |
//! |---|---|---|
//! | `time` | none: when it was received | the caller's `received_ms` |
//! | `closed` | `side` | the ORDER's: `Buy` closed a short |
//! | `qty` | `leavesQty` | contracts; of `XBTUSD` and Bitcoin futures 1 USD each |
//! | `price` | `price` | limit price of the liquidation order |
//!
//! The table is the book of live liquidation orders: only `insert` is an event; `partial` (the
//! book on subscribing), `update` and `delete` are no liquidation. Duplicate: an `orderID` seen
//! before.

use super::contracts::{Measure, worth};
use super::feed::Feed;
use super::intake::{Draft, Intake, Outcome};
use super::json::Json;
use crate::error::{Error, Result};
use crate::event::{Coverage, PriceKind, Side};

/// The feed.
pub(super) const FEED: Feed = Feed::messages("bitmex-json", is, read);

fn is(message: Json<'_>) -> bool {
    let table = message.pick(["table", "action"]);
    table.is_ok_and(|[table, action]| {
        action.is_some() && table.is_some_and(|table| table.bytes() == b"\"liquidation\"")
    })
}

fn read(message: Json<'_>, intake: &mut Intake<'_>) -> Result<()> {
    let [action, data] = message.pick(["action", "data"])?;
    let kind = match action.map_or(&b""[..], Json::inside) {
        b"insert" => None,
        b"partial" => Some("order that stood before the subscription"),
        b"delete" => Some("end of a liquidation order"),
        _ => Some("change of a liquidation order"),
    };
    intake.each(data, |row, _, intake| match kind {
        None => read_row(row, intake),
        Some(kind) => Ok(Outcome::Other(kind)),
    })
}

fn read_row(row: Json<'_>, intake: &mut Intake<'_>) -> Result<Outcome> {
    const TIME: &str = "received_ms, because this feed sends no time";
    let [order, symbol, side, price, qty] =
        row.pick(["orderID", "symbol", "side", "price", "leavesQty"])?;
    let symbol = Json::need(symbol, "symbol")?;
    let order = Json::need(order, "orderID")?;
    let (unit, worth) = worth(Measure::Bitmex, &symbol, &intake.options.contract_values)?;
    let side = Json::need(side, "side")?;
    let draft = Draft {
        time: intake.options.received.ok_or_else(|| Error::missing(TIME).in_field("time"))?,
        venue: "bitmex",
        symbol: symbol.as_bytes(),
        closed: Side::closed_by_order(side.as_bytes()).map_err(|e| e.in_field("side"))?,
        qty: Json::exact(qty, "leavesQty")?,
        unit,
        worth,
        price: Json::exact(price, "price")?,
        kind: PriceKind::Order,
        fill: None,
        coverage: Coverage::Full,
    };
    intake.event(Some(&[b"bitmex", order.as_bytes()]), &draft)
}
