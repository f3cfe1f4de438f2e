//! `project.assets.json`, what NuGet restored, and `*.deps.json`, what a program of .NET loads.
//!
//! Written by NuGet and the SDK of .NET.
//! <https://github.com/dotnet/sdk/blob/main/documentation/specs/runtime-configuration-file.md>
//!
//! - Both have `libraries` with keys such as `Name/1.2.3`. `type` is `package`, `project` (on the
//!   machine), a part of the machine such as `reference`, or `runtimepack`: the runtime itself,
//!   which is a package behind `runtimepack.`.
//! - `targets` says for each framework who needs whom, by names alone, in front of `libraries`.
//! - In `project.assets.json`, `projectFileDependencyGroups` lists what the project names itself; in
//!   `*.deps.json`, that is what a project needs which no other needs.

use std::borrow::Cow;

use super::graph::Graph;
use crate::input::json::{self, Reader, SyntaxError};
use crate::input::text::Text;
use crate::input::value::Value;
use crate::input::{Format, Head, Inventory, Likeness, Paths};
use crate::package::{Ecosystem, Groups, Package, Requirement, Source};
use crate::sort;

/// `project.assets.json`.
pub(crate) const ASSETS: Format = Format {
    id: "nuget-assets",
    title: "project.assets.json",
    file_names: &["project.assets.json"],
    sniff: |head| match head.json_keys.as_slice() {
        // Of a long text, the rest is not in sight.
        ["version", "targets", ..] if head.text.contains("\"compile\"") => Likeness::Certain,
        _ => sniff(head, "\"projectFileDependencyGroups\"", "\"packageFolders\""),
    },
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
    let mut file = File::default();
    json::read(text, inventory, |reader, inventory| {
        reader.object(|reader, key| match &*key.value {
            "targets" => {
                json::members(reader, key.span, inventory, &mut |reader, name, inventory| {
                    file.read_target(reader, &name, inventory)
                })
            }
            "libraries" => {
                json::members(reader, key.span, inventory, &mut |reader, key, inventory| {
                    json::pick(reader, &["type"], &mut |entry| file.add(&key, &entry, inventory))
                })
            }
            "projectFileDependencyGroups" => {
                let mut groups = Value::default();
                let outcome = groups.read(reader);
                file.name(&groups, key, inventory);
                outcome
            }
            _ => reader.skip(),
        })
    });
    file.finish(inventory);
}

/// A library by its key, or by its name alone.
type Key<'a> = Cow<'a, str>;

#[derive(Default)]
struct File<'a> {
    graph: Graph<'a>,
    /// Who needs whom, by keys.
    needs: Vec<(Key<'a>, Key<'a>)>,
    /// Whether the text lists what the project names itself.
    is_named: bool,
}

/// The name of a key such as `Name/1.2.3` as NuGet compares it.
fn name_of<'a>(key: &Text<'a>) -> Key<'a> {
    let end = key.value.find('/').unwrap_or(key.value.len());
    let name = key.part(0..end);
    Package::new(Ecosystem::NuGet, name.value, Requirement::none(), name.span).name
}

impl<'a> File<'a> {
    /// Reads who needs whom for one framework, in which a name stands once.
    fn read_target(
        &mut self,
        reader: &mut Reader<'a>,
        name: &Text<'a>,
        inventory: &mut Inventory<'a>,
    ) -> Result<(), SyntaxError> {
        let (mut keys, mut wanted) = (Vec::new(), Vec::new());
        let outcome = json::members(reader, name.span, inventory, &mut |reader, key, _| {
            json::pick(reader, &["dependencies"], &mut |entry| {
                for (name, _) in entry.get("dependencies").map(Value::members).unwrap_or_default() {
                    wanted.push((key.value.clone(), name_of(name)));
                }
                keys.push((name_of(&key), key.value.clone()));
            })
        });
        sort::by(&mut keys, |a, b| a.0.cmp(&b.0));
        for (from, name) in wanted {
            if let Ok(at) = keys.binary_search_by(|(own, _)| own.cmp(&name)) {
                self.needs.push((from, keys[at].1.clone()));
            }
        }
        outcome
    }

    fn add(&mut self, key: &Text<'a>, entry: &Value<'a>, inventory: &mut Inventory<'a>) {
        let Some((name, version)) = key.value.split_once('/') else {
            inventory.error("entry", "expected a name such as `Name/1.2.3`", key.span);
            return;
        };
        let kind = entry.get("type").and_then(Value::str).unwrap_or_default();
        let public = name.strip_prefix("runtimepack.").filter(|_| kind == "runtimepack");
        let (name, version) = (key.slice(public.unwrap_or(name)), key.slice(version));
        let requirement = Requirement::exact(version.value);
        let package = Package::new(Ecosystem::NuGet, name.value, requirement, version.span);
        let is_public = matches!(kind, "" | "package" | "runtimepack" | "unresolved");
        let source = if is_public { Source::Registry } else { Source::Local };
        self.graph.add(Package { source, ..package });
        self.graph.answer_to((key.value.clone(), "".into()));
        self.graph.answer_to((name_of(key), "".into()));
    }

    /// Reads `"net8.0": ["Name >= 1.2.3"]`, what the project names itself.
    fn name(&mut self, groups: &Value<'a>, key: Text<'a>, inventory: &mut Inventory<'a>) {
        self.is_named = true;
        if groups.members().is_empty() && !groups.elements().is_empty() {
            inventory.error("section", "expected an object of entries", key.span);
        }
        for (framework, names) in groups.members() {
            if names.elements().is_empty() && !matches!(names.data, json::Data::Array(_)) {
                let message = "expected a list of names and versions; it was not read";
                inventory.error("section", message, framework.span);
            }
            for line in names.elements() {
                let line = line.text().unwrap_or_default();
                let end = line.value.find([' ', '>', '=']).unwrap_or(line.value.len());
                self.graph.need((name_of(&line.part(0..end)), "".into()), Groups::NONE, None);
            }
        }
    }

    fn finish(mut self, inventory: &mut Inventory<'a>) {
        self.graph.sort();
        let mut needed: Vec<Key<'a>> = self.needs.iter().map(|(_, to)| to.clone()).collect();
        sort::by(&mut needed, Ord::cmp);
        for (from, to) in self.needs {
            let asker = (from, "".into());
            let is_root = !self.is_named
                && self.graph.is_local(&asker)
                && needed.binary_search(&asker.0).is_err();
            if is_root {
                self.graph.need((to.clone(), "".into()), Groups::NONE, None);
            }
            self.graph.ask_for(asker);
            self.graph.need_of_asker((to, "".into()), Groups::NONE);
        }
        self.graph.finish(inventory);
    }
}
