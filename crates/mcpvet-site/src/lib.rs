//! The advisory site: static pages, feeds and files for other programs, written from one pack.
//!
//! [`build`] is the whole journey: read the pack, list a job for each file, bring the folder up to date.
//! A page is one struct in `pages/` and one template in `www/templates`.

mod api;
mod audits;
mod brief;
mod digest;
mod facet;
mod feed;
mod filters;
mod fragment;
mod job;
mod meaning;
mod offline;
mod osv;
mod package;
mod page;
mod pages;
mod picture;
mod search;
mod site;
mod social;
mod well_known;

use std::io;
use std::path::Path;

use mcpvet::advisory::Date;
use mcpvet::pack::Pack;

pub use job::Summary;

/// What to build and where.
pub struct Options<'a> {
    /// The folder to bring up to date.
    pub out: &'a Path,
    /// The folder of the text pages, `www/pages`.
    pub pages: &'a Path,
    /// The file that remembers what the folder was made from.
    pub manifest: &'a Path,
    /// Where the site will stand, such as `https://example.org/mcpvet/`.
    pub url: &'a str,
    /// The day of `security.txt`; without one, a year after the day of the dataset.
    pub expires: Option<Date>,
    /// Changes whenever the program does; pages of another program are made again.
    pub program: &'a [u8],
}

/// Writes the site of a pack.
///
/// # Errors
///
/// A pack whose records cannot be read; a folder that cannot be written.
pub fn build(pack: &Pack<'_>, options: &Options<'_>) -> io::Result<Summary> {
    let site = site::Site::read(pack, pages::text::read(options.pages)?, options.url)?;
    let pages = pages::jobs(&site);
    let mut others = feed::jobs(&site);
    others.extend(api::jobs(&site));
    others.extend(social::jobs(&site));
    others.push(offline::job(options.out, &pages)?);
    others.extend(search::jobs(&site, &pages));
    others.extend(well_known::jobs(&site, &pages, options.expires));
    let jobs: Vec<&job::Job<'_>> = pages.iter().chain(&others).collect();
    let program = digest::digest(options.program).and_text(options.url);
    job::run(&jobs, options.out, options.manifest, program)
}
