//! Funding: normalised to eight hours and to a year, and the regime it is in.
//!
//! Venues charge every 1, 4 or 8 hours, so a printed rate means nothing without its interval. The
//! interest part of the usual formula is 0.01% per 8 hours, which is why that rate is neutral and
//! not bullish. The other cuts are this project's judgement and are printed with the answer.

use super::answer::Answer;
use crate::error::{Error, Result};
use crate::money::{Ratio, Rational, Usd};

/// Hours in a year of 365 days: 1,095 times 8.
const YEAR_HOURS: i64 = 8_760;

/// The cuts between regimes, as a fraction per 8 hours × 100,000.
const CUTS: [(i64, Regime); 6] = [
    (-10, Regime::Negative),
    (0, Regime::SlightlyNegative),
    (5, Regime::Soft),
    (15, Regime::Neutral),
    (30, Regime::Elevated),
    (100, Regime::Overheated),
];

/// A rate of one venue.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rate {
    /// The venue, or the series it is from.
    pub venue: String,
    /// The fraction that longs pay shorts per interval; below zero when shorts pay.
    pub rate: Ratio,
    /// Hours between payments.
    pub interval_hours: u32,
    /// Open interest of the venue, for the weighted mean.
    pub open_interest: Option<Usd>,
}

vocabulary! {
    /// What a funding rate says.
    #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
    pub enum Regime {
        /// −0.01% or less per 8 hours: shorts are crowded.
        Negative = "negative",
        /// Above −0.01% and below 0.
        SlightlyNegative = "slightly_negative",
        /// 0 and more, below 0.005%.
        Soft = "soft",
        /// 0.005% and more, below 0.015%: around the interest part.
        Neutral = "neutral",
        /// 0.015% and more, below 0.03%.
        Elevated = "elevated",
        /// 0.03% and more, below 0.1%.
        Overheated = "overheated",
        /// 0.1% and more.
        Extreme = "extreme",
    }
}

/// One or several rates, made comparable.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Funding {
    /// Each rate, per 8 hours and with its own regime, in the order given.
    pub venues: Vec<(Rate, Ratio, Regime)>,
    /// Per 8 hours: the mean, weighted by open interest where every venue has one.
    pub per_8h: Ratio,
    /// Per year, without compounding: per 8 hours × 1,095.
    pub per_year: Ratio,
    /// The regime of the mean.
    pub regime: Regime,
    /// Whether the mean is weighted.
    pub weighted: bool,
    /// Whether "neutral to negative" holds in the strict sense: the mean is at most 0.005%.
    pub neutral_to_negative: bool,
    /// Whether at least one rate is below zero.
    pub any_negative: bool,
}

impl Rate {
    /// The rate per 8 hours: rate × 8 ÷ interval.
    ///
    /// # Errors
    /// Out of range for an interval of no hours or more than a week.
    pub fn per_8h(&self) -> Result<Rational> {
        let hours = i64::from(self.interval_hours);
        if !(1..=168).contains(&hours) {
            return Err(Error::out_of_range("an interval of 1 to 168 hours", &hours.to_string()));
        }
        let eight = Rational::from(self.rate.decimal()).times(Rational::whole(8));
        eight.over(Rational::whole(hours)).known("a quotient")
    }
}

impl Regime {
    /// The regime of a rate per 8 hours.
    #[must_use]
    pub fn of(per_8h: Rational) -> Self {
        for (cut, regime) in CUTS {
            let cut = Rational::new(cut.into(), 100_000);
            // The lowest cut belongs to its regime, every other to the next one.
            let inside = if regime == Self::Negative { per_8h <= cut } else { per_8h < cut };
            if inside {
                return regime;
            }
        }
        Self::Extreme
    }
}

/// The funding of one or several venues.
///
/// # Errors
/// Out of range for an interval that cannot be or an open interest below zero; overflow.
pub fn funding(rates: Vec<Rate>) -> Result<Answer<Funding>> {
    const RULE: &str = "rate x 8 / interval; per year x 1095 without compounding. Per 8 h: up to \
                        -0.01% negative, below 0 slightly negative, below 0.005% soft, below \
                        0.015% neutral (0.01% is the interest part), below 0.03% elevated, below \
                        0.1% overheated, else extreme. Neutral to negative: the mean, weighted by \
                        open interest, is at most 0.005%";
    let mut answer = Answer::to(RULE);
    for rate in &rates {
        let hours = rate.interval_hours;
        answer = answer.using("rate", format!("{}: {} per {hours} h", rate.venue, rate.rate));
    }
    if rates.is_empty() {
        return Ok(answer.unknown("no funding rate was given"));
    }
    compare(rates).map(|found| answer.known(found))
}

fn compare(rates: Vec<Rate>) -> Result<Funding> {
    let weights: Option<Vec<Rational>> = rates.iter().map(weight).collect();
    let weighted = weights.is_some() && rates.len() > 1;
    let weights = weights.unwrap_or_else(|| vec![Rational::ONE; rates.len()]);
    let (mut sum, mut whole) = (Rational::ZERO, Rational::ZERO);
    let mut venues = Vec::new();
    for (rate, weight) in rates.into_iter().zip(weights) {
        let per_8h = rate.per_8h().map_err(|error| error.in_field(rate.venue.clone()))?;
        sum = sum.plus(per_8h.times(weight));
        whole = whole.plus(weight);
        venues.push((rate, per_8h.ratio()?, Regime::of(per_8h)));
    }
    let mean = sum.over(whole).known("a quotient")?;
    let intervals = Rational::whole(YEAR_HOURS).over(Rational::whole(8));
    Ok(Funding {
        per_8h: mean.ratio()?,
        per_year: mean.times(intervals).ratio()?,
        regime: Regime::of(mean),
        weighted,
        neutral_to_negative: mean <= Rational::new(5, 100_000),
        any_negative: venues.iter().any(|(rate, _, _)| rate.rate < Ratio::default()),
        venues,
    })
}

/// The weight of a venue: its open interest, where it is above zero.
fn weight(rate: &Rate) -> Option<Rational> {
    rate.open_interest.map(Rational::from).filter(|weight| *weight > Rational::ZERO)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rate(venue: &str, rate: &str, interval_hours: u32, oi: Option<&str>) -> Rate {
        let open_interest = oi.map(|oi| oi.parse().unwrap());
        Rate { venue: venue.to_owned(), rate: rate.parse().unwrap(), interval_hours, open_interest }
    }

    #[test]
    fn an_hourly_rate_is_the_same_as_eight_of_them() {
        let hourly = funding(vec![rate("a", "0.0000125", 1, None)]).unwrap();
        let found = hourly.get().unwrap();
        assert_eq!(found.per_8h.to_string(), "0.0001");
        assert_eq!(found.per_year.to_string(), "0.1095");
        assert_eq!(found.regime, Regime::Neutral);
        assert!(!found.neutral_to_negative);
    }

    #[test]
    fn the_mean_is_weighted_where_every_open_interest_is_known() {
        let a = rate("a", "0.0001", 8, Some("3000000000"));
        let b = rate("b", "-0.0001", 8, Some("1000000000"));
        let found = funding(vec![a.clone(), b]).unwrap();
        assert_eq!(found.get().unwrap().per_8h.to_string(), "0.00005");
        assert!(found.get().unwrap().weighted && found.get().unwrap().neutral_to_negative);
        let plain = funding(vec![a, rate("b", "-0.0001", 8, None)]).unwrap();
        assert_eq!(plain.get().unwrap().per_8h.to_string(), "0");
        assert!(!plain.get().unwrap().weighted);
    }

    #[test]
    fn every_cut_is_where_the_rule_says() {
        let of = |text: &str| Regime::of(text.parse().unwrap()).as_str();
        assert_eq!(of("-0.0001"), "negative");
        assert_eq!(of("-0.00009999"), "slightly_negative");
        assert_eq!(of("0"), "soft");
        assert_eq!(of("0.00005"), "neutral");
        assert_eq!(of("0.00015"), "elevated");
        assert_eq!(of("0.0003"), "overheated");
        assert_eq!(of("0.001"), "extreme");
    }

    #[test]
    fn no_rate_cannot_be_checked_and_no_interval_is_an_error() {
        assert_eq!(funding(vec![]).unwrap().why_not(), Some("no funding rate was given"));
        let error = funding(vec![rate("a", "0.0001", 0, None)]).unwrap_err();
        assert_eq!(error.place().field.as_deref(), Some("a"));
    }
}
