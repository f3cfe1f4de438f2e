//! The page of the search. It works from files of the site: no request carries what is searched.

use askama::Template;

use super::index;
use crate::job::Job;
use crate::page::{Page, render};
use crate::site::Site;

#[derive(Template)]
#[template(path = "search.html")]
struct Search<'s> {
    page: Page<'s>,
    /// Something of each kind that is there to be found.
    examples: Vec<String>,
}

pub(super) fn jobs(site: &Site) -> Vec<Job<'_>> {
    let newest = site.digest_of(0..1.min(site.entries.len()));
    vec![Job::new(index("search/"), newest.and(site.counts()), move || render(&search(site)))]
}

fn search(site: &Site) -> Search<'_> {
    let newest = site.entries.iter().take(1).map(|entry| entry.advisory.id.clone());
    let package = site.packages.iter().max_by_key(|(_, members)| members.len());
    let package = package.map(|(key, _)| key.name.clone());
    Search {
        page: Page::new(
            site,
            "search/",
            "",
            "Search",
            "Find an advisory by its id, by a package, or by words. The search runs in this tab.",
        ),
        examples: newest.chain(package).chain(["dns rebinding".to_owned()]).collect(),
    }
}
