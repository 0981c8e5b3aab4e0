//! Coinalyze `liquidation-history`.
//!
//! ```json
//! [{"symbol":"BTCUSDT_PERP.A","history":[{"t":1641081600,"l":114.778,"s":79.263}]}]
//! ```
//!
//! Documentation: <https://api.coinalyze.net/v1/doc/>, as of 2026-11.
//!
//! Our field: theirs; why.
//!
//! - `time`: `t`; SECONDS, the start of the interval
//! - `symbol`: `symbol`; `.A` is Binance, and so on
//! - `closed`: `l`, `s`; longs and shorts that were closed
//! - `usd`, `qty`: the value; only of answers asked for with `convert_to_usd=true`; without it the
//!   numbers are coins of the base asset, which the content does not tell, so the caller says
//! - `price`: 1: a dollar a dollar
//!
//! Coverage: aggregated; each interval counts as one event a side. Duplicate: symbol, time and
//! side seen before.

use super::coinglass::total;
use super::feed::Feed;
use super::intake::{Intake, Outcome};
use super::json::Json;
use super::kinds::QUIET;
use super::options::Options;
use crate::error::{Error, Result};
use crate::event::Side;
use crate::money::Qty;
use crate::time::Unit;

/// The feed.
pub(super) const FEED: Feed = Feed::messages("coinalyze-json", is, read).asking(asks);

fn asks(options: &Options) -> Option<&'static str> {
    const IN_USD: &str =
        "in_usd: true where the answer was asked for with convert_to_usd=true, else false";
    options.in_usd.is_none().then_some(IN_USD)
}

fn is(message: Json<'_>) -> bool {
    let keys = message.pick(["symbol", "history"]);
    keys.is_ok_and(|[symbol, history]| symbol.is_some() && history.is_some_and(Json::is_list))
}

fn read(message: Json<'_>, intake: &mut Intake<'_>) -> Result<()> {
    let [symbol, history] = message.pick(["symbol", "history"])?;
    let Some(history) = history else { return Ok(()) };
    history.items(|row| {
        intake.row(|intake| read_side(row, symbol, Side::Long, intake));
        intake.row(|intake| read_side(row, symbol, Side::Short, intake));
        Ok(())
    })
}

fn read_side(
    row: Json<'_>,
    symbol: Option<Json<'_>>,
    closed: Side,
    intake: &mut Intake<'_>,
) -> Result<Outcome> {
    const USD: &str = "values in USD: ask the service with convert_to_usd=true";
    let [time, long, short] = row.pick(["t", "l", "s"])?;
    let symbol = Json::need(symbol, "symbol")?;
    let (value, key) = match closed {
        Side::Long => (long, "l"),
        Side::Short => (short, "s"),
    };
    if intake.options.in_usd == Some(false) {
        return Err(Error::malformed(USD, "coins").in_field(key));
    }
    let qty: Qty = Json::exact(value, key)?;
    let stamp = Json::need(time, "t")?;
    let time = Json::time(time, "t", Unit::Seconds)?;
    let draft = total(time, "coinalyze", symbol.as_bytes(), closed, qty)?;
    if qty.is_zero() {
        return Ok(Outcome::Other(QUIET));
    }
    let row: &[&[u8]] = &[b"coinalyze", symbol.as_bytes(), stamp.as_bytes(), key.as_bytes()];
    intake.event(Some(row), &draft)
}
