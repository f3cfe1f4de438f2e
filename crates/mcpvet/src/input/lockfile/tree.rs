//! Trees that tools print: each package below the one that needs it, in as many places as need it.
//!
//! Readers add places. At the end each package is listed once, where it stands first, and the
//! places say who needs whom. What a package of the project needs is direct, and what that is for
//! goes on to everything behind it.

use core::cmp::Ordering;

use super::graph::{Step, spread};
use crate::input::Inventory;
use crate::input::limits::MAX_PACKAGES;
use crate::package::{Groups, Package, Source};
use crate::sort;

/// The places of a tree.
#[derive(Default)]
pub(super) struct Tree<'a> {
    packages: Vec<Package<'a>>,
    /// From place to place.
    steps: Vec<Step>,
    /// Whether the tree has its roots at what is needed.
    pub(super) is_inverted: bool,
    /// Whether what has the name and version of a package of the project is that package.
    knows_members: bool,
}

impl<'a> Tree<'a> {
    /// A tree in which what has the name and version of a package of the project is that package.
    pub(super) fn of_modules() -> Self {
        Self { knows_members: true, ..Self::default() }
    }

    /// Adds a place below another one, which needs the package for `groups`, or for the same as
    /// itself when there are none. The number of the place.
    pub(super) fn add(
        &mut self,
        package: Package<'a>,
        asker: Option<usize>,
        groups: Groups,
    ) -> usize {
        let place = self.packages.len();
        // One over the limit makes the inventory say so.
        if place > MAX_PACKAGES {
            return place - 1;
        }
        self.packages.push(package);
        self.steps.extend(asker.map(|asker| (asker as u32, place as u32, groups)));
        place
    }

    /// The package of a place.
    pub(super) fn package(&self, place: usize) -> &Package<'a> {
        &self.packages[place]
    }

    /// Lists each package once.
    pub(super) fn finish(mut self, inventory: &mut Inventory<'a>) {
        if let Some(last) = self.packages.get(MAX_PACKAGES) {
            let message = "more than 500000 entries: the rest is not checked";
            inventory.error("too-many-packages", message, last.span);
        }
        let places = self.packages.iter().enumerate();
        let named = places.filter(|(_, package)| package.direct == Some(true));
        let named: Vec<_> = named.map(|(place, package)| (place, package.groups)).collect();
        let numbers = self.unite();
        let named = named.into_iter().map(|(place, groups)| (numbers[place], groups)).collect();
        for (from, to, _) in &mut self.steps {
            (*from, *to) = (numbers[*from as usize], numbers[*to as usize]);
            if self.is_inverted {
                core::mem::swap(from, to);
            }
        }
        // A tree says the same thing again and again.
        let key = |step: &Step| (step.0, step.1, step.2.names().count());
        sort::by(&mut self.steps, |a, b| key(a).cmp(&key(b)));
        self.steps.dedup();
        let direct = self.mark_direct(named);
        let needs: Vec<_> = self.steps.iter().map(|step| (step.0, step.1)).collect();
        spread(&mut self.packages, self.steps, direct);
        let base = inventory.packages.len();
        self.packages.into_iter().for_each(|package| inventory.push(package));
        needs
            .into_iter()
            .for_each(|(from, to)| inventory.need(base + from as usize, base + to as usize));
    }

    /// Keeps the first place of each package; of each place, the number of its package.
    fn unite(&mut self) -> Vec<u32> {
        let packages = &self.packages;
        let order = sort::order(packages.len(), &|a, b| compare(&packages[a], &packages[b]));
        let mut first: Vec<usize> = (0..packages.len()).collect();
        for pair in order.windows(2) {
            let known = &packages[first[pair[0]]];
            let next = &packages[pair[1]];
            let is_member = self.knows_members && known.source == Source::Local;
            let fits = known.source == next.source || is_member;
            if fits && same(known, next).is_eq() {
                first[pair[1]] = first[pair[0]];
            }
        }
        let (mut count, mut numbers) = (0, vec![0; first.len()]);
        for place in (0..first.len()).filter(|place| first[*place] == *place) {
            numbers[place] = count;
            count += 1;
        }
        for place in 0..first.len() {
            numbers[place] = numbers[first[place]];
        }
        let mut place = 0;
        self.packages.retain(|_| {
            place += 1;
            first[place - 1] == place - 1
        });
        numbers
    }

    /// Marks what the project names and what its packages need, if there is such; the numbers of
    /// those.
    fn mark_direct(&mut self, mut named: Vec<(u32, Groups)>) -> Vec<u32> {
        let is_local: Vec<bool> =
            self.packages.iter().map(|package| package.source == Source::Local).collect();
        for (from, to, groups) in &self.steps {
            if is_local[*from as usize] && (self.knows_members || !is_local[*to as usize]) {
                let groups = if *groups == Groups::NONE { Groups::PROD } else { *groups };
                named.push((*to, groups));
            }
        }
        if !named.is_empty() {
            for package in self.packages.iter_mut().filter(|it| it.source != Source::Local) {
                package.direct = Some(false);
            }
        }
        for (number, groups) in &named {
            let package = &mut self.packages[*number as usize];
            package.direct = Some(true);
            package.groups = package.groups.and(*groups);
        }
        sort::by(&mut named, |a, b| a.0.cmp(&b.0));
        named.dedup_by_key(|(number, _)| *number);
        named.into_iter().map(|(number, _)| number).collect()
    }
}

/// Packages of the project stand in front of others with their name and version.
fn compare(a: &Package<'_>, b: &Package<'_>) -> Ordering {
    let rank = |package: &Package<'_>| (package.source != Source::Local, package.source as u8);
    same(a, b).then_with(|| rank(a).cmp(&rank(b)))
}

/// Whether the name and the version are the same.
fn same(a: &Package<'_>, b: &Package<'_>) -> Ordering {
    let key = |package: &Package<'_>| package.requirement.class as u8;
    (&*a.name, &*a.requirement.text, key(a)).cmp(&(&*b.name, &*b.requirement.text, key(b)))
}
