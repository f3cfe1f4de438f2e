//! SemVer 2.0.0 and the two ecosystems that follow it to the letter: Cargo and Go.
//!
//! Spec: <https://semver.org/#spec-item-11>, <https://doc.rust-lang.org/cargo/reference/semver.html>,
//! <https://go.dev/ref/mod#versions>. The order of both:
//!
//! `1.0.0-alpha < 1.0.0-alpha.1 < 1.0.0-alpha.beta < 1.0.0-beta < 1.0.0-beta.2 < 1.0.0-beta.11
//! < 1.0.0-rc.1 < 1.0.0 = 1.0.0+build < 1.0.1 < 1.1.0 < 2.0.0`
//!
//! Quirks of Cargo: numbers are 64 bits wide, and the `semver` crate decides what a version is.
//! Build metadata takes no part, although that crate's `Ord` sorts by it: a registry holds no two
//! versions that differ only there.
//!
//! Quirks of Go, after `golang.org/x/mod/semver`: the leading `v` may be missing here (OSV leaves it
//! out), `v1` and `v1.2` are `v1.0.0` and `v1.2.0`, numbers have any length, `+incompatible` is build
//! metadata, and a pseudo-version such as `v0.0.0-20191109021931-daa7c04131f5` is a pre-release.

use super::{ABOVE_NUMBERS, END, Key, KeyWriter, VersionError, scan};

/// An identifier that is not a number sorts above every number.
const TEXT: u8 = ABOVE_NUMBERS;
/// A version without pre-release sorts above all those with one.
const RELEASE: u8 = TEXT + 1;

pub(super) fn cargo_key(version: &str) -> Result<Key, VersionError> {
    let version = semver::Version::parse(version)
        .map_err(|_| VersionError::new("expected a SemVer version such as 1.2.3 or 1.2.3-rc.1"))?;
    Ok(release(version.major, version.minor, version.patch, version.pre.as_bytes()))
}

pub(super) fn go_key(version: &str) -> Result<Key, VersionError> {
    go(version.as_bytes()).ok_or(VersionError::new("expected a Go version such as v1.2.3"))
}

/// The key of a version whose numbers fit 64 bits; an empty `prerelease` is none.
pub(crate) fn release(major: u64, minor: u64, patch: u64, prerelease: &[u8]) -> Key {
    let mut key = core_numbers(major, minor, patch, prerelease.len());
    write_prerelease(&mut key, prerelease);
    key.finish()
}

/// The bound below a release and all of its pre-releases: where `<1.2.3-0` ends in npm.
pub(crate) fn floor(major: u64, minor: u64, patch: u64) -> Key {
    core_numbers(major, minor, patch, 0).finish()
}

fn core_numbers(major: u64, minor: u64, patch: u64, prerelease: usize) -> KeyWriter {
    let mut key = KeyWriter::new(prerelease);
    [major, minor, patch].into_iter().for_each(|number| key.number(number));
    key
}

/// Ends the key of a version: its dot-separated identifiers, or that it has none.
pub(super) fn write_prerelease(key: &mut KeyWriter, prerelease: &[u8]) {
    if prerelease.is_empty() {
        return key.tag(RELEASE);
    }
    for identifier in prerelease.split(|byte| *byte == b'.') {
        if identifier.iter().all(u8::is_ascii_digit) {
            key.digits(identifier);
        } else {
            write_text_identifier(key, identifier);
        }
    }
    key.tag(END);
}

pub(super) fn write_text_identifier(key: &mut KeyWriter, identifier: &[u8]) {
    key.tag(TEXT);
    key.text(identifier);
}

/// Whether the text is dot-separated identifiers of letters, digits and hyphens, none of them empty.
pub(crate) fn are_identifiers(text: &[u8]) -> bool {
    let mut after_dot = true;
    for byte in text {
        let is_dot = *byte == b'.';
        if !(IS_IDENTIFIER[usize::from(*byte)] || is_dot && !after_dot) {
            return false;
        }
        after_dot = is_dot;
    }
    !after_dot
}

/// The bytes of identifiers.
const IS_IDENTIFIER: [bool; 256] = {
    let mut table = [false; 256];
    let mut byte = 0;
    while byte < 256 {
        table[byte] = (byte as u8).is_ascii_alphanumeric() || byte as u8 == b'-';
        byte += 1;
    }
    table
};

/// Whether a number is written with zeros in front, which SemVer forbids outside build metadata.
pub(super) fn has_leading_zero(identifier: &[u8]) -> bool {
    identifier.len() > 1 && identifier[0] == b'0' && identifier.iter().all(u8::is_ascii_digit)
}

/// Splits `-a.b+c` into pre-release and build metadata, both checked as SemVer asks.
pub(super) fn strict_tail(tail: &[u8]) -> Option<&[u8]> {
    let (tail, build) = scan::split_once(tail, b'+');
    if build.is_some_and(|build| !are_identifiers(build)) {
        return None;
    }
    if tail.is_empty() {
        return Some(tail);
    }
    let prerelease = tail.strip_prefix(b"-")?;
    let sound = are_identifiers(prerelease)
        && !prerelease.split(|byte| *byte == b'.').any(has_leading_zero);
    sound.then_some(prerelease)
}

fn go(version: &[u8]) -> Option<Key> {
    let mut key = KeyWriter::new(version.len());
    let mut rest = version.strip_prefix(b"v").unwrap_or(version);
    for place in 0..3 {
        if place > 0 && rest.is_empty() {
            key.number(0);
            continue;
        }
        if place > 0 {
            rest = rest.strip_prefix(b".")?;
        }
        let (digits, behind) = scan::digits(rest);
        if digits.is_empty() || has_leading_zero(digits) {
            return None;
        }
        key.digits(digits);
        rest = behind;
    }
    write_prerelease(&mut key, strict_tail(rest)?);
    Some(key.finish())
}

#[cfg(test)]
mod tests {
    use super::super::Scheme;
    use proptest::prelude::*;

    #[test]
    fn cargo_numbers_end_at_64_bits_and_go_numbers_do_not() {
        assert!(Scheme::Cargo.key("18446744073709551616.0.0").is_err());
        assert!(Scheme::Go.key("v18446744073709551616.0.0").is_ok());
    }

    proptest! {
        #[test]
        fn cargo_agrees_with_the_semver_crate(
            a in "(0|1|10)\\.(0|1)\\.(0|9)(-(0|1|10|a|A|-|1a)(\\.(0|1|b)){0,2})?(\\+x)?",
            b in "(0|1|10)\\.(0|1)\\.(0|9)(-(0|1|10|a|A|-|1a)(\\.(0|1|b)){0,2})?",
        ) {
            let parse = |text: &str| semver::Version::parse(text).unwrap();
            prop_assert_eq!(
                Scheme::Cargo.compare(&a, &b).unwrap(),
                parse(&a).cmp_precedence(&parse(&b))
            );
            prop_assert_eq!(Scheme::Go.compare(&a, &b), Scheme::Cargo.compare(&a, &b));
        }
    }
}
