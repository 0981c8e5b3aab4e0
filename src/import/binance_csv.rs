//! Captures of Binance USD-M `forceOrder` in twelve columns, as many public collectors write them.
//!
//! ```text
//! YB,SELL,LIMIT,IOC,48219,0.4405000,0.4454705,FILLED,3012,48219,1765416983918,21240.4695
//! ```
//!
//! The order of the columns is that of the message ([`super::binance_json`]): symbol, side, order
//! type, time in force, original quantity, price, average price, order status, last filled
//! quantity, accumulated filled quantity, trade time (ms), value in USD. With a header the columns
//! may stand in any order. Seen in public collectors' repositories, captures of 2024-08 to 2025-12.
//!
//! Our field: theirs; why.
//!
//! - `time`: trade time; milliseconds, or a date and a clock; without a zone it is UTC
//! - `symbol`: symbol; some collectors cut the `USDT`: `BTC` and `BTCUSDT` are one asset
//! - `closed`: side; the ORDER's side: `SELL` closed a long
//! - `qty`: accumulated filled quantity
//! - `price`: price; limit price of the order
//! - `fill`: average price; some collectors write `None`: then the order's price values the event
//! - `usd`: quantity × price, ours; their own column is original quantity × limit price, and wrong
//!   at times
//!
//! Some collectors append a column in the middle of a file: one field more than the header has (or
//! than twelve) is left out, two more are a reject. An exact duplicate line is one event (the last
//! 2^18 different lines are remembered); a repeated header and orders of which nothing was filled
//! are no liquidations.

use super::binance_json::{average, is_open, millis};
use super::csv::Columns;
use super::feed::Feed;
use super::intake::{Draft, Intake, Outcome};
use super::kinds::{UNFILLED, UNFINISHED};
use super::layout::{Bare, Layout};
use super::worth::Worth;
use crate::error::{Error, Kind, Result};
use crate::event::{Coverage, PriceKind, QtyUnit, Side};
use crate::money::{Price, Qty};
use crate::time::Time;

const SYMBOL: usize = 0;
const SIDE: usize = 1;
const PRICE: usize = 5;
const AVERAGE: usize = 6;
const STATUS: usize = 7;
const FILLED: usize = 9;
const TIME: usize = 10;
/// Columns of a file without a header.
const WIDTH: usize = 12;

/// The feed.
pub(super) const FEED: Feed = Feed::table("binance-forceorder-csv", LAYOUT);

const LAYOUT: Layout = Layout {
    names: &[
        &["symbol"],
        &["side"],
        &["order_type", "type"],
        &["time_in_force"],
        &["original_quantity", "orig_quantity", "quantity"],
        &["price"],
        &["average_price", "avg_price"],
        &["order_status", "status"],
        &["last_filled_quantity", "order_last_filled_quantity", "last_fill_quantity"],
        &[
            "accumulated_filled_quantity",
            "order_filled_accumulated_quantity",
            "accumulated_fill_quantity",
        ],
        &["trade_time", "order_trade_time"],
        &["usd_size", "usd_value"],
    ],
    needed: &[SYMBOL, SIDE, PRICE, AVERAGE, FILLED, TIME],
    bare: Some(Bare { width: WIDTH, is: is_row }),
    read,
    quick: None,
};

/// Whether these are the fields of a row of a file without a header.
fn is_row(columns: &Columns, fields: &[&[u8]]) -> bool {
    let status = columns.get(fields, STATUS);
    let sound = status.iter().all(|b| b.is_ascii_uppercase() || *b == b'_');
    sound && is_order(columns, fields, [TIME, SIDE])
}

/// Whether a time and the side of an order stand where they belong.
pub(super) fn is_order(columns: &Columns, fields: &[&[u8]], [at, side]: [usize; 2]) -> bool {
    let is_side = matches!(columns.get(fields, side), b"BUY" | b"SELL");
    is_side && time(columns.get(fields, at)).is_ok()
}

fn read(
    columns: &Columns,
    fields: &[&[u8]],
    line: &[u8],
    intake: &mut Intake<'_>,
) -> Result<Outcome> {
    columns.not_moved(fields, &[PRICE, AVERAGE, FILLED], &[TIME, SIDE])?;
    let field = |which| columns.get(fields, which);
    let qty =
        Qty::from_bytes(field(FILLED)).map_err(|e| e.in_field("accumulated_filled_quantity"))?;
    let draft = Draft {
        time: time(field(TIME)).map_err(|e| e.in_field("trade_time"))?,
        venue: "binance-usdm",
        symbol: field(SYMBOL),
        closed: Side::closed_by_order(field(SIDE)).map_err(|e| e.in_field("side"))?,
        qty,
        unit: QtyUnit::Base,
        worth: Worth::Coins,
        price: Price::from_bytes(field(PRICE)).map_err(|e| e.in_field("price"))?,
        kind: PriceKind::Order,
        fill: text(field(AVERAGE)).and_then(average).map_err(|e| e.in_field("average_price"))?,
        coverage: Coverage::LargestPerSecond,
    };
    if qty.is_zero() {
        return Ok(Outcome::Other(UNFILLED));
    }
    if is_open(field(STATUS)) {
        return Ok(Outcome::Other(UNFINISHED));
    }
    let outcome = intake.dated_event(&[b"row", line], &draft)?;
    intake.dated(outcome, field(TIME));
    Ok(outcome)
}

/// Milliseconds since 1970, or a date and a clock: some collectors write those, in UTC.
fn time(bytes: &[u8]) -> Result<Time> {
    let text = text(bytes)?;
    if text.contains(':') { Time::parse(text) } else { millis(text) }
}

fn text(bytes: &[u8]) -> Result<&str> {
    let bad = |_| Error::new(Kind::Malformed { expected: "plain text", found: bytes.into() });
    std::str::from_utf8(bytes).map_err(bad)
}
