//! Feeds: the rules that validators hold them to, the full history, and what stays as it is.

use std::collections::{BTreeSet, HashSet};
use std::fs;
use std::path::Path;

use roxmltree::{Document, Node};
use serde_json::{Value, json};

use crate::built::{self, URL, dataset, files, record, text};

const ATOM: &str = "http://www.w3.org/2005/Atom";
const TOMBSTONE: &str = "http://purl.org/atompub/tombstones/1.0";
const HISTORY: &str = "http://purl.org/syndication/history/1.0";

/// The text of the only child of a name.
#[track_caller]
fn one<'a>(node: Node<'a, '_>, name: &str) -> &'a str {
    let mut found = node.children().filter(|child| child.tag_name().name() == name);
    let text = found.next().and_then(|child| child.text());
    assert!(found.next().is_none(), "{name} is there twice");
    text.unwrap_or_else(|| panic!("there is no {name}"))
}

fn links<'a>(node: Node<'a, '_>, rel: &str) -> Vec<&'a str> {
    let all = node.children().filter(|child| child.has_tag_name((ATOM, "link")));
    all.filter(|link| link.attribute("rel") == Some(rel))
        .filter_map(|link| link.attribute("href"))
        .collect()
}

fn is_instant(text: &str) -> bool {
    let shape = "dddd-dd-ddTdd:dd:ddZ";
    text.len() == shape.len()
        && text
            .chars()
            .zip(shape.chars())
            .all(|(c, s)| if s == 'd' { c.is_ascii_digit() } else { c == s })
}

fn atom_files() -> Vec<(String, std::path::PathBuf)> {
    let files = files(dataset(), ".xml").into_iter();
    files.filter(|(name, _)| stem(name).starts_with("atom")).collect()
}

fn stem(path: &str) -> &str {
    path.rsplit('/').next().unwrap()
}

#[test]
fn other_peoples_parser_reads_every_feed() {
    let feeds = files(dataset(), ".xml").into_iter().chain(files(dataset(), ".json"));
    let mut read = 0;
    for (name, path) in feeds {
        if ["atom", "rss", "feed"].iter().any(|start| stem(&name).starts_with(start)) {
            let feed = feed_rs::parser::parse(fs::read(path).unwrap().as_slice())
                .unwrap_or_else(|error| panic!("{name}: {error}"));
            assert!(feed.title.is_some(), "{name}");
            read += 1;
        }
    }
    assert!(read > 500, "{read}");
}

#[test]
fn atom_has_what_the_rules_require() {
    for (name, path) in atom_files() {
        let xml = fs::read_to_string(path).unwrap();
        let document = Document::parse(&xml).unwrap_or_else(|error| panic!("{name}: {error}"));
        let feed = document.root_element();
        assert!(feed.has_tag_name((ATOM, "feed")), "{name}");
        assert!(one(feed, "id").starts_with("tag:"), "{name}");
        assert!(!one(feed, "title").is_empty(), "{name}");
        assert!(is_instant(one(feed, "updated")), "{name}");
        assert!(feed.children().any(|child| child.has_tag_name((ATOM, "author"))), "{name}");
        assert_eq!(links(feed, "self"), [format!("{URL}{name}")]);
        assert_eq!(links(feed, "alternate").len(), 1, "{name}");
        let mut ids = HashSet::new();
        for entry in feed.children().filter(|child| child.has_tag_name((ATOM, "entry"))) {
            assert!(ids.insert(one(entry, "id")), "{name}");
            assert!(!one(entry, "title").is_empty(), "{name}");
            assert!(is_instant(one(entry, "published")), "{name}");
            assert!(is_instant(one(entry, "updated")), "{name}");
            assert!(one(entry, "updated") <= one(feed, "updated"), "{name}");
            let [link] = links(entry, "alternate")[..] else { panic!("{name}") };
            assert!(link.starts_with(URL), "{name}: {link}");
            assert!(one(entry, "content").contains("<h2>What to do</h2>"), "{name}");
        }
    }
}

#[test]
fn rss_has_what_the_rules_require() {
    for (name, path) in files(dataset(), ".xml") {
        if !stem(&name).starts_with("rss") {
            continue;
        }
        let xml = fs::read_to_string(path).unwrap();
        let document = Document::parse(&xml).unwrap_or_else(|error| panic!("{name}: {error}"));
        let channel = document.root_element().first_element_child().unwrap();
        for required in ["title", "description", "lastBuildDate"] {
            assert!(!one(channel, required).is_empty(), "{name}: {required}");
        }
        assert_eq!(links(channel, "self"), [format!("{URL}{name}")]);
        let mut ids = HashSet::new();
        for item in channel.children().filter(|child| child.has_tag_name("item")) {
            assert!(ids.insert(one(item, "guid")), "{name}");
            assert!(one(item, "link").starts_with(URL), "{name}");
            assert!(one(item, "pubDate").ends_with(" 00:00:00 GMT"), "{name}");
            assert!(!one(item, "title").is_empty(), "{name}");
        }
    }
}

#[test]
fn json_feed_has_what_the_rules_require() {
    for (name, path) in files(dataset(), ".json") {
        if !stem(&name).starts_with("feed") {
            continue;
        }
        let feed: Value = serde_json::from_slice(&fs::read(path).unwrap()).unwrap();
        assert_eq!(feed["version"], "https://jsonfeed.org/version/1.1", "{name}");
        assert_eq!(feed["feed_url"], format!("{URL}{name}"));
        assert!(feed["title"].is_string() && feed["home_page_url"].is_string(), "{name}");
        let mut ids = HashSet::new();
        for item in feed["items"].as_array().unwrap() {
            assert!(ids.insert(item["id"].as_str().unwrap().to_owned()), "{name}");
            assert!(item["url"].as_str().unwrap().starts_with(URL), "{name}");
            assert!(item["content_html"].as_str().unwrap().contains("<h2>"), "{name}");
            assert!(is_instant(item["date_published"].as_str().unwrap()), "{name}");
        }
    }
}

/// The files of an Atom feed, from the one to subscribe to back to the oldest.
fn chain(root: &Path, folder: &str) -> Vec<String> {
    let mut files = vec![format!("{folder}atom.xml")];
    loop {
        let xml = text(root, files.last().unwrap());
        let document = Document::parse(&xml).unwrap();
        match links(document.root_element(), "prev-archive")[..] {
            [] => return files,
            [older] => files.push(older.strip_prefix(URL).unwrap().to_owned()),
            _ => panic!("more than one prev-archive"),
        }
    }
}

/// The ids of entries and tombstones of an Atom document, in their order.
fn ids(root: &Path, file: &str) -> Vec<String> {
    let xml = text(root, file);
    let document = Document::parse(&xml).unwrap();
    let entries = document.root_element().children().filter_map(|child| match child {
        _ if child.has_tag_name((ATOM, "entry")) => Some(one(child, "id")),
        _ if child.has_tag_name((TOMBSTONE, "deleted-entry")) => child.attribute("ref"),
        _ => None,
    });
    entries.map(|id| id.rsplit(':').next().unwrap().to_owned()).collect()
}

#[test]
fn the_history_of_a_feed_is_complete() {
    let root = dataset();
    let everything: BTreeSet<String> =
        chain(root, "advisories/").iter().flat_map(|file| ids(root, file)).collect();
    let all = built::json(root, "v1/all.json");
    assert_eq!(everything.len(), all.as_array().unwrap().len());
    let mut pages = 0;
    let mut feed = built::json(root, "advisories/feed.json");
    let mut seen = BTreeSet::new();
    loop {
        pages += 1;
        seen.extend(feed["items"].as_array().unwrap().iter().map(|item| item["id"].to_string()));
        let Some(next) = feed["next_url"].as_str() else { break };
        feed = built::json(root, next.strip_prefix(URL).unwrap());
    }
    assert_eq!(seen.len(), everything.len());
    assert_eq!(pages, chain(root, "advisories/").len());
}

/// As many records as that, one a day.
fn many(count: usize) -> Vec<Value> {
    (0..count)
        .map(|n| record(&format!("TEST-{n:03}"), &format!("{:02}-{:02}", n / 28 + 1, n % 28 + 1)))
        .collect()
}

#[test]
fn a_new_advisory_leaves_archives_as_they_are() {
    let (before, after) = (built::of(&many(120)), built::of(&many(125)));
    let archives = |root: &Path| chain(root, "advisories/")[1..].to_vec();
    assert_eq!(archives(before.path()), ["advisories/atom-2.xml", "advisories/atom-1.xml"]);
    for path in archives(before.path()) {
        assert_eq!(text(before.path(), &path), text(after.path(), &path), "{path}");
        let xml = text(before.path(), &path);
        let document = Document::parse(&xml).unwrap();
        let feed = document.root_element();
        assert!(feed.children().any(|child| child.has_tag_name((HISTORY, "archive"))));
        assert_eq!(links(feed, "current"), [format!("{URL}advisories/atom.xml")]);
        assert_eq!(ids(before.path(), &path).len(), 50);
    }
    assert_eq!(ids(after.path(), "advisories/atom.xml")[0], "TEST-124");
}

#[test]
fn a_full_archive_leaves_something_to_subscribe_to() {
    let site = built::of(&many(50));
    assert_eq!(chain(site.path(), "advisories/"), ["advisories/atom.xml"]);
    assert_eq!(ids(site.path(), "advisories/atom.xml").len(), 50);
}

#[test]
fn what_changes_late_comes_to_subscribers_again() {
    let mut records = many(120);
    records[3]["modified"] = json!("2026-11-01");
    records[4]["withdrawn"] = json!("2026-11-02");
    let site = built::of(&records);
    let newest = ids(site.path(), "advisories/atom.xml");
    assert_eq!(newest[..3], ["TEST-004", "TEST-003", "TEST-119"]);
    let atom = text(site.path(), "advisories/atom.xml");
    assert!(atom.contains(
        "<at:deleted-entry ref=\"tag:mcpvet.github.io,2026:TEST-004\" when=\"2026-11-02T00:00:00Z\">"
    ));
    let feed = built::json(site.path(), "advisories/feed.json");
    assert_eq!(feed["items"][0]["title"], "Withdrawn: The summary of TEST-004");
    assert!(
        text(site.path(), "advisories/rss.xml")
            .contains("<title>Withdrawn: The summary of TEST-004</title>")
    );
}
