//! Holds each practice against what was seen.

use super::answers::{Answers, Reply};
use super::proof::{Answer, Proof, Subject};
use super::sight::{Sight, Thing};
use super::table::{ADVISORIES, BASICS, Kind, Practice, SECTIONS};
use super::{Evidence, Hardening, Outcome, Part, Status};
use crate::input::Level;
use crate::report::{PackageResult, ReasonCode, Report, SourceResult, Verdict};

/// Evidence that is shown for a practice; how much more there is is counted.
const MOST_EVIDENCE: usize = 20;

/// Says of every practice how far what was given follows it. `report` and `seen` are of the same
/// inputs.
#[must_use]
pub fn assess(report: &Report, seen: &[Sight], answers: &Answers) -> Hardening {
    let is_whole = report.summary.unread == 0 && !seen.iter().any(|sight| sight.is_cut);
    let view = View { report, seen, is_whole };
    let sections: Vec<_> = SECTIONS
        .iter()
        .chain([&BASICS])
        .map(|section| Part {
            title: section.title,
            practices: section
                .practices
                .iter()
                .map(|practice| view.outcome(practice).answered(answers))
                .collect(),
        })
        .collect();
    let count = |status: Status| {
        let all = sections.iter().flat_map(|part| &part.practices);
        (status, all.filter(|outcome| outcome.status == status).count())
    };
    Hardening {
        tool: report.tool.clone(),
        data: report.data.clone(),
        summary: Status::ALL.map(count).to_vec(),
        sections,
        notes: report.notes.iter().filter(|note| note.level == Level::Error).cloned().collect(),
    }
}

struct View<'v> {
    report: &'v Report,
    seen: &'v [Sight],
    /// Whether everything that was given could be read.
    is_whole: bool,
}

impl View<'_> {
    fn outcome(&self, practice: &Practice) -> Outcome {
        let (status, looked_at, mut evidence) = match practice.proof {
            Proof::Ask => (Status::ForAPerson, String::new(), Vec::new()),
            Proof::All { of, rules, test } => self.all(practice.kind, of, rules, test),
            Proof::Any { of, test } => self.any(of, test),
        };
        let more = evidence.len().saturating_sub(MOST_EVIDENCE);
        evidence.truncate(MOST_EVIDENCE);
        Outcome {
            id: practice.id,
            title: practice.title,
            kind: practice.kind,
            status,
            looked_at,
            evidence,
            more,
            question: practice.question,
            risk: practice.risk,
            answer: None,
        }
    }

    fn all(
        &self,
        kind: Kind,
        of: Subject,
        rules: &[&str],
        test: fn(&Thing) -> Answer,
    ) -> (Status, String, Vec<Evidence>) {
        let count = self.count(of);
        let looked_at = counted(of, count);
        let mut against = self.fired(rules);
        let mut open = Vec::new();
        if rules.contains(&ADVISORIES) {
            against.extend(self.packages(Verdict::Affected, affected));
            open.extend(self.packages(Verdict::Undecided, undecided));
        }
        for thing in self.things(of) {
            match test(thing) {
                Answer::Pass => {}
                Answer::Fail(why) => against.push(about(thing, why)),
                Answer::Open(why) => open.push(about(thing, why)),
            }
        }
        let status = match (against.len(), count, open.len()) {
            (1.., ..) => Status::Fails,
            (0, 0, _) => Status::NotDecided,
            (0, all, unclear) if all == unclear && kind == Kind::Machine => Status::NotDecided,
            (0, _, 0) if kind == Kind::Machine && self.is_whole => Status::Holds,
            _ => Status::Partly,
        };
        against.append(&mut open);
        (status, looked_at, against)
    }

    fn any(&self, of: Subject, test: fn(&Thing) -> Answer) -> (Status, String, Vec<Evidence>) {
        let looked_at = counted(of, self.count(of));
        let passes = self.things(of).filter(|thing| matches!(test(thing), Answer::Pass));
        let found: Vec<_> = passes.map(|thing| about(thing, "")).collect();
        let status = if found.is_empty() { Status::NotDecided } else { Status::Partly };
        (status, looked_at, found)
    }

    fn things(&self, of: Subject) -> impl Iterator<Item = &Thing> {
        self.seen.iter().flat_map(|sight| &sight.things).filter(move |thing| of.takes(thing))
    }

    fn count(&self, of: Subject) -> usize {
        match of {
            Subject::Packages => self.seen.iter().map(|sight| sight.packages).sum(),
            of => self.things(of).count(),
        }
    }

    /// What rules say.
    fn fired(&self, rules: &[&str]) -> Vec<Evidence> {
        let of_result = |result: &SourceResult| {
            let found = result.rules.iter().filter(|finding| rules.contains(&finding.rule));
            let evidence = found.map(|finding| Evidence {
                source: result.source.name.clone(),
                line: finding.location.line,
                server: finding.server.clone(),
                rule: Some(finding.rule),
                message: finding.message.clone(),
            });
            evidence.collect::<Vec<_>>()
        };
        self.report.results.iter().flat_map(of_result).collect()
    }

    /// The packages of a verdict about which there is something to say.
    fn packages(
        &self,
        verdict: Verdict,
        says: fn(&PackageResult) -> Option<String>,
    ) -> Vec<Evidence> {
        let of_result = |result: &SourceResult| {
            let found = result.packages.iter().filter(|found| found.verdict == verdict);
            let evidence = found.filter_map(|found| {
                let info = &found.package;
                let version = info.version.as_ref().or(info.requirement.as_ref());
                let version = version.map(|version| format!(" {version}")).unwrap_or_default();
                Some(Evidence {
                    source: result.source.name.clone(),
                    line: info.location.line,
                    server: info.launch.as_ref().map(|launch| launch.server.clone()),
                    rule: None,
                    message: format!("{}{version}: {}", info.name, says(found)?),
                })
            });
            evidence.collect::<Vec<_>>()
        };
        self.report.results.iter().flat_map(of_result).collect()
    }
}

/// The advisories that apply.
fn affected(found: &PackageResult) -> Option<String> {
    let ids: Vec<_> = found.deciding().map(|finding| finding.id.as_str()).collect();
    Some(ids.join(", "))
}

/// Why a package is undecided; a server without a package is nothing to look up.
fn undecided(found: &PackageResult) -> Option<String> {
    let reason = found.reason.as_ref().filter(|reason| reason.code != ReasonCode::NoPackage)?;
    Some(reason.text.clone())
}

fn about(thing: &Thing, why: &str) -> Evidence {
    let name = &thing.name;
    let message = match why {
        "" => name.clone(),
        // The server is named beside it.
        why if thing.server.as_ref() == Some(name) => why.to_owned(),
        why => format!("{name} {why}"),
    };
    Evidence {
        source: thing.source.clone(),
        line: thing.line,
        server: thing.server.clone(),
        rule: None,
        message,
    }
}

/// `3 containers`; empty for none.
fn counted(of: Subject, count: usize) -> String {
    match count {
        0 => String::new(),
        1 => format!("1 {}", of.words()[0]),
        many => format!("{many} {}", of.words()[1]),
    }
}

impl Outcome {
    /// With what a person has said. What a machine saw weighs more where both say something.
    fn answered(mut self, answers: &Answers) -> Self {
        let Some(answer) = answers.of(self.id) else { return self };
        let is_open = match self.status {
            Status::ForAPerson | Status::NotDecided => true,
            Status::Partly => self.kind == Kind::Partly || answer.status != Reply::Yes,
            Status::Fails | Status::Holds => false,
        };
        if let (true, Some(status)) = (is_open, answer.status.means()) {
            self.status = status;
        }
        self.answer = Some(answer.clone());
        self
    }
}
