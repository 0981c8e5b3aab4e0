//! Bybit `allLiquidation`, and the older `liquidation` topic.
//!
//! ```json
//! {"topic":"allLiquidation.ROSEUSDT","type":"snapshot","ts":1739502303204,
//!  "data":[{"T":1739502302929,"s":"ROSEUSDT","S":"Sell","v":"20000","p":"0.04499"}]}
//! ```
//!
//! Documentation: <https://bybit-exchange.github.io/docs/v5/websocket/public/all-liquidation>,
//! as of 2026-11. The older topic (`data` one object, or a list in archives) left it 2025-11-19.
//!
//! Our field: theirs; why.
//!
//! - `time`: `T`; older: `updatedTime`, `time`
//! - `closed`: `S`; older: `side`; side of the POSITION: "when you receive a Buy update, a long
//!   position has been liquidated". Before 2024-04 the page wrongly said order side
//! - `qty`: `v`; older: `size`, `qty`; coins; for inverse contracts (`BTCUSD`) US dollars
//! - `price`: `p`; older: `price`; bankruptcy price
//!
//! Coverage: everything, pushed every 500 ms; the older topic at most one a second and symbol.
//! Duplicate: the same message again. Two equal items of one message are two liquidations.

use super::contracts::{Measure, worth};
use super::feed::Feed;
use super::intake::{Draft, Intake, Outcome};
use super::json::Json;
use crate::error::Result;
use crate::event::{Coverage, PriceKind, Side};
use crate::time::Unit;

/// The feed.
pub(super) const FEED: Feed = Feed::messages("bybit-json", is, read);

fn is(message: Json<'_>) -> bool {
    topic(message).is_some()
}

/// Whether the message is of a liquidation topic, and what that topic contains at best.
fn topic(message: Json<'_>) -> Option<Coverage> {
    let [topic] = message.pick(["topic"]).ok()?;
    let topic = topic?.text().ok()?;
    match topic.split_once('.')?.0 {
        "allLiquidation" => Some(Coverage::Full),
        "liquidation" => Some(Coverage::Sampled),
        _ => None,
    }
}

fn read(message: Json<'_>, intake: &mut Intake<'_>) -> Result<()> {
    let (Some(coverage), [data]) = (topic(message), message.pick(["data"])?) else {
        return Ok(());
    };
    intake.each(data, |item, index, intake| {
        let key: &[&[u8]] = &[b"bybit", message.bytes(), &index.to_le_bytes()];
        read_item(item, coverage, key, intake)
    })
}

fn read_item(
    item: Json<'_>,
    coverage: Coverage,
    key: &[&[u8]],
    intake: &mut Intake<'_>,
) -> Result<Outcome> {
    let [t, s, side, v, p] = item.pick(["T", "s", "S", "v", "p"])?;
    let [updated, time, symbol, old_side, size, qty, price] =
        item.pick(["updatedTime", "time", "symbol", "side", "size", "qty", "price"])?;
    let symbol = Json::need(s.or(symbol), "symbol")?;
    let side = Json::need(side.or(old_side), "side")?;
    let (unit, worth) = worth(Measure::Bybit, &symbol, &intake.options.contract_values)?;
    let draft = Draft {
        time: Json::time(t.or(updated).or(time), "T", Unit::Millis)?,
        venue: "bybit",
        symbol: symbol.as_bytes(),
        closed: Side::of_position(side.as_bytes()).map_err(|e| e.in_field("S"))?,
        qty: Json::exact(v.or(size).or(qty), "v")?,
        unit,
        worth,
        price: Json::exact(p.or(price), "p")?,
        kind: PriceKind::Bankruptcy,
        fill: None,
        coverage,
    };
    intake.event(Some(key), &draft)
}
