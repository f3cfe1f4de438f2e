//! The ways in which the archive is divided. A facet is one line of [`FACETS`]; its pages, feeds and
//! links follow from it.

use std::collections::BTreeMap;

use mcpvet::Severity;
use mcpvet::advisory::{Advisory, Component};

use crate::meaning;
use crate::package::slug;
use crate::site::Entry;

/// One way to divide the archive.
pub(crate) struct Facet {
    /// Its folder below `advisories/`.
    pub(crate) slug: &'static str,
    /// What its values are.
    pub(crate) title: &'static str,
    /// One sentence for its page.
    pub(crate) lead: &'static str,
    /// The values of an advisory.
    values: fn(&Advisory) -> Vec<String>,
    /// How a value is written in a heading.
    label: fn(&str) -> String,
    /// Which value comes first.
    order: Order,
    /// Whether it has feeds of its own.
    pub(crate) has_feeds: bool,
}

enum Order {
    /// The highest first.
    Descending,
    /// As listed here.
    Listed(fn() -> Vec<&'static str>),
    /// The one with the most advisories first.
    Count,
}

/// A value of a facet and its advisories.
pub(crate) struct Value {
    pub(crate) name: String,
    pub(crate) label: String,
    /// Its folder below the facet's.
    pub(crate) slug: String,
    /// The numbers of its advisories, newest first.
    pub(crate) members: Vec<usize>,
}

impl Value {
    /// Its folder below the root of the site.
    pub(crate) fn folder(&self, facet: &Facet) -> String {
        format!("advisories/{}/{}/", facet.slug, self.slug)
    }
}

/// Every facet, in the order in which pages show them. Packages have pages of their own.
pub(crate) const FACETS: &[Facet] = &[
    Facet {
        slug: "severity",
        title: "Severity",
        lead: "How urgent an advisory is, by the highest CVSS score that its sources give.",
        values: |advisory| vec![advisory.severity.label().to_owned()],
        label: meaning::capital,
        order: Order::Listed(|| Severity::ALL.iter().rev().map(|one| one.label()).collect()),
        has_feeds: true,
    },
    Facet {
        slug: "year",
        title: "Year",
        lead: "The year in which an advisory was published.",
        values: |advisory| vec![advisory.published.year().to_string()],
        label: str::to_owned,
        order: Order::Descending,
        has_feeds: false,
    },
    Facet {
        slug: "component",
        title: "Component",
        lead: "The part of the MCP ecosystem that an advisory is about.",
        values: |advisory| vec![advisory.component.name().to_owned()],
        label: meaning::component,
        order: Order::Listed(|| Component::ALL.iter().map(|one| one.name()).collect()),
        has_feeds: true,
    },
    Facet {
        slug: "category",
        title: "Category",
        lead: "The kind of flaw.",
        values: |advisory| vec![advisory.category.clone()],
        label: meaning::words,
        order: Order::Count,
        has_feeds: false,
    },
    Facet {
        slug: "ecosystem",
        title: "Ecosystem",
        lead: "Where the affected package is published.",
        values: |advisory| {
            let mut names: Vec<_> =
                advisory.affected.iter().map(|one| one.ecosystem.name().to_owned()).collect();
            names.sort();
            names.dedup();
            names
        },
        label: str::to_owned,
        order: Order::Count,
        has_feeds: true,
    },
    Facet {
        slug: "sdk",
        title: "Official SDK",
        lead: "Advisories about the SDKs that the MCP project publishes.",
        values: |advisory| advisory.sdk.iter().cloned().collect(),
        label: meaning::sdk,
        order: Order::Count,
        has_feeds: true,
    },
    Facet {
        slug: "root-cause",
        title: "Root cause",
        lead: "Flaws of different packages that come from the same mistake.",
        values: |advisory| advisory.root_cause.iter().cloned().collect(),
        label: meaning::words,
        order: Order::Count,
        has_feeds: false,
    },
];

impl Facet {
    /// Sorts the advisories into the values.
    pub(crate) fn index(&self, entries: &[Entry]) -> Vec<Value> {
        let mut groups: BTreeMap<String, Vec<usize>> = BTreeMap::new();
        for (at, entry) in entries.iter().enumerate() {
            for value in (self.values)(&entry.advisory) {
                groups.entry(value).or_default().push(at);
            }
        }
        let mut values: Vec<_> = groups
            .into_iter()
            .map(|(name, members)| Value {
                label: (self.label)(&name),
                slug: slug(&name),
                name,
                members,
            })
            .collect();
        self.order.apply(&mut values);
        values
    }

    /// The value of an advisory under this facet, where it has exactly one.
    pub(crate) fn value_of(&self, advisory: &Advisory) -> Option<(String, String)> {
        let name = (self.values)(advisory).into_iter().next()?;
        Some((slug(&name), (self.label)(&name)))
    }
}

impl Order {
    fn apply(&self, values: &mut [Value]) {
        match self {
            Self::Descending => values.reverse(),
            Self::Count => values.sort_by_key(|value| usize::MAX - value.members.len()),
            Self::Listed(names) => {
                let names = names();
                values.sort_by_key(|value| names.iter().position(|name| *name == value.name));
            }
        }
    }
}
