//! `packages.lock.json`: what NuGet chose for each framework.
//!
//! Written by NuGet.
//! <https://learn.microsoft.com/nuget/consume-packages/package-references-in-project-files#locking-dependencies>
//!
//! - `dependencies` has an object a framework, in it one entry a package; a package stands there
//!   once a framework. Behind a slash stands a platform, `net8.0/linux-x64`, with what is different
//!   there; what it needs can stand at the framework.
//! - `type` is `Direct`, `Transitive`, `CentralTransitive` (its version is set by the project) or
//!   `Project`, which is another project on the machine.

use super::graph::Graph;
use crate::input::json;
use crate::input::text::Text;
use crate::input::value::Value;
use crate::input::{Format, Head, Inventory, Likeness, Paths, pinned};
use crate::package::{Ecosystem, Groups, Package, Requirement, RequirementClass, Source};

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
    let mut graph = Graph::default();
    json::read(text, inventory, |reader, inventory| {
        reader.object(|reader, key| {
            if key.value != "dependencies" {
                return reader.skip();
            }
            json::members(reader, key.span, inventory, &mut |reader, framework, inventory| {
                let end = framework.value.find('/').unwrap_or(framework.value.len());
                let framework = framework.part(0..end);
                json::members(reader, framework.span, inventory, &mut |reader, name, inventory| {
                    json::pick(reader, FIELDS, &mut |entry| {
                        add(&framework, name.clone(), &entry, &mut graph, inventory);
                    })
                })
            })
        })
    });
    graph.finish(inventory);
}

const FIELDS: &[&str] = &["type", "resolved", "requested", "dependencies"];

fn add<'a>(
    framework: &Text<'a>,
    name: Text<'a>,
    entry: &Value<'a>,
    graph: &mut Graph<'a>,
    inventory: &mut Inventory<'a>,
) {
    let kind = entry.get("type").and_then(Value::str).unwrap_or_default();
    let text = |key: &str| entry.get(key).and_then(Value::text);
    let package = if kind.eq_ignore_ascii_case("project") {
        let requirement = Requirement::new(RequirementClass::Path, "");
        let package = Package::new(Ecosystem::NuGet, name.value, requirement, name.span);
        Package { source: Source::Local, ..package }
    } else {
        let resolved = text("resolved");
        if resolved.is_none() {
            inventory.warning("no-version", "this entry has no version", name.span);
        }
        let package = pinned::package(Ecosystem::NuGet, name, resolved.or(text("requested")));
        let direct = (!kind.is_empty()).then(|| kind.eq_ignore_ascii_case("direct"));
        Package { direct, ..package }
    };
    let id = |name: Text<'a>| {
        let Package { name, .. } =
            Package::new(Ecosystem::NuGet, name.value, Requirement::none(), name.span);
        (framework.value.clone(), name)
    };
    let own = (framework.value.clone(), package.name.clone());
    graph.add(package);
    graph.answer_to(own.clone());
    graph.ask_for(own);
    for (needed, _) in entry.get("dependencies").map(Value::members).unwrap_or_default() {
        graph.need_of_asker(id(needed.clone()), Groups::NONE);
    }
}
