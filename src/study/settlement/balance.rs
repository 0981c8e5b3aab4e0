//! What the accounts of a ledger come to.

use crate::error::Result;
use crate::ledger::Ledger;
use crate::money::Usd;

/// What the accounts of a ledger come to, in USD.
///
/// ```
/// use washout::ledger::Ledger;
/// use washout::money::Usd;
/// use washout::study::settlement::Balance;
///
/// let mut ledger = Ledger::default();
/// ledger.accounts.opposite_side = "500".parse()?;
/// ledger.accounts.deleveraged_winners = "-120".parse()?;
/// let balance = Balance::of(&ledger)?;
/// assert_eq!(balance.opposite_side_after_adl.to_string(), "380");
/// assert_eq!(balance.deleveraged.to_string(), "120");
/// # Ok::<(), washout::error::Error>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Balance {
    /// The sum of all accounts: zero where everything that was paid was received.
    pub sum: Usd,
    /// What the other side is left with once its winners were deleveraged.
    pub opposite_side_after_adl: Usd,
    /// What deleveraged winners gave up.
    pub deleveraged: Usd,
}

impl Balance {
    /// Adds up the accounts.
    ///
    /// # Errors
    /// Overflow past the range of [`Usd`].
    pub fn of(ledger: &Ledger) -> Result<Self> {
        let accounts = &ledger.accounts;
        Ok(Self {
            opposite_side_after_adl: accounts.opposite_side.plus(accounts.deleveraged_winners)?,
            deleveraged: accounts.deleveraged_winners.negated()?,
            sum: accounts.sum()?,
        })
    }
}
