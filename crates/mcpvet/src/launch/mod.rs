//! Command lines that start MCP servers: which packages they fetch. Nothing is ever run.
//!
//! `resolve` takes wrappers off (`cmd /c`, `bash -c "…"`, `env A=b`) and hands what is left to the
//! runner of that name. A new runner is one file and one line of `RUNNERS`.

mod bridge;
mod candidates;
mod cargo;
mod deno;
pub(crate) mod docker;
pub(crate) mod dotnet;
pub(crate) mod edit;
mod gem;
mod go;
mod interpreter;
mod java;
pub(crate) mod named;
pub(crate) mod npm_spec;
pub(crate) mod npx;
pub(crate) mod options;
pub(crate) mod pep508;
mod placeholder;
mod project;
pub(crate) mod redact;
pub(crate) mod remote;
pub(crate) mod shell;
mod subject;
pub(crate) mod url;
mod uvx;
mod wrapper;

use std::borrow::Cow;

use crate::input::installed;
use crate::input::text::Text;
use crate::package::{Launch, Package, Requirement, RequirementClass, Source};
use crate::words::{Family, Words, meanings};
pub(crate) use docker::{images, of_image};
pub(crate) use placeholder::is_dynamic;
pub(crate) use redact::is_secret;
pub use shell::Dialect;
pub use subject::{Place, Subject, resolve_argv, resolve_line};
pub(crate) use wrapper::peel;

/// The words of a command line, the command first.
pub(crate) type Tokens<'a> = Vec<Text<'a>>;

/// Reads the arguments of one runner; `None` when this use of it starts no package.
type Read = for<'a> fn(&Call<'_, 'a>) -> Option<Vec<Package<'a>>>;

/// A call of a runner.
struct Call<'t, 'a> {
    /// The base name of the command in lower case: `npx` of `C:\bin\npx.cmd`.
    runner: &'t str,
    /// What stands behind it.
    args: &'t [Text<'a>],
    /// How many calls this one stands in.
    depth: usize,
}

/// Calls in calls, as with bridges to bridges; real ones are at most two deep.
const MAX_DEPTH: usize = 4;

/// The programs that fetch packages or start them, and who reads their arguments.
static RUNNERS: [Family<Read>; 12] = [
    Family::new(Words("npx npm bunx bun pnpm pnpx pnx yarn"), npx::read),
    Family::new(Words("uvx uv pipx"), uvx::read),
    Family::new(docker::RUNNERS, docker::read),
    Family::new(deno::RUNNERS, deno::read),
    Family::new(dotnet::RUNNERS, dotnet::read),
    Family::new(go::RUNNERS, go::read),
    Family::new(cargo::RUNNERS, cargo::read),
    Family::new(java::RUNNERS, java::read),
    Family::new(gem::RUNNERS, gem::read),
    Family::new(project::RUNNERS, project::read),
    Family::new(interpreter::RUNNERS, interpreter::read),
    // They start nothing, but what is installed is started later.
    Family::new(Words("pip"), |_| None),
];

/// The packages that a command line starts, each with `server` and its runner.
///
/// A program that no registry is known for is one package with [`Source::Program`].
pub(crate) fn resolve<'a>(server: Option<&Text<'a>>, tokens: &[Text<'a>]) -> Vec<Package<'a>> {
    let mut packages = follow(tokens, 0);
    for package in &mut packages {
        match (&mut package.launch, server) {
            (Some(launch), Some(server)) => launch.server = server.value.clone(),
            (launch, _) => *launch = None,
        }
    }
    packages
}

/// The packages of a command without wrappers, none with a runner.
pub(crate) fn started<'a>(command: &[Text<'a>]) -> Vec<Package<'a>> {
    let Some((runner, mut packages)) = run(command, 0) else { return Vec::new() };
    packages.iter_mut().for_each(|package| redact::package(package, &runner));
    packages
}

/// The words of a command line and those of the scripts in it, each once: what `bash -c "a b"`
/// runs is `a` and `b` as well.
pub(crate) fn all_words<'a>(tokens: &[Text<'a>]) -> Tokens<'a> {
    let mut words = tokens.to_vec();
    let mut from = 0;
    // Scripts stand in scripts; each round is one layer.
    for _ in 0..MAX_DEPTH {
        let layer = from..words.len();
        from = words.len();
        for at in layer {
            if words[at].value.trim().contains(char::is_whitespace) {
                let dialect = wrapper::dialect_of(&words[at].value);
                let inner = shell::commands(&words[at], dialect).into_iter().flatten();
                let inner: Vec<_> = inner.filter(|word| *word != words[at]).collect();
                words.extend(inner);
            }
        }
    }
    words
}

/// The packages of a command line with its wrappers, each with the runner that starts it.
fn follow<'a>(tokens: &[Text<'a>], depth: usize) -> Vec<Package<'a>> {
    if depth > MAX_DEPTH {
        return Vec::new();
    }
    match peel(tokens) {
        Some(commands) => run_all(&commands, depth),
        None => run_shown(tokens, depth),
    }
}

/// The packages of commands without wrappers.
fn run_all<'a>(commands: &[Tokens<'a>], depth: usize) -> Vec<Package<'a>> {
    commands.iter().flat_map(|command| run_shown(command, depth)).collect()
}

/// The packages of a command without wrappers, with nothing in them that could be a secret.
fn run_shown<'a>(command: &[Text<'a>], depth: usize) -> Vec<Package<'a>> {
    let Some((runner, mut packages)) = run(command, depth) else { return Vec::new() };
    let shown = if redact::is_command(&runner) { &*runner } else { "" };
    for package in &mut packages {
        redact::package(package, shown);
        package.launch.get_or_insert_with(|| {
            Box::new(Launch { server: "".into(), runner: shown.to_owned().into() })
        });
    }
    packages
}

/// Whether a command line that starts with this word can be resolved to packages.
pub(crate) fn is_runner(command: &str) -> bool {
    let name = base_name(command);
    wrapper::is_wrapper(&name) || reader_of(&name).is_some()
}

fn reader_of(name: &str) -> Option<Read> {
    // `python3.12` is `python`, `pip3.12` is `pip`.
    let bare = name.trim_end_matches(|c: char| c.is_ascii_digit() || c == '.');
    let name = if ["python", "pypy", "pip"].contains(&bare) { bare } else { name };
    meanings(&RUNNERS, name).next().copied()
}

/// Reads a command without wrappers; `None` for no words at all.
fn run<'t, 'a>(tokens: &'t [Text<'a>], depth: usize) -> Option<(Cow<'t, str>, Vec<Package<'a>>)> {
    let (command, args) = tokens.split_first()?;
    let runner = base_name(&command.value);
    let call = Call { runner: &runner, args, depth: depth + 1 };
    let found = reader_of(&runner).and_then(|read| read(&call).or_else(|| installed(tokens)));
    let mut packages = found.unwrap_or_else(|| {
        vec![interpreter::of_installed(command).unwrap_or_else(|| program(command, &runner))]
    });
    // A bridge that is installed, started by its name.
    if bridge::is_bridge(&runner) {
        packages.extend(bridge::beyond(&runner, args, call.depth));
    }
    Some((runner, packages))
}

fn program<'a>(command: &Text<'a>, name: &str) -> Package<'a> {
    // `${VAR}` as a command can be anything.
    let requirement = match name.contains(['$', '{', '%']) && is_dynamic(&command.value) {
        true => Requirement::new(RequirementClass::Dynamic, command.value.clone()),
        false => Requirement::none(),
    };
    let package = Package::unnamed(name.to_owned().into(), requirement, command.span);
    Package { source: Source::Program, ..package }
}

/// `npx` of `/opt/bin/npx`, `C:\bin\npx.cmd` and `NPX.EXE`.
///
/// Some hosts take a whole line as the command. Its arguments can hold secrets, so whatever could
/// be one is left out; only behind an ending such as `.exe` a name can have spaces.
fn base_name(command: &str) -> Cow<'_, str> {
    const ENDS: [&str; 4] = [".exe", ".cmd", ".bat", ".ps1"];
    let marks =
        |at: &usize| [" -", " http", "://"].iter().any(|mark| command[*at..].starts_with(mark));
    let end = memchr::memchr2_iter(b' ', b':', command.as_bytes()).find(marks);
    let command = &command[..end.unwrap_or(command.len())];
    let base = memchr::memrchr2(b'/', b'\\', command.as_bytes());
    let base = base.map_or(command, |separator| &command[separator + 1..]);
    let stem = base.len().checked_sub(4).and_then(|at| base.split_at_checked(at));
    let is_known = |end: &str| ENDS.iter().any(|known| end.eq_ignore_ascii_case(known));
    let name = match stem {
        Some((stem, end)) if is_known(end) => stem,
        _ => base.split_whitespace().next().unwrap_or_default(),
    };
    match name.bytes().any(|byte| byte.is_ascii_uppercase()) {
        true => Cow::Owned(name.to_ascii_lowercase()),
        false => Cow::Borrowed(name),
    }
}

#[cfg(test)]
mod tests;
