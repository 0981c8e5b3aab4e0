//! Binance `forceOrder` messages, USD-M and COIN-M.
//!
//! ```json
//! {"e":"forceOrder","E":1698871323061,"o":{"s":"BTCUSDT","S":"BUY","o":"LIMIT","f":"IOC",
//!  "q":"1.437","p":"35100.81","ap":"34959.70","X":"FILLED","l":"1.437","z":"1.437","T":1698871323059}}
//! ```
//!
//! Streams `<symbol>@forceOrder` and `!forceOrder@arr`, alone or wrapped as
//! `{"stream":…,"data":…}`. Documentation: *Liquidation Order Streams* at
//! <https://developers.binance.com/docs/derivatives/usds-margined-futures/websocket-market-streams/Liquidation-Order-Streams>
//! and its COIN-M equivalent, seen 2026-05-28. Aster sends the same; name its venue.
//!
//! | our field | theirs | why |
//! |---|---|---|
//! | `time` | `o.T` | when the order traded; `E` is when the message was made |
//! | `symbol` | `o.s` | |
//! | `closed` | `o.S` | the ORDER's side: `SELL` closed a long |
//! | `qty` | `o.z` | what was filled in all; `q` was asked, `l` is only the last fill |
//! | `price` | `o.p` | limit price of the order |
//! | `fill` | `o.ap` | average fill price, which values the event; `0`, empty or `None` is no price |
//! | `usd` | `z` × `ap`, else `z` × `p` | COIN-M: `z` contracts of 100 USD (Bitcoin) or 10 USD |
//!
//! The account's own `GET /forceOrders` (rows with `executedQty`, `avgPrice`, `updateTime` and a
//! `clientOrderId` that starts with `autoclose-`) states the same in other words.
//!
//! An order of which nothing was filled (`z` = 0) closed nothing: it is filtered. The same order
//! (all of `o`) pushed twice, by two streams or after a reconnect, is one event.
//!
//! Coverage: USD-M pushes "only the largest one liquidation order within 1000ms" of a symbol
//! (before 2026 the page said "the latest one"); COIN-M's page still says the latest one.

use super::bytes::has;
use super::contracts::{Measure, worth};
use super::intake::{Draft, Intake, Outcome};
use super::json::Json;
use crate::error::{Error, Result};
use crate::event::{Coverage, PriceKind, Side};
use crate::money::{Price, Qty};
use crate::time::{Time, Unit};

/// Whether `message` is a forced order, wrapped or not, or one of the account's own.
pub(super) fn is(message: Json<'_>) -> bool {
    order(message).is_ok_and(|order| order.is_some()) || is_own(message)
}

fn is_own(message: Json<'_>) -> bool {
    let keys = message.pick(["clientOrderId", "executedQty", "avgPrice"]);
    keys.is_ok_and(|[client, filled, average]| {
        let forced = client.is_some_and(|client| client.bytes().starts_with(b"\"autoclose-"));
        forced && filled.is_some() && average.is_some()
    })
}

/// The order in a message; none in a message of another kind.
fn order(message: Json<'_>) -> Result<Option<Json<'_>>> {
    let [kind, order, stream, data] = message.pick(["e", "o", "stream", "data"])?;
    if let (Some(_), Some(data)) = (stream, data) {
        let [kind, order] = data.pick(["e", "o"])?;
        return Ok(order.filter(|_| named(kind)));
    }
    Ok(order.filter(|_| named(kind)))
}

fn named(kind: Option<Json<'_>>) -> bool {
    kind.is_some_and(|kind| kind.bytes() == b"\"forceOrder\"")
}

/// Reads one message.
pub(super) fn read(message: Json<'_>, intake: &mut Intake<'_>) -> Result<()> {
    if let Some(order) = order(message)? {
        intake.row(|intake| read_order(order, intake));
    } else if is_own(message) {
        intake.row(|intake| read_own(message, intake));
    }
    Ok(())
}

/// Reads a line of a captured stream without spaces and escapes, wrapped or not, as [`read`] does.
/// In one pass, because a file of a million such lines is what people wait for.
pub(super) fn plain(line: &[u8], intake: &mut Intake<'_>) -> bool {
    let Some((order, fields)) = plain_order(line) else { return false };
    intake.row(|intake| fields.event(&[b"o", order], intake));
    true
}

fn plain_order(line: &[u8]) -> Option<(&[u8], Fields<'_>)> {
    let (rest, end): (_, &[u8]) = match line.strip_prefix(b"{\"stream\":\"") {
        Some(wrapped) => (plain_text(wrapped)?.1.strip_prefix(b",\"data\":")?, b"}}"),
        None => (line, b"}"),
    };
    let rest = rest.strip_prefix(b"{\"e\":\"forceOrder\",\"E\":")?;
    let order = digits(rest)?.1.strip_prefix(b",\"o\":")?;
    let (fields, rest) = plain_fields(order)?;
    (rest == end).then_some(())?;
    Some((order.get(..order.len().saturating_sub(end.len()))?, fields))
}

/// The fields of an order whose values are plain text or whole numbers, each there once at most.
fn plain_fields(order: &[u8]) -> Option<(Fields<'_>, &[u8])> {
    let mut found: [&[u8]; 7] = [&[]; 7];
    let mut rest = order.strip_prefix(b"{\"")?;
    loop {
        let (key, after) = plain_text(rest)?;
        let (value, after) = match after {
            [b':', b'"', text @ ..] => plain_text(text)?,
            [b':', number @ ..] => digits(number)?,
            _ => return None,
        };
        let which = match key {
            b"s" => 0,
            b"ps" => 1,
            b"S" => 2,
            b"p" => 3,
            b"ap" => 4,
            b"z" => 5,
            b"T" => 6,
            _ => found.len(),
        };
        if let Some(slot) = found.get_mut(which) {
            // Empty text and a second value are left to the careful reader.
            if !slot.is_empty() || value.is_empty() {
                return None;
            }
            *slot = value;
        }
        match after {
            [b',', b'"', more @ ..] => rest = more,
            [b'}', end @ ..] => return Some((order_of(found)?, end)),
            _ => return None,
        }
    }
}

fn order_of([symbol, pair, side, price, fill, filled, time]: [&[u8]; 7]) -> Option<Fields<'_>> {
    // What is missing is empty.
    let needed = |text| std::str::from_utf8(text).ok().filter(|text| !text.is_empty());
    let name = needed(symbol)?;
    let coin_margined = !pair.is_empty() || name.contains("USD_");
    let (side, price, filled, time) =
        (needed(side)?, needed(price)?, needed(filled)?, needed(time)?);
    let fill = std::str::from_utf8(fill).ok()?;
    Some(Fields { symbol, coin_margined, side, price, fill, filled, time })
}

/// The text up to the next quote, and what follows the quote; none where a byte is not plain.
fn plain_text(bytes: &[u8]) -> Option<(&[u8], &[u8])> {
    let end = bytes.iter().position(|byte| matches!(byte, b'"' | b'\\' | 0..=31 | 128..))?;
    let (text, rest) = bytes.split_at(end);
    Some((text, rest.strip_prefix(b"\"")?))
}

/// A whole number without a sign, and what follows it.
fn digits(bytes: &[u8]) -> Option<(&[u8], &[u8])> {
    let end = bytes.iter().position(|byte| !byte.is_ascii_digit())?;
    let follows = bytes.get(end).is_some_and(|byte| b",}".contains(byte));
    (end > 0 && follows).then(|| bytes.split_at(end))
}

fn read_own(order: Json<'_>, intake: &mut Intake<'_>) -> Result<Outcome> {
    let [symbol, side, price, fill, filled, time] =
        order.pick(["symbol", "side", "price", "avgPrice", "executedQty", "updateTime"])?;
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

fn read_order(order: Json<'_>, intake: &mut Intake<'_>) -> Result<Outcome> {
    let [symbol, pair, side, price, fill, filled, time] =
        order.pick(["s", "ps", "S", "p", "ap", "z", "T"])?;
    let symbol = Json::need(symbol, "s")?;
    let fields = Fields {
        symbol: symbol.as_bytes(),
        coin_margined: pair.is_some() || has(&symbol, "USD_"),
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
        let (unit, worth) = worth(measure, &symbol, intake.options)?;
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
            return Ok(Outcome::Filtered);
        }
        intake.event(Some(key), &draft)
    }
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

    /// What is read of `text`, and what became of its rows.
    fn read_all(text: &str) -> (Vec<String>, Tally) {
        let format = Some(crate::import::Format::BinanceForceOrderJson);
        let mut importer = Importer::new(Options { format, ..Options::default() });
        let mut list = List::default();
        importer.push(text.as_bytes(), &mut list).unwrap();
        importer.finish(&mut list).unwrap();
        (list.0, importer.tally())
    }

    const LINE: &str = r#"{"e":"forceOrder","E":1762214400003,"o":{"s":"BTCUSDT","S":"SELL","o":"LIMIT","f":"IOC","q":"0.014","p":"9910","ap":"9900.5","X":"FILLED","l":"0.014","z":"0.014","T":1762214400000}}"#;

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
            let is_plain = plain_order(line.as_bytes()).is_some();
            assert_eq!(is_plain, !line.contains("\"p\":\"\""), "{line}");
            let loose = line.replace("\"o\":{", "\"o\": {");
            assert!(plain_order(loose.as_bytes()).is_none());
            assert_eq!(read_all(&line), read_all(&loose), "{line}");
        }
    }

    #[test]
    fn what_is_not_plain_is_left_to_the_careful_reader() {
        assert!(plain_order(LINE.as_bytes()).is_some());
        for cut in 0..LINE.len() {
            assert!(plain_order(LINE.get(..cut).unwrap_or_default().as_bytes()).is_none());
        }
        for (from, to) in [
            ("\"s\"", "\"T\":1,\"s\""),
            ("BTC", "\\u0042TC"),
            ("BTC", "\u{5e01}"),
            ("\"SELL\"", "null"),
            ("1762214400003", "-1"),
            ("}}", "}}}"),
            ("}}", "},\"o\":{}}"),
            ("forceOrder", "aggTrade"),
        ] {
            assert!(plain_order(LINE.replace(from, to).as_bytes()).is_none(), "{from} {to}");
        }
    }
}
