//! Currencies that the prices of a market are in: dollars, coins that stand for one, and others.

/// A currency, by its usual name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Currency {
    /// Such as `USDT`.
    pub(super) name: &'static [u8],
    /// It is the dollar, or a coin that stands for one.
    pub(super) is_dollar: bool,
}

/// The dollar, and coins that stand for one.
const DOLLARS: &str = "USD USDT USDC FDUSD BUSD TUSD USDE DAI USD1 PYUSD USDS USDD GUSD USDP PAX \
                       HUSD RLUSD USDG USDH USDF USDM USDB USDX USDY USDR USDTB LUSD GHO FRAX \
                       CRVUSD ZUSD";
/// Money of other countries, coins that stand for it, and coins that others are priced in.
const OTHERS: &str = "EUR GBP JPY KRW TRY BRL AUD CAD CHF CNY CNH HKD SGD INR IDR MXN ZAR NGN UAH \
                      RUB PLN RON CZK SEK NZD THB ARS COP EURT EURC EURI EURS EURR AEUR BIDR IDRT \
                      BTC ETH BNB SOL XRP DOGE TRX LTC";
/// Dollars that any name may end with, longer ones first.
const ENDINGS: &str = "FDUSD USDTM USDCM USDT USDC BUSD USD1 PERP USD";
/// Assets whose name and USD would be read as another one and BUSD.
const NOT_BUSD: &str = "TRB CKB BOB GLMB";
/// Assets after whose name any currency may stand without a sign between: `ETHBTC`, `BTCTUSD`. Only
/// these: `PUMPBTC` and `STETH` are coins, and `DOTUSD` is not DO against TUSD.
const MAJORS: &str = "BTC XBT ETH BNB SOL XRP ADA DOGE LTC BCH DOT LINK AVAX TRX ETC XLM EOS XMR \
                      ZEC DASH ATOM FIL NEAR SHIB PEPE SUI APT TON ARB MATIC POL HYPE AAVE USD";

/// The first name of a list that `is` holds for.
#[inline(never)]
fn among(list: &'static str, is: &mut dyn FnMut(&'static [u8]) -> bool) -> Option<&'static [u8]> {
    let mut rest = list.as_bytes();
    loop {
        let end = rest.iter().position(|byte| *byte == b' ').unwrap_or(rest.len());
        let (name, after) = rest.split_at(end);
        if is(name) {
            return Some(name);
        }
        (_, rest) = after.split_first()?;
    }
}

/// `text`, where it is one of the list's names.
fn of(list: &'static str, text: &[u8]) -> Option<&'static [u8]> {
    among(list, &mut |name| name == text)
}

/// The currency that is called so.
#[inline(never)]
pub(super) fn named(text: &[u8]) -> Option<Currency> {
    let text: &[u8] = match text {
        b"XBT" => b"BTC",
        // Bitfinex' Tether, and futures of KuCoin.
        b"UST" | b"USDTM" => b"USDT",
        b"USDCM" => b"USDC",
        other => other,
    };
    let dollar = of(DOLLARS, text);
    let name = dollar.or_else(|| of(OTHERS, text))?;
    Some(Currency { name, is_dollar: dollar.is_some() })
}

/// Splits `BTCUSDT` into `BTC` and its currency. What is a currency itself is not split.
#[inline(never)]
pub(super) fn at_end(pair: &[u8]) -> Option<(&[u8], Currency)> {
    if named(pair).is_some() || pair == b"PERP" {
        return None;
    }
    // `USDTUSD` is not USD against TUSD.
    let fits = |major: &[u8], quote: Currency| !quote.is_dollar || major != b"USD";
    let quote = |major: &[u8]| named(pair.strip_prefix(major)?);
    let of_major = |major: &'static [u8]| quote(major).is_some_and(|quote| fits(major, quote));
    if let Some(major) = among(MAJORS, &mut { of_major }) {
        return Some((pair.get(..major.len())?, quote(major)?));
    }
    let is_other = |ending: &[u8]| {
        ending == b"BUSD" && among(NOT_BUSD, &mut |name| pair.starts_with(name)).is_some()
    };
    let ends = |ending: &'static [u8]| pair.len() > ending.len() && pair.ends_with(ending);
    let ending = among(ENDINGS, &mut |ending| ends(ending) && !is_other(ending))?;
    // Bybit's perpetuals in USDC end with PERP.
    let name = if ending == b"PERP" { b"USDC" } else { ending };
    Some((pair.strip_suffix(ending)?, named(name)?))
}

/// Whether prices of this asset in any currency are written without a sign between.
pub(super) fn is_major(asset: &[u8]) -> bool {
    of(MAJORS, asset).is_some()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn split(pair: &str) -> Option<(&str, &str)> {
        let text = |bytes| std::str::from_utf8(bytes).unwrap();
        let (base, currency) = at_end(pair.as_bytes())?;
        Some((text(base), text(currency.name)))
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
        let names = |list: &'static str| list.split(' ').map(str::as_bytes);
        assert!(names(DOLLARS).all(|name| named(name).unwrap().is_dollar));
        assert!(names(OTHERS).all(|name| !named(name).unwrap().is_dollar));
        for ending in names(ENDINGS) {
            let pair = [b"MOG", ending].concat();
            let (base, currency) = at_end(&pair).unwrap();
            assert!(base == b"MOG" && currency.is_dollar, "{pair:?}");
        }
    }
}
