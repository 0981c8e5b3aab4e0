//! Calibration: the share of the open interest that a reported liquidation total implies.
//!
//! Which part of the open interest can be liquidated at all is not published. What is reported
//! is how much was liquidated over a price move, so the share is solved for instead of guessed:
//!
//! - from the *path*: everything out to the extreme of the move was liquidated, so
//!   `λ = L ρ ÷ (OI Ñ(u))` with `L` the reported USD, `ρ` the factor for what feeds do not
//!   report, and `Ñ(u)` the part of the positions that stands within the move;
//! - from a *shock*: `λ` such that the cascade of an outside shock liquidates `L ρ`, by
//!   bisection. More positions never liquidate less, but the total can jump over `L ρ`, so the
//!   bracket is returned and not a number alone.

use super::ladder::{Ladder, TOUCH};
use super::table::Cascade;
use crate::error::{Error, Kind, Result};
use crate::impact::Impact;

/// Bisection ends when the bracket is this narrow relative to its upper end.
const TOLERANCE: f64 = 1e-12;
/// Steps after which bisection gives up; a bracket of 1 is down to the tolerance after 40.
const MOST_STEPS: u32 = 100;

/// A solved share, with the evidence.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Calibration {
    /// The share of the open interest: `hi` of the bracket.
    pub share: f64,
    /// The largest share known to liquidate less than asked for.
    pub lo: f64,
    /// The smallest share known to liquidate as much or more.
    pub hi: f64,
    /// Bisection steps; 0 for the closed form.
    pub iterations: u32,
    /// Whether the bracket is within tolerance.
    pub converged: bool,
    /// USD liquidated at `lo` and at `hi`: apart when the cascade jumps over the target.
    pub liquidated: (f64, f64),
}

/// The share for which a move out to `u` liquidates `usd`. `book` is the ladder of the whole
/// open interest.
///
/// # Errors
/// Unreachable when nothing stands within the move, or when all open interest would not be
/// enough; out of range unless `usd` is finite and 0 or more.
pub fn share_from_path(book: &Ladder, u: f64, usd: f64) -> Result<Calibration> {
    check(usd)?;
    let within = book.within(u);
    if within <= 0.0 {
        return Err(nothing());
    }
    let share = usd / within;
    if share > 1.0 + TOLERANCE {
        return Err(too_much());
    }
    let liquidated = (usd, usd);
    Ok(Calibration { share, lo: share, hi: share, iterations: 0, converged: true, liquidated })
}

/// The smallest share for which the cascade of the shock `s` liquidates `usd` or more. `book` is
/// the ladder of the whole open interest; impact and flow as in [`Cascade::new`].
///
/// # Errors
/// As [`share_from_path`].
pub fn share_from_shock(
    book: &Ladder,
    impact: &Impact,
    flow: f64,
    s: f64,
    usd: f64,
) -> Result<Calibration> {
    check(usd)?;
    // The flow multiplier bounds are checked where every cascade checks them.
    Cascade::new(Ladder::new(&[], &[])?, Impact::None, flow)?;
    if book.within(s) <= 0.0 {
        return Err(nothing());
    }
    let liquidated = |share: f64| liquidated(book, impact, flow, s, share);
    let (mut lo, mut hi, mut iterations) = (0.0, 1.0, 0);
    let (mut below, mut above) = (0.0, liquidated(1.0));
    if above < usd * (1.0 - TOLERANCE) {
        return Err(too_much());
    }
    while hi - lo > TOLERANCE * hi && iterations < MOST_STEPS {
        iterations += 1;
        let middle = lo + (hi - lo) / 2.0;
        let there = liquidated(middle);
        if there < usd {
            (lo, below) = (middle, there);
        } else {
            (hi, above) = (middle, there);
        }
    }
    let converged = hi - lo <= TOLERANCE * hi;
    Ok(Calibration { share: hi, lo, hi, iterations, converged, liquidated: (below, above) })
}

/// What the cascade of `s` liquidates at a share, without building a table.
fn liquidated(book: &Ladder, impact: &Impact, flow: f64, s: f64, share: f64) -> f64 {
    let mut fired = 0;
    for &u in book.displacements() {
        if u > s + impact.displacement(flow * share * book.first(fired)) + TOUCH {
            break;
        }
        fired += 1;
    }
    share * book.first(fired)
}

fn check(usd: f64) -> Result<()> {
    if (0.0..=1e18).contains(&usd) {
        return Ok(());
    }
    Err(Error::out_of_range("a reported total of 0 to 10^18 USD", "another number"))
}

fn nothing() -> Error {
    Kind::Unreachable { why: "no position of the book stands within that move" }.into()
}

fn too_much() -> Error {
    Kind::Unreachable { why: "the reported total is more than all open interest within that move" }
        .into()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::impact::Linear;

    fn book() -> Ladder {
        let u: Vec<f64> = (1..=400).map(|i| f64::from(i) * 5e-4).collect();
        Ladder::new(&u, &vec![1e8; 400]).unwrap()
    }

    #[test]
    fn the_path_gives_a_share_in_one_step() {
        let found = share_from_path(&book(), 0.05, 5e8).unwrap();
        assert_eq!(found.share, 0.05);
        assert_eq!(share_from_path(&book(), 0.0001, 5e8).unwrap_err().code(), "UNREACHABLE");
        assert_eq!(share_from_path(&book(), 0.05, 5e11).unwrap_err().code(), "UNREACHABLE");
        assert_eq!(share_from_path(&book(), 0.05, -1.0).unwrap_err().code(), "OUT_OF_RANGE");
    }

    #[test]
    fn the_shock_gives_a_bracket_around_the_target() {
        let impact = Impact::Linear(Linear::new(7e10).unwrap());
        let found = share_from_shock(&book(), &impact, 1.0, 0.05, 5e8).unwrap();
        assert!(found.converged && found.iterations < 60);
        assert!(found.lo < found.hi && found.liquidated.0 < 5e8 && found.liquidated.1 >= 5e8);
        let cascade = Cascade::new(book().scaled(found.share), impact, 1.0).unwrap();
        assert_eq!(cascade.outcome(0.05).liquidated, found.liquidated.1);
    }

    #[test]
    fn a_jump_over_the_target_shows_in_the_bracket() {
        let book = Ladder::new(&[0.01, 0.02], &[1e9, 1e9]).unwrap();
        let impact = Impact::Linear(Linear::new(1e10).unwrap());
        // At a share of one tenth the first rung carries the mark onto the second.
        let found = share_from_shock(&book, &impact, 1.0, 0.01, 1.5e8).unwrap();
        assert!((found.share - 0.1).abs() < 1e-9);
        assert!(found.liquidated.0 < 1.01e8 && found.liquidated.1 > 1.99e8);
    }

    #[test]
    fn no_impact_agrees_with_the_path() {
        let path = share_from_path(&book(), 0.05, 5e8).unwrap();
        let shock = share_from_shock(&book(), &Impact::None, 1.0, 0.05, 5e8).unwrap();
        assert!((path.share - shock.share).abs() < 1e-12);
    }
}
