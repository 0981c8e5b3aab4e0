//! The events and their comparison, as values.

use super::answers::{list, number, ratio};
use super::class::conditions;
use crate::error::Result;
use crate::events::{Basis, Comparison, Figure, What, all, compare};
use crate::money::Ratio;
use crate::value::{Value, record};

/// Every event with its figures and sources, and its line of the comparison; the oldest first.
///
/// # Errors
/// Overflow beyond exact arithmetic, which the tests exclude for the table as it is.
pub fn events() -> Result<Value> {
    let lines = compare(all()?)?;
    Ok(record![("rule", crate::context::deleveraging::RULE), ("events", list(&lines, line)),])
}

fn line(line: &Comparison) -> Value {
    let event = &line.event;
    let total = |what| event.value(what).map(number);
    record![
        ("day_ms", event.day.millis()),
        ("name", event.name),
        ("direction", event.direction.as_str()),
        ("note", Some(event.note).filter(|note| !note.is_empty())),
        ("size_usd", line.size.map(number)),
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
    ]
}

fn based(pair: Option<(Ratio, Basis)>) -> Value {
    let Some((value, basis)) = pair else { return Value::Null };
    record![("value", Value::text(value)), ("basis", basis.as_str())]
}

fn figure(figure: &Figure) -> Value {
    let status = if figure.source.is_some() { "sourced" } else { "unverified" };
    record![
        ("name", figure.what.as_str()),
        ("value", number(figure.value)),
        ("source", figure.source),
        ("status", status),
    ]
}
