//! Where the shared checked files are, when they are there.
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::print_stdout,
    reason = "a test may stop at the first surprise, and says what it skips"
)]

use std::path::PathBuf;

/// The file `name` of the shared folder; none, with a line that says so, when it is not there.
pub(crate) fn shared(name: &str) -> Option<Vec<u8>> {
    let beside = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../shared");
    let folder = std::env::var_os("WASHOUT_SHARED").map_or(beside, PathBuf::from);
    let found = std::fs::read(folder.join(name)).ok();
    if found.is_none() {
        println!("skipped: shared file {name} is not here");
    }
    found
}
