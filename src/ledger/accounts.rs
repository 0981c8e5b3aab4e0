//! The nine accounts and their sum.

use crate::error::Result;
use crate::money::Usd;

/// What each group won (positive) or lost (negative), in USD.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Accounts {
    /// Returned to liquidated traders, less the equity they had before.
    pub liquidated_traders: Usd,
    /// Positions of the same side that were not liquidated.
    pub surviving_same_side: Usd,
    /// All positions of the other side, before auto-deleveraging.
    pub opposite_side: Usd,
    /// What auto-deleveraging took from some of them; zero or negative.
    pub deleveraged_winners: Usd,
    /// Who took the other side of the forced orders.
    pub absorbers: Usd,
    /// Who traded along with the forced orders.
    pub accompanying_flow: Usd,
    /// The insurance fund.
    pub insurance_fund: Usd,
    /// Fees that the exchange keeps.
    pub exchange_fees: Usd,
    /// A deficit that nobody covered; zero or negative.
    pub platform_loss: Usd,
}

impl Accounts {
    /// Every account with its key, in the order of the table.
    #[must_use]
    pub const fn entries(&self) -> [(&'static str, Usd); 9] {
        [
            ("liquidated_traders_usd", self.liquidated_traders),
            ("surviving_same_side_usd", self.surviving_same_side),
            ("opposite_side_usd", self.opposite_side),
            ("deleveraged_winners_usd", self.deleveraged_winners),
            ("absorbers_usd", self.absorbers),
            ("accompanying_flow_usd", self.accompanying_flow),
            ("insurance_fund_usd", self.insurance_fund),
            ("exchange_fees_usd", self.exchange_fees),
            ("platform_loss_usd", self.platform_loss),
        ]
    }

    /// The sum of all accounts: zero, or the ledger is wrong.
    ///
    /// # Errors
    /// Overflow past the range of [`Usd`].
    pub fn sum(&self) -> Result<Usd> {
        sum_in_turn(&self.entries().map(|(_, usd)| usd))
    }
}

/// A sum that should be zero. Losses and gains are taken in turn, so that no sum on the way is
/// larger than an account.
///
/// # Errors
/// Overflow past the range of [`Usd`].
pub(super) fn sum_in_turn(all: &[Usd]) -> Result<Usd> {
    let mut losses = all.iter().filter(|&&usd| usd < Usd::ZERO);
    let mut gains = all.iter().filter(|&&usd| usd >= Usd::ZERO);
    let mut sum = Usd::ZERO;
    while let Some(&next) = if sum < Usd::ZERO {
        gains.next().or_else(|| losses.next())
    } else {
        losses.next().or_else(|| gains.next())
    } {
        sum = sum.plus(next)?;
    }
    Ok(sum)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn accounts_near_the_end_of_the_range_sum_to_zero() {
        let most = Usd::from_units(i128::MAX).unwrap();
        let least = Usd::ZERO.minus(most).unwrap();
        let accounts = Accounts {
            liquidated_traders: least,
            surviving_same_side: least,
            opposite_side: most,
            absorbers: most,
            ..Accounts::default()
        };
        assert_eq!(accounts.sum(), Ok(Usd::ZERO));
        assert!(Accounts { opposite_side: Usd::ZERO, ..accounts }.sum().is_ok());
        assert!(Accounts { liquidated_traders: most, ..accounts }.sum().is_err());
    }
}
