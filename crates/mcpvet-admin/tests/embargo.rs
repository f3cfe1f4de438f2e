//! A record under embargo is in no pack, whatever the day is.

use std::fs;
use std::path::Path;
use std::process::{Command, Output};

const RECORD: &str = r#"id = "GHSA-2222-3333-4444"
aliases = []
kind = "vulnerability"
component = "mcp-server"
category = "authorization"
relevance = "core"
severity = "high"
published = 2026-03-06
modified = 2026-03-06

summary = "Notes of others can be read"
impact = "Who can log in reads the notes of everybody."
remediation = "Upgrade to 0.3.0."
references = ["https://example.com/advisory"]

[[affected]]
ecosystem = "npm"
package = "notes-mcp"
ranges = [{ introduced = "0", fixed = "0.3.0" }]

[[timeline]]
date = 2026-03-06
event = "Advisory published"
"#;

/// A dataset of one record.
fn dataset(folder: &Path, record: &str) {
    let year = folder.join("advisories/2026");
    fs::create_dir_all(&year).expect("folders");
    fs::create_dir_all(folder.join("catalogue")).expect("folders");
    fs::write(folder.join("DATE"), "2026-11-20\n").expect("a file");
    fs::write(year.join("GHSA-2222-3333-4444.toml"), record).expect("a file");
}

fn compile(folder: &Path, more: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_mcpvet-admin"))
        .args(["--data", folder.to_str().expect("UTF-8"), "compile"])
        .args(more)
        .output()
        .expect("it starts")
}

#[test]
fn an_embargoed_record_is_never_compiled() {
    let folder = tempfile::tempdir().expect("a folder");
    let pack = folder.path().join("advisories.pack");
    let with = |day: &str| RECORD.replace("\n\nsummary", &format!("\nembargo = {day}\n\nsummary"));
    // Neither a day that is still to come, nor one that is over, nor a build for a later day.
    for (day, more) in
        [("2099-01-01", &[][..]), ("2026-03-07", &[]), ("2027-01-01", &["--built", "2027-06-01"])]
    {
        dataset(folder.path(), &with(day));
        let output = compile(folder.path(), more);
        assert!(!output.status.success(), "{day}");
        let said = String::from_utf8_lossy(&output.stdout);
        let place = "advisories/2026/GHSA-2222-3333-4444.toml:10: under embargo until ";
        assert!(said.contains(place) && said.contains(day), "{said}");
        assert!(!pack.exists(), "a pack was written for {day}");
    }
    dataset(folder.path(), RECORD);
    let output = compile(folder.path(), &[]);
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    assert!(pack.exists());
}
