//! Settling positions that come in columns: whole numbers of the columns' steps.
//!
//! The rules are those of [`super::settle`]; only the amounts differ. Each value is one product of
//! two words, in units that are fine enough for all of them, fees included, and sums are `i128`.
//! Whether everything has room is asked once, of the largest numbers, before the first row: so
//! nothing is checked again in between and nothing is ever rounded. Where there is no room, the
//! rows take the way of [`super::settle`].

use rust_decimal::Decimal;

use super::rules::{Amount, Entry, Tally, Valued};
use super::settle::{Books, Closing, Ledger, Terms, check, oversold};
use crate::error::{Error, Result};
use crate::event::Side;
use crate::money::{Coins, Price, Qty, Usd, wide};

/// Rows that are booked in one go. A loop of its own for each batch, so that an engine which
/// compiles in two steps takes up the better code between two of them.
const BATCH: usize = 8192;
/// No value of a row, and no amount on the way, is more than this many products together.
const TERMS_OF_A_ROW: u128 = 16;

/// One closed position, as whole numbers of the [`Steps`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
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

/// The decimal places of the columns, and the largest number of each kind in them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Steps {
    /// Places of all prices.
    pub price_places: u32,
    /// Places of all quantities.
    pub qty_places: u32,
    /// Places of the margins.
    pub margin_places: u32,
    /// No price is larger.
    pub most_price: u64,
    /// No quantity is larger.
    pub most_qty: u64,
    /// No margin is larger.
    pub most_margin: u64,
}

/// Settles `count` rows; `each` is told what became of every one, in units of 10^-places USD.
///
/// # Errors
/// As [`super::settle`]; what `row` says. With a row larger than the steps say, the sums are
/// wrong, though nothing traps.
pub fn settle_rows(
    terms: &Terms,
    steps: &Steps,
    count: usize,
    row: impl Fn(usize) -> Result<Row>,
    mut each: impl FnMut(Entry<i128>, u32),
) -> Result<Ledger> {
    check(terms)?;
    let mut books = Books::default();
    match Units::of(terms, steps, count) {
        Some(units) => {
            let mut sums = Sums::default();
            for first in (0..count).step_by(BATCH) {
                let rows = first..first.saturating_add(BATCH).min(count);
                units.batch(terms, &mut sums, rows, &row, &mut each)?;
            }
            books.tally = sums.tally.map(|sum| Usd::from_parts(sum.0, units.places))?;
            books.qty = Coins::from_parts(sums.qty, steps.qty_places)?;
            books.taken_over = Coins::from_parts(sums.taken_over, steps.qty_places)?;
        }
        None => {
            for index in 0..count {
                let entry = books.close(terms, &row(index)?.closing(steps)?)?;
                each(entry.map(|usd| usd.fixed().units()), Usd::PLACES);
            }
        }
    }
    books.balance(terms)
}

/// A count of units, where there is known to be room for every sum.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
struct Count(i128);

impl Amount for Count {
    #[inline]
    fn plus(self, other: Self) -> Result<Self> {
        Ok(Self(self.0.wrapping_add(other.0)))
    }

    #[inline]
    fn minus(self, other: Self) -> Result<Self> {
        Ok(Self(self.0.wrapping_sub(other.0)))
    }
}

#[derive(Clone, Copy, Debug, Default)]
struct Sums {
    tally: Tally<Count>,
    qty: i128,
    taken_over: i128,
}

/// The unit of all amounts, and how many of it each number of a column counts for.
#[derive(Clone, Copy, Debug)]
struct Units {
    /// It is 10^-places USD.
    places: u32,
    /// Of a price, times a quantity.
    price: u64,
    /// Of a price times the fee rate, times a quantity.
    fee: u64,
    /// Of a price times the flow beyond 1, times a quantity.
    along: u64,
    /// Of a margin.
    margin: u64,
    /// The marks, already in units for a quantity.
    before: u64,
    after: u64,
    /// The mark at the end, in units of `along` for a quantity.
    after_along: u64,
}

impl Units {
    /// The unit in which nothing has to be rounded; none where there is none with enough room.
    fn of(terms: &Terms, steps: &Steps, count: usize) -> Option<Self> {
        let (before, after) =
            (terms.before.decimal().normalize(), terms.after.decimal().normalize());
        let (rate, beyond) =
            (terms.fee_rate.decimal().normalize(), terms.flow_beyond_one().decimal().normalize());
        let finest = steps.price_places.max(before.scale()).max(after.scale());
        let share = rate.scale().max(beyond.scale());
        let product = finest.checked_add(steps.qty_places)?.checked_add(share)?;
        let places = product.max(steps.margin_places);
        let price_places = places.checked_sub(steps.qty_places)?;
        let mark = |mark: Decimal, by: Decimal| {
            let places = price_places.checked_sub(mark.scale())?.checked_sub(by.scale())?;
            let digits = mark.mantissa().checked_mul(by.mantissa())?;
            u64::try_from(digits.checked_mul(10_i128.checked_pow(places)?)?).ok()
        };
        let step = |by: Decimal| mark(Decimal::try_new(1, steps.price_places).ok()?, by);
        let units = Self {
            places,
            price: step(Decimal::ONE)?,
            fee: step(rate)?,
            along: step(beyond)?,
            margin: 10_u64.checked_pow(places.checked_sub(steps.margin_places)?)?,
            before: mark(before, Decimal::ONE)?,
            after: mark(after, Decimal::ONE)?,
            after_along: mark(after, beyond)?,
        };
        (places <= Usd::PLACES && units.has_room(steps, count)?).then_some(units)
    }

    /// Whether every sum over `count` rows stays within 127 bits.
    fn has_room(&self, steps: &Steps, count: usize) -> Option<bool> {
        let price = self.price.max(self.fee).max(self.along).checked_mul(steps.most_price)?;
        let price = price.max(self.before).max(self.after).max(self.after_along);
        let margin = u128::from(self.margin).checked_mul(steps.most_margin.into())?;
        let most = wide(price, steps.most_qty).max(margin).checked_mul(TERMS_OF_A_ROW)?;
        let all = most.checked_mul(u128::try_from(count).ok()?.max(1))?;
        Some(i128::try_from(all).is_ok())
    }

    /// Books some of the rows.
    #[inline(never)]
    fn batch(
        &self,
        terms: &Terms,
        sums: &mut Sums,
        rows: std::ops::Range<usize>,
        row: &impl Fn(usize) -> Result<Row>,
        each: &mut impl FnMut(Entry<i128>, u32),
    ) -> Result<()> {
        let mut local = *sums;
        for index in rows {
            let row = row(index)?;
            let rest = row.qty.checked_sub(row.sold).ok_or_else(oversold)?;
            let valued = self.valued(terms.side, &row, rest);
            let entry = local.tally.close(terms.side, terms.residual, &valued)?;
            local.qty = local.qty.wrapping_add(row.qty.into());
            local.taken_over = local.taken_over.wrapping_add(rest.into());
            each(entry.map(|count| count.0), self.places);
        }
        *sums = local;
        Ok(())
    }

    #[inline]
    fn valued(&self, side: Side, row: &Row, rest: u64) -> Valued<Count> {
        let at = |price: u64, qty: u64| Count(wide(price, qty).cast_signed());
        let of = |price: u64, by: u64, qty: u64| at(price.wrapping_mul(by), qty);
        let along = match self.along {
            0 => 0,
            by => {
                let gain =
                    of(row.fill, by, row.sold).0.wrapping_sub(at(self.after_along, row.sold).0);
                if side == Side::Long { gain } else { gain.wrapping_neg() }
            }
        };
        Valued {
            margin: at(row.margin, self.margin),
            cost: of(row.entry, self.price, row.qty),
            worth: at(self.before, row.qty),
            at_liquidation: of(row.liquidation, self.price, row.qty),
            sold_for: of(row.fill, self.price, row.sold),
            sold_after: at(self.after, row.sold),
            taken: (rest > 0).then(|| (of(row.bankruptcy, self.price, rest), at(self.after, rest))),
            fee: if self.fee == 0 { Count(0) } else { of(row.fill, self.fee, row.sold) },
            along: Count(along),
        }
    }
}

impl Row {
    /// The same position in exact money.
    fn closing(&self, steps: &Steps) -> Result<Closing> {
        let decimal = |digits: u64, places: u32| {
            Decimal::try_from_i128_with_scale(digits.into(), places)
                .map_err(|_| Error::overflow("a column"))
        };
        let price = |digits| decimal(digits, steps.price_places).and_then(Price::new);
        let qty = |digits| decimal(digits, steps.qty_places).and_then(Qty::new);
        Ok(Closing {
            qty: qty(self.qty)?,
            entry: price(self.entry)?,
            margin: Usd::from_parts(self.margin.into(), steps.margin_places)?,
            liquidation: price(self.liquidation)?,
            bankruptcy: price(self.bankruptcy)?,
            sold: qty(self.sold)?,
            fill: price(self.fill)?,
        })
    }
}

impl<M> Entry<M> {
    fn map<N>(self, amount: impl Fn(M) -> N) -> Entry<N> {
        Entry {
            fee: amount(self.fee),
            returned: amount(self.returned),
            lost: amount(self.lost),
            fund: amount(self.fund),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::{Adl, FeeTo, Residual, Winner, settle};
    use super::*;
    use proptest::prelude::*;

    prop_compose! {
        fn steps()(price in 2_u32..6, qty in 3_u32..9, margin in 0_u32..9) -> Steps {
            Steps {
                price_places: price, qty_places: qty, margin_places: margin,
                most_price: 99_999_999, most_qty: 9_999_999_999, most_margin: 999_999_999_999,
            }
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
                open_interest: "1000000000".parse().unwrap(),
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

    proptest! {
        #[test]
        fn columns_and_closings_give_the_same_ledger(
            terms in terms(), steps in steps(), rows in prop::collection::vec(row(), 0..20),
        ) {
            let closings: Vec<Closing> = rows.iter().map(|r| r.closing(&steps).unwrap()).collect();
            let plain = settle(&terms, closings);
            let mut lost = Usd::ZERO;
            let columns = settle_rows(&terms, &steps, rows.len(), |i| Ok(rows[i]), |entry, places| {
                lost = lost.plus(Usd::from_parts(entry.lost, places).unwrap()).unwrap();
            });
            let (plain, columns) = (plain.unwrap(), columns.unwrap());
            prop_assert!(columns.accounts.sum().unwrap().is_zero());
            prop_assert_eq!(columns.margin_lost, lost);
            prop_assert_eq!(columns, plain);
        }
    }

    #[test]
    fn both_ways_are_taken() {
        let (price_places, qty_places, margin_places) = (2, 8, 4);
        let (most_price, most_qty, most_margin) = (10_000_000, 1_000_000_000, 1_000_000_000);
        let steps =
            Steps { price_places, qty_places, margin_places, most_price, most_qty, most_margin };
        let terms = Terms {
            side: Side::Long,
            before: "100000".parse().unwrap(),
            after: "93500.25".parse().unwrap(),
            open_interest: "100".parse().unwrap(),
            flow: "1".parse().unwrap(),
            fee_rate: "0.0005".parse().unwrap(),
            fee_to: FeeTo::Fund,
            residual: Residual::Fund,
            fund: "50".parse().unwrap(),
            adl: Adl::Queue,
            winners: vec![],
        };
        assert_eq!(Units::of(&terms, &steps, 1_000_000).unwrap().places, 14);
        let fine = Terms { fee_rate: "0.01234567890123".parse().unwrap(), ..terms.clone() };
        assert!(Units::of(&fine, &steps, 1).is_none());
        let large = Steps { most_qty: u64::MAX, most_price: 1 << 40, ..steps };
        assert!(Units::of(&terms, &large, 1_000_000).is_none());
        let row =
            Row { qty: 1, entry: 1, margin: 1, liquidation: 1, bankruptcy: 1, sold: 2, fill: 1 };
        let error = settle_rows(&terms, &steps, 1, |_| Ok(row), |_, _| ()).unwrap_err();
        assert_eq!(error.code(), "CONFLICT");
    }
}
