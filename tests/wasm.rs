//! What has to hold inside the wasm, run in Node and in a browser by `npm test`. Natively this
//! binary is empty.
#![cfg(target_arch = "wasm32")]
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test fails by panicking")]

mod bits;
