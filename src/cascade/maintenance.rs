//! Maintenance margin in floats: one rate, or tiers that rise without a jump.
//!
//! [`crate::margin`] has the exact tables of the venues and what they mean; a cascade asks for
//! one a million times and takes their numbers from there.

use crate::error::{Error, Result};

/// How far two tiers may miss each other at their edge, as a share of the maintenance there.
const JOIN: f64 = 1e-9;

/// One tier: up to which notional in USD, at which rate, less which amount.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Tier {
    /// Where the next tier begins; infinite on the last.
    pub upper: f64,
    /// Maintenance rate.
    pub rate: f64,
    /// Maintenance amount in USD.
    pub deduction: f64,
}

/// The maintenance margin of a notional.
#[derive(Clone, Debug, PartialEq)]
pub struct Maintenance(Vec<Tier>);

impl Maintenance {
    /// One rate for every size.
    ///
    /// # Errors
    /// Out of range unless the rate is 0 or more and below 1.
    pub fn flat(rate: f64) -> Result<Self> {
        Self::tiered(vec![Tier { upper: f64::INFINITY, rate, deduction: 0.0 }])
    }

    /// Tiers, lowest first; the last has no end, whatever its `upper` says.
    ///
    /// # Errors
    /// Missing without a tier; out of range, with the index, for a rate outside 0 to below 1 or
    /// an edge that does not rise; a conflict where maintenance jumps from tier to tier: then
    /// an account could be safe again at a worse price, and no order of closing would be right.
    pub fn tiered(tiers: Vec<Tier>) -> Result<Self> {
        if tiers.is_empty() {
            return Err(Error::missing("at least one tier"));
        }
        let mut before = Tier { upper: 0.0, rate: 0.0, deduction: 0.0 };
        for (index, tier) in tiers.iter().enumerate() {
            joined(&before, tier, index == 0).map_err(|e| e.at_index(index))?;
            before = *tier;
        }
        Ok(Self(tiers))
    }

    /// The rate, where there is just one.
    #[must_use]
    pub fn rate(&self) -> Option<f64> {
        let [only] = self.0.as_slice() else { return None };
        (only.deduction == 0.0).then_some(only.rate)
    }

    /// The tiers, lowest first.
    #[must_use]
    pub fn tiers(&self) -> &[Tier] {
        &self.0
    }

    /// The maintenance margin of a notional, both in USD.
    #[must_use]
    pub fn of(&self, notional: f64) -> f64 {
        let index = self.0.partition_point(|tier| tier.upper <= notional);
        let tier = self.0.get(index).or(self.0.last());
        tier.map_or(0.0, |tier| notional * tier.rate - tier.deduction)
    }

    /// The most that a USD of the price can take from a position of `qty` coins, with the sign of
    /// the fall (above 0) or rise that takes it.
    pub(super) fn steepest(&self, qty: f64) -> f64 {
        let rates = self.0.iter().map(|tier| tier.rate);
        if qty > 0.0 {
            qty * (1.0 - rates.fold(1.0, f64::min))
        } else {
            qty * (1.0 + rates.fold(0.0, f64::max))
        }
    }
}

fn joined(before: &Tier, tier: &Tier, first: bool) -> Result<()> {
    if !(0.0..1.0).contains(&tier.rate) {
        let range = "a maintenance rate of 0 or more, below 1";
        return Err(Error::out_of_range(range, "another number").in_field("rate"));
    }
    if !(tier.upper > before.upper && tier.deduction.is_finite()) {
        return Err(Error::out_of_range("edges that rise", "another number").in_field("upper"));
    }
    let at = before.upper;
    let jump = (at * tier.rate - tier.deduction) - (at * before.rate - before.deduction);
    if jump.abs() > if first { 0.0 } else { JOIN * at * tier.rate.max(before.rate) } {
        let rule =
            "the maintenance margin jumps from tier to tier: expected deductions that join them";
        return Err(Error::conflict(rule));
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn tiers() -> Vec<Tier> {
        let tier = |upper, rate, deduction| Tier { upper, rate, deduction };
        vec![tier(1000.0, 0.01, 0.0), tier(5000.0, 0.02, 10.0), tier(f64::INFINITY, 0.1, 410.0)]
    }

    #[test]
    fn tiers_join_at_their_edges() {
        let table = Maintenance::tiered(tiers()).unwrap();
        assert_eq!((table.of(1000.0), table.of(999.0)), (10.0, 9.99));
        assert_eq!((table.of(5000.0), table.of(6000.0), table.of(-5.0)), (90.0, 190.0, -0.05));
        assert_eq!((table.steepest(2.0), table.steepest(-2.0)), (1.98, -2.2));
        assert_eq!(table.rate(), None);
        assert_eq!(Maintenance::flat(0.02).unwrap().rate(), Some(0.02));
    }

    #[test]
    fn a_jump_and_a_bad_tier_are_refused() {
        let mut jumps = tiers();
        jumps[1].deduction = 0.0;
        let error = Maintenance::tiered(jumps).unwrap_err();
        assert_eq!((error.code(), error.place().field.as_deref()), ("CONFLICT", Some("[1]")));
        let mut falls = tiers();
        falls[1].upper = 900.0;
        assert_eq!(
            Maintenance::tiered(falls).unwrap_err().place().field.as_deref(),
            Some("[1].upper")
        );
        assert!(Maintenance::flat(1.0).is_err() && Maintenance::flat(f64::NAN).is_err());
        assert_eq!(Maintenance::tiered(vec![]).unwrap_err().code(), "MISSING");
    }
}
