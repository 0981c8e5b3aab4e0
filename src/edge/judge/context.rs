//! What the market was doing on one day: every answer that the given inputs allow.

use super::answers::time;
use super::findings::Findings;
use super::{built_in, funding, interest, level, mood, prices, supply};
use crate::error::Result;
use crate::time::{DAY_MS, Time};
use crate::value::{Fields, Value};

/// Every answer about the day `at`.
///
/// The bag; everything but `at` may be left out, and what is missing is answered "cannot be
/// checked". With `preset`, what is missing comes from small built-in series around that event:
///
/// Its keys:
///
/// - `preset`: `2025-11-04`
/// - `at`: the day, or an instant, as text or milliseconds
/// - `candles`: `{name, text}`: prices by day, or by a shorter step
/// - `month_closes`: `{name, text}` or `{name, points}`: closes of this month in every year, else
///   those of `candles`
/// - `peak_from`: the first day of the span in which the peak lies; else the whole series
/// - `since_year`: the first year that this month is compared with; else all of the series
/// - `fear_greed`: `{provider, text}` or `{provider, value, label}`
/// - `funding`: `{name, text, interval_hours}` or `{venues: [{venue, rate, interval_hours,
///   open_interest_usd}]}`
/// - `open_interest`: `{coins_before, coins_after, usd_before, usd_after, usd_change, price_before,
///   price_after, price_change}`
/// - `liquidations`: `{liquidated_usd, open_interest_usd, volume_usd}`
/// - `deleveraging`: `{depth_ratio, adl, fund_draw, peg_deviation, funding_after, venue_failure,
///   depth_ratio_later, peg_broken, withdrawals_halted, bad_debt}`
/// - `leverage`: `{open_interest, reserve, window_days}`, both series
/// - `stablecoins`: `{name, text, days: [7, 30]}`
/// - `key_level`: `{lower_usd, upper_usd, price_usd, shock_needed}`
///
/// The result: `answers` by name, `series` with their missing days, and `audit_inputs` in the form
/// that the audit takes.
///
/// # Errors
/// With the path of the field, and record and line in a text.
pub fn context(bag: Value) -> Result<Value> {
    let question = Question::read(bag)?;
    let at = question.at;
    let mut findings = Findings::default();
    question.answers()?.tell(&mut findings);
    Ok(findings.told(at))
}

/// All questions of a request; nothing is computed before every one is read.
struct Question {
    at: Time,
    prices: prices::Question,
    mood: mood::Question,
    funding: funding::Question,
    interest: interest::Question,
    supply: supply::Question,
    level: level::Question,
}

/// What was found.
struct Answers {
    prices: prices::Answers,
    mood: mood::Answers,
    funding: funding::Answers,
    interest: interest::Answers,
    supply: supply::Answers,
    level: level::Answers,
}

impl Question {
    fn read(bag: Value) -> Result<Self> {
        let mut bag = Fields::of(built_in::fill(bag)?)?;
        let question = Self {
            at: bag.need("at", "a day", |value| time(&value))?,
            prices: prices::Question::read(&mut bag)?,
            mood: mood::Question::read(&mut bag)?,
            funding: funding::Question::read(&mut bag)?,
            interest: interest::Question::read(&mut bag)?,
            supply: supply::Question::read(&mut bag)?,
            level: level::Question::read(&mut bag)?,
        };
        bag.finish()?;
        Ok(question)
    }

    fn answers(self) -> Result<Answers> {
        // All but prices are kept by day: an instant is asked for its day.
        let day = Time::from_millis(self.at.floor(DAY_MS))?;
        let prices = self.prices.answers(self.at)?;
        Ok(Answers {
            mood: self.mood.answers(day),
            funding: self.funding.answers(day)?,
            interest: self.interest.answers()?,
            supply: self.supply.answers(day)?,
            level: self.level.answers(prices.close()?)?,
            prices,
        })
    }
}

impl Answers {
    fn tell(self, findings: &mut Findings) {
        self.prices.tell(findings);
        self.mood.tell(findings);
        self.funding.tell(findings);
        self.interest.tell(findings);
        self.supply.tell(findings);
        self.level.tell(findings);
    }
}
