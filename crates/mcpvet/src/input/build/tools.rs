//! `.tool-versions` and `mise.toml`: the tools of a project and their versions.
//!
//! <https://asdf-vm.com/manage/configuration.html>, <https://mise.jdx.dev/configuration.html>
//!
//! - A tool with a backend (`npm:prettier`, `pipx:black`, `cargo:ripgrep`, `gem:…`, `go:…`) is a
//!   package of its ecosystem; any other one is a program that no registry is known for.
//! - Several versions of one tool are several packages. `latest` is the newest one, `ref:` and
//!   `path:` are a repository and a folder, `system` is what the machine has.

use crate::input::json::{Data, is_conflict_marker};
use crate::input::text::Text;
use crate::input::value::Value;
use crate::input::{Format, Head, Inventory, Likeness, Paths, toml};
use crate::launch::npm_spec;
use crate::package::{Ecosystem, Package, Requirement, RequirementClass, Source};

/// asdf's file, which mise reads too.
pub(crate) const VERSIONS: Format = Format {
    id: "tool-versions",
    title: ".tool-versions",
    file_names: &[".tool-versions"],
    sniff: |_: &Head<'_>| Likeness::No,
    parse: parse_versions,
    paths: Paths::None,
};

/// mise's own file.
pub(crate) const MISE: Format = Format {
    id: "mise-toml",
    title: "mise.toml",
    file_names: &["mise.toml", ".mise.toml", "mise.*.toml", ".mise.*.toml"],
    sniff: |head: &Head<'_>| {
        let mut tables = head.lines().filter(|line| line.starts_with('['));
        match tables.next().is_some_and(|table| table == "[tools]") {
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
    for line in text.split('\n') {
        let line = line.split('#').next().unwrap_or_default();
        let line = line.trim_matches(|c: char| c.is_whitespace() || c == '\u{feff}');
        if is_conflict_marker(line) {
            let message =
                "a merge conflict marker: settle the conflict first; both sides were read";
            inventory.error("syntax", message, crate::package::Span::of(line, text));
            continue;
        }
        let mut words = line.split_whitespace();
        let Some(name) = words.next().map(|name| Text::of(name, text)) else { continue };
        let mut versions = words.peekable();
        if versions.peek().is_none() {
            inventory.error("line", "expected a version behind the tool", name.span);
        }
        for version in versions {
            add(&name, &Text::of(version, text), inventory);
        }
    }
}

fn parse_mise<'a>(text: &'a str, inventory: &mut Inventory<'a>) {
    let tree = toml::read_tree(text, inventory);
    for (name, value) in tree.get("tools").map_or(&[][..], Value::members) {
        let versions = match &value.data {
            Data::Array(elements) => &elements[..],
            _ => core::slice::from_ref(value),
        };
        for version in versions {
            match version.member("version").or_else(|| version.written()) {
                Some(version) => add(name, &version, inventory),
                None => inventory.error("entry", "expected a version of this tool", name.span),
            }
        }
    }
}

fn add<'a>(tool: &Text<'a>, version: &Text<'a>, inventory: &mut Inventory<'a>) {
    let backend = tool.value.split_once(':').and_then(|(backend, name)| {
        let found = BACKENDS.iter().find(|(known, _)| *known == backend);
        found.map(|(_, ecosystem)| (*ecosystem, name))
    });
    let text = &*version.value;
    let mut source = Source::Registry;
    let class = if text == "latest" || text == "*" {
        RequirementClass::DistTagLatest
    } else if text.starts_with("ref:") || text.starts_with("branch:") {
        source = Source::Git;
        RequirementClass::GitRef
    } else if text.starts_with("path:") || text == "system" {
        source = Source::Local;
        RequirementClass::Path
    } else if npm_spec::exact(text).is_some() {
        RequirementClass::Exact
    } else {
        RequirementClass::Range
    };
    let requirement = Requirement::new(class, version.value.clone());
    let package = match backend {
        Some((ecosystem, name)) => {
            // `pipx:black[extra]` and `npm:@scope/name`
            let name = name.split('[').next().unwrap_or_default();
            let name = tool.slice(name).value;
            Package { source, ..Package::new(ecosystem, name, requirement, version.span) }
        }
        None => {
            let source = if source == Source::Registry { Source::Program } else { source };
            Package { source, ..Package::unnamed(tool.value.clone(), requirement, version.span) }
        }
    };
    inventory.push(Package { direct: Some(true), ..package });
}
