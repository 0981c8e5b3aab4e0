//! A preset as a scenario: its figures under the keys of the schema.

use super::{ASSET, Preset};
use crate::value::Value;

pub(super) fn scenario(preset: &Preset) -> Value {
    let figure = |key: &str| Value::from(preset.figure(key));
    let [reported, end] = preset.reported();
    let direction = if preset.is_squeeze() { "up" } else { "down" };
    let market = Value::map([
        ("asset", ASSET.into()),
        ("price_usd", figure("price_before_usd")),
        ("open_interest_usd", figure("open_interest_usd")),
    ]);
    let impact = Value::map([
        ("kind", "linear".into()),
        ("usd_per_percent", figure("usd_per_percent")),
        ("survival", figure("survival")),
    ]);
    let share = Value::map([
        ("reported_usd", figure(reported)),
        ("factor", figure("reporting_factor")),
        ("to_price_usd", figure(end)),
    ]);
    let book = Value::map([
        ("kind", "synthetic".into()),
        ("mix", figure("mix")),
        ("share", share),
        ("maintenance", "0.005".into()),
        ("spread", figure("spread")),
        // Finer than a bin of the liquidation map, which would show a comb otherwise.
        ("steps", 401_i64.into()),
    ]);
    Value::map([
        ("washout", 1_i64.into()),
        ("preset", preset.id.into()),
        ("title", preset.title.into()),
        ("market", market),
        ("direction", direction.into()),
        ("coordinate", "linear".into()),
        ("book", book),
        ("impact", impact),
        ("flow", "1".into()),
        // The shock from outside is solved: the smallest whose cascade ends where the move did.
        ("shock", Value::map([("reach_price_usd", figure(end))])),
        ("levels", Value::list([figure("level_upper_usd"), figure("level_lower_usd")])),
        ("volatility", figure("volatility")),
        ("days", "1".into()),
        ("time", Value::map([("rho", figure("rho"))])),
        // The move took hours: positions were closed as the price came by, not in one gap.
        ("engine", Value::map([("kind", "market".into()), ("arrival", "gradual".into())])),
    ])
}
