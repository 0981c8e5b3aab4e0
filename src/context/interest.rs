//! Price and open interest, in coins: who came and who left.
//!
//! Open interest in USD falls with the price even when nobody closes anything: −4% in USD with
//! −4% in price is no change at all. Only coins say whether leverage left.

use super::answer::{Answer, Unknown, percent};
use crate::error::Result;
use crate::money::{Ratio, Rational, Usd};

/// The known parts of a change of open interest.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Change {
    /// Coins before and after, as fractions of a coin.
    pub coins: Option<(Rational, Rational)>,
    /// USD before and after.
    pub usd: Option<(Rational, Rational)>,
    /// The relative change in USD, where only that was printed.
    pub usd_change: Option<Rational>,
    /// Price before and after.
    pub price: Option<(Rational, Rational)>,
    /// The relative change in price, where only that was printed.
    pub price_change: Option<Rational>,
}

/// The change in coins, and how it was found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CoinChange {
    /// After ÷ before − 1, in coins.
    pub coins: Ratio,
    /// The same in USD, where it is known.
    pub usd: Option<Ratio>,
    /// The same of the price, where it is known.
    pub price: Option<Ratio>,
    /// Whether coins were converted from USD and the price instead of reported.
    pub converted: bool,
}

vocabulary! {
    /// Which way price and open interest went.
    #[derive(Clone, Copy, Debug, PartialEq, Eq)]
    pub enum Quadrant {
        /// Price and open interest fell.
        LongDeleveraging = "long_deleveraging",
        /// The price fell, open interest rose.
        NewShorts = "new_shorts",
        /// The price rose, open interest fell.
        ShortCovering = "short_covering",
        /// Price and open interest rose.
        NewLongs = "new_longs",
        /// One of them did not move.
        Flat = "flat",
    }
}

impl Change {
    /// The relative change in price.
    ///
    /// # Errors
    /// Overflow beyond exact arithmetic.
    pub fn of_price(&self) -> Result<Option<Rational>> {
        one_of(self.price, self.price_change)
    }

    /// The relative change in coins; from USD and the price where coins are not reported.
    ///
    /// # Errors
    /// Overflow beyond exact arithmetic.
    pub fn of_coins(&self) -> Result<Option<(Rational, bool)>> {
        if let Some(coins) = one_of(self.coins, None)? {
            return Ok(Some((coins, false)));
        }
        let (usd, price) = (one_of(self.usd, self.usd_change)?, self.of_price()?);
        let Some((usd, price)) = usd.zip(price) else { return Ok(None) };
        let divisor = price.plus(Rational::ONE);
        if divisor.is_zero() {
            return Ok(None);
        }
        let coins = usd.plus(Rational::ONE).over(divisor).minus(Rational::ONE);
        Ok(Some((coins.known("a quotient")?, true)))
    }

    /// The change in coins, beside the one in USD and in price.
    ///
    /// # Errors
    /// Overflow beyond exact arithmetic.
    pub fn in_coins(&self) -> Result<Answer<CoinChange>> {
        const RULE: &str = "coins after / coins before - 1; where only USD is known, (1 + change \
                            in USD) / (1 + change in price) - 1";
        let usd = one_of(self.usd, self.usd_change)?.map(Rational::ratio).transpose()?;
        let price = self.of_price()?.map(Rational::ratio).transpose()?;
        let answer = Answer::to(RULE)
            .using_if("change_usd", usd)
            .using_if("change_price", price)
            .using_if("coins_before", self.coins.map(|pair| pair.0))
            .using_if("coins_after", self.coins.map(|pair| pair.1));
        Ok(match self.of_coins()? {
            None => answer.unknown(NEEDS),
            Some((coins, converted)) => {
                answer.known(CoinChange { coins: coins.ratio()?, usd, price, converted })
            }
        })
    }
}

const NEEDS: &str = "it needs open interest in coins, or in USD together with the price";

/// The quadrant of price and open interest in coins.
///
/// # Errors
/// Overflow beyond exact arithmetic.
pub fn quadrant(change: &Change) -> Result<Answer<Quadrant>> {
    const RULE: &str = "price down and coins down: longs left; price down and coins up: new \
                        shorts; price up and coins down: shorts covered; price up and coins up: \
                        new longs; no change in one of them: flat";
    let (price, coins) = (change.of_price()?, change.of_coins()?);
    let shown = |value: Rational| value.ratio().map(|ratio| format!("{}%", percent(ratio)));
    let answer = Answer::to(RULE)
        .using_if("change_price", price.map(shown).transpose()?)
        .using_if("change_coins", coins.map(|coins| shown(coins.0)).transpose()?);
    let Some((coins, _)) = coins else { return Ok(answer.unknown(NEEDS)) };
    let Some(price) = price else {
        return Ok(answer.unknown("it needs the change in price"));
    };
    Ok(answer.known(match (price.sign()?, coins.sign()?) {
        (std::cmp::Ordering::Less, std::cmp::Ordering::Less) => Quadrant::LongDeleveraging,
        (std::cmp::Ordering::Less, std::cmp::Ordering::Greater) => Quadrant::NewShorts,
        (std::cmp::Ordering::Greater, std::cmp::Ordering::Less) => Quadrant::ShortCovering,
        (std::cmp::Ordering::Greater, std::cmp::Ordering::Greater) => Quadrant::NewLongs,
        _ => Quadrant::Flat,
    }))
}

/// Liquidations as a share of something: open interest, or 24-hour volume.
#[must_use]
pub fn share_of(liquidated: Option<Usd>, of_name: &'static str, of: Option<Usd>) -> Answer<Ratio> {
    const RULE: &str = "liquidated notional in USD / the other amount in USD, same span and market";
    let answer = Answer::to(RULE).using_if("liquidated_usd", liquidated).using_if(of_name, of);
    let found = match (liquidated, of) {
        (None, _) => Err(Unknown::because("it needs the liquidated notional")),
        (_, None) => Err(Unknown::because(format!("it needs {of_name}"))),
        (Some(top), Some(bottom)) => {
            top.over(bottom).ok_or_else(|| Unknown::because(format!("{of_name} is zero")))
        }
    };
    answer.found(found)
}

/// The relative change of a pair, or the one that was printed; none from zero.
fn one_of(
    pair: Option<(Rational, Rational)>,
    printed: Option<Rational>,
) -> Result<Option<Rational>> {
    match pair {
        Some((before, after)) if !before.is_zero() => {
            after.over(before).minus(Rational::ONE).known("a quotient").map(Some)
        }
        _ => Ok(printed),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn r(text: &str) -> Rational {
        text.parse().unwrap()
    }

    #[test]
    fn four_per_cent_less_in_usd_and_in_price_is_no_change_in_coins() {
        let change = Change {
            usd_change: Some(r("-0.04")),
            price_change: Some(r("-0.04")),
            ..Change::default()
        };
        let answer = change.in_coins().unwrap();
        let found = answer.get().unwrap();
        assert_eq!((found.coins.to_string().as_str(), found.converted), ("0", true));
        assert_eq!(quadrant(&change).unwrap().get(), Some(&Quadrant::Flat));
    }

    #[test]
    fn the_october_washout_in_usd_and_in_coins() {
        let change = Change {
            usd: Some((r("70000000000"), r("58000000000"))),
            coins: Some((r("560000"), r("481000"))),
            price: Some((r("122000"), r("107000"))),
            ..Change::default()
        };
        let answer = change.in_coins().unwrap();
        let found = answer.get().unwrap();
        assert_eq!(found.coins.to_string(), "-0.141071428571428571");
        assert_eq!(found.usd.unwrap().to_string(), "-0.171428571428571429");
        assert!(!found.converted);
        assert_eq!(quadrant(&change).unwrap().get(), Some(&Quadrant::LongDeleveraging));
    }

    #[test]
    fn every_quadrant() {
        let of = |price: &str, coins: &str| {
            let change = Change {
                price_change: Some(r(price)),
                coins: Some((r("100"), r(coins))),
                ..Change::default()
            };
            quadrant(&change).unwrap().get().unwrap().as_str()
        };
        assert_eq!(of("-0.1", "90"), "long_deleveraging");
        assert_eq!(of("-0.1", "110"), "new_shorts");
        assert_eq!(of("0.1", "90"), "short_covering");
        assert_eq!(of("0.1", "110"), "new_longs");
        assert_eq!(of("0.1", "100"), "flat");
    }

    #[test]
    fn usd_without_a_price_cannot_be_checked() {
        let change = Change { usd_change: Some(r("-0.04")), ..Change::default() };
        assert_eq!(quadrant(&change).unwrap().why_not(), Some(NEEDS));
        let gone =
            Change { usd_change: Some(r("-1")), price_change: Some(r("-1")), ..Change::default() };
        assert_eq!(gone.in_coins().unwrap().why_not(), Some(NEEDS));
    }

    #[test]
    fn liquidations_to_open_interest() {
        let usd = |text: &str| Some(text.parse::<Usd>().unwrap());
        let answer = share_of(usd("5340000000"), "open_interest_usd", usd("70000000000"));
        assert_eq!(answer.get().unwrap().to_string(), "0.076285714285714286");
        let zero = share_of(usd("1"), "volume_usd", usd("0"));
        assert_eq!(zero.why_not(), Some("volume_usd is zero"));
        let none = share_of(usd("1"), "volume_usd", None);
        assert_eq!(none.why_not(), Some("it needs volume_usd"));
    }
}
