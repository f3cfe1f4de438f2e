//! Version order, one file per scheme.
//!
//! A version string is turned once into a [`Key`]; keys are the only thing that is ever compared.
//! Reading is as lenient as the ecosystem's own tools, and a version that they would refuse is a
//! [`VersionError`], which the matcher turns into an `undecided` verdict, never into a guess.

mod key;
mod maven;
pub(crate) mod npm;
mod nuget;
mod packagist;
pub(crate) mod pep440;
mod rubygems;
pub(crate) mod scan;
pub(crate) mod semver;

use core::cmp::Ordering;
use core::fmt;

pub use key::Key;
pub(crate) use key::{ABOVE_NUMBERS, END, KeyWriter};

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
}

impl Scheme {
    /// Every scheme, in the order of this enum.
    pub const ALL: [Self; 8] = [
        Self::Npm,
        Self::Cargo,
        Self::Go,
        Self::Pep440,
        Self::Maven,
        Self::NuGet,
        Self::RubyGems,
        Self::Packagist,
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
        "[0-9]{1,2}([.+_@! x*v-]{0,2}(0|1|9|10|18446744073709551616|[a-zA-Z]|alpha|rc|dev|sp|ga)){0,8}"
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
