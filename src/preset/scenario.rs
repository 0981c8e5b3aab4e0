//! A preset as a scenario: its figures under the keys of the schema.

use super::{ASSET, Preset, texts};
use crate::value::Value;

/// Entries of the synthetic book: finer than a bin of the liquidation map, which would show a comb
/// otherwise.
const STEPS: i64 = 401;

/// Group, key and figure; a value that is no figure stands behind a `=`.
const KEYS: &[[&str; 3]] = &[
    ["market", "price_usd", "price_before_usd"],
    ["market", "open_interest_usd", "open_interest_usd"],
    ["impact", "kind", "=linear"],
    ["impact", "usd_per_percent", "usd_per_percent"],
    ["impact", "survival", "survival"],
    ["share", "factor", "reporting_factor"],
    ["book", "kind", "=synthetic"],
    ["book", "mix", "mix"],
    ["book", "maintenance", "=0.005"],
    ["book", "spread", "spread"],
    ["time", "rho", "rho"],
    // The move took hours: positions were closed as the price came by, not in one gap.
    ["engine", "kind", "=market"],
    ["engine", "arrival", "=gradual"],
    ["", "volatility", "volatility"],
    ["", "coordinate", "=linear"],
    ["", "flow", "=1"],
    ["", "days", "=1"],
];

pub(super) fn scenario(preset: &Preset) -> Value {
    let figure = |key: &str| preset.figure(key).unwrap_or_default();
    let group = |name: &str, rest: &[(&'static str, &'static str)]| {
        let mut pairs = rest.to_vec();
        for &[group, key, value] in KEYS {
            if group == name {
                pairs.push((key, value.strip_prefix('=').unwrap_or_else(|| figure(value))));
            }
        }
        texts(&pairs)
    };
    let [reported, end] = preset.reported();
    let [reported, end] = [figure(reported), figure(end)];
    let share = group("share", &[("reported_usd", reported), ("to_price_usd", end)]);
    let direction = if preset.is_squeeze() { "up" } else { "down" };
    let head = [("preset", preset.id), ("title", preset.title), ("direction", direction)];
    let mut scenario = group("", &head).with("washout", 1_i64);
    for (name, value) in [
        ("market", group("market", &[("asset", ASSET)])),
        ("book", group("book", &[]).with("steps", STEPS).with("share", share)),
        ("impact", group("impact", &[])),
        // The push from outside is solved: the smallest whose cascade ends where the move did.
        ("shock", texts(&[("reach_price_usd", end)])),
        ("levels", Value::list(["level_upper_usd", "level_lower_usd"].map(figure))),
        ("time", group("time", &[])),
        ("engine", group("engine", &[])),
    ] {
        scenario = scenario.with(name, value);
    }
    scenario
}
