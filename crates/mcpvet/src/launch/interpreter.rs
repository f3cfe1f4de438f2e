//! Interpreters: `node path`, `python -m module`. They fetch nothing, but a path or a module can
//! tell which package is meant; that is a hint, never more.

use super::options::{Item, Options, Table};
use super::{Call, npx};
use crate::input::text::Text;
use crate::package::{Confidence, Ecosystem, Package, Requirement, RequirementClass, Source};

/// The names of this family of runners; `python3.12` is one too.
pub(super) const RUNNERS: &[&str] = &["node", "tsx", "ts-node", "python", "pypy", "py"];

const PYTHON: Table = Table {
    with_value: &["-m", "-X", "-W", "-c", "--check-hash-based-pycs"],
    flags: &[
        "-u", "-I", "-s", "-S", "-E", "-B", "-O", "-OO", "-q", "-v", "-b", "-d", "-i", "-P", "-x",
        "-R", "-V", "-h",
    ],
};

const NODE: Table = Table {
    with_value: &[
        "-r",
        "--require",
        "--import",
        "--loader",
        "--experimental-loader",
        "--env-file",
        "--env-file-if-exists",
        "-C",
        "--conditions",
        "-e",
        "--eval",
        "-p",
        "--print",
        "-pe",
        "--tsconfig",
        "--title",
        "--icu-data-dir",
        "-P",
        "--project",
        "-O",
        "--compilerOptions",
    ],
    flags: &[
        "--inspect",
        "--inspect-brk",
        "--enable-source-maps",
        "--watch",
        "--test",
        "--trace-warnings",
        "--trace-deprecation",
        "--trace-uncaught",
        "--throw-deprecation",
        "--experimental-strip-types",
        "--experimental-transform-types",
        "--experimental-specifier-resolution",
        "--experimental-vm-modules",
        "--experimental-modules",
        "--experimental-fetch",
        "--experimental-sqlite",
        "--experimental-wasm-modules",
        "--expose-gc",
        "--preserve-symlinks",
        "--use-system-ca",
        "--use-openssl-ca",
        "--use-bundled-ca",
        "--unhandled-rejections",
        "--harmony",
        "--permission",
        "--esm",
        "--transpile-only",
        "-T",
        "--swc",
        "-i",
        "-c",
        "--check",
    ],
};

/// Whether a program, by its base name, is one of this family.
pub(super) fn is_interpreter(name: &str) -> bool {
    RUNNERS.iter().any(|runner| {
        let version = name.strip_prefix(runner).unwrap_or("-");
        version.bytes().all(|b| b.is_ascii_digit() || b == b'.')
    })
}

pub(super) fn read<'a>(call: &Call<'_, 'a>) -> Option<Vec<Package<'a>>> {
    let is_python = call.runner.starts_with("py");
    let mut options = Options::new(call.args, if is_python { PYTHON } else { NODE });
    let package = loop {
        match options.next()? {
            Item::Value("-m", module) if is_python => break of_module(&module)?,
            // A program on the command line; what follows are its arguments.
            Item::Value("-c" | "-e" | "--eval" | "-p" | "-pe" | "--print", _) => return None,
            // The value of an unknown option, unless it is a script by its ending.
            Item::Doubt(word) if !is_script(&word.value) => {}
            Item::Word(script) | Item::Doubt(script) => {
                if let Some(runner) = npm_in(&script.value) {
                    let call = Call { runner, args: options.rest(), depth: call.depth };
                    return npx::read(&call);
                }
                break of_installed(script).unwrap_or_else(|| of_script(call, script));
            }
            Item::Value(..) | Item::Flag => {}
        }
    };
    Some(vec![package])
}

fn is_script(word: &str) -> bool {
    [".js", ".mjs", ".cjs", ".ts", ".mts", ".py"].iter().any(|end| word.ends_with(end))
}

/// npm itself as a script: `node …/npm/bin/npx-cli.js -y foo`.
fn npm_in(script: &str) -> Option<&'static str> {
    match script.rsplit(['/', '\\']).next()? {
        "npx-cli.js" => Some("npx"),
        "npm-cli.js" => Some("npm"),
        _ => None,
    }
}

/// `mcp-server-git` of `mcp_server_git`: most modules are named after their package, not all.
fn of_module<'a>(module: &Text<'a>) -> Option<Package<'a>> {
    let top = module.slice(module.value.split('.').next().unwrap_or_default());
    let plain = |b: u8| b.is_ascii_alphanumeric() || b == b'_' || b == b'-';
    if top.value.is_empty() || !top.value.bytes().all(plain) {
        return None;
    }
    let package = Package::new(Ecosystem::PyPI, top.value, Requirement::none(), top.span);
    Some(Package { confidence: Confidence::Low, ..package })
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
