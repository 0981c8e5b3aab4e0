//! The exact ledger of a closed book.

use super::balance::Balance;
use super::closed_book::ClosedBook;
use super::rounding::{self, is_beyond_money};
use crate::error::Result;
use crate::ledger::{Ledger, Terms, settle};
use crate::money::{Price, Qty};

/// Most fills that are listed one by one.
const MOST_FILLS: usize = 1000;

/// Who paid and who received when the positions of a scenario were closed.
///
/// ```
/// use washout::money::Usd;
/// use washout::scenario::Scenario;
/// use washout::study::simulation::Simulation;
///
/// let scenario = Scenario::preset("2025-11-04")?;
/// let settlement = Simulation::of(&scenario)?.settlement()?.expect("positions with margins");
/// assert_eq!(settlement.balance.sum, Usd::ZERO);
/// assert!(settlement.ledger.accounts.liquidated_traders < Usd::ZERO);
/// # Ok::<(), washout::error::Error>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Settlement {
    /// The accounts, which sum to zero, and what they are made of.
    pub ledger: Ledger,
    /// What the accounts come to.
    pub balance: Balance,
    /// What became of the positions that the scenario states one by one: the first thousand.
    pub fills: Vec<ListedFill>,
}

/// What one position of a scenario fetched.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ListedFill {
    /// The name of the position.
    pub id: String,
    /// The mean price that it was sold at, in USD.
    pub price: Price,
    /// How much of it was sold, in coins; the fund took over the rest.
    pub sold: Qty,
}

impl ClosedBook<'_> {
    /// Settles the book.
    ///
    /// # Errors
    /// As [`settle`]; in the field `market` where an amount does not fit exact money.
    pub fn settlement(&self) -> Result<Settlement> {
        self.settled()
            .map_err(|error| if is_beyond_money(&error) { error.in_field("market") } else { error })
    }

    fn settled(&self) -> Result<Settlement> {
        let tick = self.tick()?;
        let terms = self.terms(tick)?;
        let (mut closings, mut fills) = (Vec::new(), Vec::new());
        for (holder, fill) in self.holders.iter().zip(&self.run().fills) {
            let Some(fill) = fill else { continue };
            let closing = holder.closing(fill.sold, fill.price, tick)?;
            if let (Some(position), true) = (holder.exact, fills.len() < MOST_FILLS) {
                let id = position.id.clone();
                fills.push(ListedFill { id, price: closing.fill, sold: closing.sold });
            }
            closings.push(closing);
        }
        let ledger = settle(&terms, closings).map_err(|e| e.in_field("engine"))?;
        let balance = Balance::of(&ledger)?;
        Ok(Settlement { ledger, balance, fills })
    }

    fn terms(&self, tick: Price) -> Result<Terms> {
        let venue = &self.scenario.engine;
        Ok(Terms {
            side: self.axis.direction().side(),
            before: rounding::price(self.scenario.market.price_usd, tick)?,
            after: Price::from_estimate(self.final_price(), tick)?,
            open_interest: Some(self.open_interest()?),
            flow: rounding::flow(self.scenario.flow)?,
            fee_rate: venue.fee_rate,
            fee_to: venue.fee_to,
            residual: venue.residual,
            fund: venue.fund,
            adl: venue.adl,
            winners: venue.winners.clone(),
        })
    }
}
