//! Single questions to a scenario, presets, and closed forms.

use super::{Asked, Calibration, column, evidence};
use crate::cascade;
use crate::error::{Error, Result};
use crate::event::Side;
use crate::money::Ratio;
use crate::preset as presets_room;
use crate::scenario::{BookSpec, Model, Number, Scenario};
use crate::value::{Fields, Value, record};

/// The cascade of a scenario, without the columns for charts.
///
/// # Errors
/// As [`Scenario::read`] and [`Scenario::build`].
pub fn cascade(value: Value) -> Result<Value> {
    let (scenario, asked) = asked(value)?;
    let limits = super::closing::limits(&scenario);
    let closed = if limits { super::closing::close(&scenario, &asked.model)? } else { None };
    let (outcome, rounds) = super::end(&asked.model, closed.as_ref());
    Ok(super::headline(&asked.model, &outcome).with("rounds", rounds.len()))
}

/// The scenarios `{a, b}` side by side: the cascade of each, and as `difference` by how much each
/// estimate of `b` exceeds that of `a`, where both have one.
///
/// # Errors
/// As [`cascade`], in the field of the scenario.
pub fn compare(bag: Value) -> Result<Value> {
    let mut fields = Fields::of(bag)?;
    let mut side = |key| fields.need(key, "a scenario", cascade);
    let (a, b) = (side("a")?, side("b")?);
    fields.finish()?;
    let difference = difference(&a, &b);
    Ok(record![("a", a), ("b", b), ("difference", difference)])
}

fn difference(a: &Value, b: &Value) -> Value {
    let Value::Map(entries) = a else { return Value::Null };
    let less = |(key, value): &(String, Value)| match (value, b.get(key)?) {
        (Value::Float(a), Value::Float(b)) => Some((key.clone(), Value::Float(b - a))),
        _ => None,
    };
    Value::Map(entries.iter().filter_map(less).collect())
}

/// The smallest shock of `{scenario, target_usd}` that liquidates `target_usd` or more:
/// `{shock, displacement, shock_price_usd, sale_usd}`, all null when the ladder holds less.
/// `sale_usd` is the same as a sale into the book as it is now; null for an engine with a
/// bankruptcy limit, for which no such sale is defined.
///
/// # Errors
/// As [`Scenario::read`] and [`Scenario::build`].
pub fn reverse_notional(bag: Value) -> Result<Value> {
    let mut fields = Fields::of(bag)?;
    let (_, asked) = nested(&mut fields)?;
    let usd = fields.need("target_usd", "the USD to liquidate", Number::nonnegative)?.get();
    fields.finish()?;
    let sale = asked.sale_to_liquidate(usd);
    Ok(answer(&asked.model, asked.shock_to_liquidate(usd)).with("sale_usd", sale))
}

/// The smallest shock of `{scenario, level_usd}` whose cascade ends at that price or beyond:
/// `{shock, displacement, shock_price_usd, distance, mechanical_share, liquidated_usd}`, null but
/// for `distance` when the price lies behind. `mechanical_share` is the part of the way to the
/// price that the cascade goes by itself, `liquidated_usd` what is closed by that shock.
///
/// # Errors
/// As [`Scenario::read`] and [`Scenario::build`].
pub fn reverse_level(bag: Value) -> Result<Value> {
    let mut fields = Fields::of(bag)?;
    let (_, asked) = nested(&mut fields)?;
    let model = &asked.model;
    let level = fields.need("level_usd", "the price to reach", Number::positive)?.get();
    fields.finish()?;
    let u = model.axis.displacement(level);
    let shock = (u >= 0.0).then(|| asked.shock_to_reach(u));
    let mechanical = shock.filter(|_| u > 0.0).map(|s| (u - s) / u);
    let liquidated = shock.map(|s| asked.outcome(s).liquidated);
    Ok(answer(model, shock)
        .with("distance", model.axis.to_move(u))
        .with("mechanical_share", mechanical)
        .with("liquidated_usd", liquidated))
}

/// Every avalanche of a scenario in columns: critical shock and USD.
///
/// # Errors
/// As [`Scenario::read`] and [`Scenario::build`].
pub fn avalanches(value: Value) -> Result<Value> {
    let (_, asked) = asked(value)?;
    let (model, blocks) = (&asked.model, asked.avalanches());
    Ok(record![
        ("displacement", column(&blocks, |block| block.shock)),
        ("shock", column(&blocks, |block| model.axis.to_move(block.shock))),
        ("liquidated_usd", column(&blocks, |block| block.notional)),
    ])
}

/// How the share of a scenario was solved: the evidence, or null when it is stated.
///
/// # Errors
/// As [`Scenario::read`] and [`Scenario::build`].
pub fn calibrate(value: Value) -> Result<Value> {
    let (scenario, Asked { model, .. }) = asked(value)?;
    if !matches!(scenario.book, BookSpec::Synthetic(_)) {
        return Err(Error::missing("a synthetic book").in_field("book"));
    }
    let found = model.calibration.as_ref().map(|found: &Calibration| evidence(found));
    Ok(found.into())
}

/// The canonical form of a scenario, with its preset filled in.
///
/// # Errors
/// As [`Scenario::read`].
pub fn scenario(value: Value) -> Result<Value> {
    Scenario::read(value).map(|scenario| scenario.to_value())
}

/// The scenario that the page opens with: the first preset's.
///
/// # Errors
/// None in practice: a test builds every preset.
pub fn default_scenario() -> Result<Value> {
    let bag = record![("washout", 1_i64), ("preset", "2025-11-04")];
    scenario(bag)
}

/// All presets, the newest first: id, title, kind, asset and summary.
///
/// # Errors
/// None in practice: a test reads every preset.
pub fn presets() -> Result<Value> {
    let mut all = Vec::new();
    for id in presets_room::ids() {
        all.push(presets_room::find(id)?.brief());
    }
    Ok(all.into())
}

/// One preset by its id: figures with sources, what follows from them, and its scenario.
///
/// # Errors
/// Unknown name.
pub fn preset(id: Value) -> Result<Value> {
    presets_room::find(id.as_text()?)?.to_value()
}

/// The timed form of a scenario with a `time`: `{steps, finished, liquidated_usd, last, peak,
/// settled, …}` with displacements.
///
/// # Errors
/// As [`Scenario::read`] and [`Scenario::build`]; missing without a `time` or a linear impact.
pub fn timed_cascade(value: Value) -> Result<Value> {
    let (scenario, Asked { model, .. }) = asked(value)?;
    match (super::timed(&scenario, &model)?, scenario.time) {
        (Value::Null, None) => Err(Error::missing("how the book refills").in_field("time")),
        (Value::Null, Some(_)) => {
            let error = Error::missing("a linear impact, which the timed form is defined for");
            Err(error.in_field("impact"))
        }
        (found, _) => Ok(found),
    }
}

/// The parts in which a position is closed: `{side, liq_price_usd, qty, maintenance, target, fee,
/// count}`, answered with the columns `price_usd` and `qty`.
///
/// # Errors
/// As [`cascade::partial`].
pub fn partial_tranches(bag: Value) -> Result<Value> {
    let mut fields = Fields::of(bag)?;
    let side = fields.need("side", "long or short", |v| Side::named(v.as_text()?))?;
    let mut need = |key| fields.need(key, "a number", |v| v.estimate());
    let first = cascade::Part { price: need("liq_price_usd")?, qty: need("qty")? };
    let (rate, target) = (need("maintenance")?, need("target")?);
    let fee = fields.estimate("fee")?.unwrap_or(0.0);
    let count = fields.need("count", "how many parts", |v| v.parse::<Ratio>())?;
    fields.finish()?;
    let count = u32::try_from(count.decimal()).unwrap_or(0);
    let parts = cascade::partial(side, first, (rate, target, fee), count)?;
    Ok(record![
        ("price_usd", column(&parts, |part| part.price)),
        ("qty", column(&parts, |part| part.qty)),
    ])
}

/// The closed form of a uniform book: `{shock, from, to, density_usd, depth_usd, flow}` in
/// displacements and USD for each unit of displacement.
///
/// # Errors
/// As [`cascade::uniform_density`].
pub fn uniform_density(bag: Value) -> Result<Value> {
    let mut fields = Fields::of(bag)?;
    let mut need = |key| fields.need(key, "a number", |v| v.estimate());
    let (s, from, to) = (need("shock")?, need("from")?, need("to")?);
    let (density, depth) = (need("density_usd")?, need("depth_usd")?);
    let flow = fields.estimate("flow")?.unwrap_or(1.0);
    fields.finish()?;
    let found = cascade::uniform_density(s, (from, to), density, depth, flow)?;
    Ok(record![
        ("gain", found.gain),
        ("displacement", found.displacement),
        ("liquidated_usd", found.liquidated),
    ])
}

/// The closed form of an exponential book: `{shock, length, gain}`, answered with the
/// displacement.
///
/// # Errors
/// As [`cascade::exponential_density`].
pub fn exponential_density(bag: Value) -> Result<Value> {
    let mut fields = Fields::of(bag)?;
    let mut need = |key| fields.need(key, "a number", |v| v.estimate());
    let (s, length, gain) = (need("shock")?, need("length")?, need("gain")?);
    fields.finish()?;
    let u = cascade::exponential_density(s, length, gain)?;
    Ok(record![("displacement", u)])
}

/// The gain above which a cascade runs away, for the share of the pressure that stays from one
/// step to the next.
///
/// # Errors
/// As [`cascade::resilience_threshold`].
pub fn resilience_threshold(rho: Value) -> Result<Value> {
    cascade::resilience_threshold(rho.estimate()?).map(Value::Float)
}

fn asked(value: Value) -> Result<(Scenario, Asked)> {
    let scenario = Scenario::read(value)?;
    let asked = Asked::new(&scenario)?;
    Ok((scenario, asked))
}

/// The scenario under the key `scenario`.
fn nested(fields: &mut Fields) -> Result<(Scenario, Asked)> {
    fields.need("scenario", "a scenario", asked)
}

fn answer(model: &Model, shock: Option<f64>) -> Value {
    record![
        ("shock", shock.map(|s| model.axis.to_move(s))),
        ("displacement", shock),
        ("shock_price_usd", shock.map(|s| model.axis.price(s))),
    ]
}
