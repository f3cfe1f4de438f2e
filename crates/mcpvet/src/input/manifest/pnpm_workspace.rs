//! `pnpm-workspace.yaml`: the versions that the packages of a workspace share.
//!
//! Written by people. <https://pnpm.io/catalogs>
//!
//! - `catalog` and each of `catalogs` give packages a requirement, which manifests name as
//!   `catalog:`. Whether one of them does, the file does not say.
//! - `overrides` are those of `package.json`.
//! - `packages` and settings name no versions. A workspace without a catalog has nothing to check.

use super::package_json;
use crate::input::value::Value;
use crate::input::{Format, Head, Inventory, Likeness, Paths, yaml};
use crate::launch::npm_spec;

/// See the module.
pub(crate) const FORMAT: Format = Format {
    id: "pnpm-workspace",
    title: "pnpm-workspace.yaml",
    file_names: &["pnpm-workspace.yaml"],
    sniff: |head: &Head<'_>| {
        let has = |start: &str| head.begins(start);
        // Its packages are patterns of folders; lists of entries with keys are other files.
        let folders = || !head.any_line(&|line| line.starts_with("- ") && line.contains(": "));
        match has("catalog:") || has("catalogs:") || (has("packages:") && has("overrides:")) {
            true if !has("lockfileVersion") => Likeness::Certain,
            false if has("packages:") && head.has_start("- ") && folders() => Likeness::Possible,
            _ => Likeness::No,
        }
    },
    parse,
    paths: Paths::YamlPath,
};

fn parse<'a>(text: &'a str, inventory: &mut Inventory<'a>) {
    yaml::read(text, inventory, &mut |reader, inventory| {
        reader.mapping(&mut |reader, key| match &*key.text.value {
            "overrides" => package_json::read_overrides(&key.text, &reader.value_tree(), inventory),
            "catalog" => add(&reader.value_tree(), inventory),
            "catalogs" => {
                let catalogs = reader.value_tree();
                catalogs.members().iter().for_each(|(_, catalog)| add(catalog, inventory));
            }
            _ => {}
        });
    });
}

fn add<'a>(catalog: &Value<'a>, inventory: &mut Inventory<'a>) {
    if catalog.is_no_object() {
        let message = "expected a mapping of names and versions";
        inventory.error("section", message, catalog.span);
    }
    for (name, value) in catalog.members() {
        match value.written() {
            Some(asked) => inventory.push(npm_spec::of_dependency(name, &asked)),
            None => inventory.error("entry", "expected a version such as `^1.2.3`", name.span),
        }
    }
}
