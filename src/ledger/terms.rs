//! What a ledger is settled by: the market, the venue's rules, and one closed position.

use rust_decimal::Decimal;

use super::adl::{Adl, Winner};
use crate::error::{Error, Kind, Result};
use crate::event::Side;
use crate::money::{Coins, Numeral, Price, Qty, Ratio, Usd};

vocabulary! {
    /// Who gets liquidation fees.
    #[derive(Clone, Copy, Debug, PartialEq, Eq)]
    pub enum FeeTo {
        /// The insurance fund.
        Fund = "fund",
        /// The exchange.
        Exchange = "exchange",
    }
}

vocabulary! {
    /// Who gets what is left of a liquidated position's margin.
    #[derive(Clone, Copy, Debug, PartialEq, Eq)]
    pub enum Residual {
        /// The insurance fund (Binance, Bybit).
        Fund = "fund",
        /// The trader (Hyperliquid, when its book takes the order).
        Trader = "trader",
    }
}

/// The market and the venue's rules.
#[derive(Clone, Debug)]
pub struct Terms {
    /// The side that is liquidated.
    pub side: Side,
    /// The mark before the shock.
    pub before: Price,
    /// The mark at the end.
    pub after: Price,
    /// Coins open on each side; none takes those of the positions that were closed.
    pub open_interest: Option<Coins>,
    /// Coins that trade for each one liquidated.
    pub flow: Ratio,
    /// Liquidation fee as a share of what is sold.
    pub fee_rate: Ratio,
    /// Who gets the fees.
    pub fee_to: FeeTo,
    /// Who gets what is left.
    pub residual: Residual,
    /// What the insurance fund holds.
    pub fund: Usd,
    /// How a deficit beyond the fund is taken from winners.
    pub adl: Adl,
    /// The winners.
    pub winners: Vec<Winner>,
}

/// One closed position.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Closing {
    /// Its size in coins.
    pub qty: Qty,
    /// Its entry price.
    pub entry: Price,
    /// Its margin.
    pub margin: Usd,
    /// Its liquidation price, on a tick; for the report only.
    pub liquidation: Price,
    /// Its bankruptcy price, on a tick.
    pub bankruptcy: Price,
    /// Coins sold into the book; the fund took over the rest at the bankruptcy price.
    pub sold: Qty,
    /// What they fetched each, on a tick.
    pub fill: Price,
}

/// Checks what the rules of a venue count with.
///
/// # Errors
/// Out of range, with the field, for a fee rate outside 0 to 1, a negative flow or fund.
pub(super) fn check_rules(flow: Ratio, fee_rate: Ratio, fund: Usd) -> Result<()> {
    let negative = |ratio: Ratio| ratio.decimal().is_sign_negative() && !ratio.decimal().is_zero();
    let refuse = |field, found: Numeral| {
        Err(Error::out_of_range("0 or more", &found.text()).in_field(field))
    };
    if negative(fee_rate) || fee_rate.decimal() > Decimal::ONE {
        return refuse("fee_rate", fee_rate.into());
    }
    if negative(flow) {
        return refuse("flow", flow.into());
    }
    if fund < Usd::ZERO {
        return refuse("fund_usd", fund.into());
    }
    Ok(())
}

/// The error of a position that sold coins it does not have.
pub(super) fn oversold() -> Error {
    Kind::Conflict { rule: "more coins were sold than the position holds" }.into()
}

impl Terms {
    /// Checks the rules.
    ///
    /// # Errors
    /// As [`check_rules`].
    pub(super) fn check(&self) -> Result<()> {
        check_rules(self.flow, self.fee_rate, self.fund)
    }

    /// The amount as a long sees it: negated for shorts.
    pub(super) fn signed(&self, usd: Usd) -> Result<Usd> {
        if self.side == Side::Long { Ok(usd) } else { usd.negated() }
    }

    /// What trades along for each coin liquidated, 0 when makers absorb instead.
    pub(super) fn flow_beyond_one(&self) -> Ratio {
        beyond_one(self.flow)
    }
}

/// What of a flow is more than one coin for each liquidated.
pub(super) fn beyond_one(flow: Ratio) -> Ratio {
    let (flow, places) = (flow.decimal().mantissa(), flow.decimal().scale());
    let one = 10_i128.checked_pow(places).unwrap_or(i128::MAX);
    // Nothing trades, so the places of the flow must not make the amounts finer.
    let beyond = flow.checked_sub(one).filter(|beyond| *beyond > 0);
    let beyond = beyond.and_then(|beyond| Decimal::try_from_i128_with_scale(beyond, places).ok());
    Ratio::new(beyond.unwrap_or_default())
}
