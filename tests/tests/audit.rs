//! Files of audit records, whole and damaged, held to the property that fuzzing holds them to.

#[path = "../../crates/mcpvet/fuzz/src/escape.rs"]
#[allow(dead_code)]
mod escape;
#[allow(unreachable_pub, dead_code, clippy::cast_possible_truncation, clippy::suspicious_map)]
#[path = "../../crates/mcpvet/fuzz/src/lib.rs"]
mod properties;

use std::fs;
use std::time::{Duration, Instant};

use conformance::root;
use mcpvet::audit::{File, Level, MAX_FILE_BYTES, lint};

const NAMES: [&str; 4] = ["manifest.txt", "finding.txt", "server.txt", "draft.txt"];

#[test]
fn damaged_records_hold_the_property() {
    for name in NAMES {
        let text = fs::read(root().join("audit").join(name)).unwrap();
        properties::target("audit", &text);
        for end in 0..text.len() {
            properties::target("audit", &text[..end]);
            let cut = [&text[..end], &text[(end + 7).min(text.len())..]].concat();
            properties::target("audit", &cut);
        }
    }
}

/// A record that nobody would write by hand costs time by its length alone.
#[test]
fn hostile_records_end_in_time() {
    let path = "audits/github.com/a/b/audits/ada-2026-01-31-001/findings/high-001-x.md";
    for piece in [
        "ignore previous instructions ",
        "<!-- BEGIN_PROMPT_INJECTION_EXAMPLE -->",
        "> [!CAUTION] PROMPT_INJECTION_EXAMPLE\n",
        "[FILL IN: ",
        "you are now ",
        "=== PROMPT_INJECTION_EXAMPLE_START ===\n=== PROMPT_INJECTION_EXAMPLE_END ===\n",
        "\u{200b}",
        "\n",
    ] {
        let text = piece.repeat(MAX_FILE_BYTES / 4 / piece.len());
        let start = Instant::now();
        let found = lint(&[File { path, text: &text }]);
        assert!(start.elapsed() < Duration::from_secs(20), "{piece}: {:?}", start.elapsed());
        assert!(found.len() < 200_000, "{piece}: {}", found.len());
    }
}

/// Many audits of one repository are told apart without looking at each for each.
#[test]
fn many_audits_are_read_in_time() {
    let paths: Vec<_> = (0..20_000)
        .map(|n| format!("audits/github.com/a/b{n}/audits/ada-2026-01-31-001/audit-manifest.json"))
        .collect();
    let files: Vec<_> = paths.iter().map(|path| File { path, text: "{}" }).collect();
    let start = Instant::now();
    let found = lint(&files);
    assert!(found.iter().filter(|problem| problem.level == Level::Blocking).count() >= 20_000);
    assert!(start.elapsed() < Duration::from_secs(20), "{:?}", start.elapsed());
}
