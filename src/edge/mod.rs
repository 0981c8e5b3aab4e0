//! One file a job: an option bag in, the call, the result as a value out.

pub mod judge;
