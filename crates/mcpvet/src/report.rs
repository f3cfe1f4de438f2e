//! The report: plain serialisable data, the one contract that every surface shows.
//!
//! Its canonical form is JSON with two spaces of indentation and the keys in the order of the
//! fields below ([`Report::to_json`]); `JSON.stringify(report, null, 2)` writes the same bytes.
//! Arrays and objects are never `null`; an absent value leaves its key out. Lines and columns
//! count from 1, columns in UTF-16 code units, as editors, browsers and SARIF count them.

use serde::{Deserialize, Serialize, Serializer};

use crate::advisory::{Kind, Severity};
use crate::input::Level;
use crate::input::hosts::Scope;
use crate::package::{Confidence, RequirementClass, Source};
use crate::rules::RuleSeverity;

/// The version of this contract. A new minor version adds keys, a new major one changes them.
pub const SCHEMA_VERSION: &str = "1.0";

/// What advisories say about everything that was read.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Report {
    /// The version of this contract.
    pub schema_version: &'static str,
    /// The program that wrote it.
    pub tool: Tool,
    /// The advisories that were asked.
    pub data: Data,
    /// The numbers.
    pub summary: Summary,
    /// One entry for each input, in the order given.
    pub results: Vec<SourceResult>,
    /// What could not be read or looks odd, in the order of the inputs.
    pub notes: Vec<ReportNote>,
}

/// The program that wrote a report.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Tool {
    /// Its name, `mcpvet`.
    pub name: &'static str,
    /// Its version.
    pub version: &'static str,
}

impl Tool {
    pub(crate) const THIS: Self = Self { name: "mcpvet", version: env!("CARGO_PKG_VERSION") };
}

/// The dataset behind a report.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Data {
    /// The layout version of the pack.
    pub version: u32,
    /// The day on which the facts were compiled, as `YYYY-MM-DD`.
    pub built: String,
    /// `sha256:` and the digest of the pack in hexadecimal.
    pub digest: String,
    /// How many advisories it holds, withdrawn ones and those without a package included.
    pub advisories: u32,
    /// The ecosystems that it knows packages of, by name.
    pub coverage: Vec<Coverage>,
}

/// What a dataset holds of one ecosystem.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Coverage {
    /// The ecosystem, as OSV names it.
    pub ecosystem: &'static str,
    /// How many packages have an advisory.
    pub packages: u32,
    /// How many advisories name one of them.
    pub advisories: u32,
}

/// The numbers of a report.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Summary {
    /// Packages that were read: the four numbers below together.
    pub packages: u32,
    /// Packages to which at least one advisory applies.
    pub affected: u32,
    /// Packages that could not be decided.
    pub undecided: u32,
    /// Packages to which no advisory of the dataset applies.
    pub unaffected: u32,
    /// The project's own code and workspace members, which no advisory is about.
    pub local: u32,
    /// Findings that apply, an advisory counted once for each package.
    pub findings: u32,
    /// The same findings by severity.
    pub by_severity: BySeverity,
    /// Notes of level `error`: how often something was not checked.
    pub unread: u32,
    /// How often rules fired, by severity.
    pub rules: RulesBySeverity,
}

impl Summary {
    /// Adds the numbers of another part.
    pub(crate) fn add(&mut self, other: &Self) {
        for (number, more) in self.numbers().into_iter().zip(other.clone().numbers()) {
            *number += *more;
        }
    }

    const fn numbers(&mut self) -> [&mut u32; 19] {
        let Self { by_severity, rules, .. } = self;
        [
            &mut self.packages,
            &mut self.affected,
            &mut self.undecided,
            &mut self.unaffected,
            &mut self.local,
            &mut self.findings,
            &mut self.unread,
            &mut by_severity.malware,
            &mut by_severity.critical,
            &mut by_severity.high,
            &mut by_severity.medium,
            &mut by_severity.low,
            &mut by_severity.none,
            &mut by_severity.unknown,
            &mut rules.critical,
            &mut rules.high,
            &mut rules.medium,
            &mut rules.low,
            &mut rules.info,
        ]
    }
}

/// How often rules fired, the most urgent first.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct RulesBySeverity {
    /// At once.
    pub critical: u32,
    /// Promptly.
    pub high: u32,
    /// In time.
    pub medium: u32,
    /// Later.
    pub low: u32,
    /// Worth knowing.
    pub info: u32,
}

impl RulesBySeverity {
    pub(crate) const fn count(&mut self, severity: RuleSeverity) {
        *self.of(severity) += 1;
    }

    /// Takes back what [`Self::count`] counted.
    pub(crate) const fn uncount(&mut self, severity: RuleSeverity) {
        *self.of(severity) -= 1;
    }

    const fn of(&mut self, severity: RuleSeverity) -> &mut u32 {
        match severity {
            RuleSeverity::Critical => &mut self.critical,
            RuleSeverity::High => &mut self.high,
            RuleSeverity::Medium => &mut self.medium,
            RuleSeverity::Low => &mut self.low,
            RuleSeverity::Info => &mut self.info,
        }
    }
}

/// Findings by severity, the most urgent first.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct BySeverity {
    /// Known malicious packages.
    pub malware: u32,
    /// CVSS 9.0 and above.
    pub critical: u32,
    /// CVSS 7.0 to 8.9.
    pub high: u32,
    /// CVSS 4.0 to 6.9.
    pub medium: u32,
    /// CVSS 0.1 to 3.9.
    pub low: u32,
    /// CVSS 0.0.
    pub none: u32,
    /// No severity is known; treated as at least low.
    pub unknown: u32,
}

impl BySeverity {
    pub(crate) const fn count(&mut self, severity: Severity) {
        *self.of(severity) += 1;
    }

    /// Takes back what [`Self::count`] counted.
    pub(crate) const fn uncount(&mut self, severity: Severity) {
        *self.of(severity) -= 1;
    }

    const fn of(&mut self, severity: Severity) -> &mut u32 {
        match severity {
            Severity::Malware => &mut self.malware,
            Severity::Critical => &mut self.critical,
            Severity::High => &mut self.high,
            Severity::Medium => &mut self.medium,
            Severity::Low => &mut self.low,
            Severity::None => &mut self.none,
            Severity::Unknown => &mut self.unknown,
        }
    }
}

/// What was found in one input.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct SourceResult {
    /// The input.
    pub source: SourceInfo,
    /// Its packages that are affected or undecided, the most urgent first.
    pub packages: Vec<PackageResult>,
    /// What the rules say about its configuration, the most urgent first.
    pub rules: Vec<RuleFinding>,
}

/// A rule that fired.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct RuleFinding {
    /// The id of the rule, such as `SUP-001`.
    pub rule: &'static str,
    /// What is wrong wherever it fires, in a few words.
    pub title: &'static str,
    /// How urgent it is.
    pub severity: RuleSeverity,
    /// The server entry that it is about.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub server: Option<String>,
    /// What stands here, in one sentence without a full stop.
    pub message: String,
    /// What to do, in one sentence.
    pub remedy: &'static str,
    /// Where it stands.
    pub location: Location,
}

/// An input.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct SourceInfo {
    /// The name that the caller gave it, or `input`.
    pub name: String,
    /// The id of its format, or `unknown`.
    pub format: &'static str,
    /// How many packages were read from it.
    pub packages: u32,
    /// The MCP hosts that use it, by id; absent where the caller did not say.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub hosts: Vec<&'static str>,
    /// Whose configuration it is; absent where the caller did not say.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub scope: Option<Scope>,
}

/// Whether advisories apply to a package.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub enum Verdict {
    /// At least one applies, whichever allowed version is installed.
    Affected,
    /// It cannot be told; the reason stands beside it.
    Undecided,
    /// None of the dataset applies.
    Unaffected,
}

impl Verdict {
    /// The label, as reports write it.
    #[must_use]
    pub const fn label(self) -> &'static str {
        match self {
            Self::Affected => "affected",
            Self::Undecided => "undecided",
            Self::Unaffected => "unaffected",
        }
    }
}

/// Why a package is undecided.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub enum ReasonCode {
    /// The text allows versions with and without an advisory.
    Unpinned,
    /// The version cannot be read in its ecosystem.
    UnreadableVersion,
    /// The requirement cannot be read in its ecosystem.
    UnreadableRequirement,
    /// A boundary of the advisory cannot be read or is a Git commit.
    UnreadableAdvisory,
    /// The version comes from Git or a URL, so no released version is known.
    UnknownVersion,
    /// The name is known, but not of which ecosystem.
    UnknownEcosystem,
    /// The dataset has no advisories for this ecosystem.
    NotCovered,
    /// A server reached over the network, or a program on the machine: no package is named.
    NoPackage,
    /// The name is filled in when it runs.
    DynamicName,
}

/// A reason in words.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Reason {
    /// The kind of reason.
    pub code: ReasonCode,
    /// One sentence.
    pub text: String,
}

/// Where something stands in an input.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Location {
    /// The line, from 1.
    pub line: u32,
    /// The column in UTF-16 code units, from 1.
    pub column: u32,
    /// A JSON pointer or TOML key, where the format has such.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub path: Option<String>,
}

/// A package as an input names it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct PackageInfo {
    /// The ecosystem, as OSV names it; absent where the input does not say.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub ecosystem: Option<&'static str>,
    /// The name as its ecosystem files it.
    pub name: String,
    /// The one version that it names; of code from Git the one that stands beside the commit.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub version: Option<String>,
    /// Anything else that stands for a version; absent when nothing does.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub requirement: Option<String>,
    /// Which kind of text that is.
    pub class: RequirementClass,
    /// The package URL, where the ecosystem has a type.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub purl: Option<String>,
    /// Where its code comes from.
    pub source: Source,
    /// For what it is used: `prod`, `dev`, `optional`, `peer`, `build`, `test`.
    pub groups: Vec<&'static str>,
    /// Whether the project names it itself; absent where the format does not say.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub direct: Option<bool>,
    /// Why it is there, where the format knows: the shortest chains of packages from one that the
    /// project names itself to this one, each as `name@version`; eight at most.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub paths: Vec<Vec<String>>,
    /// The other name under which the project uses it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub alias: Option<String>,
    /// How sure the reader is.
    pub confidence: Confidence,
    /// The MCP server entry that starts it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub launch: Option<LaunchInfo>,
    /// Where the version stands, or the name where there is no version.
    pub location: Location,
}

/// The MCP server entry that starts a package.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct LaunchInfo {
    /// The name of the entry.
    pub server: String,
    /// The program that fetches and starts it, such as `npx`; `url` for a remote server.
    pub runner: String,
}

/// What advisories say about one package.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct PackageResult {
    /// The package.
    pub package: PackageInfo,
    /// Whether advisories apply.
    pub verdict: Verdict,
    /// Why it is undecided.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub reason: Option<Reason>,
    /// The highest severity of the findings; absent when there are none.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub severity: Option<Severity>,
    /// The advisories that apply or could apply, the most urgent first.
    pub findings: Vec<Finding>,
    /// What to do, in one sentence.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub remedy: Option<Remedy>,
}

impl PackageResult {
    /// The findings that made the verdict: where some apply for certain, those that only could
    /// are left out.
    pub(crate) fn deciding(&self) -> impl Iterator<Item = &Finding> {
        deciding(self.verdict, &self.findings)
    }
}

/// See [`PackageResult::deciding`].
pub(crate) fn deciding(verdict: Verdict, findings: &[Finding]) -> impl Iterator<Item = &Finding> {
    let certain = findings.iter().any(|finding| finding.verdict == verdict);
    findings.iter().filter(move |finding| !certain || finding.verdict == verdict)
}

/// One advisory held against one package.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Finding {
    /// The id of the advisory.
    pub id: String,
    /// Its other ids.
    pub aliases: Vec<String>,
    /// A flaw, or code made to do harm.
    pub kind: Kind,
    /// How bad it is.
    pub severity: SeverityInfo,
    /// What it is about, in one sentence.
    pub summary: String,
    /// Whether it applies to every allowed version (`affected`) or to some (`undecided`).
    pub verdict: Verdict,
    /// Which range and which comparison decided, in one sentence.
    pub explanation: String,
    /// The versions that repair it, in the order of the ranges.
    pub fixed: Vec<String>,
    /// The day of publication, as `YYYY-MM-DD`.
    pub published: String,
    /// The first page to read about it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub url: Option<String>,
}

/// The severity of an advisory.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct SeverityInfo {
    /// The label.
    pub label: Severity,
    /// The CVSS score from 0 to 10, with one decimal.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub score: Option<Score>,
    /// The CVSS vector that the score was computed from.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub vector: Option<String>,
}

/// A CVSS score in tenths: 98 is 9.8.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Score(pub u8);

impl core::fmt::Display for Score {
    /// Always with its decimal: `9.8`, `7.0`.
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        write!(f, "{}.{}", self.0 / 10, self.0 % 10)
    }
}

impl Serialize for Score {
    /// Writes whole scores as integers, so that JavaScript prints the same bytes.
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self.0 % 10 {
            0 => serializer.serialize_u8(self.0 / 10),
            _ => serializer.serialize_f64(f64::from(self.0) / 10.0),
        }
    }
}

#[cfg(feature = "schema")]
impl schemars::JsonSchema for Score {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "Score".into()
    }

    fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
        schemars::json_schema!({ "type": "number", "minimum": 0, "maximum": 10, "multipleOf": 0.1 })
    }
}

/// What kind of step clears the findings of a package.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub enum Action {
    /// Move to a newer version.
    Upgrade,
    /// Write down a version, or narrow the range.
    Pin,
    /// Take the package out.
    Remove,
    /// No version is known to help: confine or replace it.
    Mitigate,
}

/// What to do about a package.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Remedy {
    /// The kind of step.
    pub action: Action,
    /// The smallest version that clears every finding of the package and is no downgrade.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub version: Option<String>,
    /// The widest requirement that excludes every advisory of the package, in the language of its
    /// ecosystem: `>=0.1.16`, `[1.1.4,)`. Left out where some advisory has no upper end.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub requirement: Option<String>,
    /// One sentence that says what to do.
    pub text: String,
    /// What to write instead, where a command line starts the package.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub edit: Option<Edit>,
}

/// A change to the command line that starts a package, ready to paste.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Edit {
    /// The word that names the package, with the version of the remedy: `mcp-remote@0.1.16`.
    pub token: String,
    /// The list of arguments with that word, when all of it stands on one line; `…` stands for
    /// what could be a secret.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub line: Option<String>,
}

/// Something about an input that its reader should know.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct ReportNote {
    /// How much it takes away from the answer.
    pub level: Level,
    /// The kind of note, such as `syntax`.
    pub code: &'static str,
    /// What stands there and what was expected.
    pub message: String,
    /// The name of the input.
    pub source: String,
    /// Where it stands; absent when it is about the whole input.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub location: Option<Location>,
}

/// Everything that was read, without asking any advisory.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct InventoryReport {
    /// The version of this contract.
    pub schema_version: &'static str,
    /// The program that wrote it.
    pub tool: Tool,
    /// One entry for each input, in the order given.
    pub results: Vec<SourceInventory>,
    /// What could not be read or looks odd, in the order of the inputs.
    pub notes: Vec<ReportNote>,
}

/// What was read from one input.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct SourceInventory {
    /// The input.
    pub source: SourceInfo,
    /// Its packages in the order of the text.
    pub packages: Vec<PackageInfo>,
}

/// Everything that a dataset says about one package.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Explanation {
    /// The version of this contract.
    pub schema_version: &'static str,
    /// The program that wrote it.
    pub tool: Tool,
    /// The advisories that were asked.
    pub data: Data,
    /// What applies or could apply.
    pub result: PackageResult,
    /// The advisories about the package that do not apply, each with the reason.
    pub others: Vec<Finding>,
    /// Other ecosystems in which a package of the same name has advisories.
    pub elsewhere: Vec<&'static str>,
}

/// Writes any part of the contract as canonical JSON.
///
/// # Panics
///
/// Never: these types have string keys and finite numbers only.
pub fn to_json(value: &impl Serialize) -> String {
    serde_json::to_string_pretty(value).expect("plain data with string keys always serialises")
}

impl Report {
    /// The report as canonical JSON, without a final line break.
    #[must_use]
    pub fn to_json(&self) -> String {
        to_json(self)
    }
}
