//! What can be read: the table of formats, from the table that the readers are in.

use askama::Template;
use mcpvet::input::{FORMATS, Format};

use super::index;
use crate::job::Job;
use crate::page::{Page, render};
use crate::site::Site;

#[derive(Template)]
#[template(path = "formats.html")]
struct Formats<'s> {
    page: Page<'s>,
    formats: &'static [Format],
}

pub(super) fn jobs(site: &Site) -> Vec<Job<'_>> {
    vec![Job::new(index("formats/"), site.counts(), move || render(&all(site)))]
}

fn all(site: &Site) -> Formats<'_> {
    let description = "Lockfiles, manifests, bills of materials, lists and configurations of MCP \
        clients that mcpvet reads.";
    let page = Page::new(site, "formats/", "docs/", "Formats", description).below("docs/", "Docs");
    Formats { page, formats: FORMATS }
}
