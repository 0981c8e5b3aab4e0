//! A leverage mix: which share of the open interest was opened at which leverage.
//!
//! Nobody publishes it, so each preset is an assumption and says so. Weights are relative: a
//! tier's share is its weight over the sum of all weights.

use crate::error::{Error, Kind, Result};
use crate::money::Numeral;
use crate::money::Ratio;

use rust_decimal::Decimal;

/// Most tiers of a mix.
const MOST_TIERS: usize = 200;
/// Maintenance margin of 0.5 % of the notional, that of Bitcoin's lower tiers on large venues.
const MAINTENANCE: Decimal = Decimal::from_parts(5, 0, 0, false, 3);

/// One leverage and the share of the open interest that uses it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Tier {
    /// Notional ÷ margin at entry: 10 for "10×".
    pub leverage: Ratio,
    /// Relative weight by notional.
    pub weight: Ratio,
    /// Its own maintenance margin rate; none takes that of the book.
    pub maintenance: Option<Ratio>,
}

/// A leverage mix.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mix {
    name: Option<&'static str>,
    tiers: Vec<Tier>,
}

/// Leverage and weight in thousandths, by name. Our own judgement of a cautious, an ordinary and
/// a heated market.
const PRESETS: &[(&str, &[(u32, u32)])] = &[
    ("conservative", &[(2, 250), (3, 200), (5, 250), (10, 200), (20, 70), (50, 25), (100, 5)]),
    (
        "neutral",
        &[(2, 120), (3, 130), (5, 250), (10, 250), (20, 140), (25, 50), (50, 45), (100, 15)],
    ),
    ("aggressive", &[(3, 100), (5, 170), (10, 300), (20, 200), (25, 100), (50, 90), (100, 40)]),
];

impl Mix {
    /// The names that [`Mix::preset`] knows.
    pub const PRESETS: &'static str = "conservative, neutral, aggressive";

    /// A mix by name.
    ///
    /// # Errors
    /// [`Kind::UnknownName`] for any other name.
    pub fn preset(name: &str) -> Result<Self> {
        let found = PRESETS.iter().find(|(known, _)| *known == name);
        let Some((name, weights)) = found else {
            return Err(Error::unknown(Self::PRESETS, name));
        };
        let tier = |(leverage, weight): &(u32, u32)| Tier {
            leverage: Ratio::new(Decimal::from(*leverage)),
            weight: Ratio::new(Decimal::from_parts(*weight, 0, 0, false, 3).normalize()),
            maintenance: None,
        };
        Ok(Self { name: Some(*name), tiers: weights.iter().map(tier).collect() })
    }

    /// A mix of one's own.
    ///
    /// # Errors
    /// Missing without a tier; out of range unless leverages are at least 1, weights are 0 or
    /// more and not all 0, and maintenance rates are 0 or more and below 1 ÷ leverage.
    pub fn new(tiers: Vec<Tier>) -> Result<Self> {
        if tiers.len() > MOST_TIERS {
            return Err(Kind::TooLarge { limit: "200 tiers or fewer" }.into());
        }
        for (index, tier) in tiers.iter().enumerate() {
            check(tier).map_err(|e| e.at_index(index))?;
        }
        if !tiers.iter().any(|tier| tier.weight.decimal() > Decimal::ZERO) {
            return Err(Error::missing("at least one leverage with a weight above 0"));
        }
        Ok(Self { name: None, tiers })
    }

    /// The preset's name, or none for a mix of one's own.
    #[must_use]
    pub const fn name(&self) -> Option<&'static str> {
        self.name
    }

    /// The tiers, in the order they were given.
    #[must_use]
    pub fn tiers(&self) -> &[Tier] {
        &self.tiers
    }

    /// The maintenance margin rate where none is stated: 0.5 %.
    #[must_use]
    pub fn default_maintenance() -> Ratio {
        Ratio::new(MAINTENANCE)
    }

    /// Checks that no tier would be liquidated at once under its maintenance rate or `common`.
    ///
    /// # Errors
    /// A conflict, with the index of the tier.
    pub fn check_maintenance(&self, common: Ratio) -> Result<()> {
        for (index, tier) in self.tiers.iter().enumerate() {
            let rate = tier.maintenance.unwrap_or(common);
            let margin = rate.checked_mul(tier.leverage);
            if margin.is_none_or(|product| product.decimal() >= Decimal::ONE) {
                let rule = "a maintenance rate of 1 ÷ leverage or more would liquidate at once";
                return Err(Error::conflict(rule).at_index(index));
            }
        }
        Ok(())
    }
}

fn check(tier: &Tier) -> Result<()> {
    let refuse =
        |range, found: Ratio| Err(Error::out_of_range(range, &Numeral::from(found).text()));
    if tier.leverage.decimal() < Decimal::ONE || tier.leverage.decimal() > Decimal::from(1000) {
        return refuse("a leverage from 1 to 1000", tier.leverage);
    }
    if tier.weight.decimal().is_sign_negative() {
        return refuse("a weight of 0 or more", tier.weight);
    }
    match tier.maintenance {
        Some(rate) if rate.decimal().is_sign_negative() || rate.decimal() >= Decimal::ONE => {
            refuse("a maintenance rate of 0 or more, below 1", rate)
        }
        _ => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn tier(leverage: &str, weight: &str) -> Tier {
        let parse = |text: &str| text.parse().unwrap();
        Tier { leverage: parse(leverage), weight: parse(weight), maintenance: None }
    }

    #[test]
    fn the_weights_of_each_preset_make_one() {
        for (name, _) in PRESETS {
            let mix = Mix::preset(name).unwrap();
            let sum: Decimal = mix.tiers().iter().map(|tier| tier.weight.decimal()).sum();
            assert_eq!(sum, Decimal::ONE, "{name}");
            assert_eq!(mix.name(), Some(*name));
            mix.check_maintenance(Mix::default_maintenance()).unwrap();
        }
        assert_eq!(Mix::preset("wild").unwrap_err().code(), "UNKNOWN_NAME");
    }

    #[test]
    fn impossible_tiers_are_refused_with_their_index() {
        let error = Mix::new(vec![tier("2", "1"), tier("0.5", "1")]).unwrap_err();
        assert_eq!(error.place().field.as_deref(), Some("[1]"));
        assert_eq!(Mix::new(vec![tier("2", "-1")]).unwrap_err().code(), "OUT_OF_RANGE");
        assert_eq!(Mix::new(vec![tier("2", "0")]).unwrap_err().code(), "MISSING");
        assert_eq!(Mix::new(vec![]).unwrap_err().code(), "MISSING");
        let mix = Mix::new(vec![tier("100", "1")]).unwrap();
        assert_eq!(mix.check_maintenance("0.01".parse().unwrap()).unwrap_err().code(), "CONFLICT");
    }
}
