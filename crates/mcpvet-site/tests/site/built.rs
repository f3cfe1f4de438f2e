//! Sites to look at: that of the dataset, and those of records made up by a test.

use std::path::{Path, PathBuf};
use std::sync::OnceLock;
use std::{fs, io};

use mcpvet::advisory::{Advisory, Date};
use mcpvet::pack::{self, Pack};
use mcpvet_site::{Options, Summary, build};
use serde_json::{Value, json};

/// Where the sites stand: below a path, as on most static hosts.
pub(crate) const URL: &str = "https://example.org/sub/path/";

/// The site of the dataset, built once.
pub(crate) fn dataset() -> &'static Path {
    static FOLDER: OnceLock<tempfile::TempDir> = OnceLock::new();
    let folder = FOLDER.get_or_init(|| {
        let folder = tempfile::tempdir().unwrap();
        write(&Pack::bundled(), folder.path()).unwrap();
        folder
    });
    folder.path()
}

/// A site of some records.
pub(crate) fn of(records: &[Value]) -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    again(records, folder.path());
    folder
}

/// Brings a site up to date with other records.
pub(crate) fn again(records: &[Value], folder: &Path) -> Summary {
    try_again(records, folder).unwrap()
}

pub(crate) fn try_again(records: &[Value], folder: &Path) -> io::Result<Summary> {
    let records: Vec<Advisory> =
        records.iter().map(|record| serde_json::from_value(record.clone()).unwrap()).collect();
    let bytes = pack::write(&records, "", Date::new(2026, 11, 20).unwrap()).unwrap();
    write(&Pack::open(&bytes).unwrap(), folder)
}

fn write(pack: &Pack<'_>, folder: &Path) -> io::Result<Summary> {
    let manifest = folder.with_extension("manifest");
    build(
        pack,
        &Options {
            out: folder,
            pages: Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/../../www/pages")),
            manifest: &manifest,
            url: URL,
            expires: None,
            program: b"test",
        },
    )
}

/// A record with everything that one needs; `day` is of the year 2026.
pub(crate) fn record(id: &str, day: &str) -> Value {
    json!({
        "id": id,
        "aliases": [],
        "related": [],
        "kind": "vulnerability",
        "component": "mcp-server",
        "category": "path-traversal",
        "relevance": "core",
        "transports": ["stdio"],
        "severity": "high",
        "cvss": [],
        "cwe": [],
        "published": format!("2026-{day}"),
        "modified": format!("2026-{day}"),
        "products": [],
        "summary": format!("The summary of {id}"),
        "impact": "Files can be read.",
        "remediation": "Update.",
        "references": ["https://example.org/advisory"],
        "affected": [{
            "ecosystem": "npm",
            "package": "some-server",
            "ranges": [{ "kind": "SEMVER", "events": [{ "introduced": "0" }, { "fixed": "1.2.3" }] }],
            "versions": [],
        }],
        "timeline": [],
    })
}

/// Every file below a folder whose name ends so, by its path from there.
pub(crate) fn files(root: &Path, end: &str) -> Vec<(String, PathBuf)> {
    let mut folders = vec![root.to_owned()];
    let mut files = Vec::new();
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else if path.to_string_lossy().ends_with(end) {
                let name = path.strip_prefix(root).unwrap().to_string_lossy().replace('\\', "/");
                files.push((name, path));
            }
        }
    }
    files.sort();
    assert!(!files.is_empty(), "nothing ends with {end}");
    files
}

/// The text of a file of a site.
pub(crate) fn text(root: &Path, path: &str) -> String {
    fs::read_to_string(root.join(path)).unwrap_or_else(|error| panic!("{path}: {error}"))
}

/// The JSON of a file of a site.
pub(crate) fn json(root: &Path, path: &str) -> Value {
    serde_json::from_str(&text(root, path)).unwrap_or_else(|error| panic!("{path}: {error}"))
}
