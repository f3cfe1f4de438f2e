//! `pixi.lock`: what pixi chose for each environment and platform.
//!
//! Versions 4 to 6. <https://pixi.sh/latest/workspace/lockfile/>
//!
//! - `packages` has an entry for each file, and each is read. Version 6 names it by `conda: URL` or
//!   `pypi: URL`, those before by `kind` and `url`. A package of conda says its name and version in the name
//!   of its file.
//! - No advisories are known for packages of conda: they are `other`. What is of PyPI may be a path or a
//!   repository.
//! - `depends` and `requires_dist` say who needs whom. What the project asks for stands in its manifest.

use super::conda_lock::{each, of_conda, of_file};
use super::names::Names;
use crate::input::python;
use crate::input::value::Value;
use crate::input::{Format, Head, Inventory, Likeness, Paths};
use crate::launch::pep508;
use crate::package::{Ecosystem, Requirement, Source};

/// See the module.
pub(crate) const FORMAT: Format = Format {
    id: "pixi-lock",
    title: "pixi.lock",
    file_names: &["pixi.lock"],
    sniff: |head: &Head<'_>| {
        let has = |start: &str| head.has_start(start);
        match head.begins("environments:") && (has("- conda:") || has("- pypi:")) {
            true => Likeness::Certain,
            false => Likeness::No,
        }
    },
    parse: |text, inventory| {
        let mut names = Names::default();
        each(text, inventory, "packages", &mut |entry, inventory| {
            add(entry, &mut names, inventory);
        });
        names.finish(inventory);
    },
    paths: Paths::YamlPath,
};

fn add<'a>(entry: &Value<'a>, names: &mut Names<'a>, inventory: &mut Inventory<'a>) {
    let kinds = ["conda", "pypi"];
    let kind = kinds.iter().find(|kind| {
        entry.get(kind).is_some() || entry.get("kind").and_then(Value::str) == Some(kind)
    });
    let place =
        kind.and_then(|kind| entry.member(kind).or_else(|| entry.any(&["url", "path"])?.text()));
    let (Some(kind), Some(place)) = (kind, place) else {
        let message = "expected a package of `conda` or `pypi` with its URL";
        return inventory.error("entry", message, entry.span);
    };
    let of_file =
        of_file(&place.value).map(|(name, version)| (place.slice(name), place.slice(version)));
    let (name, version) = of_file.unzip();
    let Some(name) = entry.member("name").or(name) else {
        return inventory.error("entry", "this package has no name", place.span);
    };
    let version = entry.member("version").or(version);
    if version.is_none() {
        inventory.warning("no-version", "this package has no version", name.span);
    }
    let version = version.map(|version| (Requirement::exact(version.value), version.span));
    let package = if *kind == "pypi" {
        let place = place.slice(place.value.strip_prefix("direct+").unwrap_or(&place.value));
        let is_public = pep508::is_public_index(&place.value);
        let kind = if place.value.starts_with("git+") { "git" } else { "url" };
        let origin = (!is_public).then(|| python::origin_at(kind, &place, entry)).flatten();
        let stated = version.as_ref().map(|(version, _)| version.text.clone());
        python::package(name, version, origin).stating(stated.as_deref())
    } else {
        let (requirement, span) = version.unwrap_or((Requirement::none(), name.span));
        let mut package = of_conda(name, requirement, span);
        if !place.value.contains("://") {
            package.source = Source::Local;
        }
        package
    };
    names.push(package.name.clone(), package, inventory);
    for list in ["depends", "requires_dist"] {
        let needs = entry.get(list).map_or(&[][..], Value::elements);
        for need in needs.iter().filter_map(Value::text) {
            let ends = [' ', '<', '>', '=', '!', '~', ';', '[', '('];
            let end = need.value.find(ends).unwrap_or(need.value.len());
            let need = need.part(0..end).value;
            names.need(match list {
                "depends" => need,
                _ => Ecosystem::PyPI.normalize(&need).into_owned().into(),
            });
        }
    }
}
