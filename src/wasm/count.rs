//! Count: files and streams of events.

use wasm_bindgen::prelude::*;

use super::codec::{decode, lost, respond, tagged};
use super::jobs;
use crate::edge;
use crate::study::census;

jobs! {
    /// Saved partials, merged into one.
    mergePartials = edge::count::merge;
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
    let report = |bag| edge::count::report_of(bag, &decode(partials)?);
    respond(decode(bag).and_then(report))
}

/// A file or stream that is being counted, chunk by chunk.
#[wasm_bindgen]
#[derive(Debug)]
pub struct Census(Option<census::Census>);

#[wasm_bindgen]
impl Census {
    /// A census with these options.
    pub fn open(bag: JsValue) -> JsValue {
        match decode(bag).and_then(edge::count::census) {
            Ok(census) => tagged(true, "value", Self(Some(census)).into()),
            Err(error) => respond(Err(error)),
        }
    }

    /// Reads the next bytes; answers how far it is.
    pub fn push(&mut self, chunk: &[u8]) -> JsValue {
        respond(
            self.0.as_mut().ok_or_else(lost).and_then(|census| edge::count::push(census, chunk)),
        )
    }

    /// Reads what is left; answers the report.
    pub fn finish(&mut self) -> JsValue {
        respond(self.0.take().ok_or_else(lost).and_then(edge::count::finish))
    }

    /// Reads what is left; answers the partial.
    pub fn save(&mut self) -> JsValue {
        respond(self.0.take().ok_or_else(lost).and_then(edge::count::save))
    }
}

/// A file or stream that is being turned into our own CSV, chunk by chunk.
#[wasm_bindgen]
#[derive(Debug)]
pub struct Export(Option<census::Export>);

#[wasm_bindgen]
impl Export {
    /// An export with these options.
    pub fn open(bag: JsValue) -> JsValue {
        match decode(bag).and_then(edge::count::export) {
            Ok(export) => tagged(true, "value", Self(Some(export)).into()),
            Err(error) => respond(Err(error)),
        }
    }

    /// Reads the next bytes; answers the lines that came of them.
    pub fn push(&mut self, chunk: &[u8]) -> JsValue {
        let text = self.0.as_mut().ok_or_else(lost).and_then(|export| export.push(chunk));
        respond(text.map(Into::into))
    }

    /// Reads the rest; answers the last lines and the account of all rows.
    pub fn finish(&mut self) -> JsValue {
        respond(self.0.take().ok_or_else(lost).and_then(edge::count::finish_export))
    }
}
