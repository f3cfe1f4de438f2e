//! The answer of every requirement language, held against the text vectors in `tests/requirements`.
//!
//! A line is a claim such as `^1.2.3 : 1.9.0 yes`: the requirement, the version, and `yes`, `no` or
//! `error` where one of both cannot be read. What is allowed must lie in the intervals too. `#`
//! begins a comment line, which names the source of what follows.

use std::fs;
use std::path::{Path, PathBuf};

use mcpvet::requirement::{self, Vers};
use mcpvet::version::{Scheme, VersionError};

#[test]
fn every_vector_holds() {
    let mut tried = Vec::new();
    let mut wrong = Vec::new();
    for path in files() {
        let scheme = scheme(&path);
        let text = fs::read_to_string(&path).unwrap();
        let lines = text.lines().enumerate().filter(|(_, line)| !line.starts_with('#'));
        for (at, line) in lines.filter(|(_, line)| !line.is_empty()) {
            if let Err(why) = check(scheme, line) {
                wrong.push(format!("{}:{}: {why}", path.display(), at + 1));
            }
        }
        tried.extend(scheme);
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    let missing = Scheme::ALL.iter().find(|scheme| !tried.contains(scheme));
    assert_eq!(missing, None, "a scheme without vectors");
}

fn files() -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests/requirements");
    let entries = fs::read_dir(&folder).unwrap().map(|entry| entry.unwrap().path());
    let mut files: Vec<_> =
        entries.filter(|path| path.extension().is_some_and(|end| end == "txt")).collect();
    files.sort();
    files
}

/// `npm.txt` and `npm-generated.txt` are about `Scheme::Npm`; `vers.txt` is about none.
fn scheme(path: &Path) -> Option<Scheme> {
    let stem = path.file_stem().unwrap().to_str().unwrap();
    let name = stem.strip_suffix("-generated").unwrap_or(stem);
    let named = |scheme: &&Scheme| format!("{scheme:?}").eq_ignore_ascii_case(name);
    let scheme = Scheme::ALL.iter().find(named).copied();
    assert!(scheme.is_some() || name == "vers", "no scheme is called {name}");
    scheme
}

fn check(scheme: Option<Scheme>, line: &str) -> Result<(), String> {
    let (claim, expected) = line.rsplit_once(' ').ok_or("no claim")?;
    let (requirement, version) = claim.rsplit_once(" : ").ok_or("no version")?;
    let answer = match contains(scheme, requirement, version) {
        Ok(true) => "yes",
        Ok(false) => "no",
        Err(_) => "error",
    };
    if answer != expected {
        return Err(format!("{claim} is answered with {answer}, not {expected}"));
    }
    match scheme {
        Some(scheme) if answer == "yes" => is_in_intervals(scheme, requirement, version),
        _ => Ok(()),
    }
}

fn contains(
    scheme: Option<Scheme>,
    requirement: &str,
    version: &str,
) -> Result<bool, VersionError> {
    match scheme {
        Some(scheme) => requirement::contains(scheme, requirement, version),
        None => Vers::parse(requirement)?.contains(version),
    }
}

fn is_in_intervals(scheme: Scheme, requirement: &str, version: &str) -> Result<(), String> {
    let key = scheme.key(version).map_err(|error| error.to_string())?;
    match requirement::intervals(scheme, requirement) {
        Ok(set) if !set.contains(&key) => {
            Err(format!("{version} is allowed by {requirement}, but not in its intervals"))
        }
        _ => Ok(()),
    }
}
