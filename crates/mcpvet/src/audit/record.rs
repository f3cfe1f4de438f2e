//! What may be shown of an audit: facts that cannot be anything but what they are.

use core::fmt;
use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::manifest::{Manifest, is_commit, is_release};
use super::{File, Id, Links, Package, SEVERITIES, layout};
use crate::package::Ecosystem;
use crate::render::count;
use crate::repository;

/// The audits of the dataset: the tables `[[audit]]`.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Book {
    /// The audits, in the order of the file.
    #[serde(rename = "audit", default)]
    pub audits: Vec<Audit>,
}

impl Book {
    /// The audits of a package, the newest first.
    ///
    /// A package is meant by name, or because `links` says that its repository is the one audited.
    pub fn about(&self, ecosystem: Ecosystem, name: &str, links: &Links) -> Vec<&Audit> {
        let mut about: Vec<_> =
            self.audits.iter().filter(|audit| audit.is_about(ecosystem, name, links)).collect();
        about.sort_by(|a, b| b.id.date.cmp(&a.id.date).then_with(|| a.id.cmp(&b.id)));
        about
    }
}

/// An audit of one version of a repository.
///
/// ```
/// use mcpvet::audit::{Audit, Id};
/// let audit: Audit = serde_json::from_str(r#"{
///     "id": "ada-2026-01-31-001", "repository": "https://github.com/example/notes",
///     "version": "v1.8.1", "findings": { "high": 1, "info": 2 }, "url": "https://example.org/audit"
/// }"#)?;
/// assert_eq!(audit.sentence(), "audited at version v1.8.1: 1 finding (1 high)");
/// # Ok::<(), serde_json::Error>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Audit {
    /// The name of its folder, which says who made it and when.
    pub id: Id,
    /// The URL of the repository that was audited.
    pub repository: String,
    /// What the repository is published as.
    #[serde(default)]
    pub packages: Vec<Package>,
    /// The release that was audited; empty where only a commit is named.
    #[serde(default)]
    pub version: String,
    /// The whole hash of the commit that was audited; empty where only a release is named.
    #[serde(default)]
    pub commit: String,
    /// How many findings it has.
    pub findings: Counts,
    /// Where it can be read: a URL, or the folder in the database.
    pub url: String,
    /// What a reader should know about it; may be empty.
    #[serde(default)]
    pub note: String,
}

impl Audit {
    /// `audited at version v1.8.1: 6 findings (1 high, 4 medium, 1 low)`.
    #[must_use]
    pub fn sentence(&self) -> String {
        format!("audited at {}: {}", self.target(), self.findings)
    }

    /// `version v1.8.1`, or `commit 702bc31aa2eb` where no release is named.
    #[must_use]
    pub fn target(&self) -> String {
        match (self.version.as_str(), self.short_commit()) {
            ("", "") => "no version".to_owned(),
            ("", commit) => format!("commit {commit}"),
            (version, _) => format!("version {version}"),
        }
    }

    /// The beginning of the hash, which is enough to find the commit.
    #[must_use]
    pub fn short_commit(&self) -> &str {
        self.commit.get(..12).unwrap_or_default()
    }

    /// What is wrong with it as a fact of the dataset, which a reader cannot look up elsewhere.
    #[must_use]
    pub fn problems(&self) -> Vec<String> {
        let is_anchored = is_commit(&self.commit) || is_release(&self.version);
        let is_plain = |text: &str| text == crate::render::plain(text);
        let odd = [
            (repository::place(&self.repository).is_none(), "name the URL of its repository"),
            (self.packages.is_empty(), "name a package that it is about"),
            (!is_anchored, "name the commit of 40 hex digits or the release that was audited"),
            (!self.commit.is_empty() && !is_commit(&self.commit), "write the whole commit"),
            (!self.version.is_empty() && !is_release(&self.version), "name a release, no branch"),
            (!self.url.starts_with("https://"), "link the record"),
            (!is_plain(&self.url) || !is_plain(&self.note), "write plain text"),
        ];
        let told = odd.iter().filter(|row| row.0);
        told.map(|(_, what)| format!("{}: {what}", self.id)).collect()
    }

    /// Whether a package is one of those that the repository is published as.
    #[must_use]
    pub fn is_about(&self, ecosystem: Ecosystem, name: &str, links: &Links) -> bool {
        let name = ecosystem.normalize(name);
        let is_it = |package: &Package| package.ecosystem == ecosystem && package.name == *name;
        self.packages.iter().any(is_it) || links.is_of(&self.repository, ecosystem, &name)
    }
}

/// How many findings an audit has, by severity.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Counts {
    /// Critical ones.
    pub critical: u32,
    /// High ones.
    pub high: u32,
    /// Medium ones.
    pub medium: u32,
    /// Low ones.
    pub low: u32,
    /// Remarks, often about what is good; they are no problems.
    pub info: u32,
}

impl Counts {
    pub(super) fn of(mut number: impl FnMut(&str) -> u32) -> Self {
        let [critical, high, medium, low, info] = SEVERITIES.map(&mut number);
        Self { critical, high, medium, low, info }
    }

    /// The numbers with their words, the worst first.
    #[must_use]
    pub const fn rows(&self) -> [(&'static str, u32); 5] {
        let Self { critical, high, medium, low, info } = *self;
        [("critical", critical), ("high", high), ("medium", medium), ("low", low), ("info", info)]
    }

    /// How many findings are problems: all but those that are remarks.
    #[must_use]
    pub fn problems(&self) -> u32 {
        self.rows()[..4].iter().fold(0, |sum: u32, row| sum.saturating_add(row.1))
    }
}

/// `6 findings (1 high, 4 medium, 1 low)`, or `no findings`.
impl fmt::Display for Counts {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let problems = self.problems();
        if problems == 0 {
            return f.write_str("no findings");
        }
        let rows = self.rows();
        let words: Vec<_> = rows[..4]
            .iter()
            .filter(|row| row.1 > 0)
            .map(|(word, number)| format!("{number} {word}"))
            .collect();
        write!(f, "{} ({})", count(problems, "finding"), words.join(", "))
    }
}

/// The audits of a database, in the order of their folders.
///
/// An audit counts where its folder is named as one and its manifest is JSON; the repository is the
/// one whose folder it stands in. `links` says what that is published as.
#[must_use]
pub fn read(files: &[File<'_>], links: &Links) -> Vec<Audit> {
    let audits = by_audit(files);
    audits.into_iter().filter_map(|(folder, files)| audit(folder, &files, links)).collect()
}

/// The files of each audit, by its folder.
pub(super) fn by_audit<'f>(
    files: &'f [File<'f>],
) -> BTreeMap<&'f str, Vec<(&'f str, &'f File<'f>)>> {
    let mut audits: BTreeMap<&str, Vec<(&str, &File<'_>)>> = BTreeMap::new();
    for file in files {
        if let Some(place) = layout::place(file.path).filter(|place| place.audit.is_some()) {
            audits.entry(place.folder).or_default().push((place.rest, file));
        }
    }
    audits
}

fn audit(folder: &str, files: &[(&str, &File<'_>)], links: &Links) -> Option<Audit> {
    let (rest, name) = folder.rsplit_once('/')?;
    let place = repository::place(rest.strip_prefix("audits/")?.strip_suffix("/audits")?)?;
    let manifest = files.iter().find(|(rest, _)| *rest == "audit-manifest.json")?;
    let manifest = Manifest::read(manifest.1.text)?;
    let in_files = || {
        let findings: Vec<_> = files.iter().filter_map(|(rest, _)| finding(rest)).collect();
        Counts::of(|severity| findings.iter().filter(|one| **one == severity).count() as u32)
    };
    let repository = format!("https://{place}");
    Some(Audit {
        id: Id::read(name)?,
        packages: links.packages(&repository),
        repository,
        version: manifest.release().to_owned(),
        commit: manifest.commit().to_owned(),
        findings: manifest.counts().unwrap_or_else(in_files),
        url: folder.to_owned(),
        note: String::new(),
    })
}

/// The severity of a file below an audit that is a finding.
fn finding(rest: &str) -> Option<&'static str> {
    let name = rest.strip_prefix("findings/")?.strip_suffix(".md")?;
    layout::finding(name).map(|(severity, _)| severity)
}

#[cfg(test)]
mod tests {
    use super::{Book, Counts, File, Links, read};
    use crate::package::Ecosystem;

    const FOLDER: &str = "audits/github.com/Example/notes/audits/ada-2026-01-31-001";

    #[test]
    fn what_is_shown_cannot_be_anything_else() {
        let hostile = r#"{"audit_id":"<script>","auditor":{"name":"\u001b[31m","github":"<b>"},
            "target":{"repo_url":"https://evil.example/a/b","version":"1.0 <img src=x>","commit_hash":"<b>"},
            "findings_summary":{"high":99999999999,"low":3,"info":2}}"#;
        let path = format!("{FOLDER}/audit-manifest.json");
        let mut links = Links::default();
        links.add("https://github.com/example/notes", Ecosystem::Npm, "notes-mcp");
        let audits = read(&[File { path: &path, text: hostile }], &links);
        let [audit] = audits.as_slice() else { panic!("{audits:?}") };
        assert_eq!(audit.repository, "https://github.com/example/notes");
        assert_eq!((audit.version.as_str(), audit.commit.as_str()), ("", ""));
        assert_eq!((audit.findings.high, audit.findings.problems()), (u32::MAX, u32::MAX));
        let json = serde_json::to_string(audit).unwrap();
        assert!(!json.contains(['<', '\u{1b}']) && !json.contains("evil"), "{json}");
        let book = Book { audits };
        assert_eq!(book.about(Ecosystem::Npm, "notes-mcp", &links).len(), 1);
        assert!(book.about(Ecosystem::PyPI, "notes-mcp", &links).is_empty());
    }

    #[test]
    fn folders_that_are_no_audits_are_none() {
        for (path, text) in [
            ("audits/github.com/example/notes/audits/ada/audit-manifest.json", "{}"),
            (
                "audits/github.com/example/notes/audits/ada-2026-01-31-001/security-assessment.md",
                "",
            ),
            ("audits/github.com/example/<b>/audits/ada-2026-01-31-001/audit-manifest.json", "{}"),
            ("audits/github.com/example/notes/audits/ada-2026-01-31-001/audit-manifest.json", "["),
        ] {
            assert_eq!(read(&[File { path, text }], &Links::default()), [], "{path}");
        }
    }

    #[test]
    fn files_are_counted_where_the_manifest_does_not() {
        let paths = [
            "audit-manifest.json",
            "findings/high-001-a.md",
            "findings/info-001-b.md",
            "findings/x.md",
        ];
        let paths = paths.map(|path| format!("{FOLDER}/{path}"));
        let files: Vec<_> = paths.iter().map(|path| File { path, text: "{}" }).collect();
        let audits = read(&files, &Links::default());
        assert_eq!(audits[0].findings, Counts { high: 1, info: 1, ..Counts::default() });
        assert_eq!(audits[0].sentence(), "audited at no version: 1 finding (1 high)");
    }
}
