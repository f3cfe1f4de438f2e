//! `pyproject.toml`: what a Python project asks for, in each of the places that tools read.
//!
//! <https://packaging.python.org/en/latest/specifications/pyproject-toml/>, PEP 735 for
//! `dependency-groups`, and the documentation of Poetry, uv, PDM and Hatch for their tables.
//!
//! - Read: `project`, `dependency-groups`, `build-system.requires`, `tool.poetry`, the lists of
//!   `tool.uv`, `tool.rye` and `tool.pdm`, `tool.hatch` with its environments, and what
//!   `tool.flit.metadata` said before there was `project`.
//! - Where `project.dependencies` names a package, `tool.poetry.dependencies` only says from where.
//! - `tool.uv.sources` says that a package comes from elsewhere. Of several sources for several
//!   platforms the first counts.
//! - What `project.dynamic` leaves to other files has a note. Constraints ask for nothing.
//! - `python` of Poetry is the language, not a package. The project itself, which its extras name, is
//!   `local`.

use std::borrow::Cow;

use crate::input::python::{self, Indexes};
use crate::input::text::Text;
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
    const TABLES: [&str; 7] = [
        "[project]",
        "[dependency-groups]",
        "[tool.poetry",
        "[tool.uv",
        "[tool.pdm",
        "[tool.rye",
        "[tool.flit",
    ];
    let is_one = |line: &str| TABLES.iter().any(|table| line.starts_with(table));
    if head.any_line(&|line| line == "[build-system]" || is_one(line)) {
        Likeness::Likely
    } else {
        Likeness::No
    }
}

/// Lists of tools, below `tool`, and for what their packages are.
const LISTS: &[(&[&str], Groups)] = &[
    (&["uv", "dev-dependencies"], Groups::DEV),
    (&["rye", "dev-dependencies"], Groups::DEV),
    (&["hatch", "build", "dependencies"], Groups::BUILD),
    (&["flit", "metadata", "requires"], Groups::PROD),
];

/// Adds what the tables of a whole document ask for.
pub(super) fn add<'a>(root: &Value<'a>, inventory: &mut Inventory<'a>) {
    let first = inventory.packages.len();
    let empty = Value::default();
    let tool = root.get("tool").unwrap_or(&empty);
    let project = root.get("project").unwrap_or(&empty);
    // The header of a script has its list outside of tables.
    add_list(root.get("dependencies"), Groups::PROD, inventory);
    add_list(project.get("dependencies"), Groups::PROD, inventory);
    let poetry = tool.get("poetry").unwrap_or(&empty);
    let own = apply_poetry(poetry, first, inventory);
    add_groups(project.get("optional-dependencies"), |_| Groups::OPTIONAL, inventory);
    for name in elements(project.get("dynamic")).iter().filter_map(Value::text) {
        if name.value.ends_with("dependencies") {
            let message = "these stand in another file, which was not checked: give it as well";
            inventory.error("include", message, name.span);
        }
    }
    add_groups(root.get("dependency-groups"), python::group, inventory);
    let build = root.get("build-system").and_then(|build| build.get("requires"));
    add_list(build, Groups::BUILD, inventory);
    for (path, groups) in LISTS {
        add_list(path.iter().try_fold(tool, |table, key| table.get(key)), *groups, inventory);
    }
    let extra = tool.get("flit").and_then(|flit| flit.get("metadata")?.get("requires-extra"));
    add_groups(extra, |_| Groups::OPTIONAL, inventory);
    if let Some(pdm) = tool.get("pdm") {
        add_groups(pdm.get("dev-dependencies"), python::group, inventory);
        Indexes::default().add(pdm.get("source"), inventory);
    }
    for (name, environment) in members(tool.get("hatch").and_then(|it| it.get("envs"))) {
        for key in ["dependencies", "extra-dependencies"] {
            add_list(environment.get(key), python::group(&name.value), inventory);
        }
    }
    // Extras name each other through the project: `all = ["project[cli]"]`.
    if let Some(own) = project.get("name").and_then(Value::str) {
        let own = Ecosystem::PyPI.normalize(own);
        let packages = inventory.packages[first..].iter_mut();
        packages.filter(|package| package.name == own).for_each(|it| it.source = Source::Local);
    }
    if let Some(uv) = tool.get("uv") {
        let overrides = inventory.packages.len();
        add_list(uv.get("override-dependencies"), Groups::default(), inventory);
        inventory.packages[overrides..].iter_mut().for_each(|it| it.direct = Some(false));
        let mut indexes = Indexes::default();
        indexes.add(uv.get("index"), inventory);
        apply_sources(uv.get("sources"), &indexes, first, inventory);
    }
    add_poetry(poetry, &own, inventory);
}

fn members<'v, 'a>(table: Option<&'v Value<'a>>) -> &'v [(Text<'a>, Value<'a>)] {
    table.map_or(&[], Value::members)
}

fn elements<'v, 'a>(list: Option<&'v Value<'a>>) -> &'v [Value<'a>] {
    list.map_or(&[], Value::elements)
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

/// Takes the packages from `first` on from where a table of sources says.
fn apply_sources<'a>(
    sources: Option<&Value<'a>>,
    indexes: &Indexes<'a>,
    first: usize,
    inventory: &mut Inventory<'a>,
) {
    let mut places: Vec<(Cow<'_, str>, &Value<'a>)> = members(sources)
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

/// Where `project` asks for packages, Poetry's own table says only where to take them from. Gives
/// the names of those, sorted.
fn apply_poetry<'a>(
    poetry: &Value<'a>,
    first: usize,
    inventory: &mut Inventory<'a>,
) -> Vec<Cow<'a, str>> {
    let mut indexes = Indexes::default();
    indexes.add(poetry.get("source"), inventory);
    apply_sources(poetry.get("dependencies"), &indexes, first, inventory);
    let mut own: Vec<_> = inventory.packages[first..].iter().map(|it| it.name.clone()).collect();
    sort::by(&mut own, |a, b| a.cmp(b));
    own
}

fn add_poetry<'a>(poetry: &Value<'a>, own: &[Cow<'a, str>], inventory: &mut Inventory<'a>) {
    let mut indexes = Indexes::default();
    // What other indexes there are has been said.
    indexes.add(poetry.get("source"), &mut Inventory::default());
    let mut add = |table: Option<&Value<'a>>, groups: Groups, own: &[Cow<'a, str>]| {
        for (name, value) in members(table) {
            let is_own = || own.binary_search(&Ecosystem::PyPI.normalize(&name.value)).is_ok();
            if name.value != "python" && !is_own() {
                python::add_declared(name, value, &indexes, (groups, Some(true)), inventory);
            }
        }
    };
    add(poetry.get("dependencies"), Groups::PROD, own);
    add(poetry.get("dev-dependencies"), Groups::DEV, &[]);
    for (name, group) in members(poetry.get("group")) {
        add(group.get("dependencies"), python::group(&name.value), &[]);
    }
}
