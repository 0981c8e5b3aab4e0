//! BitMEX XBT contracts: whole satoshi at every step.
//!
//! One contract is one USD. `v = round(10^8 ÷ EP)` satoshi each, cost `Q·v`, initial margin
//! `cost ÷ L`, commission `fee × (cost + initial)` rounded up and reserved in both margin and
//! maintenance, maintenance `round(cost × (MMR + adverse funding))`. The value a contract is
//! liquidated at is rounded to the satoshi, then the price to the tick, both towards the earlier
//! liquidation. Source: a real position of 2018, and narodnik/predikate, liquidation_price.py.

use crate::error::Result;
use crate::margin::rules::{Basis, Contract, Rounding, Rules};
use crate::margin::tier::Deductions;
use crate::money::{Direction, Rational};

/// One satoshi, in coins.
const SATOSHI: &str = "0.00000001";

pub(super) const INVERSE: Rules = Rules {
    basis: Basis::Entry,
    deductions: Deductions::None,
    rounding: Rounding::TowardsEntry,
    bankruptcy_rounding: Rounding::TowardsEntry,
    satoshi: true,
    source: "https://www.bitmex.com/app/liquidation; narodnik/predikate, liquidation_price.py",
    status: "a real short recomputed to the satoshi; the tick rounding of a long mirrors it",
    ..Rules::plain("bitmex", Contract::Inverse)
};

/// The amounts of a position, in coins.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Amounts {
    /// Entry, as coins for one USD.
    pub(crate) entry: Rational,
    /// Initial margin, without commission.
    pub(crate) initial: Rational,
    /// Commission reserved.
    pub(crate) commission: Rational,
    /// Maintenance margin, without commission.
    pub(crate) maintenance: Rational,
    /// One satoshi.
    pub(crate) step: Rational,
}

/// The amounts of `usd` contracts entered at `price`.
pub(crate) fn prepare(
    usd: Rational,
    price: Rational,
    leverage: Option<Rational>,
    rate: Rational,
    fee: Rational,
) -> Result<Amounts> {
    let step: Rational = SATOSHI.parse()?;
    let entry = Rational::ONE.over(price).to_step(step, Direction::Nearest);
    let cost = usd.times(entry);
    let initial = leverage.map_or(Rational::ZERO, |leverage| cost.over(leverage));
    let initial = initial.to_step(step, Direction::Up);
    let commission = fee.times(cost.plus(initial)).to_step(step, Direction::Up);
    let maintenance = cost.times(rate).to_step(step, Direction::Nearest);
    Ok(Amounts { entry, initial, commission, maintenance, step })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_real_position_of_2018_to_the_satoshi() {
        let exact = |text: &str| text.parse::<Rational>().unwrap();
        let amounts = prepare(
            exact("500"),
            exact("6725"),
            Some(exact("25")),
            exact("0.005"),
            exact("0.00075"),
        )
        .unwrap();
        assert_eq!(amounts.initial.text().unwrap(), "0.002974");
        assert_eq!(amounts.commission.text().unwrap(), "0.000058");
        assert_eq!(amounts.maintenance.text().unwrap(), "0.00037175");
    }
}
