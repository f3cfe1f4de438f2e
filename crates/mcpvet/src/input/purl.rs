//! Reads package URLs: `pkg:type/namespace/name@version?qualifiers#subpath`.
//!
//! <https://github.com/package-url/purl-spec/blob/main/PURL-SPECIFICATION.rst>
//!
//! - Namespace, name and version are percent-encoded, each part of its own: `%40scope/name`.
//! - A type that OSV has no ecosystem for keeps its name as `type/namespace/name`.
//! - `docker` is an older type for container images, and means those of Docker Hub.

use std::borrow::Cow;

use super::text::Text;
use crate::package::{Ecosystem, Package, Requirement, RequirementClass, Source};

/// Reads a package URL; `None` when it has no type or no name, or its encoding is wrong.
pub(crate) fn read<'a>(purl: &Text<'a>) -> Option<Package<'a>> {
    let text = purl.value.get(..4).filter(|scheme| scheme.eq_ignore_ascii_case("pkg:"));
    let text = text.map(|_| purl.value[4..].trim_start_matches('/'))?;
    let text = text.split(['#', '?']).next().unwrap_or_default();
    let (kind, rest) = text.split_once('/')?;
    // The last `@`: an unencoded scope in front of a name is a common slip.
    let at = rest.rfind('@').filter(|at| *at > 0 && !rest[*at..].contains('/'));
    let (path, version) = (&rest[..at.unwrap_or(rest.len())], at.map(|at| &rest[at + 1..]));
    let parts: Option<Vec<_>> =
        path.split('/').filter(|part| !part.is_empty()).map(decode).collect();
    let parts = parts.filter(|parts| !parts.is_empty() && is_type(kind))?;
    let is_docker = kind.eq_ignore_ascii_case("docker");
    let kind = if is_docker { "oci" } else { kind };
    let ecosystem = Ecosystem::all().find(|e| e.purl_type().eq_ignore_ascii_case(kind));
    let version = version.filter(|version| !version.is_empty());
    let span = purl.slice(version.unwrap_or(path)).span;
    let requirement = match version {
        Some(version) => {
            Requirement::new(class_in(ecosystem, version), decode(version)?.into_owned())
        }
        None => Requirement::none(),
    };
    Some(match ecosystem {
        Some(ecosystem) => {
            let hub = match (is_docker, &*parts) {
                (false, _) => "",
                (true, [_]) => "docker.io/library/",
                (true, _) => "docker.io/",
            };
            let name = format!("{hub}{}", join(ecosystem, &parts));
            Package::new(ecosystem, name.into(), requirement, span)
        }
        None => {
            let name = format!("{}/{}", kind.to_ascii_lowercase(), parts.join("/"));
            let package = Package::unnamed(name.into(), requirement, span);
            Package { source: Source::Other, ..package }
        }
    })
}

fn is_type(kind: &str) -> bool {
    kind.starts_with(|c: char| c.is_ascii_alphabetic())
        && kind.bytes().all(|b| b.is_ascii_alphanumeric() || b".+-".contains(&b))
}

fn join(ecosystem: Ecosystem, parts: &[Cow<'_, str>]) -> String {
    match (ecosystem, parts) {
        (Ecosystem::Maven, [group @ .., name]) if !group.is_empty() => {
            format!("{}:{name}", group.join("."))
        }
        _ => parts.join("/"),
    }
}

fn class_in(ecosystem: Option<Ecosystem>, version: &str) -> RequirementClass {
    match ecosystem {
        Some(Ecosystem::Oci) if version.starts_with("sha256") => RequirementClass::Digest,
        Some(Ecosystem::Oci) => RequirementClass::OciTag,
        _ => RequirementClass::Exact,
    }
}

fn decode(part: &str) -> Option<Cow<'_, str>> {
    if !part.contains('%') {
        return Some(Cow::Borrowed(part));
    }
    let mut bytes = Vec::with_capacity(part.len());
    let mut rest = part.as_bytes();
    while let Some((first, after)) = rest.split_first() {
        rest = after;
        if *first != b'%' {
            bytes.push(*first);
            continue;
        }
        let digits = core::str::from_utf8(rest.get(..2)?).ok()?;
        bytes.push(u8::from_str_radix(digits, 16).ok()?);
        rest = &rest[2..];
    }
    String::from_utf8(bytes).ok().map(Cow::Owned)
}

#[cfg(test)]
mod tests {
    use super::read;
    use crate::input::text::Text;
    use crate::package::Package;

    fn shown(package: &Package<'_>) -> String {
        let ecosystem = package.ecosystem.map_or("-", |ecosystem| ecosystem.name());
        format!("{ecosystem} {} {}", package.name, package.requirement.text)
    }

    #[test]
    fn package_urls() {
        for (purl, expected) in [
            ("pkg:npm/%40modelcontextprotocol/sdk@1.24.0", "npm @modelcontextprotocol/sdk 1.24.0"),
            ("pkg:npm/@s/n@1.0.0", "npm @s/n 1.0.0"),
            ("pkg:npm/%40s/n", "npm @s/n "),
            ("PKG:PyPI/My_Pkg@1.0?x=y#z", "PyPI my-pkg 1.0"),
            ("pkg://cargo/rmcp@0.8.0", "crates.io rmcp 0.8.0"),
            ("pkg:maven/io.example/core@1%2B2", "Maven io.example:core 1+2"),
            ("pkg:golang/github.com/a/b@v1.2.0", "Go github.com/a/b v1.2.0"),
            ("pkg:github/a/b@v1", "- github/a/b v1"),
            ("pkg:docker/mcp/github@1.0", "OCI docker.io/mcp/github 1.0"),
            ("pkg:oci/x@sha256%3Aab?repository_url=h/x", "OCI x sha256:ab"),
        ] {
            assert_eq!(read(&Text::of(purl, purl)).as_ref().map(shown).as_deref(), Some(expected));
        }
        for purl in
            ["pkg:", "pkg:npm", "pkg:npm/", "pkg:npm/a%zz", "pkg:npm/%ff", "npm/a@1", "pkg:1/x"]
        {
            assert!(read(&Text::of(purl, purl)).is_none(), "{purl}");
        }
    }
}
