//! Many positions of one venue at once, as columns.

use super::holding::{Holding, value_unit};
use crate::approx::float_of;
use crate::column::{Column, absent, uneven};
use crate::error::Result;
use crate::event::Side;
use crate::margin::{Bulk, Contract, Own, PositionRow, RowLocation, ShortDecimal, State};

/// Many positions as columns of one length.
///
/// ```
/// use washout::column::Column;
/// use washout::event::Side;
/// use washout::margin::{Contract, State};
/// use washout::study::location::{Holding, MoneyColumn, PositionColumns, Terms, Upkeep};
///
/// let terms = Terms::of("hyperliquid")?;
/// let upkeep = Upkeep::built_in(&terms.rules, Some("BTC"))?;
/// let columns = PositionColumns {
///     sides: vec![Side::Long, Side::Short],
///     entries: vec![100_000.0, 99_000.5].into(),
///     quantities: Column::from_iter(["0.06", "2"]),
///     money: MoneyColumn::Leverages(vec![10.0, 20.0].into()),
/// };
/// let solved = columns.solve(Holding::of_rows(terms, upkeep))?;
/// assert_eq!(solved.states, [State::Liquidation, State::Liquidation]);
/// assert!((90_000.0..91_500.0).contains(&solved.liquidation_prices[0]));
/// assert_eq!(columns.notional_usd(Contract::Linear)?, [6_000.0, 198_001.0]);
/// # Ok::<(), washout::error::Error>(())
/// ```
#[derive(Debug)]
pub struct PositionColumns {
    /// Long or short.
    pub sides: Vec<Side>,
    /// Entry prices.
    pub entries: Column,
    /// Coins (linear) or USD (inverse).
    pub quantities: Column,
    /// What each position has.
    pub money: MoneyColumn,
}

/// What each position has.
#[derive(Debug)]
pub enum MoneyColumn {
    /// Isolated margins.
    Margins(Column),
    /// Leverages, from which the margins follow.
    Leverages(Column),
}

/// The answers for columns of positions.
#[derive(Clone, Debug, PartialEq)]
pub struct SolvedColumns {
    /// Liquidation prices on the tick; without one, and where the venue shows one tick more or less
    /// than its formula, to 8 places, halves to the even one. Each is the nearest float to its
    /// exact decimal, and NaN where there is none.
    pub liquidation_prices: Vec<f64>,
    /// What each answer is.
    pub states: Vec<State>,
    /// The decimal places of the prices.
    pub places: u32,
}

impl PositionColumns {
    /// How many positions there are.
    #[must_use]
    pub const fn len(&self) -> usize {
        self.sides.len()
    }

    /// Whether there is none.
    #[must_use]
    pub const fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Solves every position, under the rules and with whatever else `shared` states: see
    /// [`Holding::of_rows`].
    ///
    /// # Errors
    /// The column that is not as long as the others, or the column and the index at fault.
    pub fn solve(&self, shared: Holding) -> Result<SolvedColumns> {
        self.check_lengths()?;
        let mut spec = shared.spec;
        spec.unit = value_unit(spec.rules.contract);
        let bulk = Bulk::new(spec)?;
        let (tick, places) = bulk.step();
        let count = self.len();
        let (mut prices, mut states) = (Vec::with_capacity(count), Vec::with_capacity(count));
        for index in 0..count {
            let RowLocation { state, ticks } = self.solved(&bulk, index)?;
            let price = ticks.and_then(|ticks| ticks.checked_mul(tick));
            prices.push(price.map_or(f64::NAN, |price| float_of(price, places)));
            states.push(state);
        }
        Ok(SolvedColumns { liquidation_prices: prices, states, places })
    }

    #[inline(never)]
    fn solved(&self, bulk: &Bulk, index: usize) -> Result<RowLocation> {
        let solved = bulk.solve(&self.row(index)?);
        solved.map_err(|error| error.at_index(index).in_field("rows"))
    }

    /// The value of every position at entry, in USD.
    ///
    /// # Errors
    /// The column and the index at fault.
    pub fn notional_usd(&self, contract: Contract) -> Result<Vec<f64>> {
        let mut values = Vec::with_capacity(self.len());
        for index in 0..self.len() {
            let (quantity, entry) = (self.quantity(index)?, self.entry(index)?);
            values.push(notional_usd(quantity, entry, contract));
        }
        Ok(values)
    }

    fn check_lengths(&self) -> Result<()> {
        let (money, name) = self.money.named();
        let named = [(&self.entries, "entry_price"), (&self.quantities, "quantity"), (money, name)];
        match named.into_iter().find(|(column, _)| column.len() != self.len()) {
            Some((_, name)) => Err(uneven(name)),
            None => Ok(()),
        }
    }

    fn row(&self, index: usize) -> Result<PositionRow> {
        let (money, name) = self.money.named();
        let money = number(money, index, name)?;
        Ok(PositionRow {
            side: *self.sides.get(index).ok_or_else(|| absent("side"))?,
            entry: self.entry(index)?,
            quantity: self.quantity(index)?,
            own: match self.money {
                MoneyColumn::Margins(_) => Own::Margin(money),
                MoneyColumn::Leverages(_) => Own::Leverage(money),
            },
        })
    }

    fn entry(&self, index: usize) -> Result<ShortDecimal> {
        number(&self.entries, index, "entry_price")
    }

    fn quantity(&self, index: usize) -> Result<ShortDecimal> {
        number(&self.quantities, index, "quantity")
    }
}

fn number(column: &Column, index: usize, name: &'static str) -> Result<ShortDecimal> {
    let (mantissa, places) = column.short(index, name)?;
    Ok(ShortDecimal { mantissa, places })
}

impl MoneyColumn {
    /// The column and the name of its field.
    const fn named(&self) -> (&Column, &'static str) {
        match self {
            Self::Margins(column) => (column, "margin"),
            Self::Leverages(column) => (column, "leverage"),
        }
    }
}

/// The value of a position at entry.
fn notional_usd(quantity: ShortDecimal, entry: ShortDecimal, contract: Contract) -> f64 {
    match contract {
        Contract::Inverse => float_of(quantity.mantissa.into(), quantity.places),
        Contract::Linear => {
            let value = i128::from(quantity.mantissa) * i128::from(entry.mantissa);
            float_of(value, quantity.places + entry.places)
        }
    }
}
