//! What tests of the command share: files in folders that are made with them, and what it said.

// Each test uses some of it.
#![allow(dead_code)]

use std::fs;
use std::path::Path;
use std::process::{Command, Output};

use tempfile::TempDir;

/// Writes a file, and the folders around it.
pub(crate) fn write(path: &Path, text: &str) {
    fs::create_dir_all(path.parent().expect("in a folder")).expect("folders");
    fs::write(path, text).expect("a file");
}

/// Standard output.
pub(crate) fn out(output: &Output) -> &str {
    std::str::from_utf8(&output.stdout).expect("UTF-8")
}

/// Standard error.
pub(crate) fn err(output: &Output) -> &str {
    std::str::from_utf8(&output.stderr).expect("UTF-8")
}

/// Runs the command in a folder, on a day in November 2026, and expects an exit code.
#[track_caller]
pub(crate) fn exits(folder: &TempDir, arguments: &[&str], code: i32) -> Output {
    let output = Command::new(env!("CARGO_BIN_EXE_mcpvet"))
        .args(arguments)
        .current_dir(folder.path())
        .env("LANG", "C.UTF-8")
        .env("SOURCE_DATE_EPOCH", "1795046400")
        .output()
        .expect("the command runs");
    assert_eq!(output.status.code(), Some(code), "{arguments:?}: {}{}", out(&output), err(&output));
    output
}
