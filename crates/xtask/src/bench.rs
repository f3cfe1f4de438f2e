//! `cargo xtask bench`: one Markdown table of what mcpvet costs, beside what others cost.

use std::fmt::Write as _;
use std::fs;
use std::process::{Command, Stdio};
use std::time::Instant;

use xshell::{Shell, cmd};

use crate::build;
use crate::error::{Error, Result};
use crate::setup::{chromium, small_std};

/// Lines given to `mcpvet compare -`.
const LINES: usize = 1_000_000;

pub(crate) fn run(sh: &Shell, arguments: &[&str]) -> Result {
    if !arguments.is_empty() {
        return Err(Error::new("usage: cargo xtask bench"));
    }
    build::all(sh)?;
    let folder = sh.current_dir().join("target/bench");
    fs::create_dir_all(&folder)?;
    let lockfile = folder.join("package-lock.json");
    println!("| what | median | least | ratio in this run |\n| --- | ---: | ---: | --- |");
    cmd!(sh, "cargo bench --quiet -p conformance --bench native")
        .env("MCPVET_BENCH_LOCKFILE", &lockfile)
        .quiet()
        .run()?;
    cmd!(sh, "node tests/bench/bench.mjs {lockfile}").quiet().run()?;
    if let Some(browser) = chromium::browser() {
        let tab = cmd!(sh, "node tests/bench/tab.mjs {lockfile}");
        tab.env("MCPVET_CHROMIUM", browser).quiet().run()?;
    }
    compare(sh, &folder.join("pairs.jsonl"))?;
    println!();
    Ok(cmd!(sh, "cargo bench --quiet -p conformance --bench formats").quiet().run()?)
}

/// The whole process, from start to exit, on a million lines.
fn compare(sh: &Shell, pairs: &std::path::Path) -> Result {
    cmd!(sh, "cargo build --quiet --release -p mcpvet-cli").quiet().run()?;
    fs::write(pairs, lines())?;
    let command = sh.current_dir().join("target/release/mcpvet");
    let mut times = Vec::new();
    for _ in 0..5 {
        let start = Instant::now();
        let status = Command::new(&command)
            .args(["compare", "-"])
            .stdin(fs::File::open(pairs)?)
            .stdout(Stdio::null())
            .status()?;
        times.push(start.elapsed());
        if !status.success() {
            return Err(Error::new(format!("mcpvet compare - ended with {status}")));
        }
    }
    times.sort();
    let [least, _, median, ..] = times[..] else { unreachable!("five runs") };
    let rate = LINES as f64 / median.as_secs_f64() / 1e6;
    println!(
        "| `mcpvet compare -` on 1000000 lines | {median:.2?} | {least:.2?} | {rate:.2} million lines a second |"
    );
    Ok(())
}

fn lines() -> String {
    let mut lines = String::new();
    let pairs = [
        ("npm", "1.2.0", "1.10.0"),
        ("PyPI", "1.0rc1", "1.0.post2"),
        ("Go", "v0.0.0-20240102030405-abcdefabcdef", "v0.1.0"),
        ("crates.io", "1.0.0-alpha.1", "1.0.0"),
    ];
    for number in 0..LINES {
        let (ecosystem, a, b) = pairs[number % pairs.len()];
        let _ = writeln!(lines, "{{\"ecosystem\":\"{ecosystem}\",\"a\":\"{a}\",\"b\":\"{b}\"}}");
    }
    lines
}

/// `cargo xtask size`: what a visitor loads, and what each part of the source adds to that.
pub(crate) fn size(sh: &Shell, arguments: &[&str]) -> Result {
    let show = match arguments {
        [] => true,
        ["--check"] => false,
        _ => return Err(Error::new("usage: cargo xtask size [--check]")),
    };
    build::all(sh)?;
    if !show {
        return budget(sh);
    }
    let named = build::NAMED;
    Ok(cmd!(sh, "node tests/bench/size.mjs {named}").quiet().run()?)
}

/// Holds what was built against the limits of `tests/bench/budget.json`.
pub(crate) fn budget(sh: &Shell) -> Result {
    if small_std::find(sh).is_none() {
        println!("not held against the limits: they are those of the small standard library");
        return Ok(());
    }
    let named = build::NAMED;
    Ok(cmd!(sh, "node tests/bench/size.mjs {named} --check").quiet().run()?)
}
