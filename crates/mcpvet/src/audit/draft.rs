//! The beginning of an audit record: every file that it needs, with what is known filled in.
//!
//! What a person has to write stands there as `[FILL IN: what]`; the linter names each such place
//! with its line until it is gone.

use core::fmt;

use super::layout::{Id, finding, is_account, is_slug};
use super::lint::OPEN;
use super::manifest::{is_commit, is_release};
use super::record::Counts;
use crate::repository;

/// What is known of an audit that is about to be written down.
#[derive(Clone, Debug, Default)]
pub struct Draft {
    /// The URL of the repository.
    pub repository: String,
    /// The whole hash of the commit; may be empty if a release is named.
    pub commit: String,
    /// The tag of the release; may be empty if a commit is named.
    pub version: String,
    /// The name of the auditor for people; may be empty.
    pub name: String,
    /// Whom the auditor works for; may be empty.
    pub organization: String,
    /// The findings that are known: `high-001-credential-exposure`. Without any, there is one to be
    /// filled in.
    pub findings: Vec<String>,
}

/// Why there is no draft.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum DraftError {
    /// The repository is no URL of one.
    Repository(String),
    /// Neither a commit nor a release says what was audited, or one of them is none.
    Anchor(String),
    /// A finding is not named by severity and subject.
    Finding(String),
    /// The auditor is no account.
    Auditor(String),
}

impl fmt::Display for DraftError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Repository(text) => {
                write!(f, "'{text}' is no repository such as https://github.com/owner/name")
            }
            Self::Anchor(text) if text.is_empty() => f.write_str(
                "an audit is of one state of the code: name the commit of 40 hex digits or the tag of a release",
            ),
            Self::Anchor(text) => write!(
                f,
                "'{text}' can move or is cut short: name a commit of 40 hex digits or the tag of a release"
            ),
            Self::Finding(text) => {
                write!(f, "'{text}' is no finding such as high:credential-exposure")
            }
            Self::Auditor(text) => write!(f, "'{text}' is no account: letters, digits and hyphens"),
        }
    }
}

impl core::error::Error for DraftError {}

/// A finding from a severity and a subject, `high:open-port`, as the next of its severity.
fn numbered(findings: &[String], named: &str) -> Result<String, DraftError> {
    let error = || DraftError::Finding(named.to_owned());
    let (severity, slug) = named.split_once(':').ok_or_else(error)?;
    let same =
        findings.iter().filter(|one| finding(one).is_some_and(|(known, _)| known == severity));
    let name = format!("{severity}-{:03}-{slug}", same.count() + 1);
    (is_slug(slug) && finding(&name).is_some()).then_some(name).ok_or_else(error)
}

impl Draft {
    /// Adds a finding: a severity and a subject, such as `high:credential-exposure`.
    ///
    /// # Errors
    ///
    /// When the severity is none, or the subject is not of small letters, digits and hyphens.
    pub fn add_finding(&mut self, named: &str) -> Result<(), DraftError> {
        let name = numbered(&self.findings, named)?;
        self.findings.push(name);
        Ok(())
    }

    /// The folder of the repository in a database: `audits/github.com/owner/name`.
    ///
    /// # Errors
    ///
    /// When the repository is none.
    pub fn folder(&self) -> Result<String, DraftError> {
        let place = repository::place(&self.repository);
        let place = place.ok_or_else(|| DraftError::Repository(self.repository.clone()))?;
        Ok(format!("audits/{place}"))
    }

    /// The files of the audit with this id: paths in the database and texts.
    ///
    /// ```
    /// use mcpvet::audit::{Draft, File, Id, lint};
    /// let draft = Draft {
    ///     repository: "https://github.com/example/notes".to_owned(),
    ///     version: "v1.8.1".to_owned(),
    ///     ..Draft::default()
    /// };
    /// let files = draft.files(&Id::read("ada-2026-01-31-001").unwrap())?;
    /// let files: Vec<_> = files.iter().map(|(path, text)| File { path, text }).collect();
    /// assert!(lint(&files).iter().all(|problem| problem.rule == "AUD-008"));
    /// # Ok::<(), mcpvet::audit::DraftError>(())
    /// ```
    ///
    /// # Errors
    ///
    /// When the repository is none, or nothing says which state of the code was audited.
    pub fn files(&self, id: &Id) -> Result<Vec<(String, String)>, DraftError> {
        let folder = self.folder()?;
        self.check(id)?;
        let mut findings = self.findings.clone();
        if findings.is_empty() {
            findings.push("medium-001-first-finding".to_owned());
        }
        let audit = format!("{folder}/audits/{id}");
        let mut files = vec![
            (format!("{folder}/metadata.json"), self.metadata(&folder, id, &findings)),
            (format!("{audit}/audit-manifest.json"), self.manifest(&folder, id, &findings)),
            (format!("{audit}/security-assessment.md"), self.assessment(&folder, id, &findings)),
            (format!("{audit}/raw-notes.md"), NOTES.to_owned()),
        ];
        files.extend(
            findings
                .iter()
                .map(|name| (format!("{audit}/findings/{name}.md"), finding_text(name, id))),
        );
        Ok(files)
    }

    fn check(&self, id: &Id) -> Result<(), DraftError> {
        let anchor = |text: &str| Err(DraftError::Anchor(text.to_owned()));
        let odd = self.findings.iter().find(|name| finding(name).is_none());
        match (self.commit.as_str(), self.version.as_str()) {
            _ if !is_account(&id.auditor) => Err(DraftError::Auditor(id.auditor.clone())),
            _ if odd.is_some() => Err(DraftError::Finding(odd.cloned().unwrap_or_default())),
            ("", "") => anchor(""),
            (commit, _) if !commit.is_empty() && !is_commit(commit) => anchor(commit),
            (_, version) if !version.is_empty() && !is_release(version) => anchor(version),
            _ => Ok(()),
        }
    }

    /// The URL of the repository, its owner and its name.
    fn target(folder: &str) -> (String, &str, &str) {
        let place = folder.trim_start_matches("audits/");
        let (rest, name) = place.rsplit_once('/').unwrap_or(("", place));
        let owner = rest.split_once('/').map_or(rest, |(_, owner)| owner);
        (format!("https://{place}"), owner, name)
    }

    /// The version, or the commit where there is none.
    fn state(&self) -> &str {
        if self.version.is_empty() { &self.commit } else { &self.version }
    }

    fn metadata(&self, folder: &str, id: &Id, findings: &[String]) -> String {
        let (url, owner, name) = Self::target(folder);
        let counts = counts(findings);
        format!(
            r#"{{
  "repository": {{
    "url": {url},
    "name": {name},
    "owner": {owner},
    "description": {description},
    "primary_language": {language},
    "license": {license}
  }},
  "mcp_classification": {{
    "server_type": {kind},
    "data_sensitivity": {sensitivity},
    "network_requirements": {network},
    "authentication_required": {authentication}
  }},
  "audit_history": {{
    "total_audits": 1,
    "last_audit_date": "{date}",
    "auditors": [
      {{ "name": {auditor}, "github": "{account}", "organization": {organization} }}
    ]
  }},
  "security_summary": {{
    "last_assessment": "{date}",
    "overall_risk": {risk},
    "critical_issues": {critical},
    "high_issues": {high},
    "medium_issues": {medium},
    "low_issues": {low},
    "positive_findings": {info}
  }},
  "last_updated": "{date}"
}}
"#,
            url = json(&url),
            name = json(name),
            owner = json(owner),
            description = open("one sentence about the server"),
            language = open("its language"),
            license = open("its licence"),
            kind = open("what kind of server it is, such as data_access_server"),
            sensitivity = open("low, medium or high"),
            network = open("local_only or external_api"),
            authentication = open("true or false, without quotes"),
            date = id.date,
            auditor = json(self.auditor(id)),
            account = id.auditor,
            organization = json(self.works_for()),
            risk = open("low, medium or high, as the assessment says"),
            critical = counts.critical,
            high = counts.high,
            medium = counts.medium,
            low = counts.low,
            info = counts.info,
        )
    }

    fn manifest(&self, folder: &str, id: &Id, findings: &[String]) -> String {
        let counts = counts(findings);
        let list = |severity: &str| {
            let of_it =
                findings.iter().filter(|name| finding(name).is_some_and(|it| it.0 == severity));
            of_it.map(|name| json(name)).collect::<Vec<_>>().join(", ")
        };
        format!(
            r#"{{
  "audit_id": "{id}",
  "auditor": {{
    "name": {name},
    "github": "{account}",
    "organization": {organization},
    "contact": {contact}
  }},
  "target": {{
    "repo_url": {url},
    "commit_hash": {commit},
    "version": {version},
    "audit_scope": [{scope}],
    "audit_depth": {depth}
  }},
  "audit_metadata": {{
    "start_date": "{date}T00:00:00Z",
    "completion_date": {end},
    "status": "completed",
    "audit_type": "manual_security_review",
    "time_spent_hours": {hours},
    "methodology": {method}
  }},
  "findings_summary": {{
    "critical": {critical},
    "high": {high},
    "medium": {medium},
    "low": {low},
    "info": {info},
    "total_issues": {total}
  }},
  "findings_details": {{
    "critical_severity": [{criticals}],
    "high_severity": [{highs}],
    "medium_severity": [{mediums}],
    "low_severity": [{lows}],
    "info_positive": [{infos}]
  }},
  "tools_used": [{tools}],
  "references": {{
    "related_audits": [],
    "external_reports": [],
    "vulnerability_references": [],
    "documentation_reviewed": []
  }}
}}
"#,
            name = json(self.auditor(id)),
            account = id.auditor,
            organization = json(self.works_for()),
            contact = open("how to reach the auditor"),
            url = json(&Self::target(folder).0),
            commit = json(&self.commit),
            version = json(&self.version),
            scope = open("what was looked at, such as authentication, input_validation"),
            depth = open("quick or comprehensive"),
            date = id.date,
            end = open("when it was completed, as 2026-01-31T15:00:00Z"),
            hours = open("hours spent, a number without quotes"),
            method = open("which method was followed"),
            critical = counts.critical,
            high = counts.high,
            medium = counts.medium,
            low = counts.low,
            info = counts.info,
            total = findings.len(),
            criticals = list("critical"),
            highs = list("high"),
            mediums = list("medium"),
            lows = list("low"),
            infos = list("info"),
            tools = open("what was used, such as manual_code_review"),
        )
    }

    fn assessment(&self, folder: &str, id: &Id, findings: &[String]) -> String {
        let (url, _, name) = Self::target(folder);
        let rows: String = findings
            .iter()
            .map(|name| format!("| [{name}](findings/{name}.md) | {OPEN}in one sentence] |\n"))
            .collect();
        format!(
            "# Security assessment of {name} {state}

**Audit**: {id}
**Repository**: {url}
**State of the code**: {state}

## Summary

{OPEN}what was found, and whether it can be used as it is]

## Scope

{OPEN}what was looked at, and what was left out]

## Method

{OPEN}how it was done: frameworks, tools and their versions, prompts in full where a model helped]

## Environment

{OPEN}what is needed to do it again: systems, versions, settings]

## Findings

| Finding | What it is |
| --- | --- |
{rows}
## What turned out to be none

{OPEN}what looked like a finding and why it is none, or “nothing”]

## Limits and confidence

{OPEN}how sure the findings are, and what could have been missed]
",
            state = self.state(),
        )
    }

    fn auditor<'s>(&'s self, id: &'s Id) -> &'s str {
        if self.name.is_empty() { &id.auditor } else { &self.name }
    }

    fn works_for(&self) -> &str {
        if self.organization.is_empty() { "Independent" } else { &self.organization }
    }
}

fn counts(findings: &[String]) -> Counts {
    Counts::of(|severity| {
        findings.iter().filter(|name| finding(name).is_some_and(|it| it.0 == severity)).count()
            as u32
    })
}

fn json(text: &str) -> String {
    serde_json::to_string(text).unwrap_or_default()
}

/// A place to be filled in, as JSON.
fn open(what: &str) -> String {
    json(&format!("{OPEN}{what}]"))
}

fn finding_text(name: &str, id: &Id) -> String {
    let severity = finding(name).map_or("", |it| it.0);
    let title: String = severity
        .chars()
        .take(1)
        .flat_map(char::to_uppercase)
        .chain(severity.chars().skip(1))
        .collect();
    format!(
        "# Finding: {OPEN}what it is, in one line]

**Finding ID**: {name}
**Severity**: {title}
**Category**: {OPEN}the category, such as Authentication]
**CWE**: {OPEN}the weakness, such as CWE-798, or N/A]
**CVSS Score**: {OPEN}the score, such as 7.5, or N/A]

## Executive Summary

{OPEN}two sentences that somebody without the code understands]

## Technical Description

{OPEN}why it happens, with file, function and lines]

## Evidence

{OPEN}code, output or a log that shows it, in a code block]

## Impact Assessment

- **Confidentiality**: {OPEN}none, low, medium or high, and why]
- **Integrity**: {OPEN}none, low, medium or high, and why]
- **Availability**: {OPEN}none, low, medium or high, and why]
- **Exploitability**: {OPEN}what an attacker needs]
- **Scope**: {OPEN}what is reached]

## Affected Components

{OPEN}files and functions]

## Reproduction Steps

1. {OPEN}the first step]

**Expected**: {OPEN}what should happen]
**Actual**: {OPEN}what does happen]

## Recommendations

{OPEN}what to change now, and what later]

## Remediation Validation

{OPEN}how to see that the change works]

## Status Tracking

- [x] Identified: {date}
- [x] Documented: {date}
- [ ] Reported to maintainers:
- [ ] Acknowledged by maintainers:
- [ ] Fix available:
- [ ] Fix verified:
- [ ] Closed:
",
        date = id.date,
    )
}

const NOTES: &str = "# Notes

Everything that may help somebody to follow the audit. Text that speaks to a model stands between these marks:

<!-- BEGIN_PROMPT_INJECTION_EXAMPLE -->
<!-- END_PROMPT_INJECTION_EXAMPLE -->
";

#[cfg(test)]
mod tests {
    use super::{Draft, DraftError, OPEN};
    use crate::audit::{File, Id, lint};

    fn draft() -> Draft {
        Draft {
            repository: "git@github.com:Example/notes.git".to_owned(),
            version: "v1.8.1".to_owned(),
            name: "Ada \"quoted\" </script>".to_owned(),
            ..Draft::default()
        }
    }

    fn id() -> Id {
        Id::read("ada-2026-01-31-001").unwrap()
    }

    /// What the linter says once every open place was filled in.
    fn left(files: &[(String, String)]) -> Vec<String> {
        let fill = |text: &str| {
            let mut parts = text.split(OPEN);
            let mut filled = parts.next().unwrap_or_default().to_owned();
            parts.for_each(|part| filled += part.split_once(']').map_or("", |(_, rest)| rest));
            filled
        };
        let texts: Vec<_> = files.iter().map(|(path, text)| (path, fill(text))).collect();
        let files: Vec<_> = texts.iter().map(|(path, text)| File { path, text }).collect();
        lint(&files)
            .into_iter()
            .map(|problem| format!("{} {}", problem.path, problem.message))
            .collect()
    }

    #[test]
    fn a_draft_is_a_record_but_for_what_a_person_writes() {
        let mut draft = draft();
        for named in ["high:open-port", "info:good-defaults", "high:token-in-log"] {
            draft.add_finding(named).unwrap();
        }
        assert_eq!(
            draft.findings,
            ["high-001-open-port", "info-001-good-defaults", "high-002-token-in-log"]
        );
        let files = draft.files(&id()).unwrap();
        let all: Vec<_> = files.iter().map(|(path, text)| File { path, text }).collect();
        let found = lint(&all);
        assert!(
            found.len() > 20 && found.iter().all(|it| it.rule == "AUD-008" && it.line.is_some()),
            "{found:#?}"
        );
        let open: usize = files.iter().map(|file| file.1.matches(OPEN).count()).sum();
        assert_eq!(found.len(), open, "each open place is named");
        assert_eq!(left(&files), Vec::<String>::new());
        // Without a finding there is one to be filled in.
        draft.findings.clear();
        assert_eq!(left(&draft.files(&id()).unwrap()), Vec::<String>::new());
    }

    #[test]
    fn what_anchors_nothing_is_refused() {
        let of = |commit: &str, version: &str| {
            let draft = Draft { commit: commit.to_owned(), version: version.to_owned(), ..draft() };
            draft.files(&id()).err()
        };
        assert_eq!(of("0123456789abcdef0123456789abcdef01234567", ""), None);
        for (commit, version, named) in
            [("", "", ""), ("", "main", "main"), ("abc", "v1.0.0", "abc"), ("", "latest", "latest")]
        {
            assert_eq!(of(commit, version), Some(DraftError::Anchor(named.to_owned())));
        }
        for named in ["open-port", "awful:x", "high:", "high:../x", "high:Open", "high:-x"] {
            assert_eq!(draft().add_finding(named), Err(DraftError::Finding(named.to_owned())));
        }
        let odd = Draft { repository: "notes".to_owned(), ..draft() };
        assert_eq!(odd.files(&id()), Err(DraftError::Repository("notes".to_owned())));
    }
}
