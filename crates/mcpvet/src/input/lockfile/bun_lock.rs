//! `bun.lock`: every package that Bun chose, as JSON with comments and trailing commas.
//!
//! Written by Bun from 1.2 on; the binary `bun.lockb` is told and not read.
//! <https://bun.sh/docs/pm/lockfile>
//!
//! - `packages` maps a path of names, `parent/name`, to a list that begins with `name@1.2.3`, or
//!   with the place behind the `@`. Another name in the path is an alias.
//! - The list goes on with the archive where that stands elsewhere, then with what the package
//!   needs. A name is looked for below the one who needs it, then one level up, and so on.
//! - `workspaces` say what each project names. `overrides`, `catalog` and `patchedDependencies`
//!   choose what stands in `packages` anyway; they and all other members are skipped.

use std::borrow::Cow;

use super::graph::Graph;
use super::node;
use crate::hash::Filter;
use crate::input::json::{self, Duplicates, Kind, Value};
use crate::input::limits::MAX_NAME_BYTES;
use crate::input::text::Text;
use crate::input::{Format, Head, Inventory, Likeness, Paths};
use crate::package::{Groups, Place, Pointer, Source};

/// See the module.
pub(crate) const FORMAT: Format = Format {
    id: "bun-lock",
    title: "bun.lock",
    file_names: &["bun.lock", "bun.lockb"],
    sniff,
    parse,
    paths: Paths::JsonPointer,
};

const PLACE: Place = Place { entries: "/packages", member: "0" };

/// What a project or a package needs, by section. What a package needs itself, or from whoever
/// uses it, is for the same as the package.
const SECTIONS: &[(&str, Groups, Groups)] = &[
    ("dependencies", Groups::PROD, Groups::NONE),
    ("devDependencies", Groups::DEV, Groups::DEV),
    ("optionalDependencies", Groups::OPTIONAL, Groups::OPTIONAL),
    ("peerDependencies", Groups::PEER, Groups::NONE),
];

/// What `bun.lockb` begins with.
const BINARY: &str = "#!/usr/bin/env bun\nbun-lockfile-format-";

fn sniff(head: &Head<'_>) -> Likeness {
    if head.text.starts_with(BINARY) {
        return Likeness::Certain;
    }
    if head.has_key("lockfileVersion") && head.has_key("workspaces") {
        Likeness::Certain
    } else {
        Likeness::No
    }
}

fn parse<'a>(text: &'a str, inventory: &mut Inventory<'a>) {
    if text.starts_with(BINARY) {
        let message = "a binary lockfile, which is not read; `bun install --save-text-lockfile` \
                       writes it as text";
        return inventory.error("binary", message, Default::default());
    }
    json::read(text, inventory, |reader, inventory| {
        let mut lock =
            Lock { inventory, graph: Graph::default(), paths: Vec::new(), needs: Vec::new() };
        let mut keys = Duplicates::default();
        let outcome = reader.object(|reader, section| {
            let is_packages = section.value == "packages";
            if !is_packages && section.value != "workspaces" {
                return reader.skip();
            }
            if reader.peek()? != Kind::Object {
                lock.note_object(&section);
                return reader.skip();
            }
            reader.object(|reader, key| {
                if is_packages {
                    keys.push(&key);
                }
                json::tree(reader, &mut |entry| lock.add_entry(is_packages, &key, &entry))
            })
        });
        lock.finish();
        keys.note(text, inventory);
        outcome
    });
}

struct Lock<'i, 'a> {
    inventory: &'i mut Inventory<'a>,
    graph: Graph<'a>,
    /// Projects by their name, and packages by their path.
    paths: Vec<Cow<'a, str>>,
    needs: Vec<Need<'a>>,
}

/// A name that is looked for below a path.
struct Need<'a> {
    /// The number of the path.
    path: usize,
    name: Cow<'a, str>,
    groups: Groups,
    /// Whether a project of the workspace needs it, and not a package.
    direct: bool,
}

impl<'a> Lock<'_, 'a> {
    fn note_object(&mut self, key: &Text<'a>) {
        self.inventory.error("section", "expected an object here", key.span);
    }

    /// Takes an entry of `packages`, `"path": ["name@1.2.3", "", { "dependencies": {} }, "sha512-…"]`,
    /// or a project of `workspaces`.
    fn add_entry(&mut self, is_package: bool, key: &Text<'a>, entry: &Value<'a>) {
        let path = self.paths.len();
        if !is_package {
            let name = entry.member("name").filter(|_| !key.value.is_empty());
            self.paths.push(name.unwrap_or_default().value);
            if entry.is_no_object() {
                self.note_object(key);
            }
            return self.add_needs(entry, path, true);
        }
        self.paths.push(key.value.clone());
        let [first, rest @ ..] = entry.elements() else {
            let message = "expected a list for this package, with `name@version` in front";
            return self.inventory.error("entry", message, key.span);
        };
        for part in rest.iter().take(2) {
            self.add_needs(part, path, false);
        }
        match first.text().as_ref().and_then(node::split_name) {
            Some((name, place)) => {
                let archive = rest.first().and_then(Value::text);
                self.add(key, &name, &place, archive);
            }
            None => {
                self.inventory.error("entry", "expected `name@version` in front", key.span);
            }
        }
    }

    fn add_needs(&mut self, entry: &Value<'a>, path: usize, direct: bool) {
        for (key, section) in entry.members() {
            let found = SECTIONS.iter().find(|section| section.0 == key.value);
            let Some((_, of_project, of_package)) = found else { continue };
            let groups = if direct { *of_project } else { *of_package };
            if section.is_no_object() {
                self.note_object(key);
            }
            for (name, _) in section.members() {
                self.needs.push(Need { path, name: name.value.clone(), groups, direct });
            }
        }
    }

    fn add(
        &mut self,
        key: &Text<'a>,
        name: &Text<'a>,
        place: &Text<'a>,
        archive: Option<Text<'a>>,
    ) {
        let mut package = node::package(name, place);
        if place.value.starts_with("root:") {
            package.source = Source::Local;
        }
        let archive = archive.filter(|it| !it.value.is_empty() && package.requirement.is_exact());
        if let Some(archive) = archive {
            node::resolve(&mut package, name, &archive);
        }
        let used_as = &key.value[parent(&key.value).map_or(0, |parent| parent.len() + 1)..];
        package.alias =
            (!used_as.is_empty() && *used_as != *name.value).then(|| key.slice(used_as).value);
        package.pointer = Some(Pointer { key: key.span, place: &PLACE });
        self.graph.add(package);
        self.graph.answer_to((key.value.clone(), Cow::Borrowed("")));
    }

    /// Follows what is needed, now that every path is known.
    fn finish(mut self) {
        self.graph.sort();
        let holders = holders(&self.paths);
        let (mut asker, mut last, mut folders) = (None, None, Vec::new());
        for Need { path: number, name, groups, direct } in self.needs {
            let path = &self.paths[number];
            if last != Some(number) {
                (folders, last) = (folders_of(&holders, path), Some(number));
            }
            let wanted = (find(&self.graph, &folders, name), Cow::Borrowed(""));
            if direct {
                self.graph.need(wanted, groups, None);
                continue;
            }
            if asker != Some(number) {
                self.graph.ask_for((path.clone(), Cow::Borrowed("")));
                asker = Some(number);
            }
            self.graph.need_of_asker(wanted, groups);
        }
        self.graph.finish(self.inventory);
    }
}

/// The path and those around it that packages may stand below, each with a slash behind it.
fn folders_of(holders: &Filter, path: &str) -> Vec<String> {
    let path = (path.len() <= MAX_NAME_BYTES && !path.is_empty()).then_some(path);
    let folders = outwards(path).filter(|path| holders.lets_through(path));
    folders.map(|path| [path, "/"].concat()).collect()
}

/// The paths that packages stand below.
fn holders(paths: &[Cow<'_, str>]) -> Filter {
    let mut holders = Filter::with_room(paths.len());
    paths.iter().flat_map(|path| outwards(parent(path))).for_each(|path| holders.add(path));
    holders
}

/// A path, the one around it and so on.
fn outwards(path: Option<&str>) -> impl Iterator<Item = &str> {
    core::iter::successors(path, |path| parent(path)).take(MAX_LEVELS)
}

/// Levels that are looked through for a name. Packages are seldom more than five levels deep.
const MAX_LEVELS: usize = 16;

/// The path at which a name is found.
fn find<'a>(graph: &Graph<'_>, folders: &[String], name: Cow<'a, str>) -> Cow<'a, str> {
    let mut paths = folders.iter().map(|folder| [folder, &*name].concat());
    paths.find(|path| graph.answers(path)).map_or(name, Cow::Owned)
}

/// The path around the last name, whose scope belongs to it.
fn parent(path: &str) -> Option<&str> {
    let (parent, _) = path.rsplit_once('/')?;
    let scope = parent.rfind('/').map_or(0, |slash| slash + 1);
    if parent[scope..].starts_with('@') { parent[..scope].strip_suffix('/') } else { Some(parent) }
}
