//! CRAN and Bioconductor: R's `compareVersion`.
//!
//! Spec: <https://stat.ethz.ch/R-manual/R-devel/library/base/html/numeric_version.html>. The order:
//!
//! `0.9 < 1.0 = 1-0 < 1.0.0 < 1.0-1 = 1.0.1 < 1.2 < 1.10`
//!
//! Quirks:
//! - a hyphen separates as a dot does, and every number counts, zeros at the end too, which the
//!   operators of `package_version` in R 4.2 pass over;
//! - R asks for two numbers and ends them at 2^31 - 1; here one is enough, as for R's
//!   `numeric_version`, and they have any length.

use super::{Key, VersionError, hackage};

const EXPECTED: VersionError =
    VersionError::new("expected numbers between dots or hyphens, such as 1.2.3 or 1.2-3");

pub(super) fn key(version: &str) -> Result<Key, VersionError> {
    hackage::numbers(version, b".-").ok_or(EXPECTED)
}
