//! The checked facts that may lie beside the project: read where present, skipped where not.

use std::path::{Path, PathBuf};

/// The file `name` of the shared folder; none, with a line that says so, when it is not there.
pub(crate) fn shared(name: &str) -> Option<Vec<u8>> {
    let beside = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared");
    let folder = std::env::var_os("WASHOUT_SHARED").map_or(beside, PathBuf::from);
    let found = std::fs::read(folder.join(name)).ok();
    if found.is_none() {
        println!("skipped: {name} of the shared facts is not there");
    }
    found
}

/// The same as text.
pub(crate) fn read(name: &str) -> Option<String> {
    String::from_utf8(shared(name)?).ok()
}
