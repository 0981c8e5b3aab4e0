//! The report of a count as a [`Value`]: exact numbers as text, columns to draw as estimates.

use crate::aggregate::{Cell, Gap, Group, Order, Report, Span, Split, Sum, Window};
use crate::approx::Approx;
use crate::error::{Error, Result};
use crate::event::Coverage;
use crate::import::{Kinds, Source, Tally};
use crate::money::{Ratio, Usd};
use crate::study::census::{
    CensusReport, Count, Frequency, ListedEvent, Origin, Unreported, View, ranked_formats,
    ranked_kinds,
};
use crate::value::{Record, Value, make_room, record};

/// What a group takes as a value: seven keys, two of them with three more, and their texts.
const GROUP_BYTES: usize = 1100;

/// The report of a count.
pub(super) fn report(count: &Count, view: View) -> Result<Value> {
    let report = count.report(view)?;
    let mut told = Record::default();
    rows(&mut told, count);
    sums(&mut told, &report)?;
    told.put("notes", Value::list(report.notes.iter().map(String::as_str)));
    told.put("unreported", report.unreported.map_or(Value::Null, unreported));
    Ok(told.into())
}

/// What became of the rows.
#[inline(never)]
fn rows(told: &mut Record, count: &Count) {
    let Tally { rows, events, duplicates, rejected, filtered, .. } = count.partial.tally;
    told.put("events", events);
    told.put("duplicates", duplicates);
    told.put("rejected", rejected);
    told.put("filtered", filtered);
    told.put("no_liquidation", kinds(&count.partial.kinds));
    told.put("rows", rows);
    told.put("readable", count.is_readable());
    told.put("bytes", count.partial.bytes);
    told.put("format", origin(count.origin));
    told.put("formats", formats(&count.partial.sources));
    told.put("rejects", rejects(&count.rejects));
    told.put("rejects_listed", count.rejects.len());
}

/// The name of the format that was read; null where the input does not say.
pub(super) fn origin(origin: Option<Origin>) -> Value {
    origin.map(Origin::as_str).into()
}

/// The first rows that could not be read, each with its place.
pub(super) fn rejects(rejects: &[Error]) -> Value {
    Value::list(rejects.iter().map(reject))
}

fn reject(error: &Error) -> Value {
    let place = error.place();
    record![
        ("record", place.record),
        ("line", place.line),
        ("field", place.field.as_deref()),
        ("reason", error.reason()),
        ("code", error.code()),
    ]
}

/// What was read of each format, the most frequent first.
pub(super) fn formats(sources: &[Source]) -> Value {
    frequencies(ranked_formats(sources), |Frequency { name, number, rows }| {
        record![("format", name), ("rows", rows), ("events", number)]
    })
}

/// Records that are no liquidation, by kind, the most frequent first.
pub(super) fn kinds(kinds: &Kinds) -> Value {
    frequencies(ranked_kinds(kinds), |Frequency { name, number, .. }| {
        record![("kind", name), ("count", number)]
    })
}

fn frequencies(ranked: Vec<Frequency<'_>>, tell: fn(Frequency<'_>) -> Value) -> Value {
    Value::list(ranked.into_iter().map(tell))
}

#[inline(never)]
fn sums(told: &mut Record, report: &CensusReport) -> Result<()> {
    let sums = &report.sums;
    let total = sums.total;
    told.put("long", sum(total.long));
    told.put("short", sum(total.short));
    told.put("total_usd", Value::text(total.both()?.usd));
    told.put("ratio", ratio(total.ratio()));
    told.put("long_share", ratio(total.long_share()));
    told.put("imbalance", ratio(total.imbalance()));
    told.put("by_asset", groups(&sums.by_asset)?);
    told.put("by_venue", groups(&sums.by_venue)?);
    told.put("by_symbol", groups(&sums.by_symbol)?);
    told.put("asset_concentration", ratio(sums.asset_concentration));
    told.put("venue_concentration", ratio(sums.venue_concentration));
    told.put("coverage", coverage(sums)?);
    told.put("coverage_mixed", sums.by_coverage.len() > 1);
    told.put("buckets", buckets(report));
    told.put("windows", each(&sums.windows, window)?);
    told.put("window_step_ms", sums.step.millis());
    told.put("largest", Value::list(sums.largest.iter().map(order)));
    told.put("valued_at", valued_at(sums));
    told.put("gaps", Value::list(sums.gaps.iter().map(gap)));
    told.put("first_ms", sums.span.map(|(first, _)| first));
    told.put("last_ms", sums.span.map(|(_, last)| last));
    Ok(())
}

#[inline(never)]
fn ratio(ratio: Option<Ratio>) -> Value {
    ratio.map_or(Value::Null, Value::text)
}

fn each<T>(items: &[T], tell: fn(&T) -> Result<Value>) -> Result<Value> {
    let mut list = Vec::with_capacity(items.len());
    for item in items {
        list.push(tell(item)?);
    }
    Ok(Value::List(list))
}

fn sum(sum: Sum) -> Value {
    record![("count", sum.count), ("usd", Value::text(sum.usd))]
}

fn side(group: &Group, side: Cell) -> Value {
    sum(side.sum).with("coins", group.coins(side).map_or(Value::Null, Value::text))
}

fn groups(groups: &[Group]) -> Result<Value> {
    make_room(groups.len().saturating_mul(GROUP_BYTES));
    each(groups, |group| {
        let mut told = Record::default();
        told.put_some("venue", group.venue.as_deref());
        told.put_some("symbol", group.symbol.as_deref());
        told.put_some("asset", group.asset.as_deref());
        told.put("long", side(group, group.split.long));
        told.put("short", side(group, group.split.short));
        told.put("total_usd", Value::text(group.split.usd()?));
        told.put("share", ratio(group.share));
        Ok(told.into())
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
fn buckets(report: &CensusReport) -> Value {
    let CensusReport { sums, running, .. } = report;
    let (long_usd, long_count) = columns(sums, |split| split.long);
    let (short_usd, short_count) = columns(sums, |split| split.short);
    record![
        ("bucket", sums.bucket.as_str()),
        ("width_ms", sums.bucket.millis()),
        ("start_ms", Value::list(sums.buckets.iter().map(|(start, _)| *start))),
        ("long_usd", texts(&long_usd)),
        ("short_usd", texts(&short_usd)),
        ("long_count", long_count),
        ("short_count", short_count),
        ("long_approx", approx(&long_usd)),
        ("short_approx", approx(&short_usd)),
        ("long_running_approx", approx(&running.long)),
        ("short_running_approx", approx(&running.short)),
    ]
}

/// The values of one side bucket by bucket, and how many events there were.
#[inline(never)]
fn columns(sums: &Report, side: fn(&Split<Sum>) -> Sum) -> (Vec<Usd>, Value) {
    let side: Vec<_> = sums.buckets.iter().map(|(_, split)| side(split)).collect();
    let counts = Value::list(side.iter().map(|sum| sum.count));
    (side.into_iter().map(|sum| sum.usd).collect(), counts)
}

#[inline(never)]
fn texts(column: &[Usd]) -> Value {
    Value::list(column.iter().map(|usd| Value::text(*usd)))
}

#[inline(never)]
fn approx(column: &[Usd]) -> Vec<f64> {
    column.iter().map(|usd| usd.approx()).collect()
}

fn window(window: &Window) -> Result<Value> {
    Ok(record![
        ("hours", window.hours),
        ("busiest", span(window.busiest.as_ref())?),
        ("last", span(window.last.as_ref())?),
    ])
}

#[inline(never)]
fn span(span: Option<&Span>) -> Result<Value> {
    let Some(span) = span else { return Ok(Value::Null) };
    Ok(record![
        ("from_ms", span.from_ms),
        ("to_ms", span.to_ms),
        ("long", sum(span.split.long)),
        ("short", sum(span.split.short)),
        ("total_usd", Value::text(span.split.both()?.usd)),
    ])
}

/// One event of a list.
pub(super) fn event(event: &ListedEvent) -> Value {
    let usd = event.usd.map_or(Value::Null, Value::text);
    of_order(&event.order, usd).with("coins", event.coins.map_or(Value::Null, Value::text))
}

fn order(order: &Order) -> Value {
    of_order(order, Value::text(order.usd))
}

fn of_order(order: &Order, usd: Value) -> Value {
    record![
        ("usd", usd),
        ("time_ms", order.time.millis()),
        ("venue", order.venue.as_str()),
        ("symbol", order.symbol.as_str()),
        ("asset", order.asset.as_str()),
        ("side", order.closed.as_str()),
        ("qty", Value::text(order.qty)),
        ("unit", order.unit.as_str()),
        ("price_usd", Value::text(order.price)),
        ("fill_usd", order.fill.map_or(Value::Null, Value::text)),
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

fn unreported(unreported: Unreported) -> Value {
    record![
        ("estimate", true),
        ("method", Unreported::METHOD),
        ("coverage", Value::list(unreported.coverage.into_iter().map(Coverage::as_str))),
        ("bucket", unreported.bucket.as_str()),
        ("sent_events", unreported.sent_events),
        ("sent_usd_approx", unreported.sent_usd),
        ("unreported_events", unreported.events),
        ("unreported_usd_approx", unreported.usd),
    ]
}
