//! Binance public data: `liquidationSnapshot` CSV of one market and day.
//!
//! ```text
//! time,side,order_type,time_in_force,original_quantity,price,average_price,order_status,
//!  last_fill_quantity,accumulated_fill_quantity
//! 1687656471926,BUY,LIMIT,IOC,7,30741.3,30631.6,FILLED,6,7
//! ```
//!
//! Path
//! `data/futures/cm/daily/liquidationSnapshot/<SYMBOL>/<SYMBOL>-liquidationSnapshot-YYYY-MM-DD.zip`
//! at <https://data.binance.vision>, 2023-06-25 to 2024-10-14; some files have no header. Seen
//! 2026-11. The file does not name its market: the caller does, or gives the file's name.
//!
//! | our field | theirs | why |
//! |---|---|---|
//! | `time` | `time` | |
//! | `closed` | `side` | the ORDER's: `SELL` closed a long |
//! | `qty` | `accumulated_fill_quantity` | COIN-M: contracts of 100 USD (Bitcoin) or 10 USD |
//! | `price` | `price` | limit price of the order |
//! | `fill` | `average_price` | |
//!
//! Every row is there twice: an exact duplicate line is one event. Coverage: as the stream.

use super::binance_csv::is_order;
use super::binance_json::{Fields, is_open};
use super::bytes::{has, place};
use super::csv::Columns;
use super::feed::Feed;
use super::intake::{Intake, Outcome};
use super::kinds::UNFINISHED;
use super::layout::{Bare, Layout};
use super::options::Options;
use crate::error::{Error, Kind, Result};

const TIME: usize = 0;
const SIDE: usize = 1;
const PRICE: usize = 5;
const AVERAGE: usize = 6;
const STATUS: usize = 7;
const FILLED: usize = 9;
const WIDTH: usize = 10;

/// The feed.
pub(super) const FEED: Feed = Feed::table("binance-snapshot-csv", LAYOUT).asking(asks);

fn asks(options: &Options) -> Option<&'static str> {
    const SYMBOL: &str =
        "symbol: the market of this file, such as BTCUSD_PERP, which only its name says";
    market(options).is_none().then_some(SYMBOL)
}

/// The market, as the caller or the file's name says.
fn market(options: &Options) -> Option<&str> {
    let named = options.file_name.as_deref().and_then(symbol);
    options.symbol.as_deref().or(named)
}

const LAYOUT: Layout = Layout {
    names: &[
        &["time"],
        &["side"],
        &["order_type"],
        &["time_in_force"],
        &["original_quantity"],
        &["price"],
        &["average_price"],
        &["order_status"],
        &["last_fill_quantity"],
        &["accumulated_fill_quantity"],
    ],
    needed: &[TIME, SIDE, PRICE, AVERAGE, FILLED],
    bare: Some(Bare { width: WIDTH, is: is_row }),
    read,
    quick: None,
};

/// Whether these are the fields of a row of a file without a header.
fn is_row(columns: &Columns, fields: &[&[u8]]) -> bool {
    is_order(columns, fields, [TIME, SIDE])
}

/// The market in a file's name.
fn symbol(file_name: &str) -> Option<&str> {
    let name = file_name.rsplit(['/', '\\']).next()?;
    name.get(..place(name, "-liquidationSnapshot")?)
}

fn read(
    columns: &Columns,
    fields: &[&[u8]],
    line: &[u8],
    intake: &mut Intake<'_>,
) -> Result<Outcome> {
    let field = |which| -> Result<&str> {
        let bytes = columns.get(fields, which);
        let bad = |_| Error::new(Kind::Malformed { expected: "plain text", found: bytes.into() });
        std::str::from_utf8(bytes).map_err(bad)
    };
    columns.not_moved(fields, &[PRICE, AVERAGE, FILLED], &[TIME, SIDE])?;
    if is_open(columns.get(fields, STATUS)) {
        return Ok(Outcome::Other(UNFINISHED));
    }
    // Without a market no row gets here: the feed asks for it.
    let symbol = market(intake.options).ok_or_else(|| Error::missing("the market"))?;
    let fields = Fields {
        symbol: symbol.as_bytes(),
        coin_margined: has(symbol, "USD_"),
        side: field(SIDE)?,
        price: field(PRICE)?,
        fill: field(AVERAGE)?,
        filled: field(FILLED)?,
        time: field(TIME)?,
    };
    fields.event(&[b"snapshot", symbol.as_bytes(), line], intake)
}
