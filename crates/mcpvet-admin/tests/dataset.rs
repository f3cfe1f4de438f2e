//! What is checked in is what the program makes of the records, and it finds no fault with them.

use std::path::Path;
use std::process::Command;

/// Runs the program in the root of the repository and shows what it says when it fails.
#[track_caller]
fn succeeds(arguments: &[&str]) {
    let output = Command::new(env!("CARGO_BIN_EXE_mcpvet-admin"))
        .args(arguments)
        .current_dir(Path::new(env!("CARGO_MANIFEST_DIR")).join("../.."))
        .output()
        .expect("the program runs");
    let said = [output.stdout, output.stderr].concat();
    assert!(output.status.success(), "{arguments:?}: {}", String::from_utf8_lossy(&said));
}

#[test]
fn every_record_keeps_the_rules() {
    succeeds(&["lint"]);
}

#[test]
fn the_pack_is_made_of_the_records() {
    succeeds(&["compile", "--check"]);
}

#[test]
fn the_schema_is_that_of_the_report() {
    succeeds(&["schema", "--check"]);
}
