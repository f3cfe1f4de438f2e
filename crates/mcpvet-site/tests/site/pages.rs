//! What every page has, and what a page of each kind says.

use std::collections::HashSet;
use std::fs;

use serde_json::Value;

use crate::built::{URL, dataset, files, text};
use crate::html::tags;

/// Pages that people read; those that only lead on have no frame.
fn pages() -> Vec<(String, String)> {
    let all = files(dataset(), ".html").into_iter();
    let pages: Vec<_> = all
        .map(|(name, path)| (name, fs::read_to_string(path).unwrap()))
        .filter(|(_, html)| !html.contains("http-equiv=\"refresh\""))
        .collect();
    assert!(pages.len() > 500, "{}", pages.len());
    pages
}

#[test]
fn every_page_has_its_policy_its_heading_and_unique_ids() {
    for (name, html) in pages() {
        let tags = tags(&html);
        let count = |wanted: &str| tags.iter().filter(|tag| tag.name == wanted).count();
        assert_eq!((count("h1"), count("main"), count("head")), (1, 1, 1), "{name}");
        let policy =
            tags.iter().find(|tag| tag.get("http-equiv") == Some("Content-Security-Policy"));
        let policy = policy.and_then(|tag| tag.get("content")).unwrap_or_default();
        assert!(policy.starts_with("default-src 'none'; "), "{name}: {policy}");
        assert!(!policy.contains("unsafe-inline") && !policy.contains("'unsafe-eval'"), "{name}");
        let mut ids = HashSet::new();
        for id in tags.iter().filter_map(|tag| tag.get("id")) {
            assert!(ids.insert(id), "{name}: {id} twice");
        }
        let canonical = tags.iter().find(|tag| tag.get("rel") == Some("canonical")).unwrap();
        assert!(canonical.get("href").unwrap().starts_with(URL), "{name}");
    }
}

#[test]
fn no_page_has_a_style_or_a_handler_or_a_script_of_its_own() {
    for (name, html) in pages() {
        for tag in tags(&html) {
            let handler =
                tag.attributes.iter().find(|(name, _)| name.starts_with("on") || *name == "style");
            assert!(handler.is_none(), "{name}: {handler:?}");
            assert_ne!(tag.name, "style", "{name}");
            let is_data = tag.get("type") == Some("application/ld+json");
            assert!(tag.name != "script" || tag.get("src").is_some() || is_data, "{name}");
        }
    }
}

#[test]
fn linked_data_is_json() {
    let mut found = 0;
    for (name, html) in pages() {
        for tag in tags(&html).iter().filter(|tag| tag.get("type") == Some("application/ld+json")) {
            let data: Value =
                serde_json::from_str(tag.after).unwrap_or_else(|error| panic!("{name}: {error}"));
            assert_eq!(data["@context"], "https://schema.org", "{name}");
            found += 1;
        }
    }
    assert!(found > 500, "{found}");
}

#[test]
fn every_page_offers_feeds() {
    for (name, html) in pages() {
        let tags = tags(&html);
        let types: Vec<_> = (tags.iter())
            .filter(|tag| tag.get("rel") == Some("alternate"))
            .filter_map(|tag| tag.get("type"))
            .collect();
        for kind in ["application/atom+xml", "application/rss+xml", "application/feed+json"] {
            assert!(types.contains(&kind), "{name}: {kind}");
        }
    }
}

#[test]
fn pictures_have_a_size_before_they_are_loaded() {
    for (name, html) in pages() {
        for tag in tags(&html).iter().filter(|tag| ["img", "svg"].contains(&tag.name)) {
            let is_sprite = tag.get("class") == Some("sprite");
            assert!(
                is_sprite || tag.get("width").is_some() && tag.get("height").is_some(),
                "{name}"
            );
        }
    }
}

#[test]
fn an_alias_leads_to_its_advisory() {
    let html = text(dataset(), "advisories/CVE-2025-5273/index.html");
    assert!(html.contains("content=\"0; url=../GHSA-22v8-p7h2-rj7p/\""), "{html}");
}
