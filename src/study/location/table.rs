//! The maintenance margins that venues have published and that come with the engine.

use crate::margin::{Contract, Rules, TableFile, deribit, file};

/// The maintenance margins that a venue has published for one kind of contract.
///
/// ```
/// use washout::study::location::{PublishedTable, Terms};
///
/// let table = PublishedTable::of(&Terms::of("binance-usdm")?.rules).unwrap();
/// assert!(table.symbols().contains(&"BTCUSDT"));
/// # Ok::<(), washout::error::Error>(())
/// ```
#[derive(Clone, Copy, Debug)]
pub struct PublishedTable {
    /// When they held: `2026-09`, or a day.
    pub date: &'static str,
    /// Where they are from.
    pub source: &'static str,
    pub(super) body: Body,
}

/// How they are written.
#[derive(Clone, Copy, Debug)]
pub(super) enum Body {
    /// Tiers, symbol by symbol.
    Tiers(TableFile),
    /// Deribit's rates that grow with every coin, for this kind of contract.
    Rates(Contract),
}

impl PublishedTable {
    /// What is built in for these rules, where there is something.
    #[must_use]
    pub fn of(rules: &Rules) -> Option<Self> {
        let contract = rules.contract;
        if rules.venue == "deribit" {
            let (date, source) = (deribit::DATE, rules.source);
            return Some(Self { date, source, body: Body::Rates(contract) });
        }
        let file = file(rules.venue).filter(|_| contract == Contract::Linear)?;
        Some(Self { date: file.date, source: file.source, body: Body::Tiers(file) })
    }

    /// The symbols that it has.
    #[must_use]
    pub fn symbols(&self) -> Vec<&'static str> {
        let mut symbols = Vec::new();
        match self.body {
            Body::Tiers(file) => file.symbols().for_each(|symbol| symbols.push(symbol)),
            Body::Rates(contract) => {
                deribit::assets(contract).for_each(|asset| symbols.push(asset))
            }
        }
        symbols
    }
}
