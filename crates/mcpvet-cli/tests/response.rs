//! The response to a finding, from the checklist to the evidence, as a person or a script meets it.

mod shared;

use std::fs;

use shared::{exits, out};
use tempfile::TempDir;

const CONFIG: &str = r#"{ "mcpServers": { "docs": { "command": "npx",
    "args": ["-y", "mcp-remote@0.1.15", "https://x.example/mcp"] } } }"#;

/// A folder in which `mcp.json` has a finding, and the report of it.
fn found() -> TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    write(&folder, "mcp.json", CONFIG);
    let report = exits(&folder, &["check", "--json", "mcp.json"], 1);
    write(&folder, "before.json", out(&report));
    folder
}

fn write(folder: &TempDir, name: &str, text: &str) {
    fs::write(folder.path().join(name), text).expect("a file");
}

const VERIFY: [&str; 4] = ["verify", "--before", "before.json", "mcp.json"];

#[test]
fn a_checklist_comes_for_each_role_and_in_each_form() {
    let folder = found();
    let all = exits(&folder, &["respond", "mcp.json"], 1);
    for part in ["Security team", "Developer", "Organisation", "mcp.json:2 mcp-remote 0.1.15"] {
        assert!(out(&all).contains(part), "{part}: {}", out(&all));
    }
    let one = exits(&folder, &["respond", "--role", "developer", "mcp.json"], 1);
    assert_eq!(out(&one).matches("\n  [ ] ").count(), 5, "{}", out(&one));
    let issue = exits(&folder, &["respond", "--output", "github-issue", "mcp.json"], 1);
    assert!(out(&issue).starts_with("Critical: mcp-remote (npm), GHSA-6xpm-ggf7-wc3p\n\n"));
    assert_eq!(out(&issue).matches("- [ ] ").count(), 15);
    let page = exits(&folder, &["respond", "--output", "markdown", "mcp.json"], 1);
    assert!(out(&page).contains("\n## Critical: `mcp-remote` (npm), `GHSA-6xpm-ggf7-wc3p`\n"));
    let json = exits(&folder, &["respond", "--json", "mcp.json"], 1);
    let answer: serde_json::Value = serde_json::from_str(out(&json)).expect("JSON");
    assert_eq!(answer["cases"][0]["roles"].as_array().map(Vec::len), Some(3));
}

#[test]
fn a_checklist_can_be_narrowed() {
    let folder = found();
    exits(&folder, &["respond", "--advisory", "cve-2025-6514", "mcp.json"], 1);
    let none = exits(&folder, &["respond", "--advisory", "CVE-2025-0001", "mcp.json"], 0);
    assert!(out(&none).contains("no finding to respond to"), "{}", out(&none));
    exits(&folder, &["respond", "--package", "mcp-remote", "mcp.json"], 1);
    exits(&folder, &["respond", "--package", "other", "mcp.json"], 0);
    exits(&folder, &["respond", "no-such.json"], 2);
    write(&folder, "empty.json", r#"{ "mcpServers": {} }"#);
    exits(&folder, &["respond", "empty.json"], 128);
    write(&folder, "broken.json", r#"{ "lockfileVersion": 3, "packages": { "#);
    exits(&folder, &["respond", "broken.json"], 2);
}

#[test]
fn a_repair_is_verified_and_its_evidence_kept() {
    let folder = found();
    exits(&folder, &VERIFY, 1);
    write(&folder, "mcp.json", &CONFIG.replace("0.1.15", "0.1.16"));
    let fixed = exits(&folder, &[&VERIFY[..], &["--write", "evidence.json"]].concat(), 0);
    assert!(out(&fixed).contains("0.1.16 is not below the fix 0.1.16"), "{}", out(&fixed));
    let evidence = fs::read_to_string(folder.path().join("evidence.json")).expect("written");
    let record: serde_json::Value = serde_json::from_str(&evidence).expect("JSON");
    assert_eq!(record["made"], "2026-11-19");
    assert_eq!(record["findings"][0]["state"], "fixed");
    let again = exits(&folder, &["verify", "evidence.json"], 0);
    assert!(out(&again).contains("still holds"), "{}", out(&again));
    // A space more changes the bytes and not the answer.
    write(&folder, "mcp.json", &format!("{} ", CONFIG.replace("0.1.15", "0.1.17")));
    let changed = exits(&folder, &["verify", "evidence.json"], 0);
    assert!(out(&changed).contains("Changed or not given since: mcp.json"), "{}", out(&changed));
    write(&folder, "mcp.json", CONFIG);
    let back = exits(&folder, &["verify", "evidence.json", "mcp.json"], 1);
    assert!(out(&back).contains("no longer holds"), "{}", out(&back));
    write(&folder, "mcp.json", &CONFIG.replace("0.1.15", "0.1.16"));
    write(&folder, "evidence.json", &evidence.replace("2026-11-19", "2026-11-18"));
    let altered = exits(&folder, &["verify", "evidence.json"], 1);
    assert!(out(&altered).contains("it proves nothing"), "{}", out(&altered));
}

#[test]
fn what_cannot_be_checked_is_no_success() {
    let folder = found();
    for text in [CONFIG.replace("@0.1.15", ""), "{ \"mcpServers\": { \"a".to_owned()] {
        write(&folder, "mcp.json", &text);
        let open = exits(&folder, &VERIFY, 4);
        assert!(out(&open).contains("not checkable"), "{}", out(&open));
    }
    write(&folder, "other.json", &CONFIG.replace("0.1.15", "0.1.16"));
    exits(&folder, &["verify", "--before", "before.json", "other.json"], 4);
    exits(&folder, &["verify", "--before", "mcp.json", "other.json"], 2);
    exits(&folder, &["verify", "--before", "none.json", "other.json"], 2);
    exits(&folder, &["verify", "other.json"], 2);
    exits(&folder, &["verify"], 2);
    let clear = exits(&folder, &["check", "--json", "other.json"], 0);
    write(&folder, "before.json", out(&clear));
    exits(&folder, &["verify", "--before", "before.json", "other.json"], 128);
}
