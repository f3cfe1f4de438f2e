//! Packages named by package URLs, as lists and inventories write them.
//!
//! Reading is forgiving: what a type demands beyond a name is not asked for, so that
//! `pkg:golang/stdlib` and `pkg:deb/curl` are read. A type that OSV has no ecosystem for keeps its
//! name as `type/namespace/name`. What tools leave around a version is taken off: the platform of a gem
//! behind it, `1.16.0-x86_64-linux`, and `go` in front of that of Go's own library.

use super::build::workflow::action_class;
use super::text::Text;
use crate::package::{Ecosystem, Package, Requirement, RequirementClass, Source};
use crate::purl::{Parts, Split};

/// Reads a package URL; `None` when it has no type or no name, or its encoding is wrong.
pub(crate) fn read<'a>(purl: &Text<'a>) -> Option<Package<'a>> {
    let split = Split::of(&purl.value).ok()?;
    let parts = Parts::parse(&purl.value).ok()?;
    let span = purl.slice(split.version.unwrap_or(split.path)).span;
    let package = parts.package();
    let requirement = match parts.full_version() {
        Some(version) => {
            let ecosystem = package.as_ref().map(|(ecosystem, _)| *ecosystem);
            let plain = match ecosystem {
                Some(Ecosystem::RubyGems) => version.split('-').next(),
                Some(Ecosystem::Go) => version.strip_prefix("go"),
                _ => None,
            };
            let version = plain.filter(|plain| !plain.is_empty()).unwrap_or(&version);
            Requirement::new(class_in(ecosystem, version), version.to_owned())
        }
        None => Requirement::none(),
    };
    Some(match package {
        Some((ecosystem, name)) => {
            let package = Package::new(ecosystem, name.into(), requirement, span);
            Package { source: source(&parts), ..package }
        }
        None => {
            let name: Vec<_> = parts.namespace.iter().map(|n| &**n).chain([&*parts.name]).collect();
            let name = format!("{}/{}", parts.kind.to_ascii_lowercase(), name.join("/"));
            let package = Package::unnamed(name.into(), requirement, span);
            Package { source: Source::Other, ..package }
        }
    })
}

/// Where the code comes from, by the qualifiers that tools write for what no registry has:
/// `download_url=file://.`, and `vcs_url` with a commit behind `@`. Without one, `vcs_url` only says
/// where the code is kept.
fn source(parts: &Parts<'_>) -> Source {
    let qualifier = |key: &str| parts.qualifier(key).unwrap_or_default();
    // Old tools took what pip asks for, a folder or a repository, for a name.
    let start = parts.namespace.as_deref().unwrap_or_default();
    match start.split(':').next() {
        Some("file") if start.contains(':') => return Source::Local,
        Some("git+https" | "git+ssh") => return Source::Git,
        Some("http" | "https") => return Source::Url,
        _ => {}
    }
    let commit = qualifier("vcs_url").rsplit('/').next().unwrap_or_default();
    match commit.contains('@') {
        _ if qualifier("download_url").starts_with("file:") => Source::Local,
        true => Source::Git,
        false => Source::Registry,
    }
}

/// What the version in a package URL, or beside one, is: tags of images and actions can move.
pub(super) fn class_in(ecosystem: Option<Ecosystem>, version: &str) -> RequirementClass {
    match ecosystem {
        Some(Ecosystem::GitHubActions) => action_class(version),
        Some(Ecosystem::Oci) if version.starts_with("sha256") => RequirementClass::Digest,
        Some(Ecosystem::Oci) => RequirementClass::OciTag,
        _ => RequirementClass::Exact,
    }
}

#[cfg(test)]
mod tests {
    use super::read;
    use crate::input::text::Text;
    use crate::package::{Package, Source};

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
            ("pkg:npm/JSONStream@1.3.5", "npm JSONStream 1.3.5"),
            ("PKG:PyPI/My_Pkg@1.0?x=y#z", "PyPI my-pkg 1.0"),
            ("pkg://cargo/rmcp@0.8.0", "crates.io rmcp 0.8.0"),
            ("pkg:maven/io.example/core@1%2B2", "Maven io.example:core 1+2"),
            ("pkg:golang/github.com/A/b@v1.2.0", "Go github.com/a/b v1.2.0"),
            ("pkg:golang/stdlib@1.21.0", "Go stdlib 1.21.0"),
            ("pkg:golang/std@go1.21.3", "Go stdlib 1.21.3"),
            ("pkg:gem/nokogiri@1.16.0-x86_64-linux", "RubyGems nokogiri 1.16.0"),
            ("pkg:githubactions/A/b@4.*.*", "GitHub Actions a/b 4.*.*"),
            ("pkg:github/a/b@v1", "- github/a/b v1"),
            ("pkg:oci/x@sha256%3Aab?repository_url=h/x", "OCI h/x sha256:ab"),
            ("pkg:deb/debian/curl@1:7.0-1?arch=i386", "Debian curl 1:7.0-1"),
            ("pkg:rpm/redhat/bash@4.4-1?epoch=2", "Red Hat bash 2:4.4-1"),
            ("pkg:docker/mcp/github@1.0", "OCI docker.io/mcp/github 1.0"),
        ] {
            assert_eq!(read(&Text::of(purl, purl)).as_ref().map(shown).as_deref(), Some(expected));
        }
        for (purl, source) in [
            ("pkg:cargo/a@1?download_url=file://a", Source::Local),
            ("pkg:cargo/a@1?vcs_url=git%2Bhttps://h/o/a%40abc", Source::Git),
            ("pkg:pypi/file:///src/a", Source::Local),
            ("pkg:pypi/git%2bhttps://h/o/a.git%40abc", Source::Git),
            ("pkg:maven/g/a@1?vcs_url=git%2Bssh://git%40h/o/a.git", Source::Registry),
        ] {
            assert_eq!(read(&Text::of(purl, purl)).map(|package| package.source), Some(source));
        }
        for purl in
            ["pkg:", "pkg:npm", "pkg:npm/", "pkg:npm/a%zz", "pkg:npm/%ff", "npm/a@1", "pkg:1/x"]
        {
            assert!(read(&Text::of(purl, purl)).is_none(), "{purl}");
        }
    }
}
