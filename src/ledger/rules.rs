//! The rules for one closed position, whatever exact amounts its values come in.

use super::settle::Residual;
use crate::error::Result;
use crate::event::Side;
use crate::money::Usd;

/// An exact amount of USD; its default is zero.
pub(super) trait Amount: Copy + Ord + Default {
    /// The sum.
    fn plus(self, other: Self) -> Result<Self>;
    /// The difference.
    fn minus(self, other: Self) -> Result<Self>;
}

impl Amount for Usd {
    fn plus(self, other: Self) -> Result<Self> {
        Usd::plus(self, other)
    }

    fn minus(self, other: Self) -> Result<Self> {
        Usd::minus(self, other)
    }
}

/// A closed position at each price that matters to it.
#[derive(Clone, Copy, Debug)]
pub(super) struct Valued<M> {
    /// Its margin.
    pub(super) margin: M,
    /// Its coins at the entry price.
    pub(super) cost: M,
    /// Its coins at the mark before the shock.
    pub(super) worth: M,
    /// Its coins at the liquidation price.
    pub(super) at_liquidation: M,
    /// The coins that were sold, at what they fetched.
    pub(super) sold_for: M,
    /// The same coins at the mark at the end.
    pub(super) sold_after: M,
    /// The coins that the fund took over, at the bankruptcy price and at the mark at the end.
    pub(super) taken: Option<(M, M)>,
    /// The fee on all that was sold, whether the margin holds it or not.
    pub(super) fee: M,
    /// What those who traded along in the same direction gained, or lost.
    pub(super) along: M,
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
pub(super) struct Tally<M> {
    pub(super) closed: u64,
    pub(super) at_liquidation: M,
    pub(super) at_fill: M,
    pub(super) fees: M,
    pub(super) passed_on: M,
    pub(super) returned: M,
    pub(super) margin_lost: M,
    pub(super) surplus: M,
    pub(super) deficit: M,
    pub(super) base: M,
    pub(super) along: M,
}

impl<M: Amount> Tally<M> {
    /// Books one closed position.
    #[inline]
    pub(super) fn close(&mut self, side: Side, rule: Residual, of: &Valued<M>) -> Result<Entry<M>> {
        let zero = M::default();
        let signed = |usd: M| if side == Side::Long { Ok(usd) } else { zero.minus(usd) };
        let (paid, inherited) = match of.taken {
            None => (zero, zero),
            Some((paid, after)) => (paid, signed(after.minus(paid)?)?),
        };
        let out = of.sold_for.plus(paid)?;
        let before = of.margin.plus(signed(of.worth.minus(of.cost)?)?)?;
        let equity = of.margin.plus(signed(out.minus(of.cost)?)?)?;
        // The fee is junior: it is paid as far as there is equity.
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
        add(&mut self.passed_on, signed(of.worth.minus(out)?)?)?;
        add(&mut self.returned, returned)?;
        add(&mut self.margin_lost, lost)?;
        add(&mut self.base, signed(of.sold_for.minus(of.sold_after)?)?)?;
        add(&mut self.along, of.along)?;
        Ok(Entry { fee, returned, lost, fund: inherited.plus(kept)? })
    }

    /// Books a gain or loss of the fund's side.
    #[inline]
    fn book(&mut self, gain: M) -> Result<()> {
        if gain >= M::default() {
            add(&mut self.surplus, gain)
        } else {
            self.deficit = self.deficit.minus(gain)?;
            Ok(())
        }
    }
}

impl<M> Tally<M> {
    /// The same sums in other amounts.
    pub(super) fn map<N>(self, amount: impl Fn(M) -> Result<N>) -> Result<Tally<N>> {
        Ok(Tally {
            closed: self.closed,
            at_liquidation: amount(self.at_liquidation)?,
            at_fill: amount(self.at_fill)?,
            fees: amount(self.fees)?,
            passed_on: amount(self.passed_on)?,
            returned: amount(self.returned)?,
            margin_lost: amount(self.margin_lost)?,
            surplus: amount(self.surplus)?,
            deficit: amount(self.deficit)?,
            base: amount(self.base)?,
            along: amount(self.along)?,
        })
    }
}

fn add<M: Amount>(total: &mut M, more: M) -> Result<()> {
    *total = total.plus(more)?;
    Ok(())
}
