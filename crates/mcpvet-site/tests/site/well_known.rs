//! Files at fixed places.

use std::collections::BTreeSet;

use roxmltree::Document;

use crate::built::{URL, dataset, json, text};

#[test]
fn the_sitemap_names_every_page_once_and_no_other() {
    let xml = text(dataset(), "sitemap.xml");
    let document = Document::parse(&xml).unwrap();
    assert_eq!(
        document.root_element().tag_name().namespace(),
        Some("http://www.sitemaps.org/schemas/sitemap/0.9")
    );
    let mut seen = BTreeSet::new();
    for node in document
        .descendants()
        .filter(|node| node.has_tag_name(("http://www.sitemaps.org/schemas/sitemap/0.9", "loc")))
    {
        let folder = node.text().unwrap().strip_prefix(URL).unwrap();
        assert!(seen.insert(folder.to_owned()), "{folder} twice");
        assert!(!text(dataset(), &format!("{folder}index.html")).contains("noindex"), "{folder}");
    }
    assert!(seen.contains("") && seen.contains("check/") && seen.contains("advisories/"));
}

#[test]
fn security_txt_says_whom_to_tell_and_until_when() {
    let file = text(dataset(), ".well-known/security.txt");
    let field = |name: &str| {
        let mut found = file.lines().filter_map(|line| line.strip_prefix(name)?.strip_prefix(": "));
        let value = found.next().unwrap_or_else(|| panic!("there is no {name}"));
        assert!(found.next().is_none());
        value
    };
    assert!(field("Contact").starts_with("https://"));
    assert_eq!(field("Canonical"), format!("{URL}.well-known/security.txt"));
    let expires = field("Expires");
    assert!(expires.ends_with("T00:00:00Z") && expires.len() == 20, "{expires}");
}

#[test]
fn what_browsers_read_is_well_formed() {
    let xml = text(dataset(), "opensearch.xml");
    let document = Document::parse(&xml).unwrap();
    let url = document.descendants().find(|node| node.tag_name().name() == "Url").unwrap();
    assert_eq!(url.attribute("template"), Some(&*format!("{URL}search/?q={{searchTerms}}")));
    let manifest = json(dataset(), "manifest.webmanifest");
    assert_eq!(manifest["start_url"], "./");
    assert!(text(dataset(), "robots.txt").ends_with(&format!("\nSitemap: {URL}sitemap.xml\n")));
}
