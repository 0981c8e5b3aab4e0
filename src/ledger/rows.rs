//! Rows of whole numbers: closed positions as columns have them.

use rust_decimal::Decimal;

use super::rules::Entry;
use super::terms::Closing;
use crate::error::{Error, Result};
use crate::money::{Price, Qty, Usd};

/// One closed position, as whole numbers of 10^-[`Places`].
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Row {
    /// Its size.
    pub qty: u64,
    /// Its entry price.
    pub entry: u64,
    /// Its margin.
    pub margin: u64,
    /// Its liquidation price; for the report only.
    pub liquidation: u64,
    /// Its bankruptcy price.
    pub bankruptcy: u64,
    /// Coins sold into the book.
    pub sold: u64,
    /// What they fetched each.
    pub fill: u64,
}

/// The decimal places that rows are counted in.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Places {
    /// Of all prices.
    pub price: u32,
    /// Of all quantities.
    pub qty: u32,
    /// Of the margins.
    pub margin: u32,
}

/// Fills rows from the given index on, as many as can be counted alike and at least one; says how
/// they are counted, and how many.
pub type Read<'a> = &'a mut dyn FnMut(usize, &mut [Row]) -> Result<(Places, usize)>;
/// Called with the entry of each row, in units of 10^-places USD.
pub type Each<'a> = &'a mut dyn FnMut(Entry<i128>, u32);

/// How rows are counted, and that no number of a kind has more bits than its mask.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Size {
    pub(super) places: Places,
    pub(super) price: u64,
    pub(super) qty: u64,
    pub(super) margin: u64,
}

impl Size {
    /// The same with room for these rows.
    #[inline(never)]
    pub(super) fn with(mut self, rows: &[Row]) -> Self {
        let (mut price, mut qty, mut margin) = (self.price, self.qty, self.margin);
        for row in rows {
            price |= row.entry | row.fill | row.liquidation | row.bankruptcy;
            qty |= row.qty;
            margin |= row.margin;
        }
        let mask = |bits: u64| u64::MAX.checked_shr(bits.leading_zeros()).unwrap_or(0);
        (self.price, self.qty, self.margin) = (mask(price), mask(qty), mask(margin));
        self
    }
}

impl Row {
    /// The same position in exact money.
    pub(super) fn closing(&self, places: Places) -> Result<Closing> {
        let decimal = |digits: u64, scale: u32| {
            Decimal::try_from_i128_with_scale(digits.into(), scale)
                .map_err(|_| Error::overflow("a column"))
        };
        let price = |digits| decimal(digits, places.price).and_then(Price::new);
        let qty = |digits| decimal(digits, places.qty).and_then(Qty::new);
        Ok(Closing {
            qty: qty(self.qty)?,
            entry: price(self.entry)?,
            margin: Usd::from_parts(self.margin.into(), places.margin)?,
            liquidation: price(self.liquidation)?,
            bankruptcy: price(self.bankruptcy)?,
            sold: qty(self.sold)?,
            fill: price(self.fill)?,
        })
    }
}
