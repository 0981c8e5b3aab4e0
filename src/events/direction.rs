//! Which way the price of an event went.

vocabulary! {
    /// Which way the price went.
    #[derive(Clone, Copy, Debug, PartialEq, Eq)]
    pub enum Direction {
        /// Longs were washed out.
        Down = "down",
        /// Shorts were squeezed.
        Up = "up",
        /// First one, then the other.
        Both = "both",
    }
}
