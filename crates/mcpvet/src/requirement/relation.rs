//! Relations of distributions and of R: `>= 1.0-1`, `(>= 1.2, << 2)`, `= 1.0`.
//!
//! Reference: <https://www.debian.org/doc/debian-policy/ch-relationships.html>, the `Requires` of
//! RPM's spec files, `apk` dependencies, and `Depends` of an R package's `DESCRIPTION`. A comma means
//! "and"; a version alone means that version. What only apk knows stands in `alpine`.

use super::comparison::{Comparison, all_of, comparison};
use super::{Intervals, alpine};
use crate::version::{Scheme, VersionError};

const EXPECTED: VersionError = VersionError::new("expected a relation such as >= 1.0 or = 1.0-1");

/// What Debian writes for `<` and `>`.
const STRICTLY: [(&str, Comparison); 2] = [("<<", Comparison::Below), (">>", Comparison::Above)];

pub(super) fn intervals(scheme: Scheme, requirement: &str) -> Result<Intervals, VersionError> {
    let text = requirement.trim_ascii();
    let inner = text.strip_prefix('(').and_then(|text| text.strip_suffix(')')).unwrap_or(text);
    all_of(inner.split(',').map(|clause| one(scheme, clause.trim_ascii())))
}

fn one(scheme: Scheme, clause: &str) -> Result<Intervals, VersionError> {
    if let (Scheme::Alpine, Some(set)) = (scheme, alpine::fuzzy(clause)) {
        return set;
    }
    let version = clause.trim_start_matches(['<', '>', '=', '!', ' ', '\t']);
    if !version.starts_with(|c: char| c.is_ascii_alphanumeric()) {
        return Err(EXPECTED);
    }
    let (comparison, version) = comparison(clause, &STRICTLY);
    Ok(comparison.set(&scheme.key(version)?))
}
