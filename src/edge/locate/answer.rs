//! Writes the answers about a position as values.

use super::exact::{optional, percent, settled_in};
use crate::error::Result;
use crate::margin::{Location, Maintenance, Priced, Rules, Tier};
use crate::money::Rational;
use crate::study::location::{Holding, PositionReport};
use crate::value::{Record, Value, record};

/// Everything about one position.
pub(super) fn report(holding: &Holding, report: &PositionReport) -> Result<Value> {
    let rules = &holding.spec.rules;
    let PositionReport { location, formula, notes, .. } = report;
    let mut told = Record::default();
    told.put("venue", rules.venue);
    told.put("form", rules.form);
    told.put("contract", rules.contract.as_str());
    told.put("side", holding.spec.side.as_str());
    told.put("symbol", holding.symbol.clone());
    told.put("state", location.state.as_str());
    told.put("settled_in", settled_in(rules.contract));
    prices(&mut told, rules, report)?;
    margins(&mut told, location)?;
    tiers(&mut told, holding, location)?;
    let formula = record![
        ("words", formula.words),
        ("numbers", formula.numbers.clone()),
        ("source", rules.source),
        ("status", rules.status),
    ];
    told.put("formula", formula);
    told.put("notes", Value::list(notes.iter().copied()));
    Ok(told.into())
}

fn prices(told: &mut Record, rules: &Rules, report: &PositionReport) -> Result<()> {
    let location = &report.location;
    let exact = |price: Option<Priced>| price.map(|price| Value::text(price.exact));
    let raw = |price: Option<Priced>| optional(price.map(|price| price.exact));
    told.put("liquidation_price", report.liquidation_price.clone());
    told.put("liquidation_price_raw", raw(location.liquidation)?);
    told.put("liquidation_price_exact", exact(location.liquidation));
    told.put("raw_is_rounded", report.raw_is_rounded);
    told.put("rounding", rules.rounding.as_str());
    told.put("second_liquidation_price", report.second_liquidation_price.clone());
    told.put("at_tier_edge", location.at_tier_edge);
    told.put("bankruptcy_price", report.bankruptcy_price.clone());
    told.put("bankruptcy_price_raw", raw(location.bankruptcy)?);
    told.put("bankruptcy_price_exact", exact(location.bankruptcy));
    told.put("distance_usd", optional(location.distance)?);
    told.put("distance_pct", location.distance_share.map(percent).transpose()?);
    Ok(())
}

fn margins(told: &mut Record, location: &Location) -> Result<()> {
    numbers(
        told,
        &[
            ("notional", Some(&location.notional)),
            ("initial_margin", location.initial_margin.as_ref()),
            ("margin", Some(&location.margin)),
            ("unrealized_pnl", Some(&location.profit)),
            ("equity", Some(&location.equity)),
            ("maintenance_margin", Some(&location.maintenance)),
            ("maintenance_at_liquidation", location.maintenance_at_liquidation.as_ref()),
            ("margin_ratio", location.margin_ratio.as_ref()),
            ("effective_leverage", location.effective_leverage.as_ref()),
            ("loss_at_liquidation", location.loss_at_liquidation.as_ref()),
            ("open_fee", Some(&location.open_fee)),
            ("close_fee", location.close_fee.as_ref()),
        ],
    )
}

/// Numbers under their keys; null where there is none.
#[inline(never)]
fn numbers(told: &mut Record, numbers: &[(&str, Option<&Rational>)]) -> Result<()> {
    for (key, number) in numbers {
        told.put(key, optional(number.copied())?);
    }
    Ok(())
}

fn tiers(told: &mut Record, holding: &Holding, location: &Location) -> Result<()> {
    let unit = match &holding.spec.maintenance {
        Maintenance::Table(table) => Some(table.unit().as_str()),
        Maintenance::Amount(_) | Maintenance::Sloped { .. } => None,
    };
    let date = holding.table.map(|table| table.date);
    let source = holding.table.map_or("your own", |table| table.source);
    told.put("margin_ratio_means", holding.spec.rules.ratio.as_str());
    told.put("tier", location.tier.map(|found| tier(&found)).transpose()?);
    told.put("entry_tier", location.entry_tier.map(|tier| tier.number));
    told.put("tier_unit", unit);
    told.put("jumps_at_tiers", Value::list(location.jumps.iter().copied()));
    told.put("table", record![("date", date), ("source", source)]);
    Ok(())
}

fn tier(tier: &Tier) -> Result<Value> {
    let mut told = Record::default();
    told.put("number", tier.number);
    numbers(
        &mut told,
        &[
            ("lower", Some(&tier.lower)),
            ("upper", tier.upper.as_ref()),
            ("rate", Some(&tier.rate)),
            ("deduction", Some(&tier.deduction)),
            ("max_leverage", tier.max_leverage.as_ref()),
        ],
    )?;
    Ok(told.into())
}
