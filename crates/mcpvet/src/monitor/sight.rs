//! What one run saw: the findings of every input, and which files were read to their end.

use std::collections::btree_map::Entry;
use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

use super::Key;
use crate::advisory::Severity;
use crate::input::Level;
use crate::report::{
    Finding, InventoryReport, PackageInfo, PackageResult, Report, ReportNote, RuleFinding, Verdict,
};
use crate::rules::RuleSeverity;

/// Who says that something is wrong.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub enum Basis {
    /// An advisory about a package.
    #[default]
    Advisory,
    /// A rule about a configuration.
    Rule,
}

/// A finding as a run saw it; one for all versions and files of an input.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Found {
    /// What it is known by.
    #[serde(flatten)]
    pub key: Key,
    /// Who says so.
    pub basis: Basis,
    /// What it is about, in one sentence.
    pub summary: String,
    /// How bad it is.
    pub severity: Severity,
    /// Whether it applies for certain (`affected`) or could (`undecided`).
    pub verdict: Verdict,
    /// The other ids of the advisory.
    pub aliases: Vec<String>,
    /// The versions that it was found with, as the input writes them; empty where it writes none.
    pub versions: Vec<String>,
    /// The files of the input in which it stands.
    pub files: Vec<String>,
    /// The versions that repair it.
    pub fixed: Vec<String>,
    /// What to do, in one sentence; may be empty.
    pub remedy: String,
    /// The first page to read about it; may be empty.
    pub url: String,
    /// The day of publication as `YYYY-MM-DD`; empty for a rule.
    pub published: String,
}

/// A file of an input.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct SeenFile {
    pub(super) name: String,
    /// By which it is told whether it changed.
    pub(super) digest: String,
    pub(super) packages: u32,
    /// Why it was not read to its end.
    #[serde(skip)]
    pub(super) problem: Option<String>,
    /// Versions by subject.
    #[serde(skip)]
    pub(super) versions: BTreeMap<String, BTreeSet<String>>,
    /// Names that cannot be decided, with the reason.
    #[serde(skip)]
    pub(super) undecided: BTreeMap<String, String>,
}

/// An input.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct SeenInput {
    pub(super) name: String,
    pub(super) files: Vec<SeenFile>,
    /// Why it was not looked at.
    #[serde(skip)]
    pub(super) problem: Option<String>,
}

/// What one run saw of all inputs.
#[derive(Clone, Debug, Default)]
pub struct Sight {
    pub(super) inputs: Vec<SeenInput>,
    pub(super) found: BTreeMap<Key, Seen>,
}

/// A finding and the most urgent severity of the rules behind it.
#[derive(Clone, Debug)]
pub(super) struct Seen {
    pub(super) found: Found,
    pub(super) rule: Option<RuleSeverity>,
}

/// The note of a report that was cut.
const NOT_LISTED: &str = "not-listed";

impl Sight {
    /// Adds an input: the report and the inventory of its files, which have the same order, and one
    /// text for each that is another one whenever the file is.
    pub fn add(
        &mut self,
        name: &str,
        report: &Report,
        inventory: &InventoryReport,
        digests: &[String],
    ) {
        let mut files = Vec::new();
        for (at, result) in report.results.iter().enumerate() {
            let source = &result.source;
            let mut file = SeenFile {
                name: source.name.clone(),
                digest: digests.get(at).cloned().unwrap_or_default(),
                packages: source.packages,
                problem: report.notes.iter().find(|note| breaks(note, &source.name)).map(why),
                versions: BTreeMap::new(),
                undecided: undecided(&result.packages),
            };
            let packages = inventory.results.get(at).map(|one| &*one.packages).unwrap_or_default();
            for package in packages {
                let versions = file.versions.entry(subject(package)).or_default();
                versions.extend(version(package));
            }
            files.push(file);
            for package in &result.packages {
                let found = package.findings.iter().map(|one| advisory(package, one));
                found.for_each(|found| self.see(name, &source.name, found, None));
            }
            for rule in &result.rules {
                self.see(name, &source.name, of_rule(rule), Some(rule.severity));
            }
        }
        self.inputs.push(SeenInput { name: name.to_owned(), files, problem: None });
    }

    /// Adds an input that could not be looked at.
    pub fn add_unread(&mut self, name: &str, problem: &str) {
        let (name, problem) = (name.to_owned(), Some(problem.to_owned()));
        self.inputs.push(SeenInput { name, files: Vec::new(), problem });
    }

    /// How many packages were read.
    #[must_use]
    pub fn packages(&self) -> u64 {
        self.files().map(|(_, file)| u64::from(file.packages)).sum()
    }

    pub(super) fn input(&self, name: &str) -> Option<&SeenInput> {
        self.inputs.iter().find(|input| input.name == name)
    }

    pub(super) fn files(&self) -> impl Iterator<Item = (&SeenInput, &SeenFile)> {
        self.inputs.iter().flat_map(|input| input.files.iter().map(move |file| (input, file)))
    }

    fn see(&mut self, input: &str, file: &str, mut found: Found, rule: Option<RuleSeverity>) {
        found.key.input = input.to_owned();
        found.files.push(file.to_owned());
        match self.found.entry(found.key.clone()) {
            Entry::Vacant(place) => {
                place.insert(Seen { found, rule });
            }
            Entry::Occupied(mut place) => place.get_mut().join(found, rule),
        }
    }
}

impl Seen {
    /// The same finding at another place: whatever is worse counts.
    fn join(&mut self, other: Found, rule: Option<RuleSeverity>) {
        let worse = (other.verdict, core::cmp::Reverse(other.severity))
            < (self.found.verdict, core::cmp::Reverse(self.found.severity));
        let (mut versions, mut files) = (other.versions.clone(), other.files.clone());
        versions.append(&mut self.found.versions);
        files.append(&mut self.found.files);
        if worse {
            self.found = other;
        }
        for list in [&mut versions, &mut files] {
            list.sort();
            list.dedup();
        }
        (self.found.versions, self.found.files) = (versions, files);
        self.rule = self.rule.max(rule);
    }
}

impl SeenFile {
    /// Why nothing may be called fixed that stood in it.
    pub(super) fn doubt(&self) -> Option<String> {
        match &self.problem {
            Some(problem) => Some(format!("{} was not read to its end: {problem}", self.name)),
            None if self.packages == 0 => Some(format!("{} names no package any more", self.name)),
            None => None,
        }
    }
}

fn breaks(note: &ReportNote, file: &str) -> bool {
    note.source == file && (note.level == Level::Error || note.code == NOT_LISTED)
}

fn why(note: &ReportNote) -> String {
    match &note.location {
        Some(place) => format!("line {}: {}", place.line, note.message),
        None => note.message.clone(),
    }
}

/// `npm:mcp-remote`; `?:name` where nobody says of which ecosystem.
fn subject(package: &PackageInfo) -> String {
    [package.ecosystem.unwrap_or("?"), ":", &package.name].concat()
}

fn version(package: &PackageInfo) -> Option<String> {
    package.version.clone().or_else(|| package.requirement.clone())
}

fn undecided(packages: &[PackageResult]) -> BTreeMap<String, String> {
    let undecided = packages.iter().filter(|package| package.verdict == Verdict::Undecided);
    let reasons = undecided.map(|result| {
        let reason = result.reason.as_ref().map(|reason| reason.text.clone());
        (result.package.name.clone(), reason.unwrap_or_default())
    });
    reasons.collect()
}

fn advisory(result: &PackageResult, finding: &Finding) -> Found {
    let package = &result.package;
    let key = Key { subject: subject(package), id: finding.id.clone(), ..Key::default() };
    Found {
        key,
        basis: Basis::Advisory,
        summary: finding.summary.clone(),
        severity: finding.severity.label,
        verdict: finding.verdict,
        aliases: finding.aliases.clone(),
        versions: version(package).into_iter().collect(),
        files: Vec::new(),
        fixed: finding.fixed.clone(),
        remedy: result.remedy.as_ref().map(|remedy| remedy.text.clone()).unwrap_or_default(),
        url: finding.url.clone().unwrap_or_default(),
        published: finding.published.clone(),
    }
}

fn of_rule(rule: &RuleFinding) -> Found {
    let subject = rule.server.as_ref().map_or("-".to_owned(), |name| format!("server:{name}"));
    Found {
        key: Key { subject, id: rule.rule.to_owned(), ..Key::default() },
        basis: Basis::Rule,
        summary: rule.title.to_owned(),
        severity: severity(rule.severity),
        verdict: Verdict::Affected,
        aliases: Vec::new(),
        versions: Vec::new(),
        files: Vec::new(),
        fixed: Vec::new(),
        remedy: rule.remedy.to_owned(),
        url: String::new(),
        published: String::new(),
    }
}

const fn severity(rule: RuleSeverity) -> Severity {
    match rule {
        RuleSeverity::Info => Severity::None,
        RuleSeverity::Low => Severity::Low,
        RuleSeverity::Medium => Severity::Medium,
        RuleSeverity::High => Severity::High,
        RuleSeverity::Critical => Severity::Critical,
    }
}
