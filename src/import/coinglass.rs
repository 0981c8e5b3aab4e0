//! CoinGlass v4: histories, lists and single orders.
//!
//! ```json
//! {"code":"0","data":[{"time":1658880000000,"long_liquidation_usd":"2369935.19562",
//!  "short_liquidation_usd":"6947459.43674"}]}
//! {"code":"0","data":[{"time":1658966400000,"aggregated_long_liquidation_usd":5916885.14234,
//!  "aggregated_short_liquidation_usd":12969583.87632}]}
//! {"code":"0","data":[{"symbol":"BTC","long_liquidation_usd_24h":68437447.33,
//!  "short_liquidation_usd_24h":13843034.16}]}
//! {"code":"0","data":[{"exchange_name":"BINANCE","symbol":"BTCUSDT","price":87535.9,
//!  "usd_value":205534.2932,"side":2,"time":1745216319263}]}
//! {"channel":"liquidationOrders","data":[{"exName":"Binance","symbol":"BTCUSDT","price":56738.0,
//!  "side":2,"volUsd":3858.184,"time":1725416318379}]}
//! ```
//!
//! Documentation: <https://docs.coinglass.com/reference/>, as of 2026-11.
//!
//! Our field: theirs; why.
//!
//! - `time`: `time`; lists have none: when it was received; the START of the interval in a history
//! - `symbol`: `symbol`; a history names none: the caller's
//! - `venue`: `exchange_name`, `exName`, `exchange`; else `coinglass`; the row `All` of an exchange
//!   list is the sum of the others and does not count
//! - `closed`: `long_…`, `short_…`; orders: `side`; REST says "1 buy, 2 sell", the WebSocket page
//!   "1 long, 2 short liquidation": they contradict each other, so the caller says
//! - `usd`, `qty`: the USD value
//! - `price`: `price`; of totals 1: a dollar a dollar
//!
//! Of a coin list the 24-hour totals are read, for the shorter ones are part of them. Coverage:
//! aggregated; each row of a total counts as one event a side. Duplicate: the same row again.

use super::feed::Feed;
use super::intake::{Draft, Intake, Outcome};
use super::json::Json;
use super::kinds::QUIET;
use super::options::{Options, SideMeans};
use super::worth::Worth;
use crate::error::{Error, Kind, Result};
use crate::event::{Coverage, PriceKind, QtyUnit, Side};
use crate::money::{Price, Qty, Usd};
use crate::time::{Time, Unit};

/// The names of longs and shorts in the three kinds of totals.
const NAMES: [[&str; 2]; 3] = [
    ["long_liquidation_usd", "short_liquidation_usd"],
    ["aggregated_long_liquidation_usd", "aggregated_short_liquidation_usd"],
    ["long_liquidation_usd_24h", "short_liquidation_usd_24h"],
];

/// The feed of totals.
pub(super) const TOTALS: Feed = Feed::messages("coinglass-totals-json", is_totals, read_totals);
/// The feed of orders.
pub(super) const ORDERS: Feed =
    Feed::messages("coinglass-orders-json", is_orders, read_orders).asking(asks);

fn asks(options: &Options) -> Option<&'static str> {
    options.side_means.is_none().then_some(SideMeans::CHOICE)
}

fn is_totals(message: Json<'_>) -> bool {
    any_row(message, |row| totals(row).is_ok_and(|totals| totals.is_some()))
}

fn is_orders(message: Json<'_>) -> bool {
    let order = |row: Json<'_>| {
        let keys = row.pick(["usd_value", "volUsd", "side"]);
        keys.is_ok_and(|[rest, stream, side]| side.is_some() && (rest.or(stream)).is_some())
    };
    any_row(message, order)
}

fn any_row(message: Json<'_>, fits: impl Fn(Json<'_>) -> bool) -> bool {
    let Ok([Some(data)]) = message.pick(["data"]) else { return fits(message) };
    let mut found = false;
    let _ = data.items(|row| {
        found |= fits(row);
        Ok(())
    });
    found
}

/// The long and the short total of a row.
fn totals(row: Json<'_>) -> Result<Option<[Json<'_>; 2]>> {
    for names in NAMES {
        if let [Some(long), Some(short)] = row.pick(names)? {
            return Ok(Some([long, short]));
        }
    }
    Ok(None)
}

/// The rows of an answer, or the message itself.
fn each_row(message: Json<'_>, mut read: impl FnMut(Json<'_>) -> Result<()>) -> Result<()> {
    match message.pick(["data"])?[0] {
        Some(data) if data.is_list() => data.items(read),
        Some(_) => Ok(()),
        None => read(message),
    }
}

fn read_totals(message: Json<'_>, intake: &mut Intake<'_>) -> Result<()> {
    each_row(message, |row| {
        let Some([long, short]) = totals(row)? else {
            intake.row(|_| Err(Error::missing("the totals of longs and of shorts")));
            return Ok(());
        };
        intake.row(|intake| read_total(row, Side::Long, long, intake));
        intake.row(|intake| read_total(row, Side::Short, short, intake));
        Ok(())
    })
}

fn read_total(
    row: Json<'_>,
    closed: Side,
    usd: Json<'_>,
    intake: &mut Intake<'_>,
) -> Result<Outcome> {
    const TIME: &str = "received_ms, because this list has no time";
    let [time, symbol, exchange] = row.pick(["time", "symbol", "exchange"])?;
    if exchange.is_some_and(|exchange| exchange.bytes() == b"\"All\"") {
        return Ok(Outcome::Other("sum over all exchanges"));
    }
    let time: Result<Time> = match time {
        Some(_) => Json::time(time, "time", Unit::Millis),
        None => intake.options.received.ok_or_else(|| Error::missing(TIME).in_field("time")),
    };
    let symbol = symbol.map(Json::text).transpose()?;
    let given = intake.options.symbol.as_deref();
    let symbol = symbol.as_deref().or(given).unwrap_or("unstated");
    let venue = venue(exchange)?;
    let side = closed.as_str();
    let qty: Qty = Json::exact(Some(usd), "usd")?;
    let draft = total(time?, &venue, symbol.as_bytes(), closed, qty)?;
    if qty.is_zero() {
        return Ok(Outcome::Other(QUIET));
    }
    intake.event(Some(&[b"coinglass", side.as_bytes(), row.bytes()]), &draft)
}

/// The total of an interval: a dollar a dollar.
pub(super) fn total<'a>(
    time: Time,
    venue: &'a str,
    symbol: &'a [u8],
    closed: Side,
    usd: Qty,
) -> Result<Draft<'a>> {
    Ok(Draft {
        time,
        venue,
        symbol,
        closed,
        qty: usd,
        unit: QtyUnit::Quote,
        worth: Worth::Usd(Usd::new(usd.decimal())?),
        price: Price::new(1.into())?,
        kind: PriceKind::Reported,
        fill: None,
        coverage: Coverage::Aggregated,
    })
}

fn venue(name: Option<Json<'_>>) -> Result<String> {
    let name = name.map_or(Ok("coinglass".into()), Json::text)?.to_ascii_lowercase();
    super::symbol::checked(name.as_bytes()).map_err(|e| e.in_field("exchange"))?;
    Ok(name)
}

fn read_orders(message: Json<'_>, intake: &mut Intake<'_>) -> Result<()> {
    each_row(message, |row| {
        intake.row(|intake| read_order(row, intake));
        Ok(())
    })
}

fn read_order(row: Json<'_>, intake: &mut Intake<'_>) -> Result<Outcome> {
    let [rest, stream, symbol, side, time, price] =
        row.pick(["exchange_name", "exName", "symbol", "side", "time", "price"])?;
    let [usd_value, vol_usd] = row.pick(["usd_value", "volUsd"])?;
    let venue = venue(rest.or(stream))?;
    let symbol = Json::need(symbol, "symbol")?;
    let means = intake.options.side_means.unwrap_or(SideMeans::Position);
    let qty: Qty = Json::exact(usd_value.or(vol_usd), "usd_value")?;
    let draft = Draft {
        closed: closed(&Json::need(side, "side")?, means).map_err(|e| e.in_field("side"))?,
        price: Json::exact(price, "price")?,
        ..total(
            Json::time(time, "time", Unit::Millis)?,
            &venue,
            symbol.as_bytes(),
            Side::Long,
            qty,
        )?
    };
    intake.event(Some(&[b"coinglass", row.bytes()]), &draft)
}

fn closed(side: &str, means: SideMeans) -> Result<Side> {
    let first = match means {
        SideMeans::Position => Side::Long,
        SideMeans::Order => Side::Short,
    };
    match side {
        "1" => Ok(first),
        "2" => Ok(first.other()),
        other => Err(Kind::UnknownName { known: "1, 2", found: other.into() }.into()),
    }
}
