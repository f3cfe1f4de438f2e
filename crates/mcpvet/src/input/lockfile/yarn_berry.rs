//! `yarn.lock` of Yarn 2 and later: every package that it chose.
//!
//! Written by Yarn Berry, with `__metadata.version` 4 to 9. <https://yarnpkg.com/features/protocols>
//!
//! - A key holds the descriptors that an entry answers, with commas between them; `resolution` names
//!   the package: `name@npm:1.2.3`, `name@workspace:folder`, `name@https://…#commit=…`.
//! - `patch:` changes a package: it counts as the one that is changed, in the version that stands
//!   there.
//! - Entries of workspaces hold what the project names, with nothing on what is for developers.

use std::borrow::Cow;

use super::graph::{Graph, Id};
use super::node;
use crate::input::text::Text;
use crate::input::yaml::{self, Reader};
use crate::input::{Format, Head, Inventory, Likeness, Paths};
use crate::launch::npm_spec;
use crate::package::{Groups, Package, Pointer, Requirement, RequirementClass, Source};

/// See the module.
pub(crate) const FORMAT: Format = Format {
    id: "yarn-lock",
    title: "yarn.lock of Yarn 2 and later",
    file_names: &["yarn.lock"],
    sniff,
    parse,
    paths: Paths::YamlPath,
};

fn sniff(head: &Head<'_>) -> Likeness {
    let has_line = |start: &str| head.text.lines().any(|line| line.starts_with(start));
    if has_line("__metadata:") {
        Likeness::Certain
    } else if has_line("  resolution: \"") && has_line("  linkType: ") {
        Likeness::Likely
    } else {
        Likeness::No
    }
}

fn parse<'a>(text: &'a str, inventory: &mut Inventory<'a>) {
    yaml::read(text, inventory, &mut |reader, inventory| {
        let mut graph = Graph::default();
        reader.mapping(&mut |reader, key| {
            if key.text.value != "__metadata" {
                read_entry(reader, &key.text, &mut graph, inventory);
            }
        });
        graph.finish(inventory);
    });
}

/// The members of an entry that matter.
#[derive(Default)]
struct Entry<'a> {
    version: Option<Text<'a>>,
    resolution: Option<Text<'a>>,
    needs: Vec<Id<'a>>,
}

fn read_entry<'a>(
    reader: &mut Reader<'a>,
    key: &Text<'a>,
    graph: &mut Graph<'a>,
    inventory: &mut Inventory<'a>,
) {
    let mut entry = Entry::default();
    if !reader.mapping(&mut |reader, member| entry.read(reader, &member.text)) {
        inventory.error("entry", "expected a mapping for this package", key.span);
        return;
    }
    let mut descriptors = key.value.split(", ").map(|part| key.slice(part));
    let first = descriptors.next().unwrap_or_default();
    let Some(mut package) = entry.package(&first) else {
        inventory.error("entry", "expected `name@range` and a resolution below it", key.span);
        return;
    };
    if package.requirement.class == RequirementClass::None {
        inventory.warning("no-version", "this entry has no version", package.span);
    }
    let in_version = entry.version.is_some_and(|version| version.span == package.span);
    if matches!(key.value, Cow::Borrowed(_)) {
        let member = if in_version { "version" } else { "resolution" };
        package.pointer = Some(Pointer { entries: "", key: key.span, member });
    }
    let is_workspace = package.requirement.text.starts_with("workspace:");
    let ids = core::iter::once(first).chain(descriptors).filter_map(|it| id_of_descriptor(&it));
    let ids: Vec<_> = ids.collect();
    package.alias = alias(&package, &ids);
    graph.add(package);
    ids.into_iter().for_each(|id| graph.answer_to(id));
    if is_workspace {
        entry.needs.into_iter().for_each(|id| graph.need(id, Groups::NONE, None));
    }
}

/// The name under which all descriptors ask for a package that has another one.
fn alias<'a>(package: &Package<'a>, ids: &[Id<'a>]) -> Option<Cow<'a, str>> {
    let (first, _) = ids.first()?;
    let by_its_name = ids.iter().any(|(name, _)| *name == package.name);
    (!by_its_name).then(|| first.clone())
}

impl<'a> Entry<'a> {
    fn read(&mut self, reader: &mut Reader<'a>, member: &Text<'a>) {
        match &*member.value {
            "version" => self.version = reader.scalar().map(|scalar| scalar.text),
            "resolution" => self.resolution = reader.scalar().map(|scalar| scalar.text),
            "dependencies" => {
                reader.mapping(&mut |reader, name| {
                    let range = reader.scalar().unwrap_or_default();
                    self.needs.push(id(&name.text, &range.text));
                });
            }
            _ => {}
        }
    }

    /// The package that the resolution names, or the first descriptor where there is none.
    fn package(&self, descriptor: &Text<'a>) -> Option<Package<'a>> {
        let (name, place) = node::split_name(self.resolution.as_ref().unwrap_or(descriptor))?;
        let place = match place.value.split_once('#') {
            Some((front, behind)) if front.starts_with("virtual:") => place.slice(behind),
            _ => place,
        };
        let (plain, parameters) = place.value.split_once("::").unwrap_or((&*place.value, ""));
        let plain = place.slice(plain);
        let version = self.version.as_ref().filter(|it| node::starts_with_digit(&it.value));
        if let Some(stated) = plain.value.strip_prefix("npm:") {
            let stated = plain.slice(stated);
            let mut package = node::package(&name, version.unwrap_or(&stated));
            // An archive that does not stand where registries keep theirs.
            if parameters.contains("__archiveUrl") && !parameters.contains("%2F-%2F") {
                package.source = Source::Url;
            }
            return Some(package);
        }
        if let Some(changed) = plain.value.strip_prefix("patch:") {
            let is_npm = changed.contains("@npm%3A") || changed.contains("@npm:");
            let source = if is_npm { Source::Registry } else { Source::Url };
            return Some(Package { source, ..node::package(&name, version.unwrap_or(&plain)) });
        }
        Some(elsewhere(&name, &plain))
    }
}

/// A package at a place that is no registry.
fn elsewhere<'a>(name: &Text<'a>, place: &Text<'a>) -> Package<'a> {
    let (front, fragment) = place.value.split_once('#').unwrap_or((&*place.value, ""));
    let mut package = npm_spec::of_dependency(name, &place.slice(front));
    let is_hash = |it: &&str| it.len() >= 40 && it.bytes().all(|b| b.is_ascii_hexdigit());
    let commit = fragment.split('&').find_map(|it| it.strip_prefix("commit=")).filter(is_hash);
    if front.starts_with("exec:") {
        package.source = Source::Local;
        package.requirement = Requirement::new(RequirementClass::Path, place.slice(front).value);
    } else if let Some(commit) = commit.map(|commit| place.slice(commit)) {
        package.source = Source::Git;
        package.requirement = Requirement::new(RequirementClass::GitCommit, commit.value);
        package.span = commit.span;
    }
    package
}

fn id_of_descriptor<'a>(descriptor: &Text<'a>) -> Option<Id<'a>> {
    node::split_name(descriptor).map(|(name, range)| id(&name, &range))
}

/// Up to version 6, `npm:` stands in keys alone; what `::` binds to one project, in keys too.
fn id<'a>(name: &Text<'a>, range: &Text<'a>) -> Id<'a> {
    let plain = range.value.split("::").next().unwrap_or_default();
    let plain = plain.strip_prefix("npm:").unwrap_or(plain);
    (name.value.clone(), range.slice(plain).value)
}
