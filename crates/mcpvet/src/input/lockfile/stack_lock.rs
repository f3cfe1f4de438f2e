//! `stack.yaml.lock`: the Haskell packages that Stack fixed beside those of its snapshot.
//!
//! <https://docs.haskellstack.org/en/stable/topics/lock_files/>
//!
//! - `packages` holds what was `completed`: `hackage: name-1.2.3@sha256:…`, a Git commit, or an
//!   archive (`url`, or `filepath` on the machine) with `name` and `version`.
//! - `snapshots` name sets of packages that stand elsewhere; a note says that they were not read.

use super::chosen;
use crate::input::json::Value;
use crate::input::{Format, Head, Inventory, Level, Likeness, Paths, yaml};
use crate::package::{Ecosystem, Package, Requirement, Source};

/// See the module.
pub(crate) const FORMAT: Format = Format {
    id: "stack-lock",
    title: "stack.yaml.lock",
    file_names: &["stack.yaml.lock"],
    sniff: |head: &Head<'_>| {
        let has = |start: &str| head.begins(start);
        let completed = head.text.contains("completed:");
        let signs = [has("snapshots:"), has("packages:"), completed];
        match signs.iter().filter(|sign| **sign).count() > 1 {
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
                let is_list = reader.sequence(&mut |reader| add(&reader.value_tree(), inventory));
                if !is_list {
                    inventory.error("section", "expected a sequence of packages", key.text.span);
                }
            }
            "snapshots" if !reader.value_tree().elements().is_empty() => {
                let message =
                    "the packages of a snapshot do not stand in this file; they were not checked";
                inventory.note(Level::Warning, "snapshot", message, Some(key.text.span));
            }
            _ => {}
        });
    });
}

fn add<'a>(entry: &Value<'a>, inventory: &mut Inventory<'a>) {
    match entry.any(&["completed", "original"]).and_then(read) {
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
        let requirement = Requirement::exact(version.value);
        return Some(Package::new(Ecosystem::Hackage, name.value, requirement, version.span));
    }
    let name = completed.member("name")?;
    let commit = completed.member("commit");
    let source = match &commit {
        Some(_) => Source::Git,
        None if completed.get("filepath").is_some() => Source::Local,
        None => Source::Url,
    };
    let version = completed.member("version");
    let stated = version.clone().unwrap_or_default().value;
    let (requirement, span) = chosen(commit, version, name.span);
    let package = Package::new(Ecosystem::Hackage, name.value, requirement, span);
    Some(Package { source, ..package }.stating(Some(&stated)))
}
