//! Positions of a scenario, one by one and exact: `{"id", "side", "qty", "entry_usd",
//! "margin_usd" | "leverage", "maintenance", "basis", "deduction_usd"}`; or these keys as columns.

use super::position::PositionSpec;
use super::position_columns;
use crate::approx::Approx;
use crate::book::Position;
use crate::cascade::{Axis, Direction, Holding, Ladder};
use crate::error::{Error, Result};
use crate::event::Side;
use crate::value::{Value, each};

/// The positions of a book, in the form in which they were given.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Positions {
    pub(super) specs: Vec<PositionSpec>,
    /// The columns that they came in, with every default.
    pub(super) columns: Option<Value>,
}

impl Positions {
    /// Reads a list of positions, or columns.
    ///
    /// # Errors
    /// What is wrong, with its key and index.
    pub(super) fn read(value: Value) -> Result<Self> {
        if let Value::Map(_) = value {
            let (specs, columns) = position_columns::read(value)?;
            return Ok(Self { specs, columns: Some(columns) });
        }
        let mut number = 0_usize;
        let specs = each(value.items()?, &mut |value| {
            number += 1;
            PositionSpec::read(value, number)
        });
        Ok(Self { specs: specs?, columns: None })
    }

    /// The positions, one by one.
    #[must_use]
    pub fn specs(&self) -> &[PositionSpec] {
        &self.specs
    }

    /// The form that reads the same: a list, or columns.
    pub(super) fn to_value(&self) -> Value {
        match &self.columns {
            None => Value::list(self.listed()),
            Some(columns) => columns.clone(),
        }
    }

    /// Each as it stands in a list.
    pub fn listed(&self) -> impl ExactSizeIterator<Item = Value> {
        self.specs.iter().map(PositionSpec::to_value)
    }

    /// The ladder of the positions on one side.
    pub(super) fn ladder(&self, axis: &Axis, of: Side) -> Result<Ladder> {
        let facing = axis.facing(Direction::against(of));
        let ours = self.specs.iter().map(|spec| holding(&spec.position)).filter(|h| h.side == of);
        let (mut u, mut notional) = (Vec::new(), Vec::new());
        for holding in ours {
            u.push(facing.threshold(holding.liquidation_price()));
            notional.push(holding.qty * axis.price_before());
        }
        Ladder::of(u, notional).map_err(|e: Error| e.in_field("positions"))
    }
}

/// The position as the estimates see it.
#[must_use]
pub fn holding(position: &Position) -> Holding {
    Holding {
        side: position.side,
        qty: position.qty.approx(),
        entry: position.entry.approx(),
        margin: position.margin.approx(),
        rate: position.maintenance.approx(),
        basis: position.basis,
        deduction: position.deduction.approx(),
    }
}
