//! The sentence that stands first: what to do, or what was checked.

use core::fmt::Display;

use crate::report::{Report, ReportNote, RulesBySeverity};

/// The report in one sentence, without a full stop.
///
/// `2 of 214 packages need action; 3 could not be decided`, or what was checked when nothing
/// applies: `214 packages checked against 545 advisories of 2026-11-20: none apply`.
#[must_use]
pub fn sentence(report: &Report) -> String {
    let summary = &report.summary;
    let first = match (summary.packages, summary.affected) {
        (0, _) => "No package was read, so nothing was checked".to_owned(),
        (1, 1) => "1 package needs action".to_owned(),
        (all, 1) => format!("1 of {all} packages needs action"),
        (all, some) if some > 0 => format!("{some} of {all} packages need action"),
        (all, _) => format!(
            "{} checked against {} advisories of {}: none {}",
            count(all, "package"),
            report.data.advisories,
            report.data.built,
            if summary.undecided > 0 { "is known to apply" } else { "apply" },
        ),
    };
    let undecided = match summary.undecided {
        0 => String::new(),
        n => format!("; {n} could not be decided"),
    };
    let unread = match summary.unread {
        0 => String::new(),
        n => format!("; {} could not be read", count(n, "part")),
    };
    first + &undecided + &unread + &ruled(&summary.rules)
}

/// `; 3 rule findings, the worst is high`. What is only worth knowing does not
/// count here.
fn ruled(rules: &RulesBySeverity) -> String {
    let counts = [
        ("critical", rules.critical),
        ("high", rules.high),
        ("medium", rules.medium),
        ("low", rules.low),
    ];
    let all: u32 = counts.iter().map(|(_, n)| n).sum();
    match counts.iter().find(|(_, n)| *n > 0) {
        Some((worst, _)) => {
            format!("; {}, the worst is {worst}", count(all, "rule finding"))
        }
        None => String::new(),
    }
}

/// A note as one line: `package-lock.json:7:3: expected ',' or '}' after a member`.
#[must_use]
pub fn note_line(note: &ReportNote) -> String {
    match &note.location {
        Some(place) => format!("{}:{}:{}: {}", note.source, place.line, place.column, note.message),
        None => format!("{}: {}", note.source, note.message),
    }
}

/// `1 finding`, `2 findings`.
pub(crate) fn count<N: Copy + Into<u64> + Display>(number: N, noun: &str) -> String {
    format!("{number} {noun}{}", if number.into() == 1 { "" } else { "s" })
}
