//! The ledger of columns against big integers, on rows from nothing to the largest numbers.

use num_bigint::BigInt;
use num_traits::{Signed, Zero};
use proptest::prelude::*;
use rust_decimal::Decimal;
use washout::error::Result;
use washout::event::Side;
use washout::ledger::{
    Adl, Entry, FeeTo, Ledger, Places, Residual, Row, Terms, Winner, settle_rows,
};
use washout::money::{Coins, Price, Usd};

/// The oracle counts in 10^-40, finer than any product here.
const SCALE: u32 = 40;
/// Exact money has so many places; fees and flow are rounded toward zero there.
const MONEY: u32 = 20;

fn ten(power: u32) -> BigInt {
    BigInt::from(10).pow(power)
}

fn of(digits: impl Into<BigInt>, places: u32) -> BigInt {
    digits.into() * ten(SCALE - places)
}

fn of_decimal(decimal: Decimal) -> BigInt {
    of(decimal.mantissa(), decimal.scale())
}

fn times(a: &BigInt, b: &BigInt) -> BigInt {
    a * b / ten(SCALE)
}

/// Toward zero, at the last place of exact money.
fn rounded(amount: BigInt) -> BigInt {
    amount / ten(SCALE - MONEY) * ten(SCALE - MONEY)
}

/// The nine accounts in the order of the table, and each row's fee, return, loss and gain.
fn oracle(terms: &Terms, rows: &[(Row, Places)]) -> (Vec<BigInt>, Vec<[BigInt; 4]>) {
    let zero = BigInt::zero;
    let sign = BigInt::from(terms.side.sign());
    let (before, after) = (of_decimal(terms.before.decimal()), of_decimal(terms.after.decimal()));
    let beyond = (of_decimal(terms.flow.decimal()) - of(1, 0)).max(zero());
    let rate = of_decimal(terms.fee_rate.decimal());
    let (mut surplus, mut deficit, mut fees, mut lost) = (zero(), zero(), zero(), zero());
    let (mut base, mut along, mut coins) = (zero(), zero(), zero());
    let mut entries = Vec::new();
    for (row, places) in rows {
        let price = |digits: u64| of(digits, places.price);
        let (qty, sold) = (of(row.qty, places.qty), of(row.sold, places.qty));
        let (rest, margin) = (&qty - &sold, of(row.margin, places.margin));
        let (sold_for, paid) =
            (times(&sold, &price(row.fill)), times(&rest, &price(row.bankruptcy)));
        let equity = &margin + &sign * (&sold_for + &paid - times(&qty, &price(row.entry)));
        let fee = rounded(times(&sold_for, &rate)).min(equity.clone().max(zero()));
        let left = &equity - &fee;
        let to_trader = terms.residual == Residual::Trader && !left.is_negative();
        let returned = if to_trader { left.clone() } else { zero() };
        let inherited = &sign * (times(&rest, &after) - &paid);
        let kept = &left - &returned;
        for gain in [&inherited, &kept] {
            if gain.is_negative() { deficit -= gain } else { surplus += gain }
        }
        let had = &margin + &sign * times(&qty, &(&before - price(row.entry)));
        let gain = &sign * (&sold_for - times(&sold, &after));
        along += rounded(times(&gain, &beyond));
        base += gain;
        fees += &fee;
        lost += &had - &returned;
        coins += &qty;
        entries.push([fee, returned.clone(), had - returned, inherited + kept]);
    }
    let open = terms
        .open_interest
        .map_or(coins.clone(), |open| of(open.fixed().units(), washout::money::MAX_PLACES));
    let to_fund = if terms.fee_to == FeeTo::Fund { fees.clone() } else { zero() };
    let income = surplus + &to_fund;
    let covered = (of(terms.fund.fixed().units(), MONEY) + &income).min(deficit.clone());
    let short = deficit - &covered;
    let profit =
        terms.winners.iter().fold(zero(), |sum, w| sum + of(w.profit.fixed().units(), MONEY));
    let taken = short.clone().min(profit);
    let moved = |coins: &BigInt| &sign * times(coins, &(&before - &after));
    let accounts = vec![
        -lost,
        -moved(&(&open - &coins)),
        moved(&open),
        -&taken,
        -(base + &along),
        along,
        income - covered,
        fees - to_fund,
        taken - short,
    ];
    (accounts, entries)
}

/// Numbers of every length, the edges among them.
fn digits() -> impl Strategy<Value = u64> {
    prop_oneof![
        1 => prop::sample::select(vec![0, 1, 9_999_999_999, u64::from(u32::MAX), 1 << 53,
            u64::MAX]),
        6 => (any::<u64>(), 20_u32..64).prop_map(|(bits, less)| bits >> less),
        2 => (any::<u64>(), 0_u32..20).prop_map(|(bits, less)| bits >> less),
    ]
}

prop_compose! {
    fn row()(
        (qty, entry, margin, fill) in (digits(), digits(), digits(), digits()),
        (liquidation, bankruptcy, part) in (digits(), digits(), 0_u64..6),
    ) -> Row {
        let sold = match part { 0 => 0, 1 => qty / 3, 2 => qty - qty / 7, _ => qty };
        Row { qty, entry, margin, liquidation, bankruptcy, sold, fill }
    }
}

prop_compose! {
    fn places()(price in 0_u32..9, qty in 0_u32..9, margin in 0_u32..9) -> Places {
        Places { price, qty, margin }
    }
}

prop_compose! {
    fn terms()(
        (before, after, places) in (1_i64..99_999_999, 1_i64..99_999_999, 0_u32..6),
        (long, to_fund, to_trader, stated) in any::<(bool, bool, bool, bool)>(),
        flow in prop::sample::select(vec!["0.5", "1", "1.5", "2.125", "1.000000001"]),
        fee in prop::sample::select(vec!["0", "1", "0.004", "0.0005", "0.0123456789"]),
        (fund, profit) in (0_i128..1 << 60, 0_i128..1 << 60),
    ) -> Terms {
        Terms {
            side: if long { Side::Long } else { Side::Short },
            before: Price::new(Decimal::new(before, places)).unwrap(),
            after: Price::new(Decimal::new(after, places)).unwrap(),
            open_interest: stated.then(|| "1000000000".parse::<Coins>().unwrap()),
            flow: flow.parse().unwrap(),
            fee_rate: fee.parse().unwrap(),
            fee_to: if to_fund { FeeTo::Fund } else { FeeTo::Exchange },
            residual: if to_trader { Residual::Trader } else { Residual::Fund },
            fund: Usd::from_parts(fund, 4).unwrap(),
            adl: Adl::Queue,
            winners: vec![Winner {
                id: "w".into(), profit: Usd::from_parts(profit, 4).unwrap(),
                leverage: "2".parse().unwrap(), rate: "1".parse().unwrap(), wealth: None,
            }],
        }
    }
}

/// Settles stretches of rows, each in places of its own.
fn settled(
    terms: &Terms,
    stretches: &[(Vec<Row>, Places)],
    each: &mut dyn FnMut(Entry<i128>, u32),
) -> Result<Ledger> {
    let stretch = stretches.first().map_or(0, |(rows, _)| rows.len());
    let mut read = |first: usize, into: &mut [Row]| {
        let (rows, places) = &stretches[first / stretch];
        let rows = &rows[first % stretch..];
        let filled = rows.len().min(into.len());
        into[..filled].copy_from_slice(&rows[..filled]);
        Ok((*places, filled))
    };
    settle_rows(terms, stretches.iter().map(|(rows, _)| rows.len()).sum(), &mut read, Some(each))
}

/// How many rows are read in one go.
const STRETCH: usize = 256;

fn agrees(
    terms: &Terms,
    stretches: &[(Vec<Row>, Places)],
) -> std::result::Result<bool, TestCaseError> {
    let rows: Vec<(Row, Places)> = stretches
        .iter()
        .flat_map(|(rows, places)| rows.iter().map(|row| (*row, *places)))
        .collect();
    let (accounts, entries) = oracle(terms, &rows);
    let mut told = Vec::new();
    let ledger = settled(terms, stretches, &mut |entry, places| told.push((entry, places)));
    let ledger = match ledger {
        Ok(ledger) => ledger,
        Err(error) => {
            // Only what does not fit exact money is refused, or more than is open.
            let values = rows.iter().flat_map(|(row, places)| {
                let prices = [row.entry, row.fill, row.liquidation, row.bankruptcy];
                prices.map(|price| times(&of(price, places.price), &of(row.qty, places.qty)))
            });
            let mut amounts = entries.into_iter().flatten().chain(accounts).chain(values);
            let fits = amounts.all(|amount| amount.abs() < of(1_i64 << 50, 0));
            let conflict = error.code() == "CONFLICT" && terms.open_interest.is_some();
            prop_assert!(conflict || (!fits && error.code() == "OVERFLOW"), "{error}");
            return Ok(false);
        }
    };
    let units = |usd: Usd| of(usd.fixed().units(), MONEY);
    for ((name, usd), expected) in ledger.accounts.entries().into_iter().zip(&accounts) {
        prop_assert_eq!(&units(usd), expected, "{}", name);
    }
    prop_assert!(accounts.iter().fold(BigInt::zero(), |sum, usd| sum + usd).is_zero());
    prop_assert!(ledger.accounts.sum().unwrap().is_zero());
    prop_assert_eq!(told.len(), entries.len());
    for ((entry, places), expected) in told.iter().zip(&entries) {
        let found = [entry.fee, entry.returned, entry.lost, entry.fund].map(|n| of(n, *places));
        prop_assert_eq!(&found, expected);
    }
    Ok(true)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 3000, ..ProptestConfig::default() })]

    #[test]
    fn any_rows_give_the_ledger_of_big_integers(
        terms in terms(), places in places(), rows in prop::collection::vec(row(), 0..12),
    ) {
        agrees(&terms, &[(rows, places)])?;
    }

    #[test]
    fn rows_of_ordinary_size_always_have_one(
        terms in terms(), places in places(), rows in prop::collection::vec(row(), 1..12),
            less in 0_u32..25,
    ) {
        // Quantities and margins up to 2^34, prices up to 2^20, those of the market too: three rows
        // of 2^34 whole coins at 41 million are more dollars than an exact sum holds.
        let small = |n: u64| n >> 30 >> less;
        let rows = rows.iter().map(|row| Row {
            qty: small(row.qty), sold: small(row.sold), entry: small(row.entry) >> 14,
            fill: small(row.fill) >> 14, liquidation: small(row.liquidation) >> 14,
            bankruptcy: small(row.bankruptcy) >> 14, margin: small(row.margin),
        });
        let mark = |price: Price| price.min(Price::new(Decimal::from(1 << 20)).unwrap());
        let (before, after) = (mark(terms.before), mark(terms.after));
        let terms = Terms { open_interest: None, before, after, ..terms };
        prop_assert!(agrees(&terms, &[(rows.collect(), places)])?);
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 60, ..ProptestConfig::default() })]

    /// Later rows that are finer or larger start a new count, and the sums go on.
    #[test]
    fn stretches_of_different_places_add_up(
        terms in terms(),
        stretches in prop::collection::vec((prop::collection::vec(row(), STRETCH), places()), 1..4),
        less in 10_u32..44,
    ) {
        let small = |(rows, places): &(Vec<Row>, Places)| {
            let small = |row: &Row| Row {
                qty: row.qty >> less, sold: row.sold >> less, entry: row.entry >> less,
                fill: row.fill >> less, liquidation: row.liquidation >> less,
                bankruptcy: row.bankruptcy >> less, margin: row.margin >> less,
            };
            (rows.iter().map(small).collect(), *places)
        };
        agrees(&terms, &stretches.iter().map(small).collect::<Vec<_>>())?;
    }
}
