//! Bitget UTA `liquidation` topic.
//!
//! ```json
//! {"action":"update","arg":{"instType":"usdt-futures","topic":"liquidation"},"data":[
//!  {"symbol":"APEUSDT","side":"buy","price":"0.1649","amount":"13.70319","ts":"1777358886549"}]}
//! ```
//!
//! Documentation: *Liquidation channel* of the unified account's WebSocket API, as of 2026-11.
//!
//! | our field | theirs | why |
//! |---|---|---|
//! | `time` | `ts` | |
//! | `closed` | `side` | the POSITION's: `buy` is a long |
//! | `qty` | `amount` | the value in the QUOTE currency: 13.70319 ÷ 0.1649 is 83.1 coins exactly |
//! | `price` | `price` | |
//! | `usd` | `amount` | |
//!
//! Coverage: the largest long and the largest short of a symbol and second. Duplicate: the same
//! item again.

use super::contracts::{Measure, worth};
use super::feed::Feed;
use super::intake::{Draft, Intake, Outcome};
use super::json::Json;
use crate::error::Result;
use crate::event::{Coverage, PriceKind, Side};
use crate::time::Unit;

/// The feed.
pub(super) const FEED: Feed = Feed::messages("bitget-json", is, read);

fn is(message: Json<'_>) -> bool {
    let arg = message.pick(["arg"]).ok().and_then(|[arg]| arg);
    let topic = arg.and_then(|arg| arg.pick(["topic"]).ok()).and_then(|[topic]| topic);
    topic.is_some_and(|topic| topic.bytes() == b"\"liquidation\"")
}

fn read(message: Json<'_>, intake: &mut Intake<'_>) -> Result<()> {
    let [data] = message.pick(["data"])?;
    intake.each(data, |item, _, intake| read_item(item, intake))
}

fn read_item(item: Json<'_>, intake: &mut Intake<'_>) -> Result<Outcome> {
    let [symbol, side, price, amount, time] =
        item.pick(["symbol", "side", "price", "amount", "ts"])?;
    let symbol = Json::need(symbol, "symbol")?;
    let side = Json::need(side, "side")?;
    let (unit, worth) = worth(Measure::Quote, &symbol, &intake.options.contract_values)?;
    let draft = Draft {
        time: Json::time(time, "ts", Unit::Millis)?,
        venue: "bitget",
        symbol: symbol.as_bytes(),
        closed: Side::of_position(side.as_bytes()).map_err(|e| e.in_field("side"))?,
        qty: Json::exact(amount, "amount")?,
        unit,
        worth,
        price: Json::exact(price, "price")?,
        kind: PriceKind::Reported,
        fill: None,
        coverage: Coverage::LargestPerSecond,
    };
    intake.event(Some(&[b"bitget", item.bytes()]), &draft)
}
