//! The laws of contagion on random books, against exact arithmetic that asks everybody in every
//! round, and against closing one account at a time in any order.

use num_rational::BigRational;
use num_traits::{FromPrimitive, Zero};
use proptest::prelude::*;
use washout::cascade::{
    Accounts, Arrival, Axis, Cascade, Coin, Contagion, Coordinate, Direction, Engine, Ladder, Leg,
    Maintenance, Market, Spread, Stand, Tier,
};
use washout::impact::{Impact, Linear, Withdrawal};

use crate::books::smooth;

/// Cash, coins of each asset, signed positions with entries: all on coarse grids, so that ties and
/// exact touches are common.
#[derive(Clone, Debug)]
struct Book {
    cash: i32,
    coins: Vec<(usize, i32)>,
    legs: Vec<(usize, i32, i32)>,
}

/// Prices before, twice as fine as entries are.
const PRICES: [i32; 3] = [100, 40, 10];
/// Shares of the price in thousandths that a rate, a haircut, a shock and a cross impact count.
const RATES: [i32; 3] = [10, 20, 50];
const HAIRCUT: i32 = 100;

fn books(hedged: bool) -> impl Strategy<Value = Vec<Book>> {
    let min = if hedged { -6 } else { 1 };
    let leg = (0..3_usize, (min..6).prop_filter("no position", |q| *q != 0), 90..112_i32)
        .prop_map(|(asset, qty, at)| (asset, qty * 100 / PRICES[asset], PRICES[asset] * at / 100));
    let coins = prop::collection::vec((0..3_usize, 0..3_i32), 0..2);
    let book = (0..160_i32, coins, prop::collection::vec(leg, 1..4))
        .prop_map(|(cash, coins, legs)| Book { cash, coins, legs });
    prop::collection::vec(book, 1..10)
}

fn shocks() -> impl Strategy<Value = [i32; 3]> {
    [0..120_i32, 0..120, 0..120]
}

fn crosses() -> impl Strategy<Value = [i32; 6]> {
    [0..3_i32, 0..3, 0..8, 0..3, 0..8, 0..5].prop_map(|x| x.map(|x| x * 100))
}

fn matrix(x: [i32; 6]) -> Vec<Vec<i32>> {
    vec![vec![1000, x[0], x[1]], vec![x[2], 1000, x[3]], vec![x[4], x[5], 1000]]
}

fn thousandth(x: i32) -> f64 {
    f64::from(x) / 1000.0
}

fn setup(shocks: [i32; 3], cross: [i32; 6], depth: f64, flow: f64) -> Contagion {
    let market = |index: usize| Market {
        price: f64::from(PRICES[index]),
        impact: Impact::Linear(Linear::new(depth).unwrap()),
        maintenance: Maintenance::flat(thousandth(RATES[index])).unwrap(),
        shock: thousandth(shocks[index]),
    };
    let cross = matrix(cross);
    let cross = cross.iter().map(|row| row.iter().map(|x| thousandth(*x)).collect());
    let markets = vec![market(0), market(1), market(2)];
    Contagion::new(markets, cross.collect(), Coordinate::Linear, flow).unwrap()
}

fn accounts(setup: &Contagion, books: &[Book]) -> Accounts {
    let mut accounts = setup.accounts();
    for book in books {
        let coin = |&(asset, qty): &(usize, i32)| Coin {
            asset,
            qty: f64::from(qty),
            haircut: thousandth(HAIRCUT),
        };
        let leg = |&(asset, qty, entry): &(usize, i32, i32)| Leg {
            asset,
            qty: f64::from(qty),
            entry: f64::from(entry),
        };
        let coins: Vec<Coin> = book.coins.iter().map(coin).collect();
        let legs: Vec<Leg> = book.legs.iter().map(leg).collect();
        accounts.push(f64::from(book.cash), &coins, &legs).unwrap();
    }
    accounts
}

fn run(books: &[Book], shocks: [i32; 3], cross: [i32; 6], depth: i32) -> Spread {
    let setup = setup(shocks, cross, f64::from(depth), 1.0);
    setup.run(&accounts(&setup, books))
}

fn exact(x: i32) -> BigRational {
    BigRational::from_i32(x).unwrap()
}

fn milli(x: i32) -> BigRational {
    exact(x) / exact(1000)
}

/// The same in exact arithmetic that shares no code with the engine.
struct Exactly<'a> {
    books: &'a [Book],
    shocks: [i32; 3],
    cross: Vec<Vec<i32>>,
    depth: i32,
}

impl Exactly<'_> {
    fn displacements(&self, closed: &[bool]) -> Vec<BigRational> {
        let mut flows = vec![BigRational::zero(); 3];
        for (book, _) in self.books.iter().zip(closed).filter(|(_, closed)| **closed) {
            for &(asset, qty, _) in &book.legs {
                flows[asset] += exact(qty * PRICES[asset]);
            }
        }
        let pushed = |j: usize| {
            let push = |k: usize| milli(self.cross[j][k]) * &flows[k] / exact(self.depth);
            milli(self.shocks[j]) + push(0) + push(1) + push(2)
        };
        (0..3).map(pushed).collect()
    }

    fn fails(&self, book: &Book, u: &[BigRational]) -> bool {
        let price = |k: usize| exact(PRICES[k]) * (exact(1) - &u[k]);
        let mut equity = exact(book.cash);
        let mut needed = BigRational::zero();
        for &(asset, qty) in &book.coins {
            equity += exact(qty) * price(asset) * (exact(1) - milli(HAIRCUT));
        }
        for &(asset, qty, entry) in &book.legs {
            equity += exact(qty) * (price(asset) - exact(entry));
            needed += exact(qty.abs()) * price(asset) * milli(RATES[asset]);
        }
        equity <= needed
    }

    /// Rounds: everybody looks, then all that fail are closed.
    fn rounds(&self) -> (Vec<usize>, Vec<BigRational>) {
        let mut round_of = vec![0; self.books.len()];
        for round in 1.. {
            let closed: Vec<bool> = round_of.iter().map(|round| *round > 0).collect();
            let u = self.displacements(&closed);
            let failed = |index: &usize| !closed[*index] && self.fails(&self.books[*index], &u);
            let failed: Vec<usize> = (0..self.books.len()).filter(failed).collect();
            if failed.is_empty() {
                return (round_of, u);
            }
            failed.iter().for_each(|index| round_of[*index] = round);
        }
        unreachable!("more rounds than accounts")
    }

    /// How much further every market falls for half a percent more of market `k`.
    fn gains(&self, rounds: &[usize], u: &[BigRational], k: usize) -> Vec<BigRational> {
        let window = milli(5);
        let mut fallen = u.to_vec();
        fallen[k] += &window;
        let closed: Vec<bool> = rounds.iter().map(|round| *round > 0).collect();
        let fails = |(book, closed): (&Book, &bool)| *closed || self.fails(book, &fallen);
        let more: Vec<bool> = self.books.iter().zip(&closed).map(fails).collect();
        let (before, after) = (self.displacements(&closed), self.displacements(&more));
        after.iter().zip(&before).map(|(after, before)| (after - before) / &window).collect()
    }

    /// One at a time: of those that fail, the one that `choose` points at.
    fn one_by_one(&self, choose: &[usize]) -> Vec<bool> {
        let mut closed = vec![false; self.books.len()];
        let mut turns = choose.iter().cycle();
        loop {
            let u = self.displacements(&closed);
            let failed = |index: &usize| !closed[*index] && self.fails(&self.books[*index], &u);
            let failed: Vec<usize> = (0..self.books.len()).filter(failed).collect();
            if failed.is_empty() {
                return closed;
            }
            closed[failed[turns.next().unwrap() % failed.len()]] = true;
        }
    }
}

fn rounds_of(spread: &Spread, count: usize) -> Vec<usize> {
    let mut rounds = vec![0; count];
    spread.closed.iter().for_each(|closed| rounds[closed.account] = closed.round);
    rounds
}

fn float(x: &BigRational) -> f64 {
    num_traits::ToPrimitive::to_f64(x).unwrap()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 600, ..ProptestConfig::default() })]

    /// Round by round as in exact arithmetic, hedged accounts and all.
    #[test]
    fn it_ends_where_exact_rounds_end(
        books in books(true), shocks in shocks(), cross in crosses(),
        depth in prop::sample::select(vec![1000, 2000, 5000, 20_000]),
    ) {
        let oracle = Exactly { books: &books, shocks, cross: matrix(cross), depth };
        let (rounds, u) = oracle.rounds();
        let spread = run(&books, shocks, cross, depth);
        prop_assert_eq!(rounds_of(&spread, books.len()), rounds.clone());
        prop_assert_eq!(spread.rounds, rounds.iter().copied().max().unwrap_or(0));
        for (market, u) in spread.markets.iter().zip(&u) {
            prop_assert!((market.displacement - float(u)).abs() < 1e-12);
        }
        for k in 0..3 {
            let gains = oracle.gains(&rounds, &u, k);
            for (market, gain) in spread.markets.iter().zip(&gains) {
                prop_assert!((market.gains[k] - float(gain)).abs() <=
                    1e-9 * float(gain).abs().max(1.0));
            }
        }
    }

    /// Where the order is said to be free, closing one account after the other in whatever order
    /// ends in the same place; and so it is for every book without a short.
    #[test]
    fn any_order_ends_in_the_same_place(
        books in books(true), longs in books(false), shocks in shocks(), cross in crosses(),
        depth in prop::sample::select(vec![1000, 2000, 5000, 20_000]),
        choose in prop::collection::vec(0..10_usize, 1..12),
    ) {
        for (books, always) in [(&books, false), (&longs, true)] {
            let spread = run(books, shocks, cross, depth);
            prop_assert!(spread.order_free || !always);
            if spread.order_free {
                let oracle = Exactly { books, shocks, cross: matrix(cross), depth };
                let closed = oracle.one_by_one(&choose);
                let rounds = rounds_of(&spread, books.len());
                prop_assert_eq!(closed, rounds.iter().map(|r| *r > 0).collect::<Vec<_>>());
            }
        }
    }

    /// A worse shock, a thinner book, a stronger pull, a poorer account: never fewer closed.
    #[test]
    fn worse_is_never_better(
        books in books(false), shocks in shocks(), cross in crosses(),
        depth in prop::sample::select(vec![2000, 5000, 20_000]), which in 0..9_usize,
    ) {
        let all = |rounds: Vec<usize>| rounds.iter().map(|round| *round > 0).collect::<Vec<_>>();
        let base = all(rounds_of(&run(&books, shocks, cross, depth), books.len()));
        let (mut harder, mut pulled, mut poorer) = (shocks, cross, books.clone());
        harder[which % 3] += 17;
        pulled[which % 6] += 150;
        let poor = which % poorer.len();
        poorer[poor].cash -= 13;
        let setup = setup(shocks, cross, f64::from(depth), 1.3);
        for (name, worse) in [
            ("shock", run(&books, harder, cross, depth)),
            ("depth", run(&books, shocks, cross, depth / 2)),
            ("cross", run(&books, shocks, pulled, depth)),
            ("cash", run(&poorer, shocks, cross, depth)),
            ("flow", setup.run(&accounts(&setup, &books))),
        ] {
            let worse = all(rounds_of(&worse, books.len()));
            prop_assert!(base.iter().zip(&worse).all(|(base, worse)| *worse || !base), "{}", name);
        }
    }

    /// One market alone is the single-asset cascade: the same positions, rounds, end and proceeds.
    #[test]
    fn one_asset_is_the_single_cascade(
        legs in prop::collection::vec((1..9_i32, 2..60_i32, 90..112_i32), 1..14),
        shock in 0..150_i32, depth in prop::sample::select(vec![1e3, 5e3, 2e4]), kind in 0..4_u32,
        up in any::<bool>(),
    ) {
        let (sign, direction) = if up { (-1.0, Direction::Up) } else { (1.0, Direction::Down) };
        let impact = smooth(kind, depth);
        let maintenance = Maintenance::flat(0.01).unwrap();
        let s = thousandth(shock);
        let market = Market { price: 100.0, impact: impact.clone(), maintenance, shock: sign * s };
        let setup = Contagion::new(vec![market], vec![vec![1.0]], Coordinate::Linear, 1.0).unwrap();
        let axis = Axis::new(100.0, direction, Coordinate::Linear).unwrap();
        let mut accounts = setup.accounts();
        let mut stands = Vec::new();
        for (qty, leverage, entry) in legs {
            let (qty, entry) = (f64::from(qty), f64::from(entry));
            let margin = qty * entry / f64::from(leverage);
            accounts.push(margin, &[], &[Leg { asset: 0, qty: sign * qty, entry }]).unwrap();
            let at = (qty * entry - sign * margin) / (qty * (1.0 - sign * 0.01));
            let threshold = axis.displacement(at).max(0.0);
            stands.push(Stand { threshold, bankruptcy: threshold, notional: qty * 100.0 });
        }
        // A position that is already past fires at any shock; as an account it fails where it is.
        prop_assume!(s > 0.0 || stands.iter().all(|stand| stand.threshold > 0.0));
        let (u, n): (Vec<f64>, Vec<f64>) = stands.iter().map(|s| (s.threshold, s.notional)).unzip();
        let single = Cascade::new(Ladder::new(&u, &n).unwrap(), impact.clone(), 1.0).unwrap();
        let (outcome, found) = (single.outcome(s), setup.run(&accounts));
        let [market] = &found.markets[..] else { panic!("one market") };
        prop_assert_eq!(found.closed.len(), outcome.fired);
        prop_assert_eq!(found.rounds, single.rounds(s).len());
        prop_assert_eq!(market.closed.gross(), outcome.liquidated);
        prop_assert_eq!(sign * market.displacement, outcome.displacement);
        prop_assert!(found.order_free);
        // Rounds pool their orders where the engine pools by threshold: in sum they fetch the same.
        let engine = Engine::Market.run(&axis, &impact, 1.0, (s, Arrival::Gap), &stands).unwrap();
        let fills = stands.iter().zip(&engine.fills);
        let value: f64 = fills.filter_map(|(s, f)| Some(s.notional / 100.0 * (*f)?.price)).sum();
        let fetched: f64 = found.closed.iter().map(|closed| {
            let fill = market.fills.iter().find(|(round, _)| *round == closed.round).unwrap().1;
            stands[closed.account].notional / 100.0 * fill
        }).sum();
        let bounded = (0.0..0.99).contains(&outcome.displacement);
        prop_assert!(!bounded || (value - fetched).abs() <= 1e-9 * value.max(1.0), "{} {}", value,
            fetched);
    }

    /// Asking only whom a mark reached finds whoever fails, in every round: with tiers, hedges,
    /// rises, both coordinates and every smooth impact.
    #[test]
    fn every_round_closes_exactly_who_fails(
        books in prop::collection::vec(books(true), 3), shocks in [-90..120_i32, -90..120,
            -90..120],
        cross in [-2..5_i32, -2..5, -2..5, -2..5, -2..5, -2..5], kind in 0..4_u32,
            log in any::<bool>(),
        depth in prop::sample::select(vec![2e3, 1e4, 5e4]),
    ) {
        let coordinate = if log { Coordinate::Log } else { Coordinate::Linear };
        let tiers = |rate: f64| vec![
            Tier { upper: 300.0, rate, deduction: 0.0 },
            Tier { upper: 900.0, rate: 2.0 * rate, deduction: 300.0 * rate },
            Tier { upper: f64::INFINITY, rate: 1.5 * rate, deduction: -150.0 * rate },
        ];
        let market = |index: usize| Market {
            price: f64::from(PRICES[index]),
            impact: smooth(kind, depth),
            maintenance: if index == 1 {
                Maintenance::flat(0.02).unwrap()
            } else {
                Maintenance::tiered(tiers(thousandth(RATES[index]))).unwrap()
            },
            shock: thousandth(shocks[index]),
        };
        let cross = matrix(cross.map(|x| x * 100));
        let cross = cross.iter().map(|row| row.iter().map(|x| thousandth(*x)).collect()).collect();
        let markets = vec![market(0), market(1), market(2)];
        let setup = Contagion::new(markets, cross, coordinate, 1.0).unwrap();
        let books: Vec<Book> = books.into_iter().flatten().collect();
        let accounts = accounts(&setup, &books);
        let found = setup.run(&accounts);
        let rounds = rounds_of(&found, books.len());
        let mut stands: Vec<f64> = shocks.iter().map(|s| thousandth(*s)).collect();
        for round in 1..=found.rounds + 1 {
            let at = |(price, u): (&i32, &f64)| match coordinate {
                Coordinate::Linear => f64::from(*price) * (1.0 - u),
                Coordinate::Log => f64::from(*price) * libm::exp(-u.clamp(-50.0, 50.0)),
            };
            let marks: Vec<f64> = PRICES.iter().zip(&stands).map(at).collect();
            for (account, closed) in rounds.iter().enumerate() {
                if *closed == 0 || *closed >= round {
                    let fails = accounts.fails(account, accounts.excess(account, &marks));
                    prop_assert_eq!(fails, *closed == round, "account {} in {}", account, round);
                }
            }
            if round <= found.rounds {
                stands = found.path[3 * (round - 1)..3 * round].to_vec();
            }
        }
    }

    /// The order in which accounts are listed changes nothing but names.
    #[test]
    fn the_order_of_the_list_changes_nothing(
        books in books(true), shocks in shocks(), cross in crosses(),
    ) {
        let turned: Vec<Book> = books.iter().rev().cloned().collect();
        let (one, other) = (run(&books, shocks, cross, 5000), run(&turned, shocks, cross, 5000));
        let rounds: Vec<usize> = rounds_of(&other, books.len()).into_iter().rev().collect();
        prop_assert_eq!(rounds_of(&one, books.len()), rounds);
        for (one, other) in one.markets.iter().zip(&other.markets) {
            prop_assert_eq!(one.displacement.to_bits(), other.displacement.to_bits());
        }
    }
}

/// Nothing is ever NaN or infinite, and nobody waits forever.
#[test]
fn edges_have_defined_results() {
    let empty = Contagion::new(vec![], vec![], Coordinate::Log, 1.0).unwrap();
    let found = empty.run(&empty.accounts());
    assert!(found.closed.is_empty() && found.order_free && found.markets.is_empty());
    for coordinate in [Coordinate::Linear, Coordinate::Log] {
        let market = |shock| Market {
            price: 100.0,
            impact: Impact::Withdrawal(Withdrawal::new(1.0, 1000.0).unwrap()),
            maintenance: Maintenance::flat(0.01).unwrap(),
            shock,
        };
        let cross = vec![vec![1.0, 10.0], vec![-10.0, 1.0]];
        let setup =
            Contagion::new(vec![market(0.9), market(-0.9)], cross, coordinate, 100.0).unwrap();
        let mut accounts = setup.accounts();
        accounts.push(0.0, &[], &[]).unwrap();
        for index in 0..40_i32 {
            let qty = f64::from(index - 20) * 1e12;
            let legs = [(0, qty), (1, -qty)].map(|(asset, qty)| Leg { asset, qty, entry: 100.0 });
            accounts.push(1e14, &[], &legs).unwrap();
        }
        let found = setup.run(&accounts);
        for market in &found.markets {
            assert!(market.displacement.is_finite() && market.flow.is_finite());
            assert!(market.fills.iter().all(|(_, price)| price.is_finite()));
        }
        assert!(found.rounds <= 41);
    }
}

/// Ten thousand accounts that fall one after the other: as many rounds, in no time.
#[test]
fn a_long_row_of_dominoes_falls_to_the_end() {
    let market = Market {
        price: 100.0,
        impact: Impact::Linear(Linear::new(1e8).unwrap()),
        maintenance: Maintenance::flat(0.0).unwrap(),
        shock: 0.01,
    };
    let other = Market { shock: 0.0, ..market.clone() };
    let cross = vec![vec![1.0, 0.0], vec![0.5, 1.0]];
    let setup = Contagion::new(vec![market, other], cross, Coordinate::Linear, 1.0).unwrap();
    let mut accounts = setup.accounts();
    // Ten coins each, of which every one moves the mark by 0.001 %: the next fails just there.
    for index in 0..10_000 {
        let legs = [Leg { asset: 0, qty: 10.0, entry: 100.0 }];
        accounts.push(10.0 + 0.01 * f64::from(index) - 1e-7, &[], &legs).unwrap();
    }
    let found = setup.run(&accounts);
    assert_eq!((found.rounds, found.closed.len()), (10_000, 10_000));
    assert!((found.markets[0].displacement - 0.11).abs() < 1e-12);
}
