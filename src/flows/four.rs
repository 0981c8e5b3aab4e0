//! Four numbers that are taken for each other: notional, margin lost, mark-to-market transfer,
//! and the change of market value.

use crate::error::{Error, Result};
use crate::money::{Ratio, Rational, Usd};

/// What is known of an event.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct FourInputs {
    /// Liquidated notional.
    pub notional: Option<Usd>,
    /// Margin that the liquidated lost, where it is known.
    pub margin_lost: Option<Usd>,
    /// Else the lowest and the highest leverage that the positions may have had.
    pub leverage: Option<(Ratio, Ratio)>,
    /// Open interest before.
    pub open_interest: Option<Usd>,
    /// The relative move of the price, of either sign.
    pub price_move: Option<Ratio>,
    /// What one side paid the other, where a ledger says it.
    pub mark_to_market: Option<Usd>,
    /// Market value before and after.
    pub market_value: Option<(Usd, Usd)>,
    /// Else the coins in circulation, with the price before and after.
    pub coins: Option<Rational>,
    /// The price before and after.
    pub prices: Option<(Rational, Rational)>,
}

/// The four numbers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Four {
    /// Value of the positions that were closed.
    pub notional: Measure,
    /// What their owners lost at most.
    pub margin_lost: Measure,
    /// What one side of the whole open interest paid the other.
    pub mark_to_market: Measure,
    /// What all coins are worth less (or more).
    pub market_value: Measure,
}

/// One number, with what it means.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Measure {
    /// Its name, for the table.
    pub name: &'static str,
    /// What it counts, in a sentence.
    pub meaning: &'static str,
    /// How it was computed.
    pub formula: &'static str,
    /// The number, or its lower end; none where an input is missing.
    pub low: Option<Usd>,
    /// The same, or its upper end.
    pub high: Option<Usd>,
    /// What is missing, where something is.
    pub missing: Option<&'static str>,
}

impl Four {
    /// The four numbers; one whose inputs are missing says which.
    ///
    /// # Errors
    /// Out of range for a leverage below 1 or the wrong way round, overflow.
    pub fn of(inputs: &FourInputs) -> Result<Self> {
        Ok(Self {
            notional: Measure {
                name: "notional",
                meaning: "value of the closed positions; it is not a loss",
                formula: "as reported",
                low: inputs.notional,
                high: inputs.notional,
                missing: missing(inputs.notional.is_some(), "the liquidated notional"),
            },
            margin_lost: margin_lost(inputs)?,
            mark_to_market: mark_to_market(inputs)?,
            market_value: market_value(inputs)?,
        })
    }

    /// The four in the order of the table.
    #[must_use]
    pub fn rows(&self) -> [&Measure; 4] {
        [&self.notional, &self.margin_lost, &self.mark_to_market, &self.market_value]
    }
}

fn margin_lost(inputs: &FourInputs) -> Result<Measure> {
    let given = inputs.margin_lost;
    let range = match (given, inputs.notional, inputs.leverage) {
        (Some(lost), _, _) => Some((lost, lost)),
        (None, Some(notional), Some((min, max))) => {
            Some((margin(notional, max)?, margin(notional, min)?))
        }
        _ => None,
    };
    if range.is_some_and(|(low, high)| low > high) {
        let found = inputs.leverage.map(|pair| pair.0.to_string()).unwrap_or_default();
        let error = Error::out_of_range("the lowest leverage first, the highest second", &found);
        return Err(error.in_field("leverage"));
    }
    Ok(Measure {
        name: "margin_lost",
        meaning: "what the owners of the closed positions can have lost: their margin",
        formula: if given.is_some() { "as reported" } else { "notional / leverage" },
        low: range.map(|range| range.0),
        high: range.map(|range| range.1),
        missing: missing(range.is_some(), "the margin lost, or the notional and its leverage"),
    })
}

/// Notional ÷ leverage, to the cent.
fn margin(notional: Usd, leverage: Ratio) -> Result<Usd> {
    let leverage = Rational::from(leverage.decimal());
    if leverage < Rational::ONE {
        let found = leverage.ratio()?.to_string();
        return Err(Error::out_of_range("a leverage of 1 or more", &found).in_field("leverage"));
    }
    cents(Rational::from(notional).over(leverage))
}

fn mark_to_market(inputs: &FourInputs) -> Result<Measure> {
    let given = inputs.mark_to_market;
    let moved = match (given, inputs.open_interest, relative(inputs)?) {
        (Some(given), _, _) => Some(given),
        (None, Some(interest), Some(share)) => {
            Some(cents(Rational::from(interest).times(share.magnitude()))?)
        }
        _ => None,
    };
    Ok(Measure {
        name: "mark_to_market",
        meaning: "what one side of all open positions paid the other, liquidated or not",
        formula: if given.is_some() {
            "as the ledger says"
        } else {
            "open interest x move of the price"
        },
        low: moved,
        high: moved,
        missing: missing(moved.is_some(), "the open interest and the move of the price"),
    })
}

/// The move of the price as a fraction, stated or from the prices.
fn relative(inputs: &FourInputs) -> Result<Option<Rational>> {
    if let Some(share) = inputs.price_move {
        return Ok(Some(share.decimal().into()));
    }
    match inputs.prices {
        Some((before, after)) if !before.is_zero() => {
            after.over(before).minus(Rational::ONE).known("a quotient").map(Some)
        }
        _ => Ok(None),
    }
}

fn market_value(inputs: &FourInputs) -> Result<Measure> {
    let given = inputs.market_value.map(|(before, after)| after.minus(before)).transpose()?;
    let change = match (given, inputs.coins, inputs.prices) {
        (Some(given), _, _) => Some(given),
        (None, Some(coins), Some((before, after))) => {
            Some(cents(coins.times(after.minus(before)))?)
        }
        _ => None,
    };
    let by_coins = given.is_none() && change.is_some();
    Ok(Measure {
        name: "market_value",
        meaning: "change of what all coins are worth at the last price; nobody paid it",
        formula: if by_coins {
            "coins in circulation x (price after - price before)"
        } else {
            "market value after - market value before"
        },
        low: change,
        high: change,
        missing: missing(
            change.is_some(),
            "the market value before and after, or the coins in circulation and both prices",
        ),
    })
}

fn cents(value: Rational) -> Result<Usd> {
    Usd::new(value.nearest(2)?)
}

fn missing(known: bool, what: &'static str) -> Option<&'static str> {
    if known { None } else { Some(what) }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn usd(text: &str) -> Option<Usd> {
        Some(text.parse().unwrap())
    }

    fn range(measure: &Measure) -> (String, String) {
        (measure.low.unwrap().to_string(), measure.high.unwrap().to_string())
    }

    #[test]
    fn the_longs_of_november_lost_a_tenth_of_what_was_printed_at_most() {
        // 391 million USD of longs at 10 to 20 times; a move of 3% on 70 billion of open interest.
        let four = Four::of(&FourInputs {
            notional: usd("391000000"),
            leverage: Some(("10".parse().unwrap(), "20".parse().unwrap())),
            open_interest: usd("70000000000"),
            price_move: Some("-0.03".parse().unwrap()),
            market_value: usd("2150000000000").zip(usd("1780000000000")),
            ..FourInputs::default()
        })
        .unwrap();
        assert_eq!(range(&four.margin_lost), ("19550000.00".to_owned(), "39100000.00".to_owned()));
        assert_eq!(four.mark_to_market.low.unwrap().to_string(), "2100000000.00");
        assert_eq!(four.market_value.low.unwrap().to_string(), "-370000000000");
        assert_eq!(four.rows().map(|row| row.missing), [None; 4]);
    }

    #[test]
    fn prices_stand_for_a_move_and_with_coins_for_market_value() {
        let whole = |text: &str| text.parse::<Rational>().unwrap();
        let inputs = FourInputs {
            open_interest: usd("1000"),
            coins: Some(whole("20000000")),
            prices: Some((whole("100000"), whole("97000.5"))),
            ..FourInputs::default()
        };
        let four = Four::of(&inputs).unwrap();
        // 1000 x 2999.5 / 100000, to the cent; 20 million x -2999.5.
        assert_eq!(range(&four.mark_to_market).0, "30.00");
        assert_eq!(range(&four.market_value).0, "-59990000000.00");
        let ledger = FourInputs { mark_to_market: usd("31.5"), ..inputs };
        let four = Four::of(&ledger).unwrap();
        assert_eq!(range(&four.mark_to_market).0, "31.5");
        assert_eq!(four.mark_to_market.formula, "as the ledger says");
    }

    #[test]
    fn what_is_missing_is_said_and_not_filled_in() {
        let four = Four::of(&FourInputs { notional: usd("1"), ..FourInputs::default() }).unwrap();
        let missing: Vec<_> = four.rows().iter().filter_map(|row| row.missing).collect();
        assert_eq!(missing.len(), 3);
        assert!(four.margin_lost.low.is_none());
    }

    #[test]
    fn a_leverage_that_cannot_be_is_an_error() {
        let of = |min: &str, max: &str| {
            Four::of(&FourInputs {
                notional: usd("100"),
                leverage: Some((min.parse().unwrap(), max.parse().unwrap())),
                ..FourInputs::default()
            })
        };
        assert_eq!(of("0.5", "2").unwrap_err().place().field.as_deref(), Some("leverage"));
        assert_eq!(of("20", "10").unwrap_err().code(), "OUT_OF_RANGE");
        assert_eq!(range(&of("3", "3").unwrap().margin_lost).0, "33.33");
    }
}
