//! Depth that thins as the price is pushed: makers withdraw their quotes.
//!
//! The local slope is `(1 + w f) ÷ D`, hence `f(V) = (e^{wV/D} − 1) ÷ w`,
//! `F(V) = (f(V) D − V) ÷ w`, `f⁻¹(u) = D ln(1 + w u) ÷ w`. `w = 20` halves the depth after 5 %.
//! Our own form, for what was seen on 2025-10-10: bid depth within 1 % fell by a factor of over
//! one hundred during the cascade, not before it. A sensitivity, not a fit.

use super::form::{Curve, Form, Given, Parameter, depth};
use crate::error::Result;

const RATE: Parameter = Parameter {
    key: "rate",
    what: "how fast the depth thins",
    range: "a rate from 0 to 1000",
    least: 0.0,
    most: 1000.0,
    is_optional: false,
};

/// Depth that thins as the price is pushed.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Withdrawal {
    depth: f64,
    rate: f64,
}

impl Withdrawal {
    /// The depth before the fall, in USD for 100 %, and the rate `w` at which it thins.
    ///
    /// # Errors
    /// Out of range unless the depth is finite and above zero and `rate` in 0 to 1,000.
    pub fn new(depth_usd: f64, rate: f64) -> Result<Self> {
        let rate = RATE.check(rate)?;
        Ok(Self { depth: depth(depth_usd)?, rate })
    }
}

impl Curve for Withdrawal {
    const FORM: Form = Form { kind: "withdrawal", parameters: &[RATE], has_levels: false };

    fn made(of: &Given<'_>) -> Result<Self> {
        Ok(Self { depth: of.depth(0.01)?, rate: of.needed(0) })
    }

    fn displacement(&self, flow: f64) -> f64 {
        if self.rate == 0.0 {
            return flow / self.depth;
        }
        // Past this the move is beyond any price; a finite number keeps what follows defined.
        (libm::expm1(self.rate * (flow / self.depth)) / self.rate).min(f64::MAX)
    }

    fn integral(&self, flow: f64) -> f64 {
        let x = self.rate * (flow / self.depth);
        if x < 1e-5 {
            // The closed form cancels here; these two terms are exact to 1e-11.
            return flow * flow / (2.0 * self.depth) * (1.0 + x / 3.0);
        }
        ((self.displacement(flow) * self.depth - flow) / self.rate).min(f64::MAX)
    }

    fn inverse(&self, u: f64) -> f64 {
        if self.rate == 0.0 {
            return u * self.depth;
        }
        self.depth * (libm::log1p(self.rate * u) / self.rate)
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
    fn the_depth_thins_as_the_price_runs() {
        let model = Withdrawal::new(5e10, 20.0).unwrap();
        laws(&Impact::Withdrawal(model), &[1e6, 3e8, 6e8, 5e9]);
        close(model.displacement(6e8), (libm::exp(0.24) - 1.0) / 20.0);
        // After 5 % the slope has doubled.
        let at = model.inverse(0.05);
        let slope = (model.displacement(at + 1e4) - model.displacement(at - 1e4)) / 2e4;
        assert!((slope * 5e10 - 2.0).abs() < 1e-6, "{slope}");
    }

    #[test]
    fn without_withdrawal_it_is_constant_depth() {
        laws(&Impact::Withdrawal(Withdrawal::new(5e10, 0.0).unwrap()), &[3e8]);
        assert!(Withdrawal::new(5e10, -1.0).is_err());
    }

    #[test]
    fn a_flow_beyond_everything_stays_a_number() {
        let model = Withdrawal::new(1.0, 1000.0).unwrap();
        assert!(model.displacement(1e15).is_finite() && model.integral(1e15).is_finite());
    }

    #[test]
    fn the_two_forms_of_the_integral_meet() {
        let model = Withdrawal::new(1e10, 20.0).unwrap();
        for flow in [4.9e3, 5.1e3] {
            let x: f64 = 20.0 * flow / 1e10;
            let series = flow * flow / 2e10 * (1.0 + x / 3.0 + x * x / 12.0);
            assert!((model.integral(flow) / series - 1.0).abs() < 1e-5);
        }
    }
}
