//! `cargo xtask fuzz`: every fuzz target for some seconds, or what a run found worth keeping.
//!
//! The corpus is checked in as `tests/fuzz/<target>.txt` and replayed by `cargo test -p conformance
//! --test fuzz`; libFuzzer's working copy under the fuzz crate is not.

mod corpus;
#[path = "../../../mcpvet/fuzz/src/escape.rs"]
mod escape;

use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::Mutex;
use std::thread;
use std::time::Instant;

use xshell::{Shell, cmd};

use crate::error::{Error, Result};

/// Where the targets stand.
const FOLDER: &str = "crates/mcpvet/fuzz";
/// Nothing in the core is unsafe, so a sanitiser would find nothing and halve the speed.
const BUILD: [&str; 3] = ["build", "--sanitizer", "none"];

struct Options {
    keep: bool,
    seconds: u32,
    jobs: usize,
    targets: Vec<String>,
}

pub(crate) fn run(sh: &Shell, arguments: &[&str]) -> Result {
    let options = options(arguments, targets(sh)?)?;
    build(sh)?;
    let work: &(dyn Fn(&str) -> Result<String> + Sync) = match options.keep {
        true => &|target| corpus::keep(&root(), target),
        false => &|target| fuzz(target, options.seconds),
    };
    let failed = in_parallel(&options, work);
    match failed.is_empty() {
        true => Ok(()),
        false => Err(Error::new(format!("a finding in {}", failed.join(", ")))),
    }
}

fn options(arguments: &[&str], all: Vec<String>) -> Result<Options> {
    let mut options = Options { keep: false, seconds: 60, jobs: 1, targets: Vec::new() };
    let mut rest = arguments.iter();
    while let Some(argument) = rest.next() {
        let mut number = || {
            let value = rest.next().and_then(|value| value.parse::<u32>().ok());
            value.ok_or_else(|| Error::new(format!("{argument} takes a number")))
        };
        match *argument {
            "keep" => options.keep = true,
            "--seconds" => options.seconds = number()?,
            "--jobs" => options.jobs = number()?.max(1) as usize,
            target if all.iter().any(|name| name == target) => options.targets.push(target.into()),
            other => {
                let known = all.join(", ");
                return Err(Error::new(format!("no target is called {other}; there are {known}")));
            }
        }
    }
    if options.targets.is_empty() {
        options.targets = all;
    }
    Ok(options)
}

fn targets(sh: &Shell) -> Result<Vec<String>> {
    let files = sh.read_dir(Path::new(FOLDER).join("fuzz_targets"))?;
    let names = files.iter().filter_map(|path| path.file_stem());
    Ok(names.map(|name| name.to_string_lossy().into_owned()).collect())
}

fn build(sh: &Shell) -> Result {
    if cmd!(sh, "cargo fuzz --version").quiet().ignore_stdout().ignore_stderr().run().is_err() {
        return Err(Error::new("cargo-fuzz is missing: cargo install cargo-fuzz --locked"));
    }
    // A stable compiler takes the flags of libFuzzer when it is told that it may.
    cmd!(sh, "cargo fuzz {BUILD...} --fuzz-dir {FOLDER}").env("RUSTC_BOOTSTRAP", "1").run()?;
    Ok(())
}

/// Works on several targets at a time; answers with those that failed.
fn in_parallel(options: &Options, work: &(dyn Fn(&str) -> Result<String> + Sync)) -> Vec<String> {
    let queue = Mutex::new(options.targets.iter());
    let failed = Mutex::new(Vec::new());
    thread::scope(|scope| {
        for _ in 0..options.jobs {
            scope.spawn(|| {
                loop {
                    let next = queue.lock().ok().and_then(|mut queue| queue.next());
                    let Some(target) = next else { break };
                    match work(target) {
                        Ok(done) => println!("{target}: {done}"),
                        Err(error) => {
                            eprintln!("{target}: {error}");
                            failed.lock().map(|mut failed| failed.push(target.clone())).ok();
                        }
                    }
                }
            });
        }
    });
    failed.into_inner().unwrap_or_default()
}

/// Runs one target from its checked-in corpus; answers with what it did.
fn fuzz(target: &str, seconds: u32) -> Result<String> {
    let root = root();
    let corpus = corpus::unpack(&root, target)?;
    let start = Instant::now();
    let artifacts = root.join(FOLDER).join("artifacts").join(target);
    std::fs::create_dir_all(&artifacts)?;
    let output = Command::new(binary(&root, target)?)
        .arg(format!("-max_total_time={seconds}"))
        .arg(format!("-max_len={}", corpus::longest(target)))
        .arg(format!("-artifact_prefix={}/", artifacts.display()))
        .args(["-timeout=10", "-verbosity=0", "-print_final_stats=1"])
        .arg(&corpus)
        .output()?;
    let log = String::from_utf8_lossy(&output.stderr);
    if !output.status.success() {
        return Err(Error::new(format!("{log}\nthe input is in {}", artifacts.display())));
    }
    let executed =
        log.lines().find_map(|line| line.strip_prefix("stat::number_of_executed_units:"));
    let executed = executed.unwrap_or("?").trim();
    Ok(format!("{executed} inputs in {} s, no finding", start.elapsed().as_secs()))
}

/// The repository, however deep the current folder is.
fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

/// Where cargo-fuzz puts the program of a target: a folder of the host's name.
fn binary(root: &Path, target: &str) -> Result<PathBuf> {
    let built = root.join(FOLDER).join("target");
    let mut hosts = std::fs::read_dir(built)?.filter_map(|entry| Some(entry.ok()?.path()));
    hosts
        .find_map(|host| Some(host.join("release").join(target)).filter(|path| path.is_file()))
        .ok_or_else(|| Error::new(format!("{target} was not built")))
}
