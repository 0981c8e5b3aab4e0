//! Constant depth: each dollar moves the price by the same amount.
//!
//! `f(V) = V ÷ D`, `F(V) = V² ÷ 2D`, `f⁻¹(u) = u D`.
//! Source: Kyle, "Continuous Auctions and Insider Trading", Econometrica 53 (1985), `ΔP = λQ`.
//! Credible for moves over which the displayed depth is about even. Leaves out the shape of the
//! book and that makers withdraw.

use super::MOST;
use super::form::{Curve, Form, Given, depth};
use crate::error::Result;

/// Constant depth.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Linear {
    depth: f64,
}

impl Linear {
    /// A book in which `depth_usd` USD would move the price by 100 %: a hundred times the depth
    /// within 1 %.
    ///
    /// # Errors
    /// Out of range unless the depth is finite and above zero.
    pub fn new(depth_usd: f64) -> Result<Self> {
        Ok(Self { depth: depth(depth_usd)? })
    }

    /// The depth in USD for 100 %.
    #[must_use]
    pub const fn depth(self) -> f64 {
        self.depth
    }

    /// As [`super::Impact::displacement`], to the bit.
    #[must_use]
    #[inline(always)]
    pub fn displacement(self, flow: f64) -> f64 {
        let u = flow / self.depth;
        if u > MOST { MOST } else { u }
    }
}

impl Curve for Linear {
    const FORM: Form = Form { kind: "linear", parameters: &[], has_levels: false };

    fn made(of: &Given<'_>) -> Result<Self> {
        Ok(Self { depth: of.depth(0.01)? })
    }

    #[inline(always)]
    fn displacement(&self, flow: f64) -> f64 {
        Self::displacement(*self, flow)
    }

    fn integral(&self, flow: f64) -> f64 {
        flow * flow / (2.0 * self.depth)
    }

    fn inverse(&self, u: f64) -> f64 {
        u * self.depth
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::impact::{Impact, tests::laws};

    #[test]
    fn it_is_a_straight_line() {
        let model = Impact::Linear(Linear::new(5e10).unwrap());
        laws(&model, &[1.0, 3e8, 6e8]);
        assert_eq!(model.displacement(6e8), 0.012);
        assert_eq!(model.mean(0.0, 6e8), 0.006);
        assert_eq!(model.inverse(0.012), 6e8);
    }

    #[test]
    fn a_book_without_depth_is_refused() {
        for bad in [0.0, -1.0, f64::NAN, f64::INFINITY] {
            assert_eq!(Linear::new(bad).unwrap_err().code(), "OUT_OF_RANGE");
        }
        let error = Linear::new(0.0).unwrap_err().to_string();
        assert_eq!(error, "depth_usd: expected a depth above 0 USD, found \"0\"");
    }
}
