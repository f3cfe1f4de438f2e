//! `DESCRIPTION`: what an R package, or a project that is kept like one, says of itself.
//!
//! <https://rstudio.github.io/r-manuals/r-exts/Creating-R-packages.html#the-description-file>,
//! <https://remotes.r-lib.org/articles/dependencies.html>
//!
//! - `Depends`, `Imports`, `LinkingTo`, `Suggests` and `Enhances` list packages of CRAN, or of Bioconductor,
//!   which the file does not tell apart. `R` and the packages that are a part of it have no versions of
//!   their own and are left out.
//! - `Package` and `Version` are the project itself, unless `Repository` or `Built` say that it is a copy of
//!   something released, or installed. `RemoteType` is what it was installed from. A package of Bioconductor has
//!   `biocViews`.
//! - `Remotes` says where packages of the other fields come from: `user/repo@ref`, `git::URL`, `bioc::name`.
//!   `Config/Needs/…` has the same words for what developers need.

use std::borrow::Cow;

use crate::input::lockfile::renv_lock::is_public;
use crate::input::text::Text;
use crate::input::{Format, Head, Inventory, Likeness, Paths, elsewhere, project};
use crate::launch::pep508;
use crate::package::{Ecosystem, Groups, Package, Requirement, RequirementClass, Source, Span};
use crate::words::Words;

/// See the module.
pub(crate) const FORMAT: Format = Format {
    id: "r-description",
    title: "DESCRIPTION of an R package",
    file_names: &["description"],
    sniff,
    parse,
    paths: Paths::None,
};

/// Fields that nobody else has beside `Package`: Debian's control files have a package too.
const OWN: Words = Words(
    "Title: Authors@R: Imports: LinkingTo: NeedsCompilation: VignetteBuilder: LazyData: RoxygenNote: Type:",
);

/// Fields that list packages.
const LISTS: [(&str, Groups); 5] = [
    ("Depends", Groups::PROD),
    ("Imports", Groups::PROD),
    ("LinkingTo", Groups::BUILD),
    ("Suggests", Groups::OPTIONAL),
    ("Enhances", Groups::OPTIONAL),
];

/// The language, and what of it is a package with the version of the language.
const LANGUAGE: Words = Words(
    "R base compiler datasets grDevices graphics grid methods parallel splines stats stats4 tcltk tools \
     translations utils",
);

fn sniff(head: &Head<'_>) -> Likeness {
    let has_list = LISTS.iter().any(|(name, _)| head.begins(name));
    let has_own = OWN.iter().filter(|field| head.begins(field)).count();
    match (head.begins("Package:") && !head.begins("Architecture:"), has_list, has_own) {
        (true, _, 2..) | (true, true, 1..) => Likeness::Certain,
        (true, _, 1) => Likeness::Likely,
        (true, true, _) => Likeness::Possible,
        _ => Likeness::No,
    }
}

fn parse<'a>(text: &'a str, inventory: &mut Inventory<'a>) {
    let first = inventory.packages.len();
    let mut own = Own::default();
    let mut rest = text.trim_start_matches('\u{feff}');
    while !rest.is_empty() && !inventory.is_full() {
        let (field, behind) = rest.split_at(end_of_field(rest));
        rest = behind;
        match field.split_once(':') {
            Some((name, value)) => read(name, value, text, &mut own, inventory),
            None if field.trim_ascii().is_empty() => {}
            None => {
                let message = "expected a field such as `Imports: name`; this line was not read";
                inventory.error("line", message, Span::of(field.trim_ascii(), text));
            }
        }
    }
    elsewhere::settle(first, core::mem::take(&mut own.remotes), inventory);
    own.add(inventory);
}

/// A field goes on in lines that begin with white space.
fn end_of_field(text: &str) -> usize {
    let bytes = text.as_bytes();
    let mut starts = memchr::memchr_iter(b'\n', bytes).map(|at| at + 1);
    starts.find(|at| !matches!(bytes.get(*at), Some(b' ' | b'\t'))).unwrap_or(bytes.len())
}

/// What the file says of its package.
#[derive(Default)]
struct Own<'a> {
    name: Option<Text<'a>>,
    version: Option<Text<'a>>,
    is_installed: bool,
    is_part_of_r: bool,
    /// What `Repository` means, and what `RemoteType` does, which says more.
    repository: Option<Source>,
    remote: Option<Source>,
    is_of_bioconductor: bool,
    /// Where packages come from that other fields ask for.
    remotes: Vec<Package<'a>>,
}

impl<'a> Own<'a> {
    fn add(self, inventory: &mut Inventory<'a>) {
        if let (Some(name), None) = (&self.name, &self.version) {
            inventory.warning("no-version", "this package has no version", name.span);
        }
        let ecosystem = match self.is_of_bioconductor {
            true => Ecosystem::Bioconductor,
            false => Ecosystem::Cran,
        };
        let stated = self.remote.or(self.repository);
        let source = match stated.or(self.is_installed.then_some(Source::Registry)) {
            Some(source) if !self.is_part_of_r => source,
            _ => Source::Local,
        };
        project::add(Some(ecosystem), [self.name, self.version], source, inventory);
    }
}

fn read<'a>(
    field: &str,
    value: &'a str,
    text: &'a str,
    own: &mut Own<'a>,
    inventory: &mut Inventory<'a>,
) {
    let list = LISTS.iter().find(|(name, _)| *name == field).map(|(_, groups)| *groups);
    let elsewhere = match field {
        "Remotes" => Some(Groups::NONE),
        _ if field.starts_with("Config/Needs/") => Some(Groups::DEV),
        _ => None,
    };
    if let Some(groups) = list.or(elsewhere) {
        let entries = value.split(',').map(str::trim_ascii).filter(|entry| !entry.is_empty());
        for entry in entries.map(|entry| Text::of(entry, text)) {
            let found = if list.is_some() { listed(&entry) } else { remote(&entry) };
            match found {
                Some(package) if LANGUAGE.contains(&package.name) => {}
                Some(package) => {
                    let package = Package { groups, direct: Some(true), ..package };
                    match field {
                        "Remotes" => own.remotes.push(package),
                        _ => inventory.push(package),
                    }
                }
                None => inventory.error("entry", EXPECTED, entry.span),
            }
        }
        return;
    }
    let value = Text::of(value.trim_ascii(), text);
    match field {
        "Package" => own.name = Some(value),
        "Version" => own.version = Some(value),
        "Built" => own.is_installed = true,
        "Repository" if is_public(&value.value) => own.repository = Some(Source::Registry),
        "Repository" => own.repository = Some(Source::Url),
        "RemoteType" => {
            own.remote = match &*value.value {
                "standard" | "cran" | "bioc" | "any" => None,
                "local" => Some(Source::Local),
                "url" => Some(Source::Url),
                _ => Some(Source::Git),
            };
        }
        "Priority" => own.is_part_of_r = value.value == "base",
        "biocViews" => own.is_of_bioconductor = true,
        _ => {}
    }
}

const EXPECTED: &str = "expected a package such as `name (>= 1.2)`; it was not read";

/// Reads `name` or `name (>= 1.2)`.
fn listed<'a>(entry: &Text<'a>) -> Option<Package<'a>> {
    let (name, rest) = entry.value.split_once('(').unwrap_or((&entry.value, ""));
    let name = entry.slice(name.trim_ascii());
    if !is_name(&name.value) {
        return None;
    }
    let inner = rest.strip_suffix(')').unwrap_or(rest).trim_ascii();
    let (requirement, span) = match inner.strip_prefix("==").map(str::trim_ascii) {
        _ if inner.is_empty() => (Requirement::none(), name.span),
        Some(version) => {
            let version = entry.slice(version);
            (Requirement::exact(version.value), version.span)
        }
        None => {
            let range = entry.slice(inner);
            // A line can end between the two words.
            let shown = match inner.contains('\n') {
                true => Cow::Owned(inner.split_ascii_whitespace().collect::<Vec<_>>().join(" ")),
                false => range.value,
            };
            (Requirement::new(RequirementClass::Range, shown), range.span)
        }
    };
    Some(Package::new(Ecosystem::Cran, name.value, requirement, span))
}

/// Reads `[name=][type::]place[@reference]`, where `user/repo` without a type is of GitHub.
fn remote<'a>(entry: &Text<'a>) -> Option<Package<'a>> {
    let text = &*entry.value;
    let (alias, spec) =
        text.split_once('=').filter(|(name, _)| is_name(name)).unwrap_or(("", text));
    let of_git = if spec.contains('/') { "github" } else { "cran" };
    let (kind, place) = spec.split_once("::").unwrap_or((of_git, spec));
    // A URL can have an `@` in front of its host.
    let start = if kind == "git" { place.rfind('/').unwrap_or(0) } else { 0 };
    let end = start + place[start..].find(['@', '#']).unwrap_or(place.len() - start);
    let (repository, reference) = (&place[..end], place.get(end + 1..).unwrap_or_default());
    let mut parts = repository.split('/');
    let named = match kind {
        "github" | "gitlab" | "bitbucket" => parts.nth(1)?,
        _ => parts.next_back()?.split(['_', '?']).next()?,
    };
    let named = if alias.is_empty() { named.strip_suffix(".git").unwrap_or(named) } else { alias };
    if !is_name(named) || repository.is_empty() {
        return None;
    }
    let is_version = reference.starts_with(|c: char| c.is_ascii_digit());
    let (source, requirement) = match kind {
        "cran" | "bioc" | "any" | "standard" if is_version => {
            (Source::Registry, Requirement::exact(entry.slice(reference).value))
        }
        "cran" | "bioc" | "any" | "standard" => (Source::Registry, Requirement::none()),
        "local" => (Source::Local, pep508::of_file(place)),
        "url" => (Source::Url, pep508::of_file(place)),
        _ => (Source::Git, pep508::of_git(repository, reference)),
    };
    let ecosystem = if kind == "bioc" { Ecosystem::Bioconductor } else { Ecosystem::Cran };
    let span = match (is_version, source) {
        (true, Source::Registry) => entry.slice(reference).span,
        (false, Source::Registry) => entry.slice(named).span,
        _ => entry.slice(spec).span,
    };
    let name = entry.slice(named).value;
    Some(Package { source, ..Package::new(ecosystem, name, requirement, span) })
}

/// Letters, digits and dots; repositories are named with `-` and `_` as well.
fn is_name(text: &str) -> bool {
    text.starts_with(|c: char| c.is_ascii_alphabetic())
        && text.bytes().all(|b| b.is_ascii_alphanumeric() || matches!(b, b'.' | b'-' | b'_'))
}
