//! Inventories that other tools made, and how all of them are walked through.
//!
//! A format is a [`Layout`]: which members of its outermost object hold entries, and what adds an
//! entry to the [`Bill`]. An entry is read into a small tree that has only the members that its
//! format looks at, whether it was written in JSON, YAML or XML; entries inside of entries are
//! read one by one, so that no part of an inventory has to fit into one tree.
//!
//! A package URL says best which package an entry means; without one, its name and version are
//! looked up in every ecosystem. Where an entry has several, each is looked up: advisories can name
//! the package by any of them.

pub(super) mod cyclonedx;
pub(super) mod github;
mod graph;
mod layout;
pub(super) mod spdx;
pub(super) mod spdx_graph;
pub(super) mod spdx_tags;
pub(super) mod syft;
mod xml;

use self::graph::{Graph, Places};
use super::text::Text;
use super::value::Value;
use super::{Inventory, Level, purl};
use crate::package::{Ecosystem, Package, Requirement, RequirementClass, Source, Span};
use crate::sort;

/// Package URLs of one entry that are looked up; the tools that write several have two or three.
const MAX_URLS: usize = 8;

/// What one inventory says so far.
#[derive(Default)]
struct Bill<'a> {
    graph: Graph<'a>,
    /// Where the version of the project itself stands.
    project: Option<u32>,
    /// Entries that are no packages: how many, and the first one.
    passed: Option<(usize, Span)>,
}

impl<'a> Bill<'a> {
    /// Adds the packages that one entry means, which others name by `id`.
    fn push(
        &mut self,
        packages: Vec<Package<'a>>,
        id: Option<Text<'a>>,
        inventory: &mut Inventory<'a>,
    ) {
        let mut places: Option<Places> = None;
        for package in packages {
            let Span { start, .. } = package.span;
            let (first, last) = places.unwrap_or((start, start));
            places = Some((first.min(start), last.max(start)));
            inventory.push(package);
        }
        if let (Some(id), Some(places)) = (id, places) {
            self.graph.name(id.value, places);
        }
    }

    /// Puts the packages in the order of the text, and says who needs whom. Of a text that breaks
    /// off, what is direct is known only in part, so nothing is said about that.
    fn finish(mut self, whole: bool, inventory: &mut Inventory<'a>) {
        if !whole {
            self.graph.forget_roots();
        }
        // An entry stands in front of those inside of it, but is known only behind them.
        sort::by(&mut inventory.packages, |a, b| a.span.start.cmp(&b.span.start));
        self.graph.finish(inventory);
        let alone = inventory.packages.len() < 2;
        let project = inventory.packages.iter_mut();
        let mut project = project.filter(|package| Some(package.span.start) == self.project);
        if let Some(package) = project.next().filter(|_| !alone) {
            (package.source, package.direct) = (Source::Local, None);
        }
        if let Some((count, span)) = self.passed {
            let message = format!(
                "{count} components are files, devices, systems or data without a package URL: no packages to look up"
            );
            inventory.note(Level::Info, "no-package", message, Some(span));
        }
    }
}

/// What an entry says about the package that it means.
#[derive(Default)]
struct Identity<'a> {
    purls: Vec<Text<'a>>,
    /// The ecosystem, where the entry says it beside the package URL.
    ecosystem: Option<Ecosystem>,
    group: Option<Text<'a>>,
    name: Option<Text<'a>>,
    version: Option<Text<'a>>,
}

impl<'a> Identity<'a> {
    /// The package under each of its names; a note when there is none. `at` is the entry itself.
    fn packages(mut self, at: Span, inventory: &mut Inventory<'a>) -> Vec<Package<'a>> {
        let version = stated(self.version.take());
        let mut packages: Vec<Package<'a>> = Vec::new();
        for purl in core::mem::take(&mut self.purls) {
            let Some(purl) = stated(Some(purl)) else { continue };
            let Some(package) = purl::read(&purl) else {
                let message = "expected a package URL such as `pkg:npm/name@1.2.3`";
                inventory.warning("purl", message, purl.span);
                continue;
            };
            let package = complete(package, version.clone());
            if packages.iter().any(|other| is_same(other, &package)) {
                continue;
            }
            if packages.len() == MAX_URLS {
                let message = "more than 8 package URLs in one entry: the rest is not checked";
                inventory.error("entry", message, purl.span);
                break;
            }
            packages.push(package);
        }
        if packages.is_empty() {
            packages.extend(self.named(at, inventory).map(|package| complete(package, version)));
        }
        packages
    }

    /// The package by its name, without its version.
    fn named(self, at: Span, inventory: &mut Inventory<'a>) -> Option<Package<'a>> {
        let Some(name) = stated(self.name) else {
            let message = "this entry has neither a package URL nor a name; it was not read";
            inventory.error("entry", message, at);
            return None;
        };
        // Names of domains, which no URL begins with, are groups of Maven.
        let of_maven = |group: &str| match self.ecosystem {
            Some(ecosystem) => ecosystem == Ecosystem::Maven,
            None => group.contains('.') && ![group, &*name.value].iter().any(|it| it.contains('/')),
        };
        let full = match stated(self.group) {
            Some(group) => {
                let joint = if of_maven(&group.value) { ":" } else { "/" };
                [&*group.value, joint, &*name.value].concat().into()
            }
            None => name.value,
        };
        Some(match self.ecosystem {
            Some(ecosystem) => Package::new(ecosystem, full, Requirement::none(), name.span),
            None => Package::unnamed(full, Requirement::none(), name.span),
        })
    }
}

/// Whether two package URLs of one entry say the same to whoever looks for advisories.
fn is_same(a: &Package<'_>, b: &Package<'_>) -> bool {
    let key = |package: &Package<'_>| (package.ecosystem, package.source);
    key(a) == key(b) && a.name == b.name && a.requirement.text == b.requirement.text
}

/// Adds the version that stands beside a package URL, and tells ranges from versions: an inventory
/// of a manifest repeats what that asks for.
fn complete<'a>(mut package: Package<'a>, version: Option<Text<'a>>) -> Package<'a> {
    let requirement = &mut package.requirement;
    if let Some(version) = version
        && requirement.class == RequirementClass::None
    {
        requirement.class = purl::class_in(package.ecosystem, &version.value);
        (requirement.text, package.span) = (version.value, version.span);
    }
    if requirement.class == RequirementClass::Exact
        && requirement.text.bytes().any(|byte| b"^~<>=*|, ".contains(&byte))
        && package.ecosystem.is_some_and(|ecosystem| ecosystem.purl_namespace().is_none())
    {
        requirement.class = RequirementClass::Range;
    }
    package
}

/// A member that says something: inventories fill gaps with words of their own.
fn stated(text: Option<Text<'_>>) -> Option<Text<'_>> {
    text.filter(|text| !["", "NOASSERTION", "NONE", "UNKNOWN"].contains(&&*text.value))
}

/// Where an entry begins, for notes about it.
fn beginning(entry: &Value<'_>) -> Span {
    Span { end: entry.span.start + 1, ..entry.span }
}
