//! `package.json`: what a JavaScript project asks for, mostly as ranges.
//!
//! Written by people and by npm, pnpm, yarn and bun.
//! <https://github.com/npm/cli/blob/latest/docs/lib/content/configuring-npm/package-json.md>
//!
//! - `bundleDependencies` repeats names that stand elsewhere; it is left out.
//! - `overrides` and `resolutions` can put other versions in place; that is noted, not followed.

use crate::input::json::{self, Duplicates, Kind, Reader, SyntaxError};
use crate::input::{Format, Head, Inventory, Level, Likeness, Paths};
use crate::launch::npm_spec;
use crate::package::{Groups, Requirement, RequirementClass};

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
                (None, "overrides" | "resolutions") => {
                    let message = "what this puts in place of other versions is not followed";
                    inventory.note(Level::Info, "overrides", message, Some(key.span));
                    reader.skip()
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
