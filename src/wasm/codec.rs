//! Values in and out of JavaScript.

use js_sys::{Array, Float64Array, Object};
#[cfg(feature = "study")]
use serde::Serialize;
#[cfg(feature = "study")]
use serde_wasm_bindgen::Serializer;
use wasm_bindgen::prelude::*;

use crate::error::{Error, Result};
use crate::value::{Value, record};

/// 2^53: whole numbers below it are exact in JavaScript.
const SAFE: f64 = 9_007_199_254_740_992.0;

/// The error of a handle that has nothing left: finished, or lost to a bad market.
#[cfg(any(feature = "count", feature = "study"))]
pub(super) fn lost() -> Error {
    Error::missing("a handle that is not finished")
}

/// Answers in the tagged form.
pub(super) fn respond(answer: Result<Value>) -> JsValue {
    match answer {
        Ok(value) => tagged(true, "value", encode(&value, &mut Keys::default())),
        Err(error) => tagged(false, "error", encode(&described(&error), &mut Keys::default())),
    }
}

pub(super) fn tagged(ok: bool, key: &str, value: JsValue) -> JsValue {
    let object: Fresh = Object::new().unchecked_into();
    object.put(&"ok".into(), &ok.into());
    object.put(&key.into(), &value);
    object.into()
}

/// Reads an option bag or a scenario. Columns are taken whole: an entry at a time would cost more
/// than the cascade itself.
pub(super) fn decode(bag: JsValue) -> Result<Value> {
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
    let place =
        record![("record", place.record), ("line", place.line), ("field", place.field.as_deref()),];
    record![
        ("code", error.code()),
        ("message", Value::text(error)),
        ("reason", error.reason()),
        ("place", place),
    ]
}

/// Most keys that are kept at hand while one value is written.
const KEYS: usize = 32;

#[wasm_bindgen]
extern "C" {
    /// An object that is set by plain assignment, which is twice as fast as `Reflect.set`.
    type Fresh;

    #[wasm_bindgen(method, structural, indexing_setter)]
    fn put(this: &Fresh, key: &JsValue, value: &JsValue);
}

/// The keys of the value that is written, as texts of JavaScript. A report of many markets has the
/// same few keys in every one of them, and making their texts again took a third of its time.
#[derive(Default)]
struct Keys<'v>(Vec<(&'v str, JsValue)>);

impl<'v> Keys<'v> {
    fn put(&mut self, object: &Fresh, key: &'v str, value: &JsValue) {
        if let Some((_, known)) = self.0.iter().find(|(known, _)| *known == key) {
            return object.put(known, value);
        }
        let text = JsValue::from(key);
        object.put(&text, value);
        if self.0.len() < KEYS {
            self.0.push((key, text));
        }
    }
}

fn encode<'v>(value: &'v Value, keys: &mut Keys<'v>) -> JsValue {
    match value {
        // A leaf: no serializer of leaves fails.
        #[cfg(feature = "study")]
        Value::Null | Value::Bool(_) => {
            value.serialize(&Serializer::json_compatible()).unwrap_or(JsValue::NULL)
        }
        // By hand in a part, which a page waits for.
        #[cfg(not(feature = "study"))]
        Value::Null => JsValue::NULL,
        #[cfg(not(feature = "study"))]
        Value::Bool(truth) => (*truth).into(),
        #[allow(clippy::cast_precision_loss, reason = "counts and times stay below 2^53")]
        Value::Int(value) => (*value as f64).into(),
        Value::Float(value) => (*value).into(),
        Value::Text(text) => text.as_str().into(),
        Value::Floats(column) => Float64Array::from(column.as_slice()).into(),
        Value::List(items) => {
            let list = Array::new();
            for item in items {
                list.push(&encode(item, keys));
            }
            list.into()
        }
        Value::Map(entries) => {
            let object = Object::new().unchecked_into();
            for (key, value) in entries {
                let value = encode(value, keys);
                keys.put(&object, key, &value);
            }
            object.into()
        }
    }
}
