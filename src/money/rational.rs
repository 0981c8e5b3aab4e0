//! An exact quotient, rounded once and by name.
//!
//! Every answer of margin, context and claims is a quotient of decimals, so it is kept as numerator
//! and denominator until it is printed. An operation that leaves 512 bits or divides by zero gives
//! the unknown number; it spreads, and [`Rational::known`] turns it into an error before any
//! comparison or answer.

use std::cmp::Ordering;
use std::fmt;
use std::str::FromStr;

use rust_decimal::Decimal;

use super::kinds::{RATIO_PLACES, Ratio, Usd};
use super::text::parse_decimal;
use super::wide::Wide;
use crate::error::{Error, Result};

const TOO_LARGE: &str = "a quotient";
/// Decimal places of an answer that has no finite decimal form.
pub const PLACES: u32 = 18;

/// Most digits of an answer: as many as are read.
const MOST_DIGITS: usize = 28;

/// A rational number in lowest terms, or the unknown.
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct Rational(Option<Parts>);

#[derive(Clone, Copy, PartialEq, Eq)]
struct Parts {
    negative: bool,
    top: Wide,
    /// Never zero.
    bottom: Wide,
}

/// How a quotient becomes a multiple of a step.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Direction {
    /// To the next multiple below.
    Down,
    /// To the next multiple above.
    Up,
    /// To the nearest multiple; halves to the even one.
    Nearest,
}

impl Rational {
    /// Zero.
    pub const ZERO: Self =
        Self(Some(Parts { negative: false, top: Wide::ZERO, bottom: Wide::ONE }));
    /// One.
    pub const ONE: Self = Self(Some(Parts { negative: false, top: Wide::ONE, bottom: Wide::ONE }));
    /// A hundred, for percentages.
    pub const HUNDRED: Self =
        Self(Some(Parts { negative: false, top: Wide::new(100), bottom: Wide::ONE }));

    /// `top` ÷ `bottom`; unknown when `bottom` is zero.
    #[must_use]
    #[inline(never)]
    pub fn new(top: i128, bottom: i128) -> Self {
        let bottom_is_there = (bottom != 0).then(|| Wide::new(bottom.unsigned_abs()));
        let negative = (top < 0) != (bottom < 0);
        Self::reduced(negative, Some(Wide::new(top.unsigned_abs())), bottom_is_there)
    }

    /// A whole number.
    #[must_use]
    #[inline(never)]
    pub fn whole(value: impl Into<i128>) -> Self {
        Self::new(value.into(), 1)
    }

    /// The number itself, or an error in place of the unknown.
    ///
    /// # Errors
    /// Overflow of `what`.
    #[inline(never)]
    pub fn known(self, what: &'static str) -> Result<Self> {
        if self.0.is_some() { Ok(self) } else { Err(Error::overflow(what)) }
    }

    /// The nearest decimal of 18 places, half to even; trailing zeros are cut.
    ///
    /// # Errors
    /// Overflow for the unknown, or when it has more digits than a [`Ratio`] holds.
    #[inline(never)]
    pub fn ratio(self) -> Result<Ratio> {
        self.nearest(RATIO_PLACES).map(|value| Ratio::new(value.normalize()))
    }

    /// The nearest decimal of so many places, half to even.
    ///
    /// # Errors
    /// Overflow for the unknown, or when it has more than 28 digits.
    #[inline(never)]
    pub fn nearest(self, places: u32) -> Result<Decimal> {
        let fitting = || {
            let (quotient, _) = self.scaled(places)?;
            let units = i128::try_from(quotient.narrow()?).ok()?;
            let units = if self.is_negative() { units.checked_neg()? } else { units };
            Decimal::try_from_i128_with_scale(units, places).ok()
        };
        fitting().ok_or_else(|| Error::overflow(TOO_LARGE))
    }

    /// The nearest whole count of 10^-places without its sign, half to even, and whether it is the
    /// number itself.
    #[inline(never)]
    fn scaled(self, places: u32) -> Option<(Wide, bool)> {
        let Parts { top, bottom, .. } = self.0?;
        let (quotient, rest) = top.mul(Wide::pow10(places)?)?.div_rem(bottom)?;
        let up = past_half(rest, bottom, quotient);
        let quotient = if up { quotient.add(Wide::ONE)? } else { quotient };
        Some((quotient, rest.is_zero()))
    }

    /// -1, 0 or 1 as an order: below zero, zero, above. The unknown has none.
    ///
    /// # Errors
    /// Overflow for the unknown.
    pub fn sign(self) -> Result<Ordering> {
        let parts = self.known(TOO_LARGE)?.0;
        Ok(parts.map_or(Ordering::Equal, |parts| match (parts.negative, parts.top.is_zero()) {
            (_, true) => Ordering::Equal,
            (true, false) => Ordering::Less,
            (false, false) => Ordering::Greater,
        }))
    }

    /// Whether it is above zero.
    #[must_use]
    pub fn is_positive(self) -> bool {
        self.0.is_some_and(|parts| !parts.negative && !parts.top.is_zero())
    }

    /// Whether it is below zero.
    #[must_use]
    pub fn is_negative(self) -> bool {
        self.0.is_some_and(|parts| parts.negative)
    }

    /// Whether it is zero.
    #[must_use]
    pub fn is_zero(self) -> bool {
        self.0.is_some_and(|parts| parts.top.is_zero())
    }

    /// Whether it is below `other`; no for the unknown.
    #[must_use]
    #[inline(never)]
    pub fn below(self, other: Self) -> bool {
        self.partial_cmp(&other) == Some(Ordering::Less)
    }

    /// The sum.
    #[must_use]
    #[inline(never)]
    pub fn plus(self, other: Self) -> Self {
        let (Some(a), Some(b)) = (self.0, other.0) else { return Self(None) };
        let (left, right) = (a.top.mul(b.bottom), b.top.mul(a.bottom));
        let (Some(left), Some(right)) = (left, right) else { return Self(None) };
        let (negative, top) = match (a.negative == b.negative, left >= right) {
            (true, _) => (a.negative, left.add(right)),
            (false, true) => (a.negative, left.sub(right)),
            (false, false) => (b.negative, right.sub(left)),
        };
        Self::reduced(negative, top, a.bottom.mul(b.bottom))
    }

    /// The difference.
    #[must_use]
    #[inline(never)]
    pub fn minus(self, other: Self) -> Self {
        self.plus(other.negated())
    }

    /// The product.
    #[must_use]
    #[inline(never)]
    pub fn times(self, other: Self) -> Self {
        let (Some(a), Some(b)) = (self.0, other.0) else { return Self(None) };
        Self::reduced(a.negative != b.negative, a.top.mul(b.top), a.bottom.mul(b.bottom))
    }

    /// The quotient; unknown when `other` is zero.
    #[must_use]
    #[inline(never)]
    pub fn over(self, other: Self) -> Self {
        let Some(Parts { negative, top, bottom }) = other.0 else { return Self(None) };
        if top.is_zero() {
            return Self(None);
        }
        self.times(Self(Some(Parts { negative, top: bottom, bottom: top })))
    }

    /// With the other sign.
    #[must_use]
    #[inline(never)]
    pub fn negated(self) -> Self {
        Self(
            self.0
                .map(|parts| Parts { negative: !parts.negative && !parts.top.is_zero(), ..parts }),
        )
    }

    /// Without its sign.
    #[must_use]
    pub fn magnitude(self) -> Self {
        if self.is_negative() { self.negated() } else { self }
    }

    /// The smaller of two; unknown where one of them is.
    #[must_use]
    #[inline(never)]
    pub fn lesser(self, other: Self) -> Self {
        self.partial_cmp(&other)
            .map_or(Self(None), |order| if order.is_gt() { other } else { self })
    }

    /// The larger of two; unknown where one of them is.
    #[must_use]
    #[inline(never)]
    pub fn greater(self, other: Self) -> Self {
        self.partial_cmp(&other)
            .map_or(Self(None), |order| if order.is_lt() { other } else { self })
    }

    /// The multiple of `step` that `direction` names.
    #[must_use]
    #[inline(never)]
    pub fn to_step(self, step: Self, direction: Direction) -> Self {
        let Some(parts) = self.over(step).0 else { return Self(None) };
        let Some((quotient, rest)) = parts.top.div_rem(parts.bottom) else { return Self(None) };
        let away = match direction {
            Direction::Down => parts.negative && !rest.is_zero(),
            Direction::Up => !parts.negative && !rest.is_zero(),
            Direction::Nearest => past_half(rest, parts.bottom, quotient),
        };
        let top = if away { quotient.add(Wide::ONE) } else { Some(quotient) };
        Self::reduced(parts.negative, top, Some(Wide::ONE)).times(step)
    }

    /// The square root, to `places` decimal places, rounded down; unknown below zero.
    #[must_use]
    #[inline(never)]
    pub fn sqrt(self, places: u32) -> Self {
        let Some(parts) = self.0.filter(|parts| !parts.negative) else { return Self(None) };
        let unit = Wide::pow10(places);
        let square = unit.and_then(|unit| unit.mul(unit));
        let scaled = square.and_then(|square| parts.top.mul(square)?.div_rem(parts.bottom));
        Self::reduced(false, scaled.map(|(whole, _)| whole.sqrt()), unit)
    }

    /// The decimal nearest to it with at most `places` places, halves to even, without trailing
    /// zeros; and whether that is the number itself.
    ///
    /// # Errors
    /// Overflow for the unknown, or for a number that needs more than 512 bits.
    #[inline(never)]
    pub fn decimal(self, places: u32) -> Result<(String, bool)> {
        let scaled = self.scaled(places);
        let (quotient, is_exact) = scaled.ok_or_else(|| Error::overflow("the result"))?;
        let text = pointed(&quotient.digits(), places as usize);
        let text = trimmed(&text);
        let sign = if self.is_negative() && text != "0" { "-" } else { "" };
        Ok((format!("{sign}{text}"), is_exact))
    }

    /// As [`Rational::decimal`], the text alone: [`PLACES`] places, fewer where that would be more
    /// than 28 digits, so that every answer can be read back.
    ///
    /// # Errors
    /// As [`Rational::decimal`].
    #[inline(never)]
    pub fn text(self) -> Result<String> {
        let (text, _) = self.decimal(PLACES)?;
        let digits = text.bytes().filter(u8::is_ascii_digit).count();
        let Some(excess) = digits.checked_sub(MOST_DIGITS).filter(|excess| *excess > 0) else {
            return Ok(text);
        };
        let places = text.split_once('.').map_or(0, |(_, part)| part.len());
        let places = u32::try_from(places.saturating_sub(excess)).unwrap_or(0);
        self.decimal(places).map(|(text, _)| text)
    }

    /// The text with at least `places` places, as a price on a tick is written.
    ///
    /// # Errors
    /// As [`Rational::decimal`].
    #[inline(never)]
    pub fn padded(self, places: u32) -> Result<String> {
        let mut text = self.text()?;
        let have = text.split_once('.').map_or(0, |(_, part)| part.len());
        let want = places as usize;
        if want > have {
            if have == 0 {
                text.push('.');
            }
            text.extend(std::iter::repeat_n('0', want.saturating_sub(have)));
        }
        Ok(text)
    }

    /// Numerator and denominator, where both fit.
    #[inline(never)]
    pub(crate) fn narrow(self) -> Option<(i128, i128)> {
        let parts = self.0?;
        let top = i128::try_from(parts.top.narrow()?).ok()?;
        let top = if parts.negative { top.checked_neg()? } else { top };
        Some((top, i128::try_from(parts.bottom.narrow()?).ok()?))
    }

    #[inline(never)]
    fn reduced(negative: bool, top: Option<Wide>, bottom: Option<Wide>) -> Self {
        let parts = top.zip(bottom).and_then(|(top, bottom)| {
            let shared = top.gcd(bottom);
            let (top, _) = top.div_rem(shared)?;
            let (bottom, _) = bottom.div_rem(shared)?;
            Some(Parts { negative: negative && !top.is_zero(), top, bottom })
        });
        Self(parts)
    }
}

impl From<Decimal> for Rational {
    #[inline(never)]
    fn from(value: Decimal) -> Self {
        let top = Wide::new(value.mantissa().unsigned_abs());
        Self::reduced(value.is_sign_negative(), Some(top), Wide::pow10(value.scale()))
    }
}

impl From<Usd> for Rational {
    fn from(value: Usd) -> Self {
        let units = value.fixed().units();
        let top = Wide::new(units.unsigned_abs());
        Self::reduced(units < 0, Some(top), Wide::pow10(Usd::PLACES))
    }
}

/// Exact for any two numbers, however large; none beside the unknown.
impl PartialOrd for Rational {
    #[inline(never)]
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        let (a, b) = (self.0?, other.0?);
        Some(match (a.negative, b.negative) {
            (true, false) => Ordering::Less,
            (false, true) => Ordering::Greater,
            (false, false) => size_order(a, b),
            (true, true) => size_order(b, a),
        })
    }
}

/// The order of two numbers without their signs. Where their cross products do not fit, by the
/// continued fractions of both, in which nothing can overflow.
fn size_order(a: Parts, b: Parts) -> Ordering {
    if let (Some(left), Some(right)) = (a.top.mul(b.bottom), b.top.mul(a.bottom)) {
        return left.cmp(&right);
    }
    let (mut a, mut b) = ((a.top, a.bottom), (b.top, b.bottom));
    let mut turned = false;
    loop {
        let (Some(one), Some(two)) = (a.0.div_rem(a.1), b.0.div_rem(b.1)) else {
            // A rest of zero has ended the loop, so no denominator is.
            return Ordering::Equal;
        };
        let order = one.0.cmp(&two.0).then_with(|| match (one.1.is_zero(), two.1.is_zero()) {
            (true, false) => Ordering::Less,
            (false, true) => Ordering::Greater,
            _ => Ordering::Equal,
        });
        if order.is_ne() || one.1.is_zero() {
            return if turned { order.reverse() } else { order };
        }
        // What is left is below one on both sides; its inverses compare the other way round.
        (a, b) = ((a.1, one.1), (b.1, two.1));
        turned = !turned;
    }
}

/// A decimal, or a quotient of two such as `1/30`.
impl FromStr for Rational {
    type Err = Error;

    fn from_str(text: &str) -> Result<Self> {
        match text.split_once('/') {
            None => parse_decimal(text).map(Self::from),
            Some((top, bottom)) => {
                let quotient =
                    Self::from(parse_decimal(top)?).over(Self::from(parse_decimal(bottom)?));
                quotient.known("the quotient")
            }
        }
    }
}

/// The exact number: `18000000/199`, or `19700` where the denominator is one.
impl fmt::Display for Rational {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Some(parts) = self.0 else { return f.write_str("unknown") };
        if parts.negative {
            f.write_str("-")?;
        }
        f.write_str(&parts.top.digits())?;
        if parts.bottom == Wide::ONE {
            return Ok(());
        }
        write!(f, "/{}", parts.bottom.digits())
    }
}

impl fmt::Debug for Rational {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

/// Whether `rest` of `bottom` rounds away from zero: over a half, or a half beside an odd number.
fn past_half(rest: Wide, bottom: Wide, quotient: Wide) -> bool {
    let other = bottom.sub(rest).unwrap_or(Wide::ZERO);
    match rest.cmp(&other) {
        Ordering::Less => false,
        Ordering::Equal => quotient.is_odd(),
        Ordering::Greater => true,
    }
}

/// `digits` with a point before the last `places` of them.
fn pointed(digits: &str, places: usize) -> String {
    let missing = places.saturating_add(1).saturating_sub(digits.len());
    let padded = format!("{}{digits}", "0".repeat(missing));
    let point = padded.len().saturating_sub(places);
    let (whole, part) = padded.split_at_checked(point).unwrap_or((&padded, ""));
    if part.is_empty() { whole.to_owned() } else { format!("{whole}.{part}") }
}

fn trimmed(text: &str) -> &str {
    if text.contains('.') { text.trim_end_matches('0').trim_end_matches('.') } else { text }
}

#[cfg(test)]
#[allow(clippy::arithmetic_side_effects, reason = "big integers have no bounds")]
mod tests {
    use num_rational::BigRational;
    use proptest::prelude::*;

    use super::*;

    fn exact(text: &str) -> Rational {
        text.parse().unwrap()
    }

    #[test]
    fn quotients_stay_exact_until_they_are_printed() {
        let price = exact("90000").over(exact("0.995"));
        assert_eq!(price.to_string(), "18000000/199");
        assert_eq!(price.decimal(18).unwrap(), ("90452.261306532663316583".to_owned(), false));
        assert_eq!(price.times(exact("0.995")).decimal(18).unwrap(), ("90000".to_owned(), true));
        assert_eq!(exact("-1/3").text().unwrap(), "-0.333333333333333333");
        assert_eq!(exact("0.5").decimal(0).unwrap().0, "0");
        assert_eq!(exact("-0.4").decimal(0).unwrap().0, "0");
        assert_eq!(exact("1.5").decimal(0).unwrap().0, "2");
    }

    #[test]
    fn a_long_answer_keeps_as_many_digits_as_can_be_read_back() {
        let long = exact("147164508127").plus(exact("1/3")).text().unwrap();
        assert_eq!(long, "147164508127.3333333333333333");
        assert_eq!(exact(&long).text().unwrap(), long);
        assert_eq!(exact("1000000000000").text().unwrap(), "1000000000000");
    }

    #[test]
    fn the_unknown_spreads_and_ends_as_an_error() {
        let unknown = Rational::ONE.over(Rational::ZERO);
        let later = unknown.plus(Rational::ONE).times(Rational::ZERO);
        assert_eq!(later.known("the price").unwrap_err().code(), "OVERFLOW");
        assert_eq!(later.text().unwrap_err().code(), "OVERFLOW");
        assert!("1/0".parse::<Rational>().is_err());
        assert_eq!(later.partial_cmp(&Rational::ONE), None);
    }

    #[test]
    fn steps_round_as_they_are_told() {
        let to = |text: &str, direction| {
            exact(text).to_step(exact("0.05"), direction).padded(2).unwrap()
        };
        assert_eq!(to("919.097", Direction::Up), "919.10");
        assert_eq!(to("919.097", Direction::Down), "919.05");
        assert_eq!(to("919.075", Direction::Nearest), "919.10");
        assert_eq!(to("919.125", Direction::Nearest), "919.10");
        assert_eq!(to("919.05", Direction::Up), "919.05");
        assert_eq!(to("-0.01", Direction::Down), "-0.05");
    }

    #[test]
    fn fractions_are_in_lowest_terms_with_the_sign_on_top() {
        assert_eq!(Rational::new(6, -4).to_string(), "-3/2");
        assert_eq!(Rational::new(0, -7), Rational::ZERO);
        assert_eq!(Rational::new(1, 0).known("x").unwrap_err().code(), "OVERFLOW");
        assert_eq!(exact("-1.50"), Rational::new(-3, 2));
        let (half, third) = (Rational::new(1, 2), Rational::new(1, 3));
        assert_eq!(half.plus(third), Rational::new(5, 6));
        assert_eq!(half.minus(third), Rational::new(1, 6));
        assert_eq!(half.times(third), Rational::new(1, 6));
        assert_eq!(half.over(third), Rational::new(3, 2));
        assert_eq!(half.sign().unwrap(), Ordering::Greater);
        assert_eq!(third.minus(half).sign().unwrap(), Ordering::Less);
        assert!(half.over(Rational::ZERO).sign().is_err());
    }

    #[test]
    fn neighbours_far_out_are_told_apart() {
        let big = Rational::new(i128::MAX, i128::MAX - 1);
        let bigger = Rational::new(i128::MAX - 1, i128::MAX - 2);
        assert!(big < bigger && big.below(bigger) && !bigger.below(big));
        assert_eq!(big.partial_cmp(&big), Some(Ordering::Equal));
        assert_eq!(Rational::new(i128::MIN, 1).to_string(), i128::MIN.to_string());
    }

    #[test]
    fn numbers_whose_cross_products_do_not_fit_are_compared() {
        let (a, b) = (exact("1000000000000000000000000001"), exact("3000000000000000001"));
        let large = [a; 5].into_iter().fold(b, Rational::times);
        let (two, line) = (exact("2"), exact("1.001"));
        let value = two.plus(Rational::ONE.over(large)).known("the value").unwrap();
        let wide = value.times(value).known("beyond 512 bits").is_err();
        assert!(wide && value.minus(line.over(a)).known("the difference").is_err());
        for (less, more) in [(line, value), (two, value), (value, exact("3.001"))] {
            assert!(less < more && less.below(more) && !more.below(less));
            assert!(more.negated() < less.negated() && less.negated().below(Rational::ONE));
            assert_eq!((less.lesser(more), more.lesser(less)), (less, less));
            assert_eq!((less.greater(more), more.greater(less)), (more, more));
        }
        assert_eq!(value.partial_cmp(&value), Some(Ordering::Equal));
        let unknown = Rational::ONE.over(Rational::ZERO);
        assert!(
            unknown.lesser(line).known("x").is_err() && line.greater(unknown).known("x").is_err()
        );
    }

    proptest! {
        #[test]
        fn order_and_sums_agree_with_big_fractions(
            tops in prop::array::uniform4(any::<i128>()),
            bottoms in prop::array::uniform4(1..i128::MAX),
        ) {
            let of = |i: usize| Rational::new(tops[i], bottoms[i]);
            let big = |i: usize| BigRational::new(tops[i].into(), bottoms[i].into());
            // Products of two: up to 254 bits above and below, so that a cross product may not fit.
            let (x, y) = (of(0).times(of(1)), of(2).times(of(3)));
            let (p, q) = (big(0) * big(1), big(2) * big(3));
            prop_assert_eq!(x.to_string(), p.to_string());
            prop_assert_eq!(x.partial_cmp(&y), Some(p.cmp(&q)));
            let sum = x.plus(y);
            prop_assert!(sum.known("x").is_err() || sum.to_string() == (p + q).to_string());
        }
    }

    #[test]
    fn dollars_keep_every_place() {
        let usd: Usd = "-1.00000000000000000001".parse().unwrap();
        let places = 10_i128.pow(20);
        assert_eq!(Rational::from(usd), Rational::new(-places - 1, places));
    }

    #[test]
    fn a_ratio_is_rounded_half_to_even_at_18_places() {
        let ratio = |top, bottom| Rational::new(top, bottom).ratio();
        assert_eq!(ratio(1955, 101).unwrap().to_string(), "19.356435643564356436");
        assert_eq!(ratio(-1, 4).unwrap().to_string(), "-0.25");
        assert_eq!(ratio(1, 2_000_000_000_000_000_000).unwrap().to_string(), "0");
        assert_eq!(ratio(i128::MAX, 1).unwrap_err().code(), "OVERFLOW");
    }

    #[test]
    fn a_square_root_is_good_to_its_places() {
        assert_eq!(exact("2").sqrt(18).text().unwrap(), "1.414213562373095048");
        assert_eq!(exact("0.25").sqrt(18).to_string(), "1/2");
        assert!(exact("-1").sqrt(18).known("x").is_err());
    }
}
