//! An order book file or message as depth: what it holds, and the impact model that it makes.

use super::columns::column;
use crate::approx::Approx;
use crate::book::{Depth, Level, depth_total};
use crate::cascade::{Axis, Coordinate, Direction};
use crate::error::{Error, Result};
use crate::money::{Price, Qty};
use crate::scenario::Number;
use crate::value::{Fields, Value, each, record};

/// One per cent: what depth is usually quoted within.
const PERCENT: f64 = 0.01;

/// Reads an order book: `{snapshot, price_usd, contract_usd, steps}`. `snapshot` is the venue's
/// message as an object (Binance depth, Hyperliquid l2Book, with or without its envelope) or the
/// text of a CSV; `price_usd` is the price that displacements are measured from (the mid by
/// default); `contract_usd` is what one contract is worth where quantities are contracts; `steps`
/// condenses `impact` to so many levels a side or fewer.
///
/// Answers with `mid_usd`, `best_bid_usd`, `best_ask_usd` and, for `bids` and `asks`: `levels`,
/// exact totals `total_qty` and `total_usd`, `span` (how far the snapshot reaches),
/// `within_percent_usd` (null where it does not reach 1 %), `usd_per_percent` (scaled from the
/// span where it does not), and `impact`, ready for a scenario.
///
/// # Errors
/// Malformed for any other form; as [`Depth::new`].
pub fn depth(bag: Value) -> Result<Value> {
    let mut fields = Fields::of(bag)?;
    let depth = fields.need("snapshot", "an order book", snapshot)?;
    let price = fields.read("price_usd", Number::positive)?;
    let contract = fields.read("contract_usd", Number::positive)?.map(Number::get);
    let steps = fields.read("steps", Number::positive)?.map(Number::get);
    fields.finish()?;
    let best = |price: Option<Price>| price.map_or(0.0, Approx::approx);
    let (bid, ask) = (best(depth.best_bid()), best(depth.best_ask()));
    let mid = bid + (ask - bid) / 2.0;
    let from = price.map_or(mid, Number::get);
    let side = |levels, direction| side(levels, direction, from, (contract, steps));
    Ok(record![
        ("price_usd", from),
        ("mid_usd", mid),
        ("best_bid_usd", depth.best_bid().map(Value::digits)),
        ("best_ask_usd", depth.best_ask().map(Value::digits)),
        ("bids", side(depth.bids(), Direction::Down)?),
        ("asks", side(depth.asks(), Direction::Up)?),
    ])
}

fn side(
    levels: &[Level],
    direction: Direction,
    from: f64,
    (contract, steps): (Option<f64>, Option<f64>),
) -> Result<Value> {
    let axis = Axis::new(from, direction, Coordinate::Linear)?;
    // In USD at the price that displacements are measured from, as the engine counts.
    let notional = |level: &Level| match contract {
        None => level.qty.approx() * from,
        Some(usd) => level.qty.approx() * usd * (from / level.price.approx()),
    };
    let rungs: Vec<(f64, f64)> = levels
        .iter()
        .map(|level| (axis.displacement(level.price.approx()).max(0.0), notional(level)))
        .collect();
    let span = rungs.last().map_or(0.0, |(u, _)| *u);
    let all: f64 = rungs.iter().map(|(_, usd)| usd).sum();
    let within: f64 = rungs.iter().take_while(|(u, _)| *u <= PERCENT).map(|(_, usd)| usd).sum();
    let reaches = span >= PERCENT;
    let per_percent = if reaches { within } else { all * PERCENT / span };
    // Rational totals only where quantities are coins: a contract's coins are a quotient.
    let exact = if contract.is_none() { Some(depth_total(levels)?) } else { None };
    let few = steps.map_or_else(|| rungs.clone(), |steps| condensed(&rungs, steps));
    let pairs = few.iter().map(|(u, usd)| Value::list([*u, *usd]));
    let impact = record![("kind", "levels"), ("levels", Value::list(pairs))];
    Ok(record![
        ("levels", levels.len()),
        ("total_qty", exact.map(|(coins, _)| coins)),
        ("total_usd", exact.map(|(_, usd)| usd)),
        ("notional_usd", all),
        ("span", span),
        ("within_percent_usd", reaches.then_some(within)),
        ("usd_per_percent", (per_percent.is_finite()).then_some(per_percent)),
        ("u", column(&rungs, |(u, _)| *u)),
        ("usd", column(&rungs, |(_, usd)| *usd)),
        ("impact", impact),
    ])
}

/// The levels gathered into groups of equal width, each at its farthest level: a flow moves the
/// mark as far as in the whole book or a group further, never less.
fn condensed(rungs: &[(f64, f64)], steps: f64) -> Vec<(f64, f64)> {
    let span = rungs.last().map_or(0.0, |(u, _)| *u);
    let group = |u: f64| libm::ceil(u / span * steps).max(1.0);
    let parts = rungs.chunk_by(|a, b| span <= 0.0 || group(a.0) == group(b.0));
    let gather = |part: &[(f64, f64)]| {
        let far = part.last().map_or(0.0, |(u, _)| *u);
        (far, part.iter().map(|(_, usd)| usd).sum())
    };
    parts.map(gather).collect()
}

/// A message in an envelope, a bare one, or the text of a CSV.
fn snapshot(value: Value) -> Result<Depth> {
    if let Value::Text(text) = &value {
        return Depth::from_csv(text);
    }
    if let Some(data) = value.get("data").or_else(|| value.get("result")) {
        return snapshot(data.clone());
    }
    let sides = match (value.get("bids"), value.get("asks"), value.get("levels")) {
        (Some(bids), Some(asks), _) => [bids.clone(), asks.clone()],
        (_, _, Some(levels)) => {
            let both: Result<[Value; 2], _> = levels.clone().items()?.try_into();
            both.map_err(|_| Error::malformed("levels with bids and asks", "another list"))?
        }
        _ => return Err(Error::malformed("bids and asks, or levels", "an object without them")),
    };
    let [bids, asks] = sides;
    let read = |side: Value, name: &'static str| {
        let items = side.items()?;
        each(items, &mut level).map_err(|e| e.in_field(name))
    };
    Depth::new(read(bids, "bids")?, read(asks, "asks")?)
}

/// `[price, qty]` or `{px, sz}`.
fn level(value: Value) -> Result<Level> {
    let (price, qty) = match &value {
        Value::Map(_) => (value.get("px").cloned(), value.get("sz").cloned()),
        _ => {
            let mut cells = value.items()?.into_iter();
            (cells.next(), cells.next())
        }
    };
    let need = |cell: Option<Value>, what| cell.ok_or_else(|| Error::missing(what));
    let price: Price = need(price, "a price")?.parse().map_err(|e| e.in_field("price"))?;
    let qty: Qty = need(qty, "a quantity")?.parse().map_err(|e| e.in_field("qty"))?;
    Ok(Level { price, qty })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(value: &Value, path: [&str; 2]) -> String {
        match value.get(path[0]).and_then(|side| side.get(path[1])) {
            Some(Value::Text(text)) => text.clone(),
            other => panic!("{path:?}: {other:?}"),
        }
    }

    fn pair(price: &str, qty: &str) -> Value {
        Value::list([price, qty])
    }

    #[test]
    fn a_binance_message_becomes_an_impact() {
        let message = Value::map([
            ("lastUpdateId", 7_i64.into()),
            ("bids", Value::list([pair("99", "10"), pair("99.5", "4")])),
            ("asks", Value::list([pair("100.5", "3")])),
        ]);
        let got = depth(Value::map([("snapshot", message)])).unwrap();
        assert_eq!(got.get("mid_usd"), Some(&Value::Float(100.0)));
        assert_eq!(text(&got, ["bids", "total_usd"]), "1388");
        assert_eq!(text(&got, ["asks", "total_qty"]), "3");
        let bids = got.get("bids").unwrap();
        assert_eq!(bids.get("within_percent_usd"), Some(&Value::Float(1400.0)));
        assert_eq!(got.get("asks").unwrap().get("within_percent_usd"), Some(&Value::Null));
        assert_eq!(bids.get("usd"), Some(&Value::Floats(vec![400.0, 1000.0])));
    }

    #[test]
    fn a_hyperliquid_message_in_its_envelope_too() {
        let rung = |px: &str, sz: &str| {
            Value::map([("n", 1_i64.into()), ("px", px.into()), ("sz", sz.into())])
        };
        let levels = Value::list([Value::list([rung("99", "1")]), Value::list([rung("101", "2")])]);
        let message = Value::map([
            ("channel", "l2Book".into()),
            ("data", Value::map([("coin", "BTC".into()), ("levels", levels)])),
        ]);
        let got = depth(Value::map([("snapshot", message)])).unwrap();
        assert_eq!(text(&got, ["asks", "total_usd"]), "202");
        let error = depth(Value::map([("snapshot", Value::map([("x", 1_i64.into())]))]));
        assert_eq!(error.unwrap_err().place().field.as_deref(), Some("snapshot"));
    }

    #[test]
    fn a_condensed_book_holds_the_same_and_never_moves_the_mark_less() {
        let rungs: Vec<(f64, f64)> =
            (1..=500).map(|i| (f64::from(i * i) * 1e-7, f64::from(i % 7) + 1.0)).collect();
        let few = condensed(&rungs, 40.0);
        assert!(few.len() <= 40);
        let total = |rungs: &[(f64, f64)]| rungs.iter().map(|(_, usd)| usd).sum::<f64>();
        assert_eq!(total(&few), total(&rungs));
        let reach = |rungs: &[(f64, f64)], flow: f64| {
            let mut sum = 0.0;
            rungs
                .iter()
                .find(|(_, usd)| {
                    sum += usd;
                    sum >= flow
                })
                .map(|(u, _)| *u)
                .unwrap()
        };
        for flow in [1.0, 100.0, 1000.0, total(&rungs)] {
            let (all, far) = (reach(&rungs, flow), reach(&few, flow));
            assert!(far >= all && far <= all + 0.025 / 40.0, "{flow}: {all} {far}");
        }
        assert_eq!(condensed(&[(0.0, 5.0)], 10.0), [(0.0, 5.0)]);
    }

    #[test]
    fn contracts_are_worth_their_dollars() {
        let csv = "bid,50,2\nask,200,1";
        let bag = Value::map([("snapshot", csv.into()), ("contract_usd", "100".into())]);
        let got = depth(bag).unwrap();
        // Two contracts of 100 USD at 50 are four coins, at the mid of 125: 500 USD.
        let bids = got.get("bids").unwrap();
        assert_eq!(bids.get("notional_usd"), Some(&Value::Float(500.0)));
        assert_eq!(bids.get("total_usd"), Some(&Value::Null));
    }
}
