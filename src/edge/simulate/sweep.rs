//! Many shocks at once: a grid of shocks and one more input, and a handle on a large ladder.

use std::cell::Cell;

use super::columns::column;
use crate::cascade::{Cascade, Ladder, Outcome};
use crate::column::{absent, uneven};
use crate::error::{Error, Kind, Result};
use crate::impact::{Impact, Linear};
use crate::scenario::{ImpactSpec, Number, Scenario, with};
use crate::study::simulation::ShockResponse;
use crate::value::{Fields, Value, record};

/// Most cells of a grid.
const MOST_CELLS: usize = 1_000_000;
/// Most values of the second input, each of which builds a ladder.
const MOST_ROWS: usize = 2000;
/// Most positions that an engine with a bankruptcy limit walks through, over all cells.
const MOST_STEPS: usize = 200_000_000;
/// A round costs about as much as so many rungs of a table: one binary search, mostly waiting for
/// memory.
const RUNGS_OF_A_ROUND: usize = 64;
/// So many shocks in one call are asked for their own sake, and more will follow: the table.
const MANY_SHOCKS: usize = 500;

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

/// A ladder of up to five million rungs that is built once and asked many times.
#[derive(Debug)]
pub struct LadderHandle {
    cascade: Cascade,
    /// Rounds that may still be spent before the table is made.
    rounds: Cell<usize>,
}

impl LadderHandle {
    /// Sorts two columns, displacements and USD, and makes the table of their market, `{impact,
    /// flow}` as in a scenario: whoever builds a ladder is about to ask it.
    ///
    /// # Errors
    /// As [`Ladder::new`] and [`LadderHandle::in_market`].
    pub fn new(u: Vec<f64>, notional_usd: Vec<f64>, market: Value) -> Result<Self> {
        let (impact, flow) = impact_and_flow(market)?;
        Ok(Self::with(Cascade::new(Ladder::of(u, notional_usd)?, impact, flow)?).with_table())
    }

    /// The handle of the positions that the shock of a scenario is against, in its market, with
    /// the table.
    ///
    /// # Errors
    /// As [`Scenario::read`] and [`Scenario::build`].
    pub fn of(scenario: Value) -> Result<Self> {
        Ok(Self::with(Scenario::read(scenario)?.build()?.cascade).with_table())
    }

    /// The same ladder in another market. Its table is made when the questions are many enough to
    /// pay for it, so that few questions in each of many markets are quick as well.
    ///
    /// # Errors
    /// As in a scenario; the handle is gone then.
    pub fn in_market(self, market: Value) -> Result<Self> {
        let (impact, flow) = impact_and_flow(market)?;
        Ok(Self::with(self.cascade.in_market(impact, flow)?))
    }

    fn with(cascade: Cascade) -> Self {
        let rounds = Cell::new(cascade.ladder().len() / RUNGS_OF_A_ROUND);
        Self { cascade, rounds }
    }

    fn with_table(self) -> Self {
        let _ = self.cascade.critical_shocks();
        self
    }

    /// Where a shock ends: in rounds until they have cost as much as the table, then by the
    /// table, so that neither many questions in one market nor few in many are slow.
    fn outcome(&self, s: f64) -> Outcome {
        if self.cascade.has_table() {
            return self.cascade.outcome(s);
        }
        let mut rounds = self.rounds.get();
        let outcome = self.cascade.outcome_in_rounds(s, &mut rounds);
        self.rounds.set(rounds);
        outcome.unwrap_or_else(|| self.cascade.outcome(s))
    }

    /// How many rungs it holds.
    #[must_use]
    pub fn len(&self) -> usize {
        self.cascade.ladder().len()
    }

    /// Whether it holds none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// USD in the whole ladder.
    #[must_use]
    pub fn total_usd(&self) -> f64 {
        self.cascade.ladder().total()
    }

    /// The outcome of each shock, a displacement, in columns.
    ///
    /// # Errors
    /// Out of range, with the index, for a shock that is negative or no number.
    pub fn outcomes(&self, shocks: &[f64]) -> Result<Value> {
        check(shocks)?;
        if shocks.len() >= MANY_SHOCKS {
            let _ = self.cascade.critical_shocks();
        }
        let outcomes: Vec<Outcome> = shocks.iter().map(|&s| self.outcome(s)).collect();
        Ok(columns(&outcomes))
    }

    /// The outcome of each path of a Monte Carlo run, `{shocks, depth_usd, flow}`: columns of
    /// displacements, of depths in USD for 100 % and, if not 1 for all, of flows. In columns, as
    /// [`LadderHandle::outcomes`]; the market of the ladder itself does not count.
    ///
    /// # Errors
    /// The column and the index of a number that is negative or none, or of a depth of 0; a
    /// conflict for columns of different lengths.
    pub fn paths(&self, bag: Value) -> Result<Value> {
        let mut bag = Fields::of(bag)?;
        let shocks = numbers(&mut bag, "shocks")?.ok_or_else(|| absent("shocks"))?;
        let depths = numbers(&mut bag, "depth_usd")?.ok_or_else(|| absent("depth_usd"))?;
        let flows = numbers(&mut bag, "flow")?.unwrap_or_else(|| vec![1.0; shocks.len()]);
        bag.finish()?;
        for (column, key) in [(&depths, "depth_usd"), (&flows, "flow")] {
            if column.len() != shocks.len() {
                return Err(uneven(key));
            }
        }
        let mut outcomes = Vec::with_capacity(shocks.len());
        for (index, ((&s, &depth), &flow)) in shocks.iter().zip(&depths).zip(&flows).enumerate() {
            let depth = Linear::new(depth).map_err(|e| {
                let place = format!("depth_usd[{index}]");
                Error::new(e.kind().clone()).in_field(place)
            })?;
            outcomes.push(self.cascade.outcome_at(depth, flow, s));
        }
        Ok(columns(&outcomes))
    }

    /// The smallest shock that liquidates each amount of USD; NaN where the ladder holds less.
    ///
    /// # Errors
    /// As [`LadderHandle::outcomes`].
    pub fn shocks_to_liquidate(&self, usd: &[f64]) -> Result<Vec<f64>> {
        check(usd)?;
        let shock = |usd: &f64| self.cascade.shock_to_liquidate(*usd).unwrap_or(f64::NAN);
        Ok(usd.iter().map(shock).collect())
    }

    /// The smallest shock whose cascade ends at each displacement or beyond.
    ///
    /// # Errors
    /// As [`LadderHandle::outcomes`].
    pub fn shocks_to_reach(&self, displacements: &[f64]) -> Result<Vec<f64>> {
        check(displacements)?;
        Ok(displacements.iter().map(|u| self.cascade.shock_to_reach(*u)).collect())
    }
}

fn columns(outcomes: &[Outcome]) -> Value {
    record![
        ("displacement", column(outcomes, |o| o.displacement)),
        ("liquidated_usd", column(outcomes, |o| o.liquidated)),
        ("first_round_usd", column(outcomes, |o| o.first_round)),
    ]
}

/// A column of finite numbers of 0 or more.
fn numbers(bag: &mut Fields, key: &'static str) -> Result<Option<Vec<f64>>> {
    bag.read(key, |value| {
        let column = match value {
            Value::Floats(column) => column,
            other => other.items()?.iter().map(Value::estimate).collect::<Result<_>>()?,
        };
        check(&column).map(|()| column)
    })
}

/// The market of a ladder.
fn impact_and_flow(market: Value) -> Result<(Impact, f64)> {
    let mut fields = Fields::of(market)?;
    let spec = fields.need("impact", "an impact model", ImpactSpec::read)?;
    let flow = fields.read("flow", Number::nonnegative)?.unwrap_or(Number::whole(1));
    fields.finish()?;
    Ok((spec.model().clone(), flow.get()))
}

fn check(column: &[f64]) -> Result<()> {
    match column.iter().position(|x| !(x.is_finite() && *x >= 0.0)) {
        None => Ok(()),
        Some(index) => {
            let error = Error::out_of_range("finite numbers of 0 or more", "another number");
            Err(error.at_index(index))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn market(depth: &str) -> Value {
        let impact = Value::map([("kind", "linear".into()), ("depth_usd", depth.into())]);
        Value::map([("impact", impact)])
    }

    #[test]
    fn a_handle_answers_many_questions_in_columns() {
        let (u, notional) = (vec![0.06, 0.03, 0.05], vec![3e8, 1e8, 2e8]);
        let handle = LadderHandle::new(u, notional, market("50000000000")).unwrap();
        assert_eq!((handle.len(), handle.total_usd()), (3, 6e8));
        let outcomes = handle.outcomes(&[0.054, 0.053_999_999_999]).unwrap();
        assert_eq!(outcomes.get("liquidated_usd"), Some(&Value::Floats(vec![6e8, 3e8])));
        let shocks = handle.shocks_to_liquidate(&[6e8, 7e8]).unwrap();
        assert!((shocks[0] - 0.054).abs() < 1e-15 && shocks[1].is_nan());
        assert_eq!(handle.shocks_to_reach(&[0.02]).unwrap(), [0.02]);
        assert!(handle.outcomes(&[-1.0]).is_err() && handle.shocks_to_reach(&[f64::NAN]).is_err());
        assert_eq!(handle.in_market(market("0")).unwrap_err().code(), "OUT_OF_RANGE");
    }

    #[test]
    fn paths_are_markets_of_their_own() {
        let (u, notional) = (vec![0.06, 0.03, 0.05], vec![3e8, 1e8, 2e8]);
        let handle = LadderHandle::new(u, notional, market("1000000000000")).unwrap();
        let bag = |depths: Vec<f64>| {
            Value::map([("shocks", vec![0.054, 0.054].into()), ("depth_usd", depths.into())])
        };
        let paths = handle.paths(bag(vec![5e10, 1e12])).unwrap();
        assert_eq!(paths.get("liquidated_usd"), Some(&Value::Floats(vec![6e8, 3e8])));
        let still = handle.paths(bag(vec![5e10, 5e10]).with("flow", vec![1.0, 0.0])).unwrap();
        assert_eq!(still.get("displacement"), Some(&Value::Floats(vec![0.066, 0.054])));
        let said = |bag: Value| handle.paths(bag).unwrap_err().to_string();
        assert!(said(bag(vec![5e10, 0.0])).starts_with("depth_usd[1]: expected a depth above 0"));
        assert!(said(bag(vec![5e10])).starts_with("depth_usd: columns"));
        assert!(said(bag(vec![5e10, f64::NAN])).starts_with("depth_usd[1]: "));
        assert!(said(bag(vec![1.0, 1.0]).with("flow", vec![1.0])).starts_with("flow: "));
        assert!(said(Value::map([("shocks", vec![1.0].into())])).starts_with("depth_usd: "));
    }

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
