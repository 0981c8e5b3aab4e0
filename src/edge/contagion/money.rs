//! The ledger of a contagion, as it is answered.

use crate::error::Result;
use crate::ledger::Portfolio;
use crate::value::{Record, Value, record};

/// The ledger of all the money.
///
/// # Errors
/// Overflow past the range of exact money.
pub(super) fn report(found: &Portfolio) -> Result<Value> {
    Ok(record![
        ("closed", found.closed),
        ("accounts", entries(&found.money.entries())),
        ("sum_usd", found.money.sum()?),
        ("margin_lost_usd", found.margin_lost),
        ("returned_usd", found.returned),
        ("fees_usd", found.fees),
        ("surplus_usd", found.surplus),
        ("deficit_usd", found.deficit),
        ("fund_end_usd", found.fund_end),
        ("uncovered_usd", found.uncovered),
        ("value_at_fill_usd", found.value_at_fill),
    ])
}

/// The ledger of one market; null where there is none.
///
/// # Errors
/// Overflow past the range of exact money.
pub(super) fn market(found: Option<&Portfolio>, index: usize) -> Result<Value> {
    let Some(accounts) = found.and_then(|found| found.markets.get(index)) else {
        return Ok(Value::Null);
    };
    Ok(record![("accounts", entries(&accounts.entries())), ("sum_usd", accounts.sum()?)])
}

fn entries(all: &[(&'static str, crate::money::Usd)]) -> Value {
    let mut found = Record::default();
    all.iter().for_each(|(key, usd)| found.put(key, *usd));
    found.into()
}
