//! Rolling windows: the busiest and the last one of each length.

use super::cell::{Add, Split, Sum};
use crate::error::Result;

/// Lengths of the rolling windows, in hours.
pub(super) const HOURS: [u32; 4] = [1, 4, 12, 24];
const HOUR_MS: i64 = 3_600_000;

/// What was closed in a half-open span of time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Span {
    /// First millisecond.
    pub from_ms: i64,
    /// First millisecond after it.
    pub to_ms: i64,
    /// What was closed.
    pub split: Split<Sum>,
}

/// Windows of one length, ending on any minute.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Window {
    /// The length.
    pub hours: u32,
    /// The one in which most USD were closed; the earliest of equals.
    pub busiest: Option<Span>,
    /// The one that ends with the minute of the last event.
    pub last: Option<Span>,
}

/// The windows of `hours` over `steps`: starts of minutes (or wider steps) and their sums, in the
/// order of time, each `width_ms` wide.
pub(super) fn window(hours: u32, steps: &[(i64, Split<Sum>)], width_ms: i64) -> Result<Window> {
    let length = i64::from(hours).saturating_mul(HOUR_MS).max(width_ms);
    let mut best: Option<(Sum, usize, usize)> = None;
    let (mut first, mut running) = (0_usize, Sum::default());
    for (index, (ms, split)) in steps.iter().enumerate() {
        running = running.plus(split.both()?)?;
        let from = ms.saturating_add(width_ms).saturating_sub(length);
        while let Some((start, old)) = steps.get(first).filter(|(start, _)| *start < from) {
            debug_assert!(start < ms, "the newest step is never dropped");
            running.usd = running.usd.minus(old.both()?.usd)?;
            first = first.saturating_add(1);
        }
        if best.is_none_or(|(max, ..)| running.usd > max.usd) {
            best = Some((running, first, index));
        }
    }
    let span = |(_, first, last): (Sum, usize, usize)| -> Result<Span> {
        let inside = steps.get(first..=last).unwrap_or_default();
        let split =
            inside.iter().try_fold(Split::default(), |sum: Split<Sum>, (_, s)| sum.plus(*s));
        let end = inside.last().map_or(0, |(ms, _)| ms.saturating_add(width_ms));
        Ok(Span { from_ms: end.saturating_sub(length), to_ms: end, split: split? })
    };
    let last = steps.len().checked_sub(1).map(|last| (running, first, last));
    let (busiest, last) = (best.map(span).transpose()?, last.map(span).transpose()?);
    Ok(Window { hours, busiest, last })
}
