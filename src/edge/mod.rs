//! The edge: each file turns an option bag into a call and its result into values.

pub mod locate;
