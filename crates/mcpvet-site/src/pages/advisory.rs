//! The page of an advisory in its six parts, its record as OSV beside it, and a way there from each alias.

use askama::Template;
use mcpvet::advisory::{Advisory, Date};
use mcpvet::playbook::{ROLES, Role, urgency};
use serde_json::json;

use super::index;
use super::package::words;
use crate::brief::{Brief, folder, score};
use crate::digest::Digest;
use crate::facet::FACETS;
use crate::filters;
use crate::job::Job;
use crate::meaning;
use crate::osv;
use crate::package::{PackageKey, slug};
use crate::page::{Page, render};
use crate::picture::version_line::VersionLine;
use crate::site::{Entry, Site};

/// Related advisories that are shown; a page names how many others there are.
const MOST_RELATED: usize = 8;

#[derive(Template)]
#[template(path = "advisory.html")]
struct AdvisoryPage<'s> {
    page: Page<'s>,
    a: &'s Advisory,
    score: Option<String>,
    ids: Vec<&'s str>,
    facts: Vec<Fact>,
    urgency: &'static str,
    roles: &'static [Role],
    affected: Vec<AffectedPart>,
    has_lines: bool,
    timeline: Vec<(Date, &'s str)>,
    cause: Option<(String, String)>,
    related: Vec<Brief<'s>>,
    more_related: usize,
    references: Vec<Link<'s>>,
}

/// The values of a facet, as folders of the archive and their labels.
struct Fact {
    title: &'static str,
    links: Vec<(String, String)>,
}

struct AffectedPart {
    package: PackageKey,
    line: Option<VersionLine>,
    words: String,
}

struct Link<'a> {
    url: &'a str,
    text: &'a str,
    is_web: bool,
}

#[derive(Template)]
#[template(path = "moved.html")]
struct Moved<'a> {
    id: &'a str,
    to: String,
    canonical: String,
}

pub(super) fn jobs(site: &Site) -> Vec<Job<'_>> {
    site.entries.iter().flat_map(|entry| of_entry(site, entry)).collect()
}

fn of_entry<'s>(site: &'s Site, entry: &'s Entry) -> Vec<Job<'s>> {
    let (advisory, digest) = (&entry.advisory, entry.digest);
    let folder = folder(&advisory.id);
    let page =
        Job::new(index(&folder), page_sources(site, entry), move || render(&of(site, advisory)));
    let beside = format!("{folder}{}.json", advisory.id);
    let raw = Job::new(beside, digest, move || Ok(osv::text(advisory)));
    let aliases =
        advisory.aliases.iter().filter(|id| site.find(id).is_some_and(|a| a.id == advisory.id));
    let moved = aliases.map(|alias| {
        Job::new(index(&self::folder(alias)), digest, move || {
            let to = format!("../{}/", advisory.id);
            let canonical = format!("{}{}", site.url, self::folder(&advisory.id));
            render(&Moved { id: &advisory.id, to, canonical })
        })
        .unlisted()
    });
    [page, raw].into_iter().chain(moved).collect()
}

/// The page names related records, so it changes with them.
fn page_sources(site: &Site, entry: &Entry) -> Digest {
    let (related, more) = site.related(&entry.advisory, MOST_RELATED);
    let own = entry.digest.and_text(site.built()).and_text(&more.to_string());
    related.iter().fold(own, |all, one| {
        all.and_text(&one.id).and_text(&one.summary).and_text(one.severity.label())
    })
}

fn of<'s>(site: &'s Site, advisory: &'s Advisory) -> AdvisoryPage<'s> {
    let (related, more_related) = site.related(advisory, MOST_RELATED);
    let affected: Vec<_> = advisory.affected.iter().map(affected).collect();
    AdvisoryPage {
        page: page(site, advisory),
        a: advisory,
        score: score(advisory),
        ids: [advisory.id.as_str()]
            .into_iter()
            .chain(advisory.aliases.iter().map(String::as_str))
            .collect(),
        facts: facts(advisory),
        urgency: urgency(advisory.severity.label()),
        roles: ROLES,
        has_lines: affected.iter().any(|part| part.line.is_some()),
        affected,
        timeline: timeline(advisory),
        cause: advisory.root_cause.as_deref().map(|cause| {
            (format!("advisories/root-cause/{}/", slug(cause)), meaning::words(cause))
        }),
        related: related.into_iter().map(Brief::new).collect(),
        more_related,
        references: advisory.references.iter().map(|url| link(url)).collect(),
    }
}

fn page<'s>(site: &'s Site, advisory: &'s Advisory) -> Page<'s> {
    let description = advisory.impact.split("\n\n").next().unwrap_or_default();
    let folder = folder(&advisory.id);
    let mut page = Page::new(site, folder, "advisories/", &advisory.summary, description)
        .below("advisories/", "Advisories");
    if let Some(key) = PackageKey::all(advisory).into_iter().next() {
        page = page
            .below(key.folder(), &key.name)
            .feeds(key.folder(), format!("Advisories about {}", key.name));
    }
    page.image = crate::social::of_advisory(advisory);
    page.linked_data = Some(json!({
        "@context": "https://schema.org",
        "@type": "TechArticle",
        "headline": advisory.summary,
        "identifier": advisory.id,
        "sameAs": advisory.references,
        "datePublished": advisory.published.to_string(),
        "dateModified": crate::site::last_change(advisory).to_string(),
        "description": description,
        "about": PackageKey::all(advisory).iter().map(|key| json!({
            "@type": "SoftwareApplication",
            "name": key.name,
            "identifier": key.purl(),
        })).collect::<Vec<_>>(),
    }));
    page
}

/// The facets of an advisory that say something about it alone.
fn facts(advisory: &Advisory) -> Vec<Fact> {
    let wanted = ["component", "category", "sdk", "root-cause", "risk", "technique", "top-ten"];
    let facets = FACETS.iter().filter(|facet| wanted.contains(&facet.slug));
    facets
        .map(|facet| Fact { title: facet.title, links: facet.links_of(advisory) })
        .filter(|fact| !fact.links.is_empty())
        .collect()
}

fn affected(affected: &mcpvet::advisory::Affected) -> AffectedPart {
    AffectedPart {
        package: PackageKey::new(affected.ecosystem, &affected.package),
        line: VersionLine::of(affected),
        words: meaning::capital(&words(affected)),
    }
}

/// What the record tells, and the publication where it does not say so itself.
fn timeline(advisory: &Advisory) -> Vec<(Date, &str)> {
    let mut entries: Vec<_> =
        advisory.timeline.iter().map(|entry| (entry.date, entry.event.as_str())).collect();
    let mut add = |day: Date, event| {
        if !entries.iter().any(|(known, _)| *known == day) {
            entries.push((day, event));
        }
    };
    add(advisory.published, "Advisory published");
    if advisory.modified != advisory.published {
        add(advisory.modified, "Advisory changed");
    }
    if let Some(day) = advisory.withdrawn {
        entries.push((day, "Advisory withdrawn"));
    }
    entries.sort_by_key(|(day, _)| *day);
    entries
}

/// A reference; only what is on the web becomes a link.
fn link(url: &str) -> Link<'_> {
    let rest = url.strip_prefix("https://").or_else(|| url.strip_prefix("http://"));
    Link { url, text: rest.unwrap_or(url).trim_end_matches('/'), is_web: rest.is_some() }
}
