//! How much margin moves the liquidation price to where it is wished.

use super::holding::Holding;
use crate::error::Result;
use crate::event::Side;
use crate::money::Rational;

/// Where the liquidation price is wished to be.
#[derive(Clone, Copy, Debug)]
pub enum Wish {
    /// At this price.
    Price(Rational),
    /// So far from the present price, as a share of it: 0.2 for 20 %.
    Distance(Rational),
}

/// The margin that fulfils a wish.
///
/// ```
/// use washout::event::Side;
/// use washout::study::location::{Holding, Terms, Upkeep, Wish};
///
/// let terms = Terms::of("binance-usdm")?;
/// let upkeep = Upkeep::built_in(&terms.rules, Some("BTCUSDT"))?;
/// let mut holding = Holding::new(terms, upkeep, Side::Long, "100000".parse()?, "1".parse()?);
/// holding.spec.leverage = Some("10".parse()?);
///
/// let found = holding.margin_for(Wish::Distance("0.2".parse()?))?;
/// assert_eq!((found.price.text()?, found.to_add.text()?), ("80000".into(), "10320".into()));
/// # Ok::<(), washout::error::Error>(())
/// ```
#[derive(Clone, Copy, Debug)]
pub struct WishedMargin {
    /// The wished liquidation price.
    pub price: Rational,
    /// What has to be added, in the settlement currency; below zero, what can be taken away.
    pub to_add: Rational,
}

impl Holding {
    /// The margin that moves the liquidation price to where it is wished.
    ///
    /// # Errors
    /// As [`Position::new`](crate::margin::Position::new); a conflict for a wish on the wrong side.
    pub fn margin_for(self, wish: Wish) -> Result<WishedMargin> {
        let present = self.spec.mark.unwrap_or(self.spec.entry);
        let price = match (wish, self.spec.side) {
            (Wish::Price(price), _) => price,
            (Wish::Distance(share), Side::Long) => present.times(Rational::ONE.minus(share)),
            (Wish::Distance(share), Side::Short) => present.times(Rational::ONE.plus(share)),
        };
        let to_add = self.position()?.margin_to_add(price)?;
        Ok(WishedMargin { price, to_add })
    }
}
