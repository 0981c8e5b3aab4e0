//! What kind of deleveraging a day was, condition by condition.
//!
//! The size of the liquidations alone decides nothing: FTX in November 2022 was a collapse with
//! 0.87 billion USD liquidated, and 19 billion in October 2025 was not. Every condition holds,
//! fails, or is unknown; a class is said only when its conditions are known to hold. The thresholds
//! are this project's judgement, and each is printed with its condition.

use super::answer::percent;
use crate::error::Result;
use crate::money::Rational;

/// What is known of 24 hours.
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

vocabulary! {
    /// The classes, the gravest last.
    #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
    pub enum Class {
        /// Next to nothing happened to leverage.
        None = "none",
        /// Leverage was added.
        ReLeveraging = "re_leveraging",
        /// Leverage left in good order: a flush, a reset.
        Flush = "flush",
        /// Leverage left while the market's plumbing failed.
        Disorderly = "disorderly",
        /// Leverage left, and the damage stayed.
        Collapse = "collapse",
    }
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

/// The class of an event.
///
/// # Errors
/// Overflow when a value cannot be shown.
pub fn judge(seen: &Observed) -> Result<Judgement> {
    let mut conditions = Vec::new();
    for part in &PARTS {
        let (value, holds) = part.check.on(seen)?;
        conditions.push(Condition { class: part.class, rule: part.rule, value, holds });
    }
    let mut class = None;
    let mut not_excluded = Vec::new();
    for other in Class::ALL.into_iter().rev() {
        match state(other, &conditions) {
            Some(true) if class.is_none() => class = Some(other),
            // Of the classes that are less grave than the one that holds, none matters.
            None if class.is_none() => not_excluded.push(other),
            _ => {}
        }
    }
    Ok(Judgement { class, not_excluded, conditions })
}

/// Which conditions of a class have to hold.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Group {
    /// Every one.
    All,
    /// One of these at least.
    OneOf,
    /// And one of these.
    And,
}

/// One condition as it stands in the table.
struct Part {
    class: Class,
    group: Group,
    rule: &'static str,
    check: Check,
}

/// What is checked.
enum Check {
    /// A number from the lower to the upper end, in units of 1/100,000; the flag says whether the
    /// end itself is inside.
    Number(fn(&Observed) -> Option<Rational>, Option<(i64, bool)>, Option<(i64, bool)>),
    /// The size of a number is at most so much, in the same units.
    Size(fn(&Observed) -> Option<Rational>, i64),
    /// Something happened, or did not.
    Truth(fn(&Observed) -> Option<bool>, bool),
}

const fn part(class: Class, group: Group, rule: &'static str, check: Check) -> Part {
    Part { class, group, rule, check }
}

const PARTS: [Part; 21] = {
    use Check::{Number, Size, Truth};
    use Class::{Collapse, Disorderly, Flush, None as Calm, ReLeveraging};
    use Group::{All, And, OneOf};
    [
        part(
            Collapse,
            OneOf,
            "open interest in coins down 20% or more",
            Number(|s| s.coins_change, None, Some((-20_000, true))),
        ),
        part(Collapse, OneOf, "a large venue failed", Truth(|s| s.venue_failure, true)),
        part(
            Collapse,
            And,
            "a day later, depth below half",
            Number(|s| s.depth_ratio_later, None, Some((50_000, false))),
        ),
        part(Collapse, And, "a peg 1% off or more for over an hour", Truth(|s| s.peg_broken, true)),
        part(Collapse, And, "withdrawals halted", Truth(|s| s.withdrawals_halted, true)),
        part(Collapse, And, "bad debt left", Truth(|s| s.bad_debt, true)),
        part(
            Disorderly,
            OneOf,
            "open interest in coins down 10% or more",
            Number(|s| s.coins_change, None, Some((-10_000, true))),
        ),
        part(
            Disorderly,
            OneOf,
            "liquidations 3% of open interest or more",
            Number(|s| s.liquidated_share, Some((3_000, true)), None),
        ),
        part(
            Disorderly,
            And,
            "depth below half of its 30-day median",
            Number(|s| s.depth_ratio, None, Some((50_000, false))),
        ),
        part(Disorderly, And, "auto-deleveraging happened", Truth(|s| s.adl, true)),
        part(
            Disorderly,
            And,
            "fund draw of 10% or more",
            Number(|s| s.fund_draw, Some((10_000, true)), None),
        ),
        part(
            Disorderly,
            And,
            "a peg 0.5% off or more",
            Number(|s| s.peg_deviation, Some((500, true)), None),
        ),
        part(
            Flush,
            All,
            "open interest in coins down 3% to 20%",
            Number(|s| s.coins_change, Some((-20_000, false)), Some((-3_000, true))),
        ),
        part(
            Flush,
            All,
            "depth at least half of its 30-day median",
            Number(|s| s.depth_ratio, Some((50_000, true)), None),
        ),
        part(Flush, All, "no auto-deleveraging", Truth(|s| s.adl, false)),
        part(Flush, All, "pegs within 0.5%", Number(|s| s.peg_deviation, None, Some((500, false)))),
        part(
            Flush,
            All,
            "fund draw below 10%",
            Number(|s| s.fund_draw, None, Some((10_000, false))),
        ),
        part(Flush, All, "funding within 0.015% of zero afterwards", Size(|s| s.funding_after, 15)),
        part(
            ReLeveraging,
            All,
            "open interest in coins up 3% or more",
            Number(|s| s.coins_change, Some((3_000, true)), None),
        ),
        part(
            Calm,
            All,
            "open interest in coins changed by less than 3%",
            Number(|s| s.coins_change, Some((-3_000, false)), Some((3_000, false))),
        ),
        part(
            Calm,
            All,
            "liquidations below 0.5% of open interest",
            Number(|s| s.liquidated_share, None, Some((500, false))),
        ),
    ]
};

impl Check {
    /// The value as text and whether the condition holds; none of both where it is unknown.
    fn on(&self, seen: &Observed) -> Result<(Option<String>, Option<bool>)> {
        let value = match self {
            Self::Truth(of, wanted) => {
                let happened = of(seen);
                let word = happened.map(|yes| if yes { "yes" } else { "no" }.to_owned());
                return Ok((word, happened.map(|happened| happened == *wanted)));
            }
            Self::Number(of, _, _) | Self::Size(of, _) => of(seen),
        };
        let Some(value) = value else { return Ok((None, None)) };
        let holds = match self {
            Self::Size(_, max) => within(value.magnitude(), None, Some((*max, true)))?,
            Self::Number(_, low, high) => within(value, *low, *high)?,
            Self::Truth(..) => false,
        };
        Ok((Some(format!("{}%", percent(value.ratio()?))), Some(holds)))
    }
}

/// Whether a value lies between two ends in thousandths of a percent, each with or without itself.
fn within(value: Rational, low: Option<(i64, bool)>, high: Option<(i64, bool)>) -> Result<bool> {
    let against = |end: i64| value.minus(Rational::new(end.into(), 100_000)).sign();
    if let Some((end, inside)) = low {
        let order = against(end)?;
        if order.is_lt() || (!inside && order.is_eq()) {
            return Ok(false);
        }
    }
    let Some((end, inside)) = high else { return Ok(true) };
    let order = against(end)?;
    Ok(order.is_lt() || (inside && order.is_eq()))
}

/// Whether a class holds: every condition of its first group, and one of each of the others.
fn state(class: Class, conditions: &[Condition]) -> Option<bool> {
    let of = |group: Group| {
        let mine = move |pair: &(&Part, &Condition)| pair.0.class == class && pair.0.group == group;
        PARTS.iter().zip(conditions).filter(mine).map(|(_, condition)| condition.holds)
    };
    let mut all = Some(true);
    for holds in of(Group::All).chain([one(of(Group::OneOf)), one(of(Group::And))]) {
        all = match (all, holds) {
            (Some(false), _) | (_, Some(false)) => Some(false),
            (Some(true), Some(true)) => Some(true),
            _ => None,
        };
    }
    all
}

/// One holds at least; an empty group asks for nothing.
fn one(states: impl Iterator<Item = Option<bool>>) -> Option<bool> {
    let (mut any, mut unknown) = (false, false);
    for state in states {
        match state {
            Some(true) => return Some(true),
            Some(false) => any = true,
            None => unknown = true,
        }
    }
    match (unknown, any) {
        (true, _) => None,
        (false, any) => Some(!any),
    }
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
