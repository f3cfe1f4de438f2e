//! `composer.json`: what a PHP project asks for.
//!
//! Written by people. <https://getcomposer.org/doc/04-schema.md>
//!
//! - `require` and `require-dev` name packages; `php`, `ext-*`, `lib-*` and `composer-*-api` are
//!   the platform and are left out.
//! - `repositories` can put a path or a repository in place of a public package. Which one is
//!   told only by looking there, so each package is taken for the public one.

use crate::input::json::{self, Kind};
use crate::input::lockfile::composer_lock::is_branch;
use crate::input::text::Text;
use crate::input::{Format, Head, Inventory, Likeness, Paths};
use crate::package::{Ecosystem, Groups, Package, Requirement, RequirementClass, Source};
use crate::version::Scheme;

/// See the module.
pub(crate) const FORMAT: Format = Format {
    id: "composer-json",
    title: "composer.json",
    file_names: &["composer.json"],
    sniff,
    parse,
    paths: Paths::JsonPointer,
};

fn sniff(head: &Head<'_>) -> Likeness {
    let requires = head.has_key("require") || head.has_key("require-dev");
    match requires && !head.has_key("dependencies") {
        true => Likeness::Likely,
        false => Likeness::No,
    }
}

fn parse<'a>(text: &'a str, inventory: &mut Inventory<'a>) {
    json::read(text, inventory, |reader, inventory| {
        reader.object(|reader, key| {
            let groups = match &*key.value {
                "require" => Groups::PROD,
                "require-dev" => Groups::DEV,
                _ => return reader.skip(),
            };
            match reader.peek()? {
                Kind::Object => reader.object(|reader, name| {
                    match reader.string_or_skip()? {
                        Some(constraint) => add(name, &constraint, groups, inventory),
                        None => {
                            let message = "expected a string for the version";
                            inventory.error("entry", message, name.span);
                        }
                    }
                    Ok(())
                }),
                // An empty list is what PHP writes for no members.
                Kind::Array => reader.skip(),
                _ => {
                    let message = "expected an object of names and versions";
                    inventory.error("section", message, key.span);
                    reader.skip()
                }
            }
        })
    });
}

fn add<'a>(name: Text<'a>, constraint: &Text<'a>, groups: Groups, inventory: &mut Inventory<'a>) {
    if !name.value.contains('/') {
        return;
    }
    let text = constraint.slice(constraint.value.trim());
    let (class, source) = class_of(&text.value);
    let span = if text.value.is_empty() { name.span } else { text.span };
    let requirement = Requirement::new(class, text.value);
    let package = Package::new(Ecosystem::Packagist, name.value, requirement, span);
    inventory.push(Package { groups, source, direct: Some(true), ..package });
}

fn class_of(constraint: &str) -> (RequirementClass, Source) {
    // `dev-main#commit as 1.0`, `1.0@beta`
    let version = constraint.split(" as ").next().unwrap_or_default();
    let version = version.split(['#', '@']).next().unwrap_or_default().trim_ascii();
    let class = match version {
        "" | "*" => RequirementClass::Wildcard,
        "self.version" => RequirementClass::Dynamic,
        _ if is_branch(version) && !version.contains([' ', '|', ',']) => {
            return (RequirementClass::GitRef, Source::Git);
        }
        _ if Scheme::Packagist.key(constraint).is_ok() => RequirementClass::Exact,
        _ => RequirementClass::Range,
    };
    (class, Source::Registry)
}
