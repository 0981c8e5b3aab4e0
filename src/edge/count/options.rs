//! Reads what a caller says about an input.

use crate::error::{Error, Result};
use crate::import::{ContractValues, Format, Options, RowKey, SideMeans};
use crate::money::Qty;
use crate::time::Time;
use crate::value::{Fields, Value};

/// The import's options of a bag.
pub(super) fn read(fields: &mut Fields) -> Result<Options> {
    let named = |value: Value| crate::import::venue(value.as_text()?);
    Ok(Options {
        format: fields.read("format", |value| Format::named(value.as_text()?))?,
        venue: fields.read("venue", named)?,
        symbol: fields.read("symbol", named)?,
        received: fields.read("received_ms", |value| match value {
            Value::Int(ms) => Time::from_millis(ms),
            other => Time::parse(other.as_text()?),
        })?,
        contract_values: fields.read("contract_values", contract_values)?.unwrap_or_default(),
        side_means: fields.read("side_means", |value| side_means(value.as_text()?))?,
        in_usd: fields.read("in_usd", |value| flag(&value))?,
        file_name: fields.text("file_name")?,
        row_key: row_key(fields.text("row_key")?.as_deref())?,
    })
}

/// The hash key; without one, duplicates are found by a slower comparison, if the build has it.
fn row_key(text: Option<&str>) -> Result<RowKey> {
    let given = text.map(RowKey::parse).transpose().map_err(|error| error.in_field("row_key"))?;
    #[cfg(feature = "digest")]
    return Ok(given.unwrap_or_default());
    #[cfg(not(feature = "digest"))]
    given.ok_or_else(|| Error::missing("a key from a random source").in_field("row_key"))
}

pub(super) fn flag(value: &Value) -> Result<bool> {
    match value {
        Value::Bool(flag) => Ok(*flag),
        _ => Err(Error::malformed("true or false", "another value")),
    }
}

fn side_means(text: &str) -> Result<SideMeans> {
    match text {
        "position" => Ok(SideMeans::Position),
        "order" => Ok(SideMeans::Order),
        _ => Err(Error::unknown("position, order", text)),
    }
}

/// Markets and what one contract of each is worth.
fn contract_values(value: Value) -> Result<ContractValues> {
    let Value::Map(entries) = value else {
        return Err(Error::malformed("an object of markets and decimals", "another value"));
    };
    let mut values = Vec::new();
    for (market, value) in entries {
        // The name is repeated in messages, so it has to be one.
        let market = crate::import::venue(&market)?;
        match value.parse::<Qty>() {
            Ok(value) => values.push((market, value)),
            Err(error) => return Err(error.in_field(market)),
        }
    }
    Ok(ContractValues::new(values))
}
