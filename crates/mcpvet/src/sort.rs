//! Sorting, with one copy of the algorithm for all types.
//!
//! The sort of the standard library is compiled anew for each type and comparison, 5 to 8 kB of
//! wasm a time; collecting into a `BTreeMap` brings a copy along too. Here a merge sort is compiled
//! once, for the numbers of the items; what is compiled for each type only moves them.

use core::cmp::Ordering;

/// Sorts stably, as [`slice::sort_by`] does.
pub(crate) fn by<T>(items: &mut [T], compare: impl Fn(&T, &T) -> Ordering) {
    if items.is_sorted_by(|a, b| compare(a, b).is_le()) {
        return;
    }
    let order = order(items.len(), &|a, b| compare(&items[a], &items[b]));
    permute(items, order);
}

/// The numbers below `count` in the order that `compare` gives them; equal ones stay as they are.
pub(crate) fn order(count: usize, compare: &dyn Fn(usize, usize) -> Ordering) -> Vec<usize> {
    let mut order: Vec<usize> = (0..count).collect();
    let mut merged = order.clone();
    let mut run = 1;
    while run < count {
        for start in (0..count).step_by(run * 2) {
            let middle = count.min(start + run);
            let (mut left, mut right) = (start, middle);
            let end = count.min(middle + run);
            // What is nearly in order, as lockfiles are, takes hardly more than one look.
            if middle == end || compare(order[middle - 1], order[middle]).is_le() {
                merged[start..end].copy_from_slice(&order[start..end]);
                continue;
            }
            for place in &mut merged[start..end] {
                let takes_right =
                    left == middle || (right < end && compare(order[right], order[left]).is_lt());
                let from = if takes_right { &mut right } else { &mut left };
                *place = order[*from];
                *from += 1;
            }
        }
        core::mem::swap(&mut order, &mut merged);
        run *= 2;
    }
    order
}

/// Puts at each place the item whose number stands there, along the cycles of the permutation.
fn permute<T>(items: &mut [T], mut order: Vec<usize>) {
    for start in 0..order.len() {
        let mut at = start;
        while order[at] != start {
            let from = core::mem::replace(&mut order[at], at);
            items.swap(at, from);
            at = from;
        }
        order[at] = at;
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn the_order_is_that_of_the_standard_library(
            items in prop::collection::vec((0_u8..20, any::<u16>()), 0..200),
        ) {
            let (mut ours, mut theirs) = (items.clone(), items);
            super::by(&mut ours, |a, b| a.0.cmp(&b.0));
            theirs.sort_by_key(|item| item.0);
            prop_assert_eq!(ours, theirs);
        }
    }

    #[test]
    fn equal_items_stay_in_their_order() {
        let mut items = [(2, 'a'), (1, 'b'), (2, 'c'), (1, 'd')];
        super::by(&mut items, |a, b| a.0.cmp(&b.0));
        assert_eq!(items, [(1, 'b'), (1, 'd'), (2, 'a'), (2, 'c')]);
    }
}
