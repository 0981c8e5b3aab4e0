//! Which accounts a move of the marks may have brought down, without asking all of them.
//!
//! Split the excess of an account into a share for each asset that can hurt it: it cannot fail
//! before one of them alone has taken its share. So it waits at as many marks; when one of them
//! is passed it is asked again, and waits anew with what is left. Shares follow what an equal fall
//! of all assets would take, so that most accounts are asked when it is nearly time; a part is
//! split evenly, so that the excess shrinks by a fixed factor however the marks move. Source: the
//! even split of Qiao, Gan, Tao, "Range Thresholding on Streams", SIGMOD 2016. The marks only
//! choose whom to ask; whether an account fails is decided by its excess alone, so the outcome is
//! that of asking everybody, to the bit.
#![allow(
    clippy::indexing_slicing,
    reason = "accounts and assets are numbered by what holds them; any other number is a bug"
)]

use std::collections::BinaryHeap;

use super::account::{Accounts, Item};

/// How far early an account is asked, as a share of the numbers that its excess is the sum of:
/// more than their rounding, so that none is asked too late.
const EARLY: f64 = 1e-14;
/// The part of an excess that is split evenly.
const EVEN: f64 = 1.0 / 16.0;

/// The accounts that wait, for each asset at falling and at rising marks.
#[derive(Debug)]
pub(super) struct Watch {
    falls: Vec<BinaryHeap<Waiting>>,
    rises: Vec<BinaryHeap<Waiting>>,
    /// How often each account was asked; who waits under an older number waits no more.
    asked: Vec<u32>,
}

/// The mark (as bits in order; negated for rises), the account and its number.
type Waiting = (u64, usize, u32);

impl Watch {
    pub(super) fn new(accounts: &Accounts) -> Self {
        let heaps = || (0..accounts.assets()).map(|_| BinaryHeap::new()).collect();
        Self { falls: heaps(), rises: heaps(), asked: vec![0; accounts.len()] }
    }

    /// Lets an account of this excess wait.
    pub(super) fn wait(&mut self, accounts: &Accounts, account: usize, marks: &[f64], excess: f64) {
        let number = self.asked[account];
        let hurting = || accounts.items(account).iter().filter(|item| item.hurt != 0.0);
        let weight = |item: &Item| (item.hurt * marks[item.asset]).abs();
        let add = |(count, all), item| (count + 1.0, all + weight(item));
        let (count, all) = hurting().fold((0.0, 0.0), add);
        let left = excess - accounts.slack(account);
        let early = EARLY * accounts.magnitude(account, marks);
        for item in hurting() {
            let part = if all > 0.0 { weight(item) / all } else { 1.0 / count };
            let share = (left * (EVEN / count + (1.0 - EVEN) * part) - early).max(0.0);
            let at = marks[item.asset];
            let (heaps, from) =
                if item.hurt > 0.0 { (&mut self.falls, at) } else { (&mut self.rises, -at) };
            heaps[item.asset].push((ordered(from - share / item.hurt.abs()), account, number));
        }
    }

    /// Takes out every account that waits at a mark which was reached, in order.
    pub(super) fn reached(&mut self, marks: &[f64]) -> Vec<usize> {
        let mut found = Vec::new();
        for (heaps, sign) in [(&mut self.falls, 1.0), (&mut self.rises, -1.0)] {
            for (heap, at) in heaps.iter_mut().zip(marks) {
                let at = ordered(sign * at);
                while heap.peek().is_some_and(|(waits, ..)| at <= *waits) {
                    let Some((_, account, number)) = heap.pop() else { break };
                    if self.asked[account] == number {
                        self.asked[account] = number.wrapping_add(1);
                        found.push(account);
                    }
                }
            }
        }
        found.sort_unstable();
        found
    }
}

/// The bits of a float, in the order of the floats.
fn ordered(x: f64) -> u64 {
    // Minus zero is plain zero.
    let bits = (x + 0.0).to_bits();
    if bits >> 63 == 0 { bits | 1 << 63 } else { !bits }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::cascade::{Leg, Maintenance};

    #[test]
    fn bits_are_in_the_order_of_floats() {
        let floats = [f64::NEG_INFINITY, -2.0, -1e-300, 0.0, 1e-300, 1.0, 2.0, f64::INFINITY];
        assert!(floats.windows(2).all(|pair| ordered(pair[0]) < ordered(pair[1])));
        assert_eq!(ordered(-0.0), ordered(0.0));
    }

    #[test]
    fn an_account_is_asked_when_one_asset_took_its_share() {
        let none = || Maintenance::flat(0.0).unwrap();
        let mut accounts = Accounts::on(vec![(100.0, none()), (100.0, none())]);
        let leg = |asset, qty| Leg { asset, qty, entry: 100.0 };
        accounts.push(20.0, &[], &[leg(0, 1.0), leg(1, -1.0)]).unwrap();
        let mut watch = Watch::new(&accounts);
        watch.wait(&accounts, 0, &[100.0, 100.0], 20.0);
        // Neither a rise of the long, nor less than half of the excess from either.
        for marks in [[150.0, 100.0], [91.0, 109.0], [100.0, 50.0]] {
            assert_eq!(watch.reached(&marks), [0_usize; 0], "{marks:?}");
        }
        assert_eq!(watch.reached(&[89.0, 111.0]), [0]);
        // Once, whichever of its marks were reached, until it waits again.
        assert_eq!(watch.reached(&[50.0, 150.0]), [0_usize; 0]);
        watch.wait(&accounts, 0, &[95.0, 100.0], 15.0);
        assert_eq!(watch.reached(&[87.4, 100.0]), [0]);
    }
}
