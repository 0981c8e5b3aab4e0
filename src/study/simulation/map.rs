//! What waits at which price.

use super::outcome::Simulation;
use super::span::span;
use crate::cascade::{Axis, Direction, Ladder};
use crate::scenario::{BookSpec, Scenario};

/// Bins to each side of the price.
const BINS: u32 = 100;

/// How many USD can be liquidated at which price, on both sides, in bins from the lowest price to
/// the highest.
///
/// ```
/// use washout::scenario::Scenario;
/// use washout::study::simulation::Simulation;
///
/// let scenario = Scenario::preset("2025-11-04")?;
/// let map = Simulation::of(&scenario)?.map();
/// assert_eq!((map.prices.len(), map.longs.len()), (201, 200));
/// // Longs are closed below the price, shorts above it.
/// assert!(map.longs[100..].iter().all(|usd| *usd == 0.0));
/// assert!(map.shorts[..100].iter().all(|usd| *usd == 0.0));
/// # Ok::<(), washout::error::Error>(())
/// ```
#[derive(Clone, Debug, PartialEq)]
pub struct LiquidationMap {
    /// How far it reaches to each side, as a displacement.
    pub span: f64,
    /// The edges of the bins, in USD, rising; the middle one is the price before.
    pub prices: Vec<f64>,
    /// USD of longs in each bin.
    pub longs: Vec<f64>,
    /// USD of shorts in each bin.
    pub shorts: Vec<f64>,
    /// USD of longs from the price out to each edge.
    pub longs_within: Vec<f64>,
    /// USD of shorts from the price out to each edge.
    pub shorts_within: Vec<f64>,
}

impl Simulation<'_> {
    /// Density and running total of both sides over a grid of prices, out to every key level and
    /// to where the cascade ended.
    #[must_use]
    pub fn map(&self) -> LiquidationMap {
        let (scenario, model) = (self.response().scenario(), self.response().model());
        let levels = scenario.levels.iter().map(|level| model.axis.displacement(level.get()));
        let span = span(levels.chain([self.outcome().displacement]));
        let down = model.axis.facing(Direction::Down);
        let up = model.axis.facing(Direction::Up);
        let ahead = model.cascade.ladder();
        let falling = model.axis.direction() == Direction::Down;
        let (longs, shorts) = if falling { (ahead, &model.behind) } else { (&model.behind, ahead) };
        let mut prices: Vec<f64> = edges(&down, span).into_iter().rev().collect();
        prices.extend(edges(&up, span).into_iter().skip(1));
        let (mut longs_within, mut shorts_within) =
            (totals(scenario, &down, longs, span), totals(scenario, &up, shorts, span));
        let zeros = vec![0.0; BINS as usize];
        let mut longs = differences(&longs_within);
        longs.reverse();
        longs.extend(&zeros);
        let mut shorts = zeros.clone();
        shorts.extend(differences(&shorts_within));
        longs_within.reverse();
        longs_within.extend(&zeros);
        shorts_within.splice(0..0, zeros);
        LiquidationMap { span, prices, longs, shorts, longs_within, shorts_within }
    }
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

    #[test]
    fn the_map_holds_both_sides_of_the_price() {
        let scenario = Scenario::preset("2025-11-04").unwrap();
        let simulation = Simulation::of(&scenario).unwrap();
        let map = simulation.map();
        let (price, long, short) = (&map.prices, &map.longs, &map.shorts);
        assert_eq!((price.len(), long.len(), short.len()), (201, 200, 200));
        assert!(price.windows(2).all(|pair| pair[0] < pair[1]));
        assert!(long[..100].iter().sum::<f64>() > 0.0 && long[100..].iter().all(|&x| x == 0.0));
        assert!(short[100..].iter().sum::<f64>() > 0.0 && short[..100].iter().all(|&x| x == 0.0));
        let total = &map.longs_within;
        assert_eq!((total.len(), total[100]), (201, 0.0));
        // To the rung of the 401 that stands next to the edge.
        let ladder = simulation.response().model().cascade.ladder();
        assert!((total[0] - ladder.within(0.25)).abs() < ladder.total() / 401.0);
    }
}
