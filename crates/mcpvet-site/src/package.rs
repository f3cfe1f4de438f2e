//! A package as the site files it: its name, its folder and how it is written.

use mcpvet::advisory::Advisory;
use mcpvet::{Ecosystem, purl};

/// A package that advisories name; ordered as people look for it.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct PackageKey {
    /// The ecosystem as OSV names it.
    ecosystem: &'static str,
    pub(crate) name: String,
}

impl PackageKey {
    /// A package, under the name by which its ecosystem files it.
    pub(crate) fn new(ecosystem: Ecosystem, name: &str) -> Self {
        Self { ecosystem: ecosystem.name(), name: ecosystem.normalize(name).into_owned() }
    }

    /// The packages of an advisory, each once.
    pub(crate) fn all(advisory: &Advisory) -> Vec<Self> {
        let named = advisory.affected.iter();
        let mut keys: Vec<_> = named.map(|one| Self::new(one.ecosystem, &one.package)).collect();
        keys.sort();
        keys.dedup();
        keys
    }

    pub(crate) fn ecosystem(&self) -> &'static str {
        self.ecosystem
    }

    /// Its folder below the root of the site, with a slash at its end.
    ///
    /// ```text
    /// npm @scope/name        packages/npm/@scope/name/
    /// Maven group:artifact   packages/maven/group/artifact/
    /// ```
    pub(crate) fn folder(&self) -> String {
        format!("packages/{}/{}/", slug(self.ecosystem), path(&self.name))
    }

    /// Its package URL.
    pub(crate) fn purl(&self) -> String {
        let ecosystem = Ecosystem::from_name(self.ecosystem).unwrap_or(Ecosystem::Npm);
        purl::write(ecosystem, &self.name, None)
    }
}

/// A name as the segments of a path that every host can serve: a colon separates as a slash does,
/// and what may not stand in a path is written as `_` and its code.
fn path(name: &str) -> String {
    let segments = name.split(['/', ':']).filter(|segment| !segment.is_empty());
    segments.map(segment).collect::<Vec<_>>().join("/")
}

/// A segment that could be one of the files in the folder of another package has an underscore at its end.
fn segment(name: &str) -> String {
    let slug = slug(name);
    let ends = [".html", ".xml", ".json", ".png"];
    if ends.iter().any(|end| slug.ends_with(end)) { slug + "_" } else { slug }
}

/// A text as one segment of a path; segments that would lead elsewhere get an underscore in front.
pub(crate) fn slug(text: &str) -> String {
    let mut slug = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            'a'..='z' | '0'..='9' | '.' | '-' | '@' => slug.push(c),
            'A'..='Z' => slug.push(c.to_ascii_lowercase()),
            ' ' => slug.push('-'),
            '_' => slug.push('_'),
            _ => slug.push_str(&format!("_{:x}", u32::from(c))),
        }
    }
    if slug.chars().all(|c| c == '.') { format!("_{slug}") } else { slug }
}

#[cfg(test)]
mod tests {
    use mcpvet::Ecosystem;

    use super::PackageKey;

    #[test]
    fn a_folder_stays_below_the_packages() {
        for (ecosystem, name, folder) in [
            (Ecosystem::Npm, "@scope/name", "packages/npm/@scope/name/"),
            (Ecosystem::Maven, "io.x:y", "packages/maven/io.x/y/"),
            (Ecosystem::Npm, "../../etc", "packages/npm/_../_../etc/"),
            (Ecosystem::Npm, "a\"b<c>", "packages/npm/a_22b_3cc_3e/"),
            (Ecosystem::Go, "github.com/Foo/bar", "packages/go/github.com/foo/bar/"),
            (Ecosystem::Go, "x.org/y/atom.xml", "packages/go/x.org/y/atom.xml_/"),
        ] {
            assert_eq!(PackageKey::new(ecosystem, name).folder(), folder);
        }
    }
}
