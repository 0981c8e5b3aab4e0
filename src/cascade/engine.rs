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
use super::sum::Sum;
use super::table::Round;
use crate::error::{Error, Result};
use crate::impact::Impact;
use crate::order::sorted;

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

vocabulary! {
    /// How the venue closes positions.
    #[derive(Clone, Copy, Debug, PartialEq, Eq)]
    pub enum Engine {
        /// Sold into the book at any price.
        Market = "market",
        /// Sold at the bankruptcy price or better; the fund takes over the rest.
        BankruptcyLimit = "bankruptcy_limit",
    }
}

vocabulary! {
    /// How the shock arrives.
    #[derive(Clone, Copy, Debug, PartialEq, Eq)]
    pub enum Arrival {
        /// At once, in a gap: every fill starts from the price after the whole shock.
        Gap = "gap",
        /// Little by little: a group is closed when the mark comes by, so its fill starts from as
        /// much of the shock as it took to fire it. Where the cascade ends is the same.
        Gradual = "gradual",
    }
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
    /// One row for each group that was closed, in order.
    pub steps: Vec<Round>,
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
        (s, arrival): (f64, Arrival),
        stands: &[Stand],
    ) -> Result<Run> {
        self.check(flow)?;
        let mut run = Run::nothing(stands.len(), s);
        let mut orders = Orders::from(s, arrival);
        for (group, members) in self.groups(stands) {
            let Some(slice) = orders.close(self, impact, (s, flow), &group) else { break };
            let sold = match self {
                Self::BankruptcyLimit if group.notional > 0.0 => {
                    (slice.until - slice.from) / group.notional
                }
                _ => 1.0,
            };
            let price = mean_price(axis, impact, orders.arrived, (slice.from, slice.until));
            for index in members {
                if let Some(fill) = run.fills.get_mut(index) {
                    *fill = Some(Fill { sold: sold.min(1.0), price });
                }
            }
            run.close(group.notional, slice.until, s + impact.displacement(slice.until));
        }
        Ok(run)
    }

    pub(super) fn check(self, flow: f64) -> Result<()> {
        if self == Self::BankruptcyLimit && flow != 1.0 {
            let rule = "the bankruptcy limit engine needs a flow of 1: it counts its own orders";
            return Err(Error::conflict(rule));
        }
        Ok(())
    }

    /// The positions that are closed together, in the order in which they are, and their indices.
    pub(super) fn groups(self, stands: &[Stand]) -> Vec<(Stand, Vec<usize>)> {
        let order = self.order(stands);
        let group = |members: &[(usize, Stand)]| {
            let (_, first) = *members.first()?;
            let notional = sum(members.iter().map(|(_, stand)| stand.notional));
            Some((Stand { notional, ..first }, members.iter().map(|(index, _)| *index).collect()))
        };
        order.chunk_by(|&(_, a), &(_, b)| self.tied(a, b)).filter_map(group).collect()
    }

    /// The positions with their indices, by threshold and then by bankruptcy price.
    fn order(self, stands: &[Stand]) -> Vec<(usize, Stand)> {
        let order: Vec<(usize, Stand)> = stands.iter().copied().enumerate().collect();
        sorted(&order, &mut |(_, a), (_, b)| {
            let ties = a.bankruptcy.total_cmp(&b.bankruptcy);
            a.threshold.total_cmp(&b.threshold).then(ties)
        })
    }

    /// Whether two neighbours are closed together.
    fn tied(self, a: Stand, b: Stand) -> bool {
        let same_limit = (b.bankruptcy - a.bankruptcy).abs() <= TOUCH;
        (b.threshold - a.threshold).abs() <= TOUCH && (self == Self::Market || same_limit)
    }
}

/// The forced orders so far.
#[derive(Clone, Copy, Debug)]
pub(super) struct Orders {
    /// How much of the shock is there, as far as fills go.
    pub(super) arrived: f64,
    /// USD that hit the book.
    pub(super) flow: f64,
}

/// The flow that one group sends to the book.
#[derive(Clone, Copy, Debug)]
pub(super) struct Slice {
    pub(super) from: f64,
    pub(super) until: f64,
}

impl Orders {
    /// None yet.
    pub(super) const fn from(s: f64, arrival: Arrival) -> Self {
        Self { arrived: if matches!(arrival, Arrival::Gap) { s } else { 0.0 }, flow: 0.0 }
    }

    /// Closes the next group, where the shock and the orders before it reach it.
    pub(super) fn close(
        &mut self,
        engine: Engine,
        impact: &Impact,
        (s, flow): (f64, f64),
        group: &Stand,
    ) -> Option<Slice> {
        let pressed = impact.displacement(self.flow);
        if group.threshold > s + pressed + TOUCH {
            return None;
        }
        self.arrived = f64::max(self.arrived, (group.threshold - pressed).min(s));
        let from = self.flow;
        self.flow += match engine {
            Engine::Market => flow * group.notional,
            Engine::BankruptcyLimit => {
                let room = room(impact, group.bankruptcy - self.arrived) - from;
                group.notional.min(room.max(0.0))
            }
        };
        Some(Slice { from, until: self.flow })
    }
}

impl Run {
    fn nothing(count: usize, s: f64) -> Self {
        let fills = vec![None; count];
        Self { fills, steps: vec![], liquidated: 0.0, flow: 0.0, displacement: s }
    }

    fn close(&mut self, notional: f64, flow: f64, displacement: f64) {
        self.liquidated += notional;
        self.flow = flow;
        self.displacement = displacement;
        self.steps.push(Round { new: notional, liquidated: self.liquidated, displacement });
    }
}

/// A sum by which a split position adds up to the whole.
fn sum(terms: impl Iterator<Item = f64>) -> f64 {
    let mut sum = Sum::default();
    terms.for_each(|term| sum.add(term));
    sum.total()
}

/// The flow that the book takes before the mark passes `u` beyond the shock.
fn room(impact: &Impact, u: f64) -> f64 {
    if u < -TOUCH { 0.0 } else { impact.inverse(u) }
}

/// The mean price of the slice of the flow between two amounts.
pub(super) fn mean_price(axis: &Axis, impact: &Impact, s: f64, (from, to): (f64, f64)) -> f64 {
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
        let run = Engine::Market.run(
            &axis(Coordinate::Linear),
            &impact,
            1.0,
            (0.045, Arrival::Gap),
            &stands(),
        );
        let run = run.unwrap();
        assert_eq!(run.fills[0], None);
        assert!((run.fills[1].unwrap().price - 94.5).abs() < 1e-12);
        assert!((run.displacement - 0.065).abs() < 1e-15);
    }

    #[test]
    fn the_limit_engine_sells_only_to_the_bankruptcy_price() {
        let impact = Impact::Linear(Linear::new(1e5).unwrap());
        let engine = Engine::BankruptcyLimit;
        let run = engine
            .run(&axis(Coordinate::Linear), &impact, 1.0, (0.045, Arrival::Gap), &stands())
            .unwrap();
        let fill = run.fills[1].unwrap();
        assert!((fill.sold - 0.25).abs() < 1e-12 && (fill.price - 95.25).abs() < 1e-9);
        // In a gap beyond both bankruptcy prices nothing reaches the book.
        let gap = engine
            .run(&axis(Coordinate::Linear), &impact, 1.0, (0.2, Arrival::Gap), &stands())
            .unwrap();
        assert_eq!((gap.flow, gap.displacement, gap.liquidated), (0.0, 0.2, 3000.0));
        assert!(
            engine
                .run(&axis(Coordinate::Linear), &impact, 1.5, (0.2, Arrival::Gap), &stands())
                .is_err()
        );
    }

    #[test]
    fn a_gradual_shock_fills_where_the_mark_comes_by_and_ends_in_the_same_place() {
        let impact = Impact::Linear(Linear::new(1e5).unwrap());
        let axis = axis(Coordinate::Linear);
        let run = |arrival| Engine::Market.run(&axis, &impact, 1.0, (0.2, arrival), &stands());
        let (gap, gradual) = (run(Arrival::Gap).unwrap(), run(Arrival::Gradual).unwrap());
        assert_eq!(gap.displacement, gradual.displacement);
        assert_eq!(gap.liquidated, gradual.liquidated);
        // Twenty coins at their threshold of 95.96, moving the mark two dollars.
        let price = gradual.fills[1].unwrap().price;
        assert!((price - (9500.0 / 99.0 - 1.0)).abs() < 1e-9, "{price}");
        assert!(gap.fills[1].unwrap().price < 80.0);
    }

    #[test]
    fn splitting_a_position_changes_nobodys_fill() {
        let impact = Impact::Linear(Linear::new(1e5).unwrap());
        let axis = axis(Coordinate::Linear);
        let whole =
            Engine::Market.run(&axis, &impact, 1.0, (0.1, Arrival::Gap), &stands()).unwrap();
        let mut parts = stands();
        parts[1].notional = 500.0;
        parts.push(Stand { notional: 1500.0, ..parts[1] });
        let split = Engine::Market.run(&axis, &impact, 1.0, (0.1, Arrival::Gap), &parts).unwrap();
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
