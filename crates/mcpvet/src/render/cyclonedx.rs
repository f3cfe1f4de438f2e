//! An inventory as a bill of materials of CycloneDX 1.6, in JSON.
//!
//! <https://cyclonedx.org/docs/1.6/json/>
//!
//! - A package, an image or a program is a component; what is named twice in the same way stands
//!   there once, with a property for each place (`mcpvet:input`) and server (`mcpvet:server`).
//! - A server that is reached over the network is a service. Nothing is known of its
//!   authentication, so that nothing is said; users, passwords and queries are gone already, and
//!   the scheme with them, so that an endpoint begins with `//` (RFC 3986, 4.2).
//! - The first thing that a server entry starts depends on the others: a bridge on its service.
//! - What could not be read makes the bill `incomplete`.
//!
//! The same inventory gives the same bytes. A serial number and a time are written only when the
//! caller gives them.

use std::collections::{BTreeMap, BTreeSet};

use serde::Serialize;

use crate::input::Level;
use crate::package::{RequirementClass, Source};
use crate::report::{InventoryReport, LaunchInfo, PackageInfo, Tool, to_json};

/// The longest version that the schema allows; a longer one stands in the package URL alone.
const MAX_VERSION: usize = 1024;

/// What only the caller can know of a bill of materials.
#[derive(Clone, Copy, Debug, Default)]
pub struct Stamp<'s> {
    /// A URN such as `urn:uuid:3e671687-395b-41f5-a30f-a58921a69b79`.
    pub serial_number: Option<&'s str>,
    /// A time of RFC 3339, such as `2026-11-20T00:00:00Z`.
    pub timestamp: Option<&'s str>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Bom<'r> {
    #[serde(rename = "$schema")]
    schema: &'static str,
    bom_format: &'static str,
    spec_version: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    serial_number: Option<&'r str>,
    version: u32,
    metadata: Metadata<'r>,
    components: Vec<Component<'r>>,
    services: Vec<Service<'r>>,
    dependencies: Vec<Dependency>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    compositions: Vec<Composition>,
}

#[derive(Serialize)]
struct Metadata<'r> {
    #[serde(skip_serializing_if = "Option::is_none")]
    timestamp: Option<&'r str>,
    tools: Tools,
}

#[derive(Serialize)]
struct Tools {
    components: [Program; 1],
}

#[derive(Serialize)]
struct Program {
    #[serde(rename = "type")]
    kind: &'static str,
    name: &'static str,
    version: &'static str,
}

#[derive(Serialize)]
#[serde(rename_all = "kebab-case")]
struct Component<'r> {
    #[serde(rename = "type")]
    kind: &'static str,
    bom_ref: String,
    name: &'r str,
    #[serde(skip_serializing_if = "Option::is_none")]
    version: Option<&'r str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    scope: Option<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    purl: Option<&'r str>,
    properties: BTreeSet<Property>,
}

#[derive(Serialize)]
#[serde(rename_all = "kebab-case")]
struct Service<'r> {
    bom_ref: String,
    name: &'r str,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    endpoints: Vec<String>,
    #[serde(rename = "x-trust-boundary", skip_serializing_if = "Option::is_none")]
    trust_boundary: Option<bool>,
    properties: BTreeSet<Property>,
}

#[derive(PartialEq, Eq, PartialOrd, Ord, Serialize)]
struct Property {
    name: &'static str,
    value: String,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Dependency {
    r#ref: String,
    depends_on: BTreeSet<String>,
}

#[derive(Serialize)]
struct Composition {
    aggregate: &'static str,
}

/// Writes an inventory as a bill of materials of CycloneDX 1.6.
///
/// ```
/// use mcpvet::{Input, inventory};
/// use mcpvet::render::{Stamp, cyclonedx};
/// let list = Input { bytes: b"npx -y mcp-remote@0.1.15 https://mcp.example.com", ..Input::default() };
/// let bom = cyclonedx(&inventory(&[list]), &Stamp::default());
/// assert!(bom.contains(r#""purl": "pkg:npm/mcp-remote@0.1.15""#));
/// assert!(bom.contains(r#""endpoints": ["#));
/// ```
#[must_use]
pub fn cyclonedx(inventory: &InventoryReport, stamp: &Stamp<'_>) -> String {
    let incomplete = inventory.notes.iter().any(|note| note.level == Level::Error);
    let Tool { name, version } = inventory.tool;
    to_json(&Bom {
        schema: "http://cyclonedx.org/schema/bom-1.6.schema.json",
        bom_format: "CycloneDX",
        spec_version: "1.6",
        serial_number: stamp.serial_number,
        version: 1,
        metadata: Metadata {
            timestamp: stamp.timestamp,
            tools: Tools { components: [Program { kind: "application", name, version }] },
        },
        components: components(inventory),
        services: services(inventory),
        dependencies: dependencies(inventory),
        compositions: incomplete
            .then_some(Composition { aggregate: "incomplete" })
            .into_iter()
            .collect(),
    })
}

/// Every package with the name of its input.
fn packages(inventory: &InventoryReport) -> impl Iterator<Item = (&str, &PackageInfo)> {
    inventory
        .results
        .iter()
        .flat_map(|result| result.packages.iter().map(|package| (&*result.source.name, package)))
}

/// What a package is called in the bill: packages that say the same are one.
fn reference(package: &PackageInfo) -> String {
    let place = match (&package.purl, package.source) {
        (Some(purl), _) => purl.clone(),
        (None, Source::Remote) => ["service:", &package.name].concat(),
        (None, _) => [package.ecosystem.unwrap_or("program"), ":", name(package)].concat(),
    };
    match (&package.requirement, package.source) {
        (Some(requirement), source) if source != Source::Remote => {
            [&place, " ", requirement].concat()
        }
        _ => place,
    }
}

/// The name, or what stands for it: the program that starts it.
fn name(package: &PackageInfo) -> &str {
    let runner = package.launch.as_ref().map_or("", |launch| &*launch.runner);
    [&*package.name, runner].into_iter().find(|name| !name.is_empty()).unwrap_or("unnamed")
}

fn components(inventory: &InventoryReport) -> Vec<Component<'_>> {
    let mut found: BTreeMap<String, Component<'_>> = BTreeMap::new();
    for (input, package) in packages(inventory).filter(|(_, p)| p.source != Source::Remote) {
        let component = found.entry(reference(package)).or_insert_with_key(|reference| Component {
            kind: kind(package),
            bom_ref: reference.clone(),
            name: name(package),
            version: package.version.as_deref().filter(|text| text.chars().count() <= MAX_VERSION),
            scope: None,
            purl: package.purl.as_deref(),
            properties: BTreeSet::new(),
        });
        component.scope = wider(component.scope, scope(package));
        component.properties.extend(properties(input, package));
    }
    found.into_values().collect()
}

fn kind(package: &PackageInfo) -> &'static str {
    match (package.ecosystem, &package.launch) {
        (Some("OCI"), _) => "container",
        (_, Some(_)) => "application",
        _ if matches!(package.source, Source::Program | Source::Local) => "application",
        _ => "library",
    }
}

/// Whether it is needed when the program runs; what servers start is.
fn scope(package: &PackageInfo) -> Option<&'static str> {
    let has = |group| package.groups.contains(&group);
    match package.groups.as_slice() {
        _ if package.launch.is_some() || has("prod") => Some("required"),
        [] => None,
        _ if has("optional") || has("peer") => Some("optional"),
        _ => Some("excluded"),
    }
}

/// Of two scopes the one that asks for more.
fn wider(a: Option<&'static str>, b: Option<&'static str>) -> Option<&'static str> {
    ["required", "optional", "excluded"].into_iter().find(|scope| [a, b].contains(&Some(scope)))
}

fn properties(input: &str, package: &PackageInfo) -> impl Iterator<Item = Property> {
    let property = |name, value: &str| Property { name, value: value.to_owned() };
    let place = format!("{input}:{}", package.location.line);
    let launch = package.launch.as_ref();
    let source = match package.source {
        Source::Registry => "registry",
        Source::Git => "git",
        Source::Url => "url",
        Source::Local => "local",
        Source::Remote => "remote",
        Source::Program => "program",
        Source::Other => "other",
    };
    let requirement = package.requirement.as_deref();
    let server = launch.map(|launch| &*launch.server).filter(|server| !server.is_empty());
    [
        Some(property("mcpvet:input", &place)),
        server.map(|server| property("mcpvet:server", server)),
        launch.map(|launch| property("mcpvet:runner", &launch.runner)),
        requirement.map(|requirement| property("mcpvet:requirement", requirement)),
        Some(property("mcpvet:source", source)),
    ]
    .into_iter()
    .flatten()
}

fn services(inventory: &InventoryReport) -> Vec<Service<'_>> {
    let mut found: BTreeMap<String, Service<'_>> = BTreeMap::new();
    for (input, package) in packages(inventory).filter(|(_, p)| p.source == Source::Remote) {
        let service = found.entry(reference(package)).or_insert_with_key(|reference| Service {
            bom_ref: reference.clone(),
            name: service_name(package),
            endpoints: endpoint(package).into_iter().collect(),
            trust_boundary: trust_boundary(package),
            properties: BTreeSet::new(),
        });
        service.properties.extend(properties(input, package));
    }
    found.into_values().collect()
}

/// The name of the entry, or the place.
fn service_name(package: &PackageInfo) -> &str {
    let server = package.launch.as_ref().map(|launch| &*launch.server);
    server.filter(|server| !server.is_empty()).unwrap_or_else(|| name(package))
}

/// `//host/path`; nothing where a part is filled in later or must not be shown.
fn endpoint(package: &PackageInfo) -> Option<String> {
    let plain = |b: u8| b.is_ascii_alphanumeric() || b"-._~:/@!$&'()*+,;=%[]".contains(&b);
    let is_known = package.class != RequirementClass::Dynamic
        && !package.name.is_empty()
        && package.name.bytes().all(plain);
    is_known.then(|| ["//", &package.name].concat())
}

/// Whether what is sent leaves the machine.
fn trust_boundary(package: &PackageInfo) -> Option<bool> {
    endpoint(package)?;
    let host = package.name.split('/').next().unwrap_or_default();
    Some(!crate::rules::is_loopback(host))
}

/// What the first package of each server entry leads to. An entry without dependencies would say
/// that there are none; of all the others nothing is known.
fn dependencies(inventory: &InventoryReport) -> Vec<Dependency> {
    let mut found: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for result in &inventory.results {
        let mut first: Option<&PackageInfo> = None;
        for package in &result.packages {
            let Some(starter) = first.filter(|first| is_same(first, package)) else {
                first = Some(package);
                continue;
            };
            let (starter, own) = (reference(starter), reference(package));
            if starter != own {
                found.entry(starter).or_default().insert(own);
            }
        }
    }
    found.into_iter().map(|(r#ref, depends_on)| Dependency { r#ref, depends_on }).collect()
}

/// Whether two packages that stand one behind the other belong to one entry.
fn is_same(a: &PackageInfo, b: &PackageInfo) -> bool {
    let server = |launch: &LaunchInfo| launch.server.clone();
    let [a, b] = [a, b].map(|package| package.launch.as_ref().map(server));
    a == b && a.is_some_and(|server| !server.is_empty())
}
