//! The edge: one file a job; an option bag comes in, a report goes out.

pub mod count;
