//! Price impact: how far a flow of forced orders moves the mark.
//!
//! Every model is a nondecreasing function `f` from a flow `V` (USD at the price before the
//! shock) to a displacement (fraction of that price, or of its logarithm), with `f(0) = 0`. Each
//! offers the same three: [`Impact::displacement`] `f(V)`, [`Impact::integral`] `F(V) = ∫f`,
//! which prices the fills of a slice of the flow, and [`Impact::inverse`], the largest flow that
//! moves the mark no further than `u`.
//!
//! # Which should you use?
//!
//! Each model, its shape, and when to use it:
//!
//! - [`Impact::None`]: none; as the baseline: what a fall liquidates without any feedback
//! - [`Linear`]: `V ÷ D`; by default. One number, the depth, that everybody can look up
//! - [`Power`]: `(V ÷ D)^γ`; γ = ½ as the bound of an orderly market, γ ≈ 0.88 as measured in
//!   liquidation events
//! - [`Withdrawal`]: `(e^{wV/D} − 1) ÷ w`; when makers pull their quotes as the price runs
//! - [`Bounded`]: `M(1 − e^{−V/(MD)})`; when some price is sure to find buyers
//! - [`Levels`]: steps; with a snapshot of the real order book; says when it runs out
//!
//! The daily square-root law must not be used for a sweep of minutes: it does not depend on the
//! horizon, so it shows a fraction of a percent where constant depth shows many. It is here as
//! the lower bound that it is.
//!
//! A model is one file, which says what it is called, which parameters it takes and what it
//! answers; its name in `models!` below makes it one of the others.

mod bounded;
mod form;
mod levels;
mod linear;
mod power;
mod withdrawal;

pub use bounded::Bounded;
pub(crate) use form::{Form, Given, Numbers, Parameter};
pub use levels::Levels;
pub use linear::Linear;
pub use power::Power;
pub use withdrawal::Withdrawal;

use crate::error::Result;
use crate::text::{Text, made};
use form::Curve;

/// The largest displacement that is told apart: far beyond any price, and far from what a float
/// cannot hold.
const MOST: f64 = 1e9;

/// The models: an enum of them, and what asks each of them.
macro_rules! models {
    ($($(#[$about:meta])* $name:ident,)+) => {
        /// One impact model with its parameters.
        #[derive(Clone, Debug, PartialEq)]
        pub enum Impact {
            /// The flow does not move the price.
            None,
            $($(#[$about])* $name($name),)+
        }

        /// Every model, in the order in which errors list them.
        pub(crate) const MODELS: &[Model] = &[
            Model { form: NONE, make: |_| Ok(Impact::None) },
            $(Model { form: $name::FORM, make: |of| $name::made(of).map(Impact::$name) },)+
        ];

        /// What `$ask` says of the model, or `$none` of none.
        macro_rules! ask {
            ($impact:expr, $none:expr, $model:ident => $ask:expr) => {
                match $impact {
                    Impact::None => $none,
                    $(Impact::$name($model) => $ask,)+
                }
            };
        }
    };
}

models! {
    /// Constant depth.
    Linear,
    /// A power of the flow.
    Power,
    /// Depth that thins as the price is pushed.
    Withdrawal,
    /// A move that cannot exceed a bound.
    Bounded,
    /// An explicit order book.
    Levels,
}

const NONE: Form = Form { kind: "none", parameters: &[], has_levels: false };

/// A model as scenarios ask for it.
pub(crate) struct Model {
    pub(crate) form: Form,
    pub(crate) make: fn(&Given<'_>) -> Result<Impact>,
}

/// The names of all models, as an error lists them.
pub(crate) const KINDS: &str = made!(kinds);

const fn kinds<const N: usize>() -> Text<N> {
    let (mut text, mut rest) = (Text::new(), MODELS);
    while let [model, more @ ..] = rest {
        text.divide(", ");
        text.put(model.form.kind);
        rest = more;
    }
    text
}

impl Impact {
    /// The displacement that a flow of `flow` USD causes. Never negative; nondecreasing.
    #[must_use]
    pub fn displacement(&self, flow: f64) -> f64 {
        if flow <= 0.0 {
            return 0.0;
        }
        let u = ask!(self, 0.0, model => Curve::displacement(model, flow));
        u.min(MOST)
    }

    /// The integral of [`Impact::displacement`] from no flow to `flow`.
    #[must_use]
    pub fn integral(&self, flow: f64) -> f64 {
        if flow <= 0.0 {
            return 0.0;
        }
        ask!(self, 0.0, model => model.integral(flow))
    }

    /// The mean displacement paid by the slice of the flow from `from` to `to`.
    #[must_use]
    pub fn mean(&self, from: f64, to: f64) -> f64 {
        if to <= from {
            return self.displacement(to);
        }
        match self {
            Self::None => 0.0,
            // The difference of two squares, without the loss of digits.
            Self::Linear(model) => model.displacement(from / 2.0 + to / 2.0),
            _ => {
                let mean = (self.integral(to) - self.integral(from)) / (to - from);
                let (least, most) = (self.displacement(from), self.displacement(to));
                // Between its ends by definition; where the integral outgrows a float, the worse.
                // By hand: `clamp` can panic, and brings the printing of floats for it.
                match mean {
                    mean if !mean.is_finite() || mean > most => most,
                    mean if mean < least => least,
                    mean => mean,
                }
            }
        }
    }

    /// The largest flow that displaces the mark by `u` or less; infinite where none is too large.
    #[must_use]
    pub fn inverse(&self, u: f64) -> f64 {
        let u = u.max(0.0);
        ask!(self, f64::INFINITY, model => model.inverse(u))
    }

    /// The smallest flow that moves the mark to `u` (for an order book: any dollar more does);
    /// infinite where none does.
    #[must_use]
    pub fn inverse_touch(&self, u: f64) -> f64 {
        if u <= 0.0 {
            return 0.0;
        }
        ask!(self, f64::INFINITY, model => model.inverse_touch(u))
    }

    /// Whether `flow` is more than an explicit order book holds.
    #[must_use]
    pub fn exhausted(&self, flow: f64) -> bool {
        ask!(self, false, model => Curve::exhausted(model, flow))
    }
}

#[cfg(test)]
pub(crate) mod tests {
    use super::*;

    pub(crate) fn close(left: f64, right: f64) {
        let scale = left.abs().max(right.abs()).max(1e-300);
        assert!((left - right).abs() / scale < 1e-12, "{left} against {right}");
    }

    /// What every model keeps: zero at zero, rising, the inverse undoes it, the integral is one.
    pub(crate) fn laws(model: &Impact, flows: &[f64]) {
        assert_eq!(model.displacement(0.0), 0.0);
        assert_eq!(model.displacement(-1.0), 0.0);
        assert_eq!(model.integral(0.0), 0.0);
        let mut last = 0.0;
        for &flow in flows {
            let u = model.displacement(flow);
            assert!(u >= last, "falls at {flow}");
            last = u;
            let back = model.inverse(u);
            assert!(back >= flow * (1.0 - 1e-9), "the inverse of {flow} gives {back}");
            // Midpoint sums against the closed integral.
            let n = 20_000;
            let step = flow / f64::from(n);
            let sum: f64 = (0..n).map(|i| model.displacement((f64::from(i) + 0.5) * step)).sum();
            let exact = model.integral(flow);
            assert!((sum * step - exact).abs() <= 1e-3 * exact, "integral at {flow}");
        }
    }

    #[test]
    fn every_model_has_a_name_and_keys_of_its_own() {
        assert_eq!(KINDS, "none, linear, power, withdrawal, bounded, levels");
        for (index, model) in MODELS.iter().enumerate() {
            let kinds = MODELS.iter().take(index).map(|other| other.form.kind);
            assert!(kinds.into_iter().all(|kind| kind != model.form.kind));
            // A constant of `form.rs` grows with a model that has more.
            assert!(model.form.parameters.len() <= Numbers::<f64>::default().len());
            let taken = ["kind", "levels", "usd_per_percent", "depth_usd", "survival"];
            for parameter in model.form.parameters {
                assert!(!taken.contains(&parameter.key), "{}", parameter.key);
                assert!(!parameter.allows(f64::NAN), "{}", parameter.key);
            }
        }
    }

    #[test]
    fn no_impact_moves_nothing() {
        laws(&Impact::None, &[1.0, 1e9]);
        assert_eq!(Impact::None.mean(1.0, 2.0), 0.0);
        assert_eq!(Impact::None.inverse(0.0), f64::INFINITY);
    }

    #[test]
    fn a_mean_lies_between_its_ends() {
        let model = Impact::Power(Power::new(1e9, 0.5).unwrap());
        let (from, to) = (2e7, 3e7);
        let mean = model.mean(from, to);
        assert!(model.displacement(from) < mean && mean < model.displacement(to));
        assert_eq!(model.mean(to, to), model.displacement(to));
    }
}
