//! What a reader has to know beside the numbers of a count.

use super::count::Count;
use super::keep::REJECTS_LIMIT;
use crate::aggregate::{Gap, Group, Report};
use crate::event::Coverage;
use crate::import::{Tally, in_dollars};

/// From which share of the rows on their rejection is said before everything else.
const MANY_PERCENT: u64 = 1;
/// How many markets a note names.
const MARKETS_LIMIT: usize = 20;
/// How many gaps are noted.
const GAPS_LIMIT: usize = 3;
/// From which length on a gap is noted.
const LONG_GAP_DAYS: i64 = 30;
const DAY_MS: i64 = 86_400_000;

/// Every note, the rejects first.
pub(super) fn notes(count: &Count, sums: &Report) -> Vec<String> {
    let Tally { rejected, unverified, zoneless, .. } = count.partial.tally;
    let mut notes: Vec<_> = rejects(count).into_iter().chain(without_worth(count)).collect();
    of_sums(sums, &mut notes);
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
    if rejected > REJECTS_LIMIT as u64 {
        notes.push(format!("{rejected} rows were rejected; the first {REJECTS_LIMIT} are listed"));
    }
    notes
}

/// That rows were rejected, where it is more than a few of them.
fn rejects(count: &Count) -> Option<String> {
    let Tally { rows, rejected, .. } = count.partial.tally;
    let first = count.rejects.first();
    let first = first.map(|error| format!(", the first at {error}")).unwrap_or_default();
    if !count.is_readable() {
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
fn without_worth(count: &Count) -> Option<String> {
    let names: Vec<_> = count.without_worth.named().collect();
    let count_of_names = names.len();
    let named = names.get(..MARKETS_LIMIT).unwrap_or(&names).join(", ");
    let more = if count.without_worth.others() > 0 { "more than " } else { "" };
    let rest = if count_of_names > MARKETS_LIMIT { ", …" } else { "" };
    let markets = if count_of_names == 1 { "market needs" } else { "markets need" };
    (count_of_names > 0).then(|| {
        format!(
            "{more}{count_of_names} {markets} the worth of one contract, as contract_values: \
             {named}{rest}"
        )
    })
}

/// What the sums alone do not say.
fn of_sums(sums: &Report, notes: &mut Vec<String>) {
    if sums.by_coverage.len() > 1 {
        notes.push("the totals add feeds of different coverage; see coverage".to_owned());
    }
    if sums.by_coverage.iter().any(|(coverage, _)| *coverage == Coverage::Aggregated) {
        notes.push("an aggregator's totals count one event an interval and side".to_owned());
    }
    for group in sums.by_symbol.iter().filter(|group| !priced_in_dollars(group)) {
        let (name, split) = (group.symbol.as_deref().unwrap_or_default(), group.split.sums());
        let count = split.both().map_or(0, |sum| sum.count);
        notes.push(format!("{count} of {name}, quoted in Bitcoin, count at that price as dollars"));
    }
    let days = |gap: &Gap| gap.to_ms.saturating_sub(gap.from_ms) / DAY_MS;
    let long = |gap: &&Gap| gap.to_ms.saturating_sub(gap.from_ms) > LONG_GAP_DAYS * DAY_MS;
    for gap in sums.gaps.iter().filter(long).take(GAPS_LIMIT) {
        let (before, days) = (gap.events_before, days(gap));
        let events = if before == 1 { "event" } else { "events" };
        notes.push(format!("{before} {events} before a gap of {days} days"));
    }
}

fn priced_in_dollars(group: &Group) -> bool {
    group.symbol.as_deref().is_none_or(in_dollars)
}
