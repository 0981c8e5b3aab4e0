//! Who paid and who received: the way back from estimates to facts.
//!
//! | noun | what |
//! |---|---|
//! | [`ClosedBook`] | the positions of a scenario, closed one by one by its engine |
//! | [`ClosedColumns`] | closed positions in columns, millions at a time |
//! | [`Settlement`] | the exact ledger of them, and what each position fetched |
//! | [`Balance`] | what the accounts of a ledger come to |
//!
//! The engine's fills are estimates. Each is rounded to a tick once, here; the ledger that is made
//! of them is exact.

mod balance;
mod closed_book;
mod closed_columns;
mod ledger;
pub(crate) mod rounding;

pub use balance::Balance;
pub use closed_book::ClosedBook;
pub(super) use closed_book::limited;
pub use closed_columns::{ClosedColumns, SettledColumns};
pub use ledger::{ListedFill, Settlement};
