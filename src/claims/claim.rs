//! A claim as it is written down: a sentence, its readings, and what each is compared with.

use super::expr::Expr;
use super::unit::Unit;
use crate::error::{Error, Kind as ErrorKind, Result};
use crate::money::Rational;

/// One sentence of an article.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Claim {
    /// Its number or name.
    pub id: String,
    /// What is said.
    pub text: String,
    /// Whether it can be true or false, or is somebody's view.
    pub kind: Kind,
    /// What it may mean; every one is evaluated.
    pub readings: Vec<Reading>,
    /// Why it cannot be checked at all, where that is so. Its readings are then only context.
    pub cannot: Option<String>,
    /// One more sentence for the reader.
    pub note: Option<String>,
    /// The panel that computes it.
    pub panel: String,
}

vocabulary! {
    /// A claim or a view.
    #[derive(Clone, Copy, Debug, PartialEq, Eq)]
    pub enum Kind {
        /// A statement of fact.
        Claim = "claim",
        /// An opinion; it is shown as one.
        View = "view",
    }
}

/// One thing that a claim may mean.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reading {
    /// When this is what is meant: the end of the sentence "holds only if …".
    pub condition: String,
    /// The series or report that it is taken from.
    pub series: String,
    /// What is evaluated.
    pub test: Test,
}

/// What is evaluated.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Test {
    /// A number is compared with another.
    Number(Box<Measure>),
    /// A word is the same as another, but for capitals.
    Word {
        /// The name of the input.
        input: String,
        /// The word that is claimed.
        target: String,
    },
}

/// A number, and what it is compared with.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Measure {
    /// The number.
    pub formula: Expr,
    /// How it is compared.
    pub comparison: Comparison,
    /// With what.
    pub target: Expr,
    /// The upper end, for [`Comparison::Between`].
    pub upper: Option<Expr>,
    /// How far off still counts.
    pub tolerance: Rational,
    /// What the number is.
    pub unit: Unit,
}

vocabulary! {
    /// How a number is compared with its target; `±` is the tolerance.
    #[derive(Clone, Copy, Debug, PartialEq, Eq)]
    pub enum Comparison {
        /// Within the tolerance of the target.
        About = "about",
        /// The target or more.
        AtLeast = "at_least",
        /// The target or less.
        AtMost = "at_most",
        /// More than the target.
        Above = "above",
        /// Less than the target.
        Below = "below",
        /// From the target to the upper end, both included.
        Between = "between",
    }
}

impl Claim {
    /// Checks that the claim can be evaluated.
    ///
    /// # Errors
    /// Missing when it has neither a reading nor a reason why it cannot be checked.
    pub fn check(&self) -> Result<()> {
        if self.readings.is_empty() && self.cannot.is_none() {
            let what = "a reading, or why the claim cannot be checked";
            return Err(Error::missing(what).in_field("readings"));
        }
        for (index, reading) in self.readings.iter().enumerate() {
            let path = |error: Error| error.at_index(index).in_field("readings");
            if let Test::Number(measure) = &reading.test {
                measure.check().map_err(path)?;
            }
        }
        Ok(())
    }
}

impl Measure {
    fn check(&self) -> Result<()> {
        if self.tolerance.is_negative() {
            let found = self.tolerance.to_string();
            let error = Error::out_of_range("a tolerance of 0 or more", &found);
            return Err(error.in_field("tolerance"));
        }
        match (self.comparison, &self.upper) {
            (Comparison::Between, None) => Err(Error::missing("an upper end").in_field("upper")),
            (Comparison::Between, Some(_)) | (_, None) => Ok(()),
            (_, Some(_)) => {
                let rule = "expected an upper end only where the comparison is between";
                Err(Error::new(ErrorKind::Conflict { rule }).in_field("upper"))
            }
        }
    }
}

impl Reading {
    /// What its value is; a word is no number of any unit.
    #[must_use]
    pub const fn unit(&self) -> Unit {
        match &self.test {
            Test::Number(measure) => measure.unit,
            Test::Word { .. } => Unit::Number,
        }
    }
}

impl Comparison {
    /// The same in a sentence.
    #[must_use]
    pub const fn in_words(self) -> &'static str {
        match self {
            Self::About => "about",
            Self::AtLeast => "at least",
            Self::AtMost => "at most",
            Self::Above => "above",
            Self::Below => "below",
            Self::Between => "from",
        }
    }

    /// Whether it holds for a value, a target, an upper end and a tolerance.
    ///
    /// # Errors
    /// Overflow beyond exact arithmetic.
    pub fn holds(
        self,
        value: Rational,
        target: Rational,
        upper: Rational,
        tolerance: Rational,
    ) -> Result<bool> {
        let (low, high) = (
            target.minus(tolerance).known("a quotient")?,
            target.plus(tolerance).known("a quotient")?,
        );
        Ok(match self {
            Self::About => low <= value && value <= high,
            Self::AtLeast => value >= low,
            Self::AtMost => value <= high,
            Self::Above => value > low,
            Self::Below => value < high,
            Self::Between => low <= value && value <= upper.plus(tolerance).known("a quotient")?,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn r(text: &str) -> Rational {
        text.parse().unwrap()
    }

    #[test]
    fn every_comparison_holds_on_its_edge_and_fails_beyond_it() {
        let cases = [
            ("about", "18.5", "18.4999"),
            ("about", "19.5", "19.5001"),
            ("at_least", "18.5", "18.4999"),
            ("at_most", "19.5", "19.5001"),
            ("above", "18.5001", "18.5"),
            ("below", "19.4999", "19.5"),
            ("between", "18.5", "18.4999"),
            ("between", "25.5", "25.5001"),
        ];
        for (name, good, bad) in cases {
            let comparison = Comparison::named(name).unwrap();
            let holds = |value| comparison.holds(r(value), r("19"), r("25"), r("0.5")).unwrap();
            assert!(holds(good), "{name} {good}");
            assert!(!holds(bad), "{name} {bad}");
            assert_eq!(comparison.as_str(), name);
        }
        assert_eq!(Comparison::named("roughly").unwrap_err().code(), "UNKNOWN_NAME");
    }

    #[test]
    fn a_claim_without_a_reading_has_to_say_why() {
        let claim = Claim {
            id: "1".to_owned(),
            text: "a sentence".to_owned(),
            kind: Kind::Claim,
            readings: vec![],
            cannot: None,
            note: None,
            panel: String::new(),
        };
        assert_eq!(claim.check().unwrap_err().place().field.as_deref(), Some("readings"));
        assert!(Claim { cannot: Some("no data".to_owned()), ..claim }.check().is_ok());
    }

    #[test]
    fn an_upper_end_belongs_to_between_and_tolerances_are_not_negative() {
        let test = |comparison, upper: Option<&str>, tolerance| Measure {
            formula: Expr::parse("a").unwrap(),
            comparison,
            target: Expr::parse("1").unwrap(),
            upper: upper.map(|text| Expr::parse(text).unwrap()),
            tolerance: r(tolerance),
            unit: Unit::Number,
        };
        assert!(test(Comparison::Between, Some("2"), "0").check().is_ok());
        assert_eq!(test(Comparison::Between, None, "0").check().unwrap_err().code(), "MISSING");
        assert_eq!(test(Comparison::About, Some("2"), "0").check().unwrap_err().code(), "CONFLICT");
        assert_eq!(test(Comparison::About, None, "-1").check().unwrap_err().code(), "OUT_OF_RANGE");
    }
}
