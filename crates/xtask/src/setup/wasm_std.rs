//! The standard library for `wasm32-unknown-unknown`.
//!
//! `rustup target add` is the usual way. Where Rust's servers cannot be reached but Debian's can, it is
//! built from Debian's `rust-src` of exactly the compiler's version: a neighbouring version's sources do
//! not compile.

use std::fs;
use std::path::{Path, PathBuf};

use xshell::{Shell, cmd};

use super::Step;
use super::apt_source::AptSource;
use crate::error::{Error, Result};
use crate::files;

pub(super) const TARGET: &str = "wasm32-unknown-unknown";

/// The Debian suites that carry recent compilers, the smallest package list first.
const SUITES: &[&str] = &["trixie-backports", "forky", "sid"];

const BY_HAND: &str = "by hand: with a connection to Rust's servers, `rustup target add \
    wasm32-unknown-unknown`; elsewhere put the rust-src of exactly this compiler at \
    `$(rustc --print sysroot)/lib/rustlib/src/rust` and run this command again";

pub(super) const STEP: Step =
    Step { name: "the wasm32 standard library", needed: true, find, install };

/// Compiles against it, since a library left over from another compiler is as good as none.
fn find(sh: &Shell) -> Option<String> {
    let out = sh.create_dir("target/tools").ok()?.join("wasm_std_probe.rmeta");
    cmd!(sh, "rustc --target {TARGET} --crate-type lib --emit metadata -o {out} -")
        .stdin("pub fn probe() -> Vec<u8> { Vec::new() }")
        .quiet()
        .ignore_stderr()
        .read()
        .ok()?;
    library_folder(sh).ok().map(|folder| folder.display().to_string())
}

fn install(sh: &Shell) -> Result {
    // rustup may serve another compiler than the one in use, hence the second look.
    if cmd!(sh, "rustup target add {TARGET}").run().is_ok() && find(sh).is_some() {
        return Ok(());
    }
    println!("rustup cannot provide it; building it from sources");
    let work = sh.current_dir().join("target/tools/wasm-std");
    sh.remove_path(&work)?;
    let built = from_sources(sh, &work);
    sh.remove_path(&work)?;
    built.map_err(|error| Error::new(format!("{error}\n{BY_HAND}")))
}

fn from_sources(sh: &Shell, work: &Path) -> Result {
    with_sources(sh, work, &|| {
        let crates = "std,panic_abort,panic_unwind,proc_macro,test";
        // Without the bitcode, a later build with `lto = true` fails.
        let variables = [("RUSTC_BOOTSTRAP", "1"), ("RUSTFLAGS", "-Cembed-bitcode=yes")];
        replace_library(sh, &build(sh, work, crates, &variables)?)
    })
}

/// Does something while the sources of the standard library stand in the toolchain.
pub(super) fn with_sources(sh: &Shell, work: &Path, then: &dyn Fn() -> Result) -> Result {
    let place = sysroot(sh)?.join("lib/rustlib/src/rust/library");
    let is_there = || place.join("Cargo.lock").is_file();
    // rustup may serve another compiler than the one in use, hence the second look.
    if is_there() || (cmd!(sh, "rustup component add rust-src").run().is_ok() && is_there()) {
        return then();
    }
    let library = debian_sources(sh, work)?;
    files::copy_tree(&library, &place)?;
    let done = then();
    // Left there, they would outlive an update of the compiler.
    sh.remove_path(&place)?;
    for emptied in place.ancestors().skip(1).take(2) {
        // Fails, as it should, where the folder holds something else.
        fs::remove_dir(emptied).ok();
    }
    done
}

/// Downloads and unpacks Debian's sources of this compiler's standard library.
fn debian_sources(sh: &Shell, work: &Path) -> Result<PathBuf> {
    let version = cmd!(sh, "rustc --version").quiet().read()?;
    let version = version.split(' ').nth(1).unwrap_or_default();
    let package = format!("rust-src={version}*");
    let source = AptSource::of_this_machine()?;
    for suite in SUITES {
        println!("looking for rust-src {version} in Debian {suite}");
        match source.with_suite(suite).download(sh, &work.join(suite), &package) {
            Ok(file) => {
                let unpacked = work.join("unpacked");
                cmd!(sh, "dpkg -x {file} {unpacked}").run()?;
                return Ok(unpacked.join(format!("usr/src/rustc-{version}/library")));
            }
            Err(error) => println!("not there: {error}"),
        }
    }
    Err(Error::new(format!("Debian has no rust-src {version} in {}", SUITES.join(", "))))
}

/// Builds the standard library as a dependency of an empty crate, and lists its files.
pub(super) fn build(
    sh: &Shell,
    work: &Path,
    crates: &str,
    variables: &[(&str, &str)],
) -> Result<Vec<PathBuf>> {
    let empty = work.join("empty");
    sh.write_file(
        empty.join("Cargo.toml"),
        "[package]\nname = \"empty\"\nedition = \"2024\"\n\n[workspace]\n\n\
         # Comparing and copying memory, whatever the rest is made for.\n\
         [profile.release.package.compiler_builtins]\nopt-level = 3\n",
    )?;
    sh.write_file(empty.join("src/lib.rs"), "#![no_std]\n")?;
    let guard = sh.push_dir(&empty);
    cmd!(sh, "cargo build --quiet --release --target {TARGET} --target-dir built")
        .arg(format!("-Zbuild-std={crates}"))
        .envs(variables.iter().copied())
        .run()?;
    drop(guard);
    let mut built = files::list(&empty.join(format!("built/{TARGET}/release/deps")))?;
    built.retain(|file| {
        let name = file.file_name().and_then(|name| name.to_str()).unwrap_or_default();
        name.ends_with(".rlib") && !name.starts_with("libempty-")
    });
    Ok(built)
}

fn replace_library(sh: &Shell, built: &[PathBuf]) -> Result {
    let folder = library_folder(sh)?;
    let incoming = folder.with_extension("incoming");
    sh.remove_path(&incoming)?;
    for file in built {
        files::copy(file, &incoming.join(file.file_name().unwrap_or_default()))?;
    }
    sh.remove_path(&folder)?;
    Ok(fs::rename(incoming, folder)?)
}

fn sysroot(sh: &Shell) -> Result<PathBuf> {
    Ok(cmd!(sh, "rustc --print sysroot").quiet().read()?.into())
}

fn library_folder(sh: &Shell) -> Result<PathBuf> {
    Ok(sysroot(sh)?.join("lib/rustlib").join(TARGET).join("lib"))
}
