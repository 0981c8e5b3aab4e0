//! OKX `liquidation-orders`: WebSocket, REST, archives of REST polls, and the old v3 tables.
//!
//! ```json
//! {"arg":{"channel":"liquidation-orders","instType":"SWAP"},"data":[{"instId":"IOST-USDT-SWAP",
//! "instType":"SWAP","details":[{"side":"buy","posSide":"short","bkPx":"0.007831","sz":"13",
//!  "bkLoss":"0","ccy":"","ts":"1692266434010"}]}]}
//! {"table":"swap/liquidation","data":[{"instrument_id":"UNI-USD-SWAP","type":"3","size":"8",
//!  "price":"3.523","created_at":"2020-12-18T00:30:58.374Z"}]}
//! ```
//!
//! Documentation:
//! <https://www.okx.com/docs-v5/en/#public-data-websocket-liquidation-orders-channel>, as of
//! 2026-11.
//!
//! Our field: theirs; why.
//!
//! - `time`: `ts`; v3: `created_at`
//! - `closed`: `posSide`, where it is `long` or `short`; else `side`, the ORDER's; v3: `type` 3
//!   closes a long, 4 a short
//! - `qty`: `sz`; v3: `size`; contracts; MARGIN: coins
//! - `price`: `bkPx`; v3: `price`; bankruptcy price of the transaction with the system
//!
//! One message holds many details; each is a row. Coverage: at most one a contract and second, and
//! it "doesn't represent the total number of liquidations". Duplicate: the same detail of the same
//! contract, because the first message after subscribing repeats old ones.

use super::contracts::{Measure, worth};
use super::feed::Feed;
use super::intake::{Draft, Intake, Outcome};
use super::json::Json;
use crate::error::{Error, Kind, Result};
use crate::event::{Coverage, PriceKind, Side};
use crate::time::{Time, Unit};

/// The feed.
pub(super) const FEED: Feed = Feed::messages("okx-json", is, read);

fn is(message: Json<'_>) -> bool {
    let Ok([arg, table, data]) = message.pick(["arg", "table", "data"]) else { return false };
    let old = table.is_some_and(|table| table.bytes().ends_with(b"/liquidation\""));
    old || arg.is_some_and(is_channel) || data.is_some_and(has_details)
}

fn is_channel(arg: Json<'_>) -> bool {
    let channel = arg.pick(["channel"]).ok().and_then(|[channel]| channel);
    channel.is_some_and(|c| matches!(c.bytes(), b"\"liquidation-orders\"" | b"\"liquidations\""))
}

/// Whether a REST answer's data have `details`.
fn has_details(data: Json<'_>) -> bool {
    let mut found = false;
    let _ = data.items(|item| {
        let [details, inst] = item.pick(["details", "instId"])?;
        found |= details.is_some() && inst.is_some();
        Ok(())
    });
    found
}

fn read(message: Json<'_>, intake: &mut Intake<'_>) -> Result<()> {
    let [arg, table, data] = message.pick(["arg", "table", "data"])?;
    let inst = match arg {
        Some(arg) => arg.pick(["instId"])?[0],
        None => None,
    };
    let Some(data) = data else { return Ok(()) };
    data.items(|group| {
        let [details, own, kind] = group.pick(["details", "instId", "instType"])?;
        match details {
            Some(details) => intake
                .each(Some(details), |detail, _, intake| read_detail(detail, own, kind, intake)),
            None if table.is_some() => {
                intake.row(|intake| read_old(group, intake));
                Ok(())
            }
            None => {
                intake.row(|intake| read_detail(group, own.or(inst), kind, intake));
                Ok(())
            }
        }
    })
}

fn read_detail(
    detail: Json<'_>,
    inst: Option<Json<'_>>,
    kind: Option<Json<'_>>,
    intake: &mut Intake<'_>,
) -> Result<Outcome> {
    let [side, position, price, size, time] =
        detail.pick(["side", "posSide", "bkPx", "sz", "ts"])?;
    let symbol = Json::need(inst, "instId")?;
    let margin = kind.is_some_and(|kind| kind.bytes() == b"\"MARGIN\"");
    let state = State {
        symbol: &symbol,
        time: Json::time(time, "ts", Unit::Millis)?,
        closed: closed(&Json::need(side, "side")?, position)?,
        size,
        price,
        measure: if margin { Measure::Base } else { Measure::Okx },
    };
    state.event(&[b"okx", symbol.as_bytes(), detail.bytes()], intake)
}

/// The position's side; the order's where the account holds one net position.
fn closed(side: &str, position: Option<Json<'_>>) -> Result<Side> {
    let by_order = Side::closed_by_order(side.as_bytes()).map_err(|e| e.in_field("side"))?;
    let position = position.map_or(Ok("".into()), Json::text)?;
    let named = match position.as_ref() {
        "long" => Side::Long,
        "short" => Side::Short,
        _ => by_order,
    };
    if named != by_order {
        const RULE: &str = "a sell closes a long position, a buy a short one";
        return Err(Error::new(Kind::Conflict { rule: RULE }).in_field("posSide"));
    }
    Ok(named)
}

fn read_old(row: Json<'_>, intake: &mut Intake<'_>) -> Result<Outcome> {
    let [inst, kind, size, price, time] =
        row.pick(["instrument_id", "type", "size", "price", "created_at"])?;
    let symbol = Json::need(inst, "instrument_id")?;
    let kind = Json::need(kind, "type")?;
    let state = State {
        symbol: &symbol,
        time: Time::parse(&Json::need(time, "created_at")?)
            .map_err(|e| e.in_field("created_at"))?,
        closed: match kind.as_ref() {
            "3" => Side::Long,
            "4" => Side::Short,
            other => {
                let unknown = Kind::UnknownName { known: "3, 4", found: other.into() };
                return Err(Error::new(unknown).in_field("type"));
            }
        },
        size,
        price,
        measure: Measure::Okx,
    };
    state.event(&[b"okx3", row.bytes()], intake)
}

struct State<'a> {
    symbol: &'a str,
    time: Time,
    closed: Side,
    size: Option<Json<'a>>,
    price: Option<Json<'a>>,
    measure: Measure,
}

impl State<'_> {
    fn event(&self, key: &[&[u8]], intake: &mut Intake<'_>) -> Result<Outcome> {
        let (unit, worth) = worth(self.measure, self.symbol, &intake.options.contract_values)?;
        let draft = Draft {
            time: self.time,
            venue: "okx",
            symbol: self.symbol.as_bytes(),
            closed: self.closed,
            qty: Json::exact(self.size, "sz")?,
            unit,
            worth,
            price: Json::exact(self.price, "bkPx")?,
            kind: PriceKind::Bankruptcy,
            fill: None,
            coverage: Coverage::Sampled,
        };
        intake.event(Some(key), &draft)
    }
}
