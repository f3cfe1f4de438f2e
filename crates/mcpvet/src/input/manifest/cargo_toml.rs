//! `Cargo.toml`: the crates that a Rust project asks for, mostly as ranges.
//!
//! Written by people and Cargo.
//! <https://doc.rust-lang.org/cargo/reference/specifying-dependencies.html>
//!
//! - A dependency is `"1.2"` or a table. A whole version behind `=` is that version.
//! - `package` names the real crate; the key is then another name for it.
//! - `workspace = true` takes what `[workspace.dependencies]` says; in a member that stands in
//!   another file, and a note says so. What no member here uses is read too, as a workspace's
//!   file is mostly that list.
//! - `[target.….dependencies]` counts on any platform; `optional` is kept as a group.
//! - `[patch]` and `[replace]` put other code in place: it is read as packages, not as direct.

use crate::input::text::Text;
use crate::input::value::Value;
use crate::input::{Format, Head, Inventory, Level, Likeness, Paths, toml};
use crate::launch::npm_spec;
use crate::launch::url::Url;
use crate::package::{Ecosystem, Groups, Package, Requirement, RequirementClass, Source, Span};

/// See the module.
pub(crate) const FORMAT: Format = Format {
    id: "cargo-toml",
    title: "Cargo.toml",
    file_names: &["cargo.toml"],
    sniff,
    parse,
    paths: Paths::TomlKey,
};

const SECTIONS: &[(&str, Groups)] = &[
    ("dependencies", Groups::PROD),
    ("dev-dependencies", Groups::DEV),
    ("dev_dependencies", Groups::DEV),
    ("build-dependencies", Groups::BUILD),
    ("build_dependencies", Groups::BUILD),
];

fn sniff(head: &Head<'_>) -> Likeness {
    let has = |wanted: &dyn Fn(&str) -> bool| head.any_line(wanted);
    let is_section = |line: &str| {
        let name = line.strip_prefix('[').and_then(|line| line.strip_suffix(']'));
        name.is_some_and(|name| SECTIONS.iter().any(|(section, _)| *section == name))
    };
    let package = has(&|line| line == "[package]");
    let of_workspace =
        ["[workspace.package]", "[workspace.dependencies]", "members =", "resolver ="];
    let workspace = has(&|line| line.starts_with("[workspace"));
    let workspace = workspace && has(&|line| of_workspace.iter().any(|own| line.starts_with(own)));
    if workspace || package && has(&|line| line.starts_with("edition")) {
        Likeness::Certain
    } else if package && has(&is_section) {
        Likeness::Likely
    } else if package || has(&is_section) {
        Likeness::Possible
    } else {
        Likeness::No
    }
}

fn parse<'a>(text: &'a str, inventory: &mut Inventory<'a>) {
    let tree = toml::read_tree(text, inventory);
    let shared = tree.get("workspace").and_then(|workspace| workspace.get("dependencies"));
    let mut file = File { has_shared: shared.is_some(), inventory };
    file.read_sections(&tree);
    for (_, target) in members(tree.get("target")) {
        file.read_sections(target);
    }
    file.read_section(shared, Groups::default(), None);
    for (_, of_source) in members(tree.get("patch")) {
        file.read_section(Some(of_source), Groups::default(), Some(false));
    }
    for (key, replacement) in members(tree.get("replace")) {
        // The key is `name:1.2.3` or ends so.
        let path = key.value.rsplit(['/', '#']).next().unwrap_or_default();
        let name = path.split([':', '@']).next().unwrap_or_default();
        file.read_entry(&key.slice(name), replacement, Groups::default(), Some(false));
    }
}

fn members<'t, 'a>(value: Option<&'t Value<'a>>) -> &'t [(Text<'a>, Value<'a>)] {
    value.map(Value::members).unwrap_or_default()
}

struct File<'i, 'a> {
    /// Whether the list that members take versions from stands in this file.
    has_shared: bool,
    inventory: &'i mut Inventory<'a>,
}

impl<'a> File<'_, 'a> {
    fn read_sections(&mut self, table: &Value<'a>) {
        for (name, groups) in SECTIONS {
            self.read_section(table.get(name), *groups, Some(true));
        }
    }

    fn read_section(&mut self, table: Option<&Value<'a>>, groups: Groups, direct: Option<bool>) {
        for (key, entry) in members(table) {
            self.read_entry(key, entry, groups, direct);
        }
    }

    fn read_entry(
        &mut self,
        key: &Text<'a>,
        entry: &Value<'a>,
        groups: Groups,
        direct: Option<bool>,
    ) {
        let is = |name: &str| entry.get(name).is_some_and(|value| value.is_scalar("true"));
        if is("workspace") {
            if !self.has_shared {
                let message = "the version stands in the file of the workspace: give that as well";
                self.inventory.note(Level::Info, "include", message, Some(key.span));
            }
            return;
        }
        if entry.text().is_none() && entry.members().is_empty() {
            let message = "expected a version or a table; this dependency was not read";
            return self.inventory.error("entry", message, key.span);
        }
        let package = dependency(key, entry);
        let groups = if is("optional") { groups.and(Groups::OPTIONAL) } else { groups };
        self.inventory.push(Package { groups, direct, ..package });
    }
}

fn dependency<'a>(key: &Text<'a>, entry: &Value<'a>) -> Package<'a> {
    let text = |name: &str| entry.get(name).and_then(Value::text);
    let (name, alias) = match text("package").filter(|name| name.value != key.value) {
        Some(name) => (name, Some(key.value.clone())),
        None => (key.clone(), None),
    };
    let version = entry.text().or_else(|| text("version"));
    let (source, requirement, span) = if let Some(url) = text("git") {
        let reference = ["rev", "tag", "branch"].iter().find_map(|name| text(name));
        (Source::Git, git(&url, reference.as_ref()), url.span)
    } else if let Some(path) = text("path") {
        let requirement = Requirement::new(RequirementClass::Path, path.value);
        (Source::Local, requirement, path.span)
    } else {
        let other = text("registry").is_some() || text("registry-index").is_some();
        let source = if other { Source::Url } else { Source::Registry };
        let (requirement, span) = registry(version, name.span);
        (source, requirement, span)
    };
    let package = Package::new(Ecosystem::CratesIo, name.value, requirement, span);
    Package { source, alias, ..package }
}

/// What a version asks for.
fn registry<'a>(version: Option<Text<'a>>, name: Span) -> (Requirement<'a>, Span) {
    let Some(version) = version else { return (Requirement::none(), name) };
    let text = version.slice(version.value.trim());
    let exact = text.value.strip_prefix('=').map(str::trim_start);
    if let Some(exact) = exact.filter(|exact| npm_spec::exact(exact) == Some(*exact)) {
        let exact = text.slice(exact);
        return (Requirement::exact(exact.value), exact.span);
    }
    let class =
        if text.value == "*" { RequirementClass::Wildcard } else { RequirementClass::Range };
    (Requirement::new(class, text.value), text.span)
}

/// A repository and what is taken of it.
fn git<'a>(url: &Text<'a>, reference: Option<&Text<'a>>) -> Requirement<'a> {
    let reference = reference.map_or("", |reference| &*reference.value);
    let is_commit = reference.len() == 40 && reference.bytes().all(|b| b.is_ascii_hexdigit());
    let class = if is_commit { RequirementClass::GitCommit } else { RequirementClass::GitRef };
    let shown = Url::read(&url.value).map(|url| Url { fragment: reference, ..url }.shown());
    Requirement::new(class, shown.unwrap_or_else(|| "…".to_owned()))
}
