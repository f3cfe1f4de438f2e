//! The ecosystems that OSV names, and how each writes its packages.

use std::borrow::Cow;

use serde::{Deserialize, Deserializer, Serialize};

use crate::version::Scheme;

/// A namespace of packages with one version order, named as OSV names it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[repr(u8)]
pub enum Ecosystem {
    /// JavaScript packages.
    Npm,
    /// Python packages.
    PyPI,
    /// Rust crates.
    CratesIo,
    /// Go modules.
    Go,
    /// Java artifacts as `group:artifact`.
    Maven,
    /// .NET packages.
    NuGet,
    /// Ruby gems.
    RubyGems,
    /// PHP packages as `vendor/name`.
    Packagist,
    /// Container images as `registry/namespace/name`; OSV has no name for them.
    Oci,
    /// JavaScript packages of JSR as `@scope/name`; OSV has no name for them.
    Jsr,
    /// Dart packages.
    Pub,
    /// Erlang and Elixir packages.
    Hex,
    /// Swift packages as the URL of their repository.
    SwiftUrl,
    /// Actions of GitHub workflows as `owner/repository`.
    GitHubActions,
    /// Haskell packages.
    Hackage,
    /// Parts of the Haskell compiler.
    Ghc,
    /// R packages.
    Cran,
    /// R packages of biology.
    Bioconductor,
    /// C and C++ packages.
    ConanCenter,
    /// Components of Bitnami's images and charts.
    Bitnami,
    /// Parts of Kubernetes by their Go module.
    Kubernetes,
    /// Extensions of Visual Studio Code as `publisher/name`.
    VsCode,
    /// Source packages of Debian.
    Debian,
    /// Source packages of Ubuntu.
    Ubuntu,
    /// Packages of Echo's images.
    Echo,
    /// Source packages of Alpine Linux.
    Alpine,
    /// Source packages of Alpaquita Linux.
    Alpaquita,
    /// Source packages of BellSoft's images.
    BellSoft,
    /// Packages of Chainguard's images.
    Chainguard,
    /// Packages of MinimOS.
    MinimOs,
    /// Packages of Wolfi.
    Wolfi,
    /// Packages of Red Hat's products.
    RedHat,
    /// Source packages of AlmaLinux.
    AlmaLinux,
    /// Source packages of Azure Linux.
    AzureLinux,
    /// Source packages of Mageia.
    Mageia,
    /// Source packages of openEuler.
    OpenEuler,
    /// Source packages of openSUSE.
    OpenSuse,
    /// Packages of Photon OS.
    PhotonOs,
    /// Source packages of Rocky Linux.
    RockyLinux,
    /// Source packages of SUSE's products.
    Suse,
    /// Projects of Android.
    Android,
    /// Packages of CleanStart's images.
    CleanStart,
    /// Packages of Docker's hardened images.
    DockerHardenedImages,
    /// Packages of FreeBSD.
    FreeBsd,
    /// Repositories without a package.
    Git,
    /// Julia packages.
    Julia,
    /// The Linux kernel.
    Linux,
    /// OCaml packages.
    Opam,
    /// Projects that OSS-Fuzz tests.
    OssFuzz,
    /// Packages that Root patches, of several other ecosystems.
    Root,
    /// Packages that TuxCare patches, of several other ecosystems.
    TuxCare,
}

/// One row an ecosystem: its name in OSV, its purl type and the namespace there that is its own,
/// its version order.
struct Row(Ecosystem, &'static str, &'static str, &'static str, Option<Scheme>);

/// First those that stood in packs from the start, then by version order; among those that share
/// a purl type, the first one stands for the type alone.
const ROWS: [Row; 51] = [
    Row(Ecosystem::Npm, "npm", "npm", "", Some(Scheme::Npm)),
    Row(Ecosystem::PyPI, "PyPI", "pypi", "", Some(Scheme::Pep440)),
    Row(Ecosystem::CratesIo, "crates.io", "cargo", "", Some(Scheme::Cargo)),
    Row(Ecosystem::Go, "Go", "golang", "", Some(Scheme::Go)),
    Row(Ecosystem::Maven, "Maven", "maven", "", Some(Scheme::Maven)),
    Row(Ecosystem::NuGet, "NuGet", "nuget", "", Some(Scheme::NuGet)),
    Row(Ecosystem::RubyGems, "RubyGems", "gem", "", Some(Scheme::RubyGems)),
    Row(Ecosystem::Packagist, "Packagist", "composer", "", Some(Scheme::Packagist)),
    Row(Ecosystem::Oci, "OCI", "oci", "", Some(Scheme::SemVer)),
    Row(Ecosystem::Jsr, "JSR", "jsr", "", None),
    Row(Ecosystem::Pub, "Pub", "pub", "", Some(Scheme::Pub)),
    Row(Ecosystem::Hex, "Hex", "hex", "", Some(Scheme::Hex)),
    Row(Ecosystem::SwiftUrl, "SwiftURL", "swift", "", Some(Scheme::Swift)),
    Row(
        Ecosystem::GitHubActions,
        "GitHub Actions",
        "githubactions",
        "",
        Some(Scheme::GitHubActions),
    ),
    Row(Ecosystem::Hackage, "Hackage", "hackage", "", Some(Scheme::Hackage)),
    Row(Ecosystem::Ghc, "GHC", "generic", "", Some(Scheme::Hackage)),
    Row(Ecosystem::Cran, "CRAN", "cran", "", Some(Scheme::Cran)),
    Row(Ecosystem::Bioconductor, "Bioconductor", "bioconductor", "", Some(Scheme::Cran)),
    Row(Ecosystem::ConanCenter, "ConanCenter", "conan", "", Some(Scheme::Conan)),
    Row(Ecosystem::Bitnami, "Bitnami", "bitnami", "", Some(Scheme::SemVer)),
    Row(Ecosystem::Kubernetes, "Kubernetes", "generic", "", Some(Scheme::SemVer)),
    Row(Ecosystem::VsCode, "VSCode", "vscode-extension", "", Some(Scheme::SemVer)),
    Row(Ecosystem::Debian, "Debian", "deb", "debian", Some(Scheme::Debian)),
    Row(Ecosystem::Ubuntu, "Ubuntu", "deb", "ubuntu", Some(Scheme::Debian)),
    Row(Ecosystem::Echo, "Echo", "deb", "echo", Some(Scheme::Debian)),
    Row(Ecosystem::Alpine, "Alpine", "apk", "alpine", Some(Scheme::Alpine)),
    Row(Ecosystem::Alpaquita, "Alpaquita", "apk", "alpaquita", Some(Scheme::Alpine)),
    Row(
        Ecosystem::BellSoft,
        "BellSoft Hardened Containers",
        "apk",
        "bellsoft-hardened-containers",
        Some(Scheme::Alpine),
    ),
    Row(Ecosystem::Chainguard, "Chainguard", "apk", "chainguard", Some(Scheme::Alpine)),
    Row(Ecosystem::MinimOs, "MinimOS", "apk", "minimos", Some(Scheme::Alpine)),
    Row(Ecosystem::Wolfi, "Wolfi", "apk", "wolfi", Some(Scheme::Alpine)),
    Row(Ecosystem::RedHat, "Red Hat", "rpm", "redhat", Some(Scheme::Rpm)),
    Row(Ecosystem::AlmaLinux, "AlmaLinux", "rpm", "almalinux", Some(Scheme::Rpm)),
    Row(Ecosystem::AzureLinux, "Azure Linux", "rpm", "azure-linux", Some(Scheme::Rpm)),
    Row(Ecosystem::Mageia, "Mageia", "rpm", "mageia", Some(Scheme::Rpm)),
    Row(Ecosystem::OpenEuler, "openEuler", "rpm", "openeuler", Some(Scheme::Rpm)),
    Row(Ecosystem::OpenSuse, "openSUSE", "rpm", "opensuse", Some(Scheme::Rpm)),
    Row(Ecosystem::PhotonOs, "Photon OS", "rpm", "photon", Some(Scheme::Rpm)),
    Row(Ecosystem::RockyLinux, "Rocky Linux", "rpm", "rocky-linux", Some(Scheme::Rpm)),
    Row(Ecosystem::Suse, "SUSE", "rpm", "suse", Some(Scheme::Rpm)),
    Row(Ecosystem::Android, "Android", "generic", "", None),
    Row(Ecosystem::CleanStart, "CleanStart", "generic", "", None),
    Row(Ecosystem::DockerHardenedImages, "Docker Hardened Images", "generic", "", None),
    Row(Ecosystem::FreeBsd, "FreeBSD", "generic", "", None),
    Row(Ecosystem::Git, "GIT", "generic", "", None),
    Row(Ecosystem::Julia, "Julia", "julia", "", None),
    Row(Ecosystem::Linux, "Linux", "generic", "", None),
    Row(Ecosystem::Opam, "opam", "opam", "", None),
    Row(Ecosystem::OssFuzz, "OSS-Fuzz", "generic", "", None),
    Row(Ecosystem::Root, "Root", "generic", "", None),
    Row(Ecosystem::TuxCare, "TuxCare", "generic", "", None),
];

impl Row {
    fn has_type(&self, kind: &str) -> bool {
        self.2 != "generic" && self.2.eq_ignore_ascii_case(kind)
    }
}

impl Ecosystem {
    /// Every ecosystem, in the order of this enum.
    pub fn all() -> impl Iterator<Item = Self> {
        ROWS.iter().map(|row| row.0)
    }

    const fn row(self) -> &'static Row {
        &ROWS[self as usize]
    }

    /// The name that OSV records use, such as `crates.io`.
    #[must_use]
    pub const fn name(self) -> &'static str {
        self.row().1
    }

    /// The type in a package URL, such as `cargo`; `generic` where there is none of its own.
    #[must_use]
    pub const fn purl_type(self) -> &'static str {
        self.row().2
    }

    /// The namespace in a package URL that tells it from others of the type, such as `ubuntu`.
    #[must_use]
    pub const fn purl_namespace(self) -> Option<&'static str> {
        let namespace = self.row().3;
        if namespace.is_empty() { None } else { Some(namespace) }
    }

    /// Finds an ecosystem by the type and namespace of a package URL, in any case.
    ///
    /// ```
    /// use mcpvet::Ecosystem;
    /// assert_eq!(Ecosystem::from_purl("deb", Some("ubuntu")), Some(Ecosystem::Ubuntu));
    /// assert_eq!(Ecosystem::from_purl("npm", Some("@scope")), Some(Ecosystem::Npm));
    /// assert_eq!(Ecosystem::from_purl("deb", Some("elsewhere")), None);
    /// ```
    #[must_use]
    pub fn from_purl(kind: &str, namespace: Option<&str>) -> Option<Self> {
        let namespace = namespace.unwrap_or_default();
        let is_it = |row: &&Row| {
            row.has_type(kind) && (row.3.is_empty() || row.3.eq_ignore_ascii_case(namespace))
        };
        ROWS.iter().find(is_it).map(|row| row.0)
    }

    /// How versions are ordered there; `None` where no order is known.
    #[must_use]
    pub const fn scheme(self) -> Option<Scheme> {
        self.row().4
    }

    /// Finds an ecosystem by its OSV name, with or without the suffix of a release, or by its purl
    /// type, in any case: `PyPI`, `cargo`, `crates.io`, `Debian:12`.
    #[must_use]
    pub fn from_name(name: &str) -> Option<Self> {
        Self::split_name(name).map(|(ecosystem, _)| ecosystem)
    }

    /// Splits what an OSV record calls an ecosystem into the ecosystem and its suffix.
    ///
    /// ```
    /// use mcpvet::Ecosystem;
    /// let split = Ecosystem::split_name("Ubuntu:22.04:LTS");
    /// assert_eq!(split, Some((Ecosystem::Ubuntu, "22.04:LTS")));
    /// assert_eq!(Ecosystem::split_name("npm"), Some((Ecosystem::Npm, "")));
    /// ```
    #[must_use]
    pub fn split_name(name: &str) -> Option<(Self, &str)> {
        let (name, suffix) = name.split_once(':').unwrap_or((name, ""));
        let is_it = |row: &&Row| row.1.eq_ignore_ascii_case(name) || row.has_type(name);
        ROWS.iter().find(is_it).map(|row| (row.0, suffix))
    }

    /// The spelling under which the ecosystem files a package.
    ///
    /// PyPI follows PEP 503 (`My_Pkg` is `my-pkg`), NuGet, Packagist and the hosts of actions, of
    /// Swift and of extensions ignore case, and Go is filed as package URLs write it, in lower case;
    /// elsewhere a name is what it is.
    ///
    /// ```
    /// use mcpvet::Ecosystem;
    /// assert_eq!(Ecosystem::PyPI.normalize("AWSlabs.AWS_api"), "awslabs-aws-api");
    /// assert_eq!(Ecosystem::Npm.normalize("@scope/Name"), "@scope/Name");
    /// ```
    #[must_use]
    pub fn normalize(self, name: &str) -> Cow<'_, str> {
        match self {
            Self::PyPI if !is_pep503(name) => Cow::Owned(pep503(name)),
            Self::NuGet
            | Self::Packagist
            | Self::Go
            | Self::GitHubActions
            | Self::SwiftUrl
            | Self::VsCode
                if name.bytes().any(|b| b.is_ascii_uppercase()) =>
            {
                Cow::Owned(name.to_ascii_lowercase())
            }
            _ => Cow::Borrowed(name),
        }
    }
}

fn is_pep503(name: &str) -> bool {
    let bytes = name.as_bytes();
    bytes.iter().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || *b == b'-')
        && !bytes.windows(2).any(|pair| pair == b"--")
}

fn pep503(name: &str) -> String {
    let mut normal = String::with_capacity(name.len());
    for c in name.chars() {
        match c {
            '-' | '_' | '.' if normal.ends_with('-') => {}
            '-' | '_' | '.' => normal.push('-'),
            _ => normal.extend(c.to_lowercase()),
        }
    }
    normal
}

impl Serialize for Ecosystem {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.name())
    }
}

impl<'de> Deserialize<'de> for Ecosystem {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let name = Cow::<'de, str>::deserialize(deserializer)?;
        Self::from_name(&name).ok_or_else(|| serde::de::Error::custom("unknown ecosystem"))
    }
}

#[cfg(test)]
mod tests {
    use super::{Ecosystem, ROWS};

    #[test]
    fn rows_stand_in_the_order_of_the_enum() {
        assert!(ROWS.iter().enumerate().all(|(index, row)| row.0 as usize == index));
    }

    /// The names of OSV schema 1.7.5.
    const OSV: &str = "AlmaLinux|Alpaquita|Alpine|Android|Azure Linux|BellSoft Hardened Containers|\
        Bioconductor|Bitnami|Chainguard|CleanStart|ConanCenter|CRAN|crates.io|Debian|\
        Docker Hardened Images|Echo|FreeBSD|GHC|GIT|GitHub Actions|Go|Hackage|Hex|Julia|Kubernetes|\
        Linux|Mageia|Maven|MinimOS|npm|NuGet|opam|openEuler|openSUSE|OSS-Fuzz|Packagist|Photon OS|\
        Pub|PyPI|Red Hat|Rocky Linux|Root|RubyGems|SUSE|SwiftURL|TuxCare|Ubuntu|VSCode|Wolfi";

    #[test]
    fn every_name_of_osv_is_known_with_and_without_suffix() {
        for name in OSV.split('|') {
            let ecosystem = Ecosystem::from_name(name).unwrap();
            assert_eq!(ecosystem.name(), name);
            let with_suffix = format!("{name}:12:LTS");
            assert_eq!(Ecosystem::split_name(&with_suffix), Some((ecosystem, "12:LTS")));
        }
        assert_eq!(ROWS.len(), OSV.split('|').count() + ["OCI", "JSR"].len());
        assert_eq!(Ecosystem::from_name("Maven:https://maven.google.com"), Some(Ecosystem::Maven));
        assert_eq!(Ecosystem::from_name("generic"), None);
    }

    #[test]
    fn a_purl_type_alone_names_the_first_of_its_ecosystems() {
        for (kind, ecosystem) in
            [("deb", Ecosystem::Debian), ("APK", Ecosystem::Alpine), ("rpm", Ecosystem::RedHat)]
        {
            assert_eq!(Ecosystem::from_name(kind), Some(ecosystem));
            assert_eq!(Ecosystem::from_purl(kind, None), None);
        }
    }

    #[test]
    fn pep_503_folds_runs_of_separators() {
        for (written, filed) in [("A__b.-c", "a-b-c"), ("mcp", "mcp"), ("x.", "x-"), ("É", "é")] {
            assert_eq!(Ecosystem::PyPI.normalize(written), filed);
        }
    }
}
