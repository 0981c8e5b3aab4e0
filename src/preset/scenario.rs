//! A preset as a scenario: its figures under the keys of the schema.

use super::{ASSET, Preset, texts};
use crate::value::Value;

pub(super) fn scenario(preset: &Preset) -> Value {
    let figure = |key: &str| preset.figure(key).unwrap_or_default();
    let [reported, end] = preset.reported();
    let market = [
        ("asset", ASSET),
        ("price_usd", figure("price_before_usd")),
        ("open_interest_usd", figure("open_interest_usd")),
    ];
    let impact = [
        ("kind", "linear"),
        ("usd_per_percent", figure("usd_per_percent")),
        ("survival", figure("survival")),
    ];
    let share = [
        ("reported_usd", figure(reported)),
        ("factor", figure("reporting_factor")),
        ("to_price_usd", figure(end)),
    ];
    let book = texts(&[
        ("kind", "synthetic"),
        ("mix", figure("mix")),
        ("maintenance", "0.005"),
        ("spread", figure("spread")),
        // Finer than a bin of the liquidation map, which would show a comb otherwise.
        ("steps", "401"),
    ]);
    let direction = if preset.is_squeeze() { "up" } else { "down" };
    let levels = ["level_upper_usd", "level_lower_usd"].map(figure);
    texts(&[("preset", preset.id), ("title", preset.title)])
        .with("washout", 1_i64)
        .with("market", texts(&market))
        .with("direction", direction)
        .with("coordinate", "linear")
        .with("book", book.with("share", texts(&share)))
        .with("impact", texts(&impact))
        .with("flow", "1")
        // The shock from outside is solved: the smallest whose cascade ends where the move did.
        .with("shock", texts(&[("reach_price_usd", figure(end))]))
        .with("levels", Value::list(levels))
        .with("volatility", figure("volatility"))
        .with("days", "1")
        .with("time", texts(&[("rho", figure("rho"))]))
        // The move took hours: positions were closed as the price came by, not in one gap.
        .with("engine", texts(&[("kind", "market"), ("arrival", "gradual")]))
}
