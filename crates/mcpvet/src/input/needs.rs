//! Why a package is there: the chains of packages from one that the project names itself to it.
//!
//! Readers note who needs whom ([`Inventory::need`]). Of all chains the shortest are shown, up to
//! [`MAX_CHAINS`] a package; chains of more than [`MAX_CHAIN`] packages are not.

use super::Inventory;
use super::limits::{MAX_CHAIN, MAX_CHAINS};
use crate::package::{Package, Source, Span};

/// One package needs another, by their numbers in the inventory.
pub(crate) type Need = (u32, u32);

/// What a reader keeps for [`Inventory::need_later`], where that saves another walk.
#[derive(Debug, Default)]
pub(crate) struct Traces {
    /// The number of a package, and where in the text the names stand that it needs.
    pub(crate) asking: Vec<(u32, u32)>,
    /// Where the path of a link stands, and the path that it leads to.
    pub(crate) links: Vec<(Span, Span)>,
}

/// How to find out who needs whom.
pub(crate) type FindNeeds = fn(&str, &Inventory<'_>, &Traces) -> Vec<Need>;

/// The shortest chains of an inventory.
#[derive(Default)]
pub(crate) struct Chains {
    /// Of each package: those that need it and are one step nearer to where the project begins.
    askers: Rows,
    /// Of each package: how many steps it is from there.
    steps: Vec<u32>,
}

const UNREACHED: u32 = u32::MAX;

impl Chains {
    pub(crate) fn new(text: &str, inventory: &Inventory<'_>) -> Self {
        let needs = inventory.needs(text);
        if needs.is_empty() {
            return Self::default();
        }
        let packages = &inventory.packages;
        let needed = Rows::new(packages.len(), needs.iter().copied());
        let mut steps = vec![UNREACHED; packages.len()];
        let mut open = starts(packages, &needs);
        open.iter().for_each(|start| steps[*start as usize] = 0);
        let mut at = 0;
        while let Some(&from) = open.get(at) {
            for &to in needed.of(from) {
                if steps[to as usize] == UNREACHED {
                    steps[to as usize] = steps[from as usize] + 1;
                    open.push(to);
                }
            }
            at += 1;
        }
        let is_nearer = |(from, to): &&Need| {
            let (from, to) = (steps[*from as usize], steps[*to as usize]);
            from != UNREACHED && from + 1 == to
        };
        let nearer = needs.iter().filter(is_nearer).map(|need| (need.1, need.0));
        let askers = Rows::new(packages.len(), nearer);
        Self { askers, steps }
    }

    /// The shortest chains to a package, which stands last in each; none to one where the project
    /// begins or that nothing leads to.
    pub(crate) fn to(&self, package: usize) -> Vec<Vec<u32>> {
        let mut chains = Vec::new();
        match self.steps.get(package) {
            None | Some(&(0 | UNREACHED)) => {}
            Some(&steps) if steps as usize >= MAX_CHAIN => {}
            _ => self.walk(&mut vec![package as u32], &mut chains),
        }
        chains
    }

    /// Follows the askers; each of them begins at least one chain, so that this ends with the last
    /// chain that is kept.
    fn walk(&self, chain: &mut Vec<u32>, chains: &mut Vec<Vec<u32>>) {
        let Some(&first) = chain.last() else { return };
        if self.steps[first as usize] == 0 {
            return chains.push(chain.iter().rev().copied().collect());
        }
        let mut before = UNREACHED;
        for &asker in self.askers.of(first) {
            if chains.len() == MAX_CHAINS {
                return;
            }
            // One that needs it in two groups stands there twice.
            if asker != core::mem::replace(&mut before, asker) {
                chain.push(asker);
                self.walk(chain, chains);
                chain.pop();
            }
        }
    }
}

/// Where the project begins: what it names itself, and the members of it that nobody needs. Where
/// the text does not know the former, as version 1 of a package-lock.json, all that nobody needs.
fn starts(packages: &[Package<'_>], needs: &[Need]) -> Vec<u32> {
    let mut is_needed = vec![false; packages.len()];
    needs.iter().for_each(|(_, to)| is_needed[*to as usize] = true);
    let names_any = packages.iter().any(|package| package.direct == Some(true));
    let mut starts: Vec<u32> = (0..packages.len() as u32).collect();
    starts.retain(|at| {
        let package = &packages[*at as usize];
        let may_be_first = package.source == Source::Local || !names_any;
        package.direct == Some(true) || (may_be_first && !is_needed[*at as usize])
    });
    starts
}

/// For each package a row of others.
#[derive(Default)]
struct Rows {
    /// Where the row of each begins; one more for the end of the last.
    start: Vec<u32>,
    others: Vec<u32>,
}

impl Rows {
    fn new(packages: usize, pairs: impl Iterator<Item = Need> + Clone) -> Self {
        let mut start = vec![0_u32; packages + 2];
        pairs.clone().for_each(|(of, _)| start[of as usize + 2] += 1);
        for index in 2..start.len() {
            start[index] += start[index - 1];
        }
        let mut others = vec![0; pairs.clone().count()];
        for (of, other) in pairs {
            let place = &mut start[of as usize + 1];
            others[*place as usize] = other;
            *place += 1;
        }
        Self { start, others }
    }

    fn of(&self, package: u32) -> &[u32] {
        let at = package as usize;
        match (self.start.get(at), self.start.get(at + 1)) {
            (Some(&start), Some(&end)) => &self.others[start as usize..end as usize],
            _ => &[],
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Chains, MAX_CHAIN, MAX_CHAINS};
    use crate::input::Inventory;
    use crate::package::{Ecosystem, Package, Requirement, Span};

    /// Packages of which the first ones are direct, and who needs whom.
    fn chains(packages: usize, direct: usize, needs: &[(usize, usize)]) -> Chains {
        let mut inventory = Inventory::default();
        for number in 0..packages {
            let name = number.to_string().into();
            let mut package =
                Package::new(Ecosystem::Npm, name, Requirement::none(), Span::default());
            package.direct = Some(number < direct);
            inventory.push(package);
        }
        needs.iter().for_each(|(from, to)| inventory.need(*from, *to));
        Chains::new("", &inventory)
    }

    #[test]
    fn the_shortest_chains_are_shown() {
        let chains = chains(6, 2, &[(0, 2), (1, 2), (2, 3), (0, 4), (4, 2), (3, 5)]);
        assert_eq!(chains.to(3), [[0, 2, 3], [1, 2, 3]]);
        assert_eq!(chains.to(5), [[0, 2, 3, 5], [1, 2, 3, 5]]);
        assert!(chains.to(0).is_empty(), "the project names it itself");
    }

    #[test]
    fn circles_and_what_nobody_needs_have_an_end() {
        let chains = chains(5, 1, &[(0, 1), (1, 2), (2, 1), (2, 2), (3, 4), (4, 3)]);
        assert_eq!(chains.to(2), [[0, 1, 2]]);
        assert!(chains.to(3).is_empty() && chains.to(99).is_empty());
    }

    #[test]
    fn chains_are_bounded_in_number_and_length() {
        let wide: Vec<_> = (0..50).flat_map(|at| [(at, 50), (at, 51)]).collect();
        let double: Vec<_> = wide.iter().copied().chain([(50, 52), (51, 52)]).collect();
        assert_eq!(chains(53, 50, &double).to(52).len(), MAX_CHAINS);
        let long: Vec<_> = (0..MAX_CHAIN).map(|at| (at, at + 1)).collect();
        let chains = chains(MAX_CHAIN + 1, 1, &long);
        assert_eq!(chains.to(MAX_CHAIN - 1).len(), 1);
        assert!(chains.to(MAX_CHAIN).is_empty());
    }
}
