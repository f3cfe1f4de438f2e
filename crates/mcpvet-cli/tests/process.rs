//! The commands of the security process as a person or a script meets them.

mod shared;

use std::io::Write as _;
use std::process::{Command, Output, Stdio};

use shared::{err, out};

/// Runs the command with text on standard input and expects an exit code.
#[track_caller]
fn exits(arguments: &[&str], input: &str, code: i32) -> Output {
    let mut child = Command::new(env!("CARGO_BIN_EXE_mcpvet"))
        .args(arguments)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("the command starts");
    // A command that ends before it has read everything closes the pipe; that is no failure.
    let _ = child.stdin.take().expect("piped").write_all(input.as_bytes());
    let output = child.wait_with_output().expect("the command ends");
    assert_eq!(output.status.code(), Some(code), "{arguments:?}: {}{}", out(&output), err(&output));
    output
}

#[test]
fn official_sdks_are_told_what_they_share() {
    let matrix = exits(&["sdk"], "", 0);
    assert!(out(&matrix).lines().any(|line| line.starts_with("dns-rebinding")), "{}", out(&matrix));
    let page = exits(&["sdk", "cve-2025-66414"], "", 0);
    for part in ["TypeScript  fixed", "2025-12-02", "GHSA-89vp-x53w-74fx", "2026-04-29"] {
        assert!(out(&page).contains(part), "{part}: {}", out(&page));
    }
    let json = exits(&["sdk", "dns-rebinding", "--json"], "", 0);
    let groups: serde_json::Value = serde_json::from_str(out(&json)).expect("JSON");
    assert_eq!(groups[0]["rows"].as_array().map(Vec::len), Some(10));
    exits(&["sdk", "no-such-group"], "", 2);
    let open = exits(&["sdk", "dns-rebinding", "--lint"], "", 1);
    assert!(out(&open).contains("dates-apart"), "{}", out(&open));
}

#[test]
fn a_project_is_told_of_siblings() {
    let folder = tempfile::tempdir().expect("a folder");
    let list = folder.path().join("list.txt");
    let list = list.to_str().expect("UTF-8");
    let run = |text: &str, code| {
        std::fs::write(list, text).expect("a file");
        exits(&["sdk", "--for", list], "", code)
    };
    let both = run("pkg:npm/%40modelcontextprotocol/sdk@1.23.0\npkg:pypi/mcp@2.3.0\n", 1);
    assert!(out(&both).contains("GHSA-w48q-cv73-mx4w applies; fixed in 1.24.0"), "{}", out(&both));
    assert!(out(&both).contains("no sibling applies to this version"), "{}", out(&both));
    run("pkg:pypi/mcp@2.3.0\n", 0);
    run("pkg:npm/left-pad@1.0.0\n", 2);
}
