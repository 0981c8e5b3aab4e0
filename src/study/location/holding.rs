//! A position under the rules of its venue.

use super::table::PublishedTable;
use super::terms::Terms;
use super::upkeep::Upkeep;
use crate::error::Result;
use crate::event::Side;
use crate::margin::{Contract, Position, SizeUnit, Spec};
use crate::money::Rational;

/// A position under the rules of its venue, and which published table it is judged by.
///
/// ```
/// use washout::event::Side;
/// use washout::margin::Rounding;
/// use washout::study::location::{Holding, Terms, Upkeep};
///
/// let mut terms = Terms::of("binance-usdm")?;
/// terms.round(Some(Rounding::TowardsEntry), None);
/// let upkeep = Upkeep::built_in(&terms.rules, Some("BTCUSDT"))?;
/// let mut holding = Holding::new(terms, upkeep, Side::Long, "100000".parse()?, "1".parse()?);
/// holding.spec.leverage = Some("10".parse()?);
///
/// assert_eq!(holding.locate()?.liquidation_price.as_deref(), Some("90361.445783132530120482"));
/// holding.spec.tick = Some("0.1".parse()?);
/// assert_eq!(holding.locate()?.liquidation_price.as_deref(), Some("90361.5"));
/// # Ok::<(), washout::error::Error>(())
/// ```
#[derive(Clone, Debug)]
pub struct Holding {
    /// The position.
    pub spec: Spec,
    /// The name of the market, where it is stated.
    pub symbol: Option<String>,
    /// The published table; none where the caller states what has to be kept.
    pub table: Option<PublishedTable>,
}

impl Holding {
    /// A position of `quantity` (coins of a linear contract, USD of an inverse one) from `entry`,
    /// without money yet: state a leverage, funds or an equity.
    ///
    /// There is no mark, fee, tick or other position until they are stated, and nothing was added.
    #[must_use]
    pub fn new(
        terms: Terms,
        upkeep: Upkeep,
        side: Side,
        entry: Rational,
        quantity: Rational,
    ) -> Self {
        let Terms { rules, mode } = terms;
        let spec = Spec {
            rules,
            side,
            mode,
            entry,
            quantity,
            unit: value_unit(rules.contract),
            contract_value: upkeep.contract_value,
            leverage: None,
            funds: None,
            equity: None,
            extra: Rational::ZERO,
            fee_reserve: Rational::ZERO,
            mark: None,
            fee: None,
            open_fee: None,
            maintenance: upkeep.maintenance,
            other_maintenance: Rational::ZERO,
            other_profit: Rational::ZERO,
            hedge: None,
            balance: None,
            tick: None,
            bounded: upkeep.table.is_some(),
        };
        Self { spec, symbol: None, table: upkeep.table }
    }

    /// What rows of columns share, before it is stated: each row has a side, an entry, a quantity
    /// and a margin of its own, and legal numbers stand here in their place.
    #[must_use]
    pub fn of_rows(terms: Terms, upkeep: Upkeep) -> Self {
        let mut shared = Self::new(terms, upkeep, Side::Long, Rational::ONE, Self::some_quantity());
        shared.spec.funds = Some(Rational::ONE);
        shared
    }

    /// A quantity for where none is asked about: so small that no limit is met.
    #[must_use]
    pub fn some_quantity() -> Rational {
        Rational::ONE.over(Rational::whole(10_i128.pow(12)))
    }

    /// The position, checked.
    ///
    /// # Errors
    /// As [`Position::new`].
    pub fn position(self) -> Result<Position> {
        Position::new(self.spec)
    }
}

/// What a quantity counts unless told otherwise: what the contract's profit is a multiple of.
pub(super) const fn value_unit(contract: Contract) -> SizeUnit {
    match contract {
        Contract::Linear => SizeUnit::Base,
        Contract::Inverse => SizeUnit::Quote,
    }
}
