//! Runners of npm packages: `npx`, `npm exec`, `bunx`, `pnpm dlx`, `yarn dlx` and their other names.
//!
//! <https://github.com/npm/cli/blob/latest/docs/lib/content/commands/npx.md>, <https://pnpm.io/cli/dlx>,
//! <https://bun.com/docs/pm/bunx>, <https://yarnpkg.com/cli/dlx>
//!
//! - With `--package` the packages are named there, and the first word is only a program in them.
//! - `--registry` with another host means that the name is not one of the public registry.

use super::candidates::Candidates;
use super::options::{Item, Options, Table};
use super::url::{Url, owner};
use super::{Call, follow, npm_spec, shell, wrapper};
use crate::input::text::Text;
use crate::package::Package;

const TABLE: Table = Table {
    with_value: &[
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
        "--access",
        "--audit-level",
        "--auth-type",
        "--before",
        "--ca",
        "--cafile",
        "--cert",
        "--key",
        "--cidr",
        "--cpu",
        "--os",
        "--libc",
        "--depth",
        "--diff",
        "--editor",
        "--expect-result-count",
        "--fetch-retries",
        "--fetch-retry-factor",
        "--fetch-retry-maxtimeout",
        "--fetch-retry-mintimeout",
        "--fetch-timeout",
        "--git",
        "--heading",
        "--https-proxy",
        "--proxy",
        "--noproxy",
        "--include",
        "--omit",
        "--install-strategy",
        "--local-address",
        "--location",
        "--lockfile-version",
        "--logs-dir",
        "--logs-max",
        "--maxsockets",
        "--message",
        "-m",
        "--only",
        "--otp",
        "--pack-destination",
        "--preid",
        "--replace-registry-host",
        "--save-prefix",
        "--scope",
        "--searchlimit",
        "--sso-type",
        "--tag",
        "--tag-version-prefix",
        "--umask",
        "--user-agent",
        "--viewer",
        "--which",
        "--store-dir",
        "--lockfile-dir",
        "--reporter",
        "--use-node-version",
        "--color",
        "--network-concurrency",
        "--child-concurrency",
        "--workspace-concurrency",
        "--config",
        "--npmrc-auth-file",
        "--minimum-release-age",
    ],
    flags: &[
        "-y",
        "--yes",
        "-q",
        "--quiet",
        "-s",
        "--silent",
        "-d",
        "-dd",
        "-ddd",
        "--verbose",
        "--bun",
        "-b",
        "--offline",
        "--prefer-offline",
        "--prefer-online",
        "--ignore-existing",
        "--ignore-scripts",
        "--force",
        "-f",
        "-g",
        "--global",
        "--legacy-peer-deps",
        "--strict-peer-deps",
        "--strict-ssl",
        "--foreground-scripts",
        "--if-present",
        "--json",
        "--workspaces",
        "-ws",
        "--include-workspace-root",
        "-iwr",
        "--parseable",
        "--progress",
        "--audit",
        "--fund",
        "--install-links",
        "--package-lock",
        "--package-lock-only",
        "--dry-run",
        "--always-spawn",
        "--shell-auto-fallback",
        "--shell-mode",
        "--usage",
        "-h",
        "--help",
        "-v",
        "--version",
        "--long",
        "-l",
        "--always-auth",
        "--update-notifier",
        "--unicode",
        "--timing",
        "--recursive",
        "-r",
        "--stream",
        "--parallel",
        "--latest",
        "--no",
        "--engine-strict",
        "--save",
        "-D",
        "-E",
        "--hot",
        "--watch",
        "--smol",
        "-i",
        "--prefer-latest",
        "--aggregate-output",
    ],
};

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
    let mut options = Options::new(call.args, TABLE);
    let mut line = Line { subcommands: subcommands(call.runner), ..Line::default() };
    let mut found = Candidates::new(npm_spec::of_argument);
    let mut scripts = Vec::new();
    while let Some(item) = options.next() {
        match item {
            Item::Value("-c" | "--call", script) => {
                scripts.extend(shell::commands(&script, shell::Dialect::Posix));
            }
            Item::Doubt(word) => found.doubt(word, options.rest()),
            item => {
                if let Some(word) = line.take(item)? {
                    found.word(&word, options.rest());
                    break;
                }
            }
        }
    }
    if !line.packages.is_empty() {
        found.replace(&line.packages, options.rest());
    } else if !scripts.is_empty() {
        found.replace(&[], &[]);
    }
    let mut packages = found.packages(line.private, call.depth);
    for script in scripts.into_iter().filter(|script| wrapper::is_known(&script[0].value)) {
        packages.extend(follow(script, call.depth));
    }
    (!packages.is_empty()).then_some(packages)
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
            Item::Value(..) | Item::Flag | Item::Doubt(_) => {}
            Item::Word(word) if self.subcommands.is_empty() => return Some(Some(word.clone())),
            Item::Word(word) if self.subcommands.contains(&&*word.value) => self.subcommands = &[],
            Item::Word(_) => return None,
        }
        Some(None)
    }
}

/// Whether a registry is the public one or a mirror of it, told by the owner of its domain.
pub(crate) fn is_public(url: &str) -> bool {
    let host = Url::read(url).map_or(url, |url| url.host);
    ["npmjs", "yarnpkg", "npmmirror"].contains(&owner(host))
}
