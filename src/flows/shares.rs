//! Shares that sum to exactly one, and dollars that sum to exactly the total.
//!
//! Rounding each share on its own would lose or invent cents, so the method of the largest
//! remainder is used: everyone gets the whole cents of their share, and the cents that are left
//! go one by one to the largest remainders (the earlier channel of equal ones).

use super::channel::Channel;
use crate::error::{Error, Excerpt, Kind, Result};
use crate::money::{Ratio, Rational, Usd};

/// Most decimal places of a share.
const PLACES: u32 = 12;
/// One, in units of a share.
const WHOLE: i128 = 1_000_000_000_000;
/// Fewest decimal places of the split: cents.
const CENTS: u32 = 2;

/// Shares of the channels, set by the reader; they sum to exactly 1.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Shares(Vec<(Channel, i128)>);

/// What one channel gets.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Part {
    /// The channel.
    pub channel: Channel,
    /// Its share, 0 to 1.
    pub share: Ratio,
    /// Its dollars.
    pub usd: Usd,
}

impl Shares {
    /// Shares as fractions. Channels that are not named get nothing.
    ///
    /// # Errors
    /// Out of range for a share below 0 or above 1 and for a sum other than exactly 1 (it says
    /// which sum was found), too many places beyond 12, conflict for a channel named twice.
    pub fn new(given: &[(Channel, Ratio)]) -> Result<Self> {
        let mut shares: Vec<(Channel, i128)> = Vec::new();
        for (channel, share) in given {
            let units = units(*share).map_err(|error| error.in_field(channel.as_str()))?;
            let place = shares.partition_point(|(other, _)| other < channel);
            if shares.get(place).is_some_and(|(other, _)| other == channel) {
                let rule = "expected each channel once, found it twice";
                return Err(Error::conflict(rule).in_field(channel.as_str()));
            }
            shares.insert(place, (*channel, units));
        }
        let sum = shares.iter().try_fold(0_i128, |sum, (_, units)| sum.checked_add(*units));
        match sum {
            Some(WHOLE) => Ok(Self(shares)),
            sum => {
                let sum = Rational::new(sum.unwrap_or(0), WHOLE);
                let found = sum.ratio().unwrap_or_default().to_string();
                Err(Error::out_of_range("shares that sum to exactly 1", &found))
            }
        }
    }

    /// As [`Shares::new`], where one channel takes what the others leave.
    ///
    /// # Errors
    /// Conflict when that channel has a share of its own, out of range when the others take more
    /// than 1 (it says which sum was found), else as [`Shares::new`].
    pub fn with_rest(mut given: Vec<(Channel, Ratio)>, rest: Channel) -> Result<Self> {
        if given.iter().any(|(channel, _)| *channel == rest) {
            let rule = "expected no share for the channel that takes the rest";
            return Err(Error::conflict(rule).in_field(rest.as_str()));
        }
        let mut sum = 0_i128;
        for (channel, share) in &given {
            let units = units(*share).map_err(|error| error.in_field(channel.as_str()))?;
            sum = sum.checked_add(units).ok_or_else(|| Error::overflow("the sum of the shares"))?;
        }
        let share = |units| Rational::new(units, WHOLE).ratio();
        match WHOLE.checked_sub(sum).filter(|left| *left >= 0) {
            Some(left) => given.push((rest, share(left)?)),
            None => {
                let found = share(sum)?.to_string();
                return Err(Error::out_of_range("shares that sum to at most 1", &found));
            }
        }
        Self::new(&given)
    }

    /// The dollars of each channel, in whole cents (or in the places that the total has, where
    /// it has more); they sum to exactly `total`.
    ///
    /// # Errors
    /// Out of range for a total below zero, overflow beyond exact arithmetic.
    pub fn split(&self, total: Usd) -> Result<Vec<Part>> {
        if total < Usd::ZERO {
            let found = total.to_string();
            return Err(Error::out_of_range("a total of 0 or more", &found).in_field("total_usd"));
        }
        let places = total.fixed().places().max(CENTS);
        self.parts(total, places).ok_or_else(|| Error::overflow("the split of the total"))?
    }

    fn parts(&self, total: Usd, places: u32) -> Option<Result<Vec<Part>>> {
        let unit = 10_i128.checked_pow(Usd::PLACES.checked_sub(places)?)?;
        let count = total.fixed().units().checked_div(unit)?;
        let mut rows = Vec::new();
        let mut left = count;
        for (channel, share) in &self.0 {
            let product = count.checked_mul(*share)?;
            let (whole, rest) = (product.checked_div(WHOLE)?, product.checked_rem(WHOLE)?);
            left = left.checked_sub(whole)?;
            rows.push((*channel, *share, whole, rest));
        }
        // Fewer cents are left than there are channels.
        while left > 0 {
            // The largest remainder; of equal ones that of the earlier channel.
            let largest = rows.iter_mut().rev().max_by_key(|row| row.3)?;
            largest.2 = largest.2.checked_add(1)?;
            largest.3 = -1;
            left = left.checked_sub(1)?;
        }
        Some(given(&rows, places))
    }
}

fn given(rows: &[(Channel, i128, i128, i128)], places: u32) -> Result<Vec<Part>> {
    let mut parts = Vec::new();
    for (channel, share, count, _) in rows {
        let share = Rational::new(*share, WHOLE).ratio()?;
        parts.push(Part { channel: *channel, share, usd: Usd::from_parts(*count, places)? });
    }
    Ok(parts)
}

/// A share in units of 10^-12.
fn units(share: Ratio) -> Result<i128> {
    let value = share.decimal().normalize();
    if value.is_sign_negative() && !value.is_zero() || value > rust_decimal::Decimal::ONE {
        return Err(Error::out_of_range("a share from 0 to 1", &value.to_string()));
    }
    let missing = PLACES.checked_sub(value.scale());
    let units = missing.and_then(|power| value.mantissa().checked_mul(10_i128.checked_pow(power)?));
    units.ok_or_else(|| {
        let found = Excerpt::from(value.to_string().as_str());
        Kind::TooManyPlaces { max: PLACES, found }.into()
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shares(given: &[(Channel, &str)]) -> Result<Shares> {
        let given: Vec<_> = given.iter().map(|(c, share)| (*c, share.parse().unwrap())).collect();
        Shares::new(&given)
    }

    fn dollars(shares: &Shares, total: &str) -> Vec<String> {
        let parts = shares.split(total.parse().unwrap()).unwrap();
        parts.iter().map(|part| part.usd.to_string()).collect()
    }

    #[test]
    fn the_cents_that_are_left_go_to_the_largest_remainders() {
        use Channel::{Fiat, Options, Usdc};
        let thirds = shares(&[(Fiat, "0.333333"), (Usdc, "0.333333"), (Options, "0.333334")]);
        assert_eq!(dollars(&thirds.unwrap(), "100"), ["33.34", "33.33", "33.33"]);
        let halves = shares(&[(Fiat, "0.5"), (Usdc, "0.5")]).unwrap();
        assert_eq!(dollars(&halves, "0.01"), ["0.01", "0.00"], "the earlier channel of equals");
        assert_eq!(dollars(&halves, "0.0003"), ["0.0002", "0.0001"]);
        assert_eq!(dollars(&halves, "0"), ["0.00", "0.00"]);
    }

    #[test]
    fn a_sum_other_than_one_is_an_error_that_says_the_sum() {
        let error = shares(&[(Channel::Fiat, "0.7"), (Channel::Usdt, "0.4")]).unwrap_err();
        assert_eq!(error.to_string(), "expected shares that sum to exactly 1, found \"1.1\"");
        assert_eq!(
            shares(&[(Channel::Fiat, "0.999999999999")]).unwrap_err().code(),
            "OUT_OF_RANGE"
        );
        assert_eq!(shares(&[]).unwrap_err().code(), "OUT_OF_RANGE");
    }

    #[test]
    fn the_rest_goes_to_the_channel_that_is_named_for_it() {
        let given = |share: &str| vec![(Channel::Usdc, share.parse().unwrap())];
        let shares = |share, rest| Shares::with_rest(given(share), rest);
        assert_eq!(dollars(&shares("0.3", Channel::Fiat).unwrap(), "10"), ["3.00", "7.00"]);
        assert_eq!(dollars(&shares("1", Channel::Fiat).unwrap(), "10"), ["10.00", "0.00"]);
        assert_eq!(shares("0.3", Channel::Usdc).unwrap_err().code(), "CONFLICT");
        let two =
            vec![(Channel::Usdc, "0.8".parse().unwrap()), (Channel::Usdt, "0.3".parse().unwrap())];
        let error = Shares::with_rest(two, Channel::Fiat).unwrap_err();
        assert_eq!(error.to_string(), "expected shares that sum to at most 1, found \"1.1\"");
    }

    #[test]
    fn a_single_share_out_of_range_is_named() {
        let error = shares(&[(Channel::Fiat, "1.4"), (Channel::Usdt, "-0.4")]).unwrap_err();
        assert_eq!(error.place().field.as_deref(), Some("fiat"));
        let error = shares(&[(Channel::Fiat, "0.5"), (Channel::Fiat, "0.5")]).unwrap_err();
        assert_eq!(error.code(), "CONFLICT");
        let error = shares(&[(Channel::Fiat, "0.1234567890123")]).unwrap_err();
        assert_eq!(error.code(), "TOO_MANY_PLACES");
        let all = shares(&[(Channel::Fiat, "1")]).unwrap();
        assert_eq!(all.split("-1".parse().unwrap()).unwrap_err().code(), "OUT_OF_RANGE");
    }
}
