//! How far charts reach.

/// Widths that charts can have, as displacements: few, so that they stand still while a slider
/// moves.
const SPANS: [f64; 3] = [0.25, 0.5, 0.99];

/// The narrowest span that holds every displacement with a tenth of it to spare.
pub(super) fn span(displacements: impl Iterator<Item = f64>) -> f64 {
    let far = displacements.fold(0.0, f64::max) * 1.1;
    let [.., widest] = SPANS;
    SPANS.into_iter().find(|&span| span >= far).unwrap_or(widest)
}
