//! The rows of `events.txt` as they stand there, as text, for whoever needs one event and no
//! arithmetic.

use super::table::Direction;

pub(super) const TEXT: &str = include_str!("events.txt");

/// One event as it is written down.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Record {
    /// The UTC day that it is named after, `2025-11-04`.
    pub day: &'static str,
    /// Which way the price went.
    pub direction: Direction,
    /// Its name.
    pub name: &'static str,
    /// What a reader should know; may be empty.
    pub note: &'static str,
    figures: Vec<Printed>,
}

/// A figure as it was printed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Printed {
    /// What it counts, by its key.
    pub what: &'static str,
    /// Its value as a decimal, or `yes`.
    pub value: &'static str,
    /// The key of its source; none where it is unverified.
    pub source: Option<&'static str>,
}

/// Where a figure was printed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Source {
    /// Its key in the table.
    pub key: &'static str,
    /// The address, mostly without its scheme.
    pub address: &'static str,
    /// What it is called; empty where its host says it.
    pub name: &'static str,
}

/// A row.
pub(super) enum Row {
    Comment,
    Source(Source),
    Event(Record),
    Figure(Printed),
    Unknown,
}

/// The event of a day.
#[must_use]
pub fn record(day: &str) -> Option<Record> {
    let mut found: Option<Record> = None;
    for line in TEXT.lines() {
        match (row(line), &mut found) {
            (Row::Event(_), Some(_)) => break,
            (Row::Event(event), None) if event.day == day => found = Some(event),
            (Row::Figure(figure), Some(event)) => event.figures.push(figure),
            _ => {}
        }
    }
    found
}

/// The source of that key.
#[must_use]
pub fn source(key: &str) -> Option<Source> {
    TEXT.lines().find_map(|line| match row(line) {
        Row::Source(source) if source.key == key => Some(source),
        _ => None,
    })
}

impl Record {
    /// A figure, where the event has it.
    #[must_use]
    pub fn figure(&self, what: &str) -> Option<Printed> {
        self.figures.iter().find(|figure| figure.what == what).copied()
    }
}

impl Source {
    /// The address with its scheme.
    #[must_use]
    pub fn url(&self) -> String {
        let scheme = if self.address.contains("://") { "" } else { "https://" };
        [scheme, self.address].concat()
    }

    /// What it is called, or its host.
    #[must_use]
    pub fn name(&self) -> &'static str {
        if !self.name.is_empty() {
            return self.name;
        }
        let (_, rest) = self.address.split_once("://").unwrap_or(("", self.address));
        let host = rest.split('/').next().unwrap_or(rest);
        host.strip_prefix("www.").unwrap_or(host)
    }
}

pub(super) fn row(line: &'static str) -> Row {
    let mut cells = line.split('|');
    let mut next = || cells.next().unwrap_or_default();
    match (next(), line.matches('|').count()) {
        ("source", 2 | 3) => Row::Source(Source { key: next(), address: next(), name: next() }),
        ("event", 4) => {
            let (day, direction, name, note) = (next(), next(), next(), next());
            match Direction::named(direction) {
                Some(direction) => {
                    Row::Event(Record { day, direction, name, note, figures: Vec::new() })
                }
                None => Row::Unknown,
            }
        }
        ("figure", 3) => {
            let (what, value, source) = (next(), next(), next());
            Row::Figure(Printed { what, value, source: Some(source).filter(|key| *key != "-") })
        }
        (comment, _) if comment.starts_with('#') => Row::Comment,
        _ => Row::Unknown,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_record_holds_its_own_figures_and_no_others() {
        let record = record("2025-06-13").unwrap();
        assert_eq!((record.name, record.direction), ("Israel strikes Iran", Direction::Down));
        let long = record.figure("btc_long").unwrap();
        assert_eq!((long.value, long.source), ("415000000", Some("vi_jun25")));
        assert_eq!(record.figure("btc"), None);
        assert_eq!(record.figures.len(), 7);
        assert_eq!(super::record("2025-06-14"), None);
    }

    #[test]
    fn a_source_has_an_address_and_a_name() {
        let article = source("article").unwrap();
        assert_eq!(article.url(), "https://bitvision.ai/?p=1149");
        assert_eq!(article.name(), "BitVision.ai, 4 November 2025, citing CoinGlass");
        let may = source("beg_may21").unwrap();
        assert!(may.url().starts_with("http://currencies.ru/"));
        assert_eq!(may.name(), "currencies.ru");
        assert_eq!(source("ai_feb25").unwrap().name(), "ainvest.com");
        assert_eq!(source("nobody"), None);
    }

    #[test]
    fn every_row_is_understood() {
        assert!(TEXT.lines().all(|line| !matches!(row(line), Row::Unknown)));
    }
}
