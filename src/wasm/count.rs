//! Count: files and streams of events.

use wasm_bindgen::prelude::*;

use super::codec::{decode, lost, respond, tagged};
use super::jobs;
use crate::edge;

jobs! {
    /// Saved partials, merged into one.
    mergePartials = edge::count::merge_list;
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
