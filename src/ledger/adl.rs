//! Auto-deleveraging: a deficit that the fund cannot pay is taken from winners.
//!
//! By queue (Binance, Bybit): the highest profit rate × leverage first, each up to its capacity.
//! Pro rata: everybody in proportion to capacity. A winner's capacity is its unrealised profit,
//! and no more than it has.

use rust_decimal::Decimal;

use crate::error::{Error, Result};
use crate::money::{Ratio, Usd};
use crate::order::indices;

vocabulary! {
    /// How winners are chosen.
    #[derive(Clone, Copy, Debug, PartialEq, Eq)]
    pub enum Adl {
        /// One after the other, by profit rate × leverage.
        Queue = "queue",
        /// All at once, in proportion to capacity.
        ProRata = "pro_rata",
    }
}

/// A position of the other side that is in profit.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Winner {
    /// Whose it is.
    pub id: String,
    /// Unrealised profit in USD.
    pub profit: Usd,
    /// Its leverage.
    pub leverage: Ratio,
    /// Its profit rate, in any unit common to all.
    pub rate: Ratio,
    /// What the account is worth in USD; none takes the profit.
    pub wealth: Option<Usd>,
}

/// What one winner lost to auto-deleveraging.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Haircut {
    /// Whose.
    pub id: String,
    /// How much, 0 or more, never above capacity.
    pub usd: Usd,
}

/// Takes `need` from the winners; returns each one's haircut, in the order given, and what is
/// left uncovered.
///
/// # Errors
/// Overflow past the range of [`Usd`].
pub fn allocate(need: Usd, winners: &[Winner], policy: Adl) -> Result<(Vec<Haircut>, Usd)> {
    let mut left = need.max(Usd::ZERO);
    let mut taken = vec![Usd::ZERO; winners.len()];
    if policy == Adl::ProRata {
        left = pro_rata(left, winners, &mut taken)?;
    }
    // The queue, which also hands out what pro-rata shares lost to rounding.
    for index in queue(winners) {
        if let (Some(winner), Some(taken)) = (winners.get(index), taken.get_mut(index)) {
            let more = left.min(capacity(winner).minus(*taken)?);
            *taken = taken.plus(more)?;
            left = left.minus(more)?;
        }
    }
    let haircut =
        |(winner, usd): (&Winner, Usd)| Haircut { id: winner.id.clone(), usd: usd.trimmed() };
    Ok((winners.iter().zip(taken).map(haircut).collect(), left))
}

/// Unrealised profit, at most what the account is worth, at least nothing.
fn capacity(winner: &Winner) -> Usd {
    winner.wealth.map_or(winner.profit, |wealth| winner.profit.min(wealth)).max(Usd::ZERO)
}

/// Indices by rank, best first; ties by id.
fn queue(winners: &[Winner]) -> Vec<usize> {
    let rank = |winner: &Winner| {
        winner.rate.checked_mul(winner.leverage).map_or(Decimal::MAX, Ratio::decimal)
    };
    let ranks: Vec<Decimal> = winners.iter().map(rank).collect();
    let id = |index: usize| winners.get(index).map(|winner| winner.id.as_str());
    indices(winners.len(), &mut |a, b| {
        ranks.get(b).cmp(&ranks.get(a)).then_with(|| id(a).cmp(&id(b)))
    })
}

fn pro_rata(need: Usd, winners: &[Winner], taken: &mut [Usd]) -> Result<Usd> {
    let all = winners.iter().try_fold(Usd::ZERO, |sum, winner| sum.plus(capacity(winner)))?;
    let take = need.min(all);
    let mut left = need;
    if take.is_zero() {
        return Ok(left);
    }
    for (winner, taken) in winners.iter().zip(taken) {
        let units = |usd: Usd| usd.fixed().units().unsigned_abs();
        let share = part(units(capacity(winner)), units(take), units(all));
        *taken = Usd::from_units(share.ok_or_else(|| Error::overflow("the share in USD"))?)?;
        left = left.minus(*taken)?;
    }
    Ok(left)
}

/// `of` × `take` ÷ `all` rounded down, for `take ≤ all`, by long multiplication: the product
/// itself may need 256 bits.
fn part(of: u128, take: u128, all: u128) -> Option<i128> {
    let (mut quotient, mut rest) = (0_u128, 0_u128);
    for bit in (0..u128::BITS).rev() {
        quotient = quotient.checked_mul(2)?;
        rest = rest.checked_mul(2)?;
        if of.checked_shr(bit)? & 1 == 1 {
            rest = rest.checked_add(take)?;
        }
        // Below all before, so below 2 all + take now: at most twice too large.
        while rest >= all {
            rest = rest.checked_sub(all)?;
            quotient = quotient.checked_add(1)?;
        }
    }
    i128::try_from(quotient).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn winner(id: &str, profit: &str, leverage: &str, rate: &str) -> Winner {
        let ratio = |text: &str| text.parse().unwrap();
        Winner {
            id: id.to_owned(),
            profit: profit.parse().unwrap(),
            leverage: ratio(leverage),
            rate: ratio(rate),
            wealth: None,
        }
    }

    fn three() -> Vec<Winner> {
        vec![
            winner("W1", "30", "10", "8"),
            winner("W2", "100", "2", "50"),
            winner("W3", "60", "20", "3"),
        ]
    }

    fn texts(haircuts: &[Haircut]) -> Vec<String> {
        haircuts.iter().map(|haircut| haircut.usd.to_string()).collect()
    }

    #[test]
    fn the_queue_takes_from_the_best_first() {
        let (taken, left) = allocate("125".parse().unwrap(), &three(), Adl::Queue).unwrap();
        assert_eq!(texts(&taken), ["25", "100", "0"]);
        assert!(left.is_zero());
        let (taken, left) = allocate("200".parse().unwrap(), &three(), Adl::Queue).unwrap();
        assert_eq!(texts(&taken), ["30", "100", "60"]);
        assert_eq!(left.to_string(), "10");
    }

    #[test]
    fn pro_rata_shares_add_up_to_the_last_unit() {
        let need: Usd = "125".parse().unwrap();
        let (taken, left) = allocate(need, &three(), Adl::ProRata).unwrap();
        let sum = taken.iter().try_fold(Usd::ZERO, |sum, cut| sum.plus(cut.usd)).unwrap();
        assert!(sum == need && left.is_zero());
        // 125 × 100 ÷ 190 = 65.789473684210526315789…, and two units that rounding left over.
        assert_eq!(taken[1].usd.to_string(), "65.7894736842105263158");
        assert_eq!(taken[0].usd.to_string(), "19.73684210526315789473");
    }

    #[test]
    fn nobody_pays_more_than_they_have() {
        let mut poor = three();
        poor[1].wealth = Some("5".parse().unwrap());
        poor[2].profit = "-3".parse().unwrap();
        for policy in [Adl::Queue, Adl::ProRata] {
            let (taken, left) = allocate("50".parse().unwrap(), &poor, policy).unwrap();
            assert_eq!(texts(&taken), ["30", "5", "0"]);
            assert_eq!(left.trimmed().to_string(), "15");
        }
        let (taken, left) = allocate("-5".parse().unwrap(), &[], Adl::Queue).unwrap();
        assert!(taken.is_empty() && left.is_zero());
    }

    #[test]
    fn the_long_product_agrees_with_big_integers() {
        use num_bigint::BigUint;
        let mut x = 7_u128;
        for _ in 0..200 {
            x = x.wrapping_mul(0x2360_ed05_1fc6_5da4_4385_df64_9fcc_f645).wrapping_add(11);
            let (all, of) = ((x >> 2) + 1, x >> 20);
            let take = (x >> 3) % all;
            let exact = BigUint::from(of) * take / all;
            assert_eq!(part(of, take, all).map(|p| p.to_string()), Some(exact.to_string()));
        }
    }
}
