//! Where a position is liquidated, and everything a trader asks beside it.

use super::identity::{Crossing, Leg};
use super::mode::Mode;
use super::position::{Maintenance, Position};
use super::rules::Contract;
use super::tier::Tier;
use crate::error::Result;
use crate::event::Side;
use crate::money::Rational;

vocabulary! {
    /// What the answer is.
    #[derive(Clone, Copy, Debug, PartialEq, Eq)]
    pub enum State {
        /// There is a liquidation price, and it is not reached.
        Liquidation = "liquidation",
        /// No price liquidates it.
        None = "none",
        /// Equity is at or below maintenance at the present price.
        AlreadyLiquidatable = "already_liquidatable",
        /// The margin is below the initial margin that the venue asks for.
        NotEnoughMargin = "not_enough_margin",
    }
}

/// One price, exact and by the venue's rule.
#[derive(Clone, Copy, Debug)]
pub struct Priced {
    /// The exact quotient.
    pub exact: Rational,
    /// On the venue's tick, or the quotient itself where nothing rounds.
    pub rounded: Rational,
}

/// The answers about one position. Amounts are in the settlement currency.
#[derive(Clone, Debug)]
pub struct Location {
    /// What the answer is.
    pub state: State,
    /// The price at which it is liquidated, or, when already liquidatable, began to be.
    pub liquidation: Option<Priced>,
    /// A hedged account may be liquidated on the other side as well.
    pub second: Option<Priced>,
    /// Whether the price is the edge of a tier at which the requirement jumps.
    pub at_tier_edge: bool,
    /// The price at which the margin is gone.
    pub bankruptcy: Option<Priced>,
    /// Liquidation price less the present price; below zero for a fall.
    pub distance: Option<Rational>,
    /// The same as a share of the present price.
    pub distance_share: Option<Rational>,
    /// Value at the present price.
    pub notional: Rational,
    /// What the venue asks for to open it: value ÷ leverage.
    pub initial_margin: Option<Rational>,
    /// The margin it has, before profit.
    pub margin: Rational,
    /// Unrealised profit at the present price.
    pub profit: Rational,
    /// Equity at the present price.
    pub equity: Rational,
    /// What has to be kept at the present price, with the fee the rules keep.
    pub maintenance: Rational,
    /// The same at the liquidation price.
    pub maintenance_at_liquidation: Option<Rational>,
    /// The venue's margin ratio at the present price.
    pub margin_ratio: Option<Rational>,
    /// Value ÷ equity at the present price.
    pub effective_leverage: Option<Rational>,
    /// Loss of the position from entry to liquidation.
    pub loss_at_liquidation: Option<Rational>,
    /// Fee for opening.
    pub open_fee: Rational,
    /// Taker fee for closing at the liquidation price.
    pub close_fee: Option<Rational>,
    /// The tier at the liquidation price, else at the present one.
    pub tier: Option<Tier>,
    /// The tier at entry.
    pub entry_tier: Option<Tier>,
    /// Tiers at whose lower edge the requirement jumps.
    pub jumps: Vec<usize>,
}

impl Position {
    /// Solves the position.
    ///
    /// # Errors
    /// Overflow when a number leaves 512 bits.
    pub fn locate(&self) -> Result<Location> {
        let found = self.account().crossings(self.now)?;
        let (first, second) = self.ordered(found.below, found.above);
        let liquidation = first.map(|crossing| self.liquidation_at(crossing.x)).transpose()?;
        let second = second.map(|crossing| self.liquidation_at(crossing.x)).transpose()?;
        let bankruptcy = self.bankruptcy()?.map(|x| self.bankruptcy_at(x)).transpose()?;
        let state = self.state(found.already, first.is_some())?;
        self.around(state, liquidation, second, bankruptcy, first)
    }

    /// The crossings, the one on the losing side first.
    #[inline(never)]
    fn ordered(
        &self,
        below: Option<Crossing>,
        above: Option<Crossing>,
    ) -> (Option<Crossing>, Option<Crossing>) {
        let net = self.legs.iter().fold(Rational::ZERO, |sum, leg| sum.plus(leg.signed()));
        let (first, second) = if net.is_positive() { (below, above) } else { (above, below) };
        if first.is_some() { (first, second) } else { (second, None) }
    }

    #[inline(never)]
    fn state(&self, already: bool, found: bool) -> Result<State> {
        Ok(if self.lacks_margin()? {
            State::NotEnoughMargin
        } else if already {
            State::AlreadyLiquidatable
        } else if found {
            State::Liquidation
        } else {
            State::None
        })
    }

    /// Whether it cannot be opened: the leverage is above its tier's, or the balance does not
    /// pay for margin and fee. A position that is open already (its margin is stated) can.
    #[inline(never)]
    fn lacks_margin(&self) -> Result<bool> {
        let entry = self.legs.first().map_or(self.now, |leg| leg.entry);
        let max = self.tier_at(entry).and_then(|tier| tier.max_leverage);
        let opening = self.spec.funds.is_none() && self.spec.equity.is_none();
        if let (true, Some(leverage), Some(max)) = (opening, self.spec.leverage, max)
            && max.below(leverage)
        {
            return Ok(true);
        }
        let Some(balance) = self.spec.balance else { return Ok(false) };
        let value = self.notional_at_entry();
        let margin = self.initial_margin().unwrap_or(self.funds);
        let cost = margin.plus(value.times(self.open_fee())).known("the cost of opening")?;
        Ok(balance.below(cost))
    }

    /// Value ÷ leverage, or by the most leverage of the tier where none is given.
    #[inline(never)]
    fn initial_margin(&self) -> Option<Rational> {
        if let (Maintenance::Sloped { initial, per_coin, .. }, Some(leg)) =
            (&self.spec.maintenance, self.legs.first())
        {
            let coins = leg.notional(leg.entry);
            return Some(coins.times(initial.plus(per_coin.times(coins))));
        }
        let entry = self.legs.first().map_or(self.now, |leg| leg.entry);
        let max = self.tier_at(entry).and_then(|tier| tier.max_leverage);
        let leverage = self.spec.leverage.or(max)?;
        Some(self.notional_at_entry().over(leverage))
    }

    #[inline(never)]
    fn around(
        &self,
        state: State,
        liquidation: Option<Priced>,
        second: Option<Priced>,
        bankruptcy: Option<Priced>,
        first: Option<Crossing>,
    ) -> Result<Location> {
        let (account, contract) = (self.account(), self.spec.rules.contract);
        let x = liquidation.map(|price| contract.coordinate(price.exact));
        let present = contract.coordinate(self.now).known("the present price")?;
        let distance = liquidation.map(|price| price.exact.minus(present));
        let value =
            |x: Rational| self.legs.iter().fold(Rational::ZERO, |sum, l| sum.plus(l.notional(x)));
        let equity = account.equity(self.now).plus(self.spec.other_maintenance);
        let maintenance = account.maintenance(self.now).plus(self.spec.other_maintenance);
        let ratio = self.spec.rules.ratio.of(equity, maintenance);
        let leverage = value(self.now).over(equity);
        let jumps = match &self.spec.maintenance {
            Maintenance::Table(table) => table.jumps(),
            Maintenance::Amount(_) | Maintenance::Sloped { .. } => Vec::new(),
        };
        Ok(Location {
            state,
            liquidation,
            second,
            at_tier_edge: first.is_some_and(|crossing| crossing.at_edge),
            bankruptcy,
            distance,
            distance_share: distance.map(|distance| distance.over(present)),
            notional: value(self.now).known("the notional")?,
            initial_margin: self.initial_margin(),
            margin: self.own_margin(),
            profit: self.profit(self.now),
            equity,
            maintenance,
            maintenance_at_liquidation: x.map(|x| account.maintenance(x)),
            margin_ratio: equity.is_positive().then_some(ratio).filter(|r| r.known("").is_ok()),
            effective_leverage: equity.is_positive().then_some(leverage),
            loss_at_liquidation: x.map(|x| self.profit(x).negated()),
            open_fee: value_at_entry(&self.legs).times(self.open_fee()),
            close_fee: x.map(|x| value(x).times(self.fee())),
            tier: self.tier_at(self.tier_place(x)),
            entry_tier: self.legs.first().and_then(|leg| self.tier_at(leg.entry)),
            jumps,
        })
    }

    /// Where the tier in use is read: at entry where maintenance is measured there.
    fn tier_place(&self, x: Option<Rational>) -> Rational {
        match (self.fixed, self.legs.first()) {
            (Some(_), Some(leg)) => leg.entry,
            _ => x.unwrap_or(self.now),
        }
    }

    /// The margin before profit: of the position, or of the account in cross mode.
    #[inline(never)]
    pub(crate) fn own_margin(&self) -> Rational {
        let own = self.funds.plus(self.spec.other_maintenance);
        if self.spec.mode == Mode::Isolated { own } else { own.minus(self.spec.other_profit) }
    }

    /// Profit of all legs at `x`.
    #[inline(never)]
    pub(crate) fn profit(&self, x: Rational) -> Rational {
        self.legs.iter().fold(Rational::ZERO, |sum, leg| sum.plus(leg.profit(x)))
    }

    fn liquidation_at(&self, x: Rational) -> Result<Priced> {
        self.priced(x, self.spec.rules.rounding)
    }

    fn bankruptcy_at(&self, x: Rational) -> Result<Priced> {
        self.priced(x, self.spec.rules.bankruptcy_rounding)
    }

    #[inline(never)]
    fn priced(&self, x: Rational, rounding: super::rules::Rounding) -> Result<Priced> {
        let stepped = self.step.map_or(x, |step| self.whole_satoshi(x, step));
        let exact = self.spec.rules.contract.coordinate(stepped).known("the price")?;
        let rounded = rounding.shown(exact, self.spec.tick, self.net_side())?;
        Ok(Priced { exact, rounded })
    }

    /// Satoshi for one contract, towards the earlier liquidation.
    #[inline(never)]
    fn whole_satoshi(&self, x: Rational, step: Rational) -> Rational {
        use crate::money::Direction;
        let direction = if self.spec.side == Side::Short { Direction::Up } else { Direction::Down };
        x.to_step(step, direction)
    }

    pub(crate) fn net_side(&self) -> Side {
        let net = self.legs.iter().fold(Rational::ZERO, |sum, leg| sum.plus(leg.signed()));
        let linear = self.spec.rules.contract == Contract::Linear;
        match (self.legs.len(), net.is_positive() == linear) {
            (1, _) => self.spec.side,
            (_, true) => Side::Long,
            (_, false) => Side::Short,
        }
    }
}

fn value_at_entry(legs: &[Leg]) -> Rational {
    legs.iter().fold(Rational::ZERO, |sum, leg| sum.plus(leg.notional(leg.entry)))
}
