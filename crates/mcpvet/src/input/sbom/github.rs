//! Snapshots for GitHub's dependency submission API.
//!
//! <https://docs.github.com/rest/dependency-graph/dependency-submission>
//!
//! `manifests` holds one entry a file, and each has its packages under `resolved`, with their
//! package URL, `relationship` and `scope`. A package without URL is named by its key.

use super::Identity;
use crate::input::json::{self, Reader, SyntaxError};
use crate::input::text::Text;
use crate::input::{Format, Inventory, Likeness, Paths};
use crate::package::Groups;

/// See the module.
pub(crate) const FORMAT: Format = Format {
    id: "github-snapshot",
    title: "GitHub dependency snapshot",
    file_names: &[],
    sniff: |head| {
        let beside = ["detector", "job", "scanned"];
        match head.has_key("manifests") && beside.iter().any(|key| head.has_key(key)) {
            true => Likeness::Certain,
            false => Likeness::No,
        }
    },
    parse,
    paths: Paths::JsonPointer,
};

fn parse<'a>(text: &'a str, inventory: &mut Inventory<'a>) {
    json::read(text, inventory, |reader, inventory| {
        reader.object(|reader, key| match &*key.value {
            "manifests" => {
                json::members(reader, key.span, inventory, &mut |reader, _, inventory| {
                    reader.object(|reader, key| match &*key.value {
                        "resolved" => json::members(reader, key.span, inventory, &mut read_package),
                        _ => reader.skip(),
                    })
                })
            }
            _ => reader.skip(),
        })
    });
}

fn read_package<'a>(
    reader: &mut Reader<'a>,
    key: Text<'a>,
    inventory: &mut Inventory<'a>,
) -> Result<(), SyntaxError> {
    let (mut purl, mut relationship, mut scope) = (None, None, None);
    let outcome = reader.object(|reader, key| {
        let member = match &*key.value {
            "package_url" => &mut purl,
            "relationship" => &mut relationship,
            "scope" => &mut scope,
            _ => return reader.skip(),
        };
        *member = reader.string_or_skip()?;
        Ok(())
    });
    let at = key.span;
    let identity = Identity { purl, name: Some(key), ..Identity::default() };
    if let Some(mut package) = identity.package(at, inventory) {
        package.direct = relationship.and_then(|it| match &*it.value {
            "direct" => Some(true),
            "indirect" => Some(false),
            _ => None,
        });
        package.groups = match scope.as_ref().map(|scope| &*scope.value) {
            Some("runtime") => Groups::PROD,
            Some("development") => Groups::DEV,
            _ => Groups::NONE,
        };
        inventory.push(package);
    }
    outcome
}
