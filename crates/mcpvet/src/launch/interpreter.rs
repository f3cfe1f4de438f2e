//! Interpreters: `node path`, `python -m module`. They fetch nothing, but a path or a module can
//! tell which package is meant; that is a hint, never more.

use super::Call;
use super::options::{Item, Options};
use crate::input::text::Text;
use crate::package::{Confidence, Ecosystem, Package, Requirement, RequirementClass, Source};

const WITH_VALUE: &[&str] = &[
    "-m",
    "-r",
    "--require",
    "--import",
    "--loader",
    "--env-file",
    "-X",
    "-W",
    "-C",
    "-c",
    "-e",
    "--eval",
    "-p",
    "--print",
];

pub(super) fn read<'a>(call: &Call<'_, 'a>) -> Option<Vec<Package<'a>>> {
    let is_python = call.runner.starts_with("py");
    let mut options = Options::new(call.args, WITH_VALUE);
    let package = loop {
        match options.next()? {
            Item::Value("-m", module) if is_python => break of_module(&module),
            // A program on the command line; what follows are its arguments.
            Item::Value("-c" | "-e" | "--eval" | "-p" | "--print", _) => return None,
            Item::Word(script) => {
                break of_installed(script).unwrap_or_else(|| of_script(call, script));
            }
            Item::Value(..) | Item::Flag(_) => {}
        }
    };
    Some(vec![package])
}

/// `mcp-server-git` of `mcp_server_git`: most modules are named after their package, not all.
fn of_module<'a>(module: &Text<'a>) -> Package<'a> {
    let top = module.slice(module.value.split('.').next().unwrap_or_default());
    let package = Package::new(Ecosystem::PyPI, top.value, Requirement::none(), top.span);
    Package { confidence: Confidence::Low, ..package }
}

/// The npm package of `…/node_modules/@scope/name/dist/index.js`.
fn of_installed<'a>(script: &Text<'a>) -> Option<Package<'a>> {
    const MODULES: &str = "node_modules/";
    let path = script.value.replace('\\', "/");
    let start = path.rfind(MODULES)? + MODULES.len();
    let parts = if path[start..].starts_with('@') { 2 } else { 1 };
    let (end, _) = path[start..].match_indices('/').nth(parts - 1)?;
    // A backslash and a slash are one byte each, so places in both paths agree.
    let name = path[start..start + end].to_owned().into();
    let span = script.inner_span(start..start + end);
    let package = Package::new(Ecosystem::Npm, name, Requirement::none(), span);
    Some(Package { confidence: Confidence::Low, ..package })
}

fn of_script<'a>(call: &Call<'_, 'a>, script: &Text<'a>) -> Package<'a> {
    let requirement = Requirement::new(RequirementClass::Path, script.value.clone());
    let package = Package::unnamed(call.runner.to_owned().into(), requirement, script.span);
    Package { source: Source::Program, ..package }
}
