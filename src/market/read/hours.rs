//! What one file holds, by the hour.

use super::entry::{Entry, joined};
use super::file::{Facts, Interest, Sides};
use crate::error::{Error, Result};
use crate::market::hour::{Candle, HOUR_MS};
use crate::money::Usd;
use crate::time::Time;

/// An hour that a file has in part; it is left out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Partial {
    /// Its beginning.
    pub time: Time,
    /// Candles that the file has of it.
    pub has: usize,
    /// Candles that make an hour.
    pub needs: usize,
}

/// The facts of one file by the hour; open interest by the instant.
#[derive(Debug, Default)]
pub(super) struct Hourly {
    pub(super) candles: Vec<Entry<Candle>>,
    pub(super) interest: Vec<Entry<Interest>>,
    pub(super) liquidated: Vec<Entry<Sides>>,
    pub(super) step_ms: Option<i64>,
    pub(super) partial: Vec<Partial>,
    pub(super) repeated: usize,
}

const TWO_CANDLES: &str = "expected one candle for each time, found two that differ";
const TWO_READINGS: &str = "expected one open interest for each time, found two that differ";
const TWO_TOTALS: &str = "expected one sum of liquidations for each time, found two that differ";

/// Puts the facts of one file into hours.
///
/// # Errors
/// Conflict for two rows of one time that differ; out of range for a step that makes no hours.
pub(super) fn hourly(facts: &mut Facts, known_ms: Option<i64>) -> Result<Hourly> {
    let (candles, again) = joined(&facts.candles, TWO_CANDLES, "close")?;
    let (liquidated, twice) = joined(&facts.liquidated, TWO_TOTALS, "long_usd")?;
    let mut hourly = Hourly { repeated: again.max(twice), ..Hourly::default() };
    if facts.spans && facts.rows > 0 {
        let times = if candles.is_empty() { times(&liquidated) } else { times(&candles) };
        let step = known_ms.or(facts.lasts_ms).unwrap_or_else(|| shortest(&times));
        check(step, &candles)?;
        hourly.step_ms = Some(step);
        // Open interest of a row stands at its end.
        for entry in &mut facts.interest {
            entry.time = entry.time.saturating_add(step);
        }
        hourly.gather(&candles, step)?;
    }
    hourly.liquidated = sums(&liquidated)?;
    let (interest, more) = joined(&facts.interest, TWO_READINGS, "open_interest")?;
    if !facts.spans {
        hourly.repeated = hourly.repeated.max(more);
    }
    hourly.interest = interest;
    Ok(hourly)
}

fn times<T>(entries: &[Entry<T>]) -> Vec<i64> {
    entries.iter().map(|entry| entry.time).collect()
}

/// The shortest distance between neighbours; an hour where there are none.
fn shortest(times: &[i64]) -> i64 {
    let apart = times.iter().zip(times.iter().skip(1)).map(|(a, b)| b.saturating_sub(*a));
    apart.min().unwrap_or(HOUR_MS)
}

/// Checks that steps make whole hours, and that every candle lies on one.
fn check(step: i64, candles: &[Entry<Candle>]) -> Result<()> {
    if step <= 0 || HOUR_MS.checked_rem(step) != Some(0) {
        let range = "a step of 1 hour, or of 30, 15, 5, 3 or 1 minutes: the map is made of hours";
        let found = format!("{} minutes", step.div_euclid(60_000));
        let error = Error::out_of_range(range, &found).in_field("time");
        return Err(candles.first().map_or(error.clone(), |entry| entry.origin.blame(error)));
    }
    match candles.iter().find(|entry| entry.time.checked_rem_euclid(step) != Some(0)) {
        None => Ok(()),
        Some(entry) => {
            let found = Time::from_millis(entry.time)?.to_string();
            let range = "a candle that begins on a step of its file";
            Err(entry.origin.blame(Error::out_of_range(range, &found).in_field("time")))
        }
    }
}

/// The beginning of the hour that a time lies in.
pub(super) fn hour(time: i64) -> i64 {
    time.saturating_sub(time.rem_euclid(HOUR_MS))
}

impl Hourly {
    /// Candles of whole hours; those of the others are left out.
    fn gather(&mut self, candles: &[Entry<Candle>], step: i64) -> Result<()> {
        let needs = usize::try_from(HOUR_MS.checked_div(step).unwrap_or(1)).unwrap_or(1);
        for group in candles.chunk_by(|a, b| hour(a.time) == hour(b.time)) {
            let Some((first, later)) = group.split_first() else { continue };
            let time = hour(first.time);
            if group.len() < needs {
                let time = Time::from_millis(time)?;
                self.partial.push(Partial { time, has: group.len(), needs });
                continue;
            }
            let mut entry = Entry { time, ..*first };
            later.iter().for_each(|next| entry.value.extend(&next.value));
            self.candles.push(entry);
        }
        Ok(())
    }
}

/// Liquidations by the hour; an hour of which a row does not say is not known.
fn sums(rows: &[Entry<Sides>]) -> Result<Vec<Entry<Sides>>> {
    let sum = |a: Option<Usd>, b: Option<Usd>| a.zip(b).map(|(a, b)| a.plus(b)).transpose();
    let mut hours = Vec::new();
    for group in rows.chunk_by(|a, b| hour(a.time) == hour(b.time)) {
        let Some((first, later)) = group.split_first() else { continue };
        let mut entry = Entry { time: hour(first.time), ..*first };
        for next in later {
            let (long, short) = next.value;
            entry.value = (sum(entry.value.0, long)?, sum(entry.value.1, short)?);
        }
        hours.push(entry);
    }
    Ok(hours)
}
