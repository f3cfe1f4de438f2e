//! The decision table of scope: every rule has cases, and each case gets its verdict.

use std::collections::BTreeSet;
use std::fs;

use conformance::{files_below, root};
use mcpvet::scope::{Facts, RULES, decide};
use serde::Deserialize;

#[derive(Deserialize)]
struct Case {
    case: String,
    verdict: String,
    rule: String,
    #[serde(flatten)]
    facts: serde_json::Value,
}

fn cases() -> Vec<Case> {
    let files = files_below(&root().join("scope"), ".jsonl");
    let texts = files.iter().map(|file| fs::read_to_string(file).unwrap());
    texts
        .flat_map(|text| text.lines().map(str::to_owned).collect::<Vec<_>>())
        .map(|line| serde_json::from_str(&line).expect(&line))
        .collect()
}

#[test]
fn every_case_gets_its_verdict() {
    for case in cases() {
        let facts: Facts = serde_json::from_value(case.facts).expect(&case.case);
        let rule = decide(&facts).rule;
        assert_eq!(
            (rule.name, rule.verdict.label()),
            (&*case.rule, &*case.verdict),
            "{}",
            case.case
        );
    }
}

/// Of a rule with several rows, each row: `RULES` is asked which one decided.
#[test]
fn every_row_of_the_table_has_a_case() {
    let rows: BTreeSet<usize> = cases()
        .into_iter()
        .filter_map(|case| {
            let facts: Facts = serde_json::from_value(case.facts).expect(&case.case);
            let rule = decide(&facts).rule;
            RULES.iter().position(|row| std::ptr::eq(row, rule))
        })
        .collect();
    let missing: Vec<_> =
        (0..RULES.len()).filter(|at| !rows.contains(at)).map(|at| RULES[at].condition).collect();
    assert!(missing.is_empty(), "{missing:#?}");
}
