//! HTX (Huobi) liquidation orders: WebSocket, REST and REST v5.
//!
//! ```json
//! {"op":"notify","topic":"public.BTC-USDT.liquidation_orders","ts":1608226502344,
//!  "data":[{"symbol":"BTC",
//!  "contract_code":"BTC-USDT","direction":"sell","offset":"close","volume":227,"price":23350.5,
//!  "created_at":1608226502284,"amount":0.227,"trade_turnover":5300.5635}]}
//! {"contract_code":"BTC-USDT","liquidation_time":"1781849094165","side":"buy",
//!  "position_side":"short",
//!  "volume":"2","amount":"2","bankrupt_price":"62978.5","trade_turnover":"125.957"}
//! ```
//!
//! Documentation: *Subscribe Liquidation Orders* of the swap APIs,
//! <https://www.htx.com/en-us/opend/newApiPages/>, as of 2026-11.
//!
//! | our field | theirs | why |
//! |---|---|---|
//! | `time` | `created_at`; v5: `liquidation_time` | |
//! | `symbol` | `contract_code` | `symbol` is only the asset |
//! | `closed` | `direction`; v5: `side` | the ORDER's: `sell` closed a long |
//! | `qty` | `volume` | contracts; `amount` is coins here and contracts there, so it is not read |
//! | `price` | `price`; v5: `bankrupt_price` | |
//! | `usd` | `trade_turnover`, where there is one | else contracts times their value |
//!
//! Coverage: everything. Duplicate: the same item again.

use super::bytes::has;
use super::contracts::{Measure, worth};
use super::feed::Feed;
use super::intake::{Draft, Intake, Outcome};
use super::json::Json;
use super::worth::Worth;
use crate::error::Result;
use crate::event::{Coverage, PriceKind, QtyUnit, Side};
use crate::time::Unit;

/// The feed.
pub(super) const FEED: Feed = Feed::messages("htx-json", is, read);

fn is(message: Json<'_>) -> bool {
    let topic = message.pick(["topic"]).ok().and_then(|[topic]| topic);
    topic.is_some_and(|topic| topic.bytes().ends_with(b".liquidation_orders\""))
        || orders(message).is_some()
}

/// The orders of a REST answer, or the message itself where it is one.
fn orders(message: Json<'_>) -> Option<Json<'_>> {
    let [data] = message.pick(["data"]).ok()?;
    let Some(data) = data else { return is_order(message).then_some(message) };
    if data.is_object() {
        let [orders] = data.pick(["orders"]).ok()?;
        return orders;
    }
    let mut all = data.bytes().len() > 2;
    data.items(|item| {
        all &= is_order(item);
        Ok(())
    })
    .ok()?;
    all.then_some(data)
}

fn is_order(item: Json<'_>) -> bool {
    let keys = item.pick(["contract_code", "volume", "created_at", "liquidation_time"]);
    keys.is_ok_and(|[code, volume, created, time]| {
        code.is_some() && volume.is_some() && (created.is_some() || time.is_some())
    })
}

fn read(message: Json<'_>, intake: &mut Intake<'_>) -> Result<()> {
    let [topic, data] = message.pick(["topic", "data"])?;
    let list = if topic.is_some() { data } else { orders(message) };
    intake.each(list, |order, _, intake| read_order(order, intake))
}

fn read_order(order: Json<'_>, intake: &mut Intake<'_>) -> Result<Outcome> {
    let [code, volume, turnover] = order.pick(["contract_code", "volume", "trade_turnover"])?;
    let [direction, side, created, time, price, bankrupt] = order.pick([
        "direction",
        "side",
        "created_at",
        "liquidation_time",
        "price",
        "bankrupt_price",
    ])?;
    let symbol = Json::need(code, "contract_code")?;
    let side = Json::need(direction.or(side), "direction")?;
    let dollars = has(&symbol, "-USDT");
    let turnover = turnover.filter(|_| dollars);
    let (unit, worth) = match turnover {
        Some(usd) => (QtyUnit::Contracts, Worth::Usd(Json::exact(Some(usd), "trade_turnover")?)),
        None => worth(Measure::Htx, &symbol, &intake.options.contract_values)?,
    };
    let kind = if bankrupt.is_some() { PriceKind::Bankruptcy } else { PriceKind::Order };
    let draft = Draft {
        time: Json::time(created.or(time), "created_at", Unit::Millis)?,
        venue: "htx",
        symbol: symbol.as_bytes(),
        closed: Side::closed_by_order(side.as_bytes()).map_err(|e| e.in_field("direction"))?,
        qty: Json::exact(volume, "volume")?,
        unit,
        worth,
        price: Json::exact(price.or(bankrupt), "price")?,
        kind,
        fill: None,
        coverage: Coverage::Full,
    };
    intake.event(Some(&[b"htx", order.bytes()]), &draft)
}
