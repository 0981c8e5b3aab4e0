//! A market over time: files, map, curve and score.

mod laws;
mod oracle;
mod vectors;
