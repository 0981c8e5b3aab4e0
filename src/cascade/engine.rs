//! The liquidation engine: which positions are closed, in which order, at which price.
//!
//! Groups of the same threshold are closed in the order of their thresholds and share one fill,
//! so splitting a position changes nobody's price.
//!
//! - [`Engine::Market`]: everything is sold at once; a slice of the flow fills at its mean price.
//!   Ends at the least fixed point, like the table.
//! - [`Engine::BankruptcyLimit`]: a group is only sold while the mark stands at its bankruptcy
//!   price or better (Binance, Bybit); the insurance fund inherits the rest at that price. In a
//!   gap no forced order reaches the book: the cascade is muted and the fund pays. Defined by
//!   this process alone; no fixed point stands behind it.

use super::axis::{Axis, Coordinate};
use super::ladder::TOUCH;
use crate::error::{Kind, Result};
use crate::impact::Impact;

/// Panels of the quadrature that averages a price in the log coordinate.
const PANELS: u32 = 64;
/// Nodes and weights of the five-point Gauss–Legendre rule on −1 to 1.
const GAUSS: [(f64, f64); 5] = [
    (0.0, 0.568_888_888_888_888_9),
    (0.538_469_310_105_683_1, 0.478_628_670_499_366_5),
    (-0.538_469_310_105_683_1, 0.478_628_670_499_366_5),
    (0.906_179_845_938_664, 0.236_926_885_056_189_1),
    (-0.906_179_845_938_664, 0.236_926_885_056_189_1),
];

/// How the venue closes positions.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Engine {
    /// Sold into the book at any price.
    Market,
    /// Sold at the bankruptcy price or better; the fund takes over the rest.
    BankruptcyLimit,
}

/// What the engine sees of a position.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Stand {
    /// The displacement of its liquidation price, 0 or more.
    pub threshold: f64,
    /// The displacement of its bankruptcy price.
    pub bankruptcy: f64,
    /// Its size in USD at the price before the shock.
    pub notional: f64,
}

/// How one position was closed.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Fill {
    /// The part that was sold into the book, 0 to 1; the fund took over the rest.
    pub sold: f64,
    /// The mean price of that part, in USD.
    pub price: f64,
}

/// A run of the engine.
#[derive(Clone, Debug, PartialEq)]
pub struct Run {
    /// For each position, in the order given: how it was closed, or none.
    pub fills: Vec<Option<Fill>>,
    /// USD liquidated, at the price before the shock.
    pub liquidated: f64,
    /// USD that hit the book.
    pub flow: f64,
    /// Where the mark ends.
    pub displacement: f64,
}

impl Engine {
    /// Closes what the shock `s` and the forced orders themselves reach.
    ///
    /// # Errors
    /// A conflict when the limit engine is asked for a flow other than 1.
    pub fn run(
        self,
        axis: &Axis,
        impact: &Impact,
        flow: f64,
        s: f64,
        stands: &[Stand],
    ) -> Result<Run> {
        if self == Self::BankruptcyLimit && flow != 1.0 {
            let rule = "the bankruptcy limit engine needs a flow of 1: it counts its own orders";
            return Err(Kind::Conflict { rule }.into());
        }
        let mut fills = vec![None; stands.len()];
        let (mut sold_so_far, mut liquidated) = (0.0, 0.0);
        for group in self.groups(stands) {
            let Some(first) = group.first().and_then(|&i| stands.get(i)) else { continue };
            if first.threshold > s + impact.displacement(sold_so_far) + TOUCH {
                break;
            }
            let notional = sum(group.iter().filter_map(|&i| stands.get(i)).map(|x| x.notional));
            let until = match self {
                Self::Market => sold_so_far + flow * notional,
                Self::BankruptcyLimit => {
                    let room = room(impact, first.bankruptcy - s) - sold_so_far;
                    sold_so_far + notional.min(room.max(0.0))
                }
            };
            let sold = match self {
                Self::Market => 1.0,
                Self::BankruptcyLimit if notional > 0.0 => (until - sold_so_far) / notional,
                Self::BankruptcyLimit => 1.0,
            };
            let price = mean_price(axis, impact, s, (sold_so_far, until));
            for &index in &group {
                if let Some(fill) = fills.get_mut(index) {
                    *fill = Some(Fill { sold: sold.min(1.0), price });
                }
            }
            sold_so_far = until;
            liquidated += notional;
        }
        let displacement = s + impact.displacement(sold_so_far);
        Ok(Run { fills, liquidated, flow: sold_so_far, displacement })
    }

    /// Indices of the positions, sorted by threshold and pooled by ties.
    fn groups(self, stands: &[Stand]) -> Vec<Vec<usize>> {
        let key = |index: usize| {
            let stand = stands.get(index);
            let bankruptcy = match self {
                Self::Market => 0.0,
                Self::BankruptcyLimit => stand.map_or(0.0, |x| x.bankruptcy),
            };
            (stand.map_or(0.0, |x| x.threshold), bankruptcy)
        };
        let mut order: Vec<usize> = (0..stands.len()).collect();
        order.sort_by(|&a, &b| {
            let (a, b) = (key(a), key(b));
            a.0.total_cmp(&b.0).then(a.1.total_cmp(&b.1))
        });
        let mut groups: Vec<Vec<usize>> = Vec::new();
        for index in order {
            let (u, b) = key(index);
            let tied = groups.last().and_then(|group| group.first()).is_some_and(|&first| {
                let (head, tail) = key(first);
                u - head <= TOUCH && (b - tail).abs() <= TOUCH
            });
            match groups.last_mut() {
                Some(group) if tied => group.push(index),
                _ => groups.push(vec![index]),
            }
        }
        groups
    }
}

/// A sum that keeps its rounding error, so that a split position adds up to the whole.
fn sum(terms: impl Iterator<Item = f64>) -> f64 {
    let (mut sum, mut rest) = (0.0, 0.0);
    for term in terms {
        let next = sum + term;
        let kept = next - sum;
        rest += (sum - (next - kept)) + (term - kept);
        sum = next;
    }
    sum + rest
}

/// The flow that the book takes before the mark passes `u` beyond the shock.
fn room(impact: &Impact, u: f64) -> f64 {
    if u < -TOUCH { 0.0 } else { impact.inverse(u) }
}

/// The mean price of the slice of the flow between two amounts.
fn mean_price(axis: &Axis, impact: &Impact, s: f64, (from, to): (f64, f64)) -> f64 {
    if axis.coordinate() == Coordinate::Linear || to <= from {
        return axis.price(s + impact.mean(from, to));
    }
    if let Impact::Linear(_) = impact {
        // The price is exponential along the slice, and so its mean is known.
        let width = impact.displacement(to) - impact.displacement(from);
        let x = axis.direction().sign() * width;
        let start = axis.price(s + impact.displacement(from));
        return if x == 0.0 { start } else { start * (libm::expm1(x) / x) };
    }
    let width = (to - from) / f64::from(PANELS);
    let panel = |index: u32| {
        let middle = from + width * (f64::from(index) + 0.5);
        let node = |(x, weight): &(f64, f64)| {
            weight * axis.price(s + impact.displacement(middle + x * width / 2.0))
        };
        GAUSS.iter().map(node).sum::<f64>() / 2.0
    };
    (0..PANELS).map(panel).sum::<f64>() / f64::from(PANELS)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::cascade::Direction;
    use crate::impact::{Linear, Power};

    fn axis(coordinate: Coordinate) -> Axis {
        Axis::new(100.0, Direction::Down, coordinate).unwrap()
    }

    fn stands() -> Vec<Stand> {
        // Ten coins at 10x and twenty at 20x, entered at 100.
        vec![
            Stand { threshold: 1.0 - 90.0 / 99.0, bankruptcy: 0.1, notional: 1000.0 },
            Stand { threshold: 1.0 - 95.0 / 99.0, bankruptcy: 0.05, notional: 2000.0 },
        ]
    }

    #[test]
    fn a_slice_fills_at_its_mean_price() {
        let impact = Impact::Linear(Linear::new(1e5).unwrap());
        let run = Engine::Market.run(&axis(Coordinate::Linear), &impact, 1.0, 0.045, &stands());
        let run = run.unwrap();
        assert_eq!(run.fills[0], None);
        assert!((run.fills[1].unwrap().price - 94.5).abs() < 1e-12);
        assert!((run.displacement - 0.065).abs() < 1e-15);
    }

    #[test]
    fn the_limit_engine_sells_only_to_the_bankruptcy_price() {
        let impact = Impact::Linear(Linear::new(1e5).unwrap());
        let engine = Engine::BankruptcyLimit;
        let run = engine.run(&axis(Coordinate::Linear), &impact, 1.0, 0.045, &stands()).unwrap();
        let fill = run.fills[1].unwrap();
        assert!((fill.sold - 0.25).abs() < 1e-12 && (fill.price - 95.25).abs() < 1e-9);
        // In a gap beyond both bankruptcy prices nothing reaches the book.
        let gap = engine.run(&axis(Coordinate::Linear), &impact, 1.0, 0.2, &stands()).unwrap();
        assert_eq!((gap.flow, gap.displacement, gap.liquidated), (0.0, 0.2, 3000.0));
        assert!(engine.run(&axis(Coordinate::Linear), &impact, 1.5, 0.2, &stands()).is_err());
    }

    #[test]
    fn splitting_a_position_changes_nobodys_fill() {
        let impact = Impact::Linear(Linear::new(1e5).unwrap());
        let axis = axis(Coordinate::Linear);
        let whole = Engine::Market.run(&axis, &impact, 1.0, 0.1, &stands()).unwrap();
        let mut parts = stands();
        parts[1].notional = 500.0;
        parts.push(Stand { notional: 1500.0, ..parts[1] });
        let split = Engine::Market.run(&axis, &impact, 1.0, 0.1, &parts).unwrap();
        assert_eq!(split.fills[..2], whole.fills[..]);
        assert_eq!(split.fills[2], whole.fills[1]);
        assert_eq!(split.displacement, whole.displacement);
    }

    #[test]
    fn the_quadrature_agrees_with_the_closed_mean() {
        let axis = axis(Coordinate::Log);
        let linear = Impact::Linear(Linear::new(1e5).unwrap());
        let power = Impact::Power(Power::new(1e5, 1.0).unwrap());
        let closed = mean_price(&axis, &linear, 0.05, (0.0, 2000.0));
        let summed = mean_price(&axis, &power, 0.05, (0.0, 2000.0));
        assert!((closed / summed - 1.0).abs() < 1e-13, "{closed} {summed}");
    }
}
