//! Columns of exact numbers, as they come.
//!
//! A float of a column stands for the decimal of [`decimal_of`], the nearest one of at most 15
//! digits and 18 places; a list of decimal strings is read as it is.

use rust_decimal::Decimal;

use crate::approx::decimal_of;
use crate::error::{Error, Kind, Result};
use crate::event::Side;
use crate::money::{Ratio, parse_decimal};
use crate::value::{Fields, Value};

/// How many rows a column may have.
pub const ROWS_LIMIT: usize = 2_000_000;

/// A column of exact numbers, as it came.
///
/// ```
/// use washout::column::Column;
///
/// let computed = Column::from(vec![0.05 + 0.01, f64::NAN]);
/// assert_eq!(computed.short(0, "qty")?, (6, 2));
/// let error = computed.short(1, "qty").unwrap_err().to_string();
/// assert!(error.starts_with("qty[1]: expected a number"));
///
/// let written = Column::from_iter(["0.06", "1234.5"]);
/// assert_eq!(written.short(1, "qty")?, (12345, 1));
/// # Ok::<(), washout::error::Error>(())
/// ```
#[derive(Clone, Debug, PartialEq)]
pub struct Column(Rows);

#[derive(Clone, Debug, PartialEq)]
enum Rows {
    /// Floats, each for a decimal.
    Floats(Vec<f64>),
    /// Decimal strings, or a mixture.
    Values(Vec<Value>),
}

/// Floats, each for its nearest decimal of at most 15 digits and 18 places.
impl From<Vec<f64>> for Column {
    fn from(column: Vec<f64>) -> Self {
        Self(Rows::Floats(column))
    }
}

/// Decimals as they are written.
impl<T: Into<String>> FromIterator<T> for Column {
    fn from_iter<I: IntoIterator<Item = T>>(column: I) -> Self {
        Self(Rows::Values(column.into_iter().map(|text| Value::Text(text.into())).collect()))
    }
}

impl Column {
    /// Floats, or a list.
    ///
    /// # Errors
    /// Malformed for anything else; too large past two million rows.
    pub fn of(value: Value) -> Result<Self> {
        let column = match value {
            Value::Floats(column) => Self(Rows::Floats(column)),
            other => Self(Rows::Values(other.items()?)),
        };
        if column.len() > ROWS_LIMIT {
            return Err(Kind::TooLarge { limit: "at most 2,000,000 rows" }.into());
        }
        Ok(column)
    }

    /// How many rows it has.
    #[must_use]
    pub const fn len(&self) -> usize {
        match &self.0 {
            Rows::Floats(column) => column.len(),
            Rows::Values(column) => column.len(),
        }
    }

    /// The floats that it holds, where it holds nothing else.
    ///
    /// # Errors
    /// The column itself where numbers were written.
    pub fn into_floats(self) -> std::result::Result<Vec<f64>, Self> {
        match self.0 {
            Rows::Floats(column) => Ok(column),
            written @ Rows::Values(_) => Err(Self(written)),
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
        self.cell(index).and_then(Cell::short).map_err(|e| indexed(e, name, index))
    }

    /// The number of a row.
    ///
    /// # Errors
    /// What it is not, with its field and index.
    pub fn decimal(&self, index: usize, name: &'static str) -> Result<Decimal> {
        self.cell(index).and_then(Cell::decimal).map_err(|e| indexed(e, name, index))
    }

    fn cell(&self, index: usize) -> Result<Cell<'_>> {
        let found = match &self.0 {
            Rows::Floats(column) => column.get(index).map(|float| Cell::Float(*float)),
            Rows::Values(column) => column.get(index).map(Cell::Value),
        };
        found.ok_or_else(|| Error::missing("a number"))
    }
}

/// One value for all rows, or a column.
#[derive(Clone, Debug, PartialEq)]
pub enum Cells {
    /// The same for every row.
    All(Value),
    /// Row by row.
    Rows(Column),
}

/// The value of a row.
#[derive(Clone, Copy, Debug)]
enum Cell<'a> {
    Float(f64),
    Value(&'a Value),
}

impl Cells {
    /// A text or a whole number for all, or a column.
    ///
    /// # Errors
    /// As [`Column::of`].
    pub fn of(value: Value) -> Result<Self> {
        match value {
            Value::Text(_) | Value::Int(_) => Ok(Self::All(value)),
            other => Column::of(other).map(Self::Rows),
        }
    }

    /// How many rows there are, where there are rows.
    #[must_use]
    pub const fn rows(&self) -> Option<usize> {
        match self {
            Self::All(_) => None,
            Self::Rows(column) => Some(column.len()),
        }
    }

    /// The exact number of a row.
    ///
    /// # Errors
    /// What it is not.
    pub fn decimal(&self, index: usize) -> Result<Decimal> {
        match self {
            Self::All(value) => value.parse::<Ratio>().map(Ratio::decimal),
            Self::Rows(column) => column.cell(index)?.decimal(),
        }
    }

    /// The text of a row.
    ///
    /// # Errors
    /// Malformed when it is none.
    pub fn text(&self, index: usize) -> Result<&str> {
        match self.cell(index)? {
            Cell::Value(value) => value.as_text(),
            Cell::Float(_) => Err(Error::malformed("text", "a bare number")),
        }
    }

    /// The side of a row: `long` or 1, `short` or −1.
    ///
    /// # Errors
    /// Unknown name or out of range for anything else.
    pub fn side(&self, index: usize) -> Result<Side> {
        let sign = match self.cell(index)? {
            Cell::Value(Value::Text(text)) => match text.as_str() {
                "long" => 1.0,
                "short" => -1.0,
                found => return Err(Error::unknown("long, short", found)),
            },
            Cell::Value(value) => value.estimate()?,
            Cell::Float(sign) => sign,
        };
        match sign {
            1.0 => Ok(Side::Long),
            -1.0 => Ok(Side::Short),
            _ => Err(Error::out_of_range("1 (long) or -1 (short)", "another number")),
        }
    }

    fn cell(&self, index: usize) -> Result<Cell<'_>> {
        match self {
            Self::All(value) => Ok(Cell::Value(value)),
            Self::Rows(column) => column.cell(index),
        }
    }
}

impl Cell<'_> {
    fn short(self) -> Result<(i64, u32)> {
        match self {
            Self::Float(float) => of_float(float),
            Self::Value(Value::Text(text)) => {
                let decimal = parse_decimal(text)?;
                let found = || Kind::TooManyDigits { max: 18, found: text.as_str().into() };
                let mantissa = i64::try_from(decimal.mantissa()).map_err(|_| found())?;
                Ok((mantissa, decimal.scale()))
            }
            Self::Value(value) => value.estimate().and_then(of_float),
        }
    }

    fn decimal(self) -> Result<Decimal> {
        let float = match self {
            Self::Float(float) => float,
            Self::Value(Value::Text(text)) => return parse_decimal(text),
            Self::Value(Value::Int(count)) => return Ok(Decimal::from(*count)),
            Self::Value(value) => value.estimate()?,
        };
        let (mantissa, places) = of_float(float)?;
        let decimal = Decimal::try_from_i128_with_scale(mantissa.into(), places);
        decimal.map_err(|_| Error::overflow("the number"))
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
    let found = if float.is_nan() {
        "NaN"
    } else if float == f64::INFINITY {
        "infinity"
    } else if float == f64::NEG_INFINITY {
        "-infinity"
    } else if float == 0.0 {
        "minus zero"
    } else if float.abs() > 1.0 {
        "a larger number"
    } else {
        "a finer number"
    };
    let is_number = float.is_finite() && float != 0.0;
    let error = if is_number { Error::out_of_range } else { Error::malformed };
    error("a number below 10^15 of at most 18 decimal places", found)
}

#[inline(never)]
fn of_float(float: f64) -> Result<(i64, u32)> {
    decimal_of(float).ok_or_else(|| no_decimal(float))
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
        assert!(says(vec![1.0, -0.0].into()).ends_with("decimal places, found \"minus zero\""));
        assert_eq!(
            says(Value::List(vec!["1".into(), Value::Null])),
            "qty[1]: expected a number, found \"null\""
        );
        assert!(says(vec![1.0, -1e15].into()).starts_with("qty[1]: expected a number below 10^15"));
        assert_eq!(Column::of("1".into()).unwrap_err().code(), "MALFORMED");
        assert_eq!(Column::of(vec![1.0; ROWS_LIMIT + 1].into()).unwrap_err().code(), "TOO_LARGE");
    }
}
