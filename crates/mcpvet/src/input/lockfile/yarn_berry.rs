//! `yarn.lock` of Yarn 2 and later: every package that it chose.
//!
//! Written by Yarn Berry, with `__metadata.version` 4 to 9. <https://yarnpkg.com/features/protocols>
//!
//! - A key holds the descriptors that an entry answers, with commas between them; `resolution` names
//!   the package: `name@npm:1.2.3`, `name@workspace:folder`, `name@https://…#commit=…`.
//! - `patch:` changes a package: it counts as the one that is changed, in the version that stands
//!   there, whatever it is used as. Patches that come with Yarn (`builtin`) answer who asks for the
//!   package itself.
//! - Entries of workspaces hold what the project names, with nothing on what is for developers. What
//!   is optional for one may be needed by another, so that is left open too.
//! - What `resolutions` put in the place of a range answers to another one than is asked for.

use std::borrow::Cow;

use super::graph::{Graph, Id};
use super::node;
use crate::input::text::{Text, past};
use crate::input::yaml::{self, Reader};
use crate::input::{Format, Head, Inventory, Likeness, Paths};
use crate::launch::npm_spec;
use crate::package::{Groups, Package, Place, Pointer, Requirement, RequirementClass, Source};

/// See the module.
pub(crate) const FORMAT: Format = Format {
    id: "yarn-lock",
    title: "yarn.lock of Yarn 2 and later",
    file_names: &["yarn.lock"],
    sniff,
    parse,
    paths: Paths::YamlPath,
};

const VERSION: Place = Place { entries: "", member: "version" };
const RESOLUTION: Place = Place { entries: "", member: "resolution" };

fn sniff(head: &Head<'_>) -> Likeness {
    let has_line = |start: &str| head.begins(start);
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
        graph.replaces_ranges();
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
    let in_version = entry.version.as_ref().is_some_and(|version| version.span == package.span);
    if matches!(key.value, Cow::Borrowed(_)) {
        let place = if in_version { &VERSION } else { &RESOLUTION };
        package.pointer = Some(Pointer { key: key.span, place });
    }
    let is_workspace = package.requirement.text.starts_with("workspace:");
    let mut ids = Vec::new();
    for descriptor in core::iter::once(first).chain(descriptors) {
        ids.extend(node::split_name(&descriptor).map(|(name, range)| id(&name, &range)));
    }
    package.alias = alias(&package, &ids);
    graph.add(package);
    if let Some(asker) = ids.first().filter(|_| !is_workspace) {
        graph.ask_for(asker.clone());
    }
    for id in ids {
        if let Some(changed) = changed_by_yarn(&id) {
            graph.answer_to(changed);
        }
        graph.answer_to(id);
    }
    for wanted in entry.needs {
        if is_workspace {
            graph.need(wanted, Groups::NONE, None);
        } else {
            graph.need_of_asker(wanted, Groups::NONE);
        }
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
            let is_usual = ["%2F-%2F", "%2F%40jsr%2F"].iter().any(|part| parameters.contains(part));
            if parameters.contains("__archiveUrl") && !is_usual {
                package.source = Source::Url;
            }
            return Some(package);
        }
        if let Some((name, range)) = changed(&plain) {
            let is_npm = range.value.contains("npm%") || range.value.starts_with("npm:");
            let source = if is_npm || node::starts_with_digit(&range.value) {
                Source::Registry
            } else {
                Source::Url
            };
            return Some(Package { source, ..node::package(&name, version.unwrap_or(&plain)) });
        }
        let mut package = elsewhere(&name, &plain);
        if !plain.value.starts_with("workspace:") {
            node::state(&mut package, version);
        }
        Some(package)
    }
}

/// What `patch:name@npm%3A1.0.3#./file` changes: a name, and what stands for its version.
fn changed<'a>(range: &Text<'a>) -> Option<(Text<'a>, Text<'a>)> {
    let inner = range.value.strip_prefix("patch:")?;
    let inner = inner.split('#').next().unwrap_or_default();
    let (name, version) = node::split_name(&range.slice(inner))?;
    // `alias@npm%3Areal@1.0.0` changes `real`.
    let behind = version.value.split_once("npm%3A").map(|(_, behind)| version.slice(behind));
    Some(behind.and_then(|it| node::split_name(&it)).unwrap_or((name, version)))
}

/// Who asks for the package that a patch of Yarn's own changes.
fn changed_by_yarn<'a>((name, range): &Id<'a>) -> Option<Id<'a>> {
    let inner = range.strip_prefix("patch:")?;
    let (inner, patch) = inner.split_once('#')?;
    let version = inner.strip_prefix(&**name)?.strip_prefix('@')?;
    let version = past(past(version, "npm%3A"), "npm:");
    patch.contains("builtin<").then(|| (name.clone(), version.to_owned().into()))
}

/// A package at a place that is no registry.
fn elsewhere<'a>(name: &Text<'a>, place: &Text<'a>) -> Package<'a> {
    let (front, fragment) = place.value.split_once('#').unwrap_or((&*place.value, ""));
    let mut package = npm_spec::of_dependency(name, &place.slice(front));
    let is_hash = |it: &&str| it.len() >= 40 && it.bytes().all(|b| b.is_ascii_hexdigit());
    let commit = fragment.split('&').find_map(|it| it.strip_prefix("commit=")).filter(is_hash);
    if let Some(commit) = commit.map(|commit| place.slice(commit)) {
        package.source = Source::Git;
        package.requirement = Requirement::new(RequirementClass::GitCommit, commit.value);
        package.span = commit.span;
    }
    package
}

/// Up to version 6, `npm:` stands in keys alone; what `::` binds to one project, in keys too.
fn id<'a>(name: &Text<'a>, range: &Text<'a>) -> Id<'a> {
    let plain = range.value.split("::").next().unwrap_or_default();
    let plain = plain.strip_prefix("npm:").unwrap_or(plain);
    (name.value.clone(), range.slice(plain).value)
}
