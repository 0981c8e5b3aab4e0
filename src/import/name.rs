//! What the name of a market says: which asset it trades, by how many coins, in which currency.
//!
//! Part of a name: examples; what becomes of it.
//!
//! - a place before a colon: Hyperliquid's `xyz:GOOGL`, `BINANCE:BTCUSDT`; left out
//! - a mark of the product: `_PERP`, `-SWAP`, `PF_`, `PERP_`, `.A`, `F0` on both sides; left out
//! - a delivery: `_251226`, `-26DEC25`, `-25Z26`, `Z25`, `BTC210326`; left out
//! - a strike: `-100000-C`; left out
//! - a currency: `BTCUSDT`, `BTC-USD`, `BTC/USDT:USDT`, `ETHBTC`; what prices are in
//! - a multiplier: `1000SHIB`, `SHIB1000`, `kPEPE`, `1MBABYDOGE`; not `1000X`; coins of a unit
//! - small letters alone: `btcusdt`; made capitals
//!
//! The same name is the same asset at every venue, so that the sums of many files can be put
//! together.

use super::bytes::find;
use super::contracts::is_expiry;
use super::currency::{Currency, at_end, is_major, named};

/// Fewest letters of an asset after `1M`, and before a multiplier.
const LETTERS: usize = 3;

/// What a market's name says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Name {
    /// The asset: `BTC`.
    pub(super) asset: String,
    /// Coins in one unit, as a power of ten: 3 for `1000PEPEUSDT`.
    pub(super) power: u32,
    /// The currency of the prices, where the name says it.
    pub(super) quote: Option<Currency>,
}

impl Name {
    /// Reads the name of a market.
    pub(super) fn of(symbol: &str) -> Self {
        let text = in_capitals(without_place(symbol.as_bytes()));
        let (base, quote) = pair(without_mark(&text));
        let (asset, power) = without_multiplier(base);
        // BitMEX, Kraken and Bitfinex write XBT for Bitcoin.
        let asset = if asset == b"XBT" { b"BTC" } else { asset };
        Self { asset: String::from_utf8_lossy(asset).into_owned(), power, quote }
    }
}

/// Small letters are made capitals, where there are no others.
fn in_capitals(text: &[u8]) -> Vec<u8> {
    let capital = text.iter().any(u8::is_ascii_uppercase);
    if capital { text.to_vec() } else { text.to_ascii_uppercase() }
}

/// `text` up to the first of `signs`, and what follows it.
#[inline(never)]
fn cut<'t>(text: &'t [u8], signs: &[u8]) -> (&'t [u8], Option<&'t [u8]>) {
    match text.iter().position(|byte| signs.contains(byte)) {
        Some(at) => (text.split_at(at).0, text.get(at.saturating_add(1)..)),
        None => (text, None),
    }
}

/// What stands before the first sign.
fn head(text: &[u8]) -> &[u8] {
    cut(text, b"-_./:").0
}

/// Without the place before a colon: small letters are one, and so is what stands before a whole
/// pair. `BTC/USDT:USDT` and `BTCF0:USTF0` have none.
fn without_place(symbol: &[u8]) -> &[u8] {
    let (place, Some(name)) = cut(symbol, b":") else { return symbol };
    let is_small = |byte: &u8| byte.is_ascii_lowercase() || byte.is_ascii_digit();
    let is_dex = place.iter().all(is_small) && !place.ends_with(b"f0");
    let is_pair = || at_end(head(&in_capitals(name))).is_some();
    let is_venue = || find(place, b'/').is_none() && !place.ends_with(b"F0") && is_pair();
    let is_place = !place.is_empty() && !name.is_empty() && (is_dex || is_venue());
    if is_place { name } else { symbol }
}

/// Without a mark of the product before the pair: Kraken Futures' and Orderly's. `PI_USDT` is a
/// coin and not Kraken's.
fn without_mark(text: &[u8]) -> &[u8] {
    let (mark, Some(rest)) = cut(text, b"_") else { return text };
    let is_mark = match mark {
        [b'P' | b'F', b'I' | b'F' | b'V'] => at_end(head(rest)).is_some(),
        b"PERP" | b"SPOT" => find(rest, b'_').is_some(),
        _ => false,
    };
    if is_mark { rest } else { text }
}

/// The asset with its multiplier, and the currency of the prices.
fn pair(text: &[u8]) -> (&[u8], Option<Currency>) {
    let (base, quote) = match (cut(text, b"/"), cut(text, b":")) {
        ((base, Some(rest)), _) => (base, named(head(rest))),
        (_, (base, Some(quote))) => of_sides(base, quote),
        _ => of_parts(cut(text, b".").0),
    };
    if base.is_empty() { (text, None) } else { (base, quote) }
}

/// Bitfinex' `BTCF0:USTF0`, with a `t` before it or not; F0 marks derivatives.
fn of_sides<'a>(base: &'a [u8], quote: &[u8]) -> (&'a [u8], Option<Currency>) {
    let base = match base {
        [b't', name @ ..] if is_capital(name) => name,
        _ => base,
    };
    match (base, quote) {
        ([base @ .., b'F', b'0'], [quote @ .., b'F', b'0']) => (base, named(quote)),
        // What is before the colon might be a place, and a coin the asset.
        _ => (base, named(quote).filter(|currency| currency.is_dollar)),
    }
}

/// `BTCUSDT_251226`, `BTC-USDT-SWAP`: the currency stands for itself or ends the first part.
fn of_parts(text: &[u8]) -> (&[u8], Option<Currency>) {
    let (first, mut rest) = cut(text, b"-_");
    while let Some(parts) = rest {
        let (part, more) = cut(parts, b"-_");
        if let Some(currency) = named(part) {
            return (first, Some(currency));
        }
        rest = more;
    }
    let first = without_delivery(first);
    at_end(first).map_or((first, None), |(base, currency)| (base, Some(currency)))
}

/// Without a delivery that no sign stands before: `XBTZ25`, `BTCUSDZ25`, `BTC210326`.
fn without_delivery(text: &[u8]) -> &[u8] {
    match text {
        [pair @ .., a, b, c]
            if is_expiry(&[*a, *b, *c]) && (is_major(pair) || at_end(pair).is_some()) =>
        {
            pair
        }
        // A year from 2010 to 2049, a month and a day.
        [
            base @ ..,
            b'1'..=b'4',
            b'0'..=b'9',
            b'0'..=b'1',
            b'0'..=b'9',
            b'0'..=b'3',
            b'0'..=b'9',
        ] if is_letters(base, 2) => base,
        _ => text,
    }
}

/// So many letters at least, of any script, and nothing else.
fn is_letters(text: &[u8], min: usize) -> bool {
    let letter = |byte: &u8| byte.is_ascii_alphabetic() || !byte.is_ascii();
    text.len() >= min && text.iter().all(letter)
}

fn is_capital(text: &[u8]) -> bool {
    text.first().is_some_and(u8::is_ascii_uppercase)
}

/// Splits `1000PEPE` into `PEPE` and 3: with three zeros or more and two letters; Hyperliquid's and
/// Paradex' `kPEPE`; `1M` and, at Drift, `1K`; Bybit's `SHIB1000`.
fn without_multiplier(base: &[u8]) -> (&[u8], u32) {
    let capital = |byte: &u8| byte.is_ascii_uppercase() || byte.is_ascii_digit();
    let zeros = |zeros: usize| u32::try_from(zeros).ok().filter(|zeros| (3..=9).contains(zeros));
    let is_zero = |byte: &&u8| **byte == b'0';
    match base {
        [b'k', name @ ..] if is_capital(name) && name.len() >= 2 && name.iter().all(capital) => {
            return (name, 3);
        }
        [b'1', b'M', name @ ..] if is_letters(name, LETTERS) => return (name, 6),
        [b'1', b'K', name @ ..] if is_letters(name, LETTERS) => return (name, 3),
        [b'1', rest @ ..] => {
            let count = rest.iter().take_while(is_zero).count();
            if let (Some(power), (_, name @ [first, _, ..])) = (zeros(count), rest.split_at(count))
                && !first.is_ascii_digit()
            {
                return (name, power);
            }
        }
        _ => {}
    }
    let last = base.iter().rposition(|byte| *byte != b'0');
    let (stem, end) = base.split_at(last.map_or(0, |last| last.saturating_add(1)));
    match (stem, zeros(end.len())) {
        ([name @ .., b'1'], Some(power)) if is_letters(name, LETTERS) => (name, power),
        _ => (base, 0),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Names of every kind: the name, its asset, the power of its multiplier, its currency.
    const NAMES: [(&str, &str, u32, &str); 84] = [
        // A coin alone, and pairs without a sign.
        ("BTC", "BTC", 0, ""),
        ("S", "S", 0, ""),
        ("0G", "0G", 0, ""),
        ("币安人生", "币安人生", 0, ""),
        ("BTCUSDT", "BTC", 0, "USDT"),
        ("BTCUSDC", "BTC", 0, "USDC"),
        ("BTCUSD", "BTC", 0, "USD"),
        ("BTCBUSD", "BTC", 0, "BUSD"),
        ("BTCFDUSD", "BTC", 0, "FDUSD"),
        ("BTCTUSD", "BTC", 0, "TUSD"),
        ("BTCDAI", "BTC", 0, "DAI"),
        ("BTCPERP", "BTC", 0, "USDC"),
        ("XBTUSD", "BTC", 0, "USD"),
        ("XBTUSDT", "BTC", 0, "USDT"),
        ("XBTUSDTM", "BTC", 0, "USDT"),
        ("AUSDT", "A", 0, "USDT"),
        ("TUSDT", "T", 0, "USDT"),
        ("DOTUSD", "DOT", 0, "USD"),
        ("USDCUSDT", "USDC", 0, "USDT"),
        ("USDC", "USDC", 0, ""),
        ("DEFIUSDT", "DEFI", 0, "USDT"),
        ("PERPUSDT", "PERP", 0, "USDT"),
        ("币安人生USDT", "币安人生", 0, "USDT"),
        ("btcusdt", "BTC", 0, "USDT"),
        // Signs, and marks of the product.
        ("BTC-USD", "BTC", 0, "USD"),
        ("BTC_USDT", "BTC", 0, "USDT"),
        ("BTC-USDT-SWAP", "BTC", 0, "USDT"),
        ("BTC-USDT-PERP", "BTC", 0, "USDT"),
        ("BTC-PERP", "BTC", 0, ""),
        ("BTC-PERPETUAL", "BTC", 0, ""),
        ("BTC_USDC-PERPETUAL", "BTC", 0, "USDC"),
        ("btc-perpetual", "BTC", 0, ""),
        ("BTCUSD_PERP", "BTC", 0, "USD"),
        ("BNBUSD_PERP", "BNB", 0, "USD"),
        ("BTCUSDT_UMCBL", "BTC", 0, "USDT"),
        ("BTCUSDT_PERP.A", "BTC", 0, "USDT"),
        ("BTCUSD_PERP.0", "BTC", 0, "USD"),
        ("PI_XBTUSD", "BTC", 0, "USD"),
        ("PF_1INCHUSD", "1INCH", 0, "USD"),
        ("PERP_NEAR_USDC", "NEAR", 0, "USDC"),
        ("SOL_USDC_PERP", "SOL", 0, "USDC"),
        ("PI_USDT", "PI", 0, "USDT"),
        ("PERP_USDT", "PERP", 0, "USDT"),
        // Deliveries and options.
        ("BTC_251226", "BTC", 0, ""),
        ("BTCUSDT_251226", "BTC", 0, "USDT"),
        ("BTC-USD-241227", "BTC", 0, "USD"),
        ("BTC-USDT-251226", "BTC", 0, "USDT"),
        ("BTC210326", "BTC", 0, ""),
        ("FI_ETHUSD_251226", "ETH", 0, "USD"),
        ("BTC-26DEC25", "BTC", 0, ""),
        ("BTCUSDT-26DEC25", "BTC", 0, "USDT"),
        ("BTCUSDZ25", "BTC", 0, "USD"),
        ("XBTZ25", "BTC", 0, ""),
        ("ETH-USDT-25Z26", "ETH", 0, "USDT"),
        ("BTC-26DEC25-100000-C", "BTC", 0, ""),
        ("XRP_USDC-30JUN25-2d5-P", "XRP", 0, "USDC"),
        ("STOXX50", "STOXX50", 0, ""),
        // Slashes and colons.
        ("BTC/USDT", "BTC", 0, "USDT"),
        ("BTC/USDT:USDT", "BTC", 0, "USDT"),
        ("BTC/USDT:USDT-251226", "BTC", 0, "USDT"),
        ("BTC/USD:BTC", "BTC", 0, "USD"),
        ("BTCF0:USTF0", "BTC", 0, "USDT"),
        ("tBTCF0:USTF0", "BTC", 0, "USDT"),
        ("tDOGE:UST", "DOGE", 0, "USDT"),
        ("xyz:GOOGL", "GOOGL", 0, ""),
        ("xyz:XYZ100", "XYZ100", 0, ""),
        ("hyna:BTC", "BTC", 0, ""),
        ("hyna:kPEPE", "PEPE", 3, ""),
        ("BINANCE:BTCUSDT.P", "BTC", 0, "USDT"),
        ("BINANCE_FUTURES:btcusdt", "BTC", 0, "USDT"),
        // Multipliers.
        ("1000SHIBUSDT", "SHIB", 3, "USDT"),
        ("SHIB1000USDT", "SHIB", 3, "USDT"),
        ("10000LADYSUSDT", "LADYS", 4, "USDT"),
        ("1000000BOBUSDT", "BOB", 6, "USDT"),
        ("1MBABYDOGE", "BABYDOGE", 6, ""),
        ("1KMEW-PERP", "MEW", 3, ""),
        ("kPEPE", "PEPE", 3, ""),
        ("1000SHIB/USDT:USDT", "SHIB", 3, "USDT"),
        ("KAITO", "KAITO", 0, ""),
        ("1INCHUSDT", "1INCH", 0, "USDT"),
        ("1000XUSDT", "1000X", 0, "USDT"),
        // Prices that are no dollars.
        ("ETHBTC", "ETH", 0, "BTC"),
        ("ETH-BTC-PERP", "ETH", 0, "BTC"),
        ("ETHF0:BTCF0", "ETH", 0, "BTC"),
    ];

    #[test]
    fn a_name_says_its_asset_its_multiplier_and_its_currency() {
        for (symbol, asset, power, quote) in NAMES {
            let name = Name::of(symbol);
            let said = name.quote.map_or(&b""[..], |currency| currency.name);
            let found = (&*name.asset, name.power, said);
            assert_eq!(found, (asset, power, quote.as_bytes()), "{symbol}");
        }
    }

    #[test]
    fn whatever_is_no_more_than_signs_is_its_own_asset() {
        for odd in
            ["_", "-", "/", ":", ".BXBT", "/USDT", "_USDT", "a:", ":b", "1000", "1", "k", "t"]
        {
            assert!(!Name::of(odd).asset.is_empty(), "{odd}");
        }
    }
}
