//! Money against big rationals: exact, or an error, never something in between.

use num_bigint::BigInt;
use num_rational::BigRational;
use num_traits::{Signed, Zero};
use proptest::prelude::*;
use washout::money::{Coins, Price, Qty, Ratio, Usd, parse_decimal};

/// The rational that a plain decimal text means, read independently of the crate.
pub(crate) fn rational(text: &str) -> BigRational {
    let (digits, exponent) = text.split_once(['e', 'E']).unwrap_or((text, "0"));
    let (whole, part) = digits.split_once('.').unwrap_or((digits, ""));
    let mantissa: BigInt = format!("{whole}{part}").parse().unwrap();
    let power = exponent.parse::<i32>().unwrap() - i32::try_from(part.len()).unwrap();
    let mantissa = if whole.starts_with('-') { -mantissa.abs() } else { mantissa };
    BigRational::from(mantissa) * BigRational::from(BigInt::from(10)).pow(power)
}

/// Decimal text with up to `whole` and `part` digits.
fn decimal(whole: usize, part: usize) -> impl Strategy<Value = String> {
    let pattern = format!("(0|[1-9][0-9]{{0,{}}})(\\.[0-9]{{1,{part}}})?", whole - 1);
    proptest::string::string_regex(&pattern).unwrap()
}

proptest! {
    #[test]
    fn text_is_read_exactly_or_refused(text in decimal(30, 30)) {
        match parse_decimal(&text) {
            Ok(value) => prop_assert_eq!(rational(&value.to_string()), rational(&text)),
            Err(error) => {
                let digits = text.replace('.', "").trim_start_matches('0').trim_end_matches('0')
                    .len();
                let places = text.split_once('.').map_or(0, |(_, p)| p.trim_end_matches('0').len());
                // 29 digits before the point may be past the mantissa even when most are zeros.
                let whole = text.split('.').next().map_or(0, str::len);
                prop_assert!(digits > 28 || places > 28 || whole > 28, "{} {}", text, error);
            }
        }
    }

    #[test]
    fn any_text_at_all_gives_a_number_or_an_error(text in "[-+0-9.eE_ ]{0,40}") {
        if let Ok(value) = parse_decimal(&text) {
            prop_assert_eq!(rational(&value.to_string()), rational(&text));
        }
    }

    #[test]
    fn a_product_is_exact_or_refused(price in decimal(10, 10), qty in decimal(10, 12)) {
        let exact = rational(&price) * rational(&qty);
        let product = price.parse::<Price>().unwrap().times(qty.parse::<Qty>().unwrap());
        match product {
            Ok(usd) => prop_assert_eq!(rational(&usd.to_string()), exact),
            Err(error) => {
                let scaled = &exact * BigRational::from(BigInt::from(10)).pow(20);
                let fits = scaled.is_integer() && scaled.numer().bits() < 126;
                prop_assert!(!fits, "{} x {} was refused: {}", price, qty, error);
            }
        }
    }

    #[test]
    fn a_sum_is_exact_in_any_order(texts in prop::collection::vec(decimal(8, 20), 0..40)) {
        let exact = texts.iter().fold(BigRational::zero(), |sum, text| sum + rational(text));
        let add = |sum: Usd, text: &String| sum.plus(text.parse().unwrap()).unwrap();
        let forward = texts.iter().fold(Usd::ZERO, add);
        let backward = texts.iter().rev().fold(Usd::ZERO, add);
        prop_assert_eq!(forward.to_string(), backward.to_string());
        prop_assert_eq!(rational(&forward.to_string()), exact);
    }

    #[test]
    fn a_ratio_is_within_half_a_unit_of_its_last_place(a in decimal(9, 4), b in decimal(9, 4)) {
        let ratio = a.parse::<Usd>().unwrap().over(b.parse().unwrap());
        if rational(&b).is_zero() {
            prop_assert_eq!(ratio, None);
            return Ok(());
        }
        let exact = rational(&a) / rational(&b);
        match ratio {
            Some(ratio) => {
                let off = rational(&ratio.to_string()) - exact;
                prop_assert!(off.abs() * BigInt::from(2) <= rational("1e-18"), "{}", off);
            }
            // With 18 places it has more than 28 digits, such as 700,000,000 ÷ 0.001.
            None => prop_assert!(exact >= rational("1e10"), "{}", exact),
        }
    }

    #[test]
    fn a_share_of_dollars_is_exact_or_refused(usd in decimal(12, 8), share in decimal(2, 12)) {
        let part = usd.parse::<Usd>().unwrap().times(share.parse::<Ratio>().unwrap());
        prop_assert_eq!(rational(&part.unwrap().to_string()), rational(&usd) * rational(&share));
    }

    #[test]
    fn coins_add_up(texts in prop::collection::vec(decimal(10, 18), 0..20)) {
        let exact = texts.iter().fold(BigRational::zero(), |sum, text| sum + rational(text));
        let add = |sum: Coins, text: &String| sum.plus_qty(text.parse().unwrap()).unwrap();
        let sum = texts.iter().fold(Coins::ZERO, add);
        prop_assert_eq!(rational(&sum.to_string()), exact);
    }
}

#[test]
fn zeros_at_the_end_are_no_reason_to_refuse_a_product() {
    // Found by the property above: 3e17 x 5.7e20 units do not fit, the dollars do.
    let price: Price = "300000000.000000000".parse().unwrap();
    let usd = price.times("570000000.000000000000".parse().unwrap()).unwrap();
    assert_eq!(rational(&usd.to_string()), rational("171000000000000000"));
    // A 4 and a 25 make two that neither has.
    let (price, qty) = ("2000000000.0000000004", "12500000.000000000025");
    let usd = price.parse::<Price>().unwrap().times(qty.parse().unwrap());
    assert_eq!(rational(&usd.unwrap().to_string()), rational(price) * rational(qty));
}

#[test]
fn a_sum_past_the_range_is_an_error() {
    let max: Usd = "1700000000000000000".parse().unwrap();
    assert_eq!(max.plus(max).unwrap_err().code(), "OVERFLOW");
    assert_eq!("1e19".parse::<Usd>().unwrap_err().code(), "OVERFLOW");
}
