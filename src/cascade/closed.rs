//! Closed forms: the cascade of smooth books, and thresholds that need no book at all.
//!
//! They are the continuum limits that a fine ladder must approach, and good for intuition.

use crate::error::{Error, Result};

/// 1 ÷ √2.
const SQRT_HALF: f64 = core::f64::consts::FRAC_1_SQRT_2;

/// The end of a cascade in a uniform book.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Uniform {
    /// Liquidation density ÷ depth. At 1 or more, what is touched is swept.
    pub gain: f64,
    /// Where the mark ends, as a displacement.
    pub displacement: f64,
    /// USD liquidated.
    pub liquidated: f64,
}

/// The cascade of a shock `s` in a uniform density of `density` USD for each unit of displacement
/// between `from` and `to`, at a constant depth of `depth` USD, with flow multiplier `flow`.
///
/// `u = (s − g·from) ÷ (1 − g)` while that lies below `to`; else everything fires.
///
/// # Errors
/// Out of range for numbers that are not finite, a depth of 0 or less, a negative density, or
/// ends out of order.
pub fn uniform_density(
    s: f64,
    (from, to): (f64, f64),
    density: f64,
    depth: f64,
    flow: f64,
) -> Result<Uniform> {
    let finite = [s, from, to, density, depth, flow].iter().all(|x| x.is_finite());
    if !finite || depth <= 0.0 || density < 0.0 || flow < 0.0 || to < from || s < 0.0 {
        return Err(Error::out_of_range(
            "finite numbers of 0 or more, a depth above 0 and ends in order",
            "another combination",
        ));
    }
    let gain = flow * density / depth;
    if s < from {
        return Ok(Uniform { gain, displacement: s, liquidated: 0.0 });
    }
    // As a distance from the book's edge, so that a shock that just touches it liquidates nothing.
    let beyond = (s - from) / (1.0 - gain);
    let u = from + beyond;
    if gain >= 1.0 || u >= to {
        // Also when the shock itself goes beyond the book.
        let displacement = s + gain * (to - from);
        return Ok(Uniform { gain, displacement, liquidated: density * (to - from) });
    }
    Ok(Uniform { gain, displacement: u, liquidated: density * beyond })
}

/// The cascade of a shock `s` in a density that falls off as `e^{−u/length}`, with gain `gain` at
/// the price: the positive root of `u = s + g ℓ (1 − e^{−u/ℓ})`, as a displacement.
///
/// `u = ℓ [c + W₀(−g e^{−c})]` with `c = s/ℓ + g` and Lambert's W. It stops even for a gain
/// above 1, because the density thins.
///
/// # Errors
/// Out of range unless `s` and `gain` are finite and 0 or more and `length` finite and above 0.
pub fn exponential_density(s: f64, length: f64, gain: f64) -> Result<f64> {
    let zero_or_more = |x: f64| x.is_finite() && x >= 0.0;
    if !(zero_or_more(s) && zero_or_more(gain) && zero_or_more(length)) || length == 0.0 {
        return Err(Error::out_of_range(
            "a shock and a gain of 0 or more, a length above 0",
            "another",
        ));
    }
    let c = s / length + gain;
    let mut u = length * (c + lambert_w0(-gain * libm::exp(-c)));
    // Near its branch point W loses half the digits; Newton on the equation itself brings them
    // back. From the right of the root it never leaves.
    for _ in 0..4 {
        let slope = 1.0 - gain * libm::exp(-u / length);
        let miss = u - s + gain * length * libm::expm1(-u / length);
        if slope <= 1e-9 {
            break;
        }
        u -= miss / slope;
    }
    Ok(u.max(s))
}

/// The gain above which a cascade runs away when the book keeps a share `rho` of the pressure
/// from one step of the engine to the next: `(1 + √(1 − ρ))²`, from 1 (nothing refills) to 4.
///
/// # Errors
/// Out of range unless `rho` lies in 0 to 1.
pub fn resilience_threshold(rho: f64) -> Result<f64> {
    if !(0.0..=1.0).contains(&rho) {
        return Err(Error::out_of_range("a share of 0 to 1", "another number"));
    }
    let root = 1.0 + libm::sqrt(1.0 - rho);
    Ok(root * root)
}

/// The probability that a driftless normal walk touches a distance within some days:
/// `2 Φ(−s ÷ (σ √T))`.
///
/// Indicative: real tails are fatter, so it is too low for far levels. `distance` as a
/// displacement, `daily` the volatility of a day as a fraction, `days` the horizon. 1 where the
/// distance is 0 or less; 0 without volatility.
#[must_use]
pub fn touch_probability(distance: f64, daily: f64, days: f64) -> f64 {
    if distance <= 0.0 {
        return 1.0;
    }
    let sigma = daily * libm::sqrt(days);
    if sigma > 0.0 { libm::erfc(distance / sigma * SQRT_HALF) } else { 0.0 }
}

/// Lambert's W on its principal branch, for x from −1/e to 0, by Halley's method from the series
/// at the branch point (Corless et al., "On the Lambert W Function", 1996, eq. 4.22 and 5.9).
fn lambert_w0(x: f64) -> f64 {
    let p = libm::sqrt((2.0 * (core::f64::consts::E * x + 1.0)).max(0.0));
    let mut w = -1.0 + p - p * p / 3.0 + 11.0 / 72.0 * p * p * p;
    for _ in 0..8 {
        let e = libm::exp(w);
        let miss = w * e - x;
        let divisor = e * (w + 1.0) - (w + 2.0) * miss / (2.0 * w + 2.0);
        if miss == 0.0 || !divisor.is_normal() {
            break;
        }
        w -= miss / divisor;
    }
    w
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_uniform_book_stops_or_is_swept() {
        let stops = uniform_density(0.05, (0.02, 0.2), 1e10, 5e10, 1.0).unwrap();
        assert!((stops.displacement - 0.0575).abs() < 1e-15);
        assert!((stops.liquidated - 3.75e8).abs() < 1e-3);
        let swept = uniform_density(0.021, (0.02, 0.2), 6e10, 5e10, 1.0).unwrap();
        assert!((swept.displacement - 0.237).abs() < 1e-15);
        let missed = uniform_density(0.01, (0.02, 0.2), 6e10, 5e10, 1.0).unwrap();
        assert_eq!((missed.displacement, missed.liquidated), (0.01, 0.0));
        let touched = uniform_density(0.05, (0.05, 0.06), 1e10, 5e10, 1.0).unwrap();
        assert_eq!((touched.displacement, touched.liquidated), (0.05, 0.0));
        assert!(uniform_density(0.01, (0.2, 0.1), 1.0, 1.0, 1.0).is_err());
        assert!(uniform_density(0.01, (0.1, 0.2), 1.0, 0.0, 1.0).is_err());
    }

    #[test]
    fn an_exponential_book_solves_its_equation() {
        let u = exponential_density(0.03, 0.05, 0.5).unwrap();
        assert!((u / 0.044_793_742_983_616_87 - 1.0).abs() < 1e-14);
        for (s, length, gain) in [
            (0.001, 0.05, 1.5),
            (0.0, 0.05, 0.5),
            (1e-9, 0.05, 1.0),
            (0.2, 0.01, 3.0),
            (0.1, 1.0, 0.0),
        ] {
            let u = exponential_density(s, length, gain).unwrap();
            let right = s - gain * length * libm::expm1(-u / length);
            assert!((u - right).abs() < 1e-14, "{s} {length} {gain}: {u} against {right}");
        }
        let jump = exponential_density(0.001, 0.05, 1.5).unwrap();
        assert!((jump - 0.046_275).abs() < 1e-5, "{jump}");
        assert!(exponential_density(0.1, 0.0, 1.0).is_err());
    }

    #[test]
    fn a_refilling_book_bears_a_higher_gain() {
        let at = |rho| resilience_threshold(rho).unwrap();
        assert_eq!((at(1.0), at(0.75), at(0.0)), (1.0, 2.25, 4.0));
        assert!((at(0.5) - 2.914_213_562_373_095).abs() < 1e-15);
        assert!(resilience_threshold(1.1).is_err());
    }

    #[test]
    fn the_touch_probability_is_twice_the_tail() {
        // 2 Φ(−1) and 2 Φ(−2).
        assert!((touch_probability(0.025, 0.025, 1.0) - 0.317_310_507_862_914).abs() < 1e-14);
        assert!((touch_probability(0.1, 0.025, 4.0) - 0.045_500_263_896_358).abs() < 1e-14);
        assert_eq!(touch_probability(0.0, 0.0, 1.0), 1.0);
        assert_eq!(touch_probability(0.1, 0.0, 1.0), 0.0);
    }
}
