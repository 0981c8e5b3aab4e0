//! Laws that hold for any input.

use num_bigint::BigInt;
use num_rational::BigRational;
use num_traits::{Signed, Zero};
use proptest::prelude::*;
use washout::claims::{Datum, Expr, Inputs};
use washout::context::read;
use washout::edge::judge::{audit, context, flows};
use washout::money::Rational;
use washout::value::Value;

use super::{at, near, text};
use crate::money::rational;

/// Eight cuts of a whole into nine shares, in units of 10^-`places`.
fn shares() -> impl Strategy<Value = Vec<(usize, String)>> {
    (1_u32..=12, proptest::collection::vec(any::<u64>(), 8)).prop_map(|(places, cuts)| {
        let whole = 10_u64.pow(places);
        let mut cuts: Vec<_> = cuts.into_iter().map(|cut| cut % (whole + 1)).collect();
        cuts.sort_unstable();
        cuts.push(whole);
        let mut last = 0;
        let width = places as usize;
        let share = |(index, cut)| {
            let part: u64 = cut - last;
            last = cut;
            (index, format!("{}.{:0width$}", part / whole, part % whole))
        };
        cuts.into_iter().enumerate().map(share).collect()
    })
}

const CHANNELS: [&str; 9] = [
    "liquidity_providers",
    "stronger_holders",
    "options",
    "etfs",
    "delta_neutral",
    "usdc",
    "usdt",
    "rlusd",
    "fiat",
];

proptest! {
    #[test]
    fn flows_balance_to_the_cent(shares in shares(), cents in 0_u64..1_000_000_000_000_000) {
        let total = format!("{}.{:02}", cents / 100, cents % 100);
        let given = shares.iter().map(|(index, share)| (CHANNELS[*index].to_owned(),
            share.as_str().into()));
        let bag = Value::map([("total_usd", total.as_str().into()), ("shares",
            Value::Map(given.collect()))]);
        let report = flows(bag).unwrap();
        let rows = at(&report, "split.rows").clone().items().unwrap();
        let total = rational(&total);
        let cent = rational("0.01");
        let mut sum = BigRational::zero();
        for row in &rows {
            let usd = rational(text(row, "usd"));
            let exact = &total * rational(text(row, "share"));
            prop_assert!((&usd - &exact).abs() < cent, "{usd} for {exact}");
            prop_assert!((&usd / &cent).is_integer());
            sum += usd;
        }
        prop_assert_eq!(&sum, &total);
        let links = at(&report, "split.links").clone().items().unwrap();
        for node in at(&report, "split.nodes").clone().items().unwrap() {
            let through = rational(text(&node, "usd"));
            for end in ["from", "to"] {
                let own = links.iter().filter(|link| text(link, end) == text(&node, "id"));
                let own: Vec<_> = own.map(|link| rational(text(link, "usd"))).collect();
                if !own.is_empty() {
                    prop_assert_eq!(own.into_iter().sum::<BigRational>(), through.clone());
                }
            }
        }
    }

    #[test]
    fn fractions_agree_with_big_ones(
        a in -1_000_000_000_000_i64..1_000_000_000_000, b in 1_i64..1_000_000_000,
        c in -1_000_000_000_000_i64..1_000_000_000_000, d in 1_i64..1_000_000_000,
    ) {
        let small = |top: i64, bottom: i64| Rational::new(top.into(), bottom.into());
        let big = |top: i64, bottom: i64| BigRational::new(top.into(), bottom.into());
        let (x, y, p, q) = (small(a, b), small(c, d), big(a, b), big(c, d));
        let same = |x: Rational, p: &BigRational| x.to_string() == p.to_string();
        prop_assert!(same(x.plus(y), &(&p + &q)));
        prop_assert!(same(x.minus(y), &(&p - &q)));
        prop_assert!(same(x.times(y), &(&p * &q)));
        prop_assert_eq!(x.partial_cmp(&y), Some(p.cmp(&q)));
        if c != 0 {
            prop_assert!(same(x.over(y), &(&p / &q)));
        }
        near(&x.ratio().unwrap().to_string(), &p);
    }

    #[test]
    fn formulas_agree_with_big_fractions(seed in any::<u64>(), a in -999_i64..999,
        b in -999_i64..999) {
        let mut seed = seed;
        let (formula, value) = formula(&mut seed, 0, a, b);
        let mut inputs = Inputs::default();
        inputs.set("a", Datum::Number(Rational::whole(a)), "").unwrap();
        inputs.set("b", Datum::Number(Rational::whole(b)), "").unwrap();
        let found = Expr::parse(&formula).unwrap().value(&inputs);
        match (found, value) {
            (Ok(found), Some(value)) => prop_assert_eq!(found.to_string(), value.to_string(), "{}",
                formula),
            (Err(_), None) => {}
            (found, value) => prop_assert!(false, "{}: {:?} and {:?}", formula, found, value),
        }
    }

    #[test]
    fn no_bag_at_all_brings_an_answer_down(bag in bag()) {
        let _ = context(bag.clone());
        let _ = audit(bag.clone());
        let _ = flows(bag.clone());
        // The same, past the first key that has to be there.
        let at = ("at".to_owned(), "2025-11-04".into());
        let Value::Map(mut entries) = bag else { return Ok(()) };
        entries.insert(0, at);
        let _ = context(Value::Map(entries));
    }

    #[test]
    fn no_text_at_all_brings_a_reader_down(text in "[-0-9a-z,.:;\"\\[\\]{}\\n ]{0,120}") {
        let _ = read::candles("x", &text);
        let _ = read::values("x", &text);
        let _ = read::fear_greed(&text);
        let _ = read::funding("x", &text);
        let _ = Expr::parse(&text);
    }
}

/// Bags of the keys that are known, with values that mostly are not what they should be.
fn bag() -> impl Strategy<Value = Value> {
    const KEYS: [&str; 24] = [
        "candles",
        "text",
        "name",
        "points",
        "peak_from",
        "funding",
        "venues",
        "rate",
        "venue",
        "interval_hours",
        "open_interest",
        "coins_before",
        "coins_after",
        "liquidations",
        "deleveraging",
        "adl",
        "stablecoins",
        "days",
        "key_level",
        "lower_usd",
        "claims",
        "readings",
        "shares",
        "fiat",
    ];
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::Bool),
        any::<i64>().prop_map(Value::Int),
        any::<f64>().prop_map(Value::Float),
        prop_oneof!["-?[0-9]{1,30}(\\.[0-9]{1,20})?", "[a-z,\n0-9\\[{]{0,20}", "2025-11-0[1-9]"]
            .prop_map(Value::Text),
    ];
    let tree = leaf.prop_recursive(4, 40, 6, |inner| {
        let entry = (proptest::sample::select(KEYS.to_vec()), inner.clone());
        let entry = entry.prop_map(|(key, value)| (key.to_owned(), value));
        prop_oneof![
            proptest::collection::vec(inner, 0..4).prop_map(Value::List),
            proptest::collection::vec(entry, 0..5).prop_map(Value::Map),
        ]
    });
    let entry = (proptest::sample::select(KEYS.to_vec()), tree);
    let entry = entry.prop_map(|(key, value)| (key.to_owned(), value));
    proptest::collection::vec(entry, 0..5).prop_map(Value::Map)
}

/// A random formula over `a` and `b`, and its value where it does not divide by zero.
fn formula(seed: &mut u64, depth: u32, a: i64, b: i64) -> (String, Option<BigRational>) {
    *seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
    let choice = (*seed >> 33) % if depth > 3 { 3 } else { 8 };
    let mut next = || formula(seed, depth + 1, a, b);
    let whole = |n: i64| Some(BigRational::from(BigInt::from(n)));
    match choice {
        0 => ("a".to_owned(), whole(a)),
        1 => ("b".to_owned(), whole(b)),
        2 => ("0.25".to_owned(), Some(rational("0.25"))),
        3 => {
            let (text, value) = next();
            (format!("-({text})"), value.map(|value| -value))
        }
        4..=6 => {
            let ((left, x), (right, y)) = (next(), next());
            let sign = ['+', '-', '*'][usize::try_from(choice).unwrap() - 4];
            let value = x.zip(y).map(|(x, y)| match sign {
                '+' => x + y,
                '-' => x - y,
                _ => x * y,
            });
            (format!("({left} {sign} {right})"), value)
        }
        _ => {
            let ((left, x), (right, y)) = (next(), next());
            let value = x.zip(y).filter(|(_, y)| !y.is_zero()).map(|(x, y)| x / y);
            (format!("({left}) / ({right})"), value)
        }
    }
}
