//! Runners of npm packages: `npx`, `npm exec`, `bunx`, `pnpm dlx`, `yarn dlx` and their other names.
//!
//! <https://github.com/npm/cli/blob/latest/docs/lib/content/commands/npx.md>, <https://pnpm.io/cli/dlx>,
//! <https://bun.com/docs/pm/bunx>, <https://yarnpkg.com/cli/dlx>
//!
//! - With `--package` the packages are named there, and the first word is only a program in them.
//! - `--registry` with another host means that the name is not one of the public registry.
//! - `npm start`, `pnpm run x`, `yarn x` and `bun run x` start a script of the project.

use super::candidates::Candidates;
use super::options::{Item, Options, Table};
use super::url::{Url, owner};
use super::{Call, follow, interpreter, npm_spec, project, shell, wrapper};
use crate::input::text::Text;
use crate::package::{Package, Source};
use crate::words::Words;

const TABLE: Table = Table::new(
    Words(
        "-p --package -c --call -w --workspace -n --node-arg --node-options --registry \
        --cache --userconfig --globalconfig --prefix -C --dir --cwd --loglevel --shell \
        --script-shell --allow-build --filter -F --access --audit-level --auth-type --before --ca \
        --cafile --cert --key --cidr --cpu --os --libc --depth --diff --editor \
        --expect-result-count --fetch-retries --fetch-retry-factor --fetch-retry-maxtimeout \
        --fetch-retry-mintimeout --fetch-timeout --git --heading --https-proxy --proxy --noproxy \
        --include --omit --install-strategy --local-address --location --lockfile-version \
        --logs-dir --logs-max --maxsockets --message -m --only --otp --pack-destination --preid \
        --replace-registry-host --save-prefix --scope --searchlimit --sso-type --tag \
        --tag-version-prefix --umask --user-agent --viewer --which --store-dir --lockfile-dir \
        --reporter --use-node-version --color --network-concurrency --child-concurrency \
        --workspace-concurrency --config --npmrc-auth-file --minimum-release-age",
    ),
    Words(
        "-y --yes -q --quiet -s --silent -d -dd -ddd --verbose --bun -b --offline \
        --prefer-offline --prefer-online --ignore-existing --ignore-scripts --force -f -g \
        --global --legacy-peer-deps --strict-peer-deps --strict-ssl --foreground-scripts \
        --if-present --json --workspaces -ws --include-workspace-root -iwr --parseable --progress \
        --audit --fund --install-links --package-lock --package-lock-only --dry-run \
        --always-spawn --shell-auto-fallback --shell-mode --usage -h --help -v --version --long \
        -l --always-auth --update-notifier --unicode --timing --recursive -r --stream --parallel \
        --latest --no --engine-strict --save -D -E --hot --watch --smol -i --prefer-latest \
        --aggregate-output",
    ),
);

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
            Item::Word(word) if !line.continues(word) => {
                return started(call, &line, word, &mut options);
            }
            item => {
                if let Some(word) = line.take(item) {
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
    if call.runner == "pnx" {
        packages.iter_mut().filter(|package| is_tool(&package.name)).for_each(as_program);
    }
    for script in scripts.into_iter().filter(|script| wrapper::is_known(&script[0].value)) {
        packages.extend(follow(&script, call.depth));
    }
    (!packages.is_empty()).then_some(packages)
}

/// What the options in front of the program say.
#[derive(Default)]
struct Line<'a> {
    /// A subcommand that has still to come; empty once it has.
    subcommands: &'static [&'static str],
    packages: Vec<Text<'a>>,
    folder: Option<Text<'a>>,
    private: bool,
}

impl<'a> Line<'a> {
    /// Whether a word is the subcommand that fetches something, or stands behind it.
    fn continues(&self, word: &Text<'_>) -> bool {
        self.subcommands.is_empty() || self.subcommands.contains(&&*word.value)
    }

    /// Returns the word that names what is started.
    fn take(&mut self, item: Item<'_, 'a>) -> Option<Text<'a>> {
        match item {
            Item::Value("-p" | "--package", package) => self.packages.push(package),
            Item::Value("--prefix" | "-C" | "--dir" | "--cwd", folder) => {
                self.folder = Some(folder)
            }
            Item::Value(name, url) if name == "--registry" || name.ends_with(":registry") => {
                self.private = !is_public(&url.value);
            }
            Item::Value(..) | Item::Flag | Item::Doubt(_) => {}
            Item::Word(word) if self.subcommands.is_empty() => return Some(word.clone()),
            Item::Word(_) => self.subcommands = &[],
        }
        None
    }
}

/// What a package manager starts without fetching it: a script of the project or, with Bun, a
/// file. `None` when it starts nothing.
fn started<'a>(
    call: &Call<'_, 'a>,
    line: &Line<'a>,
    word: &Text<'a>,
    options: &mut Options<'_, 'a>,
) -> Option<Vec<Package<'a>>> {
    /// The subcommands of npm that run a script.
    const SCRIPTS: Words = Words("run run-script start restart test t stop");
    /// The subcommands of the others that run none.
    const MANAGES: Words = Words(
        "add cache config create env global i import info init install link list outdated \
        pm publish remove repl rm setup store unlink update upgrade why",
    );
    let name = &*word.value;
    let starts = match call.runner {
        "npm" => SCRIPTS.contains(name),
        _ => !MANAGES.contains(name),
    };
    if !starts {
        return None;
    }
    let file = match name {
        "run" if call.runner == "bun" => options.find_map(|item| match item {
            Item::Word(file) => Some(file),
            _ => None,
        }),
        _ => Some(word),
    };
    match file.filter(|file| call.runner == "bun" && interpreter::is_script(&file.value)) {
        Some(file) => interpreter::of_file(call, file),
        None => Some(vec![project::of_folder(call, line.folder.as_ref(), word.span)]),
    }
}

/// What pnpm 12 fetches from its makers instead of the registry.
fn is_tool(name: &str) -> bool {
    ["node", "yarn"].contains(&name)
}

fn as_program(package: &mut Package<'_>) {
    (package.ecosystem, package.source) = (None, Source::Program);
}

/// Whether a registry is the public one or a mirror of it, told by the owner of its domain.
pub(crate) fn is_public(url: &str) -> bool {
    let host = Url::read(url).map_or(url, |url| url.host);
    ["npmjs", "yarnpkg", "npmmirror"].contains(&owner(host))
}
