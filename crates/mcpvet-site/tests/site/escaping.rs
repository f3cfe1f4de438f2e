//! Records that want to be more than text.

use std::fs;
use std::path::Path;
use std::sync::OnceLock;

use roxmltree::Document;
use serde_json::{Value, json};

use crate::built::{self, files, record, text};
use crate::html::tags;

/// What ends a text in HTML, in attributes, in scripts, in XML, and what XML must not hold at all.
const HOSTILE: &str = "a\"b'c</script><script>alert(1)</script><img src=x onerror=alert(1)>\
    ]]> --> <!-- &lt;b&gt; \u{0}\u{8}\u{b}\u{1f}\u{85}\u{fffe}\u{202e}{{ 7*7 }}";

fn hostile() -> Value {
    let mut hostile = record("TEST-1", "03-04");
    for member in ["summary", "impact", "remediation", "category", "relevance"] {
        hostile[member] = HOSTILE.into();
    }
    hostile["note"] = HOSTILE.into();
    hostile["root_cause"] = HOSTILE.into();
    hostile["sdk"] = HOSTILE.into();
    hostile["products"] = json!([HOSTILE]);
    hostile["transports"] = json!([HOSTILE]);
    hostile["cwe"] = json!([HOSTILE]);
    hostile["cvss"] = json!([HOSTILE]);
    hostile["references"] =
        json!([HOSTILE, "javascript:alert(1)", format!("https://example.org/{HOSTILE}"),]);
    hostile["affected"][0]["package"] = HOSTILE.into();
    hostile["affected"][0]["versions"] = json!([HOSTILE]);
    hostile["affected"][0]["ranges"][0]["events"] =
        json!([{ "introduced": "0" }, { "fixed": HOSTILE }]);
    hostile["timeline"] = json!([{ "date": "2026-03-04", "event": HOSTILE }]);
    hostile
}

/// The site of two such records, built once.
fn site() -> &'static Path {
    static SITE: OnceLock<tempfile::TempDir> = OnceLock::new();
    let site = SITE.get_or_init(|| {
        let mut withdrawn = hostile();
        withdrawn["id"] = "TEST-2".into();
        withdrawn["withdrawn"] = "2026-04-01".into();
        built::of(&[hostile(), withdrawn])
    });
    site.path()
}

fn assert_html(name: &str, html: &str) {
    if let Some(at) = html.find("<img") {
        panic!(
            "{name}: {}",
            html[..at].chars().rev().take(90).collect::<Vec<_>>().iter().rev().collect::<String>()
        );
    }
    for tag in tags(html) {
        for (attribute, value) in &tag.attributes {
            assert!(!attribute.starts_with("on"), "{name}: {attribute}");
            let is_address = ["href", "src", "action"].contains(attribute);
            assert!(!(is_address && value.starts_with("javascript:")), "{name}: {value}");
        }
        let is_own = tag.get("src").is_some() || tag.get("type") == Some("application/ld+json");
        assert!(tag.name != "script" || is_own, "{name}: a script of somebody else");
    }
    assert!(!html.contains("<!-- "), "{name}: a comment of somebody else");
}

#[test]
fn html_shows_markup_as_text() {
    for (name, path) in files(site(), ".html") {
        assert_html(&name, &fs::read_to_string(path).unwrap());
    }
    let page = text(site(), "advisories/TEST-1/index.html");
    assert!(
        page.contains("&lt;img src=x onerror=alert(1)&gt;")
            || page.contains("&#60;img src=x onerror=alert(1)&#62;")
    );
}

#[test]
fn feeds_and_sitemaps_stay_well_formed() {
    for (name, path) in files(site(), ".xml") {
        let xml = fs::read_to_string(path).unwrap();
        let document = Document::parse(&xml).unwrap_or_else(|error| panic!("{name}: {error}"));
        let known = |node: roxmltree::Node<'_, '_>| {
            !["script", "img", "b"].contains(&node.tag_name().name())
        };
        assert!(document.descendants().all(known), "{name}");
        assert!(!xml.contains("<!--"), "{name}");
    }
}

#[test]
fn the_html_inside_of_feeds_is_harmless() {
    let feed = built::json(site(), "advisories/feed.json");
    for item in feed["items"].as_array().unwrap() {
        let html = item["content_html"].as_str().unwrap();
        assert_html("feed.json", html);
        let known = ["h2", "p", "ul", "li", "strong"];
        assert!(tags(html).iter().all(|tag| known.contains(&tag.name.trim_start_matches('/'))));
    }
}

#[test]
fn json_is_json() {
    for (name, path) in files(site(), ".json") {
        let parsed: Result<Value, _> = serde_json::from_slice(&fs::read(path).unwrap());
        assert!(parsed.is_ok(), "{name}");
    }
}

#[test]
fn nothing_is_written_outside_of_the_folder() {
    let parent = tempfile::tempdir().unwrap();
    let root = parent.path().join("deep/site");
    fs::create_dir_all(&root).unwrap();
    let mut hostile = hostile();
    hostile["affected"][0]["package"] = "../../../../up".into();
    hostile["root_cause"] = "../../../../up".into();
    hostile["category"] = "..".into();
    built::again(&[hostile], &root);
    let names = |folder: &Path| {
        let mut names: Vec<_> =
            fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().file_name()).collect();
        names.sort();
        names
    };
    assert_eq!(names(parent.path()), ["deep"]);
    assert_eq!(names(&parent.path().join("deep")), ["site", "site.manifest"]);
}
