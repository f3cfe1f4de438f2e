//! Every link of every page leads to something that is there, and none leaves the site by accident.

use std::collections::{BTreeSet, HashMap, HashSet};
use std::fs;
use std::path::Path;

use crate::built::{URL, dataset, files};
use crate::html::tags;

/// What the site takes as it is, and where that lies in the repository.
const COPIES: &[(&str, &str)] = &[
    ("assets/", "www/assets/"),
    ("vendor/mcpvet/src/", "web/mcpvet/src/"),
    ("vendor/mcpvet-widget/src/", "web/widget/src/"),
];

/// Attributes that hold an address.
const ADDRESSES: &[&str] = &["href", "src", "action", "data-src"];

/// The file that a relative address means, below the root; `None` where it leaves the site.
fn resolve(page: &str, address: &str) -> Option<String> {
    let mut folders: Vec<&str> = page.split('/').collect();
    folders.pop();
    let (path, last) = address.rsplit_once('/').map_or(("", address), |(path, last)| (path, last));
    for part in path.split('/').filter(|part| !part.is_empty() && *part != ".") {
        match part {
            ".." => drop(folders.pop()?),
            _ => folders.push(part),
        }
    }
    match last {
        "" | "." => folders.push("index.html"),
        ".." => {
            folders.pop()?;
            folders.push("index.html");
        }
        file => folders.push(file),
    }
    Some(folders.join("/"))
}

fn exists(root: &Path, file: &str) -> bool {
    let repository = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    let copy = COPIES.iter().find_map(|(to, from)| Some((from, file.strip_prefix(to)?)));
    copy.map_or_else(
        || root.join(file).is_file(),
        |(from, rest)| repository.join(from).join(rest).is_file(),
    )
}

/// The ids of the elements of a page.
fn ids(html: &str) -> HashSet<String> {
    tags(html).iter().filter_map(|tag| tag.get("id")).map(str::to_owned).collect()
}

/// Links that lead nowhere, and how often.
#[track_caller]
fn broken(root: &Path) -> BTreeSet<String> {
    let pages: HashMap<String, String> = files(root, ".html")
        .into_iter()
        .map(|(name, path)| (name, fs::read_to_string(path).unwrap()))
        .collect();
    let mut known: HashMap<String, bool> = HashMap::new();
    let mut anchors: HashMap<String, HashSet<String>> = HashMap::new();
    let mut broken = BTreeSet::new();
    for (page, html) in &pages {
        for tag in tags(html) {
            for address in ADDRESSES.iter().filter_map(|name| tag.get(name)) {
                let address = address.replace("&amp;", "&").replace("&#38;", "&");
                if address.contains("://") || address.starts_with("mailto:") {
                    continue;
                }
                let (path, fragment) = address.split_once('#').unwrap_or((&address, ""));
                // The page that answers at any address starts from the root of the host.
                let place = path.strip_prefix("/sub/path/").filter(|_| page == "404.html");
                let file = match (place, path) {
                    (Some(place), _) => resolve("", place),
                    (None, "") => Some(page.clone()),
                    (None, _) if path.starts_with('/') => None,
                    (None, _) => resolve(page, path),
                };
                let Some(file) = file else {
                    broken.insert(format!("{page}: {address} leaves the site"));
                    continue;
                };
                if !*known.entry(file.clone()).or_insert_with(|| exists(root, &file)) {
                    broken.insert(format!("{file} is not there, for example in {page}"));
                } else if !fragment.is_empty() && !fragment.starts_with("q=") {
                    let html = pages.get(&file);
                    let anchors = anchors
                        .entry(file.clone())
                        .or_insert_with(|| html.map(|html| ids(html)).unwrap_or_default());
                    if !anchors.contains(fragment) {
                        broken.insert(format!("{file} has no #{fragment}, in {page}"));
                    }
                }
            }
        }
    }
    broken
}

#[test]
fn every_link_leads_somewhere() {
    // One example of each file that is missing is enough to read.
    let mut seen = HashSet::new();
    let mut broken: Vec<_> = broken(dataset()).into_iter().collect();
    broken.retain(|line| seen.insert(line.split(", ").next().unwrap_or_default().to_owned()));
    assert!(broken.is_empty(), "{} links:\n{}", broken.len(), broken.join("\n"));
}

#[test]
fn a_link_that_leads_nowhere_is_noticed() {
    let folder = tempfile::tempdir().unwrap();
    let page = "<main id=\"main\"><a href=\"#main\">ok</a><a href=\"../../x\">out</a>\
        <a href=\"b/\">gone</a><a href=\"#no\">no</a><a href=\"/x\">root</a></main>";
    fs::write(folder.path().join("index.html"), page).unwrap();
    let found: Vec<_> = broken(folder.path()).into_iter().collect();
    assert_eq!(
        found,
        [
            "b/index.html is not there, for example in index.html",
            "index.html has no #no, in index.html",
            "index.html: ../../x leaves the site",
            "index.html: /x leaves the site",
        ]
    );
}

#[test]
fn pictures_of_previews_exist() {
    let mut pictures = BTreeSet::new();
    for (_, path) in files(dataset(), ".html") {
        let html = fs::read_to_string(path).unwrap();
        let metas = tags(&html);
        let metas = metas.iter().filter(|tag| tag.get("property") == Some("og:image"));
        pictures.extend(metas.filter_map(|tag| tag.get("content")).map(str::to_owned));
    }
    assert!(pictures.len() > 5);
    for picture in pictures {
        let file = dataset().join(picture.strip_prefix(URL).unwrap());
        let bytes = fs::read(&file).unwrap_or_else(|error| panic!("{picture}: {error}"));
        let number = |at: usize| u32::from_be_bytes(bytes[at..at + 4].try_into().unwrap());
        assert_eq!((&bytes[1..4], number(16), number(20)), (&b"PNG"[..], 1200, 630), "{picture}");
    }
}
