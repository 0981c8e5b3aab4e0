//! The positions of a scenario, closed one by one.

use super::rounding;
use crate::approx::Approx;
use crate::book::Position;
use crate::cascade::{Axis, Holding, Limited, Outcome, Run, Stand};
use crate::error::{Error, Result};
use crate::ledger::Closing;
use crate::money::{Coins, Price, Qty, Usd};
use crate::scenario::{BookSpec, Model, Number, Scenario, holding};

/// The positions of a scenario that its shock is against, as its engine closed them.
///
/// ```
/// use washout::scenario::Scenario;
/// use washout::study::simulation::ShockResponse;
///
/// let scenario = Scenario::preset("2025-11-04")?;
/// let response = ShockResponse::of(&scenario)?;
/// let book = response.close()?.expect("the book of a preset has positions");
/// assert!(book.count() > 0 && book.final_price() < 100_000.0);
/// # Ok::<(), washout::error::Error>(())
/// ```
#[derive(Debug)]
pub struct ClosedBook<'a> {
    pub(super) scenario: &'a Scenario,
    pub(super) axis: Axis,
    pub(super) holders: Vec<Holder<'a>>,
    run: Run,
}

/// A position: exact where it was given, an estimate where it was assumed.
#[derive(Debug)]
pub(super) struct Holder<'a> {
    pub(super) holding: Holding,
    pub(super) exact: Option<&'a Position>,
}

impl<'a> ClosedBook<'a> {
    /// Closes the positions of a scenario; none when the book holds thresholds without positions.
    ///
    /// # Errors
    /// As [`crate::cascade::Engine::run`].
    pub(in crate::study) fn of(scenario: &'a Scenario, model: &Model) -> Result<Option<Self>> {
        let Some(holders) = holders(scenario, model) else { return Ok(None) };
        let (engine, flow) = (scenario.engine.engine, scenario.flow.get());
        let (shock, axis) = ((model.shock, scenario.engine.arrival), model.axis);
        let run = engine.run(&axis, model.cascade.impact(), flow, shock, &stands(&holders, &axis));
        let run = run.map_err(|e| e.in_field("engine"))?;
        Ok(Some(Self { scenario, axis, holders, run }))
    }

    /// How many positions were closed.
    #[must_use]
    pub fn count(&self) -> usize {
        self.run.fills.iter().flatten().count()
    }

    /// What the engine did.
    #[must_use]
    pub const fn run(&self) -> &Run {
        &self.run
    }

    /// The mark price in the end, in USD.
    #[must_use]
    pub fn final_price(&self) -> f64 {
        self.axis.price(self.run.displacement)
    }

    /// Whether the engine asked for a price beyond a hundredth or a hundredfold.
    #[must_use]
    pub fn saturated(&self) -> bool {
        self.axis.saturated(self.run.displacement)
    }

    /// Where the engine ended, for what the table says of the same shock.
    pub(in crate::study) fn outcome(&self, table: Outcome) -> Outcome {
        Outcome {
            fired: self.count(),
            liquidated: self.run.liquidated,
            flow: self.run.flow,
            displacement: self.run.displacement,
            ..table
        }
    }
}

/// The positions of a scenario as its engine with a bankruptcy limit asks about them.
///
/// # Errors
/// Missing when the book holds thresholds without positions; as [`Limited::new`].
pub(in crate::study) fn limited(scenario: &Scenario, model: &Model) -> Result<Limited> {
    let Some(holders) = holders(scenario, model) else {
        let error = Error::missing("positions, for an engine with a bankruptcy limit");
        return Err(error.in_field("book"));
    };
    let (impact, arrival) = (model.cascade.impact().clone(), scenario.engine.arrival);
    let stands = stands(&holders, &model.axis);
    let limited = Limited::new(&stands, impact, scenario.flow.get(), arrival);
    limited.map_err(|e| e.in_field("engine"))
}

/// The positions that the shock is against; none when the book holds thresholds alone.
fn holders<'a>(scenario: &'a Scenario, model: &Model) -> Option<Vec<Holder<'a>>> {
    let side = model.axis.direction().side();
    Some(match &scenario.book {
        BookSpec::Synthetic(book) => {
            let interest = scenario.market.open_interest_usd.map_or(0.0, Number::get);
            let usd = interest * model.share.unwrap_or(0.0);
            let holdings = book.cohorts().holdings(&model.axis, usd).into_iter();
            holdings.map(|holding| Holder { holding, exact: None }).collect()
        }
        BookSpec::Positions(positions) => {
            let ours = positions.specs().iter().map(|spec| &spec.position);
            let ours = ours.filter(|p| p.side == side);
            ours.map(|p| Holder { holding: holding(p), exact: Some(p) }).collect()
        }
        BookSpec::Rungs(_) | BookSpec::Columns(..) => return None,
    })
}

/// What the engine sees of them.
fn stands(holders: &[Holder<'_>], axis: &Axis) -> Vec<Stand> {
    let stand = |holder: &Holder<'_>| Stand {
        threshold: axis.threshold(holder.holding.liquidation_price()).max(0.0),
        bankruptcy: axis.threshold(holder.holding.bankruptcy_price()),
        notional: holder.holding.qty * axis.price_before(),
    };
    holders.iter().map(stand).collect()
}

impl Holder<'_> {
    /// The closing as facts: everything that was estimated rounded once.
    pub(super) fn closing(&self, sold: f64, price: f64, tick: Price) -> Result<Closing> {
        let at = |estimate: f64| Price::from_estimate(estimate.max(0.0), tick);
        let coin = rounding::coin()?;
        let (qty, entry, margin) = match &self.exact {
            Some(position) => (position.qty, position.entry, position.margin),
            None => (
                Qty::from_estimate(self.holding.qty, coin)?,
                at(self.holding.entry)?,
                Usd::from_estimate(self.holding.margin, Price::new(coin.decimal())?)?,
            ),
        };
        let part =
            if sold >= 1.0 { qty } else { Qty::from_estimate(sold * qty.approx(), coin)?.min(qty) };
        Ok(Closing {
            qty,
            entry,
            margin,
            liquidation: at(self.holding.liquidation_price())?,
            bankruptcy: at(self.holding.bankruptcy_price())?,
            sold: part,
            fill: at(price)?,
        })
    }
}

impl ClosedBook<'_> {
    /// Coins open on each side: as stated, or the stated USD at the price before, or what is
    /// listed; never less than is listed.
    pub(super) fn open_interest(&self) -> Result<Coins> {
        let market = &self.scenario.market;
        if let Some(coins) = market.open_interest_qty {
            return Ok(coins);
        }
        let exact = self.holders.iter().filter_map(|holder| holder.exact);
        let listed = exact.map(|p| p.qty).try_fold(Coins::ZERO, Coins::plus_qty)?;
        // Each estimated position is rounded to a coin step of its own, so one step more for each.
        let estimated = self.holders.iter().filter(|holder| holder.exact.is_none());
        let coin = rounding::coin()?;
        let step = coin.approx();
        let most = estimated.map(|holder| holder.holding.qty + step).sum::<f64>();
        let usd = market.open_interest_usd.map_or(0.0, Number::get);
        let coins = f64::max(most, usd / market.price_usd.get());
        Ok(listed.max(Coins::ZERO.plus_qty(Qty::from_estimate(coins, coin)?)?))
    }

    /// The tick: as stated, or one that keeps products with the finest quantity exact.
    pub(super) fn tick(&self) -> Result<Price> {
        if let Some(tick) = self.scenario.engine.tick {
            return Ok(tick);
        }
        let scale = |holder: &Holder<'_>| {
            holder.exact.map_or(rounding::COIN_PLACES, |p| p.qty.decimal().normalize().scale())
        };
        let finest = self.holders.iter().map(scale).max().unwrap_or(0);
        rounding::tick(self.scenario.market.price_usd.get(), finest)
    }
}
