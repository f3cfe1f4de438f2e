//! The ways in which the archive is divided. A facet is one line of [`FACETS`]; its pages, feeds and
//! links follow from it.

use std::collections::BTreeMap;

use mcpvet::Severity;
use mcpvet::advisory::{Advisory, Component};
use mcpvet::tags::{self, Tag};

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
    /// The lists of tags that are its values; each has a page, for its rules, without advisories too.
    pub(crate) tags: &'static [&'static str],
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
        tags: &[],
    },
    Facet {
        slug: "year",
        title: "Year",
        lead: "The year in which an advisory was published.",
        values: |advisory| vec![advisory.published.year().to_string()],
        label: str::to_owned,
        order: Order::Descending,
        has_feeds: false,
        tags: &[],
    },
    Facet {
        slug: "component",
        title: "Component",
        lead: "The part of the MCP ecosystem that an advisory is about.",
        values: |advisory| vec![advisory.component.name().to_owned()],
        label: meaning::component,
        order: Order::Listed(|| Component::ALL.iter().map(|one| one.name()).collect()),
        has_feeds: true,
        tags: &[],
    },
    Facet {
        slug: "category",
        title: "Category",
        lead: "The kind of flaw.",
        values: |advisory| vec![advisory.category.clone()],
        label: meaning::words,
        order: Order::Count,
        has_feeds: false,
        tags: &[],
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
        tags: &[],
    },
    Facet {
        slug: "sdk",
        title: "Official SDK",
        lead: "Advisories about the SDKs that the MCP project publishes.",
        values: |advisory| advisory.sdk.iter().cloned().collect(),
        label: meaning::sdk,
        order: Order::Count,
        has_feeds: true,
        tags: &[],
    },
    Facet {
        slug: "root-cause",
        title: "Root cause",
        lead: "Flaws of different packages that come from the same mistake.",
        values: |advisory| advisory.root_cause.iter().cloned().collect(),
        label: meaning::words,
        order: Order::Count,
        has_feeds: false,
        tags: &[],
    },
    tagged("risk", "Class of risk", "What an attacker gains, in four classes.", &["risk"]),
    tagged(
        "technique",
        "Technique",
        "How attacks are carried out, in the twelve categories of the MCP security project.",
        &["technique"],
    ),
    tagged(
        "top-ten",
        "Top ten",
        "The ten most important risks of MCP servers, and the ten of clients.",
        &["server", "client"],
    ),
];

/// A facet whose values are tags.
const fn tagged(
    slug: &'static str,
    title: &'static str,
    lead: &'static str,
    lists: &'static [&'static str],
) -> Facet {
    Facet {
        slug,
        title,
        lead,
        values: |advisory| tags::of_advisory(advisory).iter().map(|tag| tag.id.into()).collect(),
        label: |id| {
            let title = tags::by_id(id).map_or(id, |tag| tag.title);
            if id.starts_with("MCP-") { format!("{id} {title}") } else { title.to_owned() }
        },
        order: Order::Listed(|| tags::all().map(|tag| tag.id).collect()),
        has_feeds: false,
        tags: lists,
    }
}

impl Facet {
    /// Sorts the advisories into the values.
    pub(crate) fn index(&self, entries: &[Entry]) -> Vec<Value> {
        let mut groups: BTreeMap<String, Vec<usize>> =
            self.own_tags().map(|tag| (tag.id.to_owned(), Vec::new())).collect();
        for (at, entry) in entries.iter().enumerate() {
            for value in self.values_of(&entry.advisory) {
                groups.entry(value).or_default().push(at);
            }
        }
        let mut values: Vec<_> = groups
            .into_iter()
            .map(|(name, members)| Value {
                label: (self.label)(&name),
                slug: short(&name),
                name,
                members,
            })
            .collect();
        self.order.apply(&mut values);
        values
    }

    /// The values of an advisory.
    fn values_of(&self, advisory: &Advisory) -> Vec<String> {
        let mut values = (self.values)(advisory);
        if !self.tags.is_empty() {
            values.retain(|value| self.own_tags().any(|tag| tag.id == value));
        }
        values
    }

    /// The tags that are its values.
    fn own_tags(&self) -> impl Iterator<Item = &'static Tag> {
        let lists = tags::LISTS.iter().filter(|list| self.tags.contains(&list.id));
        lists.flat_map(|list| list.tags)
    }

    /// The values of an advisory under this facet: folders and labels.
    pub(crate) fn links_of(&self, advisory: &Advisory) -> Vec<(String, String)> {
        let link = |name: String| (self.folder_of(&name), (self.label)(&name));
        self.values_of(advisory).into_iter().map(link).collect()
    }

    /// The folder of a value.
    fn folder_of(&self, name: &str) -> String {
        format!("advisories/{}/{}/", self.slug, short(name))
    }

    /// Where the page of a tag is, and what it is called there.
    pub(crate) fn of_tag(tag: &Tag) -> Option<(String, String)> {
        let facet = FACETS.iter().find(|facet| facet.own_tags().any(|one| one == tag))?;
        Some((facet.folder_of(tag.id), (facet.label)(tag.id)))
    }
}

/// A value as a folder; the class `risk/operational` needs its list no second time.
fn short(name: &str) -> String {
    slug(name.rsplit('/').next().unwrap_or(name))
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
