//! Atom (RFC 4287) with archives (RFC 5005) and tombstones for what was withdrawn (RFC 6721).

use super::item::Item;
use super::{DESCRIPTION, Document, instant};
use crate::xml::{element, escape, text};

const HEAD: &str = r#"<?xml version="1.0" encoding="utf-8"?>
<feed xmlns="http://www.w3.org/2005/Atom" xmlns:fh="http://purl.org/syndication/history/1.0" xmlns:at="http://purl.org/atompub/tombstones/1.0" xml:lang="en">
"#;

pub(super) fn write(document: &Document<'_>) -> String {
    let mut to = HEAD.to_owned();
    text(&mut to, "id", &document.id());
    text(&mut to, "title", &document.feed.title);
    text(&mut to, "subtitle", DESCRIPTION);
    text(&mut to, "updated", &document.updated());
    to += "<author><name>mcpvet</name></author>\n";
    link(&mut to, "self", "application/atom+xml", &document.url());
    link(&mut to, "alternate", "text/html", &document.page());
    let history = [
        ("current", document.current()),
        ("prev-archive", document.older()),
        ("next-archive", document.newer()),
    ];
    for (rel, url) in history {
        if let Some(url) = url {
            link(&mut to, rel, "application/atom+xml", &url);
        }
    }
    if document.archive.is_some() {
        element(&mut to, "fh:archive", &[], None);
    }
    document.items().for_each(|item| entry(&mut to, &item));
    to + "</feed>\n"
}

fn entry(to: &mut String, item: &Item<'_>) {
    if let Some(day) = item.advisory.withdrawn {
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
    link(to, "related", "application/json", &format!("{}{}.json", item.url, item.advisory.id));
    text(to, "published", &instant(item.advisory.published));
    text(to, "updated", &instant(item.updated));
    for category in item.categories() {
        element(to, "category", &[("term", category)], None);
    }
    element(to, "content", &[("type", "html")], Some(&item.html()));
    *to += "</entry>\n";
}

fn link(to: &mut String, rel: &str, media_type: &str, url: &str) {
    element(to, "link", &[("rel", rel), ("type", media_type), ("href", url)], None);
}
