//! Deribit public trades, of which those with a `liquidation` flag count.
//!
//! ```json
//! {"jsonrpc":"2.0","method":"subscription","params":{"channel":"trades.BTC-PERPETUAL.raw","data":[
//!  {"trade_id":"66460463","timestamp":1584058044032,"price":4469.5,"liquidation":"T",
//!   "instrument_name":"BTC-PERPETUAL","direction":"sell","amount":1120}]}}
//! ```
//!
//! Documentation: <https://docs.deribit.com/#trades-instrument_name-interval>, as of 2026-11.
//!
//! Our field: theirs; why.
//!
//! - `time`: `timestamp`
//! - `closed`: `liquidation` and `direction`; `T`: the taker was liquidated, so a `sell` closed a
//!   long; `M`: the maker was, so a `buy` closed a long; `MT`: both were, which is two events, the
//!   maker's first (Tardis keeps only that one)
//! - `qty`: `amount`; US dollars for inverse markets, coins for linear ones
//! - `price`: `price`; of the trade
//!
//! Coverage: all trades. Duplicate: a `trade_id` seen before. Options are refused: their price is
//! in coins.

use super::contracts::{Measure, worth};
use super::feed::Feed;
use super::intake::{Draft, Intake, Outcome};
use super::json::Json;
use super::kinds::TRADE;
use crate::error::{Error, Kind, Result};
use crate::event::{Coverage, PriceKind, Side};
use crate::time::Unit;

/// The feed.
pub(super) const FEED: Feed = Feed::messages("deribit-json", is, read);

fn is(message: Json<'_>) -> bool {
    trades(message).is_some()
}

fn trades(message: Json<'_>) -> Option<Json<'_>> {
    let [params, result] = message.pick(["params", "result"]).ok()?;
    if let Some(params) = params {
        let [channel, data] = params.pick(["channel", "data"]).ok()?;
        return data.filter(|_| channel.is_some_and(|c| c.bytes().starts_with(b"\"trades.")));
    }
    let [trades] = result.filter(|result| result.is_object())?.pick(["trades"]).ok()?;
    trades
}

fn read(message: Json<'_>, intake: &mut Intake<'_>) -> Result<()> {
    let Some(trades) = trades(message) else { return Ok(()) };
    trades.items(|trade| {
        let flag = trade.pick(["liquidation"])?[0].map_or(Ok("".into()), Json::text)?;
        match flag.as_ref() {
            "" | "none" => intake.row(|_| Ok(Outcome::Other(TRADE))),
            "T" => intake.row(|intake| read_trade(trade, true, intake)),
            "M" => intake.row(|intake| read_trade(trade, false, intake)),
            "MT" | "TM" => {
                intake.row(|intake| read_trade(trade, false, intake));
                intake.row(|intake| read_trade(trade, true, intake));
            }
            other => {
                let unknown = Kind::UnknownName { known: "M, T, MT", found: other.into() };
                intake.row(|_| Err(Error::new(unknown).in_field("liquidation")));
            }
        }
        Ok(())
    })
}

fn read_trade(trade: Json<'_>, taker: bool, intake: &mut Intake<'_>) -> Result<Outcome> {
    let [id, time, price, name, direction, amount] =
        trade.pick(["trade_id", "timestamp", "price", "instrument_name", "direction", "amount"])?;
    let symbol = Json::need(name, "instrument_name")?;
    if symbol.ends_with("-C") || symbol.ends_with("-P") {
        let error = Error::malformed("a future or a perpetual, priced in dollars", &symbol);
        return Err(error.in_field("instrument_name"));
    }
    let id = Json::need(id, "trade_id")?;
    let by_taker = Side::closed_by_order(Json::need(direction, "direction")?.as_bytes());
    let by_taker = by_taker.map_err(|e| e.in_field("direction"))?;
    let (unit, worth) = worth(Measure::Deribit, &symbol, &intake.options.contract_values)?;
    let draft = Draft {
        time: Json::time(time, "timestamp", Unit::Millis)?,
        venue: "deribit",
        symbol: symbol.as_bytes(),
        closed: if taker { by_taker } else { by_taker.other() },
        qty: Json::exact(amount, "amount")?,
        unit,
        worth,
        price: Json::exact(price, "price")?,
        kind: PriceKind::Trade,
        fill: None,
        coverage: Coverage::Full,
    };
    intake.event(Some(&[b"deribit", id.as_bytes(), &[u8::from(taker)]]), &draft)
}
