//! An answer: the rule, the inputs that it used, and what was found or why nothing could be.

use std::fmt;

use crate::money::Ratio;
use crate::time::Time;

/// The answer to one question, fit to be printed under the number.
#[derive(Clone, Debug, PartialEq)]
pub struct Answer<T> {
    /// The rule in words.
    pub rule: &'static str,
    /// Every input that was used, by name, as it was.
    pub used: Vec<Used>,
    /// The result, or what is missing.
    pub found: Finding<T>,
}

/// One input of an answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Used {
    /// Its name.
    pub name: &'static str,
    /// Its value, as text.
    pub value: String,
}

/// A result, or why there is none.
#[derive(Clone, Debug, PartialEq)]
pub enum Finding<T> {
    /// The question has an answer.
    Known(T),
    /// It cannot be checked.
    Unknown(Unknown),
}

/// What is missing for an answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unknown {
    /// In words, as the end of "cannot be checked: …".
    pub why: String,
}

impl<T> Answer<T> {
    /// An answer that is still without inputs, and unknown for want of them.
    #[must_use]
    pub fn to(rule: &'static str) -> Self {
        let why = "no input was given".to_owned();
        Self { rule, used: Vec::new(), found: Finding::Unknown(Unknown { why }) }
    }

    /// The same answer, with one more input used.
    #[must_use]
    pub fn using(mut self, name: &'static str, value: impl fmt::Display) -> Self {
        note(&mut self.used, name, &value);
        self
    }

    /// The same answer, with an input used if there is one.
    #[must_use]
    pub fn using_if(self, name: &'static str, value: Option<impl fmt::Display>) -> Self {
        match value {
            Some(value) => self.using(name, value),
            None => self,
        }
    }

    /// The result.
    #[must_use]
    pub fn known(mut self, found: T) -> Self {
        self.found = Finding::Known(found);
        self
    }

    /// No result, and why.
    #[must_use]
    pub fn unknown(mut self, why: impl Into<String>) -> Self {
        self.found = Finding::Unknown(Unknown { why: why.into() });
        self
    }

    /// The result where there is one, else why not.
    #[must_use]
    pub fn found(self, result: Result<T, Unknown>) -> Self {
        match result {
            Ok(found) => self.known(found),
            Err(Unknown { why }) => self.unknown(why),
        }
    }

    /// The result, where there is one.
    #[must_use]
    pub fn get(&self) -> Option<&T> {
        match &self.found {
            Finding::Known(found) => Some(found),
            Finding::Unknown(_) => None,
        }
    }

    /// Why there is no result.
    #[must_use]
    pub fn why_not(&self) -> Option<&str> {
        match &self.found {
            Finding::Known(_) => None,
            Finding::Unknown(unknown) => Some(&unknown.why),
        }
    }
}

#[inline(never)]
fn note(used: &mut Vec<Used>, name: &'static str, value: &dyn fmt::Display) {
    used.push(Used { name, value: value.to_string() });
}

impl Unknown {
    /// A reason.
    #[must_use]
    pub fn because(why: impl Into<String>) -> Self {
        Self { why: why.into() }
    }
}

/// A UTC day as `2025-11-04`, or a whole time where it is not midnight.
#[must_use]
pub fn day(time: Time) -> String {
    let text = time.to_string();
    match text.strip_suffix("T00:00:00.000Z") {
        Some(date) => date.to_owned(),
        None => text,
    }
}

/// A fraction as per cent, exactly: 0.0731 is `7.31`.
#[must_use]
pub fn percent(ratio: Ratio) -> String {
    let mut value = ratio.decimal();
    if value.scale() >= 2 {
        // Two places fewer is a hundred times as much.
        let _ = value.set_scale(value.scale().saturating_sub(2));
        return value.normalize().to_string();
    }
    let hundred = rust_decimal::Decimal::ONE_HUNDRED;
    value.checked_mul(hundred).unwrap_or(value).normalize().to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_answer_starts_unknown_and_keeps_its_inputs() {
        let answer = Answer::<u32>::to("a rule").using("price_usd", 5).using_if("none", None::<u8>);
        assert_eq!(answer.why_not(), Some("no input was given"));
        assert_eq!(answer.used.len(), 1);
        assert_eq!(answer.known(7).get(), Some(&7));
    }

    #[test]
    fn a_fraction_is_shown_as_per_cent_without_rounding() {
        let of = |text: &str| percent(text.parse().unwrap());
        assert_eq!(of("-0.073164787358047770"), "-7.316478735804777");
        assert_eq!(of("0.5"), "50");
        assert_eq!(of("2"), "200");
        assert_eq!(of("0"), "0");
    }

    #[test]
    fn a_midnight_is_shown_as_its_day() {
        assert_eq!(day(Time::parse("2025-11-04").unwrap()), "2025-11-04");
        let later = Time::parse("2025-11-04T08:00Z").unwrap();
        assert_eq!(day(later), "2025-11-04T08:00:00.000Z");
    }
}
