//! The one axis of the engine: displacement from the price before the shock.
//!
//! | coordinate | down | up |
//! |---|---|---|
//! | linear | `u = (P0 − P) ÷ P0` | `u = (P − P0) ÷ P0` |
//! | log | `u = ln(P0 ÷ P)` | `u = ln(P ÷ P0)` |
//!
//! Thresholds, shock and impact all live here, so the engine never asks which coordinate or
//! direction it is. Use the log for moves beyond a quarter: there a price cannot fall below zero.

use crate::error::{Error, Result};
use crate::event::Side;

/// A fall in the linear coordinate ends here: a model that moves the price further is saturated.
pub const MOST_LINEAR: f64 = 0.99;
/// The logarithm of a hundred, where the log coordinate ends in both directions.
const LN_100: f64 = 4.605_170_185_988_092;

vocabulary! {
    /// Which way the shock goes.
    #[derive(Clone, Copy, Debug, PartialEq, Eq)]
    pub enum Direction {
        /// A fall, which liquidates longs.
        Down = "down",
        /// A rise, which liquidates shorts.
        Up = "up",
    }
}

vocabulary! {
    /// How a price becomes a displacement.
    #[derive(Clone, Copy, Debug, PartialEq, Eq)]
    pub enum Coordinate {
        /// Fractions of the price before the shock.
        Linear = "linear",
        /// Natural logarithms of the price ratio.
        Log = "log",
    }
}

/// The price before the shock, the direction and the coordinate.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Axis {
    price: f64,
    direction: Direction,
    coordinate: Coordinate,
}

impl Direction {
    /// The other way.
    #[must_use]
    pub const fn other(self) -> Self {
        match self {
            Self::Down => Self::Up,
            Self::Up => Self::Down,
        }
    }

    /// The side that a move in this direction liquidates.
    #[must_use]
    pub const fn side(self) -> Side {
        match self {
            Self::Down => Side::Long,
            Self::Up => Side::Short,
        }
    }

    /// The direction that liquidates `side`.
    #[must_use]
    pub const fn against(side: Side) -> Self {
        match side {
            Side::Long => Self::Down,
            Side::Short => Self::Up,
        }
    }

    /// −1 down, +1 up.
    #[must_use]
    pub const fn sign(self) -> f64 {
        match self {
            Self::Down => -1.0,
            Self::Up => 1.0,
        }
    }
}

impl Axis {
    /// An axis from the price before the shock.
    ///
    /// # Errors
    /// Out of range unless the price is finite and above zero.
    pub fn new(price: f64, direction: Direction, coordinate: Coordinate) -> Result<Self> {
        if price.is_finite() && price > 0.0 {
            return Ok(Self { price, direction, coordinate });
        }
        Err(Error::out_of_range("a price above 0 USD", "0, a negative or no finite number"))
    }

    /// The price before the shock, in USD.
    #[must_use]
    pub const fn price_before(&self) -> f64 {
        self.price
    }

    /// Which way the shock goes.
    #[must_use]
    pub const fn direction(&self) -> Direction {
        self.direction
    }

    /// The same axis in the other direction.
    #[must_use]
    pub const fn facing(self, direction: Direction) -> Self {
        Self { direction, ..self }
    }

    /// How a price becomes a displacement.
    #[must_use]
    pub const fn coordinate(&self) -> Coordinate {
        self.coordinate
    }

    /// The displacement of a price above zero; negative when it lies behind.
    #[must_use]
    #[inline(never)]
    pub fn displacement(&self, price: f64) -> f64 {
        let sign = self.direction.sign();
        match self.coordinate {
            Coordinate::Linear => sign * ((price - self.price) / self.price),
            Coordinate::Log => sign * libm::log(price / self.price),
        }
    }

    /// The displacement of a liquidation price, which may be zero or below: then it is out of
    /// reach, at 100 % in the linear coordinate and at a millionth of the price in the log.
    #[must_use]
    pub fn threshold(&self, price: f64) -> f64 {
        let floor = match self.coordinate {
            Coordinate::Linear => 0.0,
            Coordinate::Log => self.price * 1e-6,
        };
        self.displacement(price.max(floor))
    }

    /// The price at a displacement: never below a hundredth of the price before nor above a
    /// hundred times it (see [`Axis::saturated`]).
    #[must_use]
    #[inline(never)]
    pub fn price(&self, u: f64) -> f64 {
        let sign = self.direction.sign();
        let u = u.min(self.reach());
        match self.coordinate {
            Coordinate::Linear => self.price * (1.0 + sign * u),
            Coordinate::Log => self.price * libm::exp(sign * u),
        }
    }

    /// Whether the model asks for a price beyond those bounds: no market is meant by it.
    #[must_use]
    #[inline(never)]
    pub fn saturated(&self, u: f64) -> bool {
        u > self.reach()
    }

    /// The displacement, no further than those bounds to either side.
    #[must_use]
    pub fn bounded(&self, u: f64) -> f64 {
        let back = match self.direction {
            Direction::Down => Direction::Up,
            Direction::Up => Direction::Down,
        };
        u.min(self.reach()).max(-self.facing(back).reach())
    }

    const fn reach(&self) -> f64 {
        match (self.coordinate, self.direction) {
            (Coordinate::Linear, Direction::Down) => MOST_LINEAR,
            (Coordinate::Linear, Direction::Up) => 99.0,
            (Coordinate::Log, _) => LN_100,
        }
    }

    /// The displacement of a price move of `fraction` (0.05 is 5 %) in the axis's direction.
    ///
    /// # Errors
    /// Out of range for a negative or infinite move, and for a fall of 100 % or more.
    #[inline(never)]
    pub fn from_move(&self, fraction: f64) -> Result<f64> {
        let max = if self.direction == Direction::Down { 1.0 } else { 100.0 };
        if !(fraction >= 0.0 && fraction < max) {
            let found = if fraction < 0.0 { "a negative number" } else { "a larger number" };
            return Err(Error::out_of_range("a move of 0 or more, a fall below 1", found));
        }
        Ok(match self.coordinate {
            Coordinate::Linear => fraction,
            Coordinate::Log => {
                let sign = self.direction.sign();
                sign * libm::log1p(sign * fraction)
            }
        })
    }

    /// The price move, as a fraction of the price before, that a displacement is; within the same
    /// bounds as [`Axis::price`].
    #[must_use]
    #[inline(never)]
    pub fn to_move(&self, u: f64) -> f64 {
        let u = u.min(self.reach());
        match self.coordinate {
            Coordinate::Linear => u,
            Coordinate::Log => {
                let sign = self.direction.sign();
                sign * libm::expm1(sign * u)
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn axes() -> [Axis; 4] {
        let of = |d, c| Axis::new(100_000.0, d, c).unwrap();
        [
            of(Direction::Down, Coordinate::Linear),
            of(Direction::Up, Coordinate::Linear),
            of(Direction::Down, Coordinate::Log),
            of(Direction::Up, Coordinate::Log),
        ]
    }

    #[test]
    fn prices_and_moves_come_back() {
        for axis in axes() {
            for fraction in [0.0, 0.01, 0.5, 0.9] {
                let u = axis.from_move(fraction).unwrap();
                assert!((axis.to_move(u) - fraction).abs() < 1e-15);
                let price = axis.price(u);
                let expected = 100_000.0 * (1.0 + axis.direction().sign() * fraction);
                assert!((price / expected - 1.0).abs() < 1e-14, "{axis:?} {fraction}");
                assert!((axis.displacement(price) - u).abs() < 1e-14);
            }
            assert!(axis.displacement(axis.facing(axis.direction().other()).price(0.01)) < 0.0);
        }
    }

    #[test]
    fn a_fall_of_everything_is_refused_and_the_model_saturates() {
        let [down, up, log, _] = axes();
        assert!(down.from_move(1.0).is_err() && up.from_move(1.5).is_ok());
        assert!(down.from_move(-0.1).is_err() && down.from_move(f64::NAN).is_err());
        assert!(down.saturated(1.2) && !up.saturated(1.2) && !log.saturated(1.2));
        assert!(up.saturated(100.0) && log.saturated(5.0));
        assert!((up.price(1e9) - 1e7).abs() < 1e-6 && (log.price(1e9) - 1e3).abs() < 1e-6);
        assert!((down.price(3.0) - 1000.0).abs() < 1e-9);
        assert_eq!(
            (down.bounded(3.0), down.bounded(-200.0), up.bounded(-2.0)),
            (0.99, -99.0, -0.99)
        );
        assert!(Axis::new(0.0, Direction::Down, Coordinate::Linear).is_err());
    }
}
