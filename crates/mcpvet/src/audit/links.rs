//! Which packages a repository is published as.

use serde::{Deserialize, Serialize};
use serde_json::Value;

use crate::advisory::{Advisory, Kind};
use crate::coordination::{Coordination, SdkPackage};
use crate::package::Ecosystem;
use crate::repository::place;

/// A package as its ecosystem files it; written `npm:@scope/name`.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Package {
    /// Where it is published.
    pub ecosystem: Ecosystem,
    /// Its name.
    pub name: String,
}

impl Package {
    /// Reads `npm:@scope/name`; `None` when no ecosystem or no name stands there.
    #[must_use]
    pub fn read(text: &str) -> Option<Self> {
        let (ecosystem, name) = Ecosystem::split_name(text)?;
        let name = ecosystem.normalize(name).into_owned();
        (!name.is_empty()).then_some(Self { ecosystem, name })
    }
}

impl core::fmt::Display for Package {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        write!(f, "{}:{}", self.ecosystem.name(), self.name)
    }
}

impl Serialize for Package {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Package {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        let error =
            || serde::de::Error::custom(format!("'{text}' is no package such as npm:notes-mcp"));
        Self::read(&text).ok_or_else(error)
    }
}

/// What is known of repositories and packages, in both directions.
///
/// ```
/// use mcpvet::{Ecosystem, audit::Links};
/// let mut links = Links::default();
/// links.add("git+https://github.com/Example/Notes.git", Ecosystem::Npm, "notes-mcp");
/// assert!(links.is_of("https://github.com/example/notes", Ecosystem::Npm, "notes-mcp"));
/// // A Go module is named by its repository.
/// assert!(links.is_of("https://github.com/a/b", Ecosystem::Go, "github.com/a/b/cmd/x"));
/// ```
#[derive(Clone, Debug, Default)]
pub struct Links {
    rows: Vec<(String, Package)>,
}

impl Links {
    /// Says that a repository is published as a package; a URL that names none says nothing.
    pub fn add(&mut self, repository: &str, ecosystem: Ecosystem, name: &str) {
        if let Some(place) = place(repository) {
            let name = ecosystem.normalize(name).into_owned();
            let row = (place, Package { ecosystem, name });
            if let Err(at) = self.rows.binary_search(&row) {
                self.rows.insert(at, row);
            }
        }
    }

    /// Takes in the official SDKs.
    pub fn add_sdks(&mut self, facts: &Coordination) {
        for sdk in &facts.sdks {
            for SdkPackage { ecosystem, name } in &sdk.packages {
                self.add(&sdk.repository, *ecosystem, name);
            }
        }
    }

    /// Takes in what advisories show: one about a single package whose references lead to a single
    /// repository is about that one. Malware is left out: what it names is often what it imitates.
    pub fn add_advisories<'a>(&mut self, advisories: impl IntoIterator<Item = &'a Advisory>) {
        for advisory in advisories {
            let mut places: Vec<_> =
                advisory.references.iter().filter_map(|url| made_at(url)).collect();
            places.sort();
            places.dedup();
            if let ([affected], [place], Kind::Vulnerability) =
                (advisory.affected.as_slice(), places.as_slice(), advisory.kind)
            {
                self.add(place, affected.ecosystem, &affected.package);
            }
        }
    }

    /// Takes in a `server.json` of the MCP registry or a `package.json`, and says whether it named a
    /// repository and a package.
    pub fn add_manifest(&mut self, text: &str) -> bool {
        let before = self.rows.len();
        let Ok(value) = serde_json::from_str::<Value>(text) else { return false };
        let text =
            |value: Option<&Value>| value.and_then(Value::as_str).unwrap_or_default().to_owned();
        let repository = value.get("repository");
        let url = match repository {
            Some(Value::String(url)) => url.clone(),
            other => text(other.and_then(|it| it.get("url"))),
        };
        // Of package.json, `owner/name` means GitHub.
        let url = if place(&url).is_none() { format!("github:{url}") } else { url };
        let Some(packages) = value.get("packages").and_then(Value::as_array) else {
            self.add(&url, Ecosystem::Npm, &text(value.get("name")));
            return self.rows.len() > before;
        };
        for package in packages {
            let of = |names: [&str; 2]| names.iter().find_map(|name| package.get(name));
            let kind = text(of(["registryType", "registry_type"]));
            let name = text(of(["identifier", "name"]));
            if let Some(ecosystem) = Ecosystem::from_name(&kind).filter(|_| !name.is_empty()) {
                self.add(&url, ecosystem, &name);
            }
        }
        self.rows.len() > before
    }

    /// What a repository is published as.
    #[must_use]
    pub fn packages(&self, repository: &str) -> Vec<Package> {
        let Some(place) = place(repository) else { return Vec::new() };
        let of_it = self.rows.iter().filter(|row| row.0 == place);
        of_it.map(|row| row.1.clone()).collect()
    }

    /// Where a package is made, as `github.com/owner/name`.
    pub fn repositories<'s>(
        &'s self,
        ecosystem: Ecosystem,
        name: &'s str,
    ) -> impl Iterator<Item = &'s str> {
        let is_it =
            move |row: &&'s (String, Package)| row.1.ecosystem == ecosystem && row.1.name == name;
        self.rows.iter().filter(is_it).map(|row| row.0.as_str())
    }

    /// Whether a package comes from a repository.
    #[must_use]
    pub fn is_of(&self, repository: &str, ecosystem: Ecosystem, name: &str) -> bool {
        let Some(place) = place(repository) else { return false };
        let is_module = ecosystem == Ecosystem::Go
            && name
                .strip_prefix(place.as_str())
                .is_some_and(|rest| rest.is_empty() || rest.starts_with('/'));
        is_module || self.repositories(ecosystem, name).any(|known| known == place)
    }
}

/// The repository on GitHub that a reference leads to; nothing for collections of advisories.
fn made_at(url: &str) -> Option<String> {
    let place = place(url).filter(|place| place.starts_with("github.com/"))?;
    let is_collection =
        COLLECTIONS.iter().any(|start| place["github.com/".len()..].starts_with(start));
    (!is_collection).then_some(place)
}

/// Where advisories are collected: owners, and repositories of owners that make programs too.
const COLLECTIONS: &[&str] = &[
    "advisories/",
    "github/advisory-database",
    "golang/vulndb",
    "modelcontextprotocol-security/",
    "ossf/malicious-packages",
    "pypa/advisory-database",
    "rubysec/",
    "rustsec/advisory-db",
];

#[cfg(test)]
mod tests {
    use super::{Ecosystem, Links, Package};

    #[test]
    fn manifests_say_what_a_repository_is_published_as() {
        let mut links = Links::default();
        assert!(links.add_manifest(
            r#"{"name":"io.github.a/notes","repository":{"url":"https://github.com/a/notes","source":"github"},
            "packages":[{"registryType":"npm","identifier":"@a/notes"},{"registry_type":"pypi","identifier":"A_Notes"},
            {"registryType":"mcpb","identifier":"https://x.example/y"},7]}"#
        ));
        assert!(links.add_manifest(r#"{"name":"b-mcp","repository":"b/notes"}"#));
        assert!(links.add_manifest(
            r#"{"name":"c-mcp","repository":{"type":"git","url":"git@github.com:c/notes.git"}}"#
        ));
        for odd in [
            "",
            "[]",
            "{}",
            r#"{"name":"x","repository":7}"#,
            r#"{"packages":[],"repository":"a/b"}"#,
        ] {
            assert!(!links.add_manifest(odd), "{odd}");
        }
        let names: Vec<_> =
            links.packages("https://github.com/A/notes").iter().map(Package::to_string).collect();
        assert_eq!(names, ["npm:@a/notes", "PyPI:a-notes"]);
        assert!(links.is_of("github.com/b/notes", Ecosystem::Npm, "b-mcp"));
        assert_eq!(
            links.repositories(Ecosystem::Npm, "c-mcp").collect::<Vec<_>>(),
            ["github.com/c/notes"]
        );
        assert!(!links.is_of("github.com/b/notes", Ecosystem::Npm, "c-mcp"));
        assert!(!links.is_of("https://github.com/a/b", Ecosystem::Go, "github.com/a/bc"));
    }
}
