//! The smallest shock that reaches a price.

use super::response::ShockResponse;

/// The smallest shock whose cascade ends at a price or beyond.
///
/// ```
/// use washout::scenario::Scenario;
/// use washout::study::simulation::ShockResponse;
///
/// let scenario = Scenario::preset("2025-11-04")?;
/// let response = ShockResponse::of(&scenario)?;
/// let trigger = response.trigger(95_000.0).expect("a price below the price before");
/// assert!(trigger.shock_price > 95_000.0 && trigger.liquidated > 0.0);
/// assert!(response.trigger(150_000.0).is_none());
/// # Ok::<(), washout::error::Error>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Trigger {
    /// The shock, as a displacement.
    pub displacement: f64,
    /// The same as a price move: 0.05 is 5 %.
    pub shock: f64,
    /// The price that it pushes to by itself, in USD.
    pub shock_price: f64,
    /// USD that are liquidated by it.
    pub liquidated: f64,
    /// The part of the way to the price that the cascade goes by itself; none for a price that is
    /// no way off.
    pub mechanical_share: Option<f64>,
}

impl ShockResponse<'_> {
    /// What it takes to reach a price in USD; none when it lies behind the price before.
    #[must_use]
    pub fn trigger(&self, price: f64) -> Option<Trigger> {
        let axis = &self.model().axis;
        let u = axis.displacement(price);
        // Not a number is nowhere ahead.
        if u.is_nan() || u < 0.0 {
            return None;
        }
        let s = self.shock_to_reach(u);
        Some(Trigger {
            displacement: s,
            shock: axis.to_move(s),
            shock_price: axis.price(s),
            liquidated: self.outcome(s).liquidated,
            mechanical_share: (u > 0.0).then(|| (u - s) / u),
        })
    }
}
