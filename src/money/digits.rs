//! The digits of an exact number, one writer for every kind of it.
//!
//! Not `Display`: that of `rust_decimal` and that of `u128` are each longer than this, and a page
//! that loads the wasm pays for both.

use rust_decimal::Decimal;

use super::{Coins, Fixed, Price, Qty, Ratio, Usd};

/// An exact number as it is written: a sign, a whole number and the place of its point.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Digits {
    negative: bool,
    mantissa: u128,
    places: u32,
}

impl Digits {
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
        // From the last digit to the first.
        let mut backwards = Vec::new();
        let mut rest = self.mantissa;
        let mut place = 0_u32;
        while rest > 0 || place <= self.places {
            if place == self.places && place > 0 {
                backwards.push('.');
            }
            let (more, digit) = split(rest);
            backwards.push(digit);
            rest = more;
            place = place.saturating_add(1);
        }
        if self.negative {
            backwards.push('-');
        }
        backwards.into_iter().rev().collect()
    }
}

/// All digits but the last, and the last.
fn split(number: u128) -> (u128, char) {
    // In one word where it fits: a division of 128 bits is a loop on wasm.
    let (more, digit) = match u64::try_from(number) {
        Ok(word) => (u128::from(word / 10), (word % 10) as u8),
        Err(_) => (number / 10, (number % 10) as u8),
    };
    (more, char::from(b'0'.wrapping_add(digit)))
}

impl From<Decimal> for Digits {
    #[inline(never)]
    fn from(value: Decimal) -> Self {
        let mantissa = value.mantissa().unsigned_abs();
        Self { negative: value.is_sign_negative(), mantissa, places: value.scale() }
    }
}

impl<const SCALE: u32> From<Fixed<SCALE>> for Digits {
    #[inline(never)]
    fn from(value: Fixed<SCALE>) -> Self {
        let (units, places) = (value.units(), value.places());
        // Every term had at most `places` places, so the units end in this many zeros.
        let unit = 10_u128.checked_pow(SCALE.saturating_sub(places)).unwrap_or(1);
        let mantissa = units.unsigned_abs().checked_div(unit).unwrap_or(0);
        Self { negative: units < 0, mantissa, places }
    }
}

macro_rules! inner {
    ($($kind:ty: $inner:ident;)*) => {$(
        impl From<$kind> for Digits {
            fn from(number: $kind) -> Self {
                number.$inner().into()
            }
        }
    )*};
}

inner! { Price: decimal; Qty: decimal; Ratio: decimal; Usd: fixed; Coins: fixed; }

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn digits_are_those_that_a_decimal_displays(
            low: u32, middle: u32, high: u32, negative: bool, places in 0_u32..=28,
        ) {
            let value = Decimal::from_parts(low, middle, high, negative, places);
            prop_assert_eq!(Digits::from(value).text(), value.to_string());
            let trimmed = Digits::from(value).trimmed();
            prop_assert_eq!(trimmed.text(), value.normalize().to_string());
        }

        #[test]
        fn a_sum_is_written_with_the_places_of_its_terms(units: i128, places in 0_u32..=20) {
            let Ok(usd) = Usd::from_parts(units, places) else { return Ok(()) };
            let text = Digits::from(usd).text();
            let (_, fraction) = text.split_once('.').unwrap_or((&text, ""));
            prop_assert_eq!(fraction.len(), places as usize);
            prop_assert_eq!(text.replace('.', "").parse::<i128>(), Ok(units));
        }
    }

    #[test]
    fn zero_has_one_digit_before_the_point() {
        assert_eq!(Digits::from(Usd::ZERO).text(), "0");
        assert_eq!(Digits::from("0.050".parse::<Usd>().unwrap()).text(), "0.050");
        assert_eq!(Digits::from("-0.050".parse::<Usd>().unwrap()).trimmed().text(), "-0.05");
    }
}
