//! `uv.lock`: every package that uv chose, for all platforms.
//!
//! Written by uv, version 1. <https://docs.astral.sh/uv/concepts/projects/layout/#the-lockfile>
//!
//! - `source` says where each package comes from; `editable`, `virtual`, `directory` and `path` are
//!   of the project or its machine. A registry counts as the public one by the owner of its host.
//! - Groups go from what the members of the workspace name to all that this needs in turn. What an
//!   extra of a dependency needs is taken to be used: uv writes no others.
//! - The lock of a script (`x.py.lock`) has no member; what it asks for stands in `manifest`.
//! - uv before 0.3 wrote `[[distribution]]` and a source such as `"registry+https://…"`.

use super::toml_packages::{self, Lock};
use crate::input::python::{self, Origin};
use crate::input::python_needs::Direct;
use crate::input::value::Value;
use crate::input::{Format, Head, Inventory, Likeness, Paths};
use crate::package::{Groups, Source};

/// See the module.
pub(crate) const FORMAT: Format = Format {
    id: "uv-lock",
    title: "uv.lock",
    file_names: &["uv.lock", "*.py.lock"],
    sniff,
    parse,
    paths: Paths::TomlKey,
};

fn sniff(head: &Head<'_>) -> Likeness {
    if toml_packages::has_lines(head, &["[[package]]", "source = {"])
        || toml_packages::has_lines(head, &["[[distribution]]", "source = \""])
    {
        Likeness::Certain
    } else if toml_packages::has_lines(head, &["version = ", "requires-python = "])
        && head.lines().next().is_some_and(|line| line.starts_with("version = "))
    {
        Likeness::Likely
    } else {
        Likeness::No
    }
}

fn parse<'a>(text: &'a str, inventory: &mut Inventory<'a>) {
    // Up to uv 0.2, packages were distributions.
    let entries = if text.contains("\n[[distribution]]") { "distribution" } else { "package" };
    let mut lock = toml_packages::read(text, inventory, entries, add);
    let manifest = lock.table("manifest").cloned().unwrap_or_default();
    lock.needs.ask_for_project();
    ask(manifest.get("requirements"), Groups::PROD, &mut lock);
    ask_in_groups(manifest.get("dependency-groups"), python::group, &mut lock);
    lock.needs.finish(Direct::Stated, inventory);
}

fn add<'a>(entry: &Value<'a>, lock: &mut Lock<'a>, inventory: &mut Inventory<'a>) {
    let source = entry.get("source");
    let Some(package) = toml_packages::package(entry, source.and_then(origin), inventory) else {
        return;
    };
    let is_root = package.source == Source::Local && is_member(&package.name, source, lock);
    lock.add(package, inventory);
    let of_root = |groups| if is_root { groups } else { Groups::NONE };
    ask(entry.get("dependencies"), of_root(Groups::PROD), lock);
    for (_, list) in entry.get("optional-dependencies").map_or(&[][..], Value::members) {
        ask(Some(list), of_root(Groups::OPTIONAL), lock);
    }
    if is_root {
        ask_in_groups(entry.get("dev-dependencies"), python::group, lock);
    }
}

/// Whether code of the machine is the project's own: a member of the workspace where it has
/// several, otherwise what the project's folder holds.
fn is_member(name: &str, source: Option<&Value<'_>>, lock: &Lock<'_>) -> bool {
    let members = lock.table("manifest").and_then(|manifest| manifest.get("members"));
    match members {
        Some(members) => members.elements().iter().any(|member| member.str() == Some(name)),
        None => source.is_some_and(|source| {
            let place = source.any(&["editable", "virtual"]).unwrap_or(source);
            place.str().is_some_and(|place| matches!(place, "." | "editable+." | "virtual+."))
        }),
    }
}

/// Where a package comes from: `{ git = "…" }`, or `"git+…"` as old versions of uv wrote it.
fn origin<'a>(source: &Value<'a>) -> Option<Origin<'a>> {
    let Some(text) = source.text() else { return python::origin(source) };
    let (kind, place) = text.value.split_once('+')?;
    let kind = if kind == "direct" { "url" } else { kind };
    python::origin_at(kind, &text.slice(place), source)
}

fn ask_in_groups<'a>(table: Option<&Value<'a>>, group: fn(&str) -> Groups, lock: &mut Lock<'a>) {
    for (name, list) in table.map_or(&[][..], Value::members) {
        ask(Some(list), group(&name.value), lock);
    }
}

fn ask<'a>(list: Option<&Value<'a>>, groups: Groups, lock: &mut Lock<'a>) {
    list.map_or(&[][..], Value::elements).iter().for_each(|asked| {
        toml_packages::ask(asked, groups, lock);
    });
}
