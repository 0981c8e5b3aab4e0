//! The cascade for the page: a scenario in, one outcome with everything the page shows out.
//!
//! Every number here is an estimate and crosses as a number; series are columns.

mod asked;
mod charts;
mod closing;
mod depth;
mod digest;
mod many;
mod parts;
mod questions;
mod sweep;

pub use closing::ledger;
pub use depth::depth;
pub use many::ledger_many;
pub use questions::{
    avalanches, calibrate, cascade, compare, default_scenario, exponential_density,
    partial_tranches, preset, presets, resilience_threshold, reverse_level, reverse_notional,
    scenario, timed_cascade, uniform_density,
};
pub use sweep::{LadderHandle, sweep};

use crate::cascade::{
    Avalanche, Axis, Calibration, Direction, Outcome, Resilience, Round, recovered,
    resilience_threshold as runaway_gain, touch_probability,
};
use crate::error::Result;
use crate::impact::Impact;
use crate::order::sorted;
use crate::scenario::{BookSpec, Model, Number, Scenario, Share};
use crate::value::{Fields, Value, record};
pub(super) use closing::{beyond_money, coin, tick};
pub(super) use digest::of_contagion as digest_of_contagion;

use asked::Asked;
use parts::Parts;

/// How many avalanches the outcome lists.
const TOP_AVALANCHES: usize = 12;
/// An avalanche counts as a cascade from this many USD on, or from this share of the open
/// interest where that is more.
const CASCADE_USD: f64 = 1e8;
const CASCADE_SHARE: f64 = 0.01;

/// Simulates a scenario, with every part of the outcome.
///
/// # Errors
/// As [`Scenario::read`] and [`Scenario::build`].
pub fn simulate(value: Value) -> Result<Value> {
    answer(value, Parts::ALL)
}

/// Simulates `{scenario, parts}` with the headline and the named parts only: any of `path`, `map`,
/// `avalanches`, `sweep`, `timed`, `ledger`, `notes` and `scenario`. What is there is the same, and
/// has the same digest, whatever else was asked for.
///
/// # Errors
/// As [`simulate`]; unknown name for another part.
pub fn simulate_parts(bag: Value) -> Result<Value> {
    let mut fields = Fields::of(bag)?;
    // Its errors carry the path inside the scenario, as those of `simulate` do.
    let scenario = fields.need("scenario", "a scenario", Ok)?;
    let parts = fields.read("parts", Parts::read)?.unwrap_or(Parts::ALL);
    fields.finish()?;
    answer(scenario, parts)
}

fn answer(value: Value, parts: Parts) -> Result<Value> {
    let scenario = Scenario::read(value)?;
    let asked = Asked::new(&scenario)?;
    let model = &asked.model;
    let needed = parts.has("ledger") || closing::limits(&scenario);
    let closed = if needed { closing::close(&scenario, model)? } else { None };
    let (outcome, rounds) = end(model, closed.as_ref().filter(|_| closing::limits(&scenario)));
    let canonical = scenario.to_value();
    let head = headline(model, &outcome)
        .with("rounds", rounds.len())
        .with("share", model.share)
        .with("calibration", model.calibration.map(|found| evidence(&found)))
        .with("levels", levels(&scenario, &asked, &outcome))
        .with("recovery", recovery(&scenario, model, &outcome));
    // Everything else follows from these.
    let digest = digest::of_scenario(&scenario, &canonical, &head);
    let (Value::Map(mut entries), Value::Map(head)) = (stamp(digest), head) else {
        return Ok(Value::Null);
    };
    entries.extend(head);
    let mut push = |key: &str, value: &dyn Fn() -> Result<Value>| -> Result<()> {
        if parts.has(key) {
            entries.push((key.to_owned(), value()?));
        }
        Ok(())
    };
    let ledger = closed.filter(|_| parts.has("ledger"));
    let ledger = ledger.map(|closed| closed.ledger(&scenario, model));
    let ledger = match ledger {
        // Amounts beyond exact money have an outcome all the same, only no ledger.
        Some(Err(error)) if closing::beyond_money(&error) => Value::Null,
        other => other.transpose()?.into(),
    };
    push("path", &|| Ok(path(&model.axis, model.shock, &rounds)))?;
    push("map", &|| Ok(charts::map(&scenario, model, &outcome)))?;
    push("avalanches", &|| Ok(avalanche_list(&asked)))?;
    push("sweep", &|| Ok(charts::sweep(&asked, critical_usd(&scenario))))?;
    push("timed", &|| timed(&scenario, model))?;
    push("notes", &|| {
        let mut notes = notes(&scenario, &asked, &outcome);
        if parts.has("ledger") && ledger == Value::Null {
            notes.push("There is no ledger: it needs positions with margins, within exact money.");
        }
        Ok(Value::list(notes))
    })?;
    push("ledger", &|| Ok(ledger.clone()))?;
    push("scenario", &|| Ok(canonical.clone()))?;
    Ok(Value::Map(entries))
}

/// What every outcome begins with.
fn stamp(digest: String) -> Value {
    record![("washout", 1_i64), ("engine", crate::VERSION), ("digest", digest), ("estimate", true)]
}

/// Where it ends and how it got there: by the table, or by the limit engine's own process.
fn end(model: &Model, limited: Option<&closing::Closed<'_>>) -> (Outcome, Vec<Round>) {
    let table = model.cascade.outcome(model.shock);
    let Some(closed) = limited else { return (table, model.cascade.rounds(model.shock)) };
    let run = &closed.run;
    let outcome = Outcome {
        fired: closed.count(),
        liquidated: run.liquidated,
        flow: run.flow,
        displacement: run.displacement,
        ..table
    };
    (outcome, run.steps.clone())
}

/// Where the price settles after the forced orders, for the stated recovery and its bounds.
fn recovery(scenario: &Scenario, model: &Model, outcome: &Outcome) -> Value {
    let price =
        |share: f64| model.axis.price(recovered(outcome.shock, outcome.displacement, share));
    record![
        ("share", scenario.recovery.get()),
        ("price_usd", price(scenario.recovery.get())),
        ("third_price_usd", price(1.0 / 3.0)),
        ("full_price_usd", price(1.0)),
    ]
}

/// The timed form, where the scenario says how the book refills and its impact is linear, which
/// is what that form is defined for.
fn timed(scenario: &Scenario, model: &Model) -> Result<Value> {
    let Some(time) = scenario.time else { return Ok(Value::Null) };
    let Impact::Linear(depth) = model.cascade.impact() else { return Ok(Value::Null) };
    let resilience = Resilience::new(time.rho.get(), time.permanent.get())?;
    let flow = scenario.flow.get();
    let run = resilience.run(model.cascade.ladder(), model.shock, depth.depth(), flow)?;
    Ok(record![
        ("steps", run.steps.len()),
        ("finished", run.finished),
        ("liquidated_usd", run.liquidated),
        ("last", run.last),
        ("peak", run.peak),
        ("settled", run.settled),
        ("peak_price_usd", model.axis.price(run.peak)),
        ("settled_price_usd", model.axis.price(run.settled)),
        ("runaway_gain", runaway_gain(time.rho.get())?),
        ("path", path(&model.axis, model.shock, &run.steps)),
    ])
}

/// The numbers of one outcome.
fn headline(model: &Model, outcome: &Outcome) -> Value {
    let axis = &model.axis;
    let u = outcome.displacement;
    record![
        ("price_usd", axis.price_before()),
        ("final_price_usd", axis.price(u)),
        ("shock", axis.to_move(outcome.shock)),
        ("shock_price_usd", axis.price(outcome.shock)),
        ("displacement", u),
        ("move", axis.to_move(u)),
        ("overshoot", outcome.overshoot()),
        ("amplification", outcome.amplification()),
        ("mechanical_share", outcome.mechanical_share()),
        ("liquidated_usd", outcome.liquidated),
        ("first_round_usd", outcome.first_round),
        ("flow_usd", outcome.flow),
        ("cascade_ratio", outcome.cascade_ratio()),
        ("gain", model.cascade.gain(u)),
        ("fired", outcome.fired),
        ("rungs", model.cascade.ladder().len()),
        ("liquidatable_usd", model.cascade.ladder().total()),
        ("saturated", axis.saturated(u)),
        ("book_exhausted", model.cascade.impact().exhausted(outcome.flow)),
    ]
}

fn evidence(found: &Calibration) -> Value {
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

/// Price and liquidations after each round; the first row is the shock itself.
fn path(axis: &Axis, shock: f64, rounds: &[Round]) -> Value {
    let start = Round { new: 0.0, liquidated: 0.0, displacement: shock };
    let rows: Vec<Round> = std::iter::once(start).chain(rounds.iter().copied()).collect();
    record![
        ("price_usd", column(&rows, |round| axis.price(round.displacement))),
        ("displacement", column(&rows, |round| round.displacement)),
        ("liquidated_usd", column(&rows, |round| round.liquidated)),
        ("new_usd", column(&rows, |round| round.new)),
    ]
}

fn column<T>(rows: &[T], get: impl Fn(&T) -> f64) -> Value {
    gathered(rows, &get)
}

// Compiled once for each type of row and not for every column.
#[inline(never)]
fn gathered<T>(rows: &[T], get: &dyn Fn(&T) -> f64) -> Value {
    rows.iter().map(get).collect::<Vec<_>>().into()
}

/// The largest avalanches, largest first.
fn avalanche_list(asked: &Asked) -> Value {
    let (model, blocks) = (&asked.model, asked.avalanches());
    let blocks = sorted(&blocks, &mut |a, b| b.notional.total_cmp(&a.notional));
    let row = |block: &Avalanche| {
        record![
            ("shock", model.axis.to_move(block.shock)),
            ("shock_price_usd", model.axis.price(block.shock)),
            ("liquidated_usd", block.notional),
            ("from_price_usd", model.axis.price(block.span.0)),
            ("to_price_usd", model.axis.price(block.span.1)),
        ]
    };
    Value::list(blocks.iter().take(TOP_AVALANCHES).map(row))
}

/// What each key level takes.
fn levels(scenario: &Scenario, asked: &Asked, outcome: &Outcome) -> Value {
    let model = &asked.model;
    let volatility = scenario.volatility.map(Number::get);
    let row = |level: &Number| {
        let u = model.axis.displacement(level.get());
        let row = record![
            ("price_usd", level.get()),
            ("distance", model.axis.to_move(u)),
            ("reached", u >= 0.0 && outcome.displacement >= u - 1e-12),
        ];
        if u < 0.0 {
            return ["shock", "shock_price_usd", "liquidated_usd", "gain", "touch_probability"]
                .into_iter()
                .fold(row, |row, key| row.with(key, Value::Null));
        }
        let shock = asked.shock_to_reach(u);
        let touch = volatility.map(|daily| touch_probability(shock, daily, scenario.days.get()));
        row.with("shock", model.axis.to_move(shock))
            .with("shock_price_usd", model.axis.price(shock))
            .with("liquidated_usd", asked.outcome(shock).liquidated)
            .with("gain", model.cascade.gain(u))
            .with("touch_probability", touch)
    };
    Value::list(scenario.levels.iter().map(row))
}

/// From how many USD on an avalanche counts as a cascade.
fn critical_usd(scenario: &Scenario) -> f64 {
    let interest = scenario.market.open_interest_usd.map_or(0.0, Number::get);
    f64::max(CASCADE_USD, CASCADE_SHARE * interest)
}

/// What was assumed and what happened, in plain words.
fn notes(scenario: &Scenario, asked: &Asked, outcome: &Outcome) -> Vec<&'static str> {
    let (model, mut notes) = (&asked.model, Vec::new());
    if let BookSpec::Synthetic(book) = &scenario.book {
        notes.push("Positions are assumed: open interest spread over leverages and entry prices.");
        match book.share {
            Share::Stated(_) => {
                notes.push("The share of open interest that can be liquidated is assumed.");
            }
            Share::Path(..) => notes.push(
                "The share of open interest that can be liquidated is solved, so that the move \
                 to the stated extreme liquidates the reported total.",
            ),
            Share::Shock(..) => notes.push(
                "The share of open interest that can be liquidated is solved, so that the stated \
                 shock liquidates the reported total.",
            ),
        }
        notes.push("The share on the other side of the price is taken to be the same.");
        if book.spread.get() > 0.0 {
            notes.push("Entries are spread evenly around the price; none of it is observed.");
        }
    }
    if scenario.time.is_some() && !matches!(model.cascade.impact(), Impact::Linear(_)) {
        notes.push("There are no steps in time: they are defined for a linear impact.");
    }
    if closing::limits(scenario) {
        notes.push("The gain, a solved share and steps in time are those of market orders.");
    }
    if asked.borrows() {
        notes.push(
            "Key levels and avalanches are those of market orders: in a gap into this book, a \
             larger shock can liquidate less.",
        );
    }
    notes.push("Liquidated USD are the size of the positions, not the money that was lost.");
    if model.axis.saturated(outcome.displacement) {
        notes.push(
            "The model asks for a price beyond a hundredth or a hundredfold: no market is meant.",
        );
    }
    if model.cascade.impact().exhausted(outcome.flow) {
        notes.push("The order book ran out: the price beyond its last level is assumed.");
    }
    if model.calibration.is_some_and(|found| !found.converged) {
        notes.push("The calibration did not converge.");
    }
    notes
}
