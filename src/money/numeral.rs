//! An exact number as text, one writer for every kind of it.
//!
//! Not `Display`: that of `rust_decimal` is longer than this, and a page that loads the wasm pays
//! for it.

use rust_decimal::Decimal;

use super::Fixed;
use super::digits::Digits;

/// An exact number as it is written: a sign, its digits and the place of the point.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Numeral {
    negative: bool,
    mantissa: u128,
    places: u32,
}

impl Numeral {
    /// Without the zeros at the end of the decimal places.
    #[must_use]
    #[inline(never)]
    pub fn trimmed(mut self) -> Self {
        while self.places > 0 && self.mantissa.is_multiple_of(10) {
            self.mantissa = self.mantissa.checked_div(10).unwrap_or(0);
            self.places = self.places.saturating_sub(1);
        }
        self
    }

    /// The text: `-12.50`.
    #[must_use]
    #[inline(never)]
    pub fn text(self) -> String {
        let digits = Digits::of(self.mantissa, self.places.saturating_add(1));
        let point = digits.as_bytes().len().saturating_sub(self.places as usize);
        let mut text = String::from(if self.negative { "-" } else { "" });
        for (index, digit) in digits.as_bytes().iter().enumerate() {
            if index == point {
                text.push('.');
            }
            text.push(char::from(*digit));
        }
        text
    }
}

impl From<Decimal> for Numeral {
    #[inline(never)]
    fn from(value: Decimal) -> Self {
        let mantissa = value.mantissa().unsigned_abs();
        Self { negative: value.is_sign_negative(), mantissa, places: value.scale() }
    }
}

impl<const SCALE: u32> From<Fixed<SCALE>> for Numeral {
    #[inline(never)]
    fn from(value: Fixed<SCALE>) -> Self {
        let (units, places) = (value.units(), value.places());
        // Every term had at most `places` places, so the units end in this many zeros.
        let unit = 10_u128.checked_pow(SCALE.saturating_sub(places)).unwrap_or(1);
        let mantissa = units.unsigned_abs().checked_div(unit).unwrap_or(0);
        Self { negative: units < 0, mantissa, places }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::money::Usd;

    #[test]
    fn it_is_the_text_that_a_decimal_displays() {
        let mut word = 1_u32;
        for round in 0..2_000_u32 {
            word = word.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            let [low, middle, high] = [word, word.rotate_left(7) >> (round % 32), word >> 9];
            let (middle, high) = if round % 3 == 0 { (0, 0) } else { (middle, high) };
            let value = Decimal::from_parts(low, middle, high, round % 2 == 0, round % 29);
            assert_eq!(Numeral::from(value).text(), value.to_string());
            assert_eq!(Numeral::from(value).trimmed().text(), value.normalize().to_string());
        }
    }

    #[test]
    fn a_sum_is_written_with_the_places_of_its_terms() {
        for (units, places) in [(0, 0), (0, 3), (5, 20), (-5, 20), (i128::MAX, 20), (-1, 0)] {
            let usd = Usd::from_parts(units, places).unwrap();
            let text = Numeral::from(usd).text();
            let (_, fraction) = text.split_once('.').unwrap_or((&text, ""));
            assert_eq!(fraction.len(), places as usize);
            assert_eq!(text.replace('.', "").parse::<i128>(), Ok(units));
            assert_eq!(text, usd.to_string());
        }
    }

    #[test]
    fn zero_has_one_digit_before_the_point() {
        assert_eq!(Numeral::from(Usd::ZERO).text(), "0");
        assert_eq!(Numeral::from("0.050".parse::<Usd>().unwrap()).text(), "0.050");
        assert_eq!(Numeral::from("-0.050".parse::<Usd>().unwrap()).trimmed().text(), "-0.05");
    }
}
