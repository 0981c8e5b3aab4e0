//! Columns of exact numbers as whole counts of a step, block after block.

use crate::approx::{Counting, NoCount, decimal_of};
use crate::column::{Column, indexed, no_decimal};
use crate::error::{Error, Kind, Result};
use crate::margin::ShortDecimal;

/// A column of numbers of 0 or more that is read once, block after block, in steps of its own.
///
/// ```
/// use washout::column::Column;
/// use washout::study::counted::Counted;
///
/// let mut prices = Counted::of(Column::from(vec![100.0, 99.5, 94.25]), "price")?;
/// assert_eq!(prices.block(0, 2)?, [1000, 995]);
/// assert_eq!(prices.places(), 1);
/// // Finer numbers are counted in a finer step, from then on.
/// assert_eq!(prices.block(2, 1)?, [9425]);
/// # Ok::<(), washout::error::Error>(())
/// ```
#[derive(Debug)]
pub struct Counted {
    numbers: Numbers,
    name: &'static str,
    counts: Vec<u64>,
}

/// Floats as they came, or what was written, and the places that they are counted in.
#[derive(Debug)]
enum Numbers {
    Floats(Vec<f64>, Counting),
    Texts(Vec<ShortDecimal>, u32),
}

impl Counted {
    /// The column, looked at only where it is no list of floats.
    ///
    /// # Errors
    /// The field and the index of what is negative, or of more than 18 digits.
    pub fn of(column: Column, name: &'static str) -> Result<Self> {
        let numbers = match column.into_floats() {
            Ok(floats) => Numbers::Floats(floats, Counting::default()),
            Err(column) => Numbers::Texts(texts(&column, name)?, 0),
        };
        Ok(Self { numbers, name, counts: Vec::new() })
    }

    /// Its key.
    #[must_use]
    pub const fn name(&self) -> &'static str {
        self.name
    }

    /// How many rows it has.
    #[must_use]
    pub fn len(&self) -> usize {
        match &self.numbers {
            Numbers::Floats(column, _) => column.len(),
            Numbers::Texts(column, _) => column.len(),
        }
    }

    /// Whether it has none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The decimal places of the step that it is counted in; they grow as finer numbers come.
    #[must_use]
    pub const fn places(&self) -> u32 {
        match &self.numbers {
            Numbers::Floats(_, counting) => counting.places(),
            Numbers::Texts(_, places) => *places,
        }
    }

    /// Counts in a finer step from now on.
    ///
    /// # Errors
    /// Too large when its largest number so far outgrows 63 bits.
    pub fn grow(&mut self, to: u32) -> Result<()> {
        match &mut self.numbers {
            Numbers::Floats(_, counting) => counting.grow(to).map_err(|_| too_large(self.name)),
            Numbers::Texts(_, places) => {
                *places = to.max(*places);
                Ok(())
            }
        }
    }

    /// Forgets the numbers so far, so that those to come are counted in a step of their own.
    pub fn restart(&mut self) {
        match &mut self.numbers {
            Numbers::Floats(_, counting) => *counting = Counting::default(),
            Numbers::Texts(_, places) => *places = 0,
        }
    }

    /// The next `count` numbers from `first` on, in steps.
    ///
    /// # Errors
    /// The field and the index of what is negative or no decimal; too large when the largest and
    /// the finest number since the last [`Counted::restart`] outgrow 63 bits together.
    pub fn block(&mut self, first: usize, count: usize) -> Result<&[u64]> {
        let name = self.name;
        match &mut self.numbers {
            Numbers::Floats(column, counting) => {
                let block = column.get(first..).unwrap_or_default();
                let block = block.get(..count).unwrap_or(block);
                self.counts.resize(block.len(), 0);
                counting.block(block, &mut self.counts).map_err(|bad| match bad {
                    NoCount::TooLarge => too_large(name),
                    NoCount::NoDecimal(at) => indexed(bad_float(block.get(at)), name, first + at),
                })?;
            }
            Numbers::Texts(column, places) => {
                let block = column.iter().skip(first).take(count);
                *places = block.clone().map(|written| written.places).fold(*places, u32::max);
                self.counts.clear();
                for written in block {
                    let count = written.count(*places).ok_or_else(|| too_large(name))?;
                    self.counts.push(count);
                }
            }
        }
        Ok(&self.counts)
    }
}

/// What was written, none of it below zero.
fn texts(column: &Column, name: &'static str) -> Result<Vec<ShortDecimal>> {
    let number = |index| match column.short(index, name)? {
        (i64::MIN..0, _) => Err(indexed(negative(), name, index)),
        (mantissa, places) => Ok(ShortDecimal { mantissa, places }),
    };
    (0..column.len()).map(number).collect()
}

/// What is wrong with a float that stands for no decimal of 0 or more.
fn bad_float(float: Option<&f64>) -> Error {
    let float = float.copied().unwrap_or(f64::NAN);
    if float < 0.0 && decimal_of(float).is_some() { negative() } else { no_decimal(float) }
}

fn negative() -> Error {
    Error::out_of_range("0 or more", "a negative number")
}

fn too_large(name: &'static str) -> Error {
    let limit = "18 digits for the largest and the finest number of a position together";
    Error::new(Kind::TooLarge { limit }).in_field(name)
}

impl ShortDecimal {
    /// How many steps of 10^-`places` it is.
    fn count(self, places: u32) -> Option<u64> {
        let power = 10_u64.checked_pow(places.checked_sub(self.places)?)?;
        u64::try_from(self.mantissa).ok()?.checked_mul(power)
    }
}
