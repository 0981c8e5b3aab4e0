//! Named inputs of an audit, each with the source that it is from.

use std::collections::BTreeMap;
use std::fmt;

use crate::error::{Error, Kind, Result};
use crate::money::Rational;

/// Named inputs, in the order of their names.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Inputs(BTreeMap<String, Input>);

/// One input.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Input {
    /// Its value.
    pub datum: Datum,
    /// The series, report or panel that it is from.
    pub source: String,
}

/// A number or a word.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Datum {
    /// An exact number.
    Number(Rational),
    /// A word, such as the label of an index.
    Word(String),
}

impl Inputs {
    /// Sets an input; one that was there is replaced.
    ///
    /// # Errors
    /// Malformed for a name that no formula could use.
    pub fn set(&mut self, name: &str, datum: Datum, source: &str) -> Result<()> {
        if !is_name(name) {
            let error = Error::malformed("a name such as btc_long_usd", name);
            return Err(error);
        }
        self.0.insert(name.to_owned(), Input { datum, source: source.to_owned() });
        Ok(())
    }

    /// Forgets an input, so that what needs it cannot be checked.
    ///
    /// # Errors
    /// [`Kind::UnknownKey`] when there is none of this name.
    pub fn forget(&mut self, name: &str) -> Result<()> {
        match self.0.remove(name) {
            Some(_) => Ok(()),
            None => Err(Kind::UnknownKey(name.into()).into()),
        }
    }

    /// The input of this name.
    #[must_use]
    pub fn get(&self, name: &str) -> Option<&Input> {
        self.0.get(name)
    }

    /// Every input, by name.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &Input)> {
        self.0.iter().map(|(name, input)| (name.as_str(), input))
    }
}

/// Whether a formula can use this name: a small letter, then small letters, digits, underscores.
pub(super) fn is_name(text: &str) -> bool {
    text.starts_with(|c: char| c.is_ascii_lowercase())
        && text.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '_')
}

impl fmt::Display for Datum {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Number(number) => f.write_str(&shown(*number)),
            Self::Word(word) => f.write_str(word),
        }
    }
}

/// A number with six places at most, for sentences; as a fraction where it is too large.
pub(super) fn shown(number: Rational) -> String {
    number.nearest(6).map_or_else(|_| number.to_string(), |value| value.normalize().to_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_those_that_a_formula_can_use() {
        let mut inputs = Inputs::default();
        let one = Datum::Number(Rational::ONE);
        assert!(inputs.set("btc_24h", one.clone(), "a report").is_ok());
        for bad in ["", "24h", "Btc", "btc long", "btc-long", "_x"] {
            assert_eq!(inputs.set(bad, one.clone(), "").unwrap_err().code(), "MALFORMED", "{bad}");
        }
        assert_eq!(inputs.forget("btc"), Err(Kind::UnknownKey("btc".into()).into()));
        assert!(inputs.forget("btc_24h").is_ok() && inputs.get("btc_24h").is_none());
    }
}
