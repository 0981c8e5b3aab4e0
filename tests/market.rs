//! A market over time: files, map, curve and score.

mod files;
mod laws;
mod oracle;
mod vectors;
