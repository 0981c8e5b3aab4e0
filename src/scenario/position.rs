//! One position of a scenario, exact, from an object or from a row of columns.

use rust_decimal::Decimal;

use crate::book::{Basis, Mix, Position};
use crate::column::Cells;
use crate::error::{Error, Result};
use crate::event::Side;
use crate::money::{Price, Qty, Ratio, Usd};
use crate::value::{Fields, Record, Value};

/// The keys of a position, with what stands for it where nothing is given.
pub(super) const KEYS: [(&str, Option<&str>); 9] = [
    ("id", None),
    ("side", None),
    ("qty", None),
    ("entry_usd", None),
    ("margin_usd", None),
    ("leverage", None),
    ("maintenance", Some("0.005")),
    ("basis", Some("mark")),
    ("deduction_usd", Some("0")),
];

/// One position, with the leverage where that was given instead of the margin.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PositionSpec {
    /// The position.
    pub position: Position,
    pub(super) leverage: Option<Ratio>,
}

/// The parts of a position that were given.
#[derive(Default)]
pub(super) struct Parts {
    pub(super) id: Option<String>,
    pub(super) side: Option<Side>,
    pub(super) qty: Option<Qty>,
    pub(super) entry: Option<Price>,
    pub(super) margin: Option<Usd>,
    pub(super) leverage: Option<Ratio>,
    pub(super) maintenance: Option<Ratio>,
    pub(super) basis: Option<Basis>,
    pub(super) deduction: Option<Usd>,
}

impl PositionSpec {
    /// Reads one position; `number` names it where it has no id of its own.
    pub(super) fn read(value: Value, number: usize) -> Result<Self> {
        let (mut fields, mut parts) = (Fields::of(value)?, Parts::default());
        for (key, _) in KEYS {
            if let Some(value) = fields.take(key) {
                parts.put(key, &Cells::All(value), 0).map_err(|error| error.in_field(key))?;
            }
        }
        fields.finish()?;
        parts.spec(number)
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
        found.put("basis", p.basis.as_str());
        found.put("deduction_usd", p.deduction);
        found.into()
    }
}

impl Parts {
    /// Takes what a column has in a row.
    pub(super) fn put(&mut self, key: &str, cells: &Cells, index: usize) -> Result<()> {
        match key {
            "id" => self.id = Some(cells.text(index)?.to_owned()),
            "side" => self.side = Some(cells.side(index)?),
            "basis" => self.basis = Some(Basis::named(cells.text(index)?)?),
            _ => self.put_number(key, cells.decimal(index)?)?,
        }
        Ok(())
    }

    fn put_number(&mut self, key: &str, number: Decimal) -> Result<()> {
        match key {
            "qty" => self.qty = Some(Qty::new(number)?),
            "entry_usd" => self.entry = Some(Price::new(number)?),
            "margin_usd" => self.margin = Some(Usd::new(number)?),
            "leverage" => self.leverage = Some(Ratio::new(number)),
            "maintenance" => self.maintenance = Some(Ratio::new(number)),
            _ => self.deduction = Some(Usd::new(number)?),
        }
        Ok(())
    }

    /// The position, checked; `number` names it where it has no id of its own.
    ///
    /// # Errors
    /// Missing side, quantity or entry; a conflict unless there is one of margin and leverage; as
    /// [`Position::checked`].
    pub(super) fn spec(self, number: usize) -> Result<PositionSpec> {
        let missing = |what, key| Error::missing(what).in_field(key);
        let side = self.side.ok_or_else(|| missing("long or short", "side"))?;
        let qty = self.qty.ok_or_else(|| missing("a quantity in coins", "qty"))?;
        let entry = self.entry.ok_or_else(|| missing("the entry price", "entry_usd"))?;
        let (id, leverage) = (self.id.unwrap_or_else(|| number.to_string()), self.leverage);
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
