//! The npm packages of `tests/package.json`: wasm-opt (binaryen), Playwright and TypeScript.

use xshell::{Shell, cmd};

use super::Step;
use crate::error::{Error, Result};

/// The folder of the programs, from the root of the workspace.
pub(crate) const FOLDER: &str = "tests/node_modules/.bin";

/// A copy of the lock file that the installed packages came from.
const STAMP: &str = "tests/node_modules/.installed-lock.json";

pub(super) const STEP: Step = Step { name: "npm packages of tests/", needed: true, find, install };

fn find(sh: &Shell) -> Option<String> {
    let installed = sh.read_file(STAMP).ok()?;
    let wanted = sh.read_file("tests/package-lock.json").ok()?;
    (installed == wanted).then(|| "as locked".to_owned())
}

fn install(sh: &Shell) -> Result {
    if cmd!(sh, "node --version").quiet().ignore_stderr().read().is_err() {
        return Err(Error::new("there is no `node`: install Node.js 20 or newer, with npm"));
    }
    cmd!(sh, "npm ci --prefix tests --no-audit --no-fund").run()?;
    Ok(sh.copy_file("tests/package-lock.json", STAMP)?)
}
