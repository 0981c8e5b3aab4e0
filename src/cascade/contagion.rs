//! Contagion: how a fall of one asset closes positions in others, and back.
//!
//! Several markets with one price each, cross-margin accounts on all of them, and forced orders
//! that push not only their own market:
//!
//! `u_j = s_j + Σ_k X_jk f_k(V_k)`, with `X_jj = 1`
//!
//! Displacements `u` count falls from the price before the shock (rises are negative), `s` is the
//! shock, `f_k` the impact of the forced orders `V_k` in market `k` (USD at the price before,
//! sales less purchases, times φ; `f(−V) = −f(V)`: purchases meet as much depth), and `X_jk` the
//! part of that move which market `j` follows. An account that fails is closed whole, in all its
//! markets. In each round every account looks at the same marks; then all that fail are closed;
//! it ends when none fails. Source: the threshold model of Cont and Schaanning, "Fire Sales,
//! Indirect Contagion and Systemic Stress Testing" (Norges Bank 2/2017), with portfolios instead
//! of banks and the margin rule of the venues instead of a leverage limit.
//!
//! # Where it ends does not depend on the order
//!
//! Say the forced orders push every market one way, and a move that way never helps an account
//! that was closed. Then what has failed stays failed however far others go on, and every order of
//! closing (one by one, in groups, in rounds) ends in the same place: take the first account in
//! the order of rounds that some other order leaves open; all before it are closed there too, so
//! the marks stand where it failed or beyond, and it fails. That place is the least fixed point
//! (Knaster, Tarski) of what any order can reach. It needs of `f` only that it does not fall: all
//! shapes of [`Impact`] keep it. Hedged accounts can break it, for closing a hedge buys the other
//! leg back. So each run is checked: [`super::Spread::order_free`] says whether no account left
//! open could fail at any marks on the way and the closed ones only pushed on; where it is false
//! the outcome is the one of rounds, and another order may end elsewhere.
//!
//! What it leaves out: partial closing, collateral that is sold to pay a loss, and the bankruptcy
//! limit; who is deleveraged.
#![allow(
    clippy::indexing_slicing,
    reason = "markets are numbered by the set-up that holds them; any other number is a bug"
)]

use super::account::Accounts;
use super::axis::{Axis, Coordinate, Direction};
use super::engine::mean_price;
use super::maintenance::Maintenance;
use crate::error::{Error, Kind, Result};
use crate::impact::Impact;

/// Most markets.
pub const MOST_MARKETS: usize = 200;
/// In the log coordinate, a displacement beyond which marks are not told apart.
const MOST_LOG: f64 = 50.0;

/// One market.
#[derive(Clone, Debug, PartialEq)]
pub struct Market {
    /// The price before the shock in USD, above 0.
    pub price: f64,
    /// What forced orders do to it.
    pub impact: Impact,
    /// What a position in it needs.
    pub maintenance: Maintenance,
    /// The shock as a displacement: falls above 0, rises below.
    pub shock: f64,
}

/// Markets that push each other.
#[derive(Clone, Debug)]
pub struct Contagion {
    markets: Vec<Market>,
    axes: Vec<Axis>,
    cross: Vec<Vec<f64>>,
    flow: f64,
}

impl Contagion {
    /// Markets, row by row how much each follows the forced orders in each, the coordinate, and φ:
    /// the USD that hit the book for each USD closed.
    ///
    /// # Errors
    /// A conflict unless `cross` is a square of the size of `markets` with ones on the diagonal;
    /// out of range for a price, shock, flow or cross impact that is not finite, a price of 0 or
    /// less, a flow outside 0 to 100, a cross impact outside −10 to 10; too large past
    /// [`MOST_MARKETS`].
    pub fn new(
        markets: Vec<Market>,
        cross: Vec<Vec<f64>>,
        coordinate: Coordinate,
        flow: f64,
    ) -> Result<Self> {
        if markets.len() > MOST_MARKETS {
            return Err(Kind::TooLarge { limit: "at most 200 markets" }.into());
        }
        if !(0.0..=100.0).contains(&flow) {
            let error = Error::out_of_range("a flow of 0 to 100 for each USD", "another number");
            return Err(error.in_field("flow"));
        }
        check_cross(&cross, markets.len()).map_err(|e| e.in_field("cross"))?;
        let axis = |market: &Market| {
            if market.shock.is_finite() {
                return Axis::new(market.price, Direction::Down, coordinate);
            }
            Err(Error::out_of_range("a finite shock", "another number").in_field("shock"))
        };
        let axes = markets
            .iter()
            .enumerate()
            .map(|(index, market)| axis(market).map_err(|e| e.at_index(index).in_field("assets")));
        let axes = axes.collect::<Result<_>>()?;
        Ok(Self { markets, axes, cross, flow })
    }

    /// No accounts yet, on these markets.
    #[must_use]
    pub fn accounts(&self) -> Accounts {
        Accounts::on(self.markets.iter().map(|m| (m.price, m.maintenance.clone())).collect())
    }

    /// The markets.
    #[must_use]
    pub fn markets(&self) -> &[Market] {
        &self.markets
    }

    /// Row by row, how much each market follows the forced orders in each.
    #[must_use]
    pub fn cross(&self) -> &[Vec<f64>] {
        &self.cross
    }

    /// φ, the USD that hit the book for each USD closed.
    #[must_use]
    pub const fn flow(&self) -> f64 {
        self.flow
    }

    /// The price of a market at a displacement in USD, within the bounds of an [`Axis`].
    ///
    /// # Panics
    /// For a market that is not one of these.
    #[must_use]
    pub fn price(&self, market: usize, u: f64) -> f64 {
        self.towards(market, u).price(u.abs())
    }

    /// The share of its price that a market lost at a displacement, negative where it rose.
    ///
    /// # Panics
    /// For a market that is not one of these.
    #[must_use]
    pub fn fall(&self, market: usize, u: f64) -> f64 {
        self.towards(market, u).to_move(u.abs()).copysign(u)
    }

    /// Whether a displacement lies beyond those bounds.
    ///
    /// # Panics
    /// For a market that is not one of these.
    #[must_use]
    pub fn saturated(&self, market: usize, u: f64) -> bool {
        self.towards(market, u).saturated(u.abs())
    }

    fn towards(&self, market: usize, u: f64) -> Axis {
        let direction = if u < 0.0 { Direction::Up } else { Direction::Down };
        self.axes[market].facing(direction)
    }

    /// Where a market stands without bounds: what accounts are held against.
    pub(super) fn mark(&self, market: usize, u: f64) -> f64 {
        let axis = &self.axes[market];
        match axis.coordinate() {
            Coordinate::Linear => axis.price_before() * (1.0 - u),
            Coordinate::Log => {
                let u = u.clamp(-MOST_LOG, MOST_LOG);
                axis.price_before() * libm::exp(-u)
            }
        }
    }

    pub(super) fn marks(&self, displacements: &[f64]) -> Vec<f64> {
        displacements.iter().enumerate().map(|(market, u)| self.mark(market, *u)).collect()
    }

    pub(super) fn shocks(&self) -> Vec<f64> {
        self.markets.iter().map(|market| market.shock).collect()
    }

    /// The displacement that a net flow causes in its own market.
    pub(super) fn pressed(&self, market: usize, flow: f64) -> f64 {
        self.markets[market].impact.displacement(flow.abs()).copysign(flow)
    }

    /// The mean price of the orders between two net flows, in a market that stands at `base`
    /// without them.
    pub(super) fn mean(&self, market: usize, base: f64, (from, to): (f64, f64)) -> f64 {
        if from * to < 0.0 {
            let (left, right) = (from.abs(), to.abs());
            let price = |flow| self.mean(market, base, (0.0, flow));
            return (price(from) * left + price(to) * right) / (left + right);
        }
        let (axis, own) = (&self.axes[market], &self.markets[market]);
        let base = axis.bounded(base);
        let slice = (from.abs().min(to.abs()), from.abs().max(to.abs()));
        if from + to < 0.0 {
            return mean_price(&axis.facing(Direction::Up), &own.impact, -base, slice);
        }
        mean_price(axis, &own.impact, base, slice)
    }
}

fn check_cross(cross: &[Vec<f64>], size: usize) -> Result<()> {
    if cross.len() != size || cross.iter().any(|row| row.len() != size) {
        let rule = "expected as many rows and columns of cross impacts as assets";
        return Err(Error::conflict(rule));
    }
    for (index, row) in cross.iter().enumerate() {
        if row[index] != 1.0 {
            let rule = "expected 1 on the diagonal: an asset follows its own forced orders";
            return Err(Error::conflict(rule).at_index(index));
        }
        if !row.iter().all(|x| (-10.0..=10.0).contains(x)) {
            let error = Error::out_of_range("cross impacts from -10 to 10", "another number");
            return Err(error.at_index(index));
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::cascade::{Closed, Coin, Leg};
    use crate::impact::Linear;

    fn market(price: f64, depth: f64, rate: f64, shock: f64) -> Market {
        let impact = Impact::Linear(Linear::new(depth).unwrap());
        Market { price, impact, maintenance: Maintenance::flat(rate).unwrap(), shock }
    }

    /// Bitcoin at 100 and an altcoin at 10, which follows half of what is forced there.
    fn pair(shocks: [f64; 2]) -> Contagion {
        let markets = vec![market(100.0, 1e4, 0.01, shocks[0]), market(10.0, 1e3, 0.05, shocks[1])];
        let cross = vec![vec![1.0, 0.1], vec![0.5, 1.0]];
        Contagion::new(markets, cross, Coordinate::Linear, 1.0).unwrap()
    }

    fn leg(asset: usize, qty: f64, entry: f64) -> Leg {
        Leg { asset, qty, entry }
    }

    #[test]
    fn bitcoin_drags_the_altcoin_through_shared_accounts() {
        let setup = pair([0.05, 0.06]);
        let mut accounts = setup.accounts();
        accounts.push(10.0, &[], &[leg(0, 2.0, 100.0)]).unwrap();
        accounts.push(42.0, &[], &[leg(0, 1.0, 100.0), leg(1, 30.0, 10.0)]).unwrap();
        accounts.push(60.0, &[], &[leg(1, 20.0, 10.0)]).unwrap();
        let found = setup.run(&accounts);
        let rounds: Vec<_> = found.closed.iter().map(|c| (c.account, c.round, c.led_by)).collect();
        assert_eq!(rounds, [(0, 1, Some(0)), (1, 2, Some(1)), (2, 3, Some(1))]);
        // 5 % + 300 ÷ 10,000 + a tenth of 500 ÷ 1,000; 6 % + half of 3 % + 50 %.
        let [btc, alt] = &found.markets[..] else { panic!("two markets") };
        assert!((btc.displacement - 0.13).abs() < 1e-15, "{}", btc.displacement);
        assert!((alt.displacement - 0.575).abs() < 1e-15, "{}", alt.displacement);
        assert_eq!((btc.flow, alt.flow, found.rounds), (300.0, 500.0, 3));
        assert_eq!((btc.first_round.long, alt.first_round.long), (200.0, 0.0));
        assert!((btc.pushed_by[1] - 0.05).abs() < 1e-15);
        // Two coins in the first round, from 5 % to 7 %.
        assert!((btc.fills[0].1 - 94.0).abs() < 1e-12 && btc.fills[0].0 == 1);
        assert_eq!((found.path.len(), found.order_free), (6, true));
    }

    #[test]
    fn only_a_hedge_that_cannot_fail_on_the_way_leaves_the_order_free() {
        let setup = pair([0.05, 0.0]);
        let run = |cash: f64| {
            let mut accounts = setup.accounts();
            accounts.push(10.0, &[], &[leg(0, 2.0, 100.0)]).unwrap();
            accounts.push(cash, &[], &[leg(0, 1.0, 100.0), leg(1, -3.0, 10.0)]).unwrap();
            let found = setup.run(&accounts);
            (found.closed.len(), found.order_free, found.markets[1].flow)
        };
        // Bitcoin ends at 93, which alone leaves 7 − 30 × 5 % − 93 % needed: 9.43.
        assert_eq!(run(9.5), (1, true, 0.0));
        // The altcoin at 9.9 saves it, had it fallen in time.
        assert_eq!(run(9.3), (1, false, 0.0));
        // Closed, it buys its altcoins back.
        assert_eq!(run(9.0), (2, false, -30.0));
    }

    #[test]
    fn a_falling_collateral_closes_what_did_not_move() {
        let markets = vec![market(1.0, 1e9, 0.0, 0.35), market(100.0, 1e9, 0.01, 0.0)];
        let cross = vec![vec![1.0, 0.0], vec![0.0, 1.0]];
        let setup = Contagion::new(markets, cross, Coordinate::Log, 1.0).unwrap();
        let mut accounts = setup.accounts();
        let coin = Coin { asset: 0, qty: 50.0, haircut: 0.1 };
        accounts.push(0.0, &[coin], &[leg(1, 3.0, 112.0)]).unwrap();
        accounts.push(0.0, &[coin], &[leg(1, 3.0, 100.0)]).unwrap();
        let found = setup.run(&accounts);
        assert_eq!(found.closed, [Closed { account: 0, round: 1, led_by: Some(0) }]);
        assert_eq!((found.markets[0].flow, found.markets[1].flow), (0.0, 300.0));
    }

    #[test]
    fn a_rise_closes_shorts_and_mirrors_a_fall() {
        let run = |sign: f64, rate: f64| {
            let markets = vec![market(100.0, 1e4, rate, 0.05 * sign), market(10.0, 1e3, rate, 0.0)];
            let cross = vec![vec![1.0, 0.1], vec![0.5, 1.0]];
            let setup = Contagion::new(markets, cross, Coordinate::Linear, 1.0).unwrap();
            let mut accounts = setup.accounts();
            accounts.push(10.0, &[], &[leg(0, 3.0 * sign, 100.0)]).unwrap();
            let legs = [leg(0, 2.0 * sign, 100.0), leg(1, 3.0 * sign, 10.0)];
            accounts.push(16.0, &[], &legs).unwrap();
            setup.run(&accounts)
        };
        let (fall, rise) = (run(1.0, 0.0), run(-1.0, 0.0));
        assert_eq!((fall.closed.len(), fall.rounds), (2, 2));
        assert_eq!(fall.closed, rise.closed);
        for (down, up) in fall.markets.iter().zip(&rise.markets) {
            assert_eq!(down.displacement, -up.displacement);
            assert_eq!((down.flow, down.closed.long), (-up.flow, up.closed.short));
        }
        assert!(fall.order_free && rise.order_free);
        // Five coins between 5 % and 10 %: what is paid is as far above as what is got below.
        let (sold, bought) = (fall.markets[0].fills[1].1, rise.markets[0].fills[1].1);
        assert!((sold + bought - 200.0).abs() < 1e-9);
    }

    #[test]
    fn a_round_that_turns_from_selling_to_buying_has_one_price() {
        let setup = pair([0.0, 0.0]);
        // 100 sold from 0.5 % back to 0, 300 bought up to 1.5 %: a quarter at 0.25, the rest at
        // 0.75.
        let price = setup.mean(0, 0.0, (100.0, -300.0));
        assert!((price - (99.5 * 100.0 + 101.5 * 300.0) / 400.0).abs() < 1e-12, "{price}");
    }

    #[test]
    fn the_gain_is_density_over_depth_and_what_follows() {
        // A thousand accounts of 40 USD of bitcoin and 2 of the altcoin; each hundred-thousandth
        // that bitcoin falls takes 39.6 hundred-thousandths of a USD, and closes one of them.
        let setup = pair([0.0, 0.0]);
        let mut accounts = setup.accounts();
        for step in 0..1000 {
            let excess = 39.6 * 1e-5 * (f64::from(step) + 0.5);
            let legs = [leg(0, 0.4, 100.0), leg(1, 0.2, 10.0)];
            let needed = 0.4 + 0.1;
            accounts.push(needed + excess, &[], &legs).unwrap();
        }
        let found = setup.run(&accounts);
        assert!(found.closed.is_empty());
        // Half a percent closes 500 accounts: 20,000 USD of bitcoin and 1,000 of the altcoin.
        let [btc, alt] = &found.markets[..] else { panic!("two markets") };
        assert!((btc.gains[0] - (2.0 + 0.1) / 0.005).abs() < 1e-9, "{:?}", btc.gains);
        assert!((alt.gains[0] - (0.5 * 2.0 + 1.0) / 0.005).abs() < 1e-9, "{:?}", alt.gains);
        // The altcoin takes 1.9 USD for the whole of its price, so that it closes fewer.
        assert!(alt.gains[1] > 0.0 && alt.gains[1] < alt.gains[0] / 20.0, "{:?}", alt.gains);
    }

    #[test]
    fn bad_setups_are_refused_with_their_place() {
        let new = |market: Market, cross: Vec<Vec<f64>>, flow| {
            let error = Contagion::new(vec![market], cross, Coordinate::Linear, flow).unwrap_err();
            (error.code(), error.place().field.clone().unwrap_or_default().into_owned())
        };
        let good = market(1.0, 1.0, 0.0, 0.0);
        let one = vec![vec![1.0]];
        assert_eq!(new(good.clone(), vec![], 1.0), ("CONFLICT", "cross".to_owned()));
        assert_eq!(new(good.clone(), vec![vec![0.5]], 1.0), ("CONFLICT", "cross[0]".to_owned()));
        assert_eq!(new(good.clone(), one.clone(), -1.0), ("OUT_OF_RANGE", "flow".to_owned()));
        let shock = Market { shock: f64::NAN, ..good.clone() };
        assert_eq!(new(shock, one.clone(), 1.0), ("OUT_OF_RANGE", "assets[0].shock".to_owned()));
        let free = Market { price: 0.0, ..good };
        assert_eq!(new(free, one, 1.0), ("OUT_OF_RANGE", "assets[0]".to_owned()));
    }
}
