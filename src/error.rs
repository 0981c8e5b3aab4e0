//! The one error type: what went wrong, where, what was expected and what was found.
//!
//! Kinds hold facts, not sentences; every message text is written here, in
//! [`Display`](fmt::Display).

use std::borrow::Cow;
use std::fmt::{self, Write};

/// Longest excerpt of bad input that is repeated back, in characters.
const EXCERPT_CHARS: usize = 48;

/// Shorthand for a result with our [`Error`].
pub type Result<T, E = Error> = std::result::Result<T, E>;

/// A failure, with the place in the input that caused it.
///
/// One pointer wide: every `?` in the crate moves it, and in wasm each wide move is code.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Error(Box<Failure>);

#[derive(Clone, Debug, PartialEq, Eq)]
struct Failure {
    kind: Kind,
    place: Place,
}

/// Where in the input an error lies. Everything is optional: a message of one
/// object has no line, a scenario has no record.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Place {
    /// Number of the record (row, message, array element), from 1.
    pub record: Option<u64>,
    /// Number of the line on which the record starts, from 1.
    pub line: Option<u64>,
    /// Name of the field, or a path such as `market.price_usd`.
    pub field: Option<Cow<'static, str>>,
}

/// What went wrong.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Kind {
    /// The input holds nothing at all.
    Empty,
    /// No known format reads this; holds the beginning of the input.
    UnknownFormat(Excerpt),
    /// The format is recognised but its meaning has to be chosen by the caller.
    Ambiguous {
        /// What has to be chosen, and between which values.
        choose: &'static str,
    },
    /// Text of another shape than expected.
    Malformed {
        /// What a good value looks like.
        expected: &'static str,
        /// What was there.
        found: Excerpt,
    },
    /// A number with more digits than exact arithmetic keeps.
    TooManyDigits {
        /// The most significant digits allowed.
        max: u32,
        /// What was there.
        found: Excerpt,
    },
    /// A number with more decimal places than exact arithmetic keeps.
    TooManyPlaces {
        /// The most decimal places allowed.
        max: u32,
        /// What was there.
        found: Excerpt,
    },
    /// A number outside its legal range.
    OutOfRange {
        /// The legal range, in words.
        range: &'static str,
        /// What was there.
        found: Excerpt,
    },
    /// A sum or product left the range of exact arithmetic.
    Overflow {
        /// The quantity that was being computed.
        what: &'static str,
    },
    /// An exact result would need more places than are kept.
    Inexact {
        /// The quantity that was being computed.
        what: &'static str,
    },
    /// Something required is not there.
    Missing {
        /// What is needed.
        what: &'static str,
    },
    /// Something required is not there for one of several things, such as a market.
    MissingOf {
        /// What is needed, up to the words before the name.
        what: &'static str,
        /// The name.
        which: Excerpt,
    },
    /// A key that the schema does not have.
    UnknownKey(Excerpt),
    /// A name outside a closed list.
    UnknownName {
        /// The names that are known.
        known: &'static str,
        /// What was there.
        found: Excerpt,
    },
    /// Two inputs that cannot both hold.
    Conflict {
        /// The rule that they break, in words.
        rule: &'static str,
    },
    /// No value of the free number gives the wanted result.
    Unreachable {
        /// What cannot be reached, and why.
        why: &'static str,
    },
    /// More input than the stated limit.
    TooLarge {
        /// What is limited, and to how much.
        limit: &'static str,
    },
}

/// A short, printable excerpt of bad input.
#[derive(Clone, PartialEq, Eq)]
pub struct Excerpt(Box<str>);

impl Error {
    /// An error without a place.
    #[must_use]
    #[cold]
    #[inline(never)]
    pub fn new(kind: Kind) -> Self {
        Self(Box::new(Failure { kind, place: Place::default() }))
    }

    /// `expected` was expected, `found` was found.
    #[must_use]
    #[cold]
    #[inline(never)]
    pub fn malformed(expected: &'static str, found: &str) -> Self {
        Self::new(Kind::Malformed { expected, found: found.into() })
    }

    /// `found` lies outside `range`.
    #[must_use]
    #[cold]
    #[inline(never)]
    pub fn out_of_range(range: &'static str, found: &str) -> Self {
        Self::new(Kind::OutOfRange { range, found: found.into() })
    }

    /// `what` is required and is not there.
    #[must_use]
    #[cold]
    #[inline(never)]
    pub fn missing(what: &'static str) -> Self {
        Self::new(Kind::Missing { what })
    }

    /// `found` is not one of the names that are `known`.
    #[must_use]
    #[cold]
    #[inline(never)]
    pub fn unknown(known: &'static str, found: &str) -> Self {
        Self::new(Kind::UnknownName { known, found: found.into() })
    }

    /// Two inputs break `rule`.
    #[must_use]
    #[cold]
    #[inline(never)]
    pub fn conflict(rule: &'static str) -> Self {
        Self::new(Kind::Conflict { rule })
    }

    /// `what` left the range of exact arithmetic.
    #[must_use]
    #[cold]
    #[inline(never)]
    pub fn overflow(what: &'static str) -> Self {
        Self::new(Kind::Overflow { what })
    }

    /// The same error, in `field`. An inner field already named is kept behind a dot.
    #[must_use]
    #[inline(never)]
    pub fn in_field(self, field: impl Into<Cow<'static, str>>) -> Self {
        self.within(field.into())
    }

    /// The same error, in the entry of a list at `index`, from 0.
    #[must_use]
    #[cold]
    #[inline(never)]
    pub fn at_index(self, index: usize) -> Self {
        self.within(format!("[{index}]").into())
    }

    // Apart and not inlined: every field of every option bag comes through here.
    #[inline(never)]
    fn within(mut self, outer: Cow<'static, str>) -> Self {
        self.0.place.field = Some(match self.0.place.field.take() {
            None => outer,
            Some(inner) if inner.starts_with('[') => format!("{outer}{inner}").into(),
            Some(inner) => format!("{outer}.{inner}").into(),
        });
        self
    }

    /// The same error, at this record and line (both from 1).
    #[must_use]
    pub fn at(mut self, record: u64, line: u64) -> Self {
        self.0.place.record = Some(record);
        self.0.place.line = Some(line);
        self
    }

    /// What went wrong.
    #[must_use]
    pub fn kind(&self) -> &Kind {
        &self.0.kind
    }

    /// Where it went wrong.
    #[must_use]
    pub fn place(&self) -> &Place {
        &self.0.place
    }

    /// What went wrong, in a stable upper-case word for programs.
    #[must_use]
    pub fn code(&self) -> &'static str {
        match self.0.kind {
            Kind::Empty => "EMPTY",
            Kind::UnknownFormat(_) => "UNKNOWN_FORMAT",
            Kind::Ambiguous { .. } => "AMBIGUOUS",
            Kind::Malformed { .. } => "MALFORMED",
            Kind::TooManyDigits { .. } => "TOO_MANY_DIGITS",
            Kind::TooManyPlaces { .. } => "TOO_MANY_PLACES",
            Kind::OutOfRange { .. } => "OUT_OF_RANGE",
            Kind::Overflow { .. } => "OVERFLOW",
            Kind::Inexact { .. } => "INEXACT",
            Kind::Missing { .. } | Kind::MissingOf { .. } => "MISSING",
            Kind::UnknownKey(_) => "UNKNOWN_KEY",
            Kind::UnknownName { .. } => "UNKNOWN_NAME",
            Kind::Conflict { .. } => "CONFLICT",
            Kind::Unreachable { .. } => "UNREACHABLE",
            Kind::TooLarge { .. } => "TOO_LARGE",
        }
    }

    /// The sentence without its place, for lists that show the place in columns of its own.
    #[must_use]
    pub fn reason(&self) -> String {
        self.0.kind.to_string()
    }
}

impl From<Kind> for Error {
    fn from(kind: Kind) -> Self {
        Self::new(kind)
    }
}

impl std::error::Error for Error {}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(line) = self.0.place.line {
            write!(f, "line {line}: ")?;
        }
        if let Some(field) = &self.0.place.field {
            write!(f, "{field}: ")?;
        }
        self.0.kind.fmt(f)
    }
}

impl fmt::Display for Kind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Empty => f.write_str("expected data, found nothing"),
            Self::UnknownFormat(found) => {
                write!(f, "expected a known liquidation format, found {found}")
            }
            Self::Ambiguous { choose } => write!(f, "expected a choice: {choose}"),
            Self::Malformed { expected, found } => write!(f, "expected {expected}, found {found}"),
            Self::TooManyDigits { max, found } => {
                write!(f, "expected at most {max} significant digits, found {found}")
            }
            Self::TooManyPlaces { max, found } => {
                write!(f, "expected at most {max} decimal places, found {found}")
            }
            Self::OutOfRange { range, found } => write!(f, "expected {range}, found {found}"),
            Self::Overflow { what } => write!(f, "{what} is too large for exact arithmetic"),
            Self::Inexact { what } => {
                write!(f, "{what} needs more decimal places than exact arithmetic keeps")
            }
            Self::Missing { what } => write!(f, "expected {what}, found nothing"),
            Self::MissingOf { what, which } => write!(f, "expected {what} {which}, found nothing"),
            Self::UnknownKey(found) => write!(f, "expected a known key, found {found}"),
            Self::UnknownName { known, found } => {
                write!(f, "expected one of {known}, found {found}")
            }
            Self::Conflict { rule } => f.write_str(rule),
            Self::Unreachable { why } => f.write_str(why),
            Self::TooLarge { limit } => write!(f, "expected {limit}, found more"),
        }
    }
}

impl From<&str> for Excerpt {
    fn from(text: &str) -> Self {
        let mut kept: String = text.chars().take(EXCERPT_CHARS).collect();
        if kept.len() < text.len() {
            kept.push('…');
        }
        Self(kept.into())
    }
}

impl From<&[u8]> for Excerpt {
    fn from(bytes: &[u8]) -> Self {
        // Four bytes a character at most, so this much surely fills an excerpt.
        let head = bytes.get(..4 * EXCERPT_CHARS).unwrap_or(bytes);
        Self::from(String::from_utf8_lossy(head).as_ref())
    }
}

impl fmt::Display for Excerpt {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.0.is_empty() {
            return f.write_str("nothing");
        }
        f.write_str("\"")?;
        for c in self.0.chars() {
            // Control characters would break a one-line message or a terminal.
            f.write_char(if c.is_control() { '\u{fffd}' } else { c })?;
        }
        f.write_str("\"")
    }
}

impl fmt::Debug for Excerpt {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_message_says_where_what_was_expected_and_what_was_found() {
        let error = Error::malformed("a price", "None").in_field("price").at(7, 9);
        assert_eq!(error.to_string(), "line 9: price: expected a price, found \"None\"");
        assert_eq!(error.code(), "MALFORMED");
        assert_eq!(error.place().record, Some(7));
    }

    #[test]
    fn fields_nest_from_the_inside_out() {
        let error = Error::missing("a price").in_field("price_usd").in_field("market");
        assert_eq!(error.to_string(), "market.price_usd: expected a price, found nothing");
        let error = Error::missing("a price").in_field("[3]").in_field("levels");
        assert_eq!(error.place().field.as_deref(), Some("levels[3]"));
    }

    #[test]
    fn excerpts_are_short_and_printable() {
        let long = "9".repeat(500);
        assert!(Error::malformed("a price", &long).to_string().len() < 100);
        assert_eq!(Excerpt::from("a\nb\u{1b}[0m").to_string(), "\"a\u{fffd}b\u{fffd}[0m\"");
        assert_eq!(Excerpt::from(&[0xff, 0x41][..]).to_string(), "\"\u{fffd}A\"");
    }

    #[test]
    fn an_error_stays_small() {
        assert_eq!(size_of::<Error>(), size_of::<usize>());
    }
}
