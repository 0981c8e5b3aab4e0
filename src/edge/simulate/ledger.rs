//! The ledger of a scenario, told.

use crate::error::{Error, Result};
use crate::ledger::{Haircut, Ledger};
use crate::scenario::Scenario;
use crate::study::settlement::{Balance, ListedFill, Settlement};
use crate::study::simulation::ShockResponse;
use crate::value::{Record, Value, record};

/// The ledger of a scenario whose book has positions: `{fired, liquidated_usd, flow_usd,
/// displacement, final_price_usd, ledger}`.
///
/// # Errors
/// As [`Scenario::read`], [`ShockResponse::of`], [`ShockResponse::close`] and
/// [`crate::study::settlement::ClosedBook::settlement`]; missing for a book of thresholds, which
/// have no margin.
pub fn ledger(value: Value) -> Result<Value> {
    let scenario = Scenario::read(value)?;
    let Some(closed) = ShockResponse::of(&scenario)?.close()? else {
        return Err(Error::missing("positions with entry and margin").in_field("book"));
    };
    let ledger = settlement(&closed.settlement()?);
    let run = closed.run();
    Ok(record![
        ("fired", closed.count()),
        ("liquidated_usd", run.liquidated),
        ("flow_usd", run.flow),
        ("displacement", run.displacement),
        ("final_price_usd", closed.final_price()),
        ("saturated", closed.saturated()),
        ("ledger", ledger),
    ])
}

/// A settlement, as the page shows it.
pub(super) fn settlement(found: &Settlement) -> Value {
    let fill = |fill: &ListedFill| {
        record![("id", fill.id.as_str()), ("price_usd", fill.price), ("sold_qty", fill.sold)]
    };
    let ledger = report(&found.ledger, found.balance, true);
    ledger.with("fills", Value::list(found.fills.iter().map(fill)))
}

/// The ledger as it is answered; `liquidations` when the liquidation prices are known.
pub(super) fn report(ledger: &Ledger, balance: Balance, liquidations: bool) -> Value {
    let mut accounts = Record::default();
    for (account, usd) in ledger.accounts.entries() {
        accounts.put(account, usd);
    }
    let cut = |cut: &Haircut| record![("id", cut.id.as_str()), ("usd", cut.usd)];
    record![
        ("closed", ledger.closed),
        ("accounts", accounts),
        ("sum_usd", balance.sum),
        ("opposite_side_after_adl_usd", balance.opposite_side_after_adl),
        ("margin_lost_usd", ledger.margin_lost),
        ("passed_on_usd", ledger.passed_on),
        ("returned_usd", ledger.returned),
        ("fees_usd", ledger.fees),
        ("surplus_usd", ledger.surplus),
        ("deficit_usd", ledger.deficit),
        ("fund_end_usd", ledger.fund_end),
        ("adl_usd", balance.deleveraged),
        ("uncovered_usd", ledger.uncovered),
        ("open_interest_transfer_usd", ledger.open_interest_transfer),
        ("liquidated_qty", ledger.qty),
        ("taken_over_qty", ledger.taken_over),
        ("value_at_liquidation_usd", liquidations.then_some(ledger.value_at_liquidation)),
        ("value_at_fill_usd", ledger.value_at_fill),
        ("haircuts", Value::list(ledger.haircuts.iter().map(cut))),
    ]
}
