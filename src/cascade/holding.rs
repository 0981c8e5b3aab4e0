//! From a position to its thresholds: liquidation and bankruptcy price, and partial closing.
//!
//! Isolated, linear contract, in floats: a slider asks for a thousand of them in every frame.
//! [`crate::margin`] solves the same equations exactly, with the venues' own rules, tiers and
//! roundings, and a test holds the two together. Equity equals maintenance at the liquidation price
//! and zero at the bankruptcy price:
//!
//! | maintenance on | long | short |
//! |---|---|---|
//! | the mark notional | `L = (q e − m − c) ÷ (q (1 − r))` | `L = (q e + m + c) ÷ (q (1 + r))` |
//! | the entry notional | `L = e − (m − r q e + c) ÷ q` | `L = e + (m − r q e + c) ÷ q` |
//! | (bankruptcy) | `b = e − m ÷ q` | `b = e + m ÷ q` |

use crate::book::Basis;
use crate::error::{Error, Result};
use crate::event::Side;

/// Most tranches of one position.
const MOST_TRANCHES: u32 = 1000;

/// One isolated position.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Holding {
    /// Which way it looks.
    pub side: Side,
    /// Coins, above 0.
    pub qty: f64,
    /// Entry price in USD.
    pub entry: f64,
    /// Margin in USD.
    pub margin: f64,
    /// Maintenance margin rate.
    pub rate: f64,
    /// What the rate applies to.
    pub basis: Basis,
    /// Deduction from the maintenance margin in USD (a tier's maintenance amount).
    pub deduction: f64,
}

impl Holding {
    /// The mark price at which the position is liquidated. May be negative: then never.
    #[must_use]
    pub fn liquidation_price(&self) -> f64 {
        let sign = self.sign();
        let at_entry = self.qty * self.entry;
        match self.basis {
            Basis::Mark => {
                let equity = at_entry - sign * (self.margin + self.deduction);
                equity / (self.qty * (1.0 - sign * self.rate))
            }
            Basis::Entry => {
                let spare = self.margin - (self.rate * at_entry - self.deduction);
                self.entry - sign * spare / self.qty
            }
        }
    }

    /// The price at which the margin is gone.
    #[must_use]
    pub fn bankruptcy_price(&self) -> f64 {
        self.entry - self.sign() * self.margin / self.qty
    }

    fn sign(&self) -> f64 {
        f64::from(self.side.sign())
    }
}

/// One part of a position that is closed step by step.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Part {
    /// The price at which it is closed.
    pub price: f64,
    /// Coins that are closed there.
    pub qty: f64,
}

/// A position that is closed in parts: at each threshold the share `(t − r) ÷ (t − f)` of what is
/// left, which restores the margin ratio to `target`; the next threshold is
/// `L (1 − t) ÷ (1 − r)` for a long, `L (1 + t) ÷ (1 + r)` for a short; the last part closes the
/// rest. Leaves out what the slippage of its own closing takes from the margin.
///
/// # Errors
/// Out of range or a conflict unless `fee ≤ rate < target < 1`, price and quantity are above zero
/// and `count` is 1 to 1,000.
pub fn partial(
    side: Side,
    first: Part,
    (rate, target, fee): (f64, f64, f64),
    count: u32,
) -> Result<Vec<Part>> {
    if !(fee >= 0.0 && fee <= rate && rate < target && target < 1.0) {
        let rule = "expected 0 ≤ fee ≤ maintenance rate < target ratio < 1";
        return Err(Error::conflict(rule));
    }
    let above = |x: f64| x.is_finite() && x > 0.0;
    if !(above(first.price) && above(first.qty)) {
        return Err(Error::out_of_range("a price and a quantity above 0", "another number"));
    }
    if !(1..=MOST_TRANCHES).contains(&count) {
        return Err(Error::out_of_range("1 to 1000 tranches", &count.to_string()));
    }
    let share = (target - rate) / (target - fee);
    let sign = f64::from(side.sign());
    let step = (1.0 - sign * target) / (1.0 - sign * rate);
    let (mut price, mut left) = (first.price, first.qty);
    let mut parts = Vec::new();
    for _ in 1..count {
        parts.push(Part { price, qty: left * share });
        left -= left * share;
        price *= step;
    }
    parts.push(Part { price, qty: left });
    Ok(parts)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn holding(side: Side, margin: f64) -> Holding {
        let (basis, deduction) = (Basis::Mark, 0.0);
        Holding { side, qty: 1.0, entry: 100_000.0, margin, rate: 0.005, basis, deduction }
    }

    #[test]
    fn the_two_bases_give_two_prices() {
        let long = holding(Side::Long, 10_000.0);
        assert!((long.liquidation_price() - 18_000_000.0 / 199.0).abs() < 1e-9);
        assert_eq!(Holding { basis: Basis::Entry, ..long }.liquidation_price(), 90_500.0);
        assert_eq!(long.bankruptcy_price(), 90_000.0);
        let short = Holding { qty: 2.0, rate: 0.01, ..holding(Side::Short, 10_000.0) };
        assert!((short.liquidation_price() - 10_500_000.0 / 101.0).abs() < 1e-9);
        assert_eq!(short.bankruptcy_price(), 105_000.0);
    }

    #[test]
    fn parts_halve_what_is_left_and_add_up() {
        let first = Part { price: 95_000.0, qty: 8.0 };
        let parts = partial(Side::Long, first, (0.01, 0.02, 0.0), 4).unwrap();
        assert_eq!(parts.iter().map(|p| p.qty).collect::<Vec<_>>(), [4.0, 2.0, 1.0, 1.0]);
        assert!((parts[1].price - 9_310_000.0 / 99.0).abs() < 1e-9);
        let shorts = partial(Side::Short, first, (0.01, 0.02, 0.0), 2).unwrap();
        assert!(shorts[1].price > shorts[0].price);
        assert_eq!(
            partial(Side::Long, first, (0.02, 0.01, 0.0), 4).unwrap_err().code(),
            "CONFLICT"
        );
        assert!(partial(Side::Long, first, (0.01, 0.02, 0.0), 0).is_err());
    }
}
