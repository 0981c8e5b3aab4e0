//! Many positions of one venue at once, as columns.

use super::bag::{Bag, holding};
use crate::column::{Cells, absent, column, indexed};
use crate::error::{Error, Result};
use crate::event::Side;
use crate::margin::State;
use crate::study::location::{Holding, MoneyColumn, PositionColumns, SolvedColumns};
use crate::value::{Fields, Value, record};

/// Solves columns of positions.
///
/// `{venue, …, side, entry_price, quantity, margin or leverage}`: the first part as in
/// [`super::locate`], shared by all rows; the rest columns of one length. `side` holds 1 for a
/// long and −1 for a short, or `long` and `short`, or is one of these for all. The quantity is in
/// coins for linear contracts and in USD for inverse ones. A number of a column stands for the
/// nearest decimal of at most 15 digits and 18 places; a list of decimal strings is read as it is.
///
/// Out come `{liquidation_price, state, places}`: a column of the prices on the tick (without a
/// tick, and where the venue shows one tick more or less than its formula: to 8 places, half to
/// even), each the nearest float to its exact decimal of `places` places and NaN where there is
/// none, and a column of states: 0 none, 1 liquidation, 2 already liquidatable, 3 not enough
/// margin.
///
/// # Errors
/// The column and the index at fault.
pub fn locate_many(bag: Value) -> Result<Value> {
    let (columns, shared) = read(bag)?;
    columns.solve(shared).map(told)
}

/// The same with what a scenario is built from beside it: the value at entry in USD, and the side.
///
/// # Errors
/// As [`locate_many`].
pub(super) fn portfolio(bag: Value) -> Result<Value> {
    let (columns, shared) = read(bag)?;
    let contract = shared.spec.rules.contract;
    let solved = told(columns.solve(shared)?);
    let signs: Vec<_> = columns.sides.iter().map(|side| f64::from(side.sign())).collect();
    Ok(solved.with("notional_usd", columns.notional_usd(contract)?).with("side", signs))
}

/// Columns of positions, and the rules that they share.
fn read(bag: Value) -> Result<(PositionColumns, Holding)> {
    let mut bag = Fields::of(bag)?;
    let cells = bag.read("side", Cells::of)?.ok_or_else(|| absent("side"))?;
    let mut need = |name| column(&mut bag, name)?.ok_or_else(|| absent(name));
    let (entries, quantities) = (need("entry_price")?, need("quantity")?);
    let money = money(&mut bag)?;
    let sides = sides(&cells, entries.len())?;
    let shared = holding(&mut bag, Bag::Rows)?;
    bag.finish()?;
    Ok((PositionColumns { sides, entries, quantities, money }, shared))
}

/// A column of sides, or one side for all rows.
fn sides(cells: &Cells, rows: usize) -> Result<Vec<Side>> {
    let rows = cells.rows().unwrap_or(rows);
    let mut sides = Vec::with_capacity(rows);
    for index in 0..rows {
        sides.push(cells.side(index).map_err(|error| indexed(error, "side", index))?);
    }
    Ok(sides)
}

/// The margins or the leverages.
fn money(bag: &mut Fields) -> Result<MoneyColumn> {
    match (column(bag, "margin")?, column(bag, "leverage")?) {
        (Some(margins), None) => Ok(MoneyColumn::Margins(margins)),
        (None, Some(leverages)) => Ok(MoneyColumn::Leverages(leverages)),
        _ => {
            let rule = "expected one column of margin and leverage";
            Err(Error::conflict(rule).in_field("margin"))
        }
    }
}

fn told(solved: SolvedColumns) -> Value {
    let state = |state| match state {
        State::None => 0.0,
        State::Liquidation => 1.0,
        State::AlreadyLiquidatable => 2.0,
        State::NotEnoughMargin => 3.0,
    };
    record![
        ("liquidation_price", solved.liquidation_prices),
        ("state", solved.states.into_iter().map(state).collect::<Vec<_>>()),
        ("places", solved.places),
    ]
}

#[cfg(test)]
mod tests {
    use super::*;

    fn bag() -> Value {
        record![
            ("venue", "hyperliquid"),
            ("symbol", "BTC"),
            ("side", vec![1.0, -1.0]),
            ("entry_price", vec![100_000.0, 99_000.5]),
            ("quantity", vec![0.05 + 0.01, 2.0]),
            ("leverage", vec![10.0, 20.0]),
        ]
    }

    fn changed(key: &str, value: impl Into<Value>) -> Value {
        let Value::Map(mut entries) = bag() else { panic!("no map") };
        entries.retain(|(name, _)| name != key);
        Value::Map(entries).with(key, value)
    }

    #[test]
    fn computed_floats_are_their_decimals_and_sides_may_be_words() {
        let found = locate_many(bag()).unwrap();
        assert_eq!(locate_many(changed("quantity", Value::list(["0.06", "2"]))).unwrap(), found);
        assert_eq!(locate_many(changed("side", Value::list(["long", "short"]))).unwrap(), found);
        let longs = locate_many(changed("side", "long")).unwrap();
        assert_eq!(locate_many(changed("side", vec![1.0, 1.0])).unwrap(), longs);
        let says = |side: Value| locate_many(changed("side", side)).unwrap_err().to_string();
        assert!(says(vec![1.0, 255.0].into()).starts_with("side[1]: expected 1 (long) or -1"));
        assert!(says(Value::list(["long", "up"])).starts_with("side[1]: expected one of long"));
        assert!(says(vec![1.0].into()).starts_with("entry_price: columns must have one length"));
    }

    #[test]
    fn a_portfolio_of_columns_has_values_and_sides_as_well() {
        let found = portfolio(bag()).unwrap();
        assert_eq!(found.get("notional_usd"), Some(&Value::Floats(vec![6_000.0, 198_001.0])));
        assert_eq!(found.get("side"), Some(&Value::Floats(vec![1.0, -1.0])));
        let many = locate_many(bag()).unwrap();
        assert_eq!(found.get("liquidation_price"), many.get("liquidation_price"));
        assert_eq!(found.get("state"), many.get("state"));
    }
}
