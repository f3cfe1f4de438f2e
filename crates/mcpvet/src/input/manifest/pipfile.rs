//! `Pipfile`: what a Python project asks for, and `Pipfile.lock`: what Pipenv chose.
//!
//! <https://pipenv.pypa.io/en/latest/pipfile.html>
//!
//! - Both have the same tables of packages, each for a category; the lock says `default` and
//!   `develop` for `packages` and `dev-packages`. Any other name is a category of the user's own.
//! - A version without an operator is that version. The lock does not say what is direct.

use crate::input::json::{self, Duplicates, Kind};
use crate::input::python::{self, Indexes};
use crate::input::{Format, Head, Inventory, Likeness, Paths, toml};
use crate::package::Groups;

/// What people write.
pub(crate) const FORMAT: Format = Format {
    id: "pipfile",
    title: "Pipfile",
    file_names: &["pipfile"],
    sniff,
    parse,
    paths: Paths::TomlKey,
};

/// What Pipenv writes.
pub(crate) const LOCK: Format = Format {
    id: "pipfile-lock",
    title: "Pipfile.lock",
    file_names: &["pipfile.lock"],
    sniff: |head| match (head.has_key("default"), head.has_key("develop")) {
        (true, _) | (_, true) if head.has_key("_meta") => Likeness::Certain,
        (true, true) => Likeness::Possible,
        _ => Likeness::No,
    },
    parse: parse_lock,
    paths: Paths::JsonPointer,
};

/// Tables that hold no packages.
const OTHERS: &[&str] = &["_meta", "requires", "scripts", "pipenv", "pipfile"];

fn sniff(head: &Head<'_>) -> Likeness {
    let tables = ["[[source]]", "[packages", "[dev-packages", "[requires]"];
    if tables.iter().filter(|table| head.has_start(table)).count() > 1 {
        Likeness::Certain
    } else {
        Likeness::No
    }
}

fn parse<'a>(text: &'a str, inventory: &mut Inventory<'a>) {
    let root = toml::read_tree(text, inventory);
    let mut indexes = Indexes::default();
    indexes.add(root.get("source"), inventory);
    for (category, table) in root.members() {
        // Only tables; `[[source]]` is a list of them.
        for (name, value) in table.members() {
            if !OTHERS.contains(&&*category.value) {
                let groups = group(&category.value);
                python::add_declared(name, value, &indexes, (groups, Some(true)), inventory);
            }
        }
    }
}

fn parse_lock<'a>(text: &'a str, inventory: &mut Inventory<'a>) {
    json::read(text, inventory, |reader, inventory| {
        let mut indexes = Indexes::default();
        reader.object_of(&mut |reader, key| {
            if reader.peek()? != Kind::Object {
                inventory.error("section", "expected an object of packages", key.span);
                return reader.skip();
            }
            if key.value == "_meta" {
                return json::tree(reader, &mut |meta| indexes.add(meta.get("sources"), inventory));
            }
            let groups = (group(&key.value), None);
            let mut keys = Duplicates::default();
            let outcome = reader.object_of(&mut |reader, name| {
                keys.push(&name);
                json::tree(reader, &mut |value| {
                    python::add_declared(&name, &value, &indexes, groups, inventory);
                })
            });
            keys.note(reader.text(), inventory);
            outcome
        })
    });
}

fn group(category: &str) -> Groups {
    python::group(category.strip_suffix("-packages").unwrap_or(category))
}
