//! No command prints a secret of what it reads: `tests/redaction/planted.txt` through every command
//! that takes inputs, each with both of its forms.

use std::fs;
use std::path::Path;
use std::process::Command;

use conformance::redaction::{Planted, leaked, planted};

/// Everything that the command prints, in a folder.
fn printed(folder: &Path, arguments: &[&str]) -> String {
    let mut command = Command::new(env!("CARGO_BIN_EXE_mcpvet"));
    let output = command.args(arguments).current_dir(folder).output().expect("the command starts");
    let text = [output.stdout, output.stderr].concat();
    String::from_utf8(text).expect("UTF-8")
}

#[track_caller]
fn has_no_secret(arguments: &[&str], text: &str) {
    assert!(!text.is_empty(), "{arguments:?} prints nothing");
    let leaks: Vec<_> = leaked(text).collect();
    let held = |line: &&str| leaked(line).next().is_some();
    let lines: Vec<_> = text.lines().filter(held).take(5).collect();
    assert!(leaks.is_empty(), "{}: {leaks:?}\n{}", arguments[0], lines.join("\n"));
}

/// Writes every text into a folder of its own and returns their paths, such as `7/mcp.json`.
fn write_all(folder: &Path) -> Vec<String> {
    let write = |(number, case): (usize, Planted)| {
        let path = format!("{number}/{}", case.name);
        let file = folder.join(&path);
        fs::create_dir_all(file.parent().expect("a folder")).expect("a folder");
        fs::write(file, case.text).expect("a file");
        path
    };
    planted().enumerate().map(write).collect()
}

#[test]
fn files_and_standard_streams() {
    let folder = tempfile::tempdir().expect("a folder");
    let paths = write_all(folder.path());
    for command in [
        &["check"][..],
        &["check", "--json"],
        &["--color", "always", "check", "--fail-on-undecided"],
        &["inventory"],
        &["inventory", "--json"],
        &["inventory", "--output", "cyclonedx"],
    ] {
        let arguments: Vec<_> =
            command.iter().copied().chain(paths.iter().map(String::as_str)).collect();
        has_no_secret(command, &printed(folder.path(), &arguments));
    }
}

#[test]
fn lines_and_their_errors() {
    let folder = tempfile::tempdir().expect("a folder");
    for case in planted().filter(|case| case.name == "list.txt") {
        for line in case.text.lines() {
            for command in [
                &["explain", line][..],
                &["explain", "--json", line],
                &["resolve", "--shell", "posix", line],
                &["resolve", "--json", "--shell", "powershell", line],
                &["resolve", "--", line],
            ] {
                has_no_secret(command, &printed(folder.path(), command));
            }
        }
    }
}
