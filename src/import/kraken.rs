//! Kraken Futures trade feed, of which trades of type `liquidation` count.
//!
//! ```json
//! {"feed":"trade","product_id":"PI_XRPUSD","uid":"3ee209b8-bc9f-4ed5-965b-8c6208b26411",
//!  "side":"sell","type":"liquidation","seq":41799,"time":1593561965283,"qty":12000,"price":0.1736}
//! ```
//!
//! Documentation: <https://docs.kraken.com/api/docs/futures-api/websocket/trade>, as of 2026-11.
//!
//! | our field | theirs | why |
//! |---|---|---|
//! | `time` | `time` | |
//! | `symbol` | `product_id` | |
//! | `closed` | `side` | the ORDER's: `sell` closed a long |
//! | `qty` | `qty` | US dollars for `PI_` and `FI_`, coins for `PF_` and `FF_` |
//! | `price` | `price` | of the trade |
//!
//! Coverage: all trades. Duplicate: a `uid` seen before, as in the snapshot on subscribing.

use super::contracts::{Measure, worth};
use super::feed::Feed;
use super::intake::{Draft, Intake, Outcome};
use super::json::Json;
use super::kinds::TRADE;
use crate::error::Result;
use crate::event::{Coverage, PriceKind, Side};
use crate::time::Unit;

/// The feed.
pub(super) const FEED: Feed = Feed::messages("kraken-futures-json", is, read);

fn is(message: Json<'_>) -> bool {
    let feed = message.pick(["feed", "product_id"]);
    feed.is_ok_and(|[feed, product]| product.is_some() && feed.is_some_and(is_trades))
}

fn is_trades(feed: Json<'_>) -> bool {
    matches!(feed.bytes(), b"\"trade\"" | b"\"trade_snapshot\"")
}

fn read(message: Json<'_>, intake: &mut Intake<'_>) -> Result<()> {
    let [trades, product] = message.pick(["trades", "product_id"])?;
    let list = trades.unwrap_or(message);
    intake.each(Some(list), |trade, _, intake| read_trade(trade, product, intake))
}

fn read_trade(
    trade: Json<'_>,
    around: Option<Json<'_>>,
    intake: &mut Intake<'_>,
) -> Result<Outcome> {
    let [kind, product, uid, side, time, qty, price] =
        trade.pick(["type", "product_id", "uid", "side", "time", "qty", "price"])?;
    match kind.map_or(&b""[..], Json::inside) {
        b"liquidation" => {}
        b"assignment" => return Ok(Outcome::Other("assignment of a position")),
        b"termination" => return Ok(Outcome::Other("termination of a position")),
        _ => return Ok(Outcome::Other(TRADE)),
    }
    let symbol = Json::need(product.or(around), "product_id")?;
    let uid = Json::need(uid, "uid")?;
    let side = Json::need(side, "side")?;
    let (unit, worth) = worth(Measure::Kraken, &symbol, &intake.options.contract_values)?;
    let draft = Draft {
        time: Json::time(time, "time", Unit::Millis)?,
        venue: "kraken-futures",
        symbol: symbol.as_bytes(),
        closed: Side::closed_by_order(side.as_bytes()).map_err(|e| e.in_field("side"))?,
        qty: Json::exact(qty, "qty")?,
        unit,
        worth,
        price: Json::exact(price, "price")?,
        kind: PriceKind::Trade,
        fill: None,
        coverage: Coverage::Full,
    };
    intake.event(Some(&[b"kraken", uid.as_bytes()]), &draft)
}
