//! The everyday answers of an exchange's calculator: profit, target, size, margin, break-even.

use super::mode::Mode;
use super::position::{Position, Spec};
use super::rules::{Contract, Extra, FeeKept};
use super::tier::out_of_range;
use crate::error::{Error, Result};
use crate::event::Side;
use crate::money::Rational;

/// Profit at an exit price. Amounts in the settlement currency, shares of the initial margin.
#[derive(Clone, Copy, Debug)]
pub struct Profit {
    /// Price profit alone.
    pub gross: Rational,
    /// Fees for opening and closing.
    pub fees: Rational,
    /// Gross less fees and funding.
    pub net: Rational,
    /// Gross ÷ initial margin, as venues show it.
    pub roe: Rational,
    /// Net ÷ initial margin.
    pub net_roe: Rational,
    /// Whether the position is liquidated before it can get there.
    pub liquidated_before: bool,
}

/// The largest position that can be opened.
#[derive(Clone, Copy, Debug)]
pub struct MaxSize {
    /// Coins (linear) or USD (inverse).
    pub exposure: Rational,
    /// Its value in the settlement currency.
    pub notional: Rational,
    /// Whether a tier of the table limits it rather than the balance.
    pub limited_by_tier: bool,
}

impl Position {
    /// Profit at `exit`, with `funding` paid (below zero: received).
    ///
    /// # Errors
    /// Missing without an initial margin to compare with; out of range for a bad price.
    pub fn profit_at(&self, exit: Rational, funding: Rational) -> Result<Profit> {
        above_zero(exit, "exit_price")?;
        let x = self.spec.rules.contract.coordinate(exit);
        let margin = self.base_margin()?;
        let gross = self.profit(x).known("the profit")?;
        let close = self.legs.iter().fold(Rational::ZERO, |sum, leg| sum.plus(leg.notional(x)));
        let close = close.times(self.fee());
        let fees = self.notional_at_entry().times(self.open_fee()).plus(close);
        let net = gross.minus(fees).minus(funding);
        let found = self.locate()?;
        let past = |price: Rational| match self.spec.side {
            Side::Long => !price.below(exit),
            Side::Short => !exit.below(price),
        };
        let liquidated_before = found.liquidation.is_some_and(|price| past(price.exact));
        let (roe, net_roe) = (gross.over(margin), net.over(margin));
        Ok(Profit { gross, fees, net, roe, net_roe, liquidated_before })
    }

    /// The exit price whose profit is `roe` times the initial margin: gross, or after fees and
    /// `funding` when `net`. None when no price does it.
    ///
    /// # Errors
    /// Missing without an initial margin; overflow.
    pub fn target(&self, roe: Rational, funding: Rational, net: bool) -> Result<Option<Rational>> {
        let wanted = roe.times(self.base_margin()?);
        let costs =
            if net { self.notional_at_entry().times(self.open_fee()) } else { Rational::ZERO };
        let funding = if net { funding } else { Rational::ZERO };
        let fee = if net { self.fee() } else { Rational::ZERO };
        self.price_for(wanted.plus(costs).plus(funding), fee)
    }

    /// The exit price at which fees and funding are earned back.
    ///
    /// # Errors
    /// Overflow.
    pub fn break_even(&self, funding: Rational) -> Result<Option<Rational>> {
        let costs = self.notional_at_entry().times(self.open_fee());
        self.price_for(costs.plus(funding), self.fee())
    }

    /// What has to be added so that the liquidation price is `wished`, unrounded, but as the venue
    /// shows it where it adds a tick; below zero, what can be taken away.
    ///
    /// # Errors
    /// A conflict for a wish on the wrong side of the present price.
    pub fn margin_to_add(&self, wished: Rational) -> Result<Rational> {
        above_zero(wished, "wished_price")?;
        let contract = self.spec.rules.contract;
        let present = contract.coordinate(self.now);
        let right = match self.spec.side {
            Side::Long => wished.below(present),
            Side::Short => present.below(wished),
        };
        if !right && self.legs.len() == 1 {
            let rule = "a long is liquidated below the present price, a short above it";
            return Err(Error::conflict(rule).in_field("wished_price"));
        }
        if self.spec.rules.fee == FeeKept::AtBankruptcy {
            let rule = "this form keeps a fee that moves with the margin; choose another";
            return Err(Error::conflict(rule).in_field("form"));
        }
        let Spec { rules, tick, .. } = &self.spec;
        let shift = rules.rounding.shift(*tick, self.net_side());
        let x = contract.coordinate(above_zero(wished.minus(shift), "wished_price")?);
        let account = self.account();
        let lacks = account.maintenance(x).minus(account.equity(x));
        let gains = self.legs.first().is_some_and(|leg| leg.gains);
        let fee = if gains { self.fee() } else { self.fee().negated() };
        let lacks = match self.spec.rules.extra {
            Extra::Whole => lacks,
            Extra::OverFee => lacks.times(Rational::ONE.minus(fee)),
        };
        lacks.known("the margin to add")
    }

    /// The largest position at this leverage that `balance` opens: margin and opening fee, within
    /// the tier that allows the leverage.
    ///
    /// # Errors
    /// Missing without a leverage; a conflict when no tier allows it.
    pub fn max_size(&self, balance: Rational) -> Result<MaxSize> {
        above_zero(balance, "balance")?;
        let missing = || Error::missing("a leverage").in_field("leverage");
        let leverage = self.spec.leverage.ok_or_else(missing)?;
        let leg = *self.legs.first().ok_or_else(|| Error::missing("a position"))?;
        let cost = Rational::ONE.over(leverage).plus(self.open_fee());
        let by_balance = balance.over(cost).known("the size")?;
        let limit = match &self.spec.maintenance {
            super::position::Maintenance::Table(table) => table.most_at(leverage)?,
            _ => None,
        };
        // A limit in another unit than the value is taken at the entry price.
        let in_value = |limit: Rational| match leg.counted {
            None => limit,
            Some(counted) => limit.times(leg.notional(leg.entry)).over(counted),
        };
        let limited = limit.map(in_value).filter(|limit| limit.below(by_balance));
        let notional = limited.unwrap_or(by_balance);
        let exposure = notional.over(leg.entry).known("the size")?;
        Ok(MaxSize { exposure, notional, limited_by_tier: limited.is_some() })
    }

    /// The margin that returns are compared with: value ÷ leverage, else the margin itself.
    fn base_margin(&self) -> Result<Rational> {
        let margin = match (self.spec.leverage, self.spec.mode) {
            (Some(leverage), _) => self.notional_at_entry().over(leverage),
            (None, Mode::Isolated) => self.own_margin(),
            (None, Mode::Cross) => {
                return Err(Error::missing("a leverage to compare with").in_field("leverage"));
            }
        };
        margin.known("the initial margin")
    }

    /// The price at which the position gains `wanted` after a closing fee of `fee`.
    fn price_for(&self, wanted: Rational, fee: Rational) -> Result<Option<Rational>> {
        let mut start = wanted;
        let mut pays = Rational::ZERO;
        for leg in &self.legs {
            start = start.plus(leg.signed().times(leg.entry));
            pays = pays.plus(leg.signed()).minus(leg.exposure.times(fee));
        }
        if pays.is_zero() {
            return Ok(None);
        }
        let x = start.over(pays).known("the price")?;
        let price = |x: Rational| match self.spec.rules.contract {
            Contract::Linear => x,
            Contract::Inverse => Rational::ONE.over(x),
        };
        Ok(x.is_positive().then(|| price(x)))
    }
}

fn above_zero(value: Rational, field: &'static str) -> Result<Rational> {
    let range = "a number above 0";
    if value.is_positive() { Ok(value) } else { Err(out_of_range(range, value).in_field(field)) }
}
