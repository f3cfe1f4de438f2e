//! Who depends on whom: which packages the described project names itself.

use std::borrow::Cow;
use std::collections::BTreeMap;

use crate::input::Inventory;
use crate::package::{Groups, Package, Source};
use crate::sort;

/// Dependencies of one inventory that are kept; beyond that nothing is said about them.
const MAX_EDGES: usize = 1_000_000;

/// The packages of an inventory by their ids, and the lines between them.
#[derive(Default)]
pub(super) struct Graph<'a> {
    ids: BTreeMap<Cow<'a, str>, usize>,
    /// What the inventory describes.
    roots: Vec<Cow<'a, str>>,
    edges: Vec<Edge<'a>>,
    full: bool,
}

pub(super) struct Edge<'a> {
    pub(super) from: Cow<'a, str>,
    pub(super) to: Cow<'a, str>,
    /// Whether `from` needs `to`, and does not only hold it.
    pub(super) depends: bool,
    /// For what it is needed.
    pub(super) groups: Groups,
}

impl<'a> Graph<'a> {
    /// Gives the package that is added next its id; the first one with an id counts.
    pub(super) fn name(&mut self, id: Cow<'a, str>, index: usize) {
        self.ids.entry(id).or_insert(index);
    }

    /// Says that the inventory is about this id.
    pub(super) fn root(&mut self, id: Cow<'a, str>) {
        self.roots.push(id);
    }

    pub(super) fn edge(&mut self, edge: Edge<'a>) {
        match self.edges.len() < MAX_EDGES {
            true => self.edges.push(edge),
            false => self.full = true,
        }
    }

    /// Marks what is direct and what is the project itself, in which nobody has to look for
    /// advisories as long as the inventory says more than that.
    ///
    /// What a root names without any package URL, a lockfile for example, belongs to the project.
    pub(super) fn finish(mut self, inventory: &mut Inventory<'a>) {
        if self.full {
            return;
        }
        for edge in self.edges.iter().filter(|edge| edge.depends) {
            if let (Some(&from), Some(&to)) = (self.ids.get(&edge.from), self.ids.get(&edge.to)) {
                inventory.need(from, to);
            }
        }
        let packages = &mut inventory.packages;
        sort::by(&mut self.edges, |a, b| a.from.cmp(&b.from));
        self.mark_groups(packages);
        let mut named = vec![false; packages.len()];
        let mut followed = vec![false; packages.len()];
        let mut known = false;
        let mut open = self.roots.clone();
        while let Some(id) = open.pop() {
            for edge in self.edges_from(&id).filter(|edge| edge.depends) {
                known = true;
                let Some(&index) = self.ids.get(&edge.to) else { continue };
                let Some(package) = packages.get(index) else { continue };
                named[index] = true;
                let inside = package.ecosystem.is_none() && package.source == Source::Registry;
                if inside && !core::mem::replace(&mut followed[index], true) {
                    open.push(edge.to.clone());
                }
            }
        }
        for &index in self.ids.values().filter(|_| known) {
            packages[index].direct = Some(named[index]);
        }
        for id in &self.roots {
            let Some(&index) = self.ids.get(id) else { continue };
            if self.edges_from(id).next().is_some() {
                (packages[index].source, packages[index].direct) = (Source::Local, None);
            }
        }
    }

    fn mark_groups(&self, packages: &mut [Package<'a>]) {
        for edge in self.edges.iter().filter(|edge| edge.groups != Groups::default()) {
            if let Some(package) = self.ids.get(&edge.to).and_then(|index| packages.get_mut(*index))
            {
                package.groups = package.groups.and(edge.groups);
            }
        }
    }

    fn edges_from(&self, id: &str) -> impl Iterator<Item = &Edge<'a>> {
        let start = self.edges.partition_point(|edge| *edge.from < *id);
        let id = id.to_owned();
        self.edges[start..].iter().take_while(move |edge| edge.from == id)
    }
}
