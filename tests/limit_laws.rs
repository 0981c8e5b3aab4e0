//! The questions to an engine with a bankruptcy limit, against the process written down again.

use proptest::prelude::*;
use washout::cascade::{Arrival, Axis, Coordinate, Direction, Engine, Limited, Stand};
use washout::edge::simulate;
use washout::impact::{Impact, Levels, Linear, Withdrawal};
use washout::value::Value;

use crate::books::{self, depths};

const TOUCH: f64 = 1e-13;
/// Far enough beside a critical shock that no rounding hides it.
const HAIR: f64 = 1e-9;

fn books() -> impl Strategy<Value = Vec<Stand>> {
    books::stands(&[0, 1, 2, 5, 5, 5, 10, 100])
}

fn shocks() -> impl Strategy<Value = f64> {
    (0..220_u32).prop_map(|s| f64::from(s) / 1000.0)
}

fn impacts() -> impl Strategy<Value = Impact> {
    (depths(), 0..6_u32).prop_map(|(depth, kind)| match kind {
        4 => Impact::None,
        5 => Impact::Levels(
            Levels::new(&[(0.01, 20.0), (0.03, 60.0), (0.1, 90.0)], Some(0.2)).unwrap(),
        ),
        kind => books::smooth(kind, depth),
    })
}

/// Every engine that has a table: any book little by little, constant depth in a gap.
fn tabled() -> impl Strategy<Value = (Impact, Arrival)> {
    let linear = depths().prop_map(|depth| Impact::Linear(Linear::new(depth).unwrap()));
    prop_oneof![
        3 => (impacts(), Just(Arrival::Gradual)),
        3 => (linear, Just(Arrival::Gap)),
        1 => (Just(Impact::None), Just(Arrival::Gap)),
    ]
}

/// What was liquidated, what reached the book and where the mark ends.
fn brute(book: &[Stand], impact: &Impact, arrival: Arrival, s: f64) -> (f64, f64, f64) {
    let mut waiting = book.to_vec();
    let (mut liquidated, mut flow) = (0.0, 0.0);
    let mut arrived: f64 = if arrival == Arrival::Gap { s } else { 0.0 };
    loop {
        // The nearest threshold, and of those at it the nearest bankruptcy price.
        let min = |of: fn(&Stand) -> f64, among: &[Stand]| {
            among.iter().map(of).fold(f64::INFINITY, f64::min)
        };
        let threshold = min(|stand| stand.threshold, &waiting);
        let mark = s + impact.displacement(flow);
        if waiting.is_empty() || threshold > mark + TOUCH {
            return (liquidated, flow, mark);
        }
        let near: Vec<Stand> =
            waiting.iter().copied().filter(|stand| stand.threshold <= threshold + TOUCH).collect();
        let limit = min(|stand| stand.bankruptcy, &near);
        let taken = |stand: &Stand| {
            stand.threshold <= threshold + TOUCH && stand.bankruptcy <= limit + TOUCH
        };
        let size: f64 =
            waiting.iter().filter(|stand| taken(stand)).map(|stand| stand.notional).sum();
        waiting.retain(|stand| !taken(stand));
        arrived = arrived.max((threshold - impact.displacement(flow)).min(s));
        // The book takes orders until the mark stands at the limit.
        if limit >= arrived - TOUCH {
            flow = (flow + size).min(impact.inverse((limit - arrived).max(0.0))).max(flow);
        }
        liquidated += size;
    }
}

fn near(left: f64, right: f64) -> bool {
    (left - right).abs() <= 1e-9 * left.abs().max(right.abs()).max(1.0)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 3000, ..ProptestConfig::default() })]

    /// Where a shock ends is the process, for every book and arrival, and the engine's own run.
    #[test]
    fn outcomes_are_those_of_the_process(
        book in books(), impact in impacts(), gap in any::<bool>(), s in shocks(),
    ) {
        let arrival = if gap { Arrival::Gap } else { Arrival::Gradual };
        let limited = Limited::new(&book, impact.clone(), 1.0, arrival).unwrap();
        let (outcome, (liquidated, flow, u)) = (limited.outcome(s),
            brute(&book, &impact, arrival, s));
        prop_assert_eq!(outcome.liquidated, liquidated);
        prop_assert!(near(outcome.flow, flow) && near(outcome.displacement, u));
        let axis = Axis::new(100.0, Direction::Down, Coordinate::Linear).unwrap();
        let run = Engine::BankruptcyLimit.run(&axis, &impact, 1.0, (s, arrival), &book).unwrap();
        prop_assert_eq!(run.fills.iter().flatten().count(), outcome.fired);
        prop_assert_eq!((run.liquidated, run.flow, run.displacement),
            (outcome.liquidated, outcome.flow, outcome.displacement));
        prop_assert!(flow <= liquidated + 1e-9);
    }

    /// With a table, a larger shock never liquidates less nor ends nearer.
    #[test]
    fn more_shock_more_cascade(
        book in books(), (impact, arrival) in tabled(), s in shocks(), more in shocks(),
    ) {
        let (small, large) = (brute(&book, &impact, arrival, s),
            brute(&book, &impact, arrival, s + more));
        prop_assert!(large.0 >= small.0 && large.2 >= small.2 - 1e-12);
    }

    /// The smallest shock that liquidates X does, and a hair less does not; so for a level.
    #[test]
    fn reverse_questions_are_sharp(
        book in books(), (impact, arrival) in tabled(), usd in 1..200_u32, level in 1..300_u32,
    ) {
        let limited = Limited::new(&book, impact.clone(), 1.0, arrival).unwrap();
        prop_assert!(limited.has_table());
        let ends = |s: f64| brute(&book, &impact, arrival, s);
        let usd = f64::from(usd);
        match limited.shock_to_liquidate(usd) {
            None => prop_assert!(ends(10.0).0 < usd),
            Some(s) => {
                prop_assert!(ends(s + HAIR).0 >= usd);
                prop_assert!(s <= HAIR || ends(s - HAIR).0 < usd, "{}", s);
            }
        }
        let level = f64::from(level) / 1000.0;
        let s = limited.shock_to_reach(level);
        prop_assert!(ends(s + HAIR).2 >= level - 1e-12);
        prop_assert!(s <= HAIR || ends(s - HAIR).2 < level, "{}", s);
    }

    /// The avalanches make up all positions, in order, and each sets off at its shock.
    #[test]
    fn avalanches_make_up_the_book(book in books(), (impact, arrival) in tabled()) {
        let limited = Limited::new(&book, impact.clone(), 1.0, arrival).unwrap();
        let blocks = limited.avalanches();
        let sum: f64 = blocks.iter().map(|block| block.notional).sum();
        prop_assert!(near(sum, book.iter().map(|stand| stand.notional).sum()));
        prop_assert!(blocks.windows(2).all(|pair| pair[0].shock <= pair[1].shock));
        let mut so_far = 0.0;
        for block in &blocks {
            let before = so_far;
            so_far += block.notional;
            prop_assert!(brute(&book, &impact, arrival, block.shock + HAIR).0 >= so_far - 1e-9);
            if block.shock > HAIR {
                prop_assert!(brute(&book, &impact, arrival, block.shock - HAIR).0 <= before + 1e-9);
            }
        }
    }
}

/// Why there is no table for a gap into a book that thins: a larger shock that liquidates less.
#[test]
fn in_a_gap_into_a_thinning_book_a_larger_shock_can_liquidate_less() {
    let impact = Impact::Withdrawal(Withdrawal::new(1000.0, 40.0).unwrap());
    let stand = |threshold, bankruptcy, notional| Stand { threshold, bankruptcy, notional };
    let book = [stand(0.02, 0.05, 200.0), stand(0.075, 0.076, 50.0), stand(0.02, 0.9, 12.0)];
    let limited = Limited::new(&book, impact, 1.0, Arrival::Gap).unwrap();
    assert!(!limited.has_table() && limited.shock_to_liquidate(1.0).is_none());
    let ends: Vec<f64> =
        (20..55).map(|s| limited.outcome(f64::from(s) / 1000.0).liquidated).collect();
    assert!(ends.windows(2).any(|pair| pair[1] < pair[0]), "{ends:?}");
}

#[test]
fn an_empty_book_and_a_wrong_flow_are_defined() {
    let none = Limited::new(&[], Impact::None, 1.0, Arrival::Gap).unwrap();
    assert_eq!((none.outcome(0.5).liquidated, none.outcome(0.5).displacement), (0.0, 0.5));
    assert_eq!((none.shock_to_liquidate(1.0), none.shock_to_reach(0.25)), (None, 0.25));
    assert!(none.avalanches().is_empty() && none.groups() == 0);
    let error = Limited::new(&[], Impact::None, 1.5, Arrival::Gap).unwrap_err();
    assert_eq!(error.code(), "CONFLICT");
}

fn scenario(impact: &str, shock: Value) -> Value {
    let position = |id: &str, leverage: &str, qty: &str| {
        Value::map([
            ("id", id.into()),
            ("side", "long".into()),
            ("qty", qty.into()),
            ("entry_usd", "100".into()),
            ("leverage", leverage.into()),
            ("maintenance", "0.01".into()),
        ])
    };
    let positions =
        [position("a", "10", "10"), position("b", "20", "20"), position("c", "8", "30")];
    let depth = [("depth_usd", "100000".into()), ("kind", impact.into())];
    let impact = if impact == "withdrawal" {
        Value::map(depth).with("rate", "5")
    } else {
        Value::map(depth)
    };
    let engine =
        [("kind", "bankruptcy_limit"), ("arrival", "gap")].map(|(key, word)| (key, word.into()));
    Value::map([
        ("washout", 1_i64.into()),
        ("market", Value::map([("price_usd", "100".into())])),
        ("book", Value::map([("kind", "positions".into()), ("positions", Value::list(positions))])),
        ("impact", impact),
        ("engine", Value::map(engine)),
        ("levels", Value::list(["93", "88", "70"])),
        ("shock", shock),
    ])
}

fn get(value: &Value, key: &str) -> f64 {
    value.get(key).and_then(|found| found.estimate().ok()).unwrap()
}

/// Levels, sweep and reverse questions of a scenario are those of its own engine.
#[test]
fn a_scenario_answers_for_its_own_engine() {
    let outcome = simulate::simulate(scenario("linear", "0.05".into())).unwrap();
    let ends = |s: f64| simulate::cascade(scenario("linear", Value::Float(s))).unwrap();
    for level in outcome.get("levels").unwrap().clone().items().unwrap() {
        let (price, shock) = (get(&level, "price_usd"), get(&level, "shock"));
        assert!(get(&ends(shock + 1e-9), "final_price_usd") <= price + 1e-9, "{level:?}");
        assert!(get(&ends(shock - 1e-9), "final_price_usd") > price, "{level:?}");
        let bag =
            [("scenario", scenario("linear", "0.05".into())), ("level_usd", Value::Float(price))];
        let reverse = simulate::reverse_level(Value::map(bag)).unwrap();
        assert_eq!(
            (get(&reverse, "shock"), get(&reverse, "liquidated_usd")),
            (shock, get(&level, "liquidated_usd"))
        );
    }
    let sweep = outcome.get("sweep").unwrap();
    let column = |key: &str| match sweep.get(key) {
        Some(Value::Floats(column)) => column.clone(),
        other => panic!("{other:?}"),
    };
    let (shocks, displacements) = (column("shock"), column("displacement"));
    for (s, u) in shocks.iter().zip(displacements) {
        let ledger = simulate::ledger(scenario("linear", Value::Float(*s))).unwrap();
        assert_eq!(get(&ledger, "displacement"), u, "{s}");
    }
    let reach = Value::map([("reach_price_usd", "88".into())]);
    let reached = simulate::simulate(scenario("linear", reach)).unwrap();
    assert!(get(&reached, "final_price_usd") <= 88.0 + 1e-9);
    let notes = |outcome: &Value| format!("{:?}", outcome.get("notes").unwrap());
    assert!(!notes(&outcome).contains("Key levels"));
    let thin = simulate::simulate(scenario("withdrawal", "0.05".into())).unwrap();
    assert!(notes(&thin).contains("Key levels and avalanches are those of market orders"));
}
