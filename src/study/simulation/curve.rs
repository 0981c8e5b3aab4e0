//! The outcome over shocks.

use super::response::ShockResponse;
use super::span::span;
use crate::cascade::Outcome;

/// Shocks of the curve, besides zero.
const SHOCKS: u32 = 120;

/// The outcome over 121 shocks from zero to beyond the scenario's own, and where it turns critical.
///
/// ```
/// use washout::scenario::Scenario;
/// use washout::study::simulation::ShockResponse;
///
/// let scenario = Scenario::preset("2025-11-04")?;
/// let curve = ShockResponse::of(&scenario)?.curve();
/// assert_eq!((curve.outcomes.len(), curve.outcomes[0].displacement), (121, 0.0));
/// assert!(curve.outcomes.is_sorted_by_key(|outcome| outcome.displacement));
/// # Ok::<(), washout::error::Error>(())
/// ```
#[derive(Clone, Debug, PartialEq)]
pub struct ShockCurve {
    /// Where each shock ends, the smallest first.
    pub outcomes: Vec<Outcome>,
    /// The first of these shocks that nothing stops, as a displacement.
    pub saturated: Option<f64>,
    /// From how many USD on a jump counts as a cascade.
    pub critical_usd: f64,
    /// The smallest shock with such a jump, as a displacement; it may lie beyond the curve.
    pub critical: Option<f64>,
}

impl ShockResponse<'_> {
    /// The outcome over shocks.
    #[must_use]
    pub fn curve(&self) -> ShockCurve {
        let model = self.model();
        let span = span([model.shock].into_iter());
        let shocks = (0..=SHOCKS).map(|i| span * f64::from(i) / f64::from(SHOCKS));
        let outcomes: Vec<_> = shocks.map(|s| self.outcome(s)).collect();
        let endless = outcomes.iter().find(|o| model.axis.saturated(o.displacement));
        ShockCurve {
            saturated: endless.map(|o| o.shock),
            critical_usd: self.critical_usd(),
            critical: self.critical_shock(),
            outcomes,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::cascade::Coordinate;
    use crate::scenario::{BookSpec, Number, Scenario, Share};

    /// The curve of an event whose open interest is this instead, half of it in reach.
    fn asked<T>(usd: f64, coordinate: Coordinate, ask: fn(&ShockResponse<'_>) -> T) -> T {
        let mut scenario = Scenario::preset("2025-11-04").unwrap();
        scenario.coordinate = coordinate;
        scenario.market.open_interest_usd = Some(Number::Float(usd));
        let BookSpec::Synthetic(book) = &mut scenario.book else { panic!("no synthetic book") };
        book.share = Share::Stated(Number::Float(0.5));
        ask(&ShockResponse::of(&scenario).unwrap())
    }

    /// Shocks and ends as price moves, and the first shock that nothing stops.
    fn moves(response: &ShockResponse<'_>) -> (Vec<f64>, Vec<f64>, Option<f64>) {
        let (curve, axis) = (response.curve(), response.model().axis);
        let column = |of: fn(&Outcome) -> f64| {
            curve.outcomes.iter().map(|outcome| axis.to_move(of(outcome))).collect()
        };
        let saturated = curve.saturated.map(|s| axis.to_move(s));
        (column(|o| o.shock), column(|o| o.displacement), saturated)
    }

    #[test]
    fn a_curve_measures_shocks_and_ends_alike_and_says_where_nothing_stops_it() {
        for coordinate in [Coordinate::Linear, Coordinate::Log] {
            // Positions that move nothing: each shock ends where it pushes, whatever the scale.
            let (shocks, ends, saturated) = asked(1.0, coordinate, moves);
            assert!(shocks.iter().zip(&ends).all(|(shock, end)| (shock - end).abs() < 1e-6));
            assert_eq!(saturated, None);
            // More positions than any book can bear.
            let (shocks, ends, saturated) = asked(1e16, coordinate, moves);
            let at = shocks.iter().position(|shock| Some(*shock) == saturated).unwrap();
            let [before, after] = [&ends[..at], &ends[at..]];
            assert!(!before.is_empty() && before.iter().all(|&end| end < 0.99));
            assert!(after.iter().all(|&end| (end - 0.99).abs() < 1e-12));
        }
    }
}
