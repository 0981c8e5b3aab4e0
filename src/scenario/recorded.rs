//! From the recorded events to a table of scenarios, while the crate compiles.
//!
//! A page that simulates needs a tenth of what is on record, so that is all that it loads.
//! [`crate::preset`] says where each figure comes from, and its tests hold this table to it.

use crate::events::{DEFAULTS, WRITTEN};
use crate::text::{Text, after, cell, cut, made, strip};

/// A row for each preset, the newest first, in which a cell is blank where it is as in every
/// preset; the first row has the place of every column in the schema and what every preset has
/// there, as in `book.mix=neutral`.
pub(super) const TABLE: &str = made!(table);

/// The days of the presets, as a sentence lists them.
pub(super) const NAMES: &str = made!(names);

/// What stands in a column.
enum Column {
    Word(&'static str),
    /// A cell of the event's own row.
    Event(usize),
    Figure(&'static str),
    /// Of a fall, and of a rise.
    Sides(&'static str, &'static str),
    /// Two figures with a blank between them.
    Pair(&'static str, &'static str),
}
use Column::{Event, Figure, Pair, Sides, Word};

const END: Column = Sides("price_low_usd", "price_high_usd");

const COLUMNS: &[(&str, Column)] = &[
    ("preset", Event(1)),
    ("title", Event(3)),
    ("direction", Event(2)),
    ("market.asset", Word("BTC")),
    ("market.price_usd", Figure("price_before_usd")),
    ("market.open_interest_usd", Figure("open_interest_usd")),
    ("book.kind", Word("synthetic")),
    ("book.mix", Figure("mix")),
    ("book.maintenance", Word("0.005")),
    ("book.spread", Figure("spread")),
    ("book.share.reported_usd", Sides("btc_long_usd", "btc_short_usd")),
    ("book.share.to_price_usd", END),
    ("book.share.factor", Figure("reporting_factor")),
    ("impact.kind", Word("linear")),
    ("impact.usd_per_percent", Figure("usd_per_percent")),
    ("impact.survival", Figure("survival")),
    // The push from outside is solved: the smallest whose cascade ends where the move did.
    ("shock.reach_price_usd", END),
    ("levels", Pair("level_upper_usd", "level_lower_usd")),
    ("volatility", Figure("volatility")),
    ("coordinate", Word("linear")),
    ("flow", Word("1")),
    ("days", Word("1")),
    ("time.rho", Figure("rho")),
    // The move took hours: positions were closed as the price came by, not in one gap.
    ("engine.kind", Word("market")),
    ("engine.arrival", Word("gradual")),
];

const fn table<const N: usize>() -> Text<N> {
    let mut text = places();
    let mut rest = next_preset(&WRITTEN);
    while let [event, rows @ ..] = rest {
        text.put("\n");
        put_row(&mut text, event, rows);
        rest = next_preset(rows);
    }
    text
}

const fn names<const N: usize>() -> Text<N> {
    let (mut text, mut rest) = (Text::new(), next_preset(&WRITTEN));
    while let [event, rows @ ..] = rest {
        text.divide(", ");
        text.put(cell(event, 1));
        rest = next_preset(rows);
    }
    text
}

/// The rows from the next event on that is a preset.
const fn next_preset<'t>(rows: &'t [&'t str]) -> &'t [&'t str] {
    let mut rest = rows;
    while let [row, more @ ..] = rest {
        if is_event(row) && is_preset(more) {
            return rest;
        }
        rest = more;
    }
    rest
}

const fn is_event(row: &str) -> bool {
    strip(row, "event").is_some()
}

/// Whether a row of a preset stands before the next event.
const fn is_preset(rows: &[&str]) -> bool {
    let mut rest = rows;
    while let [row, more @ ..] = rest
        && !is_event(row)
    {
        if strip(row, "preset").is_some() {
            return true;
        }
        rest = more;
    }
    false
}

const fn places<const N: usize>() -> Text<N> {
    let (mut text, mut rest) = (Text::new(), COLUMNS);
    while let [(place, column), more @ ..] = rest {
        text.divide("|");
        text.put(place);
        let every = of_every(column);
        text.put(if every.is_empty() { "" } else { "=" });
        text.put(every);
        rest = more;
    }
    text
}

/// What every preset has in a column unless its entry says otherwise; nothing where each has its
/// own.
const fn of_every(column: &Column) -> &'static str {
    match column {
        Word(word) => word,
        Figure(key) => {
            let value = cell(find(&DEFAULTS, "default", key), 1);
            if after(value, b'=').is_some() { "" } else { value }
        }
        _ => "",
    }
}

const fn put_row<const N: usize>(text: &mut Text<N>, event: &str, rows: &[&str]) {
    let mut rest = COLUMNS;
    while let [(_, column), more @ ..] = rest {
        put_cell(text, column, event, rows);
        text.put(if more.is_empty() { "" } else { "|" });
        rest = more;
    }
}

const fn put_cell<const N: usize>(text: &mut Text<N>, column: &Column, event: &str, rows: &[&str]) {
    match column {
        Word(_) => {}
        Figure(key) if !of_every(column).is_empty() => text.put(cell(find(rows, "preset", key), 0)),
        Event(index) => text.put(cell(event, *index)),
        Figure(key) => text.put(figure(rows, key)),
        Sides(fall, rise) => text.put(figure(rows, if is_fall(event) { fall } else { rise })),
        Pair(first, second) => {
            text.put(figure(rows, first));
            text.put(" ");
            text.put(figure(rows, second));
        }
    }
}

const fn is_fall(event: &str) -> bool {
    let direction = cell(event, 2);
    let is_fall = strip(direction, "down").is_some();
    assert!(is_fall || strip(direction, "up").is_some(), "a preset goes down or up");
    is_fall
}

/// A figure of the preset whose rows follow: its own, or what every preset has.
const fn figure<'t>(rows: &[&'t str], key: &str) -> &'t str {
    let own = find(rows, "preset", key);
    let stated =
        if own.is_empty() { cell(find(&DEFAULTS, "default", key), 1) } else { cell(own, 0) };
    let value = match after(stated, b'=') {
        None => stated,
        Some(name) => in_print(rows, name),
    };
    assert!(!value.is_empty(), "a preset lacks a figure that its scenario is made of");
    value
}

/// The figure of that name of the same event, or of the day before its slash.
const fn in_print<'t>(rows: &[&'t str], name: &'t str) -> &'t str {
    let (day, what) = cut(name, b'/');
    if what.is_empty() {
        cell(find(rows, "figure", name), 0)
    } else {
        cell(find(of_day(day), "figure", what), 0)
    }
}

/// What stands after the kind and the key of a row before the next event; nothing without one.
const fn find<'t>(rows: &[&'t str], kind: &str, key: &str) -> &'t str {
    let mut rest = rows;
    while let [row, more @ ..] = rest
        && !is_event(row)
    {
        if let Some(cells) = strip(row, kind)
            && let Some(cells) = strip(cells, key)
        {
            return cells;
        }
        rest = more;
    }
    ""
}

/// The rows after that of the event of a day.
const fn of_day(day: &str) -> &'static [&'static str] {
    let mut rest: &[&str] = &WRITTEN;
    while let [row, more @ ..] = rest {
        if let Some(cells) = strip(row, "event")
            && strip(cells, day).is_some()
        {
            return more;
        }
        rest = more;
    }
    rest
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_row_has_every_column() {
        for row in TABLE.lines() {
            assert_eq!(row.split('|').count(), COLUMNS.len(), "{row}");
        }
        assert_eq!(TABLE.lines().count(), NAMES.split(", ").count() + 1);
    }

    #[test]
    fn a_figure_is_the_events_own_or_anothers_or_every_presets() {
        const NOVEMBER: &[&str] = of_day("2025-11-04");
        assert_eq!(figure(NOVEMBER, "btc_long_usd"), "391000000");
        assert_eq!(figure(NOVEMBER, "price_low_usd"), "98900");
        assert_eq!(figure(NOVEMBER, "spread"), "0.08");
        assert_eq!(figure(of_day("2025-11-21"), "open_interest_usd"), "58000000000");
        assert!(of_day("1999-01-01").is_empty());
    }

    #[test]
    #[should_panic(expected = "a preset lacks a figure")]
    fn a_figure_that_is_nowhere_stops_the_compiler() {
        // No preset of a fall has a highest price.
        figure(of_day("2025-11-04"), "price_high_usd");
    }
}
