//! The npm packages in `web/`: plain modules, so there is only what their own `build` scripts do.

use xshell::{Shell, cmd};

use crate::error::{Error, Result};

const PACKAGES: &[&str] = &["web/mcpvet", "web/widget"];

pub(super) fn build(sh: &Shell) -> Result {
    for package in PACKAGES {
        if !sh.path_exists(format!("{package}/package.json")) {
            return Err(Error::new(format!("there is no {package}/package.json")));
        }
        cmd!(sh, "npm run build --if-present --prefix {package}").run()?;
    }
    Ok(())
}
