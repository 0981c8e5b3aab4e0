//! The order of things: one stable merge sort for every kind of list.
//!
//! It sorts indices and asks through a `dyn` question, so that it is compiled once. The standard
//! sort is compiled again for every type and question, which in wasm weighs more than all ledgers
//! together. Lists that are in order already, or in a few runs, take hardly more than a walk.

use std::cmp::Ordering;

/// Which of two entries, by their indices, comes first.
pub type Compare<'a> = &'a mut dyn FnMut(usize, usize) -> Ordering;

/// The indices 0..`count` in the order that `compare` says; ties stay in the order of indices.
#[must_use]
#[inline(never)]
pub fn indices(count: usize, compare: Compare<'_>) -> Vec<usize> {
    let mut from: Vec<usize> = (0..count).collect();
    let mut to = Vec::with_capacity(count);
    let mut width = 1_usize;
    while width < count {
        for pair in from.chunks(width.saturating_mul(2)) {
            let (left, right) = pair.split_at(width.min(pair.len()));
            merge(left, right, &mut to, compare);
        }
        std::mem::swap(&mut from, &mut to);
        to.clear();
        width = width.saturating_mul(2);
    }
    from
}

/// The items in the order that `compare` says; ties stay in the order they came.
#[must_use]
pub fn sorted<T: Copy>(items: &[T], compare: &mut dyn FnMut(&T, &T) -> Ordering) -> Vec<T> {
    let mut ask = |a, b| match (items.get(a), items.get(b)) {
        (Some(a), Some(b)) => compare(a, b),
        _ => Ordering::Equal,
    };
    let order = indices(items.len(), &mut ask);
    order.into_iter().filter_map(|index| items.get(index).copied()).collect()
}

fn merge(mut left: &[usize], mut right: &[usize], out: &mut Vec<usize>, compare: Compare<'_>) {
    if let (Some(last), Some(first)) = (left.last(), right.first())
        && compare(*last, *first).is_gt()
    {
        while let (Some((a, after_a)), Some((b, after_b))) =
            (left.split_first(), right.split_first())
        {
            if compare(*a, *b).is_gt() {
                out.push(*b);
                right = after_b;
            } else {
                out.push(*a);
                left = after_a;
            }
        }
    }
    out.extend_from_slice(left);
    out.extend_from_slice(right);
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn it_sorts_like_the_standard_library(items in prop::collection::vec(0_u8..20, 0..300)) {
            let items: Vec<(u8, usize)> = items.into_iter().zip(0..).collect();
            let mut expected = items.clone();
            expected.sort_by_key(|item| item.0);
            prop_assert_eq!(sorted(&items, &mut |a, b| a.0.cmp(&b.0)), expected);
        }
    }

    #[test]
    fn what_is_in_order_takes_one_walk_a_pass() {
        let mut asked = 0;
        let order = indices(1024, &mut |a, b| {
            asked += 1;
            a.cmp(&b)
        });
        assert_eq!(order, (0..1024).collect::<Vec<_>>());
        assert_eq!(asked, 1023);
    }
}
