//! What was assumed and what happened, in plain words.

use super::outcome::Simulation;
use crate::impact::Impact;
use crate::scenario::{BookSpec, Share};

/// The note of an outcome that has no ledger.
pub const NO_LEDGER: &str =
    "There is no ledger: it needs positions with margins, within exact money.";

impl Simulation<'_> {
    /// What was assumed and what happened, in plain words.
    #[must_use]
    pub fn notes(&self) -> Vec<&'static str> {
        let (response, mut notes) = (self.response(), Vec::new());
        let (scenario, model) = (response.scenario(), response.model());
        if let BookSpec::Synthetic(book) = &scenario.book {
            notes.push(
                "Positions are assumed: open interest spread over leverages and entry prices.",
            );
            notes.push(match book.share {
                Share::Stated(_) => "The share of open interest that can be liquidated is assumed.",
                Share::Path(..) => {
                    "The share of open interest that can be liquidated is solved, so that the move \
                     to the stated extreme liquidates the reported total."
                }
                Share::Shock(..) => {
                    "The share of open interest that can be liquidated is solved, so that the \
                     stated shock liquidates the reported total."
                }
            });
            notes.push("The share on the other side of the price is taken to be the same.");
            if book.spread.get() > 0.0 {
                notes.push("Entries are spread evenly around the price; none of it is observed.");
            }
        }
        if scenario.time.is_some() && !matches!(model.cascade.impact(), Impact::Linear(_)) {
            notes.push("There are no steps in time: they are defined for a linear impact.");
        }
        if response.has_limit() {
            notes.push("The gain, a solved share and steps in time are those of market orders.");
        }
        if response.borrows() {
            notes.push(
                "Key levels and avalanches are those of market orders: in a gap into this book, a \
                 larger shock can liquidate less.",
            );
        }
        notes.push("Liquidated USD are the size of the positions, not the money that was lost.");
        if self.saturated() {
            notes.push(
                "The model asks for a price beyond a hundredth or a hundredfold: no market is \
                 meant.",
            );
        }
        if self.book_exhausted() {
            notes.push("The order book ran out: the price beyond its last level is assumed.");
        }
        if model.calibration.is_some_and(|found| !found.converged) {
            notes.push("The calibration did not converge.");
        }
        notes
    }
}
