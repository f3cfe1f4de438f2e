//! Who needs whom in a lockfile: which packages the project names itself, and what each is for.
//!
//! Readers add packages under the names by which others ask for them, and the requests. At the end
//! the requests of the project are followed: what it names is direct, and the group of a request
//! goes on to everything behind it. A request that nothing answers is left alone.

use std::borrow::Cow;

use crate::hash::hash;
use crate::input::Inventory;
use crate::input::limits::MAX_PACKAGES;
use crate::package::{Groups, Package, Source};
use crate::sort;

/// A name and what stands for the version there; how it is written is up to the format.
pub(super) type Id<'a> = (Cow<'a, str>, Cow<'a, str>);

/// The packages of a lockfile and who asks for them.
#[derive(Default)]
pub(super) struct Graph<'a> {
    packages: Vec<Package<'a>>,
    /// The ids under which each package answers.
    ids: Vec<(Id<'a>, u32)>,
    /// By the hash of an id where one of that hash stands in `ids`, or [`NOWHERE`].
    hints: Vec<u32>,
    /// Who asks, but for the project itself.
    askers: Vec<Id<'a>>,
    requests: Vec<Request<'a>>,
    /// Whether something else can have put other ranges in the place of those that are asked for.
    replaced: bool,
}

/// The hint where no id has that hash.
const NOWHERE: u32 = u32::MAX;

/// One package is needed by another, or by the project.
struct Request<'a> {
    /// The number of the asker; `None` for the project.
    asker: Option<u32>,
    wanted: Id<'a>,
    /// The groups that the request itself puts the package in.
    groups: Groups,
    /// What the project calls it, where that is another name.
    alias: Option<Cow<'a, str>>,
}

impl<'a> Graph<'a> {
    /// Adds a package, which answers to the ids that follow.
    pub(super) fn add(&mut self, package: Package<'a>) {
        // One over the limit makes the inventory say so.
        if self.packages.len() <= MAX_PACKAGES {
            self.packages.push(package);
        }
    }

    /// One more id under which the last package answers.
    pub(super) fn answer_to(&mut self, id: Id<'a>) {
        if let Some(last) = self.packages.len().checked_sub(1) {
            self.ids.push((id, last as u32));
        }
    }

    /// The project needs a package.
    pub(super) fn need(&mut self, wanted: Id<'a>, groups: Groups, alias: Option<Cow<'a, str>>) {
        self.requests.push(Request { asker: None, wanted, groups, alias });
    }

    /// Who asks by the requests that follow.
    pub(super) fn ask_for(&mut self, asker: Id<'a>) {
        self.askers.push(asker);
    }

    /// The last asker needs a package, for the same as itself or for `groups`.
    pub(super) fn need_of_asker(&mut self, wanted: Id<'a>, groups: Groups) {
        let asker = self.askers.len().checked_sub(1).map(|last| last as u32);
        self.requests.push(Request { asker, wanted, groups, alias: None });
    }

    /// Takes what nothing needs for what the project names itself, in a file that does not say so.
    pub(super) fn name_unneeded(&mut self) {
        self.sort();
        let mut needed = vec![false; self.packages.len()];
        for request in &self.requests {
            // Those of one id are marked together, and once.
            if self.first(&request.wanted).is_some_and(|at| !needed[at as usize]) {
                self.find(&request.wanted).iter().for_each(|(_, at)| needed[*at as usize] = true);
            }
        }
        for (package, _) in self.packages.iter_mut().zip(needed).filter(|(_, needed)| !needed) {
            package.direct = Some(true);
        }
    }

    /// Makes [`Self::answers`] ready, behind the last package.
    pub(super) fn sort(&mut self) {
        if !self.hints.is_empty() {
            return;
        }
        sort::by(&mut self.ids, |a, b| a.0.cmp(&b.0));
        // With four places for each id, most of what is asked for in vain meets an empty one.
        self.hints = vec![NOWHERE; (4 * self.ids.len()).next_power_of_two()];
        for (at, ((name, version), _)) in self.ids.iter().enumerate().rev() {
            let hint = hint(&self.hints, name, version);
            self.hints[hint] = at as u32;
        }
    }

    /// Whether a package has this id, whose second part is empty.
    pub(super) fn answers(&self, id: &str) -> bool {
        self.place_of(id, "").is_some()
    }

    /// Where the first of the packages stands that answer to an id. A hint that fits saves the
    /// search; one that does not is of another id with that hash.
    fn place_of(&self, name: &str, version: &str) -> Option<usize> {
        let at = self.hints[hint(&self.hints, name, version)];
        if at == NOWHERE || self.is_at(at as usize, name, version) {
            return (at != NOWHERE).then_some(at as usize);
        }
        let wanted = (name, version);
        let at = self.ids.partition_point(|((own, of), _)| (&**own, &**of) < wanted);
        self.is_at(at, name, version).then_some(at)
    }

    fn is_at(&self, at: usize, name: &str, version: &str) -> bool {
        self.ids.get(at).is_some_and(|((own, of), _)| own == name && of == version)
    }

    /// Whether the package with this id is one of the project.
    pub(super) fn is_local(&self, id: &Id<'a>) -> bool {
        let found = self.first(id);
        found.is_some_and(|index| self.packages[index as usize].source == Source::Local)
    }

    /// A range that no id has is answered by the only package of that name.
    pub(super) const fn replaces_ranges(&mut self) {
        self.replaced = true;
    }

    /// Hands the packages over. Where the project asks for something that nothing answers, the
    /// text leaves open which packages are not direct.
    pub(super) fn finish(mut self, inventory: &mut Inventory<'a>) {
        self.sort();
        let (project, others): (Vec<_>, Vec<_>) = core::mem::take(&mut self.requests)
            .into_iter()
            .partition(|request| request.asker.is_none());
        let known = self.mark_project(project);
        let marked = (0..self.packages.len() as u32)
            .filter(|index| self.packages[*index as usize].direct == Some(true));
        let marked: Vec<u32> = marked.collect();
        let askers: Vec<_> = self.askers.iter().map(|asker| self.first(asker)).collect();
        let steps = others.iter().filter_map(|request| self.step(request, &askers));
        let steps: Vec<Step> = steps.collect();
        let base = inventory.packages.len();
        let needs: Vec<_> = steps.iter().map(|step| (step.0 as usize, step.1 as usize)).collect();
        spread(&mut self.packages, steps, marked);
        for mut package in self.packages {
            if known && package.source != Source::Local {
                package.direct = Some(package.direct.unwrap_or_default());
            }
            inventory.push(package);
        }
        needs.into_iter().for_each(|(from, to)| inventory.need(base + from, base + to));
    }

    /// The first package that answers to an id.
    fn first(&self, wanted: &Id<'a>) -> Option<u32> {
        match self.place_of(&wanted.0, &wanted.1) {
            Some(at) => Some(self.ids[at].1),
            None if self.replaced => self.find_only(&wanted.0).first().map(|found| found.1),
            None => None,
        }
    }

    /// The packages that answer to an id.
    fn find(&self, wanted: &Id<'a>) -> &[(Id<'a>, u32)] {
        let Some(start) = self.place_of(&wanted.0, &wanted.1) else {
            return if self.replaced { self.find_only(&wanted.0) } else { &[] };
        };
        let same = self.ids[start..].iter().take_while(|(id, _)| id == wanted);
        &self.ids[start..start + same.count()]
    }

    /// The only package with a name, whatever it answers to. Names with many ranges are left alone,
    /// so that each look takes no longer.
    fn find_only(&self, name: &str) -> &[(Id<'a>, u32)] {
        let start = self.ids.partition_point(|((own, _), _)| &**own < name);
        let end = self.ids.partition_point(|((own, _), _)| &**own <= name);
        let own = &self.ids[start..end];
        let is_only = own.len() < 64 && own.iter().all(|id| id.1 == own[0].1);
        &own[..usize::from(is_only && !own.is_empty())]
    }

    /// From whom to whom a request goes; `askers` are those that were found. Of several answers,
    /// which differ in their peers alone, the first stands for all.
    fn step(&self, request: &Request<'a>, askers: &[Option<u32>]) -> Option<Step> {
        let from = *askers.get(request.asker? as usize)?;
        Some((from?, self.first(&request.wanted)?, request.groups))
    }

    /// Marks what the project asks for; whether every request has an answer, if there are any.
    fn mark_project(&mut self, mut requests: Vec<Request<'a>>) -> bool {
        // Each id is gone to once, so that many requests with many answers take no longer.
        sort::by(&mut requests, |a, b| a.wanted.cmp(&b.wanted));
        requests.dedup_by(|next, kept| {
            let same = next.wanted == kept.wanted;
            if same {
                kept.groups = kept.groups.and(next.groups);
            }
            same
        });
        let mut known = !requests.is_empty();
        for request in requests {
            let answers: Vec<u32> = self.find(&request.wanted).iter().map(|id| id.1).collect();
            // A peer is there only if somebody else asks for it.
            known &= !answers.is_empty() || request.groups == Groups::PEER;
            for index in answers {
                let package = &mut self.packages[index as usize];
                package.direct = Some(true);
                package.groups = package.groups.and(request.groups);
                if package.alias.is_none() && request.alias.as_ref() != Some(&package.name) {
                    package.alias.clone_from(&request.alias);
                }
            }
        }
        known
    }
}

/// Where the hint of an id stands.
fn hint(hints: &[u32], name: &str, version: &str) -> usize {
    let mixed = hash(name.as_bytes()).rotate_left(7) ^ hash(version.as_bytes());
    (mixed >> 32) as usize & (hints.len() - 1)
}

/// From one package to one that it needs, and the groups of the request.
pub(in crate::input) type Step = (u32, u32, Groups);

/// Gives the groups of packages to those that they need, until nothing changes. A package is gone
/// to again only when it is in one more group, of which there are six.
pub(in crate::input) fn spread(
    packages: &mut [Package<'_>],
    mut steps: Vec<Step>,
    mut open: Vec<u32>,
) {
    sort::by(&mut steps, |a, b| a.0.cmp(&b.0));
    while let Some(from) = open.pop() {
        let own = packages[from as usize].groups;
        let start = steps.partition_point(|step| step.0 < from);
        for (_, to, groups) in steps[start..].iter().take_while(|step| step.0 == from) {
            let given = if *groups == Groups::NONE { own } else { *groups };
            let package = &mut packages[*to as usize];
            let all = package.groups.and(given);
            if all != package.groups {
                package.groups = all;
                open.push(*to);
            }
        }
    }
}
