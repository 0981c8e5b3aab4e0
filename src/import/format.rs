//! The name of a format.

use std::fmt;

/// A format that is read, by its name. The list of all of them, and with it
/// [`Format::ALL`] and [`Format::named`], follows from the feeds' own descriptions.
///
/// ```
/// use washout::import::Format;
///
/// let format = Format::named("bybit-json")?;
/// assert!(Format::ALL.contains(&format));
/// # Ok::<(), washout::error::Error>(())
/// ```
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Format(&'static str);

impl Format {
    /// The format that a feed's description calls so.
    pub(super) const fn new(name: &'static str) -> Self {
        Self(name)
    }

    /// The name in options and reports.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        self.0
    }
}

impl fmt::Debug for Format {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.0)
    }
}
