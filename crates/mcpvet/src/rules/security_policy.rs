//! SPOL: what a `SECURITY.md` leaves out. What is looked for stands in `support/doubt.rs`.

use super::{Check, Rule, RuleSeverity};

pub(super) const RULES: &[Rule] = &[
    Rule {
        id: "SPOL-001",
        title: "A security policy leaves places of its template open",
        severity: RuleSeverity::Medium,
        remedy: "Fill in every place, and say which versions get fixes.",
        check: Check::Policy,
    },
    Rule {
        id: "SPOL-002",
        title: "A security policy names no private way to report, or a public one",
        severity: RuleSeverity::High,
        remedy: "Name the private form of the repository, or an address.",
        check: Check::Policy,
    },
    Rule {
        id: "SPOL-003",
        title: "A security policy does not say by when a reporter is answered",
        severity: RuleSeverity::Info,
        remedy: "Promise an answer within 3 business days and an evaluation within 10.",
        check: Check::Policy,
    },
];
