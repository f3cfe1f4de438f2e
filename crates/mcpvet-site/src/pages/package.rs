//! A package: its advisories, and the versions that they affect on one line.

use std::io;

use askama::Template;
use mcpvet::advisory::Affected;

use super::index;
use crate::audits::AuditTable;
use crate::brief::Brief;
use crate::filters;
use crate::job::Job;
use crate::package::{PackageKey, slug};
use crate::page::{Page, render};
use crate::picture::version_line::VersionLine;
use crate::site::Site;

/// More versions than these do not fit on a line that anybody can read.
const MOST_TICKS: usize = 24;

#[derive(Template)]
#[template(path = "package.html")]
struct PackagePage<'s> {
    page: Page<'s>,
    key: &'s PackageKey,
    lead: String,
    line: Option<VersionLine>,
    words: String,
    rows: Vec<Brief<'s>>,
    /// The audits as a table; empty where there is none.
    audits: String,
}

pub(super) fn jobs<'s>(site: &'s Site) -> Vec<Job<'s>> {
    let job = |(key, members): (&'s PackageKey, &'s [usize])| {
        let sources = site.digest_of(members.iter().copied()).and_text(site.built());
        Job::new(index(&key.folder()), sources, move || render(&of(site, key, members)?))
    };
    let named = site.packages.iter().map(|(key, members)| (key, members.as_slice()));
    let is_new = |key: &&PackageKey| !site.packages.contains_key(*key);
    let audited = site.audits.packages().filter(is_new).map(|key| (key, &[][..]));
    named.chain(audited).map(job).collect()
}

fn of<'s>(
    site: &'s Site,
    key: &'s PackageKey,
    members: &'s [usize],
) -> io::Result<PackagePage<'s>> {
    let count = members.len();
    let lead = match count {
        0 => "No advisory names this package.".to_owned(),
        1 => "1 advisory names this package.".to_owned(),
        _ => format!("{count} advisories name this package."),
    };
    let merged = merged(site, key, members);
    let line = merged.as_ref().and_then(VersionLine::of);
    let description = format!("{lead} Affected versions, fixes and feeds for {}.", key.purl());
    let mut page = Page::new(site, key.folder(), "advisories/", &key.name, description)
        .below("advisories/", "Advisories")
        .below("packages/", "Packages");
    if count > 0 {
        page = page
            .below(format!("packages/{}/", slug(key.ecosystem())), key.ecosystem())
            .feeds(key.folder(), format!("Advisories about {}", key.name));
    }
    let audits = audits(site, key, &page.root())?;
    Ok(PackagePage {
        page,
        key,
        lead,
        line: line.filter(|line| line.ticks.len() <= MOST_TICKS && count > 1),
        words: merged.map(|all| words(&all)).unwrap_or_default(),
        rows: site.pick(members).map(Brief::new).collect(),
        audits,
    })
}

/// The audits of a package; nothing where there is none.
fn audits(site: &Site, key: &PackageKey, root: &str) -> io::Result<String> {
    let audits = site.audits.of(key);
    if audits.is_empty() {
        return Ok(String::new());
    }
    let table = AuditTable { root, audits, names_packages: false };
    table.render().map_err(io::Error::other)
}

/// What any advisory affects, as one record; withdrawn ones affect nothing.
fn merged(site: &Site, key: &PackageKey, members: &[usize]) -> Option<Affected> {
    let live = site.pick(members).filter(|advisory| advisory.withdrawn.is_none());
    let named = live.flat_map(|advisory| &advisory.affected);
    let mut own = named.filter(|one| PackageKey::new(one.ecosystem, &one.package) == *key).cloned();
    let first = own.next()?;
    Some(own.fold(first, |mut all, one| {
        all.ranges.extend(one.ranges);
        all.versions.extend(one.versions);
        all
    }))
}

/// The ranges in words, then the versions that are listed one by one.
pub(crate) fn words(affected: &Affected) -> String {
    let listed = Some(affected.versions.join(", ")).filter(|text| !text.is_empty());
    let ranges = affected.ranges.iter().map(ToString::to_string);
    ranges.chain(listed).collect::<Vec<_>>().join("; ")
}
