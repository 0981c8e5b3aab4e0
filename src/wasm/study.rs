//! Study: what a program asks beyond what the page shows: ladders, columns, grids, closed forms.

use wasm_bindgen::prelude::*;

use super::codec::{decode, lost, respond, tagged};
use super::jobs;
use crate::edge;
use crate::edge::simulate::LadderHandle;
use crate::error::Result;
use crate::value::Value;

jobs! {
    /// Every avalanche of a scenario.
    avalanches = edge::simulate::avalanches;
    /// How the share of a scenario was solved.
    calibrate = edge::simulate::calibrate;
    /// The closed form of a uniform book.
    uniformDensity = edge::simulate::uniform_density;
    /// The closed form of an exponential book.
    exponentialDensity = edge::simulate::exponential_density;
    /// The gain above which a cascade runs away in a book that refills.
    resilienceThreshold = edge::simulate::resilience_threshold;
    /// Who paid and who received, to the cent.
    ledger = edge::simulate::ledger;
    /// The ledger of positions in columns.
    ledgerMany = edge::simulate::ledger_many;
    /// A position that is closed in parts, as rungs.
    partialTranches = edge::simulate::partial_tranches;
    /// The cascade step by step, in a book that refills.
    timedCascade = edge::simulate::timed_cascade;
    /// A grid of shocks and one more input.
    sweep = edge::simulate::sweep;
    /// How a fall of one asset closes accounts in others.
    contagion = edge::contagion::contagion;
    /// Displacements of markets that pull on each other.
    coupled = edge::metric::coupled;
    /// One preset by its id: what was reported, by whom, and its scenario.
    preset = edge::simulate::preset;
}

/// Past washouts and squeezes, compared.
#[wasm_bindgen]
pub fn history() -> JsValue {
    respond(edge::judge::events())
}

/// All presets: id, title and summary.
#[wasm_bindgen]
pub fn presets() -> JsValue {
    respond(edge::simulate::presets())
}

/// A ladder that is built once and asked many times.
#[wasm_bindgen]
#[derive(Debug)]
pub struct Ladder(Option<LadderHandle>);

#[wasm_bindgen]
impl Ladder {
    /// The ladder of two columns, displacements and USD, in a market.
    pub fn open(u: Vec<f64>, notional_usd: Vec<f64>, market: JsValue) -> JsValue {
        Self::answer(decode(market).and_then(|market| LadderHandle::new(u, notional_usd, market)))
    }

    /// The ladder of a scenario, in its market.
    pub fn of(scenario: JsValue) -> JsValue {
        Self::answer(decode(scenario).and_then(LadderHandle::of))
    }

    /// Puts the same ladder into another market.
    pub fn market(&mut self, market: JsValue) -> JsValue {
        let next = decode(market).and_then(|market| self.take()?.in_market(market));
        respond(next.map(|ladder| {
            self.0 = Some(ladder);
            Value::Null
        }))
    }

    /// How many rungs it holds, and USD in all of them.
    pub fn size(&self) -> JsValue {
        respond(self.held().map(LadderHandle::size))
    }

    /// The outcome of each shock, in columns.
    pub fn outcomes(&self, shocks: &[f64]) -> JsValue {
        respond(self.held().and_then(|ladder| ladder.outcomes(shocks)))
    }

    /// The outcome of each path of a Monte Carlo run, in columns.
    pub fn paths(&self, bag: JsValue) -> JsValue {
        respond(decode(bag).and_then(|bag| self.held()?.paths(bag)))
    }

    /// The smallest shock that liquidates each amount.
    pub fn liquidating(&self, usd: &[f64]) -> JsValue {
        respond(self.held().and_then(|ladder| ladder.shocks_to_liquidate(usd)).map(Value::from))
    }

    /// The smallest shock that ends at each displacement or beyond.
    pub fn reaching(&self, displacements: &[f64]) -> JsValue {
        let shocks = self.held().and_then(|ladder| ladder.shocks_to_reach(displacements));
        respond(shocks.map(Value::from))
    }

    fn answer(ladder: Result<LadderHandle>) -> JsValue {
        match ladder {
            Ok(ladder) => tagged(true, "value", Self(Some(ladder)).into()),
            Err(error) => respond(Err(error)),
        }
    }

    fn held(&self) -> Result<&LadderHandle> {
        self.0.as_ref().ok_or_else(lost)
    }

    fn take(&mut self) -> Result<LadderHandle> {
        self.0.take().ok_or_else(lost)
    }
}
