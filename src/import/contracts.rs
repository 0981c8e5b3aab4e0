//! What a quantity is worth: coins, contracts of so many coins, or contracts of so many dollars.
//!
//! | venue | quantity | one contract |
//! |---|---|---|
//! | Binance COIN-M | contracts | 100 USD for Bitcoin, 10 USD for the others |
//! | OKX | contracts | `BTC-USDT` 0.01 BTC and so on (table); `BTC-USD` 100 USD, other `-USD` 10 USD |
//! | HTX | contracts | `BTC-USDT` 0.001 BTC and so on (table); Bitcoin against USD 100 USD, others 10 USD |
//! | Gate | contracts | `BTC_USDT` 0.0001 BTC and so on (table); `BTC_USD` 1 USD |
//! | BitMEX | contracts | `XBTUSD` and Bitcoin futures 1 USD; others have a multiplier |
//! | Bybit, Kraken Futures, Deribit inverse | dollars | 1 USD |
//!
//! The table holds the majors as the venues' instrument lists had them (OKX
//! `/api/v5/public/instruments`, HTX `swap_contract_info`, Gate `/futures/usdt/contracts`), as of
//! 2026-11. For everything else the caller gives `contract_values`; without it the row is a reject.

use super::Options;
use super::bytes::has;
use super::intake::Worth;
use crate::error::Result;
use crate::event::QtyUnit;
use crate::money::{Price, Qty};
use crate::order::indices;

/// How a venue measures.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Measure {
    Base,
    Quote,
    BinanceCoinM,
    Okx,
    Htx,
    Gate,
    Bitmex,
    Bybit,
    Kraken,
    Deribit,
}

/// Coins of one contract: OKX, by the beginning of the name.
const OKX: [(&str, &str); 16] = [
    ("BTC-USDT", "0.01"),
    ("ETH-USDT", "0.1"),
    ("SOL-USDT", "1"),
    ("XRP-USDT", "100"),
    ("DOGE-USDT", "1000"),
    ("LTC-USDT", "1"),
    ("BCH-USDT", "0.1"),
    ("ADA-USDT", "100"),
    ("LINK-USDT", "1"),
    ("AVAX-USDT", "1"),
    ("DOT-USDT", "1"),
    ("BNB-USDT", "0.01"),
    ("ETC-USDT", "10"),
    ("TRX-USDT", "1000"),
    ("UNI-USDT", "1"),
    ("SUI-USDT", "1"),
];
/// Coins of one contract: HTX.
const HTX: [(&str, &str); 2] = [("BTC-USDT", "0.001"), ("ETH-USDT", "0.01")];
/// Coins of one contract: Gate's `quanto_multiplier`.
const GATE: [(&str, &str); 2] = [("BTC_USDT", "0.0001"), ("ETH_USDT", "0.01")];

/// What one contract of each market is worth, as the caller says.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ContractValues(Vec<(String, Qty)>);

impl ContractValues {
    /// One worth for each market; of a market that is listed twice, the last one.
    #[must_use]
    pub fn new(values: Vec<(String, Qty)>) -> Self {
        let market = |index: usize| values.get(index).map(|(market, _)| market);
        let order = indices(values.len(), &mut |a, b| market(a).cmp(&market(b)));
        let mut kept: Vec<(String, Qty)> = Vec::new();
        for (market, value) in order.into_iter().filter_map(|index| values.get(index)) {
            match kept.last_mut().filter(|(last, _)| last == market) {
                Some((_, slot)) => *slot = *value,
                None => kept.push((market.clone(), *value)),
            }
        }
        Self(kept)
    }

    /// What one contract of `market` is worth, where the caller says so.
    #[must_use]
    pub fn get(&self, market: &str) -> Option<Qty> {
        let place = self.0.binary_search_by(|(name, _)| name.as_str().cmp(market)).ok()?;
        self.0.get(place).map(|(_, value)| *value)
    }
}

/// The unit and the worth of a quantity of the market `symbol`.
///
/// # Errors
/// A value of the caller's or of the tables that is no number.
pub(super) fn worth(measure: Measure, symbol: &str, options: &Options) -> Result<(QtyUnit, Worth)> {
    let face = |usd: i64| Ok((QtyUnit::Contracts, Worth::Face(Price::new(usd.into())?)));
    let dollars = || Ok((QtyUnit::Quote, Worth::Face(Price::new(1.into())?)));
    let bitcoin = symbol.starts_with("BTC") || symbol.starts_with("XBT");
    match measure {
        Measure::Base => return Ok((QtyUnit::Base, Worth::Coins)),
        Measure::Quote => return dollars(),
        Measure::Bybit if is_inverse(symbol) => return dollars(),
        Measure::Kraken if symbol.starts_with("PI_") || symbol.starts_with("FI_") => {
            return dollars();
        }
        Measure::Deribit if !has(symbol, "_USD") => return dollars(),
        Measure::Bybit | Measure::Kraken | Measure::Deribit => {
            return Ok((QtyUnit::Base, Worth::Coins));
        }
        _ => {}
    }
    if let Some(value) = options.contract_values.get(symbol) {
        let dollars = matches!(measure, Measure::Okx | Measure::Htx) && dollar_contract(symbol);
        if dollars || measure == Measure::BinanceCoinM || symbol == "XBTUSD" {
            return Ok((QtyUnit::Contracts, Worth::Face(Price::new(value.decimal())?)));
        }
        return Ok((QtyUnit::Contracts, Worth::Contracts(value)));
    }
    match measure {
        Measure::Okx | Measure::Htx if dollar_contract(symbol) => {
            face(if bitcoin { 100 } else { 10 })
        }
        Measure::BinanceCoinM => face(if symbol.starts_with("BTCUSD") { 100 } else { 10 }),
        Measure::Bitmex if bitmex_dollar(symbol) => face(1),
        Measure::Gate if symbol == "BTC_USD" => face(1),
        Measure::Okx => table(&OKX, symbol, '-'),
        Measure::Htx => table(&HTX, symbol, '-'),
        Measure::Gate => table(&GATE, symbol, '_'),
        _ => Ok((QtyUnit::Contracts, Worth::Unknown)),
    }
}

/// `BTC-USDT` stands for `BTC-USDT-SWAP` and `BTC-USDT-251226` too.
fn table(table: &[(&str, &str)], symbol: &str, mark: char) -> Result<(QtyUnit, Worth)> {
    let starts = |name: &str| {
        symbol.strip_prefix(name).is_some_and(|rest| rest.is_empty() || rest.starts_with(mark))
    };
    let found = table.iter().find(|(name, _)| starts(name));
    let coins = found.map(|(_, coins)| coins.parse::<Qty>()).transpose()?;
    Ok((QtyUnit::Contracts, coins.map_or(Worth::Unknown, Worth::Contracts)))
}

/// `BTC-USD`, `BTC-USD-SWAP`, and HTX's old `BTC210326`.
fn dollar_contract(symbol: &str) -> bool {
    match symbol.split_once('-') {
        Some((_, quote)) => quote == "USD" || quote.starts_with("USD-"),
        None => symbol.bytes().last().is_some_and(|byte| byte.is_ascii_digit()),
    }
}

/// `XBTUSD`, and Bitcoin futures such as `XBTZ25`.
fn bitmex_dollar(symbol: &str) -> bool {
    symbol == "XBTUSD" || (symbol.starts_with("XBT") && is_expiry(symbol.get(3..)))
}

/// Bybit's `BTCUSD` and `BTCUSDZ25`.
fn is_inverse(symbol: &str) -> bool {
    symbol.ends_with("USD")
        || symbol.len().checked_sub(3).is_some_and(|at| {
            is_expiry(symbol.get(at..))
                && symbol.get(..at).is_some_and(|pair| pair.ends_with("USD"))
        })
}

/// A month's letter and two digits of a year.
pub(super) fn is_expiry(text: Option<&str>) -> bool {
    let letter = |byte: &u8| b"FGHJKMNQUVXZ".contains(byte);
    matches!(text.map(str::as_bytes), Some([month, a @ b'0'..=b'9', b @ b'0'..=b'9'])
        if letter(month) && a.is_ascii_digit() && b.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn kind(measure: Measure, symbol: &str) -> String {
        let (unit, worth) = worth(measure, symbol, &Options::default()).unwrap();
        match worth {
            Worth::Coins => format!("{} coins", unit.as_str()),
            Worth::Contracts(size) => format!("{} of {size}", unit.as_str()),
            Worth::Face(usd) => format!("{} at {usd} USD", unit.as_str()),
            _ => format!("{} unknown", unit.as_str()),
        }
    }

    #[test]
    fn each_venue_measures_in_its_own_way() {
        assert_eq!(kind(Measure::BinanceCoinM, "BTCUSD_PERP"), "contracts at 100 USD");
        assert_eq!(kind(Measure::BinanceCoinM, "ETHUSD_PERP"), "contracts at 10 USD");
        assert_eq!(kind(Measure::Okx, "BTC-USDT-SWAP"), "contracts of 0.01");
        assert_eq!(kind(Measure::Okx, "BTC-USD-210326"), "contracts at 100 USD");
        assert_eq!(kind(Measure::Okx, "UNI-USD-SWAP"), "contracts at 10 USD");
        assert_eq!(kind(Measure::Okx, "IOST-USDT-SWAP"), "contracts unknown");
        assert_eq!(kind(Measure::Htx, "BTC200703"), "contracts at 100 USD");
        assert_eq!(kind(Measure::Bitmex, "XBTZ25"), "contracts at 1 USD");
        assert_eq!(kind(Measure::Bitmex, "ETHUSD"), "contracts unknown");
        assert_eq!(kind(Measure::Bybit, "BTCUSD"), "quote at 1 USD");
        assert_eq!(kind(Measure::Bybit, "BTCUSDH26"), "quote at 1 USD");
        assert_eq!(kind(Measure::Bybit, "BTCUSDT"), "base coins");
        assert_eq!(kind(Measure::Kraken, "PF_XBTUSD"), "base coins");
        assert_eq!(kind(Measure::Deribit, "BTC_USDC-PERPETUAL"), "base coins");
        assert_eq!(kind(Measure::Deribit, "BTC-PERPETUAL"), "quote at 1 USD");
    }

    #[test]
    fn the_caller_gives_what_the_table_lacks() {
        let mut options = Options::default();
        let value = |text: &str| ("IOST-USDT-SWAP".to_owned(), text.parse().unwrap());
        options.contract_values = ContractValues::new(vec![value("1"), value("1000")]);
        let (_, found) = worth(Measure::Okx, "IOST-USDT-SWAP", &options).unwrap();
        assert!(matches!(found, Worth::Contracts(size) if size.to_string() == "1000"));
    }
}
