//! The home page and the page of the check: the element at work.

use askama::Template;
use mcpvet::input::FORMATS;

use super::index;
use crate::brief::Brief;
use crate::filters;
use crate::job::Job;
use crate::page::{Page, render};
use crate::site::Site;

/// The newest advisories on the home page.
const NEWEST: usize = 8;

#[derive(Template)]
#[template(path = "home.html")]
struct Home<'s> {
    page: Page<'s>,
    rows: Vec<Brief<'s>>,
}

#[derive(Template)]
#[template(path = "check.html")]
struct Check<'s> {
    page: Page<'s>,
    formats: usize,
}

pub(super) fn jobs(site: &Site) -> Vec<Job<'_>> {
    let newest = site.digest_of(0..NEWEST.min(site.entries.len()));
    let counts = site.counts();
    vec![
        Job::new(index(""), newest.and(counts), move || render(&home(site))),
        Job::new(index("check/"), counts, move || render(&check(site))),
    ]
}

fn home(site: &Site) -> Home<'_> {
    let description = "Security advisories for MCP servers, SDKs and clients, and a private check of \
        what you run: in this tab, at a shell, in a build.";
    let title = "mcpvet: security advisories for what your MCP setup runs";
    Home {
        page: Page::new(site, "", "", title, description),
        rows: site.entries.iter().take(NEWEST).map(|entry| Brief::new(&entry.advisory)).collect(),
    }
}

fn check(site: &Site) -> Check<'_> {
    let description = "Paste a lockfile, an SBOM or an MCP client configuration and see which \
        security advisories apply. The check runs in your browser; nothing leaves the tab.";
    Check {
        page: Page::new(site, "check/", "check/", "Check a list", description),
        formats: FORMATS.len(),
    }
}
