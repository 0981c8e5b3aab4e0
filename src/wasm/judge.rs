//! Judge: single figures of a market.

use super::jobs;
use crate::edge;

jobs! {
    /// The fall from a peak.
    drawdown = edge::metric::drawdown;
    /// Mean, median and how many are positive.
    summary = edge::metric::summary;
    /// The change of a quantity and of its price, and what is left of one without the other.
    change = edge::metric::change;
    /// A funding rate over a year.
    annualFunding = edge::metric::annual_funding;
    /// The margin behind a notional.
    marginBehind = edge::metric::margin_behind;
}
