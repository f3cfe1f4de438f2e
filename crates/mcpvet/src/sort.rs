//! Sorting with one copy of the code. Each type that the standard library sorts brings eight
//! kilobytes of its own to the wasm module; here numbers are sorted, and the items follow them.

use core::cmp::Ordering;

/// Sorts by a comparison; equal items keep their order.
pub(crate) fn by<T>(items: &mut [T], compare: impl Fn(&T, &T) -> Ordering) {
    let mut order: Vec<usize> = (0..items.len()).collect();
    numbers(&mut order, &|a, b| compare(&items[a], &items[b]));
    for start in 0..order.len() {
        // A cycle of items of which each goes to the place of the one before.
        let mut at = start;
        while order[at] != start {
            let next = core::mem::replace(&mut order[at], at);
            items.swap(at, next);
            at = next;
        }
        order[at] = at;
    }
}

/// Sorts numbers by a comparison of what they stand for; equal ones keep their order.
#[inline(never)]
pub(crate) fn numbers(order: &mut [usize], compare: &dyn Fn(usize, usize) -> Ordering) {
    order.sort_by(|a, b| compare(*a, *b));
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn it_sorts_as_the_standard_library_does(mut items: Vec<(u8, u16)>) {
            let mut expected = items.clone();
            expected.sort_by_key(|item| item.0);
            super::by(&mut items, |a, b| a.0.cmp(&b.0));
            prop_assert_eq!(items, expected);
        }
    }
}
