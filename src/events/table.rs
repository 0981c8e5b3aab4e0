//! The events of the table with their figures as numbers, read when they are asked for.

use super::direction::Direction;
use super::record::{Printed, printed};
use super::rows::PRINTED;
use crate::error::{Error, Result};
use crate::money::Rational;
use crate::time::Time;

/// One event.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Event {
    /// The UTC day that it is named after.
    pub day: Time,
    /// Its name.
    pub name: &'static str,
    /// Which way the price went.
    pub direction: Direction,
    /// What a reader should know; may be empty.
    pub note: &'static str,
    /// Its figures.
    pub figures: Vec<Figure>,
}

/// One figure in print.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Figure {
    /// What it counts.
    pub what: What,
    /// Its value; one for a yes.
    pub value: Rational,
    /// The address of the page that printed it; none where it is unverified.
    pub source: Option<&'static str>,
}

vocabulary! {
    /// What a figure counts. USD amounts are of 24 hours unless the event says otherwise.
    #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
    pub enum What {
        /// Liquidated in all, as printed first, USD.
        TotalEarly = "total_early",
        /// Liquidated in all, USD.
        Total = "total",
        /// Liquidated in all, as printed later, USD.
        TotalRevised = "total_revised",
        /// Of longs, USD.
        Long = "long",
        /// Of shorts, USD.
        Short = "short",
        /// Of Bitcoin, USD.
        Btc = "btc",
        /// Of Bitcoin longs, USD.
        BtcLong = "btc_long",
        /// Of Bitcoin shorts, USD.
        BtcShort = "btc_short",
        /// Of Ether, USD.
        Eth = "eth",
        /// Accounts liquidated.
        Traders = "traders",
        /// The largest single order, USD.
        Largest = "largest",
        /// Fear and Greed Index of alternative.me on the day.
        FearGreed = "fear_greed",
        /// Price of Bitcoin before.
        PriceBefore = "price_before_usd",
        /// Price of Bitcoin at the end of the move, or its extreme.
        PriceExtreme = "price_extreme_usd",
        /// Relative move of Bitcoin.
        PriceMove = "price_move",
        /// Open interest of Bitcoin before, USD.
        OiBefore = "oi_before_usd",
        /// Open interest of Bitcoin after, USD.
        OiAfter = "oi_after_usd",
        /// Open interest of Bitcoin before, coins.
        OiBeforeCoins = "oi_before_coins",
        /// Open interest of Bitcoin after, coins.
        OiAfterCoins = "oi_after_coins",
        /// Relative change of Bitcoin's open interest in USD.
        OiChange = "oi_change_usd",
        /// Relative change of all open interest in USD.
        OiChangeAll = "oi_change_all_usd",
        /// Bids within 1% on one venue before, USD.
        DepthBefore = "depth_before_usd",
        /// The same at its least.
        DepthWorst = "depth_worst_usd",
        /// Positions were closed by auto-deleveraging.
        Adl = "adl",
        /// A large venue failed.
        VenueFailure = "venue_failure",
        /// Withdrawals were halted.
        WithdrawalsHalted = "withdrawals_halted",
    }
}

impl Event {
    /// A figure, where the event has it.
    #[must_use]
    pub fn figure(&self, what: What) -> Option<Figure> {
        self.figures.iter().find(|figure| figure.what == what).copied()
    }

    /// The value of a figure.
    #[must_use]
    pub fn value(&self, what: What) -> Option<Rational> {
        self.figure(what).map(|figure| figure.value)
    }
}

/// Every event, the oldest first.
///
/// # Errors
/// Malformed for a row that cannot be read; the tests read the whole table, so this one never is.
pub fn all() -> Result<Vec<Event>> {
    let mut events = read(PRINTED)?;
    // The table has the newest first.
    events.reverse();
    Ok(events)
}

fn read(text: &'static str) -> Result<Vec<Event>> {
    let sources = sources(text);
    let mut events: Vec<Event> = Vec::new();
    for row in text.lines() {
        let cells: Vec<&'static str> = row.split('|').collect();
        match cells.as_slice() {
            ["source", ..] => {}
            ["event", day, direction, name, note] => {
                let direction = Direction::named(direction)?;
                let (day, figures) = (Time::parse(day)?, Vec::new());
                events.push(Event { day, name, direction, note, figures });
            }
            ["figure", what, value, source] => {
                let figure = figure(printed(what, value, source), &sources)?;
                events.last_mut().ok_or_else(|| unknown(row))?.figures.push(figure);
            }
            _ => return Err(Error::malformed("a source, an event or a figure", row)),
        }
    }
    Ok(events)
}

/// Keys and addresses. An event may name a source that stands in an older one.
fn sources(text: &'static str) -> Vec<(&'static str, &'static str)> {
    let of = |row: &'static str| {
        let (key, rest) = row.strip_prefix("source|")?.split_once('|')?;
        Some((key, rest.split('|').next()?))
    };
    text.lines().filter_map(of).collect()
}

fn figure(printed: Printed, sources: &[(&str, &'static str)]) -> Result<Figure> {
    let what = What::named(printed.what)?;
    let value = if printed.value == "yes" { Rational::ONE } else { printed.value.parse()? };
    let address = |key: &str| {
        let known = sources.iter().find(|(known, _)| *known == key);
        known.map(|(_, address)| *address).ok_or_else(|| unknown(key))
    };
    Ok(Figure { what, value, source: printed.source.map(address).transpose()? })
}

fn unknown(found: &str) -> Error {
    Error::unknown("the names of this table", found)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::events::rows::preset_rows;

    #[test]
    fn the_table_reads_and_is_in_order() {
        let events = all().unwrap();
        assert!(events.windows(2).all(|pair| pair[0].day < pair[1].day));
        let washouts = events.iter().filter(|event| event.direction == Direction::Down).count();
        let squeezes = events.iter().filter(|event| event.direction == Direction::Up).count();
        assert!(washouts >= 8 && squeezes >= 1, "{washouts} and {squeezes}");
        assert!(events.iter().all(|event| !event.figures.is_empty()));
    }

    #[test]
    fn unverified_figures_have_no_source_and_all_others_do() {
        let events = all().unwrap();
        let figures = || events.iter().flat_map(|event| &event.figures);
        let unverified = figures().filter(|figure| figure.source.is_none()).count();
        let marked = PRINTED.lines().filter(|row| row.ends_with("|-")).count();
        assert_eq!(unverified, marked);
        assert!(marked >= 10);
        assert!(figures().filter_map(|figure| figure.source).all(|source| source.contains('.')));
    }

    #[test]
    fn no_source_stands_twice_and_each_serves_a_figure() {
        let sources = sources(PRINTED);
        for (index, (key, _)) in sources.iter().enumerate() {
            assert!(sources[..index].iter().all(|(other, _)| other != key), "{key} twice");
            let ends = format!("|{key}");
            let in_print = PRINTED.lines().any(|row| row.ends_with(&ends));
            let only_a_preset = preset_rows().any(|[_, _, _, source, ..]| source == *key);
            assert!(in_print || only_a_preset, "{key} serves nobody");
        }
    }

    #[test]
    fn early_and_revised_totals_are_both_there() {
        let events = all().unwrap();
        let day = Time::parse("2025-09-22").unwrap();
        let event = events.iter().find(|event| event.day == day).unwrap();
        let of = |what| event.value(what).unwrap().to_string();
        assert_eq!(of(What::TotalEarly), "1700000000");
        assert_eq!(of(What::TotalRevised), "3620000000");
        assert_eq!(event.value(What::Total), None);
    }

    #[test]
    fn a_bad_row_is_refused() {
        for (text, code) in [
            ("event|2025-01-01|sideways|x|", "UNKNOWN_NAME"),
            ("figure|total|1|-", "UNKNOWN_NAME"),
            ("x", "MALFORMED"),
            ("event|2025-01-01|up", "MALFORMED"),
            ("event|2025-01-01|up|x|\nfigure|total|1|nobody", "UNKNOWN_NAME"),
            ("event|2025-01-01|up|x|\nfigure|sum|1|-", "UNKNOWN_NAME"),
        ] {
            assert_eq!(read(text).unwrap_err().code(), code, "{text}");
        }
    }
}
