//! SPDX 3.0 in JSON-LD: the packages among the elements of `@graph`.
//!
//! <https://spdx.github.io/spdx-spec/v3.0.1/serializations/>
//!
//! - A package is named by `software_packageUrl`, by an external identifier of the type
//!   `packageUrl`, or by `name` and `software_packageVersion`.
//! - `rootElement` of the document and of its bills of materials is the project itself.
//! - Relationships `dependsOn` and `contains` count, those of a lifecycle with their group.
//! - Elements outside of `@graph` stand elsewhere and are not followed.

use super::Identity;
use super::graph::{Edge, Graph};
use crate::input::json::{self, Value};
use crate::input::text::Text;
use crate::input::{Format, Inventory, Likeness, Paths};
use crate::package::{Groups, Span};

/// See the module.
pub(crate) const FORMAT: Format = Format {
    id: "spdx-json-ld",
    title: "SPDX 3 JSON-LD",
    file_names: &["*.spdx3.json"],
    sniff: |head| match head.has_key("@context") && head.text.contains("spdx.org/rdf/3") {
        true => Likeness::Certain,
        false => Likeness::No,
    },
    parse,
    paths: Paths::JsonPointer,
};

fn parse<'a>(text: &'a str, inventory: &mut Inventory<'a>) {
    json::read(text, inventory, |reader, inventory| {
        let mut graph = Graph::default();
        let outcome = reader.object(|reader, key| match &*key.value {
            "@graph" => json::entries(reader, key.span, inventory, &mut |reader, inventory| {
                let mut element = Value::default();
                let outcome = element.read(reader);
                add(&element, &mut graph, inventory);
                outcome
            }),
            _ => reader.skip(),
        });
        if outcome.is_ok() {
            graph.finish(inventory);
        }
        outcome
    });
}

fn add<'a>(element: &Value<'a>, graph: &mut Graph<'a>, inventory: &mut Inventory<'a>) {
    let kind = element.get("type").or_else(|| element.get("@type")).and_then(Value::str);
    // With or without the name of the profile: `software_Package`, `software:Package`, `Package`.
    match kind.unwrap_or_default().rsplit(['_', ':', '/']).next() {
        Some("Package") => add_package(element, graph, inventory),
        Some("Relationship" | "LifecycleScopedRelationship") => add_relationship(element, graph),
        Some("SpdxDocument" | "Sbom" | "Bom") => {
            ids(element.get("rootElement")).into_iter().for_each(|id| graph.root(id.value));
        }
        _ => {}
    }
}

fn add_package<'a>(element: &Value<'a>, graph: &mut Graph<'a>, inventory: &mut Inventory<'a>) {
    let of_profile = |key: &str, short: &str| element.member(key).or_else(|| element.member(short));
    let identifiers = element.get("externalIdentifier").map_or(&[][..], Value::elements);
    let by_identifier = || {
        let is_purl = |it: &&Value<'_>| {
            let kind = it.get("externalIdentifierType").and_then(Value::str).unwrap_or_default();
            kind.ends_with("packageUrl") || kind.ends_with("packageURL")
        };
        identifiers.iter().find(is_purl).and_then(|it| it.member("identifier"))
    };
    let identity = Identity {
        purl: of_profile("software_packageUrl", "packageUrl").or_else(by_identifier),
        name: element.member("name"),
        version: of_profile("software_packageVersion", "packageVersion"),
        ..Identity::default()
    };
    let at = Span { end: element.span.start + 1, ..element.span };
    let Some(package) = identity.package(at, inventory) else { return };
    if let Some(id) = element.member("spdxId").or_else(|| element.member("@id")) {
        graph.name(id.value, inventory.packages.len());
    }
    inventory.push(package);
}

fn add_relationship<'a>(element: &Value<'a>, graph: &mut Graph<'a>) {
    let (Some(from), Some(kind)) = (element.member("from"), element.member("relationshipType"))
    else {
        return;
    };
    let depends = kind.value.ends_with("dependsOn");
    if !depends && !kind.value.ends_with("contains") {
        return;
    }
    let scope = element.get("scope").and_then(Value::str).unwrap_or_default();
    let groups = match scope.rsplit('/').next() {
        Some("runtime") => Groups::PROD,
        Some("development") => Groups::DEV,
        Some("build") => Groups::BUILD,
        Some("test") => Groups::TEST,
        _ => Groups::NONE,
    };
    for to in ids(element.get("to")) {
        graph.edge(Edge { from: from.value.clone(), to: to.value, depends, groups });
    }
}

/// The ids of one element or of several.
fn ids<'a>(value: Option<&Value<'a>>) -> Vec<Text<'a>> {
    let all = value.map_or(&[][..], |value| match value.elements() {
        [] => core::slice::from_ref(value),
        elements => elements,
    });
    all.iter().filter_map(|id| id.text().or_else(|| id.member("spdxId"))).collect()
}
