//! Answers about sentiment, funding, open interest, leverage, supply and levels.

use super::answers::{answer, count, list, point, ratio, truth};
use super::class::class_answer;
use super::findings::Findings;
use super::series::{self, of_readings, of_series, readings};
use crate::context::answer::day;
use crate::context::deleveraging::{Observed, judge};
use crate::context::funding::{Funding, Rate, funding as compare_funding};
use crate::context::interest::{Change, CoinChange, quadrant, share_of};
use crate::context::level::verdict;
use crate::context::read;
use crate::context::sentiment::{Labelled, Provider, index, labelled};
use crate::context::series::{Point, Series};
use crate::context::supply;
use crate::error::{Error, Result};
use crate::money::{Price, Ratio, Rational, Usd};
use crate::time::{DAY_MS, Time};
use crate::value::{Fields, Value, record};

/// Days of history that leverage is compared with, unless the bag says otherwise.
const WINDOW_DAYS: u32 = 90;
/// Days over which the change of a supply is asked, unless the bag says otherwise.
const DAYS: [u32; 2] = [7, 30];

/// The same number under these providers' bands, so that nobody mixes them; with the answer's name.
const BANDS: [(Provider, &str); 2] = [
    (Provider::AlternativeMe, "fear_greed_alternative_me"),
    (Provider::CoinMarketCap, "fear_greed_coinmarketcap"),
];

/// Takes `fear_greed`.
pub(super) fn sentiment(bag: &mut Fields, at: Time, found: &mut Findings) -> Result<()> {
    let read = |value: Value| {
        let mut bag = Fields::of(value)?;
        let provider = bag.need("provider", "who computes the index", |value| {
            value.as_text().map(Provider::named)
        })?;
        let text = bag.text("text")?;
        let value = bag.read("value", |value| match value {
            Value::Int(number) => index(&number.to_string()),
            other => index(other.as_text()?),
        })?;
        let label = bag.text("label")?;
        bag.finish()?;
        Ok((provider, text, value, label))
    };
    let Some((provider, text, value, label)) = bag.read("fear_greed", read)? else {
        no_mood(found, "it needs an index and its provider");
        return Ok(());
    };
    let (value, label) = match text {
        None => (value, label),
        Some(text) => {
            let days = readings(&text).map_err(|error| error.in_field("fear_greed"))?;
            found.series("fear_greed", of_readings(provider.as_str(), &days));
            let today = days.into_iter().find(|reading| reading.time == at);
            today.map_or((None, None), |today| (Some(today.value), today.label))
        }
    };
    let Some(value) = value else {
        let why = format!("{} has no value for {}", provider.as_str(), day(at));
        no_mood(found, &why);
        return Ok(());
    };
    let source = format!("{}, {}", provider.as_str(), day(at));
    found.input("fear_greed", i64::from(value), &source);
    found.answer("fear_greed", answer(&labelled(&provider, value, label.as_deref()), mood));
    for (other, name) in BANDS {
        let own = (other == provider).then_some(label.as_deref()).flatten();
        let answered = labelled(&other, value, own);
        if let Some(known) = answered.get() {
            found.input(name, known.label.as_str(), other.as_str());
        }
        found.answer(name, answer(&answered, mood));
    }
    Ok(())
}

/// No answer by anybody's bands.
fn no_mood(found: &mut Findings, why: &str) {
    const RULE: &str = "the provider's own label, else the label of its own bands";
    for name in ["fear_greed"].into_iter().chain(BANDS.map(|pair| pair.1)) {
        found.unasked(name, RULE, why);
    }
}

fn mood(labelled: &Labelled) -> Value {
    record![
        ("value", i64::from(labelled.value)),
        ("label", labelled.label.as_str()),
        ("own_word", labelled.own_word),
        ("by_bands", labelled.by_bands.map(|mood| mood.as_str())),
        ("bands", labelled.bands),
        ("agree", labelled.agree),
    ]
}

/// Takes `funding`: the payments of one day of a series, or one rate a venue.
pub(super) fn funding(bag: &mut Fields, at: Time, found: &mut Findings) -> Result<()> {
    let Some(value) = bag.take("funding") else {
        found.unasked("funding", "rate per 8 hours and its regime", "it needs funding rates");
        return Ok(());
    };
    let path = |error: Error| error.in_field("funding");
    let mut bag = Fields::of(value).map_err(path)?;
    let venues = bag.each("venues", venue).map_err(path)?;
    let name = bag.text("name").map_err(path)?.unwrap_or_default();
    let text = bag.text("text").map_err(path)?;
    let hours = |value: Value| count(&value, "a whole number of hours");
    let hours = bag.read("interval_hours", hours).map_err(path)?;
    bag.finish().map_err(path)?;
    let rates = match text {
        None => venues,
        Some(text) => {
            let rates = series::funding(&name, &text).map_err(path)?;
            found.series("funding", of_series(&rates, &[]));
            payments(&rates, at, hours).map_err(path)?
        }
    };
    let answered = compare_funding(rates).map_err(path)?;
    if let Some(known) = answered.get() {
        let source = format!("{name}, mean of {}", day(at));
        found.input("funding_8h", Value::text(known.per_8h), &source);
        if let Some(lowest) = known.venues.iter().map(|venue| venue.1).min() {
            found.input("funding_8h_lowest", Value::text(lowest), &source);
        }
    }
    found.answer("funding", answer(&answered, rate_of_day));
    Ok(())
}

fn venue(value: Value) -> Result<Rate> {
    let mut bag = Fields::of(value)?;
    let hours = |value: Value| count(&value, "a whole number of hours");
    let rate = Rate {
        venue: bag.need_text("venue", "the name of the venue")?,
        rate: bag.need("rate", "a rate as a fraction", |value| value.parse::<Ratio>())?,
        interval_hours: bag.need("interval_hours", "hours between payments", hours)?,
        open_interest: bag.exact::<Usd>("open_interest_usd")?,
    };
    bag.finish()?;
    Ok(rate)
}

/// The payments of the UTC day `at`, each with the interval of the series.
fn payments(rates: &Series, at: Time, hours: Option<u32>) -> Result<Vec<Rate>> {
    let until = at.after(DAY_MS.saturating_sub(1)).unwrap_or(at);
    let of_day = rates.between(at, until);
    if of_day.is_empty() {
        return Ok(Vec::new());
    }
    let hours = hours.or_else(|| read::interval_hours(rates));
    let interval_hours =
        hours.ok_or_else(|| Error::missing("hours between payments").in_field("interval_hours"))?;
    let rate = |point: &Point| Rate {
        venue: format!("{} {}", rates.name(), point.time),
        rate: Ratio::new(point.value),
        interval_hours,
        open_interest: None,
    };
    Ok(of_day.iter().map(rate).collect())
}

fn rate_of_day(funding: &Funding) -> Value {
    let rows = list(&funding.venues, |(rate, per_8h, regime)| {
        record![
            ("venue", rate.venue.as_str()),
            ("per_8h", Value::text(per_8h)),
            ("regime", regime.as_str()),
        ]
    });
    record![
        ("per_8h", Value::text(funding.per_8h)),
        ("per_year", Value::text(funding.per_year)),
        ("regime", funding.regime.as_str()),
        ("weighted", funding.weighted),
        ("neutral_to_negative", funding.neutral_to_negative),
        ("any_negative", funding.any_negative),
        ("rates", rows),
    ]
}

/// Takes `open_interest`, `liquidations` and `deleveraging`.
pub(super) fn interest(bag: &mut Fields, found: &mut Findings) -> Result<()> {
    let change = bag.read("open_interest", change)?.unwrap_or_default();
    let (liquidated, interest, volume) = bag.read("liquidations", amounts)?.unwrap_or_default();
    let seen = bag.read("deleveraging", observed)?.unwrap_or_default();
    let in_coins = change.in_coins()?;
    found.answer("open_interest_in_coins", answer(&in_coins, coins));
    found.answer("quadrant", answer(&quadrant(&change)?, |q| q.as_str().into()));
    let to_interest = share_of(liquidated, "open_interest_usd", interest);
    let to_volume = share_of(liquidated, "volume_usd", volume);
    found.answer("liquidations_to_open_interest", answer(&to_interest, |share| Value::text(share)));
    found.answer("liquidations_to_volume", answer(&to_volume, |share| Value::text(share)));
    let share = to_interest.get().map(|share| Rational::from(share.decimal()));
    let coins_change = change.of_coins()?.map(|pair| pair.0);
    let judgement = judge(&Observed { coins_change, liquidated_share: share, ..seen })?;
    found.answer("deleveraging", class_answer(&judgement));
    Ok(())
}

fn coins(change: &CoinChange) -> Value {
    record![
        ("change_coins", Value::text(change.coins)),
        ("change_usd", ratio(change.usd)),
        ("change_price", ratio(change.price)),
        ("converted", change.converted),
    ]
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
        if value.is_some_and(Rational::is_negative) {
            let found = value.unwrap_or(Rational::ZERO).to_string();
            return Err(Error::out_of_range("0 or more", &found).in_field(key));
        }
        Ok(value)
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

type Amounts = (Option<Usd>, Option<Usd>, Option<Usd>);

fn amounts(value: Value) -> Result<Amounts> {
    let mut bag = Fields::of(value)?;
    let mut one = |key| {
        let value = bag.exact::<Usd>(key)?;
        match value.filter(|usd| *usd < Usd::ZERO) {
            Some(below) => Err(Error::out_of_range("0 or more", &below.to_string()).in_field(key)),
            None => Ok(value),
        }
    };
    let found = (one("liquidated_usd")?, one("open_interest_usd")?, one("volume_usd")?);
    bag.finish()?;
    Ok(found)
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

/// Takes `leverage`.
pub(super) fn leverage(bag: &mut Fields, at: Time, found: &mut Findings) -> Result<()> {
    let read = |value: Value| {
        let mut bag = Fields::of(value)?;
        let interest = bag.need("open_interest", "open interest by day", series::series)?;
        let reserve = bag.need("reserve", "exchange reserves by day", series::series)?;
        let days = |value: Value| count(&value, "a whole number of days");
        let days = bag.read("window_days", days)?.unwrap_or(WINDOW_DAYS);
        bag.finish()?;
        Ok((supply::leverage(&interest.data, &reserve.data)?, days))
    };
    let Some((ratios, days)) = bag.read("leverage", read)? else {
        let needs = "it needs open interest and exchange reserves by day";
        found.unasked("leverage", "open interest / exchange reserve, by its own history", needs);
        return Ok(());
    };
    found.series("leverage", of_series(&ratios, &[]));
    let answered = supply::percentile(&ratios, at, days)?;
    let shown = answer(&answered, |place| {
        record![
            ("now", point(&place.now)),
            ("percentile", Value::text(place.share)),
            ("days", place.days),
            ("window_days", place.window_days),
        ]
    });
    found.answer("leverage", shown);
    Ok(())
}

/// Takes `stablecoins`.
pub(super) fn stablecoins(bag: &mut Fields, at: Time, found: &mut Findings) -> Result<()> {
    let read = |value: Value| {
        let Value::Map(mut entries) = value else { return Fields::of(value).map(|_| None) };
        let index = entries.iter().position(|(key, _)| key == "days");
        let days = index.map(|index| entries.remove(index).1);
        let mut days = Fields::of(record![("days", days.unwrap_or(Value::Null))])?;
        let days = days.each("days", |value| count(&value, "a whole number of days"))?;
        series::series(Value::Map(entries)).map(|read| Some((read, days)))
    };
    let Some((supply, days)) = bag.read("stablecoins", read)?.flatten() else {
        for days in DAYS {
            let name = format!("stablecoin_change_{days}d");
            found.unasked(&name, "change of supply over days", "it needs supply by day");
        }
        return Ok(());
    };
    found.series("stablecoins", of_series(&supply.data, &supply.skipped));
    let days = if days.is_empty() { DAYS.to_vec() } else { days };
    for days in days {
        let answered = supply::change(&supply.data, at, days)?;
        if let Some(fraction) = answered.get().and_then(|change| change.fraction) {
            let key = format!("stablecoin_change_{days}d");
            found.input(&key, Value::text(fraction), supply.data.name());
        }
        let shown = answer(&answered, |change| {
            record![
                ("before", point(&change.before)),
                ("after", point(&change.after)),
                ("amount", Value::text(change.amount)),
                ("fraction", ratio(change.fraction)),
            ]
        });
        found.answer(&format!("stablecoin_change_{days}d"), shown);
    }
    Ok(())
}

/// Takes `key_level`; the price is the close of the day unless the bag has another.
pub(super) fn key_level(
    bag: &mut Fields,
    close: Option<Price>,
    found: &mut Findings,
) -> Result<()> {
    let read = |value: Value| {
        let mut bag = Fields::of(value)?;
        let price = bag.exact::<Price>("price_usd")?.or(close);
        let parse = |value: Value| value.parse::<Price>();
        let lower = bag.need("lower_usd", "the lower edge", parse)?;
        let upper = bag.read("upper_usd", parse)?.unwrap_or(lower);
        let shock = bag.estimate("shock_needed")?;
        bag.finish()?;
        Ok((verdict(price, lower, upper)?, shock))
    };
    let Some(level) = bag.take("key_level") else {
        found.unasked("key_level", "above, on or below a named level", "it needs a level");
        return Ok(());
    };
    let (answered, shock) = read(level).map_err(|e: Error| e.in_field("key_level"))?;
    let shown = answer(&answered, |level| {
        record![
            ("verdict", level.verdict.as_str()),
            ("to_lower", Value::text(level.to_lower)),
            ("to_upper", Value::text(level.to_upper)),
            ("shock_needed_estimate", shock),
        ]
    });
    found.answer("key_level", shown);
    Ok(())
}
