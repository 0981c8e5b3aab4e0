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

mod bag;
mod books;
mod money;

use super::digest;
use crate::cascade::{Contagion, Ended, Sides, Spread};
use crate::error::Result;
use crate::ledger::Portfolio;
use crate::study::settlement::rounding::within_money;
use crate::value::{Value, record};
use bag::Asked;
use books::float;

/// Runs a contagion.
///
/// # Errors
/// The key at fault; as [`Contagion::new`] and [`crate::cascade::Accounts::push`].
pub fn contagion(bag: Value) -> Result<Value> {
    let asked = Asked::read(bag)?;
    let spread = asked.setup.run(&asked.seen()?);
    let settled = within_money(money::settle(&asked, &spread))?;
    let told = Told::of(&asked, &spread);
    let head = told.head();
    let digest = digest::of_contagion(&asked.canonical, &head, &told.ends());
    let found = Value::from(digest::stamp(digest, head))
        .with("assets", told.assets(settled.as_ref())?)
        .with("closed_accounts", told.closed())
        .with("path", told.path())
        .with("ledger", settled.as_ref().map(money::report).transpose()?);
    Ok(found.with("notes", Value::list(told.notes(settled.is_none()))))
}

/// An outcome that is being told.
struct Told<'a> {
    asked: &'a Asked,
    spread: &'a Spread,
    /// For each market, by leading market (the last: by none): what the first round closed and
    /// what the others did, in USD.
    led: Vec<Vec<(f64, f64)>>,
    /// For each market, how many accounts with a position in it were closed.
    holders: Vec<usize>,
}

impl<'a> Told<'a> {
    fn of(asked: &'a Asked, spread: &'a Spread) -> Self {
        let count = asked.assets.len();
        let mut told = Self {
            asked,
            spread,
            led: vec![vec![(0.0, 0.0); count + 1]; count],
            holders: vec![0; count],
        };
        for closed in &spread.closed {
            let legs = asked.accounts.get(closed.account).map_or(&[][..], |a| &a.legs);
            let mut held: Vec<usize> = legs.iter().map(|leg| leg.asset).collect();
            for leg in legs {
                let usd = leg.usd(asked);
                let cell = told.led.get_mut(leg.asset);
                let cell = cell.and_then(|row| row.get_mut(closed.led_by.unwrap_or(count)));
                let Some((first, later)) = cell else { continue };
                *if closed.round == 1 { first } else { later } += usd;
            }
            held.sort_unstable();
            held.dedup();
            for asset in held {
                told.holders.get_mut(asset).into_iter().for_each(|count| *count += 1);
            }
        }
        told
    }

    fn setup(&self) -> &Contagion {
        &self.asked.setup
    }

    fn name(&self, index: usize) -> Option<&str> {
        self.asked.assets.get(index).map(|asset| asset.name.as_str())
    }

    /// The numbers of the whole.
    fn head(&self) -> Value {
        let spread = self.spread;
        let sum = |usd: fn(&Ended) -> f64| spread.markets.iter().map(usd).sum::<f64>();
        let first = spread.closed.iter().filter(|closed| closed.round == 1).count();
        let all = sum(|ended| ended.closed.gross());
        let first_usd = sum(|ended| ended.first_round.gross());
        record![
            ("accounts", self.asked.accounts.len()),
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
    fn ends(&self) -> Value {
        self.spread.markets.iter().map(|ended| ended.displacement).collect::<Vec<_>>().into()
    }

    /// One record for each asset.
    fn assets(&self, settled: Option<&Portfolio>) -> Result<Value> {
        let ends = self.spread.markets.iter().enumerate();
        let each = ends.map(|(index, ended)| {
            Ok(self.asset(index, ended).with("ledger", money::market(settled, index)?))
        });
        each.collect::<Result<Vec<_>>>().map(Value::List)
    }

    fn asset(&self, index: usize, ended: &Ended) -> Value {
        let setup = self.setup();
        let market = setup.markets().get(index);
        let (shock, u) = (market.map_or(0.0, |m| m.shock), ended.displacement);
        let Sides { long, short } = ended.closed;
        let first = ended.first_round.gross();
        record![
            ("asset", self.name(index)),
            ("price_usd", market.map(|m| m.price)),
            ("shock", setup.fall(index, shock)),
            ("shock_price_usd", setup.price(index, shock)),
            ("final_price_usd", setup.price(index, u)),
            ("displacement", u),
            ("fall", setup.fall(index, u)),
            ("overshoot", u - shock),
            ("pushed_by", ended.pushed_by.clone()),
            ("gains", ended.gains.clone()),
            ("accounts", self.holders.get(index).copied()),
            ("liquidated_usd", ended.closed.gross()),
            ("long_usd", long),
            ("short_usd", short),
            ("first_round_usd", first),
            ("follow_on_usd", ended.closed.gross() - first),
            ("flow_usd", ended.flow),
            ("led_by", self.led(index)),
            ("saturated", setup.saturated(index, u)),
            ("book_exhausted", self.exhausted(index)),
        ]
    }

    /// Whose move closed what of an asset.
    fn led(&self, index: usize) -> Value {
        let row = self.led.get(index).into_iter().flatten().enumerate();
        let led = row.filter(|(_, (first, later))| first + later > 0.0);
        Value::list(led.map(|(leader, (first, later))| {
            record![
                ("asset", self.name(leader)),
                ("first_round_usd", *first),
                ("follow_on_usd", *later)
            ]
        }))
    }

    fn exhausted(&self, index: usize) -> bool {
        let flow = self.spread.markets.get(index).map_or(0.0, |ended| ended.flow.abs());
        self.setup().markets().get(index).is_some_and(|market| market.impact.exhausted(flow))
    }

    /// The closed accounts, in columns.
    fn closed(&self) -> Value {
        let closed = &self.spread.closed;
        let id = |account: usize| self.asked.accounts.get(account).map(|a| a.id.as_str());
        let leader = |led: Option<usize>| led.and_then(|index| self.name(index));
        let round: Vec<f64> = closed.iter().map(|closed| float(closed.round)).collect();
        let account: Vec<f64> = closed.iter().map(|closed| float(closed.account)).collect();
        record![
            ("account", account),
            ("id", Value::list(closed.iter().map(|closed| id(closed.account)))),
            ("round", round),
            ("led_by", Value::list(closed.iter().map(|closed| leader(closed.led_by)))),
        ]
    }

    /// Round by round, the shock first: how many accounts it closed, and where each asset stood.
    fn path(&self) -> Value {
        let count = self.asked.assets.len();
        let mut closed = vec![0.0; self.spread.path.len() / count.max(1) + 1];
        for account in &self.spread.closed {
            closed.get_mut(account.round).into_iter().for_each(|count| *count += 1.0);
        }
        let column = |index: usize| -> Value {
            let shock = self.setup().markets().get(index).map(|market| market.shock);
            let later = self.spread.path.iter().skip(index).step_by(count.max(1));
            shock.into_iter().chain(later.copied()).collect::<Vec<f64>>().into()
        };
        record![("closed", closed), ("displacement", Value::list((0..count).map(column)))]
    }

    /// What was assumed and what happened, in plain words.
    fn notes(&self, no_ledger: bool) -> Vec<&'static str> {
        let ends = || self.spread.markets.iter().enumerate();
        let mut notes = vec![
            "Accounts are closed whole, and purchases meet as much depth as sales.",
            "Liquidated USD are the size of the positions, not the money that was lost.",
        ];
        if !self.spread.order_free {
            notes.push(
                "Hedged accounts can fail on the way: this is the outcome of rounds, and another \
                 order of closing may end elsewhere.",
            );
        }
        if ends().any(|(index, ended)| self.setup().saturated(index, ended.displacement)) {
            notes.push(
                "The model asks for a price beyond a hundredth or a hundredfold: no market is \
                 meant.",
            );
        }
        if ends().any(|(index, _)| self.exhausted(index)) {
            notes.push("The order book ran out: the price beyond its last level is assumed.");
        }
        if no_ledger {
            notes.push("There is no ledger: the amounts are beyond exact money.");
        }
        notes
    }
}
