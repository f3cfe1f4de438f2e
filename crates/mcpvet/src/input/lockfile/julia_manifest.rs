//! `Manifest.toml`: every package that Julia's Pkg chose.
//!
//! Versions 1 and 2. <https://pkgdocs.julialang.org/v1/toml-files/#Manifest.toml>
//!
//! - Version 2 has the packages as `[[deps.Name]]`, version 1 as `[[Name]]`, each with a `uuid`.
//! - `deps` names what a package needs: a list of names, or where several have one name a table of
//!   names and their `uuid`.
//! - `repo-url` is a Git repository, `path` a folder. What comes with Julia itself has no version in
//!   older files: it is listed without one.

use super::chosen;
use super::names::Names;
use crate::input::text::Text;
use crate::input::value::Value;
use crate::input::{Format, Head, Inventory, Likeness, Paths, toml};
use crate::package::{Ecosystem, Package, Source};

/// See the module.
pub(crate) const FORMAT: Format = Format {
    id: "julia-manifest",
    title: "Manifest.toml",
    file_names: &["manifest.toml", "juliamanifest.toml", "manifest-v*.toml"],
    sniff: |head: &Head<'_>| {
        let has = |start: &str| head.has_start(start);
        match has("manifest_format = ") || has("[[") && has("uuid = ") {
            true => Likeness::Certain,
            false => Likeness::No,
        }
    },
    parse,
    paths: Paths::TomlKey,
};

fn parse<'a>(text: &'a str, inventory: &mut Inventory<'a>) {
    let tree = toml::read_tree(text, inventory);
    let packages = tree.get("deps").unwrap_or(&tree);
    let mut names = Names::default();
    for (name, entries) in packages.members() {
        for entry in entries.elements() {
            add(name, entry, &mut names, inventory);
        }
    }
    names.finish(inventory);
}

fn add<'a>(
    name: &Text<'a>,
    entry: &Value<'a>,
    names: &mut Names<'a>,
    inventory: &mut Inventory<'a>,
) {
    let version = entry.member("version");
    let commit = entry.member("git-tree-sha1").filter(|_| entry.get("repo-url").is_some());
    let source = match &commit {
        Some(_) => Source::Git,
        None if entry.get("path").is_some() => Source::Local,
        None => Source::Registry,
    };
    let stated = version.clone().unwrap_or_default().value;
    let (requirement, span) = chosen(commit, version, name.span);
    let package = Package::new(Ecosystem::Julia, name.value.clone(), requirement, span);
    let package = Package { source, ..package }.stating(Some(&stated));
    names.push(name.value.clone(), package, inventory);
    names.answer(entry.member("uuid").unwrap_or_default().value);
    let deps = entry.get("deps");
    let listed = deps.map_or(&[][..], Value::elements);
    let keyed = deps.map_or(&[][..], Value::members).iter().map(|(_, uuid)| uuid);
    listed.iter().chain(keyed).filter_map(Value::text).for_each(|need| names.need(need.value));
}
