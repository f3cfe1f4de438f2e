//! What Python tools take for a package: `name[extra]>=1,<2 ; marker`, `name @ URL`, a URL, a path.
//!
//! <https://packaging.python.org/en/latest/specifications/dependency-specifiers/>
//!
//! - `==1.2` and `===1.2` name one version, `==1.*` does not.
//! - Extras and markers do not change which package it is; they are read and left.
//! - A wheel says its name in its file name, `-e` sources say it behind `#egg=`.

use super::placeholder::is_dynamic;
use super::redact;
use super::url::{Url, owner, shown_reference};
use crate::input::text::Text;
use crate::package::{Ecosystem, Package, Requirement, RequirementClass, Source};
use crate::words::Words;

/// Reads one requirement that starts with a name; `None` when it is none.
pub(crate) fn of_requirement<'a>(requirement: &Text<'a>) -> Option<Package<'a>> {
    let text = &*requirement.value;
    let name = name_of(text)?;
    let rest = behind_extras(text[name.len()..].trim_start())?;
    let specifier = if let Some(url) = rest.strip_prefix('@') {
        let (class, source, shown) = place(before_marker(url))?;
        let span = requirement.slice(url.trim()).span;
        let name = requirement.slice(name).value;
        let package = Package::new(Ecosystem::PyPI, name, Requirement::new(class, shown), span);
        return Some(Package { source, ..package });
    } else {
        before_marker(rest)
    };
    let inner = specifier.strip_prefix('(').and_then(|s| s.strip_suffix(')')).unwrap_or(specifier);
    let name = requirement.slice(name);
    let (requirement, span) = match inner.trim() {
        // The name of a file reads like that of a package.
        "" if is_archive(&name.value) => return None,
        "" => (Requirement::none(), name.span),
        inner => {
            let (class, shown) = class_of(inner)?;
            let shown = requirement.slice(shown);
            (Requirement::new(class, shown.value), shown.span)
        }
    };
    Some(Package::new(Ecosystem::PyPI, name.value, requirement, span))
}

/// Reads a URL or path without a name in front; `None` when it is neither.
pub(crate) fn of_place<'a>(text: &Text<'a>) -> Option<Package<'a>> {
    let written = without_extras(before_marker(&text.value));
    let (class, source, shown) = place(written)?;
    let name = name_in(written)
        .unwrap_or_else(|| Url::read(&shown).map_or_else(|| shown.clone(), repository));
    let requirement = Requirement::new(class, shown);
    let mut package = Package::unnamed(name.into(), requirement, text.span);
    (package.ecosystem, package.source) = (Some(Ecosystem::PyPI), source);
    Some(package)
}

/// A path that no mark tells from a name, such as `libs/shared`.
pub(crate) fn of_path<'a>(text: &Text<'a>) -> Package<'a> {
    let requirement = of_file(without_extras(before_marker(&text.value)));
    let mut package = Package::unnamed(requirement.text.clone(), requirement, text.span);
    (package.ecosystem, package.source) = (Some(Ecosystem::PyPI), Source::Local);
    package
}

/// The class of a specifier and the text that stands for the version; `None` when it is none.
pub(crate) fn of_specifier(specifier: &str) -> Option<(RequirementClass, &str)> {
    class_of(specifier.trim())
}

/// A repository as tables name it: its URL, and apart from it what is taken from there.
pub(crate) fn of_git(repository: &str, reference: &str) -> Requirement<'static> {
    let commit = reference.len() == 40 && reference.bytes().all(|b| b.is_ascii_hexdigit());
    let class = if commit { RequirementClass::GitCommit } else { RequirementClass::GitRef };
    let repository = repository.strip_prefix("git+").unwrap_or(repository);
    let mut shown = String::from("git+");
    match Url::read(repository) {
        Some(url) => shown.push_str(&Url { fragment: "", ..url }.shown()),
        None => shown.push_str(&redact::path(repository)),
    }
    if !reference.is_empty() {
        shown.push('@');
        shown.push_str(shown_reference(reference));
    }
    Requirement::new(class, shown)
}

/// An archive at a URL, or a file or folder on the machine.
pub(crate) fn of_file(place: &str) -> Requirement<'static> {
    match Url::read(place).filter(|url| url.scheme != "file") {
        Some(url) => {
            let shown = Url { fragment: "", ..url }.shown();
            Requirement::new(RequirementClass::UrlTarball, shown)
        }
        None => Requirement::new(RequirementClass::Path, redact::path(place).into_owned()),
    }
}

/// Whether an index is the public one, told by the owner of its domain. Test indexes are not.
pub(crate) fn is_public_index(url: &str) -> bool {
    let host = Url::read(url).map_or(url, |url| url.host);
    let is_old = owner(host) == "python" && host.starts_with("pypi.");
    is_old || ["pypi", "pythonhosted"].contains(&owner(host)) && !host.starts_with("test.")
}

/// A path without the extras behind it: `./server[cli]`. In a URL, brackets belong to it.
fn without_extras(place: &str) -> &str {
    let extras = place.strip_suffix(']').filter(|_| !place.contains("://"));
    extras.and_then(|place| place.rsplit_once('[')).map_or(place, |(place, _)| place)
}

/// The name at the start: letters, digits and `-_.`, letters or digits at both ends.
fn name_of(text: &str) -> Option<&str> {
    let plain = |b: u8| b.is_ascii_alphanumeric() || b"-_.".contains(&b);
    let end = text.bytes().position(|b| !plain(b)).unwrap_or(text.len());
    let name = &text[..end];
    let edges = [name.bytes().next()?, name.bytes().last()?];
    edges.iter().all(u8::is_ascii_alphanumeric).then_some(name)
}

/// Whether a text is a name and nothing else.
pub(crate) fn is_name(text: &str) -> bool {
    name_of(text).is_some_and(|name| name.len() == text.len())
}

/// What follows `[extra, other]`; `None` when the bracket is not closed.
fn behind_extras(rest: &str) -> Option<&str> {
    match rest.strip_prefix('[') {
        Some(extras) => extras.split_once(']').map(|(_, after)| after.trim_start()),
        None => Some(rest),
    }
}

/// What stands in front of `; marker`.
pub(crate) fn before_marker(text: &str) -> &str {
    // In a URL a semicolon belongs to it unless there is space in front of it or behind it.
    let is_end = |at: &usize| text[..*at].ends_with(' ') || text[at + 1..].starts_with(' ');
    let mut ends = memchr::memchr_iter(b';', text.as_bytes());
    let end = if text.contains("://") { ends.find(is_end) } else { ends.next() };
    text[..end.unwrap_or(text.len())].trim()
}

/// The class of a specifier and the text that stands for the version.
fn class_of(specifier: &str) -> Option<(RequirementClass, &str)> {
    let mut parts = specifier.trim_end_matches(',').split(',').map(str::trim);
    if !parts.clone().all(is_comparison) {
        return None;
    }
    if is_dynamic(specifier) {
        return Some((RequirementClass::Dynamic, specifier));
    }
    let first = parts.next()?;
    let single = parts.next().is_none();
    match first.strip_prefix("===").or_else(|| first.strip_prefix("==")) {
        Some(version) if single && !version.ends_with(".*") => {
            Some((RequirementClass::Exact, version.trim()))
        }
        Some(_) if single => Some((RequirementClass::Wildcard, specifier)),
        _ => Some((RequirementClass::Range, specifier)),
    }
}

fn is_comparison(part: &str) -> bool {
    let operator = match part.as_bytes() {
        [b'=', b'=', b'=', ..] => 3,
        [b'~' | b'=' | b'!' | b'<' | b'>', b'=', ..] => 2,
        [b'<' | b'>', ..] => 1,
        _ => return false,
    };
    let plain = |b: u8| b.is_ascii_alphanumeric() || b".*+!_-${}%:".contains(&b);
    let version = part[operator..].trim();
    !version.is_empty() && version.bytes().all(plain)
}

/// What a URL or path means: class, source and what of it may be shown.
fn place(text: &str) -> Option<(RequirementClass, Source, String)> {
    if let Some(url) = Url::read(text) {
        let at = url.path.rsplit_once('@').map_or("", |(_, reference)| reference);
        let shown = Url { fragment: "", ..url }.shown();
        let commit = at.len() == 40 && at.bytes().all(|b| b.is_ascii_hexdigit());
        return Some(match url.scheme {
            // An archive somewhere on the machine, as conda's Pythons are built from.
            "file" => (RequirementClass::Path, Source::Url, shown),
            scheme if scheme.contains('+') && commit => {
                (RequirementClass::GitCommit, Source::Git, shown_commit(url, at))
            }
            scheme if scheme.contains('+') => (RequirementClass::GitRef, Source::Git, shown),
            _ => (RequirementClass::UrlTarball, Source::Url, shown),
        });
    }
    let starts = ["./", "../", "/", "~/", ".\\", "..\\", "file:"];
    let drive = |text: &[u8]| matches!(text, [b'a'..=b'z' | b'A'..=b'Z', b':', b'\\' | b'/', ..]);
    let path = text == "."
        || text == ".."
        || is_archive(text)
        || drive(text.as_bytes())
        || starts.iter().any(|s| text.starts_with(s));
    path.then(|| (RequirementClass::Path, Source::Local, redact::path(text).into_owned()))
}

fn is_archive(text: &str) -> bool {
    Words(".whl .tar.gz .zip").any_ends(text)
}

/// Where the code is, without what selects a version of it: the name of a repository.
fn repository(url: Url<'_>) -> String {
    let path = match url.scheme.contains('+') {
        true => url.path.rsplit_once('@').map_or(url.path, |(path, _)| path),
        false => url.path,
    };
    Url { path, ..url }.place()
}

/// A Git URL with its commit, which [`Url::place`] would take for a key.
fn shown_commit(url: Url<'_>, commit: &str) -> String {
    let path = &url.path[..url.path.len() - commit.len()];
    format!("{}{commit}", Url { path, fragment: "", ..url }.shown())
}

/// The name behind `#egg=`, or in the file name of a wheel.
fn name_in(place: &str) -> Option<String> {
    let egg = place.split_once("egg=").map(|(_, egg)| egg).and_then(name_of);
    let file = place.split(['#', '?']).next()?.rsplit(['/', '\\']).next()?;
    let wheel = file.ends_with(".whl").then(|| file.split('-').next()).flatten();
    let wheel = wheel.filter(|name| is_name(name));
    egg.or(wheel).map(|name| Ecosystem::PyPI.normalize(name).into_owned())
}

#[cfg(test)]
mod tests {
    use super::{of_place, of_requirement};
    use crate::input::text::Text;
    use crate::package::{Package, RequirementClass as Class, Source};

    fn shown(package: Option<Package<'_>>) -> Option<(String, Class, String, Source)> {
        let package = package?;
        let requirement = package.requirement;
        Some((
            package.name.into_owned(),
            requirement.class,
            requirement.text.into_owned(),
            package.source,
        ))
    }

    #[test]
    fn requirements() {
        const URL: &str = "https://h/x/mcp-1.9.0-py3-none-any.whl";
        for (line, name, class, text, source) in [
            ("mcp", "mcp", Class::None, "", Source::Registry),
            (
                "My_Pkg[cli, x] == 1.0 ; python_version < '3'",
                "my-pkg",
                Class::Exact,
                "1.0",
                Source::Registry,
            ),
            ("mcp===1.0-local", "mcp", Class::Exact, "1.0-local", Source::Registry),
            ("mcp==1.*", "mcp", Class::Wildcard, "==1.*", Source::Registry),
            ("mcp>=1.2,<2", "mcp", Class::Range, ">=1.2,<2", Source::Registry),
            ("mcp (~=1.2)", "mcp", Class::Range, "~=1.2", Source::Registry),
            ("mcp==${V}", "mcp", Class::Dynamic, "==${V}", Source::Registry),
            (
                "mcp @ https://h/x/mcp-1.9.0-py3-none-any.whl",
                "mcp",
                Class::UrlTarball,
                URL,
                Source::Url,
            ),
            (
                "mcp@git+https://u:p@h.example/r@main",
                "mcp",
                Class::GitRef,
                "git+https://h.example/r@main",
                Source::Git,
            ),
        ] {
            let expected = Some((name.to_owned(), class, text.to_owned(), source));
            assert_eq!(shown(of_requirement(&Text::of(line, line))), expected, "{line}");
        }
        for line in [
            "",
            "-x",
            "a b",
            "mcp=1",
            "mcp-1.0.tar.gz",
            "mcp-1.0-py3-none-any.whl[x]",
            "mcp==",
            "mcp>=1 <2",
            "mcp[x",
            "mcp @",
            "two words here",
        ] {
            assert_eq!(shown(of_requirement(&Text::of(line, line))), None, "{line}");
        }
    }

    #[test]
    fn places() {
        for (line, name, class, source) in [
            ("git+https://h/r.git@v1#egg=My_Tool", "my-tool", Class::GitRef, Source::Git),
            ("https://h/my_tool-1.0-py3-none-any.whl", "my-tool", Class::UrlTarball, Source::Url),
            (
                "https://h/a;b/my_tool-1.0-x.whl; a == 'b'",
                "my-tool",
                Class::UrlTarball,
                Source::Url,
            ),
            ("./server", "./server", Class::Path, Source::Local),
            ("./server[cli] ; python_version > '3'", "./server", Class::Path, Source::Local),
            ("./d/my_tool-1.0-py3-none-any.whl[x] ; a", "my-tool", Class::Path, Source::Local),
            ("my_tool-1.0.tar.gz", "my_tool-1.0.tar.gz", Class::Path, Source::Local),
            (r"d\my_tool-1.0-py3-none-any.whl", "my-tool", Class::Path, Source::Local),
            (r"C:\src\server", r"C:\src\server", Class::Path, Source::Local),
        ] {
            let package = of_place(&Text::of(line, line)).unwrap();
            assert_eq!(
                (&*package.name, package.requirement.class, package.source),
                (name, class, source)
            );
        }
    }
}
