//! Isolated or cross margin.

vocabulary! {
    /// Isolated or cross margin.
    #[derive(Clone, Copy, Debug, PartialEq, Eq)]
    pub enum Mode {
        /// The position has a margin of its own.
        Isolated = "isolated",
        /// The position shares the account.
        Cross = "cross",
    }
}
