//! The venues, one file each, and the list of them.
//!
//! # Which rules should you use?
//! Those of the venue where the position is. `generic` takes every choice from you and is for
//! venues that have no file here.

mod binance;
mod bitget;
mod bitmex;
mod bybit;
pub(crate) mod deribit;
mod edgex;
mod gate;
mod generic;
mod hyperliquid;
mod kucoin;
mod okx;
mod phemex;

use super::rules::{Contract, Rules};
use crate::error::{Error, Kind, Result};

pub(crate) use bitmex::prepare as bitmex_amounts;

/// The names, for messages.
const NAMES: &str = "binance-usdm, binance-coinm, bybit, okx, gate, bitget, kucoin, bitmex, \
                     hyperliquid, deribit, phemex, edgex, generic";

/// Every rule set, in the order in which venues are listed; the first of a venue and contract is
/// its default.
const ALL: [&Rules; 21] = [
    &binance::USDM,
    &binance::COINM,
    &bybit::LINEAR_ENTRY,
    &bybit::LINEAR_MARK,
    &bybit::INVERSE_MARK,
    &bybit::INVERSE_ENTRY,
    &bybit::INVERSE_CLASSIC,
    &bybit::INVERSE_CROSS,
    &okx::LINEAR,
    &okx::INVERSE,
    &gate::LINEAR,
    &gate::INVERSE,
    &bitget::LINEAR,
    &kucoin::LINEAR,
    &bitmex::INVERSE,
    &hyperliquid::LINEAR,
    &deribit::LINEAR,
    &deribit::INVERSE,
    &phemex::LINEAR,
    &edgex::LINEAR,
    &generic::LINEAR,
];

/// Every rule set that there is; `generic` stands for both contracts.
pub fn all() -> impl Iterator<Item = &'static Rules> {
    ALL.into_iter()
}

/// The rules of a venue for a contract (its own where none is named) and a form (the first where
/// none is named).
///
/// # Errors
/// Unknown name for the venue or the form; a conflict when the venue has no such contract.
pub fn rules(venue: &str, contract: Option<Contract>, form: Option<&str>) -> Result<Rules> {
    if venue == "generic" {
        return Ok(generic::rules(contract.unwrap_or(Contract::Linear)));
    }
    let mut known = all().filter(|rules| rules.venue == venue).peekable();
    if known.peek().is_none() {
        let found = venue.into();
        return Err(Error::new(Kind::UnknownName { known: NAMES, found }).in_field("venue"));
    }
    let mut fitting =
        known.filter(|rules| contract.is_none_or(|wanted| wanted == rules.contract)).peekable();
    if fitting.peek().is_none() {
        let rule = "this venue has no rules here for this kind of contract";
        return Err(Error::conflict(rule).in_field("contract"));
    }
    let found = fitting.find(|rules| form.is_none_or(|wanted| wanted == rules.form));
    found.copied().ok_or_else(|| {
        let known = "standard; for bybit entry, mark, classic (inverse), cross (inverse)";
        let found = form.unwrap_or_default().into();
        Error::new(Kind::UnknownName { known, found }).in_field("form")
    })
}
