//! What is shown of a cube: totals, groups, buckets, windows, gaps.

use std::cmp::Ordering;

use super::cell::{Add, Cell, Split, Sum};
use super::cube::{Cube, Series};
use super::grid::Bucket;
use super::largest::Order;
use super::window::{HOURS, Window, window};
use crate::error::Result;
use crate::event::{Coverage, PriceKind};
use crate::money::{RATIO_PLACES, Ratio, Usd};
use crate::order::sorted;

/// Most gaps that are listed.
const MOST_GAPS: usize = 1000;

/// Everything that a report shows. Every grouping adds up to the same totals, to the last digit.
#[derive(Clone, Debug)]
pub struct Report {
    /// The totals.
    pub total: Split<Sum>,
    /// By asset, largest first.
    pub by_asset: Vec<Group>,
    /// By venue, largest first.
    pub by_venue: Vec<Group>,
    /// By venue and symbol, largest first.
    pub by_symbol: Vec<Group>,
    /// By what the feeds contain at best. More than one entry: the totals mix what should not be
    /// compared.
    pub by_coverage: Vec<(Coverage, Split<Cell>)>,
    /// Starts of buckets in which something was closed, and what; empty ones are not listed.
    pub buckets: Vec<(i64, Split<Sum>)>,
    /// Their width; wider than asked for where there would be too many.
    pub bucket: Bucket,
    /// Rolling windows of 1, 4, 12 and 24 hours.
    pub windows: Vec<Window>,
    /// The width of the steps that windows and gaps are counted in.
    pub step: Bucket,
    /// The largest orders, largest first.
    pub largest: Vec<Order>,
    /// How many events each kind of price values.
    pub valued_at: Vec<(PriceKind, u64)>,
    /// The sum of the squared shares of the assets, from 0 to 1; none where nothing was closed.
    pub asset_concentration: Option<Ratio>,
    /// The same of the venues.
    pub venue_concentration: Option<Ratio>,
    /// Stretches without any event, in the order of time; at most 1000.
    pub gaps: Vec<Gap>,
    /// First and last event, ms.
    pub span: Option<(i64, i64)>,
}

/// One group of events.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Group {
    /// The venue, in groups by venue or symbol.
    pub venue: Option<String>,
    /// The symbol, in groups by symbol.
    pub symbol: Option<String>,
    /// The asset, in groups by asset or symbol.
    pub asset: Option<String>,
    /// What was closed.
    pub split: Split<Cell>,
    /// Its share of the value of all events; none where nothing was closed.
    pub share: Option<Ratio>,
}

/// A stretch of time without any event.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Gap {
    /// End of the last step with an event before it, ms.
    pub from_ms: i64,
    /// Start of the first step with an event after it, ms.
    pub to_ms: i64,
    /// Events before it, from the beginning.
    pub events_before: u64,
}

impl Split<Cell> {
    /// Without the coins.
    #[must_use]
    pub const fn sums(self) -> Split<Sum> {
        Split { long: self.long.sum, short: self.short.sum }
    }

    /// The value of both sides.
    ///
    /// # Errors
    /// Overflow past the range of exact arithmetic.
    pub fn usd(self) -> Result<Usd> {
        self.long.sum.usd.plus(self.short.sum.usd)
    }
}

impl Report {
    /// The report of `cube`, in buckets of this width, listing gaps of at least `gap_ms`.
    ///
    /// # Errors
    /// Overflow past the range of exact arithmetic.
    pub fn of(cube: &Cube, bucket: Bucket, gap_ms: i64) -> Result<Self> {
        let by_series = by_series(cube)?;
        let total = by_series.iter().try_fold(Split::default(), |sum: Split<Sum>, (s, cell)| {
            sum.plus(Split::on(s.closed, cell.sum))
        })?;
        let group = |name: fn(&Series) -> Name<'_>| groups(&by_series, total, name);
        let (by_asset, by_venue) =
            (group(|s| [None, None, Some(&s.asset)])?, group(|s| [Some(&s.venue), None, None])?);
        let step = cube.minutes.bucket;
        let steps: Vec<_> = cube.minutes.iter().map(|((ms, _), sum)| (ms, *sum)).collect();
        let windows = HOURS.iter().map(|hours| window(*hours, &steps, step.millis()));
        let bucket = bucket.max(step);
        Ok(Self {
            asset_concentration: concentration(&by_asset),
            venue_concentration: concentration(&by_venue),
            by_symbol: group(|s| [Some(&s.venue), Some(&s.symbol), Some(&s.asset)])?,
            by_asset,
            by_venue,
            by_coverage: by_coverage(&by_series)?,
            buckets: rebucket(&steps, bucket)?,
            bucket,
            windows: windows.collect::<Result<_>>()?,
            gaps: gaps(&steps, step.millis(), gap_ms),
            step,
            largest: cube.largest.orders.clone(),
            valued_at: PriceKind::ALL.into_iter().zip(cube.valued).collect(),
            span: cube.span,
            total,
        })
    }
}

/// The sums of each series over all time, in the order of series.
fn by_series(cube: &Cube) -> Result<Vec<(&Series, Cell)>> {
    let mut sums: Vec<Option<Cell>> = vec![None; cube.series.len()];
    for ((_, key), cell) in cube.cells.iter() {
        let Some(slot) = sums.get_mut(key as usize) else { continue };
        *slot = Some(slot.unwrap_or_default().plus(*cell)?);
    }
    let sum = |number: u32| {
        let series = cube.series.get(number as usize)?;
        sums.get(number as usize).copied().flatten().map(|cell| (series, cell))
    };
    Ok(cube.order.numbers().into_iter().filter_map(sum).collect())
}

/// Venue, symbol and asset; none where the group mixes several.
type Name<'a> = [Option<&'a String>; 3];

fn groups(
    by_series: &[(&Series, Cell)],
    total: Split<Sum>,
    name: fn(&Series) -> Name<'_>,
) -> Result<Vec<Group>> {
    let total = total.both()?.usd;
    let mut sums = Vec::new();
    for (series, split) in merged(by_series, &mut |a, b| name(a).cmp(&name(b)))? {
        sums.push((series, split, split.usd()?));
    }
    let group = |(series, split, usd): (&Series, Split<Cell>, Usd)| {
        let [venue, symbol, asset] = name(series).map(|name| name.cloned());
        Group { venue, symbol, asset, split, share: usd.over(total) }
    };
    // A stable sort keeps equal ones in the order of their names.
    let largest_first = sorted(&sums, &mut |(.., a), (.., b)| b.cmp(a));
    Ok(largest_first.into_iter().map(group).collect())
}

fn by_coverage(by_series: &[(&Series, Cell)]) -> Result<Vec<(Coverage, Split<Cell>)>> {
    let merged = merged(by_series, &mut |a, b| a.coverage.cmp(&b.coverage))?;
    Ok(merged.into_iter().map(|(series, split)| (series.coverage, split)).collect())
}

/// The sums of series that `compare` calls equal, each under one of them, in its order.
fn merged<'a>(
    by_series: &[(&'a Series, Cell)],
    compare: &mut dyn FnMut(&Series, &Series) -> Ordering,
) -> Result<Vec<(&'a Series, Split<Cell>)>> {
    let mut sums: Vec<(&Series, Split<Cell>)> = Vec::new();
    for (series, cell) in sorted(by_series, &mut |(a, _), (b, _)| compare(a, b)) {
        match sums.last_mut() {
            Some((last, split)) if compare(last, series).is_eq() => {
                split.add(series.closed, cell)?;
            }
            _ => {
                let mut split = Split::default();
                split.add(series.closed, cell)?;
                sums.push((series, split));
            }
        }
    }
    Ok(sums)
}

fn rebucket(steps: &[(i64, Split<Sum>)], bucket: Bucket) -> Result<Vec<(i64, Split<Sum>)>> {
    let mut buckets: Vec<(i64, Split<Sum>)> = Vec::new();
    for (ms, split) in steps {
        let start = bucket.floor(*ms);
        match buckets.last_mut().filter(|(last, _)| *last == start) {
            Some((_, sum)) => *sum = sum.plus(*split)?,
            None => buckets.push((start, *split)),
        }
    }
    Ok(buckets)
}

fn gaps(steps: &[(i64, Split<Sum>)], width_ms: i64, least_ms: i64) -> Vec<Gap> {
    let mut before = 0_u64;
    let mut gaps = Vec::new();
    for pair in steps.windows(2) {
        let [(ms, split), (next, _)] = pair else { continue };
        before = before.saturating_add(split.long.count).saturating_add(split.short.count);
        let from_ms = ms.saturating_add(width_ms);
        if next.saturating_sub(from_ms) >= least_ms && gaps.len() < MOST_GAPS {
            gaps.push(Gap { from_ms, to_ms: *next, events_before: before });
        }
    }
    gaps
}

/// The Herfindahl index: the sum of the squared shares, each rounded at 18 places.
fn concentration(groups: &[Group]) -> Option<Ratio> {
    let one = 10_i128.checked_pow(RATIO_PLACES)?;
    let mut sum = 0_i128;
    for group in groups {
        let mut share = group.share?.decimal();
        share.rescale(RATIO_PLACES);
        sum = sum.checked_add(share.mantissa().checked_mul(share.mantissa())?)?;
    }
    let mantissa = sum.checked_div(one)?;
    let ratio = rust_decimal::Decimal::try_from_i128_with_scale(mantissa, RATIO_PLACES).ok()?;
    Some(Ratio::new(ratio))
}
