//! The list of all feeds, and what follows from it: the vocabulary of formats, and which feed a
//! message, a header or a row is of.
//!
//! A feed is one file that exports its description, and one line here.

use super::feed::{Feed, Messages, Reader};
use super::format::Format;
use super::json::Json;
use super::layout::{Layout, ReadQuick};
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
    Err(_) => unreachable!(),
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

/// The feeds of messages, those of the latest messages first: most messages are of the same feed
/// as one shortly before.
pub(super) struct Messengers(Vec<(&'static Feed, &'static Messages)>);

/// The feeds of messages of which the plainest lines are read quickly.
pub(super) fn quick() -> impl Iterator<Item = (&'static Feed, ReadQuick)> {
    FEEDS.iter().filter_map(|feed| match &feed.reader {
        Reader::Messages(messages) => messages.quick.map(|quick| (feed, quick)),
        Reader::Table(_) => None,
    })
}

impl Messengers {
    pub(super) fn new() -> Self {
        let messages = |feed: &'static Feed| match &feed.reader {
            Reader::Messages(messages) => Some((feed, messages)),
            Reader::Table(_) => None,
        };
        Self(FEEDS.iter().filter_map(messages).collect())
    }

    /// The feed that this message is of.
    pub(super) fn of(&mut self, message: Json<'_>) -> Option<(&'static Feed, &'static Messages)> {
        let place = self.0.iter().position(|(_, messages)| (messages.is)(message))?;
        self.0.get_mut(..=place)?.rotate_right(1);
        self.0.first().copied()
    }
}

impl std::fmt::Debug for Messengers {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_list().entries(self.0.iter().map(|(feed, _)| feed.format)).finish()
    }
}

/// The feeds of tables, the one that was asked for first.
pub(super) fn tables(
    asked: Option<Format>,
) -> impl Iterator<Item = (&'static Feed, &'static Layout)> {
    let is = move |feed: &Feed| asked == Some(feed.format);
    let (first, rest) = (FEEDS.iter().filter(move |f| is(f)), FEEDS.iter().filter(move |f| !is(f)));
    first.chain(rest).filter_map(|feed| match &feed.reader {
        Reader::Table(layout) => Some((feed, layout)),
        Reader::Messages(_) => None,
    })
}

const fn formats() -> [Format; COUNT] {
    let mut formats = [Format::new(""); COUNT];
    let mut index = 0;
    while index < COUNT {
        formats[index] = FEEDS[index].format;
        index = index.wrapping_add(1);
    }
    formats
}

const fn joined_length() -> usize {
    let (mut length, mut index) = (0_usize, 0);
    while index < COUNT {
        let between = if index == 0 { 0 } else { BETWEEN.len() };
        length = length.wrapping_add(FEEDS[index].format.as_str().len()).wrapping_add(between);
        index = index.wrapping_add(1);
    }
    length
}

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
            assert_eq!(feeds.0[0].0.format, feed.format);
        }
        assert!(feeds.of(Json::new(b"{}").unwrap()).is_none());
        assert_eq!(feeds.0.len(), count);
    }
}
