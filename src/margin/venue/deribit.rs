//! Deribit: the rate grows with the size of the position, not by tiers.
//!
//! Maintenance is `value × (base + slope × coins)`. For a linear contract the coins do not move
//! with the price, so the rate is a number. For an inverse one coins are `USD ÷ price`, so the
//! liquidation price is the root of a quadratic. The venue margins whole accounts; what is
//! solved here is an account with one position.

use crate::margin::rules::{Contract, Rules};
use crate::margin::tier::{Deductions, TierUnit};
use crate::money::Rational;

const fn plain(contract: Contract) -> Rules {
    Rules {
        deductions: Deductions::None,
        tier_unit: TierUnit::Base,
        source: "https://support.deribit.com, margin of linear and inverse perpetuals",
        status: "margin published by the venue and recomputed; the price follows from it for an \
                 account with one position",
        ..Rules::plain("deribit", contract)
    }
}

pub(super) const LINEAR: Rules = plain(Contract::Linear);
pub(super) const INVERSE: Rules = plain(Contract::Inverse);

/// Since when the published inverse rates hold.
pub(crate) const DATE: &str = "2022-01-11";

/// The margin rates of a Deribit perpetual.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Slope {
    /// Maintenance rate of the smallest position.
    pub(crate) maintenance: Rational,
    /// Initial rate of the smallest position.
    pub(crate) initial: Rational,
    /// What both grow by with every coin.
    pub(crate) per_coin: Rational,
}

/// Published rates: instrument, maintenance, initial, growth by coin. Inverse ones since
/// 2022-01-11; their initial rate is taken as twice the maintenance rate.
const PUBLISHED: [(&str, Contract, &str, &str, &str); 4] = [
    ("BTC", Contract::Linear, "0.01", "0.02", "0.00005"),
    ("SOL", Contract::Linear, "0.02", "0.04", "0.000005"),
    ("BTC", Contract::Inverse, "0.01", "0.02", "0.00005"),
    ("ETH", Contract::Inverse, "0.01", "0.02", "0.000004"),
];

/// The published rates of an asset, where there are any.
pub(crate) fn slope(asset: &str, contract: Contract) -> Option<Slope> {
    let found = PUBLISHED.iter().find(|row| row.0 == asset && row.1 == contract)?;
    let (_, _, maintenance, initial, per_coin) = *found;
    Some(Slope {
        maintenance: maintenance.parse().ok()?,
        initial: initial.parse().ok()?,
        per_coin: per_coin.parse().ok()?,
    })
}

/// The assets with published rates.
pub(crate) fn assets(contract: Contract) -> impl Iterator<Item = &'static str> {
    PUBLISHED.iter().filter(move |row| row.1 == contract).map(|row| row.0)
}

/// Maintenance and initial margin of `coins` at `price`, in the quote currency.
#[must_use]
pub(crate) fn margins(slope: &Slope, coins: Rational, price: Rational) -> (Rational, Rational) {
    let of = |base: Rational| coins.times(price).times(base.plus(slope.per_coin.times(coins)));
    (of(slope.maintenance), of(slope.initial))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_published_examples() {
        let bitcoin = slope("BTC", Contract::Linear).unwrap();
        let (maintenance, initial) =
            margins(&bitcoin, Rational::whole(25), Rational::whole(100_000));
        assert_eq!(
            (maintenance.to_string(), initial.to_string()),
            ("28125".into(), "53125".into())
        );
        let (_, initial) = margins(&bitcoin, Rational::whole(350), Rational::whole(100_000));
        assert_eq!(initial.to_string(), "1312500");
        let solana = slope("SOL", Contract::Linear).unwrap();
        let (maintenance, initial) = margins(&solana, Rational::whole(25), Rational::whole(200));
        assert_eq!(maintenance.text().unwrap(), "100.625");
        assert_eq!(initial.text().unwrap(), "200.625");
    }
}
