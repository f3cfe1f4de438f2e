//! Command lines that install packages: `npm install a@1.0.0`, `pip install mcp==1.0.0`.
//!
//! - Every word behind the verb is a package of the installer's ecosystem, or nothing is read.
//! - What stands in front (`$`, `sudo`, `KEY=value`) is left out; values there can be secrets.

use std::borrow::Cow;

use crate::input::literals::{Syntax, Tokens};
use crate::input::mcp::command_line::is_in_front;
use crate::input::text::Text;
use crate::launch::{dotnet, is_dynamic, npm_spec, npx, pep508, shell};
use crate::package::{Ecosystem, Package, Requirement, RequirementClass, Source, Span};
use crate::words::{Family, Words, meanings};

/// A package manager: what it installs, and the options of it that take a value.
struct Installer {
    ecosystem: Ecosystem,
    with_value: Words,
}

const NPM: &Installer = &Installer {
    ecosystem: Ecosystem::Npm,
    with_value: Words(
        "--registry --prefix -w --workspace --tag --filter -F -C --dir --cwd --loglevel \
        --cache --omit --include --save-prefix --userconfig",
    ),
};

const PYPI: &Installer = &Installer {
    ecosystem: Ecosystem::PyPI,
    with_value: Words(
        "-i --index-url --extra-index-url --index --default-index -f --find-links -t \
        --target --prefix --root -p --python --python-version --platform --only-binary \
        --no-binary --upgrade-strategy -G --group -E --extra --extras --optional --project \
        --directory --branch --tag --rev --source --trusted-host --package",
    ),
};

const CARGO: &Installer = &Installer {
    ecosystem: Ecosystem::CratesIo,
    with_value: Words(
        "--version --vers --git --path --branch --tag --rev --features -F --rename \
        --registry --index --root --profile --target --bin --example -p --package \
        --manifest-path -j --jobs --config -Z",
    ),
};

const GEM: &Installer = &Installer {
    ecosystem: Ecosystem::RubyGems,
    with_value: Words("-v --version -s --source -i --install-dir -n -P"),
};

const GO: &Installer =
    &Installer { ecosystem: Ecosystem::Go, with_value: Words("-o -tags -ldflags -modfile -C") };

const DOTNET: &Installer = &Installer {
    ecosystem: Ecosystem::NuGet,
    with_value: Words(
        "--version -v -f --framework -s --source --add-source --configfile --tool-path \
        --tool-manifest --package-directory --project -a --arch --verbosity",
    ),
};

const COMPOSER: &Installer =
    &Installer { ecosystem: Ecosystem::Packagist, with_value: Words("-d --working-dir") };

const PUB: &Installer = &Installer {
    ecosystem: Ecosystem::Pub,
    with_value: Words("--hosted-url --git-url --git-ref --git-path --path -C --directory"),
};

const OPAM: &Installer = &Installer {
    ecosystem: Ecosystem::Opam,
    with_value: Words("--switch --root --repos --jobs -j --destdir"),
};

/// Any word, such as the file of a project.
const ANY: Words = Words("");

/// The words in front of the packages, at each place one of several.
type Verb = (&'static [Words], &'static Installer);

static INSTALLERS: [Family<Verb>; 20] = [
    Family::new(Words("npm pnpm"), (&[Words("install i in add")], NPM)),
    Family::new(Words("yarn bun"), (&[Words("add")], NPM)),
    Family::new(Words("bun"), (&[Words("install i a")], NPM)),
    Family::new(Words("yarn"), (&[Words("global"), Words("add")], NPM)),
    Family::new(Words("corepack"), (&[Words("prepare install use")], NPM)),
    Family::new(Words("pip pipx"), (&[Words("install")], PYPI)),
    Family::new(Words("python py"), (&[Words("-m"), Words("pip pipx"), Words("install")], PYPI)),
    Family::new(Words("uv poetry pdm rye"), (&[Words("add")], PYPI)),
    Family::new(Words("uv"), (&[Words("pip tool"), Words("install")], PYPI)),
    Family::new(Words("cargo"), (&[Words("add install binstall")], CARGO)),
    Family::new(Words("gem"), (&[Words("install")], GEM)),
    Family::new(Words("go"), (&[Words("install get")], GO)),
    Family::new(Words("dotnet"), (&[Words("add"), Words("package")], DOTNET)),
    Family::new(Words("dotnet"), (&[Words("package"), Words("add")], DOTNET)),
    Family::new(Words("dotnet"), (&[Words("add"), ANY, Words("package")], DOTNET)),
    Family::new(Words("dotnet"), (&[Words("tool"), Words("install update")], DOTNET)),
    Family::new(Words("composer"), (&[Words("require req r")], COMPOSER)),
    Family::new(Words("composer"), (&[Words("global"), Words("require")], COMPOSER)),
    Family::new(Words("dart flutter"), (&[Words("pub"), Words("add")], PUB)),
    Family::new(Words("opam"), (&[Words("install")], OPAM)),
];

/// Reads a line of commands of which at least one installs something.
pub(super) fn read<'a>(line: &Text<'a>) -> Option<Vec<Package<'a>>> {
    const VERBS: Words = Words("install binstall add i in a get require update");
    // Whoever has R open writes the call alone.
    let packages = if line.value.starts_with("install") { of_r(line) } else { Vec::new() };
    if !packages.is_empty() {
        return Some(packages);
    }
    let in_r = line.value.contains(CALL);
    if !in_r && !line.value.split(' ').skip(1).any(|word| VERBS.contains(word)) {
        return None;
    }
    let mut packages = Vec::new();
    for command in shell::commands(line, shell::Dialect::Posix) {
        let skipped = command.iter().take_while(|word| is_in_front(&word.value)).count();
        packages.extend(installed(&command[skipped..]).unwrap_or_default());
    }
    (!packages.is_empty()).then_some(packages)
}

/// The words of a command behind `$`, `sudo` and `KEY=value`.
pub(crate) fn behind_settings<'t, 'a>(words: &'t [Text<'a>]) -> &'t [Text<'a>] {
    &words[words.iter().take_while(|word| is_in_front(&word.value)).count()..]
}

/// The packages of `npm install …` and the like; `None` when a word is no package.
pub(crate) fn installed<'a>(words: &[Text<'a>]) -> Option<Vec<Package<'a>>> {
    let (packages, unread) = installed_in_part(words)?;
    (unread.is_empty() && !packages.is_empty()).then_some(packages)
}

/// The packages of `npm install …` and the like, and the words that are none.
pub(crate) fn installed_in_part<'a>(
    words: &[Text<'a>],
) -> Option<(Vec<Package<'a>>, Vec<Text<'a>>)> {
    let (command, rest) = words.split_first()?;
    if Words("R Rscript").contains(program(&command.value)) {
        let packages: Vec<_> = rest.iter().flat_map(of_r).collect();
        return (!packages.is_empty()).then_some((packages, Vec::new()));
    }
    let (installer, behind) = meanings(&INSTALLERS, program(&command.value))
        .find_map(|(verb, installer)| Some((*installer, behind_verb(installer, rest, verb)?)))?;
    let verb = &words[words.len() - behind.len() - 1].value;
    let mut line = Line { installer, adds: verb == "add", version: None, source: None };
    let (mut packages, mut unread) = (Vec::new(), Vec::new());
    let mut args = behind.iter();
    while let Some(arg) = args.next() {
        if arg.value.starts_with('-') && arg.value.len() > 1 {
            let joined = arg.value.split_once('=');
            let name = joined.map_or(&*arg.value, |(name, _)| name);
            let value = match joined {
                Some((_, value)) => Some(arg.slice(value)),
                None if installer.with_value.contains(name) || is_secret(name) => {
                    args.next().cloned()
                }
                // What another file names cannot be told.
                None if Words("-r -c -e").contains(name) => {
                    args.next();
                    unread.push(arg.clone());
                    None
                }
                None => None,
            };
            line.take(name, value);
        } else {
            match line.package(arg) {
                Some(package) => packages.push(package),
                None if line.is_version_of(packages.last(), arg) => {
                    let last = packages.last_mut().into_iter();
                    last.for_each(|it| {
                        (it.requirement, it.span) = (line.requirement(arg), arg.span)
                    });
                }
                None => unread.push(arg.clone()),
            }
        }
    }
    for package in &mut packages {
        line.apply(package);
    }
    Some((packages, unread))
}

/// What installs packages in R.
const CALL: &str = "install.packages(";

/// The packages of `install.packages(c("a", "b"), repos = …)`.
fn of_r<'a>(code: &Text<'a>) -> Vec<Package<'a>> {
    const R: &Syntax = &Syntax { comment: "#", block: ("", ""), long: ("", ""), word: "." };
    let Cow::Borrowed(text) = code.value else { return Vec::new() };
    let Some((before, args)) = text.split_once(CALL) else { return Vec::new() };
    let start = before.len() + CALL.len();
    let mut tokens = Tokens::new(args, R);
    if tokens.takes("c") {
        let _ = tokens.takes("(");
    }
    let mut packages = Vec::new();
    while let Some(token) = tokens.next().filter(|token| token.quoted || token.is(",")) {
        let Span { start: from, end: to } = token.text.span;
        let name = code.part(start + from as usize..start + to as usize);
        let is_name = name.value.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'.');
        if token.quoted && is_name && !name.value.is_empty() {
            let span = name.span;
            packages.push(Package::new(Ecosystem::Cran, name.value, Requirement::none(), span));
        }
    }
    packages
}

/// `pip` of `.venv/bin/pip3.11`.
fn program(command: &str) -> &str {
    let base = command.rsplit('/').next().unwrap_or_default();
    let bare = base.trim_end_matches(|c: char| c.is_ascii_digit() || c == '.');
    if Words("pip python").contains(bare) { bare } else { base }
}

/// Whether the value of an option is a secret by its name, which no package is to be read from.
fn is_secret(option: &str) -> bool {
    ["token", "key", "secret", "pass", "auth", "otp"].iter().any(|word| option.contains(word))
}

/// The words behind a verb, with options in front of its words left out.
fn behind_verb<'t, 'a>(
    installer: &Installer,
    words: &'t [Text<'a>],
    verb: &[Words],
) -> Option<&'t [Text<'a>]> {
    let mut rest = words;
    for alternatives in verb {
        loop {
            let (word, behind) = rest.split_first()?;
            rest = behind;
            if alternatives.contains(&word.value) || alternatives.0.is_empty() {
                break;
            }
            if !word.value.starts_with('-') {
                return None;
            }
            let skipped = usize::from(installer.with_value.contains(&word.value));
            rest = rest.get(skipped..)?;
        }
    }
    Some(rest)
}

/// What the options of an installer say about all packages of its line.
struct Line<'a> {
    installer: &'static Installer,
    /// Whether a version is only the least one that is allowed.
    adds: bool,
    version: Option<Text<'a>>,
    source: Option<Source>,
}

impl<'a> Line<'a> {
    fn take(&mut self, name: &str, value: Option<Text<'a>>) {
        let Some(value) = value else { return };
        let public = |url: &str| npx::is_public(url) || pep508::is_public_index(url);
        match name {
            "--version" | "--vers" | "-v" => self.version = Some(value),
            "--source" | "-s" if self.installer.ecosystem == Ecosystem::NuGet => {
                self.source = (!dotnet::is_public(&value)).then_some(Source::Url);
            }
            "--git" => self.source = Some(Source::Git),
            "--path" => self.source = Some(Source::Local),
            "--registry" | "--index" | "--index-url" | "--default-index" | "-i"
                if !public(&value.value) && self.installer.ecosystem != Ecosystem::RubyGems =>
            {
                self.source = Some(Source::Url);
            }
            _ => {}
        }
    }

    fn package(&self, arg: &Text<'a>) -> Option<Package<'a>> {
        match self.installer.ecosystem {
            Ecosystem::Npm => {
                let package = npm_spec::of_argument(arg);
                let is_name = npm_spec::is_name(&package.name) && !package.name.ends_with('.');
                let is_elsewhere = package.source != Source::Registry && !package.name.is_empty();
                (is_name || is_elsewhere).then_some(package)
            }
            Ecosystem::PyPI => at_version(arg)
                .or_else(|| pep508::of_requirement(arg))
                .or_else(|| pep508::of_place(arg)),
            Ecosystem::RubyGems | Ecosystem::Packagist => self.versioned(arg, ':'),
            // What is taken from elsewhere stands in braces.
            Ecosystem::Pub if arg.value.contains('{') => None,
            Ecosystem::Pub => {
                let spec = arg.value.strip_prefix("dev:");
                self.versioned(&arg.slice(spec.unwrap_or(&arg.value)), ':')
            }
            // No name of opam has a dot.
            Ecosystem::Opam => self.versioned(arg, '.'),
            _ => self.versioned(arg, '@'),
        }
    }

    /// Whether a word is what Composer takes behind a name as its version.
    fn is_version_of(&self, package: Option<&Package<'a>>, word: &Text<'a>) -> bool {
        let starts = |c: char| c.is_ascii_digit() || "^~<>=*".contains(c);
        self.installer.ecosystem == Ecosystem::Packagist
            && (word.value.starts_with(starts) || word.value.starts_with("dev-"))
            && package.is_some_and(|it| it.requirement.class == RequirementClass::None)
    }

    /// `name@1.2.3`, or the name alone.
    fn versioned(&self, arg: &Text<'a>, mark: char) -> Option<Package<'a>> {
        let (name, version) = match arg.value.split_once(mark) {
            Some((name, version)) => (name, Some(arg.slice(version))),
            None => (&*arg.value, None),
        };
        let plain = |b: u8| b.is_ascii_alphanumeric() || b"-_./~".contains(&b);
        if name.is_empty() || !name.bytes().all(plain) || name.ends_with('.') {
            return None;
        }
        let name = match self.installer.ecosystem {
            // A program is in a module; its folder is not part of the module's name.
            Ecosystem::Go => name.split("/cmd/").next().unwrap_or(name),
            Ecosystem::Packagist if name.matches('/').count() == 1 => name,
            Ecosystem::Packagist => return None,
            _ if name.contains('/') => return None,
            _ => name,
        };
        let name = arg.slice(name);
        let (requirement, span) = match version {
            Some(version) => (self.requirement(&version), version.span),
            None => (Requirement::none(), name.span),
        };
        Some(Package::new(self.installer.ecosystem, name.value, requirement, span))
    }

    fn requirement(&self, version: &Text<'a>) -> Requirement<'a> {
        let text = version.value.trim();
        let digit = text.trim_start_matches('v').starts_with(|c: char| c.is_ascii_digit());
        let exact = npm_spec::exact(text).is_some();
        let class = match self.installer.ecosystem {
            _ if text == "latest" => RequirementClass::DistTagLatest,
            _ if is_dynamic(text) => RequirementClass::Dynamic,
            Ecosystem::Go if exact => RequirementClass::Exact,
            // `@v1` asks for the newest that begins so.
            Ecosystem::Go => RequirementClass::DistTag,
            Ecosystem::RubyGems if digit => RequirementClass::Exact,
            Ecosystem::Opam => RequirementClass::Exact,
            Ecosystem::NuGet | Ecosystem::Packagist | Ecosystem::Pub if digit && is_one(text) => {
                RequirementClass::Exact
            }
            Ecosystem::CratesIo if exact && !self.adds => RequirementClass::Exact,
            _ => RequirementClass::Range,
        };
        Requirement::new(class, version.slice(text).value)
    }

    fn apply(&self, package: &mut Package<'a>) {
        if package.source == Source::Registry {
            package.source = self.source.unwrap_or_default();
        }
        if let Some(version) = &self.version
            && package.requirement.class == RequirementClass::None
        {
            (package.requirement, package.span) = (self.requirement(version), version.span);
        }
    }
}

/// Whether a text that begins with a digit is a version and no pattern or list.
fn is_one(text: &str) -> bool {
    text.bytes().all(|b| b.is_ascii_alphanumeric() || b".-+".contains(&b)) && !text.ends_with(".x")
}

/// `name@1.2.3`, which uv takes beside `name==1.2.3`.
fn at_version<'a>(arg: &Text<'a>) -> Option<Package<'a>> {
    let (name, version) = arg.value.split_once('@')?;
    let name = pep508::of_requirement(&arg.slice(name))?;
    let digit = version.starts_with(|c: char| c.is_ascii_digit());
    let plain = version.bytes().all(|b| b.is_ascii_alphanumeric() || b".+-_!".contains(&b));
    let class = match version {
        "latest" => RequirementClass::DistTagLatest,
        _ if digit && plain => RequirementClass::Exact,
        _ => return None,
    };
    let version = arg.slice(version);
    let requirement = Requirement::new(class, version.value);
    Some(Package { requirement, span: version.span, ..name })
}

#[cfg(test)]
mod tests {
    use super::read;
    use crate::input::text::Text;
    use crate::package::Package;

    fn shown(package: &Package<'_>) -> String {
        let ecosystem = package.ecosystem.map_or("-", |ecosystem| ecosystem.name());
        format!("{ecosystem} {} {}", package.name, package.requirement.text).trim_end().to_owned()
    }

    #[test]
    fn installers_and_hosts() {
        for (line, expected) in [
            ("npm install mcp-remote@0.1.15 foo@2.0.0", "npm mcp-remote 0.1.15, npm foo 2.0.0"),
            ("$ sudo npm i -g x@1", "npm x 1"),
            ("npm -g install @s/n", "npm @s/n"),
            ("pnpm --filter app add -D x", "npm x"),
            ("yarn global add x@1.0.0", "npm x 1.0.0"),
            ("bun add x", "npm x"),
            ("pip install mcp==1.0.0", "PyPI mcp 1.0.0"),
            ("pip3 install -U 'mcp[cli]>=1,<2' fastmcp", "PyPI mcp >=1,<2, PyPI fastmcp"),
            ("python -m pip install mcp", "PyPI mcp"),
            (".venv/bin/python3.11 -m pipx install mcp", "PyPI mcp"),
            ("/opt/venv/bin/pip3.11 install mcp==1.0.0", "PyPI mcp 1.0.0"),
            ("uv add mcp", "PyPI mcp"),
            ("uv pip install mcp==1.0.0 && npm i x", "PyPI mcp 1.0.0, npm x"),
            ("uv tool install mcp@1.0.0", "PyPI mcp 1.0.0"),
            ("cargo add rmcp@1", "crates.io rmcp 1"),
            ("cargo install x --version 1.2", "crates.io x 1.2"),
            ("gem install x -v 1", "RubyGems x 1"),
            ("go install github.com/a/b/cmd/c@v1.2.3", "Go github.com/a/b v1.2.3"),
            ("dotnet add package A.B --version 1.2.3", "NuGet a.b 1.2.3"),
            ("dotnet add package A.B --prerelease", "NuGet a.b"),
            ("dotnet package add A@1.2.3", "NuGet a 1.2.3"),
            ("dotnet tool install -g A --version 1.*", "NuGet a 1.*"),
            (
                "composer require php-mcp/server:^3.3 a/b:1.2.3",
                "Packagist php-mcp/server ^3.3, Packagist a/b 1.2.3",
            ),
            ("composer require a/b \"^1.2\" c/d 2.0.1", "Packagist a/b ^1.2, Packagist c/d 2.0.1"),
            ("dotnet add src/App.csproj package A --version 1.2.3", "NuGet a 1.2.3"),
            ("dart pub add http:^1.2.0 dev:test", "Pub http ^1.2.0, Pub test"),
            ("flutter pub add http:1.2.0", "Pub http 1.2.0"),
            (
                "opam install lwt.5.7.0 base.v0.16.3 dune -y",
                "opam lwt 5.7.0, opam base v0.16.3, opam dune",
            ),
            (
                "Rscript -e 'install.packages(c(\"jsonlite\", \"R6\"), repos = \"x\")'",
                "CRAN jsonlite, CRAN R6",
            ),
            ("install.packages('shiny')", "CRAN shiny"),
            ("KEY=secret npm i x", "npm x"),
        ] {
            let packages = read(&Text::of(line, line)).unwrap_or_default();
            let packages: Vec<_> = packages.iter().map(shown).collect();
            assert_eq!(packages.join(", "), expected, "{line}");
        }
        for line in [
            "npm install",
            "composer require php",
            "pip install -r x.txt",
            "please install x",
            "npm install it, then",
            "dotnet add src/App.csproj reference src/Lib.csproj",
            "opam install . --deps-only",
            "dart pub add 'foo:{\"git\":\"https://example.org/foo\"}'",
            "Rscript -e 'install.packages(names)'",
        ] {
            assert!(read(&Text::of(line, line)).is_none(), "{line}");
        }
    }
}
