//! `cargo xtask …`: everything that this repository needs done to it, and the only place that knows
//! the toolchain.
//!
//! A command is one line of [`COMMANDS`] and one file of the same name.

// A terminal tool: what it prints is what it is for.
#![allow(clippy::print_stdout, clippy::print_stderr)]

mod bench;
mod build;
mod error;
mod files;
mod fuzz;
mod serve;
mod setup;
mod test;

use std::env;
use std::path::Path;
use std::process::ExitCode;

use xshell::Shell;

use crate::error::{Error, Result};

/// A command: its name and arguments, what it does, and the function that does it.
type Command = (&'static str, &'static str, fn(&Shell, &[&str]) -> Result);

const COMMANDS: &[Command] = &[
    ("setup [--check]", "install what is missing on this machine, or only report it", setup::run),
    ("build", "the wasm module, the npm packages and the site", build::run),
    ("test [GROUP] [--keep-going]", test::HELP, test::run),
    ("bench", "what mcpvet costs, beside what others cost", bench::run),
    (
        "size [--check]",
        "the bytes that a visitor loads, or whether they keep to the limits",
        bench::size,
    ),
    (
        "fuzz [keep] [--seconds N] [--jobs N] [TARGET…]",
        "every fuzz target for some seconds",
        fuzz::run,
    ),
    (
        "serve [--port N] [--no-build]",
        "build and serve the site, again whenever it changes",
        serve::run,
    ),
];

fn main() -> ExitCode {
    let arguments: Vec<String> = env::args().skip(1).collect();
    let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
    match dispatch(&arguments) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("error: {error}");
            ExitCode::FAILURE
        }
    }
}

fn dispatch(arguments: &[&str]) -> Result {
    let Some((&name, rest)) = arguments.split_first() else {
        print!("{}", help());
        return Ok(());
    };
    if matches!(name, "help" | "-h" | "--help") {
        print!("{}", help());
        return Ok(());
    }
    let (_, _, run) =
        COMMANDS
            .iter()
            .find(|(usage, _, _)| usage.split(' ').next() == Some(name))
            .ok_or_else(|| Error::new(format!("there is no command `{name}`\n\n{}", help())))?;
    run(&workspace_shell()?, rest)
}

fn help() -> String {
    let lines = COMMANDS.iter().map(|(usage, help, _)| format!("  {usage:<30} {help}\n"));
    format!("usage: cargo xtask COMMAND\n\n{}", lines.collect::<String>())
}

/// A shell in the root of the workspace that finds the tools of this workspace before any other.
fn workspace_shell() -> Result<Shell> {
    let sh = Shell::new()?;
    sh.change_dir(Path::new(env!("CARGO_MANIFEST_DIR")).join("../..").canonicalize()?);
    let own = [setup::cargo_tools::FOLDER, setup::npm_tools::FOLDER];
    let own = own.map(|folder| sh.current_dir().join(folder));
    let inherited = env::var_os("PATH").unwrap_or_default();
    let path = env::join_paths(own.into_iter().chain(env::split_paths(&inherited)))?;
    sh.set_var("PATH", path);
    Ok(sh)
}
