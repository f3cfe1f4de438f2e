//! SPDX 2.2 and 2.3 in JSON and YAML, and the export of GitHub's dependency graph.
//!
//! <https://spdx.github.io/spdx-spec/v2.3/>. GitHub wraps the same document: `{"sbom": {…}}`.
//!
//! - A package is named by its external reference `purl`, otherwise by `name` and `versionInfo`.
//! - What the document describes is the project itself, as long as it has relationships to others.
//! - `DEPENDS_ON` and `DEPENDENCY_OF` of the project say what is direct, `DEV_DEPENDENCY_OF` and
//!   the like also for what.
//! - Files and snippets are no packages and are left out.

use super::Identity;
use super::graph::{Edge, Graph};
use crate::input::json::{self, Kind, Reader, SyntaxError, Value};
use crate::input::{Format, Head, Inventory, Likeness, Paths, yaml};
use crate::package::{Groups, Span};

/// JSON.
pub(crate) const JSON: Format = Format {
    id: "spdx-json",
    title: "SPDX JSON",
    file_names: &["*.spdx.json"],
    sniff: |head| {
        let wrapped = head.has_key("sbom") && head.text.contains("\"spdxVersion\"");
        match head.has_key("spdxVersion") || head.has_key("SPDXID") || wrapped {
            true => Likeness::Certain,
            false => Likeness::No,
        }
    },
    parse: parse_json,
    paths: Paths::JsonPointer,
};

/// YAML.
pub(crate) const YAML: Format = Format {
    id: "spdx-yaml",
    title: "SPDX YAML",
    file_names: &["*.spdx.yaml", "*.spdx.yml"],
    sniff: sniff_yaml,
    parse: parse_yaml,
    paths: Paths::YamlPath,
};

fn sniff_yaml(head: &Head<'_>) -> Likeness {
    let has = |key: &str| head.text.lines().any(|line| line.starts_with(key));
    match has("spdxVersion:") && (has("SPDXID:") || has("packages:")) {
        true => Likeness::Certain,
        false => Likeness::No,
    }
}

fn parse_json<'a>(text: &'a str, inventory: &mut Inventory<'a>) {
    json::read(text, inventory, |reader, inventory| {
        let mut document = Document::default();
        let outcome = document.read(reader, inventory);
        if outcome.is_ok() {
            document.graph.finish(inventory);
        }
        outcome
    });
}

fn parse_yaml<'a>(text: &'a str, inventory: &mut Inventory<'a>) {
    yaml::read(text, inventory, &mut |reader, inventory| {
        let mut document = Document::default();
        reader.mapping(&mut |reader, key| {
            if let Some(add) = section(&key.text.value) {
                let is_list = reader.sequence(&mut |reader| {
                    let entry = reader.value_tree();
                    add(&mut document, &entry, inventory);
                });
                if !is_list {
                    inventory.error("section", "expected a sequence of entries", key.text.span);
                }
            }
        });
        document.graph.finish(inventory);
    });
}

/// What a document says so far.
#[derive(Default)]
pub(super) struct Document<'a> {
    pub(super) graph: Graph<'a>,
}

type Add<'a> = fn(&mut Document<'a>, &Value<'a>, &mut Inventory<'a>);

/// How the entries of a section are added.
fn section<'a>(key: &str) -> Option<Add<'a>> {
    match key {
        "packages" => Some(Document::add_package),
        "relationships" => Some(|document, entry, _| document.add_relationship(entry)),
        "documentDescribes" => Some(|document, entry, _| {
            entry.text().into_iter().for_each(|id| document.graph.root(id.value))
        }),
        _ => None,
    }
}

impl<'a> Document<'a> {
    fn read(
        &mut self,
        reader: &mut Reader<'a>,
        inventory: &mut Inventory<'a>,
    ) -> Result<(), SyntaxError> {
        reader.object(|reader, key| match (&*key.value, section(&key.value)) {
            ("sbom", _) if reader.peek()? == Kind::Object => self.read(reader, inventory),
            ("documentDescribes", Some(add)) if reader.peek()? == Kind::Array => {
                reader.array(|reader| {
                    let mut entry = Value::default();
                    entry.read(reader)?;
                    add(self, &entry, inventory);
                    Ok(())
                })
            }
            (_, Some(add)) => {
                json::entries(reader, key.span, inventory, &mut |reader, inventory| {
                    let mut entry = Value::default();
                    let outcome = entry.read(reader);
                    add(self, &entry, inventory);
                    outcome
                })
            }
            _ => reader.skip(),
        })
    }

    fn add_package(&mut self, entry: &Value<'a>, inventory: &mut Inventory<'a>) {
        let references = entry.get("externalRefs").map_or(&[][..], Value::elements);
        let purl = references.iter().find(|reference| {
            let kind = reference.get("referenceType").and_then(Value::str);
            kind.is_some_and(|kind| kind == "purl" || kind.ends_with("/purl"))
        });
        let identity = Identity {
            purl: purl.and_then(|purl| purl.member("referenceLocator")),
            name: entry.member("name"),
            version: entry.member("versionInfo"),
            ..Identity::default()
        };
        let at = Span { end: entry.span.start + 1, ..entry.span };
        let Some(package) = identity.package(at, inventory) else { return };
        if let Some(id) = entry.member("SPDXID") {
            self.graph.name(id.value, inventory.packages.len());
        }
        inventory.push(package);
    }

    fn add_relationship(&mut self, entry: &Value<'a>) {
        let id = |key| entry.member(key).map(|id| id.value);
        let (from, to) = (id("spdxElementId"), id("relatedSpdxElement"));
        if let (Some(from), Some(kind), Some(to)) = (from, id("relationshipType"), to) {
            self.relate(from, &kind, to);
        }
    }

    /// Adds `from kind to`.
    pub(super) fn relate(
        &mut self,
        from: std::borrow::Cow<'a, str>,
        kind: &str,
        to: std::borrow::Cow<'a, str>,
    ) {
        match kind {
            "DESCRIBES" => return self.graph.root(to),
            "DESCRIBED_BY" => return self.graph.root(from),
            _ => {}
        }
        let Some((_, swapped, depends, groups)) =
            RELATIONSHIPS.iter().copied().find(|row| row.0 == kind)
        else {
            return;
        };
        let (from, to) = if swapped { (to, from) } else { (from, to) };
        self.graph.edge(Edge { from, to, depends, groups });
    }
}

/// The relationship; whether the second one needs or holds the first; whether it needs it; for what.
const RELATIONSHIPS: &[(&str, bool, bool, Groups)] = &[
    ("DEPENDS_ON", false, true, Groups::NONE),
    ("DEPENDENCY_OF", true, true, Groups::NONE),
    ("RUNTIME_DEPENDENCY_OF", true, true, Groups::PROD),
    ("DEV_DEPENDENCY_OF", true, true, Groups::DEV),
    ("BUILD_DEPENDENCY_OF", true, true, Groups::BUILD),
    ("TEST_DEPENDENCY_OF", true, true, Groups::TEST),
    ("OPTIONAL_DEPENDENCY_OF", true, true, Groups::OPTIONAL),
    ("PROVIDED_DEPENDENCY_OF", true, true, Groups::PEER),
    ("DEV_TOOL_OF", true, true, Groups::DEV),
    ("BUILD_TOOL_OF", true, true, Groups::BUILD),
    ("TEST_TOOL_OF", true, true, Groups::TEST),
    ("CONTAINS", false, false, Groups::NONE),
    ("CONTAINED_BY", true, false, Groups::NONE),
];
