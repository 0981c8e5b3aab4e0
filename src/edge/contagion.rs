//! Contagion: how a fall of one asset closes positions in others through shared accounts.
//!
//! # The bag
//!
//! Its keys:
//!
//! - `assets`: a list of `{asset, price_usd, impact, …}`: name, price before, impact as in a
//!   scenario; what its positions need: `maintenance` (a rate), `maintenance_tiers` (`{lower,
//!   upper, rate, deduction}` rows in USD) or `venue` and `symbol` with a built-in table; `shock`
//!   (a fall as a share of the price, a rise below 0) or `beta` (times the common shock);
//!   `open_interest_qty` for the ledger
//! - `shock`: the common shock that betas are of
//! - `cross`: row by row, how much each asset follows the impact of forced orders in each; 1 on the
//!   diagonal; none follows another unless given
//! - `accounts`: a list of `{id, cash_usd, collateral: [{asset, qty, haircut}], positions: [{asset,
//!   qty, entry_usd}]}`; shorts have a negative `qty`. Or in columns: `{cash_usd, collateral:
//!   {account, asset, qty, haircut}, positions: {account, asset, qty, entry_usd}}`, with accounts
//!   and assets counted from 0
//! - `coordinate`, `flow`: as in a scenario: `linear` or `log`; USD that hit the book for each USD
//!   closed
//! - `engine`: `{fee_rate, fee_to, residual, fund_usd}`; what is left goes to the `trader` unless
//!   told otherwise
//!
//! Estimates cross as numbers, the ledger as exact decimals. See [`crate::cascade::Contagion`] for
//! the model and [`crate::ledger::settle_portfolios`] for the ledger.
#![allow(clippy::indexing_slicing, reason = "assets and accounts are numbered by their network")]

mod bag;
mod books;
mod money;

use super::digest;
use crate::error::Result;
use crate::ledger::Portfolio;
use crate::study::contagion::{Led, Outbreak};
use crate::study::settlement::rounding::within_money;
use crate::value::{Value, record};
use bag::Asked;
use books::float;

/// Runs a contagion.
///
/// # Errors
/// The key at fault; as [`crate::cascade::Contagion::new`] and [`crate::cascade::Accounts::push`].
pub fn contagion(bag: Value) -> Result<Value> {
    let asked = Asked::read(bag)?;
    let outbreak = Outbreak::of(&asked.network)?;
    let settled = within_money(outbreak.ledger())?;
    let head = head(&outbreak);
    let digest = digest::of_contagion(&asked.canonical, &head, &ends(&outbreak));
    let found = Value::from(digest::stamp(digest, head))
        .with("assets", assets(&outbreak, settled.as_ref())?)
        .with("closed_accounts", closed(&outbreak))
        .with("path", path(&outbreak))
        .with("ledger", settled.as_ref().map(money::report).transpose()?);
    Ok(found.with("notes", Value::list(outbreak.notes(settled.is_some()))))
}

/// The numbers of the whole.
fn head(outbreak: &Outbreak<'_>) -> Value {
    let spread = outbreak.spread();
    let first = spread.closed.iter().filter(|closed| closed.round == 1).count();
    let (all, first_usd) = outbreak.liquidated();
    record![
        ("accounts", outbreak.network().accounts().len()),
        ("closed", spread.closed.len()),
        ("closed_by_shock", first),
        ("closed_by_contagion", spread.closed.len() - first),
        ("liquidated_usd", all),
        ("first_round_usd", first_usd),
        ("follow_on_usd", all - first_usd),
        ("rounds", spread.rounds),
        ("order_free", spread.order_free),
    ]
}

/// Where the assets end.
fn ends(outbreak: &Outbreak<'_>) -> Value {
    let markets = outbreak.spread().markets.iter();
    markets.map(|ended| ended.displacement).collect::<Vec<_>>().into()
}

/// One record for each asset.
fn assets(outbreak: &Outbreak<'_>, settled: Option<&Portfolio>) -> Result<Value> {
    let each = (0..outbreak.network().assets().len())
        .map(|index| Ok(asset(outbreak, index).with("ledger", money::market(settled, index)?)));
    each.collect::<Result<Vec<_>>>().map(Value::List)
}

fn asset(outbreak: &Outbreak<'_>, index: usize) -> Value {
    let (model, ended) = (outbreak.network().model(), outbreak.market(index));
    let market = &model.markets()[index];
    let (u, first) = (ended.displacement, ended.first_round.gross());
    record![
        ("asset", name(outbreak, index)),
        ("price_usd", market.price),
        ("shock", model.fall(index, market.shock)),
        ("shock_price_usd", model.price(index, market.shock)),
        ("final_price_usd", model.price(index, u)),
        ("displacement", u),
        ("fall", model.fall(index, u)),
        ("overshoot", u - market.shock),
        ("pushed_by", ended.pushed_by.clone()),
        ("gains", ended.gains.clone()),
        ("accounts", outbreak.holders(index)),
        ("liquidated_usd", ended.closed.gross()),
        ("long_usd", ended.closed.long),
        ("short_usd", ended.closed.short),
        ("first_round_usd", first),
        ("follow_on_usd", ended.closed.gross() - first),
        ("flow_usd", ended.flow),
        ("led_by", led(outbreak, index)),
        ("saturated", model.saturated(index, u)),
        ("book_exhausted", outbreak.exhausted(index)),
    ]
}

/// Whose move closed what of an asset; the last by none.
fn led(outbreak: &Outbreak<'_>, index: usize) -> Value {
    let all = outbreak.led(index).iter().enumerate();
    let led = all.filter(|(_, Led { first, later })| first + later > 0.0);
    Value::list(led.map(|(leader, Led { first, later })| {
        let known = leader < outbreak.network().assets().len();
        record![
            ("asset", known.then(|| name(outbreak, leader))),
            ("first_round_usd", *first),
            ("follow_on_usd", *later)
        ]
    }))
}

fn name<'a>(outbreak: &Outbreak<'a>, index: usize) -> &'a str {
    &outbreak.network().assets()[index].name
}

/// The closed accounts, in columns.
fn closed(outbreak: &Outbreak<'_>) -> Value {
    let (closed, accounts) = (&outbreak.spread().closed, outbreak.network().accounts());
    let leader = |led: Option<usize>| led.map(|index| name(outbreak, index));
    let round: Vec<f64> = closed.iter().map(|closed| float(closed.round)).collect();
    let account: Vec<f64> = closed.iter().map(|closed| float(closed.account)).collect();
    record![
        ("account", account),
        ("id", Value::list(closed.iter().map(|closed| accounts[closed.account].id.as_str()))),
        ("round", round),
        ("led_by", Value::list(closed.iter().map(|closed| leader(closed.led_by)))),
    ]
}

/// Round by round, the shock first: how many accounts it closed, and where each asset stood.
fn path(outbreak: &Outbreak<'_>) -> Value {
    let columns = (0..outbreak.network().assets().len()).map(|index| outbreak.path(index));
    record![("closed", outbreak.closed_by_round()), ("displacement", Value::list(columns))]
}
