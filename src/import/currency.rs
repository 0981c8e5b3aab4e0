//! Currencies that the prices of a market are in: dollars, coins that stand for one, and others.

/// A currency, by its usual name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Currency {
    /// Such as `USDT`.
    pub(super) name: &'static str,
    /// It is the dollar, or a coin that stands for one.
    pub(super) is_dollar: bool,
}

/// The dollar, and coins that stand for one.
const DOLLARS: [&str; 31] = [
    "USD", "USDT", "USDC", "FDUSD", "BUSD", "TUSD", "USDE", "DAI", "USD1", "PYUSD", "USDS", "USDD",
    "GUSD", "USDP", "PAX", "HUSD", "RLUSD", "USDG", "USDH", "USDF", "USDM", "USDB", "USDX", "USDY",
    "USDR", "USDTB", "LUSD", "GHO", "FRAX", "CRVUSD", "ZUSD",
];
/// Other names of theirs: Bitfinex's Tether, and futures of KuCoin.
const ALIASES: [(&str, &str); 3] = [("UST", "USDT"), ("USDTM", "USDT"), ("USDCM", "USDC")];
/// Money of other countries.
const FIAT: [&str; 28] = [
    "EUR", "GBP", "JPY", "KRW", "TRY", "BRL", "AUD", "CAD", "CHF", "CNY", "CNH", "HKD", "SGD",
    "INR", "IDR", "MXN", "ZAR", "NGN", "UAH", "RUB", "PLN", "RON", "CZK", "SEK", "NZD", "THB",
    "ARS", "COP",
];
/// Coins that others are priced in, and coins that stand for other money.
const COINS: [&str; 16] = [
    "BTC", "ETH", "BNB", "SOL", "XRP", "DOGE", "TRX", "LTC", "EURT", "EURC", "EURI", "EURS",
    "EURR", "AEUR", "BIDR", "IDRT",
];
/// Dollars that any name may end with, longer ones first. Bybit's perpetuals in USDC end with PERP.
const ENDINGS: [(&str, &str); 9] = [
    ("FDUSD", "FDUSD"),
    ("USDTM", "USDT"),
    ("USDCM", "USDC"),
    ("USDT", "USDT"),
    ("USDC", "USDC"),
    ("BUSD", "BUSD"),
    ("USD1", "USD1"),
    ("PERP", "USDC"),
    ("USD", "USD"),
];
/// Assets whose name and USD would be read as another one and BUSD.
const NOT_BUSD: [&str; 4] = ["TRB", "CKB", "BOB", "GLMB"];
/// Assets after whose name any currency may stand without a sign between: `ETHBTC`, `BTCTUSD`. Only
/// these: `PUMPBTC` and `STETH` are coins, and `DOTUSD` is not DO against TUSD.
const MAJORS: [&str; 33] = [
    "BTC", "XBT", "ETH", "BNB", "SOL", "XRP", "ADA", "DOGE", "LTC", "BCH", "DOT", "LINK", "AVAX",
    "TRX", "ETC", "XLM", "EOS", "XMR", "ZEC", "DASH", "ATOM", "FIL", "NEAR", "SHIB", "PEPE", "SUI",
    "APT", "TON", "ARB", "MATIC", "POL", "HYPE", "AAVE",
];

/// The currency that is called so.
pub(super) fn named(text: &str) -> Option<Currency> {
    let text = if text == "XBT" { "BTC" } else { text };
    let alias = ALIASES.iter().find(|(alias, _)| *alias == text);
    let text = alias.map_or(text, |(_, usual)| usual);
    let one_of = |list: &[&'static str]| list.iter().copied().find(|name| *name == text);
    let dollar = one_of(&DOLLARS).map(|name| Currency { name, is_dollar: true });
    dollar.or_else(|| {
        let other = one_of(&COINS).or_else(|| one_of(&FIAT));
        other.map(|name| Currency { name, is_dollar: false })
    })
}

/// Splits `BTCUSDT` into `BTC` and its currency. What is a currency itself is not split.
pub(super) fn at_end(pair: &str) -> Option<(&str, Currency)> {
    if named(pair).is_some() || pair == "PERP" {
        return None;
    }
    of_major(pair).or_else(|| of_money(pair)).or_else(|| in_usual_dollars(pair))
}

/// Whether prices of this asset in any currency are written without a sign between.
pub(super) fn is_major(asset: &str) -> bool {
    MAJORS.contains(&asset)
}

fn of_major(pair: &str) -> Option<(&str, Currency)> {
    let quoted = |major: &&'static str| Some((*major, named(pair.strip_prefix(*major)?)?));
    let (major, currency) = MAJORS.iter().find_map(quoted)?;
    Some((pair.get(..major.len())?, currency))
}

/// `USDJPY` and `EURGBP`; but `USDTUSD` is not USD against TUSD.
fn of_money(pair: &str) -> Option<(&str, Currency)> {
    let (base, quote) = pair.split_at_checked(3)?;
    let money = |text: &str| text == "USD" || FIAT.contains(&text);
    let currency = named(quote).filter(|_| money(base) && money(quote))?;
    Some((base, currency))
}

fn in_usual_dollars(pair: &str) -> Option<(&str, Currency)> {
    let in_usd = pair.strip_suffix("USD").filter(|base| NOT_BUSD.contains(base));
    if let Some(base) = in_usd {
        return Some((base, Currency { name: "USD", is_dollar: true }));
    }
    let ends = |(ending, name): &(&str, &'static str)| Some((pair.strip_suffix(ending)?, *name));
    let (base, name) = ENDINGS.iter().find_map(ends).filter(|(base, _)| !base.is_empty())?;
    Some((base, Currency { name, is_dollar: true }))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn split(pair: &str) -> Option<(&str, &str)> {
        at_end(pair).map(|(base, currency)| (base, currency.name))
    }

    #[test]
    fn a_pair_is_split_only_where_that_is_certain() {
        let pairs = [
            ("BTCUSDT", "BTC", "USDT"),
            ("XBTUSDTM", "XBT", "USDT"),
            ("BTCFDUSD", "BTC", "FDUSD"),
            ("BTCTUSD", "BTC", "TUSD"),
            ("DOTUSD", "DOT", "USD"),
            ("BNBUSD", "BNB", "USD"),
            ("SHIBUSD", "SHIB", "USD"),
            ("CKBUSD", "CKB", "USD"),
            ("CAKEBUSD", "CAKE", "BUSD"),
            ("USDCUSDT", "USDC", "USDT"),
            ("USDTUSD", "USDT", "USD"),
            ("EURUSDT", "EUR", "USDT"),
            ("EURUSD", "EUR", "USD"),
            ("USDTRY", "USD", "TRY"),
            ("TUSDT", "T", "USDT"),
            ("BTCPERP", "BTC", "USDC"),
            ("ETHBTC", "ETH", "BTC"),
            ("ETHXBT", "ETH", "BTC"),
            ("BTCEUR", "BTC", "EUR"),
        ];
        for (pair, base, quote) in pairs {
            assert_eq!(split(pair), Some((base, quote)), "{pair}");
        }
        for whole in ["PUMPBTC", "STETH", "WBTC", "USDT", "BTC", "PERP", "TUSD", "AEUR", "TRON"] {
            assert_eq!(split(whole), None, "{whole}");
        }
    }

    #[test]
    fn every_dollar_is_one_and_no_other_currency_is() {
        assert!(DOLLARS.iter().all(|name| named(name).unwrap().is_dollar));
        let others = COINS.iter().chain(&FIAT);
        assert!(others.clone().all(|name| !named(name).unwrap().is_dollar));
        for (ending, name) in ENDINGS {
            assert!(
                named(name).unwrap().is_dollar && (ending.starts_with(name) || ending == "PERP")
            );
        }
    }
}
