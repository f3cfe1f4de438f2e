//! Hardening and kinds of risk as a person or a script meets them.

mod shared;

use std::fs;

use shared::{err, exits, out};
use tempfile::TempDir;

fn with(files: &[(&str, &str)]) -> TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    for (name, text) in files {
        fs::write(folder.path().join(name), text).expect("a file");
    }
    folder
}

const UNPINNED: &str =
    r#"{ "mcpServers": { "=evil": { "command": "npx", "args": ["-y", "mcp-remote"] } } }"#;
const CONFINED: &str = r#"{ "mcpServers": { "a": { "command": "docker", "args": ["run", "-i", "--rm",
    "--cap-drop=ALL", "--security-opt=no-new-privileges", "--network=none",
    "ghcr.io/a/b:1.2.3@sha256:9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08"] } } }"#;

#[test]
fn what_a_machine_sees_decides_the_exit_code() {
    let folder = with(&[("bad.json", UNPINNED), ("good.json", CONFINED), ("broken.json", "{ \"a")]);
    let bad = exits(&folder, &["harden", "bad.json"], 1);
    assert!(out(&bad).contains("SUP-001"), "{}", out(&bad));
    let good = exits(&folder, &["harden", "good.json"], 0);
    assert!(out(&good).contains("looked at 1 container image"), "{}", out(&good));
    exits(&folder, &["harden", "broken.json"], 2);
    exits(&folder, &["harden", "no-such.json"], 2);
    exits(&folder, &["harden", "--output", "pdf", "good.json"], 2);
    let quiet = exits(&folder, &["--quiet", "harden", "bad.json"], 1);
    assert_eq!(out(&quiet), "");
}

#[test]
fn a_folder_without_anything_is_a_list_of_questions() {
    let answer = exits(&with(&[]), &["harden", "--json"], 0);
    let hardening: serde_json::Value = serde_json::from_str(out(&answer)).expect("JSON");
    let sections = hardening["sections"].as_array().expect("sections");
    assert_eq!(sections.len(), 11);
    let practices = sections.iter().flat_map(|part| part["practices"].as_array().expect("a list"));
    let statuses: Vec<_> = practices.map(|one| one["status"].as_str().expect("a word")).collect();
    assert_eq!(statuses.len(), 56);
    assert!(statuses.iter().all(|status| ["for-a-person", "not-decided"].contains(status)));
}

#[test]
fn answers_are_kept_in_a_file() {
    let folder = with(&[("good.json", CONFINED)]);
    let blank = exits(&folder, &["harden", "--new"], 0);
    let file = folder.path().join("answers.toml");
    let write = |text: &str| fs::write(&file, text).expect("a file");
    let run = ["harden", "--answers", "answers.toml", "--output", "csv", "good.json"];
    write(out(&blank));
    exits(&folder, &run, 0);
    let said = "id = \"HRD-2.1\"\nstatus = \"no\"\ntarget = 2027-01-31\nnotes = \"=1+1\"";
    write(&out(&blank).replace("id = \"HRD-2.1\"\nstatus = \"\"", said));
    let table = exits(&folder, &run, 1);
    let row = out(&table).lines().find(|line| line.starts_with("\"HRD-2.1\"")).expect("a row");
    assert!(row.contains("\"fails\"") && row.contains("\"'=1+1\",\"2027-01-31\""), "{row}");
    write("[[answer]]\nid = \"HRD-99.1\"\n");
    assert!(err(&exits(&folder, &run, 2)).contains("there is no practice 'HRD-99.1'"));
    write("[[answer]]\nid = \"HRD-2.1\"\nstatus = \"maybe\"\n");
    assert!(err(&exits(&folder, &run, 2)).contains("answers.toml:3: "));
}

#[test]
fn a_checklist_leaves_as_markdown_and_as_a_table() {
    let folder = with(&[("=1+1.json", UNPINNED)]);
    let page = exits(&folder, &["harden", "--output", "markdown", "=1+1.json"], 1);
    assert!(out(&page).contains("\n- [ ] **HRD-10.1** "), "{}", out(&page));
    let table = exits(&folder, &["harden", "--output", "csv", "=1+1.json"], 1);
    assert_eq!(out(&table).lines().count(), 57);
    assert!(!out(&table).contains("\"="), "{}", out(&table));
}

#[test]
fn advisories_and_rules_are_found_by_their_kind_of_risk() {
    let folder = with(&[]);
    let count = |arguments: &[&str]| out(&exits(&folder, arguments, 0)).lines().count();
    let all = count(&["list"]);
    let classes = ["privilege-escalation", "data-exposure", "supply-chain", "operational"];
    let of_classes = classes.map(|class| count(&["list", "--tag", &format!("risk/{class}")]));
    assert!(of_classes.iter().all(|some| (1..all).contains(some)), "{of_classes:?}");
    assert!(of_classes.iter().sum::<usize>() >= all, "every advisory is in one");
    let chain = count(&["rules", "--tag", "supply-chain"]);
    assert!(chain > 5 && chain < count(&["rules"]), "{chain}");
    assert!(out(&exits(&folder, &["show", "CVE-2025-6514"], 0)).contains("command-injection"));
    exits(&folder, &["list", "--tag", "nope"], 2);
    exits(&folder, &["rules", "--tag", "nope"], 2);
}
