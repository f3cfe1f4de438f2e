//! `stack.yaml.lock`: the Haskell packages that Stack fixed beside those of its snapshot.
//!
//! <https://docs.haskellstack.org/en/stable/topics/lock_files/>
//!
//! - `packages` holds what was `completed`: `hackage: name-1.2.3@sha256:…`, a Git commit, or an
//!   archive with `name` and `version`.
//! - `snapshots` name sets of packages that stand elsewhere; a note says that they were not read.

use crate::input::json::Value;
use crate::input::text::Text;
use crate::input::{Format, Head, Inventory, Level, Likeness, Paths, yaml};
use crate::package::{Ecosystem, Package, Requirement, RequirementClass, Source};

/// See the module.
pub(crate) const FORMAT: Format = Format {
    id: "stack-lock",
    title: "stack.yaml.lock",
    file_names: &["stack.yaml.lock"],
    sniff: |head: &Head<'_>| {
        let has = |start: &str| head.text.lines().any(|line| line.starts_with(start));
        let completed = head.lines().any(|line| line.contains("completed:"));
        match has("snapshots:") && (has("packages:") || completed) {
            true => Likeness::Certain,
            false => Likeness::No,
        }
    },
    parse,
    paths: Paths::YamlPath,
};

fn parse<'a>(text: &'a str, inventory: &mut Inventory<'a>) {
    yaml::read(text, inventory, &mut |reader, inventory| {
        reader.mapping(&mut |reader, key| match &*key.text.value {
            "packages" => {
                let is_list = reader.sequence(&mut |reader| {
                    let entry = reader.value_tree();
                    add(&entry, inventory);
                });
                if !is_list {
                    inventory.error("section", "expected a sequence of packages", key.text.span);
                }
            }
            "snapshots" => {
                let message =
                    "the packages of a snapshot do not stand in this file; they were not checked";
                inventory.note(Level::Warning, "snapshot", message, Some(key.text.span));
            }
            _ => {}
        });
    });
}

fn add<'a>(entry: &Value<'a>, inventory: &mut Inventory<'a>) {
    let package = entry.get("completed").or_else(|| entry.get("original")).and_then(read);
    match package {
        Some(package) => inventory.push(package),
        None => {
            let message = "expected `hackage`, or `name` and `version`, for this package";
            inventory.error("entry", message, entry.span);
        }
    }
}

fn read<'a>(completed: &Value<'a>) -> Option<Package<'a>> {
    if let Some(pinned) = completed.member("hackage") {
        // `name-1.2.3@sha256:…,123` or `…@rev:1`
        let identity = pinned.value.split('@').next().unwrap_or_default();
        let (name, version) = identity.rsplit_once('-')?;
        let (name, version) = (pinned.slice(name), pinned.slice(version));
        return Some(of_hackage(name, version));
    }
    let name = completed.member("name");
    let commit = completed.member("commit");
    let package = match (name, completed.member("version"), &commit) {
        (Some(name), Some(version), _) => of_hackage(name, version),
        (Some(name), None, _) => {
            Package::new(Ecosystem::Hackage, name.value, Requirement::none(), name.span)
        }
        (None, ..) => return None,
    };
    Some(match commit {
        Some(commit) => Package {
            source: Source::Git,
            requirement: Requirement::new(RequirementClass::GitCommit, commit.value),
            span: commit.span,
            ..package
        },
        None => Package { source: Source::Url, ..package },
    })
}

fn of_hackage<'a>(name: Text<'a>, version: Text<'a>) -> Package<'a> {
    Package::new(Ecosystem::Hackage, name.value, Requirement::exact(version.value), version.span)
}
