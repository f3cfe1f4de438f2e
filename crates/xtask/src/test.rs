//! `cargo xtask test`: every check of this repository, the cheap ones first.

use std::time::{Duration, Instant};

use xshell::{Shell, cmd};

use crate::error::{Error, Result};
use crate::setup::chromium;
use crate::{bench, build, files, setup};

/// The line of the command in the help.
pub(crate) const HELP: &str =
    "every check, or those of a group: rust, node, browser, packaging, lint";

const GROUPS: &[&str] = &["rust", "node", "browser", "packaging", "lint"];

const ALL: &[&str] = GROUPS;
const LINT: &[&str] = &["lint"];
const RUST: &[&str] = &["rust"];
const WEB: &[&str] = &["node", "browser", "packaging"];

/// A check: its name, the groups that it is part of, and what it does.
type Step = (&'static str, &'static [&'static str], Action);

enum Action {
    Run(&'static str),
    /// Every `*.test.mjs` below a folder, in Node.
    Node(&'static str),
    Call(fn(&Shell) -> Result),
}
use Action::{Call, Node, Run};

const STEPS: &[Step] = &[
    ("setup", ALL, Call(setup::install)),
    ("formatting", LINT, Run("cargo fmt --all --check")),
    ("clippy", LINT, Run("cargo clippy --workspace --all-targets -- -D warnings")),
    (
        "clippy for wasm",
        LINT,
        Run("cargo clippy -p mcpvet-wasm --target wasm32-unknown-unknown -- -D warnings"),
    ),
    (
        "documentation",
        LINT,
        Run("cargo doc --workspace --no-deps --lib --config build.rustdocflags=[\"-Dwarnings\"]"),
    ),
    ("no default features", RUST, Run("cargo check -p mcpvet --no-default-features")),
    (
        "Rust tests",
        RUST,
        Run("cargo test --workspace --no-fail-fast --lib --bins --tests --examples"),
    ),
    ("documentation tests", RUST, Run("cargo test --workspace --no-fail-fast --doc")),
    // With the whole workspace, whose libraries are there already.
    ("dataset and schema", LINT, Run("cargo test --workspace --test dataset")),
    ("report types are up to date", LINT, Run("node web/mcpvet/scripts/report-types.mjs --check")),
    ("build", WEB, Call(build::all)),
    ("size of what a visitor loads", WEB, Call(bench::budget)),
    ("Node tests", &["node"], Node("tests/node")),
    ("browser tests", &["browser"], Node("tests/browser")),
    ("packaging tests", &["packaging"], Node("tests/packaging")),
];

/// Runs the checks of one group or all of them, up to the first failure.
pub(crate) fn run(sh: &Shell, arguments: &[&str]) -> Result {
    let keep_going = arguments.contains(&"--keep-going");
    let mut words = arguments.to_vec();
    words.retain(|&word| word != "--keep-going");
    let failures = run_all(sh, &chosen(&words)?, keep_going);
    if failures.is_empty() { Ok(()) } else { Err(Error::new(failures.join("\n"))) }
}

fn chosen(words: &[&str]) -> Result<Vec<&'static Step>> {
    match words {
        [] => Ok(STEPS.iter().collect()),
        [group] if GROUPS.contains(group) => {
            Ok(STEPS.iter().filter(|(_, groups, _)| groups.contains(group)).collect())
        }
        _ => {
            let groups = GROUPS.join("|");
            Err(Error::new(format!("usage: cargo xtask test [{groups}] [--keep-going]")))
        }
    }
}

/// Runs the checks, sums them up, and returns the failures.
fn run_all(sh: &Shell, steps: &[&Step], keep_going: bool) -> Vec<String> {
    let mut summary = String::new();
    let mut failures = Vec::new();
    let start = Instant::now();
    for (name, _, action) in steps {
        println!("\n== {name}");
        let start = Instant::now();
        let outcome = action.perform(sh);
        let word = if outcome.is_ok() { "ok" } else { "FAILED" };
        println!("== {name}: {word} after {}", seconds(start.elapsed()));
        summary += &format!("{:>8}  {word:<6}  {name}\n", seconds(start.elapsed()));
        failures.extend(outcome.err().map(|error| format!("{name}: {error}")));
        if !failures.is_empty() && !keep_going {
            break;
        }
    }
    println!("\n{summary}{:>8}  in all\n", seconds(start.elapsed()));
    failures
}

impl Action {
    fn perform(&self, sh: &Shell) -> Result {
        match self {
            Run(line) => {
                let mut words = line.split(' ');
                Ok(sh.cmd(words.next().unwrap_or_default()).args(words).run()?)
            }
            Node(folder) => run_in_node(sh, folder),
            Call(function) => function(sh),
        }
    }
}

/// A folder without tests is a failure: it would look like tests that pass.
fn run_in_node(sh: &Shell, folder: &str) -> Result {
    let mut tests = files::walk(&sh.current_dir().join(folder))?;
    tests.retain(|path| path.to_string_lossy().ends_with(".test.mjs"));
    if tests.is_empty() {
        return Err(Error::new(format!("there is no *.test.mjs in {folder}")));
    }
    let browser = chromium::browser().unwrap_or_default();
    // Two files at once: a browser's tests wait more than they work.
    let node = cmd!(sh, "node --test --test-concurrency=2 {tests...}");
    Ok(node.env("MCPVET_CHROMIUM", browser).run()?)
}

fn seconds(duration: Duration) -> String {
    format!("{:.1} s", duration.as_secs_f64())
}

#[cfg(test)]
mod tests {
    use super::{GROUPS, STEPS};

    #[test]
    fn every_step_is_in_a_group_that_exists() {
        for (name, groups, _) in STEPS {
            assert!(!groups.is_empty(), "{name}");
            assert!(groups.iter().all(|group| GROUPS.contains(group)), "{name}");
        }
    }
}
