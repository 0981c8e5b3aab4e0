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
        self.entries().into_iter().try_fold(Usd::ZERO, |sum, (_, usd)| sum.plus(usd))
    }
}
