//! The service worker: `www/sw.js` with the list of what it keeps from the start.

use std::fmt::Write as _;
use std::path::Path;
use std::{fs, io};

use serde_json::{Map, Value};
use sha2::{Digest as _, Sha256};

use crate::digest::{Digest, digest};
use crate::job::Job;

const WORKER: &str = include_str!("../../../www/sw.js");

/// What the build puts in the place of the empty list.
const EMPTY: &str = "const FILES = {};";

/// The pages that open without a network from the first visit on.
const PAGES: &[&str] = &["", "check/", "offline/", "search/"];

/// Folders of the site that others fill before this program runs.
const FOLDERS: &[&str] = &["assets", "vendor"];

/// The worker; what it keeps are some of `pages`, and the assets that are below `out` already.
///
/// # Errors
///
/// An asset that cannot be read.
pub(crate) fn job<'s>(out: &Path, pages: &'s [Job<'s>]) -> io::Result<Job<'s>> {
    let mut assets = Vec::new();
    for folder in FOLDERS {
        collect(out, folder, &mut assets)?;
    }
    assets.sort();
    let kept: Vec<(&str, &Job<'s>)> = pages
        .iter()
        .filter_map(|page| Some((page.path.strip_suffix("index.html")?, page)))
        .filter(|(folder, _)| PAGES.contains(folder))
        .collect();
    let sources = assets.iter().fold(digest(WORKER.as_bytes()), |all, (path, revision)| {
        all.and_text(path).and_text(revision)
    });
    let sources = kept.iter().fold(sources, |all: Digest, (_, page)| all.and(page.sources));
    Ok(Job::new("sw.js", sources, move || {
        let mut files: Map<String, Value> =
            assets.iter().map(|(path, revision)| (path.clone(), revision.clone().into())).collect();
        for (folder, page) in &kept {
            files.insert((*folder).to_owned(), revision(&(page.make)()?).into());
        }
        let list = format!("const FILES = {};", Value::Object(files));
        Ok(WORKER.replacen(EMPTY, &list, 1).into_bytes())
    }))
}

/// Every file below a folder, with its revision.
fn collect(out: &Path, folder: &str, files: &mut Vec<(String, String)>) -> io::Result<()> {
    let Ok(entries) = fs::read_dir(out.join(folder)) else { return Ok(()) };
    for entry in entries {
        let entry = entry?;
        let path = format!("{folder}/{}", entry.file_name().to_string_lossy());
        if entry.file_type()?.is_dir() {
            collect(out, &path, files)?;
        } else {
            files.push((path, revision(&fs::read(entry.path())?)));
        }
    }
    Ok(())
}

/// The start of a SHA-256: the same bytes have the same revision on every machine.
fn revision(bytes: &[u8]) -> String {
    Sha256::digest(bytes).iter().take(8).fold(String::new(), |mut text, byte| {
        let _ = write!(text, "{byte:02x}");
        text
    })
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::{EMPTY, WORKER, job};
    use crate::digest::Digest;
    use crate::job::Job;

    #[test]
    fn the_worker_has_a_place_for_the_list() {
        assert_eq!(WORKER.matches(EMPTY).count(), 1);
    }

    #[test]
    fn a_changed_asset_or_page_makes_another_worker() {
        let folder = tempfile::tempdir().unwrap();
        fs::create_dir_all(folder.path().join("assets/deep")).unwrap();
        fs::write(folder.path().join("assets/deep/a.js"), "1").unwrap();
        let page = |text: &'static str| {
            [Job::new("index.html", Digest::default().and_text(text), move || Ok(text.into()))]
        };
        let worker = |pages: &[Job<'_>]| {
            let job = job(folder.path(), pages).unwrap();
            (job.sources, String::from_utf8((job.make)().unwrap()).unwrap())
        };
        let first = worker(&page("one"));
        assert!(first.1.contains("const FILES = {\"\":\"7692c3ad3540bb80\",\"assets/deep/a.js\":"));
        let second = worker(&page("two"));
        fs::write(folder.path().join("assets/deep/a.js"), "2").unwrap();
        let third = worker(&page("two"));
        assert!(first.0 != second.0 && second.0 != third.0 && second.1 != third.1);
    }
}
