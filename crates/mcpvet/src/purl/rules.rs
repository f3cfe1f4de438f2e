//! What each registered type demands of the parts, from the definitions in
//! <https://github.com/package-url/purl-spec/tree/main/types>.
//!
//! Types that are not registered have no rules of their own. Where a definition says that a part
//! is not case sensitive, its canonical form is in lower case (schema 1.1). Quirks:
//!
//! - `cocoapods`, `chrome-extension`: characters of names (and versions) are restricted.
//! - `cpan`: the namespace is the author in upper case; a module name with `::` is no name.
//! - `mlflow`: on Databricks names have no case, elsewhere they have.
//! - `pub`: whatever is no letter and no digit becomes `_`.
//! - `pypi`: `_` becomes `-`. A `.` stays, although the index takes both for the same.
//! - `julia` and `swid` cannot do without a qualifier.

use std::borrow::Cow;

use super::{Error, Parts};

/// Whether a type has namespaces.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Namespace {
    Required,
    Optional,
    Prohibited,
}

use Namespace::{Optional, Prohibited, Required};

/// A set of parts that are written in lower case.
type Lower = u8;
const NONE: Lower = 0;
const NAMESPACE: Lower = 1;
const NAME: Lower = 2;
const VERSION: Lower = 4;

/// One row a registered type: its name, its namespaces, the parts in lower case.
struct Rule(&'static str, Namespace, Lower);

const RULES: [Rule; 40] = [
    Rule("alpm", Required, NAMESPACE | NAME),
    Rule("apk", Required, NAMESPACE | NAME),
    Rule("bazel", Prohibited, NONE),
    Rule("bitbucket", Required, NAMESPACE | NAME),
    Rule("bitnami", Prohibited, NAME),
    Rule("cargo", Prohibited, NONE),
    Rule("chrome-extension", Prohibited, NAME),
    Rule("cocoapods", Prohibited, NONE),
    Rule("composer", Required, NAMESPACE | NAME),
    Rule("conan", Optional, NONE),
    Rule("conda", Prohibited, NONE),
    Rule("cpan", Required, NONE),
    Rule("cran", Prohibited, NONE),
    Rule("deb", Required, NAMESPACE | NAME),
    Rule("docker", Optional, NONE),
    Rule("gem", Prohibited, NONE),
    Rule("generic", Optional, NONE),
    Rule("github", Required, NAMESPACE | NAME),
    Rule("golang", Required, NAMESPACE | NAME),
    Rule("hackage", Prohibited, NONE),
    Rule("hex", Optional, NAMESPACE | NAME),
    Rule("huggingface", Required, VERSION),
    Rule("julia", Prohibited, NONE),
    Rule("luarocks", Optional, NAMESPACE | NAME | VERSION),
    Rule("maven", Required, NONE),
    Rule("mlflow", Prohibited, NONE),
    Rule("npm", Optional, NAMESPACE | NAME),
    Rule("nuget", Prohibited, NONE),
    Rule("oci", Prohibited, NAME | VERSION),
    Rule("opam", Prohibited, NONE),
    Rule("otp", Prohibited, NAME),
    Rule("pub", Prohibited, NAME),
    Rule("pypi", Prohibited, NAME | VERSION),
    Rule("qpkg", Required, NAMESPACE),
    Rule("rpm", Required, NAMESPACE),
    Rule("swid", Optional, NONE),
    Rule("swift", Required, NONE),
    Rule("vcpkg", Prohibited, NONE),
    Rule("vscode-extension", Required, NAMESPACE | NAME | VERSION),
    Rule("yocto", Optional, NAMESPACE),
];

fn rule(kind: &str) -> Option<&'static Rule> {
    RULES.iter().find(|rule| rule.0 == kind)
}

/// Whether names of a type may have a namespace in front.
pub(super) fn has_namespace(kind: &str) -> bool {
    rule(kind).is_none_or(|rule| rule.1 != Prohibited)
}

/// A type begins with a letter and has letters, digits, `.` and `-`.
pub(super) fn check_type(kind: &str) -> Result<(), Error> {
    let fits = kind.starts_with(|c: char| c.is_ascii_alphabetic())
        && kind.bytes().all(|b| b.is_ascii_alphanumeric() || b".-".contains(&b));
    let expected = "a type of letters, digits, '.' and '-' that begins with a letter";
    if fits { Ok(()) } else { Err(Error::new(expected, kind)) }
}

/// A key begins with a letter and has letters, digits, `.`, `-` and `_`.
pub(super) fn check_key(key: &str) -> Result<(), Error> {
    let fits = key.starts_with(|c: char| c.is_ascii_alphabetic())
        && key.bytes().all(|b| b.is_ascii_alphanumeric() || b".-_".contains(&b));
    let expected = "a qualifier key of letters, digits, '.', '-' and '_' that begins with a letter";
    if fits { Ok(()) } else { Err(Error::new(expected, key)) }
}

/// Spells the parts as their type has it.
pub(super) fn normalize(parts: &mut Parts<'_>) {
    let lower = rule(&parts.kind).map_or(NONE, |rule| rule.2);
    let Parts { namespace, name, version, .. } = parts;
    for (flag, part) in
        [(NAMESPACE, namespace.as_mut()), (NAME, Some(name)), (VERSION, version.as_mut())]
    {
        if let Some(part) = part.filter(|_| lower & flag != 0) {
            to_lowercase(part);
        }
    }
    match &*parts.kind {
        "cpan" => {
            if let Some(author) = &mut parts.namespace {
                author.to_mut().make_ascii_uppercase();
            }
        }
        "mlflow" if parts.qualifier("repository_url").is_some_and(|u| u.contains("databricks")) => {
            to_lowercase(&mut parts.name);
        }
        "pub" => replace(&mut parts.name, |c| !c.is_ascii_alphanumeric(), "_"),
        "pypi" => replace(&mut parts.name, |c| c == '_', "-"),
        _ => {}
    }
}

fn to_lowercase(part: &mut Cow<'_, str>) {
    if part.bytes().any(|b| b.is_ascii_uppercase() || !b.is_ascii()) {
        *part = Cow::Owned(part.chars().flat_map(char::to_lowercase).collect());
    }
}

fn replace(part: &mut Cow<'_, str>, which: impl Fn(char) -> bool + Copy, with: &str) {
    if part.contains(which) {
        *part = Cow::Owned(part.replace(which, with));
    }
}

/// Whether normalised parts are what their type demands.
pub(super) fn check(parts: &Parts<'_>) -> Result<(), Error> {
    let Parts { kind, namespace, name, version, .. } = parts;
    match (rule(kind).map(|rule| rule.1), namespace) {
        (Some(Required), None) => return Err(Error::of_type("a namespace", kind, name)),
        (Some(Prohibited), Some(found)) => {
            return Err(Error::of_type("no namespace", kind, found));
        }
        _ => {}
    }
    let (fits, expected, found) = match &**kind {
        "chrome-extension" if !is_extension_version(version.as_deref()) => {
            (false, "a version of one to four numbers", version.as_deref().unwrap_or_default())
        }
        "chrome-extension" => {
            let fits = name.len() == 32 && name.bytes().all(|b| matches!(b, b'a'..=b'p'));
            (fits, "a name of 32 letters from a to p", &**name)
        }
        "cocoapods" => {
            let fits =
                !name.starts_with('.') && !name.contains(|c: char| c == '+' || c.is_whitespace());
            (fits, "a name without space, '+' and '.' at the start", &**name)
        }
        "cpan" => (!name.contains("::"), "the name of a distribution, not of a module", &**name),
        "julia" => (parts.qualifier("uuid").is_some(), "the qualifier uuid", &**name),
        "swid" if namespace.as_deref().is_some_and(|found| found.split('/').count() > 2) => {
            (false, "at most two segments in the namespace", &**name)
        }
        "swid" => (parts.qualifier("tag_id").is_some(), "the qualifier tag_id", &**name),
        _ => return Ok(()),
    };
    if fits { Ok(()) } else { Err(Error::of_type(expected, kind, found)) }
}

fn is_extension_version(version: Option<&str>) -> bool {
    let is_number = |part: &str| !part.is_empty() && part.bytes().all(|b| b.is_ascii_digit());
    version
        .is_none_or(|version| version.split('.').count() <= 4 && version.split('.').all(is_number))
}
