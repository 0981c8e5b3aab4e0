//! The rows of `events.txt` and `figures.txt`, whose form stands at their beginning.
//!
//! Whoever reads what was in print does not load what a scenario needs, and nobody loads comments.

use crate::text::{Text, count, lines, made, strip};

const EVENTS: &str = include_str!("events.txt");
const FIGURES: &str = include_str!("figures.txt");

/// Every line of the recorded events, for whoever reads them while the crate compiles.
pub(crate) const WRITTEN: [&str; count(EVENTS)] = lines(EVENTS);

/// The same for the rows that every preset has.
pub(crate) const DEFAULTS: [&str; count(FIGURES)] = lines(FIGURES);

/// Events, sources and figures in print.
pub(super) const PRINTED: &str = made!(printed);
/// Events, and what only their scenarios need.
const ASSUMED: &str = made!(assumed);
/// What every preset has.
const EVERY: &str = made!(every);

const fn printed<const N: usize>() -> Text<N> {
    of_kinds(&WRITTEN, &["source", "event", "figure"])
}

const fn assumed<const N: usize>() -> Text<N> {
    of_kinds(&WRITTEN, &["event", "preset"])
}

const fn every<const N: usize>() -> Text<N> {
    of_kinds(&DEFAULTS, &["default"])
}

/// The rows whose first cell is one of `kinds`.
const fn of_kinds<const N: usize>(rows: &[&str], kinds: &[&str]) -> Text<N> {
    let (mut text, mut rest) = (Text::new(), rows);
    while let [row, more @ ..] = rest {
        if is_any(row, kinds) {
            text.divide("\n");
            text.put(row);
        }
        rest = more;
    }
    text
}

const fn is_any(row: &str, kinds: &[&str]) -> bool {
    let mut rest = kinds;
    while let [kind, more @ ..] = rest {
        if strip(row, kind).is_some() {
            return true;
        }
        rest = more;
    }
    false
}

/// The cells of a row; blank where there are fewer.
pub(crate) type Cells = [&'static str; 6];

/// The rows of a table.
pub(crate) struct Rows(std::str::Lines<'static>);

/// Kinds `source`, `event` and `figure`.
pub(super) fn printed_rows() -> Rows {
    Rows(PRINTED.lines())
}

/// Kinds `event` and `preset`.
pub(crate) fn preset_rows() -> Rows {
    Rows(ASSUMED.lines())
}

/// Kind `default`.
pub(crate) fn default_rows() -> Rows {
    Rows(EVERY.lines())
}

impl Iterator for Rows {
    type Item = Cells;

    // One body, however many loops there are.
    #[inline(never)]
    fn next(&mut self) -> Option<Cells> {
        let line = self.0.next()?;
        let mut cells = Cells::default();
        for (cell, text) in cells.iter_mut().zip(line.split('|')) {
            *cell = text;
        }
        Some(cells)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_line_is_a_row_of_a_known_kind_or_says_something_of_them() {
        for line in WRITTEN.iter().chain(&DEFAULTS) {
            let kinds = ["source", "event", "figure", "preset", "digest", "default", ""];
            assert!(
                line.starts_with('#') || kinds.contains(&line.split('|').next().unwrap()),
                "{line}"
            );
            assert!(line.starts_with('#') || line.matches('|').count() <= 5, "{line}");
        }
    }

    #[test]
    fn a_table_holds_its_kinds_and_no_others() {
        let kinds = |rows: Rows| {
            let mut kinds: Vec<&str> = rows.map(|[kind, ..]| kind).collect();
            kinds.sort_unstable();
            kinds.dedup();
            kinds
        };
        assert_eq!(kinds(printed_rows()), ["event", "figure", "source"]);
        assert_eq!(kinds(preset_rows()), ["event", "preset"]);
        assert_eq!(kinds(default_rows()), ["default"]);
        let figures = WRITTEN.iter().filter(|line| line.starts_with("figure|")).count();
        assert_eq!(printed_rows().filter(|[kind, ..]| *kind == "figure").count(), figures);
    }
}
