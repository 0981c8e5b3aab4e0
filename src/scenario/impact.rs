//! The `impact` of a scenario: which model, with which depth.

use super::number::Number;
use crate::error::{Error, Result};
use crate::impact::{Bounded, Impact, Levels, Linear, Power, Withdrawal};
use crate::value::{Fields, Record, Value};

const KINDS: &str = "none, linear, power, withdrawal, bounded, levels";
const SURVIVAL: &str = "a surviving share above 0, up to 1";

/// The impact model as it was given.
#[derive(Clone, Debug, PartialEq)]
pub struct ImpactSpec {
    kind: Shape,
    depth: Option<Depth>,
    survival: Number,
}

#[derive(Clone, Debug, PartialEq)]
enum Shape {
    None,
    Linear,
    Power { gamma: Number },
    Withdrawal { rate: Number },
    Bounded { max: Number },
    Levels { levels: Vec<(Number, Number)>, exhausted: Option<Number> },
}

/// USD within 1 % of the price, or USD for a move of 100 %.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Depth {
    PerPercent(Number),
    PerUnit(Number),
}

impl ImpactSpec {
    /// Reads the object under `impact`.
    ///
    /// # Errors
    /// What is wrong with which key.
    pub fn read(value: Value) -> Result<Self> {
        let mut fields = Fields::of(value)?;
        let kind = fields.need_text("kind", KINDS)?;
        let shape = shape(&kind, &mut fields)?;
        let per_percent = fields.read("usd_per_percent", Number::positive)?;
        let per_unit = fields.read("depth_usd", Number::positive)?;
        let survives = |v| Number::read_if(v, SURVIVAL, |x| x > 0.0 && x <= 1.0);
        let survival = fields.read("survival", survives)?.unwrap_or(Number::whole(1));
        fields.finish()?;
        let depth = match (per_percent, per_unit) {
            (Some(_), Some(_)) => {
                let rule = "usd_per_percent and depth_usd both state the depth: give one";
                return Err(Error::conflict(rule));
            }
            (Some(usd), None) => Some(Depth::PerPercent(usd)),
            (None, usd) => usd.map(Depth::PerUnit),
        };
        let spec = Self { kind: shape, depth, survival };
        spec.build()?;
        Ok(spec)
    }

    /// The model.
    ///
    /// # Errors
    /// Missing without a depth where one is needed; as the constructors of the models.
    pub fn build(&self) -> Result<Impact> {
        let survival = self.survival.get();
        match &self.kind {
            Shape::None => Ok(Impact::None),
            Shape::Linear => Ok(Impact::Linear(Linear::new(self.depth(0.01)? * survival)?)),
            Shape::Power { gamma } => {
                let gamma = gamma.get();
                let depth = self.depth(libm::pow(0.01, 1.0 / gamma))?;
                Ok(Impact::Power(Power::new(depth * survival, gamma)?))
            }
            Shape::Withdrawal { rate } => {
                let depth = self.depth(0.01)? * survival;
                Ok(Impact::Withdrawal(Withdrawal::new(depth, rate.get())?))
            }
            Shape::Bounded { max } => {
                Ok(Impact::Bounded(Bounded::new(self.depth(0.01)? * survival, max.get())?))
            }
            Shape::Levels { levels, exhausted } => {
                let pair = |(u, usd): &(Number, Number)| (u.get(), usd.get() * survival);
                let levels: Vec<_> = levels.iter().map(pair).collect();
                let book = Levels::new(&levels, exhausted.map(Number::get))?;
                Ok(Impact::Levels(match self.depth {
                    None => book,
                    Some(_) => book.with_depth_beyond(self.depth(0.01)? * survival)?,
                }))
            }
        }
    }

    /// The depth in USD for 100 %, from that within 1 % when `percent` is what 1 % costs of it.
    fn depth(&self, percent: f64) -> Result<f64> {
        match self.depth {
            Some(Depth::PerUnit(usd)) => Ok(usd.get()),
            Some(Depth::PerPercent(usd)) => Ok(usd.get() / percent),
            None => Err(Error::missing("the depth in USD within 1 %").in_field("usd_per_percent")),
        }
    }

    /// The object that reads as this one.
    #[must_use]
    pub fn to_value(&self) -> Value {
        let mut found = Record::default();
        let mut kind = |name: &str| found.put("kind", name);
        match &self.kind {
            Shape::None => kind("none"),
            Shape::Linear => kind("linear"),
            Shape::Power { gamma } => {
                kind("power");
                found.put("gamma", *gamma);
            }
            Shape::Withdrawal { rate } => {
                kind("withdrawal");
                found.put("rate", *rate);
            }
            Shape::Bounded { max } => {
                kind("bounded");
                found.put("max", *max);
            }
            Shape::Levels { levels, exhausted } => {
                let pair = |(u, usd): &(Number, Number)| Value::list([*u, *usd]);
                kind("levels");
                found.put("levels", Value::list(levels.iter().map(pair)));
                found.put("exhausted", *exhausted);
            }
        }
        match self.depth {
            Some(Depth::PerPercent(usd)) => found.put("usd_per_percent", usd),
            Some(Depth::PerUnit(usd)) => found.put("depth_usd", usd),
            None => {}
        }
        found.put("survival", self.survival);
        found.into()
    }
}

fn shape(kind: &str, fields: &mut Fields) -> Result<Shape> {
    Ok(match kind {
        "none" => Shape::None,
        "linear" => Shape::Linear,
        "power" => Shape::Power { gamma: fields.need("gamma", "the exponent", Number::positive)? },
        "withdrawal" => {
            let rate = fields.need("rate", "how fast the depth thins", Number::nonnegative)?;
            Shape::Withdrawal { rate }
        }
        "bounded" => {
            Shape::Bounded { max: fields.need("max", "the largest move", Number::positive)? }
        }
        "levels" => Shape::Levels {
            levels: fields.each("levels", level)?,
            exhausted: fields.read("exhausted", Number::nonnegative)?,
        },
        other => {
            let error = Error::unknown(KINDS, other);
            return Err(error.in_field("kind"));
        }
    })
}

/// One order-book level: `[displacement, usd]`.
fn level(value: Value) -> Result<(Number, Number)> {
    let found = "another list";
    let expected = || Error::malformed("a pair of displacement and USD", found);
    let pair: [Value; 2] = value.items()?.try_into().map_err(|_| expected())?;
    let [u, usd] = pair;
    Ok((Number::nonnegative(u)?, Number::nonnegative(usd)?))
}
