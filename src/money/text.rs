//! Decimal text to number, exactly or not at all.
//!
//! Our own grammar stands before `rust_decimal` because its `from_str` takes `1_000`, rounds a
//! 30th digit away and turns `0.00000000000000000000000000001` into zero.

use rust_decimal::Decimal;

use crate::error::{Error, Excerpt, Kind, Result};

/// Most significant digits that always fit `rust_decimal`'s 96-bit mantissa, and most places.
const MAX_DIGITS: u32 = 28;
/// Most decimal places that `rust_decimal` keeps.
const MAX_SCALE: i64 = 28;

const EXPECTED: &str = "a decimal number such as 104580.25";

/// Reads `-12.50`, `3.07e11` or `0.000001` exactly.
///
/// Grammar: an optional minus, digits, optionally a point and digits, optionally an exponent.
/// No plus sign, no grouping, no spaces, no `NaN` and no infinity. Trailing zeros are kept as
/// decimal places (`1.50` has two) as long as they fit.
///
/// # Errors
/// [`Kind::Malformed`] for any other text, [`Kind::TooManyDigits`] beyond 28 significant
/// digits, [`Kind::TooManyPlaces`] beyond 28 decimal places.
pub fn parse_decimal(text: &str) -> Result<Decimal> {
    decimal(text.as_bytes()).map_err(|fault| fault.of(text.into()))
}

/// [`parse_decimal`] for raw bytes.
///
/// # Errors
/// As [`parse_decimal`].
pub fn parse_decimal_bytes(text: &[u8]) -> Result<Decimal> {
    decimal(text).map_err(|fault| fault.of(text.into()))
}

/// What is wrong with a text; its excerpt is made by who knows whether it is Unicode.
enum Fault {
    Malformed,
    TooManyDigits,
    TooManyPlaces,
}

impl Fault {
    #[cold]
    fn of(self, found: Excerpt) -> Error {
        match self {
            Self::Malformed => Kind::Malformed { expected: EXPECTED, found },
            Self::TooManyDigits => Kind::TooManyDigits { max: MAX_DIGITS, found },
            Self::TooManyPlaces => Kind::TooManyPlaces { max: MAX_DIGITS, found },
        }
        .into()
    }
}

fn decimal(text: &[u8]) -> Result<Decimal, Fault> {
    if let Some(value) = plain(text) {
        return Ok(value);
    }
    let mut scan = Scan { rest: text, mantissa: 0, digits: 0, overlong: false };
    let negative = scan.take(b'-');
    let whole = scan.digits();
    let places = if scan.take(b'.') { Some(scan.digits()) } else { None };
    let exponent = scan.exponent();
    if whole == 0 || places == Some(0) || exponent.is_none() || !scan.rest.is_empty() {
        return Err(Fault::Malformed);
    }
    let scale = i64::from(places.unwrap_or(0)).saturating_sub(exponent.unwrap_or(0));
    build(negative, &scan, scale)
}

/// Up to 19 characters of digits, with at most one point inside them: nearly every number of a
/// feed. Anything else is left to the careful reader.
#[allow(clippy::cast_possible_truncation, reason = "a mantissa is cut into its 32-bit halves")]
fn plain(text: &[u8]) -> Option<Decimal> {
    if text.is_empty() || text.len() > 19 {
        return None;
    }
    let (mut mantissa, mut places, mut point) = (0_u64, 0_u32, 0_u32);
    for (index, byte) in text.iter().enumerate() {
        let digit = byte.wrapping_sub(b'0');
        if digit <= 9 {
            mantissa = mantissa.wrapping_mul(10).wrapping_add(u64::from(digit));
            places = places.wrapping_add(point);
        } else if *byte == b'.' && point == 0 && index > 0 {
            point = 1;
        } else {
            return None;
        }
    }
    // Digits have to follow a point.
    if point == 1 && places == 0 {
        return None;
    }
    Some(Decimal::from_parts(mantissa as u32, (mantissa >> 32) as u32, 0, false, places))
}

struct Scan<'a> {
    rest: &'a [u8],
    mantissa: u128,
    /// Significant digits so far, leading zeros not counted.
    digits: u32,
    /// A digit other than zero came after the mantissa was full.
    overlong: bool,
}

impl Scan<'_> {
    fn take(&mut self, byte: u8) -> bool {
        match self.rest.split_first() {
            Some((first, rest)) if *first == byte => {
                self.rest = rest;
                true
            }
            _ => false,
        }
    }

    /// Takes digits into the mantissa; returns how many there were.
    fn digits(&mut self) -> u32 {
        let mut count = 0_u32;
        while let Some((byte, rest)) = self.rest.split_first() {
            let digit = byte.wrapping_sub(b'0');
            if digit > 9 {
                break;
            }
            self.push(digit);
            count = count.saturating_add(1);
            self.rest = rest;
        }
        count
    }

    fn push(&mut self, digit: u8) {
        if self.digits == 0 && digit == 0 {
            return;
        }
        // 38 digits fit a u128; what lies beyond can only matter when it is not zero.
        if self.digits < 38 {
            self.mantissa = self.mantissa.wrapping_mul(10).wrapping_add(u128::from(digit));
        } else if digit != 0 {
            self.overlong = true;
        }
        self.digits = self.digits.saturating_add(1);
    }

    /// The exponent, 0 where there is none, `None` where it is malformed.
    fn exponent(&mut self) -> Option<i64> {
        if !(self.take(b'e') || self.take(b'E')) {
            return Some(0);
        }
        let negative = self.take(b'-');
        if !negative {
            self.take(b'+');
        }
        let mut value = 0_i64;
        let mut any = false;
        while let Some((byte, rest)) = self.rest.split_first() {
            let digit = byte.wrapping_sub(b'0');
            if digit > 9 {
                break;
            }
            any = true;
            value = value.saturating_mul(10).saturating_add(i64::from(digit));
            self.rest = rest;
        }
        any.then_some(if negative { value.saturating_neg() } else { value })
    }
}

fn build(negative: bool, scan: &Scan<'_>, scale: i64) -> Result<Decimal, Fault> {
    let mut mantissa = scan.mantissa;
    // Digits that did not fit the scan were zeros, or this is an error: they only shift the scale.
    let mut scale = scale.saturating_sub(i64::from(scan.digits.saturating_sub(38)));
    if scan.overlong {
        return Err(Fault::TooManyDigits);
    }
    if mantissa == 0 {
        scale = scale.clamp(0, MAX_SCALE);
    }
    while scale < 0 {
        let Some(grown) = mantissa.checked_mul(10) else { return Err(Fault::TooManyDigits) };
        mantissa = grown;
        scale = scale.saturating_add(1);
    }
    while scale > 0 && (scale > MAX_SCALE || mantissa >= 1 << 96) && mantissa.is_multiple_of(10) {
        mantissa = mantissa.checked_div(10).unwrap_or(0);
        scale = scale.saturating_sub(1);
    }
    if scale > MAX_SCALE {
        return Err(Fault::TooManyPlaces);
    }
    let value = i128::try_from(mantissa).ok().and_then(|mantissa| {
        let scale = u32::try_from(scale).ok()?;
        Decimal::try_from_i128_with_scale(mantissa, scale).ok()
    });
    let mut value = value.ok_or(Fault::TooManyDigits)?;
    value.set_sign_negative(negative && !value.is_zero());
    Ok(value)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> String {
        match parse_decimal(text) {
            Ok(value) => value.to_string(),
            Err(error) => error.code().to_owned(),
        }
    }

    #[test]
    fn it_reads_plain_decimals_and_keeps_their_places() {
        for text in ["0", "1", "-1.50", "0.0110380", "104580.25", "1765416983918", "-0.1"] {
            assert_eq!(read(text), text);
        }
        assert_eq!(read("007.5"), "7.5");
        assert_eq!(read("-0.00"), "0.00");
    }

    #[test]
    fn the_quick_reader_and_the_careful_one_agree() {
        let texts =
            ["0", "00.10", "9999999999999999999", "1.99999999999999999", "123456789.123456789"];
        for text in texts {
            let careful = parse_decimal_bytes(format!("-{text}").as_bytes()).unwrap();
            let quick = plain(text.as_bytes()).unwrap();
            assert_eq!((quick, quick.scale()), (careful.abs(), careful.scale()), "{text}");
        }
        for text in ["", ".", "1.", ".1", "1.2.3", "-1", "1e3", "12345678901234567890"] {
            assert_eq!(plain(text.as_bytes()), None, "{text}");
        }
    }

    #[test]
    fn exponents_are_exact() {
        assert_eq!(read("3.07698e+11"), "307698000000");
        assert_eq!(read("1e-05"), "0.00001");
        assert_eq!(read("1E3"), "1000");
        assert_eq!(read("0e99"), "0");
        assert_eq!(read("1e400"), "TOO_MANY_DIGITS");
        assert_eq!(read("1e-400"), "TOO_MANY_PLACES");
        assert_eq!(read("1e99999999999999999999"), "TOO_MANY_DIGITS");
    }

    #[test]
    fn anything_else_is_malformed() {
        let bad = ["", "-", ".", "1.", ".5", "+1", "1_0", " 1", "1 ", "NaN", "inf", "Infinity"];
        let worse = ["1e", "1e+", "0x10", "1,5", "--1", "1.2.3", "١", "None", "null", "1e5.5"];
        for text in bad.iter().chain(&worse) {
            assert_eq!(read(text), "MALFORMED", "{text:?}");
        }
    }

    #[test]
    fn digits_beyond_28_are_an_error_unless_they_are_zeros() {
        let digits = "1234567890123456789012345678";
        assert_eq!(read(digits), digits);
        assert_eq!(read(&format!("{digits}90")), "TOO_MANY_DIGITS");
        assert_eq!(read(&"9".repeat(40)), "TOO_MANY_DIGITS");
        assert_eq!(read(&"9".repeat(400)), "TOO_MANY_DIGITS");
        assert_eq!(read(&format!("0.{}1", "0".repeat(40))), "TOO_MANY_PLACES");
        assert_eq!(read(&format!("1.{}", "0".repeat(60))), "1.0000000000000000000000000000");
        assert_eq!(read(&format!("1{}e-50", "0".repeat(50))), "1.0000000000000000000000000000");
    }
}
