//! Swift requirements: `from: "1.2.3"`, `.upToNextMinor(from: "1.2.3")`, `"1.2.3"..<"2.0.0"`,
//! `exact: "1.2.3"`.
//!
//! Reference: <https://developer.apple.com/documentation/packagedescription/package/dependency>.
//! `1.2.3...` is every version from 1.2.3 on, and `1.2.3` alone is that version.
//!
//! A pre-release belongs to a range only if an end of it is a pre-release, and `2.0.0-rc` never to
//! a range that ends below `2.0.0`; the intervals leave the first rule out.
//!
//! Quirks, after `PackageDescription` and `Range.contains(version:)` of SwiftPM:
//! - `"1.0.0"..."1.4.0"` is kept as `"1.0.0"..<"1.4.1"`, so that `"1.0.0"..."1.4.0-rc"` ends below
//!   `1.4.1-rc` and holds `1.4.0`;
//! - the lower end of `"1.0.0"..<"1.0.0"` belongs to it; a range that runs backwards is none.
//!
//! Numbers may be left out here, which Swift's manifests do not allow.

use core::cmp::Ordering;

use super::comparison::between;
use super::{Interval, Intervals};
use crate::version::{Key, Scheme, VersionError};

const EXPECTED: VersionError =
    VersionError::new("expected a requirement such as from: \"1.2.3\" or \"1.2.3\"..<\"2.0.0\"");

/// A set, and whether an end of it is a pre-release.
struct Range {
    set: Intervals,
    has_prerelease: bool,
}

pub(super) fn intervals(requirement: &str) -> Result<Intervals, VersionError> {
    Ok(read(requirement)?.set)
}

pub(super) fn contains(requirement: &str, version: &str) -> Result<bool, VersionError> {
    let range = read(requirement)?;
    let is_wanted = range.has_prerelease || !is_prerelease(version);
    Ok(is_wanted && range.set.contains(&key(version)?))
}

fn read(requirement: &str) -> Result<Range, VersionError> {
    let text: String =
        requirement.chars().filter(|c| !c.is_ascii_whitespace() && *c != '"').collect();
    let argument = |name: &str| Some(text.strip_prefix(name)?.trim_end_matches(')'));
    for name in ["from:", ".upToNextMajor(from:", "upToNextMajor(from:"] {
        if let Some(version) = argument(name) {
            return up_to_next(version, 0);
        }
    }
    for name in [".upToNextMinor(from:", "upToNextMinor(from:"] {
        if let Some(version) = argument(name) {
            return up_to_next(version, 1);
        }
    }
    if let Some((from, to)) = text.split_once("..<") {
        return half_open(from, to);
    }
    if let Some((from, to)) = text.split_once("...") {
        return closed(from, to);
    }
    let version = argument(".exact(").or_else(|| argument("exact:")).unwrap_or(&text);
    let set = Intervals::union(vec![Interval::exactly(&key(version)?)]);
    Ok(Range { set, has_prerelease: true })
}

fn half_open(from: &str, to: &str) -> Result<Range, VersionError> {
    let has_prerelease = is_prerelease(from) || is_prerelease(to);
    let (low, high) = (key(from)?, key(to)?);
    let set = match low.cmp(&high) {
        Ordering::Less => between(low, upper(to)?),
        Ordering::Equal => Intervals::union(vec![Interval::exactly(&low)]),
        Ordering::Greater => return Err(EXPECTED),
    };
    Ok(Range { set, has_prerelease })
}

/// `1.2.3...1.4.0`, or without an end.
fn closed(from: &str, to: &str) -> Result<Range, VersionError> {
    if to.is_empty() {
        let set = Intervals::union(vec![Interval { from: key(from)?, to: None }]);
        return Ok(Range { set, has_prerelease: is_prerelease(from) });
    }
    if key(to)? < key(from)? {
        return Err(EXPECTED);
    }
    let (numbers, tail) = numbers(to)?;
    let patch = numbers[2].checked_add(1).ok_or(EXPECTED)?;
    half_open(from, &format!("{}.{}.{patch}{tail}", numbers[0], numbers[1]))
}

fn up_to_next(version: &str, place: usize) -> Result<Range, VersionError> {
    let (mut next, _) = numbers(version)?;
    next[place] = next[place].checked_add(1).ok_or(EXPECTED)?;
    next[place + 1..].fill(0);
    half_open(version, &format!("{}.{}.{}", next[0], next[1], next[2]))
}

/// The numbers of a version, zeros for those that are left out, and what stands behind them.
fn numbers(version: &str) -> Result<([u64; 3], &str), VersionError> {
    let (core, tail) = version.split_at(version.find(['-', '+']).unwrap_or(version.len()));
    let mut numbers = [0; 3];
    for (at, number) in core.split('.').enumerate() {
        *numbers.get_mut(at).ok_or(EXPECTED)? = number.parse().map_err(|_| EXPECTED)?;
    }
    Ok((numbers, tail))
}

/// The exclusive end at a version: below its pre-releases, unless it is one itself.
fn upper(version: &str) -> Result<Key, VersionError> {
    key(version)?;
    match is_prerelease(version) {
        true => key(version),
        false => key(&format!("{}-0", version.split('+').next().unwrap_or(version))),
    }
}

fn is_prerelease(version: &str) -> bool {
    version.split('+').next().unwrap_or(version).contains('-')
}

fn key(version: &str) -> Result<Key, VersionError> {
    Scheme::Swift.key(version)
}
