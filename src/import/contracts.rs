//! What a quantity is worth: coins, contracts of so many coins, or contracts of so many dollars.
//!
//! Venue: quantity; one contract; stated by.
//!
//! - Binance COIN-M: contracts; 100 USD for Bitcoin, 10 USD for the others; its contract
//!   specifications
//! - OKX: contracts; `BTC-USDT` 0.01 BTC, `BTC-USD` 100 USD, `ETH-USD` 10 USD;
//!   `/api/v5/public/instruments`, `ctVal`
//! - HTX: contracts; `BTC-USDT` 0.001 BTC; its own messages: `volume` 479, `amount` 0.479
//! - BitMEX: contracts; `XBTUSD` 1 USD; its instruments
//! - Bybit, Kraken `PI_`, Deribit inverse: dollars; 1 USD; each feed's page
//! - OKX, HTX, Gate: other majors; BitMEX Bitcoin futures: contracts; the tables below; nobody, as
//!   of 2026-11: unverified
//!
//! An event that is valued with an unverified value is counted as such, and the report says so. A
//! caller's `contract_values` come before all of it; what is in no table is a reject without them.

use super::bytes::has;
use super::worth::{Proof, Worth};
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

/// A market and the coins in one of its contracts.
type ContractSize = (&'static str, &'static str, Proof);

/// Coins of one contract: OKX, by the beginning of the name.
const OKX: [ContractSize; 16] = [
    ("BTC-USDT", "0.01", Proof::Stated),
    ("ETH-USDT", "0.1", Proof::Unverified),
    ("SOL-USDT", "1", Proof::Unverified),
    ("XRP-USDT", "100", Proof::Unverified),
    ("DOGE-USDT", "1000", Proof::Unverified),
    ("LTC-USDT", "1", Proof::Unverified),
    ("BCH-USDT", "0.1", Proof::Unverified),
    ("ADA-USDT", "100", Proof::Unverified),
    ("LINK-USDT", "1", Proof::Unverified),
    ("AVAX-USDT", "1", Proof::Unverified),
    ("DOT-USDT", "1", Proof::Unverified),
    ("BNB-USDT", "0.01", Proof::Unverified),
    ("ETC-USDT", "10", Proof::Unverified),
    ("TRX-USDT", "1000", Proof::Unverified),
    ("UNI-USDT", "1", Proof::Unverified),
    ("SUI-USDT", "1", Proof::Unverified),
];
/// Coins of one contract: HTX.
const HTX: [ContractSize; 2] =
    [("BTC-USDT", "0.001", Proof::Stated), ("ETH-USDT", "0.01", Proof::Unverified)];
/// Coins of one contract: Gate's `quanto_multiplier`.
const GATE: [ContractSize; 2] =
    [("BTC_USDT", "0.0001", Proof::Unverified), ("ETH_USDT", "0.01", Proof::Unverified)];

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
pub(super) fn worth(
    measure: Measure,
    symbol: &str,
    values: &ContractValues,
) -> Result<(QtyUnit, Worth)> {
    let dollars = || Ok((QtyUnit::Quote, Worth::Face(Price::new(1.into())?, Proof::Stated)));
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
    if let Some(value) = values.get(symbol) {
        let dollars = matches!(measure, Measure::Okx | Measure::Htx) && dollar_contract(symbol);
        if dollars || measure == Measure::BinanceCoinM || symbol == "XBTUSD" {
            return Ok((
                QtyUnit::Contracts,
                Worth::Face(Price::new(value.decimal())?, Proof::Stated),
            ));
        }
        return Ok((QtyUnit::Contracts, Worth::Contracts(value, Proof::Stated)));
    }
    if let Some((usd, proof)) = face(measure, symbol) {
        return Ok((QtyUnit::Contracts, Worth::Face(Price::new(usd.into())?, proof)));
    }
    match measure {
        Measure::Okx => table(&OKX, symbol, '-'),
        Measure::Htx => table(&HTX, symbol, '-'),
        Measure::Gate => table(&GATE, symbol, '_'),
        _ => Ok((QtyUnit::Contracts, Worth::Unknown)),
    }
}

/// Dollars of one contract, where it is so many dollars.
fn face(measure: Measure, symbol: &str) -> Option<(i64, Proof)> {
    let bitcoin = symbol.starts_with("BTC") || symbol.starts_with("XBT");
    let ether = symbol.starts_with("ETH-USD");
    match measure {
        Measure::BinanceCoinM => {
            Some((if symbol.starts_with("BTCUSD") { 100 } else { 10 }, Proof::Stated))
        }
        Measure::Okx if dollar_contract(symbol) => {
            let stated = bitcoin || ether;
            let proof = if stated { Proof::Stated } else { Proof::Unverified };
            Some((if bitcoin { 100 } else { 10 }, proof))
        }
        Measure::Htx if dollar_contract(symbol) => {
            Some((if bitcoin { 100 } else { 10 }, Proof::Unverified))
        }
        Measure::Bitmex if symbol == "XBTUSD" => Some((1, Proof::Stated)),
        Measure::Bitmex if bitmex_dollar(symbol) => Some((1, Proof::Unverified)),
        Measure::Gate if symbol == "BTC_USD" => Some((1, Proof::Unverified)),
        _ => None,
    }
}

/// `BTC-USDT` stands for `BTC-USDT-SWAP` and `BTC-USDT-251226` too.
fn table(table: &[ContractSize], symbol: &str, mark: char) -> Result<(QtyUnit, Worth)> {
    let starts = |name: &str| {
        symbol.strip_prefix(name).is_some_and(|rest| rest.is_empty() || rest.starts_with(mark))
    };
    let Some((_, coins, proof)) = table.iter().find(|(name, ..)| starts(name)) else {
        return Ok((QtyUnit::Contracts, Worth::Unknown));
    };
    Ok((QtyUnit::Contracts, Worth::Contracts(coins.parse()?, *proof)))
}

/// `BTC-USD`, `BTC-USD-SWAP`, and HTX's old `BTC210326`.
fn dollar_contract(symbol: &str) -> bool {
    match symbol.split_once('-') {
        Some((_, quote)) => quote == "USD" || quote.starts_with("USD-"),
        None => symbol.bytes().last().is_some_and(|byte| byte.is_ascii_digit()),
    }
}

/// Bitcoin futures such as `XBTZ25`.
fn bitmex_dollar(symbol: &str) -> bool {
    symbol.strip_prefix("XBT").is_some_and(|code| is_expiry(code.as_bytes()))
}

/// Bybit's `BTCUSD` and `BTCUSDZ25`.
fn is_inverse(symbol: &str) -> bool {
    match symbol.as_bytes() {
        [.., b'U', b'S', b'D'] => true,
        [.., b'U', b'S', b'D', a, b, c] => is_expiry(&[*a, *b, *c]),
        _ => false,
    }
}

/// A month's letter and two digits of a year.
pub(super) fn is_expiry(text: &[u8]) -> bool {
    matches!(text, [month, b'0'..=b'9', b'0'..=b'9'] if b"FGHJKMNQUVXZ".contains(month))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn kind(measure: Measure, symbol: &str) -> String {
        let (unit, worth) = worth(measure, symbol, &ContractValues::default()).unwrap();
        let unit = unit.as_str();
        let mark = |proof| if proof == Proof::Unverified { "?" } else { "" };
        match worth {
            Worth::Coins => format!("{unit} coins"),
            Worth::Contracts(size, proof) => format!("{unit} of {size}{}", mark(proof)),
            Worth::Face(usd, proof) => format!("{unit} at {usd} USD{}", mark(proof)),
            _ => format!("{unit} unknown"),
        }
    }

    #[test]
    fn each_venue_measures_in_its_own_way() {
        assert_eq!(kind(Measure::BinanceCoinM, "BTCUSD_PERP"), "contracts at 100 USD");
        assert_eq!(kind(Measure::BinanceCoinM, "ETHUSD_PERP"), "contracts at 10 USD");
        assert_eq!(kind(Measure::Okx, "BTC-USDT-SWAP"), "contracts of 0.01");
        assert_eq!(kind(Measure::Okx, "BTC-USD-210326"), "contracts at 100 USD");
        assert_eq!(kind(Measure::Okx, "UNI-USD-SWAP"), "contracts at 10 USD?");
        assert_eq!(kind(Measure::Okx, "ETH-USD-SWAP"), "contracts at 10 USD");
        assert_eq!(kind(Measure::Okx, "ETH-USDT-SWAP"), "contracts of 0.1?");
        assert_eq!(kind(Measure::Htx, "BTC-USDT-211210"), "contracts of 0.001");
        assert_eq!(kind(Measure::Gate, "BTC_USDT"), "contracts of 0.0001?");
        assert_eq!(kind(Measure::Bitmex, "XBTUSD"), "contracts at 1 USD");
        assert_eq!(kind(Measure::Okx, "IOST-USDT-SWAP"), "contracts unknown");
        assert_eq!(kind(Measure::Htx, "BTC200703"), "contracts at 100 USD?");
        assert_eq!(kind(Measure::Bitmex, "XBTZ25"), "contracts at 1 USD?");
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
        let value = |text: &str| ("IOST-USDT-SWAP".to_owned(), text.parse().unwrap());
        let values = ContractValues::new(vec![value("1"), value("1000")]);
        let (_, found) = worth(Measure::Okx, "IOST-USDT-SWAP", &values).unwrap();
        assert!(
            matches!(found, Worth::Contracts(size, Proof::Stated) if size.to_string() == "1000")
        );
    }
}
