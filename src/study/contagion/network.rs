//! Assets that fall together, and the accounts that hold several of them.

use rust_decimal::Decimal;

use super::account::{Account, Collateral, Position};
use crate::approx::Approx;
use crate::cascade::{Accounts, Coin, Contagion, Coordinate, Leg, Market};
use crate::error::{Error, Result};
use crate::ledger::{FeeTo, Residual};
use crate::money::{Coins, Ratio, Usd};
use crate::scenario::Number;

/// What the model does not hold of an asset.
#[derive(Clone, Debug, PartialEq)]
pub struct Asset {
    /// Its name.
    pub name: String,
    /// The price before the shock, in USD.
    pub price: Number,
    /// Open interest in coins; unless stated, the larger side of what the accounts hold.
    pub open_interest: Option<Coins>,
}

/// Who pays for what when an account is closed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Terms {
    /// The fee as a share of what is closed, from 0 to 1.
    pub fee_rate: Ratio,
    /// Who gets the fee.
    pub fee_to: FeeTo,
    /// Who gets what is left of a closed account.
    pub residual: Residual,
    /// The insurance fund before, 0 or more.
    pub fund: Usd,
}

/// Assets, accounts and terms.
#[derive(Clone, Debug)]
pub struct Network {
    pub(super) assets: Vec<Asset>,
    pub(super) model: Contagion,
    pub(super) flow: Number,
    pub(super) accounts: Vec<Account>,
    pub(super) terms: Terms,
}

impl Asset {
    /// An asset by its name and price.
    pub fn new(name: impl Into<String>, price: Number) -> Self {
        Self { name: name.into(), price, open_interest: None }
    }
}

impl Terms {
    /// The same terms, once each is known to be possible.
    ///
    /// # Errors
    /// Out of range for a fee rate outside 0 to 1 and a fund below 0, with the key.
    pub fn checked(self) -> Result<Self> {
        let rate = self.fee_rate.decimal();
        if rate < Decimal::ZERO || rate > Decimal::ONE {
            return Err(
                Error::out_of_range("a fee rate from 0 to 1", "another").in_field("fee_rate")
            );
        }
        if self.fund < Usd::ZERO {
            return Err(Error::out_of_range("a fund of 0 or more", "another").in_field("fund_usd"));
        }
        Ok(self)
    }
}

impl Default for Terms {
    /// No fee, no fund; what is left goes to the trader.
    fn default() -> Self {
        let (fee_to, residual) = (FeeTo::Fund, Residual::Trader);
        Self { fee_rate: Ratio::new(Decimal::ZERO), fee_to, residual, fund: Usd::ZERO }
    }
}

impl Network {
    /// Assets with their markets, none of which follows another, and no accounts.
    ///
    /// # Errors
    /// As [`Contagion::new`].
    pub fn new(assets: Vec<Asset>, markets: Vec<Market>) -> Result<Self> {
        let (cross, flow) = (Self::apart(assets.len()), Number::whole(1));
        let model = Contagion::new(markets, cross, Coordinate::Linear, flow.get())?;
        Ok(Self::of(assets, model, flow))
    }

    /// The same for a model that is set up already; `flow` is its φ as it was stated.
    pub(crate) fn of(assets: Vec<Asset>, model: Contagion, flow: Number) -> Self {
        Self { assets, model, flow, accounts: Vec::new(), terms: Terms::default() }
    }

    /// Cross impacts of markets of which none follows another: ones on the diagonal.
    #[must_use]
    pub fn apart(size: usize) -> Vec<Vec<f64>> {
        let row = |index| (0..size).map(|other| if other == index { 1.0 } else { 0.0 }).collect();
        (0..size).map(row).collect()
    }

    /// With these accounts in place of others.
    #[must_use]
    pub fn with_accounts(self, accounts: Vec<Account>) -> Self {
        Self { accounts, ..self }
    }

    /// With these terms in place of others.
    ///
    /// # Errors
    /// As [`Terms::checked`].
    pub fn with_terms(self, terms: Terms) -> Result<Self> {
        Ok(Self { terms: terms.checked()?, ..self })
    }

    /// The assets, by their number.
    #[must_use]
    pub fn assets(&self) -> &[Asset] {
        &self.assets
    }

    /// The accounts, by their number.
    #[must_use]
    pub fn accounts(&self) -> &[Account] {
        &self.accounts
    }

    /// The model of the markets.
    #[must_use]
    pub const fn model(&self) -> &Contagion {
        &self.model
    }

    /// The accounts as the model sees them.
    pub(super) fn seen(&self) -> Result<Accounts> {
        let mut seen = self.model.accounts();
        for (index, account) in self.accounts.iter().enumerate() {
            push(&mut seen, account).map_err(|e| e.at_index(index).in_field("accounts"))?;
        }
        Ok(seen)
    }
}

fn push(seen: &mut Accounts, account: &Account) -> Result<()> {
    let coins: Vec<Coin> = account.collateral.iter().map(Collateral::coin).collect();
    let legs: Vec<Leg> = account.positions.iter().map(Position::leg).collect();
    seen.push(account.cash.approx(), &coins, &legs)
}
