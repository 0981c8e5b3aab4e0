//! The largest position that a balance opens.

use super::holding::{Holding, value_unit};
use crate::error::Result;
use crate::margin::{Contract, Mode};
use crate::money::Rational;

/// The largest position that a balance opens.
///
/// ```
/// use washout::event::Side;
/// use washout::study::location::{Holding, Terms, Upkeep};
///
/// let terms = Terms::of("binance-usdm")?;
/// let upkeep = Upkeep::built_in(&terms.rules, Some("BTCUSDT"))?;
/// let entry = "100000".parse()?;
/// let mut holding =
///     Holding::new(terms, upkeep, Side::Long, entry, Holding::some_quantity());
/// holding.spec.leverage = Some("20".parse()?);
///
/// let largest = holding.largest("5000".parse()?)?;
/// assert_eq!((largest.coins.text()?, largest.usd.text()?), ("1".into(), "100000".into()));
/// assert!(!largest.limited_by_tier);
/// # Ok::<(), washout::error::Error>(())
/// ```
#[derive(Clone, Copy, Debug)]
pub struct LargestSize {
    /// Its size in coins.
    pub coins: Rational,
    /// Its value in USD.
    pub usd: Rational,
    /// The same in contracts, where one's value is known.
    pub contracts: Option<Rational>,
    /// Whether a tier of the table limits it rather than the balance.
    pub limited_by_tier: bool,
}

impl Holding {
    /// The largest position that `balance` opens at its leverage, in isolated margin; its own
    /// quantity does not count.
    ///
    /// # Errors
    /// As [`Holding::position`] and [`Position::max_size`](crate::margin::Position::max_size).
    pub fn largest(mut self, balance: Rational) -> Result<LargestSize> {
        let (contract, worth) = (self.spec.rules.contract, self.spec.contract_value);
        self.spec.unit = value_unit(contract);
        self.spec.mode = Mode::Isolated;
        let size = self.position()?.max_size(balance)?;
        let (coins, usd) = match contract {
            Contract::Linear => (size.exposure, size.notional),
            Contract::Inverse => (size.notional, size.exposure),
        };
        let contracts = worth.map(|worth| size.exposure.over(worth));
        Ok(LargestSize { coins, usd, contracts, limited_by_tier: size.limited_by_tier })
    }
}
