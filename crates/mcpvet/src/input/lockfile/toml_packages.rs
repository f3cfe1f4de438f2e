//! `[[package]]` one after the other: the shape that the lockfiles of Python share.
//!
//! Each entry is read as a tree of its own, without its archives and their hashes, which are most
//! of such a file.

use crate::input::python::{self, Origin};
use crate::input::python_needs::{Direct, Needs};
use crate::input::text::Text;
use crate::input::toml::{Item, Reader, Tree};
use crate::input::value::{Data, Value};
use crate::input::{Head, Inventory};
use crate::package::{Groups, Package, Requirement, RequirementClass, Source};

/// Members with archives and hashes.
const BULK: &[&str] = &["files", "wheels", "sdist", "metadata", "hashes", "attestation-identities"];

/// What has been read of a lockfile.
pub(super) struct Lock<'a> {
    pub(super) needs: Needs<'a>,
    /// What stands outside of the packages.
    others: Vec<(Text<'a>, Value<'a>)>,
}

impl<'a> Lock<'a> {
    /// What stands in a table outside of the packages.
    pub(super) fn table(&self, name: &str) -> Option<&Value<'a>> {
        self.others.iter().find(|(key, _)| key.value == name).map(|(_, value)| value)
    }

    /// Adds a package under its name.
    pub(super) fn add(&mut self, package: Package<'a>, inventory: &mut Inventory<'a>) {
        self.needs.add(package.name.clone(), package, inventory);
    }
}

/// Takes one entry.
pub(super) type Add = for<'a> fn(&Value<'a>, &mut Lock<'a>, &mut Inventory<'a>);

/// Calls `add` with each table of the array `entries`.
pub(super) fn read<'a>(
    text: &'a str,
    inventory: &mut Inventory<'a>,
    entries: &str,
    add: Add,
) -> Lock<'a> {
    let mut lock = Lock { needs: Needs::new(inventory), others: Vec::new() };
    let mut reader = Reader::new(text, inventory);
    let mut tree = Tree::default();
    while let Some(item) = reader.next_item() {
        if item == Item::Element && reader.table().is(&[entries]) {
            finish(&mut tree, entries, add, &mut lock, reader.inventory);
        }
        let mut path = reader.table().iter().chain(reader.key().iter());
        let is_entry = |key: &Text<'_>| key.value == entries;
        // Of an entry its members count, of anything else its first key.
        let key = path.next().and_then(|key| if is_entry(key) { path.next() } else { Some(key) });
        if key.is_none_or(|key| !BULK.contains(&&*key.value)) {
            tree.add(item, &mut reader);
        }
    }
    finish(&mut tree, entries, add, &mut lock, inventory);
    lock
}

fn finish<'a>(
    tree: &mut Tree<'a>,
    entries: &str,
    add: Add,
    lock: &mut Lock<'a>,
    inventory: &mut Inventory<'a>,
) {
    let Data::Object(members) = tree.take().data else { return };
    for (key, value) in members {
        if key.value != entries {
            lock.others.push((key, value));
        } else if let Data::Array(entries) = value.data {
            entries.iter().for_each(|entry| add(entry, lock, inventory));
        } else {
            let message = "expected an array of tables, each with two brackets around its name";
            inventory.error("section", message, key.span);
        }
    }
}

/// Reads the whole of a lockfile that says everything in its entries.
pub(super) fn read_all<'a>(
    text: &'a str,
    inventory: &mut Inventory<'a>,
    entries: &str,
    add: Add,
    direct: Direct,
) {
    read(text, inventory, entries, add).needs.finish(direct, inventory);
}

/// The package of an entry, with a note for what it lacks.
pub(in crate::input) fn package<'a>(
    entry: &Value<'a>,
    origin: Option<Origin<'a>>,
    inventory: &mut Inventory<'a>,
) -> Option<Package<'a>> {
    let Some(name) = entry.get("name").and_then(Value::text) else {
        inventory.error("entry", "this package has no name", entry.span);
        return None;
    };
    let version = entry.get("version").and_then(Value::text);
    let version = version.map(|version| (Requirement::exact(version.value), version.span));
    let stated = entry.get("version").and_then(Value::str);
    let package = python::package(name, version, origin).stating(stated);
    // The version of code of the project can be made when it is built.
    if package.requirement.class == RequirementClass::None && package.source != Source::Local {
        inventory.warning("no-version", "this package has no version", package.span);
    }
    Some(package)
}

/// Asks for `{ name = "…", version = "…" }`, where the version stands only if there are several.
pub(super) fn ask<'a>(asked: &Value<'a>, groups: Groups, lock: &mut Lock<'a>) {
    let Some(name) = asked.member("name") else { return };
    let version = match (asked.member("version"), asked.member("specifier")) {
        (Some(version), _) => Some(Requirement::exact(version.value)),
        (_, specifier) => specifier.and_then(|specifier| python::declared(&specifier)),
    };
    lock.needs.ask(name.value, version.unwrap_or(Requirement::none()), groups, false);
}

/// Whether some line begins with each of these.
pub(super) fn has_lines(head: &Head<'_>, starts: &[&str]) -> bool {
    starts.iter().all(|start| head.has_start(start))
}
