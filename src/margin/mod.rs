//! Where a position is liquidated, by the venue's own rules, exactly.
//!
//! Every venue is the same identity, equity = maintenance, with five choices; see
//! [`Rules`]. Numbers are exact quotients ([`Rational`]) until they are printed, and are rounded
//! once, by the venue's rule or to 18 places.
//!
//! The larger steps are `#[inline(never)]`: a quotient is a thousand bits, and copies of its
//! arithmetic at every call would be most of the wasm.
//!
//! | file | what |
//! |---|---|
//! | `wide`, `exact` | whole numbers of 512 bits; quotients of them |
//! | `tier`, `table` | maintenance tiers; the built-in tables |
//! | `rules`, `venue` | what a venue chooses; one file a venue |
//! | `identity` | the solver: straight lines, cut at the tier edges |
//! | `position`, `location`, `formula` | a position, the answers about it, the formula in numbers |
//! | `borrowed` | spot margin, which has no contract |
//! | `everyday` | profit, target, size, margin to add, break-even |
//! | `bulk` | a million positions at once |
//! | `lines`, `whole` | their lines in whole numbers; those numbers, of two sizes |
#![deny(clippy::float_arithmetic, clippy::arithmetic_side_effects)]

mod borrowed;
mod bulk;
mod everyday;
mod formula;
mod identity;
mod lines;
mod location;
mod mode;
mod position;
mod row;
mod rules;
mod table;
mod tier;
mod venue;
mod whole;

pub use borrowed::Borrowed;
pub use bulk::Bulk;
pub use everyday::{MaxSize, Profit};
pub use formula::Formula;
pub use location::{Location, Priced, State};
pub use mode::Mode;
pub use position::{Hedge, Maintenance, Position, SizeUnit, Spec};
pub use row::{Own, PositionRow, RowLocation, ShortDecimal};
pub use rules::{Basis, Contract, Extra, FeeKept, RatioKind, Reserve, Rounding, Rules};
pub use table::{BuiltIn, TableFile, file, files};
pub use tier::{Deductions, Tier, TierRow, TierTable, TierUnit, next_deduction};
pub use venue::{all, rules};

pub(crate) use position::may_jump;
pub(crate) use venue::deribit;
