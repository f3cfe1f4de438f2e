//! SemVer 2.0.0 and the two ecosystems that follow it to the letter: Cargo and Go.
//!
//! Spec: <https://semver.org/#spec-item-11>, <https://doc.rust-lang.org/cargo/reference/semver.html>,
//! <https://go.dev/ref/mod#versions>. The order of both:
//!
//! `1.0.0-alpha < 1.0.0-alpha.1 < 1.0.0-alpha.beta < 1.0.0-beta < 1.0.0-beta.2 < 1.0.0-beta.11
//! < 1.0.0-rc.1 < 1.0.0 = 1.0.0+build < 1.0.1 < 1.1.0 < 2.0.0`
//!
//! Quirks of Cargo: numbers are 64 bits wide, and what the `semver` crate refuses is no version.
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
pub(super) const RELEASE: u8 = TEXT + 1;
const MAX_U64: &[u8] = b"18446744073709551615";

pub(super) fn cargo_key(version: &str) -> Result<Key, VersionError> {
    let fits = |digits: &[u8]| digits.len() < 20 || digits.len() == 20 && digits <= MAX_U64;
    let numbers = scan::take_while(version.as_bytes(), |byte| !matches!(byte, b'-' | b'+')).0;
    let fit = numbers.len() < 20 || numbers.split(|byte| *byte == b'.').all(fits);
    Some(version.as_bytes())
        .filter(|_| fit)
        .and_then(strict)
        .ok_or(VersionError::new("expected a SemVer version such as 1.2.3 or 1.2.3-rc.1"))
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
fn write_prerelease(key: &mut KeyWriter, prerelease: &[u8]) {
    if prerelease.is_empty() {
        key.tag(RELEASE);
    } else {
        let _ = write_identifiers(key, prerelease, write_identifier);
    }
}

/// Writes the identifiers up to the end or the first byte that belongs to none, with a function
/// that is told which kinds of bytes one has; returns the rest, or `None` when one is empty or refused.
pub(super) fn write_identifiers<'a>(
    key: &mut KeyWriter,
    text: &'a [u8],
    mut write: impl FnMut(&mut KeyWriter, &'a [u8], u8) -> Option<()>,
) -> Option<&'a [u8]> {
    let mut rest = text;
    loop {
        let (identifier, kinds, behind) =
            scan::run(rest, scan::DIGIT | scan::LETTER | scan::HYPHEN);
        write(key, Some(identifier).filter(|text| !text.is_empty())?, kinds)?;
        match behind {
            [b'.', behind @ ..] => rest = behind,
            _ => {
                key.tag(END);
                return Some(behind);
            }
        }
    }
}

/// A number by its value, anything else by its bytes.
#[inline]
pub(super) fn write_identifier(key: &mut KeyWriter, identifier: &[u8], kinds: u8) -> Option<()> {
    if kinds == scan::DIGIT {
        key.digits(identifier);
    } else {
        key.word(TEXT, identifier);
    }
    Some(())
}

/// The same, where a number with zeros in front is refused.
#[inline]
fn write_strict_identifier(key: &mut KeyWriter, identifier: &[u8], kinds: u8) -> Option<()> {
    match identifier {
        [b'0', _, ..] if kinds == scan::DIGIT => None,
        _ => write_identifier(key, identifier, kinds),
    }
}

/// Whether nothing follows, or `+` and build metadata as SemVer asks.
pub(super) fn is_build(rest: &[u8]) -> bool {
    match rest {
        [b'+', build @ ..] => are_identifiers(build),
        _ => rest.is_empty(),
    }
}

/// Whether the text is dot-separated identifiers of letters, digits and hyphens, none of them empty.
pub(crate) fn are_identifiers(text: &[u8]) -> bool {
    scan::are_runs(text, scan::DIGIT | scan::LETTER | scan::HYPHEN, scan::DOT)
}

/// Writes `-a.b+c` up to the end, checked as SemVer asks, with a function as above.
pub(super) fn write_tail<'a>(
    key: &mut KeyWriter,
    tail: &'a [u8],
    write: impl FnMut(&mut KeyWriter, &'a [u8], u8) -> Option<()>,
) -> Option<()> {
    let rest = match tail {
        [b'-', prerelease @ ..] => write_identifiers(key, prerelease, write)?,
        _ => {
            key.tag(RELEASE);
            tail
        }
    };
    is_build(rest).then_some(())
}

/// The key of a version as the specification writes it; numbers have any length.
pub(super) fn strict(version: &[u8]) -> Option<Key> {
    three_numbers(version, 3)
}

fn go(version: &[u8]) -> Option<Key> {
    three_numbers(version.strip_prefix(b"v").unwrap_or(version), 1)
}

/// Numbers that may be left out, from place `needed` on, are zeros.
fn three_numbers(version: &[u8], needed: usize) -> Option<Key> {
    let mut key = KeyWriter::new(version.len());
    let mut rest = version;
    for place in 0..3 {
        if place >= needed && rest.is_empty() {
            key.number(0);
            continue;
        }
        if place > 0 {
            rest = rest.strip_prefix(b".")?;
        }
        match rest {
            [b'0', b'0'..=b'9', ..] => return None,
            [b'0'..=b'9', ..] => rest = key.leading_digits(rest),
            _ => return None,
        }
    }
    write_tail(&mut key, rest, write_strict_identifier)?;
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
