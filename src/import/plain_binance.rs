//! Lines of Binance `forceOrder` messages as the stream sends them, read in one pass over the
//! bytes of a chunk.
//!
//! ```json
//! {"e":"forceOrder","E":1762214400003,"o":{"s":"BTCUSDT","S":"SELL","o":"LIMIT","f":"IOC",
//!  "q":"0.014","p":"9910","ap":"9900.5","X":"FILLED","l":"0.014","z":"0.014","T":1762214400000}}
//! ```
//!
//! A capture of a million such lines is what people wait for. Here a line is read where its keys
//! are these in this order, alone or wrapped as `{"stream":…,"data":…}`, the market is known and
//! the numbers are plain; every other line is left to the careful reader in
//! [`super::binance_json`], which would say the same of these.

use super::bytes;
use super::intake::{Books, Intake, MOST_USD, thousands};
use super::symbol::{Market, Markets};
use crate::event::{Coverage, Liquidation, PriceKind, QtyUnit, Side};
use crate::money::{Price, Qty, digit_run};
use crate::time::Time;

/// Digits of the milliseconds since 1970, from 2001 to 2286.
const TIME_DIGITS: u32 = 13;

/// Reads and accounts for the lines that `text` begins with; how many bytes they were.
pub(super) fn rows(text: &[u8], intake: &mut Intake<'_>) -> usize {
    let Intake { options, books, sink } = intake;
    let Books { markets, recent, .. } = &mut **books;
    let venue = options.venue.as_deref().unwrap_or("binance-usdm");
    let row_key = options.row_key;
    let (mut rest, mut events, mut duplicates, mut taken) = (text, 0_u64, 0_u64, Ok(()));
    while taken.is_ok()
        && let Some((line, after)) = Line::read(rest, markets)
        && let Some(event) = line.order.event(venue)
    {
        rest = after;
        // The text of the order holds its time.
        if recent.insert_dated(row_key.fingerprint(&[b"o", line.text]), event.time) {
            taken = sink.event(&event);
            events = events.wrapping_add(1);
        } else {
            duplicates = duplicates.wrapping_add(1);
        }
    }
    intake.took(events, duplicates, taken);
    text.len().saturating_sub(rest.len())
}

/// A line, and the text of its order, which makes it the same as an earlier one.
struct Line<'t, 'm> {
    text: &'t [u8],
    order: Order<'m>,
}

/// The fields of an order.
struct Order<'m> {
    market: &'m Market,
    closed: Side,
    price: Price,
    fill: Price,
    filled: Qty,
    time: Time,
}

impl<'t, 'm> Line<'t, 'm> {
    /// The line that `text` begins with, and what follows it.
    #[inline(always)]
    fn read(text: &'t [u8], markets: &'m Markets) -> Option<(Self, &'t [u8])> {
        let (inside, wrapped) = match bytes::after(text, b"{\"stream\":\"") {
            Some(name) => (bytes::after(plain_text(name)?, b",\"data\":")?, true),
            None => (text, false),
        };
        let rest = bytes::after(inside, b"{\"e\":\"forceOrder\",\"E\":")?;
        let order_text = bytes::after(time(rest)?.1, b",\"o\":")?;
        let (order, rest) = Order::read(order_text, markets)?;
        let length = order_text.len().checked_sub(rest.len())?;
        let rest = bytes::after(rest, b"}")?;
        let rest = if wrapped { bytes::after(rest, b"}")? } else { rest };
        let rest = match rest {
            [b'\n', rest @ ..] | [b',' | b'\r', b'\n', rest @ ..] => rest,
            _ => return None,
        };
        Some((Self { text: order_text.get(..length)?, order }, rest))
    }
}

impl<'m> Order<'m> {
    /// The order that `text` begins with, and what follows it.
    #[inline(always)]
    fn read<'t>(text: &'t [u8], markets: &'m Markets) -> Option<(Self, &'t [u8])> {
        let rest = bytes::after(text, b"{\"s\":\"")?;
        let (symbol, rest) = rest.split_at_checked(bytes::find(rest, b'"')?)?;
        let market = markets.known(symbol)?;
        let (closed, rest) = side(bytes::after(rest, b"\",\"S\":\"")?)?;
        let rest = bytes::after(rest, b"\",\"o\":\"LIMIT\",\"f\":\"IOC\",\"q\":\"")?;
        let (_, rest) = Qty::leading(rest)?;
        let (price, rest) = Price::leading(bytes::after(rest, b"\",\"p\":\"")?)?;
        let (fill, rest) = Price::leading(bytes::after(rest, b"\",\"ap\":\"")?)?;
        let rest = bytes::after(rest, b"\",\"X\":\"FILLED\",\"l\":\"")?;
        let (_, rest) = Qty::leading(rest)?;
        let (filled, rest) = Qty::leading(bytes::after(rest, b"\",\"z\":\"")?)?;
        let (time, rest) = time(bytes::after(rest, b"\",\"T\":")?)?;
        let order = Self { market, closed, price, fill, filled, time };
        Some((order, bytes::after(rest, b"}")?))
    }

    /// The event that the order states; none for what the careful reader has to refuse or to
    /// value in another way.
    #[inline(always)]
    fn event<'a>(&self, venue: &'a str) -> Option<Liquidation<'a>>
    where
        'm: 'a,
    {
        let Self { market, closed, price, fill, filled, time } = *self;
        if market.coin_margined || filled.is_zero() || price.is_zero() || fill.is_zero() {
            return None;
        }
        let usd = fill.times(filled).ok().filter(|usd| *usd <= MOST_USD)?;
        Some(Liquidation {
            time,
            venue,
            symbol: &market.name,
            asset: &market.asset,
            closed,
            qty: filled,
            unit: QtyUnit::Base,
            coins: Some(thousands(filled, market.thousands).ok()?),
            price,
            fill: Some(fill),
            valued_at: PriceKind::Fill,
            usd,
            coverage: Coverage::LargestPerSecond,
        })
    }
}

/// A time in milliseconds, and what follows it.
#[inline(always)]
fn time(text: &[u8]) -> Option<(Time, &[u8])> {
    let (ms, TIME_DIGITS, rest) = digit_run(text)? else { return None };
    Some((Time::from_millis(ms.cast_signed()).ok()?, rest))
}

/// The position that the order's side closed, and what follows the side.
#[inline(always)]
fn side(text: &[u8]) -> Option<(Side, &[u8])> {
    if let Some(rest) = bytes::after(text, b"SELL") {
        return Some((Side::Long, rest));
    }
    Some((Side::Short, bytes::after(text, b"BUY")?))
}

/// What follows the quote that ends a text of plain ASCII.
fn plain_text(text: &[u8]) -> Option<&[u8]> {
    let end = text.iter().position(|byte| matches!(byte, b'"' | b'\\' | 0..=31 | 128..))?;
    bytes::after(text.get(end..)?, b"\"")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::import::intake::few::taken;

    const LINE: &str = "{\"e\":\"forceOrder\",\"E\":1762214400003,\"o\":{\"s\":\"BTCUSDT\",\
        \"S\":\"SELL\",\"o\":\"LIMIT\",\"f\":\"IOC\",\"q\":\"0.014\",\"p\":\"9910\",\
        \"ap\":\"9900.5\",\"X\":\"FILLED\",\"l\":\"0.014\",\"z\":\"0.014\",\"T\":1762214400000}}\n";

    #[test]
    fn plain_lines_are_taken_up_to_the_first_other_one() {
        let wrapped = LINE.replace("}}\n", "}}}\r\n").replace("00}", "01}");
        let wrapped = format!("{{\"stream\":\"!forceOrder@arr\",\"data\":{wrapped}");
        let (bytes, books) = taken(rows, &format!("{LINE}{wrapped}{LINE}\n{LINE}"), 9);
        assert_eq!(bytes, 2 * LINE.len() + wrapped.len());
        let tally = books.tally;
        assert_eq!((tally.rows, tally.events, tally.duplicates), (3, 2, 1));
    }

    #[test]
    fn every_other_line_is_left() {
        for cut in 0..LINE.len() {
            assert_eq!(taken(rows, LINE.get(..cut).unwrap(), 9).0, 0);
        }
        for (from, to) in [
            ("{\"s\"", "{\"T\":1,\"s\""),
            ("BTCUSDT", "ETHUSDT"),
            ("\"SELL\"", "null"),
            ("SELL", "HOLD"),
            ("FILLED", "NEW"),
            ("1762214400003", "0762214400003"),
            ("\"9910\"", "\"\""),
            ("9900.5", "0.0"),
            ("9910", "1e4"),
            ("\"z\":\"0.014\"", "\"z\":\"0\""),
            ("}}", "}} "),
            ("}}", "},\"o\":{}}"),
            ("forceOrder", "aggTrade"),
            ("\"o\":{", "\"st\":2,\"o\":{"),
        ] {
            assert_eq!(taken(rows, &LINE.replace(from, to), 9).0, 0, "{from} {to}");
        }
    }
}
