//! Version order, one file per scheme.
//!
//! A version string is turned once into a [`Key`]; keys are the only thing that is ever compared.
//! Reading is as lenient as the ecosystem's own tools, and a version that they would refuse is a
//! [`VersionError`], which the matcher turns into an `undecided` verdict, never into a guess.
//!
//! Each order is held against the tool that made it. The pairs stand in `tests/versions`, with the
//! generators and their commands beside them; `cargo test -p mcpvet --test versions` tries them all.
//!
//! Beside the recorded pairs stand the pairs of other seeds that were tried once.
//!
//! | scheme | oracle | recorded | tried once | disagreements |
//! | --- | --- | --- | --- | --- |
//! | npm | node-semver 7, loose | 2,000 | 60,000 | 0; numeric identifiers above 2^53, which it rounds, are not among them |
//! | Cargo | the `semver` crate, also by proptest | 2,000 | 100,000 | 0 |
//! | Go | golang.org/x/mod/semver | 2,000 | 60,000 | 0 |
//! | PEP 440 | packaging; pep440_rs by proptest | 2,000 | 60,000 | 0 |
//! | Maven | `ComparableVersion` of Maven 3.8.7 | 2,000 | 60,000 | 0; pairs in which it contradicts itself are left out (see `maven.rs`) |
//! | NuGet | NuGet.Versioning 6.7.1 on Mono | 2,000 | 60,000 | 0 |
//! | RubyGems | `Gem::Version` | 2,000 | 60,000 | 0 |
//! | Packagist | composer/semver on PHP | 2,000 | 60,000 | 0; `-STABLE` and branches are left out (see `packagist.rs`) |
//! | Pub | `pub_semver` 2.1, transcribed: Dart was not at hand | 2,000 | 60,000 | 0 |
//! | Debian | `dpkg --compare-versions` | 2,000 | 56,000 | 0; characters of which it warns make no version here |
//! | RPM | `rpm.vercmp` of RPM 4.18 | 2,000 | 60,000 | 0 |
//! | Alpine | `version.c` of apk-tools 3, transcribed: apk was not at hand | 2,000 | | 0 |
//! | Conan | Conan 2 | 2,000 | | 0; pairs in which it goes in circles are left out (see `conan.rs`) |
//! | Hackage | Cabal 3.4, `Data.Version` of GHC 9.0 where Cabal refuses | 2,000 | 60,000 | 0 |
//! | Hex | Elixir's `Version` | 2,000 | 60,000 | 0 |
//! | CRAN | `compareVersion` of R 4.2 | 2,000 | 20,000 | 0 |
//! | SwiftURL | `TSCUtility.Version` of Swift 6.0.3 | 2,000 | 100,000 | 0; identifiers that are empty, negative, padded or wider than 64 bits, where OSV and Swift part, are left out |
//! | SemVer, GitHub Actions | `semver_index` of OSV's own library 0.0.22 | 2,000 each | 60,000 | 0 |

mod alpine;
mod conan;
mod cran;
mod debian;
mod hackage;
mod hex;
mod key;
mod maven;
pub(crate) mod npm;
mod nuget;
mod packagist;
pub(crate) mod pep440;
mod pub_dev;
pub(crate) mod rpm;
mod rubygems;
pub(crate) mod scan;
mod semantic;
pub(crate) mod semver;

use core::cmp::Ordering;
use core::fmt;

pub use key::Key;
pub(crate) use key::{ABOVE_NUMBERS, END, KeyWriter, one_digit};

/// Longest version that is read, in bytes. Real ones stay below 100.
pub const MAX_VERSION_BYTES: usize = 1024;

/// How the versions of an ecosystem are written and ordered.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Scheme {
    /// node-semver, loose: npm.
    Npm,
    /// SemVer 2.0.0 as Cargo reads it: crates.io.
    Cargo,
    /// SemVer with a leading `v`, pseudo-versions and `+incompatible`: Go modules.
    Go,
    /// PEP 440: PyPI.
    Pep440,
    /// `ComparableVersion`: Maven.
    Maven,
    /// SemVer with four parts and case-insensitive labels: NuGet.
    NuGet,
    /// `Gem::Version`: RubyGems.
    RubyGems,
    /// Composer's normalised versions: Packagist.
    Packagist,
    /// SemVer 2.0.0 in which build metadata counts: Pub.
    Pub,
    /// SemVer 2.0.0 to the letter: Hex.
    Hex,
    /// SemVer with a leading `v` and missing numbers, as Git tags are written: SwiftURL.
    Swift,
    /// SemVer of tags, `v4` being `4.0.0`: GitHub Actions.
    GitHubActions,
    /// Lists of numbers: Hackage.
    Hackage,
    /// Lists of numbers between dots and hyphens: CRAN, Bioconductor.
    Cran,
    /// Lists of numbers and words: ConanCenter.
    Conan,
    /// `dpkg`: Debian, Ubuntu.
    Debian,
    /// `apk`: Alpine and its kin.
    Alpine,
    /// `rpmvercmp` with epochs: Red Hat and its kin.
    Rpm,
    /// SemVer with a leading `v`, missing and surplus numbers: the generic order of OSV.
    SemVer,
}

impl Scheme {
    /// Every scheme, in the order of this enum.
    pub const ALL: [Self; 19] = [
        Self::Npm,
        Self::Cargo,
        Self::Go,
        Self::Pep440,
        Self::Maven,
        Self::NuGet,
        Self::RubyGems,
        Self::Packagist,
        Self::Pub,
        Self::Hex,
        Self::Swift,
        Self::GitHubActions,
        Self::Hackage,
        Self::Cran,
        Self::Conan,
        Self::Debian,
        Self::Alpine,
        Self::Rpm,
        Self::SemVer,
    ];

    /// Turns a version into its key.
    ///
    /// # Errors
    ///
    /// When the ecosystem has no such version: `1.2` and `latest` for npm, `1.0-` for Cargo, an
    /// empty string or more than [`MAX_VERSION_BYTES`] bytes anywhere.
    ///
    /// ```
    /// use mcpvet::version::Scheme;
    /// assert!(Scheme::Pep440.key("1.0.post1")? > Scheme::Pep440.key("1.0")?);
    /// assert!(Scheme::Npm.key("latest").is_err());
    /// # Ok::<(), mcpvet::version::VersionError>(())
    /// ```
    pub fn key(self, version: &str) -> Result<Key, VersionError> {
        let version = version.trim_ascii();
        if version.is_empty() {
            return Err(VersionError::new("the version is empty"));
        }
        if version.len() > MAX_VERSION_BYTES {
            return Err(VersionError::new("the version is longer than 1024 bytes"));
        }
        match self {
            Self::Npm => npm::key(version),
            Self::Cargo => semver::cargo_key(version),
            Self::Go => semver::go_key(version),
            Self::Pep440 => pep440::key(version),
            Self::Maven => maven::key(version),
            Self::NuGet => nuget::key(version),
            Self::RubyGems => rubygems::key(version),
            Self::Packagist => packagist::key(version),
            Self::Pub => pub_dev::key(version),
            Self::Hex => hex::key(version),
            Self::Swift => semantic::key(version),
            Self::GitHubActions => semantic::key(version),
            Self::Hackage => hackage::key(version),
            Self::Cran => cran::key(version),
            Self::Conan => conan::key(version),
            Self::Debian => debian::key(version),
            Self::Alpine => alpine::key(version),
            Self::Rpm => rpm::key(version),
            Self::SemVer => semantic::key(version),
        }
    }

    /// Compares two versions of this scheme.
    ///
    /// # Errors
    ///
    /// When either is not a version of this scheme; the message names it.
    pub fn compare(self, a: &str, b: &str) -> Result<Ordering, VersionError> {
        Ok(self.key(a)?.cmp(&self.key(b)?))
    }
}

/// Why a text is not a version of its scheme.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct VersionError(&'static str);

impl VersionError {
    pub(crate) const fn new(message: &'static str) -> Self {
        Self(message)
    }
}

impl fmt::Display for VersionError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.0)
    }
}

impl core::error::Error for VersionError {}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn says_why_a_text_is_no_version() {
        let error = |scheme: Scheme, text: &str| scheme.key(text).unwrap_err().to_string();
        for scheme in Scheme::ALL {
            assert_eq!(error(scheme, " "), "the version is empty");
            assert_eq!(error(scheme, &"1".repeat(1025)), "the version is longer than 1024 bytes");
        }
        assert_eq!(error(Scheme::Go, "latest"), "expected a Go version such as v1.2.3");
        assert_eq!(
            error(Scheme::Packagist, "dev-main"),
            "expected a version: a branch has no place in their order"
        );
    }

    #[test]
    fn white_space_around_a_version_does_not_count() {
        for scheme in Scheme::ALL {
            assert_eq!(scheme.key(" 1.2.3\t"), scheme.key("1.2.3"));
        }
    }

    /// Texts near what the schemes read.
    fn near() -> impl Strategy<Value = String> {
        "[0-9]{1,2}([.+_@!:~^ x*v-]{0,2}(0|1|9|10|18446744073709551616|[a-zA-Z]|alpha|rc|dev|sp|ga)){0,8}"
    }

    proptest! {
        #[test]
        fn no_text_panics(text in "\\PC{0,40}", near in near(), tail in "[\\PC\0]{0,3}") {
            for scheme in Scheme::ALL {
                let _ = scheme.key(&text);
                let _ = scheme.key(&near);
                let _ = scheme.key(&format!("{near}{tail}"));
            }
        }

        /// Zeros in front of a number never matter to those that read them at all.
        #[test]
        fn numbers_compare_by_value(a in 0u128..1 << 80, b in 0u128..1 << 80, zeros in "0{0,3}") {
            for scheme in Scheme::ALL {
                let compare = |a: &str, b: &str| scheme.compare(&format!("{a}.0.0"), &format!("{b}.0.0"));
                let padded = compare(&format!("{zeros}{a}"), &b.to_string());
                prop_assert!(padded.is_err() || padded == Ok(a.cmp(&b)));
            }
        }

        /// What `Key::successor` and all interval bounds rest on.
        #[test]
        fn no_key_begins_another(a in near(), b in near(), tail in "([.-]?(0|a|1)){0,3}") {
            for scheme in Scheme::ALL {
                for b in [&b, &format!("{a}{tail}")] {
                    if let (Ok(a), Ok(b)) = (scheme.key(&a), scheme.key(b)) {
                        prop_assert!(a == b || !b.as_bytes().starts_with(a.as_bytes()));
                        prop_assert!(a == b || !a.as_bytes().starts_with(b.as_bytes()));
                    }
                }
            }
        }
    }
}
