//! Binance `forceOrder` messages, USD-M and COIN-M.
//!
//! ```json
//! {"e":"forceOrder","E":1698871323061,"o":{"s":"BTCUSDT","S":"BUY","o":"LIMIT","f":"IOC",
//! "q":"1.437","p":"35100.81","ap":"34959.70","X":"FILLED","l":"1.437","z":"1.437",
//!  "T":1698871323059}}
//! ```
//!
//! Streams `<symbol>@forceOrder` and `!forceOrder@arr`, alone or wrapped as
//! `{"stream":…,"data":…}`. Documentation: *Liquidation Order Streams* at
//! <https://developers.binance.com/docs/derivatives/usds-margined-futures/websocket-market-streams/Liquidation-Order-Streams>
//! and its COIN-M equivalent, seen 2026-05-28. Aster sends the same; name its venue.
//!
//! Our field: theirs; why.
//!
//! - `time`: `o.T`; when the order traded; `E` is when the message was made
//! - `symbol`: `o.s`
//! - `closed`: `o.S`; the ORDER's side: `SELL` closed a long
//! - `qty`: `o.z`; what was filled in all; `q` was asked, `l` is only the last fill
//! - `price`: `o.p`; limit price of the order
//! - `fill`: `o.ap`; average fill price, which values the event; `0`, empty or `None` is no price
//! - `usd`: `z` × `ap`, else `z` × `p`; COIN-M: `z` contracts of 100 USD (Bitcoin) or 10 USD
//!
//! The account's own `GET /forceOrders` (rows with `executedQty`, `avgPrice`, `updateTime` and a
//! `clientOrderId` that starts with `autoclose-`) states the same in other words; `adl_autoclose`
//! is an auto-deleveraging and no liquidation.
//!
//! An order of which nothing was filled (`z` = 0) closed nothing and is no liquidation, nor is one
//! that is not at its end (`X` is `NEW` or `PARTIALLY_FILLED`). COIN-M is told by `st` = 2, where a
//! frame has it (1 is USD-M), else by `ps` or by a name with `USD_`. The same order
//! (all of `o`) pushed twice, by two streams or after a reconnect, is one event.
//!
//! Coverage: USD-M pushes "only the largest one liquidation order within 1000ms" of a symbol
//! (before 2026 the page said "the latest one"); COIN-M's page still says the latest one.

use super::bytes::has;
use super::contracts::{Measure, worth};
use super::feed::Feed;
use super::intake::{Draft, Intake, Outcome};
use super::json::Json;
use super::kinds::{DELEVERAGED, UNFILLED, UNFINISHED};
use super::plain_binance;
use crate::error::{Error, Result};
use crate::event::{Coverage, PriceKind, Side};
use crate::money::{Price, Qty};
use crate::time::{Time, Unit};

/// The feed.
pub(super) const FEED: Feed =
    Feed::messages("binance-forceorder-json", is, read).quickly(plain_binance::rows);

/// Whether `message` is a forced order, wrapped or not, or one of the account's own.
fn is(message: Json<'_>) -> bool {
    order(message).is_ok_and(|order| order.is_some()) || is_own(message)
}

fn is_own(message: Json<'_>) -> bool {
    let keys = message.pick(["clientOrderId", "executedQty", "avgPrice"]);
    keys.is_ok_and(|[client, filled, average]| {
        client.is_some_and(|client| is_liquidation(client) || is_deleveraging(client))
            && filled.is_some()
            && average.is_some()
    })
}

fn is_liquidation(client: Json<'_>) -> bool {
    client.bytes().starts_with(b"\"autoclose-")
}

fn is_deleveraging(client: Json<'_>) -> bool {
    client.bytes().starts_with(b"\"adl_autoclose")
}

/// The order in a message, and the scope of its frame; none in a message of another kind.
fn order(message: Json<'_>) -> Result<Option<(Json<'_>, Option<Json<'_>>)>> {
    let [stream, data] = message.pick(["stream", "data"])?;
    let message = if let (Some(_), Some(data)) = (stream, data) { data } else { message };
    let [kind, order, scope] = message.pick(["e", "o", "st"])?;
    Ok(order.filter(|_| named(kind)).map(|order| (order, scope)))
}

fn named(kind: Option<Json<'_>>) -> bool {
    kind.is_some_and(|kind| kind.bytes() == b"\"forceOrder\"")
}

/// Reads one message.
fn read(message: Json<'_>, intake: &mut Intake<'_>) -> Result<()> {
    if let Some((order, scope)) = order(message)? {
        intake.row(|intake| read_order(order, scope, intake));
    } else if is_own(message) {
        intake.row(|intake| read_own(message, intake));
    }
    Ok(())
}

fn read_own(order: Json<'_>, intake: &mut Intake<'_>) -> Result<Outcome> {
    let [client, symbol, side, price, fill, filled, time, status] = order.pick([
        "clientOrderId",
        "symbol",
        "side",
        "price",
        "avgPrice",
        "executedQty",
        "updateTime",
        "status",
    ])?;
    if client.is_some_and(is_deleveraging) {
        return Ok(Outcome::Other(DELEVERAGED));
    }
    if is_open(status.map_or(&b""[..], Json::inside)) {
        return Ok(Outcome::Other(UNFINISHED));
    }
    let symbol = Json::need(symbol, "symbol")?;
    let fields = Fields {
        symbol: symbol.as_bytes(),
        coin_margined: has(&symbol, "USD_"),
        side: &Json::need(side, "side")?,
        price: &Json::need(price, "price")?,
        fill: &fill.map_or(Ok("".into()), Json::text)?,
        filled: &Json::need(filled, "executedQty")?,
        time: &Json::need(time, "updateTime")?,
    };
    fields.event(&[b"own", order.bytes()], intake)
}

fn read_order(
    order: Json<'_>,
    scope: Option<Json<'_>>,
    intake: &mut Intake<'_>,
) -> Result<Outcome> {
    let [symbol, pair, side, price, fill, filled, time] =
        order.pick(["s", "ps", "S", "p", "ap", "z", "T"])?;
    let [status, scope_inside] = order.pick(["X", "st"])?;
    if is_open(status.map_or(&b""[..], Json::inside)) {
        return Ok(Outcome::Other(UNFINISHED));
    }
    let symbol = Json::need(symbol, "s")?;
    let coin_margined = match scope.or(scope_inside).map(Json::inside) {
        Some(b"1") => false,
        Some(b"2") => true,
        _ => pair.is_some() || has(&symbol, "USD_"),
    };
    let fields = Fields {
        symbol: symbol.as_bytes(),
        coin_margined,
        side: &Json::need(side, "S")?,
        price: &Json::need(price, "p")?,
        fill: &fill.map_or(Ok("".into()), Json::text)?,
        filled: &Json::need(filled, "z")?,
        time: &Json::need(time, "T")?,
    };
    fields.event(&[b"o", order.bytes()], intake)
}

/// The fields of a forced order, as text.
pub(super) struct Fields<'a> {
    pub(super) symbol: &'a [u8],
    pub(super) coin_margined: bool,
    pub(super) side: &'a str,
    pub(super) price: &'a str,
    pub(super) fill: &'a str,
    pub(super) filled: &'a str,
    pub(super) time: &'a str,
}

impl Fields<'_> {
    /// The event that the fields state; `key` makes it the same as an earlier one.
    pub(super) fn event(&self, key: &[&[u8]], intake: &mut Intake<'_>) -> Result<Outcome> {
        let coin = self.coin_margined;
        let qty: Qty = self.filled.parse().map_err(|e: Error| e.in_field("z"))?;
        let measure = if coin { Measure::BinanceCoinM } else { Measure::Base };
        let symbol = String::from_utf8_lossy(self.symbol);
        let (unit, worth) = worth(measure, &symbol, &intake.options.contract_values)?;
        let draft = Draft {
            time: millis(self.time).map_err(|e| e.in_field("T"))?,
            venue: if coin { "binance-coinm" } else { "binance-usdm" },
            symbol: self.symbol,
            closed: Side::closed_by_order(self.side.as_bytes()).map_err(|e| e.in_field("S"))?,
            qty,
            unit,
            worth,
            price: self.price.parse().map_err(|e: Error| e.in_field("p"))?,
            kind: PriceKind::Order,
            fill: average(self.fill).map_err(|e| e.in_field("ap"))?,
            coverage: if coin { Coverage::Sampled } else { Coverage::LargestPerSecond },
        };
        if qty.is_zero() {
            return Ok(Outcome::Other(UNFILLED));
        }
        intake.dated_event(key, &draft)
    }
}

/// Whether an order with this status is not at its end. The message of its end states all of its
/// fills, so that this one would count some of them twice.
pub(super) fn is_open(status: &[u8]) -> bool {
    matches!(status, b"NEW" | b"PARTIALLY_FILLED")
}

/// Whole milliseconds since 1970.
pub(super) fn millis(text: &str) -> Result<Time> {
    let count = text.parse().map_err(|_| Error::malformed("milliseconds since 1970", text))?;
    Time::from_unit(count, Unit::Millis)
}

/// The average fill price, where there is one.
pub(super) fn average(text: &str) -> Result<Option<Price>> {
    if text.is_empty() || text.eq_ignore_ascii_case("none") || text.eq_ignore_ascii_case("null") {
        return Ok(None);
    }
    let price: Price = text.parse()?;
    Ok(Some(price).filter(|price| !price.is_zero()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::event::Liquidation;
    use crate::import::{Importer, Options, Sink, Tally};

    #[derive(Default)]
    struct List(Vec<String>);

    impl Sink for List {
        fn event(&mut self, event: &Liquidation<'_>) -> Result<()> {
            self.0.push(format!("{event:?}"));
            Ok(())
        }

        fn reject(&mut self, record: u64, line: u64, error: Error) {
            self.0.push(format!("{record} {line} {error}"));
        }
    }

    /// The events in `text`, and how its rows were classified.
    fn read_all(text: &str) -> (Vec<String>, Tally) {
        let format = Some(FEED.format);
        let mut importer = Importer::new(Options { format, ..Options::default() });
        let mut list = List::default();
        importer.push(text.as_bytes(), &mut list).unwrap();
        importer.finish(&mut list).unwrap();
        (list.0, importer.tally())
    }

    const LINE: &str = concat!(
        r#"{"e":"forceOrder","E":1762214400003,"o":{"s":"BTCUSDT","S":"SELL","o":"LIMIT","#,
        r#""f":"IOC","q":"0.014","p":"9910","ap":"9900.5","X":"FILLED","l":"0.014","#,
        r#""z":"0.014","T":1762214400000}}"#
    );

    #[test]
    fn a_line_that_is_plain_reads_as_the_same_line_with_spaces() {
        let coin = LINE.replace("BTCUSDT\"", "BTCUSD_PERP\",\"ps\":\"BTCUSD\"");
        let wrapped = format!(r#"{{"stream":"!forceOrder@arr","data":{LINE}}}"#);
        let mut lines = vec![LINE.to_owned(), coin, wrapped];
        for (from, to) in [
            ("\"SELL\"", "\"HOLD\""),
            ("\"0.014\",\"T\"", "\"0\",\"T\""),
            ("9900.5", "0"),
            ("9900.5", "NaN"),
            ("\"9910\"", "\"\""),
            ("BTCUSDT", "<b>"),
            ("1762214400000", "17622144000000000000000"),
        ] {
            lines.push(LINE.replace(from, to));
        }
        for line in lines {
            let loose = line.replace("\"o\":{", "\"o\": {");
            assert_eq!(read_all(&line), read_all(&loose), "{line}");
        }
    }
}
