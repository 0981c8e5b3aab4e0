//! Locate: where a position is liquidated by the venue's rules, and the everyday answers.
//!
//! # The bag of a position
//! | key | what |
//! |---|---|
//! | `venue`, `contract`, `form` | one of [`venues`]; which of them where it has several |
//! | `side` | `long` or `short` |
//! | `entry_price`, `mark_price` | USD; distance is counted from the mark, else from entry |
//! | `quantity`, `quantity_unit` | in `base`, `quote` or `contracts` |
//! | `contract_value` | what one contract is worth |
//! | `leverage` | value ÷ margin |
//! | `margin` or `wallet_balance` | what there is, without unrealised profit |
//! | `equity` | the same with unrealised profit, at the mark |
//! | `margin_mode` | `isolated` (default) or `cross` |
//! | `extra_margin`, `fee_reserve` | added later; kept for fees |
//! | `balance` | what there is to open the position with |
//! | `fee_rate`, `open_fee_rate` | taker fee; fee of opening where it was another |
//! | `symbol` | for a built-in table |
//! | `maintenance_tiers`, `tier_unit` | your own, and what their bounds count |
//! | `maintenance_margin` or `maintenance_slope` | an amount; Deribit's rates |
//! | `other_positions` | the rest of a cross account |
//! | `other_maintenance_margin`, `other_unrealized_pnl` | or its sums |
//! | `hedge` | `{entry_price, quantity}` of the other leg in hedge mode |
//! | `tick` | the price step |
//! | `rounding`, `bankruptcy_rounding` | the venue's unless named |
//! | `basis`, `fee_kept`, `deductions` | what venue `generic` has to be told |
//!
//! A tier is `{lower, upper, rate, deduction, max_leverage}`. Of an inverse contract the unit
//! `quote` is USD of face value.
//!
//! Exact numbers are decimal strings. Amounts are in the settlement currency: quote for linear
//! contracts, coins for inverse ones.

mod answer;
mod bag;
mod exact;
mod many;
mod rules;
mod simple;

use crate::error::{Error, Result};
use crate::margin::Position;
use crate::money::Rational;
use crate::study::location::Wish;
use crate::value::{Fields, Value, record};
pub(super) use bag::tiers;
use bag::{Bag, needed, number};
use exact::{optional, percent, settled_in, text};

pub use many::locate_many;
pub use rules::{maintenance, venues};
pub use simple::liq_price;

/// Everything about one position.
///
/// # Errors
/// The field at fault, with its legal range; an unknown key.
pub fn locate(bag: Value) -> Result<Value> {
    let mut bag = Fields::of(bag)?;
    let holding = bag::holding(&mut bag, Bag::Position)?;
    bag.finish()?;
    answer::report(&holding, &holding.locate()?)
}

/// Profit and return at `exit_price`, with `funding` paid (below zero: received).
///
/// # Errors
/// As [`locate`].
pub fn pnl(bag: Value) -> Result<Value> {
    let mut bag = Fields::of(bag)?;
    let exit = needed(&mut bag, "exit_price", "an exit price")?;
    let funding = number(&mut bag, "funding")?.unwrap_or(Rational::ZERO);
    let position = position(bag)?;
    let profit = position.profit_at(exit, funding)?;
    Ok(record![
        ("pnl", text(profit.gross)?),
        ("roe_pct", percent(profit.roe)?),
        ("fees", text(profit.fees)?),
        ("funding", text(funding)?),
        ("net_pnl", text(profit.net)?),
        ("net_roe_pct", percent(profit.net_roe)?),
        ("liquidated_before", profit.liquidated_before),
        ("settled_in", settled_in(position.contract())),
    ])
}

/// The exit price for a return of `roe_pct`; after fees and `funding` with `net: true`.
///
/// # Errors
/// As [`locate`].
pub fn target(bag: Value) -> Result<Value> {
    let mut bag = Fields::of(bag)?;
    let roe = needed(&mut bag, "roe_pct", "a return in percent")?.over(Rational::HUNDRED);
    let funding = number(&mut bag, "funding")?.unwrap_or(Rational::ZERO);
    let net = bag.read("net", |value| match value {
        Value::Bool(net) => Ok(net),
        _ => Err(Error::malformed("true or false", "another value")),
    })?;
    let net = net.unwrap_or(false);
    let position = position(bag)?;
    let price = position.target(roe, funding, net)?;
    Ok(record![("target_price", optional(price)?), ("net", net)])
}

/// The largest position that `balance` opens at this leverage.
///
/// # Errors
/// As [`locate`].
pub fn max_size(bag: Value) -> Result<Value> {
    let mut bag = Fields::of(bag)?;
    let balance = needed(&mut bag, "balance", "a balance")?;
    let holding = bag::holding(&mut bag, Bag::Unsized)?;
    bag.finish()?;
    let largest = holding.largest(balance)?;
    Ok(record![
        ("quantity_base", text(largest.coins)?),
        ("notional_usd", text(largest.usd)?),
        ("quantity_contracts", optional(largest.contracts)?),
        ("limited_by", if largest.limited_by_tier { "tier" } else { "balance" }),
    ])
}

/// What has to be added for a liquidation price of `wished_price`, or one `distance_pct` away
/// from the present price; below zero, what can be taken away.
///
/// # Errors
/// As [`locate`]; a conflict for a wish on the wrong side.
pub fn margin_to_add(bag: Value) -> Result<Value> {
    let mut bag = Fields::of(bag)?;
    let wished = number(&mut bag, "wished_price")?;
    let distance = number(&mut bag, "distance_pct")?;
    let holding = bag::holding(&mut bag, Bag::Position)?;
    bag.finish()?;
    let wish = match (wished, distance) {
        (Some(price), None) => Wish::Price(price),
        (None, Some(percent)) => Wish::Distance(percent.over(Rational::HUNDRED)),
        _ => {
            let rule = "expected one of wished_price and distance_pct";
            return Err(Error::conflict(rule).in_field("wished_price"));
        }
    };
    let contract = holding.spec.rules.contract;
    let margin = holding.margin_for(wish)?;
    Ok(record![
        ("margin_to_add", text(margin.to_add)?),
        ("wished_price", text(margin.price)?),
        ("settled_in", settled_in(contract)),
    ])
}

/// The exit price that earns back fees and `funding` paid.
///
/// # Errors
/// As [`locate`].
pub fn break_even(bag: Value) -> Result<Value> {
    let mut bag = Fields::of(bag)?;
    let funding = number(&mut bag, "funding")?.unwrap_or(Rational::ZERO);
    let position = position(bag)?;
    Ok(record![("break_even_price", optional(position.break_even(funding)?)?)])
}

/// Liquidation price and notional of each of many positions: what a ladder is built from.
///
/// `{positions: [bag, …]}` in; a list of `{liquidation_price, notional_usd, side, state}` out,
/// in the same order. The notional is the value at entry in USD. Or `{positions: {…}}`, columns as
/// in [`locate_many`]: its answer with the columns `notional_usd` and `side`.
///
/// # Errors
/// As [`locate`], with the index of the position.
pub fn portfolio(bag: Value) -> Result<Value> {
    let mut bag = Fields::of(bag)?;
    if let Some(Value::Map(_)) = bag.peek("positions") {
        let found = bag.need("positions", "positions", many::portfolio)?;
        return bag.finish().map(|()| found);
    }
    let rows = bag.each("positions", |value| {
        let mut bag = Fields::of(value)?;
        let holding = bag::holding(&mut bag, Bag::Position)?;
        bag.finish()?;
        let side = holding.spec.side;
        let position = holding.position()?;
        let location = position.locate()?;
        Ok(record![
            ("liquidation_price", optional(location.liquidation.map(|price| price.rounded))?),
            ("notional_usd", text(position.notional_usd())?),
            ("side", side.as_str()),
            ("state", location.state.as_str()),
        ])
    })?;
    bag.finish()?;
    Ok(Value::List(rows))
}

/// A position whose other keys were taken.
fn position(mut bag: Fields) -> Result<Position> {
    let holding = bag::holding(&mut bag, Bag::Position)?;
    bag.finish()?;
    holding.position()
}
