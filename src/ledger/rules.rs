//! The rules for one closed position, in exact money.

use super::terms::Residual;
use crate::error::Result;
use crate::event::Side;
use crate::money::Usd;

/// A closed position at each price that matters to it.
#[derive(Clone, Copy, Debug)]
pub(super) struct Valued {
    /// Its margin.
    pub(super) margin: Usd,
    /// Its coins at the entry price.
    pub(super) cost: Usd,
    /// Its coins at the mark before the shock.
    pub(super) worth: Usd,
    /// Its coins at the liquidation price.
    pub(super) at_liquidation: Usd,
    /// The coins that were sold, at what they fetched.
    pub(super) sold_for: Usd,
    /// The same coins at the mark at the end.
    pub(super) sold_after: Usd,
    /// The coins that the fund took over, at the bankruptcy price and at the mark at the end.
    pub(super) taken: Option<(Usd, Usd)>,
    /// The fee on all that was sold, whether the margin holds it or not.
    pub(super) fee: Usd,
    /// What those who traded along in the same direction gained, or lost.
    pub(super) along: Usd,
}

/// What became of one closed position.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Entry<M> {
    /// The fee that it paid.
    pub fee: M,
    /// What the trader got back.
    pub returned: M,
    /// The equity that the trader lost.
    pub lost: M,
    /// What the fund's side gained by it; negative where it was short.
    pub fund: M,
}

/// The sums over all closed positions.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Tally {
    pub(super) closed: u64,
    pub(super) at_liquidation: Usd,
    pub(super) at_fill: Usd,
    pub(super) fees: Usd,
    pub(super) passed_on: Usd,
    pub(super) returned: Usd,
    pub(super) margin_lost: Usd,
    pub(super) surplus: Usd,
    pub(super) deficit: Usd,
    pub(super) base: Usd,
    pub(super) along: Usd,
}

impl Tally {
    /// Books one closed position.
    pub(super) fn close(&mut self, side: Side, rule: Residual, of: &Valued) -> Result<Entry<Usd>> {
        let zero = Usd::ZERO;
        let (paid, inherited) = match of.taken {
            None => (zero, zero),
            Some((paid, after)) => (paid, gain(side, paid, after)?),
        };
        let out = of.sold_for.plus(paid)?;
        let before = of.margin.plus(gain(side, of.cost, of.worth)?)?;
        let equity = of.margin.plus(gain(side, of.cost, out)?)?;
        // The fee is junior: it is paid only out of equity.
        let fee = of.fee.min(equity.max(zero));
        let left = equity.minus(fee)?;
        let returned = if left >= zero && rule == Residual::Trader { left } else { zero };
        let kept = left.minus(returned)?;
        let lost = before.minus(returned)?;
        self.book(inherited)?;
        self.book(kept)?;
        self.closed = self.closed.saturating_add(1);
        add(&mut self.at_liquidation, of.at_liquidation)?;
        add(&mut self.at_fill, out)?;
        add(&mut self.fees, fee)?;
        add(&mut self.passed_on, gain(side, out, of.worth)?)?;
        add(&mut self.returned, returned)?;
        add(&mut self.margin_lost, lost)?;
        add(&mut self.base, gain(side, of.sold_after, of.sold_for)?)?;
        add(&mut self.along, of.along)?;
        Ok(Entry { fee, returned, lost, fund: inherited.plus(kept)? })
    }

    /// Both sums together.
    pub(super) fn plus(&self, more: &Self) -> Result<Self> {
        Ok(Self {
            closed: self.closed.saturating_add(more.closed),
            at_liquidation: self.at_liquidation.plus(more.at_liquidation)?,
            at_fill: self.at_fill.plus(more.at_fill)?,
            fees: self.fees.plus(more.fees)?,
            passed_on: self.passed_on.plus(more.passed_on)?,
            returned: self.returned.plus(more.returned)?,
            margin_lost: self.margin_lost.plus(more.margin_lost)?,
            surplus: self.surplus.plus(more.surplus)?,
            deficit: self.deficit.plus(more.deficit)?,
            base: self.base.plus(more.base)?,
            along: self.along.plus(more.along)?,
        })
    }

    /// Books a gain or loss of the fund's side.
    fn book(&mut self, gain: Usd) -> Result<()> {
        if gain >= Usd::ZERO {
            add(&mut self.surplus, gain)
        } else {
            self.deficit = self.deficit.minus(gain)?;
            Ok(())
        }
    }
}

impl<M> Entry<M> {
    /// The same in other amounts.
    pub(super) fn map<N>(self, amount: impl Fn(M) -> N) -> Entry<N> {
        Entry {
            fee: amount(self.fee),
            returned: amount(self.returned),
            lost: amount(self.lost),
            fund: amount(self.fund),
        }
    }
}

/// What a long gains from one value to the other; a short, the other way round.
#[inline(never)]
fn gain(side: Side, from: Usd, to: Usd) -> Result<Usd> {
    if side == Side::Long { to.minus(from) } else { from.minus(to) }
}

#[inline(never)]
fn add(total: &mut Usd, more: Usd) -> Result<()> {
    *total = total.plus(more)?;
    Ok(())
}
