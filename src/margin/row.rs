//! One position of many as whole numbers, its answer, and the grid that answers are counted on.

use super::location::State;
use super::rules::Rounding;
use crate::event::Side;

/// A decimal as a row has it: `mantissa` × 10^-`places`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ShortDecimal {
    /// The digits.
    pub mantissa: i64,
    /// How many of them stand behind the point.
    pub places: u32,
}

/// The money of a row.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Own {
    /// Isolated margin.
    Margin(ShortDecimal),
    /// Leverage, from which the margin follows.
    Leverage(ShortDecimal),
}

/// One position of many. The quantity is in coins (linear) or USD (inverse).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PositionRow {
    /// Long or short.
    pub side: Side,
    /// Entry price.
    pub entry: ShortDecimal,
    /// Quantity.
    pub quantity: ShortDecimal,
    /// Margin or leverage.
    pub own: Own,
}

/// The answer for a row.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct RowLocation {
    /// `liquidation`, `none` or `already_liquidatable`.
    pub state: State,
    /// The price, counted in ticks.
    pub ticks: Option<i128>,
}

/// The ticks that prices are counted in, and how a price comes onto one.
#[derive(Clone, Copy, Debug)]
pub(super) struct Grid {
    pub(super) rounding: Rounding,
    /// The tick as mantissa and places.
    pub(super) step: (i128, u32),
    /// So many ticks are added for a long and taken off for a short.
    pub(super) shift: i128,
}
