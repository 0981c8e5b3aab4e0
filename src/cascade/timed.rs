//! The cascade in time: the engine closes what is due, the book refills, the engine looks again.
//!
//! Constant depth `D`; of the pressure of each step a part `π` stays for good and the rest decays
//! to a share `ρ` of itself by the next step:
//!
//! `z ← ρ z + (1 − π) φ v ÷ D`, `p ← p + π φ v ÷ D`, `u = s + z + p`,
//!
//! and a rung fires once the highest `u` so far has touched it. With `ρ = 1` or `π = 1` it ends
//! where the instant cascade ends. Source for decaying impact: Obizhaeva and Wang, "Optimal
//! trading strategy and supply/demand dynamics" (2013). Steps are counted, not clocked.

use super::ladder::Ladder;
use super::table::Round;
use crate::error::{Error, Result};

/// Steps after which a run ends and says so; a ladder of `m` thresholds needs `m` at most.
const MOST_STEPS: usize = 100_000;

/// How the book recovers.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Resilience {
    /// The share of the passing pressure left at the next step, 0 to 1; 1 never refills.
    pub rho: f64,
    /// The share of the pressure that never passes, 0 to 1.
    pub permanent: f64,
}

/// A timed cascade, step by step.
#[derive(Clone, Debug, PartialEq)]
pub struct Timed {
    /// One row a step.
    pub steps: Vec<Round>,
    /// USD liquidated.
    pub liquidated: f64,
    /// The displacement after the last step.
    pub last: f64,
    /// The largest displacement.
    pub peak: f64,
    /// Where the mark stands once the passing pressure has gone.
    pub settled: f64,
    /// Whether it ended by itself.
    pub finished: bool,
}

impl Resilience {
    /// Checked shares.
    ///
    /// # Errors
    /// Out of range unless both lie in 0 to 1.
    pub fn new(rho: f64, permanent: f64) -> Result<Self> {
        for (value, field) in [(rho, "rho"), (permanent, "permanent")] {
            if !(0.0..=1.0).contains(&value) {
                let error = Error::out_of_range("a share from 0 to 1", "another number");
                return Err(error.in_field(field));
            }
        }
        Ok(Self { rho, permanent })
    }

    /// Runs the shock `s` through a ladder with constant depth: `depth` USD for 100 %, `flow`
    /// USD on the book for each one liquidated.
    ///
    /// # Errors
    /// A conflict unless `depth` is above zero.
    pub fn run(&self, ladder: &Ladder, s: f64, depth: f64, flow: f64) -> Result<Timed> {
        if depth.is_nan() || depth <= 0.0 {
            return Err(Error::conflict("the timed cascade needs a depth above 0"));
        }
        let (mut steps, mut fired) = (Vec::new(), 0);
        let (mut passing, mut lasting, mut u, mut peak) = (0.0, 0.0, s, s);
        while steps.len() < MOST_STEPS {
            let touched = ladder.touched(peak);
            if touched <= fired {
                break;
            }
            let liquidated = ladder.first(touched);
            let new = liquidated - ladder.first(fired);
            fired = touched;
            let pressure = flow * new / depth;
            passing = self.rho * passing + (1.0 - self.permanent) * pressure;
            lasting += self.permanent * pressure;
            u = s + passing + lasting;
            peak = f64::max(peak, u);
            steps.push(Round { new, liquidated, displacement: u });
        }
        let liquidated = ladder.first(fired);
        let finished = ladder.touched(peak) <= fired;
        Ok(Timed { steps, liquidated, last: u, peak, settled: s + lasting, finished })
    }
}

/// Where the price settles once a share of the forced orders' impact is recovered.
#[must_use]
pub fn recovered(shock: f64, displacement: f64, share: f64) -> f64 {
    shock + (1.0 - share) * (displacement - shock)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::cascade::Cascade;
    use crate::impact::{Impact, Linear};

    fn ladder() -> Ladder {
        Ladder::new(&[0.03, 0.05, 0.06], &[1e8, 2e8, 3e8]).unwrap()
    }

    #[test]
    fn without_decay_it_ends_where_the_instant_cascade_ends() {
        let impact = Impact::Linear(Linear::new(5e10).unwrap());
        let cascade = Cascade::new(ladder(), impact, 1.0).unwrap();
        for (rho, permanent) in [(1.0, 0.0), (0.0, 1.0), (1.0, 0.5)] {
            let resilience = Resilience::new(rho, permanent).unwrap();
            for s in [0.0, 0.029, 0.03, 0.048, 0.053, 0.054, 0.2] {
                let timed = resilience.run(&ladder(), s, 5e10, 1.0).unwrap();
                let instant = cascade.outcome(s);
                assert_eq!(timed.liquidated, instant.liquidated, "{s}");
                assert!((timed.last - instant.displacement).abs() < 1e-15);
                assert!(timed.finished);
            }
        }
    }

    #[test]
    fn a_book_that_refills_stops_the_domino() {
        let half = Resilience::new(0.5, 0.0).unwrap();
        let timed = half.run(&ladder(), 0.0515, 5e10, 1.0).unwrap();
        assert_eq!((timed.steps.len(), timed.liquidated, timed.settled), (1, 3e8, 0.0515));
        assert!(Resilience::new(1.5, 0.0).is_err() && Resilience::new(0.5, f64::NAN).is_err());
        assert!(half.run(&ladder(), 0.05, 0.0, 1.0).is_err());
    }

    #[test]
    fn recovery_lies_between_the_end_and_the_shock() {
        assert_eq!(recovered(0.05, 0.07, 0.0), 0.07);
        assert_eq!(recovered(0.05, 0.07, 1.0), 0.05);
        assert!((recovered(0.05, 0.07, 0.6) - 0.058).abs() < 1e-15);
    }
}
