//! What `cargo metadata` prints: every crate that Cargo chose, as JSON.
//!
//! <https://doc.rust-lang.org/cargo/commands/cargo-metadata.html>
//!
//! - A package without `source` is in the workspace or at a path.
//! - `resolve` says who needs whom, and whether when running, testing or building; before Cargo
//!   1.30 only who needs whom. With `--no-deps` it is `null`, and `dependencies` of the packages
//!   are requirements; a note says that they were not read.

use super::graph::Graph;
use crate::input::cargo::source_of;
use crate::input::json::{self, Kind};
use crate::input::text::Text;
use crate::input::value::Value;
use crate::input::{Format, Head, Inventory, Level, Likeness, Paths};
use crate::package::{Ecosystem, Groups, Package, Requirement, Source};

/// See the module.
pub(crate) const FORMAT: Format = Format {
    id: "cargo-metadata",
    title: "cargo metadata",
    file_names: &["cargo-metadata.json"],
    sniff,
    parse,
    paths: Paths::JsonPointer,
};

fn sniff(head: &Head<'_>) -> Likeness {
    let own = ["\"manifest_path\"", "\"workspace_members\"", "\"workspace_root\""];
    if head.has_key("packages") && own.iter().any(|key| head.text.contains(key)) {
        Likeness::Certain
    } else {
        Likeness::No
    }
}

fn parse<'a>(text: &'a str, inventory: &mut Inventory<'a>) {
    let (mut graph, mut nodes, mut resolved) = (Graph::default(), Vec::new(), true);
    json::read(text, inventory, |reader, inventory| {
        reader.object(|reader, key| match &*key.value {
            "packages" => json::entries(reader, key.span, inventory, &mut |reader, inventory| {
                json::pick(reader, &["name", "version", "id", "source"], &mut |entry| {
                    add(&entry, &mut graph, inventory);
                })
            }),
            "resolve" if reader.peek()? == Kind::Object => reader.object(|reader, key| {
                if key.value != "nodes" {
                    return reader.skip();
                }
                json::entries(reader, key.span, inventory, &mut |reader, _| {
                    json::pick(reader, &["id", "deps", "dependencies"], &mut |node| {
                        nodes.push(node)
                    })
                })
            }),
            "resolve" => {
                resolved = false;
                reader.skip()
            }
            _ => reader.skip(),
        })
    });
    graph.sort();
    nodes.iter().for_each(|node| read_node(node, &mut graph));
    let first = inventory.packages.len();
    graph.finish(inventory);
    if !resolved && inventory.packages.len() > first {
        let message = "without `resolve`, only the project itself is named: \
                       run `cargo metadata` without `--no-deps`";
        inventory.note(Level::Warning, "no-packages", message, None);
    }
}

fn add<'a>(entry: &Value<'a>, graph: &mut Graph<'a>, inventory: &mut Inventory<'a>) {
    let text = |key: &str| entry.get(key).and_then(Value::text);
    let Some(name) = text("name") else {
        return inventory.error("entry", "this package has no name", entry.span);
    };
    // What is called local is not checked, so `source` must say so.
    let is_local = entry.get("source").is_some_and(|source| source.is_scalar("null"));
    let without = if is_local { Source::Local } else { Source::Registry };
    let source = text("source");
    let (origin, pinned) = source.as_ref().map_or((without, None), |url| source_of(&url.value));
    let (requirement, span) = match (pinned, text("version")) {
        (Some(pinned), _) => (pinned, source.map_or(name.span, |source| source.span)),
        (None, Some(version)) => (Requirement::exact(version.value), version.span),
        (None, None) => (Requirement::none(), name.span),
    };
    let package = Package::new(Ecosystem::CratesIo, name.value, requirement, span);
    let version = entry.get("version").and_then(Value::str);
    graph.add(Package { source: origin, ..package }.stating(version));
    graph.answer_to((text("id").unwrap_or_default().value, "".into()));
}

/// Reads `{ "id": …, "deps": [{ "pkg": …, "dep_kinds": [{ "kind": … }] }] }`.
fn read_node<'a>(node: &Value<'a>, graph: &mut Graph<'a>) {
    let id = |id: Option<Text<'a>>| (id.unwrap_or_default().value, "".into());
    let asker = id(node.member("id"));
    let is_local = graph.is_local(&asker);
    graph.ask_for(asker);
    let mut need = |wanted, kind: Option<&Value<'_>>| {
        let groups = match kind.map(|kind| kind.str().unwrap_or_default()) {
            Some("dev") => Groups::DEV,
            Some("build") => Groups::BUILD,
            Some(_) if is_local => Groups::PROD,
            _ => Groups::NONE,
        };
        match is_local {
            // What the workspace names itself; its own members are no news.
            true if graph.is_local(&wanted) => {}
            true => graph.need(wanted, groups, None),
            false => graph.need_of_asker(wanted, groups),
        }
    };
    let listed = node.get("deps").is_some();
    for dep in node.any(&["deps", "dependencies"]).map(Value::elements).unwrap_or_default() {
        let wanted = id(if listed { dep.member("pkg") } else { dep.text() });
        let kinds = dep.get("dep_kinds").map(Value::elements).unwrap_or_default();
        kinds.iter().for_each(|kind| need(wanted.clone(), Some(kind.get("kind").unwrap_or(kind))));
        if kinds.is_empty() {
            need(wanted, None);
        }
    }
}
