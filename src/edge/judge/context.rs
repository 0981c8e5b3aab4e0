//! What the market was doing on one day: every answer that the given inputs allow.

use super::answers::{answer, list, time, unasked};
use super::{built_in, market, prices, series};
use crate::context::deleveraging::Judgement;
use crate::error::Result;
use crate::time::{DAY_MS, Time};
use crate::value::{Fields, Value, record};

/// What is collected for the result: answers, the series they are from, figures for an audit.
#[derive(Debug, Default)]
pub(super) struct Found {
    answers: Vec<(String, Value)>,
    series: Vec<(String, Value)>,
    inputs: Vec<(String, Value)>,
}

/// Every answer about the day `at`.
///
/// The bag; everything but `at` may be left out, and what is missing is answered "cannot be
/// checked". With `preset`, what is missing comes from small built-in series around that event:
///
/// | key | what |
/// |---|---|
/// | `preset` | `2025-11-04` |
/// | `at` | the day, or an instant, as text or milliseconds |
/// | `candles` | `{name, text}`: prices by day, or by a shorter step |
/// | `month_closes` | `{name, text}` or `{name, points}`: closes of this month in every year, else those of `candles` |
/// | `peak_from` | the first day of the span in which the peak lies; else the whole series |
/// | `since_year` | the first year that this month is compared with; else all of the series |
/// | `fear_greed` | `{provider, text}` or `{provider, value, label}` |
/// | `funding` | `{name, text, interval_hours}` or `{venues: [{venue, rate, interval_hours, open_interest_usd}]}` |
/// | `open_interest` | `{coins_before, coins_after, usd_before, usd_after, usd_change, price_before, price_after, price_change}` |
/// | `liquidations` | `{liquidated_usd, open_interest_usd, volume_usd}` |
/// | `deleveraging` | `{depth_ratio, adl, fund_draw, peg_deviation, funding_after, venue_failure, depth_ratio_later, peg_broken, withdrawals_halted, bad_debt}` |
/// | `leverage` | `{open_interest, reserve, window_days}`, both series |
/// | `stablecoins` | `{name, text, days: [7, 30]}` |
/// | `key_level` | `{lower_usd, upper_usd, price_usd, shock_needed}` |
///
/// The result: `answers` by name, `series` with their missing days, and `audit_inputs` in the form
/// that the audit takes.
///
/// # Errors
/// With the path of the field, and record and line in a text.
pub fn context(bag: Value) -> Result<Value> {
    let mut bag = Fields::of(built_in::fill(bag)?)?;
    let at = bag.need("at", "a day", |value| time(&value))?;
    let mut found = Found::default();
    let close = prices::answer_all(&mut bag, at, &mut found)?;
    // These are kept by day: an instant is asked for its day.
    let day = Time::from_millis(at.floor(DAY_MS))?;
    market::sentiment(&mut bag, day, &mut found)?;
    market::funding(&mut bag, day, &mut found)?;
    market::interest(&mut bag, &mut found)?;
    market::leverage(&mut bag, day, &mut found)?;
    market::stablecoins(&mut bag, day, &mut found)?;
    market::key_level(&mut bag, close, &mut found)?;
    bag.finish()?;
    Ok(record![
        ("at_ms", at.millis()),
        ("answers", Value::Map(found.answers)),
        ("series", Value::Map(found.series)),
        ("audit_inputs", Value::Map(found.inputs)),
    ])
}

impl Found {
    /// One more answer.
    pub(super) fn answer(&mut self, name: &str, value: Value) {
        self.answers.push((name.to_owned(), value));
    }

    /// An answer for which nothing was given.
    pub(super) fn unasked(&mut self, name: &str, rule: &'static str, needs: &str) {
        self.answer(name, unasked(rule, needs));
    }

    /// One more series that was read.
    pub(super) fn series(&mut self, name: &str, value: Value) {
        self.series.push((name.to_owned(), value));
    }

    /// One more figure for an audit.
    pub(super) fn input(&mut self, name: &str, value: impl Into<Value>, source: &str) {
        let entry = record![("value", value), ("source", source)];
        self.inputs.push((name.to_owned(), entry));
    }
}

/// A day as a whole number such as 20251104, for formulas.
pub(super) fn day_number(time: Time) -> String {
    let (year, month, day) = time.date();
    format!("{year:04}{month:02}{day:02}")
}

/// The class of a day with each condition.
pub(super) fn conditions(judgement: &Judgement) -> Value {
    let rows = list(&judgement.conditions, |condition| {
        record![
            ("class", condition.class.as_str()),
            ("rule", condition.rule),
            ("value", condition.value.as_deref()),
            ("holds", condition.holds),
        ]
    });
    let why = match judgement.class {
        None if !judgement.not_excluded.is_empty() => {
            Some(format!("not known: {}", judgement.missing().join("; ")))
        }
        _ => None,
    };
    let none = judgement.class.is_none() && judgement.not_excluded.is_empty();
    let class = judgement.class.map(|class| class.as_str());
    let class = if none { Some("no_class") } else { class };
    record![
        ("class", class),
        ("not_excluded", list(&judgement.not_excluded, |class| class.as_str().into())),
        ("conditions", rows),
        ("cannot_be_checked", why),
    ]
}

/// The answer about a day's class, in the form of all answers.
pub(super) fn class_answer(judgement: &Judgement) -> Value {
    let shown = conditions(judgement);
    let why = shown.get("cannot_be_checked").cloned().unwrap_or(Value::Null);
    let rule = crate::context::deleveraging::RULE;
    let empty = answer(&crate::context::Answer::<()>::to(rule).known(()), |()| Value::Null);
    let Value::Map(entries) = empty else { return shown };
    let kept = entries.into_iter().filter(|(key, _)| key == "rule" || key == "inputs");
    Value::Map(kept.collect()).with("found", shown).with("cannot_be_checked", why)
}

/// The summaries of what was read; the one door to the readers of series.
pub(super) use series::{candles, of_candles, of_readings, of_series, readings};
