//! A million positions at once: the same identity in 128-bit integers.
//!
//! The rules and the tier table are brought to common denominators once; a row is then a few
//! integer products and one division, rounded to the tick or to 8 places. A row whose products leave 128 bits,
//! and a venue with steps of its own, goes through [`Position`], so every answer is the same.

use super::exact::{Direction, Exact};
use super::location::State;
use super::position::{Maintenance, Position, Spec};
use super::rules::{Basis, Contract, FeeKept, Reserve, Rounding, Rules};
use super::tier::TierTable;
use super::wide::by_one_limb;
use crate::error::{Error, Result};
use crate::event::Side;

/// Where nothing rounds to a tick, answers are rounded to this many places, half to even.
const FINE_PLACES: u32 = 8;

/// Every power of ten that an `i128` holds; a table, because a loop is slow in wasm.
#[allow(clippy::indexing_slicing, reason = "evaluated, and so checked, by the compiler")]
const POWERS: [i128; 39] = {
    let mut powers = [1_i128; 39];
    let mut place = 1;
    while place < 39 {
        powers[place] = powers[place - 1] * 10;
        place += 1;
    }
    powers
};

/// A decimal as a row has it: `mantissa` × 10^-`places`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Written {
    /// The digits.
    pub mantissa: i64,
    /// How many of them stand behind the point.
    pub places: u32,
}

/// The money of a row.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Own {
    /// Isolated margin.
    Margin(Written),
    /// Leverage, from which the margin follows.
    Leverage(Written),
}

/// One position of many. The quantity is in coins (linear) or USD (inverse).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Row {
    /// Long or short.
    pub side: Side,
    /// Entry price.
    pub entry: Written,
    /// Quantity.
    pub quantity: Written,
    /// Margin or leverage.
    pub own: Own,
}

/// The answer for a row.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Solved {
    /// `liquidation`, `none` or `already_liquidatable`.
    pub state: State,
    /// The price, counted in ticks.
    pub ticks: Option<i128>,
}

/// The rules, ready for many rows.
#[derive(Clone, Debug)]
pub struct Bulk {
    spec: Spec,
    fast: Option<Fast>,
    tick: Exact,
    rounding: Rounding,
    /// The tick as mantissa and places.
    step: (i128, u32),
    /// So many ticks are added for a long and taken off for a short.
    shift: u128,
}

/// A tier in whole numbers: bounds and amounts over `bound_unit`, rate over `rate_unit`.
#[derive(Clone, Copy, Debug)]
struct Level {
    lower: i128,
    deduction: i128,
    rate: i128,
    /// `lower·(d − r) + deduction` for a leg that gains with `x`, and for one that loses.
    gaining_edge: i128,
    losing_edge: i128,
    /// The most leverage, as a quotient.
    most: Option<(i128, i128)>,
}

#[derive(Clone, Debug)]
struct Fast {
    levels: Vec<Level>,
    /// Where the table ends.
    end: Option<i128>,
    /// What rates are over: `rate_rest` × 10^`rate_tens`.
    rate_unit: i128,
    rate_rest: i128,
    rate_tens: u32,
    bound_unit: i128,
    basis: Basis,
    contract: Contract,
}

/// `top` × 10^`up` ÷ (`bottom` × 10^`down`).
#[derive(Clone, Copy, Debug)]
struct Quotient {
    top: i128,
    bottom: i128,
    up: u32,
    down: u32,
}

/// The whole numbers of a row, over common powers of ten.
#[derive(Clone, Copy, Debug)]
struct Scaled {
    gains: bool,
    /// Every amount is over 10^`places`, times `times` where leverage divides.
    places: u32,
    times: i128,
    exposure: i128,
    exposure_places: u32,
    entry: i128,
    entry_places: u32,
    /// What a bound is multiplied with to stand beside an amount.
    bound: i128,
    /// Linear: value and margin at entry. Inverse: USD, and margin × entry.
    value: i128,
    own: i128,
}

impl Bulk {
    /// Prepares the rules and the table of `spec`; its entry, quantity, side and money are not
    /// read.
    ///
    /// # Errors
    /// As [`Position::new`], for what all rows share.
    pub fn new(spec: Spec) -> Result<Self> {
        super::position::check(&spec)?;
        let on_tick = spec.tick.filter(|_| spec.rules.rounding.on_tick());
        let shift = spec.rules.rounding.shift(spec.tick, Side::Long);
        let (tick, rounding) = match on_tick {
            Some(tick) => (tick, spec.rules.rounding),
            None => (fine(shift)?, Rounding::Nearest),
        };
        let step = parts(tick)?;
        let shift = shift.over(tick).narrow().map(|(steps, _)| steps.unsigned_abs());
        let shift = shift.ok_or_else(|| Error::overflow("the tick"))?;
        let fast = fast(&spec);
        Ok(Self { spec, fast, tick, rounding, step, shift })
    }

    /// The tick that answers are counted in, as mantissa and places.
    #[must_use]
    pub const fn step(&self) -> (i128, u32) {
        self.step
    }

    /// Solves one row.
    ///
    /// # Errors
    /// Out of range in the field at fault.
    pub fn solve(&self, row: &Row) -> Result<Solved> {
        checked(row)?;
        let quick = self.fast.as_ref().and_then(|fast| fast.solve(row, self));
        quick.map_or_else(|| self.slow(row), Ok)
    }

    fn slow(&self, row: &Row) -> Result<Solved> {
        let (funds, leverage) = match row.own {
            Own::Margin(margin) => (Some(exact(margin)), None),
            Own::Leverage(leverage) => (None, Some(exact(leverage))),
        };
        let spec = Spec {
            side: row.side,
            entry: exact(row.entry),
            quantity: exact(row.quantity),
            funds,
            leverage,
            tick: None,
            ..self.spec.clone()
        };
        let found = Position::new(spec)?.locate()?;
        let ticks = found.liquidation.map(|price| self.ticks(price.exact, row.side));
        Ok(Solved { state: found.state, ticks: ticks.transpose()? })
    }

    /// A price, in ticks.
    fn ticks(&self, price: Exact, side: Side) -> Result<i128> {
        let Spec { rules, tick, .. } = &self.spec;
        let price = match rules.rounding.on_tick() {
            true => price,
            false => rules.rounding.shown(price, *tick, side)?,
        };
        let rounded = self.rounding.apply(price, Some(self.tick), side);
        let ticks = rounded.over(self.tick).narrow().map(|(ticks, _)| ticks);
        ticks.ok_or_else(|| Error::overflow("the liquidation price"))
    }
}

/// The step where prices are on no tick: as fine as what is added to them.
fn fine(shift: Exact) -> Result<Exact> {
    let (_, places) = parts(shift)?;
    Ok(Exact::ONE.over(Exact::whole(10_u128.pow(places.max(FINE_PLACES)))))
}

/// Mantissa and places of a tick.
fn parts(tick: Exact) -> Result<(i128, u32)> {
    decimal_parts(tick).ok_or_else(|| Error::overflow("the tick"))
}

impl Fast {
    /// The answer, or nothing where 128 bits do not hold it.
    fn solve(&self, row: &Row, bulk: &Bulk) -> Option<Solved> {
        let scaled = Scaled::new(row, self.contract)?;
        let place = self.entry_level(&scaled)?;
        let entry = self.levels.get(place)?;
        let barred = match row.own {
            Own::Leverage(leverage) => entry.bars(leverage)?,
            Own::Margin(_) => false,
        };
        let already = self.kept(&scaled, entry)? >= 0;
        let level = match self.basis {
            Basis::Entry => entry,
            Basis::Mark => self.level(&scaled, place)?,
        };
        let price = match (self.contract, self.basis) {
            (Contract::Linear, Basis::Mark) => self.linear_mark(&scaled, level)?,
            (Contract::Linear, Basis::Entry) => self.linear_entry(&scaled, level)?,
            (Contract::Inverse, Basis::Mark) => self.inverse_mark(&scaled, level)?,
            (Contract::Inverse, Basis::Entry) => self.inverse_entry(&scaled, level)?,
        };
        let state = |found: bool| match (barred, already, found) {
            (true, ..) => State::NotEnoughMargin,
            (false, true, _) => State::AlreadyLiquidatable,
            (false, false, true) => State::Liquidation,
            (false, false, false) => State::None,
        };
        let Quotient { top, bottom, .. } = price;
        if bottom == 0 || (top < 0) != (bottom < 0) || top == 0 {
            return Some(Solved { state: state(false), ticks: None });
        }
        let (mantissa, places) = bulk.step;
        let up = price.up.checked_add(places)?;
        let (top, bottom) = (top.unsigned_abs(), bottom.unsigned_abs());
        let bottom = bottom.checked_mul(mantissa.unsigned_abs())?;
        let (top, bottom) = match up.checked_sub(price.down) {
            Some(up) => (top.checked_mul(pow10(up)?.unsigned_abs())?, bottom),
            None => (top, bottom.checked_mul(pow10(price.down.checked_sub(up)?)?.unsigned_abs())?),
        };
        let top = shifted(top, bottom, bulk.shift, row.side)?;
        let ticks = divided(top, bottom, bulk.rounding, row.side)?;
        Some(Solved { state: state(true), ticks: Some(ticks) })
    }

    /// `(M + ded − d·V) ÷ (A·(r − d))`.
    fn linear_mark(&self, row: &Scaled, level: &Level) -> Option<Quotient> {
        let money = signed(row.value.by(row.times)?, !row.gains).checked_add(row.own)?;
        let deduction = level.deduction.by(row.bound)?.by(row.times)?;
        let top = money.by(self.bound_unit)?.checked_add(deduction)?;
        let slope = level.rate.checked_sub(signed(self.rate_unit, row.gains))?;
        let bottom = row.exposure.by(slope)?.by(row.times)?;
        let top = top.by(self.rate_rest)?;
        let bottom = bottom.by(self.bound_unit)?;
        let up = row.exposure_places.checked_add(self.rate_tens)?;
        Some(Quotient { top, bottom, up, down: row.places })
    }

    /// `(V + d·(V·r − ded − M)) ÷ A`.
    fn linear_entry(&self, row: &Scaled, level: &Level) -> Option<Quotient> {
        let kept = self.kept(row, level)?;
        let value = row.value.by(row.times)?;
        let value = value.by(self.rate_unit)?.by(self.bound_unit)?;
        let top = value.checked_add(signed(kept, row.gains))?;
        let bottom = row.exposure.by(row.times)?.by(self.rate_unit)?;
        let bottom = bottom.by(self.bound_unit)?;
        Some(Quotient { top, bottom, up: row.exposure_places, down: row.places })
    }

    /// `A·EP·(r − d) ÷ ((M + ded)·EP − d·A)`.
    fn inverse_mark(&self, row: &Scaled, level: &Level) -> Option<Quotient> {
        let slope = level.rate.checked_sub(signed(self.rate_unit, row.gains))?;
        let top = row.exposure.by(row.entry)?.by(slope)?;
        let top = top.by(row.times)?.by(self.bound_unit)?;
        let face = row.value.by(row.times)?;
        let money = row.own.checked_sub(signed(face, row.gains))?.by(self.bound_unit)?;
        let bottom = money.checked_add(self.deducted(row, level)?)?.by(self.rate_rest)?;
        let down =
            row.exposure_places.checked_add(row.entry_places)?.checked_add(self.rate_tens)?;
        Some(Quotient { top, bottom, up: row.places, down })
    }

    /// `EP·A ÷ (A·(1 + d·r) − d·(M + ded)·EP)`.
    fn inverse_entry(&self, row: &Scaled, level: &Level) -> Option<Quotient> {
        let share = self.rate_unit.checked_add(signed(level.rate, row.gains))?;
        let face = row.value.by(row.times)?.by(share)?;
        let money = row.own.by(self.bound_unit)?.checked_add(self.deducted(row, level)?)?;
        let money = signed(money, row.gains).by(self.rate_unit)?;
        let bottom = face.by(self.bound_unit)?.checked_sub(money)?;
        let top = row.exposure.by(row.entry)?.by(row.times)?;
        let top = top.by(self.rate_unit)?.by(self.bound_unit)?;
        let down = row.exposure_places.checked_add(row.entry_places)?;
        Some(Quotient { top, bottom, up: row.places, down })
    }

    /// The deduction beside the amounts of the row, over `bound_unit`.
    fn deducted(&self, row: &Scaled, level: &Level) -> Option<i128> {
        level.deduction.by(row.bound)?.by(row.times)
    }

    /// `V·r − ded − M` at entry, over every unit.
    fn kept(&self, row: &Scaled, level: &Level) -> Option<i128> {
        let needs = row.value.by(row.times)?.by(level.rate)?;
        let needs = needs.by(self.bound_unit)?;
        let own = row.own.by(self.bound_unit)?;
        let own = own.checked_add(self.deducted(row, level)?)?;
        needs.checked_sub(own.by(self.rate_unit)?)
    }

    /// The tier of the value at entry; none outside the table.
    fn entry_level(&self, row: &Scaled) -> Option<usize> {
        let value = row.value.by(self.bound_unit)?;
        let begins = self.levels.first()?.lower.by(row.bound)?;
        let beyond = match self.end {
            Some(end) => value > end.by(row.bound)?,
            None => false,
        };
        if value < begins || beyond {
            return None;
        }
        let reached = |level: &Level| level.lower.by(row.bound).is_some_and(|lower| lower <= value);
        self.levels.partition_point(reached).checked_sub(1)
    }

    /// The tier of the answer, looked for from the tier at `entry`: the last at whose lower edge
    /// the answer is not passed yet. The margin is a line through each edge, so the sign there is
    /// enough.
    fn level(&self, row: &Scaled, entry: usize) -> Option<&Level> {
        let face = row.value.by(row.times)?;
        let money = row.own.checked_sub(signed(face, row.gains))?;
        let money = money.by(self.bound_unit)?.by(self.rate_unit)?;
        let unit = row.bound.by(row.times)?;
        let passed = |level: &Level| {
            let edge = if row.gains { level.gaining_edge } else { level.losing_edge };
            let margin = money.checked_add(edge.by(unit)?)?;
            Some(if row.gains { margin > 0 } else { margin < 0 })
        };
        let mut place = entry;
        while place > 0 && passed(self.levels.get(place)?)? {
            place = place.checked_sub(1)?;
        }
        while let Some(next) = self.levels.get(place.checked_add(1)?)
            && !passed(next)?
        {
            place = place.checked_add(1)?;
        }
        self.levels.get(place)
    }
}

impl Level {
    fn bars(&self, leverage: Written) -> Option<bool> {
        let Some((top, bottom)) = self.most else { return Some(false) };
        let wanted = i128::from(leverage.mantissa).by(bottom)?;
        Some(wanted > top.by(pow10(leverage.places)?)?)
    }
}

impl Scaled {
    fn new(row: &Row, contract: Contract) -> Option<Self> {
        let (entry, exposure) = (i128::from(row.entry.mantissa), i128::from(row.quantity.mantissa));
        let (money, times, money_places) = match row.own {
            Own::Margin(margin) => (Some(margin.mantissa), 1, margin.places),
            Own::Leverage(leverage) => (None, i128::from(leverage.mantissa), leverage.places),
        };
        let own_places = if money.is_some() { money_places } else { 0 };
        let (value, value_places, own_places) = match contract {
            Contract::Linear => {
                let places = row.entry.places.checked_add(row.quantity.places)?;
                (entry.by(exposure)?, places, own_places)
            }
            Contract::Inverse => {
                (exposure, row.quantity.places, own_places.checked_add(row.entry.places)?)
            }
        };
        let places = value_places.max(own_places);
        let value = value.by(pow10(places.checked_sub(value_places)?)?)?;
        let own = match (money, contract) {
            (Some(money), Contract::Linear) => i128::from(money),
            (Some(money), Contract::Inverse) => i128::from(money).by(entry)?,
            (None, _) => value.by(pow10(money_places)?)?,
        };
        let own = match money {
            Some(_) => own.by(pow10(places.checked_sub(own_places)?)?)?,
            None => own,
        };
        let bound = match contract {
            Contract::Linear => pow10(places)?,
            Contract::Inverse => entry.by(pow10(places.checked_sub(row.entry.places)?)?)?,
        };
        Some(Self {
            gains: (row.side == Side::Long) == (contract == Contract::Linear),
            places,
            times,
            exposure,
            exposure_places: row.quantity.places,
            entry,
            entry_places: row.entry.places,
            bound,
            value,
            own,
        })
    }
}

/// The whole-number form of the rules; none where a row has to go the long way.
fn fast(spec: &Spec) -> Option<Fast> {
    let Rules { contract, basis, fee, reserve, satoshi, .. } = spec.rules;
    let plain = !satoshi
        && fee != FeeKept::AtBankruptcy
        && (fee == FeeKept::None || basis == Basis::Mark)
        && reserve == Reserve::None
        && spec.extra.is_zero()
        && spec.hedge.is_none()
        && spec.mark.is_none()
        && spec.equity.is_none()
        && spec.balance.is_none()
        && spec.other_maintenance.is_zero()
        && spec.other_profit.is_zero();
    let Maintenance::Table(table) = &spec.maintenance else { return None };
    let moves = table.unit() == Rules::plain("", contract).tier_unit || table.tiers().len() == 1;
    if !plain || !moves || !table.jumps().is_empty() {
        return None;
    }
    let kept = match fee {
        FeeKept::AtLiquidation => spec.fee?,
        FeeKept::None | FeeKept::AtBankruptcy => Exact::ZERO,
    };
    levels(table, kept, basis, contract)
}

fn levels(table: &TierTable, fee: Exact, basis: Basis, contract: Contract) -> Option<Fast> {
    let (mut rate_unit, mut bound_unit) = (1_i128, 1_i128);
    for tier in table.tiers() {
        rate_unit = common(rate_unit, tier.rate.plus(fee).narrow()?.1)?;
        bound_unit = common(bound_unit, tier.lower.narrow()?.1)?;
        bound_unit = common(bound_unit, tier.deduction.narrow()?.1)?;
    }
    let end = table.tiers().last()?.upper;
    if let Some(end) = end {
        bound_unit = common(bound_unit, end.narrow()?.1)?;
    }
    let over = |number: Exact, unit: i128| {
        let (top, bottom) = number.narrow()?;
        top.checked_mul(unit.checked_div(bottom)?)
    };
    let level = |tier: &super::tier::Tier| {
        let lower = over(tier.lower, bound_unit)?;
        let deduction = over(tier.deduction, bound_unit)?;
        let rate = over(tier.rate.plus(fee), rate_unit)?;
        let edge =
            |slope: i128| lower.checked_mul(slope)?.checked_add(deduction.checked_mul(rate_unit)?);
        let gaining_edge = edge(rate_unit.checked_sub(rate)?)?;
        let losing_edge = edge(rate_unit.checked_add(rate)?.checked_neg()?)?;
        let most = match tier.max_leverage {
            Some(most) => Some(most.narrow()?),
            None => None,
        };
        Some(Level { lower, deduction, rate, gaining_edge, losing_edge, most })
    };
    let levels: Option<Vec<Level>> = table.tiers().iter().map(level).collect();
    let end = match end {
        Some(end) => Some(over(end, bound_unit)?),
        None => None,
    };
    let (mut rate_rest, mut rate_tens) = (rate_unit, 0_u32);
    while rate_rest.checked_rem(10)? == 0 {
        rate_rest = rate_rest.checked_div(10)?;
        rate_tens = rate_tens.saturating_add(1);
    }
    let levels = levels?;
    Some(Fast { levels, end, rate_unit, rate_rest, rate_tens, bound_unit, basis, contract })
}

/// The least common multiple.
fn common(a: i128, b: i128) -> Option<i128> {
    let (mut x, mut y) = (a, b);
    while y != 0 {
        (x, y) = (y, x.checked_rem(y)?);
    }
    a.checked_div(x)?.checked_mul(b)
}

fn checked(row: &Row) -> Result<()> {
    let above_zero = |number: Written, field: &'static str| {
        let range = "a number above 0";
        let found = || super::tier::out_of_range(range, exact(number)).in_field(field);
        if number.mantissa > 0 { Ok(()) } else { Err(found()) }
    };
    above_zero(row.entry, "entry_price")?;
    above_zero(row.quantity, "quantity")?;
    match row.own {
        Own::Margin(margin) => above_zero(margin, "margin"),
        // The common case first, for speed: no quotient is built for a legal leverage.
        Own::Leverage(leverage) if is_legal(leverage) => Ok(()),
        Own::Leverage(leverage) => super::position::leverage_in_range(exact(leverage)),
    }
}

/// Whether a leverage lies above 0 and is at most 1,000.
fn is_legal(leverage: Written) -> bool {
    let most = pow10(leverage.places.saturating_add(3));
    leverage.mantissa > 0 && most.is_some_and(|most| i128::from(leverage.mantissa) <= most)
}

fn exact(number: Written) -> Exact {
    let top = Exact::whole(u128::from(number.mantissa.unsigned_abs()));
    let top = if number.mantissa < 0 { top.negated() } else { top };
    10_u128.checked_pow(number.places).map_or(top, |unit| top.over(Exact::whole(unit)))
}

/// Mantissa and places of a number that is a decimal.
fn decimal_parts(number: Exact) -> Option<(i128, u32)> {
    (0..=18).find_map(|places| {
        let (top, bottom) = number.times(Exact::whole(10_u128.checked_pow(places)?)).narrow()?;
        (bottom == 1).then_some((top, places))
    })
}

/// What is divided by `bottom` to give `shift` more for a long, less for a short; none below zero.
fn shifted(top: u128, bottom: u128, shift: u128, side: Side) -> Option<u128> {
    if shift == 0 {
        return Some(top);
    }
    let shift = bottom.checked_mul(shift)?;
    match side {
        Side::Long => top.checked_add(shift),
        Side::Short => top.checked_sub(shift).filter(|top| *top > 0),
    }
}

/// A quotient of two numbers above zero, rounded as told.
fn divided(top: u128, bottom: u128, rounding: Rounding, side: Side) -> Option<i128> {
    let direction = match (rounding, side) {
        (Rounding::Up, _)
        | (Rounding::TowardsEntry, Side::Long)
        | (Rounding::AwayFromEntry, Side::Short) => Direction::Up,
        (Rounding::Nearest | Rounding::None | Rounding::OneTickTowardsEntry, _) => {
            Direction::Nearest
        }
        (Rounding::Down | Rounding::TowardsEntry | Rounding::AwayFromEntry, _) => Direction::Down,
    };
    let (quotient, rest) = match u64::try_from(bottom) {
        Ok(bottom) => by_one_limb(top, bottom)?,
        Err(_) => (top.checked_div(bottom)?, top.checked_rem(bottom)?),
    };
    let up = match direction {
        Direction::Down => false,
        Direction::Up => rest > 0,
        Direction::Nearest => {
            let other = bottom.checked_sub(rest)?;
            rest > other || (rest == other && quotient & 1 == 1)
        }
    };
    i128::try_from(quotient.checked_add(u128::from(up))?).ok()
}

/// A checked product, cheap where the sizes alone show that it fits: the checked product of two
/// `i128` is the dearest step of a row in wasm.
trait By: Sized {
    fn by(self, other: Self) -> Option<Self>;
}

impl By for i128 {
    fn by(self, other: Self) -> Option<Self> {
        let spare = |number: Self| number.unsigned_abs().leading_zeros();
        if spare(self).saturating_add(spare(other)) >= 129 {
            return Some(self.wrapping_mul(other));
        }
        self.checked_mul(other)
    }
}

fn signed(number: i128, positive: bool) -> i128 {
    if positive { number } else { number.saturating_neg() }
}

fn pow10(places: u32) -> Option<i128> {
    POWERS.get(places as usize).copied()
}
