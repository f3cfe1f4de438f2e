//! `dotnet list package`: what the projects of a solution refer to and what they got, as a table or, with
//! `--format json`, in JSON.
//!
//! <https://learn.microsoft.com/dotnet/core/tools/dotnet-package-list>
//!
//! - Below `Top-level Package` stands what a project names itself, below `Transitive Package` what comes
//!   along. What was resolved counts, not what was requested or is the latest.
//! - A project has a table for each framework; a package that stands in several is listed once.

use super::push_once;
use crate::input::json::{self, Data, Value};
use crate::input::text::Text;
use crate::input::{Format, Inventory, Likeness, Paths, lines, pinned};
use crate::package::{Ecosystem, Package};

/// See the module.
pub(crate) const FORMAT: Format = Format {
    id: "dotnet-list",
    title: "dotnet list package",
    file_names: &[],
    sniff: |head| {
        let in_json = head.has_key("projects") && head.text.contains("\"frameworks\"");
        let is_heading = |line: &str| resolved(line).is_some();
        match in_json || head.any_line(&is_heading) {
            true => Likeness::Certain,
            false => Likeness::No,
        }
    },
    parse,
    paths: Paths::JsonPointer,
};

/// Where packages stand in either form, and whether the project names them itself.
const SECTIONS: [(&str, &str, bool); 2] = [
    ("Top-level Package", "topLevelPackages", true),
    ("Transitive Package", "transitivePackages", false),
];

/// The cells of a row: at least two spaces stand between them.
fn cells(row: &str) -> impl Iterator<Item = &str> {
    let cells = row.split("  ").map(str::trim).filter(|cell| !cell.is_empty());
    // Marks of what nobody wrote into the project, and of what is deprecated.
    cells.filter(|cell| !matches!(*cell, "(A)" | "(D)"))
}

/// Of a heading, which cell has what was resolved, and whether the project names what stands below.
fn resolved(line: &str) -> Option<(usize, bool)> {
    let (_, _, direct) = SECTIONS.iter().find(|(heading, ..)| line.starts_with(heading))?;
    Some((cells(line).position(|cell| cell == "Resolved")?, *direct))
}

fn parse<'a>(text: &'a str, inventory: &mut Inventory<'a>) {
    let mut packages = Vec::new();
    if text.trim_start().starts_with(['{', '\u{feff}']) {
        read_json(text, &mut packages, inventory);
    } else {
        read_tables(text, &mut packages, inventory);
    }
    push_once(packages, &[], inventory);
}

fn read_tables<'a>(
    text: &'a str,
    packages: &mut Vec<Option<Package<'a>>>,
    inventory: &mut Inventory<'a>,
) {
    const EXPECTED: &str = "expected a package and the version that was resolved; it was not read";
    let mut section = None;
    lines::read(text, inventory, EXPECTED, &mut |line, _| {
        let line = line.trim_start();
        section = resolved(line).or(section);
        let Some(row) = line.strip_prefix("> ") else { return true };
        let Some((column, direct)) = section else { return false };
        let mut cells = cells(row);
        let name = cells.next().and_then(|cell| cell.split(' ').next());
        let (Some(name), Some(version)) = (name, cells.nth(column - 1)) else { return false };
        let [name, version] = [name, version].map(|word| Text::of(word, text));
        let package = pinned::package(Ecosystem::NuGet, name, Some(version));
        packages.push(Some(Package { direct: Some(direct), ..package }));
        true
    });
}

fn read_json<'a>(
    text: &'a str,
    packages: &mut Vec<Option<Package<'a>>>,
    inventory: &mut Inventory<'a>,
) {
    json::read(text, inventory, |reader, inventory| {
        reader.object_of(&mut |reader, key| match &*key.value {
            "projects" => json::entries(reader, key.span, inventory, &mut |reader, inventory| {
                json::tree(reader, &mut |project| add_project(&project, packages, inventory))
            }),
            _ => reader.skip(),
        })
    });
}

fn add_project<'a>(
    project: &Value<'a>,
    packages: &mut Vec<Option<Package<'a>>>,
    inventory: &mut Inventory<'a>,
) {
    for framework in list(project, "frameworks", inventory) {
        for (_, section, direct) in SECTIONS {
            for entry in list(framework, section, inventory) {
                let Some(name) = entry.member("id") else {
                    inventory.error("entry", "expected a package with its `id`", entry.span);
                    continue;
                };
                let version =
                    entry.member("resolvedVersion").or_else(|| entry.member("requestedVersion"));
                let package = pinned::package(Ecosystem::NuGet, name, version);
                packages.push(Some(Package { direct: Some(direct), ..package }));
            }
        }
    }
}

/// The elements of a member; a note where something else than a list stands there.
fn list<'v, 'a>(
    object: &'v Value<'a>,
    key: &str,
    inventory: &mut Inventory<'a>,
) -> &'v [Value<'a>] {
    let Some(value) = object.get(key) else { return &[] };
    if value.is_no_list() && !matches!(value.data, Data::Nothing | Data::Scalar("")) {
        inventory.error("section", "expected an array of entries", value.span);
    }
    value.elements()
}
