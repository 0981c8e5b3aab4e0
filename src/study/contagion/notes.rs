//! What was assumed and what happened, in plain words.

use super::outbreak::Outbreak;

impl Outbreak<'_> {
    /// What was assumed and what happened, in plain words; `has_ledger`: whether there is one.
    #[must_use]
    pub fn notes(&self, has_ledger: bool) -> Vec<&'static str> {
        let (model, assets) = (self.network().model(), 0..self.network().assets().len());
        let mut notes = vec![
            "Accounts are closed whole, and purchases meet as much depth as sales.",
            "Liquidated USD are the size of the positions, not the money that was lost.",
        ];
        if !self.spread().order_free {
            notes.push(
                "Hedged accounts can fail on the way: this is the outcome of rounds, and another \
                 order of closing may end elsewhere.",
            );
        }
        if assets.clone().any(|asset| model.saturated(asset, self.market(asset).displacement)) {
            notes.push(
                "The model asks for a price beyond a hundredth or a hundredfold: no market is \
                 meant.",
            );
        }
        if assets.clone().any(|asset| self.exhausted(asset)) {
            notes.push("The order book ran out: the price beyond its last level is assumed.");
        }
        if !has_ledger {
            notes.push("There is no ledger: the amounts are beyond exact money.");
        }
        notes
    }
}
