//! Positions of a scenario in columns: a million of them cross as a handful of arrays.
//!
//! `qty` and `entry_usd` are columns; `side`, `maintenance`, `basis`, `deduction_usd` and the one of
//! `margin_usd` and `leverage` that is given are columns or one value for all. `id` is a column of
//! texts. A float stands for its nearest decimal of at most 15 digits and 18 places.

use rust_decimal::Decimal;

use super::positions::{Named, Parts, PositionSpec, Positions, basis, basis_name};
use crate::approx::{Approx, decimal_of};
use crate::book::{Basis, Position};
use crate::column::{Amounts, Column, Sides, absent, column, indexed, uneven};
use crate::error::{Error, Result};
use crate::money::{Price, Qty, Ratio, Usd};
use crate::value::{Fields, Record, Value};

/// The columns as they were given.
struct Columns {
    ids: Option<Vec<String>>,
    sides: Sides,
    qty: Column,
    entry: Column,
    margin: Option<Amounts>,
    leverage: Option<Amounts>,
    maintenance: Option<Amounts>,
    basis: Option<Bases>,
    deduction: Option<Amounts>,
}

/// What maintenance is measured at: one for all, or row by row.
enum Bases {
    All(Basis),
    Rows(Vec<Basis>),
}

/// Reads positions from columns.
///
/// # Errors
/// The column at fault, with the index of the row.
pub(super) fn read(value: Value) -> Result<Positions> {
    let columns = Columns::read(value)?;
    let specs = (0..columns.qty.len()).map(|index| columns.at(index)).collect::<Result<_>>()?;
    let named = if columns.ids.is_some() { Named::ById } else { Named::ByNumber };
    Ok(Positions { specs, columns: Some(named) })
}

impl Columns {
    fn read(value: Value) -> Result<Self> {
        let mut fields = Fields::of(value)?;
        let columns = Self {
            ids: fields.read("id", texts)?,
            sides: fields.need("side", "long or short, or a column", Sides::of)?,
            qty: column(&mut fields, "qty")?.ok_or_else(|| absent("qty"))?,
            entry: column(&mut fields, "entry_usd")?.ok_or_else(|| absent("entry_usd"))?,
            margin: fields.read("margin_usd", Amounts::of)?,
            leverage: fields.read("leverage", Amounts::of)?,
            maintenance: fields.read("maintenance", Amounts::of)?,
            basis: fields.read("basis", Bases::of)?,
            deduction: fields.read("deduction_usd", Amounts::of)?,
        };
        fields.finish()?;
        let long = columns.lengths().into_iter().find(|(_, rows)| *rows != columns.qty.len());
        long.map_or(Ok(columns), |(name, _)| Err(uneven(name)))
    }

    /// How long the columns are that there are.
    fn lengths(&self) -> Vec<(&'static str, usize)> {
        let rows = |amounts: &Option<Amounts>| amounts.as_ref().and_then(Amounts::rows);
        let all = [
            ("id", self.ids.as_ref().map(Vec::len)),
            ("side", self.sides.rows()),
            ("entry_usd", Some(self.entry.len())),
            ("margin_usd", rows(&self.margin)),
            ("leverage", rows(&self.leverage)),
            ("maintenance", rows(&self.maintenance)),
            ("basis", self.basis.as_ref().and_then(Bases::len)),
            ("deduction_usd", rows(&self.deduction)),
        ];
        all.into_iter().filter_map(|(name, rows)| Some((name, rows?))).collect()
    }

    fn at(&self, index: usize) -> Result<PositionSpec> {
        let parts = Parts {
            id: self.id(index)?,
            side: self.sides.at(index)?,
            qty: self.qty(index)?,
            entry: self.entry(index)?,
            margin: usd(&self.margin, index, "margin_usd")?,
            leverage: ratio(&self.leverage, index, "leverage")?,
            maintenance: ratio(&self.maintenance, index, "maintenance")?,
            basis: self.basis.as_ref().map(|bases| bases.at(index)).transpose()?,
            deduction: usd(&self.deduction, index, "deduction_usd")?,
        };
        parts.spec().map_err(|error| at_row(error, index))
    }

    /// The name of a row: its number from 1 unless given.
    fn id(&self, index: usize) -> Result<String> {
        match &self.ids {
            Some(ids) => ids.get(index).cloned().ok_or_else(|| absent("id")),
            None => Ok((index + 1).to_string()),
        }
    }

    fn qty(&self, index: usize) -> Result<Qty> {
        let decimal = self.qty.decimal(index, "qty")?;
        Qty::new(decimal).map_err(|e| indexed(e, "qty", index))
    }

    fn entry(&self, index: usize) -> Result<Price> {
        let decimal = self.entry.decimal(index, "entry_usd")?;
        Price::new(decimal).map_err(|e| indexed(e, "entry_usd", index))
    }
}

impl Bases {
    fn of(value: Value) -> Result<Self> {
        match value {
            Value::Text(name) => basis(&name).map(Self::All),
            other => {
                let row = &mut |value: Value| basis(value.as_text()?);
                crate::value::each(other.items()?, row).map(Self::Rows)
            }
        }
    }

    fn len(&self) -> Option<usize> {
        match self {
            Self::All(_) => None,
            Self::Rows(rows) => Some(rows.len()),
        }
    }

    fn at(&self, index: usize) -> Result<Basis> {
        match self {
            Self::All(basis) => Ok(*basis),
            Self::Rows(rows) => rows.get(index).copied().ok_or_else(|| absent("basis")),
        }
    }
}

fn usd(amounts: &Option<Amounts>, index: usize, name: &'static str) -> Result<Option<Usd>> {
    let Some(amounts) = amounts else { return Ok(None) };
    Usd::new(amounts.at(index, name)?).map(Some).map_err(|e| indexed(e, name, index))
}

fn ratio(amounts: &Option<Amounts>, index: usize, name: &'static str) -> Result<Option<Ratio>> {
    let Some(amounts) = amounts else { return Ok(None) };
    amounts.at(index, name).map(|decimal| Some(Ratio::new(decimal)))
}

fn texts(value: Value) -> Result<Vec<String>> {
    crate::value::each(value.items()?, &mut Value::into_text)
}

/// The error of a position, in the column that it is about.
fn at_row(error: Error, index: usize) -> Error {
    let field = error.place().field.as_deref().map(|field| format!("{field}[{index}]"));
    match field {
        Some(field) => Error::new(error.kind().clone()).in_field(field),
        None => error.at_index(index),
    }
}

/// The columns that read as these positions.
pub(super) fn value(specs: &[PositionSpec], named: Named) -> Value {
    let all = || specs.iter().map(|spec| &spec.position);
    let mut found = Record::default();
    if named == Named::ById {
        found.put("id", Value::list(all().map(|p| p.id.as_str())));
    }
    found.put("side", all().map(|p| f64::from(p.side.sign())).collect::<Vec<_>>());
    found.put("qty", rows(all().map(|p| p.qty), |d| Qty::new(d).ok()));
    found.put("entry_usd", rows(all().map(|p| p.entry), |d| Price::new(d).ok()));
    match leverages(specs) {
        Some(leverages) => found.put("leverage", numbers(leverages, |d| Some(Ratio::new(d)))),
        None => found.put("margin_usd", numbers(all().map(|p| p.margin), |d| Usd::new(d).ok())),
    }
    let rates = numbers(all().map(|p| p.maintenance), |d| Some(Ratio::new(d)));
    found.put("maintenance", rates);
    found.put("basis", bases(all()));
    found.put("deduction_usd", numbers(all().map(|p| p.deduction), |d| Usd::new(d).ok()));
    found.into()
}

/// The leverages, where these were given: of all positions or of none.
fn leverages(specs: &[PositionSpec]) -> Option<impl Iterator<Item = Ratio> + Clone> {
    let given = specs.first().is_some_and(|spec| spec.leverage.is_some());
    given.then(|| specs.iter().filter_map(|spec| spec.leverage))
}

/// One text where all positions have the same basis, else one for each.
fn bases<'a>(mut all: impl Iterator<Item = &'a Position> + Clone) -> Value {
    let each = all.clone().map(|p| basis_name(p.basis));
    match all.next() {
        Some(first) if all.all(|p| p.basis == first.basis) => basis_name(first.basis).into(),
        _ => Value::list(each),
    }
}

/// One text where all numbers are the same, else a column.
fn numbers<T>(mut all: impl Iterator<Item = T> + Clone, back: fn(Decimal) -> Option<T>) -> Value
where
    T: Copy + PartialEq + Approx + Into<Value>,
{
    let every = all.clone();
    if let Some(first) = all.next()
        && all.all(|number| number == first)
    {
        return first.into();
    }
    rows(every, back)
}

/// Floats where they stand for all of the numbers, else texts.
fn rows<T>(all: impl Iterator<Item = T> + Clone, back: fn(Decimal) -> Option<T>) -> Value
where
    T: Copy + PartialEq + Approx + Into<Value>,
{
    let float = |number: T| {
        let float = number.approx();
        let (mantissa, places) = decimal_of(float)?;
        (back(Decimal::new(mantissa, places)) == Some(number)).then_some(float)
    };
    match all.clone().map(float).collect::<Option<Vec<f64>>>() {
        Some(floats) => floats.into(),
        None => Value::list(all),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
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
        assert!(found.in_columns() && !listed.in_columns());
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
        assert_eq!(value.get("maintenance"), Some(&"0.004".into()));
        let qty = vec![0.06, 2.0, 0.333_333_333_333_333];
        assert_eq!(value.get("qty"), Some(&qty.into()));
    }

    #[test]
    fn what_is_wrong_is_named_by_column_and_row() {
        let says = |columns: Value| Positions::read(columns).unwrap_err().to_string();
        let number = "qty[1]: expected a number, found";
        assert_eq!(says(changed("qty", vec![1.0, f64::NAN, 1.0])), format!("{number} \"NaN\""));
        assert_eq!(
            says(changed("qty", Value::List(vec!["1".into(), Value::Null, "1".into()]))),
            format!("{number} \"null\"")
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
        assert!(says(changed("side", "up")).starts_with("side: expected one of long, short"));
        assert!(says(changed("qty", Value::Null)).starts_with("qty: expected a column"));
    }
}
