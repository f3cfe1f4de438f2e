//! The command as a person or a script meets it: what it prints, where, and how it exits.

mod shared;

use std::io::Write as _;
use std::process::{Command, Output, Stdio};

use shared::{err, out};

/// Runs the command in a folder of its own with text on standard input.
#[track_caller]
fn mcpvet(arguments: &[&str], input: &str) -> Output {
    let folder = tempfile::tempdir().expect("a folder");
    let mut child = Command::new(env!("CARGO_BIN_EXE_mcpvet"))
        .args(arguments)
        .current_dir(folder.path())
        .env("LANG", "C.UTF-8")
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("the command starts");
    // A command that ends before it has read everything closes the pipe; that is no failure.
    let _ = child.stdin.take().expect("piped").write_all(input.as_bytes());
    child.wait_with_output().expect("the command ends")
}

#[track_caller]
fn exits(arguments: &[&str], input: &str, code: i32) -> Output {
    let output = mcpvet(arguments, input);
    assert_eq!(output.status.code(), Some(code), "{arguments:?}: {}{}", out(&output), err(&output));
    output
}

const UNPINNED: &str = r#"{ "mcpServers": { "docs": { "command": "npx", "args": ["-y", "mcp-remote", "https://x.example"] } } }"#;

#[test]
fn every_exit_code_has_its_case() {
    exits(&["check", "-"], "left-pad@1.3.0\n", 0);
    exits(&["check", "-"], "mcp-remote@0.1.15\n", 1);
    exits(&["check", "--fail-on", "malware", "-"], "mcp-remote@0.1.15\n", 0);
    exits(&["check", "--fail-on", "never", "-"], "mcp-remote@0.1.15\n", 0);
    exits(&["check", "no-such-file.json"], "", 2);
    exits(&["check", "--format", "nope", "-"], "mcp-remote@0.1.15\n", 2);
    exits(&["check", "--fail-on", "sometimes", "-"], "", 2);
    exits(&["check", "-"], "\u{1f980} crabs are no packages \u{1f980}", 2);
    exits(&["check", "-"], r#"{ "lockfileVersion": 3, "packages": { "#, 2);
    exits(&["inventory", "-"], r#"{ "lockfileVersion": 3, "packages": { "#, 2);
    exits(&["check", "--pack", "no-such.pack", "-"], "", 3);
    exits(&["check", "-"], UNPINNED, 0);
    exits(&["check", "--fail-on-undecided", "-"], UNPINNED, 4);
    exits(&["check", "-"], r#"{ "mcpServers": {} }"#, 128);
    exits(&["frobnicate"], "", 2);
}

#[test]
fn rules_fail_only_where_they_are_asked_to() {
    let fail =
        |setting: &[&str], code| exits(&[&["check"], setting, &["-"]].concat(), UNPINNED, code);
    fail(&["--fail-on-rule", "high"], 0);
    fail(&["--fail-on-rule", "medium"], 1);
    fail(&["--fail-on-rule", "medium", "--rule", "SUP-001=off"], 0);
    fail(&["--fail-on-rule", "high", "--rule", "SUP=critical"], 1);
    fail(&["--rule", "SUP-999=off"], 2);
    fail(&["--rule", "SUP-001"], 2);
    let shown = exits(&["check", "-"], UNPINNED, 0);
    assert!(err(&shown).contains("SUP-001"), "{}", err(&shown));
    let one = exits(&["rules", "sup-001"], "", 0);
    assert!(out(&one).contains("What to do"), "{}", out(&one));
    exits(&["rules", "SUP-999"], "", 2);
    let formats = exits(&["formats"], "", 0);
    assert!(out(&formats).contains("package-lock"), "{}", out(&formats));
}

#[test]
fn malware_fails_at_every_threshold_but_never() {
    for level in ["low", "medium", "moderate", "high", "critical", "malware"] {
        exits(&["check", "--fail-on", level, "-"], "postmark-mcp@1.0.16\n", 1);
    }
    exits(&["check", "--fail-on", "never", "-"], "postmark-mcp@1.0.16\n", 0);
}

#[test]
fn json_goes_to_standard_output_and_all_else_to_standard_error() {
    let json = exits(&["check", "--json", "-"], "mcp-remote@0.1.15\n", 1);
    let report: serde_json::Value = serde_json::from_str(out(&json)).expect("JSON alone");
    assert_eq!(report["summary"]["affected"], 1);
    assert_eq!(err(&json), "");

    let table = exits(&["check", "-"], "mcp-remote@0.1.15\n", 1);
    assert_eq!(out(&table), "");
    assert!(err(&table).starts_with("1 package needs action\n"), "{}", err(&table));
    assert!(err(&table).ends_with("exit 1: findings\n"), "{}", err(&table));
}

#[test]
fn colours_and_control_characters_stay_out_of_pipes() {
    let output = exits(&["check", "-"], "mcp-remote@0.1.15\nevil\u{1b}]0;title\u{7}@1.0.0\n", 1);
    assert!(
        !err(&output).contains('\u{1b}') && !err(&output).contains('\u{7}'),
        "{}",
        err(&output)
    );
    let painted = exits(&["--color", "always", "check", "-"], "mcp-remote@0.1.15\n", 1);
    assert!(err(&painted).contains("\u{1b}[1;31m"), "{}", err(&painted));
}

#[test]
fn secrets_of_a_configuration_never_come_out() {
    let config = r#"{ "mcpServers": { "s": { "command": "npx", "args": ["-y", "mcp-remote@0.1.15",
        "https://user:PLANTED1@host.example/sse?key=PLANTED2", "--header", "Authorization: Bearer PLANTED3"],
        "env": { "API_KEY": "PLANTED4" } },
        "r": { "url": "https://host.example/mcp?token=PLANTED5", "headers": { "X": "PLANTED6" } } } }"#;
    for arguments in [
        &["check", "-"][..],
        &["check", "--json", "-"],
        &["inventory", "--json", "-"],
        &["inventory", "-"],
        &["harden", "-"],
        &["harden", "--json", "-"],
        &["harden", "--output", "markdown", "-"],
        &["harden", "--output", "csv", "-"],
        &["respond", "-"],
        &["respond", "--json", "-"],
        &["respond", "--output", "github-issue", "-"],
    ] {
        let output = mcpvet(arguments, config);
        assert!(!out(&output).contains("PLANTED"), "{arguments:?}: {}", out(&output));
        assert!(!err(&output).contains("PLANTED"), "{arguments:?}: {}", err(&output));
    }
}

#[test]
fn an_advisory_is_found_by_any_of_its_ids() {
    for id in ["GHSA-6xpm-ggf7-wc3p", "cve-2025-6514"] {
        let shown = exits(&["show", id], "", 0);
        assert!(
            out(&shown).contains("What to do\n")
                && out(&shown).contains("npm mcp-remote: from 0.0.5 to below 0.1.16")
        );
    }
    let json = exits(&["show", "--json", "npm:mcp-remote"], "", 0);
    let records: serde_json::Value = serde_json::from_str(out(&json)).expect("JSON");
    assert!(records.as_array().is_some_and(|records| !records.is_empty()));
    exits(&["show", "CVE-1999-0001"], "", 2);
}

#[test]
fn lists_are_filtered() {
    let count = |arguments: &[&str]| out(&exits(arguments, "", 0)).lines().count();
    let all = count(&["list"]);
    let critical = count(&["list", "--severity", "critical"]);
    let narrow = count(&[
        "list",
        "--severity",
        "critical",
        "--year",
        "2026",
        "--ecosystem",
        "npm",
        "--component",
        "mcp-server",
    ]);
    assert!(
        all > 500 && critical < all && narrow < critical && narrow > 0,
        "{all} {critical} {narrow}"
    );
    exits(&["list", "--component", "nope"], "", 2);
}

#[test]
fn explain_names_what_applies_and_what_does_not() {
    let affected = exits(&["explain", "pkg:npm/mcp-remote@0.1.15"], "", 1);
    assert!(
        out(&affected)
            .contains("0.1.15 is below the fix 0.1.16 and not below the introduction 0.0.5"),
        "{}",
        out(&affected)
    );
    let clear = exits(&["explain", "pkg:npm/mcp-remote@0.0.4"], "", 0);
    assert!(out(&clear).contains("GHSA-6xpm-ggf7-wc3p does not apply"), "{}", out(&clear));
    exits(&["explain", "<nothing>"], "", 2);
}

#[test]
fn versions_are_compared_one_by_one_or_in_a_stream() {
    assert_eq!(out(&exits(&["compare", "--ecosystem", "npm", "1.2.0", "1.10.0"], "", 0)), "<\n");
    assert_eq!(out(&exits(&["compare", "--ecosystem", "pypi", "1.0", "1.0.0"], "", 0)), "=\n");
    exits(&["compare", "--ecosystem", "npm", "latest", "1.0.0"], "", 2);
    exits(&["compare", "1.0.0", "2.0.0"], "", 2);
    let lines = "{\"ecosystem\":\"Maven\",\"a\":\"2.0.0-M1\",\"b\":\"2.0.0\"}\n";
    let answer = "{\"ecosystem\":\"Maven\",\"a\":\"2.0.0-M1\",\"b\":\"2.0.0\",\"order\":\"<\"}\n";
    assert_eq!(out(&exits(&["compare", "-"], lines, 0)), answer);
}

#[test]
fn another_pack_is_verified_before_it_is_asked() {
    let folder = tempfile::tempdir().expect("a folder");
    let bundled = concat!(env!("CARGO_MANIFEST_DIR"), "/../mcpvet-data/advisories.pack");
    exits(&["check", "--pack", bundled, "-"], "mcp-remote@0.1.15\n", 1);
    let mut bytes = std::fs::read(bundled).expect("the pack is committed");
    bytes[5_000] ^= 1;
    let altered = folder.path().join("altered.pack");
    std::fs::write(&altered, bytes).expect("written");
    let refused =
        exits(&["check", "--pack", &altered.to_string_lossy(), "-"], "mcp-remote@0.1.15\n", 3);
    assert!(err(&refused).contains("does not match its digest"), "{}", err(&refused));
}

#[test]
fn an_old_dataset_fails_only_when_asked() {
    let bundled = concat!(env!("CARGO_MANIFEST_DIR"), "/../mcpvet-data/advisories.pack");
    let bytes = std::fs::read(bundled).expect("the pack is committed");
    let pack = mcpvet::pack::Pack::open(&bytes).expect("opens");
    assert!(pack.built().is_some());
    exits(&["check", "--max-data-age", "100000", "-"], "left-pad@1.3.0\n", 0);
}

#[test]
fn a_folder_is_searched_for_known_names() {
    let folder = tempfile::tempdir().expect("a folder");
    std::fs::write(folder.path().join("requirements.txt"), "mcp==1.9.0\n").expect("written");
    std::fs::write(folder.path().join("README.md"), "mcp-remote@0.1.15\n").expect("written");
    let path = folder.path().to_string_lossy().into_owned();
    let output = exits(&["check", "--json", &path], "", 1);
    let report: serde_json::Value = serde_json::from_str(out(&output)).expect("JSON");
    assert_eq!(report["results"].as_array().map(Vec::len), Some(1), "{report}");
    assert_eq!(report["results"][0]["source"]["format"], "requirements-txt");
}

#[test]
fn a_report_comes_in_every_form_of_the_table() {
    let list = "mcp-remote@0.1.15\n";
    for output in mcpvet::render::OUTPUTS {
        let written = exits(&["check", "--output", output.id, "-"], list, 1);
        let input = mcpvet::Input { bytes: list.as_bytes(), name: Some("-"), ..Default::default() };
        let pack = mcpvet::pack::Pack::bundled();
        let report = mcpvet::check(&pack, &[input]);
        assert_eq!(out(&written), output.write(&report), "{}", output.id);
    }
    assert_eq!(out(&exits(&["check", "-f", "csv", "-"], list, 1)).lines().count(), 2);
    exits(&["check", "--output", "pdf", "-"], list, 2);
    exits(&["check", "--output", "csv", "--json", "-"], list, 2);
}
