//! The identity of a row in whole numbers: the straight lines of [`super::identity`] over common
//! denominators, one division at the end.
//!
//! Everything is written once for [`Whole`] numbers of either size. Rows of ordinary size take 128
//! bits; what leaves them, numbers that were computed and use all their digits, takes 512.

use std::cmp::Ordering;

use super::location::State;
use super::position::{Maintenance, Spec};
use super::row::{Grid, Own, PositionRow, RowLocation, ShortDecimal};
use super::rules::{Basis, Contract, FeeKept, Reserve, Rounding, Rules};
use super::tier::{Tier, TierTable};
use super::whole::{Long, Rest, Whole};
use crate::event::Side;
use crate::money::Rational;

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

/// The rules and the table in whole numbers.
#[derive(Clone, Debug)]
pub(super) struct Lines {
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
    max: Option<(i128, i128)>,
}

/// `top` × 10^`up` ÷ (`bottom` × 10^`down`).
#[derive(Clone, Copy, Debug)]
struct Quotient<N> {
    top: N,
    bottom: N,
    up: u32,
    down: u32,
}

/// The whole numbers of a row, over common powers of ten.
#[derive(Clone, Copy, Debug)]
struct Scaled<N> {
    gains: bool,
    /// Every amount is over 10^`places`, times `times` where leverage divides.
    places: u32,
    times: i128,
    exposure: i128,
    exposure_places: u32,
    entry: i128,
    entry_places: u32,
    /// What a bound is multiplied with to stand beside an amount.
    bound: N,
    /// Linear: value and margin at entry. Inverse: USD, and margin × entry.
    value: N,
    own: N,
}

impl Lines {
    /// The whole-number form of the rules; none where a row has to go the long way.
    pub(super) fn of(spec: &Spec) -> Option<Self> {
        let Rules { contract, basis, fee, .. } = spec.rules;
        let Maintenance::Table(table) = &spec.maintenance else { return None };
        let own_unit = Rules::plain("", contract).tier_unit;
        let moves = table.unit() == own_unit || table.tiers().len() == 1;
        if !is_plain(spec) || !moves || !table.jumps().is_empty() {
            return None;
        }
        let kept = match fee {
            FeeKept::AtLiquidation => spec.fee?,
            FeeKept::None | FeeKept::AtBankruptcy => Rational::ZERO,
        };
        Self::over_common_units(table, kept, basis, contract)
    }

    fn over_common_units(
        table: &TierTable,
        fee: Rational,
        basis: Basis,
        contract: Contract,
    ) -> Option<Self> {
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
        let level = |tier: &Tier| Level::of(tier, fee, rate_unit, bound_unit);
        let levels: Option<Vec<Level>> = table.tiers().iter().map(level).collect();
        let end = match end {
            Some(end) => Some(over(end, bound_unit)?),
            None => None,
        };
        let (rate_rest, rate_tens) = without_tens(rate_unit)?;
        let levels = levels?;
        Some(Self { levels, end, rate_unit, rate_rest, rate_tens, bound_unit, basis, contract })
    }

    /// The answer, or nothing where 512 bits do not hold it.
    pub(super) fn solve(&self, row: &PositionRow, grid: &Grid) -> Option<RowLocation> {
        self.solve_in::<i128>(row, grid).or_else(|| self.solve_in::<Long>(row, grid))
    }

    fn solve_in<N: Whole>(&self, row: &PositionRow, grid: &Grid) -> Option<RowLocation> {
        let scaled = Scaled::<N>::new(row, self.contract)?;
        let place = self.entry_level(&scaled)?;
        let entry = self.levels.get(place)?;
        let barred = match row.own {
            Own::Leverage(leverage) => entry.bars::<N>(leverage)?,
            Own::Margin(_) => false,
        };
        let already = self.kept(&scaled, entry)?.sign() != Ordering::Less;
        let price = self.price(&scaled, entry, place)?;
        let ticks = match price.is_none() {
            true => None,
            false => Some(price.ticks(grid, row.side)?),
        };
        let state = match (barred, already, ticks) {
            (true, ..) => State::NotEnoughMargin,
            (false, true, _) => State::AlreadyLiquidatable,
            (false, false, Some(_)) => State::Liquidation,
            (false, false, None) => State::None,
        };
        Some(RowLocation { state, ticks })
    }

    fn price<N: Whole>(&self, row: &Scaled<N>, entry: &Level, place: usize) -> Option<Quotient<N>> {
        match (self.contract, self.basis) {
            (Contract::Linear, Basis::Mark) => self.linear_mark(row, self.level(row, place)?),
            (Contract::Linear, Basis::Entry) => self.linear_entry(row, entry),
            (Contract::Inverse, Basis::Mark) => self.inverse_mark(row, self.level(row, place)?),
            (Contract::Inverse, Basis::Entry) => self.inverse_entry(row, entry),
        }
    }

    /// `(M + ded − d·V) ÷ (A·(r − d))`.
    fn linear_mark<N: Whole>(&self, row: &Scaled<N>, level: &Level) -> Option<Quotient<N>> {
        let money = row.value.times(row.times)?.signed(!row.gains).plus(row.own)?;
        let top = money.times(self.bound_unit)?.plus(self.deducted(row, level)?)?;
        let slope = level.rate.checked_sub(self.rate_unit.signed(row.gains))?;
        let bottom = N::of(row.exposure).times(slope)?.times(row.times)?;
        let top = top.times(self.rate_rest)?;
        let bottom = bottom.times(self.bound_unit)?;
        let up = row.exposure_places.checked_add(self.rate_tens)?;
        Some(Quotient { top, bottom, up, down: row.places })
    }

    /// `(V + d·(V·r − ded − M)) ÷ A`.
    fn linear_entry<N: Whole>(&self, row: &Scaled<N>, level: &Level) -> Option<Quotient<N>> {
        let kept = self.kept(row, level)?;
        let value = row.value.times(row.times)?;
        let value = value.times(self.rate_unit)?.times(self.bound_unit)?;
        let top = value.plus(kept.signed(row.gains))?;
        let bottom = N::of(row.exposure).times(row.times)?.times(self.rate_unit)?;
        let bottom = bottom.times(self.bound_unit)?;
        Some(Quotient { top, bottom, up: row.exposure_places, down: row.places })
    }

    /// `A·EP·(r − d) ÷ ((M + ded)·EP − d·A)`.
    fn inverse_mark<N: Whole>(&self, row: &Scaled<N>, level: &Level) -> Option<Quotient<N>> {
        let slope = level.rate.checked_sub(self.rate_unit.signed(row.gains))?;
        let top = N::of(row.exposure).times(row.entry)?.times(slope)?;
        let top = top.times(row.times)?.times(self.bound_unit)?;
        let face = row.value.times(row.times)?;
        let money = row.own.less(face.signed(row.gains))?.times(self.bound_unit)?;
        let bottom = money.plus(self.deducted(row, level)?)?.times(self.rate_rest)?;
        let down =
            row.exposure_places.checked_add(row.entry_places)?.checked_add(self.rate_tens)?;
        Some(Quotient { top, bottom, up: row.places, down })
    }

    /// `EP·A ÷ (A·(1 + d·r) − d·(M + ded)·EP)`.
    fn inverse_entry<N: Whole>(&self, row: &Scaled<N>, level: &Level) -> Option<Quotient<N>> {
        let share = self.rate_unit.checked_add(level.rate.signed(row.gains))?;
        let face = row.value.times(row.times)?.times(share)?;
        let money = row.own.times(self.bound_unit)?.plus(self.deducted(row, level)?)?;
        let money = money.signed(row.gains).times(self.rate_unit)?;
        let bottom = face.times(self.bound_unit)?.less(money)?;
        let top = N::of(row.exposure).times(row.entry)?.times(row.times)?;
        let top = top.times(self.rate_unit)?.times(self.bound_unit)?;
        let down = row.exposure_places.checked_add(row.entry_places)?;
        Some(Quotient { top, bottom, up: row.places, down })
    }

    /// The deduction beside the amounts of the row, over `bound_unit`.
    fn deducted<N: Whole>(&self, row: &Scaled<N>, level: &Level) -> Option<N> {
        row.bound.times(level.deduction)?.times(row.times)
    }

    /// `V·r − ded − M` at entry, over every unit.
    fn kept<N: Whole>(&self, row: &Scaled<N>, level: &Level) -> Option<N> {
        let needs = row.value.times(row.times)?.times(level.rate)?;
        let needs = needs.times(self.bound_unit)?;
        let own = row.own.times(self.bound_unit)?;
        let own = own.plus(self.deducted(row, level)?)?;
        needs.less(own.times(self.rate_unit)?)
    }

    /// The tier of the value at entry; none outside the table.
    fn entry_level<N: Whole>(&self, row: &Scaled<N>) -> Option<usize> {
        let value = row.value.times(self.bound_unit)?;
        let reaches =
            |bound: i128| -> Option<Ordering> { Some(value.less(row.bound.times(bound)?)?.sign()) };
        let beyond = match self.end {
            Some(end) => reaches(end)? == Ordering::Greater,
            None => false,
        };
        if reaches(self.levels.first()?.lower)? == Ordering::Less || beyond {
            return None;
        }
        let reached = |level: &Level| reaches(level.lower).is_some_and(|o| o != Ordering::Less);
        self.levels.partition_point(reached).checked_sub(1)
    }

    /// The tier of the answer, looked for from the tier at `entry`: the last at whose lower edge
    /// the answer is not passed yet. The margin is a line through each edge, so the sign there is
    /// enough.
    fn level<N: Whole>(&self, row: &Scaled<N>, entry: usize) -> Option<&Level> {
        let face = row.value.times(row.times)?;
        let money = row.own.less(face.signed(row.gains))?;
        let money = money.times(self.bound_unit)?.times(self.rate_unit)?;
        let unit = row.bound.times(row.times)?;
        let passed = |level: &Level| {
            let edge = if row.gains { level.gaining_edge } else { level.losing_edge };
            let sign = money.plus(unit.times(edge)?)?.sign();
            Some(sign == if row.gains { Ordering::Greater } else { Ordering::Less })
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
    fn of(tier: &Tier, fee: Rational, rate_unit: i128, bound_unit: i128) -> Option<Self> {
        let lower = over(tier.lower, bound_unit)?;
        let deduction = over(tier.deduction, bound_unit)?;
        let rate = over(tier.rate.plus(fee), rate_unit)?;
        let edge =
            |slope: i128| lower.checked_mul(slope)?.checked_add(deduction.checked_mul(rate_unit)?);
        let gaining_edge = edge(rate_unit.checked_sub(rate)?)?;
        let losing_edge = edge(rate_unit.checked_add(rate)?.checked_neg()?)?;
        let max = match tier.max_leverage {
            Some(max) => Some(max.narrow()?),
            None => None,
        };
        Some(Self { lower, deduction, rate, gaining_edge, losing_edge, max })
    }

    fn bars<N: Whole>(&self, leverage: ShortDecimal) -> Option<bool> {
        let Some((top, bottom)) = self.max else { return Some(false) };
        let wanted = N::of(leverage.mantissa.into()).times(bottom)?;
        let max = N::of(top).times(pow10(leverage.places)?)?;
        Some(wanted.less(max)?.sign() == Ordering::Greater)
    }
}

impl<N: Whole> Quotient<N> {
    /// Whether it is no price: nothing, or below zero.
    fn is_none(&self) -> bool {
        let (top, bottom) = (self.top.sign(), self.bottom.sign());
        top == Ordering::Equal || top != bottom
    }

    /// The price in ticks.
    fn ticks(self, grid: &Grid, side: Side) -> Option<i128> {
        let positive = |number: N| number.signed(number.sign() == Ordering::Greater);
        let (mantissa, places) = grid.step;
        let up = self.up.checked_add(places)?;
        let top = positive(self.top).times(pow10(up.saturating_sub(self.down))?)?;
        let bottom = positive(self.bottom).times(mantissa)?;
        let bottom = bottom.times(pow10(self.down.saturating_sub(up))?)?;
        let top = match grid.shift {
            0 => top,
            shift => top.plus(bottom.times(shift)?.signed(side == Side::Long))?,
        };
        if top.sign() != Ordering::Greater {
            return None;
        }
        let (quotient, rest) = top.divided(bottom)?;
        let more = rounds_up(quotient, rest, grid.rounding, side);
        i128::try_from(quotient.checked_add(u128::from(more))?).ok()
    }
}

impl<N: Whole> Scaled<N> {
    fn new(row: &PositionRow, contract: Contract) -> Option<Self> {
        let (entry, exposure) = (i128::from(row.entry.mantissa), i128::from(row.quantity.mantissa));
        let (money, times, money_places) = match row.own {
            Own::Margin(margin) => (Some(margin.mantissa), 1, margin.places),
            Own::Leverage(leverage) => (None, i128::from(leverage.mantissa), leverage.places),
        };
        let own_places = if money.is_some() { money_places } else { 0 };
        let (value, value_places, own_places) = match contract {
            Contract::Linear => {
                let places = row.entry.places.checked_add(row.quantity.places)?;
                (N::of(entry).times(exposure)?, places, own_places)
            }
            Contract::Inverse => {
                (N::of(exposure), row.quantity.places, own_places.checked_add(row.entry.places)?)
            }
        };
        let places = value_places.max(own_places);
        let value = value.times(pow10(places.checked_sub(value_places)?)?)?;
        let own = match (money, contract) {
            (Some(money), Contract::Linear) => N::of(money.into()),
            (Some(money), Contract::Inverse) => N::of(money.into()).times(entry)?,
            (None, _) => value.times(pow10(money_places)?)?,
        };
        let own = match money {
            Some(_) => own.times(pow10(places.checked_sub(own_places)?)?)?,
            None => own,
        };
        let bound = match contract {
            Contract::Linear => N::of(pow10(places)?),
            Contract::Inverse => {
                N::of(entry).times(pow10(places.checked_sub(row.entry.places)?)?)?
            }
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

/// Whether nothing but a table and a fee is asked about.
fn is_plain(spec: &Spec) -> bool {
    let Rules { basis, fee, reserve, satoshi, .. } = spec.rules;
    !satoshi
        && fee != FeeKept::AtBankruptcy
        && (fee == FeeKept::None || basis == Basis::Mark)
        && reserve == Reserve::None
        && spec.extra.is_zero()
        && spec.hedge.is_none()
        && spec.mark.is_none()
        && spec.equity.is_none()
        && spec.balance.is_none()
        && spec.other_maintenance.is_zero()
        && spec.other_profit.is_zero()
}

/// Whether a quotient that was rounded down goes up by one.
fn rounds_up(quotient: u128, rest: Rest, rounding: Rounding, side: Side) -> bool {
    match (rounding, side) {
        (Rounding::Up, _)
        | (Rounding::TowardsEntry, Side::Long)
        | (Rounding::AwayFromEntry, Side::Short) => rest != Rest::Zero,
        (Rounding::Nearest | Rounding::None | Rounding::OneTickTowardsEntry, _) => match rest {
            Rest::Half(Ordering::Greater) => true,
            Rest::Half(Ordering::Equal) => quotient & 1 == 1,
            Rest::Half(Ordering::Less) | Rest::Zero => false,
        },
        (Rounding::Down | Rounding::TowardsEntry | Rounding::AwayFromEntry, _) => false,
    }
}

/// A number over this unit.
fn over(number: Rational, unit: i128) -> Option<i128> {
    let (top, bottom) = number.narrow()?;
    top.checked_mul(unit.checked_div(bottom)?)
}

/// A unit without its tens, and how many they are.
fn without_tens(mut unit: i128) -> Option<(i128, u32)> {
    let mut tens = 0_u32;
    while unit.checked_rem(10)? == 0 {
        unit = unit.checked_div(10)?;
        tens = tens.saturating_add(1);
    }
    Some((unit, tens))
}

/// The least common multiple.
fn common(a: i128, b: i128) -> Option<i128> {
    let (mut x, mut y) = (a, b);
    while y != 0 {
        (x, y) = (y, x.checked_rem(y)?);
    }
    a.checked_div(x)?.checked_mul(b)
}

/// 10^`places`.
pub(super) fn pow10(places: u32) -> Option<i128> {
    POWERS.get(places as usize).copied()
}
