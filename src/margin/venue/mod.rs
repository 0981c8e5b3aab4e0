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

use super::mode::Mode;
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

/// The rules of a venue for a contract (its own where none is named), a form (where none is named,
/// that of the margin mode, else the first) and a margin mode.
///
/// # Errors
/// Unknown name for the venue or the form; a conflict when the venue has no such contract.
pub fn rules(
    venue: &str,
    contract: Option<Contract>,
    form: Option<&str>,
    mode: Mode,
) -> Result<Rules> {
    chosen(venue, contract, form, mode).map(|rules| rules.in_mode(mode))
}

fn chosen(
    venue: &str,
    contract: Option<Contract>,
    form: Option<&str>,
    mode: Mode,
) -> Result<Rules> {
    if venue == "generic" {
        return Ok(generic::rules(contract.unwrap_or(Contract::Linear)));
    }
    let mut known = all().filter(|rules| rules.venue == venue).peekable();
    if known.peek().is_none() {
        let found = venue.into();
        return Err(Error::new(Kind::UnknownName { known: NAMES, found }).in_field("venue"));
    }
    let mut fitting = known.filter(|rules| contract.is_none_or(|wanted| wanted == rules.contract));
    let Some(first) = fitting.next() else {
        let rule = "this venue has no rules here for this kind of contract";
        return Err(Error::conflict(rule).in_field("contract"));
    };
    let mut all = std::iter::once(first).chain(fitting);
    let Some(form) = form else {
        let own = |rules: &&Rules| rules.contract == first.contract && rules.mode == Some(mode);
        return Ok(*all.find(own).unwrap_or(first));
    };
    all.find(|rules| rules.form == form).copied().ok_or_else(|| {
        let known = "standard; for bybit entry, mark, classic (inverse), cross (inverse)";
        Error::unknown(known, form).in_field("form")
    })
}
