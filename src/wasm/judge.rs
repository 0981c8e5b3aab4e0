//! Judge: which claims hold, where the money went, and single figures.

use wasm_bindgen::prelude::*;

use super::codec::respond;
use super::jobs;
use crate::edge;

jobs! {
    /// Claims, each with its verdict.
    audit = edge::judge::audit;
    /// Where freed money may go, and the four numbers side by side.
    flows = edge::judge::flows;
    /// The fall from a peak.
    drawdown = edge::metric::drawdown;
    /// Mean, median and how many are positive.
    summary = edge::metric::summary;
    /// How a change in value splits into a change of quantity and a change of price.
    change = edge::metric::change;
    /// A funding rate over a year.
    annualFunding = edge::metric::annual_funding;
    /// The margin behind a notional.
    marginBehind = edge::metric::margin_behind;
}

/// The first audit, as data that others can start from.
#[wasm_bindgen]
pub fn article() -> JsValue {
    respond(edge::judge::article())
}
