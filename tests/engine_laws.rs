//! The engine's fills, the prices that positions compile to, and what scale cannot change.

use proptest::prelude::*;
use washout::book::Basis;
use washout::cascade::{
    Arrival, Axis, Cascade, Coordinate, Direction, Engine, Holding, Ladder, Run, Stand,
};
use washout::edge::{locate, simulate};
use washout::event::Side;
use washout::impact::{Impact, Linear};
use washout::value::Value;

use crate::books;

fn books() -> impl Strategy<Value = Vec<Stand>> {
    books::stands(&[0, 1, 5, 5, 10, 100])
}

fn shocks() -> impl Strategy<Value = f64> {
    (0..200_u32).prop_map(|s| f64::from(s) / 1000.0)
}

fn impacts() -> impl Strategy<Value = Impact> {
    (books::depths(), 0..5_u32).prop_map(|(depth, kind)| match kind {
        4 => Impact::None,
        kind => books::smooth(kind, depth),
    })
}

fn axes() -> impl Strategy<Value = Axis> {
    (any::<bool>(), any::<bool>()).prop_map(|(down, log)| {
        let direction = if down { Direction::Down } else { Direction::Up };
        let coordinate = if log { Coordinate::Log } else { Coordinate::Linear };
        Axis::new(100.0, direction, coordinate).unwrap()
    })
}

fn arrivals() -> impl Strategy<Value = Arrival> {
    prop::sample::select(vec![Arrival::Gap, Arrival::Gradual])
}

fn engines() -> impl Strategy<Value = Engine> {
    prop::sample::select(vec![Engine::Market, Engine::BankruptcyLimit])
}

fn near(left: f64, right: f64) -> bool {
    (left - right).abs() <= 1e-9 * left.abs().max(right.abs()).max(1.0)
}

fn run(engine: Engine, axis: &Axis, impact: &Impact, shock: (f64, Arrival), book: &[Stand]) -> Run {
    engine.run(axis, impact, 1.0, shock, book).unwrap()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 3000, ..ProptestConfig::default() })]

    /// 1: market orders end at the least fixed point, however the shock arrives.
    #[test]
    fn market_orders_end_where_the_table_ends(
        book in books(), impact in impacts(), axis in axes(), s in shocks(), arrival in arrivals(),
        flow in prop::sample::select(vec![0.0, 0.5, 1.0, 1.5]),
    ) {
        let (u, n): (Vec<f64>, Vec<f64>) = book.iter().map(|b| (b.threshold, b.notional)).unzip();
        let table = Cascade::new(Ladder::new(&u, &n).unwrap(), impact.clone(), flow).unwrap();
        let (outcome, run) =
            (table.outcome(s), Engine::Market.run(&axis, &impact, flow, (s, arrival),
                &book).unwrap());
        prop_assert_eq!(run.fills.iter().flatten().count(), outcome.fired);
        prop_assert_eq!(run.liquidated, outcome.liquidated);
        prop_assert!(near(run.displacement, outcome.displacement));
    }

    /// 7: neither the order nor the splitting of positions changes anybody's fill.
    #[test]
    fn order_and_splitting_change_nobodys_fill(
        book in books(), impact in impacts(), axis in axes(), s in shocks(), arrival in arrivals(),
        engine in engines(), part in 1..8_u32,
    ) {
        let whole = run(engine, &axis, &impact, (s, arrival), &book);
        let share = f64::from(part) / 8.0;
        let split: Vec<Stand> = book
            .iter()
            .rev()
            .flat_map(|b| [share, 1.0 - share].map(|share| Stand { notional: b.notional * share,
                ..*b }))
            .collect();
        let parts = run(engine, &axis, &impact, (s, arrival), &split);
        prop_assert!(near(parts.displacement, whole.displacement));
        for (pair, fill) in parts.fills.chunks(2).rev().zip(&whole.fills) {
            prop_assert_eq!(pair[0], pair[1]);
            prop_assert_eq!(pair[0].is_some(), fill.is_some());
            if let (Some(one), Some(fill)) = (pair[0], fill) {
                prop_assert!(near(one.price, fill.price) && near(one.sold, fill.sold));
            }
        }
    }

    /// Fills lie between the mark when the group was closed and the mark after it, and never beyond
    /// the bankruptcy price for an engine that has such a limit.
    #[test]
    fn fills_lie_where_the_mark_was(
        book in books(), impact in impacts(), axis in axes(), s in shocks(), arrival in arrivals(),
        engine in engines(),
    ) {
        let found = run(engine, &axis, &impact, (s, arrival), &book);
        for (stand, fill) in book.iter().zip(&found.fills) {
            let Some(fill) = fill else { continue };
            let u = axis.displacement(fill.price);
            prop_assert!((0.0..=1.0).contains(&fill.sold));
            // The log coordinate averages prices, not displacements.
            prop_assert!(u <= found.displacement + 1e-9, "{} {}", u, found.displacement);
            if engine == Engine::BankruptcyLimit && fill.sold > 1e-9 && !axis.saturated(u) {
                prop_assert!(u <= stand.bankruptcy + 1e-9, "{} {:?}", u, stand);
            }
            if arrival == Arrival::Gap {
                prop_assert!(u >= s - 1e-9);
            }
        }
    }

    /// 8: prices a thousand times as large give the same fractions.
    #[test]
    fn prices_scale_away(
        prices in prop::collection::vec((1..200_u32, 1..40_u32), 0..12), axis in axes(),
            s in shocks(),
        depth in prop::sample::select(vec![200.0, 1000.0, 5000.0]),
        factor in prop::sample::select(vec![1024.0, 1.0 / 4096.0, 1000.0]),
    ) {
        let end = |factor: f64| {
            let axis = Axis::new(100.0 * factor, axis.direction(), axis.coordinate()).unwrap();
            let u: Vec<f64> = prices.iter().map(|(p,
                _)| axis.threshold(f64::from(*p) * factor)).collect();
            let n: Vec<f64> = prices.iter().map(|(_, n)| f64::from(*n)).collect();
            let impact = Impact::Linear(Linear::new(depth).unwrap());
            Cascade::new(Ladder::new(&u, &n).unwrap(), impact, 1.0).unwrap().outcome(s)
        };
        let (one, other) = (end(1.0), end(factor));
        prop_assert!(near(one.displacement, other.displacement) && near(one.liquidated,
            other.liquidated));
    }

    /// The closed forms in floats are the exact solutions of the margin room.
    #[test]
    fn holdings_agree_with_the_exact_prices(
        long in any::<bool>(), on_entry in any::<bool>(),
        (entry, qty, margin) in (1..10_000_000_u32, 1..1_000_000_u32, 0..100_000_000_u32),
        (rate, deduction) in (0..500_u32, 0..1000_u32),
    ) {
        let holding = Holding {
            side: if long { Side::Long } else { Side::Short },
            qty: f64::from(qty) / 1e3,
            entry: f64::from(entry) / 1e2,
            margin: f64::from(margin) / 1e2,
            rate: f64::from(rate) / 1e4,
            basis: if on_entry { Basis::Entry } else { Basis::Mark },
            deduction: f64::from(deduction) / 1e2,
        };
        let text = |number: u32, places| Value::text(rust_decimal::Decimal::new(number.into(),
            places));
        let bag = Value::map([
            ("side", if long { "long" } else { "short" }.into()),
            ("entry", text(entry, 2)),
            ("qty", text(qty, 3)),
            ("margin", text(margin, 2)),
            ("mmr", text(rate, 4)),
            ("mm_amount", text(deduction, 2)),
            ("basis", if on_entry { "entry" } else { "mark" }.into()),
        ]);
        // A position that the margin room refuses, or that is never liquidated, has no price there.
        let Ok(found) = locate::liq_price(bag) else { return Ok(()) };
        let close = |key: &str, ours: f64| match found.get(key).map(Value::estimate) {
            Some(Ok(exact)) => (exact - ours).abs() <= 1e-9 * holding.entry.max(exact.abs()),
            _ => true,
        };
        prop_assert!(close("bankruptcy_price", holding.bankruptcy_price()), "{:?} {:?}", holding,
            found);
        if found.get("state") == Some(&"liquidation".into()) {
            prop_assert!(close("liquidation_price", holding.liquidation_price()), "{:?} {:?}",
                holding, found);
        }
    }
}

/// 4: half of the book surviving is half the depth.
#[test]
fn survival_is_depth() {
    let outcome = |depth: &str, survival: &str| {
        let impact = [("kind", "linear"), ("depth_usd", depth), ("survival", survival)];
        let bag = [
            ("washout", 1_i64.into()),
            ("preset", "2025-11-04".into()),
            ("shock", "0.06".into()),
            ("impact", Value::map(impact.map(|(key, text)| (key, text.into())))),
        ];
        let found = simulate::cascade(Value::map(bag)).unwrap();
        ["displacement", "liquidated_usd"].map(|key| found.get(key).unwrap().estimate().unwrap())
    };
    assert_eq!(outcome("80000000000", "0.5"), outcome("40000000000", "1"));
    let ends: Vec<[f64; 2]> =
        ["1", "0.5", "0.294", "0.06"].map(|survival| outcome("80000000000", survival)).to_vec();
    assert!(ends.windows(2).all(|pair| pair[1][0] >= pair[0][0] && pair[1][1] >= pair[0][1]));
}
