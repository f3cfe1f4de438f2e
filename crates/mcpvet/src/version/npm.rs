//! npm: node-semver in its loose mode, which the registry client uses.
//!
//! Reference: <https://github.com/npm/node-semver#versions>; what "loose" means is in its
//! `internal/re.js`. The order:
//!
//! `1.0.0-0 < 1.0.0-alpha < 1.0.0-alpha.1 < 1.0.0-beta < 1.0.0 = v1.0.0 = =1.0.0+build < 1.0.1-rc.1`
//!
//! Quirks:
//! - any run of `v`, `=` and white space may stand in front: `v1.2.3`, `= v1.2.3`;
//! - all three numbers must be there: `1.2` is a range, not a version;
//! - numbers may have leading zeros and end at 2^53 - 1, the whole text at 256 characters;
//! - the hyphen of a pre-release may be missing (`1.2.3beta` is `1.2.3-beta`), or be the pre-release
//!   itself (`1.2.3-` is `1.2.3--`), and a fourth number makes the last digit of the third one a
//!   pre-release (`1.2.30.4` is `1.2.3-0.4`, while `1.2.3.4` is nothing);
//! - a numeric identifier above 2^53 is rounded by node-semver; here it keeps its value.

use super::{Key, KeyWriter, VersionError, scan, semver};

/// Longest version that node-semver reads.
const MAX_LENGTH: usize = 256;
/// `Number.MAX_SAFE_INTEGER`.
const MAX_NUMBER: u64 = (1 << 53) - 1;

const EXPECTED: VersionError = VersionError::new("expected three numbers, such as 1.2.3");

pub(super) fn key(version: &str) -> Result<Key, VersionError> {
    if version.len() > MAX_LENGTH {
        return Err(VersionError::new("expected at most 256 characters"));
    }
    let rest = skip_prefix(version.as_bytes());
    let (major, rest) = scan::digits(rest);
    let (minor, rest) = scan::digits(rest.strip_prefix(b".").ok_or(EXPECTED)?);
    let (patch, tail) = patch_and_tail(rest.strip_prefix(b".").ok_or(EXPECTED)?);
    let mut key = KeyWriter::new(version.len());
    for digits in [major, minor, patch] {
        key.number(number(digits)?);
    }
    write_tail(&mut key, tail).ok_or(EXPECTED)?;
    Ok(key.finish())
}

/// What stands behind the `v`, `=` and white space in front of a version.
pub(crate) fn skip_prefix(text: &[u8]) -> &[u8] {
    scan::take_while(text, |byte| matches!(byte, b'v' | b'=') || byte.is_ascii_whitespace()).1
}

/// A number of a version.
pub(crate) fn number(digits: &[u8]) -> Result<u64, VersionError> {
    match scan::value(digits) {
        Some(value) if value <= MAX_NUMBER => Ok(value),
        _ if digits.is_empty() => Err(EXPECTED),
        _ => Err(VersionError::new("expected numbers below 2^53")),
    }
}

/// Splits what follows the second dot into the third number and the pre-release.
pub(crate) fn patch_and_prerelease(text: &[u8]) -> Option<(&[u8], &[u8])> {
    let (patch, tail) = patch_and_tail(text);
    Some((patch, prerelease(tail).filter(|_| !patch.is_empty())?))
}

/// Splits what follows the second dot behind the third number, or before its last digit where a
/// fourth number follows.
fn patch_and_tail(text: &[u8]) -> (&[u8], &[u8]) {
    let (patch, tail) = scan::digits(text);
    match tail {
        [b'.', ..] => text.split_at(patch.len().saturating_sub(1)),
        _ => (patch, tail),
    }
}

fn write_tail(key: &mut KeyWriter, tail: &[u8]) -> Option<()> {
    let rest = match tail {
        [] | [b'+', ..] => {
            key.tag(semver::RELEASE);
            tail
        }
        _ => semver::write_identifiers(key, identifiers(tail), semver::write_identifier)?,
    };
    semver::is_build(rest).then_some(())
}

/// A pre-release without the hyphen in front, unless the hyphen is an identifier itself.
fn identifiers(tail: &[u8]) -> &[u8] {
    match tail {
        [b'-'] | [b'-', b'.' | b'+', ..] => tail,
        [b'-', identifiers @ ..] => identifiers,
        _ => tail,
    }
}

/// Reads the tail behind the third number: the identifiers of its pre-release, empty for none.
pub(crate) fn prerelease(tail: &[u8]) -> Option<&[u8]> {
    let (tail, build) = scan::split_once(tail, b'+');
    if build.is_some_and(|build| !semver::are_identifiers(build)) {
        return None;
    }
    if tail.is_empty() {
        return Some(tail);
    }
    Some(identifiers(tail)).filter(|identifiers| semver::are_identifiers(identifiers))
}

#[cfg(test)]
mod tests {
    use super::super::Scheme;

    #[test]
    fn says_what_it_expected() {
        let error = |version| Scheme::Npm.key(version).unwrap_err().to_string();
        assert_eq!(error("latest"), "expected three numbers, such as 1.2.3");
        assert_eq!(error("1.2"), "expected three numbers, such as 1.2.3");
        assert_eq!(error("1.2.9007199254740992"), "expected numbers below 2^53");
        assert_eq!(error(&"1".repeat(257)), "expected at most 256 characters");
    }
}
