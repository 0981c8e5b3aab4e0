//! Many shocks at once: a grid of shocks and one more input.

use super::columns::column;
use crate::error::{Error, Kind, Result};
use crate::scenario::{Number, Scenario, with};
use crate::study::simulation::ShockResponse;
use crate::value::{Fields, Value, record};

/// Most cells of a grid.
const MOST_CELLS: usize = 1_000_000;
/// Most values of the second input, each of which builds a ladder.
const MOST_ROWS: usize = 2000;
/// Most positions that an engine with a bankruptcy limit walks through, over all cells.
const MOST_STEPS: usize = 200_000_000;
/// A grid of outcomes: `{scenario, shocks: […], over: {path, values: […]}}`. `shocks` are price
/// moves as fractions; `over` replaces one input, such as `impact.usd_per_percent` or
/// `book.share`, and may be left out.
///
/// Answers with the columns `shock` and, row after row of `over`, `displacement`,
/// `final_price_usd`, `liquidated_usd` and `mechanical_share`.
///
/// # Errors
/// As [`Scenario::read`] and [`Scenario::build`], with the index of the value; too large past a
/// million cells or 2,000 rows.
pub fn sweep(bag: Value) -> Result<Value> {
    let mut fields = Fields::of(bag)?;
    let scenario = fields.need("scenario", "a scenario", Ok)?;
    let shocks = fields.each("shocks", |value| Number::nonnegative(value).map(Number::get))?;
    let over = fields.read("over", over)?;
    fields.finish()?;
    let (path, values) = over.unwrap_or_else(|| (String::new(), vec![Value::Null]));
    if values.len() > MOST_ROWS || values.len().saturating_mul(shocks.len()) > MOST_CELLS {
        return Err(Kind::TooLarge { limit: "2,000 rows and 1,000,000 cells or fewer" }.into());
    }
    let (mut outcomes, mut prices) = (Vec::new(), Vec::new());
    for (index, value) in values.iter().enumerate() {
        let place = |e: Error| e.at_index(index).in_field("over");
        let one = match path.as_str() {
            "" => scenario.clone(),
            path => with(scenario.clone(), path, value.clone()),
        };
        let one = Scenario::read(one).map_err(place)?;
        let asked = ShockResponse::of(&one).map_err(place)?;
        let cells = values.len().saturating_mul(shocks.len());
        if asked.steps().saturating_mul(cells) > MOST_STEPS {
            let limit = "200,000,000 positions over all cells or fewer, with a bankruptcy limit";
            return Err(Kind::TooLarge { limit }.into());
        }
        let axis = &asked.model().axis;
        for shock in &shocks {
            let s = axis.from_move(*shock).map_err(|e| e.in_field("shocks"))?;
            let outcome = asked.outcome(s);
            prices.push(axis.price(outcome.displacement));
            outcomes.push(outcome);
        }
    }
    Ok(record![
        ("rows", values.len()),
        ("shock", shocks),
        ("final_price_usd", prices),
        ("displacement", column(&outcomes, |o| o.displacement)),
        ("liquidated_usd", column(&outcomes, |o| o.liquidated)),
        ("mechanical_share", column(&outcomes, |o| o.mechanical_share().unwrap_or(0.0))),
    ])
}

fn over(value: Value) -> Result<(String, Vec<Value>)> {
    let mut fields = Fields::of(value)?;
    let path = fields.need_text("path", "the path of an input")?;
    let values = fields.need("values", "its values", Value::items)?;
    fields.finish()?;
    Ok((path, values))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_grid_has_a_row_for_each_value() {
        let scenario = Value::map([("washout", 1_i64.into()), ("preset", "2025-11-04".into())]);
        let over = Value::map([
            ("path", "impact.usd_per_percent".into()),
            ("values", Value::list(["700000000", "350000000"])),
        ]);
        let bag = |over: Value| {
            Value::map([
                ("scenario", scenario.clone()),
                ("shocks", vec![0.0, 0.05, 0.1].into()),
                ("over", over),
            ])
        };
        let grid = sweep(bag(over)).unwrap();
        let Some(Value::Floats(u)) = grid.get("displacement") else { panic!("no column") };
        assert_eq!(u.len(), 6);
        assert!(u[1] < u[4] && u[2] < u[5]);
        let plain = sweep(bag(Value::Null)).unwrap();
        assert_eq!(plain.get("rows"), Some(&Value::Int(1)));
        let bad = Value::map([("path", "impact.nothing".into()), ("values", Value::list(["1"]))]);
        let error = sweep(bag(bad)).unwrap_err();
        assert_eq!(error.to_string(), "over[0].impact: expected a known key, found \"nothing\"");
    }
}
