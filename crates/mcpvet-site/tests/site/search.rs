//! The index of the search: everything is in it, and files agree with each other.

use std::collections::BTreeSet;

use serde_json::Value;

use crate::built::{dataset, json};

fn pages() -> Vec<Value> {
    let head = json(dataset(), "search/index.json");
    let count = head["pages"].as_u64().unwrap() as usize;
    let chunks = count.div_ceil(head["chunk"].as_u64().unwrap() as usize);
    let files = (0..chunks).map(|at| json(dataset(), &format!("search/pages-{at}.json")));
    let pages: Vec<Value> = files.flat_map(|file| file.as_array().unwrap().clone()).collect();
    assert_eq!(pages.len(), count);
    pages
}

/// The folders of the pages that a word leads to, by the class in which it weighs there.
fn places(word: &str, class: usize) -> Vec<String> {
    let head = json(dataset(), "search/index.json");
    let starts: Vec<_> =
        head["shards"].as_array().unwrap().iter().map(|start| start.as_str().unwrap()).collect();
    let shard = starts.iter().rposition(|start| *start <= word).unwrap();
    let words = json(dataset(), &format!("search/words-{shard}.json"));
    let pages = pages();
    let mut number = 0;
    let steps =
        words[word][class].as_array().unwrap_or_else(|| panic!("{word} is not in {shard}")).clone();
    steps
        .iter()
        .map(|step| {
            number += step.as_u64().unwrap() as usize;
            pages[number][1].as_str().unwrap().to_owned()
        })
        .collect()
}

#[test]
fn every_page_can_be_found_once() {
    let folders: Vec<_> = pages().iter().map(|page| page[1].as_str().unwrap().to_owned()).collect();
    let different: BTreeSet<_> = folders.iter().collect();
    assert_eq!(folders.len(), different.len());
    for folder in ["", "check/", "search/", "advisories/", "advisories/severity/high/", "docs/"] {
        assert!(different.contains(&folder.to_owned()), "{folder}");
    }
    assert!(folders.iter().all(|folder| dataset().join(folder).join("index.html").is_file()));
    assert!(pages().iter().all(|page| page[2] != ""), "a page without a title");
}

#[test]
fn ids_aliases_and_packages_are_whole_names() {
    let advisory = "advisories/GHSA-22v8-p7h2-rj7p/";
    assert_eq!(places("ghsa-22v8-p7h2-rj7p", 0), [advisory]);
    assert_eq!(places("cve-2025-5273", 0), [advisory]);
    let package = places("mcp-markdownify-server", 0);
    assert!(package.iter().any(|folder| folder == advisory));
    assert_eq!(package.last().unwrap(), "packages/npm/mcp-markdownify-server/");
}

#[test]
fn pages_of_text_are_indexed_by_what_they_say() {
    assert!(places("embargo", 2).iter().any(|folder| folder.starts_with("process/")));
}
