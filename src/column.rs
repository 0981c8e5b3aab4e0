//! Columns of exact numbers, as they come.
//!
//! A float of a column stands for the decimal of [`decimal_of`], the nearest one of at most 15
//! digits and 18 places; a list of decimal strings is read as it is.

use rust_decimal::Decimal;

use crate::approx::decimal_of;
use crate::error::{Error, Kind, Result};
use crate::event::Side;
use crate::money::parse_decimal;
use crate::value::{Fields, Value};

/// Most rows of a column.
pub const MOST_ROWS: usize = 2_000_000;

/// A column as it came.
#[derive(Clone, Debug, PartialEq)]
pub enum Column {
    /// Floats, each for a decimal.
    Floats(Vec<f64>),
    /// Decimal strings, or a mixture.
    Values(Vec<Value>),
}

impl Column {
    /// Floats, or a list.
    ///
    /// # Errors
    /// Malformed for anything else; too large past two million rows.
    pub fn of(value: Value) -> Result<Self> {
        let column = match value {
            Value::Floats(column) => Self::Floats(column),
            other => Self::Values(other.items()?),
        };
        if column.len() > MOST_ROWS {
            return Err(Kind::TooLarge { limit: "at most 2,000,000 rows" }.into());
        }
        Ok(column)
    }

    /// How many rows it has.
    #[must_use]
    pub const fn len(&self) -> usize {
        match self {
            Self::Floats(column) => column.len(),
            Self::Values(column) => column.len(),
        }
    }

    /// Whether it has none.
    #[must_use]
    pub const fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The number of a row as mantissa and places.
    ///
    /// # Errors
    /// What it is not, or more than 18 digits, with its field and index.
    pub fn short(&self, index: usize, name: &'static str) -> Result<(i64, u32)> {
        let read = match self {
            Self::Floats(column) => column.get(index).map(|float| of_float(*float)),
            Self::Values(column) => column.get(index).map(short_value),
        };
        read.unwrap_or_else(|| Err(Error::missing("a number"))).map_err(|e| indexed(e, name, index))
    }

    /// The number of a row.
    ///
    /// # Errors
    /// What it is not, with its field and index.
    pub fn decimal(&self, index: usize, name: &'static str) -> Result<Decimal> {
        let read = match self {
            Self::Floats(column) => column.get(index).map(|float| of_float(*float).map(decimal)),
            Self::Values(column) => column.get(index).map(of_value),
        };
        read.unwrap_or_else(|| Err(Error::missing("a number"))).map_err(|e| indexed(e, name, index))
    }
}

/// The sides of positions: one for all, or a column of them.
#[derive(Clone, Debug, PartialEq)]
pub enum Sides {
    /// The same for every row.
    All(Side),
    /// Row by row: 1 or `long`, −1 or `short`.
    Rows(Column),
}

impl Sides {
    /// `long` or `short`, or a column.
    ///
    /// # Errors
    /// As [`Column::of`]; unknown name for another text.
    pub fn of(value: Value) -> Result<Self> {
        match &value {
            Value::Text(text) => side(text).map(Self::All),
            _ => Column::of(value).map(Self::Rows),
        }
    }

    /// How many rows it has, where it has rows.
    #[must_use]
    pub const fn rows(&self) -> Option<usize> {
        match self {
            Self::All(_) => None,
            Self::Rows(column) => Some(column.len()),
        }
    }

    /// The side of a row.
    ///
    /// # Errors
    /// Out of range, with its index.
    pub fn at(&self, index: usize) -> Result<Side> {
        let found = match self {
            Self::All(side) => return Ok(*side),
            Self::Rows(Column::Values(values)) => match values.get(index) {
                Some(Value::Text(text)) => {
                    return side(text).map_err(|e| indexed(e, "side", index));
                }
                Some(value) => value.estimate().ok(),
                None => None,
            },
            Self::Rows(Column::Floats(column)) => column.get(index).copied(),
        };
        match found {
            Some(1.0) => Ok(Side::Long),
            Some(-1.0) => Ok(Side::Short),
            _ => {
                let error = Error::out_of_range("1 (long) or -1 (short)", "another number");
                Err(indexed(error, "side", index))
            }
        }
    }
}

/// Exact numbers: one for all rows, or a column of them.
#[derive(Clone, Debug, PartialEq)]
pub enum Amounts {
    /// The same for every row.
    All(Decimal),
    /// Row by row.
    Rows(Column),
}

impl Amounts {
    /// A decimal, or a column.
    ///
    /// # Errors
    /// As [`Column::of`] and [`parse_decimal`].
    pub fn of(value: Value) -> Result<Self> {
        match value {
            Value::Text(_) | Value::Int(_) => of_value(&value).map(Self::All),
            other => Column::of(other).map(Self::Rows),
        }
    }

    /// How many rows it has, where it has rows.
    #[must_use]
    pub const fn rows(&self) -> Option<usize> {
        match self {
            Self::All(_) => None,
            Self::Rows(column) => Some(column.len()),
        }
    }

    /// The number of a row.
    ///
    /// # Errors
    /// What it is not, with its field and index.
    pub fn at(&self, index: usize, name: &'static str) -> Result<Decimal> {
        match self {
            Self::All(number) => Ok(*number),
            Self::Rows(column) => column.decimal(index, name),
        }
    }
}

fn side(text: &str) -> Result<Side> {
    match text {
        "long" | "1" => Ok(Side::Long),
        "short" | "-1" => Ok(Side::Short),
        found => Err(Error::unknown("long, short", found)),
    }
}

/// The column under `key`, where there is one.
///
/// # Errors
/// As [`Column::of`], in this field.
pub fn column(bag: &mut Fields, key: &'static str) -> Result<Option<Column>> {
    bag.read(key, Column::of)
}

/// The error of a column that has to be there.
#[must_use]
pub fn absent(field: &'static str) -> Error {
    Error::missing("a column").in_field(field)
}

/// The error of a column that is not as long as the others.
#[must_use]
pub fn uneven(field: &'static str) -> Error {
    Error::conflict("columns must have one length").in_field(field)
}

/// The error, at a row of a column.
#[must_use]
pub fn indexed(error: Error, name: &'static str, index: usize) -> Error {
    error.at_index(index).in_field(name)
}

/// Why a float stands for no decimal.
#[must_use]
#[cold]
pub fn no_decimal(float: f64) -> Error {
    let size = float.abs();
    if float.is_nan() {
        Error::malformed("a number", "NaN")
    } else if size.is_infinite() {
        Error::malformed("a number", if float > 0.0 { "infinity" } else { "-infinity" })
    } else if size == 0.0 {
        Error::malformed("a number", "minus zero")
    } else if size > 1.0 {
        Error::out_of_range("a number below 10^15, or a larger one as text", "a larger number")
    } else {
        Error::out_of_range("a number of at most 18 decimal places", "a finer number")
    }
}

fn of_float(float: f64) -> Result<(i64, u32)> {
    decimal_of(float).ok_or_else(|| no_decimal(float))
}

fn decimal((mantissa, places): (i64, u32)) -> Decimal {
    Decimal::new(mantissa, places)
}

fn short_value(value: &Value) -> Result<(i64, u32)> {
    let Value::Text(text) = value else { return value.estimate().and_then(of_float) };
    let decimal = parse_decimal(text)?;
    let found = || Kind::TooManyDigits { most: 18, found: text.as_str().into() };
    let mantissa = i64::try_from(decimal.mantissa()).map_err(|_| found())?;
    Ok((mantissa, decimal.scale()))
}

fn of_value(value: &Value) -> Result<Decimal> {
    match value {
        Value::Text(text) => parse_decimal(text),
        Value::Int(count) => Ok(Decimal::from(*count)),
        other => other.estimate().and_then(of_float).map(decimal),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn floats_texts_and_whole_numbers_are_the_same_decimals() {
        let floats = Column::of(vec![0.05 + 0.01, 3.0].into()).unwrap();
        let texts = Column::of(Value::list(["0.06", "3"])).unwrap();
        for index in 0..2 {
            assert_eq!(floats.decimal(index, "qty"), texts.decimal(index, "qty"));
            assert_eq!(floats.short(index, "qty"), texts.short(index, "qty"));
        }
        let whole = Column::of(Value::list([7_i64])).unwrap();
        assert_eq!(whole.decimal(0, "qty"), Ok(Decimal::from(7)));
        let long = Column::of(Value::list(["1234567890123456789.5"])).unwrap();
        assert_eq!(long.decimal(0, "qty").unwrap().to_string(), "1234567890123456789.5");
        assert_eq!(long.short(0, "qty").unwrap_err().code(), "TOO_MANY_DIGITS");
    }

    #[test]
    fn what_is_no_number_is_named_with_its_index() {
        let says = |value: Value| {
            let column = Column::of(value).unwrap();
            column.decimal(1, "qty").unwrap_err().to_string()
        };
        assert_eq!(says(vec![1.0].into()), "qty[1]: expected a number, found nothing");
        assert_eq!(says(vec![1.0, -0.0].into()), "qty[1]: expected a number, found \"minus zero\"");
        assert_eq!(
            says(Value::List(vec!["1".into(), Value::Null])),
            "qty[1]: expected a number, found \"null\""
        );
        assert!(says(vec![1.0, -1e15].into()).contains("a number below 10^15"));
        assert_eq!(Column::of("1".into()).unwrap_err().code(), "MALFORMED");
        assert_eq!(Column::of(vec![1.0; MOST_ROWS + 1].into()).unwrap_err().code(), "TOO_LARGE");
    }
}
