//! Many positions of one venue at once, as columns.

use super::bag::venue_of_columns;
use crate::approx::float_of;
use crate::column::{Cells, Column, absent, column, indexed, uneven};
use crate::error::{Error, Result};
use crate::margin::{Bulk, Contract, Own, Row, SizeUnit, Solved, State, Written};
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
    let asked = Asked::read(bag)?;
    let mut answers = Answers::of(&asked);
    for index in 0..asked.rows.len() {
        answers.push(asked.solve(index)?.1);
    }
    Ok(answers.value())
}

/// The same with what a scenario is built from beside it: the value at entry in USD, and the side.
///
/// # Errors
/// As [`locate_many`].
pub(super) fn portfolio(bag: Value) -> Result<Value> {
    let asked = Asked::read(bag)?;
    let mut answers = Answers::of(&asked);
    let (mut usd, mut sides) = (Vec::new(), Vec::new());
    for index in 0..asked.rows.len() {
        let (row, solved) = asked.solve(index)?;
        answers.push(solved);
        usd.push(asked.notional_usd(&row));
        sides.push(f64::from(row.side.sign()));
    }
    Ok(answers.value().with("notional_usd", usd).with("side", sides))
}

/// Columns of positions, and the rules that they share.
struct Asked {
    rows: Rows,
    bulk: Bulk,
    contract: Contract,
}

impl Asked {
    fn read(bag: Value) -> Result<Self> {
        let mut bag = Fields::of(bag)?;
        let rows = Rows::read(&mut bag)?;
        let mut spec = venue_of_columns(&mut bag)?;
        bag.finish()?;
        let contract = spec.rules.contract;
        spec.unit = match contract {
            Contract::Linear => SizeUnit::Base,
            Contract::Inverse => SizeUnit::Quote,
        };
        Ok(Self { rows, bulk: Bulk::new(spec)?, contract })
    }

    fn solve(&self, index: usize) -> Result<(Row, Solved)> {
        let row = self.rows.at(index)?;
        let solved = self.bulk.solve(&row);
        solved.map(|solved| (row, solved)).map_err(|e| e.at_index(index).in_field("rows"))
    }

    /// The value at entry.
    fn notional_usd(&self, row: &Row) -> f64 {
        let (quantity, entry) = (row.quantity, row.entry);
        match self.contract {
            Contract::Inverse => float_of(quantity.mantissa.into(), quantity.places),
            Contract::Linear => {
                let value = i128::from(quantity.mantissa) * i128::from(entry.mantissa);
                float_of(value, quantity.places + entry.places)
            }
        }
    }
}

/// The columns, all of one length.
struct Rows {
    sides: Cells,
    entries: Column,
    quantities: Column,
    own: Column,
    own_name: &'static str,
}

impl Rows {
    fn read(bag: &mut Fields) -> Result<Self> {
        let sides = bag.read("side", Cells::of)?.ok_or_else(|| absent("side"))?;
        let mut need = |name| column(bag, name)?.ok_or_else(|| absent(name));
        let (entries, quantities) = (need("entry_price")?, need("quantity")?);
        let (own_name, own) = own(bag)?;
        let rows = Self { sides, entries, quantities, own, own_name };
        rows.uneven().map_or(Ok(()), |name| Err(uneven(name)))?;
        Ok(rows)
    }

    /// A column that is not as long as the sides.
    fn uneven(&self) -> Option<&'static str> {
        let named = [(&self.entries, "entry_price"), (&self.quantities, "quantity")];
        let mut named = named.into_iter().chain([(&self.own, self.own_name)]);
        named.find(|(column, _)| column.len() != self.len()).map(|(_, name)| name)
    }

    fn len(&self) -> usize {
        self.sides.rows().unwrap_or(self.entries.len())
    }

    fn at(&self, index: usize) -> Result<Row> {
        let written = |column: &Column, name| -> Result<Written> {
            let (mantissa, places) = column.short(index, name)?;
            Ok(Written { mantissa, places })
        };
        let money = written(&self.own, self.own_name)?;
        Ok(Row {
            side: self.sides.side(index).map_err(|e| indexed(e, "side", index))?,
            entry: written(&self.entries, "entry_price")?,
            quantity: written(&self.quantities, "quantity")?,
            own: if self.own_name == "margin" { Own::Margin(money) } else { Own::Leverage(money) },
        })
    }
}

/// The margins or the leverages.
fn own(bag: &mut Fields) -> Result<(&'static str, Column)> {
    match (column(bag, "margin")?, column(bag, "leverage")?) {
        (Some(margin), None) => Ok(("margin", margin)),
        (None, Some(leverage)) => Ok(("leverage", leverage)),
        _ => {
            let rule = "expected one column of margin and leverage";
            Err(Error::conflict(rule).in_field("margin"))
        }
    }
}

/// The answers as they come.
struct Answers {
    prices: Vec<f64>,
    states: Vec<f64>,
    /// The tick, as mantissa and places.
    step: (i128, u32),
}

impl Answers {
    fn of(asked: &Asked) -> Self {
        let column = || Vec::with_capacity(asked.rows.len());
        Self { prices: column(), states: column(), step: asked.bulk.step() }
    }

    fn push(&mut self, Solved { state, ticks }: Solved) {
        let (tick, places) = self.step;
        let price = ticks.and_then(|ticks| ticks.checked_mul(tick));
        self.prices.push(price.map_or(f64::NAN, |price| float_of(price, places)));
        self.states.push(match state {
            State::None => 0.0,
            State::Liquidation => 1.0,
            State::AlreadyLiquidatable => 2.0,
            State::NotEnoughMargin => 3.0,
        });
    }

    fn value(self) -> Value {
        let (_, places) = self.step;
        record![("liquidation_price", self.prices), ("state", self.states), ("places", places)]
    }
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
