//! The `impact` of a scenario: which model, with which depth.

use super::number::Number;
use crate::error::{Error, Result};
use crate::impact::{Form, Given, Impact, KINDS, MODELS, Numbers, Parameter};
use crate::value::{Fields, Record, Value};

const SURVIVAL: &str = "a surviving share above 0, up to 1";

/// The impact model as it was given, and the model itself.
#[derive(Clone, Debug, PartialEq)]
pub struct ImpactSpec {
    form: &'static Form,
    levels: Vec<Level>,
    numbers: Numbers<Number>,
    depth: Option<Depth>,
    survival: Number,
    model: Impact,
}

/// Displacement and USD.
type Level = (Number, Number);

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
    /// What is wrong with which key; as the constructors of the models.
    pub fn read(value: Value) -> Result<Self> {
        let mut fields = Fields::of(value)?;
        let kind = fields.need_text("kind", KINDS)?;
        let Some(model) = MODELS.iter().find(|model| model.form.kind == kind) else {
            return Err(Error::unknown(KINDS, &kind).in_field("kind"));
        };
        let form = &model.form;
        let mut spec = Self {
            form,
            levels: if form.has_levels { fields.each("levels", level)? } else { vec![] },
            numbers: numbers(&mut fields, form.parameters)?,
            depth: None,
            survival: survival(&mut fields)?,
            model: Impact::None,
        };
        let depths = depths(&mut fields)?;
        fields.finish()?;
        spec.depth = depth(depths)?;
        spec.model = spec.made(model.make)?;
        Ok(spec)
    }

    fn made(&self, make: fn(&Given<'_>) -> Result<Impact>) -> Result<Impact> {
        let level = |(u, usd): &Level| (u.get(), usd.get());
        let levels: Vec<_> = self.levels.iter().map(level).collect();
        let numbers = self.numbers.map(|number| number.map(Number::get));
        let (usd_per_percent, depth_usd) = match self.depth {
            Some(Depth::PerPercent(usd)) => (Some(usd.get()), None),
            Some(Depth::PerUnit(usd)) => (None, Some(usd.get())),
            None => (None, None),
        };
        let survival = self.survival.get();
        make(&Given { usd_per_percent, depth_usd, survival, numbers, levels: &levels })
    }

    /// The model.
    #[must_use]
    pub const fn model(&self) -> &Impact {
        &self.model
    }

    /// The object that reads as this one.
    #[must_use]
    pub fn to_value(&self) -> Value {
        let pair = |(u, usd): &Level| Value::list([*u, *usd]);
        let mut found = Record::default();
        found.put("kind", self.form.kind);
        if self.form.has_levels {
            found.put("levels", Value::list(self.levels.iter().map(pair)));
        }
        for (parameter, number) in self.form.parameters.iter().zip(self.numbers) {
            found.put(parameter.key, number);
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

/// The parameters of a model in their order.
fn numbers(fields: &mut Fields, of: &[Parameter]) -> Result<Numbers<Number>> {
    let mut numbers = Numbers::default();
    for (place, parameter) in numbers.iter_mut().zip(of) {
        *place = number(fields, parameter).map_err(|e| e.in_field(parameter.key))?;
    }
    Ok(numbers)
}

fn number(fields: &mut Fields, parameter: &Parameter) -> Result<Option<Number>> {
    let Some(value) = fields.take(parameter.key) else {
        let missing = || Error::missing(parameter.what);
        return if parameter.is_optional { Ok(None) } else { Err(missing()) };
    };
    let number = Number::read(value)?;
    if parameter.allows(number.get()) {
        Ok(Some(number))
    } else {
        Err(number.outside(parameter.range))
    }
}

/// Both ways to state a depth, as they are given.
fn depths(fields: &mut Fields) -> Result<[Option<Number>; 2]> {
    let per_percent = fields.read("usd_per_percent", Number::positive)?;
    Ok([per_percent, fields.read("depth_usd", Number::positive)?])
}

fn depth([per_percent, per_unit]: [Option<Number>; 2]) -> Result<Option<Depth>> {
    match (per_percent, per_unit) {
        (Some(_), Some(_)) => {
            let rule = "usd_per_percent and depth_usd both state the depth: give one";
            Err(Error::conflict(rule))
        }
        (Some(usd), None) => Ok(Some(Depth::PerPercent(usd))),
        (None, usd) => Ok(usd.map(Depth::PerUnit)),
    }
}

fn survival(fields: &mut Fields) -> Result<Number> {
    let survives = |v| Number::read_if(v, SURVIVAL, |x| x > 0.0 && x <= 1.0);
    Ok(fields.read("survival", survives)?.unwrap_or(Number::whole(1)))
}

/// One order-book level: `[displacement, usd]`.
fn level(value: Value) -> Result<Level> {
    let found = "another list";
    let expected = || Error::malformed("a pair of displacement and USD", found);
    let pair: [Value; 2] = value.items()?.try_into().map_err(|_| expected())?;
    let [u, usd] = pair;
    Ok((Number::nonnegative(u)?, Number::nonnegative(usd)?))
}
