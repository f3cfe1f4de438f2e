//! The archive: all advisories, and those of each value of each facet, newest first, in pages.

use askama::Template;
use mcpvet::playbook::urgency;
use mcpvet::rules::{self, Reasons, Rule};
use mcpvet::tags;

use super::index;
use super::rules::reasons;
use crate::brief::Brief;
use crate::digest::Digest;
use crate::facet::{FACETS, Facet, Value};
use crate::filters;
use crate::job::Job;
use crate::page::{Page, render};
use crate::picture::bars::Bars;
use crate::site::Site;

/// Rows on a page.
const ROWS: usize = 50;

/// Advisories that are listed of a kind of risk. A class of risk takes in most of an archive, which the
/// years list in full; to list it again for each kind made 629 more pages of 10,000 advisories.
const MOST_TAGGED: usize = 500;

#[derive(Template)]
#[template(path = "archive.html")]
struct Archive<'s> {
    page: Page<'s>,
    heading: String,
    lead: String,
    bars: Option<Bars>,
    /// The rules that belong to a kind of risk.
    rules: Vec<&'static Rule>,
    rows: Vec<Brief<'s>>,
    side: Vec<(&'static Facet, &'s [Value])>,
    /// Folder and number of each page, and which one this is.
    pages: Vec<(String, usize)>,
    at: usize,
}

/// A list of advisories with pages of its own.
struct List<'s> {
    folder: String,
    title: String,
    lead: String,
    members: Vec<usize>,
    trail: Vec<(String, String)>,
    has_feeds: bool,
    rules: Vec<&'static Rule>,
    site: &'s Site,
}

pub(super) fn jobs(site: &Site) -> Vec<Job<'_>> {
    lists(site).into_iter().flat_map(List::jobs).collect()
}

fn lists(site: &Site) -> Vec<List<'_>> {
    let all = List {
        folder: "advisories/".to_owned(),
        title: "MCP security advisories".to_owned(),
        lead: format!(
            "{} advisories about servers, SDKs, clients and infrastructure of the Model Context Protocol, newest first.",
            site.entries.len()
        ),
        members: (0..site.entries.len()).collect(),
        trail: Vec::new(),
        has_feeds: true,
        rules: Vec::new(),
        site,
    };
    let reasons = reasons().ok();
    let values = FACETS.iter().zip(&site.facets);
    let values = values.flat_map(|(facet, values)| values.iter().map(move |value| (facet, value)));
    [all]
        .into_iter()
        .chain(values.map(|(facet, value)| of_value(site, facet, value, reasons.as_ref())))
        .collect()
}

fn of_value<'s>(
    site: &'s Site,
    facet: &Facet,
    value: &Value,
    reasons: Option<&Reasons>,
) -> List<'s> {
    let count = value.members.len();
    let noun = if count == 1 { "advisory" } else { "advisories" };
    let tag = tags::by_id(&value.name).filter(|_| !facet.tags.is_empty());
    let most = if tag.is_some() { MOST_TAGGED } else { count };
    let count = match (count, tag) {
        (0, Some(_)) => "No advisory so far.".to_owned(),
        (all, _) if all > most => format!("{all} advisories, here the newest {most}."),
        _ => format!("{count} {noun}, newest first."),
    };
    let lead = match (facet.slug, tag) {
        (_, Some(tag)) => format!("{} {count}", tag.text),
        ("severity", _) => format!("{count} {}", urgency(&value.name)),
        _ => count,
    };
    let belongs = |rule: &&'static Rule| {
        let why = reasons.and_then(|reasons| reasons.of(rule));
        tag.is_some_and(|tag| why.is_some_and(|why| why.has_tag(tag.id)))
    };
    List {
        folder: value.folder(facet),
        title: match facet.slug {
            "year" => format!("Advisories of {}", value.label),
            "severity" => format!("{} severity", value.label),
            _ => value.label.clone(),
        },
        lead,
        members: value.members.iter().take(most).copied().collect(),
        trail: vec![
            ("advisories/".to_owned(), "Advisories".to_owned()),
            (format!("advisories/{}/", facet.slug), facet.title.to_owned()),
        ],
        has_feeds: facet.has_feeds,
        rules: rules::all().filter(belongs).collect(),
        site,
    }
}

impl<'s> List<'s> {
    fn jobs(self) -> Vec<Job<'s>> {
        let count = self.members.len().div_ceil(ROWS).max(1);
        let list = std::sync::Arc::new(self);
        let job = |number: usize| {
            let list = std::sync::Arc::clone(&list);
            Job::new(index(&list.page_folder(number)), list.sources(number), move || {
                render(&list.page(number, count))
            })
        };
        (1..=count).map(job).collect()
    }

    /// A page shows its rows, and beside them the counts of everything; the first also the bars of all.
    fn sources(&self, number: usize) -> Digest {
        let shown = if number == 1 { &self.members } else { self.rows(number) };
        let own = self.site.digest_of(shown.iter().copied());
        let own = self.rules.iter().fold(own, |all, rule| all.and_text(rule.id));
        own.and(self.site.counts()).and_text(&self.lead)
    }

    /// The members that a page shows.
    fn rows(&self, number: usize) -> &[usize] {
        self.members.chunks(ROWS).nth(number - 1).unwrap_or_default()
    }

    fn page_folder(&self, number: usize) -> String {
        match number {
            1 => self.folder.clone(),
            _ => format!("{}page/{number}/", self.folder),
        }
    }

    fn page(&self, number: usize, count: usize) -> Archive<'s> {
        let site = self.site;
        let title = match number {
            1 => self.title.clone(),
            _ => format!("{}, page {number}", self.title),
        };
        let mut page = Page::new(site, self.page_folder(number), "advisories/", title, &self.lead);
        page.trail.clone_from(&self.trail);
        if number > 1 {
            page = page.below(&self.folder, &self.title);
        }
        if self.has_feeds {
            page = page.feeds(&self.folder, &self.title);
        }
        let days = self.members.iter().map(|&at| site.entries[at].advisory.published);
        Archive {
            page,
            heading: self.title.clone(),
            lead: self.lead.clone(),
            bars: if number == 1 { Bars::of(days) } else { None },
            rules: if number == 1 { self.rules.clone() } else { Vec::new() },
            rows: self
                .rows(number)
                .iter()
                .map(|&at| Brief::new(&site.entries[at].advisory))
                .collect(),
            side: FACETS.iter().zip(site.facets.iter().map(Vec::as_slice)).collect(),
            pages: (1..=count).map(|number| (self.page_folder(number), number)).collect(),
            at: number,
        }
    }
}
