//! What tests of the command share: files in folders that are made with them, and what it said.

// Each test uses some of it.
#![allow(dead_code)]

use std::fs;
use std::path::Path;
use std::process::Output;

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
