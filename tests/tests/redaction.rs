//! No output holds a secret of its input: the table `tests/redaction/planted.txt` on the library.
//!
//! The tests of the command, of Node and of the browser read the same table.

use conformance::redaction::{leaked, planted};
use mcpvet::launch::{Dialect, resolve_argv, resolve_line};
use mcpvet::pack::Pack;
use mcpvet::render::{Style, note_line, sentence, terminal, terminal_notes};
use mcpvet::report::to_json;
use mcpvet::{Input, check, explain, inventory};

/// Every text that the library makes of an input.
fn outputs(input: Input<'_>) -> [(&'static str, String); 5] {
    let report = check(&Pack::bundled(), &[input]);
    let listed = inventory(&[input]);
    let notes = report.notes.iter().map(note_line).collect::<Vec<_>>().join("\n");
    [
        ("check", to_json(&report)),
        ("inventory", to_json(&listed)),
        ("terminal", terminal(&report, Style::default())),
        ("notes", notes + &terminal_notes(&listed.notes) + &sentence(&report)),
        ("debug", format!("{report:?}{listed:?}")),
    ]
}

#[test]
fn planted_secrets_never_come_out() {
    let mut leaks = Vec::new();
    for case in planted() {
        for (output, text) in outputs(case.input()) {
            for piece in leaked(&text) {
                let around = around(&text, piece);
                leaks.push(format!("{}: {output}: {piece}: {around}", case.title));
            }
        }
    }
    assert!(leaks.is_empty(), "{} leaks:\n{}", leaks.len(), leaks.join("\n"));
}

/// What stands about a piece, to find its way out.
fn around(text: &str, piece: &str) -> String {
    let at = text.to_lowercase().find(piece).unwrap_or_default();
    let (from, to) = (at.saturating_sub(80), (at + 60).min(text.len()));
    text[text.floor_char_boundary(from)..text.floor_char_boundary(to)].replace('\n', " ")
}

#[test]
fn explanations_hold_no_secret() {
    for case in planted().filter(|case| case.name.ends_with(".txt")) {
        for line in case.text.lines() {
            let explanation = explain(&Pack::bundled(), line).map(|answer| to_json(&answer));
            let leaks: Vec<_> = leaked(&explanation.unwrap_or_default()).collect();
            assert!(leaks.is_empty(), "{line}: {leaks:?}");
        }
    }
}

#[test]
fn resolved_command_lines_hold_no_secret() {
    for case in planted().filter(|case| case.name == "list.txt") {
        for line in case.text.lines() {
            let shells = [Dialect::Posix, Dialect::Cmd, Dialect::PowerShell];
            let lines = shells.map(|shell| to_json(&resolve_line(line, shell)));
            let words: Vec<_> = line.split(' ').collect();
            let text = lines.concat() + &to_json(&resolve_argv(&words));
            let leaks: Vec<_> = leaked(&text).collect();
            assert!(leaks.is_empty(), "{line}: {leaks:?}: {text}");
        }
    }
}

/// The beginnings of SHA-256 that the messages of a rule show.
fn fingerprints(text: &str, rule: &str) -> Vec<String> {
    let input = Input { name: Some("mcp.json"), bytes: text.as_bytes(), ..Input::default() };
    let report = check(&Pack::bundled(), &[input]);
    let hits = report.results.iter().flat_map(|result| &result.rules);
    let messages = hits.filter(|hit| hit.rule == rule).map(|hit| hit.message.clone());
    messages.filter_map(|m| Some(m.split_once("sha256:")?.1[..8].to_owned())).collect()
}

#[test]
fn a_repeated_secret_is_told_by_its_fingerprint() {
    let text = r#"{ "mcpServers": {
        "a": { "command": "npx", "args": ["x"], "env": { "API_TOKEN": "hunter2horse", "B_TOKEN": "other1secret" } },
        "b": { "command": "npx", "args": ["y"], "env": { "SERVICE_PASSWORD": "hunter2horse" } },
        "c": { "url": "https://mcp.example.com/mcp", "headers": { "Authorization": "Bearer hunter2horse" } } } }"#;
    let [first, other, second] = fingerprints(text, "SEC-001").try_into().expect("three secrets");
    assert_eq!(first, second);
    assert_ne!(first, other);
    assert_eq!(fingerprints(text, "SEC-003"), [first]);
}
