//! The rest of a cross account, as it bears on one position.

use crate::error::{Error, Result};
use crate::event::Side;
use crate::margin::Contract;
use crate::money::Rational;

/// What all other positions of a cross account need and gain, in the settlement currency.
#[derive(Clone, Copy, Debug)]
pub struct Others {
    /// Their maintenance margin.
    pub maintenance: Rational,
    /// Their unrealised profit; below zero for a loss.
    pub profit: Rational,
}

/// One other position of a cross account.
///
/// ```
/// use washout::event::Side;
/// use washout::margin::Contract;
/// use washout::money::Rational;
/// use washout::study::location::OtherPosition;
///
/// let short = OtherPosition {
///     side: Side::Short,
///     quantity: "10".parse()?,
///     entry: "3000".parse()?,
///     mark: "2900".parse()?,
///     rate: "0.01".parse()?,
///     deduction: Rational::ZERO,
/// };
/// let share = short.share(Contract::Linear)?;
/// assert_eq!((share.maintenance.text()?, share.profit.text()?), ("290".into(), "1000".into()));
/// # Ok::<(), washout::error::Error>(())
/// ```
#[derive(Clone, Copy, Debug)]
pub struct OtherPosition {
    /// Long or short.
    pub side: Side,
    /// Coins (linear) or USD (inverse), above 0.
    pub quantity: Rational,
    /// Entry price.
    pub entry: Rational,
    /// Mark price, at which it is valued.
    pub mark: Rational,
    /// Maintenance rate at its size.
    pub rate: Rational,
    /// What is taken off the maintenance margin at its size.
    pub deduction: Rational,
}

impl Others {
    /// No other position.
    pub const NONE: Self = Self { maintenance: Rational::ZERO, profit: Rational::ZERO };

    /// These and one more.
    #[must_use]
    pub fn and(self, other: &Self) -> Self {
        Self {
            maintenance: self.maintenance.plus(other.maintenance),
            profit: self.profit.plus(other.profit),
        }
    }
}

impl OtherPosition {
    /// What it needs and gains.
    ///
    /// # Errors
    /// Out of range for a quantity or price of 0 or below, in its field.
    pub fn share(&self, contract: Contract) -> Result<Others> {
        let Self { quantity, entry, mark, .. } = self;
        for (number, field) in
            [(quantity, "quantity"), (entry, "entry_price"), (mark, "mark_price")]
        {
            if !number.is_positive() {
                let found = number.text().unwrap_or_default();
                return Err(Error::out_of_range("a number above 0", &found).in_field(field));
            }
        }
        Ok(Others { maintenance: self.maintenance(contract), profit: self.profit(contract) })
    }

    fn maintenance(&self, contract: Contract) -> Rational {
        let value = match contract {
            Contract::Linear => self.quantity.times(self.mark),
            Contract::Inverse => self.quantity.over(self.mark),
        };
        value.times(self.rate).minus(self.deduction)
    }

    fn profit(&self, contract: Contract) -> Rational {
        let gain = match contract {
            Contract::Linear => self.mark.minus(self.entry),
            Contract::Inverse => {
                Rational::ONE.over(self.entry).minus(Rational::ONE.over(self.mark))
            }
        };
        let profit = self.quantity.times(gain);
        if self.side == Side::Long { profit } else { profit.negated() }
    }
}
