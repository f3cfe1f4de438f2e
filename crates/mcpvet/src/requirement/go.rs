//! Go requirements: the `v1.2.3` of `go.mod`, and the queries of `go get`.
//!
//! Reference: <https://go.dev/ref/mod#minimal-version-selection>,
//! <https://go.dev/ref/mod#version-queries>.
//!
//! A version is a minimum: what is built is that one or a later one of the same module path.
//! A path ends where the major version changes, except that major versions 0 and 1 share one, and
//! that it also holds `+incompatible` versions of any major version above 1. So `v1.2.3` allows
//! `v1.9.0` and `v2.0.0+incompatible`, but not `v2.0.0`; the intervals cannot see the difference
//! and reach up to the end.
//!
//! Queries: `v1`, `v1.2` are whatever begins with these numbers, `>=v1.2.3` and its kin compare;
//! `latest`, `upgrade`, `patch`, branches and commits are no sets of versions. A major version above
//! 64 bits is refused.

use super::comparison::{COMPARISONS, Comparison, between, operator};
use super::{Interval, Intervals};
use crate::version::{Key, Scheme, VersionError};

const EXPECTED: VersionError =
    VersionError::new("expected a minimum such as v1.2.3, or a query such as v1.2 or >=v1.2.3");

pub(super) fn intervals(requirement: &str) -> Result<Intervals, VersionError> {
    let text = requirement.trim_ascii();
    if let Some((comparison, version)) = operator(text, &COMPARISONS) {
        return match comparison {
            Comparison::NotEqual | Comparison::Equal => Err(EXPECTED),
            // Go asks whether `<=v1.2` means `v1.2.3` too.
            Comparison::AtMost | Comparison::Above if numbers(version) < 3 => Err(EXPECTED),
            _ => Ok(comparison.set(&key(version)?)),
        };
    }
    let major = major(text).ok_or(EXPECTED)?;
    if numbers(text) < 3 {
        return prefix(text);
    }
    let to = match major {
        _ if is_incompatible(text) => None,
        0 | 1 => None,
        _ => Some(floor(major + 1)?),
    };
    Ok(Intervals::union(vec![Interval { from: key(text)?, to }]))
}

pub(super) fn contains(requirement: &str, version: &str) -> Result<bool, VersionError> {
    let inside = intervals(requirement)?.contains(&key(version)?);
    let text = requirement.trim_ascii();
    if operator(text, &COMPARISONS).is_some() || numbers(text) < 3 {
        return Ok(inside);
    }
    Ok(inside && (if is_plain(text) { is_plain(version) } else { major(text) == major(version) }))
}

/// Whether a version stands under the path without a major version.
fn is_plain(version: &str) -> bool {
    is_incompatible(version) || matches!(major(version), Some(0 | 1))
}

fn is_incompatible(version: &str) -> bool {
    version.ends_with("+incompatible")
}

fn key(version: &str) -> Result<Key, VersionError> {
    Scheme::Go.key(version)
}

/// The bound below all versions and pre-releases of a major version.
fn floor(major: u64) -> Result<Key, VersionError> {
    key(&format!("v{major}.0.0-0"))
}

fn major(version: &str) -> Option<u64> {
    let version = version.strip_prefix('v').unwrap_or(version);
    let end = version.find(|c: char| !c.is_ascii_digit()).unwrap_or(version.len());
    version[..end].parse().ok().filter(|major| *major < u64::MAX)
}

/// How many numbers a version gives.
fn numbers(version: &str) -> usize {
    let end = version.find(['-', '+']).unwrap_or(version.len());
    1 + version[..end].matches('.').count()
}

/// Everything that begins with the numbers of `v1` or `v1.2`.
fn prefix(text: &str) -> Result<Intervals, VersionError> {
    key(text)?;
    let major = major(text).ok_or(EXPECTED)?;
    let Some((_, minor)) = text.split_once('.') else {
        return Ok(between(floor(major)?, floor(major + 1)?));
    };
    let minor: u64 = minor.parse().map_err(|_| EXPECTED)?;
    let next = minor.checked_add(1).ok_or(EXPECTED)?;
    let floor = |minor: u64| key(&format!("v{major}.{minor}.0-0"));
    Ok(between(floor(minor)?, floor(next)?))
}

#[cfg(test)]
mod tests {
    use super::super::tests::check_refused;
    use crate::version::Scheme;

    #[test]
    fn a_branch_or_word_is_no_requirement() {
        check_refused(Scheme::Go, &["", "latest", "upgrade", "main", "=v1.2.3", "v1.2-rc", "v1.x"]);
    }
}
