//! Gate liquidation orders, REST and WebSocket.
//!
//! ```json
//! {"contract":"BTC_USDT","left":0,"size":-165,"fill_price":"28070","order_price":"28225",
//!  "time":1696736132}
//! {"channel":"futures.public_liquidates","event":"update","result":[{"contract":"BTC_USDT",
//!  "price":"215.1","size":"-124","time":1541486601123}]}
//! ```
//!
//! Documentation: `GET /futures/{settle}/liq_orders` and `futures.public_liquidates` at
//! <https://www.gate.com/docs/developers/apiv4/>, as of 2026-11.
//!
//! Our field: theirs; why.
//!
//! - `time`: `time_ms`, else `time`: seconds, or milliseconds since 2026-08-20; told apart by their
//!   size
//! - `closed`: sign of `size`; REST: "user position size", so positive is a long. WebSocket: nobody
//!   has verified whether it is the position's sign or the order's; the caller says
//! - `qty`: size without its sign; contracts
//! - `price`: REST `order_price`; WebSocket `price`; the account's own `liquidates` have a
//!   `liq_price`
//! - `fill`: REST `fill_price`
//!
//! Coverage: REST everything; WebSocket one a contract and second until 2026-08-20, in full since.
//! Duplicate: the same item again.

use super::contracts::{Measure, worth};
use super::feed::Feed;
use super::intake::{Draft, Intake, Outcome};
use super::json::Json;
use super::options::{Options, SideMeans};
use crate::error::Result;
use crate::event::{Coverage, PriceKind, Side};
use crate::money::Price;
use crate::time::{Time, Unit};

/// The first time in milliseconds that cannot be one in seconds.
const MILLIS_FROM: i64 = 100_000_000_000;

/// The feed of REST answers.
pub(super) const REST: Feed = Feed::messages("gate-rest-json", is_rest, read_rest);
/// The feed of the WebSocket.
pub(super) const STREAM: Feed =
    Feed::messages("gate-stream-json", is_stream, read_stream).asking(asks);

fn asks(options: &Options) -> Option<&'static str> {
    options.side_means.is_none().then_some(SideMeans::CHOICE)
}

fn is_rest(message: Json<'_>) -> bool {
    let keys = message.pick(["contract", "size", "fill_price", "order_price"]);
    keys.is_ok_and(|keys| keys.iter().all(Option::is_some))
}

fn is_stream(message: Json<'_>) -> bool {
    let channel = message.pick(["channel"]).ok().and_then(|[channel]| channel);
    channel.is_some_and(|c| c.bytes() == b"\"futures.public_liquidates\"")
}

fn read_rest(message: Json<'_>, intake: &mut Intake<'_>) -> Result<()> {
    intake.row(|intake| read_item(message, SideMeans::Position, Coverage::Full, intake));
    Ok(())
}

fn read_stream(message: Json<'_>, intake: &mut Intake<'_>) -> Result<()> {
    let [result, event] = message.pick(["result", "event"])?;
    let update = event.is_some_and(|event| event.bytes() == b"\"update\"");
    let means = intake.options.side_means.unwrap_or(SideMeans::Position);
    let result = result.filter(|_| update);
    intake.each(result, |item, _, intake| read_item(item, means, Coverage::Sampled, intake))
}

fn read_item(
    item: Json<'_>,
    means: SideMeans,
    coverage: Coverage,
    intake: &mut Intake<'_>,
) -> Result<Outcome> {
    let [contract, size, liq, order, fill, price] =
        item.pick(["contract", "size", "liq_price", "order_price", "fill_price", "price"])?;
    let symbol = Json::need(contract, "contract")?;
    let (negative, qty) = Json::signed(size, "size")?;
    let (unit, worth) = worth(Measure::Gate, &symbol, &intake.options.contract_values)?;
    let long = negative == (means == SideMeans::Order);
    let fill = fill.map(|fill| Json::exact::<Price>(Some(fill), "fill_price")).transpose()?;
    let draft = Draft {
        time: time(item)?,
        venue: "gate",
        symbol: symbol.as_bytes(),
        closed: if long { Side::Long } else { Side::Short },
        qty,
        unit,
        worth,
        price: Json::exact(liq.or(order).or(price), "order_price")?,
        kind: PriceKind::Order,
        fill: fill.filter(|fill| !fill.is_zero()),
        coverage,
    };
    intake.event(Some(&[b"gate", item.bytes()]), &draft)
}

fn time(item: Json<'_>) -> Result<Time> {
    let [ms, time] = item.pick(["time_ms", "time"])?;
    if ms.is_some() {
        return Json::time(ms, "time_ms", Unit::Millis);
    }
    let text = Json::need(time, "time")?;
    let whole = text.split('.').next().unwrap_or_default();
    let is_millis = whole.parse::<i64>().is_ok_and(|count| count >= MILLIS_FROM);
    Json::time(time, "time", if is_millis { Unit::Millis } else { Unit::Seconds })
}
