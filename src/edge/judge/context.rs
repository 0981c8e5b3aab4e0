//! What the market was doing on one day: every answer that the given inputs allow.

use super::answers::time;
use super::findings::Findings;
use super::{built_in, market, prices};
use crate::error::Result;
use crate::time::{DAY_MS, Time};
use crate::value::{Fields, Value};

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
    let mut found = Findings::default();
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
    Ok(found.told(at))
}
