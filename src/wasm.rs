//! The boundary: decode, call, encode. Nothing is computed here.
//!
//! Every export answers `{ok: true, value}` or `{ok: false, error}`; the JavaScript facade turns
//! the second into a thrown `WashoutError`. Exact numbers cross as decimal strings, columns as
//! `Float64Array`, times as milliseconds.

use js_sys::{Array, Float64Array, Object, Reflect};
use serde::Serialize;
use serde_wasm_bindgen::Serializer;
use wasm_bindgen::prelude::*;

use crate::edge;
use crate::edge::simulate::LadderHandle;
use crate::error::{Error, Result};
use crate::value::Value;

/// 2^53: whole numbers below it are exact in JavaScript.
const SAFE: f64 = 9_007_199_254_740_992.0;

/// The version of the engine.
#[wasm_bindgen]
pub fn version() -> String {
    crate::VERSION.to_owned()
}

/// Sends the text of a panic to the console before the instance traps, so that the cause of an
/// `INTERNAL` error can be reported.
#[wasm_bindgen(start)]
pub fn start() {
    std::panic::set_hook(Box::new(|info| {
        web_sys::console::error_1(&JsValue::from_str(&info.to_string()));
    }));
}

/// Panics on purpose. For the test of the guard that brings a trapped instance back.
#[wasm_bindgen]
#[allow(clippy::panic, reason = "the guard against traps needs one to be tested with")]
pub fn trap() {
    panic!("a trap on purpose");
}

macro_rules! jobs {
    ($($(#[$doc:meta])* $export:ident = $job:path;)*) => {$(
        $(#[$doc])*
        #[wasm_bindgen]
        #[allow(non_snake_case, reason = "an export carries the name that JavaScript calls")]
        pub fn $export(bag: JsValue) -> JsValue {
            respond(decode(bag).and_then($job))
        }
    )*};
}

jobs! {
    /// Saved partials, merged into one.
    mergePartials = edge::count::merge_list;
    /// A scenario, simulated: everything that the page shows.
    simulate = edge::simulate::simulate;
    /// A scenario, simulated: the parts of it that are asked for.
    simulateParts = edge::simulate::simulate_parts;
    /// The canonical form of a scenario.
    scenario = edge::simulate::scenario;
    /// The cascade of a scenario, without the columns for charts.
    cascade = edge::simulate::cascade;
    /// Every avalanche of a scenario.
    avalanches = edge::simulate::avalanches;
    /// The smallest shock that liquidates so many USD.
    reverseNotional = edge::simulate::reverse_notional;
    /// The smallest shock that reaches a price.
    reverseLevel = edge::simulate::reverse_level;
    /// How the share of a scenario was solved.
    calibrate = edge::simulate::calibrate;
    /// The closed form of a uniform book.
    uniformDensity = edge::simulate::uniform_density;
    /// The closed form of an exponential book.
    exponentialDensity = edge::simulate::exponential_density;
    /// The gain above which a cascade runs away in a book that refills.
    resilienceThreshold = edge::simulate::resilience_threshold;
    /// One preset by its id.
    preset = edge::simulate::preset;
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
    /// An order book as depth.
    depth = edge::simulate::depth;
    /// Where a position is liquidated.
    locate = edge::locate::locate;
    /// Columns of positions at once.
    locateMany = edge::locate::locate_many;
    /// Positions as prices and sizes for a scenario.
    portfolio = edge::locate::portfolio;
    /// Profit and return on equity at an exit price.
    pnl = edge::locate::pnl;
    /// The exit price of a wished return.
    targetPrice = edge::locate::target;
    /// The largest position that a balance opens.
    maxSize = edge::locate::max_size;
    /// The margin that moves the liquidation price away.
    marginToAdd = edge::locate::margin_to_add;
    /// The exit price that pays fees and funding.
    breakEven = edge::locate::break_even;
    /// Liquidation and bankruptcy price with every choice stated.
    liqPrice = edge::locate::liq_price;
    /// Maintenance margin of a notional by a venue's table.
    maintenance = edge::locate::maintenance;
    /// The fall from a peak.
    drawdown = edge::metric::drawdown;
    /// Mean, median and how many are positive.
    summary = edge::metric::summary;
    /// The change of a quantity and of its price, and what is left of one without the other.
    change = edge::metric::change;
    /// A funding rate over a year.
    annualFunding = edge::metric::annual_funding;
    /// The margin behind a notional.
    marginBehind = edge::metric::margin_behind;
    /// Displacements of markets that pull on each other.
    coupled = edge::metric::coupled;
}

/// The venues whose margin rules are known.
#[wasm_bindgen]
pub fn venues() -> JsValue {
    respond(Ok(edge::locate::venues()))
}

/// The events of a small input, one by one.
#[wasm_bindgen]
pub fn events(bag: JsValue, bytes: &[u8]) -> JsValue {
    respond(decode(bag).and_then(|bag| edge::count::events(bag, bytes)))
}

/// The report of saved partials, merged.
#[wasm_bindgen]
#[allow(non_snake_case, reason = "an export carries the name that JavaScript calls")]
pub fn reportOf(bag: JsValue, partials: JsValue) -> JsValue {
    let report = |bag| edge::count::report_of_list(bag, &decode(partials)?);
    respond(decode(bag).and_then(report))
}

/// All presets: id, title and summary.
#[wasm_bindgen]
pub fn presets() -> JsValue {
    respond(Ok(edge::simulate::presets()))
}

/// Counts a file or stream, chunk by chunk.
#[wasm_bindgen]
#[derive(Debug)]
pub struct Counter(Option<edge::count::Counter>);

#[wasm_bindgen]
impl Counter {
    /// A counter with these options.
    pub fn open(bag: JsValue) -> JsValue {
        match decode(bag).and_then(edge::count::Counter::new) {
            Ok(counter) => tagged(true, "value", Self(Some(counter)).into()),
            Err(error) => respond(Err(error)),
        }
    }

    /// Reads the next bytes; answers how far it is.
    pub fn push(&mut self, chunk: &[u8]) -> JsValue {
        respond(self.0.as_mut().ok_or_else(lost).and_then(|counter| counter.push(chunk)))
    }

    /// Reads what is left; answers the report.
    pub fn finish(&mut self) -> JsValue {
        respond(self.0.take().ok_or_else(lost).and_then(edge::count::Counter::finish))
    }

    /// Reads what is left; answers the partial.
    pub fn save(&mut self) -> JsValue {
        respond(self.0.take().ok_or_else(lost).and_then(edge::count::Counter::save))
    }
}

/// Turns a file or stream into our own CSV, chunk by chunk.
#[wasm_bindgen]
#[derive(Debug)]
pub struct Exporter(Option<edge::count::Exporter>);

#[wasm_bindgen]
impl Exporter {
    /// An exporter with these options.
    pub fn open(bag: JsValue) -> JsValue {
        match decode(bag).and_then(edge::count::Exporter::new) {
            Ok(exporter) => tagged(true, "value", Self(Some(exporter)).into()),
            Err(error) => respond(Err(error)),
        }
    }

    /// Reads the next bytes; answers the lines that came of them.
    pub fn push(&mut self, chunk: &[u8]) -> JsValue {
        respond(self.0.as_mut().ok_or_else(lost).and_then(|exporter| exporter.push(chunk)))
    }

    /// Reads what is left; answers the last lines and what became of the rows.
    pub fn finish(&mut self) -> JsValue {
        respond(self.0.take().ok_or_else(lost).and_then(edge::count::Exporter::finish))
    }
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
        respond(self.held().map(|ladder| {
            Value::map([("rungs", ladder.len().into()), ("total_usd", ladder.total_usd().into())])
        }))
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

/// The error of a handle that has nothing left: finished, or lost to a bad market.
fn lost() -> Error {
    Error::missing("a handle that is not finished")
}

/// Answers in the tagged form.
fn respond(answer: Result<Value>) -> JsValue {
    match answer {
        Ok(value) => tagged(true, "value", encode(&value)),
        Err(error) => tagged(false, "error", encode(&described(&error))),
    }
}

fn tagged(ok: bool, key: &str, value: JsValue) -> JsValue {
    let object = Object::new();
    set(&object, "ok", &ok.into());
    set(&object, key, &value);
    object.into()
}

/// Reads an option bag or a scenario. Columns are taken whole: an entry at a time would cost more
/// than the cascade itself.
fn decode(bag: JsValue) -> Result<Value> {
    if let Some(column) = bag.dyn_ref::<Float64Array>() {
        return Ok(Value::Floats(column.to_vec()));
    }
    if let Some(items) = bag.dyn_ref::<Array>() {
        let mut list = Vec::new();
        for index in 0..items.length() {
            list.push(decode(items.get(index))?);
        }
        return Ok(Value::List(list));
    }
    if bag.is_object() {
        let entries = Object::entries(bag.unchecked_ref());
        let mut map = Vec::new();
        for index in 0..entries.length() {
            let pair: Array = entries.get(index).unchecked_into();
            map.push((pair.get(0).as_string().unwrap_or_default(), decode(pair.get(1))?));
        }
        return Ok(Value::Map(map));
    }
    leaf(bag)
}

/// Reads what holds nothing else. By hand: the general reader brings the printing of floats with
/// it, for messages that are never shown.
fn leaf(leaf: JsValue) -> Result<Value> {
    if let Some(number) = leaf.as_f64() {
        // As `Number.isSafeInteger`.
        if libm::trunc(number) != number || number.abs() >= SAFE {
            return Ok(Value::Float(number));
        }
        #[allow(clippy::cast_possible_truncation, reason = "a whole number below 2^53")]
        return Ok(Value::Int(number as i64));
    }
    if let Some(text) = leaf.as_string() {
        return Ok(Value::Text(text));
    }
    if let Some(truth) = leaf.as_bool() {
        return Ok(Value::Bool(truth));
    }
    if leaf.is_null() || leaf.is_undefined() {
        return Ok(Value::Null);
    }
    let found = if leaf.is_bigint() { "a wider bigint" } else { "a function or symbol" };
    i64::try_from(leaf).map(Value::Int).map_err(|_| Error::malformed("plain data", found))
}

fn described(error: &Error) -> Value {
    let place = error.place();
    let place = Value::map([
        ("record", place.record.into()),
        ("line", place.line.into()),
        ("field", place.field.as_deref().into()),
    ]);
    Value::map([
        ("code", error.code().into()),
        ("message", Value::text(error)),
        ("reason", error.reason().into()),
        ("place", place),
    ])
}

fn encode(value: &Value) -> JsValue {
    match value {
        #[allow(clippy::cast_precision_loss, reason = "counts and times stay below 2^53")]
        Value::Int(value) => (*value as f64).into(),
        Value::Floats(column) => Float64Array::from(column.as_slice()).into(),
        Value::List(items) => {
            let list = Array::new();
            for item in items {
                list.push(&encode(item));
            }
            list.into()
        }
        Value::Map(entries) => {
            let object = Object::new();
            entries.iter().for_each(|(key, value)| set(&object, key, &encode(value)));
            object.into()
        }
        // A leaf: no serializer of leaves fails.
        leaf => leaf.serialize(&Serializer::json_compatible()).unwrap_or(JsValue::NULL),
    }
}

fn set(object: &Object, key: &str, value: &JsValue) {
    // Setting a plain key on a fresh object cannot fail.
    let _ = Reflect::set(object, &key.into(), value);
}
