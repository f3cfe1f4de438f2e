//! RSS 2.0 with archives (RFC 5005). It has no tombstones, so a withdrawn advisory says so in its title.

use super::{Document, Entry, instant};
use crate::advisory::Date;
use crate::render::xml::{element, text};

const HEAD: &str = r#"<?xml version="1.0" encoding="utf-8"?>
<rss version="2.0" xmlns:atom="http://www.w3.org/2005/Atom" xmlns:fh="http://purl.org/syndication/history/1.0">
<channel>
"#;

/// Writes a feed as RSS. The format asks for a page, so a document without one is no valid feed.
#[must_use]
pub fn rss(document: &Document) -> String {
    let mut to = HEAD.to_owned();
    text(&mut to, "title", &document.title);
    text(&mut to, "link", &document.page);
    text(&mut to, "description", &document.subtitle);
    text(&mut to, "language", "en");
    let last = document.entries.iter().map(|item| item.updated).max();
    if let Some(day) = last {
        text(&mut to, "lastBuildDate", &date(day));
    }
    text(&mut to, "docs", "https://www.rssboard.org/rss-specification");
    let links = [
        ("self", Some(&document.url).filter(|url| !url.is_empty())),
        ("current", document.current.as_ref()),
        ("prev-archive", document.older.as_ref()),
        ("next-archive", document.newer.as_ref()),
    ];
    for (rel, url) in links {
        if let Some(url) = url {
            let attributes = [("rel", rel), ("type", "application/rss+xml"), ("href", url)];
            element(&mut to, "atom:link", &attributes, None);
        }
    }
    if document.is_archive {
        element(&mut to, "fh:archive", &[], None);
    }
    document.entries.iter().for_each(|one| item(&mut to, one));
    to + "</channel>\n</rss>\n"
}

fn item(to: &mut String, item: &Entry) {
    *to += "<item>\n";
    text(to, "title", &item.title);
    if !item.url.is_empty() {
        text(to, "link", &item.url);
    }
    element(to, "guid", &[("isPermaLink", "false")], Some(&item.id));
    text(to, "pubDate", &date(item.published));
    text(to, "atom:updated", &instant(item.updated));
    for category in &item.categories {
        text(to, "category", category);
    }
    text(to, "description", &item.html);
    *to += "</item>\n";
}

/// A day as RFC 822 writes it: `Thu, 01 Jan 1970 00:00:00 GMT`.
fn date(day: Date) -> String {
    const DAYS: [&str; 7] = ["Thu", "Fri", "Sat", "Sun", "Mon", "Tue", "Wed"];
    const MONTHS: [&str; 12] =
        ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
    let since = Date::new(1970, 1, 1).map_or(0, |epoch| day.days_since(epoch));
    let weekday = usize::try_from(since.rem_euclid(7)).unwrap_or_default();
    let month = (day.number() / 100 % 100) as usize - 1;
    let number = day.number() % 100;
    format!("{}, {number:02} {} {} 00:00:00 GMT", DAYS[weekday], MONTHS[month], day.year())
}

#[cfg(test)]
mod tests {
    use crate::advisory::Date;

    #[test]
    fn a_day_has_its_weekday() {
        for (year, month, day, text) in [
            (1970, 1, 1, "Thu, 01 Jan 1970 00:00:00 GMT"),
            (2000, 2, 29, "Tue, 29 Feb 2000 00:00:00 GMT"),
            (2026, 11, 28, "Sat, 28 Nov 2026 00:00:00 GMT"),
        ] {
            assert_eq!(super::date(Date::new(year, month, day).unwrap()), text);
        }
    }
}
