//! Cross-margin accounts: several positions that stand in for each other, with cash and coins.
//!
//! An account is liquidated when its equity no longer exceeds its maintenance margin:
//!
//! `cash + Σ coins (1 − h) P + Σ q (P − e) ≤ Σ maintenance(|q| P)`
//!
//! with haircuts `h`, signed sizes `q` and entry prices `e`; touching counts, as in a
//! [`Ladder`](super::Ladder). With one rate for each asset the difference of the two sides is a
//! straight line in every price, so an account is a half-space: several prices at once are its
//! threshold. Tiers bend the line and keep its direction. Source: the unified margin rules of the
//! large venues (Binance, Bybit, OKX: equity against the sum of maintenance margins). Leaves out
//! open orders, borrowing fees, funding and netting between contracts of one asset.
#![allow(
    clippy::indexing_slicing,
    reason = "accounts and assets are numbered by what holds them; any other number is a bug"
)]

use super::ladder::TOUCH;
use super::maintenance::Maintenance;
use crate::error::{Error, Kind, Result};

/// Most accounts.
pub const MOST_ACCOUNTS: usize = 500_000;
/// Most positions and collateral coins of all accounts together.
pub const MOST_LEGS: usize = 2_000_000;
/// The largest amount in USD that a leg or the cash may be.
const MOST_USD: f64 = 1e18;
const ROOM: &str = "at most 500,000 accounts with 2,000,000 positions and coins";

/// A position: which asset, how many coins (negative for a short), at which price.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Leg {
    /// Index of the asset.
    pub asset: usize,
    /// Coins, above 0 for a long and below for a short.
    pub qty: f64,
    /// Entry price in USD.
    pub entry: f64,
}

/// Coins that count as collateral, less a haircut.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Coin {
    /// Index of the asset.
    pub asset: usize,
    /// Coins, 0 or more.
    pub qty: f64,
    /// The share of their value that does not count, 0 to 1.
    pub haircut: f64,
}

/// Many accounts, in columns.
#[derive(Clone, Debug)]
pub struct Accounts {
    assets: Vec<(f64, Maintenance)>,
    /// Equity less maintenance without what depends on a price.
    base: Vec<f64>,
    /// USD at the prices before the shock: what a miss by a unit in the last place is relative to.
    scale: Vec<f64>,
    items: Runs<Item>,
    orders: Runs<Order>,
}

/// What one asset does to an account.
#[derive(Clone, Copy, Debug)]
pub(super) struct Item {
    pub(super) asset: usize,
    /// USD for each USD of the price.
    slope: f64,
    /// Coins that need maintenance by tiers; 0 where it is in the slope.
    tiered: f64,
    /// The most that a USD of the price can take from it: by a fall above 0, by a rise below.
    pub(super) hurt: f64,
}

/// What closing one leg sells (or, below 0, buys), in USD at the price before the shock.
#[derive(Clone, Copy, Debug)]
pub(super) struct Order {
    pub(super) asset: usize,
    pub(super) usd: f64,
}

/// A list for each account, one after the other.
#[derive(Clone, Debug)]
struct Runs<T> {
    all: Vec<T>,
    ends: Vec<usize>,
}

impl<T> Runs<T> {
    const fn new() -> Self {
        Self { all: Vec::new(), ends: Vec::new() }
    }

    fn of(&self, index: usize) -> &[T] {
        let start = index.checked_sub(1).map_or(0, |before| self.ends[before]);
        &self.all[start..self.ends[index]]
    }
}

impl Accounts {
    /// No accounts yet, on assets of these prices before the shock and maintenance margins.
    pub(super) fn on(assets: Vec<(f64, Maintenance)>) -> Self {
        let (items, orders) = (Runs::new(), Runs::new());
        Self { assets, base: Vec::new(), scale: Vec::new(), items, orders }
    }

    /// Adds an account: cash in USD (below 0 when borrowed), collateral coins and positions.
    ///
    /// # Errors
    /// Out of range, with its field and index, for a number that is not finite or larger than
    /// 10^18 USD, negative coins, a haircut outside 0 to 1 or an unknown asset; too large past
    /// [`MOST_ACCOUNTS`] or [`MOST_LEGS`].
    pub fn push(&mut self, cash: f64, coins: &[Coin], legs: &[Leg]) -> Result<()> {
        let full = self.items.all.len().max(self.orders.all.len()) + coins.len() + legs.len();
        if self.len() >= MOST_ACCOUNTS || full > MOST_LEGS {
            return Err(Kind::TooLarge { limit: ROOM }.into());
        }
        let before = (self.items.all.len(), self.orders.all.len());
        let (base, scale) = self.take(cash, coins, legs).inspect_err(|_| {
            // A refused account leaves nothing behind.
            self.items.all.truncate(before.0);
            self.orders.all.truncate(before.1);
        })?;
        for item in self.items.all.iter_mut().skip(before.0).filter(|item| item.tiered == 0.0) {
            item.hurt = item.slope;
        }
        self.items.ends.push(self.items.all.len());
        self.orders.ends.push(self.orders.all.len());
        self.base.push(base);
        self.scale.push(scale);
        Ok(())
    }

    /// How many accounts there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.base.len()
    }

    /// Whether there is none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.base.is_empty()
    }

    /// How many assets they are on.
    #[must_use]
    pub fn assets(&self) -> usize {
        self.assets.len()
    }

    /// The equity of an account beyond its maintenance margin at these marks, in USD.
    ///
    /// # Panics
    /// For an account that is not one of these, or fewer marks than assets.
    #[must_use]
    pub fn excess(&self, account: usize, marks: &[f64]) -> f64 {
        let items = self.items.of(account).iter();
        let base = self.base[account];
        items.fold(base, |sum, item| sum + self.value(item, marks[item.asset]))
    }

    /// Whether an account of this excess is liquidated: it touches its maintenance margin.
    ///
    /// # Panics
    /// For an account that is not one of these.
    #[must_use]
    pub fn fails(&self, account: usize, excess: f64) -> bool {
        excess <= self.slack(account)
    }

    /// How far above zero an excess still counts as touching, in USD.
    pub(super) fn slack(&self, account: usize) -> f64 {
        TOUCH * self.scale[account]
    }

    /// The size of the numbers that an excess is the sum of, at these marks.
    pub(super) fn magnitude(&self, account: usize, marks: &[f64]) -> f64 {
        let base = self.base[account].abs();
        let items = self.items.of(account).iter();
        items.fold(base, |sum, item| {
            sum + (item.slope.abs() + item.tiered) * marks[item.asset].abs()
        })
    }

    /// The least excess of an account while every mark stays between two.
    pub(super) fn least(&self, account: usize, from: &[f64], to: &[f64]) -> f64 {
        let base = self.base[account];
        self.items.of(account).iter().fold(base, |sum, item| {
            let at = |marks: &[f64]| self.value(item, marks[item.asset]);
            sum + f64::min(at(from), at(to))
        })
    }

    /// The asset whose move from the prices before to these marks took most from an account; none
    /// when no move took anything.
    pub(super) fn led_by(&self, account: usize, marks: &[f64]) -> Option<usize> {
        let items = self.items.of(account);
        let lost = |item: &Item| {
            self.value(item, self.before(item.asset)) - self.value(item, marks[item.asset])
        };
        let (mut most, mut leader) = (0.0, None);
        for first in items {
            let same = items.iter().filter(|item| item.asset == first.asset);
            let lost: f64 = same.map(lost).sum();
            let wins = lost > most || (lost == most && leader.is_some_and(|l| first.asset < l));
            if wins {
                (most, leader) = (lost, Some(first.asset));
            }
        }
        leader
    }

    pub(super) fn items(&self, account: usize) -> &[Item] {
        self.items.of(account)
    }

    pub(super) fn orders(&self, account: usize) -> &[Order] {
        self.orders.of(account)
    }

    /// Takes in what an account has; what does not depend on a price, and its size in USD.
    fn take(&mut self, cash: f64, coins: &[Coin], legs: &[Leg]) -> Result<(f64, f64)> {
        check(cash.abs() <= MOST_USD, "an amount of at most 10^18 USD", "cash_usd")?;
        let (first, mut base, mut scale) = (self.items.all.len(), cash, 0.0);
        for (index, coin) in coins.iter().enumerate() {
            let worth = self.coin(first, coin);
            scale += worth.map_err(|e| e.at_index(index).in_field("collateral"))?;
        }
        for (index, leg) in legs.iter().enumerate() {
            let worth = self.leg(first, leg);
            let (worth, cost) = worth.map_err(|e| e.at_index(index).in_field("positions"))?;
            scale += worth;
            base -= cost;
        }
        Ok((base, scale))
    }

    fn before(&self, asset: usize) -> f64 {
        self.assets[asset].0
    }

    fn value(&self, item: &Item, price: f64) -> f64 {
        let straight = item.slope * price;
        if item.tiered == 0.0 {
            return straight;
        }
        straight - self.assets[item.asset].1.of(item.tiered * price)
    }

    /// Takes coins in; what they are worth.
    fn coin(&mut self, first: usize, coin: &Coin) -> Result<f64> {
        let worth = self.worth(coin.asset, coin.qty)?;
        check(coin.qty >= 0.0, "0 coins or more", "qty")?;
        check((0.0..=1.0).contains(&coin.haircut), "a haircut from 0 to 1", "haircut")?;
        self.slope(first, coin.asset, coin.qty * (1.0 - coin.haircut));
        Ok(worth)
    }

    /// Takes a position in; what it is worth, and its signed cost.
    fn leg(&mut self, first: usize, leg: &Leg) -> Result<(f64, f64)> {
        let worth = self.worth(leg.asset, leg.qty)?;
        let cost = leg.qty * leg.entry;
        let good = leg.entry >= 0.0 && cost.abs() <= MOST_USD;
        check(good, "an entry price of 0 or more, with a cost of at most 10^18 USD", "entry_usd")?;
        let (asset, tiered) = (leg.asset, leg.qty.abs());
        match self.assets[asset].1.rate() {
            Some(rate) => self.slope(first, asset, leg.qty - rate * tiered),
            None if tiered > 0.0 => {
                let hurt = self.assets[asset].1.steepest(leg.qty);
                self.items.all.push(Item { asset, slope: leg.qty, tiered, hurt });
            }
            None => {}
        }
        self.orders.all.push(Order { asset, usd: leg.qty * self.before(asset) });
        Ok((worth, cost))
    }

    /// Adds to the slope in the price of an asset: one item for all of it.
    fn slope(&mut self, first: usize, asset: usize, slope: f64) {
        let mut items = self.items.all.iter_mut().skip(first);
        match items.find(|item| item.asset == asset && item.tiered == 0.0) {
            Some(item) => item.slope += slope,
            None => self.items.all.push(Item { asset, slope, tiered: 0.0, hurt: 0.0 }),
        }
    }

    /// The size of coins in USD, checked.
    fn worth(&self, asset: usize, qty: f64) -> Result<f64> {
        check(asset < self.assets.len(), "one of the assets", "asset")?;
        let usd = qty.abs() * self.before(asset);
        check(usd <= MOST_USD, "a quantity worth at most 10^18 USD", "qty")?;
        Ok(usd)
    }
}

fn check(good: bool, range: &'static str, field: &'static str) -> Result<()> {
    if good { Ok(()) } else { Err(Error::out_of_range(range, "another number").in_field(field)) }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn accounts() -> Accounts {
        let rate = |rate| Maintenance::flat(rate).unwrap();
        Accounts::on(vec![(100.0, rate(0.01)), (10.0, rate(0.05))])
    }

    fn leg(asset: usize, qty: f64, entry: f64) -> Leg {
        Leg { asset, qty, entry }
    }

    #[test]
    fn equity_is_held_against_maintenance() {
        let mut accounts = accounts();
        accounts.push(42.0, &[], &[leg(0, 1.0, 100.0), leg(1, 30.0, 10.0)]).unwrap();
        // 42 + (95 − 100) + 30 (9.4 − 10) − 0.01 × 95 − 0.05 × 282.
        assert!(
            (accounts.excess(0, &[95.0, 9.4]) - (42.0 - 5.0 - 18.0 - 0.95 - 14.1)).abs() < 1e-9
        );
        let coin = Coin { asset: 0, qty: 2.0, haircut: 0.1 };
        accounts.push(-5.0, &[coin], &[leg(1, -3.0, 8.0)]).unwrap();
        // −5 + 2 × 90 % of 95 − 3 (9.4 − 8) − 0.05 × 28.2.
        assert!((accounts.excess(1, &[95.0, 9.4]) - (171.0 - 5.0 - 4.2 - 1.41)).abs() < 1e-9);
        assert_eq!((accounts.len(), accounts.assets(), accounts.is_empty()), (2, 2, false));
    }

    #[test]
    fn a_touch_fails_and_a_trillionth_less_does_not() {
        let mut accounts = accounts();
        // Twice 100 at 20x: the excess is gone at 190 ÷ (2 × 0.99).
        accounts.push(10.0, &[], &[leg(0, 2.0, 100.0)]).unwrap();
        let at = 190.0 / 1.98;
        let fails = |price: f64| accounts.fails(0, accounts.excess(0, &[price, 10.0]));
        assert!(fails(at) && fails(at * (1.0 - 1e-12)) && !fails(at * (1.0 + 1e-12)));
    }

    #[test]
    fn the_leader_took_most() {
        let mut accounts = accounts();
        let legs = [leg(0, 1.0, 100.0), leg(1, 30.0, 10.0)];
        accounts.push(42.0, &[], &legs).unwrap();
        assert_eq!(accounts.led_by(0, &[95.0, 9.4]), Some(1));
        assert_eq!(accounts.led_by(0, &[75.0, 9.4]), Some(0));
        assert_eq!(accounts.led_by(0, &[101.0, 10.0]), None);
    }

    #[test]
    fn bad_accounts_are_refused_with_their_place() {
        let mut accounts = accounts();
        let mut field = |cash: f64, coin: Coin, leg: Leg| {
            let error = accounts.push(cash, &[coin], &[leg]).unwrap_err();
            error.place().field.as_deref().unwrap().to_owned()
        };
        let coin = Coin { asset: 0, qty: 1.0, haircut: 0.0 };
        let good = leg(0, 1.0, 100.0);
        assert_eq!(field(f64::NAN, coin, good), "cash_usd");
        assert_eq!(field(0.0, Coin { qty: -1.0, ..coin }, good), "collateral[0].qty");
        assert_eq!(field(0.0, Coin { haircut: 1.1, ..coin }, good), "collateral[0].haircut");
        assert_eq!(field(0.0, coin, leg(2, 1.0, 1.0)), "positions[0].asset");
        assert_eq!(field(0.0, coin, leg(0, f64::INFINITY, 1.0)), "positions[0].qty");
        assert_eq!(field(0.0, coin, leg(0, 1.0, -1.0)), "positions[0].entry_usd");
    }
}
