//! Runners of Python packages: `uvx`, `uv tool run`, `uv run --with`, `pipx run`.
//!
//! <https://docs.astral.sh/uv/guides/tools/>, <https://pipx.pypa.io/stable/docs/#pipx-run>
//!
//! - `uvx name@1.2.3` takes one version or `latest`, never a range; ranges need `--from`.
//! - With `--from` or `--spec` the package is named there, and the first word is only a program.
//! - Each `--with` is a package that runs in the same process.
//! - `uv run` starts the project itself; what `--with` adds to it can be told.

use super::candidates::Candidates;
use super::options::{Item, Options, Table};
use super::placeholder::{find_outside, is_dynamic};
use super::url::Url;
use super::{Call, base_name, follow, interpreter, pep508, project, remote, wrapper};
use crate::input::text::Text;
use crate::package::{Ecosystem, Package, Requirement, RequirementClass, Source};
use crate::words::Words;

const TABLE: Table = Table::new(
    Words(
        "--from --spec --with -w --with-editable --with-requirements -p --python --index \
        --default-index -i --index-url --extra-index-url -f --find-links --directory --project \
        --env-file -c --constraints --constraint --overrides -b --build-constraints -P \
        --upgrade-package --refresh-package -C --reinstall-package --config-setting --config-file \
        --cache-dir --color --link-mode --resolution --prerelease --exclude-newer \
        --keyring-provider --allow-insecure-host --python-platform --pip-args --suffix --extra \
        --group --package --no-binary-package --no-build-package --index-strategy --torch-backend \
        --fork-strategy --excludes --exclude --python-preference --python-fetch --cache-control \
        --trusted-host --no-build-isolation-package --config-settings-package --config-settings \
        --override --exclude-newer-package --upgrade-group --only-group --no-group --no-extra \
        --with-executables-from --lfs-dir --log-level --fetch-python --system-certs-dir --proxy \
        --no-sources-package -m --module --build-constraint --preview-features",
    ),
    Words(
        "-q --quiet -v --verbose -n --no-cache --offline --native-tls --isolated --refresh \
        --reinstall --upgrade -U --managed-python --preview --system-certs -h --help -V --version \
        --compile-bytecode --show-settings --lfs --frozen --locked --active --all-extras \
        --all-groups --dev --only-dev --exact --all-packages -s --script --gui-script --no --path \
        --pypackages --allow-python-downloads --fetch-missing-python --generate-hashes",
    ),
);

/// What the words in front of the program mean.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Mode {
    /// `uv` or `pipx`, whose subcommand has still to come.
    #[default]
    Subcommand,
    /// `uv tool`.
    Tool,
    /// The next word names a package.
    Package,
    /// `uv run`: the next word is a program of the project.
    Project,
}

pub(super) fn read<'a>(call: &Call<'_, 'a>) -> Option<Vec<Package<'a>>> {
    let mut options = Options::new(call.args, TABLE);
    let mode = if call.runner == "uvx" { Mode::Package } else { Mode::Subcommand };
    let mut line = Line { mode, ..Line::default() };
    let mut found = Candidates::new(of_argument);
    let mut command = None;
    while let Some(item) = options.next() {
        match item {
            Item::Doubt(word) if line.mode == Mode::Package => found.doubt(word, options.rest()),
            // It may be the subcommand or a value; what follows tells.
            Item::Doubt(_) => found.doubtful(),
            item => {
                let Some(word) = line.take(call.runner, item)? else { continue };
                match line.mode {
                    Mode::Package => found.word(&word, options.rest()),
                    _ => command = Some(&call.args[call.args.len() - options.rest().len() - 1..]),
                }
                break;
            }
        }
    }
    if let Some(from) = line.from.take() {
        found.replace(&[from], options.rest());
    }
    found.add(&line.with, &[]);
    let mut packages = found.packages(line.private, call.depth);
    packages.extend(line.started(call, command, packages.is_empty()));
    (!packages.is_empty()).then_some(packages)
}

#[derive(Default)]
struct Line<'a> {
    mode: Mode,
    from: Option<Text<'a>>,
    with: Vec<Text<'a>>,
    folder: Option<Text<'a>>,
    module: Option<Text<'a>>,
    private: bool,
}

impl<'a> Line<'a> {
    /// What `uv run` starts: `npx foo`, to which the project only lends its environment, or, when
    /// nothing else is known, the file or the project itself.
    fn started(
        &self,
        call: &Call<'_, 'a>,
        command: Option<&[Text<'a>]>,
        alone: bool,
    ) -> Vec<Package<'a>> {
        if let Some(module) = self.module.as_ref().filter(|_| alone && self.mode == Mode::Project) {
            return interpreter::of_module(module).into_iter().collect();
        }
        let Some(command) = command else { return Vec::new() };
        let (first, name) = (&command[0], base_name(&command[0].value));
        let interpreter = interpreter::is_interpreter(&name);
        if wrapper::is_known(&first.value) && (alone || !interpreter) {
            return follow(command, call.depth);
        }
        match alone {
            false => Vec::new(),
            true if interpreter::is_script(&first.value) => remote::of_code(first)
                .map(|package| vec![package])
                .or_else(|| interpreter::of_file(call, first))
                .unwrap_or_default(),
            true => vec![project::of_folder(call, self.folder.as_ref(), first.span)],
        }
    }

    /// Returns the word that is started; `None` ends reading: nothing is fetched.
    fn take(&mut self, runner: &str, item: Item<'_, 'a>) -> Option<Option<Text<'a>>> {
        match item {
            Item::Value("--from" | "--spec", from) => self.from = Some(from),
            Item::Value("--with" | "-w", with) => self.with.extend(requirements(&with)),
            Item::Value("--directory" | "--project", folder) => self.folder = Some(folder),
            Item::Value("-m" | "--module", module) => self.module = Some(module),
            Item::Value("--index-url" | "-i" | "--default-index", url) => {
                self.private = !pep508::is_public_index(&url.value);
            }
            Item::Value(..) | Item::Flag | Item::Doubt(_) => {}
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
            let (class, text) = match is_dynamic(&argument.value) {
                true => (RequirementClass::Dynamic, argument.value.clone()),
                false => (RequirementClass::None, "".into()),
            };
            let requirement = Requirement::new(class, text);
            let source = match class {
                RequirementClass::Dynamic => Source::Registry,
                _ => Source::Url,
            };
            let package = Package::new(Ecosystem::PyPI, "".into(), requirement, argument.span);
            Package { source, ..package }
        })
}

/// `name@1.2.3` and `name@latest`, which only uv's own tool runner knows.
fn at_version<'a>(argument: &Text<'a>) -> Option<Package<'a>> {
    let at = find_outside(&argument.value, 0, b'@')?;
    let (name, version) = (&argument.value[..at], &argument.value[at + 1..]);
    let bare = name.split('[').next().unwrap_or(name);
    if !pep508::is_name(bare) || Url::read(&argument.value).is_some() {
        return None;
    }
    let class = match version {
        "latest" => RequirementClass::DistTagLatest,
        other if is_dynamic(other) && !other.contains(['/', ' ']) => RequirementClass::Dynamic,
        other if other.starts_with(|c: char| c.is_ascii_digit()) && !other.contains(['/', ' ']) => {
            RequirementClass::Exact
        }
        _ => return None,
    };
    let (bare, version) = (argument.slice(bare), argument.slice(version));
    let requirement = Requirement::new(class, version.value);
    Some(Package::new(Ecosystem::PyPI, bare.value, requirement, version.span))
}
