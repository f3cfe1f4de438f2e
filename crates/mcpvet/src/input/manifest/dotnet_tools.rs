//! `.config/dotnet-tools.json`: the tools that a project of .NET brings along for its developers.
//!
//! Written by `dotnet tool install`. <https://learn.microsoft.com/dotnet/core/tools/local-tools-how-to-use>
//!
//! - `tools` names packages of NuGet, each with exactly one version.

use crate::input::json;
use crate::input::{Format, Inventory, Likeness, Paths, pinned};
use crate::package::{Ecosystem, Groups, Package};

/// See the module.
pub(crate) const FORMAT: Format = Format {
    id: "dotnet-tools",
    title: "dotnet-tools.json",
    file_names: &["dotnet-tools.json"],
    sniff: |head| match (head.has_key("tools"), head.has_key("isRoot")) {
        (true, true) => Likeness::Certain,
        (true, false) if head.text.contains("\"commands\"") => Likeness::Possible,
        _ => Likeness::No,
    },
    parse,
    paths: Paths::JsonPointer,
};

fn parse<'a>(text: &'a str, inventory: &mut Inventory<'a>) {
    json::read(text, inventory, |reader, inventory| {
        reader.object_of(&mut |reader, key| match &*key.value {
            "tools" => {
                json::members(reader, key.span, inventory, &mut |reader, name, inventory| {
                    json::pick(reader, &["version"], &mut |tool| {
                        let version = tool.member("version");
                        if version.is_none() {
                            inventory.warning("no-version", "this tool has no version", name.span);
                        }
                        let package = pinned::package(Ecosystem::NuGet, name.clone(), version);
                        let groups = Groups::DEV;
                        inventory.push(Package { groups, direct: Some(true), ..package });
                    })
                })
            }
            _ => reader.skip(),
        })
    });
}
