//! Where a shock of a network ends, and whose move closed what.
#![allow(
    clippy::indexing_slicing,
    reason = "assets and accounts are numbered by the network that holds them; any other is a bug"
)]

use super::network::Network;
use crate::approx::Approx;
use crate::cascade::{Ended, Sides, Spread};
use crate::error::Result;

/// What was closed of an asset by the move of one, in USD at the price before.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Led {
    /// In the first round, by the shock.
    pub first: f64,
    /// Later, by the orders of those who were closed.
    pub later: f64,
}

/// Where a network ends.
#[derive(Clone, Debug)]
pub struct Outbreak<'a> {
    network: &'a Network,
    spread: Spread,
    /// For each asset, by leading asset (the last: by none), what was closed of it.
    led: Vec<Vec<Led>>,
    /// For each asset, how many accounts with a position in it were closed.
    holders: Vec<usize>,
}

impl<'a> Outbreak<'a> {
    /// What the shock of a network closes, until nothing more is.
    ///
    /// # Errors
    /// As [`crate::cascade::Accounts::push`], with the number of the account.
    pub fn of(network: &'a Network) -> Result<Self> {
        let (spread, count) = (network.model.run(&network.seen()?), network.assets.len());
        let led = vec![vec![Led::default(); count + 1]; count];
        let mut outbreak = Self { network, spread, led, holders: vec![0; count] };
        for index in 0..outbreak.spread.closed.len() {
            outbreak.count(index);
        }
        Ok(outbreak)
    }

    /// Adds up one closed account.
    fn count(&mut self, index: usize) {
        let (closed, network) = (self.spread.closed[index], self.network);
        let positions = &network.accounts[closed.account].positions;
        let leader = closed.led_by.unwrap_or(network.assets.len());
        for position in positions {
            let usd = position.qty.approx() * network.assets[position.asset].price.get();
            let Led { first, later } = &mut self.led[position.asset][leader];
            *if closed.round == 1 { first } else { later } += usd;
        }
        let mut held: Vec<usize> = positions.iter().map(|position| position.asset).collect();
        held.sort_unstable();
        held.dedup();
        held.into_iter().for_each(|asset| self.holders[asset] += 1);
    }

    /// The network.
    #[must_use]
    pub const fn network(&self) -> &'a Network {
        self.network
    }

    /// The run of the model.
    #[must_use]
    pub const fn spread(&self) -> &Spread {
        &self.spread
    }

    /// Where one asset ends.
    ///
    /// # Panics
    /// Where the network has no such asset.
    #[must_use]
    pub fn market(&self, asset: usize) -> &Ended {
        &self.spread.markets[asset]
    }

    /// What was closed of an asset, by the number of the asset whose move led to it; the last is by
    /// none.
    ///
    /// # Panics
    /// Where the network has no such asset.
    #[must_use]
    pub fn led(&self, asset: usize) -> &[Led] {
        &self.led[asset]
    }

    /// How many accounts with a position in an asset were closed.
    ///
    /// # Panics
    /// Where the network has no such asset.
    #[must_use]
    pub fn holders(&self, asset: usize) -> usize {
        self.holders[asset]
    }

    /// All that was closed, and what of it in the first round, by the shock alone.
    #[must_use]
    pub fn liquidated(&self) -> (f64, f64) {
        let sum = |sides: fn(&Ended) -> Sides| -> f64 {
            self.spread.markets.iter().map(|ended| sides(ended).gross()).sum()
        };
        (sum(|ended| ended.closed), sum(|ended| ended.first_round))
    }

    /// Whether the order book of an asset ran out.
    ///
    /// # Panics
    /// Where the network has no such asset.
    #[must_use]
    pub fn exhausted(&self, asset: usize) -> bool {
        let market = &self.network.model.markets()[asset];
        market.impact.exhausted(self.market(asset).flow.abs())
    }

    /// How many accounts each round closed; first the shock, which closes none.
    #[must_use]
    pub fn closed_by_round(&self) -> Vec<f64> {
        let mut closed = vec![0.0; self.spread.path.len() / self.network.assets.len().max(1) + 1];
        for account in &self.spread.closed {
            closed[account.round] += 1.0;
        }
        closed
    }

    /// Where an asset stood after each round; first where the shock put it.
    ///
    /// # Panics
    /// Where the network has no such asset.
    #[must_use]
    pub fn path(&self, asset: usize) -> Vec<f64> {
        let shock = self.network.model.markets()[asset].shock;
        let later = self.spread.path.iter().skip(asset).step_by(self.network.assets.len());
        std::iter::once(shock).chain(later.copied()).collect()
    }
}
