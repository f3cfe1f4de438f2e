//! CycloneDX in JSON: the components and services of a bill of materials.
//!
//! Versions 1.2 to 1.7. <https://cyclonedx.org/docs/latest/json/>
//!
//! - Components nest; each is read, wherever it stands. Those of `pedigree`, `evidence` and
//!   `metadata.tools` are other things and are left out.
//! - `metadata.component` is the project itself as long as there is anything else.
//! - Files, devices, data and the like without a package URL are counted in one note.
//! - Services are reached over the network; their endpoints name them.
//! - `dependencies` say what is direct; `scope` and the properties of npm's plugin say the group.

use super::graph::{Edge, Graph};
use super::{Identity, unlisted};
use crate::input::json::{self, Kind, Reader, SyntaxError, Value};
use crate::input::text::Text;
use crate::input::{Format, Head, Inventory, Level, Likeness, Paths};
use crate::launch::remote;
use crate::package::{Ecosystem, Groups, Source, Span};
use crate::sort;

/// See the module.
pub(crate) const FORMAT: Format = Format {
    id: "cyclonedx-json",
    title: "CycloneDX JSON",
    file_names: &["bom.json", "*.cdx.json"],
    sniff,
    parse,
    paths: Paths::JsonPointer,
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

fn sniff(head: &Head<'_>) -> Likeness {
    let parts = head.has_key("components") || head.has_key("metadata");
    match head.has_key("bomFormat") || (head.has_key("specVersion") && parts) {
        true => Likeness::Certain,
        false => Likeness::No,
    }
}

fn parse<'a>(text: &'a str, inventory: &mut Inventory<'a>) {
    json::read(text, inventory, |reader, inventory| {
        let first = inventory.packages.len();
        let mut bom = Bom::default();
        let outcome = bom.read(reader, inventory);
        if outcome.is_err() {
            // Of a text that breaks off, what is direct is known only in part.
            bom.graph = Graph::default();
        }
        bom.finish(first, inventory);
        outcome
    });
}

#[derive(Default)]
struct Bom<'a> {
    graph: Graph<'a>,
    /// Where the package of the project itself was put.
    project: Option<usize>,
    /// Components that are no packages: how many, and the first one.
    passed: Option<(usize, Span)>,
}

impl<'a> Bom<'a> {
    fn read(
        &mut self,
        reader: &mut Reader<'a>,
        inventory: &mut Inventory<'a>,
    ) -> Result<(), SyntaxError> {
        reader.object(|reader, key| match &*key.value {
            "metadata" if reader.peek()? == Kind::Object => {
                reader.object(|reader, key| {
                    match &*key.value == "component" && reader.peek()? == Kind::Object {
                        true => self.read_component(reader, true, inventory),
                        false => reader.skip(),
                    }
                })
            }
            "components" => self.read_components(reader, key.span, inventory),
            "services" => self.read_services(reader, key.span, inventory),
            "dependencies" => json::entries(reader, key.span, inventory, &mut |reader, _| {
                self.read_dependency(reader)
            }),
            _ => reader.skip(),
        })
    }

    fn read_components(
        &mut self,
        reader: &mut Reader<'a>,
        key: Span,
        inventory: &mut Inventory<'a>,
    ) -> Result<(), SyntaxError> {
        json::entries(reader, key, inventory, &mut |reader, inventory| {
            self.read_component(reader, false, inventory)
        })
    }

    fn read_component(
        &mut self,
        reader: &mut Reader<'a>,
        is_project: bool,
        inventory: &mut Inventory<'a>,
    ) -> Result<(), SyntaxError> {
        let start = reader.position();
        let mut component = Component::default();
        let outcome = reader.object(|reader, key| match &*key.value {
            "components" => self.read_components(reader, key.span, inventory),
            _ => component.read_member(reader, &key),
        });
        self.add(component, Span::new(start, start + 1), is_project, inventory);
        outcome
    }

    fn add(
        &mut self,
        component: Component<'a>,
        at: Span,
        is_project: bool,
        inventory: &mut Inventory<'a>,
    ) {
        let kind = component.kind.as_ref().map_or("", |kind| &*kind.value);
        if component.identity.purl.is_none() && NO_PACKAGES.contains(&kind) {
            let (count, first) = self.passed.unwrap_or((0, at));
            self.passed = Some((count + 1, first));
            return;
        }
        let index = inventory.packages.len();
        let groups = component.groups();
        let mut identity = component.identity;
        if kind == "container" {
            identity.ecosystem = Some(Ecosystem::Oci);
        }
        let Some(mut package) = identity.package(at, inventory) else { return };
        package.groups = groups;
        if is_project {
            self.project = Some(index);
        }
        if let Some(id) = component.id {
            if is_project {
                self.graph.root(id.value.clone());
            }
            self.graph.name(id.value, index);
        }
        inventory.push(package);
    }

    fn read_services(
        &mut self,
        reader: &mut Reader<'a>,
        key: Span,
        inventory: &mut Inventory<'a>,
    ) -> Result<(), SyntaxError> {
        json::entries(reader, key, inventory, &mut |reader, inventory| {
            let mut name = None;
            let mut endpoints = Vec::new();
            let start = reader.position();
            let outcome = reader.object(|reader, key| match &*key.value {
                "name" => reader.string_or_skip().map(|text| name = text),
                "services" => self.read_services(reader, key.span, inventory),
                "endpoints" if reader.peek()? == Kind::Array => reader.array(|reader| {
                    reader.string_or_skip().map(|endpoint| endpoints.extend(endpoint))
                }),
                _ => reader.skip(),
            });
            match (name, endpoints.is_empty()) {
                (_, false) => {
                    endpoints.iter().for_each(|url| inventory.push(remote::of_member(url)));
                }
                (Some(name), _) => inventory.push(unlisted(name, Source::Remote)),
                (None, _) => {
                    let message = "this service has neither a name nor an endpoint";
                    inventory.error("entry", message, Span::new(start, start + 1));
                }
            }
            outcome
        })
    }

    fn read_dependency(&mut self, reader: &mut Reader<'a>) -> Result<(), SyntaxError> {
        let mut from = None;
        let mut named = Vec::new();
        let outcome = reader.object(|reader, key| match &*key.value {
            "ref" => reader.string_or_skip().map(|text| from = text),
            "dependsOn" if reader.peek()? == Kind::Array => {
                reader.array(|reader| reader.string_or_skip().map(|to| named.extend(to)))
            }
            _ => reader.skip(),
        });
        if let Some(from) = from {
            for to in named {
                let (from, to) = (from.value.clone(), to.value);
                self.graph.edge(Edge { from, to, depends: true, groups: Groups::default() });
            }
        }
        outcome
    }

    fn finish(self, first: usize, inventory: &mut Inventory<'a>) {
        self.graph.finish(inventory);
        if let Some(project) = self.project
            && inventory.packages.len() > first + 1
            && let Some(package) = inventory.packages.get_mut(project)
        {
            (package.source, package.direct) = (Source::Local, None);
        }
        // A component stands in front of those inside of it, but is known only behind them.
        sort::by(&mut inventory.packages[first..], |a, b| a.span.start.cmp(&b.span.start));
        if let Some((count, span)) = self.passed {
            let message = format!(
                "{count} components are files, devices, systems or data without a package URL: no packages to look up"
            );
            inventory.note(Level::Info, "no-package", message, Some(span));
        }
    }
}

#[derive(Default)]
struct Component<'a> {
    id: Option<Text<'a>>,
    kind: Option<Text<'a>>,
    scope: Option<Text<'a>>,
    is_dev: bool,
    identity: Identity<'a>,
}

impl<'a> Component<'a> {
    fn read_member(&mut self, reader: &mut Reader<'a>, key: &Text<'a>) -> Result<(), SyntaxError> {
        let member = match &*key.value {
            "bom-ref" => &mut self.id,
            "type" => &mut self.kind,
            "scope" => &mut self.scope,
            "group" => &mut self.identity.group,
            "name" => &mut self.identity.name,
            "version" => &mut self.identity.version,
            "purl" => &mut self.identity.purl,
            "properties" => {
                let mut properties = Value::default();
                let outcome = properties.read(reader);
                self.is_dev = properties.elements().iter().any(is_dev);
                return outcome;
            }
            _ => return reader.skip(),
        };
        *member = reader.string_or_skip()?;
        Ok(())
    }

    fn groups(&self) -> Groups {
        match self.scope.as_ref().map_or("", |scope| &*scope.value) {
            _ if self.is_dev => Groups::DEV,
            "required" => Groups::PROD,
            "optional" => Groups::OPTIONAL,
            "excluded" => Groups::DEV,
            _ => Groups::default(),
        }
    }
}

/// `cdx:npm:package:development` and the like.
fn is_dev(property: &Value<'_>) -> bool {
    let is = |key: &str, fits: fn(&str) -> bool| {
        property.get(key).and_then(Value::str).is_some_and(fits)
    };
    is("name", |name| name.ends_with(":development")) && is("value", |value| value == "true")
}
