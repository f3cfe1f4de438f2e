//! SPDX 2.2 and 2.3 in JSON and YAML, and the export of GitHub's dependency graph.
//!
//! <https://spdx.github.io/spdx-spec/v2.3/>. GitHub wraps the same document: `{"sbom": {…}}`.
//!
//! - A package is named by its external references `purl`, otherwise by `name` and `versionInfo`.
//! - What the document describes is the project itself, as long as it has relationships to others.
//! - `DEPENDS_ON` and `DEPENDENCY_OF` say who needs whom, `DEV_DEPENDENCY_OF` and the like also for
//!   what.
//! - Files and snippets are no packages and are left out.
//! - RDF is recognised and not read: a note says so.

use std::borrow::Cow;

use super::layout::{self, Layout, Part};
use super::{Bill, Identity, beginning};
use crate::input::table::ecosystem;
use crate::input::text::Text;
use crate::input::value::Value;
use crate::input::{Format, Head, Inventory, Likeness, Paths, yaml};
use crate::package::{Groups, Span};

/// JSON.
pub(crate) const JSON: Format = Format {
    id: "spdx-json",
    title: "SPDX JSON",
    file_names: &["*.spdx.json"],
    sniff: |head| {
        let wrapped = head.has_key("sbom") && head.text.contains("\"spdxVersion\"");
        // Some tools say what it is behind all files and packages.
        let parts = || head.has_key("files") || head.has_key("packages");
        match head.has_key("spdxVersion") || head.has_key("SPDXID") || wrapped {
            true => Likeness::Certain,
            false if parts() && head.text.contains("\"SPDXID\"") => Likeness::Likely,
            false => Likeness::No,
        }
    },
    parse: |text, inventory| layout::read_json(&LAYOUT, text, inventory),
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

/// RDF.
pub(crate) const RDF: Format = Format {
    id: "spdx-rdf",
    title: "SPDX RDF",
    file_names: &["*.spdx.rdf", "*.spdx.rdf.xml"],
    sniff: |head| {
        let is_rdf =
            head.text.contains("spdx.org/rdf/terms") && !head.text.trim_start().starts_with('{');
        if is_rdf { Likeness::Certain } else { Likeness::No }
    },
    parse: |_, inventory| {
        let message = "SPDX in RDF is not read; convert it to JSON, with spdx-tools for example";
        inventory.error("syntax", message, Span::default());
    },
    paths: Paths::None,
};

fn sniff_yaml(head: &Head<'_>) -> Likeness {
    // Tools that sort the keys write the version last.
    let has = |keys: &[&str]| keys.iter().any(|key| head.begins(key));
    let beside = ["packages:", "creationInfo:", "documentNamespace:"];
    match has(&["SPDXID:", "spdxVersion:"]) && has(&beside) {
        true => Likeness::Certain,
        false => Likeness::No,
    }
}

const LAYOUT: Layout = Layout {
    whole: Part::Inside,
    parts: &[
        ("sbom", Part::Inside),
        ("packages", Part::Many(add_package)),
        ("relationships", Part::Many(add_relationship)),
        (
            "documentDescribes",
            Part::Ids(|bill, _, entry, _| {
                entry.text().into_iter().for_each(|id| bill.graph.root(id.value));
            }),
        ),
    ],
    keys: &[
        "SPDXID",
        "name",
        "versionInfo",
        "externalRefs",
        "referenceType",
        "referenceLocator",
        "spdxElementId",
        "relationshipType",
        "relatedSpdxElement",
    ],
};

fn parse_yaml<'a>(text: &'a str, inventory: &mut Inventory<'a>) {
    let mut bill = Bill::default();
    yaml::read(text, inventory, &mut |reader, inventory| {
        reader.mapping(&mut |reader, key| {
            let Some(Part::Many(add) | Part::Ids(add)) = LAYOUT.part(&key.text.value) else {
                return;
            };
            let is_list = reader.sequence(&mut |reader| {
                let entry = reader.value_tree();
                add(&mut bill, key.text.clone(), &entry, inventory);
            });
            if !is_list {
                inventory.error("section", "expected a sequence of entries", key.text.span);
            }
        });
    });
    bill.finish(true, inventory);
}

/// Tag-value has no references but `purl` itself.
pub(super) fn add_package<'a>(
    bill: &mut Bill<'a>,
    _: Text<'a>,
    entry: &Value<'a>,
    inventory: &mut Inventory<'a>,
) {
    let references = entry.get("externalRefs").map_or(&[][..], Value::elements);
    let purls = references.iter().filter_map(|reference| {
        let kind = reference.get("referenceType").and_then(Value::str).unwrap_or_default();
        is_purl(kind).then(|| reference.member("referenceLocator"))?
    });
    let of_tags = entry.members().iter().filter(|(key, _)| key.value == "purl");
    let name = entry.member("name");
    // GitHub writes `pip:requests` for what has no package URL.
    let of_github = name.as_ref().and_then(|name| {
        let (kind, rest) = name.value.split_once(':')?;
        Some((ecosystem(kind), Some(name.slice(rest)))).filter(|it| it.0.is_some())
    });
    let (ecosystem, name) = of_github.unwrap_or((None, name));
    let identity = Identity {
        purls: purls.chain(of_tags.filter_map(|(_, purl)| purl.text())).collect(),
        ecosystem,
        name,
        version: entry.member("versionInfo"),
        ..Identity::default()
    };
    bill.push(identity.packages(beginning(entry), inventory), entry.member("SPDXID"), inventory);
}

/// Whether an external reference of this type is a package URL; some tools write the type as an
/// address.
pub(super) fn is_purl(kind: &str) -> bool {
    kind == "purl" || kind.ends_with("/purl")
}

fn add_relationship<'a>(
    bill: &mut Bill<'a>,
    _: Text<'a>,
    entry: &Value<'a>,
    _: &mut Inventory<'a>,
) {
    let [from, kind, to] = ["spdxElementId", "relationshipType", "relatedSpdxElement"]
        .map(|key| entry.member(key).map(|id| id.value));
    if let (Some(from), Some(kind), Some(to)) = (from, kind, to) {
        relate(bill, from, &kind, to);
    }
}

/// Adds `from kind to`.
pub(super) fn relate<'a>(bill: &mut Bill<'a>, from: Cow<'a, str>, kind: &str, to: Cow<'a, str>) {
    match kind {
        "DESCRIBES" => return bill.graph.root(to),
        "DESCRIBED_BY" => return bill.graph.root(from),
        _ => {}
    }
    let row = RELATIONSHIPS.iter().find(|row| row.0 == kind);
    if let Some((_, swapped, needs, groups)) = row.copied() {
        let (from, to) = if swapped { (to, from) } else { (from, to) };
        bill.graph.edge(from, to, needs, groups);
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
    ("PREREQUISITE_FOR", true, true, Groups::NONE),
    ("HAS_PREREQUISITE", false, true, Groups::NONE),
    ("DEV_TOOL_OF", true, true, Groups::DEV),
    ("BUILD_TOOL_OF", true, true, Groups::BUILD),
    ("TEST_TOOL_OF", true, true, Groups::TEST),
    ("STATIC_LINK", false, true, Groups::NONE),
    ("DYNAMIC_LINK", false, true, Groups::NONE),
    ("CONTAINS", false, false, Groups::NONE),
    ("CONTAINED_BY", true, false, Groups::NONE),
];
