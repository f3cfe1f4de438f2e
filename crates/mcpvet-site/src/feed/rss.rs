//! RSS 2.0 with archives (RFC 5005). It has no tombstones, so a withdrawn advisory says so in its title.

use mcpvet::advisory::Date;

use super::item::Item;
use super::{DESCRIPTION, Document, instant};
use crate::xml::{element, text};

const HEAD: &str = r#"<?xml version="1.0" encoding="utf-8"?>
<rss version="2.0" xmlns:atom="http://www.w3.org/2005/Atom" xmlns:fh="http://purl.org/syndication/history/1.0">
<channel>
"#;

pub(super) fn write(document: &Document<'_>) -> String {
    let mut to = HEAD.to_owned();
    text(&mut to, "title", &document.feed.title);
    text(&mut to, "link", &document.page());
    text(&mut to, "description", DESCRIPTION);
    text(&mut to, "language", "en");
    let last = document.items().map(|item| item.updated).max();
    if let Some(day) = last {
        text(&mut to, "lastBuildDate", &date(day));
    }
    text(&mut to, "docs", "https://www.rssboard.org/rss-specification");
    let links = [
        ("self", Some(document.url())),
        ("current", document.current()),
        ("prev-archive", document.older()),
        ("next-archive", document.newer()),
    ];
    for (rel, url) in links {
        if let Some(url) = url {
            let attributes = [("rel", rel), ("type", "application/rss+xml"), ("href", &url)];
            element(&mut to, "atom:link", &attributes, None);
        }
    }
    if document.archive.is_some() {
        element(&mut to, "fh:archive", &[], None);
    }
    document.items().for_each(|one| item(&mut to, &one));
    to + "</channel>\n</rss>\n"
}

fn item(to: &mut String, item: &Item<'_>) {
    *to += "<item>\n";
    text(to, "title", &item.title);
    text(to, "link", &item.url);
    element(to, "guid", &[("isPermaLink", "false")], Some(&item.id));
    text(to, "pubDate", &date(item.advisory.published));
    text(to, "atom:updated", &instant(item.updated));
    for category in item.categories() {
        text(to, "category", category);
    }
    text(to, "description", &item.html());
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
    use mcpvet::advisory::Date;

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
