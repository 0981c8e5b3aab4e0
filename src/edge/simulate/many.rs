//! The ledger of closed positions that come in columns.

use super::ledger::report;
use crate::column::{absent, column};
use crate::error::{Error, Result};
use crate::event::Side;
use crate::ledger::Terms;
use crate::money::{Price, Ratio};
use crate::scenario::VenueSpec;
use crate::study::settlement::{Balance, ClosedColumns, SettledColumns};
use crate::value::{Fields, Value, record};

const BOTH: &str = "expected both of sold_qty and bankruptcy_usd, or none";

/// Who paid and who received, for positions that are already closed:
///
/// Its keys:
///
/// - `side`: the side that was liquidated, `long` or `short`
/// - `price_usd`, `final_price_usd`: the mark before the shock and at the end
/// - `qty`, `entry_usd`, `margin_usd`, `fill_usd`: columns: coins, entry, margin, what the coins
///   fetched each
/// - `liquidation_usd`: column; for the value at the liquidation prices, which is null without it
/// - `sold_qty`, `bankruptcy_usd`: columns, both or none: the fund took over what was not sold, at
///   the bankruptcy price; without them everything was sold
/// - `open_interest_qty`: coins open on each side; without it those of the positions
/// - `flow`: coins that trade for each one liquidated, 1 by default
/// - `engine`: who pays, as in a scenario
/// - `rows`: `true` for what every position paid
///
/// A number of a column stands for the nearest decimal of at most 15 digits and 18 places; a list
/// of decimal strings is read as it is. Everything is exact; answers as the ledger of a scenario,
/// without single fills. With `rows` there are also the columns `fee_usd`, `returned_usd`,
/// `margin_lost_usd` and `fund_usd` (what the fund's side gained by the position), each number the
/// nearest float to the exact one.
///
/// # Errors
/// The column and the index at fault; as [`crate::ledger::settle`].
pub fn ledger_many(bag: Value) -> Result<Value> {
    let mut bag = Fields::of(bag)?;
    let mut closed = closed(&mut bag)?;
    let wanted = bag.read("rows", |value| match value {
        Value::Bool(wanted) => Ok(wanted),
        _ => Err(Error::malformed("true or false", "another value")),
    })?;
    let terms = terms(&mut bag)?;
    bag.finish()?;
    let mut rows = (wanted == Some(true)).then(|| SettledColumns::with_capacity(closed.len()));
    let ledger = closed.settle(&terms, rows.as_mut())?;
    let liquidations = closed.has_liquidations();
    let answer = report(&ledger, Balance::of(&ledger)?, liquidations);
    Ok(match rows {
        None => answer,
        Some(rows) => answer.with("rows", told(rows)),
    })
}

/// The columns of the bag.
fn closed(bag: &mut Fields) -> Result<ClosedColumns> {
    let mut need = |name| column(bag, name)?.ok_or_else(|| absent(name));
    let (qty, entry) = (need("qty")?, need("entry_usd")?);
    let mut closed = ClosedColumns::new(qty, entry, need("margin_usd")?, need("fill_usd")?)?;
    if let Some(prices) = column(bag, "liquidation_usd")? {
        closed = closed.with_liquidation(prices)?;
    }
    match (column(bag, "sold_qty")?, column(bag, "bankruptcy_usd")?) {
        (Some(sold), Some(bankruptcy)) => closed.with_sold(sold, bankruptcy),
        (None, None) => Ok(closed),
        (Some(_), None) => Err(Error::conflict(BOTH).in_field("bankruptcy_usd")),
        (None, Some(_)) => Err(Error::conflict(BOTH).in_field("sold_qty")),
    }
}

fn terms(bag: &mut Fields) -> Result<Terms> {
    let one = || Ratio::new(rust_decimal::Decimal::ONE);
    let price = |bag: &mut Fields, key| bag.need::<Price>(key, "a price", |value| value.parse());
    let side = bag.need("side", "long or short", |value| match value.as_text()? {
        "long" => Ok(Side::Long),
        "short" => Ok(Side::Short),
        other => Err(Error::unknown("long, short", other)),
    })?;
    let venue = bag.read("engine", VenueSpec::read)?.unwrap_or_default();
    Ok(Terms {
        side,
        before: price(bag, "price_usd")?,
        after: price(bag, "final_price_usd")?,
        open_interest: bag.exact("open_interest_qty")?,
        flow: bag.exact("flow")?.unwrap_or_else(one),
        fee_rate: venue.fee_rate,
        fee_to: venue.fee_to,
        residual: venue.residual,
        fund: venue.fund,
        adl: venue.adl,
        winners: venue.winners,
    })
}

fn told(rows: SettledColumns) -> Value {
    record![
        ("fee_usd", rows.fee),
        ("returned_usd", rows.returned),
        ("margin_lost_usd", rows.lost),
        ("fund_usd", rows.fund),
    ]
}

#[cfg(test)]
mod tests {
    use super::*;

    /// One of twenty coins at 20x from 100, filled at 94.5, and one that was only partly sold.
    fn bag() -> Value {
        Value::map([
            ("side", "long".into()),
            ("price_usd", "100".into()),
            ("final_price_usd", "93.5".into()),
            ("qty", vec![20.0, 10.5].into()),
            ("entry_usd", vec![100.0, 99.0].into()),
            ("margin_usd", vec![100.0, 52.25].into()),
            ("fill_usd", vec![94.5, 94.25].into()),
            ("engine", Value::map([("fund_usd", "50".into())])),
        ])
    }

    fn get(answer: &Value, key: &str) -> String {
        let Some(Value::Text(text)) = answer.get(key) else { panic!("{key}: {answer:?}") };
        text.clone()
    }

    #[test]
    fn columns_settle_to_the_cent() {
        let answer = ledger_many(bag().with("rows", true)).unwrap();
        assert_eq!(get(&answer, "sum_usd"), "0");
        // 10 below bankruptcy on the first, 52.25 − 10.5 × 4.75 = 2.375 left of the second.
        assert_eq!(
            (get(&answer, "deficit_usd"), get(&answer, "surplus_usd")),
            ("10".into(), "2.375".into())
        );
        assert_eq!(get(&answer, "fund_end_usd"), "42.375");
        assert_eq!(get(&answer, "liquidated_qty"), "30.5");
        assert_eq!(answer.get("value_at_liquidation_usd"), Some(&Value::Null));
        let rows = answer.get("rows").unwrap();
        assert_eq!(rows.get("fund_usd"), Some(&Value::Floats(vec![-10.0, 2.375])));
        assert_eq!(rows.get("margin_lost_usd"), Some(&Value::Floats(vec![100.0, 62.75])));
    }

    #[test]
    fn texts_and_numbers_are_the_same_columns() {
        let text = |items: [&str; 2]| Value::list(items);
        let parts = |sold: Value, bankruptcy: Value, liquidation: Value| {
            let bag = bag().with("sold_qty", sold).with("bankruptcy_usd", bankruptcy);
            ledger_many(bag.with("liquidation_usd", liquidation)).unwrap()
        };
        let floats =
            parts(vec![20.0, 3.125].into(), vec![95.0, 94.02].into(), vec![95.5, 95.0].into());
        let texts = parts(text(["20", "3.125"]), text(["95", "94.020"]), text(["95.5", "95"]));
        assert_eq!(floats, texts);
        assert_eq!(get(&floats, "taken_over_qty"), "7.375");
        assert_eq!(get(&floats, "value_at_liquidation_usd"), "2907.5");
    }

    #[test]
    fn a_bad_column_is_named_with_its_index() {
        let swap = |key: &str, value: Value| {
            let Value::Map(entries) = bag() else { panic!("no map") };
            let kept = entries.into_iter().filter(|(name, _)| name != key).collect();
            ledger_many(Value::Map(kept).with(key, value)).unwrap_err().to_string()
        };
        for (bad, found) in [(f64::NAN, "NaN"), (-0.0, "minus zero"), (f64::INFINITY, "infinity")] {
            let bad = swap("entry_usd", vec![1.0, bad].into());
            assert!(bad.starts_with("entry_usd[1]: expected a number below 10^15"), "{bad}");
            assert!(bad.ends_with(&format!("found \"{found}\"")), "{bad}");
        }
        let large = swap("entry_usd", vec![1.0, 1e15].into());
        assert!(large.starts_with("entry_usd[1]: expected a number below 10^15"), "{large}");
        let fine = swap("entry_usd", vec![1.0, 1e-19].into());
        assert!(fine.ends_with("at most 18 decimal places, found \"a finer number\""), "{fine}");
        assert_eq!(
            swap("qty", vec![1.0, -1.0].into()),
            "qty[1]: expected 0 or more, found \"a negative number\""
        );
        assert!(swap("fill_usd", vec![1.0].into()).starts_with("fill_usd: "));
        assert!(swap("fill_usd", Value::Null).starts_with("fill_usd: "));
        assert!(swap("sold_qty", vec![1.0, 1.0].into()).starts_with("bankruptcy_usd: "));
        assert!(swap("open_interest_qty", "5".into()).contains("open interest"));
        let fills = bag().with("liquidation_usd", vec![999_999_999_999_999.0, 1e-12]);
        // Each position is counted by itself where one count does not hold both.
        let value = "19999999999999980.0000000000105";
        assert_eq!(get(&ledger_many(fills).unwrap(), "value_at_liquidation_usd"), value);
        // Prices of one position, so far apart that no count holds both.
        let prices = bag().with("liquidation_usd", vec![1.0, 99_999_999.999_999_9]);
        let Value::Map(mut entries) = prices else { panic!("no map") };
        entries.iter_mut().filter(|(key, _)| key == "fill_usd").for_each(|(_, fill)| {
            *fill = vec![94.5, 0.000_123_456_789_012_345].into();
        });
        let apart = ledger_many(Value::Map(entries)).unwrap_err().to_string();
        assert!(apart.contains("_usd: expected 18 digits"), "{apart}");
    }

    #[test]
    fn computed_floats_are_what_they_print_as_to_fifteen_digits() {
        let of = |qty: [f64; 3], margin: [f64; 3]| {
            let Value::Map(entries) = bag() else { panic!("no map") };
            let kept = entries.into_iter().filter(|(key, _)| key.ends_with("price_usd"));
            let bag = Value::Map(kept.collect()).with("side", "long").with("rows", true);
            let bag = bag.with("qty", qty.to_vec()).with("margin_usd", margin.to_vec());
            bag.with("entry_usd", vec![100.0; 3]).with("fill_usd", vec![99.0 + 0.1 + 0.2; 3])
        };
        // Too far apart for one count, so that they are counted one by one.
        let (qty, margin) = ([0.05 + 0.01, 1e6 / 3.0, 5.0 / 60_000.0], [0.7, 1e9 / 7.0, 1.0 / 7e3]);
        let floats = of(qty, margin);
        let texts = of(qty, margin);
        let Value::Map(mut entries) = texts else { panic!("no map") };
        for (key, column) in [("qty", qty), ("margin_usd", margin)] {
            let written = column.iter().map(|x| {
                let (mantissa, places) = crate::approx::decimal_of(*x).unwrap();
                rust_decimal::Decimal::new(mantissa, places).to_string()
            });
            let written = Value::list(written);
            entries
                .iter_mut()
                .filter(|(name, _)| name == key)
                .for_each(|(_, v)| *v = written.clone());
        }
        let answer = ledger_many(floats).unwrap();
        assert_eq!(answer, ledger_many(Value::Map(entries)).unwrap());
        assert_eq!(get(&answer, "liquidated_qty"), "333333.393416666333333333");
        assert_eq!(get(&answer, "sum_usd"), "0");
    }
}
