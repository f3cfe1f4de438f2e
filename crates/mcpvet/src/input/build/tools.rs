//! `.tool-versions` and `mise.toml`: the tools of a project and their versions.
//!
//! <https://asdf-vm.com/manage/configuration.html>, <https://mise.jdx.dev/configuration.html>
//!
//! - A tool with a backend (`npm:prettier`, `pipx:black`, `cargo:ripgrep`, `gem:…`, `go:…`) is a
//!   package of its ecosystem; any other one is a program that no registry is known for.
//! - Several versions of one tool are several packages. `latest` is the newest one, `ref:` and
//!   `path:` are a repository and a folder, `system` is what the machine has. So is
//!   `pipx:owner/name` a repository.

use crate::input::json::Data;
use crate::input::text::Text;
use crate::input::value::Value;
use crate::input::{Format, Head, Inventory, Likeness, Paths, lines, toml};
use crate::launch::npm_spec;
use crate::package::{Ecosystem, Package, Requirement, RequirementClass, Source};

/// asdf's file, which mise reads too.
pub(crate) const VERSIONS: Format = Format {
    id: "tool-versions",
    title: ".tool-versions",
    file_names: &[".tool-versions"],
    sniff: |head: &Head<'_>| match head.path.ends_with(".tool-versions") {
        true => Likeness::Certain,
        false => Likeness::No,
    },
    parse: parse_versions,
    paths: Paths::None,
};

/// mise's own file.
pub(crate) const MISE: Format = Format {
    id: "mise-toml",
    title: "mise.toml",
    file_names: &["mise.toml", ".mise.toml", "mise.*.toml", ".mise.*.toml"],
    sniff: |head: &Head<'_>| {
        let has = |table: &str| head.has_line(table);
        match has("[tools]") && !has("[package]") && !has("[project]") {
            true => Likeness::Likely,
            false => Likeness::No,
        }
    },
    parse: parse_mise,
    paths: Paths::TomlKey,
};

const BACKENDS: &[(&str, Ecosystem)] = &[
    ("npm", Ecosystem::Npm),
    ("pipx", Ecosystem::PyPI),
    ("cargo", Ecosystem::CratesIo),
    ("gem", Ecosystem::RubyGems),
    ("go", Ecosystem::Go),
    ("dotnet", Ecosystem::NuGet),
];

fn parse_versions<'a>(text: &'a str, inventory: &mut Inventory<'a>) {
    let expected = "expected a version behind the tool";
    lines::read(text, inventory, expected, &mut |line, inventory| {
        let line = line.split('#').next().unwrap_or_default();
        let mut words = line.split_ascii_whitespace();
        let Some(name) = words.next() else { return true };
        let count = inventory.packages.len();
        for version in words {
            add(&Text::of(name, text), &Text::of(version, text), inventory);
        }
        inventory.packages.len() > count
    });
}

fn parse_mise<'a>(text: &'a str, inventory: &mut Inventory<'a>) {
    let tree = toml::read_tree(text, inventory);
    for (name, value) in tree.get("tools").map_or(&[][..], Value::members) {
        let versions = match &value.data {
            Data::Array(elements) => &elements[..],
            _ => core::slice::from_ref(value),
        };
        for version in versions {
            let stated = version.any(&["version", "prefix"]).unwrap_or(version);
            match stated.written() {
                Some(version) => add(name, &version, inventory),
                None => inventory.error("entry", "expected a version of this tool", name.span),
            }
        }
    }
}

/// What a version says, and where the code comes from.
fn meaning(version: &str) -> (RequirementClass, Source) {
    let word = version.split(':').next().unwrap_or_default();
    match word {
        "latest" | "*" => (RequirementClass::DistTagLatest, Source::Registry),
        "system" | "path" => (RequirementClass::Path, Source::Local),
        "ref" | "branch" | "tag" | "rev" if word.len() < version.len() => {
            (RequirementClass::GitRef, Source::Git)
        }
        _ if npm_spec::exact(version).is_some() => (RequirementClass::Exact, Source::Registry),
        _ => (RequirementClass::Range, Source::Registry),
    }
}

fn add<'a>(tool: &Text<'a>, version: &Text<'a>, inventory: &mut Inventory<'a>) {
    let (class, mut source) = meaning(&version.value);
    let requirement = Requirement::new(class, version.value.clone());
    let (backend, name) = tool.value.split_once(':').unwrap_or_default();
    let backend = BACKENDS.iter().find(|(known, _)| *known == backend);
    let package = if let Some((_, ecosystem)) = backend {
        // `pipx:black[extra]`
        let mut name = name.split('[').next().unwrap_or_default();
        if *ecosystem == Ecosystem::Go {
            // A program is in a module; its folder is not part of the module's name.
            name = name.split("/cmd/").next().unwrap_or_default();
        } else if *ecosystem != Ecosystem::Npm && name.contains('/') {
            // `pipx:owner/name` and `cargo:https://…/name.git`
            source = Source::Git;
            name = name.rsplit('/').next().unwrap_or_default();
            name = name.strip_suffix(".git").unwrap_or(name);
        }
        Package::new(*ecosystem, tool.slice(name).value, requirement, version.span)
    } else {
        if source == Source::Registry {
            source = Source::Program;
        }
        Package::unnamed(tool.value.clone(), requirement, version.span)
    };
    inventory.push(Package { source, direct: Some(true), ..package });
}
