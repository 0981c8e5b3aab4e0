//! Instants and half-open spans, in UTC milliseconds. No clock and no zone: UTC only.
#![deny(clippy::float_arithmetic, clippy::arithmetic_side_effects)]

use std::fmt;

use crate::error::{Error, Result};

/// Milliseconds in a day.
pub const DAY_MS: i64 = 86_400_000;
const EXPECTED: &str = "a UTC time such as 2025-11-04T00:00:00Z, or milliseconds since 1970";
const RANGE: &str = "a time between 2009-01-01 and 2100-01-01";
/// 2009-01-01, the first year of Bitcoin; earlier times are always a wrong unit.
const FIRST_MS: i64 = 1_230_768_000_000;
/// 2100-01-01.
const LAST_MS: i64 = 4_102_444_800_000;

/// An instant: milliseconds since 1970-01-01 UTC, between 2009 and 2100.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Time(i64);

/// The unit of a bare time stamp.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unit {
    /// Seconds, as Gate's REST and Coinalyze send them.
    Seconds,
    /// Milliseconds, as most venues send them.
    Millis,
    /// Microseconds, as Tardis files have them.
    Micros,
}

impl Time {
    /// From milliseconds since 1970.
    ///
    /// # Errors
    /// [`Kind::OutOfRange`](crate::error::Kind::OutOfRange) outside 2009 to 2100, which is how a
    /// time in the wrong unit shows.
    pub fn from_millis(ms: i64) -> Result<Self> {
        if (FIRST_MS..LAST_MS).contains(&ms) {
            return Ok(Self(ms));
        }
        Err(Error::out_of_range(RANGE, &ms.to_string()))
    }

    /// From a count of `unit`s since 1970; microseconds are cut to the millisecond they are in.
    ///
    /// # Errors
    /// As [`Time::from_millis`].
    pub fn from_unit(count: i64, unit: Unit) -> Result<Self> {
        let ms = match unit {
            Unit::Seconds => count.checked_mul(1000),
            Unit::Millis => Some(count),
            Unit::Micros => Some(count.div_euclid(1000)),
        };
        Self::from_millis(ms.ok_or_else(|| Error::out_of_range(RANGE, &count.to_string()))?)
    }

    /// Milliseconds since 1970.
    #[must_use]
    pub const fn millis(self) -> i64 {
        self.0
    }

    /// The beginning of the bucket of `width_ms` milliseconds that holds this instant. Buckets
    /// are counted from 1970-01-01 UTC, so an hour or a day starts on the UTC hour or day.
    #[must_use]
    pub fn floor(self, width_ms: i64) -> i64 {
        self.0.saturating_sub(self.0.checked_rem_euclid(width_ms).unwrap_or(0))
    }

    /// Reads `2025-11-04`, `2025-11-04T12:30:00Z`, `2025-11-04 12:30:00.250+00:00`, or a whole
    /// number of milliseconds.
    ///
    /// # Errors
    /// Malformed for other text, a zone other than UTC, or a day that does not exist; out of
    /// range outside 2009 to 2100.
    pub fn parse(text: &str) -> Result<Self> {
        if text.len() >= 12 && text.bytes().all(|b| b.is_ascii_digit()) {
            let count = text.parse().map_err(|_| Error::out_of_range(RANGE, text))?;
            return Self::from_millis(count);
        }
        let ms = parse_iso(text).ok_or_else(|| Error::malformed(EXPECTED, text))?;
        Self::from_millis(ms)
    }

    /// Midnight UTC at the beginning of a day; none when there is no such day from 2009 to 2099.
    #[must_use]
    pub fn of_date(year: i64, month: u32, day: u32) -> Option<Self> {
        let days = days_from_civil(year, month.into(), day.into())?;
        let time = Self::from_millis(days.checked_mul(DAY_MS)?).ok()?;
        (time.date() == (year, month, day)).then_some(time)
    }

    /// The instant this many milliseconds later (earlier, when below zero); none outside 2009 to
    /// 2100.
    #[must_use]
    pub fn after(self, ms: i64) -> Option<Self> {
        Self::from_millis(self.0.checked_add(ms)?).ok()
    }

    /// Year, month (1 to 12) and day (1 to 31) of the UTC day.
    #[must_use]
    pub fn date(self) -> (i64, u32, u32) {
        civil(self.0.div_euclid(DAY_MS))
    }
}

impl fmt::Display for Time {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (year, month, day) = self.date();
        let ms = self.0.rem_euclid(DAY_MS);
        let (hour, minute) = (ms.div_euclid(3_600_000), ms.div_euclid(60_000).rem_euclid(60));
        let (second, milli) = (ms.div_euclid(1000).rem_euclid(60), ms.rem_euclid(1000));
        write!(f, "{year:04}-{month:02}-{day:02}T{hour:02}:{minute:02}:{second:02}.{milli:03}Z")
    }
}

/// Reads times of the plainest form, of which most are of the same day as the one before.
#[derive(Debug, Default)]
pub(crate) struct Days {
    date: [u8; 10],
    start: i64,
}

impl Days {
    /// The instant `YYYY-MM-DDThh:mm:ss[.mmm]Z` that `text` begins with, and what follows it; none
    /// where it begins with anything else, or with no instant from 2009 to 2100.
    #[inline(always)]
    pub(crate) fn leading<'t>(&mut self, text: &'t [u8]) -> Option<(Time, &'t [u8])> {
        let (date, rest) = text.split_first_chunk::<10>()?;
        let (clock, rest) = rest.strip_prefix(b"T")?.split_first_chunk::<8>()?;
        let (milli, rest) = match rest {
            [b'Z', rest @ ..] => (0, rest),
            [b'.', a, b, c, b'Z', rest @ ..] => (thousandths([*a, *b, *c])?, rest),
            _ => return None,
        };
        if *date != self.date {
            self.turn(date)?;
        }
        let ms = self.start.wrapping_add(seconds(*clock)?.wrapping_mul(1000)).wrapping_add(milli);
        Some((Time(ms), rest))
    }

    #[inline(never)]
    fn turn(&mut self, date: &[u8; 10]) -> Option<()> {
        let day = Time::parse(std::str::from_utf8(date).ok()?).ok()?;
        (self.date, self.start) = (*date, day.millis());
        Some(())
    }
}

/// Seconds since midnight of the clock `hh:mm:ss`.
#[inline(always)]
fn seconds(clock: [u8; 8]) -> Option<i64> {
    /// What carries a digit above 9, and any sign but the colon, into the high bit of its byte.
    const OTHER: u64 = 0x7676_7f76_767f_7676;
    const HIGH: u64 = 0x8080_8080_8080_8080;
    let word = u64::from_le_bytes(clock) ^ u64::from_le_bytes(*b"00:00:00");
    if (word | word.wrapping_add(OTHER)) & HIGH != 0 {
        return None;
    }
    let two = |at: u32| (((word >> at) & 15).wrapping_mul(10)).wrapping_add((word >> at >> 8) & 15);
    let (hour, minute, second) = (two(0), two(24), two(48));
    let whole = hour.wrapping_mul(60).wrapping_add(minute).wrapping_mul(60).wrapping_add(second);
    (hour < 24 && minute < 60 && second < 60).then_some(whole.cast_signed())
}

#[inline(always)]
fn thousandths(digits: [u8; 3]) -> Option<i64> {
    let [a, b, c] = digits.map(|digit| i64::from(digit.wrapping_sub(b'0')));
    let sound = a.max(b).max(c) < 10;
    sound.then_some(a.wrapping_mul(100).wrapping_add(b.wrapping_mul(10)).wrapping_add(c))
}

/// `YYYY-MM-DD`, optionally `T` or a space and `hh:mm[:ss[.f…]]` and `Z` or `+00:00`.
fn parse_iso(text: &str) -> Option<i64> {
    let (date, rest) = text.split_at_checked(10)?;
    let mut parts = date.split('-');
    let (year, month, day) = (parts.next()?, parts.next()?, parts.next()?);
    if (year.len(), month.len(), day.len()) != (4, 2, 2) {
        return None;
    }
    let (year, month, day) = (digits(year)?, digits(month)?, digits(day)?);
    let days = days_from_civil(year, month, day)?;
    // A day that does not exist, such as 30 February, comes back as another one.
    if civil(days) != (year, month.try_into().ok()?, day.try_into().ok()?) {
        return None;
    }
    days.checked_mul(DAY_MS)?.checked_add(clock(rest)?)
}

/// Milliseconds of the clock part; nothing at all is midnight.
fn clock(text: &str) -> Option<i64> {
    let Some(text) = text.strip_prefix(['T', ' ']) else {
        return text.is_empty().then_some(0);
    };
    let text = text.strip_suffix('Z').or_else(|| text.strip_suffix("+00:00")).unwrap_or(text);
    let (text, fraction) = text.split_once('.').unwrap_or((text, "0"));
    let mut parts = text.split(':');
    let (hour, minute) = (parts.next()?, parts.next()?);
    let second = parts.next().unwrap_or("00");
    if parts.next().is_some() || [hour, minute, second].iter().any(|part| part.len() != 2) {
        return None;
    }
    let (hour, minute, second) = (digits(hour)?, digits(minute)?, digits(second)?);
    digits(fraction)?;
    let milli = digits(format!("{fraction:0<3}").get(..3)?)?;
    if hour > 23 || minute > 59 || second > 59 {
        return None;
    }
    let minutes = hour.checked_mul(60)?.checked_add(minute)?;
    minutes.checked_mul(60)?.checked_add(second)?.checked_mul(1000)?.checked_add(milli)
}

fn digits(text: &str) -> Option<i64> {
    let sound = !text.is_empty() && text.len() <= 18 && text.bytes().all(|b| b.is_ascii_digit());
    if sound { text.parse().ok() } else { None }
}

/// Days since 1970 of a civil date, in the proleptic Gregorian calendar: whole years first (400
/// of them have 146,097 days), then months counted from March so that the leap day comes last.
fn days_from_civil(year: i64, month: i64, day: i64) -> Option<i64> {
    let year = if month <= 2 { year.checked_sub(1)? } else { year };
    let (era, of_era) = (year.div_euclid(400), year.rem_euclid(400));
    let from_march = month.checked_add(9)?.rem_euclid(12);
    let of_year = from_march.checked_mul(153)?.checked_add(2)?.div_euclid(5).checked_add(day)?;
    let leaps = of_era.div_euclid(4).checked_sub(of_era.div_euclid(100))?;
    let of_era = of_era.checked_mul(365)?.checked_add(leaps)?.checked_add(of_year)?;
    era.checked_mul(146_097)?.checked_add(of_era)?.checked_sub(719_469)
}

/// The civil date of a day since 1970; the inverse of [`days_from_civil`].
fn civil(days: i64) -> (i64, u32, u32) {
    let shifted = days.saturating_add(719_468);
    let (era, of_era) = (shifted.div_euclid(146_097), shifted.rem_euclid(146_097));
    let leaps = of_era
        .div_euclid(1460)
        .saturating_sub(of_era.div_euclid(36_524))
        .saturating_add(of_era.div_euclid(146_096));
    let year_of_era = of_era.saturating_sub(leaps).div_euclid(365);
    let before = year_of_era
        .saturating_mul(365)
        .saturating_add(year_of_era.div_euclid(4))
        .saturating_sub(year_of_era.div_euclid(100));
    let of_year = of_era.saturating_sub(before);
    let from_march = of_year.saturating_mul(5).saturating_add(2).div_euclid(153);
    let start = from_march.saturating_mul(153).saturating_add(2).div_euclid(5);
    let month = from_march.saturating_add(2).rem_euclid(12).saturating_add(1);
    let year = era.saturating_mul(400).saturating_add(year_of_era);
    let year = if month <= 2 { year.saturating_add(1) } else { year };
    let small = |n: i64| u32::try_from(n).unwrap_or(0);
    (year, small(month), small(of_year.saturating_sub(start).saturating_add(1)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn iso_text_and_milliseconds_are_the_same_instant() {
        let time = Time::parse("2025-12-11T01:36:23.918Z").unwrap();
        assert_eq!(time.millis(), 1_765_416_983_918);
        assert_eq!(Time::parse("1765416983918").unwrap(), time);
        assert_eq!(time.to_string(), "2025-12-11T01:36:23.918Z");
        let same = ["2025-09-01", "2025-09-01 00:00:00+00:00", "2025-09-01T00:00Z"];
        for text in same {
            assert_eq!(Time::parse(text).unwrap().millis(), 1_756_684_800_000, "{text}");
        }
    }

    #[test]
    fn every_day_of_the_range_comes_back() {
        let mut last = (0, 0, 0);
        for day in 14_245..47_482 {
            let (year, month, date) = civil(day);
            assert_eq!(days_from_civil(year, month.into(), date.into()), Some(day));
            assert!((year, month, date) > last, "{day}");
            last = (year, month, date);
        }
        assert_eq!(civil(0), (1970, 1, 1));
        assert_eq!(civil(19_782), (2024, 2, 29));
    }

    #[test]
    fn other_zones_and_days_that_do_not_exist_are_errors() {
        let bad = ["2025-02-30", "2025-13-01", "2025-11-04T24:00:00Z", "2025-11-04T12:00:00+01:00"];
        let worse = ["", "04.11.2025", "2025-11-4", "2025-11-04T", "2025-11-04T12", "yesterday"];
        for text in bad.iter().chain(&worse) {
            assert_eq!(Time::parse(text).unwrap_err().code(), "MALFORMED", "{text:?}");
        }
        assert_eq!(Time::from_millis(1_765_416_983).unwrap_err().code(), "OUT_OF_RANGE");
        assert!(Time::from_unit(1_765_416_983, Unit::Seconds).is_ok());
        assert!(Time::from_unit(1_765_416_983_918_123, Unit::Micros).is_ok());
    }

    #[test]
    fn a_date_is_midnight_and_days_that_do_not_exist_are_none() {
        let time = Time::of_date(2024, 2, 29).unwrap();
        assert_eq!(time.to_string(), "2024-02-29T00:00:00.000Z");
        assert_eq!(time.after(DAY_MS).unwrap().date(), (2024, 3, 1));
        assert_eq!(Time::of_date(2025, 2, 29), None);
        assert_eq!(Time::of_date(2025, 13, 1), None);
        assert_eq!(time.after(i64::MAX), None);
    }

    #[test]
    fn the_plainest_times_are_those_that_are_parsed() {
        let mut days = Days::default();
        let mut read = |text: &str| days.leading(text.as_bytes()).map(|(t, rest)| (t, rest.len()));
        for text in [
            "2025-11-04T00:00:00Z",
            "2025-11-04T23:59:59.999Z",
            "2025-11-05T14:05:09.120Z",
            "2024-02-29T09:10:19Z",
            "2009-01-01T00:00:00Z",
            "2099-12-31T23:59:59.999Z",
        ] {
            assert_eq!(read(&format!("{text},x")), Some((Time::parse(text).unwrap(), 2)), "{text}");
        }
        for other in [
            "",
            "2025-11-04",
            "2025-11-04T00:00:00",
            "2025-11-04 00:00:00Z",
            "2025-11-04T24:00:00Z",
            "2025-11-04T00:60:00Z",
            "2025-11-04T00:00:60Z",
            "2025-11-04T00:00:0/Z",
            "2025-11-04T00:00:0:Z",
            "2025-11-04T00-00:00Z",
            "2025-11-04T00:00:00.1Z",
            "2025-11-04T00:00:00.12aZ",
            "2025-11-04T00:00:00.1234Z",
            "2025-02-30T00:00:00Z",
            "2008-12-31T23:59:59Z",
            "2100-01-01T00:00:00Z",
            "2025-11-0\u{f4}00:00:00Z",
        ] {
            assert_eq!(read(other), None, "{other}");
        }
    }

    #[test]
    fn buckets_start_on_the_utc_hour() {
        let time = Time::parse("2025-12-11T01:36:23.918Z").unwrap();
        assert_eq!(Time(time.floor(3_600_000)).to_string(), "2025-12-11T01:00:00.000Z");
    }
}
