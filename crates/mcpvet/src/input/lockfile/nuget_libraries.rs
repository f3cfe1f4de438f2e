//! `project.assets.json`, what NuGet restored, and `*.deps.json`, what a program of .NET loads.
//!
//! Written by NuGet and the SDK of .NET.
//! <https://github.com/dotnet/sdk/blob/main/documentation/specs/runtime-configuration-file.md>
//!
//! - Both have `libraries` with keys such as `Name/1.2.3`. `type` is `package`, `project` (on the
//!   machine), or a part of the SDK or the machine: `reference`, `runtimepack`.
//! - `targets` repeats them for each framework. In `project.assets.json`,
//!   `projectFileDependencyGroups` lists what the project names itself.

use std::borrow::Cow;
use std::collections::BTreeMap;

use super::nuget_lock::objects;
use crate::input::json::{self, Kind, Reader, SyntaxError};
use crate::input::text::Text;
use crate::input::{Format, Head, Inventory, Likeness, Paths};
use crate::package::{Ecosystem, Package, Requirement, Source};

/// `project.assets.json`.
pub(crate) const ASSETS: Format = Format {
    id: "nuget-assets",
    title: "project.assets.json",
    file_names: &["project.assets.json"],
    sniff: |head| sniff(head, "\"projectFileDependencyGroups\"", "\"packageFolders\""),
    parse,
    paths: Paths::JsonPointer,
};

/// `*.deps.json`.
pub(crate) const DEPS: Format = Format {
    id: "dotnet-deps",
    title: "deps.json",
    file_names: &["*.deps.json"],
    sniff: |head| sniff(head, "\"runtimeTarget\"", "\"compilationOptions\""),
    parse,
    paths: Paths::JsonPointer,
};

fn sniff(head: &Head<'_>, own: &str, other: &str) -> Likeness {
    // The sections that tell both apart can stand behind the beginning of a long text.
    match head.has_key("targets") {
        true if head.text.contains(own) || head.text.contains(other) => Likeness::Certain,
        true if head.has_key("libraries") => Likeness::Possible,
        _ => Likeness::No,
    }
}

fn parse<'a>(text: &'a str, inventory: &mut Inventory<'a>) {
    let first = inventory.packages.len();
    let mut named: Option<BTreeMap<Cow<'a, str>, ()>> = None;
    json::read(text, inventory, |reader, inventory| {
        reader.object(|reader, key| match &*key.value {
            "libraries" => objects(reader, inventory, &mut read_library),
            "projectFileDependencyGroups" if reader.peek()? == Kind::Object => {
                let named = named.get_or_insert_default();
                reader.object(|reader, key| match reader.peek()? {
                    Kind::Array => reader.array(|reader| {
                        let line = reader.string_or_skip()?.unwrap_or_default().value;
                        let name = line.split([' ', '>', '=']).next().unwrap_or_default();
                        named.insert(Ecosystem::NuGet.normalize(name).into_owned().into(), ());
                        Ok(())
                    }),
                    _ => {
                        let message = "expected a list of names and versions; it was not read";
                        inventory.error("section", message, key.span);
                        reader.skip()
                    }
                })
            }
            _ => reader.skip(),
        })
    });
    let Some(named) = named else { return };
    let packages = inventory.packages[first..].iter_mut();
    for package in packages.filter(|package| package.source == Source::Registry) {
        package.direct = Some(named.contains_key(&package.name));
    }
}

fn read_library<'a>(
    reader: &mut Reader<'a>,
    key: Text<'a>,
    inventory: &mut Inventory<'a>,
) -> Result<(), SyntaxError> {
    let mut kind = Text::default();
    let outcome = reader.object(|reader, member| {
        if member.value != "type" {
            return reader.skip();
        }
        kind = reader.string_or_skip()?.unwrap_or_default();
        Ok(())
    });
    let Some((name, version)) = key.value.split_once('/') else {
        inventory.error("entry", "expected a name such as `Name/1.2.3`", key.span);
        return outcome;
    };
    let (name, version) = (key.slice(name), key.slice(version));
    let requirement = Requirement::exact(version.value);
    let package = Package::new(Ecosystem::NuGet, name.value, requirement, version.span);
    let source = match &*kind.value {
        "" | "package" => Source::Registry,
        _ => Source::Local,
    };
    inventory.push(Package { source, ..package });
    outcome
}
