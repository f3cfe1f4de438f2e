//! A draft is a file of the dataset in which the linter names what is still to be written.

use std::fs;
use std::path::Path;
use std::process::{Command, Output};

fn admin(folder: &Path, arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_mcpvet-admin"))
        .args(["--data", folder.to_str().expect("UTF-8")])
        .args(arguments)
        .output()
        .expect("it starts")
}

#[test]
fn a_draft_has_the_next_number_and_says_what_is_missing() {
    let folder = tempfile::tempdir().expect("a folder");
    fs::create_dir_all(folder.path().join("catalogue")).expect("a folder");
    fs::write(folder.path().join("DATE"), "2026-11-20\n").expect("a file");
    let new = |more: &[&str]| {
        let package = ["new", "--package", "PyPI:Notes_MCP", "--fixed", "0.3.0"];
        admin(folder.path(), &[&package[..], more].concat())
    };
    for number in 1..=2 {
        let output = new(&[]);
        let said = String::from_utf8_lossy(&output.stdout).trim_end().to_owned();
        assert!(said.ends_with(&format!("MCPVET-2026-000{number}.toml")), "{said}");
    }
    let named = ["--id", "GHSA-2222-3333-4444", "--published", "2025-01-02"];
    assert!(new(&named).status.success());
    assert!(!new(&named).status.success(), "a file that is there is kept");
    assert!(!new(&["--id", "../x"]).status.success());

    let path = folder.path().join("advisories/2025/GHSA-2222-3333-4444.toml");
    let draft = fs::read_to_string(&path).expect("the draft");
    assert!(draft.contains("package = \"notes-mcp\"") && draft.contains("fixed = \"0.3.0\""));
    let lint = admin(folder.path(), &["lint"]);
    let said = String::from_utf8_lossy(&lint.stdout);
    let own = said.lines().filter(|line| line.contains("GHSA-2222"));
    let mut parts: Vec<_> = own.filter_map(|line| line.split('\'').nth(1)).collect();
    parts.sort_unstable();
    assert_eq!(parts, ["impact", "references", "remediation", "summary"], "{said}");
}
