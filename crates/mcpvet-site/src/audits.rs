//! Audits of servers as the site shows them: one table, on their own page and on those of packages.

use std::collections::BTreeMap;
use std::io;

use askama::Template;
use mcpvet::audit::{Audit, Book};

use crate::filters;
use crate::package::PackageKey;

/// The audits of the dataset, and the packages that they are about.
#[derive(Default)]
pub(crate) struct Audits {
    /// Every audit, the newest first.
    pub(crate) all: Vec<Audit>,
    of: BTreeMap<PackageKey, Vec<usize>>,
}

impl Audits {
    /// Reads the table that comes with the dataset.
    ///
    /// # Errors
    ///
    /// A text that is not such a table.
    pub(crate) fn read() -> io::Result<Self> {
        let book: Book = toml::from_str(mcpvet_data::AUDITS).map_err(io::Error::other)?;
        Ok(Self::index(book))
    }

    fn index(book: Book) -> Self {
        let mut all = book.audits;
        all.sort_by(|a, b| b.id.date.cmp(&a.id.date).then_with(|| a.id.cmp(&b.id)));
        let mut of: BTreeMap<PackageKey, Vec<usize>> = BTreeMap::new();
        for (at, audit) in all.iter().enumerate() {
            for package in &audit.packages {
                let key = PackageKey::new(package.ecosystem, &package.name);
                of.entry(key).or_default().push(at);
            }
        }
        Self { all, of }
    }

    /// Every package that was audited.
    pub(crate) fn packages(&self) -> impl Iterator<Item = &PackageKey> {
        self.of.keys()
    }

    /// The audits of a package, the newest first.
    pub(crate) fn of(&self, key: &PackageKey) -> Vec<&Audit> {
        self.of.get(key).into_iter().flatten().map(|&at| &self.all[at]).collect()
    }
}

/// A table of audits; on the page of a package without the column that names it.
#[derive(Template)]
#[template(path = "audits.html")]
pub(crate) struct AuditTable<'a> {
    pub(crate) root: &'a str,
    pub(crate) audits: Vec<&'a Audit>,
    pub(crate) names_packages: bool,
}

/// The packages of an audit as the site files them.
fn keys(audit: &Audit) -> Vec<PackageKey> {
    audit.packages.iter().map(|one| PackageKey::new(one.ecosystem, &one.name)).collect()
}

/// The numbers of problems, the worst first, without those that are none.
fn problems(audit: &Audit) -> Vec<(&'static str, u32)> {
    let rows = audit.findings.rows();
    rows[..4].iter().copied().filter(|row| row.1 > 0).collect()
}

/// Whether an address can be followed: no script, no relative place.
fn leads_out(url: &str) -> bool {
    url.starts_with("https://")
}

#[cfg(test)]
mod tests {
    use askama::Template as _;
    use mcpvet::Ecosystem;
    use mcpvet::audit::Book;

    use super::{AuditTable, Audits};
    use crate::package::PackageKey;

    #[test]
    fn hostile_facts_are_text() {
        let hostile = "\"><script>alert(1)</script><img src=x onerror=alert(1)>";
        let book = serde_json::json!({ "audit": [{
            "id": "ada-2026-01-31-001", "repository": hostile, "packages": [format!("npm:{hostile}")],
            "version": hostile, "commit": hostile, "findings": { "high": 1 },
            "url": format!("javascript:{hostile}"), "note": hostile,
        }]});
        let book: Book = serde_json::from_value(book).unwrap();
        let audits = Audits::index(book);
        for names_packages in [true, false] {
            let table =
                AuditTable { root: "../", audits: audits.all.iter().collect(), names_packages };
            let html = table.render().unwrap();
            for part in ["<script", "<img", "href=\"javascript", "\">\""] {
                assert!(!html.contains(part), "{part}: {html}");
            }
            assert!(html.contains("1 high"), "{html}");
        }
        let key = PackageKey::new(Ecosystem::Npm, hostile);
        assert_eq!(audits.of(&key).len(), 1);
    }

    #[test]
    fn the_table_of_the_dataset_is_read() {
        let audits = Audits::read().unwrap();
        assert!(audits.all.windows(2).all(|pair| pair[0].id.date >= pair[1].id.date));
        let notion = PackageKey::new(Ecosystem::Npm, "@notionhq/notion-mcp-server");
        assert_eq!(audits.of(&notion)[0].version, "v1.8.1");
        assert!(audits.packages().any(|key| *key == notion));
    }
}
