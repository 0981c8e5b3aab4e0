//! One event as it stands in the table, as text, for whoever needs no arithmetic.

use super::direction::Direction;
use super::rows::printed_rows;

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

/// The event of a day.
#[must_use]
pub fn record(day: &str) -> Option<Record> {
    let mut found: Option<Record> = None;
    for [kind, first, second, third, fourth, _] in printed_rows() {
        match (kind, &mut found) {
            ("event", Some(_)) => break,
            ("event", None) if first == day => {
                let direction = Direction::named(second).ok()?;
                let (name, note) = (third, fourth);
                found = Some(Record { day: first, direction, name, note, figures: Vec::new() });
            }
            ("figure", Some(event)) => event.figures.push(printed(first, second, third)),
            _ => {}
        }
    }
    found
}

/// The source of that key.
#[must_use]
pub fn source(key: &str) -> Option<Source> {
    for [kind, known, address, name, ..] in printed_rows() {
        if kind == "source" && known == key {
            return Some(Source { key: known, address, name });
        }
    }
    None
}

pub(super) fn printed(what: &'static str, value: &'static str, source: &'static str) -> Printed {
    Printed { what, value, source: if source == "-" { None } else { Some(source) } }
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
        let scheme = if self.has_scheme() { "" } else { "https://" };
        [scheme, self.address].concat()
    }

    /// What it is called, or its host.
    #[must_use]
    pub fn name(&self) -> &'static str {
        if !self.name.is_empty() {
            return self.name;
        }
        let host = self.address.split('/').nth(if self.has_scheme() { 2 } else { 0 });
        let host = host.unwrap_or(self.address);
        host.strip_prefix("www.").unwrap_or(host)
    }

    fn has_scheme(&self) -> bool {
        self.address.starts_with("http")
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
        // Of the last one in the table, too, and of one that is no preset.
        assert_eq!(super::record("2020-03-12").unwrap().figures.len(), 4);
    }

    #[test]
    fn a_source_has_an_address_and_a_name() {
        let article = source("article").unwrap();
        assert_eq!(article.url(), "https://bitvision.ai/?p=1149");
        assert_eq!(article.name(), "BitVision.ai, 4 November 2025, citing CoinGlass");
        let plain = Source { key: "x", address: "http://currencies.ru/a.htm", name: "" };
        assert_eq!(plain.url(), "http://currencies.ru/a.htm");
        assert_eq!(plain.name(), "currencies.ru");
        assert_eq!(source("ai_feb25").unwrap().name(), "ainvest.com");
        assert_eq!(source("nobody"), None);
    }
}
