//! The checklist as Markdown and as a table for spreadsheets.

use core::fmt::Write as _;

use super::{Hardening, Outcome, Status};
use crate::render::{code, csv_row, plain, prose};

/// Writes the checklist as Markdown, a box for each practice.
#[must_use]
pub fn markdown(hardening: &Hardening) -> String {
    let mut page = format!("# Hardening\n\n{}.\n", prose(&hardening.sentence()));
    for (number, part) in hardening.sections.iter().enumerate() {
        let number = if number < 10 { format!("{} ", number + 1) } else { String::new() };
        let _ = write!(page, "\n## {number}{}\n\n", part.title);
        part.practices.iter().for_each(|outcome| of_outcome(&mut page, outcome));
    }
    if !hardening.notes.is_empty() {
        page.push_str("\n## Not read\n\n");
        for note in &hardening.notes {
            let _ = writeln!(page, "- {}: {}", code(&note.source), prose(&note.message));
        }
    }
    let (data, tool) = (&hardening.data, &hardening.tool);
    let _ = write!(
        page,
        "\n---\n\n{} advisories of {}, {}, {} {}\n",
        data.advisories,
        data.built,
        code(&data.digest),
        tool.name,
        tool.version
    );
    page
}

fn of_outcome(page: &mut String, outcome: &Outcome) {
    let mark = if outcome.status == Status::Holds { 'x' } else { ' ' };
    let _ =
        write!(page, "- [{mark}] **{}** {}: {}", outcome.id, outcome.title, outcome.status.label());
    if !outcome.looked_at.is_empty() {
        let _ = write!(page, " (looked at: {})", outcome.looked_at);
    }
    page.push('\n');
    for evidence in &outcome.evidence {
        let _ = writeln!(page, "  - {}, {}", code(&evidence.place()), prose(&evidence.words()));
    }
    if outcome.more > 0 {
        let _ = writeln!(page, "  - and {} more", outcome.more);
    }
    if matches!(outcome.status, Status::ForAPerson | Status::NotDecided | Status::Partly) {
        let _ = writeln!(page, "  - Question: {}", outcome.question);
    }
    if let Some(answer) = &outcome.answer {
        for (title, text) in [("Risk", &answer.risk), ("Notes", &answer.notes)] {
            if !text.is_empty() {
                let _ = writeln!(page, "  - {title}: {}", prose(text));
            }
        }
        if let Some(day) = answer.target {
            let _ = writeln!(page, "  - Target: {day}");
        }
    }
}

/// Writes the checklist as comma-separated values: the columns of the upstream checklist first.
#[must_use]
pub fn csv(hardening: &Hardening) -> String {
    let mut table = String::new();
    csv_row(
        &mut table,
        &[
            "id",
            "description",
            "status",
            "risk",
            "notes",
            "target",
            "section",
            "decided_by",
            "looked_at",
            "evidence",
            "question",
        ],
    );
    for part in &hardening.sections {
        for outcome in &part.practices {
            let answer = outcome.answer.as_ref();
            let own_risk =
                answer.map(|answer| answer.risk.as_str()).filter(|risk| !risk.is_empty());
            let target = answer.and_then(|answer| answer.target);
            let target = target.map(|day| day.to_string()).unwrap_or_default();
            let evidence: Vec<_> = outcome
                .evidence
                .iter()
                .map(|one| format!("{} {}", one.place(), plain(&one.words())))
                .collect();
            csv_row(
                &mut table,
                &[
                    outcome.id,
                    outcome.title,
                    outcome.status.label(),
                    own_risk.unwrap_or(outcome.risk),
                    answer.map_or("", |answer| &answer.notes),
                    &target,
                    part.title,
                    outcome.kind.label(),
                    &outcome.looked_at,
                    &evidence.join("; "),
                    outcome.question,
                ],
            );
        }
    }
    table
}
