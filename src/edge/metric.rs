//! Single metrics of reported figures, for the page, the audit and the vectors.

use crate::cascade;
use crate::context::metric;
use crate::error::{Error, Result};
use crate::money::{Price, Ratio, Usd};
use crate::value::{Fields, Value, record};

/// `{peak_usd, price_usd}`: how far the price lies below the peak, as a decimal; null for a peak
/// of zero.
///
/// # Errors
/// As [`metric::drawdown`].
pub fn drawdown(bag: Value) -> Result<Value> {
    let mut fields = Fields::of(bag)?;
    let peak: Price = fields.need("peak_usd", "the peak", |v| v.parse())?;
    let price: Price = fields.need("price_usd", "the price", |v| v.parse())?;
    fields.finish()?;
    Ok(text(metric::drawdown(peak, price)?))
}

/// `{values}`: `{count, positive, mean, median}`; null of an empty list.
///
/// # Errors
/// As [`metric::summary`].
pub fn summary(bag: Value) -> Result<Value> {
    let mut fields = Fields::of(bag)?;
    let values = fields.each("values", |v| v.parse::<Ratio>())?;
    fields.finish()?;
    let Some(found) = metric::summary(&values)? else { return Ok(Value::Null) };
    Ok(record![
        ("count", found.count),
        ("positive", found.positive),
        ("mean", text(Some(found.mean))),
        ("median", text(Some(found.median))),
    ])
}

/// `{from, to}`: the change as a share of the first; or `{usd_change, price_change}`: the change
/// in coins behind them.
///
/// # Errors
/// As [`metric::change`] and [`metric::change_in_coins`].
pub fn change(bag: Value) -> Result<Value> {
    let mut fields = Fields::of(bag)?;
    let mut take = |key| fields.exact::<Ratio>(key);
    let given = (take("from")?, take("to")?, take("usd_change")?, take("price_change")?);
    fields.finish()?;
    match given {
        (Some(from), Some(to), None, None) => {
            metric::change(from.decimal(), to.decimal()).map(text)
        }
        (None, None, Some(usd), Some(price)) => metric::change_in_coins(usd, price).map(text),
        _ => Err(Error::missing("either from and to or usd_change and price_change")),
    }
}

/// `{rate, hours}`: a funding rate paid every `hours` hours as a simple rate a year.
///
/// # Errors
/// As [`metric::annual`].
pub fn annual_funding(bag: Value) -> Result<Value> {
    let mut fields = Fields::of(bag)?;
    let rate: Ratio = fields.need("rate", "the funding rate", |v| v.parse())?;
    let hours: Ratio = fields.need("hours", "the hours between payments", |v| v.parse())?;
    fields.finish()?;
    metric::annual(rate, hours.decimal()).map(|found| text(Some(found)))
}

/// `{notional_usd, leverage}`: the margin behind a notional, in USD.
///
/// # Errors
/// As [`metric::margin`].
pub fn margin_behind(bag: Value) -> Result<Value> {
    let mut fields = Fields::of(bag)?;
    let notional: Usd = fields.need("notional_usd", "the notional", |v| v.parse())?;
    let leverage: Ratio = fields.need("leverage", "the leverage", |v| v.parse())?;
    fields.finish()?;
    metric::margin(notional, leverage).map(|found| text(Some(found)))
}

/// `{gains: [[…]], shocks: […]}`: where shocks end in markets that feed each other, `(I − G)⁻¹ s`,
/// and the spectral radius of `G`: `{displacements, radius}`. An estimate.
///
/// # Errors
/// As [`cascade::coupled`].
pub fn coupled(bag: Value) -> Result<Value> {
    let mut fields = Fields::of(bag)?;
    let row = |value: Value| value.items()?.iter().map(Value::estimate).collect::<Result<Vec<_>>>();
    let gains = fields.each("gains", row)?;
    let shocks = fields.each("shocks", |v| v.estimate())?;
    fields.finish()?;
    let found = cascade::coupled(&gains, &shocks)?;
    Ok(record![("displacements", found.displacements), ("radius", found.radius)])
}

fn text(ratio: Option<Ratio>) -> Value {
    ratio.map(Value::exact).into()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_metric_takes_and_gives_decimals() {
        let bag = |pairs: [(&str, &str); 2]| Value::map(pairs.map(|(k, v)| (k, v.into())));
        let down = drawdown(bag([("peak_usd", "126000"), ("price_usd", "104580")])).unwrap();
        assert_eq!(down, "0.17".into());
        let flat = change(bag([("usd_change", "-0.04"), ("price_change", "-0.04")])).unwrap();
        assert_eq!(flat, "0".into());
        let year = annual_funding(bag([("rate", "0.0001"), ("hours", "8")])).unwrap();
        assert_eq!(year, "0.1095".into());
        let margin = margin_behind(bag([("notional_usd", "391000000"), ("leverage", "10")]));
        assert_eq!(margin.unwrap(), "39100000".into());
        assert!(change(bag([("from", "1"), ("price_change", "1")])).is_err());
        let list = Value::map([("values", Value::list(["1", "4"]))]);
        assert_eq!(summary(list).unwrap().get("median"), Some(&"2.5".into()));
    }
}
