//! `pylock.toml`: what to install, as PEP 751 says.
//!
//! Written by uv, pip and PDM. <https://packaging.python.org/en/latest/specifications/pylock-toml/>
//!
//! - `vcs`, `directory` and `archive` say that a package comes from elsewhere than an index.
//! - Groups and extras stand in markers (`'dev' in dependency_groups`). A package without them is
//!   always installed.

use super::toml_packages::{self, Lock};
use crate::input::python::{self, Origin};
use crate::input::python_needs::Direct;
use crate::input::value::Value;
use crate::input::{Format, Head, Inventory, Likeness, Paths};
use crate::package::Groups;

/// See the module.
pub(crate) const FORMAT: Format = Format {
    id: "pylock",
    title: "pylock.toml",
    file_names: &["pylock.toml", "pylock.*.toml"],
    sniff,
    parse,
    paths: Paths::TomlKey,
};

fn sniff(head: &Head<'_>) -> Likeness {
    if toml_packages::has_lines(head, &["lock-version = ", "created-by = "]) {
        Likeness::Certain
    } else if toml_packages::has_lines(head, &["lock-version = ", "[[packages]]"]) {
        Likeness::Likely
    } else {
        Likeness::No
    }
}

fn parse<'a>(text: &'a str, inventory: &mut Inventory<'a>) {
    toml_packages::read_all(text, inventory, "packages", add, Direct::Unknown);
}

fn add<'a>(entry: &Value<'a>, lock: &mut Lock<'a>, inventory: &mut Inventory<'a>) {
    let Some(mut package) = toml_packages::package(entry, origin(entry), inventory) else { return };
    package.groups = groups(entry.get("marker").and_then(Value::str).unwrap_or_default());
    lock.add(package, inventory);
    entry.get("dependencies").map_or(&[][..], Value::elements).iter().for_each(|asked| {
        toml_packages::ask(asked, Groups::NONE, lock);
    });
}

/// Keys of a place, and which kind of place each is.
const PLACES: &[(&str, &str)] = &[("vcs", "git"), ("directory", "directory"), ("archive", "file")];

fn origin<'a>(entry: &Value<'a>) -> Option<Origin<'a>> {
    for (key, kind) in PLACES {
        if let Some(table) = entry.get(key) {
            return python::origin_at(kind, &table.any(&["url", "path"])?.text()?, table);
        }
    }
    python::origin_at("registry", &entry.get("index")?.text()?, entry)
}

/// The groups that a marker asks for.
fn groups(mut marker: &str) -> Groups {
    let mut groups = Groups::default();
    if marker.contains("in extras") {
        groups = Groups::OPTIONAL;
    }
    while let Some((before, after)) = marker.split_once("in dependency_groups") {
        let name = before.trim_ascii_end().trim_end_matches(['"', '\'']).rsplit(['"', '\'']).next();
        groups = groups.and(python::group(name.unwrap_or_default()));
        marker = after;
    }
    if groups == Groups::default() { Groups::PROD } else { groups }
}
