//! Settling the closed positions: residuals, deficits, the fund and what it cannot cover.

use super::accounts::Accounts;
use super::adl::{Haircut, allocate};
use super::rules::{Entry, Tally, Valued};
use super::terms::{Closing, FeeTo, Terms, oversold};
use crate::error::{Kind, Result};
use crate::money::{Coins, Usd};

/// The settled cascade.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Ledger {
    /// The nine accounts.
    pub accounts: Accounts,
    /// How many positions were closed.
    pub closed: u64,
    /// Coins that were liquidated.
    pub qty: Coins,
    /// Coins that the fund took over.
    pub taken_over: Coins,
    /// Their value at the liquidation prices.
    pub value_at_liquidation: Usd,
    /// Their value at the prices they fetched.
    pub value_at_fill: Usd,
    /// Equity that liquidated traders lost.
    pub margin_lost: Usd,
    /// What the price moves until they were closed took from them, for the other side.
    pub passed_on: Usd,
    /// Equity that was returned to them.
    pub returned: Usd,
    /// Liquidation fees.
    pub fees: Usd,
    /// What residuals and taken-over coins gave the fund.
    pub surplus: Usd,
    /// What positions closed below their bankruptcy price were short of.
    pub deficit: Usd,
    /// The fund in the end.
    pub fund_end: Usd,
    /// What winners were deleveraged by.
    pub haircuts: Vec<Haircut>,
    /// A deficit that nobody covered.
    pub uncovered: Usd,
    /// What changed hands on paper over the whole open interest.
    pub open_interest_transfer: Usd,
}

/// Settles a cascade.
///
/// # Errors
/// A conflict when more coins are closed than are open or more sold than closed; out of range for
/// a negative fund, fee rate or flow; overflow or inexact past the bounds of exact money.
pub fn settle(terms: &Terms, closings: impl IntoIterator<Item = Closing>) -> Result<Ledger> {
    terms.check()?;
    let mut books = Books::default();
    for closing in closings {
        books.close(terms, &closing)?;
    }
    books.balance(terms)
}

/// What was closed so far.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Books {
    pub(super) tally: Tally,
    pub(super) qty: Coins,
    pub(super) taken_over: Coins,
}

impl Books {
    /// Takes over what else was closed.
    pub(super) fn plus(&mut self, more: &Self) -> Result<()> {
        self.tally = self.tally.plus(&more.tally)?;
        self.qty = self.qty.plus(more.qty)?;
        self.taken_over = self.taken_over.plus(more.taken_over)?;
        Ok(())
    }

    /// Books one closed position.
    pub(super) fn close(&mut self, terms: &Terms, closing: &Closing) -> Result<Entry<Usd>> {
        let sold_for = closing.fill.times(closing.sold)?;
        let sold_after = terms.after.times(closing.sold)?;
        let base = terms.signed(sold_for.minus(sold_after)?)?;
        let valued = Valued {
            margin: closing.margin,
            cost: closing.entry.times(closing.qty)?,
            worth: terms.before.times(closing.qty)?,
            at_liquidation: closing.liquidation.times(closing.qty)?,
            sold_for,
            sold_after,
            taken: self.take_over(terms, closing)?,
            fee: sold_for.times_down(terms.fee_rate)?,
            along: base.times_down(terms.flow_beyond_one())?,
        };
        self.qty = self.qty.plus_qty(closing.qty)?;
        self.tally.close(terms.side, terms.residual, &valued)
    }

    /// The coins that were not sold, which the fund takes over at the bankruptcy price: their
    /// value there and at the mark.
    fn take_over(&mut self, terms: &Terms, closing: &Closing) -> Result<Option<(Usd, Usd)>> {
        if closing.sold == closing.qty {
            return Ok(None);
        }
        let rest = Coins::ZERO.plus_qty(closing.qty)?.minus(Coins::ZERO.plus_qty(closing.sold)?)?;
        if rest < Coins::ZERO {
            return Err(oversold());
        }
        self.taken_over = self.taken_over.plus(rest)?;
        Ok(Some((rest.at(closing.bankruptcy)?, rest.at(terms.after)?)))
    }

    /// Covers the deficit and books the positions that were not closed.
    pub(super) fn balance(&self, terms: &Terms) -> Result<Ledger> {
        let Self { tally, qty, taken_over } = *self;
        let open_interest = terms.open_interest.unwrap_or(qty);
        let survivors = open_interest.minus(qty)?;
        if survivors < Coins::ZERO {
            let rule = "the open interest is smaller than the positions that were closed";
            return Err(Kind::Conflict { rule }.into());
        }
        let to_fund = if terms.fee_to == FeeTo::Fund { tally.fees } else { Usd::ZERO };
        let income = tally.surplus.plus(to_fund)?;
        let covered = terms.fund.plus(income)?.min(tally.deficit);
        let short = tally.deficit.minus(covered)?;
        let (haircuts, uncovered) = allocate(short, &terms.winners, terms.adl)?;
        let moved =
            |coins: Coins| terms.signed(coins.at(terms.before)?.minus(coins.at(terms.after)?)?);
        let accounts = Accounts {
            liquidated_traders: tally.margin_lost.negated()?,
            surviving_same_side: moved(survivors)?.negated()?,
            opposite_side: moved(open_interest)?,
            deleveraged_winners: uncovered.minus(short)?,
            absorbers: tally.base.plus(tally.along)?.negated()?,
            accompanying_flow: tally.along,
            insurance_fund: income.minus(covered)?,
            exchange_fees: tally.fees.minus(to_fund)?,
            platform_loss: uncovered.negated()?,
        };
        Ok(Ledger {
            accounts,
            closed: tally.closed,
            qty,
            taken_over,
            value_at_liquidation: tally.at_liquidation,
            value_at_fill: tally.at_fill,
            margin_lost: tally.margin_lost,
            passed_on: tally.passed_on,
            returned: tally.returned,
            fees: tally.fees,
            surplus: tally.surplus,
            deficit: tally.deficit,
            fund_end: terms.fund.plus(accounts.insurance_fund)?,
            haircuts,
            uncovered,
            open_interest_transfer: accounts.opposite_side,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::event::Side;
    use crate::ledger::{Adl, Residual};

    fn terms(after: &str) -> Terms {
        Terms {
            side: Side::Long,
            before: "100".parse().unwrap(),
            after: after.parse().unwrap(),
            open_interest: Some("100".parse().unwrap()),
            flow: "1".parse().unwrap(),
            fee_rate: "0".parse().unwrap(),
            fee_to: FeeTo::Fund,
            residual: Residual::Fund,
            fund: "50".parse().unwrap(),
            adl: Adl::Queue,
            winners: vec![],
        }
    }

    /// Twenty coins at 20x from 100, filled at 94.5: ten dollars below bankruptcy.
    fn gapped() -> Closing {
        Closing {
            qty: "20".parse().unwrap(),
            entry: "100".parse().unwrap(),
            margin: "100".parse().unwrap(),
            liquidation: "95.96".parse().unwrap(),
            bankruptcy: "95".parse().unwrap(),
            sold: "20".parse().unwrap(),
            fill: "94.5".parse().unwrap(),
        }
    }

    #[test]
    fn the_fund_pays_for_a_fill_beyond_bankruptcy() {
        let ledger = settle(&terms("93.5"), [gapped()]).unwrap();
        assert_eq!(ledger.deficit.to_string(), "10.0");
        assert_eq!(ledger.fund_end.to_string(), "40.0");
        assert_eq!(ledger.margin_lost.to_string(), "100");
        assert_eq!(ledger.accounts.absorbers.to_string(), "-20.0");
        assert_eq!(ledger.accounts.opposite_side.to_string(), "650.0");
        assert!(ledger.accounts.sum().unwrap().is_zero());
    }

    #[test]
    fn without_a_fund_the_platform_is_short() {
        let poor = Terms { fund: Usd::ZERO, ..terms("93.5") };
        let ledger = settle(&poor, [gapped()]).unwrap();
        assert_eq!(ledger.uncovered.to_string(), "10.0");
        assert!(ledger.accounts.sum().unwrap().is_zero());
    }

    #[test]
    fn flow_that_goes_along_gains_what_absorbers_lose_more() {
        let along = Terms { flow: "1.5".parse().unwrap(), ..terms("93.5") };
        let ledger = settle(&along, [gapped()]).unwrap();
        assert_eq!(ledger.accounts.accompanying_flow.trimmed().to_string(), "10");
        assert_eq!(ledger.accounts.absorbers.trimmed().to_string(), "-30");
        assert!(ledger.accounts.sum().unwrap().is_zero());
    }

    #[test]
    fn impossible_books_are_refused() {
        let small = Terms { open_interest: Some("5".parse().unwrap()), ..terms("93.5") };
        assert_eq!(settle(&small, [gapped()]).unwrap_err().code(), "CONFLICT");
        let more = Closing { sold: "21".parse().unwrap(), ..gapped() };
        assert_eq!(settle(&terms("93.5"), [more]).unwrap_err().code(), "CONFLICT");
        let debt = Terms { fund: "-1".parse().unwrap(), ..terms("93.5") };
        assert_eq!(settle(&debt, []).unwrap_err().code(), "OUT_OF_RANGE");
    }
}
