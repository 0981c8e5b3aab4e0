//! A power law: impact grows as the flow to the power γ.
//!
//! `f(V) = (V ÷ D)^γ`, `F(V) = D (V ÷ D)^{γ+1} ÷ (γ + 1)`, `f⁻¹(u) = D u^{1/γ}`.
//! Sources: γ = ½ is the square-root law, for Bitcoin Donier and Bonart, "A Million Metaorder
//! Analysis of Market Impact on the Bitcoin" (2015), with `D = V_day ÷ (Y σ_day)²`; γ = 0.875
//! (± 0.078) is the fit to 639 liquidation events of 2023–26 in the public repository
//! `min66633/liquidation-cascade-research`. Credible for γ from 0.5 to 2.5.

use super::form::{Curve, Form, Given, Parameter, depth};
use crate::error::Result;

const GAMMA: Parameter = Parameter {
    key: "gamma",
    what: "the exponent",
    range: "an exponent from 0.1 to 10",
    least: 0.1,
    most: 10.0,
    is_optional: false,
};

/// A power of the flow.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Power {
    depth: f64,
    gamma: f64,
}

impl Power {
    /// The flow of `depth_usd` USD moves the price by 100 %, smaller ones by their share of it
    /// to the power `gamma`.
    ///
    /// # Errors
    /// Out of range unless the depth is finite and above zero and `gamma` in 0.1 to 10.
    pub fn new(depth_usd: f64, gamma: f64) -> Result<Self> {
        let gamma = GAMMA.check(gamma)?;
        Ok(Self { depth: depth(depth_usd)?, gamma })
    }

    /// The depth parameter that moves the price by `within` for a flow of `usd`.
    #[must_use]
    pub fn depth_matching(usd: f64, within: f64, gamma: f64) -> f64 {
        usd * libm::pow(within, -1.0 / gamma)
    }
}

impl Curve for Power {
    const FORM: Form = Form { kind: "power", parameters: &[GAMMA], has_levels: false };

    fn made(of: &Given<'_>) -> Result<Self> {
        let gamma = of.needed(0);
        Ok(Self { depth: of.depth(libm::pow(0.01, 1.0 / gamma))?, gamma })
    }

    fn displacement(&self, flow: f64) -> f64 {
        libm::pow(flow / self.depth, self.gamma)
    }

    fn integral(&self, flow: f64) -> f64 {
        let power = self.gamma + 1.0;
        self.depth / power * libm::pow(flow / self.depth, power)
    }

    fn inverse(&self, u: f64) -> f64 {
        self.depth * libm::pow(u, 1.0 / self.gamma)
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
    fn the_square_root_law_of_a_quiet_day() {
        // 0.9 × 2.5 % × √(400M ÷ 40bn) = 0.225 %.
        let depth = 40e9 / libm::pow(0.9 * 0.025, 2.0);
        let model = Impact::Power(Power::new(depth, 0.5).unwrap());
        laws(&model, &[1e6, 4e8]);
        close(model.displacement(4e8), 0.00225);
        close(model.inverse(0.00225), 4e8);
    }

    #[test]
    fn gamma_one_is_constant_depth() {
        let model = Power::new(5e10, 1.0).unwrap();
        close(model.displacement(6e8), 0.012);
        close(model.integral(6e8), 3.6e6);
        close(Power::depth_matching(5e8, 0.01, 1.0), 5e10);
    }

    #[test]
    fn a_depth_can_be_matched_at_one_percent() {
        let depth = Power::depth_matching(7e8, 0.01, 0.875);
        close(Power::new(depth, 0.875).unwrap().displacement(7e8), 0.01);
        assert!(Power::new(depth, 0.0).is_err() && Power::new(depth, f64::NAN).is_err());
    }
}
