//! The first audit: twenty sentences about the washout of 4 November 2025, in our own words.
//!
//! The figures of the article and of other reports of that day are inputs with their source. The
//! figures of series were computed from them by this crate; a test computes them again. What only
//! a simulation, a ledger or the reader can supply is left unknown, so it cannot be checked until
//! it is supplied.

use super::claim::{Claim, Comparison, Kind, Measure, Reading, Test};
use super::expr::Expr;
use super::inputs::{Datum, Inputs};
use super::unit::Unit;
use crate::error::Result;
use crate::money::Rational;

mod facts;

/// The twenty claims.
///
/// # Errors
/// Never, as the test of this file shows; a formula is read where it is used.
pub fn claims() -> Result<Vec<Claim>> {
    facts::ROWS.iter().map(Entry::claim).collect()
}

/// What is known without a simulation or a file: figures in print and figures of named series.
///
/// # Errors
/// Never, as the test of this file shows; numbers are read where they are used.
pub fn inputs() -> Result<Inputs> {
    let mut inputs = Inputs::default();
    for (name, value, source) in facts::FACTS {
        let number = value.parse::<Rational>().map(Datum::Number);
        let datum = number.unwrap_or_else(|_| Datum::Word((*value).to_owned()));
        inputs.set(name, datum, source)?;
    }
    Ok(inputs)
}

/// A claim as it stands in the table.
struct Entry {
    id: &'static str,
    kind: Kind,
    text: &'static str,
    panel: &'static str,
    note: &'static str,
    cannot: Option<&'static str>,
    readings: &'static [Meaning],
}

/// A reading as it stands in the table: condition, series, test, unit.
struct Meaning(&'static str, &'static str, Check, Unit);

enum Check {
    /// Formula, comparison, target, tolerance.
    Number(&'static str, Comparison, &'static str, &'static str),
    /// From this to that.
    Between(&'static str, &'static str, &'static str),
    /// Input and word.
    Word(&'static str, &'static str),
}

impl Entry {
    fn claim(&self) -> Result<Claim> {
        let readings = self.readings.iter().map(Meaning::reading).collect::<Result<_>>()?;
        Ok(Claim {
            id: self.id.to_owned(),
            text: self.text.to_owned(),
            kind: self.kind,
            readings,
            cannot: self.cannot.map(ToOwned::to_owned),
            note: Some(self.note).filter(|note| !note.is_empty()).map(ToOwned::to_owned),
            panel: self.panel.to_owned(),
        })
    }
}

impl Meaning {
    fn reading(&self) -> Result<Reading> {
        let number = |formula, comparison, target, upper: Option<&str>, tolerance: &str| {
            Ok::<_, crate::error::Error>(Test::Number(Box::new(Measure {
                formula: Expr::parse(formula)?,
                comparison,
                target: Expr::parse(target)?,
                upper: upper.map(Expr::parse).transpose()?,
                tolerance: tolerance.parse()?,
                unit: self.3,
            })))
        };
        let test = match self.2 {
            Check::Number(formula, comparison, target, tolerance) => {
                number(formula, comparison, target, None, tolerance)?
            }
            Check::Between(formula, low, high) => {
                number(formula, Comparison::Between, low, Some(high), "0")?
            }
            Check::Word(input, target) => {
                Test::Word { input: input.to_owned(), target: target.to_owned() }
            }
        };
        Ok(Reading { condition: self.0.to_owned(), series: self.1.to_owned(), test })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::claims::{Verdict, audit};

    fn verdicts() -> Vec<(String, Verdict)> {
        let lines = audit(claims().unwrap(), &inputs().unwrap());
        lines.into_iter().map(|line| (line.claim.id, line.verdict)).collect()
    }

    #[test]
    fn there_are_twenty_claims_and_all_are_sound() {
        let claims = claims().unwrap();
        assert_eq!(claims.len(), 20);
        for (number, claim) in (1..).zip(&claims) {
            assert_eq!(claim.id, i32::to_string(&number));
            claim.check().unwrap();
            assert!(!claim.panel.is_empty() && !claim.text.is_empty());
        }
        let views = claims.iter().filter(|claim| claim.kind == Kind::View).count();
        assert_eq!(views, 6);
    }

    #[test]
    fn the_verdicts_without_a_simulation() {
        use Verdict::{CannotBeChecked, DoesNotHold, Holds, HoldsOnlyIf};
        let expected = [
            HoldsOnlyIf,
            HoldsOnlyIf,
            Holds,
            HoldsOnlyIf,
            HoldsOnlyIf,
            HoldsOnlyIf,
            HoldsOnlyIf,
            CannotBeChecked,
            CannotBeChecked,
            CannotBeChecked,
            DoesNotHold,
            CannotBeChecked,
            CannotBeChecked,
            CannotBeChecked,
            HoldsOnlyIf,
            CannotBeChecked,
            CannotBeChecked,
            HoldsOnlyIf,
            CannotBeChecked,
            CannotBeChecked,
        ];
        let found: Vec<_> = verdicts().into_iter().map(|(_, verdict)| verdict).collect();
        assert_eq!(found, expected);
    }

    #[test]
    fn a_simulation_decides_what_it_was_asked_for() {
        let mut inputs = inputs().unwrap();
        let mut set = |name: &str, value: &str| {
            inputs.set(name, Datum::Number(value.parse().unwrap()), "a simulation").unwrap();
        };
        set("mechanical_share", "0.15");
        set("recovery_share", "0.6");
        set("alt_gain", "0.2");
        set("btc_gain", "0.3");
        set("shock_to_level", "0.028");
        set("liquidated_to_upper_usd", "90000000");
        set("liquidated_to_lower_usd", "300000000");
        set("liquidatable_usd", "500000000");
        let lines = audit(claims().unwrap(), &inputs);
        assert_eq!(lines[9].verdict, Verdict::Holds);
        assert_eq!(lines[16].verdict, Verdict::HoldsOnlyIf);
        // 210 of 391 million.
        assert_eq!(lines[7].verdict, Verdict::Holds);
        assert_eq!(lines[8].verdict, Verdict::CannotBeChecked);
    }

    #[test]
    fn ratio_and_notional_are_what_arithmetic_says() {
        let lines = audit(claims().unwrap(), &inputs().unwrap());
        assert!(lines[2].why.contains("19.356436"), "{}", lines[2].why);
        assert!(lines[10].why.contains("is 10%;"), "{}", lines[10].why);
        assert!(lines[17].why.contains("2.4421%"), "{}", lines[17].why);
    }
}
