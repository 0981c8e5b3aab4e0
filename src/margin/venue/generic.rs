//! A venue without a file: every choice is the caller's.

use crate::margin::rules::{Contract, Rules};

pub(super) const LINEAR: Rules = rules(Contract::Linear);

pub(super) const fn rules(contract: Contract) -> Rules {
    Rules {
        source: "your own choices",
        status: "equity = maintenance, solved for the price",
        ..Rules::plain("generic", contract)
    }
}
