//! SPDX 3.0 in JSON-LD: the packages among the elements of `@graph`, or of a text without it that
//! is one element or an array of them.
//!
//! <https://spdx.github.io/spdx-spec/v3.0.1/serializations/>
//!
//! - A package is named by `software_packageUrl` and by external identifiers of the type
//!   `packageUrl`, or by `name` and `software_packageVersion`.
//! - `rootElement` of the document and of its bills of materials is the project itself.
//! - Relationships `dependsOn` and `contains` count, those of a lifecycle with their group.
//! - Elements that the text only names stand elsewhere and are not followed.

use super::layout::{self, Layout, Part};
use super::{Bill, Identity, beginning};
use crate::input::text::Text;
use crate::input::value::Value;
use crate::input::{Format, Inventory, Likeness, Paths};
use crate::package::Groups;

/// See the module.
pub(crate) const FORMAT: Format = Format {
    id: "spdx-json-ld",
    title: "SPDX 3 JSON-LD",
    file_names: &["*.spdx3.json"],
    sniff: |head| {
        let has_context = head.has_key("@context")
            || (head.text.trim_start().starts_with('[') && head.text.contains("\"@context\""));
        match has_context && head.text.contains("spdx.org/rdf/3") {
            true => Likeness::Certain,
            false => Likeness::No,
        }
    },
    parse: |text, inventory| layout::read_json(&LAYOUT, text, inventory),
    paths: Paths::JsonPointer,
};

/// With or without the name of the profile: `software_packageUrl`, `software:packageUrl` or
/// `packageUrl`.
const LAYOUT: Layout = Layout {
    whole: Part::One(add),
    parts: &[("@graph", Part::Many(add))],
    keys: &[
        "type",
        "@type",
        "spdxId",
        "@id",
        "name",
        "software_packageUrl",
        "packageUrl",
        "software_packageVersion",
        "packageVersion",
        "externalIdentifier",
        "externalIdentifierType",
        "identifier",
        "rootElement",
        "from",
        "to",
        "relationshipType",
        "scope",
    ],
};

fn add<'a>(bill: &mut Bill<'a>, _: Text<'a>, element: &Value<'a>, inventory: &mut Inventory<'a>) {
    match last(element.any(&["type", "@type"])) {
        "Package" => add_package(bill, element, inventory),
        "Relationship" | "LifecycleScopedRelationship" => add_relationship(bill, element),
        "SpdxDocument" | "Sbom" | "Bom" => {
            ids(element, "rootElement", &mut |id| bill.graph.root(id.value));
        }
        _ => {}
    }
}

/// The last part of a word such as `software_Package` or of an address.
fn last<'v>(word: Option<&'v Value<'_>>) -> &'v str {
    let word = word.and_then(Value::str).unwrap_or_default();
    word.rsplit(['_', ':', '/']).next().unwrap_or_default()
}

fn add_package<'a>(bill: &mut Bill<'a>, element: &Value<'a>, inventory: &mut Inventory<'a>) {
    let any = |keys: &[&str]| element.any(keys).and_then(Value::written);
    let mut purls = Vec::from_iter(any(&["software_packageUrl", "packageUrl"]));
    for it in element.get("externalIdentifier").map_or(&[][..], Value::elements) {
        if last(it.get("externalIdentifierType")).eq_ignore_ascii_case("packageUrl") {
            purls.extend(it.member("identifier"));
        }
    }
    let identity = Identity {
        purls,
        name: element.member("name"),
        version: any(&["software_packageVersion", "packageVersion"]),
        ..Identity::default()
    };
    bill.push(identity.packages(beginning(element), inventory), any(&["spdxId", "@id"]), inventory);
}

fn add_relationship<'a>(bill: &mut Bill<'a>, element: &Value<'a>) {
    let needs = match last(element.get("relationshipType")) {
        "dependsOn" => true,
        "contains" => false,
        _ => return,
    };
    let groups = match last(element.get("scope")) {
        "runtime" => Groups::PROD,
        "development" => Groups::DEV,
        "build" => Groups::BUILD,
        "test" => Groups::TEST,
        _ => Groups::NONE,
    };
    ids(element, "from", &mut |from| {
        ids(element, "to", &mut |to| {
            bill.graph.edge(from.value.clone(), to.value, needs, groups);
        });
    });
}

/// The ids of one element or of several, each alone or in an object.
fn ids<'a>(element: &Value<'a>, key: &str, with: &mut dyn FnMut(Text<'a>)) {
    let Some(value) = element.get(key) else { return };
    let all = match value.elements() {
        [] => core::slice::from_ref(value),
        elements => elements,
    };
    for id in all {
        id.text().or_else(|| id.member("spdxId")).into_iter().for_each(&mut *with);
    }
}
