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
const DOLLARS: &str = "USD USDT USDC FDUSD BUSD TUSD USDE DAI USD1 PYUSD USDS USDD GUSD USDP PAX \
                       HUSD RLUSD USDG USDH USDF USDM USDB USDX USDY USDR USDTB LUSD GHO FRAX \
                       CRVUSD ZUSD";
/// Money of other countries.
const MONEY: &str = "EUR GBP JPY KRW TRY BRL AUD CAD CHF CNY CNH HKD SGD INR IDR MXN ZAR NGN UAH \
                     RUB PLN RON CZK SEK NZD THB ARS COP";
/// Coins that others are priced in, and coins that stand for other money.
const COINS: &str = "BTC ETH BNB SOL XRP DOGE TRX LTC EURT EURC EURI EURS EURR AEUR BIDR IDRT";
/// Dollars that any name may end with, longer ones first.
const ENDINGS: &str = "FDUSD USDTM USDCM USDT USDC BUSD USD1 PERP USD";
/// Assets whose name and USD would be read as another one and BUSD.
const NOT_BUSD: &str = "TRB CKB BOB GLMB";
/// Assets after whose name any currency may stand without a sign between: `ETHBTC`, `BTCTUSD`. Only
/// these: `PUMPBTC` and `STETH` are coins, and `DOTUSD` is not DO against TUSD.
const MAJORS: &str = "BTC XBT ETH BNB SOL XRP ADA DOGE LTC BCH DOT LINK AVAX TRX ETC XLM EOS XMR \
                      ZEC DASH ATOM FIL NEAR SHIB PEPE SUI APT TON ARB MATIC POL HYPE AAVE";

/// The names of a list.
fn names(list: &'static str) -> impl Iterator<Item = &'static str> {
    list.split_ascii_whitespace()
}

/// `text`, where it is one of the list's names.
#[inline(never)]
fn of(list: &'static str, text: &str) -> Option<&'static str> {
    names(list).find(|name| *name == text)
}

/// The currency that is called so.
pub(super) fn named(text: &str) -> Option<Currency> {
    let text = match text {
        "XBT" => "BTC",
        // Bitfinex' Tether, and futures of KuCoin.
        "UST" | "USDTM" => "USDT",
        "USDCM" => "USDC",
        other => other,
    };
    let dollar = of(DOLLARS, text);
    let name = dollar.or_else(|| of(COINS, text)).or_else(|| of(MONEY, text))?;
    Some(Currency { name, is_dollar: dollar.is_some() })
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
    of(MAJORS, asset).is_some()
}

fn of_major(pair: &str) -> Option<(&str, Currency)> {
    names(MAJORS).find_map(|major| Some((major, named(pair.strip_prefix(major)?)?)))
}

/// `USDJPY` and `EURGBP`; but `USDTUSD` is not USD against TUSD.
fn of_money(pair: &str) -> Option<(&str, Currency)> {
    let (base, quote) = pair.split_at_checked(3)?;
    let money = |text: &str| text == "USD" || of(MONEY, text).is_some();
    Some((base, named(quote).filter(|_| money(base) && money(quote))?))
}

fn in_usual_dollars(pair: &str) -> Option<(&str, Currency)> {
    let is_other = |ending: &str, base: &str| {
        base.is_empty() || (ending == "BUSD" && names(NOT_BUSD).any(|name| pair.starts_with(name)))
    };
    names(ENDINGS).find_map(|ending| {
        let base = pair.strip_suffix(ending).filter(|base| !is_other(ending, base))?;
        // Bybit's perpetuals in USDC end with PERP.
        let name = if ending == "PERP" { "USDC" } else { ending };
        Some((base, named(name)?))
    })
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
        assert!(names(DOLLARS).all(|name| named(name).unwrap().is_dollar));
        assert!(names(COINS).chain(names(MONEY)).all(|name| !named(name).unwrap().is_dollar));
        for ending in names(ENDINGS) {
            let pair = format!("MOG{ending}");
            let (base, currency) = at_end(&pair).unwrap();
            assert!(base == "MOG" && currency.is_dollar, "{ending}");
        }
    }
}
