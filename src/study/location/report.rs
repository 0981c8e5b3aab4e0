//! Everything about one position.

use super::holding::Holding;
use super::notes::notes;
use crate::error::{Error, Result};
use crate::margin::{Formula, Location, Position, Priced, Rounding};
use crate::money::{PLACES, Rational};

/// Everything about one position.
///
/// ```
/// use washout::event::Side;
/// use washout::margin::State;
/// use washout::study::location::{Holding, Terms, Upkeep};
///
/// let terms = Terms::of("hyperliquid")?;
/// let upkeep = Upkeep::built_in(&terms.rules, Some("BTC"))?;
/// let mut holding = Holding::new(terms, upkeep, Side::Short, "100000".parse()?, "0.5".parse()?);
/// holding.spec.funds = Some("5000".parse()?);
///
/// let report = holding.locate()?;
/// assert_eq!(report.location.state, State::Liquidation);
/// assert_eq!(report.location.distance.unwrap().text()?, "8641.975308641975308642");
/// assert!(report.raw_is_rounded);
/// assert!(report.formula.numbers.is_some());
/// # Ok::<(), washout::error::Error>(())
/// ```
#[derive(Clone, Debug)]
pub struct PositionReport {
    /// The answers as exact quotients.
    pub location: Location,
    /// The liquidation price as the venue shows it, with the places of its tick.
    pub liquidation_price: Option<String>,
    /// Where a hedged account is liquidated on the other side as well.
    pub second_liquidation_price: Option<String>,
    /// The price at which the margin is gone.
    pub bankruptcy_price: Option<String>,
    /// Whether the exact liquidation price has more than 18 decimal places.
    pub raw_is_rounded: bool,
    /// The formula that gave the liquidation price.
    pub formula: Formula,
    /// What a reader has to know beside the numbers.
    pub notes: Vec<&'static str>,
}

impl Holding {
    /// Everything about the position.
    ///
    /// # Errors
    /// As [`Position::new`] and [`Position::locate`].
    pub fn locate(&self) -> Result<PositionReport> {
        let position = Position::new(self.spec.clone())?;
        let location = position.locate()?;
        let rules = &self.spec.rules;
        let shown = |price, rounding| shown(price, self.spec.tick, rounding);
        let raw_is_rounded = match location.liquidation {
            Some(price) => !price.exact.decimal(PLACES)?.1,
            None => false,
        };
        Ok(PositionReport {
            liquidation_price: shown(location.liquidation, rules.rounding)?,
            second_liquidation_price: shown(location.second, rules.rounding)?,
            bankruptcy_price: shown(location.bankruptcy, rules.bankruptcy_rounding)?,
            raw_is_rounded,
            formula: position.formula(&location)?,
            notes: notes(&self.spec, &position, &location),
            location,
        })
    }
}

/// A price on the tick keeps the places of the tick.
#[inline(never)]
fn shown(
    price: Option<Priced>,
    tick: Option<Rational>,
    rounding: Rounding,
) -> Result<Option<String>> {
    let Some(price) = price else { return Ok(None) };
    let Some(tick) = tick.filter(|_| rounding.on_tick()) else {
        return price.rounded.text().map(Some);
    };
    let places = tick.text()?.split_once('.').map_or(0, |(_, part)| part.len());
    let places = u32::try_from(places).map_err(|_| Error::overflow("the tick"))?;
    price.rounded.padded(places).map(Some)
}
