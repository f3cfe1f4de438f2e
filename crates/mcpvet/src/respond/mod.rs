//! A checklist for each finding: the steps of each role with everything filled in that is known
//! about the packages that were checked.
//!
//! ```
//! # #[cfg(feature = "bundled")] {
//! use mcpvet::respond::{Knowledge, respond};
//! use mcpvet::{Input, check, inventory, pack::Pack};
//!
//! let (pack, list) = (Pack::bundled(), Input { bytes: b"mcp-remote@0.1.15", ..Input::default() });
//! let knowledge = Knowledge::new(&pack, Vec::new());
//! let cases = respond(&check(&pack, &[list]), &inventory(&[list]), &knowledge);
//! assert_eq!(cases[0].title, "Critical: mcp-remote (npm), GHSA-6xpm-ggf7-wc3p");
//! assert_eq!(cases[0].roles[0].steps[3].known[0].text, "0.1.16");
//! # }
//! ```
//!
//! What is not known is said to be so: a lockfile does not tell how a server is reached.

mod known;
mod markdown;
mod similar;
#[cfg(all(test, feature = "bundled"))]
mod tests;

use serde::Serialize;

use crate::advisory::{Advisory, Severity};
use crate::coordination::Group;
use crate::pack::Pack;
use crate::playbook::{ROLES, urgency};
use crate::report::{
    Edit, Finding, InventoryReport, PackageResult, Reason, Remedy, Report, SeverityInfo, Verdict,
};
use crate::sort;

pub use markdown::{MOST_ISSUE_BYTES, issue, markdown};
pub use similar::{MOST_SIMILAR, Similar};

/// What is known beside a report: every advisory, and the groups across official SDKs.
pub struct Knowledge {
    advisories: Vec<Advisory>,
    groups: Vec<Group>,
}

impl Knowledge {
    /// Reads the records of a pack; `groups` are those of
    /// [`Coordination::groups`](crate::coordination::Coordination::groups), or none.
    #[must_use]
    pub fn new(pack: &Pack<'_>, groups: Vec<Group>) -> Self {
        let read = |row| serde_json::from_str(pack.document(row)?).ok();
        Self { advisories: pack.advisories().filter_map(read).collect(), groups }
    }

    fn advisory(&self, id: &str) -> Option<&Advisory> {
        self.advisories.iter().find(|advisory| advisory.id == id)
    }
}

/// One advisory about one package, and what to do about it here.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Case {
    /// What an issue about it could be called.
    pub title: String,
    /// The id of the advisory.
    pub id: String,
    /// Its other ids.
    pub aliases: Vec<String>,
    /// What it is about, in one sentence.
    pub summary: String,
    /// How bad it is.
    pub severity: SeverityInfo,
    /// How soon to act.
    pub due: &'static str,
    /// The ecosystem of the package; absent where nothing says so.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub ecosystem: Option<&'static str>,
    /// The package.
    pub package: String,
    /// Whether it applies to what is used, or could.
    pub verdict: Verdict,
    /// Where the package stands.
    pub places: Vec<Place>,
    /// The versions that repair it; empty where none is known.
    pub fixed: Vec<String>,
    /// The transports over which the advisory says that it can be reached; empty for unknown.
    pub transports: Vec<String>,
    /// Other advisories to look at.
    pub similar: Vec<Similar>,
    /// Where to read on.
    pub references: Vec<String>,
    /// What each role does.
    pub roles: Vec<Duty>,
}

/// A place at which an affected package stands.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Place {
    /// The input.
    pub source: String,
    /// The line, from 1.
    pub line: u32,
    /// The version, or what stands for one; absent when nothing does.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub version: Option<String>,
    /// Why it applies, in one sentence.
    pub explanation: String,
    /// The server entry that starts it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub server: Option<String>,
    /// The program that starts it, such as `npx`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub runner: Option<String>,
    /// Whether the project names it itself; absent where the format does not say.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub direct: Option<bool>,
    /// The chains of packages that bring it along.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub paths: Vec<Vec<String>>,
    /// Why it is not sure.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub reason: Option<Reason>,
    /// What to do here.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub remedy: Option<Remedy>,
}

/// The steps of a role.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Duty {
    /// Its name, such as `developer`.
    pub id: &'static str,
    /// What it is called.
    pub title: &'static str,
    /// What it does, in this order.
    pub steps: Vec<Todo>,
}

/// A step with what is known.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Todo {
    /// What it is called, such as `Verify`.
    pub title: &'static str,
    /// What to do, in a sentence or two.
    pub text: String,
    /// What is known that it needs.
    pub known: Vec<Line>,
}

/// Something that is known.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Line {
    /// What it is.
    pub label: &'static str,
    /// The thing itself.
    pub text: String,
    /// Whether it is a name, a place or a text to copy, and no sentence.
    #[serde(skip)]
    pub is_code: bool,
}

/// A case for each advisory that applies or could apply to a package, the most urgent first.
/// `report` and `inventory` are of the same inputs.
#[must_use]
pub fn respond(report: &Report, inventory: &InventoryReport, knowledge: &Knowledge) -> Vec<Case> {
    let mut cases: Vec<Case> = Vec::new();
    for result in &report.results {
        for found in &result.packages {
            for finding in &found.findings {
                let place = place(&result.source.name, found, finding);
                let same = |case: &&mut Case| {
                    case.id == finding.id
                        && case.package == found.package.name
                        && case.ecosystem == found.package.ecosystem
                };
                match cases.iter_mut().find(same) {
                    Some(case) => case.add(place, finding.verdict),
                    None => cases.push(case(found, finding, place)),
                }
            }
        }
    }
    sort::by(&mut cases, |a, b| (a.verdict, b.severity.label).cmp(&(b.verdict, a.severity.label)));
    for case in &mut cases {
        case.complete(inventory, knowledge);
    }
    cases
}

fn place(source: &str, found: &PackageResult, finding: &Finding) -> Place {
    let info = &found.package;
    Place {
        source: source.to_owned(),
        line: info.location.line,
        version: info.version.clone().or_else(|| info.requirement.clone()),
        explanation: finding.explanation.clone(),
        server: info.launch.as_ref().map(|launch| launch.server.clone()),
        runner: info.launch.as_ref().map(|launch| launch.runner.clone()),
        direct: info.direct,
        paths: info.paths.clone(),
        reason: found.reason.clone(),
        remedy: found.remedy.clone(),
    }
}

fn case(found: &PackageResult, finding: &Finding, place: Place) -> Case {
    let info = &found.package;
    let ecosystem = info.ecosystem.map(|ecosystem| format!(" ({ecosystem})")).unwrap_or_default();
    let label = finding.severity.label.label();
    let (first, rest) = label.split_at(1);
    let first = first.to_ascii_uppercase();
    Case {
        title: format!("{first}{rest}: {}{ecosystem}, {}", info.name, finding.id),
        id: finding.id.clone(),
        aliases: finding.aliases.clone(),
        summary: finding.summary.clone(),
        severity: finding.severity.clone(),
        due: urgency(label),
        ecosystem: info.ecosystem,
        package: info.name.clone(),
        verdict: finding.verdict,
        places: vec![place],
        fixed: finding.fixed.clone(),
        transports: Vec::new(),
        similar: Vec::new(),
        references: finding.url.iter().cloned().collect(),
        roles: Vec::new(),
    }
}

impl Case {
    fn add(&mut self, place: Place, verdict: Verdict) {
        self.places.push(place);
        // That it applies somewhere weighs more than that it could apply elsewhere.
        self.verdict = self.verdict.min(verdict);
    }

    /// Fills in what the record and the other advisories say.
    fn complete(&mut self, inventory: &InventoryReport, knowledge: &Knowledge) {
        let Some(advisory) = knowledge.advisory(&self.id) else { return };
        self.transports.clone_from(&advisory.transports);
        self.references.clone_from(&advisory.references);
        self.similar = similar::similar(advisory, inventory, knowledge);
        let todo = |step: &crate::playbook::Step| Todo {
            title: step.title,
            text: step.text(advisory),
            known: step.shows.iter().flat_map(|known| known::lines(*known, self)).collect(),
        };
        self.roles = ROLES
            .iter()
            .map(|role| Duty {
                id: role.id,
                title: role.title,
                steps: role.steps.iter().map(todo).collect(),
            })
            .collect();
    }

    /// Whether an id, in any case, is one of its own.
    #[must_use]
    pub fn is_named(&self, id: &str) -> bool {
        let ids = [&self.id].into_iter().chain(&self.aliases);
        ids.into_iter().any(|known| known.eq_ignore_ascii_case(id))
    }

    /// How bad it is, as people write it: `critical 9.6`.
    #[must_use]
    pub fn rating(&self) -> String {
        let label: Severity = self.severity.label;
        match self.severity.score {
            Some(score) => format!("{} {score}", label.label()),
            None => label.label().to_owned(),
        }
    }
}

impl Place {
    /// `mcp.json:4`.
    #[must_use]
    pub fn text(&self) -> String {
        format!("{}:{}", self.source, self.line)
    }

    /// What to write instead, where a command line starts the package.
    pub(crate) fn edit(&self) -> Option<&Edit> {
        self.remedy.as_ref()?.edit.as_ref()
    }
}
