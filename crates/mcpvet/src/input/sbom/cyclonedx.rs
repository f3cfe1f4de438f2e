//! CycloneDX in JSON and in XML: the components and services of a bill of materials.
//!
//! Versions 1.2 to 1.7. <https://cyclonedx.org/docs/latest/json/>, <https://cyclonedx.org/docs/latest/xml/>
//!
//! - Components nest; each is read, wherever it stands. Those of `pedigree`, `evidence`,
//!   `formulation` and `metadata.tools` are other things and are left out.
//! - `metadata.component` is the project itself as long as there is anything else.
//! - Files, devices, data and the like without a package URL are counted in one note.
//! - Services are reached over the network; their endpoints name them.
//! - `dependencies` say who needs whom; what one `provides` is not needed by it. `scope` and
//!   properties of several tools say the group, and what is no package of a registry.

use super::layout::{self, Layout, Part};
use super::{Bill, Identity, beginning, stated, xml};
use crate::input::text::Text;
use crate::input::value::Value;
use crate::input::{Format, Head, Inventory, Likeness, Paths};
use crate::launch::remote;
use crate::package::{Ecosystem, Groups, Package, Requirement, Source};

/// JSON.
pub(crate) const FORMAT: Format = Format {
    id: "cyclonedx-json",
    title: "CycloneDX JSON",
    file_names: &["bom.json", "sbom.json", "cyclonedx.json", "*.cdx.json", "*.cyclonedx.json"],
    sniff,
    parse: |text, inventory| layout::read_json(&LAYOUT, text, inventory),
    paths: Paths::JsonPointer,
};

/// XML.
pub(crate) const XML: Format = Format {
    id: "cyclonedx-xml",
    title: "CycloneDX XML",
    file_names: &["bom.xml", "sbom.xml", "cyclonedx.xml", "*.cdx.xml", "*.cyclonedx.xml"],
    sniff: |head| {
        let is_bom = head.text.contains("cyclonedx.org/schema/bom/");
        match is_bom && head.text.trim_start().starts_with('<') {
            true => Likeness::Certain,
            false => Likeness::No,
        }
    },
    parse: |text, inventory| xml::read(&LAYOUT, text, inventory),
    paths: Paths::None,
};

fn sniff(head: &Head<'_>) -> Likeness {
    let parts = head.has_key("components") || head.has_key("metadata");
    match head.has_key("bomFormat") || (head.has_key("specVersion") && parts) {
        true => Likeness::Certain,
        // Some tools say what it is behind all components.
        false if parts && head.text.contains("\"bom-ref\"") => Likeness::Likely,
        false => Likeness::No,
    }
}

const LAYOUT: Layout = Layout {
    whole: Part::Inside,
    parts: &[
        ("metadata", Part::Inside),
        ("component", Part::One(add_project)),
        ("components", Part::Many(add_component)),
        ("services", Part::Many(add_service)),
        ("dependencies", Part::Many(add_dependency)),
    ],
    keys: &[
        "bom-ref",
        "type",
        "group",
        "name",
        "version",
        "purl",
        "scope",
        "properties",
        "property",
        "value",
        "endpoints",
        "endpoint",
        "ref",
        "dependsOn",
        "dependency",
        "provides",
    ],
};

/// Types of components that no registry has.
const NO_PACKAGES: &[&str] = &[
    "file",
    "operating-system",
    "device",
    "device-driver",
    "firmware",
    "data",
    "machine-learning-model",
    "platform",
    "cryptographic-asset",
];

fn add_project<'a>(
    bill: &mut Bill<'a>,
    key: Text<'a>,
    entry: &Value<'a>,
    inventory: &mut Inventory<'a>,
) {
    let before = inventory.packages.len();
    add_component(bill, key, entry, inventory);
    bill.project = inventory.packages.get(before).map(|package| package.span.start);
    if let Some(id) = entry.member("bom-ref") {
        bill.graph.root(id.value);
    }
}

fn add_component<'a>(
    bill: &mut Bill<'a>,
    _: Text<'a>,
    entry: &Value<'a>,
    inventory: &mut Inventory<'a>,
) {
    let at = beginning(entry);
    let kind = entry.member("type").unwrap_or_default().value;
    let purl = stated(entry.member("purl"));
    if purl.is_none() && NO_PACKAGES.contains(&&*kind) {
        let (count, first) = bill.passed.unwrap_or((0, at));
        bill.passed = Some((count + 1, first));
        return;
    }
    let identity = Identity {
        purls: Vec::from_iter(purl),
        ecosystem: (kind == "container").then_some(Ecosystem::Oci),
        group: entry.member("group"),
        name: entry.member("name"),
        version: entry.member("version"),
    };
    let Some(mut package) = identity.packages(at, inventory).pop() else { return };
    package.groups = match &*entry.member("scope").unwrap_or_default().value {
        "required" => Groups::PROD,
        "optional" => Groups::OPTIONAL,
        "excluded" => Groups::DEV,
        _ => Groups::NONE,
    };
    for property in entry.get("properties").map(parts).unwrap_or_default() {
        take_property(property, &mut package);
    }
    bill.push(vec![package], entry.member("bom-ref"), inventory);
}

/// What properties of tools say, by the end of their names: npm's plugin and `npm sbom`, Poetry's,
/// cdxgen.
fn take_property(property: &Value<'_>, package: &mut Package<'_>) {
    let text = |key: &str| property.get(key).and_then(Value::str).unwrap_or_default();
    let name = text("name").rsplit(':').next().unwrap_or_default();
    match (name, text("value")) {
        ("development", "true") | ("group", "dev") => package.groups = Groups::DEV,
        ("isWorkspace" | "isLink", "true") => package.source = Source::Local,
        _ => {}
    }
}

fn add_service<'a>(
    _: &mut Bill<'a>,
    _: Text<'a>,
    entry: &Value<'a>,
    inventory: &mut Inventory<'a>,
) {
    let endpoints = entry.get("endpoints").map(parts).unwrap_or_default();
    let before = inventory.packages.len();
    for url in endpoints.into_iter().filter_map(Value::text) {
        inventory.push(remote::of_member(&url));
    }
    match stated(entry.member("name")) {
        _ if inventory.packages.len() > before => {}
        Some(name) => {
            let service = Package::unnamed(name.value, Requirement::none(), name.span);
            inventory.push(Package { source: Source::Remote, ..service });
        }
        None => {
            let message = "this service has neither a name nor an endpoint";
            inventory.error("entry", message, beginning(entry));
        }
    }
}

/// JSON has `{"ref": …, "dependsOn": […], "provides": […]}`, XML a `dependency` with such and with
/// `provides` inside.
fn add_dependency<'a>(bill: &mut Bill<'a>, _: Text<'a>, entry: &Value<'a>, _: &mut Inventory<'a>) {
    let Some(from) = entry.member("ref") else { return };
    for (key, value) in entry.members() {
        let needs = key.value == "dependsOn" || key.value == "dependency";
        if !needs && key.value != "provides" {
            continue;
        }
        let named = value.elements().iter().filter_map(Value::text);
        for to in named.chain(value.member("ref")).chain(value.text()) {
            bill.graph.edge(from.value.clone(), to.value, needs, Groups::NONE);
        }
    }
}

/// The elements of a list in JSON or in XML.
fn parts<'v, 'a>(list: &'v Value<'a>) -> Vec<&'v Value<'a>> {
    list.elements().iter().chain(list.members().iter().map(|(_, value)| value)).collect()
}
