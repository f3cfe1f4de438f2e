//! A package: its advisories, and the versions that they affect on one line.

use askama::Template;
use mcpvet::advisory::Affected;

use super::index;
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
}

pub(super) fn jobs<'s>(site: &'s Site) -> Vec<Job<'s>> {
    let job = |(key, members): (&'s PackageKey, &'s Vec<usize>)| {
        let sources = site.digest_of(members.iter().copied()).and_text(site.built());
        Job::new(index(&key.folder()), sources, move || render(&of(site, key, members)))
    };
    site.packages.iter().map(job).collect()
}

fn of<'s>(site: &'s Site, key: &'s PackageKey, members: &'s [usize]) -> PackagePage<'s> {
    let count = members.len();
    let noun = if count == 1 { "advisory names" } else { "advisories name" };
    let lead = format!("{count} {noun} this package.");
    let merged = merged(site, key, members);
    let line = merged.as_ref().and_then(VersionLine::of);
    PackagePage {
        page: Page::new(
            site,
            key.folder(),
            "advisories/",
            &key.name,
            format!("{lead} Affected versions, fixes and feeds for {}.", key.purl()),
        )
        .below("advisories/", "Advisories")
        .below("packages/", "Packages")
        .below(format!("packages/{}/", slug(key.ecosystem())), key.ecosystem())
        .feeds(key.folder(), format!("Advisories about {}", key.name)),
        key,
        lead,
        line: line.filter(|line| line.ticks.len() <= MOST_TICKS && count > 1),
        words: merged.map(|all| words(&all)).unwrap_or_default(),
        rows: site.pick(members).map(Brief::new).collect(),
    }
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
