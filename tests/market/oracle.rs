//! The turnover map once more, straight from its definition, in 40 decimal places: every
//! cohort that holds anything is asked for every price, and no float is used.

use num_bigint::BigInt;
use num_traits::{Signed, Zero};

/// Decimal places that are kept.
const PLACES: u32 = 40;
const KEPT: usize = 720;
/// 2^(−1/168) to the digits that the map uses.
const HOURLY: &str = "0.9958826236582974";

/// A number of 40 decimal places, cut.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Fine(BigInt);

/// One hour: its number, then high, low and close, and open interest where it is known.
#[derive(Clone, Debug)]
pub(super) struct Hour {
    pub(super) number: u64,
    pub(super) prices: [Fine; 3],
    pub(super) open_interest: Option<Fine>,
}

/// Entries, shares that are gone of each, and mass.
type Cohort = (Vec<Fine>, Vec<Fine>, Fine);

/// One side; longs are hurt by a fall.
#[derive(Debug, Default)]
pub(super) struct Side {
    short: bool,
    cohorts: Vec<Cohort>,
}

/// Both sides, and what each hour liquidated: longs, shorts, and whether hours were missing.
#[derive(Debug, Default)]
pub(super) struct Oracle {
    pub(super) long: Side,
    pub(super) short: Side,
    pub(super) passages: Vec<(Fine, Fine, bool)>,
}

fn unit() -> BigInt {
    BigInt::from(10).pow(PLACES)
}

impl Fine {
    pub(super) fn zero() -> Self {
        Self(BigInt::zero())
    }

    /// A plain decimal.
    pub(super) fn of(text: &str) -> Self {
        let (whole, part) = text.split_once('.').unwrap_or((text, ""));
        let digits: BigInt = format!("{whole}{part}").parse().unwrap();
        Self(digits * BigInt::from(10).pow(PLACES - u32::try_from(part.len()).unwrap()))
    }

    /// The nearest float, by way of its digits.
    pub(super) fn float(&self) -> f64 {
        format!("{}e-{PLACES}", self.0).parse().unwrap()
    }

    pub(super) fn plus(&self, other: &Self) -> Self {
        Self(&self.0 + &other.0)
    }

    pub(super) fn minus(&self, other: &Self) -> Self {
        Self(&self.0 - &other.0)
    }

    pub(super) fn times(&self, other: &Self) -> Self {
        Self(&self.0 * &other.0 / unit())
    }

    fn over(&self, other: &Self) -> Self {
        Self(&self.0 * unit() / &other.0)
    }

    fn root(&self) -> Self {
        Self((&self.0 * unit()).sqrt())
    }

    fn positive(self) -> Self {
        if self.0.is_negative() { Self::zero() } else { self }
    }
}

impl Side {
    fn share(&self, entry: &Fine, price: &Fine) -> Fine {
        let reach = Fine::of("0.2");
        let away = if self.short { price.minus(entry) } else { entry.minus(price) };
        away.over(entry).positive().min(reach.clone()).over(&reach).root()
    }

    /// Raw mass that a move to `price` liquidates.
    pub(super) fn swept(&self, price: &Fine) -> Fine {
        let mut sum = Fine::zero();
        for (entries, passed, mass) in self.cohorts.iter().filter(|cohort| !cohort.2.0.is_zero()) {
            for (entry, passed) in entries.iter().zip(passed) {
                let left = self.share(entry, price).minus(passed).positive();
                sum = sum.plus(&mass.times(&Fine::of("0.2")).times(&left));
            }
        }
        sum
    }

    pub(super) fn masses(&self) -> Vec<f64> {
        self.cohorts.iter().map(|(_, _, mass)| mass.float()).collect()
    }

    fn reach(&mut self, price: &Fine) {
        let mut cohorts = std::mem::take(&mut self.cohorts);
        for (entries, passed, _) in cohorts.iter_mut().filter(|cohort| !cohort.2.0.is_zero()) {
            for (entry, passed) in entries.iter().zip(passed) {
                *passed = passed.clone().max(self.share(entry, price));
            }
        }
        self.cohorts = cohorts;
    }

    fn age(&mut self, hours: u64) {
        for _ in 0..hours {
            self.cohorts.iter_mut().for_each(|(_, _, mass)| *mass = mass.times(&Fine::of(HOURLY)));
        }
    }

    fn open(&mut self, [high, low, close]: &[Fine; 3], open_interest: &Fine) {
        let range = high.minus(low).over(close);
        let mass = open_interest.times(&range.times(&range.root()));
        let mean = |terms: &[&Fine]| {
            let sum = terms.iter().fold(Fine::zero(), |sum, term| sum.plus(term));
            Fine(sum.0 / BigInt::from(terms.len()))
        };
        let entries = vec![
            low.clone(),
            mean(&[low, close]),
            mean(&[high, low, close]),
            mean(&[high, close]),
            high.clone(),
        ];
        let passed = entries.iter().map(|entry| self.share(entry, close)).collect();
        self.cohorts.push((entries, passed, mass));
        if self.cohorts.len() > KEPT {
            self.cohorts.remove(0);
        }
    }
}

impl Oracle {
    pub(super) fn run(hours: &[Hour]) -> Self {
        let mut both = Self::default();
        both.short.short = true;
        let (mut known, mut before) = (Fine::zero(), None::<u64>);
        for Hour { number, prices, open_interest } in hours {
            known = open_interest.clone().unwrap_or(known);
            let mut passage = (Fine::zero(), Fine::zero(), false);
            if let Some(last) = before {
                let missing = (number - last - 1).min(KEPT as u64);
                both.long.age(missing);
                both.short.age(missing);
                passage = (both.long.swept(&prices[1]), both.short.swept(&prices[0]), missing > 0);
                both.long.reach(&prices[1]);
                both.short.reach(&prices[0]);
                both.long.age(1);
                both.short.age(1);
            }
            both.long.open(prices, &known);
            both.short.open(prices, &known);
            before = Some(*number);
            both.passages.push(passage);
        }
        both
    }
}
