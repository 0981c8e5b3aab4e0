//! What an input is.

use crate::import::{Format, Importer};

/// What a count was read from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Origin {
    /// Records of one format, or of the one that was asked for.
    Format(Format),
    /// Records of several formats.
    Mixture,
    /// Saved partials.
    Partials,
}

impl Origin {
    /// What an importer has read so far.
    pub(super) fn of(importer: &Importer) -> Option<Self> {
        match importer.sources() {
            [_, _, ..] => Some(Self::Mixture),
            _ => importer.format().map(Self::Format),
        }
    }

    /// The name in reports.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Format(format) => format.as_str(),
            Self::Mixture => "mixed",
            Self::Partials => "washout-partial",
        }
    }
}
