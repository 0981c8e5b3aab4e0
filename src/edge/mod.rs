//! The edge: one file for each job, a bag of values in, a bag of values out.

pub mod contagion;
pub mod count;
pub mod judge;
pub mod locate;
pub mod metric;
pub mod simulate;
