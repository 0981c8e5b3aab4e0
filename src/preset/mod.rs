//! Presets: recorded events as scenarios, each figure with its source or marked as assumed.
//!
//! What was in print comes from the record of the event in [`crate::events`]; its entry there adds
//! what only a scenario needs. The liquidatable share is never stated: it is calibrated, so that
//! the move liquidates what was reported.
//!
//! An event becomes a preset when Bitcoin's liquidations and its path of prices are in print.
//! Of the others on record, March 2020, May 2021, August 2023, March 2024 and 21 October 2025 have
//! no total of Bitcoin; that of October 2022 is one venue's for the most part; and that of April
//! 2021, when no open interest is in print, could not have been sold within its fall unless 1 % of
//! price held more than 320 million dollars of bids.

mod derived;
mod table;

use crate::error::{Error, Result};
use crate::events::{self, Direction, Source};
use crate::scenario::{self, Scenario};
use crate::value::Value;

/// What the daily prices come from.
const DAILY: &str = "CryptoCompare daily series, Bitcoin in USD";
/// What every preset is about; events of other coins are not on record with their prices.
const ASSET: &str = "BTC";

vocabulary! {
    /// How sure a figure is.
    #[derive(Clone, Copy, Debug, PartialEq, Eq)]
    pub enum Status {
        /// The source printed it. Not proof, but traceable.
        Sourced = "sourced",
        /// Our own choice, for want of anything published.
        Assumption = "assumption",
        /// Widely quoted, and we found no source for it.
        Unverified = "unverified",
    }
}

/// One number of an event.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Figure {
    /// Its name, with the unit as suffix.
    pub key: &'static str,
    /// The number as a decimal, or a name.
    pub value: &'static str,
    /// USD, fraction, index, USD per BTC.
    pub unit: &'static str,
    /// What it is, in a few words.
    label: &'static str,
    /// Where it comes from.
    pub origin: Origin,
}

/// Where a figure comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Origin {
    /// A page that printed it, by its key in the table of events.
    Printed(&'static str),
    /// The series of daily prices, on that day.
    Daily(&'static str),
    /// Our own choice, and what it rests on: words, and the key of a page where there is one.
    Assumed(&'static str, Option<&'static str>),
    /// Memory.
    Unknown,
}

/// One event and the scenario that reconstructs it.
#[derive(Clone, Debug)]
pub struct Preset {
    /// Its name in scenarios: the date.
    pub id: &'static str,
    /// What it is called.
    pub title: &'static str,
    /// Down in a washout, up in a squeeze.
    pub direction: Direction,
    /// What a reader should know; may be empty.
    pub note: &'static str,
    /// The reported numbers and the inputs of the scenario.
    pub figures: Vec<Figure>,
    /// What follows from them for [`crate::scenario`], in the form that it reads.
    pub scenario: Value,
}

pub use crate::scenario::preset_ids as ids;

/// The preset of that name.
///
/// # Errors
/// Unknown name, with the names that are known.
pub fn find(id: &str) -> Result<Preset> {
    let scenario = scenario::preset(id)?;
    let record = events::record(id).ok_or_else(|| Error::malformed("an event on record", id))?;
    let figures = table::figures(&record);
    let (id, title) = (record.day, record.name);
    Ok(Preset { id, title, direction: record.direction, note: record.note, figures, scenario })
}

impl Preset {
    /// `washout` where longs were closed, `squeeze` where shorts were.
    #[must_use]
    pub const fn kind(&self) -> &'static str {
        if self.is_squeeze() { "squeeze" } else { "washout" }
    }

    const fn is_squeeze(&self) -> bool {
        matches!(self.direction, Direction::Up)
    }

    /// Its name, kind and what happened, for a list.
    #[must_use]
    pub fn brief(&self) -> Value {
        texts(&[
            ("id", self.id),
            ("title", self.title),
            ("kind", self.kind()),
            ("asset", ASSET),
            ("summary", &self.summary()),
        ])
    }

    /// Everything about it: figures with sources, what follows from them, and the scenario with
    /// every default filled in.
    ///
    /// # Errors
    /// Malformed for a figure that is no number, which the tests exclude.
    pub fn to_value(&self) -> Result<Value> {
        let figures: Vec<Value> = self.figures.iter().map(Figure::to_value).collect();
        let note = if self.note.is_empty() { Value::Null } else { self.note.into() };
        Ok(self
            .brief()
            .with("note", note)
            .with("figures", figures)
            .with("derived", derived::derived(self)?)
            .with("scenario", Scenario::read(self.scenario.clone())?.to_value()))
    }

    /// A figure.
    #[must_use]
    pub fn find(&self, key: &str) -> Option<&Figure> {
        self.figures.iter().find(|figure| figure.key == key)
    }

    /// A figure's decimal text.
    #[must_use]
    pub fn figure(&self, key: &str) -> Option<&'static str> {
        self.find(key).map(|figure| figure.value)
    }

    /// What happened, in a sentence.
    fn summary(&self) -> String {
        let [reported, end] = self.reported();
        let number = |key| grouped(self.figure(key).unwrap_or_default());
        let is_printed = self.find(reported).is_some_and(Figure::is_printed);
        let [verb, side] = if self.is_squeeze() { ["rose", "shorts"] } else { ["fell", "longs"] };
        let [estimated, were] =
            if is_printed { ["", "were reported"] } else { ["by our estimate ", "were"] };
        [
            "Bitcoin ",
            verb,
            " from ",
            &number("price_before_usd"),
            " to ",
            &number(end),
            " dollars, and ",
            estimated,
            &number(reported),
            " dollars of Bitcoin ",
            side,
            " ",
            were,
            " liquidated.",
        ]
        .concat()
    }

    /// What was reported of the side that was closed, and the price at the end of the move.
    fn reported(&self) -> [&'static str; 2] {
        if self.is_squeeze() {
            ["btc_short_usd", "price_high_usd"]
        } else {
            ["btc_long_usd", "price_low_usd"]
        }
    }
}

impl Figure {
    /// What it is, in a few words.
    #[must_use]
    pub fn label(&self) -> String {
        let Origin::Daily(day) = self.origin else { return self.label.to_owned() };
        let which = match self.key {
            "price_before_usd" => "close",
            "price_low_usd" => "low",
            _ => "high",
        };
        [which, " of ", day, " (UTC)"].concat()
    }

    /// Where it comes from, in words.
    #[must_use]
    pub fn source(&self) -> String {
        match self.origin {
            Origin::Daily(_) => DAILY.to_owned(),
            Origin::Assumed(words, _) => ["our assumption; ", words].concat(),
            Origin::Unknown => "quoted from memory; no source found".to_owned(),
            Origin::Printed(_) => {
                self.page().map_or_else(String::new, |page| page.name().to_owned())
            }
        }
    }

    /// How sure it is.
    #[must_use]
    pub const fn status(&self) -> Status {
        match self.origin {
            Origin::Printed(_) | Origin::Daily(_) => Status::Sourced,
            Origin::Assumed(..) => Status::Assumption,
            Origin::Unknown => Status::Unverified,
        }
    }

    /// Where it can be read.
    #[must_use]
    pub fn url(&self) -> Option<String> {
        self.page().map(|page| page.url())
    }

    fn page(&self) -> Option<Source> {
        match self.origin {
            Origin::Printed(key) | Origin::Assumed(_, Some(key)) => events::source(key),
            _ => None,
        }
    }

    const fn is_printed(&self) -> bool {
        matches!(self.origin, Origin::Printed(_))
    }

    fn to_value(&self) -> Value {
        texts(&[
            ("key", self.key),
            ("value", self.value),
            ("unit", self.unit),
            ("label", &self.label()),
            ("source", &self.source()),
            ("status", self.status().as_str()),
        ])
        .with("url", self.url())
    }
}

/// A decimal as it is, or in millions where it is round, with commas between the thousands.
fn grouped(text: &str) -> String {
    let millions = text.strip_suffix("000000");
    let text = millions.unwrap_or(text);
    let whole = text.bytes().take_while(u8::is_ascii_digit).count();
    let mut grouped = String::new();
    for (index, digit) in text.bytes().enumerate() {
        if index > 0 && index < whole && (whole - index).is_multiple_of(3) {
            grouped.push(',');
        }
        grouped.push(char::from(digit));
    }
    grouped.push_str(if millions.is_some() { " million" } else { "" });
    grouped
}

/// A map of nothing but texts.
fn texts(pairs: &[(&str, &str)]) -> Value {
    Value::Map(pairs.iter().map(|(key, text)| ((*key).to_owned(), (*text).into())).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The table that a page simulates from is what the figures here come to.
    #[test]
    fn the_scenario_is_that_of_the_figures() {
        for id in ids() {
            let preset = find(id).unwrap();
            let place = |path: &str| {
                path.split('.').fold(preset.scenario.clone(), |value, key| {
                    value.get(key).unwrap_or(&Value::Null).clone()
                })
            };
            let figure = |key: &str| Value::from(preset.figure(key).unwrap_or_default());
            for (path, key) in [
                ("market.price_usd", "price_before_usd"),
                ("market.open_interest_usd", "open_interest_usd"),
                ("impact.usd_per_percent", "usd_per_percent"),
                ("impact.survival", "survival"),
                ("book.share.factor", "reporting_factor"),
                ("book.mix", "mix"),
                ("book.spread", "spread"),
                ("time.rho", "rho"),
                ("volatility", "volatility"),
                ("book.share.reported_usd", preset.reported()[0]),
                ("book.share.to_price_usd", preset.reported()[1]),
                // The push from outside is solved: the smallest whose cascade ends where the move
                // did.
                ("shock.reach_price_usd", preset.reported()[1]),
            ] {
                assert_eq!(place(path), figure(key), "{id} {path}");
            }
            let levels = ["level_upper_usd", "level_lower_usd"].map(figure);
            assert_eq!(place("levels"), Value::list(levels), "{id}");
            let direction = if preset.is_squeeze() { "up" } else { "down" };
            for (path, text) in [
                ("preset", id),
                ("title", preset.title),
                ("direction", direction),
                ("market.asset", ASSET),
                ("book.kind", "synthetic"),
                ("book.maintenance", "0.005"),
                ("impact.kind", "linear"),
                // The move took hours: positions were closed as the price came by, not in one gap.
                ("engine.kind", "market"),
                ("engine.arrival", "gradual"),
                ("coordinate", "linear"),
                ("flow", "1"),
                ("days", "1"),
            ] {
                assert_eq!(place(path), text.into(), "{id} {path}");
            }
        }
    }

    #[test]
    fn numbers_are_grouped() {
        for (text, expected) in [
            ("106538.3", "106,538.3"),
            ("391000000", "391 million"),
            ("1109000000", "1,109 million"),
            ("391200000", "391,200,000"),
            ("999", "999"),
        ] {
            assert_eq!(grouped(text), expected, "{text}");
        }
    }

    #[test]
    fn what_happened_is_said_of_either_side() {
        let said = |id: &str| find(id).unwrap().summary();
        assert_eq!(
            said("2025-11-04"),
            "Bitcoin fell from 106,538.3 to 98,900 dollars, and 391 million dollars of Bitcoin \
             longs were reported liquidated."
        );
        assert_eq!(
            said("2025-07-10"),
            "Bitcoin rose from 112,000 to 118,000 dollars, and 570 million dollars of Bitcoin \
             shorts were reported liquidated."
        );
        let estimated = said("2024-08-05");
        assert!(estimated.ends_with(
            "and by our estimate 306 million dollars of Bitcoin longs were liquidated."
        ));
    }

    #[test]
    fn every_figure_states_where_it_comes_from() {
        for id in ids() {
            let preset = find(id).unwrap();
            for figure in &preset.figures {
                assert!(figure.source().len() > 3 && !figure.label().is_empty(), "{figure:?}");
                let twins = preset.figures.iter().filter(|other| other.key == figure.key);
                assert_eq!(twins.count(), 1, "{id} {}", figure.key);
                if figure.unit != "name" {
                    crate::money::parse_decimal(figure.value).unwrap();
                }
            }
        }
    }
}
