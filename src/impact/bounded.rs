//! A move that cannot exceed a bound, because some price is sure to find buyers.
//!
//! `f(V) = M (1 − e^{−V/(M D)})`, `F(V) = M V − M D f(V)`, `f⁻¹(u) = −M D ln(1 − u ÷ M)`.
//! Source: the bounded impact of Cont and Schaanning, "Fire sales, indirect contagion and
//! systemic stress testing" (Norges Bank working paper 2/2017), with the floor as a parameter.

use super::{depth, number_word};
use crate::error::{Error, Result};

/// A move that cannot exceed a bound.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Bounded {
    depth: f64,
    most: f64,
}

impl Bounded {
    /// The depth of the first dollars, in USD for 100 %, and the largest displacement.
    ///
    /// # Errors
    /// Out of range unless the depth is finite and above zero and `most` in (0, 10].
    pub fn new(depth_usd: f64, most: f64) -> Result<Self> {
        if !(most > 0.0 && most <= 10.0) {
            let error = Error::out_of_range("a largest move above 0, up to 10", number_word(most));
            return Err(error.in_field("max"));
        }
        Ok(Self { depth: depth(depth_usd)?, most })
    }

    pub(super) fn displacement(self, flow: f64) -> f64 {
        -self.most * libm::expm1(-(flow / self.depth) / self.most)
    }

    pub(super) fn integral(self, flow: f64) -> f64 {
        let x = flow / self.depth / self.most;
        if x < 1e-5 {
            return flow * flow / (2.0 * self.depth) * (1.0 - x / 3.0);
        }
        self.most * (flow - self.depth * self.displacement(flow))
    }

    pub(super) fn inverse(self, u: f64) -> f64 {
        if u >= self.most {
            return f64::INFINITY;
        }
        -self.most * self.depth * libm::log1p(-u / self.most)
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
