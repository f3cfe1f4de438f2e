//! The page that hosts show for an address without one. It answers at any depth.

use askama::Template;

use crate::job::Job;
use crate::page::{Page, render};
use crate::site::Site;

#[derive(Template)]
#[template(path = "404.html")]
struct NotFound<'s> {
    page: Page<'s>,
}

pub(super) fn jobs(site: &Site) -> Vec<Job<'_>> {
    vec![Job::new("404.html", site.counts(), move || {
        let page =
            Page::new(site, "404.html", "", "There is no such page", "This address has no page.");
        render(&NotFound { page: page.anywhere() })
    })]
}
