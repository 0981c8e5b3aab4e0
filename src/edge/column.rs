//! Columns of exact numbers, as they come.
//!
//! A number of a column stands for the decimal of at most 15 digits and 12 places that it is the
//! nearest float to; a list of decimal strings is read as it is.

use crate::approx::{count_of, decimal_of, places_of};
use crate::error::{Error, Kind, Result};
use crate::margin::Written;
use crate::value::{Fields, Value};

/// Most rows of one call.
const MOST_ROWS: usize = 2_000_000;

/// A column as it came.
#[derive(Debug)]
pub(super) enum Column {
    Floats(Vec<f64>),
    Values(Vec<Value>),
}

impl Column {
    /// How many rows it has.
    pub(super) fn len(&self) -> usize {
        match self {
            Self::Floats(column) => column.len(),
            Self::Values(column) => column.len(),
        }
    }

    /// The number of a row.
    ///
    /// # Errors
    /// What it is not, with its field and index.
    pub(super) fn at(&self, index: usize, name: &'static str) -> Result<Written> {
        let read = match self {
            Self::Floats(column) => column.get(index).map(|float| of_float(*float)),
            Self::Values(column) => column.get(index).map(of_value),
        };
        let read = read.unwrap_or_else(|| Err(Error::missing("a number")));
        read.map_err(|e| indexed(e, name, index))
    }
}

/// The column under `key`: floats, or a list of numbers and decimal strings.
///
/// # Errors
/// Malformed for anything else; too large past two million rows.
pub(super) fn column(bag: &mut Fields, key: &'static str) -> Result<Option<Column>> {
    let read = bag.read(key, |value| match value {
        Value::Floats(column) => Ok(Column::Floats(column)),
        other => other.items().map(Column::Values),
    })?;
    if read.as_ref().is_some_and(|column| column.len() > MOST_ROWS) {
        return Err(Error::new(Kind::TooLarge { limit: "at most 2,000,000 rows" }).in_field(key));
    }
    Ok(read)
}

fn of_float(float: f64) -> Result<Written> {
    let found = decimal_of(float).map(|(mantissa, places)| Written { mantissa, places });
    found.ok_or_else(|| {
        Error::malformed("a number of at most 15 digits and 12 places", "another number")
    })
}

fn of_value(value: &Value) -> Result<Written> {
    let Value::Text(text) = value else { return value.estimate().and_then(of_float) };
    let decimal = crate::money::parse_decimal(text)?;
    let mantissa = i64::try_from(decimal.mantissa());
    let mantissa =
        mantissa.map_err(|_| Kind::TooManyDigits { most: 18, found: text.as_str().into() })?;
    Ok(Written { mantissa, places: decimal.scale() })
}

/// A column of numbers of 0 or more, counted in one step of their own.
#[derive(Debug)]
pub(super) struct Counted {
    column: Column,
    name: &'static str,
    /// The decimal places of the step.
    pub(super) places: u32,
    /// The largest number, in steps.
    pub(super) most: u64,
}

impl Counted {
    /// Finds the step.
    ///
    /// # Errors
    /// The field and the index of what is negative or no such decimal.
    pub(super) fn of(column: Column, name: &'static str) -> Result<Self> {
        let mut counted = Self { column, name, places: 0, most: 0 };
        counted.find_step()?;
        Ok(counted)
    }

    /// The same column in a finer step.
    ///
    /// # Errors
    /// Too many digits when its numbers outgrow 63 bits.
    pub(super) fn in_places(mut self, places: u32) -> Result<Self> {
        let power = places.checked_sub(self.places).and_then(|more| 10_u64.checked_pow(more));
        let most = power.and_then(|power| self.most.checked_mul(power));
        self.most = most.ok_or_else(|| self.too_large())?;
        self.places = places;
        Ok(self)
    }

    /// Its key.
    pub(super) const fn name(&self) -> &'static str {
        self.name
    }

    /// How many rows it has.
    pub(super) fn len(&self) -> usize {
        self.column.len()
    }

    /// The number of a row, in steps.
    ///
    /// # Errors
    /// None but for an index that is not there: everything was looked at before.
    #[inline(always)]
    pub(super) fn at(&self, index: usize) -> Result<u64> {
        let count = match &self.column {
            Column::Floats(column) => column.get(index).and_then(|x| count_of(*x, self.places)),
            Column::Values(_) => self.column.at(index, self.name)?.count(self.places),
        };
        count.ok_or_else(|| self.too_large())
    }

    fn find_step(&mut self) -> Result<()> {
        let (name, range) = (self.name, "0 or more");
        if let Column::Floats(column) = &self.column {
            let (places, most) = places_of(column).map_err(|index| {
                let bad = match column.get(index) {
                    Some(x) if *x < 0.0 => Error::out_of_range(range, "a negative number"),
                    x => of_float(x.copied().unwrap_or(f64::NAN))
                        .err()
                        .unwrap_or_else(|| self.too_large()),
                };
                indexed(bad, name, index)
            })?;
            self.most = count_of(most, places).ok_or_else(|| self.too_large())?;
            self.places = places;
            return Ok(());
        }
        let written = (0..self.len()).map(|index| self.column.at(index, name));
        let written = written.collect::<Result<Vec<Written>>>()?;
        self.places = written.iter().map(|written| written.places).max().unwrap_or(0);
        for (index, written) in written.iter().enumerate() {
            if written.mantissa < 0 {
                return Err(indexed(Error::out_of_range(range, "a negative number"), name, index));
            }
            let count = written.count(self.places).ok_or_else(|| self.too_large())?;
            self.most = self.most.max(count);
        }
        Ok(())
    }

    fn too_large(&self) -> Error {
        let limit = "18 digits for the largest and the finest number of a column together";
        Error::new(Kind::TooLarge { limit }).in_field(self.name)
    }
}

impl Written {
    /// How many steps of 10^-`places` it is.
    fn count(self, places: u32) -> Option<u64> {
        let power = 10_u64.checked_pow(places.checked_sub(self.places)?)?;
        u64::try_from(self.mantissa).ok()?.checked_mul(power)
    }
}

/// The error of a column that has to be there.
pub(super) fn absent(field: &'static str) -> Error {
    Error::missing("a column").in_field(field)
}

/// The error, at a row of a column.
pub(super) fn indexed(error: Error, name: &'static str, index: usize) -> Error {
    error.at_index(index).in_field(name)
}
