//! The accounts of a network, exact.

use crate::approx::Approx;
use crate::cascade::{Coin, Leg};
use crate::event::Side;
use crate::money::{Price, Qty, Ratio, Usd};

/// One account: what it owes and owns. Assets are numbered as the network lists them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Account {
    /// What it is called.
    pub id: String,
    /// Its cash.
    pub cash: Usd,
    /// Coins that secure its positions.
    pub collateral: Vec<Collateral>,
    /// Its positions.
    pub positions: Vec<Position>,
}

/// Coins that secure an account.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Collateral {
    /// Number of the asset.
    pub asset: usize,
    /// How many coins.
    pub qty: Qty,
    /// The share of their value that does not count.
    pub haircut: Ratio,
}

/// One position of an account.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Position {
    /// Number of the asset.
    pub asset: usize,
    /// Long or short.
    pub side: Side,
    /// Its size in coins.
    pub qty: Qty,
    /// Its entry price.
    pub entry: Price,
}

impl Account {
    /// An account with cash alone.
    #[must_use]
    pub fn new(id: impl Into<String>, cash: Usd) -> Self {
        Self { id: id.into(), cash, collateral: Vec::new(), positions: Vec::new() }
    }
}

impl Collateral {
    /// As the engine sees it.
    #[must_use]
    pub fn coin(&self) -> Coin {
        Coin { asset: self.asset, qty: self.qty.approx(), haircut: self.haircut.approx() }
    }
}

impl Position {
    /// As the engine sees it: shorts have a negative size.
    #[must_use]
    pub fn leg(&self) -> Leg {
        let qty = self.qty.approx() * f64::from(self.side.sign());
        Leg { asset: self.asset, qty, entry: self.entry.approx() }
    }
}
