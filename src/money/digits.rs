//! Decimal digits of whole numbers, nine at a time. The library divides all 128 bits again for
//! every few digits, and on wasm each such division is a call.

const BILLION: u64 = 1_000_000_000;
/// Five times nine: the 39 digits of the largest number and what fills the last nine.
const ROOM: usize = 45;

/// The digits of a number.
pub(crate) struct Digits {
    bytes: [u8; ROOM],
    from: usize,
}

impl Digits {
    /// The digits of `value`, with zeros before them up to `least` digits.
    pub(crate) fn of(value: u128, least: u32) -> Self {
        let mut bytes = [b'0'; ROOM];
        let mut rest = value;
        for nine in bytes.rchunks_exact_mut(9) {
            let (quotient, last) = by_billion(rest);
            put(last, nine);
            rest = quotient;
            if rest == 0 {
                break;
            }
        }
        let from = bytes.iter().position(|byte| *byte != b'0').unwrap_or(ROOM);
        Self { bytes, from: from.min(ROOM.saturating_sub(least.max(1) as usize)) }
    }

    /// The text of them.
    pub(crate) fn as_str(&self) -> &str {
        std::str::from_utf8(self.bytes.get(self.from..).unwrap_or_default()).unwrap_or_default()
    }
}

/// Quotient and remainder by 10^9, long-hand: every step fits a word.
#[allow(clippy::cast_possible_truncation, reason = "a remainder by 10^9 fits 32 bits")]
fn by_billion(value: u128) -> (u128, u32) {
    if let Ok(small) = u64::try_from(value) {
        return (u128::from(small / BILLION), (small % BILLION) as u32);
    }
    let (mut quotient, mut rest) = (0_u128, 0_u64);
    for shift in [96_u32, 64, 32, 0] {
        let limb = (value >> shift) as u32;
        let part = (rest << 32) | u64::from(limb);
        quotient = (quotient << 32) | u128::from(part / BILLION);
        rest = part % BILLION;
    }
    (quotient, rest as u32)
}

fn put(mut value: u32, places: &mut [u8]) {
    for place in places.iter_mut().rev() {
        #[allow(clippy::cast_possible_truncation, reason = "one digit")]
        let digit = (value % 10) as u8;
        *place = b'0' | digit;
        value /= 10;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn digits_are_those_of_the_library() {
        let mut value = 1_u128;
        for round in 0..400_u128 {
            for value in [value, value - 1, u128::MAX - value, value & u128::from(u64::MAX)] {
                assert_eq!(Digits::of(value, 1).as_str(), value.to_string());
                assert_eq!(Digits::of(value, 21).as_str(), format!("{value:021}"));
            }
            value = value.checked_mul(10 - round % 7).unwrap_or(round + 1);
        }
        assert_eq!(Digits::of(0, 0).as_str(), "0");
    }
}
