//! Package URLs of packages as ecosystems name them, and back.
//!
//! - Maven's group is the namespace, and so is all but the last segment of any other name.
//! - A distribution is a namespace and no part of the name: `pkg:deb/debian/curl`.
//! - An image is known by the end of its name; where it lies is a qualifier.
//! - An RPM's epoch is a qualifier.
//! - Go's standard library is `stdlib` in advisories; tools call it `std` too.

use std::borrow::Cow;

use super::{Parts, rules};
use crate::package::Ecosystem;

/// The canonical package URL of a package; without a version when there is none.
///
/// Whatever its type demands beyond that cannot be made up: Julia's packages have no UUID here.
///
/// ```
/// use mcpvet::{Ecosystem, purl};
/// assert_eq!(
///     purl::write(Ecosystem::Npm, "@modelcontextprotocol/sdk", Some("1.24.0")),
///     "pkg:npm/%40modelcontextprotocol/sdk@1.24.0",
/// );
/// assert_eq!(purl::write(Ecosystem::Maven, "io.example:core", None), "pkg:maven/io.example/core");
/// assert_eq!(
///     purl::write(Ecosystem::Oci, "ghcr.io/owner/server", None),
///     "pkg:oci/server?repository_url=ghcr.io%2Fowner%2Fserver",
/// );
/// ```
#[must_use]
pub fn write(ecosystem: Ecosystem, name: &str, version: Option<&str>) -> String {
    let kind = ecosystem.purl_type();
    let name = name.trim_matches('/');
    let (namespace, last) = match ecosystem.purl_namespace() {
        Some(distribution) => (distribution, name),
        None if ecosystem == Ecosystem::Maven => name.rsplit_once([':', '/']).unwrap_or(("", name)),
        None if rules::has_namespace(kind) || ecosystem == Ecosystem::Oci => {
            name.rsplit_once('/').unwrap_or(("", name))
        }
        None => ("", name),
    };
    let mut parts = Parts {
        kind: Cow::Borrowed(kind),
        namespace: Some(Cow::Borrowed(namespace)),
        name: Cow::Borrowed(last),
        version: version.map(Cow::Borrowed),
        ..Parts::default()
    };
    if ecosystem == Ecosystem::Oci && !namespace.is_empty() {
        parts.namespace = None;
        parts.qualifiers.push((Cow::Borrowed("repository_url"), Cow::Borrowed(name)));
    }
    let epoch = version.filter(|_| kind == "rpm").and_then(|version| version.split_once(':'));
    if let Some((epoch, version)) = epoch {
        parts.qualifiers.push((Cow::Borrowed("epoch"), Cow::Borrowed(epoch)));
        parts.version = Some(Cow::Borrowed(version));
    }
    super::tidy(&mut parts);
    super::text(&parts)
}

impl Parts<'_> {
    /// The ecosystem and the name by which it knows the package; `None` where it is none of ours.
    ///
    /// The name is spelled as it is written here: a canonical package URL forgets the case of a
    /// Go module or an old npm package.
    ///
    /// ```
    /// use mcpvet::{Ecosystem, purl::Parts};
    /// let parts = Parts::parse("pkg:maven/io.example/core@1.0")?;
    /// assert_eq!(parts.package(), Some((Ecosystem::Maven, "io.example:core".to_owned())));
    /// # Ok::<_, mcpvet::purl::Error>(())
    /// ```
    #[must_use]
    pub fn package(&self) -> Option<(Ecosystem, String)> {
        if self.kind.eq_ignore_ascii_case("docker") {
            // An older type for container images, which means those of Docker Hub.
            let namespace = self.namespace.as_deref().unwrap_or("library");
            return Some((Ecosystem::Oci, format!("docker.io/{namespace}/{}", self.name)));
        }
        let ecosystem = Ecosystem::from_purl(&self.kind, self.namespace.as_deref())?;
        let name = match (ecosystem, self.namespace.as_deref()) {
            (Ecosystem::Oci, _) => self.image(),
            (Ecosystem::Maven, Some(group)) => format!("{}:{}", group.replace('/', "."), self.name),
            (Ecosystem::Go, None) if self.name == "std" => "stdlib".to_owned(),
            // The namespace of Conan is the vendor, which its own names do without.
            (Ecosystem::ConanCenter, _) | (_, None) => self.name.to_string(),
            _ if ecosystem.purl_namespace().is_some() => self.name.to_string(),
            (_, Some(namespace)) => format!("{namespace}/{}", self.name),
        };
        Some((ecosystem, name))
    }

    /// The version as the ecosystem writes it: an RPM's with its epoch.
    #[must_use]
    pub fn full_version(&self) -> Option<Cow<'_, str>> {
        let version = self.version.as_deref().filter(|version| !version.is_empty())?;
        let is_rpm = self.kind.eq_ignore_ascii_case("rpm") && !version.contains(':');
        Some(match self.qualifier("epoch").filter(|epoch| is_rpm && *epoch != "0") {
            Some(epoch) => Cow::Owned(format!("{epoch}:{version}")),
            None => Cow::Borrowed(version),
        })
    }

    /// The name of an image together with where it lies.
    fn image(&self) -> String {
        let (name, url) = (&*self.name, self.qualifier("repository_url").unwrap_or_default());
        let url = url.split_once("://").map_or(url, |(_, rest)| rest).trim_end_matches('/');
        match url.rsplit('/').next() {
            Some("") | None => {
                self.namespace.iter().map(|n| format!("{n}/")).collect::<String>() + name
            }
            Some(last) if last.eq_ignore_ascii_case(name) => url.to_owned(),
            Some(_) => format!("{url}/{name}"),
        }
    }
}
