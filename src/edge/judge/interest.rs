//! Open interest over the event, what of it was liquidated, and which class of day that makes.

use super::answers::{answer, ratio, truth};
use super::class::class_answer;
use super::findings::Findings;
use crate::context::Answer;
use crate::context::deleveraging::{Judgement, Observed, judge};
use crate::context::interest::{Change, CoinChange, Quadrant, quadrant, share_of};
use crate::error::{Error, Result};
use crate::money::{Ratio, Rational, Usd};
use crate::value::{Fields, Value, record};

/// The questions `open_interest`, `liquidations` and `deleveraging`.
pub(super) struct Question {
    change: Change,
    amounts: Amounts,
    seen: Observed,
}

/// Dollars that were liquidated, and those that they are compared with.
#[derive(Default)]
struct Amounts {
    liquidated: Option<Usd>,
    interest: Option<Usd>,
    volume: Option<Usd>,
}

/// What was found.
pub(super) struct Answers {
    in_coins: Answer<CoinChange>,
    quadrant: Answer<Quadrant>,
    to_interest: Answer<Ratio>,
    to_volume: Answer<Ratio>,
    class: Judgement,
}

impl Question {
    /// Takes `open_interest`, `liquidations` and `deleveraging`.
    pub(super) fn read(bag: &mut Fields) -> Result<Self> {
        Ok(Self {
            change: bag.read("open_interest", change)?.unwrap_or_default(),
            amounts: bag.read("liquidations", Amounts::read)?.unwrap_or_default(),
            seen: bag.read("deleveraging", observed)?.unwrap_or_default(),
        })
    }

    /// What the figures say.
    pub(super) fn answers(self) -> Result<Answers> {
        let Self { change, amounts, seen } = self;
        let to_interest = share_of(amounts.liquidated, "open_interest_usd", amounts.interest);
        let liquidated_share = to_interest.get().map(|share| Rational::from(share.decimal()));
        let coins_change = change.of_coins()?.map(|pair| pair.0);
        Ok(Answers {
            in_coins: change.in_coins()?,
            quadrant: quadrant(&change)?,
            to_volume: share_of(amounts.liquidated, "volume_usd", amounts.volume),
            class: judge(&Observed { coins_change, liquidated_share, ..seen })?,
            to_interest,
        })
    }
}

impl Amounts {
    fn read(value: Value) -> Result<Self> {
        let mut bag = Fields::of(value)?;
        let mut one = |key| {
            let value = bag.exact::<Usd>(key)?;
            match value.filter(|usd| *usd < Usd::ZERO) {
                Some(below) => {
                    Err(Error::out_of_range("0 or more", &below.to_string()).in_field(key))
                }
                None => Ok(value),
            }
        };
        let amounts = Self {
            liquidated: one("liquidated_usd")?,
            interest: one("open_interest_usd")?,
            volume: one("volume_usd")?,
        };
        bag.finish()?;
        Ok(amounts)
    }
}

fn change(value: Value) -> Result<Change> {
    let mut bag = Fields::of(value)?;
    let change = Change {
        coins: pair(&mut bag, "coins_before", "coins_after")?,
        usd: pair(&mut bag, "usd_before", "usd_after")?,
        usd_change: bag.exact("usd_change")?,
        price: pair(&mut bag, "price_before", "price_after")?,
        price_change: bag.exact("price_change")?,
    };
    bag.finish()?;
    Ok(change)
}

fn pair(
    bag: &mut Fields,
    before: &'static str,
    after: &'static str,
) -> Result<Option<(Rational, Rational)>> {
    let mut one = |key| {
        let value = bag.exact::<Rational>(key)?;
        match value.filter(|value| value.is_negative()) {
            Some(below) => Err(Error::out_of_range("0 or more", &below.to_string()).in_field(key)),
            None => Ok(value),
        }
    };
    match (one(before)?, one(after)?) {
        (None, None) => Ok(None),
        (Some(before), Some(after)) => Ok(Some((before, after))),
        _ => {
            let rule = "expected a value before and one after, found one of them";
            Err(Error::conflict(rule).in_field(before))
        }
    }
}

fn observed(value: Value) -> Result<Observed> {
    let mut bag = Fields::of(value)?;
    let yes = |value: Value| truth(&value);
    let seen = Observed {
        coins_change: None,
        liquidated_share: None,
        depth_ratio: bag.exact("depth_ratio")?,
        adl: bag.read("adl", yes)?,
        fund_draw: bag.exact("fund_draw")?,
        peg_deviation: bag.exact("peg_deviation")?,
        funding_after: bag.exact("funding_after")?,
        venue_failure: bag.read("venue_failure", yes)?,
        depth_ratio_later: bag.exact("depth_ratio_later")?,
        peg_broken: bag.read("peg_broken", yes)?,
        withdrawals_halted: bag.read("withdrawals_halted", yes)?,
        bad_debt: bag.read("bad_debt", yes)?,
    };
    bag.finish()?;
    Ok(seen)
}

impl Answers {
    /// Tells them.
    pub(super) fn tell(&self, findings: &mut Findings) {
        let share = |share: &Ratio| Value::text(share);
        findings.answer("open_interest_in_coins", answer(&self.in_coins, coins));
        findings.answer("quadrant", answer(&self.quadrant, |q| q.as_str().into()));
        findings.answer("liquidations_to_open_interest", answer(&self.to_interest, share));
        findings.answer("liquidations_to_volume", answer(&self.to_volume, share));
        findings.answer("deleveraging", class_answer(&self.class));
    }
}

fn coins(change: &CoinChange) -> Value {
    record![
        ("change_coins", Value::text(change.coins)),
        ("change_usd", ratio(change.usd)),
        ("change_price", ratio(change.price)),
        ("converted", change.converted),
    ]
}
