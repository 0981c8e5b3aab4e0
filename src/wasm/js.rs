//! The few things of JavaScript that the boundary needs, bound by hand: a general binding of the
//! language brings closures and futures along, and wasm that nobody calls is loaded all the same.

use wasm_bindgen::prelude::*;

#[wasm_bindgen]
extern "C" {
    /// Writes to the console of errors.
    #[wasm_bindgen(js_namespace = console, js_name = error)]
    pub(super) fn complain(text: &str);

    /// A plain object.
    pub(super) type Object;

    #[wasm_bindgen(constructor)]
    pub(super) fn new() -> Object;

    /// Its keys and values, in pairs.
    #[wasm_bindgen(static_method_of = Object)]
    pub(super) fn entries(object: &JsValue) -> Array;

    #[wasm_bindgen(method, structural, indexing_setter)]
    pub(super) fn set(this: &Object, key: &str, value: &JsValue);

    /// A list.
    pub(super) type Array;

    #[wasm_bindgen(constructor)]
    pub(super) fn new() -> Array;

    #[wasm_bindgen(method, getter)]
    pub(super) fn length(this: &Array) -> u32;

    #[wasm_bindgen(method, structural, indexing_getter)]
    pub(super) fn get(this: &Array, index: u32) -> JsValue;

    #[wasm_bindgen(method)]
    pub(super) fn push(this: &Array, item: &JsValue);

    /// A column of numbers.
    pub(super) type Float64Array;

    #[wasm_bindgen(constructor)]
    pub(super) fn new(numbers: &[f64]) -> Float64Array;

    /// The numbers from `first` on, copied into the wasm.
    #[wasm_bindgen(method)]
    pub(super) fn subarray(this: &Float64Array, first: u32) -> Vec<f64>;
}
