//! The outcome of a scenario, told part by part.

use super::columns::{column, path};
use crate::cascade::{Avalanche, Calibration};
use crate::study::simulation::{KeyLevel, LiquidationMap, ShockResponse, Simulation, TimedCascade};
use crate::value::{Value, record};

/// The numbers of one outcome.
pub(super) fn headline(simulation: &Simulation<'_>) -> Value {
    let (model, outcome) = (simulation.response().model(), simulation.outcome());
    let axis = &model.axis;
    let u = outcome.displacement;
    record![
        ("price_usd", axis.price_before()),
        ("final_price_usd", simulation.final_price()),
        ("shock", axis.to_move(outcome.shock)),
        ("shock_price_usd", simulation.shock_price()),
        ("displacement", u),
        ("move", axis.to_move(u)),
        ("overshoot", outcome.overshoot()),
        ("amplification", outcome.amplification()),
        ("mechanical_share", outcome.mechanical_share()),
        ("liquidated_usd", outcome.liquidated),
        ("first_round_usd", outcome.first_round),
        ("flow_usd", outcome.flow),
        ("cascade_ratio", outcome.cascade_ratio()),
        ("gain", simulation.gain()),
        ("fired", outcome.fired),
        ("rungs", model.cascade.ladder().len()),
        ("liquidatable_usd", model.cascade.ladder().total()),
        ("saturated", simulation.saturated()),
        ("book_exhausted", simulation.book_exhausted()),
        ("rounds", simulation.rounds().len()),
    ]
}

/// The headline with what every outcome has beside it: share, calibration, key levels, recovery.
pub(super) fn head(simulation: &Simulation<'_>) -> Value {
    let model = simulation.response().model();
    let recovery = simulation.recovery();
    headline(simulation)
        .with("share", model.share)
        .with("calibration", model.calibration.as_ref().map(evidence))
        .with("levels", Value::list(simulation.levels().iter().map(level)))
        .with(
            "recovery",
            record![
                ("share", recovery.share),
                ("price_usd", recovery.price),
                ("third_price_usd", recovery.third_price),
                ("full_price_usd", recovery.full_price),
            ],
        )
}

/// How a share was solved.
pub(super) fn evidence(found: &Calibration) -> Value {
    record![
        ("share", found.share),
        ("lo", found.lo),
        ("hi", found.hi),
        ("iterations", found.iterations),
        ("converged", found.converged),
        ("liquidated_lo_usd", found.liquidated.0),
        ("liquidated_hi_usd", found.liquidated.1),
    ]
}

fn level(level: &KeyLevel) -> Value {
    let trigger = level.trigger.as_ref();
    record![
        ("price_usd", level.price),
        ("distance", level.distance),
        ("reached", level.reached),
        ("shock", trigger.map(|trigger| trigger.shock)),
        ("shock_price_usd", trigger.map(|trigger| trigger.shock_price)),
        ("liquidated_usd", trigger.map(|trigger| trigger.liquidated)),
        ("gain", level.gain),
        ("touch_probability", level.touch_probability),
    ]
}

/// Price and liquidations after each round.
pub(super) fn rounds(simulation: &Simulation<'_>) -> Value {
    let model = simulation.response().model();
    path(&model.axis, model.shock, simulation.rounds())
}

/// The columns of the liquidation map.
pub(super) fn map(map: LiquidationMap) -> Value {
    record![
        ("span", map.span),
        ("price_usd", map.prices),
        ("long_usd", map.longs),
        ("short_usd", map.shorts),
        ("long_cumulative_usd", map.longs_within),
        ("short_cumulative_usd", map.shorts_within),
    ]
}

/// The largest avalanches, largest first.
pub(super) fn avalanches(response: &ShockResponse<'_>) -> Value {
    let axis = &response.model().axis;
    let row = |block: &Avalanche| {
        record![
            ("shock", axis.to_move(block.shock)),
            ("shock_price_usd", axis.price(block.shock)),
            ("liquidated_usd", block.notional),
            ("from_price_usd", axis.price(block.span.0)),
            ("to_price_usd", axis.price(block.span.1)),
        ]
    };
    Value::list(response.largest_avalanches().iter().map(row))
}

/// The columns of the outcome over shocks.
pub(super) fn sweep(response: &ShockResponse<'_>) -> Value {
    let (axis, curve) = (&response.model().axis, response.curve());
    let outcomes = &curve.outcomes;
    record![
        ("shock", column(outcomes, |o| axis.to_move(o.shock))),
        ("displacement", column(outcomes, |o| o.displacement)),
        ("move", column(outcomes, |o| axis.to_move(o.displacement))),
        ("final_price_usd", column(outcomes, |o| axis.price(o.displacement))),
        ("liquidated_usd", column(outcomes, |o| o.liquidated)),
        ("saturated_shock", curve.saturated.map(|s| axis.to_move(s))),
        ("critical_usd", curve.critical_usd),
        ("critical_shock", curve.critical.map(|s| axis.to_move(s))),
    ]
}

/// The timed form.
pub(super) fn timed(response: &ShockResponse<'_>, timed: &TimedCascade) -> Value {
    let (model, run) = (response.model(), &timed.run);
    record![
        ("steps", run.steps.len()),
        ("finished", run.finished),
        ("liquidated_usd", run.liquidated),
        ("last", run.last),
        ("peak", run.peak),
        ("settled", run.settled),
        ("peak_price_usd", timed.peak_price),
        ("settled_price_usd", timed.settled_price),
        ("runaway_gain", timed.runaway_gain),
        ("path", path(&model.axis, model.shock, &run.steps)),
    ]
}
