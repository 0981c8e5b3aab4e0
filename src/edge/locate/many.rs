//! Many positions of one venue at once, as columns.

use super::bag::venue_of_columns;
use crate::approx::float_of;
use crate::edge::column::{absent, column, indexed};
use crate::error::{Error, Result};
use crate::event::Side;
use crate::margin::{Bulk, Contract, Own, Row, SizeUnit, Solved, State, Written};
use crate::value::{Fields, Value, record};

/// Solves columns of positions.
///
/// `{venue, …, side, entry_price, quantity, margin or leverage}`: the first part as in
/// [`super::locate`], shared by all rows; the rest columns of one length. `side` holds 1 for a
/// long and −1 for a short. The quantity is in coins for linear contracts and in USD for inverse
/// ones. A number of a column stands for the decimal of at most 15 digits and 12 places that it
/// is the nearest float to; a list of decimal strings is read as it is.
///
/// Out come `{liquidation_price, state, places}`: a column of the prices on the tick (without a
/// tick: to 8 places, half to even), each the nearest float to its exact decimal of `places`
/// places and NaN where there is none, and a column of states: 0 none, 1 liquidation, 2 already
/// liquidatable, 3 not enough margin.
///
/// # Errors
/// The column and the index at fault.
pub fn locate_many(bag: Value) -> Result<Value> {
    let mut bag = Fields::of(bag)?;
    let sides = column(&mut bag, "side")?.ok_or_else(|| absent("side"))?;
    let entries = column(&mut bag, "entry_price")?.ok_or_else(|| absent("entry_price"))?;
    let quantities = column(&mut bag, "quantity")?.ok_or_else(|| absent("quantity"))?;
    let (own_name, own) = match (column(&mut bag, "margin")?, column(&mut bag, "leverage")?) {
        (Some(margin), None) => ("margin", margin),
        (None, Some(leverage)) => ("leverage", leverage),
        _ => {
            let rule = "expected one column of margin and leverage";
            return Err(Error::conflict(rule).in_field("margin"));
        }
    };
    for (column, name) in [(&entries, "entry_price"), (&quantities, "quantity"), (&own, own_name)] {
        if column.len() != sides.len() {
            let rule = "columns must have one length";
            return Err(Error::conflict(rule).in_field(name));
        }
    }
    let mut spec = venue_of_columns(&mut bag)?;
    bag.finish()?;
    spec.unit = match spec.rules.contract {
        Contract::Linear => SizeUnit::Base,
        Contract::Inverse => SizeUnit::Quote,
    };
    let bulk = Bulk::new(spec)?;
    let row = |index: usize| -> Result<Row> {
        let money = own.at(index, own_name)?;
        Ok(Row {
            side: side(sides.at(index, "side")?).map_err(|e| indexed(e, "side", index))?,
            entry: entries.at(index, "entry_price")?,
            quantity: quantities.at(index, "quantity")?,
            own: if own_name == "margin" { Own::Margin(money) } else { Own::Leverage(money) },
        })
    };
    let solved = (0..sides.len()).map(|index| {
        let row = row(index)?;
        bulk.solve(&row).map_err(|e| e.at_index(index).in_field("rows"))
    });
    columns(solved, sides.len(), bulk.step())
}

fn columns(
    rows: impl Iterator<Item = Result<Solved>>,
    count: usize,
    (tick, places): (i128, u32),
) -> Result<Value> {
    let mut prices = Vec::with_capacity(count);
    let mut states = Vec::with_capacity(count);
    for row in rows {
        let Solved { state, ticks } = row?;
        let price = ticks.and_then(|ticks| ticks.checked_mul(tick));
        prices.push(price.map_or(f64::NAN, |price| float_of(price, places)));
        states.push(match state {
            State::None => 0.0,
            State::Liquidation => 1.0,
            State::AlreadyLiquidatable => 2.0,
            State::NotEnoughMargin => 3.0,
        });
    }
    Ok(record![("liquidation_price", prices), ("state", states), ("places", places),])
}

fn side(written: Written) -> Result<Side> {
    match written {
        Written { mantissa: 1, places: 0 } => Ok(Side::Long),
        Written { mantissa: -1, places: 0 } => Ok(Side::Short),
        _ => Err(Error::out_of_range("1 (long) or -1 (short)", "another number")),
    }
}
