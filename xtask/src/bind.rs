//! `bind`: the command line of wasm-bindgen, built from this workspace's own lock file.

fn main() -> anyhow::Result<()> {
    wasm_bindgen_cli::wasm_bindgen::run_cli_with_args(std::env::args_os())
}
