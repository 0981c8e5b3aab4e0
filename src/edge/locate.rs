//! Locate: where a position is liquidated by the venue's rules, and the everyday answers.
//!
//! # The bag of a position
//! | key | what |
//! |---|---|
//! | `venue` | one of [`venues`]; with `contract` (`linear`, `inverse`) and `form` where it has several |
//! | `side` | `long` or `short` |
//! | `entry_price`, `mark_price` | USD; the mark is optional and where distance is counted from |
//! | `quantity`, `quantity_unit`, `contract_value` | in `base`, `quote` or `contracts`; inverse: `quote` is USD of face value |
//! | `leverage` or `margin` (`wallet_balance`) or `equity` | `margin` without unrealised profit, `equity` with it, at the mark |
//! | `margin_mode` | `isolated` (default) or `cross` |
//! | `extra_margin`, `fee_reserve`, `balance` | added later; kept for fees; there to open with |
//! | `fee_rate`, `open_fee_rate` | taker fee; fee of opening where it was another |
//! | `symbol` or `maintenance_tiers` or `maintenance_margin` or `maintenance_slope` | a built-in table, your own `{lower, upper, rate, deduction, max_leverage}` rows in `tier_unit`, an amount, Deribit's rates |
//! | `other_positions` or `other_maintenance_margin`, `other_unrealized_pnl` | the rest of a cross account |
//! | `hedge` | `{entry_price, quantity}` of the other leg in hedge mode |
//! | `tick`, `rounding`, `bankruptcy_rounding` | the price step; the venue's rounding unless named |
//! | `basis`, `fee_kept`, `deductions` | what venue `generic` has to be told |
//!
//! Exact numbers are decimal strings. Amounts are in the settlement currency: quote for linear
//! contracts, coins for inverse ones.

mod answer;
mod bag;
mod many;
mod rules;
mod simple;

use crate::error::{Error, Result};
use crate::event::Side;
use crate::margin::{Contract, Exact, Mode, PLACES, Position, SizeUnit};
use crate::value::{Fields, Value, record};
pub(super) use bag::tiers;
use bag::{needed, number};

pub use many::locate_many;
pub use rules::{maintenance, venues};
pub use simple::liq_price;

/// Everything about one position.
///
/// # Errors
/// The field at fault, with its legal range; an unknown key.
pub fn locate(bag: Value) -> Result<Value> {
    let mut bag = Fields::of(bag)?;
    let asked = bag::position(&mut bag, None)?;
    bag.finish()?;
    let position = Position::new(asked.spec.clone())?;
    answer::location(&position, &position.locate()?, &asked)
}

/// Profit and return at `exit_price`, with `funding` paid (below zero: received).
///
/// # Errors
/// As [`locate`].
pub fn pnl(bag: Value) -> Result<Value> {
    let mut bag = Fields::of(bag)?;
    let exit = needed(&mut bag, "exit_price", "an exit price")?;
    let funding = number(&mut bag, "funding")?.unwrap_or(Exact::ZERO);
    let position = asked(bag)?;
    let profit = position.profit_at(exit, funding)?;
    Ok(record![
        ("pnl", text(profit.gross)?),
        ("roe_pct", percent(profit.roe)?),
        ("fees", text(profit.fees)?),
        ("funding", text(funding)?),
        ("net_pnl", text(profit.net)?),
        ("net_roe_pct", percent(profit.net_roe)?),
        ("liquidated_before", profit.liquidated_before),
        ("settled_in", settled_in(&position)),
    ])
}

/// The exit price for a return of `roe_pct`; after fees and `funding` with `net: true`.
///
/// # Errors
/// As [`locate`].
pub fn target(bag: Value) -> Result<Value> {
    let mut bag = Fields::of(bag)?;
    let roe = needed(&mut bag, "roe_pct", "a return in percent")?.over(Exact::HUNDRED);
    let funding = number(&mut bag, "funding")?.unwrap_or(Exact::ZERO);
    let net = bag.read("net", |value| match value {
        Value::Bool(net) => Ok(net),
        _ => Err(Error::malformed("true or false", "another value")),
    })?;
    let net = net.unwrap_or(false);
    let position = asked(bag)?;
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
    // The size is what is asked; any stands in its place while the rest is read.
    let tiny = Exact::ONE.over(Exact::whole(10_u128.pow(12)));
    let mut asked = bag::position(&mut bag, Some(tiny))?;
    bag.finish()?;
    asked.spec.unit = match asked.spec.rules.contract {
        Contract::Linear => SizeUnit::Base,
        Contract::Inverse => SizeUnit::Quote,
    };
    asked.spec.mode = Mode::Isolated;
    let position = Position::new(asked.spec.clone())?;
    let size = position.max_size(balance)?;
    let (coins, usd) = match asked.spec.rules.contract {
        Contract::Linear => (size.exposure, size.notional),
        Contract::Inverse => (size.notional, size.exposure),
    };
    let contracts = asked.spec.contract_value.map(|worth| size.exposure.over(worth));
    Ok(record![
        ("quantity_base", text(coins)?),
        ("notional_usd", text(usd)?),
        ("quantity_contracts", optional(contracts)?),
        ("limited_by", if size.limited_by_tier { "tier" } else { "balance" }),
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
    let asked = bag::position(&mut bag, None)?;
    bag.finish()?;
    let present = asked.spec.mark.unwrap_or(asked.spec.entry);
    let wished = match (wished, distance) {
        (Some(price), None) => price,
        (None, Some(distance)) => {
            let share = distance.over(Exact::HUNDRED);
            let share = if asked.spec.side == Side::Long { share.negated() } else { share };
            present.times(Exact::ONE.plus(share))
        }
        _ => {
            let rule = "expected one of wished_price and distance_pct";
            return Err(Error::conflict(rule).in_field("wished_price"));
        }
    };
    let position = Position::new(asked.spec)?;
    Ok(record![
        ("margin_to_add", text(position.margin_to_add(wished)?)?),
        ("wished_price", text(wished)?),
        ("settled_in", settled_in(&position)),
    ])
}

/// The exit price that earns back fees and `funding` paid.
///
/// # Errors
/// As [`locate`].
pub fn break_even(bag: Value) -> Result<Value> {
    let mut bag = Fields::of(bag)?;
    let funding = number(&mut bag, "funding")?.unwrap_or(Exact::ZERO);
    let position = asked(bag)?;
    Ok(record![("break_even_price", optional(position.break_even(funding)?)?)])
}

/// Liquidation price and notional of each of many positions: what a ladder is built from.
///
/// `{positions: [bag, …]}` in; a list of `{liquidation_price, notional_usd, side, state}` out,
/// in the same order. The notional is the value at entry in USD. Or `{positions: {…}}`, columns as in
/// [`locate_many`]: its answer with the columns `notional_usd` and `side`.
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
        let asked = bag::position(&mut bag, None)?;
        bag.finish()?;
        let position = Position::new(asked.spec.clone())?;
        let found = position.locate()?;
        Ok(record![
            ("liquidation_price", optional(found.liquidation.map(|price| price.rounded))?),
            ("notional_usd", text(position.notional_usd())?),
            ("side", asked.spec.side.as_str()),
            ("state", found.state.as_str()),
        ])
    })?;
    bag.finish()?;
    Ok(Value::List(rows))
}

/// A position whose other keys were taken.
fn asked(mut bag: Fields) -> Result<Position> {
    let asked = bag::position(&mut bag, None)?;
    bag.finish()?;
    Position::new(asked.spec)
}

/// A decimal of at most 18 places.
#[inline(never)]
fn text(number: Exact) -> Result<Value> {
    number.text().map(Value::Text)
}

#[inline(never)]
fn optional(number: Option<Exact>) -> Result<Value> {
    number.map_or(Ok(Value::Null), text)
}

#[inline(never)]
fn percent(share: Exact) -> Result<Value> {
    share.times(Exact::HUNDRED).decimal(PLACES).map(|(text, _)| Value::Text(text))
}

fn settled_in(position: &Position) -> &'static str {
    match position.contract() {
        Contract::Linear => "quote",
        Contract::Inverse => "base",
    }
}
