//! Numbers in an order of their own, in blocks, so that the last of many is put in as fast as the
//! first. A tree of the library would do the same, and weighs eight times as much in wasm.

use std::cmp::Ordering;

/// Most numbers of a block.
const MOST: usize = 512;

/// Numbers in order.
#[derive(Clone, Debug, Default)]
pub(super) struct Blocks(Vec<Vec<u32>>);

/// Where a number belongs: its block, and its place in there.
pub(super) struct Place(usize, usize);

impl Blocks {
    /// The number that `compare` calls equal to what is looked for, or where that belongs.
    pub(super) fn find(&self, compare: &mut dyn FnMut(u32) -> Ordering) -> Result<u32, Place> {
        let after = self
            .0
            .partition_point(|block| block.first().is_some_and(|first| compare(*first).is_le()));
        let which = after.saturating_sub(1);
        let Some(block) = self.0.get(which) else { return Err(Place(0, 0)) };
        let (mut from, mut to) = (0, block.len());
        while let Some(number) = block.get(from..to).and_then(|rest| rest.get(rest.len() / 2)) {
            let middle = from.midpoint(to);
            match compare(*number) {
                Ordering::Equal => return Ok(*number),
                Ordering::Less => from = middle.saturating_add(1),
                Ordering::Greater => to = middle,
            }
        }
        Err(Place(which, from))
    }

    /// Puts `number` where it belongs.
    pub(super) fn insert(&mut self, Place(which, at): Place, number: u32) {
        let Some(block) = self.0.get_mut(which) else { return self.0.push(vec![number]) };
        block.insert(at, number);
        if block.len() > MOST {
            let half = block.split_off(MOST / 2);
            self.0.insert(which.saturating_add(1), half);
        }
    }

    /// All numbers in their order.
    pub(super) fn numbers(&self) -> Vec<u32> {
        self.0.concat()
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        /// Against a set of the library; and no block, nor the list of them, outgrows its size, so
        /// that what is moved for one number is as much for the last as for the first.
        #[test]
        fn numbers_stand_in_order_in_small_blocks(
            step in prop::sample::select(vec![1_u32, 2, 7919, 65_535, 40_503]), max in 1_u32..6000,
            twice in any::<bool>(),
        ) {
            let mut blocks = Blocks::default();
            for count in (0..max).chain(0..if twice { max } else { 0 }) {
                let number = count.wrapping_mul(step) % 65_536;
                match blocks.find(&mut |other| other.cmp(&number)) {
                    Ok(found) => prop_assert_eq!(found, number),
                    Err(place) => blocks.insert(place, number),
                }
            }
            let set: std::collections::BTreeSet<u32> =
                (0..max).map(|count| count.wrapping_mul(step) % 65_536).collect();
            prop_assert!(blocks.numbers().into_iter().eq(set.iter().copied()));
            prop_assert!(blocks.0.iter().all(|block| block.len() <= MOST));
            prop_assert!(blocks.0.len().saturating_sub(1) <= set.len() / (MOST / 2));
        }
    }
}
