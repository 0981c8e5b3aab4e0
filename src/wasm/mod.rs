//! The boundary: decode, call, encode. Nothing is computed here.
//!
//! Every export answers `{ok: true, value}` or `{ok: false, error}`; the JavaScript facade turns
//! the second into a thrown `WashoutError`. Exact numbers cross as decimal strings, columns as
//! `Float64Array`, times as milliseconds.
//!
//! One file for each part. The whole engine has all of them; a page loads the parts that it needs,
//! each a wasm of its own from the same code (`[features]` in Cargo.toml).

mod codec;
#[cfg(feature = "context")]
pub mod context;
#[cfg(feature = "count")]
pub mod count;
#[cfg(feature = "judge")]
pub mod judge;
#[cfg(feature = "locate")]
pub mod locate;
#[cfg(feature = "simulate")]
pub mod simulate;
#[cfg(feature = "study")]
pub mod study;

use wasm_bindgen::prelude::*;

macro_rules! jobs {
    ($($(#[$doc:meta])* $export:ident = $job:path;)*) => {$(
        $(#[$doc])*
        #[wasm_bindgen::prelude::wasm_bindgen]
        #[allow(non_snake_case, reason = "an export carries the name that JavaScript calls")]
        pub fn $export(bag: wasm_bindgen::JsValue) -> wasm_bindgen::JsValue {
            $crate::wasm::codec::respond($crate::wasm::codec::decode(bag).and_then($job))
        }
    )*};
}
use jobs;

/// What a page waits for is small: this allocator is a third of the usual one.
#[cfg(not(feature = "study"))]
#[global_allocator]
static ALLOCATOR: rlsf::GlobalTlsf = rlsf::GlobalTlsf::new();

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
