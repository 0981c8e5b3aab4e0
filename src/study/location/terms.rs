//! The rules that a position is held by.

use crate::error::{Error, Result};
use crate::margin::{Basis, Contract, Deductions, FeeKept, Mode, Rounding, Rules, rules};

/// A venue's rules for one kind of contract and one margin mode, as chosen.
///
/// ```
/// use washout::margin::{Contract, Mode};
/// use washout::study::location::Terms;
///
/// let terms = Terms::of("bybit")?;
/// assert_eq!((terms.rules.contract, terms.rules.form), (Contract::Linear, "entry"));
///
/// let classic = Terms::choose("bybit", Some(Contract::Inverse), Some("classic"), Mode::Isolated)?;
/// assert_eq!(classic.rules.form, "classic");
/// # Ok::<(), washout::error::Error>(())
/// ```
#[derive(Clone, Copy, Debug)]
pub struct Terms {
    /// The rules.
    pub rules: Rules,
    /// The margin mode that they are for.
    pub mode: Mode,
}

impl Terms {
    /// The usual rules of a venue, in isolated margin.
    ///
    /// # Errors
    /// Unknown name when nobody knows its rules.
    pub fn of(venue: &str) -> Result<Self> {
        Self::choose(venue, None, None, Mode::Isolated)
    }

    /// The rules of a venue for a contract and a form (its usual ones where none is named).
    ///
    /// # Errors
    /// As [`rules`].
    pub fn choose(
        venue: &str,
        contract: Option<Contract>,
        form: Option<&str>,
        mode: Mode,
    ) -> Result<Self> {
        Ok(Self { rules: rules(venue, contract, form, mode)?, mode })
    }

    /// Whether the rules are those of no venue, so that [`Terms::take`] has to complete them.
    #[must_use]
    pub fn are_generic(&self) -> bool {
        self.rules.venue == "generic"
    }

    /// Takes the choices that every venue makes for itself.
    ///
    /// # Errors
    /// A conflict for a fee kept at bankruptcy where maintenance is measured at the mark.
    pub fn take(&mut self, basis: Basis, fee: FeeKept, deductions: Deductions) -> Result<()> {
        if fee == FeeKept::AtBankruptcy && basis == Basis::Mark {
            let rule = "a fee kept at the bankruptcy price goes with maintenance at entry";
            return Err(Error::conflict(rule).in_field("fee_kept"));
        }
        (self.rules.basis, self.rules.fee, self.rules.deductions) = (basis, fee, deductions);
        Ok(())
    }

    /// Rounds all prices by another rule, and those of bankruptcy by one of their own.
    pub const fn round(&mut self, all: Option<Rounding>, bankruptcy: Option<Rounding>) {
        if let Some(rounding) = all {
            self.rules.rounding = rounding;
            self.rules.bankruptcy_rounding = rounding;
        }
        if let Some(rounding) = bankruptcy {
            self.rules.bankruptcy_rounding = rounding;
        }
    }
}
