//! The report of a count as a [`Value`]: exact numbers as text, columns to draw as estimates.

use super::{DAY_MS, MOST_REJECTS, Shown};
use crate::aggregate::{Cell, Gap, Group, Order, Partial, Report, Span, Split, Sum, Window};
use crate::approx::Approx;
use crate::error::{Error, Result};
use crate::event::Coverage;
use crate::import::{Kinds, Source, Tally};
use crate::money::{Coins, Usd};
use crate::order::sorted;
use crate::value::{Value, make_room, record};

/// From which share of the rows on their rejection is said before everything else.
const MANY_PERCENT: u64 = 1;
/// What a group takes as a value: seven keys, two of them with three more, and their texts.
const GROUP_BYTES: usize = 1100;
/// Most markets that a note names.
const MOST_MARKETS: usize = 20;

pub(super) fn reject(error: &Error) -> Value {
    let place = error.place();
    record![
        ("record", place.record),
        ("line", place.line),
        ("field", place.field.as_deref()),
        ("reason", error.reason()),
        ("code", error.code()),
    ]
}

pub(super) fn shown(head: Value, report: &Report, shown: Shown, notes: &[String]) -> Result<Value> {
    let total = report.total;
    let ratio = |ratio: Option<_>| ratio.map(|ratio: crate::money::Ratio| ratio.to_string());
    let largest = report.largest.iter().take(shown.top).map(order);
    Ok(head
        .with("long", sum(total.long))
        .with("short", sum(total.short))
        .with("total_usd", Value::text(total.both()?.usd))
        .with("ratio", ratio(total.ratio()))
        .with("long_share", ratio(total.long_share()))
        .with("imbalance", ratio(total.imbalance()))
        .with("by_asset", groups(&report.by_asset)?)
        .with("by_venue", groups(&report.by_venue)?)
        .with("by_symbol", groups(&report.by_symbol)?)
        .with("asset_concentration", ratio(report.asset_concentration))
        .with("venue_concentration", ratio(report.venue_concentration))
        .with("coverage", coverage(report)?)
        .with("coverage_mixed", report.by_coverage.len() > 1)
        .with("buckets", buckets(report)?)
        .with("windows", each(&report.windows, window)?)
        .with("window_step_ms", report.step.millis())
        .with("largest", Value::list(largest))
        .with("valued_at", valued_at(report))
        .with("gaps", Value::list(report.gaps.iter().map(gap)))
        .with("first_ms", report.span.map(|(first, _)| first))
        .with("last_ms", report.span.map(|(_, last)| last))
        .with("notes", Value::list(notes.iter().map(String::as_str))))
}

fn each<T>(items: &[T], show: impl Fn(&T) -> Result<Value>) -> Result<Value> {
    items.iter().map(show).collect::<Result<Vec<_>>>().map(Value::List)
}

fn sum(sum: Sum) -> Value {
    record![("count", sum.count), ("usd", Value::text(sum.usd))]
}

/// Coins are shown only of one asset, and where every event states them.
fn cell(cell: Cell, one_asset: bool) -> Value {
    let known = one_asset && cell.coins_known == cell.sum.count;
    sum(cell.sum).with("coins", known.then(|| Coins::to_string(&cell.coins)))
}

fn groups(groups: &[Group]) -> Result<Value> {
    make_room(groups.len().saturating_mul(GROUP_BYTES));
    each(groups, |group| {
        let names = [("venue", &group.venue), ("symbol", &group.symbol), ("asset", &group.asset)];
        let named = names.into_iter().filter_map(|(key, name)| {
            name.as_deref().map(|name| (key.to_owned(), Value::from(name)))
        });
        let one_asset = group.asset.is_some();
        Ok(Value::Map(named.collect())
            .with("long", cell(group.split.long, one_asset))
            .with("short", cell(group.split.short, one_asset))
            .with("total_usd", Value::text(group.split.usd()?))
            .with("share", group.share.map(|share| share.to_string())))
    })
}

fn coverage(report: &Report) -> Result<Value> {
    each(&report.by_coverage, |(coverage, split)| {
        Ok(record![
            ("coverage", coverage.as_str()),
            ("long", sum(split.long.sum)),
            ("short", sum(split.short.sum)),
            ("total_usd", Value::text(split.usd()?)),
        ])
    })
}

/// Columns: exact text to show, estimates to draw.
fn buckets(report: &Report) -> Result<Value> {
    let buckets = &report.buckets;
    let side = |of: fn(&Split<Sum>) -> Sum| buckets.iter().map(move |(_, split)| of(split));
    let text = |of: fn(&Split<Sum>) -> Sum| Value::list(side(of).map(|sum| sum.usd.to_string()));
    let approx = |of: fn(&Split<Sum>) -> Sum| side(of).map(|sum| sum.usd.approx());
    let counts = |of: fn(&Split<Sum>) -> Sum| Value::list(side(of).map(|sum| sum.count));
    let running = |of: fn(&Split<Sum>) -> Sum| -> Result<Vec<f64>> {
        let mut total = Usd::ZERO;
        let add = |sum: Sum| {
            total = total.plus(sum.usd)?;
            Ok(total.approx())
        };
        side(of).map(add).collect()
    };
    Ok(record![
        ("bucket", report.bucket.as_str()),
        ("width_ms", report.bucket.millis()),
        ("start_ms", Value::list(buckets.iter().map(|(start, _)| *start))),
        ("long_usd", text(|split| split.long)),
        ("short_usd", text(|split| split.short)),
        ("long_count", counts(|split| split.long)),
        ("short_count", counts(|split| split.short)),
        ("long_approx", approx(|split| split.long).collect::<Vec<_>>()),
        ("short_approx", approx(|split| split.short).collect::<Vec<_>>()),
        ("long_running_approx", running(|split| split.long)?),
        ("short_running_approx", running(|split| split.short)?),
    ])
}

fn window(window: &Window) -> Result<Value> {
    let span = |span: &Span| -> Result<Value> {
        Ok(record![
            ("from_ms", span.from_ms),
            ("to_ms", span.to_ms),
            ("long", sum(span.split.long)),
            ("short", sum(span.split.short)),
            ("total_usd", Value::text(span.split.both()?.usd)),
        ])
    };
    Ok(record![
        ("hours", window.hours),
        ("busiest", window.busiest.as_ref().map(span).transpose()?),
        ("last", window.last.as_ref().map(span).transpose()?),
    ])
}

pub(super) fn order(order: &Order) -> Value {
    record![
        ("usd", Value::text(order.usd)),
        ("time_ms", order.time.millis()),
        ("venue", order.venue.as_str()),
        ("symbol", order.symbol.as_str()),
        ("asset", order.asset.as_str()),
        ("side", order.closed.as_str()),
        ("qty", Value::text(order.qty)),
        ("unit", order.unit.as_str()),
        ("price_usd", Value::text(order.price)),
        ("fill_usd", order.fill.map(|fill| fill.to_string())),
        ("valued_at", order.valued_at.as_str()),
        ("coverage", order.coverage.as_str()),
    ]
}

fn valued_at(report: &Report) -> Value {
    let used = report.valued_at.iter().filter(|(_, count)| *count > 0);
    Value::Map(used.map(|(kind, count)| (kind.as_str().to_owned(), (*count).into())).collect())
}

fn gap(gap: &Gap) -> Value {
    record![("from_ms", gap.from_ms), ("to_ms", gap.to_ms), ("events_before", gap.events_before),]
}

/// What became of the rows, and what is to be said about them.
#[derive(Clone, Copy)]
pub(super) struct Account<'a> {
    pub(super) tally: Tally,
    pub(super) kinds: &'a Kinds,
    pub(super) sources: &'a [Source],
    /// The format's name.
    pub(super) format: Option<&'a str>,
    /// The rejects that are listed.
    pub(super) listed: &'a [Error],
    /// Markets without the worth of a contract.
    pub(super) lacking: &'a Kinds,
}

impl<'a> Account<'a> {
    /// The account of a partial.
    pub(super) const fn of(
        partial: &'a Partial,
        format: Option<&'a str>,
        listed: &'a [Error],
    ) -> Self {
        let Partial { tally, kinds, sources, .. } = partial;
        const NONE: &Kinds = &Kinds::new();
        Self { tally: *tally, kinds, sources: sources.as_slice(), format, listed, lacking: NONE }
    }

    /// The beginning of a report.
    pub(super) fn shown(&self, bytes: u64) -> Value {
        let Tally { rows, events, duplicates, rejected, filtered, .. } = self.tally;
        record![
            ("events", events),
            ("duplicates", duplicates),
            ("rejected", rejected),
            ("filtered", filtered),
            ("no_liquidation", kinds(self.kinds)),
            ("rows", rows),
            ("readable", self.is_readable()),
            ("bytes", bytes),
            ("format", self.format),
            ("formats", self.formats()),
            ("rejects", self.rejects()),
            ("rejects_listed", self.listed.len()),
        ]
    }

    pub(super) fn formats(&self) -> Value {
        formats(self.sources)
    }

    pub(super) fn rejects(&self) -> Value {
        Value::list(self.listed.iter().map(reject))
    }

    /// Whether any row was understood.
    const fn is_readable(&self) -> bool {
        self.tally.rejected == 0 || self.tally.rejected < self.tally.rows
    }

    /// What a reader has to know beside the numbers, the rejects first.
    pub(super) fn notes(&self, report: &Report) -> Vec<String> {
        let Tally { rejected, unverified, zoneless, .. } = self.tally;
        let mut notes: Vec<_> = self.rejected().into_iter().chain(self.without_worth()).collect();
        notes.extend(of_report(report));
        if unverified > 0 {
            notes.push(format!(
                "{unverified} events are valued with a contract's value that nobody has verified; \
                 contract_values overrides it"
            ));
        }
        if zoneless > 0 {
            let events = if zoneless == 1 { "event has" } else { "events have" };
            notes.push(format!("{zoneless} {events} a time without a zone, read as UTC"));
        }
        if rejected > MOST_REJECTS as u64 {
            notes.push(format!("{rejected} rows were rejected; the first 1000 are listed"));
        }
        notes
    }

    /// That rows were rejected, where it is more than a few of them.
    fn rejected(&self) -> Option<String> {
        let Tally { rows, rejected, .. } = self.tally;
        let first = self.listed.first();
        let first = first.map(|error| format!(", the first at {error}")).unwrap_or_default();
        if !self.is_readable() {
            let rows = match rejected {
                1 => "the only row was".to_owned(),
                all => format!("all {all} rows were"),
            };
            return Some(format!("nothing could be read: {rows} rejected{first}"));
        }
        // In tenths of a percent; a few rows among very many are only listed.
        let share = rejected.saturating_mul(1000).checked_div(rows)?;
        let (percent, tenth) = (share / 10, share % 10);
        let many = percent >= MANY_PERCENT;
        many.then(|| {
            format!("{percent}.{tenth} % of the rows ({rejected} of {rows}) were rejected{first}")
        })
    }

    /// That nobody said what a contract of some markets is worth.
    fn without_worth(&self) -> Option<String> {
        let names: Vec<_> = self.lacking.named().collect();
        let count = names.len();
        let named = names.get(..MOST_MARKETS).unwrap_or(&names).join(", ");
        let more = if self.lacking.others() > 0 { "more than " } else { "" };
        let rest = if count > MOST_MARKETS { ", …" } else { "" };
        let markets = if count == 1 { "market needs" } else { "markets need" };
        (count > 0).then(|| {
            format!(
                "{more}{count} {markets} the worth of one contract, as contract_values: \
                 {named}{rest}"
            )
        })
    }
}

/// What was read of each format: the one with the most events first.
pub(super) fn formats(sources: &[Source]) -> Value {
    let rows = sources.iter().map(|source| (source.format.as_str(), source.events, source.rows));
    ranked(&rows.collect::<Vec<_>>(), |format, events, rows| {
        record![("format", format), ("rows", rows), ("events", events)]
    })
}

/// Records that are no liquidation, by kind: the most frequent first.
pub(super) fn kinds(kinds: &Kinds) -> Value {
    let rows: Vec<_> = kinds.each().map(|(kind, count)| (kind, count, 0)).collect();
    ranked(&rows, |kind, count, _| record![("kind", kind), ("count", count)])
}

/// Names with their numbers, largest first and equal ones by name.
fn ranked(rows: &[(&str, u64, u64)], show: fn(&str, u64, u64) -> Value) -> Value {
    let rows = sorted(rows, &mut |(a, m, _), (b, n, _)| n.cmp(m).then_with(|| a.cmp(b)));
    Value::list(rows.into_iter().map(|(name, number, other)| show(name, number, other)))
}

/// What the numbers alone do not say.
fn of_report(report: &Report) -> Vec<String> {
    let mut notes = Vec::new();
    if report.by_coverage.len() > 1 {
        notes.push("the totals add feeds of different coverage; see coverage".to_owned());
    }
    if report.by_coverage.iter().any(|(coverage, _)| *coverage == Coverage::Aggregated) {
        notes.push("an aggregator's totals count one event an interval and side".to_owned());
    }
    for group in report.by_symbol.iter().filter(|group| !priced_in_dollars(group)) {
        let (name, split) = (group.symbol.as_deref().unwrap_or_default(), group.split.sums());
        let count = split.both().map_or(0, |sum| sum.count);
        notes.push(format!("{count} of {name}, quoted in Bitcoin, count at that price as dollars"));
    }
    let far = report.gaps.iter().filter(|gap| gap.to_ms.saturating_sub(gap.from_ms) > 30 * DAY_MS);
    for gap in far.take(3) {
        let days = gap.to_ms.saturating_sub(gap.from_ms) / DAY_MS;
        let before = gap.events_before;
        let events = if before == 1 { "event" } else { "events" };
        notes.push(format!("{before} {events} before a gap of {days} days"));
    }
    notes
}

fn priced_in_dollars(group: &Group) -> bool {
    group.symbol.as_deref().is_none_or(crate::import::in_dollars)
}
