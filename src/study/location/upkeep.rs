//! What a position has to keep, and where that is written.

use super::table::{Body, PublishedTable};
use crate::error::{Error, Result};
use crate::margin::{Maintenance, Rules, TierRow, TierTable, TierUnit, deribit};
use crate::money::Rational;

/// What a position has to keep, and where that is written.
///
/// ```
/// use washout::study::location::{Terms, Upkeep};
///
/// let rules = Terms::of("binance-usdm")?.rules;
/// let upkeep = Upkeep::built_in(&rules, Some("BTCUSDT"))?;
/// assert_eq!(upkeep.table.map(|table| table.date), Some("2026-09"));
/// assert_eq!(Upkeep::built_in(&rules, Some("NOTHING")).unwrap_err().code(), "UNKNOWN_NAME");
/// # Ok::<(), washout::error::Error>(())
/// ```
#[derive(Clone, Debug)]
pub struct Upkeep {
    /// The maintenance margin.
    pub maintenance: Maintenance,
    /// The built-in table that it is from; none for the caller's own numbers.
    pub table: Option<PublishedTable>,
    /// What one contract is worth, where the table counts contracts.
    pub contract_value: Option<Rational>,
}

impl Upkeep {
    /// An amount, rates or tiers of the caller's own.
    #[must_use]
    pub const fn own(maintenance: Maintenance) -> Self {
        Self { maintenance, table: None, contract_value: None }
    }

    /// Tiers of the caller's own, whose bounds count what those of the venue count, unless told
    /// otherwise.
    ///
    /// # Errors
    /// As [`TierTable::new`], in the field `maintenance_tiers`.
    pub fn of_tiers(rules: &Rules, tiers: Vec<TierRow>, unit: Option<TierUnit>) -> Result<Self> {
        let table = TierTable::new(tiers, unit.unwrap_or(rules.tier_unit), rules.deductions);
        let table = table.map_err(|error| error.in_field("maintenance_tiers"))?;
        Ok(Self::own(Maintenance::Table(table)))
    }

    /// What the venue has published for a symbol.
    ///
    /// # Errors
    /// Missing where there is no symbol or no table of the venue; unknown name where its table has
    /// no such symbol.
    #[inline(never)]
    pub fn built_in(rules: &Rules, symbol: Option<&str>) -> Result<Self> {
        let what = "maintenance_tiers of your own, or a symbol with a built-in table (see venues)";
        let missing = || Error::missing(what).in_field("maintenance_tiers");
        let (symbol, table) = symbol.zip(PublishedTable::of(rules)).ok_or_else(missing)?;
        let (maintenance, contract_value) = match table.body {
            Body::Rates(contract) => {
                let rates = deribit::slope(symbol, contract).ok_or_else(missing)?;
                let (base, initial, per_coin) = (rates.maintenance, rates.initial, rates.per_coin);
                (Maintenance::Sloped { base, initial, per_coin }, None)
            }
            Body::Tiers(file) => {
                let built = file.table(symbol, rules)?;
                (Maintenance::Table(built.table), built.contract_value)
            }
        };
        Ok(Self { maintenance, table: Some(table), contract_value })
    }
}
