//! Swift requirements: `from: "1.2.3"`, `.upToNextMinor(from: "1.2.3")`, `"1.2.3"..<"2.0.0"`,
//! `exact: "1.2.3"`.
//!
//! Reference: <https://developer.apple.com/documentation/packagedescription/package/dependency>.
//! `1.2.3...` is every version from 1.2.3 on, and `1.2.3` alone is that version.
//!
//! A pre-release belongs to a range only if an end of it is a pre-release, and `2.0.0-rc` never to
//! a range that ends below `2.0.0`; the intervals leave the first rule out.

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
        return range(key(from)?, upper(to)?, is_prerelease(from) || is_prerelease(to));
    }
    if let Some((from, to)) = text.split_once("...") {
        return closed(from, to);
    }
    let version = argument(".exact(").or_else(|| argument("exact:")).unwrap_or(&text);
    let set = Intervals::union(vec![Interval::exactly(&key(version)?)]);
    Ok(Range { set, has_prerelease: true })
}

fn range(from: Key, to: Key, has_prerelease: bool) -> Result<Range, VersionError> {
    Ok(Range { set: between(from, to), has_prerelease })
}

/// `1.2.3...1.4.0`, or without an end.
fn closed(from: &str, to: &str) -> Result<Range, VersionError> {
    match to {
        "" => {
            let set = Intervals::union(vec![Interval { from: key(from)?, to: None }]);
            Ok(Range { set, has_prerelease: is_prerelease(from) })
        }
        _ => range(key(from)?, key(to)?.successor(), is_prerelease(from) || is_prerelease(to)),
    }
}

fn up_to_next(version: &str, place: usize) -> Result<Range, VersionError> {
    let end = version.find(['-', '+']).unwrap_or(version.len());
    let numbers: Result<Vec<u64>, _> = version[..end].split('.').map(str::parse).collect();
    let to = match (numbers.map_err(|_| EXPECTED)?.as_slice(), place) {
        ([major, ..], 0) => format!("{}.0.0", major.checked_add(1).ok_or(EXPECTED)?),
        ([major, minor, ..], _) => {
            format!("{major}.{}.0", minor.checked_add(1).ok_or(EXPECTED)?)
        }
        _ => return Err(EXPECTED),
    };
    range(key(version)?, upper(&to)?, is_prerelease(version))
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
