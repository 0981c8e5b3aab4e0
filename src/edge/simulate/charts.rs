//! The columns of the liquidation map and of the sweep over shocks.

use super::{Asked, Direction, Model, Outcome};
use crate::cascade::{Axis, Ladder};
use crate::scenario::{BookSpec, Scenario};
use crate::value::{Value, record};

/// Bins of the map to each side of the price.
const BINS: u32 = 100;
/// Shocks of the sweep, besides zero.
const SHOCKS: u32 = 120;
/// Widths that the charts can have, as displacements: few, so that they stand still while a
/// slider moves.
const SPANS: [f64; 3] = [0.25, 0.5, 0.99];

/// Density and running total of both sides over a grid of prices.
pub(super) fn map(scenario: &Scenario, model: &Model, outcome: &Outcome) -> Value {
    let levels = scenario.levels.iter().map(|level| model.axis.displacement(level.get()));
    let span = span(levels.chain([outcome.displacement]));
    let down = model.axis.facing(Direction::Down);
    let up = model.axis.facing(Direction::Up);
    let ahead = model.cascade.ladder();
    let falling = model.axis.direction() == Direction::Down;
    let (longs, shorts) = if falling { (ahead, &model.behind) } else { (&model.behind, ahead) };
    let mut price: Vec<f64> = edges(&down, span).into_iter().rev().collect();
    price.extend(edges(&up, span).into_iter().skip(1));
    let (mut long_total, mut short_total) =
        (totals(scenario, &down, longs, span), totals(scenario, &up, shorts, span));
    let zeros = vec![0.0; BINS as usize];
    let mut long_bins = differences(&long_total);
    long_bins.reverse();
    long_bins.extend(&zeros);
    let mut short_bins = zeros.clone();
    short_bins.extend(differences(&short_total));
    long_total.reverse();
    long_total.extend(&zeros);
    short_total.splice(0..0, zeros);
    record![
        ("span", span),
        ("price_usd", price),
        ("long_usd", long_bins),
        ("short_usd", short_bins),
        ("long_cumulative_usd", long_total),
        ("short_cumulative_usd", short_total),
    ]
}

/// The outcome over shocks from zero to beyond the one shown, and where it turns critical.
pub(super) fn sweep(asked: &Asked, critical_usd: f64) -> Value {
    let span = span([asked.model.shock].into_iter());
    let axis = &asked.model.axis;
    let shocks: Vec<f64> = (0..=SHOCKS).map(|i| span * f64::from(i) / f64::from(SHOCKS)).collect();
    let outcomes: Vec<_> = shocks.iter().map(|&s| asked.outcome(s)).collect();
    let critical = asked.critical_shock(critical_usd);
    let endless = outcomes.iter().find(|o| axis.saturated(o.displacement));
    record![
        ("shock", super::column(&outcomes, |o| axis.to_move(o.shock))),
        ("displacement", super::column(&outcomes, |o| o.displacement)),
        ("move", super::column(&outcomes, |o| axis.to_move(o.displacement))),
        ("final_price_usd", super::column(&outcomes, |o| axis.price(o.displacement))),
        ("liquidated_usd", super::column(&outcomes, |o| o.liquidated)),
        ("saturated_shock", endless.map(|o| axis.to_move(o.shock))),
        ("critical_usd", critical_usd),
        ("critical_shock", critical.map(|s| axis.to_move(s))),
    ]
}

/// The narrowest span that holds every displacement with a tenth of it to spare.
fn span(displacements: impl Iterator<Item = f64>) -> f64 {
    let far = displacements.fold(0.0, f64::max) * 1.1;
    let [.., widest] = SPANS;
    SPANS.into_iter().find(|&span| span >= far).unwrap_or(widest)
}

fn edges(axis: &Axis, span: f64) -> Vec<f64> {
    (0..=BINS).map(|i| axis.price(edge(i, span))).collect()
}

fn edge(index: u32, span: f64) -> f64 {
    span * f64::from(index) / f64::from(BINS)
}

/// USD out to each edge. What stands at the price itself counts from the first edge on.
fn totals(scenario: &Scenario, axis: &Axis, ladder: &Ladder, span: f64) -> Vec<f64> {
    let edges: Vec<f64> = (1..=BINS).map(|i| edge(i, span)).collect();
    let assumed = match &scenario.book {
        BookSpec::Synthetic(book) => book.cohorts().within(axis, ladder.total(), &edges),
        _ => None,
    };
    let stated = || edges.iter().map(|&u| ladder.within(u)).collect();
    let mut totals = assumed.unwrap_or_else(stated);
    totals.insert(0, 0.0);
    totals
}

fn differences(totals: &[f64]) -> Vec<f64> {
    totals.iter().zip(totals.iter().skip(1)).map(|(near, far)| far - near).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::error::Result;

    fn read(overrides: Value) -> Result<(Scenario, Model)> {
        let scenario = Scenario::read(overrides)?;
        let model = scenario.build()?;
        Ok((scenario, model))
    }

    #[test]
    fn a_sweep_measures_shocks_and_ends_alike_and_says_where_nothing_stops_it() {
        let asked = |impact: &str, coordinate: &str| {
            let bag = Value::map([("washout", 1_i64.into()), ("preset", "2025-11-04".into())])
                .with("coordinate", coordinate)
                .with("impact", Value::map([("usd_per_percent", impact.into())]));
            crate::edge::simulate::simulate(bag).unwrap().get("sweep").unwrap().clone()
        };
        let floats = |sweep: &Value, key: &str| match sweep.get(key) {
            Some(Value::Floats(column)) => column.clone(),
            other => panic!("{key}: {other:?}"),
        };
        for coordinate in ["linear", "log"] {
            // Orders that move nothing: each shock ends where it pushes, whatever the scale.
            let sweep = asked("1000000000000000", coordinate);
            let (shocks, moves) = (floats(&sweep, "shock"), floats(&sweep, "move"));
            assert!(shocks.iter().zip(&moves).all(|(shock, end)| (shock - end).abs() < 1e-6));
            assert_eq!(sweep.get("saturated_shock"), Some(&Value::Null));
            // A book that stops nobody.
            let sweep = asked("100000", coordinate);
            let moves = floats(&sweep, "move");
            let Some(Value::Float(first)) = sweep.get("saturated_shock") else { panic!() };
            let at = floats(&sweep, "shock").iter().position(|shock| shock == first).unwrap();
            let [before, after] = [&moves[..at], &moves[at..]];
            assert!(before.iter().all(|&end| end < 0.99));
            assert!(after.iter().all(|&end| (end - 0.99).abs() < 1e-12));
        }
    }

    #[test]
    fn the_map_holds_both_sides_of_the_price() {
        let bag = Value::map([("washout", 1_i64.into()), ("preset", "2025-11-04".into())]);
        let (scenario, model) = read(bag).unwrap();
        let outcome = model.cascade.outcome(model.shock);
        let map = map(&scenario, &model, &outcome);
        let floats = |key: &str| match map.get(key) {
            Some(Value::Floats(column)) => column.clone(),
            other => panic!("{key}: {other:?}"),
        };
        let (price, long, short) = (floats("price_usd"), floats("long_usd"), floats("short_usd"));
        assert_eq!((price.len(), long.len(), short.len()), (201, 200, 200));
        assert!(price.windows(2).all(|pair| pair[0] < pair[1]));
        assert!(long[..100].iter().sum::<f64>() > 0.0 && long[100..].iter().all(|&x| x == 0.0));
        assert!(short[100..].iter().sum::<f64>() > 0.0 && short[..100].iter().all(|&x| x == 0.0));
        let total = floats("long_cumulative_usd");
        assert_eq!((total.len(), total[100]), (201, 0.0));
        // To the rung of the 401 that stands next to the edge.
        let ladder = model.cascade.ladder();
        assert!((total[0] - ladder.within(0.25)).abs() < ladder.total() / 401.0);
    }
}
