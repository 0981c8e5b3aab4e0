//! Context: the state of a market on one day.

use super::jobs;
use crate::edge;

jobs! {
    /// What the market was doing on one day.
    context = edge::judge::context;
}
