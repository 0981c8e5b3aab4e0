//! Positions of a scenario in columns: a million of them cross as a handful of arrays.
//!
//! `qty` and `entry_usd` are columns; `side`, `maintenance`, `basis`, `deduction_usd` and the one of
//! `margin_usd` and `leverage` that is given are columns or one value for all. `id` is a column of
//! texts. A float stands for its nearest decimal of at most 15 digits and 18 places.

use rust_decimal::Decimal;

use super::positions::{Named, Parts, PositionSpec, Positions, basis, basis_name};
use crate::approx::{Approx, decimal_of};
use crate::book::Basis;
use crate::column::{Amounts, Sides, absent, indexed, uneven};
use crate::error::{Error, Result};
use crate::money::{Price, Qty, Ratio, Usd, Written};
use crate::value::{Fields, Record, Value};

/// The columns of numbers.
const NUMBERS: [&str; 6] =
    ["qty", "entry_usd", "margin_usd", "leverage", "maintenance", "deduction_usd"];

/// The columns as they were given; those of [`NUMBERS`] in that order.
struct Columns {
    rows: usize,
    ids: Option<Vec<String>>,
    sides: Sides,
    numbers: [Option<Amounts>; NUMBERS.len()],
    basis: Option<Bases>,
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
    let mut specs = Vec::with_capacity(columns.rows);
    for index in 0..columns.rows {
        specs.push(columns.at(index)?);
    }
    let named = if columns.ids.is_some() { Named::ById } else { Named::ByNumber };
    Ok(Positions { specs, columns: Some(named) })
}

impl Columns {
    fn read(value: Value) -> Result<Self> {
        let mut fields = Fields::of(value)?;
        let ids = fields.read("id", texts)?;
        let sides = fields.need("side", "long or short, or a column", Sides::of)?;
        let mut numbers = [const { None }; NUMBERS.len()];
        for (name, number) in NUMBERS.into_iter().zip(&mut numbers) {
            *number = fields.read(name, Amounts::of)?;
        }
        let basis = fields.read("basis", Bases::of)?;
        fields.finish()?;
        let [qty, entry, ..] = &numbers;
        let rows = whole(qty, "qty")?;
        whole(entry, "entry_usd")?;
        let columns = Self { rows, ids, sides, numbers, basis };
        columns.even().map(|()| columns)
    }

    /// Whether all columns are as long as the first.
    fn even(&self) -> Result<()> {
        let numbers = self.numbers.iter().map(|number| number.as_ref()?.rows());
        let others = [
            ("id", self.ids.as_ref().map(Vec::len)),
            ("side", self.sides.rows()),
            ("basis", self.basis.as_ref().and_then(Bases::len)),
        ];
        for (name, rows) in NUMBERS.into_iter().zip(numbers).chain(others) {
            if rows.is_some_and(|rows| rows != self.rows) {
                return Err(uneven(name));
            }
        }
        Ok(())
    }

    fn at(&self, index: usize) -> Result<PositionSpec> {
        let usd = |which| self.number(which, index)?.map(Usd::new).transpose();
        let ratio = |which| self.number(which, index).map(|found| found.map(Ratio::new));
        let parts = Parts {
            id: self.id(index)?,
            side: self.sides.at(index)?,
            qty: self.needed(0, index, Qty::new)?,
            entry: self.needed(1, index, Price::new)?,
            margin: usd(2).map_err(|e| in_row(e, 2, index))?,
            leverage: ratio(3)?,
            maintenance: ratio(4)?,
            basis: self.basis.as_ref().map(|bases| bases.at(index)).transpose()?,
            deduction: usd(5).map_err(|e| in_row(e, 5, index))?,
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

    /// The number of a row in one of [`NUMBERS`], where that is given.
    #[inline(never)]
    fn number(&self, which: usize, index: usize) -> Result<Option<Decimal>> {
        let (Some(name), Some(Some(amounts))) = (NUMBERS.get(which), self.numbers.get(which))
        else {
            return Ok(None);
        };
        amounts.at(index, name).map(Some)
    }

    fn needed<T>(&self, which: usize, index: usize, of: fn(Decimal) -> Result<T>) -> Result<T> {
        let decimal = self.number(which, index)?.ok_or_else(|| absent("qty"))?;
        of(decimal).map_err(|error| in_row(error, which, index))
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

/// How many rows a column has that has to be one.
fn whole(amounts: &Option<Amounts>, name: &'static str) -> Result<usize> {
    let amounts = amounts.as_ref().ok_or_else(|| absent(name))?;
    amounts.rows().ok_or_else(|| Error::malformed("a column", "one value").in_field(name))
}

/// The error, at a row of one of [`NUMBERS`].
#[cold]
fn in_row(error: Error, which: usize, index: usize) -> Error {
    if error.place().field.is_some() {
        return error;
    }
    indexed(error, NUMBERS.get(which).copied().unwrap_or_default(), index)
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
    let mut found = Record::default();
    if named == Named::ById {
        found.put("id", each(specs, &|spec| spec.position.id.as_str().into()));
    }
    let side = |spec: &PositionSpec| f64::from(spec.position.side.sign());
    found.put("side", specs.iter().map(side).collect::<Vec<_>>());
    found.put("qty", rows(&all(specs, &|spec| spec.position.qty.into())));
    found.put("entry_usd", rows(&all(specs, &|spec| spec.position.entry.into())));
    // Leverages were given of all positions or of none.
    if specs.first().is_some_and(|spec| spec.leverage.is_some()) {
        let leverage = |spec: &PositionSpec| spec.leverage.unwrap_or_default().into();
        found.put("leverage", numbers(&all(specs, &leverage)));
    } else {
        found.put("margin_usd", numbers(&all(specs, &|spec| spec.position.margin.into())));
    }
    let rates = all(specs, &|spec| spec.position.maintenance.into());
    found.put("maintenance", numbers(&rates));
    found.put("basis", bases(specs));
    let deductions = all(specs, &|spec| spec.position.deduction.into());
    found.put("deduction_usd", numbers(&deductions));
    found.into()
}

/// A number of every position. One body for all of them: a page that loads the wasm pays for each.
#[inline(never)]
fn all(specs: &[PositionSpec], get: &dyn Fn(&PositionSpec) -> Written) -> Vec<Written> {
    specs.iter().map(|spec| get(spec).trimmed()).collect()
}

fn each(specs: &[PositionSpec], get: &dyn Fn(&PositionSpec) -> Value) -> Value {
    Value::List(specs.iter().map(get).collect())
}

/// One text where all positions have the same basis, else one for each.
fn bases(specs: &[PositionSpec]) -> Value {
    let basis = |spec: &PositionSpec| spec.position.basis;
    match specs.first().map(basis) {
        Some(first) if specs.iter().all(|spec| basis(spec) == first) => basis_name(first).into(),
        _ => each(specs, &|spec| basis_name(basis(spec)).into()),
    }
}

/// One text where all numbers are the same, else a column.
#[inline(never)]
fn numbers(all: &[Written]) -> Value {
    match all.first() {
        Some(first) if all.iter().all(|number| number == first) => Value::exact(*first),
        _ => rows(all),
    }
}

/// Floats where they stand for all of the numbers, else texts.
#[inline(never)]
fn rows(all: &[Written]) -> Value {
    let mut floats = Vec::with_capacity(all.len());
    for number in all {
        let Some(float) = float(*number) else {
            return Value::List(all.iter().map(|number| Value::exact(*number)).collect());
        };
        floats.push(float);
    }
    floats.into()
}

/// The float that stands for a number, where there is one.
fn float(number: Written) -> Option<f64> {
    let decimal = number.decimal()?;
    let float = decimal.approx();
    let (mantissa, places) = decimal_of(float)?;
    (Decimal::new(mantissa, places) == decimal).then_some(float)
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
