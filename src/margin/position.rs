//! A position and the account around it, checked once.

use super::identity::{Account, Leg, Requirement};
use super::mode::Mode;
use super::rules::{Basis, Contract, Extra, FeeKept, Reserve, Rules};
use super::tier::{Deductions, Tier, TierTable, TierUnit, out_of_range};
use super::venue::bitmex_amounts;
use crate::error::{Error, Result};
use crate::event::Side;
use crate::money::Rational;

/// The most leverage that is believed; venues offer up to 500x.
const MOST_LEVERAGE: i64 = 1000;

vocabulary! {
    /// What a quantity counts.
    #[derive(Clone, Copy, Debug, PartialEq, Eq)]
    pub enum SizeUnit {
        /// Coins.
        Base = "base",
        /// Quote currency: value at entry (linear), face value in USD (inverse).
        Quote = "quote",
        /// Contracts of a stated value: coins each (linear), USD each (inverse).
        Contracts = "contracts",
    }
}

/// The maintenance margin of a position.
#[derive(Clone, Debug)]
#[allow(clippy::large_enum_variant, reason = "there is one of it in a position")]
pub enum Maintenance {
    /// By a table of tiers.
    Table(TierTable),
    /// A given amount, in the settlement currency.
    Amount(Rational),
    /// Deribit: rates that grow with every coin.
    Sloped {
        /// Maintenance rate of the smallest position.
        base: Rational,
        /// Initial rate of the smallest position.
        initial: Rational,
        /// Growth of both with every coin.
        per_coin: Rational,
    },
}

/// The other leg of a symbol in hedge mode, on the other side.
#[derive(Clone, Copy, Debug)]
pub struct Hedge {
    /// Its entry price.
    pub entry: Rational,
    /// Its quantity, in the unit of the position.
    pub quantity: Rational,
}

/// Everything that is asked about a position, as it was written. Amounts are in the settlement
/// currency: quote for linear, coins for inverse.
#[derive(Clone, Debug)]
pub struct Spec {
    /// The venue's rules.
    pub rules: Rules,
    /// Long or short.
    pub side: Side,
    /// Isolated or cross.
    pub mode: Mode,
    /// Entry price.
    pub entry: Rational,
    /// Quantity, in `unit`.
    pub quantity: Rational,
    /// What the quantity counts.
    pub unit: SizeUnit,
    /// Value of one contract.
    pub contract_value: Option<Rational>,
    /// Leverage.
    pub leverage: Option<Rational>,
    /// Isolated margin, or the wallet balance of a cross account; without unrealised profit.
    pub funds: Option<Rational>,
    /// Equity at the mark price, with unrealised profit; instead of `funds`.
    pub equity: Option<Rational>,
    /// Margin added after opening.
    pub extra: Rational,
    /// The part of `funds` that is kept for fees and does not count at bankruptcy.
    pub fee_reserve: Rational,
    /// The present mark price.
    pub mark: Option<Rational>,
    /// Taker fee rate.
    pub fee: Option<Rational>,
    /// Fee rate at which it was opened; the taker fee where absent.
    pub open_fee: Option<Rational>,
    /// What has to be kept.
    pub maintenance: Maintenance,
    /// Maintenance margin of all other positions of a cross account.
    pub other_maintenance: Rational,
    /// Unrealised profit of all other positions of a cross account.
    pub other_profit: Rational,
    /// The other leg in hedge mode.
    pub hedge: Option<Hedge>,
    /// What there is to open the position with, where that is asked.
    pub balance: Option<Rational>,
    /// The price step.
    pub tick: Option<Rational>,
    /// Whether a position beyond the last tier is an error: yes for a venue's whole table.
    pub bounded: bool,
}

/// A position whose numbers are legal, reduced to the identity.
#[derive(Clone, Debug)]
pub struct Position {
    pub(crate) spec: Spec,
    pub(crate) legs: Vec<Leg>,
    /// Money before the profit of the legs, at liquidation and at bankruptcy.
    pub(crate) funds: Rational,
    pub(crate) bankruptcy_funds: Rational,
    /// Constant maintenance, where the rules make it one.
    pub(crate) fixed: Option<Rational>,
    /// The present price, as `x`: the mark, else the entry.
    pub(crate) now: Rational,
    /// One satoshi, where the venue counts in them.
    pub(crate) step: Option<Rational>,
}

impl Position {
    /// Checks the numbers and brings them into the coordinate of the identity.
    ///
    /// # Errors
    /// Out of range, missing or a conflict, in the field at fault.
    pub fn new(spec: Spec) -> Result<Self> {
        check(&spec)?;
        let contract = spec.rules.contract;
        let mut legs = vec![leg(&spec, spec.side, spec.entry, spec.quantity)?];
        if let Some(Hedge { entry, quantity }) = spec.hedge {
            let other = if spec.side == Side::Long { Side::Short } else { Side::Long };
            legs.push(leg(&spec, other, entry, quantity).map_err(|e| e.in_field("hedge"))?);
        }
        let now = contract.coordinate(spec.mark.unwrap_or(spec.entry));
        let blank = Rational::ZERO;
        let mut position = Self {
            spec,
            legs,
            funds: blank,
            bankruptcy_funds: blank,
            fixed: None,
            now,
            step: None,
        };
        if position.spec.rules.satoshi {
            position.in_satoshi()?
        } else {
            position.by_the_rules()?
        }
        position.funds.known("the margin")?;
        if position.spec.bounded && position.beyond_its_table() {
            let range = "a position within the last tier of the table";
            return Err(out_of_range(range, position.spec.quantity).in_field("quantity"));
        }
        Ok(position)
    }

    /// What the position is settled in.
    #[must_use]
    pub fn contract(&self) -> Contract {
        self.spec.rules.contract
    }

    /// The value in USD: at entry for linear contracts, of face for inverse ones.
    #[must_use]
    pub fn notional_usd(&self) -> Rational {
        let Some(leg) = self.legs.first() else { return Rational::ZERO };
        match self.spec.rules.contract {
            Contract::Linear => leg.notional(leg.entry),
            Contract::Inverse => leg.exposure,
        }
    }

    /// The value at entry, in the settlement currency.
    #[inline(never)]
    pub(crate) fn notional_at_entry(&self) -> Rational {
        self.legs.first().map_or(Rational::ZERO, |leg| leg.notional(leg.entry))
    }

    /// The tier of the position at `x`, where there are tiers.
    #[inline(never)]
    pub(crate) fn tier_at(&self, x: Rational) -> Option<Tier> {
        let Maintenance::Table(table) = &self.spec.maintenance else { return None };
        self.legs.first().map(|leg| leg.tier(table, x))
    }

    /// The account, with what has to be kept.
    pub(crate) fn account(&self) -> Account<'_> {
        let requirement = match (&self.fixed, &self.spec.maintenance) {
            (Some(amount), _) => Requirement::Fixed(*amount),
            (None, Maintenance::Table(table)) => Requirement::AtMark(table),
            (None, Maintenance::Amount(amount)) => Requirement::Fixed(*amount),
            (None, Maintenance::Sloped { base, per_coin, .. }) => {
                Requirement::Sloped { base: *base, slope: *per_coin }
            }
        };
        Account { funds: self.funds, legs: &self.legs, requirement, fee: self.fee_kept() }
    }

    /// The account at bankruptcy: nothing has to be kept, reserves are gone.
    #[inline(never)]
    pub(crate) fn bankruptcy(&self) -> Result<Option<Rational>> {
        let account = Account { funds: self.bankruptcy_funds, ..self.account() };
        let fee = match self.spec.rules.fee {
            FeeKept::AtBankruptcy => self.fee(),
            FeeKept::None | FeeKept::AtLiquidation => Rational::ZERO,
        };
        account.bankruptcy(fee)
    }

    pub(crate) fn fee(&self) -> Rational {
        self.spec.fee.unwrap_or(Rational::ZERO)
    }

    pub(crate) fn open_fee(&self) -> Rational {
        self.spec.open_fee.unwrap_or(self.fee())
    }

    fn fee_kept(&self) -> Rational {
        if self.spec.rules.fee == FeeKept::AtLiquidation { self.fee() } else { Rational::ZERO }
    }

    #[inline(never)]
    fn by_the_rules(&mut self) -> Result<()> {
        let spec = &self.spec;
        let own = match (spec.funds, spec.equity) {
            (Some(funds), _) => funds,
            (None, Some(equity)) => {
                let profit = |leg: &Leg| leg.profit(self.now);
                self.legs.iter().fold(equity, |sum, leg| sum.minus(profit(leg)))
            }
            (None, None) => self.margin_at_leverage()?,
        };
        let own = own.plus(self.extra_that_counts()).plus(spec.other_profit);
        self.funds = own.minus(spec.other_maintenance);
        self.bankruptcy_funds = own.minus(spec.fee_reserve);
        self.fix_maintenance()
    }

    /// Makes maintenance an amount where the rules measure it at entry, or the size fixes it.
    #[inline(never)]
    fn fix_maintenance(&mut self) -> Result<()> {
        let rules = self.spec.rules;
        let at_entry = |leg: &Leg, table: &TierTable| {
            leg.tier(table, leg.entry).maintenance(leg.notional(leg.entry))
        };
        if let (Basis::Entry, Maintenance::Table(table)) = (rules.basis, &self.spec.maintenance) {
            let amount = self.legs.iter().map(|leg| at_entry(leg, table));
            self.fixed = Some(amount.fold(Rational::ZERO, Rational::plus));
        }
        if let (Contract::Linear, Maintenance::Sloped { base, initial, per_coin }) =
            (rules.contract, &self.spec.maintenance)
        {
            let coins = self.legs.first().map_or(Rational::ZERO, |leg| leg.exposure);
            let rate = |base: &Rational| base.plus(per_coin.times(coins));
            let max = Rational::ONE.over(rate(initial));
            let mut table = TierTable::flat(rate(base), Rational::ZERO);
            table.limit(max);
            self.spec.maintenance = Maintenance::Table(table);
        }
        if rules.fee == FeeKept::AtBankruptcy {
            let leg_values = |x: Rational| self.legs.iter().map(move |leg| leg.notional(x));
            let Some(x) = self.bankruptcy()? else { return Ok(()) };
            let fee = leg_values(x).fold(Rational::ZERO, Rational::plus).times(self.fee());
            self.fixed = self.fixed.map(|amount| amount.plus(fee));
        }
        Ok(())
    }

    /// Whether a leg is larger than the last tier at entry.
    #[must_use]
    pub fn beyond_its_table(&self) -> bool {
        let Maintenance::Table(table) = &self.spec.maintenance else { return false };
        let last = table.tiers().last().and_then(|tier| tier.upper);
        let size = |leg: &Leg| leg.counted.unwrap_or(leg.notional(leg.entry));
        last.is_some_and(|upper| self.legs.iter().any(|leg| upper.below(size(leg))))
    }

    #[inline(never)]
    fn margin_at_leverage(&self) -> Result<Rational> {
        let leverage = self.spec.leverage.filter(|_| self.spec.mode == Mode::Isolated);
        let Some(leverage) = leverage else {
            let (field, what) = match self.spec.mode {
                Mode::Isolated => ("leverage", "a leverage, a margin or an equity"),
                Mode::Cross => {
                    ("wallet_balance", "the wallet balance or the equity of the account")
                }
            };
            return Err(Error::missing(what).in_field(field));
        };
        let value = self.notional_at_entry();
        let margin = value.over(leverage);
        Ok(match self.spec.rules.reserve {
            Reserve::None => margin,
            Reserve::ClosingFee => margin.plus(value.minus(margin).times(self.fee())),
        })
    }

    #[inline(never)]
    fn extra_that_counts(&self) -> Rational {
        let fee = match (self.spec.rules.extra, self.legs.first()) {
            (Extra::OverFee, Some(leg)) if leg.gains => self.fee(),
            (Extra::OverFee, Some(_)) => self.fee().negated(),
            _ => return self.spec.extra,
        };
        self.spec.extra.over(Rational::ONE.minus(fee))
    }

    #[inline(never)]
    fn in_satoshi(&mut self) -> Result<()> {
        let Maintenance::Table(table) = &self.spec.maintenance else {
            let rule = "this venue needs a maintenance rate or tiers";
            return Err(Error::conflict(rule).in_field("maintenance_margin"));
        };
        let Some(leg) = self.legs.first_mut() else { return Ok(()) };
        let rate = leg.tier(table, leg.entry).rate;
        let fee = self.spec.fee.unwrap_or(Rational::ZERO);
        let amounts = bitmex_amounts(leg.exposure, self.spec.entry, self.spec.leverage, rate, fee)?;
        leg.entry = amounts.entry;
        let margin = match (self.spec.funds, self.spec.equity) {
            (Some(funds), _) => funds,
            (None, Some(equity)) => equity.minus(leg.profit(self.now)),
            (None, None) if self.spec.leverage.is_some() => {
                amounts.initial.plus(amounts.commission)
            }
            (None, None) => {
                return Err(
                    Error::missing("a leverage, a margin or an equity").in_field("leverage")
                );
            }
        };
        let own = margin.plus(self.spec.extra).plus(self.spec.other_profit);
        self.funds = own.minus(self.spec.other_maintenance);
        self.bankruptcy_funds = own.minus(amounts.commission);
        self.fixed = Some(amounts.maintenance.plus(amounts.commission));
        self.step = Some(amounts.step);
        Ok(())
    }
}

pub(super) fn check(spec: &Spec) -> Result<()> {
    let above_zero = |value: Rational, field: &'static str| {
        let legal = value.is_positive();
        let range = "a number above 0";
        if legal { Ok(()) } else { Err(out_of_range(range, value).in_field(field)) }
    };
    above_zero(spec.entry, "entry_price")?;
    above_zero(spec.quantity, "quantity")?;
    spec.contract_value.map_or(Ok(()), |value| above_zero(value, "contract_value"))?;
    spec.mark.map_or(Ok(()), |value| above_zero(value, "mark_price"))?;
    spec.tick.map_or(Ok(()), |value| above_zero(value, "tick"))?;
    if let Some(leverage) = spec.leverage {
        leverage_in_range(leverage)?;
    }
    check_money(spec)?;
    if let Maintenance::Amount(amount) = spec.maintenance {
        above_zero(amount, "maintenance_margin")?;
    }
    if spec.hedge.is_some() && (spec.mode == Mode::Isolated || spec.rules.satoshi) {
        let rule = "a hedge leg shares a liquidation price with cross margin only";
        return Err(Error::conflict(rule).in_field("hedge"));
    }
    Ok(())
}

/// Leverage above 0 and at most 1,000.
#[inline(never)]
pub(crate) fn leverage_in_range(leverage: Rational) -> Result<()> {
    let legal = leverage.is_positive() && !Rational::whole(MOST_LEVERAGE).below(leverage);
    let range = "a leverage above 0 and at most 1000";
    if legal { Ok(()) } else { Err(out_of_range(range, leverage).in_field("leverage")) }
}

/// A fee rate from 0 to a tenth.
pub(crate) fn fee_in_range(fee: Option<Rational>, field: &'static str) -> Result<()> {
    let max = Rational::ONE.over(Rational::whole(10));
    match fee.filter(|fee| fee.is_negative() || max.below(*fee)) {
        None => Ok(()),
        Some(fee) => Err(out_of_range("a fee rate from 0 to 0.1", fee).in_field(field)),
    }
}

#[inline(never)]
fn check_money(spec: &Spec) -> Result<()> {
    fee_in_range(spec.fee, "fee_rate")?;
    fee_in_range(spec.open_fee, "open_fee_rate")?;
    if spec.rules.needs_fee() && spec.fee.is_none() {
        return Err(Error::missing("the taker fee rate, such as 0.0005").in_field("fee_rate"));
    }
    let from_zero = [
        (spec.extra, "extra_margin"),
        (spec.fee_reserve, "fee_reserve"),
        (spec.other_maintenance, "other_maintenance_margin"),
        (spec.balance.unwrap_or(Rational::ZERO), "balance"),
    ];
    for (value, field) in from_zero {
        if value.is_negative() {
            return Err(out_of_range("an amount of 0 or more", value).in_field(field));
        }
    }
    if let (Mode::Isolated, Some(margin)) = (spec.mode, spec.funds.filter(|m| !m.is_positive())) {
        return Err(out_of_range("a margin above 0", margin).in_field("margin"));
    }
    if spec.funds.is_some() && spec.equity.is_some() {
        let rule = "expected a margin or an equity, found both";
        return Err(Error::conflict(rule).in_field("equity"));
    }
    if spec.equity.is_some() && spec.mark.is_none() {
        return Err(Error::missing("the mark price that the equity is at").in_field("mark_price"));
    }
    Ok(())
}

#[inline(never)]
fn leg(spec: &Spec, side: Side, entry: Rational, quantity: Rational) -> Result<Leg> {
    let range = "a number above 0";
    if !entry.is_positive() {
        return Err(out_of_range(range, entry).in_field("entry_price"));
    }
    if !quantity.is_positive() {
        return Err(out_of_range(range, quantity).in_field("quantity"));
    }
    let contract = spec.rules.contract;
    let worth = || {
        let missing = || Error::missing("the value of one contract").in_field("contract_value");
        spec.contract_value.ok_or_else(missing)
    };
    let exposure = match (contract, spec.unit) {
        (Contract::Linear, SizeUnit::Base) | (Contract::Inverse, SizeUnit::Quote) => quantity,
        (Contract::Linear, SizeUnit::Quote) => quantity.over(entry),
        (Contract::Inverse, SizeUnit::Base) => quantity.times(entry),
        (_, SizeUnit::Contracts) => quantity.times(worth()?),
    };
    let gains = (side == Side::Long) == (contract == Contract::Linear);
    let counted = counted(spec, quantity, exposure)?;
    Ok(Leg { gains, exposure, entry: contract.coordinate(entry), counted })
}

/// The size that finds the tier, where it does not move with the price.
#[inline(never)]
fn counted(spec: &Spec, quantity: Rational, exposure: Rational) -> Result<Option<Rational>> {
    let Maintenance::Table(table) = &spec.maintenance else { return Ok(None) };
    match (spec.rules.contract, table.unit()) {
        (Contract::Linear, TierUnit::Quote) | (Contract::Inverse, TierUnit::Base) => Ok(None),
        (Contract::Linear, TierUnit::Base) | (Contract::Inverse, TierUnit::Quote) => {
            Ok(Some(exposure))
        }
        (_, TierUnit::Contracts) if spec.unit == SizeUnit::Contracts => Ok(Some(quantity)),
        (_, TierUnit::Contracts) if table.tiers().len() == 1 => Ok(Some(exposure)),
        (_, TierUnit::Contracts) => {
            let missing = "the value of one contract, which the tiers count in";
            let worth = spec.contract_value;
            let worth = worth.ok_or_else(|| Error::missing(missing).in_field("contract_value"))?;
            Ok(Some(exposure.over(worth)))
        }
    }
}

/// Whether a table of these deductions may jump.
pub(crate) const fn may_jump(deductions: Deductions) -> bool {
    matches!(deductions, Deductions::None | Deductions::Given)
}
