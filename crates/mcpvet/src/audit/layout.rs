//! Where things stand in a database, and what the names of folders and findings say.

use core::fmt;

use serde::{Deserialize, Serialize};

use super::SEVERITIES;
use crate::advisory::Date;

/// Where a file stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Place<'p> {
    /// The folder of the audit, or of the repository where the file is of no audit.
    pub(super) folder: &'p str,
    /// The repository: `github.com/owner/name`.
    pub(super) repository: &'p str,
    /// The name of the audit's folder.
    pub(super) audit: Option<&'p str>,
    /// The path below the folder.
    pub(super) rest: &'p str,
}

/// Where a path of a database leads; `None` outside of `audits/<domain>/<owner>/<repository>/`.
pub(super) fn place(path: &str) -> Option<Place<'_>> {
    let below = path.strip_prefix("audits/")?;
    let start = path.len() - below.len();
    let mut slashes = below.match_indices('/').map(|(at, _)| start + at).skip(2);
    let repository_end = slashes.next()?;
    // Owners can have groups inside of each other: the next `audits` ends the repository.
    let mut ends = [repository_end].into_iter().chain(slashes);
    match ends.find(|end| path[*end..].starts_with("/audits/")) {
        Some(end) => {
            let audit_start = end + "/audits/".len();
            let audit_end = audit_start + path[audit_start..].find('/')?;
            Some(Place {
                folder: &path[..audit_end],
                repository: &path[start..end],
                audit: Some(&path[audit_start..audit_end]),
                rest: &path[audit_end + 1..],
            })
        }
        None => {
            let (folder, rest) = path.rsplit_once('/')?;
            Some(Place { folder, repository: folder.get(start..)?, audit: None, rest })
        }
    }
}

/// The id of an audit, which is the name of its folder: `ada-2026-01-31-001`.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Id {
    /// Who made it: the name of an account, letters, digits and single hyphens.
    pub auditor: String,
    /// The day of the audit.
    pub date: Date,
    /// Which of that day it is, from 1 to 999.
    pub number: u16,
}

impl Id {
    /// Reads an id; `None` for every other text.
    ///
    /// ```
    /// use mcpvet::audit::Id;
    /// let id = Id::read("ada-lovelace-2026-01-31-001").unwrap();
    /// assert_eq!((id.auditor.as_str(), id.number), ("ada-lovelace", 1));
    /// assert_eq!(id.to_string(), "ada-lovelace-2026-01-31-001");
    /// assert!(Id::read("ada-2026-02-30-001").is_none());
    /// ```
    #[must_use]
    pub fn read(name: &str) -> Option<Self> {
        let (rest, number) = name.rsplit_once('-')?;
        let is_number = number.len() == 3 && number.bytes().all(|b| b.is_ascii_digit());
        let at = rest.len().checked_sub("-YYYY-MM-DD".len()).filter(|_| is_number)?;
        let (auditor, date) = (rest.get(..at)?, rest.get(at..)?.strip_prefix('-')?);
        let id = Self {
            auditor: auditor.to_owned(),
            date: date.parse().ok()?,
            number: number.parse().ok()?,
        };
        (is_account(auditor) && id.number > 0).then_some(id)
    }
}

impl fmt::Display for Id {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}-{}-{:03}", self.auditor, self.date, self.number)
    }
}

impl Serialize for Id {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Id {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        let error =
            || serde::de::Error::custom(format!("'{text}' is no id such as ada-2026-01-31-001"));
        Self::read(&text).ok_or_else(error)
    }
}

/// Whether a name can be an account: letters, digits and single hyphens, at most 39.
pub(super) fn is_account(name: &str) -> bool {
    let is_known = |b: u8| b.is_ascii_alphanumeric() || b == b'-';
    (1..=39).contains(&name.len())
        && name.bytes().all(is_known)
        && !name.starts_with('-')
        && !name.ends_with('-')
        && !name.contains("--")
}

/// Whether a name can be the last part of a finding's: `credential-exposure`.
pub(super) fn is_slug(name: &str) -> bool {
    let is_known = |b: u8| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-';
    (1..=100).contains(&name.len()) && name.bytes().all(is_known) && !name.starts_with('-')
}

/// The severity and the number of a finding called `high-001-credential-exposure`.
pub(super) fn finding(name: &str) -> Option<(&'static str, &str)> {
    let (severity, rest) = name.split_once('-')?;
    let (number, slug) = rest.split_once('-')?;
    let severity = SEVERITIES.iter().find(|known| **known == severity)?;
    let is_number = number.len() == 3 && number.bytes().all(|b| b.is_ascii_digit());
    (is_number && !slug.is_empty()).then_some((severity, number))
}

#[cfg(test)]
mod tests {
    use super::{Id, finding, place};

    #[test]
    fn paths_lead_to_repositories_and_audits() {
        let of = |path| place(path).map(|it| (it.repository, it.audit, it.rest));
        for (path, expected) in [
            (
                "audits/github.com/a/b/audits/ada-2026-01-31-001/findings/x.md",
                Some(("github.com/a/b", Some("ada-2026-01-31-001"), "findings/x.md")),
            ),
            (
                "audits/gitlab.com/a/b/c/audits/x/audit-manifest.json",
                Some(("gitlab.com/a/b/c", Some("x"), "audit-manifest.json")),
            ),
            (
                "audits/github.com/a/b/metadata.json",
                Some(("github.com/a/b", None, "metadata.json")),
            ),
            ("audits/github.com/a/audits/x/y.md", Some(("github.com/a/audits/x", None, "y.md"))),
            (
                "audits/github.com/a/audits/audits/x/y.md",
                Some(("github.com/a/audits", Some("x"), "y.md")),
            ),
            ("audits/README.md", None),
            ("examples/github.com/a/b/metadata.json", None),
        ] {
            assert_eq!(of(path), expected, "{path}");
        }
    }

    #[test]
    fn names_that_are_none() {
        for name in [
            "",
            "2026-01-31-001",
            "-2026-01-31-001",
            "ada-2026-1-31-001",
            "ada-2026-01-31-1",
            "ada-2026-01-31-000",
            "a_b-2026-01-31-001",
            "<b>-2026-01-31-001",
            "ä-2026-01-31-001",
            "ada-2026-02-30-001",
        ] {
            assert_eq!(Id::read(name), None, "{name}");
        }
        assert_eq!(finding("high-001-open-port"), Some(("high", "001")));
        for name in ["awful-001-x", "high-1-x", "high-001", "high-001-", "HIGH-001-x", ""] {
            assert_eq!(finding(name), None, "{name}");
        }
    }
}
