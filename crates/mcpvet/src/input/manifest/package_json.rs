//! `package.json`: what a JavaScript project asks for, mostly as ranges.
//!
//! Written by people and by npm, pnpm, yarn and bun.
//! <https://github.com/npm/cli/blob/latest/docs/lib/content/configuring-npm/package-json.md>
//!
//! - `bundleDependencies` repeats names that stand elsewhere; it is left out.
//! - `overrides` and `resolutions` put other versions in place, often of packages that only
//!   dependencies name. They are read as packages; where they take effect is not followed.

use crate::input::json::{self, Duplicates, Kind, Reader, SyntaxError};
use crate::input::text::Text;
use crate::input::{Format, Head, Inventory, Likeness, Paths};
use crate::launch::npm_spec;
use crate::package::{Groups, Package, Requirement, RequirementClass};

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
        reader.object(|reader, key| {
            let section = SECTIONS.iter().find(|(name, _)| *name == key.value);
            match (section, &*key.value) {
                (Some((_, groups)), _) if reader.peek()? == Kind::Object => {
                    read_section(reader, *groups, inventory)
                }
                (Some(_), _) => {
                    inventory.error(
                        "section",
                        "expected an object of names and versions",
                        key.span,
                    );
                    reader.skip()
                }
                (None, "overrides" | "resolutions") => read_overrides(reader, &key, inventory),
                (None, "pnpm") if reader.peek()? == Kind::Object => {
                    reader.object(|reader, key| match &*key.value {
                        "overrides" => read_overrides(reader, &key, inventory),
                        _ => reader.skip(),
                    })
                }
                (None, _) => reader.skip(),
            }
        })
    });
}

fn read_section<'a>(
    reader: &mut Reader<'a>,
    groups: Groups,
    inventory: &mut Inventory<'a>,
) -> Result<(), SyntaxError> {
    let mut keys = Duplicates::default();
    let outcome = reader.object(|reader, name| {
        keys.push(&name);
        let Some(specifier) = reader.string_or_skip()? else {
            inventory.error("entry", "expected a string for the version", name.span);
            return Ok(());
        };
        let mut package = npm_spec::of_dependency(&name, &specifier);
        // An empty text allows every version here, unlike a missing one on a command line.
        if specifier.value.trim().is_empty() {
            package.requirement = Requirement::new(RequirementClass::Wildcard, "");
        }
        (package.groups, package.direct) = (groups, Some(true));
        inventory.push(package);
        Ok(())
    });
    keys.note(reader.text(), inventory);
    outcome
}

/// Reads the versions that are put in place of others; an empty section does nothing.
fn read_overrides<'a>(
    reader: &mut Reader<'a>,
    key: &Text<'a>,
    inventory: &mut Inventory<'a>,
) -> Result<(), SyntaxError> {
    if reader.peek()? != Kind::Object {
        inventory.error("section", "expected an object of names and versions", key.span);
        return reader.skip();
    }
    let before = inventory.packages.len();
    let outcome = read_replacements(reader, None, inventory);
    if inventory.packages.len() > before {
        let message = "these versions replace others; the versions on both sides were checked";
        inventory.warning("overrides", message, key.span);
    }
    outcome
}

/// Reads `{ "name": "1.2.3", "parent": { ".": "1.0.0", "name": "2.0.0" } }`.
fn read_replacements<'a>(
    reader: &mut Reader<'a>,
    parent: Option<&Text<'a>>,
    inventory: &mut Inventory<'a>,
) -> Result<(), SyntaxError> {
    reader.object(|reader, key| {
        let name = match parent {
            Some(parent) if key.value == "." => parent.clone(),
            _ => replaced(&key),
        };
        if reader.peek()? == Kind::Object {
            return read_replacements(reader, Some(&name), inventory);
        }
        match reader.string_or_skip()? {
            // `$name` is the version of a direct dependency, `-` takes the package away.
            Some(version) if version.value.starts_with('$') || version.value == "-" => {}
            Some(version) => {
                let package = npm_spec::of_dependency(&name, &version);
                inventory.push(Package { direct: Some(false), ..package });
            }
            None => inventory.error("entry", "expected a string for the version", key.span),
        }
        Ok(())
    })
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
