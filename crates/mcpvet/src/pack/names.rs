//! The names that have an advisory, told from all others without a search.

use super::Pack;
use crate::hash::Filter;
use crate::package::Ecosystem;

/// Which packages of a pack have an advisory.
pub(crate) struct Names<'a> {
    pack: Pack<'a>,
    filter: Filter,
    /// By the number of the ecosystem, whether the pack has a package of it.
    covered: Vec<bool>,
}

impl<'a> Names<'a> {
    pub(crate) fn of(pack: &Pack<'a>) -> Self {
        let mut filter = Filter::with_room(pack.packages().count());
        let mut covered = vec![false; Ecosystem::all().count()];
        for package in pack.packages() {
            filter.add(package.name());
            if let Some(ecosystem) = package.ecosystem() {
                covered[ecosystem as usize] = true;
            }
        }
        Self { pack: *pack, filter, covered }
    }

    /// Whether other packages of the ecosystem have an advisory and this one has none.
    pub(crate) fn are_without(&self, ecosystem: Ecosystem, name: &str) -> bool {
        self.covered[ecosystem as usize]
            && (!self.filter.lets_through(name) || self.pack.find(ecosystem, name).is_none())
    }
}
