//! Lighter trade channel: its `liquidation_trades`.
//!
//! ```json
//! {"type":"update/trade","channel":"trade:1","trades":[],
//!  "liquidation_trades":[{"trade_id":18237797923,
//! "type":"liquidation","market_id":1,"size":"0.01664","price":"75602.8","is_maker_ask":true,
//!  "timestamp":1776687656653}]}
//! ```
//!
//! Documentation: <https://apidocs.lighter.xyz/docs/websocket-reference#trade>, as of 2026-11.
//!
//! | our field | theirs | why |
//! |---|---|---|
//! | `time` | `timestamp` | |
//! | `symbol` | `market_id` | a number; the feed names no market |
//! | `closed` | `is_maker_ask` | true: the liquidated taker bought, which closed a short |
//! | `qty` | `size` | coins |
//! | `price` | `price` | of the trade |
//!
//! Coverage: all liquidations. Duplicate: a `trade_id` seen before. Ordinary trades are no
//! liquidation.

use super::feed::Feed;
use super::intake::{Draft, Intake, Outcome};
use super::json::Json;
use super::kinds::TRADE;
use crate::error::{Error, Result};
use crate::event::Side;
use crate::time::Unit;

/// The feed.
pub(super) const FEED: Feed = Feed::messages("lighter-json", is, read);

fn is(message: Json<'_>) -> bool {
    let trades = message.pick(["liquidation_trades"]).ok().and_then(|[trades]| trades);
    trades.is_some()
}

fn read(message: Json<'_>, intake: &mut Intake<'_>) -> Result<()> {
    let [trades, liquidations] = message.pick(["trades", "liquidation_trades"])?;
    intake.each(trades, |_, _, _| Ok(Outcome::Other(TRADE)))?;
    intake.each(liquidations, |trade, _, intake| read_trade(trade, intake))
}

fn read_trade(trade: Json<'_>, intake: &mut Intake<'_>) -> Result<Outcome> {
    let [id, market, size, price, maker_ask, time] =
        trade.pick(["trade_id", "market_id", "size", "price", "is_maker_ask", "timestamp"])?;
    let (id, symbol) = (Json::need(id, "trade_id")?, Json::need(market, "market_id")?);
    let closed = match Json::need(maker_ask, "is_maker_ask")?.as_ref() {
        "true" => Side::Short,
        "false" => Side::Long,
        other => return Err(Error::malformed("true or false", other).in_field("is_maker_ask")),
    };
    let time = Json::time(time, "timestamp", Unit::Millis)?;
    let amounts = (Json::exact(size, "size")?, Json::exact(price, "price")?);
    let draft = Draft::trade(("lighter", symbol.as_bytes()), time, closed, amounts);
    intake.event(Some(&[b"lighter", id.as_bytes()]), &draft)
}
