//! Spot margin: coins bought with borrowed money, or money from borrowed coins.
//!
//! There is no contract, so nothing but what is held and what is owed decides. By OKX's rule for an
//! isolated position (<https://www.okx.com/help-center/6997123251341>, of 2024-04-04) what is owed
//! counts with the maintenance rate and the taker fee on top:
//!
//! | side | holds | owes | liquidated at |
//! |---|---|---|---|
//! | long | coins | quote | `owed × (1 + MMR) × (1 + fee) ÷ held` |
//! | short | quote | coins | `held ÷ (owed × (1 + MMR) × (1 + fee))` |
//!
//! A real short (LTC-USDT, January 2023) comes out to twelve digits, on no tick.

use super::position::fee_in_range;
use super::tier::out_of_range;
use crate::error::Result;
use crate::event::Side;
use crate::money::Rational;

/// A position on borrowed coins or money.
#[derive(Clone, Copy, Debug)]
pub struct Borrowed {
    /// Long or short.
    pub side: Side,
    /// What the position holds, margin included: coins of a long, quote of a short. Above 0.
    pub assets: Rational,
    /// What it owes, interest included: quote of a long, coins of a short. Above 0.
    pub liability: Rational,
    /// Maintenance rate, from 0 to below 1.
    pub rate: Rational,
    /// Taker fee rate, from 0 to 0.1.
    pub fee: Rational,
}

impl Borrowed {
    /// The price at which it is liquidated.
    ///
    /// # Errors
    /// Out of range in the field at fault; overflow.
    pub fn liquidation(&self) -> Result<Rational> {
        self.check()?;
        let one = Rational::ONE;
        let owed = self.liability.times(one.plus(self.rate)).times(one.plus(self.fee));
        self.price(owed).known("the liquidation price")
    }

    /// The price at which what it holds is worth what it owes.
    ///
    /// # Errors
    /// As [`Borrowed::liquidation`].
    pub fn bankruptcy(&self) -> Result<Rational> {
        self.check()?;
        self.price(self.liability).known("the bankruptcy price")
    }

    /// Where what is held is worth `owed`.
    fn price(&self, owed: Rational) -> Rational {
        match self.side {
            Side::Long => owed.over(self.assets),
            Side::Short => self.assets.over(owed),
        }
    }

    fn check(&self) -> Result<()> {
        for (value, field) in [(self.assets, "assets"), (self.liability, "liability")] {
            if !value.is_positive() {
                return Err(out_of_range("a number above 0", value).in_field(field));
            }
        }
        if self.rate.is_negative() || !self.rate.below(Rational::ONE) {
            return Err(out_of_range("a rate from 0 to below 1", self.rate).in_field("mmr"));
        }
        fee_in_range(Some(self.fee), "fee")
    }
}
