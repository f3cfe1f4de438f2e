//! Syft's own JSON: what it found in a folder or an image.
//!
//! Written by `syft -o json`. <https://github.com/anchore/syft/tree/main/schema/json>
//!
//! Each of `artifacts` has a package URL or at least a name and a version; `files`, `source` and
//! `artifactRelationships` say nothing that is needed here.

use super::Identity;
use crate::input::json::{self, Reader, SyntaxError};
use crate::input::{Format, Inventory, Likeness, Paths};
use crate::package::Span;

/// See the module.
pub(crate) const FORMAT: Format = Format {
    id: "syft-json",
    title: "Syft JSON",
    file_names: &["syft.json", "*.syft.json"],
    sniff: |head| {
        let beside = ["artifactRelationships", "descriptor", "distro"];
        let says_so =
            beside.iter().any(|key| head.has_key(key)) || head.text.contains("\"foundBy\"");
        match head.has_key("artifacts") && says_so {
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
            "artifacts" => json::entries(reader, key.span, inventory, &mut read_artifact),
            _ => reader.skip(),
        })
    });
}

fn read_artifact<'a>(
    reader: &mut Reader<'a>,
    inventory: &mut Inventory<'a>,
) -> Result<(), SyntaxError> {
    let start = reader.position();
    let mut identity = Identity::default();
    let outcome = reader.object(|reader, key| {
        let member = match &*key.value {
            "purl" => &mut identity.purl,
            "name" => &mut identity.name,
            "version" => &mut identity.version,
            // What stands in `metadata` can be a list of all files.
            _ => return reader.skip(),
        };
        *member = reader.string_or_skip()?;
        Ok(())
    });
    let package = identity.package(Span::new(start, start + 1), inventory);
    package.into_iter().for_each(|package| inventory.push(package));
    outcome
}
