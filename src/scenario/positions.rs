//! Positions of a scenario, one by one and exact: `{"id", "side", "qty", "entry_usd",
//! "margin_usd" | "leverage", "maintenance", "basis", "deduction_usd"}`.

use super::book::side;
use crate::approx::Approx;
use crate::book::{Basis, Mix, Position};
use crate::cascade::{Axis, Direction, Holding, Ladder};
use crate::error::{Error, Result};
use crate::event::Side;
use crate::money::{Price, Qty, Ratio, Usd};
use crate::value::{Fields, Record, Value};

/// One position, with the leverage where that was given instead of the margin.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PositionSpec {
    /// The position.
    pub position: Position,
    leverage: Option<Ratio>,
}

impl PositionSpec {
    /// Reads one position; `index` names it where it has no id of its own.
    pub(super) fn read(value: Value, index: usize) -> Result<Self> {
        let mut fields = Fields::of(value)?;
        let id = fields.text("id")?.unwrap_or_else(|| index.to_string());
        let side = fields.need("side", "long or short", |v| side(&v))?;
        let qty: Qty = fields.need("qty", "a quantity in coins", |v| v.parse())?;
        let entry: Price = fields.need("entry_usd", "the entry price", |v| v.parse())?;
        let margin: Option<Usd> = fields.exact("margin_usd")?;
        let leverage: Option<Ratio> = fields.exact("leverage")?;
        let maintenance = fields.exact("maintenance")?.unwrap_or_else(Mix::default_maintenance);
        let basis = fields.read("basis", basis)?.unwrap_or(Basis::Mark);
        let deduction = fields.exact("deduction_usd")?.unwrap_or(Usd::ZERO);
        fields.finish()?;
        let margin = match (margin, leverage) {
            (Some(margin), None) => margin,
            (None, Some(leverage)) => Position::margin_at(qty, entry, leverage)?,
            _ => {
                let rule = "expected either margin_usd or leverage";
                return Err(Error::conflict(rule));
            }
        };
        let position = Position { id, side, qty, entry, margin, maintenance, basis, deduction };
        Ok(Self { position: position.checked()?, leverage })
    }

    pub(super) fn to_value(&self) -> Value {
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
        found.put("basis", if p.basis == Basis::Mark { "mark" } else { "entry" });
        found.put("deduction_usd", p.deduction);
        found.into()
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

/// The ladder of the positions on one side.
pub(super) fn ladder(specs: &[PositionSpec], axis: &Axis, of: Side) -> Result<Ladder> {
    let facing = axis.facing(Direction::against(of));
    let holdings: Vec<Holding> =
        specs.iter().map(|s| holding(&s.position)).filter(|h| h.side == of).collect();
    let u: Vec<f64> = holdings.iter().map(|h| facing.threshold(h.liquidation_price())).collect();
    let notional: Vec<f64> = holdings.iter().map(|h| h.qty * axis.price_before()).collect();
    Ladder::new(&u, &notional).map_err(|e: Error| e.in_field("positions"))
}

fn basis(value: Value) -> Result<Basis> {
    match value.as_text()? {
        "mark" => Ok(Basis::Mark),
        "entry" => Ok(Basis::Entry),
        found => Err(Error::unknown("mark, entry", found)),
    }
}
