//! Hex: Elixir's `Version`, SemVer 2.0.0 to the letter.
//!
//! Spec: <https://hexdocs.pm/elixir/Version.html>. The order:
//!
//! `1.0.0-1 < 1.0.0-alpha < 1.0.0-alpha.1 < 1.0.0-alpha.beta < 1.0.0-rc.1 < 1.0.0 = 1.0.0+build
//! < 1.0.1 < 1.10.0`
//!
//! Quirks:
//! - all three numbers must be there, none with a zero in front, and no `v` before them;
//! - numbers have any length.

use super::{Key, VersionError, semver};

pub(super) fn key(version: &str) -> Result<Key, VersionError> {
    semver::strict(version.as_bytes())
        .ok_or(VersionError::new("expected a SemVer version such as 1.2.3 or 1.2.3-rc.1"))
}
