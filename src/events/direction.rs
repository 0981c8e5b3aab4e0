//! Which way the price of an event went.

/// Which way the price went.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Direction {
    /// Longs were washed out.
    Down,
    /// Shorts were squeezed.
    Up,
    /// First one, then the other.
    Both,
}

impl Direction {
    /// The name in results.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Down => "down",
            Self::Up => "up",
            Self::Both => "both",
        }
    }

    pub(super) fn named(name: &str) -> Option<Self> {
        [Self::Down, Self::Up, Self::Both].into_iter().find(|known| known.as_str() == name)
    }
}
