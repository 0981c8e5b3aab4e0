//! Which asset a file is of, as far as its name says.

use crate::import;

/// Assets whose bare name at the beginning of a file's name is sure to mean them.
const KNOWN: [&str; 24] = [
    "BTC", "ETH", "SOL", "XRP", "BNB", "DOGE", "ADA", "AVAX", "LINK", "LTC", "BCH", "DOT", "TRX",
    "SUI", "HYPE", "PEPE", "SHIB", "NEAR", "APT", "ARB", "OP", "TON", "UNI", "AAVE",
];

/// The asset by a name such as `BTCUSDT-1h-2025-01.csv`, `btc_usdt_spot.csv` or `eth-1h.json`; none
/// where the name does not say, such as `candles.csv`.
pub(super) fn of_name(name: &str) -> Option<String> {
    let file = name.rsplit(['/', '\\']).next().unwrap_or(name);
    let upper = file.to_ascii_uppercase();
    let word = upper.split(|c: char| !c.is_ascii_alphanumeric()).find(|word| !word.is_empty())?;
    let asset = import::asset(word);
    (asset != word || KNOWN.contains(&asset.as_str())).then_some(asset)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_a_name_that_says_it_is_one() {
        let names =
            ["BTCUSDT-1h-2025-01.csv", "btc_usdt_spot_1h.csv", "data/BTC.json", "XBTUSD.csv"];
        for name in names {
            assert_eq!(of_name(name).as_deref(), Some("BTC"), "{name}");
        }
        assert_eq!(of_name("1000PEPEUSDT_1h.csv").as_deref(), Some("PEPE"));
        for name in ["candles.csv", "binance_ETHUSDT.csv", "", "2025-01.csv", "USD.csv", "oi.json"]
        {
            assert_eq!(of_name(name), None, "{name}");
        }
    }
}
