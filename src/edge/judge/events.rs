//! The events and their comparison, as values.

use super::answers::{list, number, ratio};
use super::context::conditions;
use crate::error::Result;
use crate::events::{Basis, Comparison, Figure, What, all, compare};
use crate::money::Ratio;
use crate::value::Value;

/// Every event with its figures and sources, and its line of the comparison; the oldest first.
///
/// # Errors
/// Overflow beyond exact arithmetic, which the tests exclude for the table as it is.
pub fn events() -> Result<Value> {
    let lines = compare(all()?)?;
    Ok(Value::map([
        ("rule", crate::context::deleveraging::RULE.into()),
        ("events", list(&lines, line)),
    ]))
}

fn line(line: &Comparison) -> Value {
    let event = &line.event;
    let total = |what| event.value(what).map(number).into();
    Value::map([
        ("day_ms", event.day.millis().into()),
        ("name", event.name.into()),
        ("direction", event.direction.as_str().into()),
        ("note", Some(event.note).filter(|note| !note.is_empty()).into()),
        ("size_usd", line.size.map(number).into()),
        ("early_usd", total(What::TotalEarly)),
        ("printed_usd", total(What::Total)),
        ("revised_usd", total(What::TotalRevised)),
        ("long_share", based(line.long_share)),
        ("price_move", ratio(line.price_move)),
        ("open_interest_change", based(line.interest_change)),
        ("btc_of_open_interest", ratio(line.of_interest)),
        ("class", conditions(&line.class)),
        ("unverified", list(&line.unverified, |what| what.as_str().into())),
        ("figures", list(&event.figures, figure)),
    ])
}

fn based(pair: Option<(Ratio, Basis)>) -> Value {
    let Some((value, basis)) = pair else { return Value::Null };
    Value::map([("value", Value::text(value)), ("basis", basis.as_str().into())])
}

fn figure(figure: &Figure) -> Value {
    let status = if figure.source.is_some() { "sourced" } else { "unverified" };
    Value::map([
        ("name", figure.what.as_str().into()),
        ("value", number(figure.value)),
        ("source", figure.source.into()),
        ("status", status.into()),
    ])
}
