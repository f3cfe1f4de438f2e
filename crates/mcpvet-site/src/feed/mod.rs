//! Feeds of everything, of the values that have them, and of each package: Atom, RSS 2.0 and JSON Feed.
//!
//! A feed holds its full history (RFC 5005). Archives have a fixed size and are counted from the
//! oldest advisory, so a new one never moves another to a different file. The document that
//! readers subscribe to holds what no archive has yet, and whatever changed last.

mod item;

use std::sync::Arc;

use mcpvet::render::feed::{self, FORMATS, Format, instant};

use crate::digest::Digest;
use crate::facet::FACETS;
use crate::job::Job;
use crate::site::{Site, last_change};
use item::entry;

/// Advisories in an archive.
const ARCHIVED: usize = 50;

/// Advisories that changed last, which readers get even where an archive has them.
const CHANGED: usize = 25;

/// Of ids: an authority and a day on which it was ours. Ids outlive every address, so these stay.
const TAG: &str = "tag:mcpvet.github.io,2026:";

/// What every feed says about itself.
const DESCRIPTION: &str = "Security advisories for servers, SDKs and clients of the Model Context \
    Protocol: what to do, impact, affected versions and fixes.";

/// A list of advisories to subscribe to.
struct Feed<'s> {
    site: &'s Site,
    folder: String,
    title: String,
    /// Oldest first.
    members: Vec<usize>,
}

/// One file of a feed.
struct Document<'f> {
    feed: &'f Feed<'f>,
    format: &'static Format,
    /// The number of an archive, from 1; `None` is the document to subscribe to.
    archive: Option<usize>,
    /// Changed last comes first.
    members: Vec<usize>,
}

/// Every feed in every format, with its archives.
pub(crate) fn jobs(site: &Site) -> Vec<Job<'_>> {
    feeds(site).into_iter().flat_map(Feed::jobs).collect()
}

fn feeds(site: &Site) -> Vec<Feed<'_>> {
    let feed = |folder: String, what: &str, newest_first: &[usize]| Feed {
        site,
        folder,
        title: format!("MCP security advisories{what}"),
        members: newest_first.iter().rev().copied().collect(),
    };
    let everything: Vec<usize> = (0..site.entries.len()).collect();
    let all = feed("advisories/".to_owned(), "", &everything);
    let facets = FACETS.iter().zip(&site.facets).filter(|(facet, _)| facet.has_feeds);
    let values = facets.flat_map(|(facet, values)| {
        values.iter().map(move |value| {
            let what = format!(": {}, {}", facet.title.to_lowercase(), value.label);
            (value.folder(facet), what.replace("sdk,", "SDK,"), &value.members)
        })
    });
    let packages = site.packages.iter().map(|(key, members)| {
        (key.folder(), format!(": {} ({})", key.name, key.ecosystem()), members)
    });
    let divided = values.chain(packages);
    let divided = divided.map(|(folder, what, members)| feed(folder, &what, members));
    [all].into_iter().chain(divided).collect()
}

impl<'s> Feed<'s> {
    fn jobs(self) -> Vec<Job<'s>> {
        let (feed, mut jobs) = (Arc::new(self), Vec::new());
        for archive in std::iter::once(None).chain((1..=feed.archives()).map(Some)) {
            let members = feed.members_of(archive);
            let sources = feed.sources(&members);
            for format in &FORMATS {
                let (feed, members) = (Arc::clone(&feed), members.clone());
                let path = format!("{}{}", feed.folder, file(format, archive));
                jobs.push(Job::new(path, sources, move || {
                    let members = members.clone();
                    let document = Document { feed: &feed, format, archive, members };
                    Ok((format.write)(&document.written()).into_bytes())
                }));
            }
        }
        jobs
    }

    /// Full archives; what is left for the document to subscribe to is at least one advisory.
    fn archives(&self) -> usize {
        self.members.len().saturating_sub(1) / ARCHIVED
    }

    fn members_of(&self, archive: Option<usize>) -> Vec<usize> {
        let archived = self.archives() * ARCHIVED;
        let mut members = match archive {
            Some(number) => self.members[(number - 1) * ARCHIVED..number * ARCHIVED].to_vec(),
            None => self.members[archived..].to_vec(),
        };
        if archive.is_none() {
            let mut changed = self.members[..archived].to_vec();
            self.sort(&mut changed);
            members.extend(changed.into_iter().take(CHANGED));
        }
        self.sort(&mut members);
        members
    }

    /// By the last change, newest first; of one day, the one published last.
    fn sort(&self, members: &mut [usize]) {
        members.sort_by_key(|&at| {
            (std::cmp::Reverse(last_change(&self.site.entries[at].advisory)), at)
        });
    }

    fn sources(&self, members: &[usize]) -> Digest {
        let own = self.site.digest_of(members.iter().copied()).and_text(&self.title);
        own.and_text(&self.archives().to_string())
    }
}

/// The name of a file of a feed.
fn file(format: &Format, archive: Option<usize>) -> String {
    match archive {
        None => format!("{}.{}", format.stem, format.end),
        Some(number) => format!("{}-{number}.{}", format.stem, format.end),
    }
}

impl Document<'_> {
    /// What every format writes.
    fn written(&self) -> feed::Document {
        let site = self.feed.site;
        let entries = self.members.iter().map(|&at| entry(site, &site.entries[at].advisory));
        feed::Document {
            id: self.id(),
            title: self.feed.title.clone(),
            subtitle: DESCRIPTION.to_owned(),
            page: self.page(),
            url: self.url(),
            updated: self.updated(),
            current: self.current(),
            older: self.older(),
            newer: self.newer(),
            is_archive: self.archive.is_some(),
            entries: entries.collect(),
        }
    }

    /// The id of the feed; its archives are parts of the same feed.
    fn id(&self) -> String {
        format!("{TAG}{}", self.feed.folder)
    }

    /// The page that shows the same advisories.
    fn page(&self) -> String {
        format!("{}{}", self.feed.site.url, self.feed.folder)
    }

    /// The last change of any of its advisories; the clock has no say in it.
    fn updated(&self) -> String {
        let site = self.feed.site;
        let last = self.members.first().map(|&at| last_change(&site.entries[at].advisory));
        last.map_or_else(|| format!("{}T00:00:00Z", site.built()), instant)
    }

    fn url(&self) -> String {
        self.url_of(self.archive)
    }

    fn url_of(&self, archive: Option<usize>) -> String {
        format!("{}{}", self.page(), file(self.format, archive))
    }

    /// The address of the archive with the next older advisories.
    fn older(&self) -> Option<String> {
        let number = self.archive.map_or(self.feed.archives(), |number| number - 1);
        (number > 0).then(|| self.url_of(Some(number)))
    }

    /// The address of the archive with the next newer advisories.
    fn newer(&self) -> Option<String> {
        let number = self.archive? + 1;
        (number <= self.feed.archives()).then(|| self.url_of(Some(number)))
    }

    /// The address to subscribe to, where this is an archive.
    fn current(&self) -> Option<String> {
        self.archive.map(|_| self.url_of(None))
    }
}
