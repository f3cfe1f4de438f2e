//! Who needs whom: what the described project names itself, and all other needs.

use std::borrow::Cow;

use crate::input::Inventory;
use crate::package::{Groups, Source};
use crate::sort;

/// Dependencies of one inventory that are kept; beyond that nothing is said about them.
const MAX_EDGES: usize = 1_000_000;

type Id<'a> = Cow<'a, str>;

/// The packages of an inventory by their ids, and the lines between them.
#[derive(Default)]
pub(super) struct Graph<'a> {
    /// Ids, and where the version of each package stands.
    ids: Vec<(Id<'a>, u32)>,
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
    /// Gives the package whose version stands at `start` its id; the first one with an id counts.
    pub(super) fn name(&mut self, id: Id<'a>, start: u32) {
        self.ids.push((id, start));
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
            let Some(to) = self.find(&edge.to, inventory) else { continue };
            let groups = &mut inventory.packages[to].groups;
            *groups = groups.and(edge.groups);
            if let Some(from) = self.find(&edge.from, inventory).filter(|_| edge.needs) {
                inventory.need(from, to);
            }
        }
        let mut known = false;
        let mut open = self.roots.clone();
        while let Some(id) = open.pop() {
            for edge in self.edges_from(&id) {
                known |= edge.needs;
                let Some(to) = self.find(&edge.to, inventory) else { continue };
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
        for (_, start) in self.ids.iter().filter(|_| known) {
            if let Some(index) = at(*start, inventory) {
                inventory.packages[index].direct = Some(direct[index].unwrap_or_default());
            }
        }
        for id in &self.roots {
            // Some tools say of each package that it is described: what others need is no project.
            if let Some(index) = self.find(id, inventory)
                && direct[index] != Some(true)
                && !self.edges_from(id).is_empty()
            {
                let package = &mut inventory.packages[index];
                (package.source, package.direct) = (Source::Local, None);
            }
        }
    }

    /// The number of the package with this id.
    fn find(&self, id: &str, inventory: &Inventory<'_>) -> Option<usize> {
        let first = self.ids.partition_point(|(own, _)| **own < *id);
        let (own, start) = self.ids.get(first)?;
        if own == id { at(*start, inventory) } else { None }
    }

    fn edges_from(&self, id: &str) -> &[Edge<'a>] {
        let start = self.edges.partition_point(|edge| *edge.from < *id);
        let count = self.edges[start..].partition_point(|edge| *edge.from == *id);
        &self.edges[start..start + count]
    }
}

/// The number of the package whose version stands there.
fn at(start: u32, inventory: &Inventory<'_>) -> Option<usize> {
    inventory.packages.binary_search_by(|package| package.span.start.cmp(&start)).ok()
}
