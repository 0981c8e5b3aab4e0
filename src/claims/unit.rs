//! What the number of a reading is: how it is written in a sentence.

use super::inputs::shown;
use crate::money::Rational;

vocabulary! {
    /// The unit of a reading's value and of what it is compared with.
    #[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
    pub enum Unit {
        /// A plain number: a ratio, a year, a count.
        #[default]
        Number = "number",
        /// A fraction, written as a percentage.
        Fraction = "fraction",
        /// US dollars.
        Usd = "usd",
        /// A day as a number such as 20251104.
        Day = "day",
    }
}

impl Unit {
    /// The number as a sentence has it; rounded for the eye, never for a comparison.
    #[must_use]
    pub fn written(self, number: Rational) -> String {
        match self {
            Self::Number => shown(number),
            Self::Fraction => percent(number),
            Self::Usd => format!("{} USD", grouped(&cents(number))),
            Self::Day => day(&shown(number)),
        }
    }
}

/// Four places of a percentage: a funding rate is a hundredth of one.
fn percent(number: Rational) -> String {
    let hundredfold = number.times(Rational::whole(100));
    let text = hundredfold.nearest(4);
    text.map_or_else(|_| number.to_string(), |value| format!("{}%", value.normalize()))
}

fn cents(number: Rational) -> String {
    number.nearest(2).map_or_else(|_| number.to_string(), |value| value.normalize().to_string())
}

/// Digits before the point in groups of three.
fn grouped(text: &str) -> String {
    let (whole, rest) = match text.split_once('.') {
        Some((whole, part)) => (whole, format!(".{part}")),
        None => (text, String::new()),
    };
    let count = whole.bytes().filter(u8::is_ascii_digit).count();
    let mut found = String::new();
    let mut left = count;
    for sign_or_digit in whole.chars() {
        let is_digit = sign_or_digit.is_ascii_digit();
        if is_digit && left < count && left.is_multiple_of(3) {
            found.push(',');
        }
        found.push(sign_or_digit);
        left = left.saturating_sub(usize::from(is_digit));
    }
    found + &rest
}

/// `20251104` as `2025-11-04`; anything else as it is.
fn day(text: &str) -> String {
    match (text.get(..4), text.get(4..6), text.get(6..8)) {
        (Some(year), Some(month), Some(day)) if text.len() == 8 => format!("{year}-{month}-{day}"),
        _ => text.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_unit_is_written_its_own_way() {
        let written = |unit: &str, text: &str| {
            Unit::named(unit).unwrap().written(text.parse::<Rational>().unwrap())
        };
        assert_eq!(written("number", "19.3564356435"), "19.356436");
        assert_eq!(written("fraction", "-0.073164787"), "-7.3165%");
        assert_eq!(written("fraction", "0.17"), "17%");
        assert_eq!(written("usd", "1360000000"), "1,360,000,000 USD");
        assert_eq!(written("usd", "-1234.506"), "-1,234.51 USD");
        assert_eq!(written("usd", "-123"), "-123 USD");
        assert_eq!(written("day", "20250622"), "2025-06-22");
        assert_eq!(written("day", "2018"), "2018");
        assert_eq!(Unit::named("euro").unwrap_err().code(), "UNKNOWN_NAME");
    }
}
