//! Settling positions that come in columns: whole numbers of the columns' steps.
//!
//! The rules are those of [`super::settle`], and so are the sums, to the last digit; only the
//! amounts differ on the way. [`super::kernel`] adds them up in units that are fine enough for
//! all of them, fees included. Where there is no such unit with room for every sum, rows take the
//! way of [`super::settle`]. When later rows are finer or larger than those before, what was
//! added up becomes exact money and the rest is counted anew, so everything is read once.

use super::kernel::{Kernel, Sums};
use super::rows::{Each, Places, Read, Row, Size};
use super::settle::{Books, Ledger};
use super::terms::Terms;
use crate::error::Result;
use crate::money::Usd;

/// Rows that are read in one go: few enough to stay in the nearest cache. The loop over them is a
/// function of its own, so that an engine which compiles in two steps takes up the better code
/// between two calls.
const BATCH: usize = 256;

/// Settles `count` rows; `each` gets the entry of every one, in order.
///
/// # Errors
/// As [`super::settle`], with the index of the row where it is about one; what `read` says.
pub fn settle_rows(
    terms: &Terms,
    count: usize,
    read: Read<'_>,
    mut each: Option<Each<'_>>,
) -> Result<Ledger> {
    terms.check()?;
    let mut rows = vec![Row::default(); BATCH.min(count)];
    let mut running = Running::new(terms, count);
    let mut first = 0;
    while first < count {
        rows.truncate(count.saturating_sub(first));
        let (places, filled) = read(first, &mut rows)?;
        assert!(filled > 0, "a reader fills at least one row");
        let (rows, _) = rows.split_at(filled);
        running.add(places, rows, first, &mut each)?;
        first = first.saturating_add(filled);
    }
    running.flush()?;
    running.books.balance(terms)
}

/// The rows so far.
struct Running<'a> {
    terms: &'a Terms,
    count: usize,
    books: Books,
    /// What is added up in whole units, where they are all of one size.
    size: Option<Size>,
    kernel: Option<Kernel>,
    sums: Sums<i128>,
    closed: u64,
}

impl<'a> Running<'a> {
    fn new(terms: &'a Terms, count: usize) -> Self {
        let (books, sums) = (Books::default(), Sums::default());
        Self { terms, count, books, size: None, kernel: None, sums, closed: 0 }
    }

    fn add(
        &mut self,
        places: Places,
        rows: &[Row],
        first: usize,
        each: &mut Option<Each<'_>>,
    ) -> Result<()> {
        let before = self.size.filter(|size| size.places == places);
        let size = before.unwrap_or(Size { places, ..Size::default() }).with(rows);
        if self.size != Some(size) {
            self.flush()?;
            self.size = Some(size);
            self.kernel = Kernel::of(self.terms, &size, self.count);
        }
        match &self.kernel {
            Some(kernel) => {
                self.closed = self.closed.saturating_add(u64::try_from(rows.len()).unwrap_or(0));
                kernel.add_rows(&mut self.sums, rows, each)
            }
            None => self.close(places, rows, first, each),
        }
    }

    /// Books what was added up in whole units.
    fn flush(&mut self) -> Result<()> {
        if let Some(kernel) = &self.kernel {
            let (qty, taken_over) = kernel.coins(&self.sums)?;
            let tally = kernel.tally(&self.sums, self.closed)?;
            self.books.plus(&Books { tally, qty, taken_over })?;
            (self.sums, self.closed) = (Sums::default(), 0);
        }
        Ok(())
    }

    /// Closes rows one by one, in exact money; `first` is the index of the first.
    fn close(
        &mut self,
        places: Places,
        rows: &[Row],
        first: usize,
        each: &mut Option<Each<'_>>,
    ) -> Result<()> {
        for (index, row) in (first..).zip(rows) {
            let closing = row.closing(places);
            let entry = closing.and_then(|closing| self.books.close(self.terms, &closing));
            let entry = entry.map_err(|e| e.at_index(index).in_field("rows"))?;
            if let Some(each) = each {
                each(entry.map(|usd| usd.fixed().units()), Usd::PLACES);
            }
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::super::{Adl, Closing, Entry, FeeTo, Residual, Winner, settle};
    use super::*;
    use crate::event::Side;
    use crate::money::Price;
    use proptest::prelude::*;
    use rust_decimal::Decimal;

    prop_compose! {
        fn places()(price in 2_u32..6, qty in 3_u32..9, margin in 0_u32..9) -> Places {
            Places { price, qty, margin }
        }
    }

    prop_compose! {
        fn row()(
            (qty, part) in (1_u64..9_999_999_999, 0_u64..5),
            (entry, fill) in (1_u64..99_999_999, 1_u64..99_999_999),
            (liquidation, bankruptcy) in (1_u64..99_999_999, 1_u64..99_999_999),
            margin in 0_u64..999_999_999_999,
        ) -> Row {
            let sold = if part < 4 { qty } else { qty / 3 };
            Row { qty, entry, margin, liquidation, bankruptcy, sold, fill }
        }
    }

    prop_compose! {
        fn terms()(
            (before, after) in (1_i64..99_999_999, 1_i64..99_999_999),
            places in 0_u32..6,
            (long, to_fund, to_trader, queue) in any::<(bool, bool, bool, bool)>(),
            flow in prop::sample::select(vec!["0.5", "1", "1.5", "2.125"]),
            fee in prop::sample::select(vec!["0", "0.004", "0.0005", "0.0123456789"]),
            fund in 0_i128..1_000_000_000,
        ) -> Terms {
            Terms {
                side: if long { Side::Long } else { Side::Short },
                before: Price::new(Decimal::new(before, places)).unwrap(),
                after: Price::new(Decimal::new(after, places)).unwrap(),
                open_interest: Some("1000000000".parse().unwrap()),
                flow: flow.parse().unwrap(),
                fee_rate: fee.parse().unwrap(),
                fee_to: if to_fund { FeeTo::Fund } else { FeeTo::Exchange },
                residual: if to_trader { Residual::Trader } else { Residual::Fund },
                fund: Usd::from_parts(fund, 2).unwrap(),
                adl: if queue { Adl::Queue } else { Adl::ProRata },
                winners: vec![Winner {
                    id: "w".into(), profit: Usd::whole(1_000_000), leverage: "2".parse().unwrap(),
                    rate: "1".parse().unwrap(), wealth: None,
                }],
            }
        }
    }

    fn settled(
        terms: &Terms,
        places: Places,
        rows: &[Row],
        each: Option<Each<'_>>,
    ) -> Result<Ledger> {
        let mut read = |first: usize, into: &mut [Row]| {
            // Fewer than asked for, now and then.
            let filled = into.len().min(7);
            into[..filled].copy_from_slice(&rows[first..][..filled]);
            Ok((places, filled))
        };
        settle_rows(terms, rows.len(), &mut read, each)
    }

    proptest! {
        #[test]
        fn columns_and_closings_give_the_same_ledger(
            terms in terms(), places in places(), rows in prop::collection::vec(row(), 0..20),
        ) {
            let closings: Vec<Closing> = rows.iter().map(|r| r.closing(places).unwrap()).collect();
            let plain = settle(&terms, closings);
            let mut lost = Usd::ZERO;
            let mut each = |entry: Entry<i128>, places| {
                lost = lost.plus(Usd::from_parts(entry.lost, places).unwrap()).unwrap();
            };
            let columns = settled(&terms, places, &rows, Some(&mut each));
            let (plain, columns) = (plain.unwrap(), columns.unwrap());
            prop_assert!(columns.accounts.sum().unwrap().is_zero());
            prop_assert_eq!(columns.margin_lost, lost);
            prop_assert_eq!(columns, plain);
        }
    }

    #[test]
    fn every_way_is_taken() {
        let places = Places { price: 2, qty: 8, margin: 4 };
        let size = Size { places, price: (1 << 24) - 1, qty: (1 << 30) - 1, margin: (1 << 30) - 1 };
        let terms = Terms {
            side: Side::Long,
            before: "100000".parse().unwrap(),
            after: "93500.25".parse().unwrap(),
            open_interest: Some("100".parse().unwrap()),
            flow: "1".parse().unwrap(),
            fee_rate: "0.0005".parse().unwrap(),
            fee_to: FeeTo::Fund,
            residual: Residual::Fund,
            fund: "50".parse().unwrap(),
            adl: Adl::Queue,
            winners: vec![],
        };
        let kernel = Kernel::of(&terms, &size, 1_000_000).unwrap();
        assert_eq!((kernel.fee_places, kernel.rows_in_a_word()), (14, Some(256)));
        let two_words = Size { qty: (1 << 40) - 1, ..size };
        let kernel = Kernel::of(&terms, &two_words, 1_000_000).unwrap();
        assert_eq!(kernel.rows_in_a_word(), None);
        let fine = Terms { fee_rate: "0.01234567890123".parse().unwrap(), ..terms.clone() };
        assert!(Kernel::of(&fine, &size, 1).is_none());
        let large = Size { qty: u64::MAX, price: 1 << 40, ..size };
        assert!(Kernel::of(&terms, &large, 1_000_000).is_none());
        let row =
            Row { qty: 1, entry: 1, margin: 1, liquidation: 1, bankruptcy: 1, sold: 2, fill: 1 };
        let error = settled(&terms, places, &[row], None).unwrap_err();
        assert_eq!(error.code(), "CONFLICT");
    }
}
