//! `cargo xtask build`: the wasm module, the npm packages around it, and the site around those.

mod packages;
pub(crate) mod site;
mod wasm;

pub(crate) use wasm::NAMED;

use xshell::Shell;

use crate::error::{Error, Result};

/// Builds everything, or one part of it from what the others left.
pub(crate) fn run(sh: &Shell, arguments: &[&str]) -> Result {
    match arguments {
        [] => all(sh),
        ["wasm"] => wasm::build(sh),
        ["packages"] => packages::build(sh),
        ["site"] => site::assemble(sh),
        _ => Err(Error::new("usage: cargo xtask build [wasm|packages|site]")),
    }
}

/// Builds everything, in the order in which one part needs the other.
pub(crate) fn all(sh: &Shell) -> Result {
    wasm::build(sh)?;
    packages::build(sh)?;
    site::assemble(sh)
}
