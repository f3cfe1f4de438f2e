//! `pyproject.toml`: what a Python project asks for, in each of the places that tools read.
//!
//! <https://packaging.python.org/en/latest/specifications/pyproject-toml/>, PEP 735 for
//! `dependency-groups`, and the documentation of Poetry, uv, PDM and Hatch for their tables.
//!
//! - Read: `project`, `dependency-groups`, `build-system.requires`, `tool.poetry`, the lists of
//!   `tool.uv`, `tool.pdm.dev-dependencies` and the environments of `tool.hatch`.
//! - `tool.uv.sources` says that a package comes from elsewhere. Of several sources for several
//!   platforms the first counts.
//! - What `project.dynamic` leaves to other files has a note. Constraints ask for nothing.
//! - `python` of Poetry is the language, not a package. The project itself is not listed.

use std::borrow::Cow;

use crate::input::python::{self, Indexes};
use crate::input::value::{Data, Value};
use crate::input::{Format, Head, Inventory, Likeness, Paths, toml};
use crate::package::{Ecosystem, Groups, RequirementClass, Source};
use crate::sort;

/// See the module.
pub(crate) const FORMAT: Format = Format {
    id: "pyproject",
    title: "pyproject.toml",
    file_names: &["pyproject.toml"],
    sniff,
    parse: |text, inventory| add(&toml::read_tree(text, inventory), inventory),
    paths: Paths::TomlKey,
};

fn sniff(head: &Head<'_>) -> Likeness {
    const TABLES: [&str; 5] =
        ["[project]", "[dependency-groups]", "[tool.poetry", "[tool.uv", "[tool.pdm"];
    let is_one = |line: &str| TABLES.iter().any(|table| line.starts_with(table));
    if head.lines().any(|line| line == "[build-system]" || is_one(line)) {
        Likeness::Likely
    } else {
        Likeness::No
    }
}

/// Adds what the tables of a whole document ask for.
pub(super) fn add<'a>(root: &Value<'a>, inventory: &mut Inventory<'a>) {
    let first = inventory.packages.len();
    // The header of a script has its list outside of tables.
    add_list(root.get("dependencies"), Groups::PROD, inventory);
    if let Some(project) = root.get("project") {
        add_project(project, inventory);
    }
    add_groups(root.get("dependency-groups"), python::group, inventory);
    let build = root.get("build-system").and_then(|build| build.get("requires"));
    add_list(build, Groups::BUILD, inventory);
    let tool = |name: &str| root.get("tool").and_then(|tool| tool.get(name));
    if let Some(uv) = tool("uv") {
        add_list(uv.get("dev-dependencies"), Groups::DEV, inventory);
        let first = inventory.packages.len();
        add_list(uv.get("override-dependencies"), Groups::default(), inventory);
        inventory.packages[first..].iter_mut().for_each(|package| package.direct = Some(false));
    }
    if let Some(pdm) = tool("pdm") {
        add_groups(pdm.get("dev-dependencies"), python::group, inventory);
        Indexes::default().add(pdm.get("source"), inventory);
    }
    for (name, environment) in
        tool("hatch").and_then(|it| it.get("envs")).map_or(&[][..], Value::members)
    {
        for key in ["dependencies", "extra-dependencies"] {
            add_list(environment.get(key), python::group(&name.value), inventory);
        }
    }
    if let Some(uv) = tool("uv") {
        apply_sources(uv, first, inventory);
    }
    if let Some(poetry) = tool("poetry") {
        add_poetry(poetry, inventory);
    }
}

fn add_project<'a>(project: &Value<'a>, inventory: &mut Inventory<'a>) {
    add_list(project.get("dependencies"), Groups::PROD, inventory);
    add_groups(project.get("optional-dependencies"), |_| Groups::OPTIONAL, inventory);
    let dynamic = project.get("dynamic").map_or(&[][..], Value::elements);
    for name in dynamic.iter().filter_map(Value::text) {
        if name.value.ends_with("dependencies") {
            let message = "these stand in another file, which was not checked: give it as well";
            inventory.error("include", message, name.span);
        }
    }
}

fn add_list<'a>(list: Option<&Value<'a>>, groups: Groups, inventory: &mut Inventory<'a>) {
    if let Some(list) = list {
        python::add_list(list, groups, inventory);
    }
}

/// Adds a table of lists, each of a group.
fn add_groups<'a>(
    table: Option<&Value<'a>>,
    group: fn(&str) -> Groups,
    inventory: &mut Inventory<'a>,
) {
    let Some(table) = table else { return };
    if !matches!(table.data, Data::Object(_) | Data::Nothing) {
        inventory.error("section", "expected a table of lists of requirements", table.span);
    }
    for (name, list) in table.members() {
        python::add_list(list, group(&name.value), inventory);
    }
}

/// Takes packages from where `tool.uv.sources` says.
fn apply_sources<'a>(uv: &Value<'a>, first: usize, inventory: &mut Inventory<'a>) {
    let mut indexes = Indexes::default();
    indexes.add(uv.get("index"), inventory);
    let sources = uv.get("sources").map_or(&[][..], Value::members);
    let mut places: Vec<(Cow<'_, str>, &Value<'a>)> = sources
        .iter()
        .map(|(name, place)| (Ecosystem::PyPI.normalize(&name.value), place))
        .collect();
    sort::by(&mut places, |a, b| a.0.cmp(&b.0));
    for package in &mut inventory.packages[first..] {
        let found = places.binary_search_by(|(name, _)| (**name).cmp(&*package.name));
        let Some((_, place)) = found.ok().map(|at| &places[at]) else { continue };
        let place = place.elements().first().unwrap_or(place);
        let Some(origin) = python::origin(place).or_else(|| indexes.origin(place)) else {
            continue;
        };
        package.source = origin.source;
        let is_open = package.requirement.class == RequirementClass::None;
        if let Some(requirement) =
            origin.requirement.filter(|_| is_open || origin.source != Source::Url)
        {
            (package.requirement, package.span) = (requirement, origin.span);
        }
    }
}

fn add_poetry<'a>(poetry: &Value<'a>, inventory: &mut Inventory<'a>) {
    let mut indexes = Indexes::default();
    indexes.add(poetry.get("source"), inventory);
    let mut add = |table: Option<&Value<'a>>, groups: Groups| {
        let members = table.map_or(&[][..], Value::members).iter();
        for (name, value) in members.filter(|(name, _)| name.value != "python") {
            python::add_declared(name, value, &indexes, (groups, Some(true)), inventory);
        }
    };
    add(poetry.get("dependencies"), Groups::PROD);
    add(poetry.get("dev-dependencies"), Groups::DEV);
    for (name, group) in poetry.get("group").map_or(&[][..], Value::members) {
        add(group.get("dependencies"), python::group(&name.value));
    }
}
