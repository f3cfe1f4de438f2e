//! Cargo: `cargo install name@1.2.3`, `cargo binstall`, `cargo run`.
//!
//! <https://doc.rust-lang.org/cargo/commands/cargo-install.html>
//!
//! - `cargo run` starts the project; with `--package` that member of it.
//! - `--git` and `--path` say where the code comes from instead of the registry.

use super::options::{Item, Options, Table};
use super::redact::HIDDEN;
use super::url::{Url, shown_reference};
use super::{Call, named, project};
use crate::input::text::Text;
use crate::package::{Confidence, Ecosystem, Package, Requirement, RequirementClass, Source};
use crate::words::Words;

/// The names of this family of runners.
pub(super) const RUNNERS: Words = Words("cargo cargo-binstall");

const TABLE: Table = Table::new(
    Words(
        "-p --package --manifest-path -C --version --vers --git --branch --tag --rev --path \
        --registry --index --bin --example -F --features --root --target --target-dir --profile \
        -j --jobs --config -Z --color --message-format --install-path --install-dir --strategies \
        --targets --log-level --lockfile-path",
    ),
    Words(
        "-q --quiet -v -vv --verbose -r --release --debug --locked --frozen --offline -f \
        --force -y --all-features --bins --examples --ignore-rust-version --dry-run",
    ),
);

pub(super) fn read<'a>(call: &Call<'_, 'a>) -> Option<Vec<Package<'a>>> {
    let toolchain = call.args.first().is_some_and(|word| word.value.starts_with('+'));
    let mut options = Options::new(&call.args[usize::from(toolchain)..], TABLE);
    if call.runner == "cargo-binstall" {
        return installed(&mut options);
    }
    let (mut folder, mut member) = (None, None);
    let (verb, span) = loop {
        match options.next()? {
            Item::Word(word) => break (&*word.value, word.span),
            Item::Value("-C", path) => folder = Some(path),
            _ => {}
        }
    };
    match verb {
        "install" | "binstall" => return installed(&mut options),
        "run" | "r" => {}
        _ => return None,
    }
    for item in options {
        match item {
            Item::Value("-p" | "--package", name) => member = Some(name),
            Item::Value("--manifest-path", path) => folder = Some(path),
            Item::Word(_) | Item::Doubt(_) => break,
            Item::Value(..) | Item::Flag => {}
        }
    }
    Some(vec![match member {
        Some(name) => Package {
            source: Source::Local,
            confidence: Confidence::Low,
            ..named::of_argument(Ecosystem::CratesIo, b'@', &name)
        },
        None => project::of_folder(call, folder.as_ref(), span),
    }])
}

/// What the options say about all crates of a line.
#[derive(Default)]
struct Line<'a> {
    crates: Vec<Text<'a>>,
    version: Option<Text<'a>>,
    git: Option<Text<'a>>,
    reference: Option<Text<'a>>,
    path: Option<Text<'a>>,
    private: bool,
}

fn installed<'a>(options: &mut Options<'_, 'a>) -> Option<Vec<Package<'a>>> {
    let mut line = Line::default();
    for item in options {
        match item {
            Item::Word(name) => line.crates.push(name.clone()),
            Item::Value("--version" | "--vers", version) => line.version = Some(version),
            Item::Value("--git", url) => line.git = Some(url),
            Item::Value("--branch" | "--tag" | "--rev", name) => line.reference = Some(name),
            Item::Value("--path", path) => line.path = Some(path),
            Item::Value("--registry" | "--index", _) => line.private = true,
            // The value of an unknown option can be a secret, and so can what follows.
            Item::Doubt(_) => break,
            Item::Value(..) | Item::Flag => {}
        }
    }
    if line.crates.is_empty() {
        line.crates.extend(line.git.clone().or_else(|| line.path.clone()));
    }
    let packages: Vec<_> = line.crates.iter().map(|name| line.package(name)).collect();
    (!packages.is_empty()).then_some(packages)
}

impl<'a> Line<'a> {
    fn package(&self, name: &Text<'a>) -> Package<'a> {
        let mut package = named::of_argument(Ecosystem::CratesIo, b'@', name);
        if let Some(version) = &self.version {
            package = named::with_version(package, version);
        }
        if let Some(url) = &self.git {
            return self.in_repository(package, url);
        }
        if let Some(path) = &self.path {
            let requirement = Requirement::new(RequirementClass::Path, path.value.clone());
            return Package { requirement, span: path.span, source: Source::Local, ..package };
        }
        if self.private {
            package.source = Source::Url;
        }
        package
    }

    fn in_repository(&self, package: Package<'a>, url: &Text<'a>) -> Package<'a> {
        let repository = Url::read(&url.value);
        let mut shown = repository.map_or_else(|| HIDDEN.to_owned(), Url::shown);
        let mut class = RequirementClass::GitRef;
        if let Some(reference) = &self.reference {
            let text = &*reference.value;
            if text.len() == 40 && text.bytes().all(|b| b.is_ascii_hexdigit()) {
                class = RequirementClass::GitCommit;
            }
            shown.push('#');
            shown.push_str(shown_reference(text));
        }
        let name = match named::is_name(Ecosystem::CratesIo, &package.name) {
            true => package.name,
            false => repository.map(Url::place).unwrap_or_default().into(),
        };
        let requirement = Requirement::new(class, shown);
        Package { name, requirement, span: url.span, source: Source::Git, ..package }
    }
}
