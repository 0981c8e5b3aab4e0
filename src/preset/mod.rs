//! Presets: recorded events as scenarios, each figure with its source or marked as assumed.

mod derived;
mod washout;

use crate::error::{Kind, Result};
use crate::value::{Value, record};

/// How sure a figure is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Status {
    /// The source printed it. Not proof, but traceable.
    Sourced,
    /// Our own choice, for want of anything published.
    Assumption,
    /// Widely quoted, and we found no source for it.
    Unverified,
}

/// One number of an event.
#[derive(Clone, Copy, Debug)]
pub struct Figure {
    /// Its name, with the unit as suffix.
    pub key: &'static str,
    /// The number as a decimal.
    pub value: &'static str,
    /// USD, fraction, index, USD per BTC.
    pub unit: &'static str,
    /// What it is, in a few words.
    pub label: &'static str,
    /// Where it comes from, in words.
    pub source: &'static str,
    /// Where it can be read.
    pub url: Option<&'static str>,
    /// How sure it is.
    pub status: Status,
}

/// One event and the scenario that reconstructs it.
#[derive(Clone, Copy, Debug)]
pub struct Preset {
    /// Its name in scenarios: the date.
    pub id: &'static str,
    /// What it is called.
    pub title: &'static str,
    /// What happened, in one sentence.
    pub summary: &'static str,
    /// The reported numbers and the inputs of the scenario.
    pub figures: &'static [Figure],
    scenario: fn() -> Value,
}

/// All presets.
pub const ALL: &[Preset] = &[washout::PRESET];
const NAMES: &str = "2025-11-04";

/// The preset of that name.
///
/// # Errors
/// Unknown name, with the names that are known.
pub fn find(id: &str) -> Result<&'static Preset> {
    let found = ALL.iter().find(|preset| preset.id == id);
    found.ok_or_else(|| Kind::UnknownName { known: NAMES, found: id.into() }.into())
}

impl Preset {
    /// The scenario, in the form that [`crate::scenario`] reads.
    #[must_use]
    pub fn scenario(&self) -> Value {
        (self.scenario)()
    }

    /// Everything about it: figures with sources, what follows from them, and the scenario.
    #[must_use]
    pub fn to_value(&self) -> Value {
        record![
            ("id", self.id),
            ("title", self.title),
            ("summary", self.summary),
            ("figures", Value::list(self.figures.iter().map(Figure::value))),
            ("derived", derived::derived(self)),
            ("scenario", self.scenario()),
        ]
    }

    /// A figure's decimal text.
    #[must_use]
    pub fn figure(&self, key: &str) -> Option<&'static str> {
        self.figures.iter().find(|figure| figure.key == key).map(|figure| figure.value)
    }
}

impl Figure {
    fn value(&self) -> Value {
        record![
            ("key", self.key),
            ("value", self.value),
            ("unit", self.unit),
            ("label", self.label),
            ("source", self.source),
            ("url", self.url),
            ("status", self.status.as_str()),
        ]
    }
}

impl Status {
    /// `sourced`, `assumption` or `unverified`.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Sourced => "sourced",
            Self::Assumption => "assumption",
            Self::Unverified => "unverified",
        }
    }
}
