//! What `cargo metadata` prints: every crate that Cargo chose, as JSON.
//!
//! <https://doc.rust-lang.org/cargo/commands/cargo-metadata.html>
//!
//! - A package without `source` is in the workspace or at a path.
//! - `resolve` says which packages those use themselves, and whether when running, testing or
//!   building. With `--no-deps` there is no `resolve`, and `dependencies` of the packages are
//!   requirements; a note says that they were not read.

use std::borrow::Cow;
use std::collections::BTreeMap;

use crate::input::cargo::source_of;
use crate::input::json::{self, Kind, Reader, SyntaxError};
use crate::input::text::Text;
use crate::input::{Format, Head, Inventory, Level, Likeness, Paths};
use crate::package::{Ecosystem, Groups, Package, Requirement, Source, Span};

/// See the module.
pub(crate) const FORMAT: Format = Format {
    id: "cargo-metadata",
    title: "cargo metadata",
    file_names: &[],
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
    let mut metadata =
        Metadata { packages: Vec::new(), edges: Vec::new(), resolved: false, no_deps: false };
    json::read(text, inventory, |reader, inventory| {
        let outcome = reader.object(|reader, key| match &*key.value {
            "packages" if reader.peek()? == Kind::Array => {
                reader.array(|reader| metadata.read_package(reader, inventory))
            }
            "resolve" if reader.peek()? == Kind::Object => {
                metadata.resolved = true;
                reader.object(|reader, key| match &*key.value {
                    "nodes" if reader.peek()? == Kind::Array => {
                        reader.array(|reader| metadata.read_node(reader))
                    }
                    _ => reader.skip(),
                })
            }
            "resolve" => {
                metadata.no_deps = true;
                reader.skip()
            }
            _ => reader.skip(),
        });
        metadata.finish(inventory);
        outcome
    });
}

struct Metadata<'a> {
    /// Packages by the id that `resolve` uses.
    packages: Vec<(Cow<'a, str>, Package<'a>)>,
    /// What uses what, by ids.
    edges: Vec<Edge<'a>>,
    resolved: bool,
    /// Whether the text says that there is no `resolve`.
    no_deps: bool,
}

struct Edge<'a> {
    from: Cow<'a, str>,
    to: Cow<'a, str>,
    groups: Groups,
}

impl<'a> Metadata<'a> {
    fn read_package(
        &mut self,
        reader: &mut Reader<'a>,
        inventory: &mut Inventory<'a>,
    ) -> Result<(), SyntaxError> {
        let start = reader.position();
        let [mut name, mut version, mut id, mut source] = [None, None, None, None];
        // What is called local is not checked, so `source` must say so.
        let mut is_local = false;
        let outcome = reader.object(|reader, key| {
            let field = match &*key.value {
                "name" => &mut name,
                "version" => &mut version,
                "id" => &mut id,
                "source" => &mut source,
                _ => return reader.skip(),
            };
            *field = reader.string_or_skip()?;
            is_local |= key.value == "source" && field.is_none();
            Ok(())
        });
        let Some(name) = name else {
            let span = Span::new(start, start);
            inventory.error("entry", "this package has no name", span);
            return outcome;
        };
        let without = if is_local { Source::Local } else { Source::Registry };
        let (origin, pinned) =
            source.as_ref().map_or((without, None), |source| source_of(&source.value));
        let (requirement, span) = match (pinned, version) {
            (Some(pinned), _) => (pinned, source.map_or(name.span, |source| source.span)),
            (None, Some(version)) => (Requirement::exact(version.value), version.span),
            (None, None) => (Requirement::none(), name.span),
        };
        let package = Package::new(Ecosystem::CratesIo, name.value, requirement, span);
        let id = id.unwrap_or_default().value;
        self.packages.push((id, Package { source: origin, ..package }));
        outcome
    }

    /// Reads `{ "id": …, "deps": [{ "pkg": …, "dep_kinds": [{ "kind": … }] }] }`.
    fn read_node(&mut self, reader: &mut Reader<'a>) -> Result<(), SyntaxError> {
        let first = self.edges.len();
        let mut from = Text::default();
        let outcome = reader.object(|reader, key| match &*key.value {
            "id" => {
                from = reader.string_or_skip()?.unwrap_or_default();
                Ok(())
            }
            "deps" if reader.peek()? == Kind::Array => {
                reader.array(|reader| self.read_edge(reader))
            }
            _ => reader.skip(),
        });
        self.edges[first..].iter_mut().for_each(|edge| edge.from = from.value.clone());
        outcome
    }

    fn read_edge(&mut self, reader: &mut Reader<'a>) -> Result<(), SyntaxError> {
        let (mut to, mut groups) = (Text::default(), Groups::default());
        let outcome = reader.object(|reader, key| match &*key.value {
            "pkg" => {
                to = reader.string_or_skip()?.unwrap_or_default();
                Ok(())
            }
            "dep_kinds" if reader.peek()? == Kind::Array => reader.array(|reader| {
                reader.object(|reader, key| {
                    if key.value != "kind" {
                        return reader.skip();
                    }
                    let kind = reader.string_or_skip()?;
                    groups = groups.and(match kind.as_ref().map(|kind| &*kind.value) {
                        Some("dev") => Groups::DEV,
                        Some("build") => Groups::BUILD,
                        _ => Groups::PROD,
                    });
                    Ok(())
                })
            }),
            _ => reader.skip(),
        });
        self.edges.push(Edge { from: Cow::default(), to: to.value, groups });
        outcome
    }

    fn finish(self, inventory: &mut Inventory<'a>) {
        if self.no_deps && !self.packages.is_empty() {
            let message = "without `resolve`, only the project itself is named: \
                           run `cargo metadata` without `--no-deps`";
            inventory.note(Level::Warning, "no-packages", message, None);
        }
        let is_local =
            |(_, package): &&(Cow<'_, str>, Package<'_>)| package.source == Source::Local;
        let local: BTreeMap<&str, ()> =
            self.packages.iter().filter(is_local).map(|(id, _)| (&**id, ())).collect();
        let mut direct: BTreeMap<&str, Groups> = BTreeMap::new();
        for edge in self.edges.iter().filter(|edge| local.contains_key(&*edge.from)) {
            let groups = direct.entry(&edge.to).or_default();
            *groups = groups.and(edge.groups);
        }
        let found: Vec<_> =
            self.packages.iter().map(|(id, _)| direct.get(&**id).copied()).collect();
        for ((_, package), groups) in self.packages.into_iter().zip(found) {
            let direct =
                (self.resolved && package.source != Source::Local).then_some(groups.is_some());
            let groups = groups.unwrap_or_default();
            inventory.push(Package { groups, direct, ..package });
        }
    }
}
