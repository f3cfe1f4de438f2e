//! `package.json`: what a JavaScript project asks for, mostly as ranges.
//!
//! Written by people and by npm, pnpm, yarn and bun.
//! <https://github.com/npm/cli/blob/latest/docs/lib/content/configuring-npm/package-json.md>
//!
//! - `bundleDependencies` repeats names that stand elsewhere; it is left out.
//! - `catalog` and `catalogs`, which Bun reads beside `workspaces` or in it, hold the versions that
//!   members mean by `catalog:`.
//! - `overrides` and `resolutions` put other versions in place, often of packages that only
//!   dependencies name. They are read as packages; where they take effect is not followed.

use std::borrow::Cow;

use crate::input::json::{self, Data, Value};
use crate::input::text::Text;
use crate::input::{Format, Head, Inventory, Likeness, Paths};
use crate::launch::npm_spec;
use crate::package::{Groups, Package, Requirement, RequirementClass};
use crate::sort;

/// See the module.
pub(crate) const FORMAT: Format = Format {
    id: "package-json",
    title: "package.json",
    file_names: &["package.json"],
    sniff,
    parse,
    paths: Paths::JsonPointer,
};

const SECTIONS: &[(&str, Groups)] = &[
    ("dependencies", Groups::PROD),
    ("devDependencies", Groups::DEV),
    ("optionalDependencies", Groups::OPTIONAL),
    ("peerDependencies", Groups::PEER),
];

fn sniff(head: &Head<'_>) -> Likeness {
    let sections = SECTIONS.iter().any(|(key, _)| head.has_key(key));
    if head.has_key("lockfileVersion") || head.has_key("packages") {
        Likeness::No
    } else if sections {
        Likeness::Likely
    } else if head.has_key("name") && (head.has_key("scripts") || head.has_key("version")) {
        Likeness::Possible
    } else {
        Likeness::No
    }
}

fn parse<'a>(text: &'a str, inventory: &mut Inventory<'a>) {
    json::read(text, inventory, |reader, inventory| {
        json::tree(reader, &mut |manifest| {
            if manifest.is_no_object() {
                inventory.error("section", "expected an object of sections", manifest.span);
            }
            for (key, section) in manifest.members() {
                read_member(key, section, &manifest, inventory);
            }
        })
    });
}

fn read_member<'a>(
    key: &Text<'a>,
    section: &Value<'a>,
    manifest: &Value<'a>,
    inventory: &mut Inventory<'a>,
) {
    match &*key.value {
        "overrides" | "resolutions" => read_overrides(key, section, inventory),
        "pnpm" | "workspaces" => {
            for (key, section) in section.members() {
                match &*key.value {
                    "overrides" => read_overrides(key, section, inventory),
                    "catalog" | "catalogs" => read_catalog(key, section, inventory),
                    _ => {}
                }
            }
        }
        "catalog" | "catalogs" => read_catalog(key, section, inventory),
        name => {
            if let Some((_, groups)) = SECTIONS.iter().find(|(section, _)| *section == name) {
                let optional =
                    if *groups == Groups::PEER { optional_peers(manifest) } else { Vec::new() };
                read_section(key, section, inventory, &mut |package| {
                    let used_as = package.alias.as_ref().unwrap_or(&package.name);
                    let is_optional = optional.binary_search(used_as).is_ok();
                    package.groups =
                        if is_optional { groups.and(Groups::OPTIONAL) } else { *groups };
                    package.direct = Some(true);
                });
            }
        }
    }
}

/// The names in `peerDependenciesMeta` that may be missing, sorted.
fn optional_peers<'a>(manifest: &Value<'a>) -> Vec<Cow<'a, str>> {
    let mut names = Vec::new();
    for (name, meta) in manifest.get("peerDependenciesMeta").map_or(&[][..], Value::members) {
        if meta.get("optional").is_some_and(|it| it.is_scalar("true")) {
            names.push(name.value.clone());
        }
    }
    sort::by(&mut names, Cow::cmp);
    names
}

/// Reads names and what stands for their versions; `mark` may say more of each package.
fn read_section<'a>(
    key: &Text<'a>,
    section: &Value<'a>,
    inventory: &mut Inventory<'a>,
    mark: &mut dyn FnMut(&mut Package<'a>),
) {
    if section.is_no_object() {
        inventory.error("section", "expected an object of names and versions", key.span);
    }
    // People write comments under the name `//`.
    for (name, specifier) in section.members().iter().filter(|it| !it.0.value.starts_with("//")) {
        let Some(specifier) = specifier.text() else {
            if specifier.data != Data::Nothing {
                inventory.error("entry", "expected a string for the version", name.span);
            }
            continue;
        };
        let mut package = npm_spec::of_dependency(name, &specifier);
        // An empty text allows every version here, unlike a missing one on a command line.
        if specifier.value.trim_ascii().is_empty() {
            package.requirement = Requirement::new(RequirementClass::Wildcard, "");
        }
        mark(&mut package);
        inventory.push(package);
    }
}

/// Reads versions that members of a workspace ask for by `catalog:`. `catalogs` have names.
fn read_catalog<'a>(key: &Text<'a>, catalog: &Value<'a>, inventory: &mut Inventory<'a>) {
    if key.value == "catalogs" {
        catalog.members().iter().for_each(|(key, it)| read_catalog(key, it, inventory));
    } else {
        read_section(key, catalog, inventory, &mut |_| {});
    }
}

/// Reads the versions that are put in place of others; an empty section does nothing.
pub(super) fn read_overrides<'a>(
    key: &Text<'a>,
    section: &Value<'a>,
    inventory: &mut Inventory<'a>,
) {
    if section.is_no_object() {
        inventory.error("section", "expected an object of names and versions", key.span);
    }
    let before = inventory.packages.len();
    read_replacements(section, None, inventory);
    if inventory.packages.len() > before {
        let message = "these versions replace others; the versions on both sides were checked";
        inventory.warning("overrides", message, key.span);
    }
}

/// Reads `{ "name": "1.2.3", "parent": { ".": "1.0.0", "name": "2.0.0" } }`.
fn read_replacements<'a>(
    section: &Value<'a>,
    parent: Option<&Text<'a>>,
    inventory: &mut Inventory<'a>,
) {
    for (key, value) in section.members() {
        let name = match parent {
            Some(parent) if key.value == "." => parent.clone(),
            _ => replaced(key),
        };
        match (&value.data, value.text()) {
            (Data::Object(_), _) => read_replacements(value, Some(&name), inventory),
            // `$name` is the version of a direct dependency, `-` takes the package away.
            (_, Some(version)) if version.value.starts_with('$') || version.value == "-" => {}
            (_, Some(version)) => {
                let package = npm_spec::of_dependency(&name, &version);
                inventory.push(Package { direct: Some(false), ..package });
            }
            (Data::Nothing, _) => {}
            _ => inventory.error("entry", "expected a string for the version", key.span),
        }
    }
}

/// The package that a key means: `name` of `name@^1`, `**/name`, `parent/name`, `parent>name`.
fn replaced<'a>(key: &Text<'a>) -> Text<'a> {
    let last = key.value.rsplit('>').next().unwrap_or_default();
    let scope = last.rfind('@').filter(|at| *at > 0 && !last[*at..].contains('/'));
    let path = &last[..scope.unwrap_or(last.len())];
    let path = path.split_once("@npm:").map_or(path, |(path, _)| path);
    let mut starts = path.rmatch_indices('/').map(|(slash, _)| slash + 1);
    let start = match (starts.next(), starts.next()) {
        // The scope in front belongs to the name.
        (Some(_), second) if path[second.unwrap_or(0)..].starts_with('@') => second.unwrap_or(0),
        (Some(first), _) => first,
        (None, _) => 0,
    };
    key.slice(&path[start..])
}
