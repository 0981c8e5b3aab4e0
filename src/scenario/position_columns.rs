//! Positions of a scenario in columns: a million of them cross as a handful of arrays.
//!
//! The keys are those of a list of positions. `qty` and `entry_usd` are columns; each of the others
//! is a column or one value for all. A float stands for its nearest decimal of at most 15 digits
//! and 18 places, and a side is `long` or 1, `short` or −1.

use super::position::{KEYS, Parts, PositionSpec};
use crate::column::{Cells, absent, uneven};
use crate::error::{Error, Result};
use crate::value::{Fields, Record, Value};

/// What was given under each key.
type Columns = Vec<(&'static str, Cells)>;

/// Reads positions from columns, and these with every default.
///
/// # Errors
/// The column at fault, with the index of the row.
pub(super) fn read(value: Value) -> Result<(Vec<PositionSpec>, Value)> {
    let mut fields = Fields::of(value)?;
    let (mut columns, mut written) = (Columns::new(), Record::default());
    for (key, default) in KEYS {
        if let Some(value) = fields.take(key).or(default.map(Value::from)) {
            written.put(key, value.clone());
            columns.push((key, Cells::of(value).map_err(|e| e.in_field(key))?));
        }
    }
    fields.finish()?;
    let mut specs = Vec::new();
    for index in 0..rows(&columns)? {
        specs.push(spec(&columns, index).map_err(|error| at_row(error, index))?);
    }
    Ok((specs, written.into()))
}

/// How many rows there are, in every column.
fn rows(columns: &Columns) -> Result<usize> {
    let mut count = None;
    for key in ["entry_usd", "qty"] {
        let (_, cells) =
            columns.iter().find(|(name, _)| *name == key).ok_or_else(|| absent(key))?;
        count = cells.rows();
        count.ok_or_else(|| Error::malformed("a column", "one value").in_field(key))?;
    }
    match columns.iter().find(|(_, cells)| cells.rows().is_some_and(|rows| Some(rows) != count)) {
        Some((key, _)) => Err(uneven(key)),
        None => count.ok_or_else(|| absent("qty")),
    }
}

/// The position of a row; an error names its column.
fn spec(columns: &Columns, index: usize) -> Result<PositionSpec> {
    let mut parts = Parts::default();
    for (key, cells) in columns {
        parts.put(key, cells, index).map_err(|error| error.in_field(*key))?;
    }
    parts.spec(index + 1)
}

/// The error of a position, in the column that it is about.
fn at_row(error: Error, index: usize) -> Error {
    let field = error.place().field.as_deref().map(|field| format!("{field}[{index}]"));
    match field {
        Some(field) => Error::new(error.kind().clone()).in_field(field),
        None => error.at_index(index),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::scenario::Positions;
    use crate::value::record;

    fn columns() -> Value {
        record![
            ("side", vec![1.0, -1.0, 1.0]),
            ("qty", vec![0.05 + 0.01, 2.0, 1.0 / 3.0]),
            ("entry_usd", vec![100_000.0, 99_000.5, 101_000.25]),
            ("leverage", Value::list(["10", "20", "12.5"])),
            ("maintenance", "0.004"),
        ]
    }

    fn list() -> Value {
        let one = |id: &str, side: &str, qty: &str, entry: &str, leverage: &str| {
            record![
                ("id", id),
                ("side", side),
                ("qty", qty),
                ("entry_usd", entry),
                ("leverage", leverage),
                ("maintenance", "0.004"),
            ]
        };
        Value::list([
            one("1", "long", "0.06", "100000", "10"),
            one("2", "short", "2", "99000.5", "20"),
            one("3", "long", "0.333333333333333", "101000.25", "12.5"),
        ])
    }

    fn changed(key: &str, value: impl Into<Value>) -> Value {
        let Value::Map(mut entries) = columns() else { panic!("no map") };
        entries.retain(|(name, _)| name != key);
        Value::Map(entries).with(key, value)
    }

    #[test]
    fn columns_are_the_same_positions_as_a_list() {
        let (listed, found) =
            (Positions::read(list()).unwrap(), Positions::read(columns()).unwrap());
        assert_eq!(found.specs(), listed.specs());
        assert!(found.listed().eq(listed.listed()));
        assert!(found.columns.is_some() && listed.columns.is_none());
    }

    #[test]
    fn columns_go_round() {
        let mixed = changed("maintenance", Value::list(["0.004", "0.005", "0.004"]));
        let mixed = mixed.with("basis", Value::list(["mark", "entry", "mark"]));
        let named = mixed.clone().with("id", Value::list(["a", "b", "c"]));
        let long = changed("qty", Value::list(["1", "2", "0.123456789012345678"]));
        let margins = changed("leverage", Value::Null).with("margin_usd", vec![1e3, 2e3, 3.5]);
        let nothing = || Value::Floats(vec![]);
        let none = record![("side", "long"), ("qty", nothing()), ("entry_usd", nothing())];
        let none = none.with("margin_usd", "5");
        let alike = changed("qty", vec![2.0; 3]);
        for columns in [columns(), mixed, named, long, margins, none, alike] {
            let found = Positions::read(columns).unwrap();
            let again = Positions::read(found.to_value()).unwrap();
            assert_eq!(again, found);
            assert_eq!(again.to_value(), found.to_value());
        }
        let value = Positions::read(columns()).unwrap().to_value();
        let given = [("maintenance", "0.004"), ("basis", "mark"), ("deduction_usd", "0")];
        for (key, text) in given {
            assert_eq!(value.get(key), Some(&text.into()));
        }
    }

    #[test]
    fn the_default_rate_is_that_of_a_mix() {
        let (_, rate) = KEYS.into_iter().find(|(key, _)| *key == "maintenance").unwrap();
        assert_eq!(rate.unwrap().parse(), Ok(crate::book::Mix::default_maintenance()));
    }

    #[test]
    fn what_is_wrong_is_named_by_column_and_row() {
        let says = |columns: Value| Positions::read(columns).unwrap_err().to_string();
        let bad = says(changed("qty", vec![1.0, f64::NAN, 1.0]));
        assert!(bad.starts_with("qty[1]: expected a number") && bad.ends_with("\"NaN\""), "{bad}");
        assert_eq!(
            says(changed("qty", Value::List(vec!["1".into(), Value::Null, "1".into()]))),
            "qty[1]: expected a number, found \"null\""
        );
        let zero = says(changed("qty", vec![1.0, 2.0, 0.0]));
        assert!(zero.starts_with("qty[2]: expected a quantity above 0"), "{zero}");
        let negative = says(changed("entry_usd", vec![1.0, -2.0, 1.0]));
        assert!(negative.starts_with("entry_usd[1]: expected a price of 0 or more"), "{negative}");
        let low = says(changed("leverage", vec![1.0, 2.0, 0.5]));
        assert!(low.starts_with("leverage[2]: expected a leverage of 1 or more"), "{low}");
        assert_eq!(
            says(changed("entry_usd", vec![1.0])),
            "entry_usd: columns must have one length"
        );
        assert!(says(columns().with("margin_usd", "5")).starts_with("[0]: expected either"));
        assert!(says(columns().with("size", "5")).starts_with("expected a known key"));
        assert!(says(changed("side", "up")).starts_with("side[0]: expected one of long, short"));
        assert!(says(changed("qty", Value::Null)).starts_with("qty: expected a column, found no"));
        assert!(says(changed("qty", "5")).starts_with("qty: expected a column, found \"one value"));
    }
}
