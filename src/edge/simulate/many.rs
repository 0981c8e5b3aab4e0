//! The ledger of closed positions that come in columns.

use super::closing::report;
use crate::approx::float_of;
use crate::edge::column::{Counted, absent, column};
use crate::error::{Error, Result};
use crate::event::Side;
use crate::ledger::{Entry, Row, Steps, Terms, settle_rows};
use crate::money::{Coins, Price, Ratio};
use crate::scenario::VenueSpec;
use crate::value::{Fields, Value, record};

/// Who paid and who received, for positions that are already closed:
///
/// | key | what |
/// |---|---|
/// | `side` | the side that was liquidated, `long` or `short` |
/// | `price_usd`, `final_price_usd` | the mark before the shock and at the end |
/// | `qty`, `entry_usd`, `margin_usd`, `fill_usd` | columns: coins, entry, margin, what the coins fetched each |
/// | `liquidation_usd` | column; for the value at the liquidation prices, which is null without it |
/// | `sold_qty`, `bankruptcy_usd` | columns, both or none: the fund took over what was not sold, at the bankruptcy price; without them everything was sold |
/// | `open_interest_qty` | coins open on each side; without it those of the positions |
/// | `flow` | coins that trade for each one liquidated, 1 by default |
/// | `engine` | who pays, as in a scenario |
/// | `rows` | `true` for what became of every position |
///
/// A number of a column stands for the decimal of at most 15 digits and 12 places that it is the
/// nearest float to; a list of decimal strings is read as it is. Everything is exact; answers as
/// the ledger of a scenario, without single fills. With `rows` there are also the columns
/// `fee_usd`, `returned_usd`, `margin_lost_usd` and `fund_usd` (what the fund's side gained by
/// the position), each number the nearest float to the exact one.
///
/// # Errors
/// The column and the index at fault; as [`crate::ledger::settle`].
pub fn ledger_many(bag: Value) -> Result<Value> {
    let mut bag = Fields::of(bag)?;
    let columns = Columns::read(&mut bag)?;
    let wanted = bag.read("rows", |value| match value {
        Value::Bool(wanted) => Ok(wanted),
        _ => Err(Error::malformed("true or false", "another value")),
    })?;
    let terms = terms(&mut bag)?;
    bag.finish()?;
    let (steps, count) = (columns.steps(), columns.qty.len());
    let terms = match terms {
        (terms, true) => terms,
        (terms, false) => Terms { open_interest: columns.coins(&steps)?, ..terms },
    };
    let mut rows = (wanted == Some(true)).then(|| Rows::with_capacity(count));
    let ledger = settle_rows(
        &terms,
        &steps,
        count,
        |index| columns.row(index),
        |entry, places| {
            if let Some(rows) = &mut rows {
                rows.push(&entry, places);
            }
        },
    )?;
    let answer = report(&ledger, columns.liquidation.is_some())?;
    Ok(match rows {
        None => answer,
        Some(rows) => answer.with("rows", rows.value()),
    })
}

/// The columns of the bag; all prices in one step, all quantities in another.
#[derive(Debug)]
struct Columns {
    qty: Counted,
    entry: Counted,
    margin: Counted,
    fill: Counted,
    liquidation: Option<Counted>,
    /// Sold coins and bankruptcy prices.
    part: Option<(Counted, Counted)>,
}

impl Columns {
    fn read(bag: &mut Fields) -> Result<Self> {
        let mut of = |name| match column(bag, name)? {
            None => Ok(None),
            Some(column) => Counted::of(column, name).map(Some),
        };
        let need = |found: Option<Counted>, name| found.ok_or_else(|| absent(name));
        let (qty, entry) = (need(of("qty")?, "qty")?, need(of("entry_usd")?, "entry_usd")?);
        let margin = need(of("margin_usd")?, "margin_usd")?;
        let fill = need(of("fill_usd")?, "fill_usd")?;
        let liquidation = of("liquidation_usd")?;
        let part = match (of("sold_qty")?, of("bankruptcy_usd")?) {
            (Some(sold), Some(bankruptcy)) => Some((sold, bankruptcy)),
            (None, None) => None,
            (_, found) => {
                let rule = "expected both of sold_qty and bankruptcy_usd, or none";
                let field = if found.is_none() { "bankruptcy_usd" } else { "sold_qty" };
                return Err(Error::conflict(rule).in_field(field));
            }
        };
        Self { qty, entry, margin, fill, liquidation, part }.aligned()
    }

    /// The columns in common steps.
    fn aligned(self) -> Result<Self> {
        let (rows, (sold, bankruptcy)) = (self.qty.len(), self.part.unzip());
        let options = [&self.liquidation, &bankruptcy, &sold];
        let others = [&self.entry, &self.margin, &self.fill].into_iter();
        let differs = others.chain(options.into_iter().flatten()).find(|c| c.len() != rows);
        if let Some(column) = differs {
            let rule = "columns must have one length";
            return Err(Error::conflict(rule).in_field(column.name()));
        }
        let places = |column: &Option<Counted>| column.as_ref().map_or(0, |c| c.places);
        let prices = [self.entry.places, self.fill.places, places(&self.liquidation)];
        let price = prices.into_iter().fold(places(&bankruptcy), u32::max);
        let qty = self.qty.places.max(places(&sold));
        let to = |column: Option<Counted>, places| column.map(|c| c.in_places(places)).transpose();
        Ok(Self {
            qty: self.qty.in_places(qty)?,
            entry: self.entry.in_places(price)?,
            margin: self.margin,
            fill: self.fill.in_places(price)?,
            liquidation: to(self.liquidation, price)?,
            part: to(sold, qty)?.zip(to(bankruptcy, price)?),
        })
    }

    fn steps(&self) -> Steps {
        let most = |column: Option<&Counted>| column.map_or(0, |c| c.most);
        let (sold, bankruptcy) =
            (self.part.as_ref().map(|p| &p.0), self.part.as_ref().map(|p| &p.1));
        let most_price = self.entry.most.max(self.fill.most);
        Steps {
            price_places: self.entry.places,
            qty_places: self.qty.places,
            margin_places: self.margin.places,
            most_price: most_price.max(most(self.liquidation.as_ref())).max(most(bankruptcy)),
            most_qty: self.qty.most.max(most(sold)),
            most_margin: self.margin.most,
        }
    }

    #[inline(always)]
    fn row(&self, index: usize) -> Result<Row> {
        let qty = self.qty.at(index)?;
        let (sold, bankruptcy) = match &self.part {
            None => (qty, 0),
            Some((sold, bankruptcy)) => (sold.at(index)?, bankruptcy.at(index)?),
        };
        Ok(Row {
            qty,
            entry: self.entry.at(index)?,
            margin: self.margin.at(index)?,
            liquidation: self.liquidation.as_ref().map_or(Ok(0), |column| column.at(index))?,
            bankruptcy,
            sold,
            fill: self.fill.at(index)?,
        })
    }

    /// Coins of all positions.
    fn coins(&self, steps: &Steps) -> Result<Coins> {
        let add = |sum: i128, index| Ok(sum + i128::from(self.qty.at(index)?));
        let sum = (0..self.qty.len()).try_fold(0, add);
        sum.and_then(|sum| Coins::from_parts(sum, steps.qty_places))
    }
}

/// The terms, and whether the open interest was stated.
fn terms(bag: &mut Fields) -> Result<(Terms, bool)> {
    let one = || Ratio::new(rust_decimal::Decimal::ONE);
    let price = |bag: &mut Fields, key| bag.need::<Price>(key, "a price", |value| value.parse());
    let side = bag.need("side", "long or short", |value| match value.as_text()? {
        "long" => Ok(Side::Long),
        "short" => Ok(Side::Short),
        other => Err(Error::unknown("long, short", other)),
    })?;
    let venue = bag.read("engine", VenueSpec::read)?.unwrap_or_default();
    let interest = bag.exact("open_interest_qty")?;
    let terms = Terms {
        side,
        before: price(bag, "price_usd")?,
        after: price(bag, "final_price_usd")?,
        open_interest: interest.unwrap_or(Coins::ZERO),
        flow: bag.exact("flow")?.unwrap_or_else(one),
        fee_rate: venue.fee_rate,
        fee_to: venue.fee_to,
        residual: venue.residual,
        fund: venue.fund,
        adl: venue.adl,
        winners: venue.winners,
    };
    Ok((terms, interest.is_some()))
}

/// What became of every position.
#[derive(Debug)]
struct Rows([Vec<f64>; 4]);

impl Rows {
    fn with_capacity(count: usize) -> Self {
        Self([(); 4].map(|()| Vec::with_capacity(count)))
    }

    fn push(&mut self, entry: &Entry<i128>, places: u32) {
        let numbers = [entry.fee, entry.returned, entry.lost, entry.fund];
        for (column, number) in self.0.iter_mut().zip(numbers) {
            column.push(float_of(number, places));
        }
    }

    fn value(self) -> Value {
        let [fee, returned, lost, fund] = self.0;
        record![
            ("fee_usd", fee),
            ("returned_usd", returned),
            ("margin_lost_usd", lost),
            ("fund_usd", fund),
        ]
    }
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
        let bad = swap("entry_usd", vec![1.0, 1.0 / 3.0].into());
        assert!(bad.starts_with("entry_usd[1]: expected a number of at most 15 digits"), "{bad}");
        assert_eq!(
            swap("qty", vec![1.0, -1.0].into()),
            "qty[1]: expected 0 or more, found \"a negative number\""
        );
        assert!(swap("fill_usd", vec![1.0].into()).starts_with("fill_usd: "));
        assert!(swap("fill_usd", Value::Null).starts_with("fill_usd: "));
        assert!(swap("sold_qty", vec![1.0, 1.0].into()).starts_with("bankruptcy_usd: "));
        assert!(swap("open_interest_qty", "5".into()).contains("open interest"));
        let huge = swap("margin_usd", vec![999_999_999_999_999.0, 0.000_000_000_001].into());
        assert!(huge.starts_with("margin_usd: expected 18 digits"), "{huge}");
    }
}
