//! The exact ledger of a contagion: fills are estimates, rounded to a tick once.
#![allow(
    clippy::indexing_slicing,
    reason = "assets and accounts are numbered by the network that holds them; any other is a bug"
)]

use super::account::{Account, Position};
use super::network::{Asset, Network};
use super::outbreak::Outbreak;
use crate::cascade::{Closed, Ended, Spread};
use crate::error::{Error, Result};
use crate::event::Side;
use crate::ledger::{ClosedAccount, Exit, Market, Portfolio, PortfolioTerms, settle_portfolios};
use crate::money::{Coins, Price, Qty, Ratio};
use crate::scenario::Number;
use crate::study::settlement::rounding::{coin, tick};

impl Outbreak<'_> {
    /// What every closed account paid and to whom; all entries sum to zero.
    ///
    /// # Errors
    /// As [`settle_portfolios`].
    pub fn ledger(&self) -> Result<Portfolio> {
        let network = self.network();
        let markets = markets(network, self.spread())?;
        let ticks: Vec<Price> = markets.iter().map(|(_, tick)| *tick).collect();
        let markets = markets.into_iter().map(|(market, _)| market).collect();
        let close =
            |closed: &Closed| network.accounts[closed.account].close(closed, self.spread(), &ticks);
        let closed = self.spread().closed.iter().map(close).collect::<Result<Vec<_>>>()?;
        settle_portfolios(&terms(network, markets)?, closed)
    }
}

fn terms(network: &Network, markets: Vec<Market>) -> Result<PortfolioTerms> {
    let flow = match network.flow {
        Number::Exact(flow) => Ratio::new(flow),
        Number::Float(flow) => Ratio::new(Qty::from_estimate(flow, coin()?)?.decimal()),
    };
    let super::Terms { fee_rate, fee_to, residual, fund } = network.terms;
    Ok(PortfolioTerms { markets, flow, fee_rate, fee_to, residual, fund })
}

/// What the accounts hold of one asset.
#[derive(Clone, Copy, Default)]
struct Listed {
    longs: Coins,
    shorts: Coins,
    /// The decimal places of the finest quantity.
    finest: u32,
}

impl Listed {
    fn add(&mut self, qty: Qty, side: Option<Side>) -> Result<()> {
        match side {
            Some(Side::Long) => self.longs.grow(qty)?,
            Some(Side::Short) => self.shorts.grow(qty)?,
            None => {}
        }
        self.finest = qty.decimal().normalize().scale().max(self.finest);
        Ok(())
    }
}

/// Each market with its tick.
fn markets(network: &Network, spread: &Spread) -> Result<Vec<(Market, Price)>> {
    let listed = listed(network)?;
    let each = network.assets.iter().zip(&spread.markets).zip(&listed).enumerate();
    let market = |(index, ((asset, ended), listed)): (usize, ((&Asset, &Ended), &Listed))| {
        let price = network.model.price(index, ended.displacement);
        let market = market_of(asset, (ended.displacement, price), *listed);
        market.map_err(|e: Error| e.at_index(index).in_field("assets"))
    };
    each.map(market).collect()
}

fn listed(network: &Network) -> Result<Vec<Listed>> {
    let mut all = vec![Listed::default(); network.assets.len()];
    for Account { positions, collateral, .. } in &network.accounts {
        for Position { asset, side, qty, .. } in positions {
            all[*asset].add(*qty, Some(*side))?;
        }
        for held in collateral {
            all[held.asset].add(held.qty, None)?;
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
        let exit = |position: &Position| -> Result<Exit> {
            let Position { asset, side, qty, entry } = *position;
            let fill = fill(&spread.markets[asset], closed.round);
            let fill = Price::from_estimate(fill, ticks[asset])?;
            Ok(Exit { market: asset, side, qty, entry, fill })
        };
        Ok(ClosedAccount {
            cash: self.cash,
            coins: self.collateral.iter().map(|held| (held.asset, held.qty)).collect(),
            exits: self.positions.iter().map(exit).collect::<Result<_>>()?,
        })
    }
}

/// What the orders of a round fetched in a market.
fn fill(market: &Ended, round: usize) -> f64 {
    let index = market.fills.partition_point(|(at, _)| *at < round);
    let (at, price) = market.fills[index];
    assert!(at == round, "a round has a fill in every market that it closed something in");
    price
}
