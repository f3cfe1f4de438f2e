//! JSON Feed 1.1; `next_url` leads through the archives to the oldest advisory.

use serde_json::{Value, json};

use super::item::Item;
use super::{DESCRIPTION, Document, instant};

pub(super) fn write(document: &Document<'_>) -> String {
    let mut feed = json!({
        "version": "https://jsonfeed.org/version/1.1",
        "title": document.feed.title,
        "description": DESCRIPTION,
        "home_page_url": document.page(),
        "feed_url": document.url(),
        "language": "en",
        "authors": [{ "name": "mcpvet" }],
        "items": document.items().map(|item| entry(&item)).collect::<Vec<_>>(),
    });
    if let (Some(url), Some(members)) = (document.older(), feed.as_object_mut()) {
        members.insert("next_url".to_owned(), url.into());
    }
    format!("{feed}\n")
}

fn entry(item: &Item<'_>) -> Value {
    let advisory = item.advisory;
    json!({
        "id": item.id,
        "url": item.url,
        "title": item.title,
        "content_html": item.html(),
        "date_published": instant(advisory.published),
        "date_modified": instant(item.updated),
        "tags": item.categories(),
        "_mcpvet": {
            "id": advisory.id,
            "aliases": advisory.aliases,
            "severity": advisory.severity.label(),
            "packages": item.packages.iter().map(|key| key.purl()).collect::<Vec<_>>(),
            "withdrawn": advisory.withdrawn.map(instant),
        },
    })
}
