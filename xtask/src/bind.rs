//! `bind RAW NAME FOLDER`: writes `NAME.js` and `NAME_bg.wasm` for a raw wasm into a folder.

use anyhow::{Result, bail};
use wasm_bindgen_cli_support::Bindgen;

fn main() -> Result<()> {
    let args: Vec<String> = std::env::args().skip(1).collect();
    let [raw, name, folder] = args.as_slice() else { bail!("expected RAW NAME FOLDER") };
    Bindgen::new()
        .web(true)?
        .input_path(raw)
        .out_name(name)
        .typescript(false)
        // Brings an instance back that has trapped; see the guard of the package.
        .reset_state_function(true)
        // Whoever loads the glue says where the wasm is: an address of its own would be fetched by
        // every bundler, wanted or not.
        .omit_default_module_path(true)
        .remove_name_section(true)
        .remove_producers_section(true)
        .generate(folder)
}
