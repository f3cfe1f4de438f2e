//! A standard library for wasm made for size, which takes some 18 kB off the compressed module.
//!
//! It is compiled for size itself, and a panic in it only stops the module: neither the text of a panic
//! nor its place is kept, and with them goes the code that would write both. (`common.js` tells the
//! user of the module that it was a panic.) Each is an unstable option of the compiler, so
//! `RUSTC_BOOTSTRAP` is set for this library and for what is built with it; the library of the
//! toolchain stays as it is and serves everything else.
//!
//! It needs the sources of the standard library. Where they cannot be had, the module is built with
//! the library of the toolchain: it does the same and is larger.

use std::path::{Path, PathBuf};

use xshell::{Shell, cmd};

use super::Step;
use super::wasm_std::{self, TARGET};
use crate::error::{Error, Result};
use crate::files;

/// Libraries for other compilers are left alone in folders of their own.
const FOLDER: &str = "target/tools/small-std";

/// To be counted up when the library is built in another way, so that nobody goes on with an old one.
const BUILD: u32 = 2;

/// What was built with the library. Cargo does not see that another one stands in its place, and what
/// was built with the old one cannot be used with the new one.
const DEPENDANTS: &str = "target/wasm32-unknown-unknown/wasm";

/// With which options it is built, and whatever is built with it.
const OPTIONS: &str =
    "-Zunstable-options -Cpanic=immediate-abort -Zlocation-detail=none -Zfmt-debug=none";

pub(super) const STEP: Step = Step {
    name: "the wasm32 standard library made for size",
    needed: false,
    find: |sh| find(sh).map(|folder| folder.display().to_string()),
    install,
};

/// The system root that holds it, for this very compiler.
pub(crate) fn find(sh: &Shell) -> Option<PathBuf> {
    let folder = folder(sh).ok()?;
    libraries(&folder).is_dir().then_some(folder)
}

/// The options of the compiler for a build with the library in that folder.
pub(crate) fn options(folder: &Path) -> String {
    format!("{OPTIONS} --sysroot={}", folder.display())
}

fn folder(sh: &Shell) -> Result<PathBuf> {
    let version = cmd!(sh, "rustc --version").quiet().read()?;
    let name: String = version
        .chars()
        .map(|c| if c.is_ascii_alphanumeric() || c == '.' { c } else { '-' })
        .collect();
    Ok(sh.current_dir().join(FOLDER).join(format!("{}-{BUILD}", name.trim_matches('-'))))
}

fn libraries(folder: &Path) -> PathBuf {
    folder.join("lib/rustlib").join(TARGET).join("lib")
}

fn install(sh: &Shell) -> Result {
    let work = sh.current_dir().join("target/tools/small-std-work");
    sh.remove_path(&work)?;
    let built = wasm_std::with_sources(sh, &work, &|| {
        let variables = [
            ("RUSTC_BOOTSTRAP", "1"),
            ("RUSTFLAGS", &format!("-Cembed-bitcode=yes {OPTIONS}")),
            ("CARGO_PROFILE_RELEASE_OPT_LEVEL", "z"),
            ("CARGO_PROFILE_RELEASE_CODEGEN_UNITS", "1"),
        ];
        let built = wasm_std::build(sh, &work, "std,panic_abort", &variables)?;
        let folder = folder(sh)?;
        // Complete or not there at all.
        let incoming = folder.with_extension("incoming");
        sh.remove_path(&incoming)?;
        for library in built {
            let name = library.file_name().unwrap_or_default();
            files::copy(&library, &libraries(&incoming).join(name))?;
        }
        sh.remove_path(&folder)?;
        sh.remove_path(DEPENDANTS)?;
        Ok(std::fs::rename(incoming, folder)?)
    });
    sh.remove_path(&work)?;
    built.map_err(|error| {
        Error::new(format!(
            "{error}\nby hand: `rustup component add rust-src`, then this command again"
        ))
    })
}
