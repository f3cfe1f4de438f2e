//! Relations of distributions and of R: `>= 1.0-1`, `(>= 1.2, << 2)`, `= 1.0`.
//!
//! Reference: <https://www.debian.org/doc/debian-policy/ch-relationships.html>, the `Requires` of
//! RPM's spec files, `apk` dependencies, and `Depends` of an R package's `DESCRIPTION`. A comma means
//! "and"; a version alone means that version. What only apk knows stands in `alpine`.
//!
//! Quirks:
//! - `<` and `>` of Debian hold the version itself, as `dpkg --compare-versions` still warns; `<<`
//!   and `>>` do not;
//! - a version of RPM without a release stands for all of its releases: `= 1.0` allows `1.0-3.el9`.
//!   A package that has no release itself, which RPM does not build, is not looked at this way.

use super::comparison::{Comparison, all_of, between, comparison};
use super::{Intervals, alpine};
use crate::version::{Key, Scheme, VersionError, rpm};

const EXPECTED: VersionError = VersionError::new("expected a relation such as >= 1.0 or = 1.0-1");

/// What Debian writes in its own way.
const DEBIAN: [(&str, Comparison); 6] = [
    ("<<", Comparison::Below),
    (">>", Comparison::Above),
    ("<=", Comparison::AtMost),
    (">=", Comparison::AtLeast),
    ("<", Comparison::AtMost),
    (">", Comparison::AtLeast),
];

pub(super) fn intervals(scheme: Scheme, requirement: &str) -> Result<Intervals, VersionError> {
    let text = requirement.trim_ascii();
    let inner = text.strip_prefix('(').and_then(|text| text.strip_suffix(')')).unwrap_or(text);
    all_of(&mut inner.split(',').map(|clause| one(scheme, clause.trim_ascii())))
}

fn one(scheme: Scheme, clause: &str) -> Result<Intervals, VersionError> {
    if let (Scheme::Alpine, Some(set)) = (scheme, alpine::fuzzy(clause)) {
        return set;
    }
    let own: &[_] = if scheme == Scheme::Debian { &DEBIAN } else { &[] };
    let (comparison, version) = comparison(clause, own);
    if !version.starts_with(|c: char| c.is_ascii_alphanumeric()) {
        return Err(EXPECTED);
    }
    let key = scheme.key(version)?;
    Ok(match scheme {
        Scheme::Rpm if !version.contains('-') => any_release(comparison, key),
        _ => comparison.set(&key),
    })
}

/// What a comparison with all releases of a version allows.
fn any_release(comparison: Comparison, version: Key) -> Intervals {
    let behind = rpm::above_releases(&version);
    match comparison {
        Comparison::Equal => between(version, behind),
        Comparison::NotEqual => between(version, behind).complement(),
        Comparison::Below | Comparison::AtLeast => comparison.set(&version),
        Comparison::AtMost => Comparison::Below.set(&behind),
        Comparison::Above => Comparison::AtLeast.set(&behind),
    }
}
