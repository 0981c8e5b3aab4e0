//! Claims and inputs in, verdicts out; and the first audit in the form in which others are written.

use super::answers::{list, number};
use crate::claims;
use crate::claims::{
    Claim, Comparison, Datum, Expr, Inputs, Kind, Line, Measure, Outcome, Reading, Test, Unit,
};
use crate::error::{Error, Kind as ErrorKind, Result};
use crate::money::{Ratio, Rational};
use crate::value::{Fields, Value, record};

/// Most claims of one audit.
const MOST_CLAIMS: usize = 1_000;

/// Evaluates claims.
///
/// The bag: `claims`, a list of `{id, text, kind, panel, note, cannot, readings: [{condition,
/// series, formula, is, target, upper, tolerance, unit}]}`; where `is` is `word`, `formula` names
/// an input and `target` is the word. Without `claims` the first article's twenty are used, with
/// its figures. `inputs` adds or replaces figures: a decimal, a word, `{value, source}`, or null to
/// forget one.
///
/// # Errors
/// With the path of the field, such as `claims[2].readings[0].formula`.
pub fn audit(bag: Value) -> Result<Value> {
    let mut bag = Fields::of(bag)?;
    let given = bag.read("claims", Value::items)?;
    let overrides = bag.take("inputs");
    bag.finish()?;
    let (claims, mut inputs) = match given {
        None => (claims::article::claims()?, claims::article::inputs()?),
        Some(items) => (read_claims(items)?, Inputs::default()),
    };
    if let Some(overrides) = overrides {
        read_inputs(overrides, &mut inputs).map_err(|error| error.in_field("inputs"))?;
    }
    let lines = claims::audit(claims, &inputs);
    let counts = |name: &str| lines.iter().filter(|line| line.verdict.as_str() == name).count();
    let names = ["holds", "holds_only_if", "does_not_hold", "cannot_be_checked"];
    let summary = names.map(|name| (name, counts(name).into()));
    Ok(record![
        ("lines", list(&lines, line)),
        ("summary", Value::map(summary)),
        ("inputs", shown_inputs(&inputs)),
    ])
}

/// The first audit as a bag for [`audit`]: what a newsroom starts its own from.
///
/// # Errors
/// Never, as the tests show.
pub fn article() -> Result<Value> {
    let claims = claims::article::claims()?;
    let inputs = claims::article::inputs()?;
    Ok(record![("claims", list(&claims, definition)), ("inputs", shown_inputs(&inputs))])
}

fn read_claims(items: Vec<Value>) -> Result<Vec<Claim>> {
    if items.len() > MOST_CLAIMS {
        let limit = "at most 1,000 claims";
        return Err(Error::new(ErrorKind::TooLarge { limit }).in_field("claims"));
    }
    let mut found: Vec<Claim> = Vec::new();
    for (index, item) in items.into_iter().enumerate() {
        let path = |error: Error| error.at_index(index).in_field("claims");
        let claim = claim(item).map_err(path)?;
        if found.iter().any(|other| other.id == claim.id) {
            let rule = "expected each id once, found it twice";
            return Err(path(Error::conflict(rule).in_field("id")));
        }
        found.push(claim);
    }
    Ok(found)
}

fn claim(value: Value) -> Result<Claim> {
    let mut bag = Fields::of(value)?;
    let claim = Claim {
        id: bag.need("id", "an id", |value| match value {
            Value::Int(number) => Ok(number.to_string()),
            other => other.into_text(),
        })?,
        text: bag.need_text("text", "the text of the claim")?,
        kind: bag.read("kind", |value| Kind::named(value.as_text()?))?.unwrap_or(Kind::Claim),
        readings: bag.each("readings", reading)?,
        cannot: bag.text("cannot")?,
        note: bag.text("note")?,
        panel: bag.text("panel")?.unwrap_or_default(),
    };
    bag.finish()?;
    claim.check()?;
    Ok(claim)
}

fn reading(value: Value) -> Result<Reading> {
    let mut bag = Fields::of(value)?;
    let condition = bag.text("condition")?.unwrap_or_default();
    let series = bag.text("series")?.unwrap_or_default();
    let is = bag.need_text("is", "a comparison")?;
    let test = if is == "word" {
        for key in ["upper", "tolerance", "unit"] {
            bag.read(key, |_| Err::<(), _>(no_number()))?;
        }
        let input = bag.need_text("formula", "the name of an input")?;
        Test::Word { input, target: bag.need_text("target", "a word")? }
    } else {
        Test::Number(Box::new(Measure {
            formula: bag.need("formula", "a formula", expr)?,
            comparison: Comparison::named(&is).map_err(|error| error.in_field("is"))?,
            target: bag.need("target", "a number or a formula", expr)?,
            upper: bag.read("upper", expr)?,
            tolerance: bag.exact::<Rational>("tolerance")?.unwrap_or(Rational::ZERO),
            unit: bag.read("unit", |value| Unit::named(value.as_text()?))?.unwrap_or_default(),
        }))
    };
    bag.finish()?;
    Ok(Reading { condition, series, test })
}

fn no_number() -> Error {
    Error::conflict("expected no upper end, tolerance or unit for a word")
}

/// A formula; a bare whole number is one too.
fn expr(value: Value) -> Result<Expr> {
    match value {
        Value::Int(number) => Expr::parse(&number.to_string()),
        other => Expr::parse(other.as_text()?),
    }
}

fn read_inputs(value: Value, inputs: &mut Inputs) -> Result<()> {
    let Value::Map(entries) = value else {
        return Fields::of(value).map(drop);
    };
    for (name, value) in entries {
        let path = |error: Error| error.in_field(name.clone());
        if value == Value::Null {
            // Forgetting what was never known changes nothing.
            let _ = inputs.forget(&name);
            continue;
        }
        let (datum, source) = input(value).map_err(path)?;
        inputs.set(&name, datum, &source).map_err(path)?;
    }
    Ok(())
}

fn input(value: Value) -> Result<(Datum, String)> {
    if !matches!(value, Value::Map(_)) {
        return Ok((datum(&value)?, "given by the reader".to_owned()));
    }
    let mut bag = Fields::of(value)?;
    let datum = bag.need("value", "a value", |value| datum(&value))?;
    let source = bag.text("source")?.unwrap_or_else(|| "given by the reader".to_owned());
    bag.finish()?;
    Ok((datum, source))
}

/// A number where the text is one, else a word. A bare number with a point is no exact one.
fn datum(value: &Value) -> Result<Datum> {
    if let Value::Text(text) = value {
        let starts = text.trim_start_matches('-').starts_with(|c: char| c.is_ascii_digit());
        return match text.parse::<Rational>() {
            Ok(number) => Ok(Datum::Number(number)),
            Err(error) if starts => Err(error),
            Err(_) if text.is_empty() => Err(Error::missing("a number or a word")),
            Err(_) => Ok(Datum::Word(text.clone())),
        };
    }
    value.parse::<Ratio>().map(|ratio| Datum::Number(ratio.decimal().into()))
}

fn line(line: &Line) -> Value {
    let readings = line.claim.readings.iter().zip(&line.readings).map(|(reading, result)| {
        record![
            ("condition", reading.condition.as_str()),
            ("series", reading.series.as_str()),
            ("value", result.value.as_ref().map(outcome)),
            ("unit", reading.unit().as_str()),
            ("holds", result.holds),
            ("why", result.why.as_str()),
        ]
    });
    record![
        ("id", line.claim.id.as_str()),
        ("text", line.claim.text.as_str()),
        ("kind", line.claim.kind.as_str()),
        ("panel", line.claim.panel.as_str()),
        ("verdict", line.verdict.as_str()),
        ("condition", line.condition.as_deref()),
        ("value", line.value.as_ref().map(outcome)),
        ("unit", line.unit.as_str()),
        ("why", line.why.as_str()),
        ("note", line.claim.note.as_deref()),
        ("readings", Value::List(readings.collect())),
    ]
}

fn outcome(outcome: &Outcome) -> Value {
    match outcome {
        Outcome::Number(value) => number(*value),
        Outcome::Word(word) => word.as_str().into(),
    }
}

fn shown_inputs(inputs: &Inputs) -> Value {
    let entry = |(name, input): (&str, &claims::Input)| {
        let value = match &input.datum {
            Datum::Number(value) => number(*value),
            Datum::Word(word) => word.as_str().into(),
        };
        let input = record![("value", value), ("source", input.source.as_str())];
        (name.to_owned(), input)
    };
    Value::Map(inputs.iter().map(entry).collect())
}

fn definition(claim: &Claim) -> Value {
    record![
        ("id", claim.id.as_str()),
        ("text", claim.text.as_str()),
        ("kind", claim.kind.as_str()),
        ("panel", claim.panel.as_str()),
        ("note", claim.note.as_deref()),
        ("cannot", claim.cannot.as_deref()),
        ("readings", list(&claim.readings, reading_definition)),
    ]
}

fn reading_definition(reading: &Reading) -> Value {
    let value =
        record![("condition", reading.condition.as_str()), ("series", reading.series.as_str()),];
    match &reading.test {
        Test::Word { input, target } => {
            value.with("is", "word").with("formula", input.as_str()).with("target", target.as_str())
        }
        Test::Number(measure) => value
            .with("is", measure.comparison.as_str())
            .with("formula", measure.formula.text())
            .with("target", measure.target.text())
            .with("upper", measure.upper.as_ref().map(Expr::text))
            .with("tolerance", number(measure.tolerance))
            .with("unit", measure.unit.as_str()),
    }
}
