//! The map against numbers made elsewhere: by exact decimals here, and by the shared vectors where
//! they are present.

use serde_json::Value as Json;
use washout::event::Side;
use washout::market::HOUR_MS;
use washout::market::map::{Bar, Turnover};

use super::oracle::{Fine, Hour, Oracle};
use crate::shared;

const NANO: i64 = 1_000_000_000;
const EDGES: [&str; 8] = ["0", "0.0025", "0.005", "0.01", "0.02", "0.05", "0.1", "0.2"];

/// Hours from a 31-bit linear congruential generator, with hours without a range, gaps and open
/// interest that is not known. Prices have nine places, so that none falls on an entry: there the
/// root of a rounding error would show.
fn hours(count: u32, seed: u32) -> Vec<Hour> {
    let mut x = seed;
    let mut next = |below: i64| {
        x = x.wrapping_mul(1_103_515_245).wrapping_add(12_345) % (1 << 31);
        i64::from(x >> 8) % below
    };
    let nanos = |nanos: i64| Fine::of(&format!("{}.{:09}", nanos / NANO, nanos % NANO));
    let (mut close, mut number) = (100 * NANO, 0_u64);
    let mut hours = Vec::new();
    for index in 0..count {
        let [up, down, drift] = [0; 3].map(|_| next(1_200) * 1_000_003 + next(1_000_003));
        let last = close;
        close = (last + 2 * drift - NANO * 12 / 10).max(50 * NANO);
        let (low, high) = (last.min(close) - down, last.max(close) + up);
        let quiet = index % 17 == 5;
        let prices = if quiet { [close; 3] } else { [high, low, close] };
        let known = index % 7 != 3 && index > 0;
        let open_interest = known.then(|| Fine::of(&(900_000_000 + next(200_000_000)).to_string()));
        hours.push(Hour { number, prices: prices.map(nanos), open_interest });
        number += if index % 19 == 11 { 1 + u64::try_from(next(30)).unwrap() } else { 1 };
    }
    hours
}

fn bar(Hour { number, prices, open_interest }: &Hour) -> Bar {
    let [high, low, close] = [0, 1, 2].map(|index| prices[index].float());
    let time = i64::try_from(*number).unwrap() * HOUR_MS;
    Bar::new(time, [high, low, close], open_interest.as_ref().map_or(f64::NAN, Fine::float))
        .unwrap()
}

/// Fails unless the numbers agree to 1e-12 of the larger scale.
pub(super) fn near(found: f64, expected: f64, whole: f64, what: &str) {
    let max = 1e-12 * expected.abs().max(1e-3 * whole.abs());
    assert!((found - expected).abs() <= max, "{what}: {found} instead of {expected}");
}

fn agree(hours: &[Hour]) {
    let oracle = Oracle::run(hours);
    let mut map = Turnover::new();
    for (hour, (long, short, after_gap)) in hours.iter().zip(&oracle.passages) {
        let found = map.push(&bar(hour)).unwrap();
        let whole = map.masses().sum();
        near(found.long, long.float(), whole, "longs of an hour");
        near(found.short, short.float(), whole, "shorts of an hour");
        assert_eq!(found.after_gap, *after_gap);
    }
    for (mass, expected) in map.masses().zip(oracle.long.masses()) {
        near(mass, expected, 0.0, "a mass");
    }
    let close = &hours.last().unwrap().prices[2];
    let edges = EDGES.map(|edge| edge.parse::<f64>().unwrap());
    for (side, exact) in [(Side::Long, &oracle.long), (Side::Short, &oracle.short)] {
        let one = Fine::of("1");
        let swept = EDGES.map(|edge| {
            let edge = Fine::of(edge);
            let share = if side == Side::Long { one.minus(&edge) } else { one.plus(&edge) };
            exact.swept(&close.times(&share))
        });
        let ladder = map.ladder(side, close.float(), &edges);
        let whole = swept[7].float();
        for (index, found) in ladder.iter().enumerate() {
            let expected = swept[index + 1].minus(&swept[index]).float();
            near(*found, expected, whole, "a rung");
        }
    }
}

#[test]
fn the_map_is_that_of_exact_decimals() {
    for seed in [1, 2, 3] {
        agree(&hours(70, seed));
    }
}

#[test]
fn the_oldest_cohort_is_forgotten_after_720_hours() {
    // Nobody trades after the first twelve hours, of which two are forgotten at the end.
    let mut long = hours(722, 4);
    for hour in &mut long[12..] {
        hour.open_interest = Some(Fine::zero());
    }
    agree(&long);
}

#[test]
fn a_gap_of_more_than_720_hours_ages_as_720_do() {
    let mut long = hours(12, 5);
    for hour in &mut long[6..] {
        hour.number += 5_000;
    }
    agree(&long);
}

fn floats(json: &Json, key: &str) -> Vec<f64> {
    json[key].as_array().unwrap().iter().map(|number| number.as_f64().unwrap()).collect()
}

#[test]
fn the_shared_vectors_agree() {
    let Some(text) = shared::read("map/vectors.json") else { return };
    let json: Json = serde_json::from_str(&text).unwrap();
    let vectors = json["vectors"].as_array().unwrap();
    assert!(vectors.len() >= 6);
    for vector in vectors {
        check_vector(vector);
    }
}

fn check_vector(vector: &Json) {
    let expect = &vector["expect"];
    let mut map = Turnover::new();
    let mut close = 0.0;
    for (index, candle) in vector["candles"].as_array().unwrap().iter().enumerate() {
        let number = |key: &str| candle[key].as_f64().unwrap_or(f64::NAN);
        close = number("close");
        let prices = [number("high"), number("low"), close];
        let time = candle["ts"].as_i64().unwrap();
        let found = map.push(&Bar::new(time, prices, number("oi_usd")).unwrap()).unwrap();
        near(found.long, floats(expect, "S_long")[index], 0.0, "S_long");
        near(found.short, floats(expect, "S_short")[index], 0.0, "S_short");
        assert_eq!(Some(found.after_gap), expect["after_gap"][index].as_bool());
    }
    let edges = floats(expect, "edges");
    for (side, ladder, probes) in
        [(Side::Long, "ladder_long", "probe_long"), (Side::Short, "ladder_short", "probe_short")]
    {
        let whole: f64 = floats(expect, ladder).iter().sum();
        for (found, expected) in map.ladder(side, close, &edges).iter().zip(floats(expect, ladder))
        {
            near(*found, expected, whole, ladder);
        }
        let probe = floats(expect, "probe")[usize::from(side == Side::Short)];
        near(map.swept(side, probe), floats(expect, probes)[0], whole, probes);
    }
    for (found, expected) in map.masses().zip(floats(expect, "mass")) {
        near(found, expected, 0.0, "mass");
    }
}
