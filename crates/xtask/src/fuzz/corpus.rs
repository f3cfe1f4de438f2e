//! The inputs that a fuzz target starts from, and those worth keeping.
//!
//! One file a target, one input a line, bytes outside of printable ASCII as Rust escapes them.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use super::escape::unescape;
use super::{FOLDER, binary};
use crate::error::{Error, Result};

/// Above this the checked-in file grows faster than what it covers.
const KEPT_BYTES: usize = 50_000;

/// The longest input worth trying: a version is short, a pack is not.
pub(super) fn longest(target: &str) -> usize {
    match target.split_once('_') {
        Some(("version" | "requirement", _)) => 512,
        None if target == "pack" => 2_000_000,
        _ => 4_096,
    }
}

/// Writes the checked-in corpus and the test data as files for libFuzzer.
pub(super) fn unpack(root: &Path, target: &str) -> Result<PathBuf> {
    let folder = folder(root, target);
    fs::create_dir_all(&folder)?;
    let kept = fs::read_to_string(kept(root, target)).unwrap_or_default();
    let kept = kept.lines().filter(|line| !line.starts_with('#')).filter_map(unescape);
    for (number, input) in kept.chain(seeds(root, target)?).enumerate() {
        if input.len() <= longest(target) {
            fs::write(folder.join(format!("seed-{number}")), input)?;
        }
    }
    Ok(folder)
}

/// Reduces what a run found to inputs that each reach something new, and checks them in.
pub(super) fn keep(root: &Path, target: &str) -> Result<String> {
    if target == "pack" {
        return Ok("its inputs are as large as the dataset, so none is kept".to_owned());
    }
    let merged = root.join(FOLDER).join("target").join("merged").join(target);
    let _ = fs::remove_dir_all(&merged);
    fs::create_dir_all(&merged)?;
    let output = Command::new(binary(root, target)?)
        .args(["-merge=1", "-verbosity=0"])
        .arg(format!("-max_len={}", longest(target)))
        .args([&merged, &unpack(root, target)?])
        .output()?;
    if !output.status.success() {
        return Err(Error::new(String::from_utf8_lossy(&output.stderr).into_owned()));
    }
    let mut inputs = Vec::new();
    for file in fs::read_dir(&merged)? {
        inputs.push(fs::read(file?.path())?);
    }
    inputs.sort_by(|a, b| a.len().cmp(&b.len()).then_with(|| a.cmp(b)));
    let mut text = format!("# cargo xtask fuzz keep {target}\n");
    let mut count = 0;
    for line in inputs.iter().map(|input| input.escape_ascii().to_string()) {
        if text.len() + line.len() < KEPT_BYTES {
            text.extend([line.as_str(), "\n"]);
            count += 1;
        }
    }
    fs::create_dir_all(root.join("tests/fuzz"))?;
    fs::write(kept(root, target), text)?;
    Ok(format!("{count} of {} inputs kept", inputs.len()))
}

fn folder(root: &Path, target: &str) -> PathBuf {
    root.join(FOLDER).join("corpus").join(target)
}

fn kept(root: &Path, target: &str) -> PathBuf {
    root.join("tests/fuzz").join(format!("{target}.txt"))
}

/// What the tests hold about a subject, as inputs of its target.
fn seeds(root: &Path, target: &str) -> Result<Vec<Vec<u8>>> {
    let tests = root.join("tests");
    let lines = |path: PathBuf| fs::read_to_string(path).unwrap_or_default();
    match target.split_once('_').unwrap_or((target, "")) {
        ("format", subject) => inputs_below(&tests.join("formats").join(subject.replace('_', "-"))),
        ("version", subject) => {
            let text = lines(tests.join("versions").join(format!("{subject}.txt")));
            let chains = text.lines().filter(|line| !line.starts_with('#'));
            Ok(chains.map(|chain| chain.replace([' ', '<', '='], "\n").into_bytes()).collect())
        }
        ("requirement", subject) => {
            let text = lines(tests.join("requirements").join(format!("{subject}.txt")));
            let claims = text.lines().filter_map(|line| line.rsplit_once(' '));
            Ok(claims.map(|(claim, _)| claim.replace(" : ", "\n").into_bytes()).collect())
        }
        ("pack", _) => Ok(vec![fs::read(root.join("crates/mcpvet-data/advisories.pack"))?]),
        ("purl", _) => {
            let files = inputs_below(&tests.join("purl"))?;
            let text = files.iter().map(|file| String::from_utf8_lossy(file)).collect::<String>();
            let purls =
                text.split("{\"purl\": \"").skip(1).filter_map(|rest| rest.split('"').next());
            Ok(purls.map(|purl| purl.as_bytes().into()).collect())
        }
        (folder, _) => inputs_below(&tests.join(folder)),
    }
}

/// The files below a folder that are short enough; of JSON lines each line.
fn inputs_below(folder: &Path) -> Result<Vec<Vec<u8>>> {
    let mut inputs = Vec::new();
    let mut folders = vec![folder.to_owned()];
    while let Some(folder) = folders.pop() {
        let Ok(entries) = fs::read_dir(folder) else { continue };
        for entry in entries {
            let path = entry?.path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|end| end == "jsonl") {
                inputs.extend(fs::read_to_string(path)?.lines().map(|line| line.as_bytes().into()));
            } else if path.file_stem().is_some_and(|stem| stem != "expected") {
                inputs.push(fs::read(path)?);
            }
        }
    }
    Ok(inputs)
}
