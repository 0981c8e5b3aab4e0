//! How a shock spreads: one run of a [`Contagion`], round by round, and where it ended.
#![allow(
    clippy::indexing_slicing,
    reason = "accounts and markets are numbered by the set-up that holds them; \
              any other number is a bug"
)]

use super::account::Accounts;
use super::contagion::{Contagion, Market};
use super::sum::Sum;
use super::watch::Watch;
use crate::impact::Impact;

/// Marks of the path that are kept; a longer path is cut, the count of its rounds is not.
const MOST_PATH: usize = 2_000_000;
/// How much further a market falls while its gains are measured: the width of the window in which
/// the gain of a single market is.
const GAIN_WINDOW: f64 = 0.005;

/// An account that was closed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Closed {
    /// Index of the account.
    pub account: usize,
    /// The round that closed it, from 1: in the first the shock did, later the forced orders.
    pub round: usize,
    /// The market whose move from the price before took most from it; none when no move did.
    pub led_by: Option<usize>,
}

/// What was closed in one market, in USD at the price before the shock.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Sides {
    /// Longs, which are sold.
    pub long: f64,
    /// Shorts, which are bought back.
    pub short: f64,
}

/// Where one market ends.
#[derive(Clone, Debug, PartialEq)]
pub struct Ended {
    /// The displacement.
    pub displacement: f64,
    /// USD that hit the book: sales less purchases.
    pub flow: f64,
    /// All that was closed.
    pub closed: Sides,
    /// What the shock alone closed, in the first round.
    pub first_round: Sides,
    /// How much of the displacement the forced orders in each market made.
    pub pushed_by: Vec<f64>,
    /// How much further it falls for each further fall of each market, by the forced orders that
    /// this sets off at once: over half a percent, from where everything ended. The matrix of
    /// these rows is what [`super::coupled`] takes.
    pub gains: Vec<f64>,
    /// The rounds with closings in this market, from 1, and what all of them fetched: the mean
    /// price of the round's orders, from where the market stood.
    pub fills: Vec<(usize, f64)>,
}

/// How a shock spread.
#[derive(Clone, Debug, PartialEq)]
pub struct Spread {
    /// One for each market.
    pub markets: Vec<Ended>,
    /// The accounts that were closed, by round and then in the order they came.
    pub closed: Vec<Closed>,
    /// How many rounds it took.
    pub rounds: usize,
    /// The displacement of each market after each round, round after round.
    pub path: Vec<f64>,
    /// Whether any order of closing ends here.
    pub order_free: bool,
}

impl Contagion {
    /// Closes what the shock and the forced orders themselves bring down, of accounts on these
    /// markets.
    #[must_use]
    pub fn run(&self, accounts: &Accounts) -> Spread {
        let mut state = State::of(self);
        let mut watch = Watch::new(accounts);
        let mut asked: Vec<usize> = (0..accounts.len()).collect();
        loop {
            let mut failed = Vec::new();
            for account in asked {
                let excess = accounts.excess(account, &state.marks);
                if accounts.fails(account, excess) {
                    failed.push(account);
                } else {
                    watch.wait(accounts, account, &state.marks, excess);
                }
            }
            if failed.is_empty() {
                break;
            }
            state.close(accounts, &failed);
            asked = watch.reached(&state.marks);
        }
        state.finish(accounts)
    }
}

impl Sides {
    /// Both together.
    #[must_use]
    pub fn gross(self) -> f64 {
        self.long + self.short
    }

    fn net(self) -> f64 {
        self.long - self.short
    }
}

/// A run, as far as it got.
struct State<'a> {
    setup: &'a Contagion,
    /// Sales and purchases of each market, with their rounding errors.
    sums: Vec<(Sum, Sum)>,
    flows: Vec<f64>,
    /// What the flows do, each in its own market.
    pressed: Vec<f64>,
    displacements: Vec<f64>,
    marks: Vec<f64>,
    spread: Spread,
}

impl<'a> State<'a> {
    fn of(setup: &'a Contagion) -> Self {
        let count = setup.markets().len();
        let displacements = setup.shocks();
        let ended = |shock: &f64| Ended {
            displacement: *shock,
            flow: 0.0,
            closed: Sides::default(),
            first_round: Sides::default(),
            pushed_by: vec![0.0; count],
            gains: vec![0.0; count],
            fills: vec![],
        };
        let markets = displacements.iter().map(ended).collect();
        let spread = Spread { markets, closed: vec![], rounds: 0, path: vec![], order_free: true };
        Self {
            setup,
            sums: vec![(Sum::default(), Sum::default()); count],
            flows: vec![0.0; count],
            pressed: vec![0.0; count],
            marks: setup.marks(&displacements),
            displacements,
            spread,
        }
    }

    /// Closes these accounts together: one round.
    fn close(&mut self, accounts: &Accounts, failed: &[usize]) {
        self.spread.rounds += 1;
        let round = self.spread.rounds;
        let mut touched = vec![false; self.flows.len()];
        for &account in failed {
            let led_by = accounts.led_by(account, &self.marks);
            self.spread.closed.push(Closed { account, round, led_by });
            for order in accounts.orders(account) {
                let (long, short) = &mut self.sums[order.asset];
                if order.usd > 0.0 {
                    long.add(order.usd)
                } else {
                    short.add(-order.usd)
                }
                touched[order.asset] = true;
            }
        }
        let touched: Vec<usize> =
            touched.iter().enumerate().filter_map(|(k, touched)| touched.then_some(k)).collect();
        let before = self.pressed.clone();
        touched.iter().for_each(|&market| self.press(market, &before));
        self.follow(&touched);
        if self.spread.path.len() + self.displacements.len() <= MOST_PATH {
            self.spread.path.extend_from_slice(&self.displacements);
        }
    }

    /// Sends the new orders of one market to its book.
    fn press(&mut self, market: usize, before: &[f64]) {
        let (long, short) = self.sums[market];
        let closed = Sides { long: long.total(), short: short.total() };
        let flow = self.setup.flow() * closed.net() + 0.0;
        let from = self.flows[market];
        let base = self.pushed(market, before, Some(market));
        let price = self.setup.mean(market, base, (from, flow));
        let pressed = self.setup.pressed(market, flow);
        let round = self.spread.rounds;
        let ended = &mut self.spread.markets[market];
        ended.fills.push((round, price));
        (ended.closed, ended.flow) = (closed, flow);
        if round == 1 {
            ended.first_round = closed;
        }
        (self.flows[market], self.pressed[market]) = (flow, pressed);
    }

    /// Moves every market that follows one of these.
    fn follow(&mut self, touched: &[usize]) {
        for market in 0..self.displacements.len() {
            let row = &self.setup.cross()[market];
            if touched.iter().any(|&k| row[k] != 0.0) {
                let u = self.pushed(market, &self.pressed, None);
                self.displacements[market] = u;
                self.marks[market] = self.setup.mark(market, u);
            }
        }
    }

    /// Where the shock and these pressures push a market, all or all but one.
    fn pushed(&self, market: usize, pressed: &[f64], but: Option<usize>) -> f64 {
        let shock = self.setup.markets()[market].shock;
        let pushes = self.setup.cross()[market]
            .iter()
            .zip(pressed)
            .enumerate()
            .filter(|(k, _)| Some(*k) != but);
        shock + pushes.fold(0.0, |sum, (_, (x, p))| sum + x * p)
    }

    fn finish(mut self, accounts: &Accounts) -> Spread {
        let markets = self.spread.markets.iter_mut().zip(&self.displacements);
        for ((ended, u), row) in markets.zip(self.setup.cross()) {
            ended.displacement = *u;
            // A zero is plain zero, whatever it was multiplied with.
            ended.pushed_by = row.iter().zip(&self.pressed).map(|(x, p)| x * p + 0.0).collect();
        }
        let open = self.open(accounts);
        self.spread.order_free = self.order_free(accounts, &open);
        self.gains(accounts, &open);
        self.spread
    }

    /// The accounts that were not closed.
    fn open(&self, accounts: &Accounts) -> Vec<usize> {
        let mut open = vec![true; accounts.len()];
        for closed in &self.spread.closed {
            open[closed.account] = false;
        }
        (0..accounts.len()).filter(|account| open[*account]).collect()
    }

    /// Measures the gains: what a little further fall of each market alone would close.
    fn gains(&mut self, accounts: &Accounts, open: &[usize]) {
        let count = self.marks.len();
        let mut more = vec![vec![Sum::default(); count]; count];
        let fallen: Vec<f64> = self
            .displacements
            .iter()
            .enumerate()
            .map(|(k, u)| self.setup.mark(k, u + GAIN_WINDOW))
            .collect();
        for &account in open {
            let hurt: Vec<usize> =
                accounts.items(account).iter().filter(|i| i.hurt > 0.0).map(|i| i.asset).collect();
            for (index, &market) in hurt.iter().enumerate() {
                let again = hurt.iter().take(index).any(|before| *before == market);
                if again || !self.falls_with(accounts, account, market, &fallen) {
                    continue;
                }
                for order in accounts.orders(account) {
                    more[market][order.asset].add(order.usd);
                }
            }
        }
        for (market, orders) in more.iter().enumerate() {
            let pushed: Vec<f64> =
                orders.iter().enumerate().map(|(k, usd)| self.more(k, usd.total())).collect();
            for (ended, row) in self.spread.markets.iter_mut().zip(self.setup.cross()) {
                let gain = row.iter().zip(&pushed).fold(0.0, |sum, (x, p)| sum + x * p);
                ended.gains[market] = gain / GAIN_WINDOW;
            }
        }
    }

    /// Whether an account fails when one market alone falls that far.
    fn falls_with(
        &mut self,
        accounts: &Accounts,
        account: usize,
        market: usize,
        fallen: &[f64],
    ) -> bool {
        let was = std::mem::replace(&mut self.marks[market], fallen[market]);
        let fails = accounts.fails(account, accounts.excess(account, &self.marks));
        self.marks[market] = was;
        fails
    }

    /// What further orders do to their own market.
    fn more(&self, market: usize, usd: f64) -> f64 {
        let flow = self.flows[market] + self.setup.flow() * usd;
        self.setup.pressed(market, flow) - self.pressed[market]
    }

    /// Whether the closed accounts pushed every market one way, none of them is helped by that,
    /// and no other can fail on the way.
    fn order_free(&self, accounts: &Accounts, open: &[usize]) -> bool {
        let one_way = |(ended, own): (&Ended, &Market)| {
            let still = self.setup.flow() == 0.0 || own.impact == Impact::None;
            let sided = ended.closed.long == 0.0 || ended.closed.short == 0.0;
            let down = ended.pushed_by.iter().all(|push| *push >= 0.0);
            (sided || still) && (down || ended.pushed_by.iter().all(|push| *push <= 0.0))
        };
        if !self.spread.markets.iter().zip(self.setup.markets()).all(one_way) {
            return false;
        }
        let ways: Vec<f64> =
            self.spread.markets.iter().map(|ended| ended.pushed_by.iter().sum()).collect();
        for closed in &self.spread.closed {
            let hurts = accounts.items(closed.account).iter();
            if hurts.map(|item| item.hurt * ways[item.asset]).any(|hurt| hurt < 0.0) {
                return false;
            }
        }
        let from = self.setup.marks(&self.setup.shocks());
        let safe = |account| !accounts.fails(account, accounts.least(account, &from, &self.marks));
        open.iter().all(|account| safe(*account))
    }
}
