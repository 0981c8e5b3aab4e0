//! A named price zone: above it, on it, or below it.

use super::answer::Answer;
use crate::error::{Error, Result};
use crate::money::{Price, Ratio, Rational};

/// A price against a zone.
#[derive(Clone, Debug, PartialEq)]
pub struct Level {
    /// Where the price is.
    pub verdict: Verdict,
    /// Lower edge ÷ price − 1: the move that takes the price there.
    pub to_lower: Ratio,
    /// Upper edge ÷ price − 1.
    pub to_upper: Ratio,
}

vocabulary! {
    /// What the stated rule says.
    #[derive(Clone, Copy, Debug, PartialEq, Eq)]
    pub enum Verdict {
        /// Above the zone: a healthy reset, by this rule.
        HealthyReset = "healthy_reset",
        /// Inside the zone, edges included: the rule decides nothing yet.
        OnTheLevel = "on_the_level",
        /// Below the zone: a deeper drop, by this rule.
        DeeperDrop = "deeper_drop",
    }
}

/// The verdict on a zone from `lower` to `upper`; one level has both edges equal.
///
/// # Errors
/// [`Kind::Conflict`] when the edges are the wrong way round, out of range for a price of zero.
pub fn verdict(price: Option<Price>, lower: Price, upper: Price) -> Result<Answer<Level>> {
    const RULE: &str = "above the upper edge: healthy reset; from edge to edge: on the level; \
                        below the lower edge: deeper drop. A view turned into a rule, not a \
                        forecast";
    if lower > upper {
        let rule = "expected a lower edge at or below the upper edge";
        return Err(Error::conflict(rule).in_field("lower_usd"));
    }
    let answer = Answer::to(RULE)
        .using_if("price_usd", price)
        .using("lower_usd", lower)
        .using("upper_usd", upper);
    let Some(price) = price else { return Ok(answer.unknown("it needs a price")) };
    if price.is_zero() {
        return Err(Error::out_of_range("a price above 0", "0").in_field("price_usd"));
    }
    let verdict = if price > upper {
        Verdict::HealthyReset
    } else if price < lower {
        Verdict::DeeperDrop
    } else {
        Verdict::OnTheLevel
    };
    let (to_lower, to_upper) = (distance(price, lower)?, distance(price, upper)?);
    Ok(answer.known(Level { verdict, to_lower, to_upper }))
}

fn distance(from: Price, to: Price) -> Result<Ratio> {
    Rational::from(to.decimal()).over(from.decimal().into()).minus(Rational::ONE).ratio()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn price(text: &str) -> Price {
        text.parse().unwrap()
    }

    fn of(now: &str) -> Verdict {
        let answer = verdict(Some(price(now)), price("100000"), price("105000")).unwrap();
        answer.get().unwrap().verdict
    }

    #[test]
    fn the_edges_belong_to_the_level() {
        assert_eq!(of("105000.01"), Verdict::HealthyReset);
        assert_eq!(of("105000"), Verdict::OnTheLevel);
        assert_eq!(of("100000"), Verdict::OnTheLevel);
        assert_eq!(of("99999.99"), Verdict::DeeperDrop);
    }

    #[test]
    fn the_distance_is_the_move_that_is_needed() {
        let answer = verdict(Some(price("104000")), price("100000"), price("105000")).unwrap();
        assert_eq!(answer.get().unwrap().to_lower.to_string(), "-0.038461538461538462");
    }

    #[test]
    fn without_a_price_nothing_is_said_and_a_zone_upside_down_is_an_error() {
        let none = verdict(None, price("100000"), price("105000")).unwrap();
        assert_eq!(none.why_not(), Some("it needs a price"));
        let error = verdict(None, price("105000"), price("100000")).unwrap_err();
        assert_eq!(error.code(), "CONFLICT");
        let zero = verdict(Some(price("0")), price("1"), price("2")).unwrap_err();
        assert_eq!(zero.place().field.as_deref(), Some("price_usd"));
    }
}
