//! FTX trades (historic, until 2022-11), of which those marked as liquidations count.
//!
//! ```json
//! {"channel":"trades","market":"ETH-PERP","type":"update","data":[{"id":1139499,"price":181.86,
//!  "size":0.13,
//!  "side":"sell","liquidation":true,"time":"2019-10-01T00:00:21.260951+00:00"}]}
//! ```
//!
//! Documentation: the exchange's *Trades* channel, as archives of 2019 to 2022 hold it, as of
//! 2026-11.
//!
//! | our field | theirs | why |
//! |---|---|---|
//! | `time` | `time` | |
//! | `symbol` | `market` | |
//! | `closed` | `side` | the taker ORDER's: `sell` closed a long |
//! | `qty` | `size` | coins |
//! | `price` | `price` | of the trade |
//!
//! Coverage: all trades. Duplicate: the same market and `id` seen before.

use super::feed::Feed;
use super::intake::{Draft, Intake, Outcome};
use super::json::Json;
use super::kinds::TRADE;
use crate::error::Result;
use crate::event::Side;
use crate::time::Time;

/// The feed.
pub(super) const FEED: Feed = Feed::messages("ftx-json", is, read);

fn is(message: Json<'_>) -> bool {
    let keys = message.pick(["channel", "market", "data"]);
    keys.is_ok_and(|[channel, market, data]| {
        let trades = channel.is_some_and(|channel| channel.bytes() == b"\"trades\"");
        trades && market.is_some() && data.is_none_or(Json::is_list)
    })
}

fn read(message: Json<'_>, intake: &mut Intake<'_>) -> Result<()> {
    let [market, data] = message.pick(["market", "data"])?;
    intake.each(data, |trade, _, intake| read_trade(trade, market, intake))
}

fn read_trade(
    trade: Json<'_>,
    market: Option<Json<'_>>,
    intake: &mut Intake<'_>,
) -> Result<Outcome> {
    let [forced, id, side, size, price, time] =
        trade.pick(["liquidation", "id", "side", "size", "price", "time"])?;
    if forced.is_none_or(|forced| forced.bytes() != b"true") {
        return Ok(Outcome::Other(TRADE));
    }
    let symbol = Json::need(market, "market")?;
    let side = Json::need(side, "side")?;
    let time = Time::parse(&Json::need(time, "time")?).map_err(|e| e.in_field("time"))?;
    let closed = Side::closed_by_order(side.as_bytes()).map_err(|e| e.in_field("side"))?;
    let amounts = (Json::exact(size, "size")?, Json::exact(price, "price")?);
    let draft = Draft::trade(("ftx", symbol.as_bytes()), time, closed, amounts);
    let id = id.map_or(trade.bytes(), Json::bytes);
    intake.event(Some(&[b"ftx", symbol.as_bytes(), id]), &draft)
}
