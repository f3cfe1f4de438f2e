//! Trees repeat a package below each one that needs it; a list of packages has it once.

use core::cmp::Ordering;

use crate::input::Inventory;
use crate::package::Package;
use crate::sort;

/// Adds packages in the order of the text, each with the groups of all its places; one that is
/// direct at some place is direct.
pub(super) fn push_once<'a>(mut packages: Vec<Package<'a>>, inventory: &mut Inventory<'a>) {
    let order = sort::order(packages.len(), &|a, b| compare(&packages[a], &packages[b]));
    let mut again = vec![false; packages.len()];
    let mut first: Option<usize> = None;
    for index in order {
        match first {
            Some(first) if compare(&packages[first], &packages[index]).is_eq() => {
                let (groups, direct) = (packages[index].groups, packages[index].direct);
                packages[first].groups = packages[first].groups.and(groups);
                packages[first].direct = packages[first].direct.max(direct);
                again[index] = true;
            }
            _ => first = Some(index),
        }
    }
    for (package, again) in packages.into_iter().zip(again) {
        if !again {
            inventory.push(package);
        }
    }
}

fn compare(a: &Package<'_>, b: &Package<'_>) -> Ordering {
    let version = |package: &Package<'_>| (package.source as u8, package.requirement.class as u8);
    (&*a.name, &*a.requirement.text, version(a)).cmp(&(&*b.name, &*b.requirement.text, version(b)))
}
