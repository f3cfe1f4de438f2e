//! What a file says of its own package: its name and its version.

use super::Inventory;
use super::text::Text;
use crate::package::{Ecosystem, Package, Requirement, Source};

/// Adds the package that the file is about, if it has a name.
pub(super) fn add<'a>(
    ecosystem: Option<Ecosystem>,
    [name, version]: [Option<Text<'a>>; 2],
    source: Source,
    inventory: &mut Inventory<'a>,
) {
    let Some(name) = name else { return };
    let (requirement, span) = match version {
        Some(version) => (Requirement::exact(version.value), version.span),
        None => (Requirement::none(), name.span),
    };
    let package = match ecosystem {
        Some(ecosystem) => Package::new(ecosystem, name.value, requirement, span),
        None => Package::unnamed(name.value, requirement, span),
    };
    inventory.push(Package { source, ..package });
}
