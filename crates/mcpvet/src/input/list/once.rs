//! Trees repeat a package below each one that needs it; a list of packages has it once.

use core::cmp::Ordering;

use crate::input::Inventory;
use crate::package::Package;
use crate::sort;

/// Adds packages in the order of the text, each with the groups of all its places; one that is
/// direct at some place is direct. `needs` say which of them, by their numbers, needs which.
pub(in crate::input) fn push_once<'a>(
    mut packages: Vec<Option<Package<'a>>>,
    needs: &[(usize, usize)],
    inventory: &mut Inventory<'a>,
) {
    let order = sort::order(packages.len(), &|a, b| compare(&packages[a], &packages[b]));
    // The number of the first package that is the same.
    let mut firsts: Vec<usize> = (0..packages.len()).collect();
    let mut last: Option<usize> = None;
    for index in order {
        match last {
            Some(first) if compare(&packages[first], &packages[index]).is_eq() => {
                firsts[index] = first;
                let again = packages[index].take();
                if let (Some(package), Some(again)) = (&mut packages[first], again) {
                    package.groups = package.groups.and(again.groups);
                    package.direct = package.direct.max(again.direct);
                }
            }
            _ => last = Some(index),
        }
    }
    // Of each its number in the inventory; there is none for what is not installed.
    let mut numbers = vec![usize::MAX; packages.len()];
    for (index, package) in packages.into_iter().enumerate() {
        if let Some(package) = package {
            numbers[index] = inventory.packages.len();
            inventory.push(package);
        }
    }
    let number = |index: usize| numbers[firsts[index]];
    needs.iter().for_each(|(from, to)| inventory.need(number(*from), number(*to)));
}

fn compare(a: &Option<Package<'_>>, b: &Option<Package<'_>>) -> Ordering {
    let (Some(a), Some(b)) = (a, b) else { return a.is_some().cmp(&b.is_some()) };
    let version = |package: &Package<'_>| (package.source as u8, package.requirement.class as u8);
    (&*a.name, &*a.requirement.text, version(a)).cmp(&(&*b.name, &*b.requirement.text, version(b)))
}
