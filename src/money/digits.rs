//! Decimal digits, eight at a time: each in a byte of a word, the first one in the lowest byte.
//!
//! The library writes 128 bits by dividing them again and again, which takes a call each on wasm.
//! Reading takes a word of text at once, because a file of a million numbers is what people wait
//! for.

const EIGHT: u64 = 100_000_000;
/// Five times eight: the 39 digits of the largest number and what fills the last eight.
const ROOM: usize = 40;
/// `0` in each byte of a word.
const ZEROS: u64 = 0x3030_3030_3030_3030;
/// What carries every byte above 9 into its high bit.
const ABOVE_NINE: u64 = 0x7676_7676_7676_7676;
const HIGH: u64 = 0x8080_8080_8080_8080;
/// Most digits of a number that [`leading`] reads.
const MOST: u32 = 18;
/// Every power of ten that a word holds.
const POWERS: [u64; 20] = powers();

/// The digits of a number.
pub(crate) struct Digits {
    bytes: [u8; ROOM],
    from: usize,
}

impl Digits {
    /// The digits of `value`, with zeros before them up to `min` digits.
    pub(crate) fn of(value: u128, min: u32) -> Self {
        let mut bytes = [b'0'; ROOM];
        let (mut rest, mut from) = (value, ROOM);
        for chunk in bytes.as_chunks_mut().0.iter_mut().rev() {
            let (quotient, last) = by_eight(rest);
            let digits = written(last);
            *chunk = (digits | ZEROS).to_le_bytes();
            (rest, from) = (quotient, from.saturating_sub(8));
            if rest == 0 {
                from = from.saturating_add((digits.trailing_zeros() >> 3) as usize);
                break;
            }
        }
        Self { bytes, from: from.min(ROOM.saturating_sub(min.max(1) as usize)) }
    }

    /// The bytes of their text.
    pub(crate) fn as_bytes(&self) -> &[u8] {
        self.bytes.get(self.from..).unwrap_or_default()
    }
}

/// Quotient and remainder by 10^8, long-hand: every step fits a word.
#[allow(clippy::cast_possible_truncation, reason = "a number is cut into its 32-bit limbs")]
fn by_eight(value: u128) -> (u128, u64) {
    let (high, low) = ((value >> 64) as u64, value as u64);
    if high == 0 {
        return (u128::from(low / EIGHT), low % EIGHT);
    }
    let top = high >> 32;
    let second = ((top % EIGHT) << 32) | (high & 0xffff_ffff);
    let third = ((second % EIGHT) << 32) | (low >> 32);
    let last = ((third % EIGHT) << 32) | (low & 0xffff_ffff);
    let (high, low) = (top / EIGHT, ((third / EIGHT) << 32) | (last / EIGHT));
    let high = (high << 32) | (second / EIGHT);
    (u128::from(high) << 64 | u128::from(low), last % EIGHT)
}

/// The eight digits of a number: fours, then pairs, then each, by multiplying with a reciprocal.
const fn written(value: u64) -> u64 {
    let fours = (value / 10_000) | ((value % 10_000) << 32);
    let hundreds = (fours.wrapping_mul(10_486) >> 20) & 0x0000_007f_0000_007f;
    let pairs = hundreds | (fours.wrapping_sub(hundreds.wrapping_mul(100)) << 16);
    let tens = (pairs.wrapping_mul(103) >> 10) & 0x000f_000f_000f_000f;
    tens | (pairs.wrapping_sub(tens.wrapping_mul(10)) << 8)
}

/// The plain number that `text` begins with, as a mantissa and its places, and what follows it.
/// None where it is no such number, has more than 18 digits, or fewer than eight bytes follow the
/// point or the number's beginning: that is left to a careful reader.
#[inline(always)]
pub(super) fn leading(text: &[u8]) -> Option<(u64, u32, &[u8])> {
    let (whole, digits, rest) = run(text)?;
    let [b'.', part @ ..] = rest else {
        return if digits == 0 { None } else { Some((whole, 0, rest)) };
    };
    let (part, places, rest) = run(part)?;
    // A second point is left too.
    if digits == 0
        || places == 0
        || digits.wrapping_add(places) > MOST
        || rest.first() == Some(&b'.')
    {
        return None;
    }
    Some((whole.wrapping_mul(power(places)?).wrapping_add(part), places, rest))
}

/// The run of up to 15 digits that `text` begins with: its value, its length, and what follows.
#[inline(always)]
pub(crate) fn run(text: &[u8]) -> Option<(u64, u32, &[u8])> {
    let (value, count) = word(text)?;
    if count < 8 {
        return Some((value, count, text.get(count as usize..)?));
    }
    let text = text.get(8..)?;
    let (more, count) = word(text)?;
    let value = value.wrapping_mul(power(count)?).wrapping_add(more);
    (count < 8).then_some((value, count.wrapping_add(8), text.get(count as usize..)?))
}

/// The digits at the beginning of the first eight bytes: their value and how many they are.
#[inline(always)]
fn word(text: &[u8]) -> Option<(u64, u32)> {
    let word = u64::from_le_bytes(*text.first_chunk()?) ^ ZEROS;
    let count = ((word.wrapping_add(ABOVE_NINE) | word) & HIGH).trailing_zeros() >> 3;
    if count == 0 {
        return Some((0, 0));
    }
    // What follows the digits is shifted out, and zeros come in before them.
    Some((eight(word.wrapping_shl(64_u32.wrapping_sub(count << 3))), count))
}

/// 10^`power`, where it fits a word.
#[inline(always)]
pub(super) fn power(power: u32) -> Option<u64> {
    POWERS.get(power as usize).copied()
}

/// The number of eight digits, the first one in the lowest byte: pairs, then fours, then all.
const fn eight(digits: u64) -> u64 {
    const PAIRS: u64 = 0x0000_00ff_0000_00ff;
    let pairs = digits.wrapping_mul(10).wrapping_add(digits >> 8);
    let first = (pairs & PAIRS).wrapping_mul(100 + (1_000_000 << 32));
    let second = ((pairs >> 16) & PAIRS).wrapping_mul(1 + (10_000 << 32));
    first.wrapping_add(second) >> 32
}

#[allow(clippy::indexing_slicing, reason = "in a constant: out of bounds would not compile")]
const fn powers() -> [u64; 20] {
    let mut powers = [1_u64; 20];
    let mut power = 1;
    while power < powers.len() {
        powers[power] = powers[power.saturating_sub(1)].saturating_mul(10);
        power = power.saturating_add(1);
    }
    powers
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn digits_are_those_of_the_library() {
        let mut value = 1_u128;
        for round in 0..400_u128 {
            for value in [value, value - 1, u128::MAX - value, value & u128::from(u64::MAX)] {
                assert_eq!(text(value, 1), value.to_string());
                assert_eq!(text(value, 21), format!("{value:021}"));
            }
            value = value.checked_mul(10 - round % 7).unwrap_or(round + 1);
        }
        assert_eq!(text(0, 0), "0");
    }

    fn text(value: u128, min: u32) -> String {
        String::from_utf8(Digits::of(value, min).as_bytes().to_vec()).unwrap()
    }

    #[test]
    fn eight_digits_are_written_and_read() {
        for value in (0..EIGHT).step_by(9_973).chain([9, 99, 9_999, EIGHT - 1]) {
            let digits = written(value);
            assert_eq!((digits | ZEROS).to_le_bytes().as_slice(), format!("{value:08}").as_bytes());
            assert_eq!(eight(digits), value);
        }
    }

    #[test]
    fn a_number_ends_where_its_digits_do() {
        let cases = [
            ("0,       ", Some((0, 0, ",       "))),
            ("109910.12345678\n1762214", Some((10_991_012_345_678, 8, "\n1762214"))),
            ("007.50,12345678", Some((750, 2, ",12345678"))),
            ("123456789012.5\"        ", Some((1_234_567_890_125, 1, "\"        "))),
            ("0.000000123456,        ", Some((123_456, 12, ",        "))),
            ("123456789.987654321,        ", Some((123_456_789_987_654_321, 9, ",        "))),
        ];
        for (text, expected) in cases {
            let read = leading(text.as_bytes());
            assert_eq!(read, expected.map(|(m, p, rest)| (m, p, rest.as_bytes())), "{text}");
        }
        let careful = ["", "1", "1,", "1.,       ", ".5,       ", "1.5.5,        ", "-1,        "];
        let long = ["1234567890123456,       ", "1234567890.123456789,       ", "1.23456,"];
        for text in careful.iter().chain(&long) {
            assert_eq!(leading(text.as_bytes()), None, "{text}");
        }
    }
}
