//! `mcpvet check --since REV` in repositories of several shapes.

mod shared;

use std::fs;
use std::path::PathBuf;
use std::process::{Command, Output};

use serde_json::Value;
use shared::{err, out};

/// A folder with repositories in it.
struct Place {
    folder: tempfile::TempDir,
}

fn lock(packages: &[(&str, &str)]) -> String {
    let entry = |(name, version): &(&str, &str)| {
        format!("\"node_modules/{name}\": {{ \"version\": \"{version}\" }}")
    };
    let entries: Vec<_> = packages.iter().map(entry).collect();
    format!("{{ \"lockfileVersion\": 3, \"packages\": {{\n{}\n}} }}\n", entries.join(",\n"))
}

const OLD: (&str, &str) = ("mcp-remote", "0.1.15");
const NEW: (&str, &str) = ("postmark-mcp", "1.0.16");
const FINE: (&str, &str) = ("left-pad", "1.3.0");

impl Place {
    /// A repository `r` with a commit of two lockfiles, tagged `start`.
    fn new() -> Self {
        let place = Self { folder: tempfile::tempdir().expect("a folder") };
        fs::create_dir(place.path("r")).expect("a folder");
        place.git("r", &["init", "-q", "-b", "main"]);
        place.write("r/a/package-lock.json", &lock(&[OLD, FINE]));
        place.write("r/b/package-lock.json", &lock(&[OLD]));
        place.commit("r");
        place.git("r", &["tag", "start"]);
        place
    }

    fn path(&self, below: &str) -> PathBuf {
        self.folder.path().join(below)
    }

    fn write(&self, file: &str, text: &str) {
        shared::write(&self.path(file), text);
    }

    #[track_caller]
    fn git(&self, folder: &str, arguments: &[&str]) {
        let output = Command::new("git")
            .args(["-c", "user.name=a", "-c", "user.email=a@example.com"])
            .args(["-c", "protocol.file.allow=always", "-c", "commit.gpgsign=false"])
            .args(arguments)
            .current_dir(self.path(folder))
            .output()
            .expect("git is needed for these tests");
        assert!(output.status.success(), "{arguments:?}: {}", err(&output));
    }

    fn commit(&self, folder: &str) {
        self.git(folder, &["add", "-A"]);
        self.git(folder, &["commit", "-q", "-m", "x"]);
    }

    #[track_caller]
    fn exits(&self, folder: &str, arguments: &[&str], code: i32) -> Output {
        let output = Command::new(env!("CARGO_BIN_EXE_mcpvet"))
            .arg("check")
            .args(arguments)
            .current_dir(self.path(folder))
            .env("LANG", "C.UTF-8")
            .output()
            .expect("the command runs");
        let (out, err) = (out(&output), err(&output));
        assert_eq!(output.status.code(), Some(code), "{arguments:?}: {out}{err}");
        output
    }

    /// The findings since a revision, as `file name version`.
    #[track_caller]
    fn since(&self, folder: &str, arguments: &[&str], code: i32) -> Vec<String> {
        let output = self.exits(folder, &[&["--json", "--since"], arguments].concat(), code);
        let report: Value = serde_json::from_str(out(&output)).expect("JSON");
        let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
        let mut found = Vec::new();
        for result in report["results"].as_array().expect("results") {
            let source = text(&result["source"]["name"]);
            for package in result["packages"].as_array().expect("packages") {
                let package = &package["package"];
                found.push(format!(
                    "{source} {} {}",
                    text(&package["name"]),
                    text(&package["version"])
                ));
            }
        }
        found
    }
}

#[test]
fn only_what_a_change_brings_is_reported() {
    let place = Place::new();
    let shown = place.exits("r", &["--since", "start"], 0);
    assert!(err(&shown).starts_with("No dependency list changed"), "{}", err(&shown));
    assert!(
        err(&shown).contains("0 of 2 dependency lists changed since start ("),
        "{}",
        err(&shown)
    );

    place.write("r/a/package-lock.json", &lock(&[FINE, OLD, NEW]));
    assert_eq!(place.since("r", &["start"], 1), ["a/package-lock.json postmark-mcp 1.0.16"]);
    let shown = place.exits("r", &["--since", "start"], 1);
    let said = err(&shown);
    assert!(
        said.contains("a/package-lock.json: there before, so left out: 1 affected package"),
        "{said}"
    );
    assert!(said.contains("1 of 2 dependency lists changed since start"), "{said}");

    // What was committed meanwhile and what Git does not know yet count alike.
    place.commit("r");
    place.write("r/c/new/package-lock.json", &lock(&[OLD]));
    let found = place.since("r", &["HEAD~1"], 1);
    assert_eq!(
        found,
        ["a/package-lock.json postmark-mcp 1.0.16", "c/new/package-lock.json mcp-remote 0.1.15"]
    );
    assert_eq!(place.since("r", &["HEAD"], 1), ["c/new/package-lock.json mcp-remote 0.1.15"]);
    // The work tree counts from inside of it and from outside, by folder and by file.
    assert_eq!(place.since("r/c", &["HEAD"], 1), ["new/package-lock.json mcp-remote 0.1.15"]);
    assert_eq!(
        place.since("", &["start", "r/a"], 1),
        ["r/a/package-lock.json postmark-mcp 1.0.16"]
    );
    assert_eq!(place.since("r/a", &["start", "package-lock.json"], 1).len(), 1);
    assert!(place.since("r", &["start", "b/package-lock.json"], 0).is_empty());
}

#[test]
fn the_other_branch_went_on_and_that_is_no_change_of_ours() {
    let place = Place::new();
    place.git("r", &["checkout", "-q", "-b", "work"]);
    place.write("r/a/package-lock.json", &lock(&[OLD, FINE, NEW]));
    place.commit("r");
    place.git("r", &["checkout", "-q", "main"]);
    place.write("r/b/package-lock.json", &lock(&[FINE]));
    place.commit("r");
    place.git("r", &["checkout", "-q", "--detach", "work"]);
    assert_eq!(place.since("r", &["main"], 1), ["a/package-lock.json postmark-mcp 1.0.16"]);
}

#[test]
fn line_ends_are_no_change_and_odd_names_are_names() {
    let place = Place::new();
    let odd = "r/a b\u{e4}\n\"x missing/package-lock.json";
    if cfg!(unix) {
        place.write(odd, &lock(&[OLD]));
        place.write("r/x missing/package-lock.json", &lock(&[OLD]));
        place.commit("r");
    }
    let crlf = lock(&[OLD]).replace('\n', "\r\n");
    place.write("r/b/package-lock.json", &crlf);
    assert!(place.since("r", &["HEAD"], 0).is_empty());
    if cfg!(unix) {
        place.write(odd, &lock(&[OLD, NEW]));
        place.write("r/x missing/package-lock.json", &lock(&[OLD, NEW]));
        assert_eq!(place.since("r", &["HEAD"], 1).len(), 2);
    }
}

#[test]
fn what_cannot_be_compared_is_an_error() {
    let place = Place::new();
    let says = |folder: &str, arguments: &[&str], words: &str| {
        let output = place.exits(folder, arguments, 2);
        assert!(
            err(&output).starts_with("error: ") && err(&output).contains(words),
            "{}",
            err(&output)
        );
        assert_eq!(out(&output), "");
    };
    says("r", &["--since", "nope"], "--since nope: there is no such commit");
    says("r", &["--since", "main..start"], "there is no such commit");
    says("r", &["--since", "main:a/package-lock.json"], "there is no such commit");
    says("r", &["--since", &"0".repeat(40)], "there is no such commit");
    says("r", &["--since", ""], "not a revision");
    says("", &["--since", "main", "."], "in no work tree of Git");
    for hostile in ["--upload-pack=touch pwned", "--output=pwned", "-O", "--exec=x"] {
        says("r", &["--since", hostile], "not a revision");
        says("r", &[&format!("--since={hostile}")], "not a revision");
    }
    assert!(!place.path("r/pwned").exists());

    place.git("", &["clone", "-q", "--bare", "r", "bare.git"]);
    place.write("bare.git/package-lock.json", &lock(&[OLD]));
    says("bare.git", &["--since", "main"], "in no work tree of Git");
    place.git("", &["init", "-q", "empty"]);
    place.write("empty/package-lock.json", &lock(&[OLD]));
    says("empty", &["--since", "HEAD"], "there is no such commit");
    fs::create_dir_all(place.path("r/broken/.git")).expect("a folder");
    place.write("r/broken/package-lock.json", &lock(&[OLD]));
    says("r/broken", &["--since", "HEAD"], "not a git repository");
}

#[test]
fn without_git_the_error_says_so() {
    let place = Place::new();
    let output = Command::new(env!("CARGO_BIN_EXE_mcpvet"))
        .args(["check", "--since", "main"])
        .current_dir(place.path("r"))
        .env("PATH", place.path("r/a"))
        .output()
        .expect("the command runs");
    assert_eq!(output.status.code(), Some(2));
    assert_eq!(err(&output), "error: --since asks git, which is not installed or not on PATH\n");
}

#[test]
fn submodules_and_worktrees_have_revisions_of_their_own() {
    let place = Place::new();
    place.git("", &["init", "-q", "-b", "main", "lib"]);
    place.write("lib/package-lock.json", &lock(&[OLD]));
    place.commit("lib");
    place.git("r", &["submodule", "--quiet", "add", "../lib", "lib"]);
    place.commit("r");
    assert!(place.since("r", &["HEAD"], 0).is_empty());
    assert_eq!(place.since("r", &["start"], 1), ["lib/package-lock.json mcp-remote 0.1.15"]);
    place.write("r/lib/package-lock.json", &lock(&[OLD, NEW]));
    assert_eq!(place.since("r", &["HEAD"], 1), ["lib/package-lock.json postmark-mcp 1.0.16"]);
    assert_eq!(place.since("r/lib", &["HEAD"], 1), ["package-lock.json postmark-mcp 1.0.16"]);

    // A repository that nobody has linked is new in all.
    place.git("", &["clone", "-q", "lib", "r/loose"]);
    let found = place.since("r", &["HEAD"], 1);
    assert_eq!(found[1], "loose/package-lock.json mcp-remote 0.1.15");

    place.git(
        "r",
        &["worktree", "add", "-q", "../tree", "main"]
            .map(|it| if it == "main" { "start" } else { it }),
    );
    place.write("tree/a/package-lock.json", &lock(&[NEW]));
    assert_eq!(place.since("tree", &["main~1"], 1), ["a/package-lock.json postmark-mcp 1.0.16"]);
}

#[test]
fn a_shallow_clone_is_compared_with_the_revision_itself() {
    let place = Place::new();
    place.git("r", &["checkout", "-q", "-b", "work"]);
    place.write("r/a/package-lock.json", &lock(&[OLD, FINE, NEW]));
    place.commit("r");
    let url = format!("file://{}", place.path("r").display());
    place.git("", &["clone", "-q", "--depth", "1", "--no-single-branch", &url, "shallow"]);
    let found = place.since("shallow", &["origin/main"], 1);
    assert_eq!(found, ["a/package-lock.json postmark-mcp 1.0.16"]);
    let shown = place.exits("shallow", &["--since", "origin/main"], 1);
    assert!(
        err(&shown).replace('\n', " ").contains("no commit is known from which"),
        "{}",
        err(&shown)
    );
}

#[cfg(unix)]
#[test]
fn a_hostile_repository_runs_nothing() {
    let place = Place::new();
    let touch = |what: &str| format!("touch {}", place.path(what).display());
    for (key, what) in [
        ("core.fsmonitor", "fsmonitor"),
        ("diff.external", "diff"),
        ("core.pager", "pager"),
        ("filter.x.clean", "clean"),
        ("filter.x.smudge", "smudge"),
        ("diff.x.textconv", "textconv"),
        ("core.sshCommand", "ssh"),
    ] {
        place.git("r", &["config", key, &touch(what)]);
    }
    place.write("r/.gitattributes", "* filter=x diff=x\n");
    place.write("r/a/package-lock.json", &lock(&[OLD, NEW]));
    assert_eq!(place.since("r", &["HEAD"], 1), ["a/package-lock.json postmark-mcp 1.0.16"]);
    for what in ["fsmonitor", "diff", "pager", "clean", "smudge", "textconv", "ssh"] {
        assert!(!place.path(what).exists(), "{what} ran");
    }
}
