//! Series, as columns.

use crate::cascade::{Axis, Round};
use crate::value::{Value, record};

/// One number of each row.
pub(super) fn column<T>(rows: &[T], get: impl Fn(&T) -> f64) -> Value {
    gathered(rows, &get)
}

// Compiled once for each type of row and not for every column.
#[inline(never)]
fn gathered<T>(rows: &[T], get: &dyn Fn(&T) -> f64) -> Value {
    rows.iter().map(get).collect::<Vec<_>>().into()
}

/// Price and liquidations after each round; the first row is the shock itself.
pub(super) fn path(axis: &Axis, shock: f64, rounds: &[Round]) -> Value {
    let start = Round { new: 0.0, liquidated: 0.0, displacement: shock };
    let rows: Vec<Round> = std::iter::once(start).chain(rounds.iter().copied()).collect();
    record![
        ("price_usd", column(&rows, |round| axis.price(round.displacement))),
        ("displacement", column(&rows, |round| round.displacement)),
        ("liquidated_usd", column(&rows, |round| round.liquidated)),
        ("new_usd", column(&rows, |round| round.new)),
    ]
}
