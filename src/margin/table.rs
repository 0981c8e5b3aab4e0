//! The tier tables that come with the engine: dated, sourced, for the majors.
//!
//! A file is lines of `key value` for the venue, unit, date and source, then one line a symbol:
//! its name, for tables in contracts `×` and the value of one, and its tiers as
//! `upper:rate:most leverage`, the last with `-` for no bound. Deductions are computed, so that
//! no table can be wrong in them; `tests/margin.rs` compares them with the published ones.

use super::rules::Rules;
use super::tier::{TierRow, TierTable, TierUnit};
use crate::error::{Error, Result};
use crate::money::Rational;

const FILES: [&str; 4] = [
    include_str!("tables/binance-usdm.txt"),
    include_str!("tables/bybit.txt"),
    include_str!("tables/okx.txt"),
    include_str!("tables/hyperliquid.txt"),
];

/// One venue's tables, unread.
#[derive(Clone, Copy, Debug)]
pub struct TableFile {
    /// The venue they are for.
    pub venue: &'static str,
    /// What their bounds count.
    pub unit: TierUnit,
    /// When they held.
    pub date: &'static str,
    /// Where they are from.
    pub source: &'static str,
    body: &'static str,
}

/// A built-in table with what it needs.
#[derive(Clone, Debug)]
pub struct BuiltIn {
    /// The tiers.
    pub table: TierTable,
    /// Value of one contract, where the bounds count contracts.
    pub contract_value: Option<Rational>,
}

/// Every file.
pub fn files() -> impl Iterator<Item = TableFile> {
    FILES.into_iter().filter_map(TableFile::of)
}

/// The file of a venue, where there is one.
#[must_use]
pub fn file(venue: &str) -> Option<TableFile> {
    files().find(|file| file.venue == venue)
}

impl TableFile {
    fn of(text: &'static str) -> Option<Self> {
        let end = text.as_bytes().windows(2).position(|pair| pair == b"\n\n")?;
        let (head, body) = (text.get(..end)?, text.get(end.saturating_add(2)..)?);
        let get =
            |key: &str| head.lines().find_map(|line| line.strip_prefix(key)?.strip_prefix(' '));
        let unit = match get("unit")? {
            "contracts" => TierUnit::Contracts,
            "base" => TierUnit::Base,
            _ => TierUnit::Quote,
        };
        let (venue, date, source) = (get("venue")?, get("date")?, get("source")?);
        Some(Self { venue, unit, date, source, body })
    }

    /// The symbols it has.
    pub fn symbols(&self) -> impl Iterator<Item = &'static str> {
        self.body.lines().filter_map(|line| line.split_whitespace().next())
    }

    /// The table of a symbol, in the rules of its venue.
    ///
    /// # Errors
    /// Unknown name when there is no such symbol.
    pub fn table(&self, symbol: &str, rules: &Rules) -> Result<BuiltIn> {
        let line = self.body.lines().find(|line| line.split_whitespace().next() == Some(symbol));
        let known = "the symbols with a built-in table (see venues), or a table of your own";
        let unknown = || Error::unknown(known, symbol);
        let line = line.ok_or_else(|| unknown().in_field("symbol"))?;
        let mut contract_value = None;
        let mut rows: Vec<TierRow> = Vec::new();
        for word in line.split_whitespace().skip(1) {
            if let Some(value) = word.strip_prefix('×') {
                contract_value = Some(value.parse()?);
                continue;
            }
            let lower = rows.last().map_or(Some(Rational::ZERO), |row| row.upper);
            rows.push(row(word, lower)?);
        }
        let table = TierTable::new(rows, self.unit, rules.deductions)?;
        Ok(BuiltIn { table, contract_value })
    }
}

fn row(word: &str, lower: Option<Rational>) -> Result<TierRow> {
    let mut parts = word.split(':');
    let upper = parts.next().filter(|part| *part != "-").map(str::parse).transpose()?;
    let rate = parts.next().unwrap_or_default().parse()?;
    let max_leverage = parts.next().map(str::parse).transpose()?;
    Ok(TierRow { lower, upper, rate, deduction: None, max_leverage })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::margin::{Mode, venue};

    #[test]
    fn every_table_reads_and_rises() {
        for file in files() {
            let rules = venue::rules(file.venue, None, None, Mode::Isolated).unwrap();
            assert!(file.symbols().count() > 0, "{}", file.venue);
            for symbol in file.symbols() {
                let built = file.table(symbol, &rules).unwrap();
                let tiers = built.table.tiers();
                for (below, above) in tiers.iter().zip(tiers.iter().skip(1)) {
                    assert!(below.rate.below(above.rate), "{} {symbol}", file.venue);
                    assert_eq!(below.upper, Some(above.lower), "{} {symbol}", file.venue);
                }
                assert_eq!(
                    built.contract_value.is_some(),
                    file.unit == TierUnit::Contracts,
                    "{} {symbol}",
                    file.venue
                );
            }
        }
    }
}
