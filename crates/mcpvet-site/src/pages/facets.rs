//! One page for each facet, with its values and their counts, and one for the packages.

use std::collections::BTreeMap;

use askama::Template;
use mcpvet::playbook::urgency;

use super::index;
use crate::facet::{FACETS, Facet, Value};
use crate::job::Job;
use crate::package::slug;
use crate::page::{Page, render};
use crate::site::Site;

#[derive(Template)]
#[template(path = "facet.html")]
struct Values<'s> {
    page: Page<'s>,
    lead: String,
    rows: Vec<Row>,
}

struct Row {
    name: String,
    label: String,
    folder: String,
    count: usize,
    text: &'static str,
    is_status: bool,
}

pub(super) fn jobs(site: &Site) -> Vec<Job<'_>> {
    let facets = FACETS.iter().zip(&site.facets).map(|(facet, values)| {
        Job::new(index(&folder(facet)), site.counts(), move || {
            render(&of_facet(site, facet, values))
        })
    });
    let packages = by_ecosystem(site).into_keys().map(|ecosystem| {
        let folder = format!("packages/{}/", slug(ecosystem));
        Job::new(index(&folder), site.counts(), move || {
            let rows = by_ecosystem(site).remove(ecosystem).unwrap_or_default();
            render(&of_ecosystem(site, ecosystem, folder.clone(), rows))
        })
    });
    let all = Job::new(index("packages/"), site.counts(), move || render(&ecosystems(site)));
    facets.chain(packages).chain([all]).collect()
}

fn folder(facet: &Facet) -> String {
    format!("advisories/{}/", facet.slug)
}

fn of_facet<'s>(site: &'s Site, facet: &Facet, values: &[Value]) -> Values<'s> {
    let title = format!("Advisories by {}", facet.title.to_lowercase().replace("sdk", "SDK"));
    let row = |value: &Value| Row {
        name: value.name.clone(),
        label: value.label.clone(),
        folder: value.folder(facet),
        count: value.members.len(),
        text: if facet.slug == "severity" { urgency(&value.name) } else { "" },
        is_status: facet.slug == "severity",
    };
    Values {
        page: Page::new(site, folder(facet), "advisories/", title, facet.lead)
            .below("advisories/", "Advisories"),
        lead: facet.lead.to_owned(),
        rows: values.iter().map(row).collect(),
    }
}

/// The packages of each ecosystem, in the order of their names.
fn by_ecosystem(site: &Site) -> BTreeMap<&'static str, Vec<Row>> {
    let mut ecosystems: BTreeMap<&'static str, Vec<Row>> = BTreeMap::new();
    for (key, members) in &site.packages {
        ecosystems.entry(key.ecosystem()).or_default().push(Row {
            name: key.name.clone(),
            label: key.name.clone(),
            folder: key.folder(),
            count: members.len(),
            text: "",
            is_status: false,
        });
    }
    ecosystems
}

fn of_ecosystem<'s>(site: &'s Site, ecosystem: &str, folder: String, rows: Vec<Row>) -> Values<'s> {
    let lead = format!("{} packages of {ecosystem} with at least one advisory.", rows.len());
    let title = format!("Packages of {ecosystem}");
    Values {
        page: Page::new(site, folder, "advisories/", title, &lead)
            .below("advisories/", "Advisories")
            .below("packages/", "Packages"),
        lead,
        rows,
    }
}

fn ecosystems(site: &Site) -> Values<'_> {
    let row = |(ecosystem, packages): (&'static str, Vec<Row>)| Row {
        name: ecosystem.to_owned(),
        label: ecosystem.to_owned(),
        folder: format!("packages/{}/", slug(ecosystem)),
        count: packages.len(),
        text: "",
        is_status: false,
    };
    let lead = format!("{} packages have at least one advisory.", site.packages.len());
    Values {
        page: Page::new(site, "packages/", "advisories/", "Packages", &lead)
            .below("advisories/", "Advisories"),
        lead,
        rows: by_ecosystem(site).into_iter().map(row).collect(),
    }
}
