//! The list of venues, and maintenance amounts by themselves.

use super::bag::{needed, number};
use super::exact::text;
use crate::error::{Error, Result};
use crate::margin::{Mode, Rules, all, deribit, may_jump, next_deduction};
use crate::money::Rational;
use crate::study::location::{PublishedTable, maintenance_margin, margin_ratio};
use crate::value::{Fields, Value, record};

/// Every venue: its contracts, choices, conventions, sources and built-in tables.
#[must_use]
pub fn venues() -> Value {
    Value::List(all().map(venue).collect())
}

fn venue(rules: &Rules) -> Value {
    let table = PublishedTable::of(rules);
    record![
        ("venue", rules.venue),
        ("contract", rules.contract.as_str()),
        ("form", rules.form),
        ("margin_mode", rules.mode.map(Mode::as_str)),
        ("maintenance_measured_at", rules.basis.as_str()),
        ("fee_kept", rules.fee.as_str()),
        ("needs_fee_rate", rules.needs_fee()),
        ("tier_unit", rules.tier_unit.as_str()),
        ("margin_may_jump", may_jump(rules.deductions)),
        ("rounding", rules.rounding.as_str()),
        ("rounding_in_cross", rules.cross_rounding.unwrap_or(rules.rounding).as_str()),
        ("bankruptcy_rounding", rules.bankruptcy_rounding.as_str()),
        ("margin_ratio_means", rules.ratio.as_str()),
        ("source", rules.source),
        ("status", rules.status),
        ("table", table.map(told)),
    ]
}

fn told(table: PublishedTable) -> Value {
    record![
        ("date", table.date),
        ("source", table.source),
        ("symbols", Value::list(table.symbols())),
    ]
}

/// A maintenance amount by itself: `{rule, …}`.
///
/// | `rule` | keys | answer |
/// |---|---|---|
/// | `cum` | `prev_cum, lower_bound, rate, prev_rate` | the deduction of a tier |
/// | `mm` | `quantity, mark, rate, cum` | maintenance margin |
/// | `margin_ratio` | `equity, mm, notional, fee` | OKX's ratio |
/// | `deribit` | `position_base, price, mm_base, im_base, slope_per_unit` | `mm` and `im` |
///
/// # Errors
/// The field at fault; an unknown rule.
pub fn maintenance(bag: Value) -> Result<Value> {
    let mut bag = Fields::of(bag)?;
    let rule = bag.text("rule")?.unwrap_or_default();
    let answer = match rule.as_str() {
        "cum" => cum(&mut bag)?,
        "mm" => margin(&mut bag)?,
        "margin_ratio" => ratio(&mut bag)?,
        "deribit" => sloped(&mut bag)?,
        other => {
            return Err(Error::unknown("cum, mm, margin_ratio, deribit", other).in_field("rule"));
        }
    };
    bag.finish()?;
    Ok(answer)
}

fn cum(bag: &mut Fields) -> Result<Value> {
    let before = needed(bag, "prev_cum", "the deduction before")?;
    let lower = needed(bag, "lower_bound", "a bound")?;
    let rate = needed(bag, "rate", "a rate")?;
    text(next_deduction(before, lower, rate, needed(bag, "prev_rate", "the rate before")?))
}

fn margin(bag: &mut Fields) -> Result<Value> {
    let quantity = needed(bag, "quantity", "a quantity")?;
    let mark = needed(bag, "mark", "a mark price")?;
    let rate = needed(bag, "rate", "a rate")?;
    let deduction = number(bag, "cum")?.unwrap_or(Rational::ZERO);
    text(maintenance_margin(quantity, mark, rate, deduction))
}

fn ratio(bag: &mut Fields) -> Result<Value> {
    let equity = needed(bag, "equity", "an equity")?;
    let maintenance = needed(bag, "mm", "a maintenance margin")?;
    let notional = number(bag, "notional")?.unwrap_or(Rational::ZERO);
    let fee = number(bag, "fee")?.unwrap_or(Rational::ZERO);
    text(margin_ratio(equity, maintenance, notional, fee)?)
}

fn sloped(bag: &mut Fields) -> Result<Value> {
    let coins = needed(bag, "position_base", "a position in coins")?;
    let price = needed(bag, "price", "a price")?;
    let slope = deribit::Slope {
        maintenance: needed(bag, "mm_base", "a rate")?,
        initial: needed(bag, "im_base", "a rate")?,
        per_coin: needed(bag, "slope_per_unit", "a rate")?,
    };
    let (maintenance, initial) = deribit::margins(&slope, coins, price);
    Ok(record![("mm", text(maintenance)?), ("im", text(initial)?)])
}
