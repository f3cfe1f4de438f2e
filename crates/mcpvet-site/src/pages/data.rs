//! The dataset: where its facts are from, and what it holds in numbers and pictures.

use askama::Template;

use super::index;
use crate::facet::{FACETS, Facet, Value};
use crate::filters;
use crate::job::Job;
use crate::page::{Page, render};
use crate::picture::bars::Bars;
use crate::site::Site;

#[derive(Template)]
#[template(path = "data.html")]
struct Data<'s> {
    page: Page<'s>,
    bars: Option<Bars>,
    charts: Vec<Chart<'s>>,
}

/// The values of a facet as bars beside each other.
struct Chart<'s> {
    facet: &'static Facet,
    rows: Vec<Row<'s>>,
}

struct Row<'s> {
    value: &'s Value,
    /// Of the longest bar, in percent.
    share: usize,
}

pub(super) fn jobs(site: &Site) -> Vec<Job<'_>> {
    let sources = site.digest_of(0..site.entries.len()).and(site.counts());
    vec![Job::new(index("data/"), sources, move || render(&all(site)))]
}

fn all(site: &Site) -> Data<'_> {
    let description = "Sources, licences, digest and statistics of the advisory dataset of mcpvet.";
    let days = site.entries.iter().map(|entry| entry.advisory.published);
    let wanted = ["severity", "component", "category", "ecosystem"];
    let facets = FACETS.iter().zip(&site.facets).filter(|(facet, _)| wanted.contains(&facet.slug));
    Data {
        page: Page::new(site, "data/", "docs/", "The dataset", description).below("docs/", "Docs"),
        bars: Bars::of(days),
        charts: facets.map(|(facet, values)| chart(facet, values)).collect(),
    }
}

fn chart<'s>(facet: &'static Facet, values: &'s [Value]) -> Chart<'s> {
    let most = values.iter().map(|value| value.members.len()).max().unwrap_or(1);
    let row = |value: &'s Value| Row { value, share: (value.members.len() * 100).div_ceil(most) };
    Chart { facet, rows: values.iter().map(row).collect() }
}
