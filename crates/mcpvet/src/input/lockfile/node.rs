//! What the lockfiles of JavaScript's package managers have in common.

use std::borrow::Cow;

use memchr::memrchr;

use crate::input::text::Text;
use crate::launch::npm_spec;
use crate::package::{Ecosystem, Package, Requirement, Source};

/// Splits `name@rest` behind the scope.
pub(in crate::input) fn split_name<'a>(text: &Text<'a>) -> Option<(Text<'a>, Text<'a>)> {
    let at = text.value.get(1..)?.find('@')? + 1;
    Some((text.part(0..at), text.part(at + 1..text.value.len())))
}

/// A package by its name and one version, or what a lockfile has in the place of a version: a URL,
/// a repository, a path. A package that npm serves on behalf of JSR is one of JSR.
pub(in crate::input) fn package<'a>(name: &Text<'a>, version: &Text<'a>) -> Package<'a> {
    if !starts_with_digit(&version.value) {
        return npm_spec::of_dependency(name, version);
    }
    let requirement = Requirement::exact(version.value.clone());
    let (ecosystem, name) = ecosystem(name.value.clone());
    Package::new(ecosystem, name, requirement, version.span)
}

/// Tells packages that npm serves on behalf of JSR: `@jsr/scope__name` is `@scope/name` there.
pub(super) fn ecosystem(name: Cow<'_, str>) -> (Ecosystem, Cow<'_, str>) {
    match name.strip_prefix("@jsr/").and_then(|name| name.split_once("__")) {
        Some((scope, name)) => (Ecosystem::Jsr, ["@", scope, "/", name].concat().into()),
        None => (Ecosystem::Npm, name),
    }
}

/// Gives a package the version that stands beside it, unless it is made up, as that of a folder can
/// be. Code from Git is told by its commit.
pub(in crate::input) fn state<'a>(package: &mut Package<'a>, version: Option<&Text<'a>>) {
    let version = version.filter(|version| starts_with_digit(&version.value));
    let made_up = |it: &&Text<'_>| it.value.starts_with("0.0.0");
    match (package.source, version) {
        (Source::Registry, None) => package.requirement = Requirement::none(),
        (Source::Local, Some(version)) if made_up(&version) => {}
        (Source::Registry | Source::Local | Source::Url, Some(version)) => {
            package.requirement = Requirement::exact(version.value.clone());
            package.span = version.span;
        }
        (Source::Git, Some(version)) => package.stated = Some((&*version.value).into()),
        _ => {}
    }
}

/// Takes the place of the code from where it was resolved to, unless that is a registry.
pub(in crate::input) fn resolve<'a>(
    package: &mut Package<'a>,
    name: &Text<'a>,
    resolved: &Text<'a>,
) {
    if is_registry(&resolved.value) {
        return;
    }
    let Package { source, requirement, span, .. } = npm_spec::of_dependency(name, resolved);
    match source {
        // A version that is stated says more than where the archive is.
        Source::Url | Source::Local if package.requirement.is_exact() => package.source = source,
        Source::Git | Source::Url => {
            if source == Source::Git && package.requirement.is_exact() {
                package.stated = Some((&*package.requirement.text).into());
            }
            (package.source, package.requirement, package.span) = (source, requirement, span);
        }
        Source::Local => package.source = source,
        _ => {}
    }
}

/// Whether a URL has the shape of an archive in a registry: `…/-/name-1.2.3.tgz`, or as some write
/// it, `…/-/@scope/name-1.2.3.tgz`; JSR has `…/@jsr/scope__name/1.2.3.tgz`. A query can follow, and a checksum behind `#`, as yarn writes it.
pub(in crate::input) fn is_registry(url: &str) -> bool {
    let path = url
        .strip_suffix(".tgz")
        .or_else(|| url[..url.find(['?', '#']).unwrap_or(url.len())].strip_suffix(".tgz"));
    let folder = path.and_then(|path| memrchr(b'/', path.as_bytes()).map(|at| &path[..at]));
    url.starts_with("http")
        && folder.is_some_and(|folder| {
            let (outer, scope) = folder.rsplit_once('/').unwrap_or_default();
            let is_scoped = scope.starts_with('@') && outer.ends_with("/-");
            scope == "-" || is_scoped || outer.ends_with("/@jsr")
        })
}

/// Whether a text is a version and not a specifier such as `npm:real@1.0.0` or a URL.
pub(in crate::input) fn starts_with_digit(text: &str) -> bool {
    text.bytes().next().is_some_and(|b| b.is_ascii_digit())
}
