//! A million positions at once: the same identity in whole numbers.
//!
//! The rules and the tier table are brought to common denominators once; a row is then a few
//! integer products and one division ([`Lines`]), rounded to the tick or to 8 places. A venue with
//! steps of its own goes through [`Position`], so every answer is the same.

use super::lines::{Lines, pow10};
use super::position::{Position, Spec};
use super::row::{Grid, Own, PositionRow, RowLocation, ShortDecimal};
use super::rules::Rounding;
use crate::error::{Error, Result};
use crate::event::Side;
use crate::money::Rational;

/// Where nothing rounds to a tick, answers are rounded to this many places, half to even.
const FINE_PLACES: u32 = 8;

/// The rules, ready for many rows.
#[derive(Clone, Debug)]
pub struct Bulk {
    spec: Spec,
    lines: Option<Lines>,
    tick: Rational,
    grid: Grid,
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
        let shift = shift.over(tick).narrow().map(|(steps, _)| steps);
        let shift = shift.ok_or_else(|| Error::overflow("the tick"))?;
        let lines = Lines::of(&spec);
        Ok(Self { spec, lines, tick, grid: Grid { rounding, step, shift } })
    }

    /// The tick that answers are counted in, as mantissa and places.
    #[must_use]
    pub const fn step(&self) -> (i128, u32) {
        self.grid.step
    }

    /// Solves one row.
    ///
    /// # Errors
    /// Out of range in the field at fault.
    pub fn solve(&self, row: &PositionRow) -> Result<RowLocation> {
        checked(row)?;
        let quick = self.lines.as_ref().and_then(|lines| lines.solve(row, &self.grid));
        quick.map_or_else(|| self.slow(row), Ok)
    }

    fn slow(&self, row: &PositionRow) -> Result<RowLocation> {
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
        Ok(RowLocation { state: found.state, ticks: ticks.transpose()? })
    }

    /// A price, in ticks.
    fn ticks(&self, price: Rational, side: Side) -> Result<i128> {
        let Spec { rules, tick, .. } = &self.spec;
        let price = match rules.rounding.on_tick() {
            true => price,
            false => rules.rounding.shown(price, *tick, side)?,
        };
        let rounded = self.grid.rounding.apply(price, Some(self.tick), side);
        let ticks = rounded.over(self.tick).narrow().map(|(ticks, _)| ticks);
        ticks.ok_or_else(|| Error::overflow("the liquidation price"))
    }
}

/// The step where prices are on no tick: as fine as what is added to them.
fn fine(shift: Rational) -> Result<Rational> {
    let (_, places) = parts(shift)?;
    Ok(Rational::ONE.over(Rational::whole(10_i128.pow(places.max(FINE_PLACES)))))
}

/// Mantissa and places of a tick.
fn parts(tick: Rational) -> Result<(i128, u32)> {
    decimal_parts(tick).ok_or_else(|| Error::overflow("the tick"))
}

fn checked(row: &PositionRow) -> Result<()> {
    let above_zero = |number: ShortDecimal, field: &'static str| {
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
fn is_legal(leverage: ShortDecimal) -> bool {
    let limit = pow10(leverage.places.saturating_add(3));
    leverage.mantissa > 0 && limit.is_some_and(|limit| i128::from(leverage.mantissa) <= limit)
}

fn exact(number: ShortDecimal) -> Rational {
    let top = Rational::whole(number.mantissa.unsigned_abs());
    let top = if number.mantissa < 0 { top.negated() } else { top };
    10_i128.checked_pow(number.places).map_or(top, |unit| top.over(Rational::whole(unit)))
}

/// Mantissa and places of a number that is a decimal.
fn decimal_parts(number: Rational) -> Option<(i128, u32)> {
    (0..=18).find_map(|places| {
        let (top, bottom) = number.times(Rational::whole(10_i128.checked_pow(places)?)).narrow()?;
        (bottom == 1).then_some((top, places))
    })
}
