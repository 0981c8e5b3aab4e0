//! dYdX v4 `v4_trades`, of which trades of type `LIQUIDATED` count.
//!
//! ```json
//! {"type":"channel_data","id":"BTC-USD","channel":"v4_trades","contents":{"trades":[
//! {"id":"014f495a0000000200000005","side":"SELL","size":"3.9","price":"22.87","type":"LIQUIDATED",
//!  "createdAt":"2024-08-04T07:34:50.628Z"}]}}
//! ```
//!
//! Documentation: <https://docs.dydx.xyz/indexer-client/websockets#trades>, as of 2026-11.
//!
//! | our field | theirs | why |
//! |---|---|---|
//! | `time` | `createdAt` | |
//! | `symbol` | `id` of the message | trades do not name their market |
//! | `closed` | `side` | the taker ORDER's: `SELL` closed a long |
//! | `qty` | `size` | coins |
//! | `price` | `price` | of the trade |
//!
//! Coverage: all trades. Duplicate: a trade's `id` seen before; the snapshot on subscribing
//! repeats old ones.

use super::feed::Feed;
use super::intake::{Draft, Intake, Outcome};
use super::json::Json;
use super::kinds::{DELEVERAGED, TRADE};
use crate::error::Result;
use crate::event::Side;
use crate::time::Time;

/// The feed.
pub(super) const FEED: Feed = Feed::messages("dydx-json", is, read);

fn is(message: Json<'_>) -> bool {
    let channel = message.pick(["channel"]).ok().and_then(|[channel]| channel);
    channel.is_some_and(|channel| channel.bytes() == b"\"v4_trades\"")
}

fn read(message: Json<'_>, intake: &mut Intake<'_>) -> Result<()> {
    let [market, contents] = message.pick(["id", "contents"])?;
    let Some(contents) = contents else { return Ok(()) };
    if contents.is_object() {
        return trades(contents, market, intake);
    }
    // The batched channel sends a list of contents.
    contents.items(|contents| trades(contents, market, intake))
}

fn trades(contents: Json<'_>, market: Option<Json<'_>>, intake: &mut Intake<'_>) -> Result<()> {
    let [trades] = contents.pick(["trades"])?;
    intake.each(trades, |trade, _, intake| read_trade(trade, market, intake))
}

fn read_trade(
    trade: Json<'_>,
    market: Option<Json<'_>>,
    intake: &mut Intake<'_>,
) -> Result<Outcome> {
    let [kind, id, side, size, price, created] =
        trade.pick(["type", "id", "side", "size", "price", "createdAt"])?;
    match kind.map_or(&b""[..], Json::inside) {
        b"LIQUIDATED" => {}
        b"DELEVERAGED" => return Ok(Outcome::Other(DELEVERAGED)),
        _ => return Ok(Outcome::Other(TRADE)),
    }
    let (symbol, id) = (Json::need(market, "id")?, Json::need(id, "trades.id")?);
    let side = Json::need(side, "side")?;
    let created = Json::need(created, "createdAt")?;
    let time = Time::parse(&created).map_err(|e| e.in_field("createdAt"))?;
    let closed = Side::closed_by_order(side.as_bytes()).map_err(|e| e.in_field("side"))?;
    let amounts = (Json::exact(size, "size")?, Json::exact(price, "price")?);
    let draft = Draft::trade(("dydx", symbol.as_bytes()), time, closed, amounts);
    intake.event(Some(&[b"dydx", symbol.as_bytes(), id.as_bytes()]), &draft)
}
