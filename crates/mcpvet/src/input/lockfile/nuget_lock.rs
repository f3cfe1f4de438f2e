//! `packages.lock.json`: what NuGet chose for each framework.
//!
//! Written by NuGet.
//! <https://learn.microsoft.com/nuget/consume-packages/package-references-in-project-files#locking-dependencies>
//!
//! - `dependencies` has an object a framework, in it one entry a package; a package stands there
//!   once a framework.
//! - `type` is `Direct`, `Transitive`, `CentralTransitive` (its version is set by the project) or
//!   `Project`, which is another project on the machine.

use crate::input::json::{self, Kind, Reader, SyntaxError};
use crate::input::text::Text;
use crate::input::{Format, Head, Inventory, Likeness, Paths, pinned};
use crate::package::{Ecosystem, Package, Requirement, RequirementClass, Source};

/// See the module.
pub(crate) const FORMAT: Format = Format {
    id: "nuget-lock",
    title: "packages.lock.json",
    file_names: &["packages.lock.json", "packages.*.lock.json"],
    sniff,
    parse,
    paths: Paths::JsonPointer,
};

fn sniff(head: &Head<'_>) -> Likeness {
    let own = ["\"contentHash\"", "\"Direct\"", "\"Transitive\"", "\"Project\""];
    let shape = head.has_key("version") && head.has_key("dependencies") && !head.has_key("name");
    match shape {
        true if own.iter().any(|word| head.text.contains(word)) => Likeness::Certain,
        true => Likeness::Possible,
        false => Likeness::No,
    }
}

fn parse<'a>(text: &'a str, inventory: &mut Inventory<'a>) {
    json::read(text, inventory, |reader, inventory| {
        reader.object(|reader, key| {
            if key.value != "dependencies" {
                return reader.skip();
            }
            objects(reader, inventory, &mut |reader, _, inventory| {
                objects(reader, inventory, &mut read_entry)
            })
        })
    });
}

type Read<'f, 'a> =
    &'f mut dyn FnMut(&mut Reader<'a>, Text<'a>, &mut Inventory<'a>) -> Result<(), SyntaxError>;

/// Reads an object whose members are objects; any other member is a note.
pub(super) fn objects<'a>(
    reader: &mut Reader<'a>,
    inventory: &mut Inventory<'a>,
    read: Read<'_, 'a>,
) -> Result<(), SyntaxError> {
    reader.object(|reader, key| {
        if reader.peek()? == Kind::Object {
            return read(reader, key, inventory);
        }
        inventory.error("entry", "expected an object; this entry was not read", key.span);
        reader.skip()
    })
}

fn read_entry<'a>(
    reader: &mut Reader<'a>,
    name: Text<'a>,
    inventory: &mut Inventory<'a>,
) -> Result<(), SyntaxError> {
    let [mut kind, mut resolved, mut requested] = [None, None, None];
    let outcome = reader.object(|reader, key| {
        let field = match &*key.value {
            "type" => &mut kind,
            "resolved" => &mut resolved,
            "requested" => &mut requested,
            _ => return reader.skip(),
        };
        *field = reader.string_or_skip()?;
        Ok(())
    });
    let kind = kind.as_ref().map_or("", |kind| &*kind.value);
    if kind.eq_ignore_ascii_case("project") {
        let requirement = Requirement::new(RequirementClass::Path, "");
        let package = Package::new(Ecosystem::NuGet, name.value, requirement, name.span);
        inventory.push(Package { source: Source::Local, ..package });
        return outcome;
    }
    if resolved.is_none() {
        inventory.warning("no-version", "this entry has no version", name.span);
    }
    let package = pinned::package(Ecosystem::NuGet, name, resolved.or(requested));
    let direct = (!kind.is_empty()).then(|| kind.eq_ignore_ascii_case("direct"));
    inventory.push(Package { direct, ..package });
    outcome
}
