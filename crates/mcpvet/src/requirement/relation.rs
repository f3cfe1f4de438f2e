//! Relations of distributions and of R: `>= 1.0-1`, `(>= 1.2, << 2)`, `= 1.0`.
//!
//! Reference: <https://www.debian.org/doc/debian-policy/ch-relationships.html>, the `Requires` of
//! RPM's spec files, `apk` dependencies, and `Depends` of an R package's `DESCRIPTION`. A comma means
//! "and"; a version alone means that version.

use super::Intervals;
use super::comparison::{Comparison, all_of, comparator};
use crate::version::{Scheme, VersionError};

const EXPECTED: VersionError = VersionError::new("expected a relation such as >= 1.0 or = 1.0-1");

const OPERATORS: [(&str, Comparison); 9] = [
    ("<<", Comparison::Below),
    (">>", Comparison::Above),
    ("<=", Comparison::AtMost),
    (">=", Comparison::AtLeast),
    ("!=", Comparison::NotEqual),
    ("==", Comparison::Equal),
    ("<", Comparison::Below),
    (">", Comparison::Above),
    ("=", Comparison::Equal),
];

pub(super) fn intervals(scheme: Scheme, requirement: &str) -> Result<Intervals, VersionError> {
    let text = requirement.trim_ascii();
    let inner = text.strip_prefix('(').and_then(|text| text.strip_suffix(')')).unwrap_or(text);
    all_of(inner.split(',').map(|clause| one(scheme, clause.trim_ascii())))
}

fn one(scheme: Scheme, clause: &str) -> Result<Intervals, VersionError> {
    let version = clause.trim_start_matches(['<', '>', '=', '!', ' ', '\t']);
    match version.starts_with(|c: char| c.is_ascii_alphanumeric()) {
        true => comparator(scheme, clause, &OPERATORS),
        false => Err(EXPECTED),
    }
}
