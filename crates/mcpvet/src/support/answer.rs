//! Is this version supported, until when, and what is the newest patch?

use serde::Serialize;

use super::{Policy, Row};
use crate::advisory::Date;
use crate::catalogue::Support;
use crate::version::{Key, Scheme, VersionError};

/// What is asked of a policy.
#[derive(Clone, Copy, Debug, Default)]
pub struct Question<'a> {
    /// The version.
    pub version: &'a str,
    /// A part of the name in the column of packages; empty where there is no such column.
    pub package: &'a str,
    /// Newest releases that are known from elsewhere, one a line.
    pub known: &'a [&'a str],
    /// The day for which it is asked; without it, days of the table do not count.
    pub on: Option<Date>,
}

/// What a policy says about a version.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Verdict {
    /// All fixes.
    Supported,
    /// Security fixes alone.
    SecurityOnly,
    /// Only if it is the newest of its line, which is not known here.
    IfNewest,
    /// No fixes.
    Ended,
    /// No row fits, or the row that fits cannot be understood.
    Unknown,
}

impl Verdict {
    /// The verdict for people.
    #[must_use]
    pub const fn title(self) -> &'static str {
        match self {
            Self::Supported => "supported",
            Self::SecurityOnly => "supported with security fixes alone",
            Self::IfNewest => "supported only if it is the newest of its line",
            Self::Ended => "not supported",
            Self::Unknown => "not told by the table",
        }
    }
}

/// The answer, with the row that gives it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Answer<'p> {
    /// What the policy says.
    pub verdict: Verdict,
    /// The row.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub row: Option<&'p Row>,
    /// The last day of support.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub until: Option<Date>,
    /// The newest release of its line that is known.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub newest: Option<String>,
}

impl Policy {
    /// Asks the rows in their order; the first that fits the version answers.
    ///
    /// A row about the newest release alone fits a version that is it, and passes the others on.
    ///
    /// # Errors
    ///
    /// When the version is none, such as `latest`.
    pub fn answer(&self, question: &Question<'_>) -> Result<Answer<'_>, VersionError> {
        let key = Scheme::SemVer.key(question.version)?;
        let package = question.package.to_lowercase();
        let is_asked = |row: &&Row| row.package.to_lowercase().contains(&package);
        let fitting = self.rows().filter(is_asked).filter(|row| row.versions.contains(&key));
        for row in fitting {
            let newest = newest(row, question.known);
            let newest_key = newest.as_ref().and_then(|text| Scheme::SemVer.key(text).ok());
            let verdict = match (row.versions.newest_only, newest_key) {
                (true, Some(newest)) if key < newest => continue,
                (true, None) => Verdict::IfNewest,
                _ => verdict(row, question.on),
            };
            return Ok(Answer { verdict, row: Some(row), until: row.until, newest });
        }
        Ok(Answer { verdict: Verdict::Unknown, row: None, until: None, newest: None })
    }
}

fn verdict(row: &Row, on: Option<Date>) -> Verdict {
    let is_over = on.zip(row.until).is_some_and(|(on, until)| on > until);
    match row.support {
        _ if is_over => Verdict::Ended,
        Some(Support::Full) => Verdict::Supported,
        Some(Support::Security) => Verdict::SecurityOnly,
        Some(Support::Ended) => Verdict::Ended,
        None => Verdict::Unknown,
    }
}

/// The highest release of the row: of its own column, and of those that are known.
fn newest(row: &Row, known: &[&str]) -> Option<String> {
    let own = std::iter::once(row.latest.as_str()).filter(|latest| !latest.is_empty());
    let fits = |text: &&str| Scheme::SemVer.key(text).is_ok_and(|key| row.versions.contains(&key));
    let all = own.chain(known.iter().copied().filter(fits));
    let keyed = all.filter_map(|text| Some((Scheme::SemVer.key(text).ok()?, text)));
    let highest = keyed.max_by(|a: &(Key, &str), b| a.0.cmp(&b.0));
    highest.map(|(_, text)| text.to_owned())
}
