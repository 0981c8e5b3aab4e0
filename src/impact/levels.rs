//! An explicit order book: the flow eats one level after the other.
//!
//! `f(V)` is the displacement of the last level that the flow touches; a flow that just empties
//! a level stays on it. Beyond the last level the mark stands at `exhausted`, or goes on from there
//! at a constant depth, and the result says that the book ran out. Source: none needed, it is the
//! matching engine's own rule. Leaves out hidden orders and everything that arrives during the
//! cascade.

use super::form::{self, Curve, Form, Given, Parameter, number_word};
use crate::error::{Error, Result};

/// A flow may miss the end of a level by this share of it and still count as within: the sums
/// are floats.
const SLACK: f64 = 1e-12;

const EXHAUSTED: Parameter = Parameter {
    key: "exhausted",
    what: "where the mark stands when all levels are gone",
    range: "a number of 0 or more",
    least: 0.0,
    most: f64::INFINITY,
    is_optional: true,
};

/// An explicit order book.
#[derive(Clone, Debug, PartialEq)]
pub struct Levels {
    u: Vec<f64>,
    /// Flow that empties the book down to and with this level.
    until: Vec<f64>,
    /// The integral up to there.
    area: Vec<f64>,
    exhausted: f64,
    /// USD for a move of 100 % beyond the last level; none stops the mark there.
    beyond: Option<f64>,
}

impl Levels {
    /// Levels of (displacement from the mark after the shock, USD resting there), nearest first,
    /// and where the mark stands when all are gone (by default on the last level).
    ///
    /// # Errors
    /// Missing without a level; out of range unless displacements are finite, 0 or more and
    /// nondecreasing, amounts finite and 0 or more, and `exhausted` at or beyond the last level.
    pub fn new(levels: &[(f64, f64)], exhausted: Option<f64>) -> Result<Self> {
        let mut book =
            Self { u: vec![], until: vec![], area: vec![], exhausted: 0.0, beyond: None };
        let (mut flow, mut area, mut last) = (0.0, 0.0, 0.0);
        for (index, &(u, usd)) in levels.iter().enumerate() {
            let place = |error: Error| error.at_index(index).in_field("levels");
            if !(u.is_finite() && u >= last) {
                let found = if u < last { "a nearer one" } else { number_word(u) };
                let range = "displacements from 0 on, nearest level first";
                return Err(place(Error::out_of_range(range, found)));
            }
            if !(usd.is_finite() && usd >= 0.0) {
                return Err(place(Error::out_of_range("0 USD or more", number_word(usd))));
            }
            flow += usd;
            area += usd * u;
            last = u;
            book.u.push(u);
            book.until.push(flow);
            book.area.push(area);
        }
        book.exhausted = exhausted.unwrap_or(last);
        if flow == 0.0 {
            return Err(Error::missing("an order book with at least one level").in_field("levels"));
        }
        if !(book.exhausted.is_finite() && book.exhausted >= last) {
            let rule = "exhausted must lie at or beyond the last level";
            return Err(Error::conflict(rule).in_field("exhausted"));
        }
        Ok(book)
    }

    /// The same book with a constant depth beyond its last level, in USD for a move of 100 %: a
    /// snapshot ends somewhere, the market does not.
    ///
    /// # Errors
    /// Out of range unless the depth is finite and above 0.
    pub fn with_depth_beyond(self, depth: f64) -> Result<Self> {
        Ok(Self { beyond: Some(form::depth(depth)?), ..self })
    }

    /// The USD in the whole book.
    #[must_use]
    pub fn total(&self) -> f64 {
        self.until.last().copied().unwrap_or(0.0)
    }

    /// The level that a flow ends on.
    fn index(&self, flow: f64) -> usize {
        self.until.partition_point(|&until| until * (1.0 + SLACK) < flow)
    }

    /// The flow that no level is left for, and the depth that it meets.
    fn past(&self, flow: f64) -> Option<(f64, f64)> {
        self.beyond.map(|depth| ((flow - self.total()).max(0.0), depth))
    }

    /// The flow that moves the mark out to `u`, beyond the last level.
    fn out(&self, u: f64) -> f64 {
        let past = |depth| self.total() + (u - self.exhausted) * depth;
        self.beyond.map_or(f64::INFINITY, past)
    }

    /// The USD on the first levels, as long as they are `near`.
    fn nearer_than(&self, near: impl Fn(f64) -> bool) -> f64 {
        let count = self.u.partition_point(|&level| near(level));
        count.checked_sub(1).and_then(|i| self.until.get(i)).copied().unwrap_or(0.0)
    }
}

impl Curve for Levels {
    const FORM: Form = Form { kind: "levels", parameters: &[EXHAUSTED], has_levels: true };

    fn made(of: &Given<'_>) -> Result<Self> {
        let stays = |&(u, usd): &(f64, f64)| (u, usd * of.survival);
        let levels: Vec<_> = of.levels.iter().map(stays).collect();
        let book = Self::new(&levels, of.numbers[0])?;
        let beyond = if of.has_depth() { Some(of.depth(0.01)?) } else { None };
        Ok(Self { beyond, ..book })
    }

    fn displacement(&self, flow: f64) -> f64 {
        let past = || self.exhausted + self.past(flow).map_or(0.0, |(flow, depth)| flow / depth);
        self.u.get(self.index(flow)).copied().unwrap_or_else(past)
    }

    fn integral(&self, flow: f64) -> f64 {
        let index = self.index(flow);
        let before = index.checked_sub(1);
        let at = |column: &[f64]| before.and_then(|i| column.get(i)).copied().unwrap_or(0.0);
        let u = self.u.get(index).copied().unwrap_or(self.exhausted);
        let slope = if index < self.u.len() { None } else { self.past(flow) };
        let extra = slope.map_or(0.0, |(flow, depth)| flow * flow / (2.0 * depth));
        at(&self.area) + (flow - at(&self.until)).max(0.0) * u + extra
    }

    fn inverse(&self, u: f64) -> f64 {
        if u >= self.exhausted { self.out(u) } else { self.nearer_than(|level| level <= u) }
    }

    fn inverse_touch(&self, u: f64) -> f64 {
        if u > self.exhausted { self.out(u) } else { self.nearer_than(|level| level < u) }
    }

    fn exhausted(&self, flow: f64) -> bool {
        flow > self.total() * (1.0 + SLACK)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::impact::{Impact, tests::laws};

    fn book() -> Levels {
        Levels::new(&[(0.001, 20.0), (0.005, 60.0), (0.01, 120.0), (0.02, 300.0)], Some(0.2))
            .unwrap()
    }

    #[test]
    fn the_flow_eats_level_after_level() {
        let model = book();
        laws(&Impact::Levels(model.clone()), &[10.0, 20.0, 80.0, 180.0, 480.0, 600.0]);
        assert_eq!(model.displacement(20.0), 0.001);
        assert_eq!(model.displacement(20.001), 0.005);
        assert_eq!(model.displacement(180.0), 0.01);
        assert_eq!(model.integral(80.0), 0.02 + 0.3);
        assert_eq!(model.inverse(0.006), 80.0);
        assert_eq!(model.inverse(0.0), 0.0);
    }

    #[test]
    fn beyond_the_last_level_it_says_so() {
        let model = book();
        assert!(!model.exhausted(500.0) && model.exhausted(501.0));
        assert_eq!(model.displacement(501.0), 0.2);
        assert_eq!(model.inverse(0.2), f64::INFINITY);
        assert_eq!(model.integral(501.0), model.integral(500.0) + 0.2);
    }

    #[test]
    fn beyond_the_last_level_the_mark_can_go_on() {
        let model = book().with_depth_beyond(1000.0).unwrap();
        laws(&Impact::Levels(model.clone()), &[10.0, 180.0, 480.0, 600.0, 700.0]);
        assert_eq!(model.displacement(180.0), 0.01);
        assert!((model.displacement(600.0) - 0.3).abs() < 1e-15 && model.exhausted(600.0));
        // The rest of 100 at 0.2, and half of 100 more times a tenth.
        assert!((model.integral(600.0) - model.integral(500.0) - 25.0).abs() < 1e-12);
        assert!((model.inverse(0.3) - 600.0).abs() < 1e-9);
        assert!(book().with_depth_beyond(0.0).is_err());
    }

    #[test]
    fn a_book_out_of_order_is_refused_with_its_place() {
        let error = Levels::new(&[(0.01, 1.0), (0.005, 1.0)], None).unwrap_err();
        assert_eq!(error.place().field.as_deref(), Some("levels[1]"));
        assert_eq!(Levels::new(&[], None).unwrap_err().code(), "MISSING");
        assert_eq!(Levels::new(&[(0.01, 1.0)], Some(0.001)).unwrap_err().code(), "CONFLICT");
        assert!(Levels::new(&[(f64::NAN, 1.0)], None).is_err());
        assert!(Levels::new(&[(0.1, -1.0)], None).is_err());
    }
}
