//! A move that cannot exceed a bound, because some price is sure to find buyers.
//!
//! `f(V) = M (1 − e^{−V/(M D)})`, `F(V) = M V − M D f(V)`, `f⁻¹(u) = −M D ln(1 − u ÷ M)`.
//! Source: the bounded impact of Cont and Schaanning, "Fire sales, indirect contagion and
//! systemic stress testing" (Norges Bank working paper 2/2017), with the floor as a parameter.

use super::form::{ABOVE_ZERO, Curve, Form, Given, Parameter, depth};
use crate::error::Result;

const MAX: Parameter = Parameter {
    key: "max",
    what: "the largest move",
    range: "a largest move above 0, up to 10",
    least: ABOVE_ZERO,
    most: 10.0,
    is_optional: false,
};

/// A move that cannot exceed a bound.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Bounded {
    depth: f64,
    max: f64,
}

impl Bounded {
    /// The depth of the first dollars, in USD for 100 %, and the largest displacement.
    ///
    /// # Errors
    /// Out of range unless the depth is finite and above zero and `max` in (0, 10].
    pub fn new(depth_usd: f64, max: f64) -> Result<Self> {
        let max = MAX.check(max)?;
        Ok(Self { depth: depth(depth_usd)?, max })
    }
}

impl Curve for Bounded {
    const FORM: Form = Form { kind: "bounded", parameters: &[MAX], has_levels: false };

    fn made(of: &Given<'_>) -> Result<Self> {
        Ok(Self { depth: of.depth(0.01)?, max: of.needed(0) })
    }

    fn displacement(&self, flow: f64) -> f64 {
        -self.max * libm::expm1(-(flow / self.depth) / self.max)
    }

    fn integral(&self, flow: f64) -> f64 {
        let x = flow / self.depth / self.max;
        if x < 1e-5 {
            return flow * flow / (2.0 * self.depth) * (1.0 - x / 3.0);
        }
        self.max * (flow - self.depth * self.displacement(flow))
    }

    fn inverse(&self, u: f64) -> f64 {
        if u >= self.max {
            return f64::INFINITY;
        }
        -self.max * self.depth * libm::log1p(-u / self.max)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::impact::{
        Impact,
        tests::{close, laws},
    };

    #[test]
    fn it_begins_as_constant_depth_and_ends_at_the_floor() {
        let model = Bounded::new(5e10, 0.3).unwrap();
        laws(&Impact::Bounded(model), &[1e5, 3e8, 6e9]);
        assert!((model.displacement(1.0) * 5e10 - 1.0).abs() < 1e-9);
        close(model.displacement(1e15), 0.3);
        assert_eq!(model.inverse(0.3), f64::INFINITY);
        assert!(Bounded::new(5e10, 0.0).is_err());
    }
}
