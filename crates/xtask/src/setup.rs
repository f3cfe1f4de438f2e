//! `cargo xtask setup`: brings a fresh machine to the point where `build` and `test` work.
//!
//! Each step first looks whether its part is there, so a second run changes nothing. Nothing outside
//! `target/`, `tests/node_modules/` and the Rust toolchain is touched, except that Chromium comes from
//! the system's packages.

mod apt_source;
pub(crate) mod cargo_tools;
pub(crate) mod chromium;
pub(crate) mod npm_tools;
mod rust_components;
pub(crate) mod small_std;
mod wasm_std;

use std::time::Instant;

use xshell::Shell;

use crate::error::{Error, Result};

/// One thing that a machine needs.
struct Step {
    name: &'static str,
    /// Whether nothing works without it.
    needed: bool,
    /// Where it is, or which version; `None` where it is missing.
    find: fn(&Shell) -> Option<String>,
    install: fn(&Shell) -> Result,
}

const STEPS: &[Step] = &[
    rust_components::RUSTFMT,
    rust_components::CLIPPY,
    wasm_std::STEP,
    small_std::STEP,
    cargo_tools::STEP,
    npm_tools::STEP,
    chromium::STEP,
];

/// Installs what is missing; with `--check` says what is missing.
pub(crate) fn run(sh: &Shell, arguments: &[&str]) -> Result {
    match arguments {
        [] => install(sh),
        ["--check"] => check(sh),
        _ => Err(Error::new("usage: cargo xtask setup [--check]")),
    }
}

/// Installs what is missing. A failing step does not keep the later ones from being tried.
pub(crate) fn install(sh: &Shell) -> Result {
    let failures: Vec<String> = STEPS
        .iter()
        .filter_map(|step| Some((step, format!("{}: {}", step.name, ensure(sh, step).err()?))))
        .filter_map(|(step, failure)| match step.needed {
            true => Some(failure),
            false => {
                println!("{failure}\n{}: going on without it", step.name);
                None
            }
        })
        .collect();
    if failures.is_empty() {
        return Ok(());
    }
    Err(Error::new(format!("setup is not complete\n\n{}", failures.join("\n\n"))))
}

fn ensure(sh: &Shell, step: &Step) -> Result {
    if let Some(found) = (step.find)(sh) {
        println!("{}: already there ({found})", step.name);
        return Ok(());
    }
    println!("{}: installing", step.name);
    let start = Instant::now();
    (step.install)(sh)?;
    let found = (step.find)(sh)
        .ok_or_else(|| Error::new("its installation ended well, yet it cannot be found or run"))?;
    println!("{}: installed in {:.0?} ({found})", step.name, start.elapsed());
    Ok(())
}

fn check(sh: &Shell) -> Result {
    let mut missing = Vec::new();
    for step in STEPS {
        let found = (step.find)(sh);
        println!("{}: {}", step.name, found.as_deref().unwrap_or("missing"));
        if found.is_none() && step.needed {
            missing.push(step.name);
        }
    }
    if missing.is_empty() {
        return Ok(());
    }
    Err(Error::new(format!("missing: {}; `cargo xtask setup` installs it", missing.join(", "))))
}
