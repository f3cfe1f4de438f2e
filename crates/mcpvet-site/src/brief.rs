//! An advisory as one row: what people need to see to decide whether to open it.

use mcpvet::advisory::{Advisory, Affected, Event};

use crate::package::PackageKey;

/// One row of a table.
pub(crate) struct Brief<'a> {
    pub(crate) advisory: &'a Advisory,
    pub(crate) packages: Vec<PackageKey>,
}

impl<'a> Brief<'a> {
    pub(crate) fn new(advisory: &'a Advisory) -> Self {
        Self { advisory, packages: PackageKey::all(advisory) }
    }

    pub(crate) fn severity(&self) -> &'static str {
        self.advisory.severity.label()
    }

    /// The first product of a record without a package, and how many others there are.
    pub(crate) fn products(&self) -> String {
        match self.advisory.products.as_slice() {
            [] => String::new(),
            [first] => first.clone(),
            [first, rest @ ..] => format!("{first} and {} more", rest.len()),
        }
    }

    /// The versions in which it is fixed, or that there is none.
    pub(crate) fn fix(&self) -> String {
        let all: Vec<&str> = self.advisory.affected.iter().flat_map(fixes).collect();
        let mut different: Vec<&str> = Vec::new();
        all.iter().for_each(|one| {
            if !different.contains(one) {
                different.push(one)
            }
        });
        match different.as_slice() {
            _ if self.severity() == "malware" => "remove".to_owned(),
            [] => "none known".to_owned(),
            [first] => (*first).to_owned(),
            [first, second] => format!("{first}, {second}"),
            [first, second, ..] => format!("{first}, {second}, …"),
        }
    }
}

/// The folder of an advisory's page.
pub(crate) fn folder(id: &str) -> String {
    format!("advisories/{id}/")
}

/// The versions of a package in which an advisory is fixed.
pub(crate) fn fixes(affected: &Affected) -> impl Iterator<Item = &str> {
    affected.ranges.iter().flat_map(|range| &range.events).filter_map(|event| match event {
        Event::Fixed(version) => Some(version.as_str()),
        _ => None,
    })
}

/// A score in tenths as people write it.
pub(crate) fn score(advisory: &Advisory) -> Option<String> {
    advisory.score.map(|tenths| format!("{}.{}", tenths / 10, tenths % 10))
}
