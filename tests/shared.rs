//! The checked facts that may lie beside the project: read where present, skipped where not.

use std::fs;
use std::path::{Path, PathBuf};

/// The file at `path` below the shared folder, or none, said on the terminal.
pub(crate) fn read(path: &str) -> Option<String> {
    let folder = std::env::var_os("WASHOUT_SHARED")
        .map_or_else(|| Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared"), PathBuf::from);
    let file = folder.join(path);
    let text = fs::read_to_string(&file).ok();
    if text.is_none() {
        println!("skipped: {} is not there", file.display());
    }
    text
}
