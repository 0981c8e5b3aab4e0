//! Formulas: `+ - * /`, brackets, `abs`, `min`, `max`, decimals and names. Nothing else.
//!
//! Values are exact fractions, so a formula is either exactly right or an error; it can read
//! nothing but its inputs and always ends.

use std::fmt;

use super::inputs::{Datum, Inputs, is_name};
use crate::error::{Error, Kind, Result};
use crate::money::Rational;

/// Longest formula, in bytes.
const MOST_BYTES: usize = 500;
/// Deepest nesting.
const MOST_DEPTH: u32 = 32;
const EXPECTED: &str = "a number, a name, abs(…), min(…), max(…) or a bracket";

/// A formula, read and ready.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Expr {
    text: String,
    tree: Tree,
}

#[derive(Clone, Debug, PartialEq, Eq)]
enum Tree {
    Number(Rational),
    Name(String),
    Negative(Box<Tree>),
    Pair(Box<Tree>, Operator, Box<Tree>),
    Call(Function, Vec<Tree>),
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Operator {
    Plus,
    Minus,
    Times,
    Over,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Function {
    Abs,
    Min,
    Max,
}

/// Why a formula has no value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Unmet {
    /// Inputs of these names are unknown.
    Unknown(Vec<String>),
    /// This input is a word where a number is needed.
    Word(String),
    /// It divides by zero.
    DividesByZero,
    /// It leaves exact arithmetic.
    TooLarge,
}

impl Expr {
    /// Reads a formula.
    ///
    /// # Errors
    /// Malformed with the rest of the text at which it went wrong; too large beyond 500 bytes or
    /// 32 levels; as the decimal reader for its numbers.
    pub fn parse(text: &str) -> Result<Self> {
        if text.len() > MOST_BYTES {
            return Err(Kind::TooLarge { limit: "a formula of at most 500 bytes" }.into());
        }
        let mut scan = Scan { rest: text, depth: 0 };
        let tree = scan.sum()?;
        scan.space();
        if !scan.rest.is_empty() {
            return Err(Error::malformed("an operator or the end of the formula", scan.rest));
        }
        Ok(Self { text: text.to_owned(), tree })
    }

    /// The formula as it was written.
    #[must_use]
    pub fn text(&self) -> &str {
        &self.text
    }

    /// Its value; every unknown name at once where there are some.
    ///
    /// # Errors
    /// As [`Unmet`] says.
    pub fn value(&self, inputs: &Inputs) -> std::result::Result<Rational, Unmet> {
        let mut names = Vec::new();
        self.tree.names(&mut names);
        names.retain(|name| inputs.get(name).is_none());
        if !names.is_empty() {
            return Err(Unmet::Unknown(names));
        }
        self.tree.value(inputs)
    }
}

impl Tree {
    fn names(&self, found: &mut Vec<String>) {
        match self {
            Self::Number(_) => {}
            Self::Name(name) if found.contains(name) => {}
            Self::Name(name) => found.push(name.clone()),
            Self::Negative(inner) => inner.names(found),
            Self::Pair(left, _, right) => {
                left.names(found);
                right.names(found);
            }
            Self::Call(_, arguments) => arguments.iter().for_each(|inner| inner.names(found)),
        }
    }

    fn value(&self, inputs: &Inputs) -> std::result::Result<Rational, Unmet> {
        match self {
            Self::Number(number) => Ok(*number),
            Self::Name(name) => match inputs.get(name).map(|input| &input.datum) {
                Some(Datum::Number(number)) => Ok(*number),
                Some(Datum::Word(_)) => Err(Unmet::Word(name.clone())),
                None => Err(Unmet::Unknown(vec![name.clone()])),
            },
            Self::Negative(inner) => exact(inner.value(inputs)?.negated()),
            Self::Pair(left, operator, right) => {
                operator.apply(left.value(inputs)?, right.value(inputs)?)
            }
            Self::Call(function, arguments) => {
                let values: Vec<_> =
                    arguments.iter().map(|inner| inner.value(inputs)).collect::<Result<_, _>>()?;
                function.apply(&values)
            }
        }
    }
}

impl Operator {
    fn apply(self, left: Rational, right: Rational) -> std::result::Result<Rational, Unmet> {
        match self {
            Self::Plus => exact(left.plus(right)),
            Self::Minus => exact(left.minus(right)),
            Self::Times => exact(left.times(right)),
            Self::Over if right.is_zero() => Err(Unmet::DividesByZero),
            Self::Over => exact(left.over(right)),
        }
    }
}

impl Function {
    fn named(name: &str) -> Option<Self> {
        match name {
            "abs" => Some(Self::Abs),
            "min" => Some(Self::Min),
            "max" => Some(Self::Max),
            _ => None,
        }
    }

    fn apply(self, values: &[Rational]) -> std::result::Result<Rational, Unmet> {
        let found = match self {
            Self::Abs => {
                return values.first().map_or(Err(Unmet::TooLarge), |v| exact(v.magnitude()));
            }
            Self::Min => values.iter().copied().reduce(Rational::lesser),
            Self::Max => values.iter().copied().reduce(Rational::greater),
        };
        found.ok_or(Unmet::TooLarge)
    }
}

/// The only way a sum, difference or product fails.
fn exact(value: Rational) -> std::result::Result<Rational, Unmet> {
    value.known("a quotient").map_err(|_| Unmet::TooLarge)
}

struct Scan<'a> {
    rest: &'a str,
    depth: u32,
}

impl<'a> Scan<'a> {
    fn sum(&mut self) -> Result<Tree> {
        let mut left = self.product()?;
        loop {
            let operator = match self.peek() {
                Some('+') => Operator::Plus,
                Some('-') => Operator::Minus,
                _ => return Ok(left),
            };
            self.skip();
            left = Tree::Pair(Box::new(left), operator, Box::new(self.product()?));
        }
    }

    fn product(&mut self) -> Result<Tree> {
        let mut left = self.factor()?;
        loop {
            let operator = match self.peek() {
                Some('*') => Operator::Times,
                Some('/') => Operator::Over,
                _ => return Ok(left),
            };
            self.skip();
            left = Tree::Pair(Box::new(left), operator, Box::new(self.factor()?));
        }
    }

    fn factor(&mut self) -> Result<Tree> {
        self.depth = self.depth.saturating_add(1);
        if self.depth > MOST_DEPTH {
            return Err(Kind::TooLarge { limit: "at most 32 levels in a formula" }.into());
        }
        let tree = match self.peek() {
            Some('-') => {
                self.skip();
                Tree::Negative(Box::new(self.factor()?))
            }
            Some('(') => {
                self.skip();
                let inner = self.sum()?;
                self.close()?;
                inner
            }
            Some(c) if c.is_ascii_digit() => self.number()?,
            Some(c) if c.is_ascii_lowercase() => self.name()?,
            _ => return Err(Error::malformed(EXPECTED, self.rest)),
        };
        self.depth = self.depth.saturating_sub(1);
        Ok(tree)
    }

    fn number(&mut self) -> Result<Tree> {
        let word = self.word(|c| c.is_ascii_digit() || c == '.');
        word.parse().map(Tree::Number)
    }

    fn name(&mut self) -> Result<Tree> {
        let word = self.word(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '_');
        if self.peek() != Some('(') {
            return Ok(Tree::Name(word.to_owned()));
        }
        let function = Function::named(word).ok_or_else(|| {
            Error::new(Kind::UnknownName { known: "abs, min, max", found: word.into() })
        })?;
        self.skip();
        let mut arguments = vec![self.sum()?];
        while self.peek() == Some(',') {
            self.skip();
            arguments.push(self.sum()?);
        }
        self.close()?;
        if function == Function::Abs && arguments.len() != 1 {
            return Err(Error::malformed("one argument of abs", "several"));
        }
        Ok(Tree::Call(function, arguments))
    }

    fn word(&mut self, part: impl Fn(char) -> bool) -> &'a str {
        let end = self.rest.find(|c| !part(c)).unwrap_or(self.rest.len());
        let (word, rest) = self.rest.split_at_checked(end).unwrap_or((self.rest, ""));
        self.rest = rest;
        word
    }

    fn close(&mut self) -> Result<()> {
        if self.peek() != Some(')') {
            return Err(Error::malformed("a closing bracket", self.rest));
        }
        self.skip();
        Ok(())
    }

    fn peek(&mut self) -> Option<char> {
        self.space();
        self.rest.chars().next()
    }

    /// Passes over the character that was peeked at; all of them are one byte.
    fn skip(&mut self) {
        self.rest = self.rest.get(1..).unwrap_or_default();
    }

    fn space(&mut self) {
        self.rest = self.rest.trim_start();
    }
}

impl fmt::Display for Unmet {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Unknown(names) => write!(f, "{} is not known", names.join(", ")),
            Self::Word(name) => write!(f, "{name} is a word, not a number"),
            Self::DividesByZero => f.write_str("the formula divides by zero"),
            Self::TooLarge => f.write_str("the value is too large for exact arithmetic"),
        }
    }
}

/// Whether `text` names an input and nothing else.
pub(super) fn as_name(text: &str) -> Option<&str> {
    Some(text.trim()).filter(|text| is_name(text))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn inputs() -> Inputs {
        let mut inputs = Inputs::default();
        for (name, value) in [("a", "6"), ("b", "4"), ("zero", "0"), ("huge", "1e27")] {
            inputs.set(name, Datum::Number(value.parse().unwrap()), "a test").unwrap();
        }
        inputs.set("mood", Datum::Word("Fear".to_owned()), "a test").unwrap();
        inputs
    }

    fn value(text: &str) -> String {
        match Expr::parse(text).map(|formula| formula.value(&inputs())) {
            Ok(Ok(value)) => value.to_string(),
            Ok(Err(unmet)) => unmet.to_string(),
            Err(error) => error.code().to_owned(),
        }
    }

    #[test]
    fn operators_bind_as_everybody_expects() {
        assert_eq!(value("a + b * 2"), "14");
        assert_eq!(value("(a + b) * 2"), "20");
        assert_eq!(value("a - b - 1"), "1");
        assert_eq!(value("a / b / 3"), "1/2");
        assert_eq!(value("-a--b"), "-2");
        assert_eq!(value("1 - 0.17"), "83/100");
        assert_eq!(value("max(a, b, 7) - min(a, b) + abs(-1)"), "4");
    }

    #[test]
    fn what_has_no_value_says_why() {
        assert_eq!(value("a / (b - 4)"), "the formula divides by zero");
        assert_eq!(value("x + y + x"), "x, y is not known");
        assert_eq!(value("mood + 1"), "mood is a word, not a number");
        assert_eq!(
            value("huge * huge * huge * huge * huge * huge"),
            "the value is too large for exact arithmetic"
        );
    }

    #[test]
    fn anything_else_is_an_error() {
        let bad = ["", "a +", "a b", "2 ** 3", "(a", "a)", "A", "a.b", "1.2.3", "a = b", "$a", ","];
        for text in bad {
            assert_eq!(value(text), "MALFORMED", "{text:?}");
        }
        assert_eq!(value("sqrt(a)"), "UNKNOWN_NAME");
        assert_eq!(value("abs(a, b)"), "MALFORMED");
        assert_eq!(value(&"(".repeat(400)), "TOO_LARGE");
        assert_eq!(value(&"-".repeat(400)), "TOO_LARGE");
        assert_eq!(value(&"1+".repeat(400)), "TOO_LARGE");
        assert_eq!(value("a 🙂"), "MALFORMED");
    }

    #[test]
    fn long_flat_formulas_stay_flat() {
        let many = vec!["1"; 249].join("+");
        assert_eq!(value(&many), "249");
    }
}
