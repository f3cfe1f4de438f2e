//! Packages that a file asks for at one place, and of which it says at another where they come from.

use super::Inventory;
use crate::package::{Package, RequirementClass, Source};
use crate::sort;

/// Says of the packages from the number `first` on where they come from: `places` has the same names. What
/// of those nobody asks for is added.
pub(super) fn settle<'a>(first: usize, places: Vec<Package<'a>>, inventory: &mut Inventory<'a>) {
    let order = sort::order(places.len(), &|a, b| places[a].name.cmp(&places[b].name));
    let mut places: Vec<_> = places.into_iter().map(|place| (place, false)).collect();
    for package in inventory.packages.iter_mut().skip(first) {
        let at = order.partition_point(|number| places[*number].0.name < package.name);
        let found = order.get(at).map(|number| &mut places[*number]);
        let Some((place, is_used)) = found.filter(|(place, _)| place.name == package.name) else {
            continue;
        };
        *is_used = true;
        package.ecosystem = place.ecosystem;
        if place.source != Source::Registry || place.requirement.class != RequirementClass::None {
            package.requirement = place.requirement.clone();
            package.stated = place.stated.clone();
            (package.source, package.span) = (place.source, place.span);
        }
    }
    for (place, _) in places.into_iter().filter(|(_, is_used)| !is_used) {
        inventory.push(place);
    }
}
