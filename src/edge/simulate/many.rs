//! The ledger of closed positions that come in columns.

use super::ledger::report;
use crate::approx::float_of;
use crate::column::{absent, column, uneven};
use crate::error::{Error, Kind, Result};
use crate::event::Side;
use crate::ledger::{Each, Entry, Places, Row, Terms, settle_rows};
use crate::money::{Price, Ratio};
use crate::scenario::VenueSpec;
use crate::study::counted::Counted;
use crate::study::settlement::Balance;
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
/// - `rows`: `true` for what became of every position
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
    let mut columns = Columns::read(&mut bag)?;
    let wanted = bag.read("rows", |value| match value {
        Value::Bool(wanted) => Ok(wanted),
        _ => Err(Error::malformed("true or false", "another value")),
    })?;
    let terms = terms(&mut bag)?;
    bag.finish()?;
    let (count, liquidations) = (columns.qty.len(), columns.liquidation.is_some());
    let mut rows = (wanted == Some(true)).then(|| Rows::with_capacity(count));
    let mut push = rows.as_mut().map(|rows| |entry, places| rows.push(&entry, places));
    let push = push.as_mut().map(|push| push as Each<'_>);
    let ledger = settle_rows(&terms, count, &mut |first, rows| columns.rows(first, rows), push)?;
    let answer = report(&ledger, Balance::of(&ledger)?, liquidations);
    Ok(match rows {
        None => answer,
        Some(rows) => answer.with("rows", rows.value()),
    })
}

/// The columns of the bag.
#[derive(Debug)]
struct Columns {
    qty: Counted,
    entry: Counted,
    margin: Counted,
    fill: Counted,
    liquidation: Option<Counted>,
    /// Both or none.
    sold: Option<Counted>,
    bankruptcy: Option<Counted>,
    /// So many rows are tried in one count.
    stretch: usize,
}

impl Columns {
    fn read(bag: &mut Fields) -> Result<Self> {
        let mut of = |name| match column(bag, name)? {
            None => Ok(None),
            Some(column) => Counted::of(column, name).map(Some),
        };
        let need = |found: Option<Counted>, name| found.ok_or_else(|| absent(name));
        let columns = Self {
            qty: need(of("qty")?, "qty")?,
            entry: need(of("entry_usd")?, "entry_usd")?,
            margin: need(of("margin_usd")?, "margin_usd")?,
            fill: need(of("fill_usd")?, "fill_usd")?,
            liquidation: of("liquidation_usd")?,
            sold: of("sold_qty")?,
            bankruptcy: of("bankruptcy_usd")?,
            stretch: usize::MAX,
        };
        columns.check()?;
        Ok(columns)
    }

    fn check(&self) -> Result<()> {
        let (rule, field) = match (&self.sold, &self.bankruptcy) {
            (Some(_), None) => (BOTH, "bankruptcy_usd"),
            (None, Some(_)) => (BOTH, "sold_qty"),
            _ => {
                let rows = self.qty.len();
                let options = [&self.liquidation, &self.sold, &self.bankruptcy];
                let others = [&self.entry, &self.margin, &self.fill].into_iter();
                match others.chain(options.into_iter().flatten()).find(|c| c.len() != rows) {
                    None => return Ok(()),
                    Some(column) => return Err(uneven(column.name())),
                }
            }
        };
        Err(Error::conflict(rule).in_field(field))
    }

    /// Rows from `first` on, as many as one count of the prices and one of the quantities hold; how
    /// they are counted, and how many.
    fn rows(&mut self, first: usize, rows: &mut [Row]) -> Result<(Places, usize)> {
        let mut count = rows.len().min(self.stretch);
        // Whether nothing is left of the rows before.
        let mut fresh = false;
        loop {
            let (stretch, _) = rows.split_at_mut(count);
            match self.counted(first, stretch) {
                Ok(places) => {
                    // Numbers may be alike again further on.
                    self.stretch = count.saturating_mul(2);
                    return Ok((places, count));
                }
                Err(error) if is_too_large(&error) && !(fresh && count == 1) => {
                    self.restart();
                    count = if fresh { count / 2 } else { count };
                    fresh = true;
                }
                Err(error) => return Err(error),
            }
        }
    }

    /// The rows from `first` on, all prices in one step and all quantities in another.
    fn counted(&mut self, first: usize, rows: &mut [Row]) -> Result<Places> {
        loop {
            self.fill_in(first, rows)?;
            let places = self.places();
            if !self.grow(places)? {
                return Ok(places);
            }
        }
    }

    fn restart(&mut self) {
        let needed = [&mut self.qty, &mut self.entry, &mut self.margin, &mut self.fill].into_iter();
        let others = [&mut self.liquidation, &mut self.sold, &mut self.bankruptcy].into_iter();
        needed.chain(others.flatten()).for_each(Counted::restart);
    }

    /// Brings every column to these places; whether one had fewer.
    fn grow(&mut self, places: Places) -> Result<bool> {
        let mut grew = false;
        let mut to = |column: &mut Counted, places| {
            if column.places() >= places {
                return Ok(());
            }
            grew = true;
            column.grow(places)
        };
        let prices = [&mut self.entry, &mut self.fill].into_iter();
        let mut prices = prices.chain(&mut self.liquidation).chain(&mut self.bankruptcy);
        prices.try_for_each(|column| to(column, places.price))?;
        let mut coins = [&mut self.qty].into_iter().chain(&mut self.sold);
        coins.try_for_each(|column| to(column, places.qty))?;
        Ok(grew)
    }

    /// The finest places so far.
    fn places(&self) -> Places {
        let of = |column: &Option<Counted>| column.as_ref().map_or(0, Counted::places);
        let prices = [self.entry.places(), self.fill.places(), of(&self.liquidation)];
        Places {
            price: prices.into_iter().fold(of(&self.bankruptcy), u32::max),
            qty: self.qty.places().max(of(&self.sold)),
            margin: self.margin.places(),
        }
    }

    fn fill_in(&mut self, first: usize, rows: &mut [Row]) -> Result<()> {
        let count = rows.len();
        let (qty, entry) = (self.qty.block(first, count)?, self.entry.block(first, count)?);
        let (margin, fill) = (self.margin.block(first, count)?, self.fill.block(first, count)?);
        let both = qty.iter().zip(entry).zip(margin.iter().zip(fill));
        for (row, ((&qty, &entry), (&margin, &fill))) in rows.iter_mut().zip(both) {
            // What is sold is everything, where it is not stated.
            *row = Row { qty, entry, margin, fill, sold: qty, ..Row::default() };
        }
        if let Some(liquidation) = &mut self.liquidation {
            let prices = rows.iter_mut().zip(liquidation.block(first, count)?);
            prices.for_each(|(row, &price)| row.liquidation = price);
        }
        if let (Some(sold), Some(bankruptcy)) = (&mut self.sold, &mut self.bankruptcy) {
            let (sold, prices) = (sold.block(first, count)?, bankruptcy.block(first, count)?);
            for (row, (&sold, &price)) in rows.iter_mut().zip(sold.iter().zip(prices)) {
                (row.sold, row.bankruptcy) = (sold, price);
            }
        }
        Ok(())
    }
}

fn is_too_large(error: &Error) -> bool {
    matches!(error.kind(), Kind::TooLarge { .. })
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
