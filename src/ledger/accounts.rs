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

/// What a table of accounts can be asked: its keys, in order, and its sum.
macro_rules! accounts {
    ($kind:ident, $count:literal: $($key:literal = $field:ident),* $(,)?) => {
        impl $kind {
            /// Every account with its key, in the order of the table.
            #[must_use]
            pub const fn entries(&self) -> [(&'static str, $crate::money::Usd); $count] {
                [$(($key, self.$field)),*]
            }

            /// The sum of all accounts: zero, or the ledger is wrong.
            ///
            /// # Errors
            /// Overflow past the range of [`Usd`](crate::money::Usd).
            pub fn sum(&self) -> $crate::error::Result<$crate::money::Usd> {
                $crate::ledger::accounts::sum_in_turn(&[$(self.$field),*])
            }
        }
    };
}
pub(super) use accounts;

accounts! { Accounts, 9:
    "liquidated_traders_usd" = liquidated_traders,
    "surviving_same_side_usd" = surviving_same_side,
    "opposite_side_usd" = opposite_side,
    "deleveraged_winners_usd" = deleveraged_winners,
    "absorbers_usd" = absorbers,
    "accompanying_flow_usd" = accompanying_flow,
    "insurance_fund_usd" = insurance_fund,
    "exchange_fees_usd" = exchange_fees,
    "platform_loss_usd" = platform_loss,
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
        let max = Usd::from_units(i128::MAX).unwrap();
        let min = Usd::ZERO.minus(max).unwrap();
        let accounts = Accounts {
            liquidated_traders: min,
            surviving_same_side: min,
            opposite_side: max,
            absorbers: max,
            ..Accounts::default()
        };
        assert_eq!(accounts.sum(), Ok(Usd::ZERO));
        assert!(Accounts { opposite_side: Usd::ZERO, ..accounts }.sum().is_ok());
        assert!(Accounts { liquidated_traders: max, ..accounts }.sum().is_err());
    }
}
