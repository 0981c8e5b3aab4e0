//! Names of markets: which are acceptable, and which asset one trades.

use super::bytes;
use crate::error::{Error, Result};

/// Longest name of a market, in characters.
const MOST_CHARS: usize = 40;
const EXPECTED: &str = "a market's name of 1 to 40 letters, digits or . _ - : / + $";
/// Dollars that a market's name may end with, longer ones first.
const QUOTES: [&str; 7] = ["FDUSD", "USDT", "USDC", "BUSD", "USD1", "PERP", "USD"];
/// Assets whose name and USD would be read as another one and BUSD.
const NOT_BUSD: [&str; 4] = ["BNB", "ARB", "SHIB", "TRB"];
/// Assets with a market against Bitcoin: `ETHBTC`. Its prices are no dollars.
const AGAINST_BITCOIN: [&str; 7] = ["ETH", "BNB", "LTC", "SOL", "XRP", "ADA", "BCH"];
/// Kraken Futures' marks of a product type before the pair.
const KRAKEN: [&str; 4] = ["PI_", "PF_", "FI_", "FF_"];

/// Names of markets that were read lately, so that each is checked and taken apart once.
#[derive(Debug, Default)]
pub(super) struct Markets(Vec<Option<Market>>);

/// A market's name, checked, and its asset.
#[derive(Debug, Default)]
pub(super) struct Market {
    pub(super) name: String,
    pub(super) asset: String,
    pub(super) thousands: u32,
    /// The name is that of a coin-margined contract of Binance.
    pub(super) coin_margined: bool,
}

impl Markets {
    /// Names that are kept; another one takes the place of the one with the same hash.
    const KEPT: usize = 1024;

    /// The market called `text`.
    ///
    /// # Errors
    /// As [`checked`].
    pub(super) fn get(&mut self, text: &[u8]) -> Result<&Market> {
        if self.0.is_empty() {
            self.0.resize_with(Self::KEPT, || None);
        }
        let place = spread(text) as usize % Self::KEPT;
        let Some(slot) = self.0.get_mut(place) else { return Err(Error::missing(EXPECTED)) };
        if slot.as_ref().is_none_or(|market| market.name.as_bytes() != text) {
            let name = checked(text)?;
            let Asset { name: asset, thousands } = asset(name);
            let coin_margined = bytes::has(name, "USD_");
            let (name, asset) = (name.to_owned(), asset.to_owned());
            *slot = Some(Market { name, asset, thousands, coin_margined });
        }
        slot.as_ref().ok_or_else(|| Error::missing(EXPECTED))
    }
}

impl Markets {
    /// The market called `text`, where it was read lately.
    pub(super) fn known(&self, text: &[u8]) -> Option<&Market> {
        let slot = self.0.get(spread(text) as usize % Self::KEPT)?.as_ref()?;
        bytes::same(slot.name.as_bytes(), text).then_some(slot)
    }
}

/// A number that differs for most different names: of their first, last and middle four bytes.
pub(crate) fn spread(text: &[u8]) -> u32 {
    let word = |chunk: Option<&[u8; 4]>| chunk.map_or(0, |bytes| u32::from_le_bytes(*bytes));
    let (first, last) = match text.first_chunk::<4>() {
        Some(first) => (u32::from_le_bytes(*first), word(text.last_chunk::<4>())),
        None => (text.iter().fold(0, |sum, byte| (sum << 8) | u32::from(*byte)), 0),
    };
    let middle = word(text.get(4..).and_then(<[u8]>::first_chunk));
    let mixed = first.wrapping_mul(0x9e37_79b1) ^ last.wrapping_mul(0x85eb_ca77);
    let mixed = (mixed ^ middle).wrapping_mul(0xc2b2_ae3d);
    mixed ^ (mixed >> 15)
}

/// What a market's name says about the asset.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Asset<'a> {
    /// The asset: `BTC`.
    pub(super) name: &'a str,
    /// Coins in one unit, as a power of ten: 3 for `1000PEPEUSDT`.
    pub(super) thousands: u32,
}

/// The name of a market, checked: letters of any script, digits and a few signs, so that no name
/// can carry markup, quotes, spaces or control characters into a report.
///
/// # Errors
/// Malformed for anything else.
pub(super) fn checked(text: &[u8]) -> Result<&str> {
    let bad = || Error::malformed(EXPECTED, &String::from_utf8_lossy(head(text)));
    let name = std::str::from_utf8(text).map_err(|_| bad())?;
    let letter = |byte: &u8| byte.is_ascii_alphanumeric() || b"._-:/+$".contains(byte);
    if (1..=MOST_CHARS).contains(&text.len()) && text.iter().all(letter) {
        return Ok(name);
    }
    let sound = |c: char| match c {
        'A'..='Z' | 'a'..='z' | '0'..='9' | '.' | '_' | '-' | ':' | '/' | '+' | '$' => true,
        c if c.is_ascii() => false,
        c => c.is_alphanumeric(),
    };
    let short = name.len() <= MOST_CHARS || name.chars().count() <= MOST_CHARS;
    if !name.is_empty() && short && name.chars().all(sound) { Ok(name) } else { Err(bad()) }
}

fn head(text: &[u8]) -> &[u8] {
    text.get(..4 * MOST_CHARS).unwrap_or(text)
}

/// The asset that the market `symbol` trades: what is left without product type, quote currency,
/// expiry and multiplier. `BTC`, `BTCUSDT`, `BTCUSDT_251226`, `BTC-USDT-SWAP`, `PI_XBTUSD` and
/// `BTC_USDC-PERPETUAL` are all BTC; `1000PEPEUSDT` is PEPE by the thousand.
pub(super) fn asset(symbol: &str) -> Asset<'_> {
    let pair = KRAKEN.iter().find_map(|mark| symbol.strip_prefix(mark)).unwrap_or(symbol);
    let head = pair.split(['-', '_', ':', '/', '.']).next().unwrap_or(pair);
    // Bitfinex marks derivatives with F0 on both sides: BTCF0:USTF0.
    let head = if pair.contains(':') { head.strip_suffix("F0").unwrap_or(head) } else { head };
    let head = if head.is_empty() { pair } else { head };
    let (name, thousands) = without_multiplier(without_quote(head));
    // BitMEX, Kraken and Bitfinex write XBT for Bitcoin.
    Asset { name: if name == "XBT" { "BTC" } else { name }, thousands }
}

/// Whether the market `symbol` is quoted in dollars, as far as its name says. `ETHBTC` is not:
/// Binance lists it beside the others, and its price times its quantity is an amount of Bitcoin.
#[must_use]
pub fn in_dollars(symbol: &str) -> bool {
    let base = symbol.strip_suffix("BTC").or_else(|| symbol.strip_suffix("XBT"));
    let base = base.map(|base| base.trim_end_matches(['-', '_', '/']));
    base.is_none_or(|base| !AGAINST_BITCOIN.contains(&base))
}

/// The asset that the market `symbol` trades.
#[must_use]
pub fn asset_name(symbol: &str) -> &str {
    asset(symbol).name
}

fn without_quote(head: &str) -> &str {
    if QUOTES.contains(&head) {
        return head;
    }
    if let Some(base) = head.strip_suffix("USD").filter(|base| NOT_BUSD.contains(base)) {
        return base;
    }
    let base = QUOTES.iter().find_map(|quote| head.strip_suffix(quote));
    base.filter(|base| !base.is_empty()).unwrap_or(head)
}

/// Splits `1000PEPE` into `PEPE` and 3. At least three zeros, so that `1INCH` stays itself.
fn without_multiplier(name: &str) -> (&str, u32) {
    let Some(rest) = name.strip_prefix('1') else { return (name, 0) };
    let base = rest.trim_start_matches('0');
    let zeros = rest.len().saturating_sub(base.len());
    match u32::try_from(zeros) {
        Ok(zeros @ 3..=9) if !base.is_empty() => (base, zeros),
        _ => (name, 0),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_venues_way_of_writing_a_market_gives_the_same_asset() {
        let bitcoin = [
            "BTC",
            "BTCUSDT",
            "BTCUSDC",
            "BTCUSDT_251226",
            "BTC_251226",
            "BTCUSD_PERP",
            "BTCUSD",
            "BTC-USDT-SWAP",
            "BTC-USD-210326",
            "XBTUSD",
            "PI_XBTUSD",
            "PF_XBTUSD",
            "BTC-PERPETUAL",
            "BTC_USDC-PERPETUAL",
            "BTC_USDT",
            "BTC-USD",
            "BTCPERP",
            "BTCUSDT_PERP.A",
            "XBTUSDT",
            "BTCF0:USTF0",
            "BTCBUSD",
        ];
        for symbol in bitcoin {
            assert_eq!(asset(symbol), Asset { name: "BTC", thousands: 0 }, "{symbol}");
        }
        assert_eq!(asset("1000PEPEUSDT"), Asset { name: "PEPE", thousands: 3 });
        assert_eq!(asset("1INCHUSDT"), Asset { name: "1INCH", thousands: 0 });
        assert_eq!(asset("USDCUSDT"), Asset { name: "USDC", thousands: 0 });
        assert_eq!(asset("USDC"), Asset { name: "USDC", thousands: 0 });
        assert_eq!(asset("币安人生USDT").name, "币安人生");
        assert_eq!(asset("_").name, "_");
        assert_eq!(asset("BNBUSD_PERP").name, "BNB");
        assert!(!in_dollars("ETHBTC") && in_dollars("BTC") && in_dollars("PUMPBTC"));
    }

    #[test]
    fn names_that_could_break_a_report_are_refused() {
        for good in ["BTCUSDT", "币安人生", "BTCF0:USTF0", "1", "BTC-USDT-SWAP"] {
            assert_eq!(checked(good.as_bytes()), Ok(good));
        }
        let bad =
            ["", "Hello Arbitrage Trading BotADA", "<b>", "a\"b", "a'b", "a\u{0}", "a\u{202e}"];
        for bad in bad.iter().chain(&["a&b", "a,b", "a\u{a0}b", &"A".repeat(41)]) {
            assert_eq!(checked(bad.as_bytes()).unwrap_err().code(), "MALFORMED", "{bad:?}");
        }
        assert!(checked(&[0xff, 0xfe]).is_err());
        assert!(checked("币".repeat(40).as_bytes()).is_ok());
    }
}
