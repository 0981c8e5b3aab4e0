//! `{total_usd, shares: {channel: "0.25", …}, four: {…}}` to a Sankey, a table and four numbers.

use super::answers::{list, ratio};
use crate::error::{Error, Result};
use crate::flows::{Channel, Four, FourInputs, Measure, Part, Sankey, Shares};
use crate::money::{Ratio, Rational, Usd};
use crate::value::{Fields, Value, record};

const ASSUMPTION: &str = "an assumption that the reader sets: where the money of closed positions \
                          goes is not measured by anybody";

/// Where freed money may go, by the reader's shares, and the four numbers side by side.
///
/// The bag: `total_usd`, `shares` (an object of channel and share; they sum to exactly 1), `rest`
/// (a channel without a share of its own, which takes what the others leave), `four`
/// (`notional_usd`, `margin_lost_usd`, `leverage_low`, `leverage_high`, `open_interest_usd`,
/// `price_move`, `mark_to_market_usd`, `market_value_before_usd`, `market_value_after_usd`,
/// `coins`, `price_before_usd`, `price_after_usd`). `shares` without a total, or the other way
/// round, is an error.
///
/// # Errors
/// With the path of the field, as [`Shares::new`], [`Shares::split`] and [`Four::of`].
pub fn flows(bag: Value) -> Result<Value> {
    let mut bag = Fields::of(bag)?;
    let total = bag.exact::<Usd>("total_usd")?;
    let rest = bag.read("rest", |value| Channel::named(value.as_text()?))?;
    let shares = bag.read("shares", shares)?.map(|given| whole(given, rest)).transpose()?;
    let four = bag.read("four", four)?.unwrap_or_default();
    bag.finish()?;
    let split = match (total, shares) {
        (Some(total), Some(shares)) => split(&shares.split(total)?)?,
        (None, None) => Value::Null,
        (None, Some(_)) => return Err(Error::missing("a total in USD").in_field("total_usd")),
        (Some(_), None) => return Err(Error::missing("shares by channel").in_field("shares")),
    };
    let four = Four::of(&four).map_err(|error| error.in_field("four"))?;
    Ok(record![
        ("assumption", ASSUMPTION),
        ("split", split),
        ("four", list(&four.rows(), |row| measure(row))),
    ])
}

fn shares(value: Value) -> Result<Vec<(Channel, Ratio)>> {
    let mut bag = Fields::of(value)?;
    let mut given = Vec::new();
    for channel in Channel::ALL {
        if let Some(share) = bag.exact::<Ratio>(channel.as_str())? {
            given.push((channel, share));
        }
    }
    bag.finish()?;
    Ok(given)
}

fn whole(given: Vec<(Channel, Ratio)>, rest: Option<Channel>) -> Result<Shares> {
    let shares = match rest {
        Some(rest) => Shares::with_rest(given, rest),
        None => Shares::new(&given),
    };
    shares.map_err(|error| error.in_field("shares"))
}

fn four(value: Value) -> Result<FourInputs> {
    let mut bag = Fields::of(value)?;
    let (low, high) = (bag.exact("leverage_low")?, bag.exact("leverage_high")?);
    let before = bag.exact("market_value_before_usd")?;
    let after = bag.exact("market_value_after_usd")?;
    let (price_before, price_after) =
        (number(&mut bag, "price_before_usd")?, number(&mut bag, "price_after_usd")?);
    let inputs = FourInputs {
        notional: bag.exact("notional_usd")?,
        margin_lost: bag.exact("margin_lost_usd")?,
        leverage: both(low, high, "expected leverage_low and leverage_high, found one of them")?,
        open_interest: bag.exact("open_interest_usd")?,
        price_move: bag.exact("price_move")?,
        mark_to_market: bag.exact("mark_to_market_usd")?,
        market_value: both(before, after, "expected the market value before and after, found one")?,
        coins: number(&mut bag, "coins")?,
        prices: both(price_before, price_after, "expected the price before and after, found one")?,
    };
    bag.finish()?;
    Ok(inputs)
}

/// A number of 0 or more.
fn number(bag: &mut Fields, key: &'static str) -> Result<Option<Rational>> {
    let number = bag.exact::<Rational>(key)?;
    match number.filter(|number| number.is_negative()) {
        Some(below) => Err(Error::out_of_range("0 or more", &below.to_string()).in_field(key)),
        None => Ok(number),
    }
}

fn both<T>(low: Option<T>, high: Option<T>, rule: &'static str) -> Result<Option<(T, T)>> {
    match (low, high) {
        (Some(low), Some(high)) => Ok(Some((low, high))),
        (None, None) => Ok(None),
        _ => Err(Error::conflict(rule)),
    }
}

fn split(parts: &[Part]) -> Result<Value> {
    let diagram = Sankey::of(parts)?;
    let rows = list(parts, |part| {
        record![
            ("channel", part.channel.as_str()),
            ("label", part.channel.label()),
            ("group", part.channel.group().map(|group| group.as_str())),
            ("share", ratio(Some(part.share))),
            ("usd", Value::text(part.usd)),
        ]
    });
    let nodes = list(&diagram.nodes, |node| {
        let usd = Value::text(node.usd);
        record![("id", node.id), ("label", node.label), ("usd", usd)]
    });
    let links = list(&diagram.links, |link| {
        let usd = Value::text(link.usd);
        record![("from", link.from), ("to", link.to), ("usd", usd)]
    });
    Ok(record![("rows", rows), ("nodes", nodes), ("links", links)])
}

fn measure(measure: &Measure) -> Value {
    record![
        ("name", measure.name),
        ("meaning", measure.meaning),
        ("formula", measure.formula),
        ("low_usd", measure.low.map(Value::text)),
        ("high_usd", measure.high.map(Value::text)),
        ("cannot_be_checked", measure.missing.map(|what| format!("it needs {what}"))),
    ]
}
