//! Packages as most package managers write them: a name, a mark and a version, `name@1.2.3`.

use super::npm_spec;
use super::placeholder::{find_outside, is_dynamic};
use crate::input::text::Text;
use crate::package::{Ecosystem, Package, Requirement, RequirementClass};

/// Reads `name`, `name@version` and `name@`, with another mark where the ecosystem has one.
pub(super) fn of_argument<'a>(ecosystem: Ecosystem, mark: u8, argument: &Text<'a>) -> Package<'a> {
    let text = &*argument.value;
    let at = find_outside(text, 1, mark).unwrap_or(text.len());
    let (name, version) =
        (argument.part(0..at), argument.slice(text[at..].trim_start_matches(char::from(mark))));
    if is_dynamic(&name.value) {
        let requirement = Requirement::new(RequirementClass::Dynamic, argument.value.clone());
        return Package::new(ecosystem, "".into(), requirement, argument.span);
    }
    let package = Package::new(ecosystem, name.value, Requirement::none(), name.span);
    with_version(package, &version)
}

/// The package in a version that stands elsewhere on the line; an empty one says nothing.
pub(crate) fn with_version<'a>(package: Package<'a>, version: &Text<'a>) -> Package<'a> {
    let version = version.slice(version.value.trim());
    match package.ecosystem.map(|ecosystem| class_of(ecosystem, &version.value)) {
        None | Some(RequirementClass::None) => package,
        Some(class) => {
            let requirement = Requirement::new(class, version.value);
            Package { requirement, span: version.span, ..package }
        }
    }
}

/// What a version on a command line asks for.
fn class_of(ecosystem: Ecosystem, version: &str) -> RequirementClass {
    use RequirementClass as Class;
    let digit = version.starts_with(|c: char| c.is_ascii_digit());
    let commit = version.len() == 40 && version.bytes().all(|b| b.is_ascii_hexdigit());
    match ecosystem {
        _ if version.is_empty() => Class::None,
        _ if is_dynamic(version) => Class::Dynamic,
        _ if version.contains('*') && !version.contains([',', ' ', '[', '(']) => Class::Wildcard,
        _ if version.eq_ignore_ascii_case("latest") => Class::DistTagLatest,
        Ecosystem::Go if commit => Class::GitCommit,
        Ecosystem::Go if npm_spec::exact(version).is_some() => Class::Exact,
        // `@v1` asks for the newest that begins so, `@main` for a branch.
        Ecosystem::Go => Class::DistTag,
        // Cargo takes a whole version for that one, and a part of one for a range.
        Ecosystem::CratesIo if npm_spec::exact(version) == Some(version) => Class::Exact,
        Ecosystem::CratesIo => Class::Range,
        _ if digit && !version.contains(['*', ',', ' ']) => Class::Exact,
        _ => Class::Range,
    }
}

/// Whether a text can be the name of a package of these ecosystems.
pub(crate) fn is_name(ecosystem: Ecosystem, name: &str) -> bool {
    let plain = |b: u8| b.is_ascii_alphanumeric() || b"._-".contains(&b);
    let all_plain =
        |mark: char| name.split(mark).all(|part| !part.is_empty() && part.bytes().all(plain));
    match ecosystem {
        // The first part of a module's path is a host.
        Ecosystem::Go => {
            let path = name.replace('~', "-");
            path.split('/').all(|part| !part.is_empty() && part.bytes().all(plain))
                && name.split('/').next().is_some_and(|host| host.contains('.'))
        }
        Ecosystem::Maven => all_plain(':') && name.matches(':').count() == 1,
        Ecosystem::Packagist => all_plain('/') && name.matches('/').count() == 1,
        _ => !name.is_empty() && name.bytes().all(plain),
    }
}
