//! Runners of npm packages: `npx`, `npm exec`, `bunx`, `pnpm dlx`, `yarn dlx` and their other names.
//!
//! <https://github.com/npm/cli/blob/latest/docs/lib/content/commands/npx.md>, <https://pnpm.io/cli/dlx>,
//! <https://bun.com/docs/pm/bunx>, <https://yarnpkg.com/cli/dlx>
//!
//! - With `--package` the packages are named there, and the first word is only a program in them.
//! - `--registry` with another host means that the name is not one of the public registry.

use super::options::{Item, Options};
use super::url::Url;
use super::{Call, bridge, npm_spec};
use crate::input::text::Text;
use crate::package::{Package, Source};

const WITH_VALUE: &[&str] = &[
    "-p",
    "--package",
    "-c",
    "--call",
    "-w",
    "--workspace",
    "-n",
    "--node-arg",
    "--node-options",
    "--registry",
    "--cache",
    "--userconfig",
    "--globalconfig",
    "--prefix",
    "-C",
    "--dir",
    "--cwd",
    "--loglevel",
    "--shell",
    "--script-shell",
    "--allow-build",
    "--filter",
    "-F",
];

/// The subcommands that fetch and start a package; a runner without any always does.
fn subcommands(runner: &str) -> &'static [&'static str] {
    match runner {
        "npm" => &["exec", "x"],
        "pnpm" | "yarn" => &["dlx"],
        "bun" => &["x"],
        _ => &[],
    }
}

pub(super) fn read<'a>(call: &Call<'_, 'a>) -> Option<Vec<Package<'a>>> {
    let mut options = Options::new(call.args, WITH_VALUE);
    let mut line = Line { subcommands: subcommands(call.runner), ..Line::default() };
    let mut started = None;
    while started.is_none()
        && let Some(item) = options.next()
    {
        started = line.take(item)?;
    }
    let mut packages: Vec<_> = line.packages.iter().map(npm_spec::of_argument).collect();
    if packages.is_empty() {
        packages.push(npm_spec::of_argument(started.as_ref()?));
    }
    if line.private {
        for package in packages.iter_mut().filter(|package| package.source == Source::Registry) {
            package.source = Source::Url;
        }
    }
    if packages.iter().any(|package| bridge::is_bridge(&package.name)) {
        packages.extend(bridge::beyond(options.rest()));
    }
    Some(packages)
}

/// What the options in front of the program say.
#[derive(Default)]
struct Line<'a> {
    /// A subcommand that has still to come; empty once it has.
    subcommands: &'static [&'static str],
    packages: Vec<Text<'a>>,
    private: bool,
}

impl<'a> Line<'a> {
    /// Returns the word that names what is started; `None` ends reading: nothing is fetched.
    fn take(&mut self, item: Item<'_, 'a>) -> Option<Option<Text<'a>>> {
        match item {
            Item::Value("-p" | "--package", package) => self.packages.push(package),
            Item::Value(name, url) if name == "--registry" || name.ends_with(":registry") => {
                self.private = !is_public(&url.value);
            }
            Item::Value(..) | Item::Flag(_) => {}
            Item::Word(word) if self.subcommands.is_empty() => return Some(Some(word.clone())),
            Item::Word(word) if self.subcommands.contains(&&*word.value) => self.subcommands = &[],
            Item::Word(_) => return None,
        }
        Some(None)
    }
}

/// Whether a registry is the public one or a mirror of it, told by the owner of its domain.
fn is_public(url: &str) -> bool {
    let host = Url::read(url).map_or(url, |url| url.host);
    host.rsplit('.').nth(1).is_some_and(|owner| ["npmjs", "yarnpkg", "npmmirror"].contains(&owner))
}
