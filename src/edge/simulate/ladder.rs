//! A handle on a large ladder: it reads markets and columns, and tells outcomes in columns.

use super::columns::column;
use crate::cascade::{Ladder, Outcome};
use crate::column::absent;
use crate::error::Result;
use crate::impact::Impact;
use crate::scenario::{ImpactSpec, Number, Scenario};
use crate::study::ladder::{MarketLadder, Paths};
use crate::value::{Fields, Value, record};

/// A [`MarketLadder`] for those who have bags of values.
#[derive(Debug)]
pub struct LadderHandle(MarketLadder);

impl LadderHandle {
    /// Sorts two columns, displacements and USD, and makes the table of their market, `{impact,
    /// flow}` as in a scenario.
    ///
    /// # Errors
    /// As [`Ladder::new`] and [`LadderHandle::in_market`].
    pub fn new(u: Vec<f64>, notional_usd: Vec<f64>, market: Value) -> Result<Self> {
        let (impact, flow) = impact_and_flow(market)?;
        MarketLadder::new(Ladder::of(u, notional_usd)?, impact, flow).map(Self)
    }

    /// The handle of the positions that the shock of a scenario is against, in its market.
    ///
    /// # Errors
    /// As [`Scenario::read`] and [`Scenario::build`].
    pub fn of(scenario: Value) -> Result<Self> {
        MarketLadder::of(&Scenario::read(scenario)?).map(Self)
    }

    /// The same ladder in another market.
    ///
    /// # Errors
    /// As in a scenario; the handle is gone then.
    pub fn in_market(self, market: Value) -> Result<Self> {
        let (impact, flow) = impact_and_flow(market)?;
        self.0.in_market(impact, flow).map(Self)
    }

    /// What it holds: `rungs` and `total_usd`.
    #[must_use]
    pub fn size(&self) -> Value {
        record![("rungs", self.0.len()), ("total_usd", self.0.total_usd())]
    }

    /// The outcome of each shock, a displacement, in columns.
    ///
    /// # Errors
    /// As [`MarketLadder::outcomes`].
    pub fn outcomes(&self, shocks: &[f64]) -> Result<Value> {
        Ok(columns(&self.0.outcomes(shocks)?.collect::<Vec<_>>()))
    }

    /// The outcome of each path of a Monte Carlo run, `{shocks, depth_usd, flow}`: columns of
    /// displacements, of depths in USD for 100 % and, if not 1 for all, of flows. In columns, as
    /// [`LadderHandle::outcomes`].
    ///
    /// # Errors
    /// As [`MarketLadder::paths`]; missing for a column that is not there.
    pub fn paths(&self, bag: Value) -> Result<Value> {
        let mut bag = Fields::of(bag)?;
        let shocks = bag.read("shocks", numbers)?.ok_or_else(|| absent("shocks"))?;
        let depths = bag.read("depth_usd", numbers)?.ok_or_else(|| absent("depth_usd"))?;
        let flows = bag.read("flow", numbers)?.unwrap_or_else(|| vec![1.0; shocks.len()]);
        bag.finish()?;
        Ok(columns(&self.0.paths(&Paths { shocks, depths, flows })?))
    }

    /// The smallest shock that liquidates each amount of USD; NaN where the ladder holds less.
    ///
    /// # Errors
    /// As [`MarketLadder::shocks_to_liquidate`].
    pub fn shocks_to_liquidate(&self, usd: &[f64]) -> Result<Vec<f64>> {
        self.0.shocks_to_liquidate(usd)
    }

    /// The smallest shock whose cascade ends at each displacement or beyond.
    ///
    /// # Errors
    /// As [`MarketLadder::shocks_to_reach`].
    pub fn shocks_to_reach(&self, displacements: &[f64]) -> Result<Vec<f64>> {
        self.0.shocks_to_reach(displacements)
    }
}

fn columns(outcomes: &[Outcome]) -> Value {
    record![
        ("displacement", column(outcomes, |o| o.displacement)),
        ("liquidated_usd", column(outcomes, |o| o.liquidated)),
        ("first_round_usd", column(outcomes, |o| o.first_round)),
    ]
}

fn numbers(value: Value) -> Result<Vec<f64>> {
    match value {
        Value::Floats(column) => Ok(column),
        other => other.items()?.iter().map(Value::estimate).collect(),
    }
}

/// The market of a ladder.
fn impact_and_flow(market: Value) -> Result<(Impact, f64)> {
    let mut fields = Fields::of(market)?;
    let spec = fields.need("impact", "an impact model", ImpactSpec::read)?;
    let flow = fields.read("flow", Number::nonnegative)?.unwrap_or(Number::whole(1));
    fields.finish()?;
    Ok((spec.model().clone(), flow.get()))
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
        assert_eq!(handle.size(), record![("rungs", 3_usize), ("total_usd", 6e8)]);
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
}
