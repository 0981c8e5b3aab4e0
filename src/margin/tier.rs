//! Maintenance tiers: the larger the position, the higher the rate.
//!
//! `maintenance = notional × rate − deduction` with the tier that holds the notional. With
//! `deduction(n) = deduction(n−1) + lower(n) × (rate(n) − rate(n−1))` the requirement is
//! continuous, as Binance, Bybit and Hyperliquid have it; OKX takes no deduction, so that its
//! requirement jumps at every edge.

use crate::error::{Error, Kind, Result};
use crate::money::Rational;

/// Most tiers of one table; the longest published one has 99.
const MOST_TIERS: usize = 500;

vocabulary! {
    /// What the bounds of a table count.
    #[derive(Clone, Copy, Debug, PartialEq, Eq)]
    pub enum TierUnit {
        /// Notional in the quote currency (USD, USDT, USDC).
        Quote = "quote",
        /// Notional in coins of the base asset.
        Base = "base",
        /// Contracts.
        Contracts = "contracts",
    }
}

vocabulary! {
    /// What a venue subtracts from `notional × rate`.
    #[derive(Clone, Copy, Debug, PartialEq, Eq)]
    pub enum Deductions {
        /// A given deduction is taken as it is; an absent one is computed, so that nothing jumps.
        Computed = "computed",
        /// A given deduction is taken as it is; an absent one is zero.
        Given = "given",
        /// The whole position at its tier's rate.
        None = "none",
    }
}

/// One row as it was written.
#[derive(Clone, Copy, Debug)]
pub struct TierRow {
    /// Where the tier begins; absent on a first row means 0, elsewhere the bound before.
    pub lower: Option<Rational>,
    /// Where the next begins; absent on the last row.
    pub upper: Option<Rational>,
    /// Maintenance rate, above 0 and below 1.
    pub rate: Rational,
    /// Maintenance amount, `cum`, `mmDeduction`: in the unit of the requirement.
    pub deduction: Option<Rational>,
    /// The most leverage a position of this size may open with.
    pub max_leverage: Option<Rational>,
}

/// One tier of a table that was found consistent.
#[derive(Clone, Copy, Debug)]
pub struct Tier {
    /// Its number, from 1.
    pub number: usize,
    /// Where it begins.
    pub lower: Rational,
    /// Where the next begins; none on the last.
    pub upper: Option<Rational>,
    /// Maintenance rate.
    pub rate: Rational,
    /// Maintenance amount.
    pub deduction: Rational,
    /// The most leverage a position of this size may open with, where the table says.
    pub max_leverage: Option<Rational>,
}

/// Tiers in order, without gaps or overlaps.
#[derive(Clone, Debug)]
pub struct TierTable {
    tiers: Vec<Tier>,
    unit: TierUnit,
}

impl TierTable {
    /// A table from its rows, in any order.
    ///
    /// # Errors
    /// Missing when there is no row, out of range for a rate or bound, a conflict where two tiers
    /// overlap or leave a gap; each names the row.
    pub fn new(mut rows: Vec<TierRow>, unit: TierUnit, deductions: Deductions) -> Result<Self> {
        if rows.is_empty() {
            return Err(Error::missing("at least one tier with a rate"));
        }
        if rows.len() > MOST_TIERS {
            return Err(Kind::TooLarge { limit: "at most 500 tiers" }.into());
        }
        rows.iter()
            .enumerate()
            .try_for_each(|(index, row)| checked(row).map_err(|e| e.at_index(index)))?;
        if rows.iter().all(|row| row.lower.is_some()) {
            let mut ordered = Vec::with_capacity(rows.len());
            for row in rows {
                put_in_order(&mut ordered, row, |row| row.lower.unwrap_or(Rational::ZERO));
            }
            rows = ordered;
        }
        let mut tiers: Vec<Tier> = Vec::with_capacity(rows.len());
        for (index, row) in rows.iter().enumerate() {
            let tier = next_tier(tiers.last_mut(), row, unit, deductions);
            tiers.push(tier.map_err(|e| e.at_index(index))?);
        }
        Ok(Self { tiers, unit })
    }

    /// One rate for every size, with an amount subtracted.
    #[must_use]
    pub fn flat(rate: Rational, deduction: Rational) -> Self {
        let tier = Tier {
            number: 1,
            lower: Rational::ZERO,
            upper: None,
            rate,
            deduction,
            max_leverage: None,
        };
        Self { tiers: vec![tier], unit: TierUnit::Quote }
    }

    /// Limits the leverage of every tier.
    pub(crate) fn limit(&mut self, max: Rational) {
        for tier in &mut self.tiers {
            tier.max_leverage = Some(max);
        }
    }

    /// The tiers, lowest first.
    #[must_use]
    pub fn tiers(&self) -> &[Tier] {
        &self.tiers
    }

    /// What the bounds count.
    #[must_use]
    pub const fn unit(&self) -> TierUnit {
        self.unit
    }

    /// The tier of a notional; a notional on an edge has the higher one, as on Binance.
    #[must_use]
    #[inline(never)]
    pub fn at(&self, notional: Rational) -> Tier {
        self.find(|tier| tier.upper.is_none_or(|upper| notional.below(upper)))
    }

    /// The tier of a size that is counted, not valued; a size on an edge has the lower one, as
    /// on OKX.
    #[must_use]
    #[inline(never)]
    pub fn holding(&self, size: Rational) -> Tier {
        self.find(|tier| tier.upper.is_none_or(|upper| !upper.below(size)))
    }

    /// The numbers of the tiers at whose lower edge the requirement jumps.
    #[must_use]
    #[inline(never)]
    pub fn jumps(&self) -> Vec<usize> {
        let pairs = self.tiers.iter().zip(self.tiers.iter().skip(1));
        let jump = |(below, above): (&Tier, &Tier)| {
            (continuous(below, above.lower, above.rate) != above.deduction).then_some(above.number)
        };
        pairs.filter_map(jump).collect()
    }

    /// The largest notional that may be opened with `leverage`; none without a limit.
    ///
    /// # Errors
    /// Out of range when no tier allows it.
    pub fn most_at(&self, leverage: Rational) -> Result<Option<Rational>> {
        let allows = |tier: &&Tier| tier.max_leverage.is_none_or(|max| !max.below(leverage));
        let last = self.tiers.iter().take_while(allows).last();
        let last = last.ok_or_else(|| {
            let max = self.tiers.first().and_then(|tier| tier.max_leverage);
            let max = max.and_then(|max| max.text().ok()).unwrap_or_default();
            Error::conflict("no tier of the table allows this leverage")
                .in_field(format!("leverage (at most {max})"))
        })?;
        Ok(last.upper)
    }

    fn find(&self, holds: impl Fn(&Tier) -> bool) -> Tier {
        let found = self.tiers.iter().find(|tier| holds(tier)).or(self.tiers.last());
        // A table is never empty; the flat tier only satisfies the compiler.
        found.copied().unwrap_or(Tier {
            number: 1,
            lower: Rational::ZERO,
            upper: None,
            rate: Rational::ZERO,
            deduction: Rational::ZERO,
            max_leverage: None,
        })
    }
}

impl Tier {
    /// The requirement on `notional`, before fees.
    #[must_use]
    #[inline(never)]
    pub fn maintenance(&self, notional: Rational) -> Rational {
        notional.times(self.rate).minus(self.deduction)
    }
}

#[inline(never)]
fn checked(row: &TierRow) -> Result<()> {
    let rate_is_legal = row.rate.is_positive() && row.rate.below(Rational::ONE);
    if !rate_is_legal {
        return Err(out_of_range("a rate above 0 and below 1", row.rate).in_field("rate"));
    }
    if row.lower.is_some_and(Rational::is_negative) {
        return Err(Error::out_of_range("a bound of 0 or more", "less").in_field("lower"));
    }
    if row.upper.is_some_and(|upper| !row.lower.unwrap_or(Rational::ZERO).below(upper)) {
        return Err(Error::out_of_range("an upper bound above the lower", "less").in_field("upper"));
    }
    if row.deduction.is_some_and(Rational::is_negative) {
        return Err(Error::out_of_range("a deduction of 0 or more", "less").in_field("deduction"));
    }
    if row.max_leverage.is_some_and(|max| !max.is_positive()) {
        return Err(Error::out_of_range("a leverage above 0", "less").in_field("max_leverage"));
    }
    Ok(())
}

#[inline(never)]
fn next_tier(
    before: Option<&mut Tier>,
    row: &TierRow,
    unit: TierUnit,
    deductions: Deductions,
) -> Result<Tier> {
    let Some(before) = before else {
        let (lower, deduction) = (row.lower.unwrap_or(Rational::ZERO), row.deduction);
        return Ok(tier(1, lower, row, deduction.unwrap_or(Rational::ZERO)));
    };
    let upper = *before.upper.get_or_insert(row.lower.unwrap_or(Rational::ZERO));
    let lower = row.lower.unwrap_or(upper);
    if lower.below(upper) {
        return Err(Error::conflict("tiers must not overlap").in_field("lower"));
    }
    // A table in contracts starts each tier one step after the last; the size on the edge is below.
    if upper.below(lower) && unit != TierUnit::Contracts {
        return Err(Error::conflict("tiers must not leave a gap").in_field("lower"));
    }
    let computed = continuous(before, upper, row.rate).known("the deduction")?;
    let deduction = match deductions {
        Deductions::Computed => row.deduction.unwrap_or(computed),
        Deductions::Given => row.deduction.unwrap_or(Rational::ZERO),
        Deductions::None => Rational::ZERO,
    };
    Ok(tier(before.number.saturating_add(1), upper, row, deduction))
}

fn tier(number: usize, lower: Rational, row: &TierRow, deduction: Rational) -> Tier {
    let TierRow { upper, rate, max_leverage, .. } = *row;
    Tier { number, lower, upper, rate, deduction, max_leverage }
}

/// The deduction with which the requirement does not jump at `lower`.
fn continuous(below: &Tier, lower: Rational, rate: Rational) -> Rational {
    next_deduction(below.deduction, lower, rate, below.rate)
}

/// The maintenance amount of a tier from the one before.
///
/// `before + lower × (rate − rate before)`. Source: Binance support, "Leverage and Margin of
/// USD-M Futures", the maintenance amount of level 5 as the example.
#[must_use]
#[inline(never)]
pub fn next_deduction(
    before: Rational,
    lower: Rational,
    rate: Rational,
    rate_before: Rational,
) -> Rational {
    before.plus(lower.times(rate.minus(rate_before)))
}

/// Puts an item behind those that are not above it. The lists are short and mostly in order
/// already, and a general sort is ten times the code.
pub(super) fn put_in_order<T>(list: &mut Vec<T>, item: T, by: impl Fn(&T) -> Rational) {
    let key = by(&item);
    let place = list.iter().rposition(|before| !key.below(by(before)));
    list.insert(place.map_or(0, |place| place.saturating_add(1)), item);
}

/// An error that shows the number in decimals.
#[inline(never)]
pub(super) fn out_of_range(range: &'static str, found: Rational) -> Error {
    Error::out_of_range(range, &found.text().unwrap_or_else(|_| found.to_string()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn row(lower: &str, upper: Option<&str>, rate: &str) -> TierRow {
        let exact = |text: &str| text.parse().unwrap();
        TierRow {
            lower: Some(exact(lower)),
            upper: upper.map(exact),
            rate: exact(rate),
            deduction: None,
            max_leverage: None,
        }
    }

    fn binance_2021() -> Vec<TierRow> {
        vec![
            row("0", Some("50000"), "0.004"),
            row("50000", Some("250000"), "0.005"),
            row("250000", None, "0.01"),
        ]
    }

    #[test]
    fn deductions_make_the_requirement_continuous() {
        let table = TierTable::new(binance_2021(), TierUnit::Quote, Deductions::Computed).unwrap();
        let amounts: Vec<String> =
            table.tiers().iter().map(|tier| tier.deduction.to_string()).collect();
        assert_eq!(amounts, ["0", "50", "1300"]);
        assert!(table.jumps().is_empty());
        let flat = TierTable::new(binance_2021(), TierUnit::Quote, Deductions::None).unwrap();
        assert_eq!(flat.jumps(), [2, 3]);
    }

    #[test]
    fn an_edge_belongs_to_the_higher_tier_by_value_and_to_the_lower_by_count() {
        let table = TierTable::new(binance_2021(), TierUnit::Quote, Deductions::Computed).unwrap();
        assert_eq!(table.at(Rational::whole(50000)).number, 2);
        assert_eq!(table.holding(Rational::whole(50000)).number, 1);
        assert_eq!(table.at(Rational::whole(10_i128.pow(9))).number, 3);
    }

    #[test]
    fn a_bad_table_is_named_by_its_row() {
        let new = |rows| TierTable::new(rows, TierUnit::Quote, Deductions::Computed);
        assert_eq!(new(vec![]).unwrap_err().code(), "MISSING");
        let overlap = vec![row("0", Some("100"), "0.1"), row("50", None, "0.2")];
        let error = new(overlap).unwrap_err();
        assert_eq!(error.to_string(), "[1].lower: tiers must not overlap");
        let gap = vec![row("0", Some("100"), "0.1"), row("150", None, "0.2")];
        assert_eq!(new(gap).unwrap_err().to_string(), "[1].lower: tiers must not leave a gap");
        for rate in ["0", "1", "2"] {
            let error = new(vec![row("0", None, rate)]).unwrap_err();
            assert_eq!(error.place().field.as_deref(), Some("[0].rate"));
        }
    }
}
