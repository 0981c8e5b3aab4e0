//! Whole numbers of either sign, for the rows of columns: 128 bits, or 512 where those are too few.

use std::cmp::Ordering;

use crate::money::wide::{Wide, by_one_limb};

/// A whole number whose operations say when they leave its range.
pub(super) trait Whole: Copy {
    /// The same number.
    fn of(number: i128) -> Self;
    /// The product.
    fn by(self, other: Self) -> Option<Self>;
    /// The sum.
    fn plus(self, other: Self) -> Option<Self>;
    /// The number itself, or the other way round.
    fn signed(self, positive: bool) -> Self;
    /// How it stands to zero.
    fn sign(self) -> Ordering;
    /// The quotient of two numbers above zero, rounded down, and what is left.
    fn divided(self, by: Self) -> Option<(u128, Rest)>;

    /// The difference.
    fn less(self, other: Self) -> Option<Self> {
        self.plus(other.signed(false))
    }

    /// The product with a small number.
    fn times(self, other: i128) -> Option<Self> {
        self.by(Self::of(other))
    }
}

/// What a division leaves, beside the divisor.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Rest {
    /// Nothing.
    Zero,
    /// Something, which stands to its half as told.
    Half(Ordering),
}

impl Whole for i128 {
    fn of(number: i128) -> Self {
        number
    }

    /// Cheap where the sizes alone show that it fits: the checked product of two `i128` is the
    /// dearest step of a row in wasm.
    fn by(self, other: Self) -> Option<Self> {
        let spare = |number: Self| number.unsigned_abs().leading_zeros();
        if spare(self).saturating_add(spare(other)) >= 129 {
            return Some(self.wrapping_mul(other));
        }
        self.checked_mul(other)
    }

    fn plus(self, other: Self) -> Option<Self> {
        self.checked_add(other)
    }

    fn signed(self, positive: bool) -> Self {
        if positive { self } else { self.saturating_neg() }
    }

    fn sign(self) -> Ordering {
        self.cmp(&0)
    }

    fn divided(self, by: Self) -> Option<(u128, Rest)> {
        let (top, bottom) = (self.unsigned_abs(), by.unsigned_abs());
        let (quotient, rest) = match u64::try_from(bottom) {
            Ok(bottom) => by_one_limb(top, bottom)?,
            Err(_) => (top.checked_div(bottom)?, top.checked_rem(bottom)?),
        };
        let half = rest.cmp(&bottom.checked_sub(rest)?);
        Some((quotient, if rest == 0 { Rest::Zero } else { Rest::Half(half) }))
    }
}

/// A number of up to 512 bits and its sign.
#[derive(Clone, Copy, Debug)]
pub(super) struct Long {
    negative: bool,
    size: Wide,
}

impl Whole for Long {
    fn of(number: i128) -> Self {
        Self { negative: number < 0, size: Wide::new(number.unsigned_abs()) }
    }

    fn by(self, other: Self) -> Option<Self> {
        let size = self.size.mul(other.size)?;
        Some(Self { negative: self.negative != other.negative, size })
    }

    fn plus(self, other: Self) -> Option<Self> {
        if self.negative == other.negative {
            return Some(Self { size: self.size.add(other.size)?, ..self });
        }
        match self.size.sub(other.size) {
            Some(size) => Some(Self { size, ..self }),
            None => Some(Self { size: other.size.sub(self.size)?, ..other }),
        }
    }

    fn signed(self, positive: bool) -> Self {
        Self { negative: self.negative == positive, ..self }
    }

    fn sign(self) -> Ordering {
        match (self.size.is_zero(), self.negative) {
            (true, _) => Ordering::Equal,
            (false, true) => Ordering::Less,
            (false, false) => Ordering::Greater,
        }
    }

    fn divided(self, by: Self) -> Option<(u128, Rest)> {
        let (quotient, rest) = self.size.div_rem(by.size)?;
        let half = rest.cmp(&by.size.sub(rest)?);
        Some((quotient.narrow()?, if rest.is_zero() { Rest::Zero } else { Rest::Half(half) }))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_sizes_agree() {
        let numbers = [-7_i128, -1, 0, 1, 5, 12, i128::from(u64::MAX), 1 << 100];
        for a in numbers {
            for b in numbers {
                let (x, y) = (Long::of(a), Long::of(b));
                let same = |long: Option<Long>, short: Option<i128>| {
                    let long = long.and_then(|n| Some((n.sign(), n.size.narrow()?)));
                    long == short.map(|n| (n.sign(), n.unsigned_abs()))
                };
                assert!(same(x.plus(y), a.plus(b)) && same(x.less(y), a.less(b)), "{a} {b}");
                assert!(a.by(b).is_none() || same(x.by(y), a.by(b)), "{a} × {b}");
                assert_eq!(x.signed(false).sign(), a.signed(false).sign());
                if a > 0 && b > 0 {
                    assert_eq!(x.divided(y), a.divided(b), "{a} ÷ {b}");
                }
            }
        }
    }

    #[test]
    fn long_numbers_go_where_short_ones_end() {
        let large = Long::of(i128::MAX);
        let square = large.by(large).unwrap();
        let (quotient, rest) = square.plus(Long::of(1)).unwrap().divided(large).unwrap();
        assert_eq!((quotient, rest), (i128::MAX.unsigned_abs(), Rest::Half(Ordering::Less)));
        assert!(square.by(square).is_some_and(|fourth| fourth.by(large).is_none()));
    }
}
