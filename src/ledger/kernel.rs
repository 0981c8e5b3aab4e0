//! The sums over rows of whole numbers, with as little arithmetic for each row as the rules allow.
//!
//! Most of a ledger is linear: the coins of all rows at the mark are the mark times all coins, the
//! fees of those who paid in full the rate times what they fetched. What has to be looked at row by
//! row is only who had equity left, whose fee it paid, and what the fund won or lost on coins that
//! it took over. All of it is added up in whole units, in one word where the largest numbers leave
//! room for it and in two words otherwise: nothing is rounded and nothing has to be checked on
//! the way.

use rust_decimal::Decimal;

use super::rows::{Each, Row, Size};
use super::rules::{Entry, Tally};
use super::terms::{Residual, Terms, oversold};
use crate::error::Result;
use crate::event::Side;
use crate::money::{Coins, Usd, wide};

/// No amount of a row is more than so many products or margins: equity is a margin and the
/// difference of two values of the same coins.
const TERMS_OF_A_ROW: u128 = 2;
/// No sum is more than so many amounts of each row.
const TERMS_OF_A_SUM: u128 = 4;
/// Rows of a batch whose sums have to fit into one word, or two are taken.
const LEAST_BATCH: u128 = 16;

/// The unit of all amounts, what each number of a column counts for in it, and the venue's rules.
#[derive(Clone, Copy, Debug)]
pub(super) struct Kernel {
    side: Side,
    to_trader: bool,
    /// The unit is 10^-places USD; of a fee 10^-fee_places, of accompanying flow 10^-along_places.
    places: u32,
    pub(super) fee_places: u32,
    along_places: u32,
    qty_places: u32,
    /// Units of a price, times a quantity, and of a margin.
    price: u64,
    margin: u64,
    /// The marks, already in units for a quantity.
    before: u64,
    after: u64,
    /// The fee rate is `rate` ÷ `whole`.
    rate: u64,
    whole: u64,
    /// The flow beyond 1, in units of `along_places` for each of `places`.
    beyond: u64,
    /// No amount of a row is larger.
    max: u128,
    /// How far amounts are shifted to compare a fee in one word.
    shift: u32,
}

/// Sums over rows; an amount is a number of units.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Sums<W> {
    /// Coins, and of them those that the fund took over.
    qty: W,
    rest: W,
    margin: W,
    cost: W,
    at_liquidation: W,
    sold_for: W,
    /// Coins that were taken over, at the bankruptcy prices.
    paid: W,
    /// What the fund won and lost on those.
    gained: W,
    lost: W,
    /// What positions closed below bankruptcy were short of.
    short: W,
    /// What was fetched by those who paid the whole fee, and the equity of those who could not.
    charged: W,
    capped: W,
}

/// A row at the prices that matter to it.
#[derive(Clone, Copy, Debug)]
struct Valuation<W> {
    margin: W,
    cost: W,
    sold_for: W,
    inherited: W,
    equity: W,
    fee: Fee,
}

/// What a position paid.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Fee {
    /// Nothing: it was short.
    Nothing,
    /// The rate on what was fetched.
    Whole,
    /// All that was left, which was less.
    Equity,
}

/// A signed count of units that is known to have room.
pub(super) trait Word: Copy + Ord + Default {
    /// The product of two numbers.
    fn product(a: u64, b: u64) -> Self;
    /// The sum.
    fn plus(self, other: Self) -> Self;
    /// The difference.
    fn minus(self, other: Self) -> Self;
    /// The same count in two words.
    fn wide(self) -> i128;
    /// Whether this × rate > other × whole, for amounts of 0 or more.
    fn charged_more_than(self, other: Self, kernel: &Kernel) -> bool;
}

impl Kernel {
    /// The unit in which nothing has to be rounded; none where there is none with enough room for
    /// every sum over `count` rows.
    pub(super) fn of(terms: &Terms, size: &Size, count: usize) -> Option<Self> {
        let (before, after) =
            (terms.before.decimal().normalize(), terms.after.decimal().normalize());
        let (rate, beyond) =
            (terms.fee_rate.decimal().normalize(), terms.flow_beyond_one().decimal().normalize());
        let finest = size.places.price.max(before.scale()).max(after.scale());
        let places = finest.checked_add(size.places.qty)?.max(size.places.margin);
        let of_price = places.checked_sub(size.places.qty)?;
        let kernel = Self {
            side: terms.side,
            to_trader: terms.residual == Residual::Trader,
            places,
            fee_places: places.checked_add(rate.scale())?,
            along_places: places.checked_add(beyond.scale())?,
            qty_places: size.places.qty,
            price: power(of_price.checked_sub(size.places.price)?)?,
            margin: power(places.checked_sub(size.places.margin)?)?,
            before: units(before, of_price)?,
            after: units(after, of_price)?,
            rate: units(rate, rate.scale())?,
            whole: power(rate.scale())?,
            beyond: units(beyond, beyond.scale())?,
            max: 0,
            shift: 0,
        };
        let fits = kernel.fee_places.max(kernel.along_places) <= Usd::PLACES;
        if fits { kernel.with_room(size, count) } else { None }
    }

    /// Knows its largest amount; none when a sum could leave 127 bits.
    fn with_room(self, size: &Size, count: usize) -> Option<Self> {
        let price = self.price.checked_mul(size.price)?.max(self.before).max(self.after);
        let margin = wide(self.margin, size.margin);
        let row = wide(price.max(1), size.qty).max(margin);
        let max = row.checked_mul(TERMS_OF_A_ROW)?.max(1);
        let factor = self.rate.max(self.whole).max(self.beyond);
        let rows = u128::try_from(count).ok()?.max(1);
        let all = max.checked_mul(TERMS_OF_A_SUM)?.checked_mul(rows)?;
        i128::try_from(all.checked_mul(factor.into())?).ok()?;
        let bits = u128::BITS.checked_sub(max.leading_zeros())?;
        let factor_bits = u64::BITS.checked_sub(factor.leading_zeros())?;
        // One bit to spare: what is compared is rounded up.
        let shift = bits.checked_add(factor_bits)?.saturating_sub(u64::BITS.checked_sub(1)?);
        Some(Self { max, shift: shift.min(u64::BITS.checked_sub(2)?), ..self })
    }

    /// How many rows can be added up in one word; none when that is too few to be worth it.
    pub(super) fn rows_in_a_word(&self) -> Option<usize> {
        let rows = u128::from(i64::MAX.unsigned_abs()).checked_div(self.max)?;
        (rows >= LEAST_BATCH).then(|| usize::try_from(rows).unwrap_or(usize::MAX))
    }

    /// Adds up rows, in one word or two.
    ///
    /// # Errors
    /// As [`Kernel::add`].
    pub(super) fn add_rows(
        &self,
        sums: &mut Sums<i128>,
        rows: &[Row],
        each: &mut Option<Each<'_>>,
    ) -> Result<()> {
        match self.rows_in_a_word() {
            Some(max) => rows.chunks(max).try_for_each(|rows| self.add::<i64>(sums, rows, each)),
            None => self.add::<i128>(sums, rows, each),
        }
    }

    /// Adds up rows.
    ///
    /// # Errors
    /// A conflict for a row that sold more than it holds.
    #[inline(never)]
    fn add<W: Word>(
        &self,
        sums: &mut Sums<i128>,
        rows: &[Row],
        each: &mut Option<Each<'_>>,
    ) -> Result<()> {
        let mut batch = Sums::<W>::default();
        for row in rows {
            let closed = self.close(&mut batch, row)?;
            if let Some(each) = each {
                each(self.entry::<W>(row, &closed), self.fee_places);
            }
        }
        sums.add(&batch);
        Ok(())
    }

    #[inline(always)]
    fn close<W: Word>(&self, sums: &mut Sums<W>, row: &Row) -> Result<Valuation<W>> {
        let rest = row.qty.checked_sub(row.sold).ok_or_else(oversold)?;
        let at = |price: u64, qty: u64| W::product(price.wrapping_mul(self.price), qty);
        let (mut paid, mut inherited) = (W::default(), W::default());
        if rest > 0 {
            paid = at(row.bankruptcy, rest);
            inherited = self.signed(W::product(self.after, rest).minus(paid));
        }
        let (cost, sold_for) = (at(row.entry, row.qty), at(row.fill, row.sold));
        let margin = W::product(row.margin, self.margin);
        let equity = margin.plus(self.signed(sold_for.plus(paid).minus(cost)));
        let fee = self.fee(sold_for, equity);
        sums.qty = sums.qty.plus(W::product(row.qty, 1));
        sums.rest = sums.rest.plus(W::product(rest, 1));
        sums.margin = sums.margin.plus(margin);
        sums.cost = sums.cost.plus(cost);
        sums.at_liquidation = sums.at_liquidation.plus(at(row.liquidation, row.qty));
        sums.sold_for = sums.sold_for.plus(sold_for);
        sums.paid = sums.paid.plus(paid);
        if inherited < W::default() {
            sums.lost = sums.lost.minus(inherited);
        } else {
            sums.gained = sums.gained.plus(inherited);
        }
        match fee {
            Fee::Nothing => sums.short = sums.short.minus(equity),
            Fee::Whole => sums.charged = sums.charged.plus(sold_for),
            Fee::Equity => sums.capped = sums.capped.plus(equity),
        }
        Ok(Valuation { margin, cost, sold_for, inherited, equity, fee })
    }

    /// The fee is junior: it is paid only out of equity.
    #[inline(always)]
    fn fee<W: Word>(&self, sold_for: W, equity: W) -> Fee {
        if equity < W::default() {
            Fee::Nothing
        } else if self.rate > 0 && sold_for.charged_more_than(equity, self) {
            Fee::Equity
        } else {
            Fee::Whole
        }
    }

    /// The amount as a long sees it.
    #[inline(always)]
    fn signed<W: Word>(&self, amount: W) -> W {
        if self.side == Side::Long { amount } else { W::default().minus(amount) }
    }

    /// What became of a row, in units of a fee.
    #[inline(never)]
    fn entry<W: Word>(&self, row: &Row, closed: &Valuation<W>) -> Entry<i128> {
        let fine = |amount: W| amount.wide().wrapping_mul(self.whole.into());
        let fee = match closed.fee {
            Fee::Nothing => 0,
            Fee::Whole => closed.sold_for.wide().wrapping_mul(self.rate.into()),
            Fee::Equity => fine(closed.equity),
        };
        let left = fine(closed.equity).wrapping_sub(fee);
        let returned = if self.to_trader { left.max(0) } else { 0 };
        let worth = W::product(self.before, row.qty);
        let before = closed.margin.plus(self.signed(worth.minus(closed.cost)));
        Entry {
            fee,
            returned,
            lost: fine(before).wrapping_sub(returned),
            fund: fine(closed.inherited).wrapping_add(left.wrapping_sub(returned)),
        }
    }

    /// The sums as the ledger needs them.
    ///
    /// # Errors
    /// Overflow past the range of exact money.
    pub(super) fn tally(&self, sums: &Sums<i128>, closed: u64) -> Result<Tally> {
        let fine = |amount: i128| amount.wrapping_mul(self.whole.into());
        let usd = |amount: i128| Usd::from_parts(amount, self.places);
        let in_fees = |amount: i128| Usd::from_parts(amount, self.fee_places);
        let at = |mark: u64, coins: i128| coins.wrapping_mul(mark.into());
        let sold = sums.qty.wrapping_sub(sums.rest);
        let out = sums.sold_for.wrapping_add(sums.paid);
        let worth = at(self.before, sums.qty);
        let before = sums.margin.wrapping_add(self.signed(worth.wrapping_sub(sums.cost)));
        let equity = sums.margin.wrapping_add(self.signed(out.wrapping_sub(sums.cost)));
        let fees = sums.charged.wrapping_mul(self.rate.into()).wrapping_add(fine(sums.capped));
        // Of those who were not short.
        let left = fine(equity.wrapping_add(sums.short)).wrapping_sub(fees);
        let (returned, kept) = if self.to_trader { (left, 0) } else { (0, left) };
        let base = self.signed(sums.sold_for.wrapping_sub(at(self.after, sold)));
        Ok(Tally {
            closed,
            at_liquidation: usd(sums.at_liquidation)?,
            at_fill: usd(out)?,
            fees: in_fees(fees)?,
            passed_on: usd(self.signed(worth.wrapping_sub(out)))?,
            returned: in_fees(returned)?,
            margin_lost: in_fees(fine(before).wrapping_sub(returned))?,
            surplus: in_fees(fine(sums.gained).wrapping_add(kept))?,
            deficit: usd(sums.lost.wrapping_add(sums.short))?,
            base: usd(base)?,
            along: Usd::from_parts(base.wrapping_mul(self.beyond.into()), self.along_places)?,
        })
    }

    /// Coins of all rows, and of them those that the fund took over.
    ///
    /// # Errors
    /// Overflow past the range of [`Coins`].
    pub(super) fn coins(&self, sums: &Sums<i128>) -> Result<(Coins, Coins)> {
        let coins = |count| Coins::from_parts(count, self.qty_places);
        Ok((coins(sums.qty)?, coins(sums.rest)?))
    }
}

impl Sums<i128> {
    fn add<W: Word>(&mut self, batch: &Sums<W>) {
        let add = |sum: &mut i128, more: W| *sum = sum.wrapping_add(more.wide());
        add(&mut self.qty, batch.qty);
        add(&mut self.rest, batch.rest);
        add(&mut self.margin, batch.margin);
        add(&mut self.cost, batch.cost);
        add(&mut self.at_liquidation, batch.at_liquidation);
        add(&mut self.sold_for, batch.sold_for);
        add(&mut self.paid, batch.paid);
        add(&mut self.gained, batch.gained);
        add(&mut self.lost, batch.lost);
        add(&mut self.short, batch.short);
        add(&mut self.charged, batch.charged);
        add(&mut self.capped, batch.capped);
    }
}

/// Sums of one word or two, which cannot leave their range in a kernel that was made for them.
macro_rules! sums {
    () => {
        #[inline(always)]
        fn plus(self, other: Self) -> Self {
            self.wrapping_add(other)
        }

        #[inline(always)]
        fn minus(self, other: Self) -> Self {
            self.wrapping_sub(other)
        }
    };
}

impl Word for i64 {
    #[inline(always)]
    fn product(a: u64, b: u64) -> Self {
        a.wrapping_mul(b).cast_signed()
    }

    sums!();

    fn wide(self) -> i128 {
        self.into()
    }

    #[inline(always)]
    fn charged_more_than(self, other: Self, kernel: &Kernel) -> bool {
        let high = |amount: Self| amount.cast_unsigned().wrapping_shr(kernel.shift);
        let (fee, equity) = (high(self), high(other));
        // Rounded against the answer, in one word; the rare rest in two.
        if fee.wrapping_add(1).wrapping_mul(kernel.rate) <= equity.wrapping_mul(kernel.whole) {
            return false;
        }
        if fee.wrapping_mul(kernel.rate) >= equity.wrapping_add(1).wrapping_mul(kernel.whole) {
            return true;
        }
        self.wide().charged_more_than(other.wide(), kernel)
    }
}

impl Word for i128 {
    #[inline(always)]
    fn product(a: u64, b: u64) -> Self {
        wide(a, b).cast_signed()
    }

    sums!();

    fn wide(self) -> i128 {
        self
    }

    #[inline(never)]
    fn charged_more_than(self, other: Self, kernel: &Kernel) -> bool {
        self.wrapping_mul(kernel.rate.into()) > other.wrapping_mul(kernel.whole.into())
    }
}

/// 10^`places`, where it fits.
fn power(places: u32) -> Option<u64> {
    10_u64.checked_pow(places)
}

/// A decimal as a whole number of 10^-`places`, where it is one that fits.
fn units(decimal: Decimal, places: u32) -> Option<u64> {
    let digits = u64::try_from(decimal.mantissa()).ok()?;
    digits.checked_mul(power(places.checked_sub(decimal.scale())?)?)
}

#[cfg(test)]
#[allow(clippy::arithmetic_side_effects, reason = "a test fails by panicking")]
mod tests {
    use super::super::rows::Places;
    use super::super::{Adl, FeeTo};
    use super::*;
    use proptest::prelude::*;

    fn kernel(rate: &str, qty_bits: u32) -> Kernel {
        let places = Places { price: 2, qty: 3, margin: 2 };
        let size = Size { places, price: (1 << 10) - 1, qty: (1 << qty_bits) - 1, margin: 1 };
        let terms = Terms {
            side: Side::Long,
            before: "1".parse().unwrap(),
            after: "1".parse().unwrap(),
            open_interest: None,
            flow: "1".parse().unwrap(),
            fee_rate: rate.parse().unwrap(),
            fee_to: FeeTo::Fund,
            residual: Residual::Fund,
            fund: Usd::ZERO,
            adl: Adl::Queue,
            winners: vec![],
        };
        Kernel::of(&terms, &size, 1000).unwrap()
    }

    proptest! {
        /// Where the fee and the equity are as good as the same, too.
        #[test]
        fn one_word_compares_like_two(
            rate in prop::sample::select(vec!["1", "0.5", "0.004", "0.0123456789",
                "0.000000000000001"]),
            qty_bits in 1_u32..48, fetched in any::<u64>(), equity in any::<u64>(),
                near in -2_i64..3, any in any::<bool>(),
        ) {
            let kernel = kernel(rate, qty_bits);
            let max = i64::try_from(kernel.max).unwrap();
            let up_to_max = |bits: u64| i64::try_from(u128::from(bits) % (kernel.max + 1)).unwrap();
            let (fetched, equity) = (up_to_max(fetched), up_to_max(equity));
            let owed = fetched.wide() * i128::from(kernel.rate) / i128::from(kernel.whole);
            let owed = i64::try_from(owed).unwrap().saturating_add(near).clamp(0, max);
            let equity = if any { equity } else { owed };
            let narrow = fetched.charged_more_than(equity, &kernel);
            prop_assert_eq!(narrow, fetched.wide().charged_more_than(equity.wide(), &kernel));
        }
    }
}
