//! Gate: `(EP ∓ margin ÷ multiplier ÷ size) ÷ (1 ∓ (MMR + taker fee))`.

use crate::margin::rules::{Contract, FeeKept, Rounding, Rules};
use crate::margin::tier::Deductions;

const fn plain(contract: Contract) -> Rules {
    Rules {
        fee: FeeKept::AtLiquidation,
        deductions: Deductions::Given,
        rounding: Rounding::Nearest,
        bankruptcy_rounding: Rounding::Nearest,
        source: "https://www.gate.io/help/futures/perpetual/27724",
        ..Rules::plain("gate", contract)
    }
}

pub(super) const LINEAR: Rules = Rules {
    status: "published by the venue; a sample of its interface recomputed",
    ..plain(Contract::Linear)
};

pub(super) const INVERSE: Rules = Rules {
    status: "from the linear rule; not checked against a published number",
    ..plain(Contract::Inverse)
};
