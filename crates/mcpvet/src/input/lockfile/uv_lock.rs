//! `uv.lock`: every package that uv chose, for all platforms.
//!
//! Written by uv, version 1. <https://docs.astral.sh/uv/concepts/projects/layout/#the-lockfile>
//!
//! - `source` says where each package comes from; `editable`, `virtual`, `directory` and `path` are
//!   of the project or its machine. A registry counts as the public one by the owner of its host.
//! - Groups go from what the members of the workspace name to all that this needs in turn, by name:
//!   of a package in several versions, all are in the groups of each. What an extra of a dependency
//!   needs is taken to be used.
//! - The lock of a script (`x.py.lock`) has no member, so groups and direct ones are not known.

use std::borrow::Cow;

use super::toml_packages;
use crate::input::python;
use crate::input::value::Value;
use crate::input::{Format, Head, Inventory, Likeness, Paths};
use crate::package::{Groups, Package, Source};
use crate::sort;

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
    if toml_packages::has_lines(head, &["[[package]]", "source = {"]) {
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
    let first = inventory.packages.len();
    let mut nodes = Vec::new();
    toml_packages::read(text, inventory, "package", &mut |entry, inventory| {
        let origin = entry.get("source").and_then(python::origin);
        let Some(package) = toml_packages::package(entry, origin, inventory) else { return };
        let is_root = package.source == Source::Local;
        let node = Node { name: package.name.clone(), needs: needs(entry, is_root) };
        let before = inventory.packages.len();
        inventory.push(package);
        // What is over a limit is not there to be marked.
        nodes.extend((inventory.packages.len() > before).then_some(node));
    });
    mark(&mut inventory.packages[first..], &nodes);
}

/// An entry and the names of what it needs.
struct Node<'a> {
    name: Cow<'a, str>,
    needs: Vec<(Cow<'a, str>, Groups)>,
}

/// What an entry needs; only that of a member of the workspace is in groups of its own.
fn needs<'a>(entry: &Value<'a>, is_root: bool) -> Vec<(Cow<'a, str>, Groups)> {
    let mut needs = Vec::new();
    let mut add = |list: &Value<'a>, groups: Groups| {
        let names = list.elements().iter().filter_map(|need| need.get("name")?.text());
        needs.extend(names.map(|name| (name.value, groups)));
    };
    let section = |key: &str| entry.get(key).map_or(&[][..], Value::members).iter();
    if let Some(list) = entry.get("dependencies") {
        add(list, Groups::PROD);
    }
    section("optional-dependencies").for_each(|(_, list)| add(list, Groups::OPTIONAL));
    if is_root {
        section("dev-dependencies").for_each(|(name, list)| add(list, python::group(&name.value)));
    }
    needs
}

/// Says which packages are direct and in which groups each is. Without a member of the workspace
/// nothing is known.
fn mark(packages: &mut [Package<'_>], nodes: &[Node<'_>]) {
    let is_root = |node: usize| packages[node].source == Source::Local;
    if !(0..nodes.len()).any(is_root) {
        return;
    }
    let order = sort::order(nodes.len(), &|a, b| nodes[a].name.cmp(&nodes[b].name));
    // All nodes of a name share what stands at the place of the first of them in the order.
    let place = |name: &str| {
        let at = order.partition_point(|node| *nodes[*node].name < *name);
        order.get(at).filter(|node| nodes[**node].name == name).map(|_| at)
    };
    let mut states = vec![(Groups::default(), false); nodes.len()];
    let mut open = Vec::new();
    for (name, groups) in (0..nodes.len()).filter(|n| is_root(*n)).flat_map(|n| &nodes[n].needs) {
        if let Some(need) = place(name) {
            states[need].1 = true;
            open.push((need, *groups));
        }
    }
    // A name is looked at again only in a group that it was not in: six times at most.
    while let Some((at, groups)) = open.pop() {
        let all = states[at].0.and(groups);
        if all == states[at].0 {
            continue;
        }
        states[at].0 = all;
        let name = &nodes[order[at]].name;
        let same = order[at..].iter().take_while(|node| nodes[**node].name == *name);
        for node in same.filter(|node| !is_root(**node)) {
            open.extend(
                nodes[*node].needs.iter().filter_map(|(name, _)| Some((place(name)?, groups))),
            );
        }
    }
    let found: Vec<_> =
        nodes.iter().filter_map(|node| place(&node.name)).map(|at| states[at]).collect();
    let others = packages.iter_mut().zip(found).filter(|it| it.0.source != Source::Local);
    others.for_each(|(package, (groups, direct))| {
        (package.groups, package.direct) = (groups, Some(direct));
    });
}
