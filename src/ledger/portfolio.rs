//! The ledger of cross-margin accounts: each market balances, and so does the money.
//!
//! A market is zero-sum in itself: what its longs lose its shorts gain, and what a forced order
//! gets too little its buyer gets. So each market has six accounts that sum to zero
//! ([`MarketAccounts`]). Margin is not tied to a market: an account pays its losses in all of them
//! out of one equity, and only what is left of it, or missing, goes on to trader, fund and
//! platform. So there is one more table for the money ([`MoneyAccounts`]), in which the markets
//! appear with those who were not closed, and which sums to zero as well. Collateral coins are
//! valued at the mark before and at the end; what their own fall took has nobody who received it,
//! and an account of its own.
//!
//! Exact as in [`super::settle`]: fees and the accompanying flow are rounded toward zero at 10^-20
//! USD, nothing else is rounded.

use super::accounts::accounts;
use super::terms::{FeeTo, Residual, beyond_one, check_rules};
use crate::error::{Error, Kind, Result};
use crate::event::Side;
use crate::money::{Coins, Price, Qty, Ratio, Usd};

/// One market.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Market {
    /// The mark before the shock.
    pub before: Price,
    /// The mark at the end.
    pub after: Price,
    /// Coins open on each side; none takes those that were closed on the larger.
    pub open_interest: Option<Coins>,
}

/// The markets and the venue's rules.
#[derive(Clone, Debug)]
pub struct PortfolioTerms {
    /// The markets.
    pub markets: Vec<Market>,
    /// Coins that trade for each one liquidated.
    pub flow: Ratio,
    /// Liquidation fee as a share of what is sold or bought.
    pub fee_rate: Ratio,
    /// Who gets the fees.
    pub fee_to: FeeTo,
    /// Who gets what is left of the equity.
    pub residual: Residual,
    /// What the insurance fund holds.
    pub fund: Usd,
}

/// One position of a closed account.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Exit {
    /// Index of the market.
    pub market: usize,
    /// Which way it looked.
    pub side: Side,
    /// Its size in coins.
    pub qty: Qty,
    /// Its entry price.
    pub entry: Price,
    /// What each coin fetched or cost.
    pub fill: Price,
}

/// One closed account.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ClosedAccount {
    /// Cash; below zero when borrowed.
    pub cash: Usd,
    /// Collateral coins, each with the index of its market.
    pub coins: Vec<(usize, Qty)>,
    /// Its positions, as they were closed.
    pub exits: Vec<Exit>,
}

/// What each group won or lost in one market, from the mark before to the mark at the end.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct MarketAccounts {
    /// Longs of closed accounts, until they were sold.
    pub liquidated_longs: Usd,
    /// Shorts of closed accounts, until they were bought back.
    pub liquidated_shorts: Usd,
    /// Longs that were not closed.
    pub surviving_longs: Usd,
    /// Shorts that were not closed.
    pub surviving_shorts: Usd,
    /// Who took the other side of the forced orders.
    pub absorbers: Usd,
    /// Who traded along with the forced orders.
    pub accompanying_flow: Usd,
}

/// What each group won or lost over all markets.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct MoneyAccounts {
    /// Returned to the traders of closed accounts, less the equity they had before.
    pub liquidated_traders: Usd,
    /// What the fall of their collateral coins took from them, which nobody received; negative
    /// when these rose.
    pub collateral: Usd,
    /// Positions that were not closed.
    pub survivors: Usd,
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

/// The settled accounts.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Portfolio {
    /// The accounts of each market.
    pub markets: Vec<MarketAccounts>,
    /// The accounts of the money.
    pub money: MoneyAccounts,
    /// How many accounts were closed.
    pub closed: u64,
    /// What was sold and bought, at the prices it fetched and cost.
    pub value_at_fill: Usd,
    /// Equity that traders lost.
    pub margin_lost: Usd,
    /// Equity that was returned to them.
    pub returned: Usd,
    /// Liquidation fees.
    pub fees: Usd,
    /// What was left and went to the fund.
    pub surplus: Usd,
    /// What accounts closed below zero were short of.
    pub deficit: Usd,
    /// The fund in the end.
    pub fund_end: Usd,
    /// A deficit that nobody covered.
    pub uncovered: Usd,
}

accounts! { MarketAccounts, 6:
    "liquidated_longs_usd" = liquidated_longs,
    "liquidated_shorts_usd" = liquidated_shorts,
    "surviving_longs_usd" = surviving_longs,
    "surviving_shorts_usd" = surviving_shorts,
    "absorbers_usd" = absorbers,
    "accompanying_flow_usd" = accompanying_flow,
}

accounts! { MoneyAccounts, 8:
    "liquidated_traders_usd" = liquidated_traders,
    "collateral_usd" = collateral,
    "survivors_usd" = survivors,
    "absorbers_usd" = absorbers,
    "accompanying_flow_usd" = accompanying_flow,
    "insurance_fund_usd" = insurance_fund,
    "exchange_fees_usd" = exchange_fees,
    "platform_loss_usd" = platform_loss,
}

/// Settles the accounts that were closed.
///
/// # Errors
/// A conflict when more coins are closed than are open; out of range for a negative fund, fee rate
/// or flow, or a market that is not there; overflow or inexact past the bounds of exact money.
pub fn settle_portfolios(
    terms: &PortfolioTerms,
    closed: impl IntoIterator<Item = ClosedAccount>,
) -> Result<Portfolio> {
    check_rules(terms.flow, terms.fee_rate, terms.fund)?;
    let mut books = Books {
        terms,
        markets: vec![Tally::default(); terms.markets.len()],
        found: Portfolio::default(),
        coins_fell: Usd::ZERO,
    };
    for account in closed {
        books.close(&account)?;
    }
    books.balance()
}

/// What was closed in one market.
#[derive(Clone, Copy, Debug, Default)]
struct Tally {
    longs: Coins,
    shorts: Coins,
    long_gain: Usd,
    short_gain: Usd,
    /// What the forced orders got more than the mark at the end.
    base: Usd,
}

struct Books<'a> {
    terms: &'a PortfolioTerms,
    markets: Vec<Tally>,
    found: Portfolio,
    coins_fell: Usd,
}

impl Books<'_> {
    fn close(&mut self, account: &ClosedAccount) -> Result<()> {
        let (mut before, mut after) = (account.cash, account.cash);
        for &(market, qty) in &account.coins {
            let market = self.market(market)?;
            let (was, is) = (market.before.times(qty)?, market.after.times(qty)?);
            before = before.plus(was)?;
            after = after.plus(is)?;
            self.coins_fell = self.coins_fell.plus(was.minus(is)?)?;
        }
        let mut traded = Usd::ZERO;
        for exit in &account.exits {
            let (worth, sold_for) = self.exit(exit)?;
            let cost = exit.entry.times(exit.qty)?;
            before = before.plus(gain(exit.side, cost, worth)?)?;
            after = after.plus(gain(exit.side, cost, sold_for)?)?;
            traded = traded.plus(sold_for)?;
        }
        self.book(before, after, traded)
    }

    /// Books a position in its market; what it was worth before and what it fetched.
    #[allow(clippy::indexing_slicing, reason = "a market that is not there was refused")]
    fn exit(&mut self, exit: &Exit) -> Result<(Usd, Usd)> {
        let market = self.market(exit.market)?;
        let worth = market.before.times(exit.qty)?;
        let sold_for = exit.fill.times(exit.qty)?;
        let at_end = market.after.times(exit.qty)?;
        let gained = gain(exit.side, worth, sold_for)?;
        let tally = &mut self.markets[exit.market];
        let (coins, gains) = match exit.side {
            Side::Long => (&mut tally.longs, &mut tally.long_gain),
            Side::Short => (&mut tally.shorts, &mut tally.short_gain),
        };
        *coins = coins.plus_qty(exit.qty)?;
        gains.grow(gained)?;
        tally.base.grow(gain(exit.side, at_end, sold_for)?)?;
        Ok((worth, sold_for))
    }

    /// Books the money of one account: its equity before and at the end.
    fn book(&mut self, before: Usd, after: Usd, traded: Usd) -> Result<()> {
        let found = &mut self.found;
        // The fee is junior: it is paid only out of equity.
        let fee = traded.times_down(self.terms.fee_rate)?.min(after.max(Usd::ZERO));
        let left = after.minus(fee)?;
        let traders = left >= Usd::ZERO && self.terms.residual == Residual::Trader;
        let returned = if traders { left } else { Usd::ZERO };
        let kept = left.minus(returned)?;
        if kept >= Usd::ZERO {
            found.surplus.grow(kept)?;
        } else {
            found.deficit = found.deficit.minus(kept)?;
        }
        found.closed = found.closed.saturating_add(1);
        found.value_at_fill.grow(traded)?;
        found.margin_lost.grow(before.minus(returned)?)?;
        found.returned.grow(returned)?;
        found.fees.grow(fee)
    }

    /// Covers the deficit and books the positions that were not closed.
    fn balance(mut self) -> Result<Portfolio> {
        let (terms, mut money) = (self.terms, MoneyAccounts::default());
        let beyond = beyond_one(terms.flow);
        for (index, (market, tally)) in terms.markets.iter().zip(&self.markets).enumerate() {
            let accounts = tally.accounts(market, beyond);
            let accounts = accounts.map_err(|e| e.at_index(index).in_field("assets"))?;
            let survivors = accounts.surviving_longs.plus(accounts.surviving_shorts)?;
            money.survivors.grow(survivors)?;
            money.absorbers.grow(accounts.absorbers)?;
            money.accompanying_flow.grow(accounts.accompanying_flow)?;
            self.found.markets.push(accounts);
        }
        let mut found = self.found;
        let to_fund = if terms.fee_to == FeeTo::Fund { found.fees } else { Usd::ZERO };
        let income = found.surplus.plus(to_fund)?;
        let covered = terms.fund.plus(income)?.min(found.deficit);
        found.uncovered = found.deficit.minus(covered)?;
        money.liquidated_traders = found.margin_lost.negated()?;
        money.collateral = self.coins_fell;
        money.insurance_fund = income.minus(covered)?;
        money.exchange_fees = found.fees.minus(to_fund)?;
        money.platform_loss = found.uncovered.negated()?;
        found.fund_end = terms.fund.plus(money.insurance_fund)?;
        found.money = money;
        Ok(found)
    }

    fn market(&self, index: usize) -> Result<Market> {
        let found = self.terms.markets.get(index).copied();
        found.ok_or_else(|| Error::out_of_range("one of the markets", "another").in_field("market"))
    }
}

impl Tally {
    fn accounts(&self, market: &Market, beyond: Ratio) -> Result<MarketAccounts> {
        let open = market.open_interest.unwrap_or(self.longs.max(self.shorts));
        let (longs, shorts) = (open.minus(self.longs)?, open.minus(self.shorts)?);
        if longs < Coins::ZERO || shorts < Coins::ZERO {
            let rule = "the open interest is smaller than the positions that were closed";
            return Err(Kind::Conflict { rule }.into());
        }
        let moved = |coins: Coins| coins.at(market.after)?.minus(coins.at(market.before)?);
        let along = self.base.times_down(beyond)?;
        Ok(MarketAccounts {
            liquidated_longs: self.long_gain,
            liquidated_shorts: self.short_gain,
            surviving_longs: moved(longs)?,
            surviving_shorts: moved(shorts)?.negated()?,
            absorbers: self.base.plus(along)?.negated()?,
            accompanying_flow: along,
        })
    }
}

/// What a long gains from one value to the other; a short, the other way round.
fn gain(side: Side, from: Usd, to: Usd) -> Result<Usd> {
    if side == Side::Long { to.minus(from) } else { from.minus(to) }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn market(before: &str, after: &str, open: Option<&str>) -> Market {
        Market {
            before: before.parse().unwrap(),
            after: after.parse().unwrap(),
            open_interest: open.map(|open| open.parse().unwrap()),
        }
    }

    fn terms(residual: Residual, fund: &str) -> PortfolioTerms {
        PortfolioTerms {
            markets: vec![market("100", "87", Some("10")), market("10", "4.25", None)],
            flow: "1".parse().unwrap(),
            fee_rate: "0".parse().unwrap(),
            fee_to: FeeTo::Exchange,
            residual,
            fund: fund.parse().unwrap(),
        }
    }

    fn exit(market: usize, side: Side, qty: &str, entry: &str, fill: &str) -> Exit {
        let (qty, entry, fill) = (qty.parse(), entry.parse(), fill.parse());
        Exit { market, side, qty: qty.unwrap(), entry: entry.unwrap(), fill: fill.unwrap() }
    }

    fn account() -> ClosedAccount {
        ClosedAccount {
            cash: "42".parse().unwrap(),
            coins: vec![(0, "0.5".parse().unwrap())],
            exits: vec![
                exit(0, Side::Long, "1", "100", "92.5"),
                exit(1, Side::Long, "30", "10", "7.75"),
            ],
        }
    }

    #[test]
    fn every_market_and_the_money_balance() {
        let found = settle_portfolios(&terms(Residual::Trader, "5"), [account()]).unwrap();
        // Before 42 + 50; at the end 42 + 43.5 − 7.5 − 67.5.
        assert_eq!((found.margin_lost.trimmed().to_string().as_str(), found.closed), ("81.5", 1));
        assert_eq!(found.returned.trimmed().to_string(), "10.5");
        assert_eq!(found.money.collateral.trimmed().to_string(), "6.5");
        let [btc, alt] = &found.markets[..] else { panic!("two markets") };
        assert_eq!(btc.liquidated_longs.trimmed().to_string(), "-7.5");
        // Nine longs that lost 13 each, ten shorts that gained as much.
        assert_eq!(btc.surviving_longs.trimmed().to_string(), "-117");
        assert_eq!(btc.surviving_shorts.trimmed().to_string(), "130");
        assert_eq!(btc.absorbers.trimmed().to_string(), "-5.5");
        assert_eq!(alt.absorbers.trimmed().to_string(), "-105");
        assert!(btc.sum().unwrap().is_zero() && alt.sum().unwrap().is_zero());
        assert!(found.money.sum().unwrap().is_zero());
    }

    #[test]
    fn fee_fund_and_platform_pay_in_turn() {
        let poor = ClosedAccount { cash: "20".parse().unwrap(), coins: vec![], ..account() };
        let short = settle_portfolios(&terms(Residual::Fund, "5"), [poor.clone()]).unwrap();
        // 20 − 75: 5 are covered.
        assert_eq!(short.uncovered.trimmed().to_string(), "50");
        assert_eq!((short.fund_end.is_zero(), short.returned.is_zero()), (true, true));
        let fees =
            PortfolioTerms { fee_rate: "0.01".parse().unwrap(), ..terms(Residual::Fund, "0") };
        let both = settle_portfolios(&fees, [account(), poor]).unwrap();
        // One per cent of 325 from the one who has it; the rest of that one pays for the other.
        assert_eq!(both.fees.trimmed().to_string(), "3.25");
        assert_eq!(both.uncovered.trimmed().to_string(), "47.75");
        assert!(both.money.sum().unwrap().is_zero() && short.money.sum().unwrap().is_zero());
    }

    #[test]
    fn a_short_is_bought_back_and_flow_goes_along() {
        let hedged = ClosedAccount {
            exits: vec![exit(0, Side::Short, "2", "90", "110")],
            ..ClosedAccount::default()
        };
        let along = PortfolioTerms { flow: "1.5".parse().unwrap(), ..terms(Residual::Trader, "0") };
        let found = settle_portfolios(&along, [hedged]).unwrap();
        let btc = &found.markets[0];
        assert_eq!(btc.liquidated_shorts.trimmed().to_string(), "-20");
        // Sold to them at 110, worth 87 at the end; half as much again went along.
        assert_eq!(btc.absorbers.trimmed().to_string(), "69");
        assert_eq!(btc.accompanying_flow.trimmed().to_string(), "-23");
        assert!(btc.sum().unwrap().is_zero() && found.money.sum().unwrap().is_zero());
    }

    #[test]
    fn impossible_books_are_refused() {
        let mut small = terms(Residual::Trader, "0");
        small.markets[0].open_interest = Some("0.5".parse().unwrap());
        let error = settle_portfolios(&small, [account()]).unwrap_err();
        assert_eq!(error.place().field.as_deref(), Some("assets[0]"));
        let other = ClosedAccount {
            exits: vec![exit(2, Side::Long, "1", "1", "1")],
            ..ClosedAccount::default()
        };
        let error = settle_portfolios(&terms(Residual::Trader, "0"), [other]).unwrap_err();
        assert_eq!(error.code(), "OUT_OF_RANGE");
        assert!(settle_portfolios(&terms(Residual::Trader, "-1"), []).is_err());
    }
}
