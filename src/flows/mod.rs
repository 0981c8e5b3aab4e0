//! Where freed money may go next, by shares that the reader sets, and the four numbers that are
//! taken for each other.
//!
//! Nothing here is measured: nobody sees where the money of a closed position goes. The shares are
//! the reader's assumption, labelled so, and kept apart from the ledger of who paid whom.
#![deny(clippy::float_arithmetic, clippy::arithmetic_side_effects)]

mod channel;
mod four;
mod sankey;
mod shares;

pub use channel::{Channel, Group};
pub use four::{Four, FourInputs, Measure};
pub use sankey::{Link, Node, Sankey};
pub use shares::{Part, Shares};
