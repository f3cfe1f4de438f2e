//! Inventories that other tools made: what their entries share.
//!
//! A package URL says best which package an entry means; without one, its name and version are
//! looked up in every ecosystem.

pub(super) mod cyclonedx;
pub(super) mod github;
mod graph;
pub(super) mod spdx;
pub(super) mod spdx_graph;
pub(super) mod spdx_tags;
pub(super) mod syft;

use super::Inventory;
use super::purl;
use super::text::Text;
use crate::package::{Ecosystem, Package, Requirement, RequirementClass, Source, Span};

/// What an entry says about the package that it means.
#[derive(Default)]
struct Identity<'a> {
    purl: Option<Text<'a>>,
    /// The ecosystem, where the entry says it beside the package URL.
    ecosystem: Option<Ecosystem>,
    group: Option<Text<'a>>,
    name: Option<Text<'a>>,
    version: Option<Text<'a>>,
}

impl<'a> Identity<'a> {
    /// The package; a note when there is nothing to name it by. `at` is the entry itself.
    fn package(self, at: Span, inventory: &mut Inventory<'a>) -> Option<Package<'a>> {
        let version = self.version.filter(|version| is_stated(&version.value));
        if let Some(purl) = self.purl.filter(|purl| is_stated(&purl.value)) {
            if let Some(package) = purl::read(&purl) {
                return Some(complete(package, version));
            }
            let message = "expected a package URL such as `pkg:npm/name@1.2.3`";
            inventory.warning("purl", message, purl.span);
        }
        let Some(name) = self.name.filter(|name| is_stated(&name.value)) else {
            let message = "this entry has neither a package URL nor a name; it was not read";
            inventory.error("entry", message, at);
            return None;
        };
        let group = self.group.filter(|group| is_stated(&group.value));
        let span = name.span;
        let name = match group {
            Some(group) => [&*group.value, "/", &*name.value].concat().into(),
            None => name.value,
        };
        let package = match self.ecosystem {
            Some(ecosystem) => Package::new(ecosystem, name, Requirement::none(), span),
            None => Package::unnamed(name, Requirement::none(), span),
        };
        Some(complete(package, version))
    }
}

/// Adds the version that stands beside a package URL, and tells ranges from versions: an inventory
/// of a manifest repeats what that asks for.
fn complete<'a>(mut package: Package<'a>, version: Option<Text<'a>>) -> Package<'a> {
    if let Some(version) = version
        && package.requirement.class == RequirementClass::None
    {
        let class = match package.ecosystem {
            Some(Ecosystem::Oci) => RequirementClass::OciTag,
            _ => RequirementClass::Exact,
        };
        package.requirement = Requirement::new(class, version.value);
        package.span = version.span;
    }
    let requirement = &mut package.requirement;
    if requirement.class == RequirementClass::Exact
        && requirement.text.contains(['^', '~', '<', '>', '=', '*', '|', ',', ' '])
        && package.ecosystem.is_some_and(|ecosystem| ecosystem.purl_namespace().is_none())
    {
        requirement.class = RequirementClass::Range;
    }
    package
}

/// Whether a member says something: inventories fill gaps with words of their own.
fn is_stated(text: &str) -> bool {
    !["", "NOASSERTION", "NONE", "UNKNOWN"].contains(&text)
}

/// A thing that an inventory describes and that no registry has.
fn unlisted(name: Text<'_>, source: Source) -> Package<'_> {
    Package { source, ..Package::unnamed(name.value, Requirement::none(), name.span) }
}
