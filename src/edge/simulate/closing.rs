//! Closing positions one by one, and the ledger of it: the way back from estimates to facts.
//!
//! The engine's fills are estimates. Each is rounded to a tick once, here; the ledger that is made
//! of them is exact.

use super::Asked;
use crate::approx::Approx;
use crate::book::Position;
use crate::cascade::{Axis, Engine, Holding, Limited, Run, Stand};
use crate::error::{Error, Kind, Result};
use crate::ledger::{Closing, Ledger, Terms, settle};
use crate::money::{Coins, Price, Qty, Ratio, Usd};
use crate::scenario::{BookSpec, Model, Number, Scenario, holding};
use crate::value::{Record, Value, record};

/// Significant digits of the tick that is chosen where none is stated.
const TICK_DIGITS: i32 = 13;
/// Decimal places of coins in a synthetic book, and of sold parts.
const COIN_PLACES: u32 = 8;
/// Most fills that are listed one by one.
const MOST_FILLS: usize = 1000;

/// The positions of a scenario that the shock is against, as they were closed.
pub(super) struct Closed<'a> {
    seen: Vec<Seen<'a>>,
    /// What the engine did.
    pub(super) run: Run,
}

/// A position: exact where it was given, an estimate where it was assumed.
struct Seen<'a> {
    holding: Holding,
    exact: Option<&'a Position>,
}

/// Closes the positions of a scenario; none when the book holds thresholds without positions.
///
/// # Errors
/// As [`Engine::run`].
pub(super) fn close<'a>(scenario: &'a Scenario, model: &Model) -> Result<Option<Closed<'a>>> {
    let Some(seen) = seen(scenario, model) else { return Ok(None) };
    let (engine, flow) = (scenario.engine.engine, scenario.flow.get());
    let (shock, axis) = ((model.shock, scenario.engine.arrival), &model.axis);
    let run = engine.run(axis, model.cascade.impact(), flow, shock, &stands(&seen, axis));
    let run = run.map_err(|e| e.in_field("engine"))?;
    Ok(Some(Closed { seen, run }))
}

/// The positions of a scenario as its engine with a bankruptcy limit asks about them; none for
/// market orders.
///
/// # Errors
/// Missing when the book holds thresholds without positions; as [`Limited::new`].
pub(super) fn limited(scenario: &Scenario, model: &Model) -> Result<Option<Limited>> {
    if !limits(scenario) {
        return Ok(None);
    }
    let Some(seen) = seen(scenario, model) else {
        let error = Error::missing("positions, for an engine with a bankruptcy limit");
        return Err(error.in_field("book"));
    };
    let (impact, arrival) = (model.cascade.impact().clone(), scenario.engine.arrival);
    let limited = Limited::new(&stands(&seen, &model.axis), impact, scenario.flow.get(), arrival);
    limited.map(Some).map_err(|e| e.in_field("engine"))
}

/// The positions that the shock is against; none when the book holds thresholds alone.
fn seen<'a>(scenario: &'a Scenario, model: &Model) -> Option<Vec<Seen<'a>>> {
    let side = model.axis.direction().side();
    Some(match &scenario.book {
        BookSpec::Synthetic(book) => {
            let interest = scenario.market.open_interest_usd.map_or(0.0, Number::get);
            let usd = interest * model.share.unwrap_or(0.0);
            let holdings = book.cohorts().holdings(&model.axis, usd).into_iter();
            holdings.map(|holding| Seen { holding, exact: None }).collect()
        }
        BookSpec::Positions(positions) => {
            let ours = positions.specs().iter().map(|spec| &spec.position);
            let ours = ours.filter(|p| p.side == side);
            ours.map(|p| Seen { holding: holding(p), exact: Some(p) }).collect()
        }
        BookSpec::Rungs(_) | BookSpec::Columns(..) => return None,
    })
}

/// What the engine sees of them.
fn stands(seen: &[Seen<'_>], axis: &Axis) -> Vec<Stand> {
    let stand = |seen: &Seen<'_>| Stand {
        threshold: axis.threshold(seen.holding.liquidation_price()).max(0.0),
        bankruptcy: axis.threshold(seen.holding.bankruptcy_price()),
        notional: seen.holding.qty * axis.price_before(),
    };
    seen.iter().map(stand).collect()
}

impl Closed<'_> {
    /// How many positions were closed.
    pub(super) fn count(&self) -> usize {
        self.run.fills.iter().flatten().count()
    }

    /// The exact ledger, as the page shows it.
    ///
    /// # Errors
    /// As [`settle`].
    pub(super) fn ledger(&self, scenario: &Scenario, model: &Model) -> Result<Value> {
        let tick = scenario.engine.tick.map_or_else(|| self.tick(scenario), Ok)?;
        let terms = self.terms(scenario, model, tick)?;
        let mut closings = Vec::new();
        let mut fills = Vec::new();
        for (seen, fill) in self.seen.iter().zip(&self.run.fills) {
            let Some(fill) = fill else { continue };
            let closing = seen.closing(fill.sold, fill.price, tick)?;
            if let (Some(position), true) = (&seen.exact, fills.len() < MOST_FILLS) {
                fills.push(record![
                    ("id", position.id.as_str()),
                    ("price_usd", closing.fill),
                    ("sold_qty", closing.sold),
                ]);
            }
            closings.push(closing);
        }
        let ledger = settle(&terms, closings).map_err(|e| e.in_field("engine"))?;
        Ok(report(&ledger, true)?.with("fills", Value::List(fills)))
    }

    fn terms(&self, scenario: &Scenario, model: &Model, tick: Price) -> Result<Terms> {
        let venue = &scenario.engine;
        let before = match scenario.market.price_usd {
            Number::Exact(price) => Price::new(price)?,
            Number::Float(price) => Price::from_estimate(price, tick)?,
        };
        let flow = match scenario.flow {
            Number::Exact(flow) => Ratio::new(flow),
            Number::Float(flow) => Ratio::new(Qty::from_estimate(flow, coin()?)?.decimal()),
        };
        Ok(Terms {
            side: model.axis.direction().side(),
            before,
            after: Price::from_estimate(model.axis.price(self.run.displacement), tick)?,
            open_interest: Some(self.open_interest(scenario)?),
            flow,
            fee_rate: venue.fee_rate,
            fee_to: venue.fee_to,
            residual: venue.residual,
            fund: venue.fund,
            adl: venue.adl,
            winners: venue.winners.clone(),
        })
    }

    /// Coins open on each side: as stated, or the stated USD at the price before, or what is
    /// listed; never less than is listed.
    fn open_interest(&self, scenario: &Scenario) -> Result<Coins> {
        if let Some(coins) = scenario.market.open_interest_qty {
            return Ok(coins);
        }
        let exact = self.seen.iter().filter_map(|seen| seen.exact);
        let listed = exact.map(|p| p.qty).try_fold(Coins::ZERO, Coins::plus_qty)?;
        // Each estimated position is rounded to a coin step of its own, so one step more for each.
        let estimated = self.seen.iter().filter(|seen| seen.exact.is_none());
        let step = coin()?.approx();
        let most = estimated.map(|seen| seen.holding.qty + step).sum::<f64>();
        let usd = scenario.market.open_interest_usd.map_or(0.0, Number::get);
        let coins = f64::max(most, usd / scenario.market.price_usd.get());
        Ok(listed.max(Coins::ZERO.plus_qty(Qty::from_estimate(coins, coin()?)?)?))
    }

    /// A tick that keeps products with the finest quantity exact.
    fn tick(&self, scenario: &Scenario) -> Result<Price> {
        let scale = |seen: &Seen<'_>| {
            seen.exact.map_or(COIN_PLACES, |p| p.qty.decimal().normalize().scale())
        };
        let finest = self.seen.iter().map(scale).max().unwrap_or(0);
        tick(scenario.market.price_usd.get(), finest)
    }
}

/// A tick of 13 significant digits of the price, as far as products with quantities of `finest`
/// places stay exact.
pub(in crate::edge) fn tick(price: f64, finest: u32) -> Result<Price> {
    let magnitude = libm::floor(libm::log10(price));
    #[allow(clippy::cast_possible_truncation, reason = "a logarithm of a price is small")]
    let wanted = (TICK_DIGITS - 1 - magnitude as i32).clamp(0, 16);
    let places = wanted.unsigned_abs().min(20_u32.saturating_sub(finest.max(COIN_PLACES)));
    Price::new(rust_decimal::Decimal::new(1, places))
}

impl Seen<'_> {
    /// The closing as facts: everything that was estimated rounded once.
    fn closing(&self, sold: f64, price: f64, tick: Price) -> Result<Closing> {
        let at = |estimate: f64| Price::from_estimate(estimate.max(0.0), tick);
        let (qty, entry, margin) = match &self.exact {
            Some(position) => (position.qty, position.entry, position.margin),
            None => (
                Qty::from_estimate(self.holding.qty, coin()?)?,
                at(self.holding.entry)?,
                Usd::from_estimate(self.holding.margin, Price::new(coin()?.decimal())?)?,
            ),
        };
        let part = if sold >= 1.0 {
            qty
        } else {
            Qty::from_estimate(sold * qty.approx(), coin()?)?.min(qty)
        };
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

/// The step of estimated quantities.
pub(in crate::edge) fn coin() -> Result<Qty> {
    Qty::new(rust_decimal::Decimal::new(1, COIN_PLACES))
}

/// The ledger as it is answered; `liquidations` when the liquidation prices are known.
///
/// # Errors
/// Overflow past the range of [`Usd`].
pub(super) fn report(ledger: &Ledger, liquidations: bool) -> Result<Value> {
    let mut accounts = Record::default();
    for (account, usd) in ledger.accounts.entries() {
        accounts.put(account, usd);
    }
    let after_adl = ledger.accounts.opposite_side.plus(ledger.accounts.deleveraged_winners)?;
    let adl = ledger.accounts.deleveraged_winners.negated()?;
    let cut = |cut: &crate::ledger::Haircut| record![("id", cut.id.as_str()), ("usd", cut.usd)];
    Ok(record![
        ("closed", ledger.closed),
        ("accounts", accounts),
        ("sum_usd", ledger.accounts.sum()?),
        ("opposite_side_after_adl_usd", after_adl),
        ("margin_lost_usd", ledger.margin_lost),
        ("passed_on_usd", ledger.passed_on),
        ("returned_usd", ledger.returned),
        ("fees_usd", ledger.fees),
        ("surplus_usd", ledger.surplus),
        ("deficit_usd", ledger.deficit),
        ("fund_end_usd", ledger.fund_end),
        ("adl_usd", adl),
        ("uncovered_usd", ledger.uncovered),
        ("open_interest_transfer_usd", ledger.open_interest_transfer),
        ("liquidated_qty", ledger.qty),
        ("taken_over_qty", ledger.taken_over),
        ("value_at_liquidation_usd", liquidations.then_some(ledger.value_at_liquidation)),
        ("value_at_fill_usd", ledger.value_at_fill),
        ("haircuts", Value::list(ledger.haircuts.iter().map(cut))),
    ])
}

/// The ledger of a scenario whose book has positions: `{fired, liquidated_usd, flow_usd,
/// displacement, final_price_usd, ledger}`.
///
/// # Errors
/// As [`Scenario::read`], [`Scenario::build`], [`Engine::run`] and [`settle`]; missing for a book
/// of thresholds, which have no margin.
pub fn ledger(value: Value) -> Result<Value> {
    let scenario = Scenario::read(value)?;
    let Asked { model, .. } = Asked::new(&scenario)?;
    let Some(closed) = close(&scenario, &model)? else {
        return Err(Error::missing("positions with entry and margin").in_field("book"));
    };
    let run = &closed.run;
    let ledger = closed
        .ledger(&scenario, &model)
        .map_err(|error| if beyond_money(&error) { error.in_field("market") } else { error })?;
    Ok(record![
        ("fired", closed.count()),
        ("liquidated_usd", run.liquidated),
        ("flow_usd", run.flow),
        ("displacement", run.displacement),
        ("final_price_usd", model.axis.price(run.displacement)),
        ("saturated", model.axis.saturated(run.displacement)),
        ("ledger", ledger),
    ])
}

/// Whether an error says that a price, a quantity or a sum does not fit exact money.
pub(in crate::edge) fn beyond_money(error: &Error) -> bool {
    matches!(
        error.kind(),
        Kind::OutOfRange { .. }
            | Kind::Overflow { .. }
            | Kind::Inexact { .. }
            | Kind::TooManyPlaces { .. }
    )
}

/// Whether the scenario's engine ends elsewhere than the table.
pub(super) fn limits(scenario: &Scenario) -> bool {
    scenario.engine.engine == Engine::BankruptcyLimit
}
