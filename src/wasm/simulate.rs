//! Simulate: what the page and the embed show of a scenario.

use super::jobs;
use crate::edge;

jobs! {
    /// A scenario, simulated: everything that the page shows.
    simulate = edge::simulate::simulate;
    /// A scenario, simulated: the parts of it that are asked for.
    simulateParts = edge::simulate::simulate_parts;
    /// The canonical form of a scenario.
    scenario = edge::simulate::scenario;
    /// The cascade of a scenario, without the columns for charts.
    cascade = edge::simulate::cascade;
    /// Two scenarios side by side.
    compare = edge::simulate::compare;
    /// The smallest shock that liquidates so many USD.
    reverseNotional = edge::simulate::reverse_notional;
    /// The smallest shock that reaches a price.
    reverseLevel = edge::simulate::reverse_level;
}
