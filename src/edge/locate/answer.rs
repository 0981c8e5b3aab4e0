//! Writes the answers about a position as values.

use super::bag::Asked;
use super::{optional, percent, settled_in, text};
use crate::error::Result;
use crate::margin::{
    Exact, Location, Maintenance, Mode, Position, Priced, Rounding, Spec, Tier, may_jump,
};
use crate::value::{Value, record};

/// Everything about one position.
pub(super) fn location(position: &Position, found: &Location, asked: &Asked) -> Result<Value> {
    let rules = &asked.spec.rules;
    let head = record![
        ("venue", rules.venue),
        ("form", rules.form),
        ("contract", rules.contract.as_str()),
        ("side", asked.spec.side.as_str()),
        ("symbol", asked.symbol.clone()),
        ("state", found.state.as_str()),
        ("settled_in", settled_in(position)),
    ];
    let head = prices(head, found, asked)?;
    let head = margins(head, found)?;
    let head = tiers(head, found, asked)?;
    let formula = position.formula(found)?;
    let formula = record![
        ("words", formula.words),
        ("numbers", formula.numbers),
        ("source", rules.source),
        ("status", rules.status),
    ];
    Ok(head.with("formula", formula).with("notes", notes(position, found, asked)))
}

fn prices(head: Value, found: &Location, asked: &Asked) -> Result<Value> {
    let tick = asked.spec.tick;
    let rules = &asked.spec.rules;
    let exact = |price: Option<Priced>| price.map(|price| Value::text(price.exact));
    let raw = |price: Option<Priced>| optional(price.map(|price| price.exact));
    let cut = match found.liquidation {
        Some(price) => !price.exact.decimal(crate::margin::PLACES)?.1,
        None => false,
    };
    Ok(head
        .with("liquidation_price", shown(found.liquidation, tick, rules.rounding)?)
        .with("liquidation_price_raw", raw(found.liquidation)?)
        .with("liquidation_price_exact", exact(found.liquidation))
        .with("raw_is_rounded", cut)
        .with("rounding", rules.rounding.as_str())
        .with("second_liquidation_price", shown(found.second, tick, rules.rounding)?)
        .with("at_tier_edge", found.at_tier_edge)
        .with("bankruptcy_price", shown(found.bankruptcy, tick, rules.bankruptcy_rounding)?)
        .with("bankruptcy_price_raw", raw(found.bankruptcy)?)
        .with("bankruptcy_price_exact", exact(found.bankruptcy))
        .with("distance_usd", optional(found.distance)?)
        .with("distance_pct", found.distance_share.map(percent).transpose()?))
}

/// A price on the tick keeps the places of the tick.
fn shown(price: Option<Priced>, tick: Option<Exact>, rounding: Rounding) -> Result<Value> {
    let Some(price) = price else { return Ok(Value::Null) };
    let tick = tick.filter(|_| rounding.on_tick());
    let Some(tick) = tick else { return text(price.rounded) };
    let places = tick.text()?.split_once('.').map_or(0, |(_, part)| part.len());
    price.rounded.padded(u32::try_from(places).unwrap_or(0)).map(Value::Text)
}

fn margins(head: Value, found: &Location) -> Result<Value> {
    Ok(head
        .with("notional", text(found.notional)?)
        .with("initial_margin", optional(found.initial_margin)?)
        .with("margin", text(found.margin)?)
        .with("unrealized_pnl", text(found.profit)?)
        .with("equity", text(found.equity)?)
        .with("maintenance_margin", text(found.maintenance)?)
        .with("maintenance_at_liquidation", optional(found.maintenance_at_liquidation)?)
        .with("margin_ratio", optional(found.margin_ratio)?)
        .with("effective_leverage", optional(found.effective_leverage)?)
        .with("loss_at_liquidation", optional(found.loss_at_liquidation)?)
        .with("open_fee", text(found.open_fee)?)
        .with("close_fee", optional(found.close_fee)?))
}

fn tiers(head: Value, found: &Location, asked: &Asked) -> Result<Value> {
    let unit = match &asked.spec.maintenance {
        Maintenance::Table(table) => Some(table.unit().as_str()),
        Maintenance::Amount(_) | Maintenance::Sloped { .. } => None,
    };
    let table = match asked.table {
        Some((date, source)) => record![("date", date), ("source", source)],
        None => record![("date", Value::Null), ("source", "your own")],
    };
    let jumps = Value::list(found.jumps.iter().copied());
    Ok(head
        .with("margin_ratio_means", asked.spec.rules.ratio.as_str())
        .with("tier", found.tier.map(|found| tier(&found)).transpose()?)
        .with("entry_tier", found.entry_tier.map(|tier| tier.number))
        .with("tier_unit", unit)
        .with("jumps_at_tiers", jumps)
        .with("table", table))
}

pub(super) fn tier(tier: &Tier) -> Result<Value> {
    Ok(record![
        ("number", tier.number),
        ("lower", text(tier.lower)?),
        ("upper", optional(tier.upper)?),
        ("rate", text(tier.rate)?),
        ("deduction", text(tier.deduction)?),
        ("max_leverage", optional(tier.max_leverage)?),
    ])
}

/// What a venue does with a price that is on no tick.
fn tick_note(spec: &Spec) -> Option<&'static str> {
    match (spec.rules.rounding, spec.tick, spec.mode) {
        (Rounding::OneTickTowardsEntry, Some(_), _) => Some(
            "the price is the formula's and one tick nearer to entry, up for a long and down for \
             a short: so OKX shows isolated positions, as real ones tell; it is not published",
        ),
        (Rounding::OneTickTowardsEntry, None, _) => Some(
            "no tick is given, so this is the formula's price: OKX shows an isolated position one \
             tick nearer to entry, up for a long and down for a short",
        ),
        (Rounding::None, Some(_), Mode::Cross) if spec.rules.venue == "okx" => {
            Some("OKX adds no tick in cross margin: the price is the formula's")
        }
        _ => None,
    }
}

/// What a reader has to know beside the numbers.
fn notes(position: &Position, found: &Location, asked: &Asked) -> Value {
    let mut notes: Vec<&'static str> = Vec::new();
    if !found.jumps.is_empty() {
        notes.push("the maintenance margin of this table jumps at its tier edges");
    }
    if may_jump(asked.spec.rules.deductions) && asked.spec.rules.venue == "okx" {
        notes.push(
            "the whole position takes the rate of its tier; partial liquidation starts at tier 3",
        );
    }
    notes.extend(tick_note(&asked.spec));
    let moved = found.tier.zip(found.entry_tier);
    if moved.is_some_and(|(tier, entry)| tier.number != entry.number) {
        notes.push("the tier at the liquidation price is not the tier at entry");
    }
    if found.second.is_some() {
        notes.push("the account is liquidated on either side of the present price");
    }
    let first = found.tier.map(|tier| tier.number == 1 && tier.lower.is_positive());
    if first == Some(true) {
        notes.push("the table begins above 0; its first tier is used below that");
    }
    if position.beyond_its_table() {
        notes.push("the position is larger than the last tier of the table; its rate is used");
    }
    Value::list(notes)
}
