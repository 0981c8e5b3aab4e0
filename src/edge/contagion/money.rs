//! The exact ledger of a contagion: fills are estimates, rounded to a tick once.

use super::bag::{Asked, Asset};
use super::books::{Account, Position};
use crate::cascade::{Closed, Ended, Spread};
use crate::error::{Error, Result};
use crate::event::Side;
use crate::ledger::{ClosedAccount, Exit, Market, Portfolio, PortfolioTerms, settle_portfolios};
use crate::money::{Coins, Price, Qty, Ratio};
use crate::scenario::Number;
use crate::study::settlement::rounding::{coin, tick};
use crate::value::{Record, Value, record};

/// Settles the closed accounts.
///
/// # Errors
/// As [`settle_portfolios`].
pub(super) fn settle(asked: &Asked, spread: &Spread) -> Result<Portfolio> {
    let markets = markets(asked, spread)?;
    let ticks: Vec<Price> = markets.iter().map(|(_, tick)| *tick).collect();
    let flow = match asked.flow {
        Number::Exact(flow) => Ratio::new(flow),
        Number::Float(flow) => Ratio::new(Qty::from_estimate(flow, coin()?)?.decimal()),
    };
    let terms = PortfolioTerms {
        markets: markets.into_iter().map(|(market, _)| market).collect(),
        flow,
        fee_rate: asked.venue.fee_rate,
        fee_to: asked.venue.fee_to,
        residual: asked.venue.residual,
        fund: asked.venue.fund,
    };
    let closed = spread.closed.iter().filter_map(|closed| {
        asked.accounts.get(closed.account).map(|account| account.close(closed, spread, &ticks))
    });
    settle_portfolios(&terms, closed.collect::<Result<Vec<_>>>()?)
}

/// What the accounts hold of one asset.
#[derive(Clone, Copy, Default)]
struct Listed {
    longs: Coins,
    shorts: Coins,
    /// The most decimal places of a quantity.
    finest: u32,
}

/// Each market with its tick.
fn markets(asked: &Asked, spread: &Spread) -> Result<Vec<(Market, Price)>> {
    let listed = listed(asked)?;
    let each = asked.assets.iter().zip(&spread.markets).zip(&listed).enumerate();
    let market = |(index, ((asset, ended), listed)): (usize, ((&Asset, &Ended), &Listed))| {
        let price = asked.setup.price(index, ended.displacement);
        let market = market_of(asset, (ended.displacement, price), *listed);
        market.map_err(|e: Error| e.at_index(index).in_field("assets"))
    };
    each.map(market).collect()
}

fn listed(asked: &Asked) -> Result<Vec<Listed>> {
    let mut all = vec![Listed::default(); asked.assets.len()];
    for account in &asked.accounts {
        let legs = account.legs.iter().map(|leg| (leg.asset, leg.qty, Some(leg.side)));
        let coins = account.coins.iter().map(|held| (held.asset, held.qty, None));
        for (asset, qty, side) in legs.chain(coins) {
            let Some(listed) = all.get_mut(asset) else { continue };
            match side {
                Some(Side::Long) => listed.longs.grow(qty)?,
                Some(Side::Short) => listed.shorts.grow(qty)?,
                None => {}
            }
            listed.finest = qty.decimal().normalize().scale().max(listed.finest);
        }
    }
    Ok(all)
}

fn market_of(asset: &Asset, (u, price): (f64, f64), listed: Listed) -> Result<(Market, Price)> {
    let tick = tick(asset.price.get(), listed.finest)?;
    let before = match asset.price {
        Number::Exact(price) => Price::new(price)?,
        Number::Float(price) => Price::from_estimate(price, tick)?,
    };
    // A mark that did not move is the one before, whatever the tick.
    let after = if u == 0.0 { before } else { Price::from_estimate(price, tick)? };
    let open = asset.open_interest.unwrap_or_else(|| listed.longs.max(listed.shorts));
    Ok((Market { before, after, open_interest: Some(open) }, tick))
}

impl Account {
    /// The account as it was closed.
    fn close(&self, closed: &Closed, spread: &Spread, ticks: &[Price]) -> Result<ClosedAccount> {
        let exit = |leg: &Position| -> Result<Exit> {
            let fill = fill(spread, leg.asset, closed.round);
            let tick = ticks.get(leg.asset).copied().unwrap_or(leg.entry);
            let (side, qty, entry) = (leg.side, leg.qty, leg.entry);
            let fill = Price::from_estimate(fill, tick)?;
            Ok(Exit { market: leg.asset, side, qty, entry, fill })
        };
        Ok(ClosedAccount {
            cash: self.cash,
            coins: self.coins.iter().map(|held| (held.asset, held.qty)).collect(),
            exits: self.legs.iter().map(exit).collect::<Result<_>>()?,
        })
    }
}

/// What the orders of a round fetched in a market.
fn fill(spread: &Spread, market: usize, round: usize) -> f64 {
    let fills = spread.markets.get(market).map_or(&[][..], |ended| &ended.fills);
    let found = fills.binary_search_by_key(&round, |(round, _)| *round);
    found.ok().and_then(|index| fills.get(index)).map_or(0.0, |(_, price)| *price)
}

/// The ledger of the money as it is answered.
///
/// # Errors
/// Overflow past the range of exact money.
pub(super) fn report(found: &Portfolio) -> Result<Value> {
    Ok(record![
        ("closed", found.closed),
        ("accounts", entries(&found.money.entries())),
        ("sum_usd", found.money.sum()?),
        ("margin_lost_usd", found.margin_lost),
        ("returned_usd", found.returned),
        ("fees_usd", found.fees),
        ("surplus_usd", found.surplus),
        ("deficit_usd", found.deficit),
        ("fund_end_usd", found.fund_end),
        ("uncovered_usd", found.uncovered),
        ("value_at_fill_usd", found.value_at_fill),
    ])
}

/// The ledger of one market; null where there is none.
///
/// # Errors
/// Overflow past the range of exact money.
pub(super) fn market(found: Option<&Portfolio>, index: usize) -> Result<Value> {
    let Some(accounts) = found.and_then(|found| found.markets.get(index)) else {
        return Ok(Value::Null);
    };
    Ok(record![("accounts", entries(&accounts.entries())), ("sum_usd", accounts.sum()?)])
}

fn entries(all: &[(&'static str, crate::money::Usd)]) -> Value {
    let mut found = Record::default();
    all.iter().for_each(|(key, usd)| found.put(key, *usd));
    found.into()
}
