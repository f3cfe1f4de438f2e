//! wasm-pack and the wasm-bindgen command, installed for this workspace alone.

use xshell::{Shell, cmd};

use super::Step;
use crate::error::{Error, Result};

/// The folder of the programs, from the root of the workspace.
pub(crate) const FOLDER: &str = "target/tools/bin";

const WASM_PACK: &str = "0.15.1";

pub(super) const STEP: Step =
    Step { name: "wasm-pack and wasm-bindgen", needed: true, find, install };

fn find(sh: &Shell) -> Option<String> {
    let wasm_bindgen = wasm_bindgen(sh).ok()?;
    let expected = [format!("wasm-pack {WASM_PACK}"), format!("wasm-bindgen {wasm_bindgen}")];
    expected.iter().all(|tool| is_installed(sh, tool)).then(|| expected.join(", "))
}

fn is_installed(sh: &Shell, name_and_version: &str) -> bool {
    let name = name_and_version.split(' ').next().unwrap_or_default();
    let program = sh.current_dir().join(FOLDER).join(name);
    let version = cmd!(sh, "{program} --version").quiet().ignore_stderr().read();
    version.is_ok_and(|version| version == name_and_version)
}

/// Both are built in one folder, where they share dependencies.
fn install(sh: &Shell) -> Result {
    let wasm_bindgen = wasm_bindgen(sh)?;
    cargo_install(sh, &[&format!("wasm-pack@{WASM_PACK}")])?;
    // Its only default feature is TLS, which none of its programs needs here.
    cargo_install(sh, &[&format!("wasm-bindgen-cli@{wasm_bindgen}"), "--no-default-features"])?;
    Ok(sh.remove_path("target/tools/build")?)
}

/// Installs a package with the dependencies that it was released with, or, where one of them is not in
/// the registry (any more), with those that are.
fn cargo_install(sh: &Shell, package: &[&str]) -> Result {
    let install = || {
        // Hardly optimised: the tools run for seconds, and compiling them is most of what a fresh
        // machine waits for.
        cmd!(sh, "cargo install --root target/tools --target-dir target/tools/build {package...}")
            .env("CARGO_PROFILE_RELEASE_OPT_LEVEL", "1")
            .env("CARGO_PROFILE_RELEASE_LTO", "off")
            .env("CARGO_PROFILE_RELEASE_CODEGEN_UNITS", "16")
    };
    Ok(install().arg("--locked").run().or_else(|_| install().run())?)
}

/// The version of wasm-bindgen that the workspace is locked to: crate and command must be the same.
fn wasm_bindgen(sh: &Shell) -> Result<String> {
    locked_version(&sh.read_file("Cargo.lock")?, "wasm-bindgen")
        .ok_or_else(|| Error::new("Cargo.lock does not mention wasm-bindgen"))
}

fn locked_version(lock: &str, package: &str) -> Option<String> {
    let (_, rest) = lock.split_once(&format!("name = \"{package}\"\nversion = \""))?;
    Some(rest.split_once('"')?.0.to_owned())
}

#[cfg(test)]
mod tests {
    use super::locked_version;

    #[test]
    fn locked_version_is_the_one_of_exactly_that_package() {
        let lock = "[[package]]\nname = \"a-macro\"\nversion = \"2.0.0\"\n\n\
                    [[package]]\nname = \"a\"\nversion = \"1.2.3\"\nsource = \"x\"\n";
        assert_eq!(locked_version(lock, "a").as_deref(), Some("1.2.3"));
        assert_eq!(locked_version(lock, "macro"), None);
    }
}
