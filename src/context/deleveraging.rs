//! What kind of deleveraging a day was, condition by condition.
//!
//! The size of the liquidations alone decides nothing: FTX in November 2022 was a collapse with 0.87
//! billion USD liquidated, and 19 billion in October 2025 was not. Every condition holds, fails,
//! or is unknown; a class is said only when its conditions are known to hold. The thresholds are
//! this project's judgement, and each is printed with its condition.

use super::answer::percent;
use crate::error::Result;
use crate::money::{Ratio, Rational};

/// What was seen over 24 hours, as far as it is known.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Observed {
    /// Relative change of open interest in coins.
    pub coins_change: Option<Rational>,
    /// Liquidated notional ÷ open interest before.
    pub liquidated_share: Option<Rational>,
    /// Depth at the worst ÷ its median of 30 days.
    pub depth_ratio: Option<Rational>,
    /// Whether positions were closed by auto-deleveraging.
    pub adl: Option<bool>,
    /// Share of the insurance fund that was used.
    pub fund_draw: Option<Rational>,
    /// Largest distance of a stablecoin from its peg, as a fraction.
    pub peg_deviation: Option<Rational>,
    /// Funding per 8 hours afterwards.
    pub funding_after: Option<Rational>,
    /// Whether a large venue failed.
    pub venue_failure: Option<bool>,
    /// Depth ÷ its median of 30 days, a day later.
    pub depth_ratio_later: Option<Rational>,
    /// Whether a stablecoin was 1% or more off its peg for over an hour.
    pub peg_broken: Option<bool>,
    /// Whether withdrawals were halted.
    pub withdrawals_halted: Option<bool>,
    /// Whether a lender or venue was left with bad debt.
    pub bad_debt: Option<bool>,
}

/// The classes, the gravest last.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Class {
    /// Next to nothing happened to leverage.
    None,
    /// Leverage was added.
    ReLeveraging,
    /// Leverage left in good order: a flush, a reset.
    Flush,
    /// Leverage left while the market's plumbing failed.
    Disorderly,
    /// Leverage left, and the damage stayed.
    Collapse,
}

/// One condition of one class.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Condition {
    /// The class that it belongs to.
    pub class: Class,
    /// The condition in words, with its threshold.
    pub rule: &'static str,
    /// The value that was seen, as text; none where it is unknown.
    pub value: Option<String>,
    /// Whether it holds; none where it is unknown.
    pub holds: Option<bool>,
}

/// The class of a day.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Judgement {
    /// The gravest class whose conditions are known to hold; none where there is none.
    pub class: Option<Class>,
    /// Graver classes (all, where no class is known to hold) that are not excluded either,
    /// because some of their conditions are unknown.
    pub not_excluded: Vec<Class>,
    /// Every condition of every class.
    pub conditions: Vec<Condition>,
}

/// The rule of the five classes in words.
pub const RULE: &str = "the gravest class whose conditions hold. None: coins changed by less than \
    3% and liquidations below 0.5% of open interest. Re-leveraging: coins up 3% or more. Flush: \
    coins down 3% to 20%, depth at least half, no ADL, pegs within 0.5%, fund draw below 10%, \
    funding within 0.015% of zero after. Disorderly: coins down 10% or more or liquidations 3% of \
    open interest or more, and depth below half, ADL, fund draw of 10% or a peg 0.5% off. \
    Collapse: coins down 20% or more or a venue failed, and a day later depth below half, a peg \
    1% off for over an hour, withdrawals halted or bad debt";

impl Class {
    const ALL: [Self; 5] =
        [Self::Collapse, Self::Disorderly, Self::Flush, Self::ReLeveraging, Self::None];

    /// The name in reports.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::None => "none",
            Self::ReLeveraging => "re_leveraging",
            Self::Flush => "flush",
            Self::Disorderly => "disorderly",
            Self::Collapse => "collapse",
        }
    }
}

impl Judgement {
    /// The rules of the conditions that are unknown, of the classes that are not excluded.
    #[must_use]
    pub fn missing(&self) -> Vec<&'static str> {
        let open = |condition: &&Condition| {
            condition.holds.is_none() && self.not_excluded.contains(&condition.class)
        };
        self.conditions.iter().filter(open).map(|condition| condition.rule).collect()
    }
}

/// The class of what was seen.
///
/// # Errors
/// Overflow when a value cannot be shown.
pub fn judge(seen: &Observed) -> Result<Judgement> {
    let mut conditions = Vec::new();
    let mut states = Vec::new();
    for class in Class::ALL {
        let (all, one_of, any) = parts(class, seen)?;
        let state = every(&[every(&holds(&all)), some(&holds(&one_of)), some(&holds(&any))]);
        states.push((class, state));
        for (rule, value, holds) in all.into_iter().chain(one_of).chain(any) {
            conditions.push(Condition { class, rule, value, holds });
        }
    }
    let class = states.iter().find(|(_, state)| *state == Some(true)).map(|(class, _)| *class);
    let open = |(other, state): &&(Class, Option<bool>)| {
        state.is_none() && class.is_none_or(|class| *other > class)
    };
    let not_excluded = states.iter().filter(open).map(|(class, _)| *class).collect();
    Ok(Judgement { class, not_excluded, conditions })
}

/// Rule, value and whether it holds.
type Part = (&'static str, Option<String>, Option<bool>);

/// Conditions that must all hold, and two groups of which one has to (an empty group holds).
fn parts(class: Class, seen: &Observed) -> Result<(Vec<Part>, Vec<Part>, Vec<Part>)> {
    let d = seen.coins_change;
    let l = seen.liquidated_share;
    let w = seen.depth_ratio;
    Ok(match class {
        Class::None => {
            let small = |d: Rational| d > per_mille(-30) && d < per_mille(30);
            let all = vec![
                number("open interest in coins changed by less than 3%", d, small)?,
                number("liquidations below 0.5% of open interest", l, |l| l < per_mille(5))?,
            ];
            (all, vec![], vec![])
        }
        Class::ReLeveraging => {
            let more = |d: Rational| d >= per_mille(30);
            (vec![number("open interest in coins up 3% or more", d, more)?], vec![], vec![])
        }
        Class::Flush => (flush(seen)?, vec![], vec![]),
        Class::Disorderly => {
            let one_of = vec![
                number("open interest in coins down 10% or more", d, |d| d <= per_mille(-100))?,
                number("liquidations 3% of open interest or more", l, |l| l >= per_mille(30))?,
            ];
            let any = vec![
                number("depth below half of its 30-day median", w, |w| w < per_mille(500))?,
                truth("auto-deleveraging happened", seen.adl),
                number("fund draw of 10% or more", seen.fund_draw, |x| x >= per_mille(100))?,
                number("a peg 0.5% off or more", seen.peg_deviation, |x| x >= per_mille(5))?,
            ];
            (vec![], one_of, any)
        }
        Class::Collapse => {
            let later = seen.depth_ratio_later;
            let one_of = vec![
                number("open interest in coins down 20% or more", d, |d| d <= per_mille(-200))?,
                truth("a large venue failed", seen.venue_failure),
            ];
            let any = vec![
                number("a day later, depth below half", later, |w| w < per_mille(500))?,
                truth("a peg 1% off or more for over an hour", seen.peg_broken),
                truth("withdrawals halted", seen.withdrawals_halted),
                truth("bad debt left", seen.bad_debt),
            ];
            (vec![], one_of, any)
        }
    })
}

fn flush(seen: &Observed) -> Result<Vec<Part>> {
    let fell = |d: Rational| d <= per_mille(-30) && d > per_mille(-200);
    let calm = |f: Rational| f.abs().is_ok_and(|f| f <= per_100_000(15));
    let w = seen.depth_ratio;
    Ok(vec![
        number("open interest in coins down 3% to 20%", seen.coins_change, fell)?,
        number("depth at least half of its 30-day median", w, |w| w >= per_mille(500))?,
        truth("no auto-deleveraging", seen.adl.map(|adl| !adl)),
        number("pegs within 0.5%", seen.peg_deviation, |x| x < per_mille(5))?,
        number("fund draw below 10%", seen.fund_draw, |x| x < per_mille(100))?,
        number("funding within 0.015% of zero afterwards", seen.funding_after, calm)?,
    ])
}

fn number(
    rule: &'static str,
    value: Option<Rational>,
    test: impl Fn(Rational) -> bool,
) -> Result<Part> {
    let shown = value.map(Rational::ratio).transpose()?.map(shown);
    Ok((rule, shown, value.map(test)))
}

fn shown(ratio: Ratio) -> String {
    format!("{}%", percent(ratio))
}

fn truth(rule: &'static str, holds: Option<bool>) -> Part {
    (rule, holds.map(|holds| if holds { "yes" } else { "no" }.to_owned()), holds)
}

fn holds(parts: &[Part]) -> Vec<Option<bool>> {
    parts.iter().map(|part| part.2).collect()
}

/// All hold: false as soon as one fails, unknown as long as one is.
fn every(states: &[Option<bool>]) -> Option<bool> {
    if states.contains(&Some(false)) {
        return Some(false);
    }
    if states.contains(&None) { None } else { Some(true) }
}

/// One holds at least; an empty group asks for nothing.
fn some(states: &[Option<bool>]) -> Option<bool> {
    if states.is_empty() || states.contains(&Some(true)) {
        return Some(true);
    }
    if states.contains(&None) { None } else { Some(false) }
}

fn per_mille(count: i64) -> Rational {
    Rational::new(count.into(), 1000).unwrap_or(Rational::ZERO)
}

fn per_100_000(count: i64) -> Rational {
    Rational::new(count.into(), 100_000).unwrap_or(Rational::ZERO)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn r(text: &str) -> Option<Rational> {
        Some(text.parse().unwrap())
    }

    /// A day with everything in order.
    fn orderly(coins_change: &str, liquidated: &str) -> Observed {
        Observed {
            coins_change: r(coins_change),
            liquidated_share: r(liquidated),
            depth_ratio: r("0.9"),
            adl: Some(false),
            fund_draw: r("0.01"),
            peg_deviation: r("0.001"),
            funding_after: r("0.0001"),
            venue_failure: Some(false),
            depth_ratio_later: r("1"),
            peg_broken: Some(false),
            withdrawals_halted: Some(false),
            bad_debt: Some(false),
        }
    }

    fn class(seen: &Observed) -> Option<&'static str> {
        judge(seen).unwrap().class.map(Class::as_str)
    }

    #[test]
    fn every_class_holds_on_a_day_of_its_own() {
        assert_eq!(class(&orderly("-0.0299", "0.0049")), Some("none"));
        assert_eq!(class(&orderly("0.03", "0.01")), Some("re_leveraging"));
        assert_eq!(class(&orderly("-0.03", "0.01")), Some("flush"));
        let disorderly = Observed { adl: Some(true), ..orderly("-0.141", "0.076") };
        assert_eq!(class(&disorderly), Some("disorderly"));
        let collapse = Observed {
            venue_failure: Some(true),
            withdrawals_halted: Some(true),
            ..orderly("-0.05", "0.009")
        };
        assert_eq!(class(&collapse), Some("collapse"));
    }

    #[test]
    fn the_cuts_are_where_the_rule_says() {
        assert_eq!(class(&orderly("-0.2", "0.01")), None, "a fifth gone in good order is no class");
        assert_eq!(class(&orderly("-0.1999", "0.01")), Some("flush"));
        assert_eq!(class(&orderly("0", "0.005")), None);
        let thin = |d: &str| Observed { depth_ratio: r("0.499"), ..orderly(d, "0.01") };
        assert_eq!(class(&thin("-0.1")), Some("disorderly"));
        assert_eq!(class(&thin("-0.0999")), None, "not a flush and not disorderly");
    }

    #[test]
    fn the_size_of_the_liquidations_is_not_the_criterion() {
        let big = orderly("-0.02", "0.5");
        assert_ne!(class(&big), Some("collapse"));
    }

    #[test]
    fn an_unknown_condition_leaves_a_class_open_and_is_named() {
        let seen = Observed { coins_change: r("0.024"), ..Observed::default() };
        let judgement = judge(&seen).unwrap();
        assert_eq!(judgement.class, None);
        assert!(judgement.not_excluded.contains(&Class::None));
        assert!(!judgement.not_excluded.contains(&Class::Flush), "coins did not fall");
        assert!(judgement.missing().contains(&"liquidations below 0.5% of open interest"));
    }

    #[test]
    fn a_graver_class_that_cannot_be_excluded_is_said_beside_the_class() {
        let seen = Observed { venue_failure: None, bad_debt: None, ..orderly("-0.05", "0.01") };
        let judgement = judge(&seen).unwrap();
        assert_eq!(judgement.class, Some(Class::Flush));
        assert_eq!(judgement.not_excluded, [Class::Collapse]);
        assert_eq!(judgement.missing(), ["a large venue failed", "bad debt left"]);
    }

    #[test]
    fn nothing_known_is_nothing_said() {
        let judgement = judge(&Observed::default()).unwrap();
        assert_eq!(judgement.class, None);
        assert_eq!(judgement.not_excluded.len(), 5);
        assert!(judgement.conditions.iter().all(|condition| condition.holds.is_none()));
    }
}
