//! `[[package]]` one after the other: the shape that the lockfiles of Python share.
//!
//! Each entry is read as a tree of its own, without its archives and their hashes, which are most
//! of such a file.

use crate::input::python::{self, Origin};
use crate::input::toml::{Item, Reader, Tree};
use crate::input::value::{Data, Value};
use crate::input::{Head, Inventory};
use crate::package::{Package, Requirement, RequirementClass};

/// Members with archives and hashes.
const BULK: &[&str] = &["files", "wheels", "sdist", "metadata", "hashes", "attestation-identities"];

/// Calls `add` with each table of the array `entries`.
pub(super) fn read<'a>(
    text: &'a str,
    inventory: &mut Inventory<'a>,
    entries: &str,
    add: &mut dyn FnMut(&Value<'a>, &mut Inventory<'a>),
) {
    let mut reader = Reader::new(text, inventory);
    let mut tree = Tree::default();
    while let Some(item) = reader.next_item() {
        if item == Item::Element && reader.table().is(&[entries]) {
            finish(&mut tree, reader.inventory, add);
        }
        let mut path = reader.table().iter().chain(reader.key().iter());
        let is_inside = path.next().is_some_and(|key| key.value == entries);
        if is_inside && path.next().is_none_or(|key| !BULK.contains(&&*key.value)) {
            tree.add(item, &mut reader);
        }
    }
    finish(&mut tree, inventory, add);
}

fn finish<'a>(
    tree: &mut Tree<'a>,
    inventory: &mut Inventory<'a>,
    add: &mut dyn FnMut(&Value<'a>, &mut Inventory<'a>),
) {
    let Data::Object(members) = tree.take().data else { return };
    for (key, value) in members {
        let Data::Array(entries) = value.data else {
            let message = "expected an array of tables, each with two brackets around its name";
            inventory.error("section", message, key.span);
            continue;
        };
        entries.iter().for_each(|entry| add(entry, inventory));
    }
}

/// The package of an entry, with a note for what it lacks.
pub(super) fn package<'a>(
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
    let package = python::package(name, version, origin);
    if package.requirement.class == RequirementClass::None {
        inventory.warning("no-version", "this package has no version", package.span);
    }
    Some(package)
}

/// Whether some line begins with each of these.
pub(super) fn has_lines(head: &Head<'_>, starts: &[&str]) -> bool {
    starts.iter().all(|start| head.lines().any(|line| line.starts_with(start)))
}
