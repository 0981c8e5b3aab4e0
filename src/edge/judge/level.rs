//! Whether the price is above, on or below a named level.

use super::answers::answer;
use super::findings::Findings;
use crate::context::Answer;
use crate::context::level::{Level, verdict};
use crate::error::Result;
use crate::money::Price;
use crate::value::{Fields, Value, record};

/// The question `key_level`.
pub(super) struct Question {
    level: Option<Band>,
}

/// A level, and what the cascade says of it.
struct Band {
    price: Option<Price>,
    lower: Price,
    upper: Price,
    shock_needed: Option<f64>,
}

/// What was found.
pub(super) struct Answers {
    level: Answer<Level>,
    shock_needed: Option<f64>,
}

impl Question {
    /// Takes `key_level`.
    pub(super) fn read(bag: &mut Fields) -> Result<Self> {
        Ok(Self { level: bag.read("key_level", Band::read)? })
    }

    /// Where the price stands: the level's own, else the close of the day.
    pub(super) fn answers(self, close: Option<Price>) -> Result<Answers> {
        let Some(Band { price, lower, upper, shock_needed }) = self.level else {
            let none = Answer::to("above, on or below a named level");
            return Ok(Answers { level: none.unknown("it needs a level"), shock_needed: None });
        };
        let level = verdict(price.or(close), lower, upper);
        Ok(Answers { level: level.map_err(|e| e.in_field("key_level"))?, shock_needed })
    }
}

impl Band {
    fn read(value: Value) -> Result<Self> {
        let mut bag = Fields::of(value)?;
        let price = bag.exact::<Price>("price_usd")?;
        let parse = |value: Value| value.parse::<Price>();
        let lower = bag.need("lower_usd", "the lower edge", parse)?;
        let upper = bag.read("upper_usd", parse)?.unwrap_or(lower);
        let shock_needed = bag.estimate("shock_needed")?;
        bag.finish()?;
        Ok(Self { price, lower, upper, shock_needed })
    }
}

impl Answers {
    /// Tells them.
    pub(super) fn tell(&self, findings: &mut Findings) {
        let told = answer(&self.level, |level| {
            record![
                ("verdict", level.verdict.as_str()),
                ("to_lower", Value::text(level.to_lower)),
                ("to_upper", Value::text(level.to_upper)),
                ("shock_needed_estimate", self.shock_needed),
            ]
        });
        findings.answer("key_level", told);
    }
}
