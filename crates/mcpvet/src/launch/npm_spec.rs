//! What npm takes for a package: `name`, `name@^1.2`, `alias@npm:name@1`, `user/repo#ref`, a URL.
//!
//! Follows npm-package-arg. <https://github.com/npm/npm-package-arg>
//!
//! - The `@` in front of a scope is not the one in front of a version.
//! - What is neither a version nor a range is a tag.
//! - `user/repo` is a repository on GitHub; so is a web URL of a known Git host with two parts.

use std::borrow::Cow;

use super::placeholder::{brackets, find_outside, is_dynamic};
use super::redact;
use super::url::{Url, shown_reference};
use crate::input::text::Text;
use crate::package::{Ecosystem, Package, Requirement, RequirementClass, Source};
use crate::words::Words;

/// Reads an argument such as `@scope/name@1.2.3`. What is no name is not shown: it can be a user
/// with a password.
pub(crate) fn of_argument<'a>(argument: &Text<'a>) -> Package<'a> {
    let package = match split(argument) {
        (name, Some(specifier)) => of_dependency(&name, &specifier),
        (name, None) => plain(&name, None),
    };
    match package.source {
        Source::Registry if package.requirement.class == RequirementClass::Dynamic => {
            let named = is_name(&package.name);
            Package { name: if named { package.name } else { "".into() }, ..package }
        }
        Source::Registry if !is_name(&package.name) => {
            let requirement = Requirement::none();
            Package { name: "".into(), source: Source::Url, requirement, ..package }
        }
        // `user@host/path` reads like an alias of a repository.
        Source::Git if is_repository(package.requirement.text.split('#').next().unwrap_or("")) => {
            let name = name_of(&package.requirement.text).into();
            Package { name, alias: None, ..package }
        }
        _ => package,
    }
}

/// Reads a dependency: `name` as the project uses it, and what stands for its version.
pub(crate) fn of_dependency<'a>(name: &Text<'a>, specifier: &Text<'a>) -> Package<'a> {
    let text = specifier.value.trim();
    if let Some((real, range)) = patched(text) {
        let package = plain(&specifier.slice(real), Some(&specifier.slice(range)));
        let alias = (package.name != name.value).then(|| name.value.clone());
        return Package { alias, ..package };
    }
    let (ecosystem, target) = match (text.strip_prefix("npm:"), text.strip_prefix("jsr:")) {
        (Some(target), _) => (Ecosystem::Npm, specifier.slice(target)),
        (_, Some(target)) => (Ecosystem::Jsr, specifier.slice(target)),
        _ => return plain(name, Some(specifier)),
    };
    // An alias of an alias is none: npm refuses it, and here it would be read without end.
    let package = match split(&target) {
        // `jsr:^1` has no name: the package is called the same there.
        _ if ecosystem == Ecosystem::Jsr && !target.value.starts_with('@') => {
            plain(name, Some(&target))
        }
        // Yarn writes so in front of every range, `npm:^1.2.3`.
        _ if is_range(&target.value) => plain(name, Some(&target)),
        (real, specifier) => plain(&real, specifier.as_ref()),
    };
    let alias = (package.name != name.value).then(|| name.value.clone());
    Package { ecosystem: Some(ecosystem), alias, ..package }
}

/// The package that Yarn changes, and its range: `patch:name@npm%3A1.0.0#./file`.
fn patched(text: &str) -> Option<(&str, &str)> {
    let inner = text.strip_prefix("patch:")?.split('#').next()?;
    inner.split_once("@npm%3A").or_else(|| inner.split_once("@npm:"))
}

/// Whether a text is a version or a range beyond doubt, and no name.
fn is_range(text: &str) -> bool {
    text.starts_with(['^', '~', '<', '>', '=', '*'])
        || exact(text).is_some()
        || text.bytes().all(|b| b.is_ascii_digit() || b".x*".contains(&b))
}

/// The name and what stands for its version; a URL or path is both.
fn split<'a>(argument: &Text<'a>) -> (Text<'a>, Option<Text<'a>>) {
    let text = argument.value.strip_prefix("npm:").unwrap_or(&argument.value);
    if is_elsewhere(text) {
        let name = Text { value: name_of(text).into(), span: argument.span };
        return (name, Some(argument.clone()));
    }
    if is_dynamic(text) && brackets(text).iter().any(|range| range.start == 0) {
        // `${PKG:-name@1.2.3}` can be anything, so an `@` behind it means nothing either.
        let name = Text { value: "".into(), span: argument.span };
        return (name, Some(argument.clone()));
    }
    match find_outside(text, 1, b'@') {
        Some(at) if is_dynamic(&text[..at]) => {
            (Text { value: "".into(), span: argument.span }, Some(argument.clone()))
        }
        Some(at) => (argument.slice(&text[..at]), Some(argument.slice(&text[at + 1..]))),
        None => (argument.slice(text), None),
    }
}

fn plain<'a>(name: &Text<'a>, specifier: Option<&Text<'a>>) -> Package<'a> {
    let text = specifier.map_or("", |specifier| specifier.value.trim());
    let Meaning { class, source, text } = meaning(text);
    let (class, shown, span) = match (specifier, text) {
        (Some(specifier), Cow::Borrowed(part)) if !part.is_empty() => {
            let part = specifier.slice(part);
            (class, part.value, part.span)
        }
        (Some(specifier), Cow::Owned(shown)) => (class, Cow::Owned(shown), specifier.span),
        _ if is_dynamic(&name.value) => (RequirementClass::Dynamic, name.value.clone(), name.span),
        _ => (class, Cow::Borrowed(""), name.span),
    };
    // A range can be anything that npm does not understand.
    let shown = match class {
        RequirementClass::Range | RequirementClass::DistTag => redact::requirement(class, shown),
        RequirementClass::Path => redact::path(&shown).into_owned().into(),
        _ => shown,
    };
    let requirement = Requirement::new(class, shown);
    let package = Package::new(Ecosystem::Npm, name.value.clone(), requirement, span);
    Package { source, ..package }
}

/// Whether an argument says where the code is instead of a name in the registry.
fn is_elsewhere(text: &str) -> bool {
    let name = text.get(1..).and_then(|rest| rest.find('@')).map_or(text, |at| &text[..=at]);
    let scheme = text.split_once(':').is_some_and(|(scheme, _)| {
        let scheme = scheme.strip_prefix("git+").unwrap_or(scheme);
        !scheme.is_empty() && scheme.bytes().all(|b| b.is_ascii_alphabetic())
    });
    scheme
        || text.starts_with("git@")
        || is_path(text)
        || (!text.starts_with('@') && name.contains('/'))
}

/// A name for code outside of the registry: where it is, without what selects a version.
fn name_of(text: &str) -> String {
    let place = text.split('#').next().unwrap_or_default();
    match Url::read(place) {
        Some(url) => url.place(),
        None if is_path(place) => redact::path(place).into_owned(),
        None => shown_repository(place).unwrap_or_default(),
    }
}

/// `user/repo`, `github:user/repo` or `git@host:path` without users and passwords; `None` for
/// anything else.
fn shown_repository(place: &str) -> Option<String> {
    let (host, path) = place.split_once(':').unwrap_or(("", place));
    let plain = |part: &str| {
        let fits = |b: u8| b.is_ascii_alphanumeric() || b"-_.~".contains(&b);
        !part.is_empty() && part.bytes().all(fits) && !redact::is_secret(part)
    };
    if host.is_empty() || HOSTED.contains(&host) {
        // `github:user:password@…/repo` and the like are cut to what names the repository.
        let fits = path.split('/').all(plain);
        return fits.then(|| place.to_owned());
    }
    let (user, rest) = place.rsplit_once('@')?;
    let (host, path) = rest.split_once(':')?;
    let shown_user = if user == "git" { "git@" } else { "" };
    let fits = plain(host) && path.split('/').all(plain);
    fits.then(|| format!("{shown_user}{host}:{path}"))
}

/// Hosts that npm has short names for.
const HOSTED: &[&str] = &["github", "gitlab", "bitbucket", "gist"];

/// What stands for a version, and where the code comes from.
struct Meaning<'t> {
    class: RequirementClass,
    source: Source,
    text: Cow<'t, str>,
}

fn meaning(text: &str) -> Meaning<'_> {
    let registry =
        |class, text| Meaning { class, source: Source::Registry, text: Cow::Borrowed(text) };
    if is_dynamic(text) || text.starts_with("catalog:") || text.starts_with("patch:") {
        return registry(RequirementClass::Dynamic, text);
    }
    // Versions, ranges and tags have none of these, and are nearly all that is asked for.
    let is_place = text.bytes().any(|b| matches!(b, b':' | b'/' | b'\\'));
    if is_place || text == "." || text == ".." {
        if is_path(text) || text.starts_with("workspace:") {
            return Meaning { source: Source::Local, ..registry(RequirementClass::Path, text) };
        }
        if let Some(elsewhere) = git(text).or_else(|| web(text)) {
            return elsewhere;
        }
    }
    match text {
        "" => registry(RequirementClass::None, text),
        "latest" => registry(RequirementClass::DistTagLatest, text),
        _ => match exact(text) {
            Some(version) => registry(RequirementClass::Exact, version),
            None if is_wildcard(text) => registry(RequirementClass::Wildcard, text),
            None if is_tag(text) => registry(RequirementClass::DistTag, text),
            None => registry(RequirementClass::Range, text),
        },
    }
}

/// `*`, `1.x`, `v1.2.*`: one version with a place that any number fills.
fn is_wildcard(text: &str) -> bool {
    let any = |part: &str| Words("* x X").contains(part);
    let mut parts = text.strip_prefix('v').unwrap_or(text).split('.');
    parts.clone().any(any)
        && parts
            .all(|part| any(part) || (!part.is_empty() && part.bytes().all(|b| b.is_ascii_digit())))
}

fn is_path(text: &str) -> bool {
    let drive =
        matches!(text.as_bytes(), [letter, b':', b'\\' | b'/', ..] if letter.is_ascii_alphabetic());
    let starts = ["file:", "link:", "portal:", "exec:", "./", "../", "/", "~/", ".\\", "..\\"];
    drive || text == "." || text == ".." || starts.iter().any(|start| text.starts_with(start))
}

fn git(text: &str) -> Option<Meaning<'_>> {
    let (place, reference) = text.split_once('#').unwrap_or((text, ""));
    let hosted = place.split_once(':').is_some_and(|(host, _)| HOSTED.contains(&host));
    let short = hosted || is_secure_copy(place) || is_repository(place);
    let url = Url::read(place);
    if !short && !url.is_some_and(is_git) {
        return None;
    }
    let commit = reference.len() == 40 && reference.bytes().all(|b| b.is_ascii_hexdigit());
    let class = if commit { RequirementClass::GitCommit } else { RequirementClass::GitRef };
    let shown = match Url::read(text) {
        Some(url) => Cow::Owned(url.shown()),
        None if shown_repository(place).as_deref() == Some(place)
            && shown_reference(reference) == reference =>
        {
            Cow::Borrowed(text)
        }
        None => {
            let place = shown_repository(place).unwrap_or_else(|| redact::HIDDEN.to_owned());
            let mark = if reference.is_empty() { "" } else { "#" };
            Cow::Owned(format!("{place}{mark}{}", shown_reference(reference)))
        }
    };
    Some(Meaning { class, source: Source::Git, text: shown })
}

/// `user@host:path`, as `ssh` and `scp` write a place.
fn is_secure_copy(place: &str) -> bool {
    place.rsplit_once('@').is_some_and(|(user, rest)| {
        let host = rest.split_once(':').map_or("", |(host, _)| host);
        !user.is_empty() && host.contains('.') && !host.contains('/')
    })
}

/// `user/repo`, which npm takes for a repository on GitHub.
fn is_repository(place: &str) -> bool {
    let part = |part: &str| {
        let plain = |b: u8| b.is_ascii_alphanumeric() || b"-_.".contains(&b);
        !part.is_empty() && !part.starts_with('.') && part.bytes().all(plain)
    };
    place.split_once('/').is_some_and(|(user, repo)| part(user) && part(repo))
}

fn is_git(url: Url<'_>) -> bool {
    let hosts = ["github.com", "gitlab.com", "bitbucket.org"];
    let repository = url.path.trim_matches('/').split('/').count() == 2;
    url.scheme.starts_with("git")
        || url.scheme == "ssh"
        || (url.is_web()
            && (url.path.ends_with(".git") || (hosts.contains(&url.host) && repository)))
}

fn web(text: &str) -> Option<Meaning<'_>> {
    let url = Url::read(text).filter(|url| url.is_web())?;
    let shown = Cow::Owned(Url { fragment: "", ..url }.shown());
    Some(Meaning { class: RequirementClass::UrlTarball, source: Source::Url, text: shown })
}

/// The version in `1.2.3`, `v1.2.3` or `=1.2.3-rc.1+build`; `None` for a range or a tag.
pub(crate) fn exact(text: &str) -> Option<&str> {
    let version = text.trim_start_matches(['=', 'v', ' ']);
    let is_label = |b: &u8| b.is_ascii_alphanumeric() || b"-+.".contains(b);
    let bytes = version.as_bytes();
    let end = bytes.iter().position(|b| matches!(b, b'-' | b'+')).unwrap_or(bytes.len());
    let (core, labels) = bytes.split_at(end);
    let mut parts = core.split(|b| *b == b'.');
    let numbers = parts.by_ref().take(3).filter(|part| is_number(part)).count();
    (numbers == 3 && parts.next().is_none() && labels.iter().all(is_label)).then_some(version)
}

fn is_number(text: &[u8]) -> bool {
    !text.is_empty() && text.iter().all(u8::is_ascii_digit)
}

/// Whether npm would ask for a tag of this name: any word that starts no range.
fn is_tag(text: &str) -> bool {
    let word = text.bytes().all(|b| b.is_ascii_alphanumeric() || b"-_.".contains(&b));
    let bare = text.strip_prefix('v').unwrap_or(text);
    let first = bare.split('.').next().unwrap_or_default();
    word && !is_number(first.as_bytes()) && first != "x" && first != "X"
}

/// Whether this could be the name of a package: no space, no quote, one slash behind a scope.
pub(crate) fn is_name(name: &str) -> bool {
    let plain = |part: &str| {
        !part.is_empty()
            && !part.starts_with('.')
            && part.bytes().all(|b| b.is_ascii_alphanumeric() || b"-_.~".contains(&b))
    };
    match name.strip_prefix('@') {
        Some(scoped) => {
            scoped.split_once('/').is_some_and(|(scope, name)| plain(scope) && plain(name))
        }
        None => plain(name),
    }
}

#[cfg(test)]
mod tests {
    use super::{of_argument, of_dependency};
    use crate::input::text::Text;
    use crate::package::{Package, RequirementClass as Class, Source};

    #[track_caller]
    fn check(package: &Package<'_>, name: &str, class: Class, text: &str, source: Source) {
        let requirement = &package.requirement;
        assert_eq!(
            (&*package.name, requirement.class, &*requirement.text, package.source),
            (name, class, text, source)
        );
    }

    #[test]
    fn arguments() {
        const SHA: &str = "git+https://github.com/u/r#0123456789abcdef0123456789abcdef01234567";
        for (argument, name, class, text, source) in [
            ("foo", "foo", Class::None, "", Source::Registry),
            ("foo@1.2.3", "foo", Class::Exact, "1.2.3", Source::Registry),
            ("foo@v1.2.3-rc.1", "foo", Class::Exact, "1.2.3-rc.1", Source::Registry),
            ("@s/n@^1", "@s/n", Class::Range, "^1", Source::Registry),
            ("@s/n", "@s/n", Class::None, "", Source::Registry),
            ("foo@1.x", "foo", Class::Wildcard, "1.x", Source::Registry),
            ("foo@1", "foo", Class::Range, "1", Source::Registry),
            ("foo@>=1 <2 || 3", "foo", Class::Range, ">=1 <2 || 3", Source::Registry),
            ("foo@*", "foo", Class::Wildcard, "*", Source::Registry),
            ("foo@latest", "foo", Class::DistTagLatest, "latest", Source::Registry),
            ("foo@next", "foo", Class::DistTag, "next", Source::Registry),
            ("foo@", "foo", Class::None, "", Source::Registry),
            ("npm:foo@1.2.3", "foo", Class::Exact, "1.2.3", Source::Registry),
            ("a@npm:b@npm:c@1.0.0", "b", Class::Range, "…", Source::Registry),
            ("a@npm:real@1.2.0", "real", Class::Exact, "1.2.0", Source::Registry),
            ("foo@${V}", "foo", Class::Dynamic, "${V}", Source::Registry),
            ("${PKG}", "", Class::Dynamic, "${PKG}", Source::Registry),
            ("${P:-a@1}@2", "", Class::Dynamic, "${P:-a@1}@2", Source::Registry),
            ("a-${P}@2", "", Class::Dynamic, "a-${P}@2", Source::Registry),
            ("u:SECRET@h/x", "", Class::None, "", Source::Url),
            ("SECRET@h/x", "h/x", Class::GitRef, "h/x", Source::Git),
            ("github:SECRET@x/y", "", Class::GitRef, "…", Source::Git),
            (
                "u:SECRET@github.com:u/r#v1",
                "github.com:u/r",
                Class::GitRef,
                "github.com:u/r#v1",
                Source::Git,
            ),
            ("user/repo", "user/repo", Class::GitRef, "user/repo", Source::Git),
            ("github:u/r#v1", "github:u/r", Class::GitRef, "github:u/r#v1", Source::Git),
            (SHA, "github.com/u/r", Class::GitCommit, SHA, Source::Git),
            (
                "git@github.com:u/r.git",
                "git@github.com:u/r.git",
                Class::GitRef,
                "git@github.com:u/r.git",
                Source::Git,
            ),
            (
                "https://u:p@h/x.tgz?k=1",
                "h/x.tgz",
                Class::UrlTarball,
                "https://h/x.tgz",
                Source::Url,
            ),
            ("./server", "./server", Class::Path, "./server", Source::Local),
            ("file:x.tgz", "file:x.tgz", Class::Path, "file:x.tgz", Source::Local),
            ("C:\\x", "C:\\x", Class::Path, "C:\\x", Source::Local),
        ] {
            check(&of_argument(&Text::of(argument, argument)), name, class, text, source);
        }
    }

    #[test]
    fn dependencies() {
        for (specifier, name, class, text, source) in [
            (" 1.2.3 ", "key", Class::Exact, "1.2.3", Source::Registry),
            ("npm:real@~1.2", "real", Class::Range, "~1.2", Source::Registry),
            ("npm:^1.2", "key", Class::Range, "^1.2", Source::Registry),
            ("patch:@s/n@npm%3A1.0.0#./x", "@s/n", Class::Exact, "1.0.0", Source::Registry),
            (
                "patch:n@https%3A//h/x.tgz#./x",
                "key",
                Class::Dynamic,
                "patch:n@https%3A//h/x.tgz#./x",
                Source::Registry,
            ),
            ("npm:1.2.3", "key", Class::Exact, "1.2.3", Source::Registry),
            ("npm:7zip@1.0.0", "7zip", Class::Exact, "1.0.0", Source::Registry),
            ("exec:./x.js", "key", Class::Path, "exec:./x.js", Source::Local),
            ("npm:@s/real", "@s/real", Class::None, "", Source::Registry),
            ("workspace:*", "key", Class::Path, "workspace:*", Source::Local),
            ("catalog:", "key", Class::Dynamic, "catalog:", Source::Registry),
            ("jsr:^1", "key", Class::Range, "^1", Source::Registry),
            ("jsr:@s/n@1.0.0", "@s/n", Class::Exact, "1.0.0", Source::Registry),
            ("link:../x", "key", Class::Path, "link:../x", Source::Local),
        ] {
            let package = of_dependency(&Text::of("key", "key"), &Text::of(specifier, specifier));
            check(&package, name, class, text, source);
        }
    }

    #[test]
    fn the_span_is_that_of_the_version() {
        let line = "npx @s/n@1.2.3";
        let package = of_argument(&Text::of(&line[4..], line));
        assert_eq!((package.span.start, package.span.end), (9, 14));
    }
}
