//! Markets: whose names are acceptable, and whose prices are dollars.

use super::bytes;
use super::name::Name;
use crate::error::{Error, Kind, Result};

/// Longest name of a market, in characters.
const MOST_CHARS: usize = 40;
const EXPECTED: &str = "a market's name of 1 to 40 letters, digits or . _ - : / + $";
const IN_DOLLARS: &str = "a market quoted in dollars or in a coin that stands for one";

/// Names of markets that were read lately, so that each is checked and taken apart once.
#[derive(Debug, Default)]
pub(super) struct Markets(Vec<Option<Market>>);

/// A market's name, checked, and its asset.
#[derive(Debug, Default)]
pub(super) struct Market {
    pub(super) name: String,
    pub(super) asset: String,
    /// Coins in one unit, as a power of ten.
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
    /// As [`checked`]; and malformed where the name says that prices are no dollars.
    pub(super) fn get(&mut self, text: &[u8]) -> Result<&Market> {
        if self.0.is_empty() {
            self.0.resize_with(Self::KEPT, || None);
        }
        let place = spread(text) as usize % Self::KEPT;
        let Some(slot) = self.0.get_mut(place) else { return Err(Error::missing(EXPECTED)) };
        if slot.as_ref().is_none_or(|market| market.name.as_bytes() != text) {
            *slot = Some(Market::of(checked(text)?)?);
        }
        slot.as_ref().ok_or_else(|| Error::missing(EXPECTED))
    }
}

impl Market {
    /// # Errors
    /// Malformed where the name says that prices are no dollars.
    fn of(name: &str) -> Result<Self> {
        let Name { asset, power, quote } = Name::of(name);
        if let Some(other) = quote.filter(|quote| !quote.is_dollar) {
            let found = [name.as_bytes(), b", quoted in ", other.name].concat();
            return Err(Kind::Malformed { expected: IN_DOLLARS, found: (&*found).into() }.into());
        }
        let coin_margined = bytes::has(name, "USD_");
        Ok(Self { name: name.to_owned(), asset, thousands: power, coin_margined })
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

/// Whether the market `symbol` is quoted in dollars, judging by its name. `ETHBTC` is not: its
/// price times its quantity is an amount of Bitcoin.
#[must_use]
pub fn in_dollars(symbol: &str) -> bool {
    Name::of(symbol).quote.is_none_or(|quote| quote.is_dollar)
}

/// The asset that the market `symbol` trades: `BTC` of `BTC`, `BTCUSDT`, `BTCUSDT_251226`,
/// `BTC-USDT-SWAP`, `PI_XBTUSD` and `hyna:BTC`, `PEPE` of `1000PEPEUSDT`.
#[must_use]
pub fn asset_name(symbol: &str) -> String {
    Name::of(symbol).asset
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_market_whose_prices_are_no_dollars_is_refused_with_its_currency() {
        let mut markets = Markets::default();
        for (name, said) in [
            ("ETHBTC", "ETHBTC, quoted in BTC"),
            ("ETH/BTC:BTC", "ETH/BTC:BTC, quoted in BTC"),
            ("BTC-EUR", "BTC-EUR, quoted in EUR"),
        ] {
            let error = markets.get(name.as_bytes()).unwrap_err();
            assert_eq!(error.code(), "MALFORMED");
            assert_eq!(error.to_string(), format!("expected {IN_DOLLARS}, found {said:?}"));
            assert!(markets.known(name.as_bytes()).is_none() && !in_dollars(name));
        }
        for name in ["BTC", "PUMPBTC", "BTCUSD_PERP", "BTC-PERP", "BTCDAI", "hyna:BTC"] {
            assert!(markets.get(name.as_bytes()).is_ok() && in_dollars(name), "{name}");
        }
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
