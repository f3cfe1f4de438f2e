//! The pages, one file a kind. Each lists its jobs; what a page is made from is part of its digest.

mod advisory;
mod archive;
mod data;
mod facets;
mod formats;
mod home;
mod not_found;
mod offline;
mod package;
mod rules;
mod sdks;
mod search;
pub(crate) mod text;

pub(crate) use package::words;
pub(crate) use rules::reasons;

use crate::job::Job;
use crate::site::Site;

/// The navigation: folder and name.
pub(crate) const SECTIONS: &[(&str, &str)] = &[
    ("check/", "Check"),
    ("advisories/", "Advisories"),
    ("sdks/", "SDKs"),
    ("rules/", "Rules"),
    ("process/", "Process"),
    ("docs/", "Docs"),
];

/// The kinds of pages.
const KINDS: &[fn(&Site) -> Vec<Job<'_>>] = &[
    home::jobs,
    advisory::jobs,
    archive::jobs,
    facets::jobs,
    package::jobs,
    rules::jobs,
    sdks::jobs,
    formats::jobs,
    data::jobs,
    search::jobs,
    text::jobs,
    not_found::jobs,
    offline::jobs,
];

/// Every page.
pub(crate) fn jobs(site: &Site) -> Vec<Job<'_>> {
    KINDS.iter().flat_map(|jobs| jobs(site)).collect()
}

/// The file of a folder.
fn index(folder: &str) -> String {
    format!("{folder}index.html")
}
