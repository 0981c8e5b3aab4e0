//! Closed positions in columns, settled exactly and as many at a time as one count holds.

use crate::approx::float_of;
use crate::column::{Column, uneven};
use crate::error::{Error, Kind, Result};
use crate::ledger::{Each, Entry, Ledger, Places, Row, Terms, settle_rows};
use crate::study::counted::Counted;

/// Positions that are already closed, in columns of one length: coins, entry price, margin and what
/// the coins fetched each.
///
/// ```
/// use washout::column::Column;
/// use washout::event::Side;
/// use washout::ledger::{Adl, FeeTo, Residual, Terms};
/// use washout::study::settlement::ClosedColumns;
///
/// // 20 coins at 20x from 100, filled at 94.5: ten dollars are missing.
/// let [qty, entry, margin, fill] =
///     [20.0, 100.0, 100.0, 94.5].map(|number| Column::from(vec![number]));
/// let mut closed = ClosedColumns::new(qty, entry, margin, fill)?;
/// let terms = Terms {
///     side: Side::Long,
///     before: "100".parse()?,
///     after: "93.5".parse()?,
///     open_interest: None,
///     flow: "1".parse()?,
///     fee_rate: "0".parse()?,
///     fee_to: FeeTo::Fund,
///     residual: Residual::Fund,
///     fund: "50".parse()?,
///     adl: Adl::Queue,
///     winners: Vec::new(),
/// };
/// let ledger = closed.settle(&terms, None)?;
/// assert_eq!(ledger.deficit, "10".parse()?);
/// # Ok::<(), washout::error::Error>(())
/// ```
#[derive(Debug)]
pub struct ClosedColumns {
    qty: Counted,
    entry: Counted,
    margin: Counted,
    fill: Counted,
    liquidation: Option<Counted>,
    /// Both or none.
    sold: Option<Counted>,
    bankruptcy: Option<Counted>,
    /// So many rows are tried in one count.
    stretch: usize,
}

/// What each position paid and lost, in columns: the nearest floats to the exact numbers.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct SettledColumns {
    /// The liquidation fee.
    pub fee: Vec<f64>,
    /// What went back to the trader.
    pub returned: Vec<f64>,
    /// The margin that was lost.
    pub lost: Vec<f64>,
    /// What the fund's side gained by the position.
    pub fund: Vec<f64>,
}

impl ClosedColumns {
    /// Everything was sold, and nothing is known of liquidation prices.
    ///
    /// # Errors
    /// The column and the index at fault; a conflict for columns of different lengths.
    pub fn new(qty: Column, entry: Column, margin: Column, fill: Column) -> Result<Self> {
        let columns = Self {
            qty: Counted::of(qty, "qty")?,
            entry: Counted::of(entry, "entry_usd")?,
            margin: Counted::of(margin, "margin_usd")?,
            fill: Counted::of(fill, "fill_usd")?,
            liquidation: None,
            sold: None,
            bankruptcy: None,
            stretch: usize::MAX,
        };
        for column in [&columns.entry, &columns.margin, &columns.fill] {
            columns.fits(column)?;
        }
        Ok(columns)
    }

    /// With liquidation prices, for the value at them.
    ///
    /// # Errors
    /// As [`ClosedColumns::new`].
    pub fn with_liquidation(mut self, prices: Column) -> Result<Self> {
        self.liquidation = Some(self.like(prices, "liquidation_usd")?);
        Ok(self)
    }

    /// With what was sold of each; the fund took the rest over at the bankruptcy price.
    ///
    /// # Errors
    /// As [`ClosedColumns::new`].
    pub fn with_sold(mut self, sold: Column, bankruptcy: Column) -> Result<Self> {
        self.sold = Some(self.like(sold, "sold_qty")?);
        self.bankruptcy = Some(self.like(bankruptcy, "bankruptcy_usd")?);
        Ok(self)
    }

    fn like(&self, column: Column, name: &'static str) -> Result<Counted> {
        let counted = Counted::of(column, name)?;
        self.fits(&counted).map(|()| counted)
    }

    fn fits(&self, column: &Counted) -> Result<()> {
        if column.len() == self.len() { Ok(()) } else { Err(uneven(column.name())) }
    }

    /// How many positions.
    #[must_use]
    pub fn len(&self) -> usize {
        self.qty.len()
    }

    /// Whether there is none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Whether there are liquidation prices.
    #[must_use]
    pub const fn has_liquidations(&self) -> bool {
        self.liquidation.is_some()
    }

    /// The exact ledger of all of them; `each` gets what every one paid.
    ///
    /// # Errors
    /// The column and the index at fault; as [`crate::ledger::settle`].
    pub fn settle(&mut self, terms: &Terms, each: Option<&mut SettledColumns>) -> Result<Ledger> {
        let count = self.len();
        let mut push = each.map(|columns| |entry, places| columns.push(&entry, places));
        let push = push.as_mut().map(|push| push as Each<'_>);
        settle_rows(terms, count, &mut |first, rows| self.rows(first, rows), push)
    }

    /// Rows from `first` on, as many as one count of the prices and one of the quantities hold; how
    /// they are counted, and how many.
    fn rows(&mut self, first: usize, rows: &mut [Row]) -> Result<(Places, usize)> {
        let mut count = rows.len().min(self.stretch);
        // Whether nothing is left of the rows before.
        let mut fresh = false;
        loop {
            let (stretch, _) = rows.split_at_mut(count);
            match self.counted(first, stretch) {
                Ok(places) => {
                    // Numbers may be alike again further on.
                    self.stretch = count.saturating_mul(2);
                    return Ok((places, count));
                }
                Err(error) if is_too_large(&error) && !(fresh && count == 1) => {
                    self.restart();
                    count = if fresh { count / 2 } else { count };
                    fresh = true;
                }
                Err(error) => return Err(error),
            }
        }
    }

    /// The rows from `first` on, all prices in one step and all quantities in another.
    fn counted(&mut self, first: usize, rows: &mut [Row]) -> Result<Places> {
        loop {
            self.fill_in(first, rows)?;
            let places = self.places();
            if !self.grow(places)? {
                return Ok(places);
            }
        }
    }

    fn restart(&mut self) {
        let needed = [&mut self.qty, &mut self.entry, &mut self.margin, &mut self.fill].into_iter();
        let others = [&mut self.liquidation, &mut self.sold, &mut self.bankruptcy].into_iter();
        needed.chain(others.flatten()).for_each(Counted::restart);
    }

    /// Brings every column to these places; whether one had fewer.
    fn grow(&mut self, places: Places) -> Result<bool> {
        let mut grew = false;
        let mut to = |column: &mut Counted, places| {
            if column.places() >= places {
                return Ok(());
            }
            grew = true;
            column.grow(places)
        };
        let prices = [&mut self.entry, &mut self.fill].into_iter();
        let mut prices = prices.chain(&mut self.liquidation).chain(&mut self.bankruptcy);
        prices.try_for_each(|column| to(column, places.price))?;
        let mut coins = [&mut self.qty].into_iter().chain(&mut self.sold);
        coins.try_for_each(|column| to(column, places.qty))?;
        Ok(grew)
    }

    /// The finest places so far.
    fn places(&self) -> Places {
        let of = |column: &Option<Counted>| column.as_ref().map_or(0, Counted::places);
        let prices = [self.entry.places(), self.fill.places(), of(&self.liquidation)];
        Places {
            price: prices.into_iter().fold(of(&self.bankruptcy), u32::max),
            qty: self.qty.places().max(of(&self.sold)),
            margin: self.margin.places(),
        }
    }

    fn fill_in(&mut self, first: usize, rows: &mut [Row]) -> Result<()> {
        let count = rows.len();
        let (qty, entry) = (self.qty.block(first, count)?, self.entry.block(first, count)?);
        let (margin, fill) = (self.margin.block(first, count)?, self.fill.block(first, count)?);
        let both = qty.iter().zip(entry).zip(margin.iter().zip(fill));
        for (row, ((&qty, &entry), (&margin, &fill))) in rows.iter_mut().zip(both) {
            // What is sold is everything, where it is not stated.
            *row = Row { qty, entry, margin, fill, sold: qty, ..Row::default() };
        }
        if let Some(liquidation) = &mut self.liquidation {
            let prices = rows.iter_mut().zip(liquidation.block(first, count)?);
            prices.for_each(|(row, &price)| row.liquidation = price);
        }
        if let (Some(sold), Some(bankruptcy)) = (&mut self.sold, &mut self.bankruptcy) {
            let (sold, prices) = (sold.block(first, count)?, bankruptcy.block(first, count)?);
            for (row, (&sold, &price)) in rows.iter_mut().zip(sold.iter().zip(prices)) {
                (row.sold, row.bankruptcy) = (sold, price);
            }
        }
        Ok(())
    }
}

impl SettledColumns {
    /// Room for so many positions.
    #[must_use]
    pub fn with_capacity(count: usize) -> Self {
        let room = || Vec::with_capacity(count);
        Self { fee: room(), returned: room(), lost: room(), fund: room() }
    }

    fn push(&mut self, entry: &Entry<i128>, places: u32) {
        self.fee.push(float_of(entry.fee, places));
        self.returned.push(float_of(entry.returned, places));
        self.lost.push(float_of(entry.lost, places));
        self.fund.push(float_of(entry.fund, places));
    }
}

fn is_too_large(error: &Error) -> bool {
    matches!(error.kind(), Kind::TooLarge { .. })
}
