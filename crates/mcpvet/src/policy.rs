//! What makes a report fail a build.

use crate::advisory::Severity;
use crate::report::{InventoryReport, Report, ReportNote, SourceInfo, Verdict};
use crate::rules::RuleSeverity;

/// What a caller does not accept.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Gate {
    /// The lowest severity that fails; `None` lets every finding pass.
    pub fail_on: Option<Severity>,
    /// The lowest severity of a rule that fails; `None` lets what rules find pass.
    pub fail_on_rule: Option<RuleSeverity>,
    /// Whether an undecided package, or a part that was not read, fails.
    pub fail_on_undecided: bool,
}

impl Default for Gate {
    /// Every finding of an advisory fails, whatever its severity.
    fn default() -> Self {
        Self { fail_on: Some(Severity::None), fail_on_rule: None, fail_on_undecided: false }
    }
}

/// What a report comes to under a gate; of several, the first that holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// A finding of an advisory or of a rule is at or above its threshold.
    Findings,
    /// An input could not be read at all, or not to its end.
    Unreadable,
    /// Something is undecided, and the gate does not accept that.
    Undecided,
    /// No package was read.
    Nothing,
    /// Nothing stands against it.
    Clear,
}

/// Holds a report against a gate.
#[must_use]
pub fn outcome(report: &Report, gate: Gate) -> Outcome {
    let findings = || report.results.iter().flat_map(|result| &result.packages);
    let fails = |severity: Severity| gate.fail_on.is_some_and(|lowest| severity >= lowest);
    let affected = findings()
        .filter(|package| package.verdict == Verdict::Affected)
        .any(|package| package.severity.is_some_and(fails));
    let rules = report.results.iter().flat_map(|result| &result.rules);
    let ruled =
        gate.fail_on_rule.is_some_and(|lowest| rules.map(|r| r.severity).max() >= Some(lowest));
    let sources = report.results.iter().map(|result| &result.source);
    let unreadable = is_unreadable(sources, &report.notes);
    let undecided = report.summary.undecided > 0 || report.summary.unread > 0;
    if affected || ruled {
        Outcome::Findings
    } else if unreadable {
        Outcome::Unreadable
    } else if gate.fail_on_undecided && undecided {
        Outcome::Undecided
    } else if report.summary.packages == 0 {
        Outcome::Nothing
    } else {
        Outcome::Clear
    }
}

/// What reading alone comes to: [`Outcome::Unreadable`], [`Outcome::Nothing`] or [`Outcome::Clear`].
#[must_use]
pub fn inventory_outcome(inventory: &InventoryReport) -> Outcome {
    let sources = || inventory.results.iter().map(|result| &result.source);
    if is_unreadable(sources(), &inventory.notes) {
        Outcome::Unreadable
    } else if sources().all(|source| source.packages == 0) {
        Outcome::Nothing
    } else {
        Outcome::Clear
    }
}

/// The notes after which an unknown part of an input was not read.
const BROKEN: [&str; 2] = ["syntax", "too-many-packages"];

fn is_unreadable<'r>(
    mut sources: impl Iterator<Item = &'r SourceInfo>,
    notes: &[ReportNote],
) -> bool {
    sources.any(|source| source.format == UNKNOWN_FORMAT)
        || notes.iter().any(|note| BROKEN.contains(&note.code))
}

/// What stands for the format of an input that no format reads.
pub(crate) const UNKNOWN_FORMAT: &str = "unknown";
