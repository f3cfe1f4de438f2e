//! JSON Feed 1.1; `next_url` leads through the archives to the oldest advisory.

use serde_json::{Map, Value, json};

use super::{Document, Entry, instant};

/// Writes a feed as JSON Feed.
#[must_use]
pub fn json_feed(document: &Document) -> String {
    let mut feed = Map::new();
    let mut put = |key: &str, value: Value| feed.insert(key.to_owned(), value);
    put("version", "https://jsonfeed.org/version/1.1".into());
    put("title", (*document.title).into());
    put("description", (*document.subtitle).into());
    for (key, url) in [("home_page_url", &document.page), ("feed_url", &document.url)] {
        if !url.is_empty() {
            put(key, (**url).into());
        }
    }
    put("language", "en".into());
    put("authors", json!([{ "name": "mcpvet" }]));
    put("items", document.entries.iter().map(entry).collect());
    if let Some(url) = &document.older {
        put("next_url", (**url).into());
    }
    format!("{}\n", Value::Object(feed))
}

fn entry(entry: &Entry) -> Value {
    let mut item = json!({
        "id": entry.id,
        "title": entry.title,
        "content_html": entry.html,
        "date_published": instant(entry.published),
        "date_modified": instant(entry.updated),
        "tags": entry.categories,
        "_mcpvet": entry.extra,
    });
    if !entry.url.is_empty() {
        item["url"] = (*entry.url).into();
    }
    item
}
