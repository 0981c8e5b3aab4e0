//! The events side by side: size, share of longs, move, open interest, class.

use super::table::{Event, What};
use crate::context::deleveraging::{Judgement, Observed, judge};
use crate::context::interest::Change;
use crate::error::Result;
use crate::money::{Ratio, Rational};

/// One line of the comparison.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Comparison {
    /// The event.
    pub event: Event,
    /// The size: the latest total in print; of a squeeze without one, the shorts.
    pub size: Option<Rational>,
    /// Longs ÷ (longs + shorts); longs ÷ total where shorts are not in print.
    pub long_share: Option<(Ratio, Basis)>,
    /// Relative move of Bitcoin.
    pub price_move: Option<Ratio>,
    /// Relative change of open interest, and in what.
    pub interest_change: Option<(Ratio, Basis)>,
    /// Liquidated Bitcoin ÷ its open interest before.
    pub of_interest: Option<Ratio>,
    /// The class, with its conditions.
    pub class: Judgement,
    /// Figures of the event that are unverified.
    pub unverified: Vec<What>,
}

vocabulary! {
    /// What a share or a change is taken from.
    #[derive(Clone, Copy, Debug, PartialEq, Eq)]
    pub enum Basis {
        /// Longs and shorts, both in print.
        BothSides = "longs_and_shorts",
        /// Longs and the total.
        LongsAndTotal = "longs_and_total",
        /// Shorts and the total.
        ShortsAndTotal = "shorts_and_total",
        /// Coins, as reported.
        Coins = "coins",
        /// USD, converted to coins with the price of the event.
        Converted = "coins_converted_from_usd",
        /// USD of all coins, not converted.
        AllUsd = "usd_of_all_coins",
    }
}

/// Compares events.
///
/// # Errors
/// Overflow beyond exact arithmetic.
pub fn compare(events: Vec<Event>) -> Result<Vec<Comparison>> {
    events.into_iter().map(line).collect()
}

fn line(event: Event) -> Result<Comparison> {
    let change = change(&event);
    let price_move = change.of_price()?.map(Rational::ratio).transpose()?;
    let coins = change.of_coins()?;
    let interest_change = match coins {
        Some((coins, converted)) => {
            let basis = if converted { Basis::Converted } else { Basis::Coins };
            Some((coins.ratio()?, basis))
        }
        None => {
            let all = event.value(What::OiChangeAll).map(Rational::ratio).transpose()?;
            all.map(|all| (all, Basis::AllUsd))
        }
    };
    let of_interest = quotient(event.value(What::Btc), event.value(What::OiBefore))?;
    let class = judge(&observed(&event, coins.map(|pair| pair.0), of_interest)?)?;
    let unverified = event.figures.iter().filter(|figure| figure.source.is_none());
    Ok(Comparison {
        size: size(&event),
        long_share: long_share(&event)?,
        price_move,
        interest_change,
        of_interest: of_interest.map(Rational::ratio).transpose()?,
        class,
        unverified: unverified.map(|figure| figure.what).collect(),
        event,
    })
}

fn size(event: &Event) -> Option<Rational> {
    [What::TotalRevised, What::Total, What::TotalEarly, What::Short]
        .into_iter()
        .find_map(|what| event.value(what))
}

/// The total of the same hour as the sides: the early one where there are two.
fn same_hour_total(event: &Event) -> Option<Rational> {
    [What::TotalEarly, What::Total, What::TotalRevised]
        .into_iter()
        .find_map(|what| event.value(what))
}

fn long_share(event: &Event) -> Result<Option<(Ratio, Basis)>> {
    let (long, short) = (event.value(What::Long), event.value(What::Short));
    let total = same_hour_total(event);
    let (share, basis) = match (long, short) {
        (Some(long), Some(short)) => {
            (quotient(Some(long), Some(long.plus(short)))?, Basis::BothSides)
        }
        (Some(long), None) => (quotient(Some(long), total)?, Basis::LongsAndTotal),
        (None, Some(short)) => {
            let share = quotient(Some(short), total)?;
            let rest = share.map(|share| Rational::ONE.minus(share));
            (rest, Basis::ShortsAndTotal)
        }
        (None, None) => return Ok(None),
    };
    Ok(share.map(Rational::ratio).transpose()?.map(|share| (share, basis)))
}

fn change(event: &Event) -> Change {
    let pair = |before, after| event.value(before).zip(event.value(after));
    Change {
        coins: pair(What::OiBeforeCoins, What::OiAfterCoins),
        usd: pair(What::OiBefore, What::OiAfter),
        usd_change: event.value(What::OiChange),
        price: pair(What::PriceBefore, What::PriceExtreme),
        price_change: event.value(What::PriceMove),
    }
}

fn observed(
    event: &Event,
    coins_change: Option<Rational>,
    liquidated_share: Option<Rational>,
) -> Result<Observed> {
    let yes = |what| event.figure(what).map(|_| true);
    Ok(Observed {
        coins_change,
        liquidated_share,
        depth_ratio: quotient(event.value(What::DepthWorst), event.value(What::DepthBefore))?,
        adl: yes(What::Adl),
        venue_failure: yes(What::VenueFailure),
        withdrawals_halted: yes(What::WithdrawalsHalted),
        ..Observed::default()
    })
}

fn quotient(top: Option<Rational>, bottom: Option<Rational>) -> Result<Option<Rational>> {
    match top.zip(bottom.filter(|bottom| !bottom.is_zero())) {
        Some((top, bottom)) => top.over(bottom).known("a quotient").map(Some),
        None => Ok(None),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::context::deleveraging::Class;
    use crate::events::all;
    use crate::time::Time;

    fn line_of(day: &str) -> Comparison {
        let day = Time::parse(day).unwrap();
        let mut lines = compare(all().unwrap()).unwrap();
        lines.retain(|line| line.event.day == day);
        lines.remove(0)
    }

    #[test]
    fn the_record_of_october_was_disorderly_and_a_collapse_is_not_excluded() {
        let line = line_of("2025-10-10");
        assert_eq!(line.class.class, Some(Class::Disorderly));
        assert_eq!(line.class.not_excluded, [Class::Collapse]);
        let (change, basis) = line.interest_change.unwrap();
        assert_eq!((change.to_string().as_str(), basis), ("-0.141071428571428571", Basis::Coins));
        assert_eq!(line.size.unwrap().to_string(), "19160000000");
    }

    #[test]
    fn a_collapse_needs_no_size() {
        let line = line_of("2022-11-09");
        assert_eq!(line.class.class, Some(Class::Collapse));
        assert_eq!(line.size.unwrap().to_string(), "873000000");
        assert!(line.unverified.contains(&What::VenueFailure), "and it says what it rests on");
    }

    #[test]
    fn november_is_no_flush_in_coins() {
        let line = line_of("2025-11-04");
        let (change, basis) = line.interest_change.unwrap();
        assert_eq!((&change.to_string()[..8], basis), ("0.024421", Basis::Converted));
        assert_ne!(line.class.class, Some(Class::Flush));
        assert!(!line.class.not_excluded.contains(&Class::Flush));
        assert_eq!(&line.long_share.unwrap().0.to_string()[..6], "0.8742");
    }

    #[test]
    fn a_squeeze_has_few_longs() {
        let (share, basis) = line_of("2025-07-10").long_share.unwrap();
        assert_eq!((&share.to_string()[..6], basis), ("0.1061", Basis::BothSides));
        let squeeze = line_of("2022-10-26");
        assert_eq!(squeeze.size.unwrap().to_string(), "1100000000");
        assert_eq!(squeeze.long_share, None);
    }
}
