//! `libs.versions.toml`: the version catalog that the builds of a Gradle project share.
//!
//! Written by people. <https://docs.gradle.org/current/userguide/version_catalogs.html>
//!
//! - An entry of `libraries` is `"group:name:version"` or a table with `module`, or `group` and
//!   `name`; `version.ref` names an entry of `versions`. Without a version, a platform brings it.
//! - Of a rich version, `strictly` counts, then `require`, then `prefer`.
//! - A plugin is published as `<id>:<id>.gradle.plugin`.
//! - Which build uses an entry, the catalog does not say. `bundles` and `metadata` name no others.

use std::borrow::Cow;

use crate::input::pinned;
use crate::input::text::Text;
use crate::input::value::Value;
use crate::input::{Format, Head, Inventory, Likeness, Paths, gradle, toml};
use crate::named::Named;
use crate::package::{Ecosystem, Groups, Package};

/// See the module.
pub(crate) const FORMAT: Format = Format {
    id: "gradle-version-catalog",
    title: "libs.versions.toml",
    file_names: &["*.versions.toml"],
    sniff,
    parse,
    paths: Paths::TomlKey,
};

fn sniff(head: &Head<'_>) -> Likeness {
    let has = |header: &str| head.has_line(header);
    let refers = || head.text.contains("version.ref") || head.text.contains("module =");
    match (has("[libraries]"), has("[versions]") || has("[plugins]")) {
        (true, true) => Likeness::Certain,
        (true, false) => Likeness::Likely,
        (false, true) if refers() => Likeness::Likely,
        _ => Likeness::No,
    }
}

fn parse<'a>(text: &'a str, inventory: &mut Inventory<'a>) {
    let tree = toml::read_tree(text, inventory);
    let members = |name: &str| tree.get(name).map(Value::members).unwrap_or_default();
    let mut versions = Versions::default();
    for (name, value) in members("versions") {
        versions.insert(Cow::Borrowed(&name.value), value);
    }
    for (sections, read) in
        [("libraries", library as fn(&_, &_) -> Option<Package<'a>>), ("plugins", plugin)]
    {
        for (alias, entry) in members(sections) {
            match read(entry, &versions) {
                Some(package) => inventory.push(package),
                None => {
                    let message = "expected `group:name:version` or a table with `module`";
                    inventory.error("entry", message, alias.span);
                }
            }
        }
    }
}

/// The entries of `versions` by name.
type Versions<'t, 'a> = Named<'t, &'t Value<'a>>;

fn library<'a>(entry: &Value<'a>, versions: &Versions<'_, 'a>) -> Option<Package<'a>> {
    if let Some(text) = entry.text() {
        return gradle::module(&text).map(|package| Package { groups: Groups::PROD, ..package });
    }
    let text = |key: &str| entry.get(key).and_then(Value::text);
    let name = text("module").or_else(|| {
        let (group, name) = (text("group")?, text("name")?);
        Some(Text { value: [&*group.value, ":", &*name.value].concat().into(), span: name.span })
    })?;
    let package = pinned::package(Ecosystem::Maven, name, version(entry, versions));
    Some(Package { groups: Groups::PROD, ..package })
}

fn plugin<'a>(entry: &Value<'a>, versions: &Versions<'_, 'a>) -> Option<Package<'a>> {
    if let Some(text) = entry.text() {
        let (id, _) = text.value.split_once(':')?;
        let version = text.part(id.len() + 1..text.value.len());
        return Some(gradle::plugin(&text.part(0..id.len()), Some(version)));
    }
    let id = entry.get("id").and_then(Value::text)?;
    Some(gradle::plugin(&id, version(entry, versions)))
}

/// The version of an entry, looked up where it refers to another; a reference that leads nowhere
/// is no version.
fn version<'a>(entry: &Value<'a>, versions: &Versions<'_, 'a>) -> Option<Text<'a>> {
    let version = entry.get("version")?;
    let referred = version.get("ref").and_then(Value::str);
    let version = match referred {
        Some(name) => versions.get(name)?,
        None => version,
    };
    let rich = || ["strictly", "require", "prefer"].iter().find_map(|key| version.get(key)?.text());
    version.text().or_else(rich)
}
