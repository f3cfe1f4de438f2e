//! Atom (RFC 4287) with archives (RFC 5005) and tombstones for what was withdrawn (RFC 6721).

use super::{Document, Entry, instant};
use crate::render::xml::{element, escape, text};

const HEAD: &str = r#"<?xml version="1.0" encoding="utf-8"?>
<feed xmlns="http://www.w3.org/2005/Atom" xmlns:fh="http://purl.org/syndication/history/1.0" xmlns:at="http://purl.org/atompub/tombstones/1.0" xml:lang="en">
"#;

/// Writes a feed as Atom.
#[must_use]
pub fn atom(document: &Document) -> String {
    let mut to = HEAD.to_owned();
    text(&mut to, "id", &document.id);
    text(&mut to, "title", &document.title);
    text(&mut to, "subtitle", &document.subtitle);
    text(&mut to, "updated", &document.updated);
    to += "<author><name>mcpvet</name></author>\n";
    link(&mut to, "self", "application/atom+xml", &document.url);
    link(&mut to, "alternate", "text/html", &document.page);
    let history = [
        ("current", &document.current),
        ("prev-archive", &document.older),
        ("next-archive", &document.newer),
    ];
    for (rel, url) in history {
        if let Some(url) = url {
            link(&mut to, rel, "application/atom+xml", url);
        }
    }
    if document.is_archive {
        element(&mut to, "fh:archive", &[], None);
    }
    document.entries.iter().for_each(|one| entry(&mut to, one));
    to + "</feed>\n"
}

fn entry(to: &mut String, item: &Entry) {
    if let Some(day) = item.withdrawn {
        let (id, day) = (escape(&item.id), instant(day));
        *to += &format!("<at:deleted-entry ref=\"{id}\" when=\"{day}\">\n");
        text(to, "at:comment", &item.title);
        *to += "</at:deleted-entry>\n";
        return;
    }
    *to += "<entry>\n";
    text(to, "id", &item.id);
    text(to, "title", &item.title);
    link(to, "alternate", "text/html", &item.url);
    link(to, "related", "application/json", &item.data);
    text(to, "published", &instant(item.published));
    text(to, "updated", &instant(item.updated));
    for category in &item.categories {
        element(to, "category", &[("term", category)], None);
    }
    element(to, "content", &[("type", "html")], Some(&item.html));
    *to += "</entry>\n";
}

/// Appends a link; none where there is no address.
fn link(to: &mut String, rel: &str, media_type: &str, url: &str) {
    if url.is_empty() {
        return;
    }
    element(to, "link", &[("rel", rel), ("type", media_type), ("href", url)], None);
}
