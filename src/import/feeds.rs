//! The list of all feeds, and what follows from it: the vocabulary of formats, and which feed a
//! message, a header or a row is of.
//!
//! A feed is one file that exports its description, and one line here.

use super::feed::{Feed, Messages};
use super::format::Format;
use super::json::Json;
use super::{
    binance_csv, binance_json, binance_snapshot, bitfinex, bitget, bitmex, bybit, coinalyze,
    coinglass, deribit, dydx, ftx, gate, htx, hyperliquid, kraken, lighter, okx, own_csv,
    tardis_csv,
};
use crate::error::{Kind, Result};

/// Every feed. Tables are looked through in this order; messages are of one feed at most.
pub(super) const FEEDS: &[Feed] = &[
    own_csv::FEED,
    binance_json::FEED,
    binance_csv::FEED,
    binance_snapshot::FEED,
    bybit::FEED,
    okx::FEED,
    bitmex::FEED,
    deribit::FEED,
    kraken::FEED,
    htx::FEED,
    gate::REST,
    gate::STREAM,
    bitget::FEED,
    bitfinex::FEED,
    dydx::FEED,
    hyperliquid::FEED,
    lighter::FEED,
    ftx::FEED,
    tardis_csv::FEED,
    coinglass::TOTALS,
    coinglass::ORDERS,
    coinalyze::FEED,
];

const COUNT: usize = FEEDS.len();
/// The names, for messages.
const KNOWN: &str = match std::str::from_utf8(&JOINED) {
    Ok(names) => names,
    // Worked out by the compiler: names and commas that are no text would stop the build.
    Err(_) => panic!("the names of feeds are text"),
};
const JOINED: [u8; joined_length()] = joined();
const BETWEEN: &[u8] = b", ";

impl Format {
    /// Every format.
    pub const ALL: [Self; COUNT] = formats();

    /// The format with this name.
    ///
    /// # Errors
    /// [`Kind::UnknownName`] for any other text.
    pub fn named(name: &str) -> Result<Self> {
        let found = Self::ALL.into_iter().find(|format| format.as_str() == name);
        found.ok_or_else(|| Kind::UnknownName { known: KNOWN, found: name.into() }.into())
    }
}

/// The feeds, those of the latest messages first: most messages are of the same feed as one
/// shortly before.
pub(super) struct Messengers(Vec<&'static Feed>);

impl Messengers {
    pub(super) fn new() -> Self {
        Self(FEEDS.iter().collect())
    }

    /// The feed that this message is of.
    pub(super) fn of(&mut self, message: Json<'_>) -> Option<(&'static Feed, &'static Messages)> {
        let is = |feed: &&Feed| feed.message().is_some_and(|messages| (messages.is)(message));
        let place = self.0.iter().position(is)?;
        self.0.get_mut(..=place)?.rotate_right(1);
        let feed = *self.0.first()?;
        Some((feed, feed.message()?))
    }
}

impl std::fmt::Debug for Messengers {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_list().entries(self.0.iter().map(|feed| feed.format)).finish()
    }
}

#[allow(clippy::indexing_slicing, reason = "a wrong index does not compile")]
const fn formats() -> [Format; COUNT] {
    let mut formats = [Format::new(""); COUNT];
    let mut index = 0;
    while index < COUNT {
        formats[index] = FEEDS[index].format;
        index = index.wrapping_add(1);
    }
    formats
}

#[allow(clippy::indexing_slicing, reason = "a wrong index does not compile")]
const fn joined_length() -> usize {
    let (mut length, mut index) = (0_usize, 0);
    while index < COUNT {
        let between = if index == 0 { 0 } else { BETWEEN.len() };
        length = length.wrapping_add(FEEDS[index].format.as_str().len()).wrapping_add(between);
        index = index.wrapping_add(1);
    }
    length
}

#[allow(clippy::indexing_slicing, reason = "a wrong index does not compile")]
const fn joined() -> [u8; joined_length()] {
    let mut text = [0; joined_length()];
    let (mut end, mut index) = (0, 0);
    while index < COUNT {
        if index > 0 {
            end = append(&mut text, end, BETWEEN);
        }
        end = append(&mut text, end, FEEDS[index].format.as_str().as_bytes());
        index = index.wrapping_add(1);
    }
    text
}

/// Copies `part` to where the text ends; where it ends then.
#[allow(clippy::indexing_slicing, reason = "a wrong index does not compile")]
const fn append(text: &mut [u8], mut end: usize, part: &[u8]) -> usize {
    let mut index = 0;
    while index < part.len() {
        text[end] = part[index];
        (end, index) = (end.wrapping_add(1), index.wrapping_add(1));
    }
    end
}

#[cfg(test)]
mod tests {
    use super::super::csv::{Columns, split};
    use super::super::layout::Layout;
    use super::*;

    #[test]
    fn every_feed_has_a_name_of_its_own_and_errors_list_them_all() {
        for format in Format::ALL {
            assert_eq!(Format::named(format.as_str()), Ok(format));
        }
        let names: Vec<_> = Format::ALL.into_iter().map(Format::as_str).collect();
        assert_eq!(KNOWN, names.join(", "));
        assert!(KNOWN.starts_with("washout-csv, binance-forceorder-json, "));
        assert_eq!(Format::named("csv").unwrap_err().code(), "UNKNOWN_NAME");
    }

    #[test]
    fn the_feed_of_the_latest_message_is_tried_first() {
        let mut feeds = Messengers::new();
        let count = feeds.0.len();
        for text in [
            "{\"feed\":\"trade\",\"product_id\":\"PI_XBTUSD\"}",
            "[1,\"hb\"]",
            "{\"liquidation_trades\":[]}",
        ] {
            let (feed, _) = feeds.of(Json::new(text.as_bytes()).unwrap()).unwrap();
            assert_eq!(feeds.0[0].format, feed.format);
        }
        assert!(feeds.of(Json::new(b"{}").unwrap()).is_none());
        assert_eq!(feeds.0.len(), count);
    }

    /// Our own inputs of every feed, and what each is of.
    fn units() -> impl Iterator<Item = (&'static str, &'static str, &'static str)> {
        let file = include_str!("../../tests/mixtures/units.txt");
        file.split("\n## ").skip(1).map(|unit| {
            let (head, text) = unit.split_once('\n').unwrap();
            let mut words = head.split(' ');
            (words.next().unwrap(), words.next().unwrap(), text)
        })
    }

    fn messengers(json: Json<'_>) -> Vec<&'static str> {
        let is = |feed: &&Feed| feed.message().is_some_and(|messages| (messages.is)(json));
        FEEDS.iter().filter(is).map(|feed| feed.format.as_str()).collect()
    }

    #[test]
    fn each_message_is_of_one_feed_at_most() {
        let mut seen = 0;
        for (format, _, text) in units().filter(|(_, shape, _)| *shape == "message") {
            let json = Json::new(text.as_bytes()).unwrap();
            let mut found = Vec::new();
            match messengers(json) {
                none if none.is_empty() && json.is_list() => {
                    let mut take = |item| found.extend(messengers(item));
                    json.items(|item| {
                        take(item);
                        Ok(())
                    })
                    .unwrap();
                    found.dedup();
                }
                some => found = some,
            }
            let want = Some(format).filter(|format| *format != "-");
            assert_eq!(found, Vec::from_iter(want), "{text}");
            seen += 1;
        }
        assert!(seen > 40);
    }

    /// The same for the shared samples, where they lie beside the project.
    #[test]
    fn each_shared_message_is_of_one_feed_at_most() {
        let beside = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared");
        let folder = std::env::var_os("WASHOUT_SHARED").map_or(beside, Into::into);
        let mut folders = vec![folder.join("cases")];
        let mut seen = 0;
        while let Some(folder) = folders.pop() {
            for entry in std::fs::read_dir(&folder).into_iter().flatten() {
                let path = entry.unwrap().path();
                let text = if path.is_dir() { Vec::new() } else { std::fs::read(&path).unwrap() };
                seen = usize::saturating_add(seen, Json::new(&text).map_or(0, exclusive));
                folders.extend(Some(path).filter(|path| path.is_dir()));
            }
        }
        println!("{}{seen} values looked at", if seen == 0 { "skipped: " } else { "" });
    }

    /// Checks every object and list in a value; how many there were.
    fn exclusive(json: Json<'_>) -> usize {
        let found = messengers(json);
        assert!(found.len() < 2, "{found:?}: {}", String::from_utf8_lossy(json.bytes()));
        let mut seen = 1;
        let mut inner = |value: Json<'_>| {
            let container = value.is_object() || value.is_list();
            seen = usize::saturating_add(seen, if container { exclusive(value) } else { 0 });
            Ok(())
        };
        if json.is_list() {
            json.items(inner).unwrap();
        } else if json.is_object() {
            json.members(|_, value| inner(value)).unwrap();
        }
        seen
    }

    #[test]
    fn each_header_and_each_row_without_one_is_of_one_table_at_most() {
        for (format, shape, text) in units().filter(|(_, shape, _)| *shape != "message") {
            let line = text.lines().next().unwrap().as_bytes();
            let fits = |layout: &Layout| match shape {
                "table" => layout.header(line).is_some(),
                _ => layout.bare.as_ref().is_some_and(|bare| {
                    let columns = Columns::in_order(bare.width);
                    let is = |fields: &[&[u8]]| {
                        Ok(columns.fit(fields).is_ok() && (bare.is)(&columns, fields))
                    };
                    split(line, is).unwrap_or(false)
                }),
            };
            let found = FEEDS.iter().filter(|feed| feed.layout().is_some_and(fits));
            let found: Vec<_> = found.map(|feed| feed.format.as_str()).collect();
            assert_eq!(found, Vec::from_iter(Some(format).filter(|f| *f != "-")), "{text}");
        }
    }
}
