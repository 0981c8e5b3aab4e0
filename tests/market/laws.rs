//! Laws of the map on random markets.

use proptest::prelude::*;
use washout::event::Side;
use washout::market::HOUR_MS;
use washout::market::map::{Bar, COHORTS, Heat, Passage, Turnover};

use super::vectors::near;

/// One hour: hours since the last one, four moves in tenths of a percent, and open interest.
type Step = (u8, [i16; 3], u32);

pub(super) fn steps(max: usize) -> impl Strategy<Value = Vec<Step>> {
    let hours = prop_oneof![12 => Just(1_u8), 1 => 2..40_u8];
    let moves = (-20..=20_i16, 0..=15_i16, 0..=15_i16).prop_map(|(a, b, c)| [a, b, c]);
    prop::collection::vec((hours, moves, 0..2_000_u32), 2..max)
}

/// A market of these steps, which begins at 100 × `scale` USD and so many milliseconds.
pub(super) fn bars(steps: &[Step], scale: f64, from_ms: i64) -> Vec<Bar> {
    let (mut time, mut close) = (from_ms, 100.0 * scale);
    let mut bar = |(hours, [drift, up, down], interest): &Step| {
        time += i64::from(*hours) * HOUR_MS;
        let last = close;
        close *= 1.0 + f64::from(*drift) / 1000.0;
        let high = last.max(close) * (1.0 + f64::from(*up) / 1000.0);
        let low = last.min(close) * (1.0 - f64::from(*down) / 1000.0);
        Bar::new(time, [high, low, close], f64::from(*interest) * 1e6).unwrap()
    };
    steps.iter().map(&mut bar).collect()
}

fn run(bars: &[Bar]) -> (Turnover, Vec<Passage>) {
    let mut map = Turnover::new();
    let passages = bars.iter().map(|bar| map.push(bar).unwrap()).collect();
    (map, passages)
}

const SIDES: [Side; 2] = [Side::Long, Side::Short];

fn last(bars: &[Bar]) -> f64 {
    bars.last().unwrap().close()
}

fn evenly(from: f64, to: f64, bins: u32) -> Vec<f64> {
    (0..=bins).map(|i| from + (to - from) * f64::from(i) / f64::from(bins)).collect()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn the_rungs_of_a_ladder_make_all_of_it(steps in steps(60), rungs in 1..60_u32) {
        let bars = bars(&steps, 1.0, 0);
        let (map, _) = run(&bars);
        let edges = evenly(0.0, 0.3, rungs);
        for side in SIDES {
            let ladder = map.ladder(side, last(&bars), &edges);
            let far = if side == Side::Long { 1.0 - 0.3 } else { 1.0 + 0.3 };
            let whole = map.swept(side, last(&bars) * far);
            near(ladder.iter().sum(), whole, whole, "the sum");
            prop_assert!(ladder.iter().all(|usd| *usd >= 0.0));
        }
    }

    #[test]
    fn nothing_is_left_where_price_has_just_been(steps in steps(60), extra in 1..30_u32) {
        // An hour without a range leaves no positions, so what it swept stays swept.
        let all = bars(&steps, 1.0, 0);
        let (mut map, _) = run(&all);
        let close = last(&all);
        let time = all.last().unwrap().time_ms() + HOUR_MS;
        let low = close * (1.0 - f64::from(extra) / 1000.0);
        map.push(&Bar::new(time, [low; 3], 1e9).unwrap()).unwrap();
        prop_assert_eq!(map.swept(Side::Long, low), 0.0);
        for share in [0.1, 0.5, 0.9] {
            prop_assert_eq!(map.swept(Side::Long, low + share * (close - low)), 0.0);
        }
        // New turnover there is new mass.
        let again = Bar::new(time + HOUR_MS, [close, low, close], 1e9).unwrap();
        map.push(&again).unwrap();
        prop_assert!(map.swept(Side::Long, low) > 0.0);
    }

    #[test]
    fn the_time_of_day_does_not_matter(steps in steps(40), shift in 0..1_000_000_000_i64) {
        prop_assert_eq!(run(&bars(&steps, 1.0, 0)).1, run(&bars(&steps, 1.0, shift)).1);
    }

    #[test]
    fn the_unit_of_price_does_not_matter(steps in steps(40), power in -20..20_i32) {
        // Exactly so for powers of two, which no float rounds.
        let scale = 2_f64.powi(power);
        let (one, other) = (bars(&steps, 1.0, 0), bars(&steps, scale, 0));
        let ((map, passages), (scaled, same)) = (run(&one), run(&other));
        prop_assert_eq!(&passages, &same);
        for side in SIDES {
            let edges = evenly(0.0, 0.25, 9);
            let ladder = map.ladder(side, last(&one), &edges);
            prop_assert_eq!(ladder, scaled.ladder(side, last(&other), &edges));
        }
        // Elsewhere to what rounding does to the root of a distance of nothing.
        let whole: f64 = map.masses().sum();
        for (passage, same) in passages.iter().zip(run(&bars(&steps, 100.0, 0)).1) {
            prop_assert!((passage.long - same.long).abs() <= 1e-6 * whole.max(1e6));
            prop_assert!((passage.short - same.short).abs() <= 1e-6 * whole.max(1e6));
        }
    }

    #[test]
    fn without_open_interest_there_is_no_map(steps in steps(40)) {
        let steps: Vec<Step> = steps.into_iter().map(|(hours, moves, _)| (hours, moves,
            0)).collect();
        let (map, passages) = run(&bars(&steps, 1.0, 0));
        prop_assert!(passages.iter().all(|passage| (passage.long, passage.short) == (0.0, 0.0)));
        prop_assert_eq!(map.swept(Side::Long, 1.0), 0.0);
    }

    #[test]
    fn a_missing_hour_is_an_hour_in_which_nothing_happened(steps in steps(40), at in 0..40_usize) {
        // In place of the missing hour, one without a range at the last close and nothing to open.
        let mut whole = bars(&steps, 1.0, 0);
        let at = 1 + at % (whole.len() - 1);
        for bar in &mut whole[at..] {
            *bar = later(bar, 1);
        }
        let before = whole[at - 1];
        let still = Bar::new(before.time_ms() + HOUR_MS, [before.close(); 3], 0.0).unwrap();
        let mut filled = whole.clone();
        filled.insert(at, still);
        let ((gapped, passages), (map, _)) = (run(&whole), run(&filled));
        prop_assert!(passages[at].after_gap);
        for side in SIDES {
            let edges = evenly(0.0, 0.25, 9);
            let close = last(&whole);
            prop_assert_eq!(gapped.ladder(side, close, &edges), map.ladder(side, close, &edges));
        }
    }

    #[test]
    fn bins_over_time_hold_what_lies_between_their_edges(steps in steps(50), bins in 1..80_u32) {
        let bars = bars(&steps, 1.0, 0);
        // Some prices leave the grid at either end.
        let edges = evenly(last(&bars) * 0.85, last(&bars) * 1.1, bins);
        let mut heat = Heat::new(&edges).unwrap();
        for bar in &bars {
            heat.push(bar).unwrap();
            holds(&heat, &edges);
        }
    }
}

/// The same bar so many hours later.
fn later(bar: &Bar, hours: i64) -> Bar {
    bar.at(bar.time_ms() + hours * HOUR_MS)
}

/// Each bin holds the difference of S at its edges, and all of them what lies between the ends.
/// A difference is no finer than the rounding of what it is taken from, hence the largest S.
fn holds(heat: &Heat, edges: &[f64]) {
    let bins = edges.len() - 1;
    for (side, [long, short]) in [(Side::Long, [1.0, 0.0]), (Side::Short, [0.0, 1.0])] {
        let mut row = vec![0.0; bins];
        heat.add_to(&mut row, long, short);
        let swept: Vec<f64> = edges.iter().map(|edge| heat.map().swept(side, *edge)).collect();
        let scale = 1e2 * swept.iter().fold(10.0_f64, |largest, at| largest.max(at.abs()));
        for (index, found) in row.iter().enumerate() {
            let expected = (swept[index + 1] - swept[index]).abs();
            near(*found, expected, scale, "a bin");
        }
        let whole = (swept[bins] - swept[0]).abs();
        near(row.iter().sum(), whole, scale, "all bins");
    }
}

/// A walk of `count` hours, the same every time.
pub(super) fn walk(count: usize) -> Vec<Bar> {
    let mut x = 7_u32;
    let mut next = |below: i16| {
        x = x.wrapping_mul(1_103_515_245).wrapping_add(12_345) % (1 << 31);
        i16::try_from((x >> 8) % u32::try_from(below).unwrap()).unwrap()
    };
    let step = |_| (1, [next(21) - 10, next(8), next(8)], u32::try_from(next(900)).unwrap());
    bars(&(0..count).map(step).collect::<Vec<Step>>(), 1.0, 0)
}

#[test]
fn bins_let_go_of_what_is_forgotten() {
    let bars = walk(COHORTS + 300);
    let edges = evenly(last(&bars) * 0.6, last(&bars) * 1.6, 120);
    let mut heat = Heat::new(&edges).unwrap();
    for bar in &bars {
        heat.push(bar).unwrap();
    }
    holds(&heat, &edges);
    // Once all cohorts that held anything are forgotten, only rounding is left.
    let (mut last, mut max) = (*bars.last().unwrap(), vec![0.0; 120]);
    heat.add_to(&mut max, 1.0, 1.0);
    for _ in 0..COHORTS {
        last = later(&last, 1);
        let still = Bar::new(last.time_ms(), [last.close(); 3], 0.0).unwrap();
        heat.push(&still).unwrap();
    }
    let mut row = vec![0.0; 120];
    heat.add_to(&mut row, 1.0, 1.0);
    for (left, max) in row.iter().zip(&max) {
        assert!((0.0..=1e-9 * max.max(1.0)).contains(left), "{left} of {max}");
    }
}

#[test]
fn an_hour_that_comes_too_late_is_refused_and_changes_nothing() {
    let bars = walk(30);
    let (mut map, _) = run(&bars);
    let before = map.swept(Side::Long, 1.0);
    assert_eq!(map.push(&bars[29]).unwrap_err().code(), "CONFLICT");
    assert_eq!(map.push(&bars[3]).unwrap_err().code(), "CONFLICT");
    assert_eq!(map.swept(Side::Long, 1.0), before);
    for prices in [[1.0, 2.0, 1.5], [2.0, 0.0, 1.0], [2.0, 1.0, 3.0], [f64::NAN, 1.0, 1.0]] {
        assert_eq!(Bar::new(0, prices, 0.0).unwrap_err().code(), "OUT_OF_RANGE");
    }
    for edges in
        [&[1.0][..], &[], &[2.0, 1.0], &[0.0, 1.0], &[1.0, f64::NAN], &[1.0, f64::INFINITY]]
    {
        assert_eq!(Heat::new(edges).unwrap_err().code(), "OUT_OF_RANGE");
    }
}
