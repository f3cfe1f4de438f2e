//! Runners of Python packages: `uvx`, `uv tool run`, `uv run --with`, `pipx run`.
//!
//! <https://docs.astral.sh/uv/guides/tools/>, <https://pipx.pypa.io/stable/docs/#pipx-run>
//!
//! - `uvx name@1.2.3` takes one version or `latest`, never a range; ranges need `--from`.
//! - With `--from` or `--spec` the package is named there, and the first word is only a program.
//! - Each `--with` is a package that runs in the same process.
//! - `uv run` starts the project itself, so only what `--with` adds can be told.

use super::options::{Item, Options};
use super::url::Url;
use super::{Call, bridge, pep508};
use crate::input::text::Text;
use crate::package::{Ecosystem, Package, Requirement, RequirementClass, Source};

const WITH_VALUE: &[&str] = &[
    "--from",
    "--spec",
    "--with",
    "-w",
    "--with-editable",
    "--with-requirements",
    "-p",
    "--python",
    "--index",
    "--default-index",
    "-i",
    "--index-url",
    "--extra-index-url",
    "-f",
    "--find-links",
    "--directory",
    "--project",
    "--env-file",
    "-c",
    "--constraints",
    "--constraint",
    "--overrides",
    "-b",
    "--build-constraints",
    "-P",
    "--upgrade-package",
    "--refresh-package",
    "-C",
    "--reinstall-package",
    "--config-setting",
    "--config-file",
    "--cache-dir",
    "--color",
    "--link-mode",
    "--resolution",
    "--prerelease",
    "--exclude-newer",
    "--keyring-provider",
    "--allow-insecure-host",
    "--python-platform",
    "--pip-args",
    "--suffix",
    "--extra",
    "--group",
    "--package",
    "--no-binary-package",
    "--no-build-package",
    "--index-strategy",
];

/// What the words in front of the program mean.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Mode {
    /// `uv` or `pipx`, whose subcommand has still to come.
    Subcommand,
    /// `uv tool`.
    Tool,
    /// The next word names a package.
    Package,
    /// `uv run`: the next word is a program of the project.
    Project,
}

pub(super) fn read<'a>(call: &Call<'_, 'a>) -> Option<Vec<Package<'a>>> {
    let mut options = Options::new(call.args, WITH_VALUE);
    let mode = if call.runner == "uvx" { Mode::Package } else { Mode::Subcommand };
    let mut line = Line { mode, from: None, with: Vec::new(), private: false };
    let mut started = None;
    while started.is_none()
        && let Some(item) = options.next()
    {
        started = line.take(call.runner, item)?;
    }
    let mut packages = Vec::new();
    match (&line.from, &started) {
        (Some(from), _) => packages.push(of_argument(from)),
        (None, Some(word)) if line.mode == Mode::Package => packages.push(of_argument(word)),
        _ => {}
    }
    packages.extend(line.with.iter().map(of_argument));
    if line.private {
        for package in packages.iter_mut().filter(|package| package.source == Source::Registry) {
            package.source = Source::Url;
        }
    }
    if packages.first().is_some_and(|package| bridge::is_bridge(&package.name)) {
        packages.extend(bridge::beyond(options.rest()));
    }
    (!packages.is_empty()).then_some(packages)
}

struct Line<'a> {
    mode: Mode,
    from: Option<Text<'a>>,
    with: Vec<Text<'a>>,
    private: bool,
}

impl<'a> Line<'a> {
    /// Returns the word that is started; `None` ends reading: nothing is fetched.
    fn take(&mut self, runner: &str, item: Item<'_, 'a>) -> Option<Option<Text<'a>>> {
        match item {
            Item::Value("--from" | "--spec", from) => self.from = Some(from),
            Item::Value("--with" | "-w", with) => self.with.extend(requirements(&with)),
            Item::Value("--index-url" | "-i" | "--default-index", url) => {
                self.private = !pep508::is_public_index(&url.value);
            }
            Item::Value(..) | Item::Flag(_) => {}
            Item::Word(word) => {
                self.mode = match (self.mode, runner, &*word.value) {
                    (Mode::Package | Mode::Project, ..) => return Some(Some(word.clone())),
                    (Mode::Subcommand, "pipx", "run") | (Mode::Tool, _, "run") => Mode::Package,
                    (Mode::Subcommand, "uv", "x") => Mode::Package,
                    (Mode::Subcommand, "uv", "tool") => Mode::Tool,
                    (Mode::Subcommand, "uv", "run") => Mode::Project,
                    _ => return None,
                }
            }
        }
        Some(None)
    }
}

/// The requirements of `--with a,b==1`. A comma can also stand inside a range.
fn requirements<'a>(list: &Text<'a>) -> Vec<Text<'a>> {
    let mut parts: Vec<Text<'a>> = Vec::new();
    let starts_name = |part: &str| part.trim_start().starts_with(|c: char| c.is_ascii_alphabetic());
    let mut start = 0;
    for (comma, _) in list.value.match_indices(',') {
        if starts_name(&list.value[comma + 1..]) {
            parts.push(list.part(start..comma));
            start = comma + 1;
        }
    }
    parts.push(list.part(start..list.value.len()));
    parts
}

/// Reads `name@1.2`, `name[extra]>=1`, a URL or a path.
fn of_argument<'a>(argument: &Text<'a>) -> Package<'a> {
    at_version(argument)
        .or_else(|| pep508::of_requirement(argument))
        .or_else(|| pep508::of_place(argument))
        .unwrap_or_else(|| {
            let name = argument.value.clone();
            let requirement = Requirement::new(RequirementClass::Dynamic, name.clone());
            Package::new(Ecosystem::PyPI, name, requirement, argument.span)
        })
}

/// `name@1.2.3` and `name@latest`, which only uv's own tool runner knows.
fn at_version<'a>(argument: &Text<'a>) -> Option<Package<'a>> {
    let (name, version) = argument.value.split_once('@')?;
    if Url::read(&argument.value).is_some() || name.contains(' ') || version.contains(['/', ' ']) {
        return None;
    }
    let bare = argument.slice(name.split('[').next().unwrap_or(name));
    let version = argument.slice(version);
    let class = match &*version.value {
        "latest" => RequirementClass::DistTagLatest,
        other if super::placeholder::is_dynamic(other) => RequirementClass::Dynamic,
        _ => RequirementClass::Exact,
    };
    let requirement = Requirement::new(class, version.value);
    Some(Package::new(Ecosystem::PyPI, bare.value, requirement, version.span))
}
