//! Positions of a scenario, one by one and exact: `{"id", "side", "qty", "entry_usd",
//! "margin_usd" | "leverage", "maintenance", "basis", "deduction_usd"}`; or the same keys as columns.

use super::book::side;
use super::position_columns;
use crate::approx::Approx;
use crate::book::{Basis, Mix, Position};
use crate::cascade::{Axis, Direction, Holding, Ladder};
use crate::error::{Error, Result};
use crate::event::Side;
use crate::money::{Price, Qty, Ratio, Usd};
use crate::value::{Fields, Record, Value, each};

/// The positions of a book, in the form in which they were given.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Positions {
    pub(super) specs: Vec<PositionSpec>,
    /// Whether they came in columns.
    pub(super) columns: Option<Named>,
}

/// Whether positions in columns have names of their own. A part without columns has neither.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Named {
    /// By a column.
    #[cfg(feature = "study")]
    ById,
    /// By their numbers from 1.
    #[cfg(feature = "study")]
    ByNumber,
}

/// One position, with the leverage where that was given instead of the margin.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PositionSpec {
    /// The position.
    pub position: Position,
    pub(super) leverage: Option<Ratio>,
}

/// What a position is read from: everything but its margin, and one of the two that give it.
pub(super) struct Parts {
    pub(super) id: String,
    pub(super) side: Side,
    pub(super) qty: Qty,
    pub(super) entry: Price,
    pub(super) margin: Option<Usd>,
    pub(super) leverage: Option<Ratio>,
    pub(super) maintenance: Option<Ratio>,
    pub(super) basis: Option<Basis>,
    pub(super) deduction: Option<Usd>,
}

impl Positions {
    /// Reads a list of positions, or columns.
    ///
    /// # Errors
    /// What is wrong, with its key and index.
    pub(super) fn read(value: Value) -> Result<Self> {
        if let Value::Map(_) = value {
            return position_columns::read(value);
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
        match self.columns {
            None => Value::list(self.listed()),
            Some(named) => position_columns::value(&self.specs, named),
        }
    }

    /// Whether they came in columns.
    #[must_use]
    pub const fn in_columns(&self) -> bool {
        self.columns.is_some()
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

impl PositionSpec {
    /// Reads one position; `number` names it where it has no id of its own.
    fn read(value: Value, number: usize) -> Result<Self> {
        let mut fields = Fields::of(value)?;
        let parts = Parts {
            id: fields.text("id")?.unwrap_or_else(|| number.to_string()),
            side: fields.need("side", "long or short", |v| side(&v))?,
            qty: fields.need("qty", "a quantity in coins", |v| v.parse())?,
            entry: fields.need("entry_usd", "the entry price", |v| v.parse())?,
            margin: fields.exact("margin_usd")?,
            leverage: fields.exact("leverage")?,
            maintenance: fields.exact("maintenance")?,
            basis: fields.read("basis", |v| basis(v.as_text()?))?,
            deduction: fields.exact("deduction_usd")?,
        };
        fields.finish()?;
        parts.spec()
    }

    fn to_value(&self) -> Value {
        let p = &self.position;
        let mut found = Record::default();
        found.put("id", p.id.as_str());
        found.put("side", p.side.as_str());
        found.put("qty", p.qty);
        found.put("entry_usd", p.entry);
        match self.leverage {
            Some(leverage) => found.put("leverage", leverage),
            None => found.put("margin_usd", p.margin),
        }
        found.put("maintenance", p.maintenance);
        found.put("basis", basis_name(p.basis));
        found.put("deduction_usd", p.deduction);
        found.into()
    }
}

impl Parts {
    /// The position, checked.
    ///
    /// # Errors
    /// A conflict unless there is one of margin and leverage; as [`Position::checked`].
    pub(super) fn spec(self) -> Result<PositionSpec> {
        let Self { id, side, qty, entry, leverage, .. } = self;
        let margin = match (self.margin, leverage) {
            (Some(margin), None) => margin,
            (None, Some(leverage)) => Position::margin_at(qty, entry, leverage)?,
            _ => return Err(Error::conflict("expected either margin_usd or leverage")),
        };
        let maintenance = self.maintenance.unwrap_or_else(Mix::default_maintenance);
        let basis = self.basis.unwrap_or(Basis::Mark);
        let deduction = self.deduction.unwrap_or(Usd::ZERO);
        let position = Position { id, side, qty, entry, margin, maintenance, basis, deduction };
        Ok(PositionSpec { position: position.checked()?, leverage })
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

pub(super) fn basis(name: &str) -> Result<Basis> {
    match name {
        "mark" => Ok(Basis::Mark),
        "entry" => Ok(Basis::Entry),
        found => Err(Error::unknown("mark, entry", found)),
    }
}

pub(super) const fn basis_name(basis: Basis) -> &'static str {
    match basis {
        Basis::Mark => "mark",
        Basis::Entry => "entry",
    }
}
