//! `cargo xtask fuzz`: every fuzz target for some seconds, with the test cases as seeds.

use std::fs;
use std::path::Path;

use xshell::{Shell, cmd};

use crate::error::{Error, Result};

/// Where the targets stand.
const FOLDER: &str = "crates/mcpvet/fuzz";

pub(crate) fn run(sh: &Shell, arguments: &[&str]) -> Result {
    let (seconds, wanted) = match arguments {
        ["--seconds", seconds, wanted @ ..] => (*seconds, wanted),
        wanted => ("60", wanted),
    };
    if cmd!(sh, "cargo fuzz --version").quiet().ignore_stdout().ignore_stderr().run().is_err() {
        return Err(Error::new("cargo-fuzz is missing: cargo install cargo-fuzz --locked"));
    }
    let targets = targets(&sh.current_dir().join(FOLDER))?;
    let chosen: Vec<_> = targets
        .iter()
        .filter(|name| wanted.is_empty() || wanted.contains(&name.as_str()))
        .collect();
    if chosen.is_empty() {
        return Err(Error::new(format!("no such target; there are {}", targets.join(", "))));
    }
    for target in chosen {
        println!("{target}: {seconds} s");
        let corpus = seed(sh, target)?;
        let longest = if target == "pack" { "2000000" } else { "4096" };
        // A stable compiler takes the flags of libFuzzer when it is told that it may.
        cmd!(sh, "cargo fuzz run --fuzz-dir {FOLDER} {target} {corpus} -- -max_total_time={seconds} -max_len={longest} -timeout=10 -verbosity=0 -print_final_stats=1")
            .env("RUSTC_BOOTSTRAP", "1")
            .quiet()
            .run()?;
    }
    Ok(())
}

fn targets(folder: &Path) -> Result<Vec<String>> {
    let mut names = Vec::new();
    for entry in fs::read_dir(folder.join("fuzz_targets"))? {
        let path = entry?.path();
        names.extend(path.file_stem().map(|name| name.to_string_lossy().into_owned()));
    }
    names.sort();
    Ok(names)
}

/// Fills the corpus of a target with the inputs of the golden cases or the vectors.
fn seed(sh: &Shell, target: &str) -> Result<String> {
    let corpus = format!("{FOLDER}/corpus/{target}");
    sh.create_dir(&corpus)?;
    let (kind, subject) = target.split_once('_').unwrap_or((target, ""));
    match kind {
        "format" => {
            let cases = sh.read_dir(format!("tests/formats/{}", subject.replace('_', "-")))?;
            for case in cases {
                let name = case.file_name().unwrap_or_default().to_owned();
                for file in sh.read_dir(&case)? {
                    let is_input = file.file_stem().is_some_and(|stem| stem == "input");
                    if is_input && fs::metadata(&file)?.len() <= 4_096 {
                        sh.copy_file(&file, Path::new(&corpus).join(&name))?;
                    }
                }
            }
        }
        "version" => {
            let vectors = format!("tests/versions/{subject}.txt");
            if sh.path_exists(&vectors) {
                let versions = sh.read_file(vectors)?.replace([' ', '<', '='], "\n");
                for (number, lines) in versions.split("\n\n").enumerate() {
                    sh.write_file(format!("{corpus}/vector-{number}"), lines)?;
                }
            }
        }
        "purl" => {
            for file in sh.read_dir("tests/purl")? {
                let name = file.file_stem().unwrap_or_default().to_string_lossy().into_owned();
                let cases = sh.read_file(&file)?;
                let purls = cases.split("{\"purl\": \"").skip(1);
                for (number, purl) in purls.filter_map(|rest| rest.split('"').next()).enumerate() {
                    sh.write_file(format!("{corpus}/{name}-{number}"), purl)?;
                }
            }
        }
        "pack" => {
            sh.copy_file("crates/mcpvet-data/advisories.pack", format!("{corpus}/bundled"))?
        }
        _ => sh.write_file(format!("{corpus}/range"), ">=1.2.3 <2\n1.5.0")?,
    }
    Ok(corpus)
}
