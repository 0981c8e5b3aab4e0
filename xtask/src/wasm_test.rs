//! `wasm-test`: runs the tests of a wasm binary in Node or in a browser; cargo calls it as runner.

fn main() -> anyhow::Result<()> {
    wasm_bindgen_cli::wasm_bindgen_test_runner::run_cli_with_args(std::env::args_os())
}
