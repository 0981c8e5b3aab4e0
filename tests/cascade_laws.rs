//! The laws of the cascade on thousands of random books, against a brute force that shares no
//! code with the engine: it scans every rung in every round and sums in its own order.

use proptest::prelude::*;
use washout::cascade::{
    Axis, Cascade, Coordinate, Direction, Ladder, MOST_LINEAR, Resilience, TOUCH,
};
use washout::impact::{Impact, Levels, Linear};

use crate::books::{depths, smooth};

/// A book on a grid of tenths of a percent, so that ties and exact touches are common.
fn books() -> impl Strategy<Value = Vec<(f64, f64)>> {
    let rung = (0..200_u32, 1..40_u32).prop_map(|(u, n)| (f64::from(u) / 1000.0, f64::from(n)));
    prop::collection::vec(rung, 0..15)
}

fn shocks() -> impl Strategy<Value = f64> {
    (0..150_u32).prop_map(|s| f64::from(s) / 1000.0)
}

fn impacts() -> impl Strategy<Value = Impact> {
    let levels = prop::collection::vec((1..30_u32, 1..60_u32), 1..8).prop_map(|steps| {
        let mut u = 0;
        let level = |(du, usd): (u32, u32)| {
            u += du;
            (f64::from(u) / 1000.0, f64::from(usd))
        };
        let levels: Vec<_> = steps.into_iter().map(level).collect();
        Impact::Levels(Levels::new(&levels, Some(f64::from(u + 50) / 1000.0)).unwrap())
    });
    let smooth = (depths(), 0..4_u32).prop_map(|(depth, kind)| smooth(kind, depth));
    prop_oneof![
        1 => Just(Impact::None),
        3 => depths().prop_map(|depth| Impact::Linear(Linear::new(depth).unwrap())),
        3 => smooth,
        1 => levels,
    ]
}

fn flows() -> impl Strategy<Value = f64> {
    prop::sample::select(vec![1.0, 1.0, 1.5, 2.0, 0.5, 0.0])
}

fn cascade(book: &[(f64, f64)], impact: &Impact, flow: f64) -> Cascade {
    let (u, n): (Vec<f64>, Vec<f64>) = book.iter().copied().unzip();
    Cascade::new(Ladder::new(&u, &n).unwrap(), impact.clone(), flow).unwrap()
}

/// The definition: rescan everything until nothing new fires. (fired, liquidated, u, rounds)
fn brute(book: &[(f64, f64)], impact: &Impact, flow: f64, s: f64) -> (usize, f64, f64, usize) {
    let mut fired = vec![false; book.len()];
    let (mut u, mut rounds) = (s, 0);
    loop {
        let mut any = false;
        for (index, (threshold, _)) in book.iter().enumerate() {
            if !fired[index] && *threshold <= u + TOUCH {
                fired[index] = true;
                any = true;
            }
        }
        let all = book.iter().zip(&fired).filter(|(_, fired)| **fired);
        let total: f64 = all.map(|((_, n), _)| n).sum();
        let count = fired.iter().filter(|fired| **fired).count();
        if !any {
            return (count, total, u, rounds);
        }
        rounds += 1;
        u = s + impact.displacement(flow * total);
    }
}

/// One rung at a time, nearest first.
fn domino(book: &[(f64, f64)], impact: &Impact, flow: f64, s: f64) -> f64 {
    let mut sorted = book.to_vec();
    sorted.sort_by(|a, b| a.0.total_cmp(&b.0));
    let mut total = 0.0;
    for (u, n) in sorted {
        if u > s + impact.displacement(flow * total) + TOUCH {
            break;
        }
        total += n;
    }
    total
}

fn near(left: f64, right: f64) -> bool {
    (left - right).abs() <= 1e-12 * left.abs().max(right.abs()).max(1.0)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 3000, ..ProptestConfig::default() })]

    /// 1, 2, 11, 13: table = rounds = domino; a fixed point, the least; nothing new on a rerun;
    /// no more rounds than thresholds.
    #[test]
    fn the_table_is_the_least_fixed_point(
        book in books(), impact in impacts(), flow in flows(), s in shocks(),
    ) {
        let fast = cascade(&book, &impact, flow);
        let outcome = fast.outcome(s);
        let (count, total, u, rounds) = brute(&book, &impact, flow, s);
        prop_assert_eq!(outcome.fired, count);
        prop_assert_eq!(outcome.liquidated, total);
        prop_assert!(near(outcome.displacement, u));
        prop_assert_eq!(domino(&book, &impact, flow, s), total);
        let displayed = fast.rounds(s);
        prop_assert_eq!(displayed.len(), rounds);
        let distinct: std::collections::BTreeSet<u64> =
            book.iter().map(|(u, _)| u.to_bits()).collect();
        prop_assert!(rounds <= distinct.len());
        let inside: f64 =
            book.iter().filter(|(t, _)| *t <= outcome.displacement + TOUCH).map(|(_, n)| n).sum();
        prop_assert_eq!(inside, outcome.liquidated);
    }

    /// 3: a larger shock never liquidates less nor ends nearer.
    #[test]
    fn more_shock_more_cascade(
        book in books(), impact in impacts(), flow in flows(), s in shocks(), more in shocks(),
    ) {
        let fast = cascade(&book, &impact, flow);
        let (small, large) = (fast.outcome(s), fast.outcome(s + more));
        prop_assert!(large.liquidated >= small.liquidated);
        prop_assert!(large.displacement >= small.displacement);
    }

    /// 4, 8: more depth never more cascade; sizes and depth times three change nothing.
    #[test]
    fn depth_dampens_and_only_the_ratio_counts(
        book in books(), depth in depths(), kind in 0..4_u32, s in shocks(),
    ) {
        let at = |book: &[(f64, f64)], depth: f64| {
            cascade(book, &smooth(kind, depth), 1.0).outcome(s)
        };
        let (thin, deep) = (at(&book, depth), at(&book, depth * 2.0));
        prop_assert!(deep.liquidated <= thin.liquidated && deep.displacement <= thin.displacement);
        let tripled: Vec<_> = book.iter().map(|(u, n)| (*u, 3.0 * n)).collect();
        let scaled = at(&tripled, depth * 3.0);
        prop_assert_eq!(scaled.fired, thin.fired);
        prop_assert!(near(scaled.displacement, thin.displacement));
    }

    /// 5: more flow, larger positions and nearer thresholds never make it smaller.
    #[test]
    fn flow_size_and_nearness_feed_it(
        book in books(), impact in impacts(), s in shocks(), which in any::<prop::sample::Index>(),
    ) {
        let base = cascade(&book, &impact, 1.0).outcome(s);
        let more = cascade(&book, &impact, 1.5).outcome(s);
        prop_assert!(more.liquidated >= base.liquidated && more.displacement >= base.displacement);
        if !book.is_empty() {
            let mut larger = book.clone();
            let index = which.index(book.len());
            larger[index].1 *= 2.0;
            let larger = cascade(&larger, &impact, 1.0).outcome(s);
            prop_assert!(larger.displacement >= base.displacement - 1e-12);
            let mut nearer = book.clone();
            nearer[index].0 *= 0.8;
            let nearer = cascade(&nearer, &impact, 1.0).outcome(s);
            prop_assert!(nearer.liquidated >= base.liquidated);
        }
    }

    /// 6, 7: without impact the shock alone counts; order and splitting change nothing, to the bit.
    #[test]
    fn order_and_splitting_change_nothing(
        book in books(), impact in impacts(), flow in flows(), s in shocks(),
    ) {
        let none = cascade(&book, &Impact::None, flow).outcome(s);
        prop_assert_eq!(none.displacement, s);
        prop_assert_eq!(none.liquidated, none.first_round);
        let whole = cascade(&book, &impact, flow).outcome(s);
        let split: Vec<_> =
            book.iter().rev().flat_map(|(u, n)| [(*u, n * 0.25), (*u, n * 0.75)]).collect();
        let parts = cascade(&split, &impact, flow).outcome(s);
        prop_assert_eq!(parts.liquidated.to_bits(), whole.liquidated.to_bits());
        prop_assert_eq!(parts.displacement.to_bits(), whole.displacement.to_bits());
        prop_assert_eq!(parts.fired, 2 * whole.fired);
    }

    /// 9: a rise against the mirrored book is the mirrored fall, in both coordinates.
    #[test]
    fn up_mirrors_down(book in books(), s in shocks()) {
        let impact = Impact::Linear(Linear::new(3000.0).unwrap());
        for coordinate in [Coordinate::Linear, Coordinate::Log] {
            let axis = |direction| Axis::new(100.0, direction, coordinate).unwrap();
            let (down, up) = (axis(Direction::Down), axis(Direction::Up));
            let mirrored = |price: f64| match coordinate {
                Coordinate::Linear => 200.0 - price,
                Coordinate::Log => 1e4 / price,
            };
            let prices: Vec<_> = book.iter().map(|(u, n)| (down.price(*u), *n)).collect();
            let side = |axis: &Axis, price: &dyn Fn(f64) -> f64| {
                let book: Vec<_> =
                    prices.iter().map(|(p, n)| (axis.displacement(price(*p)), *n)).collect();
                cascade(&book, &impact, 1.0).outcome(s)
            };
            let (fall, rise) = (side(&down, &|p| p), side(&up, &mirrored));
            prop_assert_eq!(fall.liquidated, rise.liquidated);
            prop_assert!(near(fall.displacement, rise.displacement));
        }
    }

    /// 10: two books together liquidate at least what each would alone.
    #[test]
    fn books_add_up_or_more(
        book in books(), other in books(), impact in impacts(), flow in flows(), s in shocks(),
    ) {
        let alone = cascade(&book, &impact, flow).outcome(s).liquidated
            + cascade(&other, &impact, flow).outcome(s).liquidated;
        let both: Vec<_> = book.iter().chain(&other).copied().collect();
        prop_assert!(cascade(&both, &impact, flow).outcome(s).liquidated >= alone - 1e-9);
    }

    /// 12: two shocks one after the other, the impact staying, are one shock.
    #[test]
    fn shocks_add(
        book in books(), depth in depths(), s in shocks(), more in shocks(),
    ) {
        let impact = Impact::Linear(Linear::new(depth).unwrap());
        let first = cascade(&book, &impact, 1.0).outcome(s);
        let left: Vec<_> = book
            .iter()
            .filter(|(u, _)| *u > first.displacement + TOUCH)
            .map(|(u, n)| (u - first.displacement, *n))
            .collect();
        let second = cascade(&left, &impact, 1.0).outcome(more);
        let once = cascade(&book, &impact, 1.0).outcome(s + more);
        let twice = first.liquidated + second.liquidated;
        prop_assert!(near(once.liquidated, twice), "{} {}", once.liquidated, twice);
        prop_assert!(near(once.displacement, first.displacement + second.displacement));
    }

    /// 14: the avalanches make up the whole ladder, in order, and each sets off at its shock.
    #[test]
    fn avalanches_make_up_the_ladder(book in books(), impact in impacts(), flow in flows()) {
        let fast = cascade(&book, &impact, flow);
        let blocks = fast.avalanches();
        let sum: f64 = blocks.iter().map(|block| block.notional).sum();
        prop_assert!(near(sum, fast.ladder().total()));
        prop_assert!(blocks.windows(2).all(|pair| pair[0].shock <= pair[1].shock));
        let mut so_far = 0.0;
        for block in &blocks {
            so_far += block.notional;
            prop_assert!(fast.outcome(block.shock).liquidated >= so_far - 1e-9);
            if block.shock > 1e-9 {
                let before = fast.outcome(block.shock - 1e-9).liquidated;
                prop_assert!(before <= so_far - block.notional + 1e-9);
            }
        }
    }

    /// 15: the smallest shock that liquidates X does, and a hair less does not; so for a level.
    #[test]
    fn reverse_questions_are_sharp(
        book in books(), impact in impacts(), flow in flows(), usd in 1..200_u32,
            level in 1..300_u32,
    ) {
        let fast = cascade(&book, &impact, flow);
        let usd = f64::from(usd);
        match fast.shock_to_liquidate(usd) {
            None => prop_assert!(brute(&book, &impact, flow, 10.0).1 < usd),
            Some(s) => {
                prop_assert!(brute(&book, &impact, flow, s).1 >= usd);
                if s > 1e-9 {
                    prop_assert!(brute(&book, &impact, flow, s - 1e-12).1 < usd);
                }
            }
        }
        let level = f64::from(level) / 1000.0;
        let s = fast.shock_to_reach(level);
        prop_assert!(brute(&book, &impact, flow, s).2 >= level - 1e-12);
        if s > 1e-9 {
            prop_assert!(brute(&book, &impact, flow, s - 1e-10).2 < level);
        }
    }

    /// The sale that tips it: the smallest order into the book as it is.
    #[test]
    fn the_tipping_sale_is_sharp(book in books(), depth in depths(), usd in 1..200_u32) {
        let impact = Impact::Linear(Linear::new(depth).unwrap());
        let fast = cascade(&book, &impact, 1.0);
        if let Some(sale) = fast.sale_to_liquidate(f64::from(usd)) {
            let after = |sale: f64| brute(&book, &impact, 1.0, sale / depth).1;
            prop_assert!(after(sale * (1.0 + 1e-12)) >= f64::from(usd));
            if sale > 1e-6 {
                prop_assert!(after(sale * (1.0 - 1e-9)) < f64::from(usd));
            }
        }
    }

    /// 17: without decay, or with all of it permanent, the timed form is the instant one.
    #[test]
    fn time_without_decay_changes_nothing(
        book in books(), depth in depths(), flow in flows(), s in shocks(), permanent in 0..=4_u32,
    ) {
        let impact = Impact::Linear(Linear::new(depth).unwrap());
        let instant = cascade(&book, &impact, flow);
        let permanent = f64::from(permanent) / 4.0;
        for (rho, permanent) in [(1.0, permanent), (0.3, 1.0)] {
            let resilience = Resilience::new(rho, permanent).unwrap();
            let timed = resilience.run(instant.ladder(), s, depth, flow).unwrap();
            prop_assert_eq!(timed.liquidated, instant.outcome(s).liquidated);
            prop_assert!(near(timed.last, instant.outcome(s).displacement));
            prop_assert!(timed.finished);
        }
        // A book that refills never liquidates more.
        let refills = Resilience::new(0.5, permanent).unwrap();
        let timed = refills.run(instant.ladder(), s, depth, flow).unwrap();
        prop_assert!(timed.liquidated <= instant.outcome(s).liquidated);
    }

    /// 18: bins as (largest threshold, sum) shift the outcome by no more than the bins are wide,
    /// on the side of less.
    #[test]
    fn bins_miss_by_less_than_their_width(
        book in books(), depth in depths(), s in shocks(),
    ) {
        let impact = Impact::Linear(Linear::new(depth).unwrap());
        let width = 0.004;
        let binned: Vec<_> =
            book.iter().map(|(u, n)| ((u / width - 1e-9).ceil() * width, *n)).collect();
        let exact = cascade(&book, &impact, 1.0);
        let coarse = cascade(&binned, &impact, 1.0);
        let (low, high) = (exact.outcome(s), exact.outcome(s + width + 1e-9));
        let between = coarse.outcome(s + width + 1e-9);
        prop_assert!(coarse.outcome(s).liquidated <= low.liquidated);
        prop_assert!(between.liquidated >= low.liquidated && between.liquidated <= high.liquidated);
    }
}

/// 19: nothing is ever NaN or infinite.
#[test]
fn edges_have_defined_results() {
    let depth = Impact::Linear(Linear::new(1e9).unwrap());
    let empty = cascade(&[], &depth, 1.0);
    let outcome = empty.outcome(0.05);
    assert_eq!((outcome.fired, outcome.liquidated, outcome.displacement), (0, 0.0, 0.05));
    assert_eq!((outcome.cascade_ratio(), empty.outcome(0.0).mechanical_share()), (None, None));
    assert_eq!(empty.outcome(0.0).amplification(), None);
    assert_eq!(empty.shock_to_reach(0.3), 0.3);
    assert!(empty.avalanches().is_empty() && empty.rounds(0.9).is_empty());
    assert_eq!(empty.gain(0.05), 0.0);
    // One rung of a quadrillion dollars goes beyond any price and says so.
    let giant = cascade(&[(0.05, 1e15)], &depth, 1.0);
    let axis = Axis::new(100.0, Direction::Down, Coordinate::Linear).unwrap();
    let u = giant.outcome(0.05).displacement;
    assert!(axis.saturated(u) && u.is_finite());
    assert!((axis.price(u) - 100.0 * (1.0 - MOST_LINEAR)).abs() < 1e-12);
    // Rungs at and beyond zero, and a shock of over 99 %.
    let far = cascade(&[(1.0, 10.0), (1.5, 10.0)], &depth, 1.0);
    assert_eq!(far.outcome(0.995).fired, 0);
    assert_eq!(far.outcome(1.0).fired, 1);
    for impact in [0, 1, 2, 3].map(|kind| smooth(kind, 1e-3)) {
        let outcome = cascade(&[(0.0, 1e15), (0.5, 1e15)], &impact, 100.0).outcome(0.99);
        assert!(outcome.displacement.is_finite() && outcome.liquidated == 2e15);
    }
}
