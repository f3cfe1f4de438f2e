//! What is owed, by when, and why.

use serde::Serialize;

use super::{Calendar, Case, Credit, Origin, Span, StepName};
use crate::advisory::{Date, Severity};
use crate::sort;

/// Something that is due.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Duty {
    /// The id of the case.
    pub case: String,
    /// What has to be done.
    pub what: &'static str,
    /// Who does it; empty where nobody is named.
    pub owner: String,
    /// The last day on which it is in time.
    pub due: Date,
    /// The day on which it was done.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub done: Option<Date>,
    /// Where the day comes from: `3 business days, as the policy promises`.
    pub basis: String,
}

impl Duty {
    /// Whether it is not done although its day is over.
    #[must_use]
    pub fn is_overdue(&self, on: Date) -> bool {
        self.done.is_none() && on > self.due
    }

    /// Whether it was done, but not in time.
    #[must_use]
    pub fn is_late(&self) -> bool {
        self.done.is_some_and(|done| done > self.due)
    }
}

/// What the tier of an official SDK owes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct Tier {
    /// 1 to 3.
    pub tier: u8,
    /// Until a report is triaged.
    pub triage: Option<Span>,
    /// Until a critical bug is repaired; flaws with a CVSS score from 7.0 on are such bugs.
    pub critical: Option<Span>,
    /// The part of the conformance tests that pass, in percent.
    pub conformance: u8,
}

/// The tiers of the official SDKs. The third one promises nothing.
pub const TIERS: [Tier; 3] = [
    Tier {
        tier: 1,
        triage: Some(Span::BusinessDays(2)),
        critical: Some(Span::Days(7)),
        conformance: 100,
    },
    Tier {
        tier: 2,
        triage: Some(Span::Months(1)),
        critical: Some(Span::Days(14)),
        conformance: 80,
    },
    Tier { tier: 3, triage: None, critical: None, conformance: 0 },
];

const ACKNOWLEDGE: Span = Span::BusinessDays(3);
const EVALUATE: Span = Span::BusinessDays(10);
const AUDIT: Span = Span::Days(90);

/// Everything that a case owes, the earliest day first; what is done stays in the list.
///
/// `tier` is that of the official SDK that the case is about.
#[must_use]
pub fn duties(case: &Case, tier: Option<u8>, calendar: &Calendar) -> Vec<Duty> {
    let handler = case.step(StepName::Handler).map_or("", |step| step.owner.as_str());
    let owed = |what, span: Span, done, why: &str| {
        let due = span.after(case.received, calendar)?;
        let basis = format!("{span}, {why}");
        Some(Duty { case: case.id.clone(), what, owner: handler.to_owned(), due, done, basis })
    };
    let tier = tier.and_then(|tier| TIERS.iter().find(|row| row.tier == tier));
    let is_critical = case.severity.is_some_and(|severity| severity >= Severity::High);
    let critical = tier.filter(|_| is_critical).and_then(|tier| tier.critical);
    let audit = (case.origin == Origin::Audit).then_some(AUDIT);
    let advisory = case.done(StepName::Advisory);
    let mut duties: Vec<_> = [
        owed("Acknowledge the report", ACKNOWLEDGE, case.acknowledged, "as the policy promises"),
        owed(
            "Send an evaluation and the expected day of a fix",
            EVALUATE,
            case.evaluated,
            "as the policy promises",
        ),
        tier.and_then(|tier| tier.triage).and_then(|span| {
            owed("Triage it", span, case.done(StepName::Confirmed), "the duty of the SDK's tier")
        }),
        critical.and_then(|span| {
            owed("Repair it", span, case.done(StepName::Released), "the duty of the SDK's tier")
        }),
        audit.and_then(|span| {
            owed("Publish the result of the audit", span, advisory, "the custom for audits")
        }),
        embargo(case),
        notice(case),
    ]
    .into_iter()
    .flatten()
    .chain(steps(case))
    .collect();
    sort::by(&mut duties, |a, b| a.due.cmp(&b.due));
    duties
}

/// The end of the embargo is the day on which everything has to be ready.
fn embargo(case: &Case) -> Option<Duty> {
    Some(Duty {
        case: case.id.clone(),
        what: "Publish: the embargo ends",
        owner: owner(case, StepName::Advisory),
        due: case.embargo_until?,
        done: case.done(StepName::Advisory),
        basis: "the agreed embargo".to_owned(),
    })
}

/// Once a fix is out, the reporter hears of it.
fn notice(case: &Case) -> Option<Duty> {
    let what = match case.credit {
        Credit::Declined => "Tell the reporter of the fix",
        Credit::Wanted => "Tell the reporter of the fix, and name them in the advisory",
        Credit::Unknown => "Tell the reporter of the fix, and ask whether to name them",
    };
    Some(Duty {
        case: case.id.clone(),
        what,
        owner: owner(case, StepName::Handler),
        due: case.done(StepName::Released)?,
        done: case.told,
        basis: "the day of the release".to_owned(),
    })
}

/// The steps for which their owners named a day.
fn steps(case: &Case) -> impl Iterator<Item = Duty> + '_ {
    case.step.iter().filter_map(|step| {
        Some(Duty {
            case: case.id.clone(),
            what: step.name.task(),
            owner: step.owner.clone(),
            due: step.due?,
            done: step.done,
            basis: "the day that its owner named".to_owned(),
        })
    })
}

fn owner(case: &Case, name: StepName) -> String {
    let own = case.step(name).filter(|step| !step.owner.is_empty());
    own.or(case.step(StepName::Handler)).map(|step| step.owner.clone()).unwrap_or_default()
}
