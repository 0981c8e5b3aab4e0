//! The ladder: every position's liquidation threshold and size, sorted, in columns.
//!
//! Positions, partial liquidations, synthetic books, bins and a user's own levels all become
//! rungs `(u, n)`: the displacement at which the rung fires and its notional in USD at the price
//! before the shock. A rung that is already past fires at any shock.

use super::{BLOCK, sort};
use crate::error::{Error, Kind, Result};

/// A threshold counts as touched when the mark is this close: prices in floats miss by a unit or
/// two in the last place, and a touch fires. A thousand times finer than any tick.
pub const TOUCH: f64 = 1e-13;
/// Most rungs of one ladder.
pub const MOST_RUNGS: usize = 5_000_000;

/// Sorted rungs and their running total. Immutable.
#[derive(Clone, Debug, PartialEq)]
pub struct Ladder {
    u: Vec<f64>,
    notional: Vec<f64>,
    cumulative: Vec<f64>,
}

impl Ladder {
    /// A ladder from columns in any order: displacements (negative ones count as 0: already
    /// past) and notionals in USD.
    ///
    /// # Errors
    /// A conflict when the columns differ in length; out of range, with the index, when a
    /// displacement is no finite number or a notional negative or no finite number; too large
    /// past five million rungs.
    pub fn new(u: &[f64], notional: &[f64]) -> Result<Self> {
        Self::of(u.to_vec(), notional.to_vec())
    }

    /// The same of columns that are not needed any more: it takes half the memory.
    ///
    /// # Errors
    /// As [`Ladder::new`].
    pub fn of(mut u: Vec<f64>, mut notional: Vec<f64>) -> Result<Self> {
        if u.len() != notional.len() {
            let rule = "expected as many notionals as displacements";
            return Err(Error::conflict(rule));
        }
        if u.len() > MOST_RUNGS {
            return Err(Kind::TooLarge { limit: "5,000,000 rungs or fewer" }.into());
        }
        check(&u, |u| u.is_finite(), "a finite displacement", "u")?;
        check(&notional, |n| (0.0..=1e18).contains(&n), "0 to 10^18 USD", "notional_usd")?;
        u.chunks_mut(BLOCK).for_each(from_zero);
        sort::by_key(&mut u, &mut notional);
        let cumulative = running_total(&notional);
        Ok(Self { u, notional, cumulative })
    }

    /// How many rungs there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.u.len()
    }

    /// Whether there is no rung.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.u.is_empty()
    }

    /// The displacements, ascending.
    #[must_use]
    pub fn displacements(&self) -> &[f64] {
        &self.u
    }

    /// The notional of each rung, in USD.
    #[must_use]
    pub fn notionals(&self) -> &[f64] {
        &self.notional
    }

    /// The notional of each rung and all before it, in USD.
    #[must_use]
    pub fn cumulative(&self) -> &[f64] {
        &self.cumulative
    }

    /// How many rungs a mark at `u` touches.
    #[must_use]
    pub fn touched(&self, u: f64) -> usize {
        self.u.partition_point(|&rung| rung <= u + TOUCH)
    }

    /// The notional of the first `count` rungs, in USD.
    #[must_use]
    pub fn first(&self, count: usize) -> f64 {
        count.checked_sub(1).and_then(|last| self.cumulative.get(last)).copied().unwrap_or(0.0)
    }

    /// The notional that a mark at `u` touches, in USD.
    #[must_use]
    pub fn within(&self, u: f64) -> f64 {
        self.first(self.touched(u))
    }

    /// The notional of all rungs, in USD.
    #[must_use]
    pub fn total(&self) -> f64 {
        self.first(self.len())
    }

    /// How many of the first rungs hold `usd` or more together; none when all hold less.
    #[must_use]
    pub fn holding(&self, usd: f64) -> Option<usize> {
        let index = self.cumulative.partition_point(|&sum| sum * (1.0 + 1e-12) < usd);
        (index < self.len()).then_some(index + 1)
    }

    /// The same ladder with every notional times `factor`.
    #[must_use]
    pub fn scaled(mut self, factor: f64) -> Self {
        let scale = |column: &mut Vec<f64>| column.iter_mut().for_each(|n| *n *= factor);
        scale(&mut self.notional);
        self.cumulative = running_total(&self.notional);
        self
    }
}

fn check(
    column: &[f64],
    good: impl Fn(f64) -> bool,
    range: &'static str,
    field: &'static str,
) -> Result<()> {
    for (number, block) in column.chunks(BLOCK).enumerate() {
        if let Some(index) = first_bad(block, &good) {
            let error = Error::out_of_range(range, "another number");
            return Err(error.at_index(number * BLOCK + index).in_field(field));
        }
    }
    Ok(())
}

#[inline(never)]
fn first_bad(block: &[f64], good: impl Fn(f64) -> bool) -> Option<usize> {
    block.iter().position(|&value| !good(value))
}

/// Negative displacements count as 0, and so does a negative zero.
#[inline(never)]
fn from_zero(block: &mut [f64]) {
    for u in block {
        // Not so for 0 itself, whichever its sign.
        *u = if *u > 0.0 { *u } else { 0.0 };
    }
}

/// Running sums with the rounding error carried along, so that they do not depend on the order
/// or on how a position was split, down to the last bit but in the rarest cases.
fn running_total(notional: &[f64]) -> Vec<f64> {
    let mut totals = vec![0.0; notional.len()];
    let mut carried = (0.0, 0.0);
    for (block, totals) in notional.chunks(BLOCK).zip(totals.chunks_mut(BLOCK)) {
        carried = add_up(carried, block, totals);
    }
    totals
}

#[inline(never)]
fn add_up((mut sum, mut rest): (f64, f64), block: &[f64], totals: &mut [f64]) -> (f64, f64) {
    for (&n, total) in block.iter().zip(totals) {
        let next = sum + n;
        let kept = next - sum;
        rest += (sum - (next - kept)) + (n - kept);
        sum = next;
        *total = sum + rest;
    }
    (sum, rest)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rungs_are_sorted_and_summed() {
        let ladder = Ladder::new(&[0.06, 0.03, -0.01, 0.05], &[300.0, 100.0, 5.0, 200.0]).unwrap();
        assert_eq!(ladder.displacements(), [0.0, 0.03, 0.05, 0.06]);
        assert_eq!(ladder.within(0.05), 305.0);
        assert_eq!(ladder.within(0.05 - 1e-12), 105.0);
        assert_eq!(ladder.within(0.05 - 1e-14), 305.0);
        assert_eq!(ladder.total(), 605.0);
        assert_eq!(ladder.holding(105.0), Some(2));
        assert_eq!(ladder.holding(105.1), Some(3));
        assert_eq!(ladder.holding(606.0), None);
        assert_eq!(ladder.touched(-1.0), 0);
    }

    #[test]
    fn an_empty_ladder_holds_nothing() {
        let ladder = Ladder::new(&[], &[]).unwrap();
        assert_eq!((ladder.total(), ladder.within(9.0), ladder.holding(1.0)), (0.0, 0.0, None));
        assert!(ladder.is_empty());
    }

    #[test]
    fn bad_columns_are_refused_with_their_index() {
        let error = Ladder::new(&[0.1, f64::NAN], &[1.0, 1.0]).unwrap_err();
        assert_eq!(error.place().field.as_deref(), Some("u[1]"));
        let error = Ladder::new(&[0.1, 0.2], &[1.0, -1.0]).unwrap_err();
        assert_eq!(error.place().field.as_deref(), Some("notional_usd[1]"));
        assert_eq!(Ladder::new(&[0.1], &[]).unwrap_err().code(), "CONFLICT");
    }

    #[test]
    fn a_sum_of_tenths_is_exact_to_the_last_bit() {
        let ladder = Ladder::new(&[0.0; 1000], &[0.1; 1000]).unwrap();
        assert_eq!(ladder.total(), 100.0);
    }
}
