//! Markets that feed each other: the local gain matrix and what it does to small shocks.
//!
//! `G_jk` is the displacement that liquidations set off by a unit of displacement of asset `k`
//! cause in asset `j`. Small shocks end at `u = (I − G)⁻¹ s` while the spectral radius of `G` is
//! below 1; at 1 or more they run away. The linear form of the many-asset cascade.
#![allow(clippy::indexing_slicing, reason = "the matrix is square, which is checked first")]

use crate::error::{Error, Kind, Result};

/// Most markets.
const MOST: usize = 200;
/// Squarings of the matrix for its spectral radius.
const SQUARINGS: u32 = 40;

/// Where shocks end.
#[derive(Clone, Debug, PartialEq)]
pub struct Coupled {
    /// Displacement of each market.
    pub displacements: Vec<f64>,
    /// Spectral radius of the gains, below 1.
    pub radius: f64,
}

/// Solves `u = s + G u` for gains of 0 or more.
///
/// # Errors
/// A conflict when `gains` is no square of the size of `shocks`; out of range for numbers that
/// are negative or not finite; unreachable when the gains run away.
pub fn coupled(gains: &[Vec<f64>], shocks: &[f64]) -> Result<Coupled> {
    let size = shocks.len();
    if gains.len() != size || size > MOST || gains.iter().any(|row| row.len() != size) {
        let rule = "expected as many rows and columns of gains as shocks, 200 at most";
        return Err(Error::conflict(rule));
    }
    if !gains.iter().flatten().chain(shocks).all(|x| x.is_finite() && *x >= 0.0) {
        return Err(Error::out_of_range("finite numbers of 0 or more", "another number"));
    }
    let radius = radius(gains);
    if radius >= 1.0 {
        let why = "the gains feed on each other: every shock runs away";
        return Err(Kind::Unreachable { why }.into());
    }
    Ok(Coupled { displacements: solve(gains, shocks), radius })
}

/// Gelfand's formula on repeated squares, each scaled so that it neither over- nor underflows.
fn radius(gains: &[Vec<f64>]) -> f64 {
    let norm = |m: &[Vec<f64>]| m.iter().map(|row| row.iter().sum()).fold(0.0, f64::max);
    let mut power = gains.to_vec();
    let (mut log, mut weight) = (0.0, 1.0);
    for _ in 0..SQUARINGS {
        let size = norm(&power);
        if size == 0.0 {
            return 0.0;
        }
        log += libm::log(size) * weight;
        power.iter_mut().flatten().for_each(|x| *x /= size);
        power = product(&power, &power);
        weight /= 2.0;
    }
    libm::exp(log)
}

fn product(a: &[Vec<f64>], b: &[Vec<f64>]) -> Vec<Vec<f64>> {
    let row = |left: &Vec<f64>| {
        let mut sum = vec![0.0; left.len()];
        for (x, right) in left.iter().zip(b) {
            sum.iter_mut().zip(right).for_each(|(sum, y)| *sum += x * y);
        }
        sum
    };
    a.iter().map(row).collect()
}

/// Gaussian elimination of `I − G`, which needs no pivoting: below a radius of 1 it is an
/// M-matrix, whose pivots are positive.
fn solve(gains: &[Vec<f64>], shocks: &[f64]) -> Vec<f64> {
    let negated = |(i, (row, s)): (usize, (&Vec<f64>, &f64))| {
        let cell = |(j, g): (usize, &f64)| if i == j { 1.0 - g } else { -g };
        row.iter().enumerate().map(cell).chain([*s]).collect()
    };
    let mut rows: Vec<Vec<f64>> = gains.iter().zip(shocks).enumerate().map(negated).collect();
    for index in 0..rows.len() {
        let pivot = rows[index].clone();
        for (other, row) in rows.iter_mut().enumerate() {
            let factor = row[index] / pivot[index];
            if other != index {
                row.iter_mut().zip(&pivot).for_each(|(x, p)| *x -= factor * p);
            }
        }
    }
    let answer = |(index, row): (usize, &Vec<f64>)| row[row.len() - 1] / row[index];
    rows.iter().enumerate().map(answer).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn two_markets_amplify_each_other() {
        let found = coupled(&[vec![0.3, 0.1], vec![0.2, 0.4]], &[0.05, 0.05]).unwrap();
        assert!((found.displacements[0] - 0.0875).abs() < 1e-15);
        assert!((found.displacements[1] - 0.1125).abs() < 1e-15);
        // Eigenvalues 0.5 and 0.2.
        assert!((found.radius - 0.5).abs() < 1e-9, "{}", found.radius);
    }

    #[test]
    fn a_runaway_is_named() {
        let error = coupled(&[vec![0.3, 0.9], vec![0.9, 0.3]], &[0.05, 0.05]).unwrap_err();
        assert_eq!(error.code(), "UNREACHABLE");
        assert_eq!(coupled(&[vec![0.3]], &[]).unwrap_err().code(), "CONFLICT");
        assert!(coupled(&[vec![-0.3]], &[0.1]).is_err());
        let none = coupled(&[vec![0.0, 0.5], vec![0.0, 0.0]], &[0.1, 0.1]).unwrap();
        assert_eq!((none.radius, none.displacements[0]), (0.0, 0.15000000000000002));
    }
}
