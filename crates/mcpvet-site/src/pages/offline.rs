//! The page for an address that the service worker has not kept, while there is no network.

use askama::Template;

use super::index;
use crate::job::Job;
use crate::page::{Page, render};
use crate::site::Site;

#[derive(Template)]
#[template(path = "offline.html")]
struct Offline<'s> {
    page: Page<'s>,
}

pub(super) fn jobs(site: &Site) -> Vec<Job<'_>> {
    let make = move || {
        let description = "There is no network, and this page has not been read before.";
        let page = Page::new(site, "offline/", "", "No network", description);
        render(&Offline { page })
    };
    vec![Job::new(index("offline/"), site.counts(), make).unlisted()]
}
