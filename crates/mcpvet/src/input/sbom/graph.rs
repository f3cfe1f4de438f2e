//! Who needs whom: what the described project names itself, and all other needs.

use core::ops::Range;
use std::borrow::Cow;

use super::MAX_URLS;
use crate::input::Inventory;
use crate::package::{Groups, Source};
use crate::sort;

/// Dependencies of one inventory that are kept; beyond that nothing is said about them.
const MAX_EDGES: usize = 1_000_000;

type Id<'a> = Cow<'a, str>;

/// Where the versions of the packages of one entry stand: the first and the last place.
pub(super) type Places = (u32, u32);

/// The packages of an inventory by their ids, and the lines between them.
#[derive(Default)]
pub(super) struct Graph<'a> {
    /// Ids, and what they name.
    ids: Vec<(Id<'a>, Places)>,
    /// What the inventory describes.
    roots: Vec<Id<'a>>,
    edges: Vec<Edge<'a>>,
}

struct Edge<'a> {
    from: Id<'a>,
    to: Id<'a>,
    /// Whether `from` needs `to`, and does not only hold it.
    needs: bool,
    /// For what it is needed.
    groups: Groups,
}

impl<'a> Graph<'a> {
    /// Gives the packages of an entry their id; the first entry with an id counts.
    pub(super) fn name(&mut self, id: Id<'a>, places: Places) {
        self.ids.push((id, places));
    }

    /// Says that the inventory is about this id.
    pub(super) fn root(&mut self, id: Id<'a>) {
        self.roots.push(id);
    }

    /// Says nothing about what is direct.
    pub(super) fn forget_roots(&mut self) {
        self.roots.clear();
    }

    /// `from` needs `to`, or only holds it.
    pub(super) fn edge(&mut self, from: Id<'a>, to: Id<'a>, needs: bool, groups: Groups) {
        // One more than is kept says that there are more.
        if self.edges.len() <= MAX_EDGES {
            self.edges.push(Edge { from, to, needs, groups });
        }
    }

    /// Hands on who needs whom. Marks what is direct and what is the project itself, in which
    /// nobody has to look for advisories as long as the inventory says more than that.
    ///
    /// What a root names or holds without any package URL, a lockfile for example, belongs to the
    /// project. The packages stand in the order of the text.
    pub(super) fn finish(mut self, inventory: &mut Inventory<'a>) {
        if self.edges.len() > MAX_EDGES {
            return;
        }
        sort::by(&mut self.ids, |a, b| a.0.cmp(&b.0));
        sort::by(&mut self.edges, |a, b| a.from.cmp(&b.from));
        let mut direct = vec![None; inventory.packages.len()];
        for edge in &self.edges {
            for to in self.find(&edge.to, inventory) {
                let groups = &mut inventory.packages[to].groups;
                *groups = groups.and(edge.groups);
                for from in self.find(&edge.from, inventory).filter(|_| edge.needs) {
                    inventory.need(from, to);
                }
            }
        }
        let mut known = false;
        let mut open = self.roots.clone();
        while let Some(id) = open.pop() {
            for edge in self.edges_from(&id) {
                known |= edge.needs;
                for to in self.find(&edge.to, inventory) {
                    let package = &inventory.packages[to];
                    let inside = package.ecosystem.is_none() && package.source == Source::Registry;
                    if inside && direct[to].is_none() {
                        open.push(edge.to.clone());
                    }
                    if edge.needs || inside {
                        direct[to] = Some(edge.needs || direct[to] == Some(true));
                    }
                }
            }
        }
        for (_, places) in self.ids.iter().filter(|_| known) {
            for index in at(*places, inventory) {
                inventory.packages[index].direct = Some(direct[index].unwrap_or_default());
            }
        }
        for id in &self.roots {
            // Some tools say of each package that it is described: what others need is no project.
            let is_project = !self.edges_from(id).is_empty();
            for index in self.find(id, inventory).filter(|_| is_project) {
                if direct[index] != Some(true) {
                    let package = &mut inventory.packages[index];
                    (package.source, package.direct) = (Source::Local, None);
                }
            }
        }
    }

    /// The numbers of the packages with this id.
    fn find(&self, id: &str, inventory: &Inventory<'_>) -> Range<usize> {
        let first = self.ids.partition_point(|(own, _)| **own < *id);
        let found = self.ids.get(first).filter(|(own, _)| own == id);
        found.map_or(0..0, |(_, places)| at(*places, inventory))
    }

    fn edges_from(&self, id: &str) -> &[Edge<'a>] {
        let start = self.edges.partition_point(|edge| *edge.from < *id);
        let count = self.edges[start..].partition_point(|edge| *edge.from == *id);
        &self.edges[start..start + count]
    }
}

/// The numbers of the packages whose versions stand there: entries lie one behind the other.
fn at((first, last): Places, inventory: &Inventory<'_>) -> Range<usize> {
    let packages = &inventory.packages;
    let start = packages.partition_point(|package| package.span.start < first);
    // What YAML repeats by aliases stands in one place any number of times.
    let behind = packages[start..].iter().take(MAX_URLS);
    start..start + behind.take_while(|package| package.span.start <= last).count()
}
