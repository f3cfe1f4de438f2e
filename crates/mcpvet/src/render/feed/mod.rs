//! Feeds: Atom, RSS 2.0 and JSON Feed, each from the same list of entries.
//!
//! Whoever has a list to subscribe to (the advisories of a site, the findings of an inventory) puts it
//! into a [`Document`]; how a format writes it stands here alone.

mod atom;
mod json;
mod rss;

use serde_json::Value;

use crate::advisory::Date;

pub use atom::atom;
pub use json::json_feed;
pub use rss::rss;

/// One file of a feed.
#[derive(Clone, Debug, Default)]
pub struct Document {
    /// An IRI that stays whatever becomes of the addresses.
    pub id: String,
    /// What it is called.
    pub title: String,
    /// What it holds, in one sentence.
    pub subtitle: String,
    /// The page that shows the same; empty where there is none.
    pub page: String,
    /// Where this file stands; empty where nobody knows.
    pub url: String,
    /// The instant of the last change, as RFC 3339 writes it.
    pub updated: String,
    /// The address to subscribe to, where this is an archive.
    pub current: Option<String>,
    /// The address of the archive with the next older entries.
    pub older: Option<String>,
    /// The address of the archive with the next newer entries.
    pub newer: Option<String>,
    /// Whether nothing in it changes any more (RFC 5005).
    pub is_archive: bool,
    /// Changed last comes first.
    pub entries: Vec<Entry>,
}

/// An entry of a feed.
#[derive(Clone, Debug)]
pub struct Entry {
    /// An IRI that stays.
    pub id: String,
    /// What it is called.
    pub title: String,
    /// A page about it; empty where there is none.
    pub url: String,
    /// The same for programs; empty where there is none.
    pub data: String,
    /// The day of its first publication.
    pub published: Date,
    /// The day of its last change.
    pub updated: Date,
    /// The day on which it was taken back, where a tombstone shall say so.
    pub withdrawn: Option<Date>,
    /// What a reader may filter by.
    pub categories: Vec<String>,
    /// What it says, as HTML that can stand in any page.
    pub html: String,
    /// What JSON Feed says of it beside all this, under `_mcpvet`.
    pub extra: Value,
}

/// A way to write a feed.
#[derive(Clone, Copy, Debug)]
pub struct Format {
    /// The name to ask for it by, such as `atom`.
    pub id: &'static str,
    /// The beginning of the names of its files.
    pub stem: &'static str,
    /// The ending of its files, without the dot.
    pub end: &'static str,
    /// Who writes it.
    pub write: fn(&Document) -> String,
}

/// Every format.
///
/// ```
/// use mcpvet::render::feed::{Document, FORMATS};
/// let document = Document { title: "Ours".into(), ..Document::default() };
/// assert!(FORMATS.iter().all(|format| (format.write)(&document).contains("Ours")));
/// ```
pub static FORMATS: [Format; 3] = [
    Format { id: "atom", stem: "atom", end: "xml", write: atom },
    Format { id: "rss", stem: "rss", end: "xml", write: rss },
    Format { id: "json", stem: "feed", end: "json", write: json_feed },
];

/// The beginning of a day as RFC 3339 has an instant.
#[must_use]
pub fn instant(day: Date) -> String {
    format!("{day}T00:00:00Z")
}
