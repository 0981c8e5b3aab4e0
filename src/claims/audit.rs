//! From claims and inputs to verdicts.

use super::claim::{Claim, Measure, Reading, Test};
use super::expr::as_name;
use super::inputs::{Datum, Inputs};
use super::unit::Unit;
use crate::money::Rational;

/// What became of one claim.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    /// The claim.
    pub claim: Claim,
    /// The verdict.
    pub verdict: Verdict,
    /// When it holds, where it holds only then.
    pub condition: Option<String>,
    /// The value of the reading that decided.
    pub value: Option<Outcome>,
    /// What the value is.
    pub unit: Unit,
    /// One sentence why.
    pub why: String,
    /// Every reading, in the order of the claim.
    pub readings: Vec<ReadingResult>,
}

vocabulary! {
    /// Whether a claim holds.
    #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
    pub enum Verdict {
        /// On every reading.
        Holds = "holds",
        /// On some readings, or on all that can be checked.
        HoldsOnlyIf = "holds_only_if",
        /// On none.
        DoesNotHold = "does_not_hold",
        /// An input is missing, or there is nothing to check it with.
        CannotBeChecked = "cannot_be_checked",
    }
}

/// A computed value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// An exact number.
    Number(Rational),
    /// A word.
    Word(String),
}

/// What became of one reading.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReadingResult {
    /// Its computed value, where it has one.
    pub value: Option<Outcome>,
    /// Whether it holds; none where it cannot be checked.
    pub holds: Option<bool>,
    /// The comparison in words, or what is missing.
    pub why: String,
}

/// Evaluates every claim.
#[must_use]
pub fn audit(claims: Vec<Claim>, inputs: &Inputs) -> Vec<Line> {
    claims.into_iter().map(|claim| line(claim, inputs)).collect()
}

fn line(claim: Claim, inputs: &Inputs) -> Line {
    let readings: Vec<_> = claim.readings.iter().map(|reading| read(reading, inputs)).collect();
    let known = || readings.iter().filter(|result| result.holds.is_some());
    let holding = readings.iter().filter(|result| result.holds == Some(true)).count();
    let verdict = match () {
        () if claim.cannot.is_some() || known().next().is_none() => Verdict::CannotBeChecked,
        () if holding == readings.len() => Verdict::Holds,
        () if holding > 0 => Verdict::HoldsOnlyIf,
        // What fails may still hold on the reading that is unknown.
        () if known().count() < readings.len() => Verdict::CannotBeChecked,
        () => Verdict::DoesNotHold,
    };
    let deciding = deciding(verdict, &readings);
    let value = deciding.and_then(|result| result.value.clone());
    let unit = claim.readings.iter().zip(&readings).find(|(_, result)| Some(*result) == deciding);
    let unit = unit.map(|(reading, _)| reading.unit()).unwrap_or_default();
    let condition = (verdict == Verdict::HoldsOnlyIf).then(|| conditions(&claim, &readings));
    let why = claim.cannot.clone().or_else(|| deciding.map(|result| result.why.clone()));
    let why = why.unwrap_or_else(|| "there is nothing to check it with".to_owned());
    Line { verdict, condition, value, unit, why, readings, claim }
}

/// The reading that the verdict rests on.
fn deciding(verdict: Verdict, readings: &[ReadingResult]) -> Option<&ReadingResult> {
    let wanted = match verdict {
        Verdict::Holds | Verdict::HoldsOnlyIf => Some(true),
        Verdict::DoesNotHold => Some(false),
        Verdict::CannotBeChecked => None,
    };
    readings.iter().find(|result| result.holds == wanted)
}

/// The conditions of the readings that hold, joined.
fn conditions(claim: &Claim, readings: &[ReadingResult]) -> String {
    let holds = |pair: &(&Reading, &ReadingResult)| pair.1.holds == Some(true);
    let pairs = claim.readings.iter().zip(readings).filter(holds);
    let texts: Vec<_> = pairs.map(|(reading, _)| reading.condition.as_str()).collect();
    texts.join("; or ")
}

fn read(reading: &Reading, inputs: &Inputs) -> ReadingResult {
    match &reading.test {
        Test::Word { input, target } => word(input, target, inputs),
        Test::Number(measure) => number(measure, inputs).unwrap_or_else(|why| ReadingResult {
            value: None,
            holds: None,
            why,
        }),
    }
}

fn word(input: &str, target: &str, inputs: &Inputs) -> ReadingResult {
    let Some(found) = inputs.get(input) else {
        return ReadingResult { value: None, holds: None, why: format!("{input} is not known") };
    };
    let text = found.datum.to_string();
    let holds = text.eq_ignore_ascii_case(target);
    let why = format!("{input} is {text} ({}); claimed: {target}", found.source);
    let value = match &found.datum {
        Datum::Number(number) => Outcome::Number(*number),
        Datum::Word(word) => Outcome::Word(word.clone()),
    };
    ReadingResult { value: Some(value), holds: Some(holds), why }
}

fn number(measure: &Measure, inputs: &Inputs) -> Result<ReadingResult, String> {
    let Measure { formula, comparison, target, upper, tolerance, unit } = measure;
    let of = |formula: &super::expr::Expr| formula.value(inputs).map_err(|why| why.to_string());
    let (value, target) = (of(formula)?, of(target)?);
    let end = upper.as_ref().map(of).transpose()?;
    let holds = comparison.holds(value, target, end.unwrap_or(target), *tolerance);
    let holds = holds.map_err(|error| error.to_string())?;
    let mut why = format!("{} is {}", formula.text(), unit.written(value));
    if let Some(input) = as_name(formula.text()).and_then(|name| inputs.get(name)) {
        why = format!("{why} ({})", input.source);
    }
    why = format!("{why}; claimed: {} {}", comparison.in_words(), unit.written(target));
    if let Some(end) = end {
        why = format!("{why} to {}", unit.written(end));
    }
    if !tolerance.is_zero() {
        why = format!("{why}, give or take {}", unit.written(*tolerance));
    }
    Ok(ReadingResult { value: Some(Outcome::Number(value)), holds: Some(holds), why })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::claims::{Comparison, Expr, Kind, Measure};

    fn reading(condition: &str, formula: &str, target: &str) -> Reading {
        Reading {
            condition: condition.to_owned(),
            series: "a series".to_owned(),
            test: Test::Number(Box::new(Measure {
                formula: Expr::parse(formula).unwrap(),
                comparison: Comparison::About,
                target: Expr::parse(target).unwrap(),
                upper: None,
                tolerance: Rational::ZERO,
                unit: Unit::Number,
            })),
        }
    }

    fn verdict(readings: &[Reading]) -> Line {
        let mut inputs = Inputs::default();
        inputs.set("two", Datum::Number(Rational::whole(2)), "a report").unwrap();
        inputs.set("mood", Datum::Word("Fear".to_owned()), "an index").unwrap();
        let claim = Claim {
            id: "1".to_owned(),
            text: "a sentence".to_owned(),
            kind: Kind::Claim,
            readings: readings.to_vec(),
            cannot: None,
            note: None,
            panel: "count".to_owned(),
        };
        audit(vec![claim], &inputs).remove(0)
    }

    #[test]
    fn every_reading_holds_some_do_none_does() {
        let (good, bad) = (reading("closes", "two", "2"), reading("lows", "two", "3"));
        let all = verdict(&[good.clone(), good.clone()]);
        assert_eq!((all.verdict, all.condition), (Verdict::Holds, None));
        let some = verdict(&[bad.clone(), good.clone()]);
        assert_eq!(some.verdict, Verdict::HoldsOnlyIf);
        assert_eq!(some.condition.as_deref(), Some("closes"));
        assert_eq!(some.why, "two is 2 (a report); claimed: about 2");
        let none = verdict(std::slice::from_ref(&bad));
        assert_eq!(none.verdict, Verdict::DoesNotHold);
        assert_eq!(none.why, "two is 2 (a report); claimed: about 3");
    }

    #[test]
    fn an_unknown_input_cannot_be_checked_and_is_named() {
        let (good, bad) = (reading("closes", "two", "2"), reading("lows", "two", "3"));
        let unknown = reading("elsewhere", "two * three", "6");
        let line = verdict(std::slice::from_ref(&unknown));
        assert_eq!((line.verdict, line.value.clone()), (Verdict::CannotBeChecked, None));
        assert_eq!(line.why, "three is not known");
        assert_eq!(verdict(&[bad, unknown.clone()]).verdict, Verdict::CannotBeChecked);
        assert_eq!(verdict(&[good, unknown]).verdict, Verdict::HoldsOnlyIf);
        let divides = verdict(&[reading("x", "1 / (two - 2)", "1")]);
        assert_eq!(divides.why, "the formula divides by zero");
    }

    #[test]
    fn words_are_compared_without_regard_to_capitals() {
        let word = |input: &str, target: &str| Reading {
            condition: "this index is meant".to_owned(),
            series: "an index".to_owned(),
            test: Test::Word { input: input.to_owned(), target: target.to_owned() },
        };
        assert_eq!(verdict(&[word("mood", "fear")]).verdict, Verdict::Holds);
        assert_eq!(verdict(&[word("mood", "Extreme Fear")]).verdict, Verdict::DoesNotHold);
        assert_eq!(verdict(&[word("other", "fear")]).why, "other is not known");
        assert_eq!(verdict(&[reading("x", "mood", "1")]).why, "mood is a word, not a number");
    }

    #[test]
    fn a_range_and_a_tolerance_are_said_in_the_sentence() {
        let mut ranged = reading("x", "two", "1");
        if let Test::Number(measure) = &mut ranged.test {
            measure.comparison = Comparison::Between;
            measure.upper = Some(Expr::parse("3").unwrap());
            measure.tolerance = "0.5".parse().unwrap();
        }
        let line = verdict(&[ranged]);
        assert_eq!(line.why, "two is 2 (a report); claimed: from 1 to 3, give or take 0.5");
        assert_eq!(line.value, Some(Outcome::Number(Rational::whole(2))));
    }
}
