//! Liquidation and bankruptcy price with every choice stated, and nothing else.

use super::bag::{needed, number, side};
use super::exact::optional;
use crate::error::{Error, Result};
use crate::margin::{Basis, Borrowed, Maintenance, TierTable};
use crate::money::Rational;
use crate::study::location::{Holding, Terms, Upkeep};
use crate::value::{Fields, Value, record};

/// Liquidation and bankruptcy price of `{side, entry, qty, margin, mmr, basis, mm_amount}`: a
/// linear position with one rate, the form in which cascade vectors give theirs. Or of `{side,
/// assets, liability, mmr, fee}`: spot margin, see [`Borrowed`].
///
/// Besides the decimals it gives the exact quotients.
///
/// # Errors
/// The field at fault.
pub fn liq_price(bag: Value) -> Result<Value> {
    let mut bag = Fields::of(bag)?;
    match number(&mut bag, "assets")? {
        Some(assets) => borrowed(bag, assets),
        None => linear(bag),
    }
}

fn borrowed(mut bag: Fields, assets: Rational) -> Result<Value> {
    let position = Borrowed {
        side: side(&mut bag)?,
        assets,
        liability: needed(&mut bag, "liability", "what is owed, with interest")?,
        rate: needed(&mut bag, "mmr", "a maintenance rate")?,
        fee: needed(&mut bag, "fee", "the taker fee rate, such as 0.0015")?,
    };
    bag.finish()?;
    answer(Some(position.liquidation()?), Some(position.bankruptcy()?), "liquidation")
}

fn linear(mut bag: Fields) -> Result<Value> {
    let basis = basis(&mut bag)?;
    let upkeep = Upkeep::own(maintenance(&mut bag)?);
    let mut terms = Terms::of("generic")?;
    terms.rules.basis = basis;
    let side = side(&mut bag)?;
    let entry = needed(&mut bag, "entry", "an entry price")?;
    let quantity = needed(&mut bag, "qty", "a quantity")?;
    let mut holding = Holding::new(terms, upkeep, side, entry, quantity);
    holding.spec.funds = Some(needed(&mut bag, "margin", "a margin")?);
    bag.finish()?;
    let found = holding.position()?.locate()?;
    let liquidation = found.liquidation.map(|price| price.exact);
    let bankruptcy = found.bankruptcy.map(|price| price.exact);
    answer(liquidation, bankruptcy, found.state.as_str())
}

fn basis(bag: &mut Fields) -> Result<Basis> {
    match bag.text("basis")?.as_deref() {
        None | Some("mark") => Ok(Basis::Mark),
        Some("entry") => Ok(Basis::Entry),
        Some(other) => Err(Error::unknown("mark, entry", other).in_field("basis")),
    }
}

fn maintenance(bag: &mut Fields) -> Result<Maintenance> {
    let rate = needed(bag, "mmr", "a maintenance rate")?;
    let amount = number(bag, "mm_amount")?.unwrap_or(Rational::ZERO);
    if rate.is_negative() || !rate.below(Rational::ONE) {
        let found = rate.text()?;
        return Err(Error::out_of_range("a rate from 0 to below 1", &found).in_field("mmr"));
    }
    Ok(Maintenance::Table(TierTable::flat(rate, amount)))
}

fn answer(
    liquidation: Option<Rational>,
    bankruptcy: Option<Rational>,
    state: &'static str,
) -> Result<Value> {
    Ok(record![
        ("liquidation_price", optional(liquidation)?),
        ("bankruptcy_price", optional(bankruptcy)?),
        ("liquidation_price_exact", liquidation.map(Value::text)),
        ("bankruptcy_price_exact", bankruptcy.map(Value::text)),
        ("state", state),
    ])
}
