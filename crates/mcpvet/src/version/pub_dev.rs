//! Pub: `pub_semver`, SemVer in which build metadata counts.
//!
//! Spec: <https://dart.dev/tools/pub/versioning>, and `lib/src/version.dart` of
//! <https://github.com/dart-lang/pub_semver>. The order:
//!
//! `1.0.0--1 < 1.0.0-1 < 1.0.0-alpha < 1.0.0-alpha.1 < 1.0.0-rc.1 < 1.0.0 = 01.0.0 < 1.0.0+1
//! < 1.0.0+10 < 1.0.0+a < 1.0.1`
//!
//! Quirks:
//! - all three numbers must be there and fit 63 bits; zeros in front do not count;
//! - a build sorts above none, and builds compare as pre-releases do;
//! - Dart's `int.tryParse` decides which identifier is a number: `-1` is one, `0x1f` is 31, and what
//!   does not fit 64 bits is text.

use super::{ABOVE_NUMBERS, END, Key, KeyWriter, VersionError, scan, semver};

const NEGATIVE: u8 = 1;
const TEXT: u8 = ABOVE_NUMBERS;

const EXPECTED: VersionError =
    VersionError::new("expected a SemVer version such as 1.2.3 or 1.2.3-rc.1+4");

pub(super) fn key(version: &str) -> Result<Key, VersionError> {
    read(version.as_bytes()).ok_or(EXPECTED)
}

fn read(version: &[u8]) -> Option<Key> {
    let mut key = KeyWriter::new(version.len());
    let mut rest = version;
    for place in 0..3 {
        if place > 0 {
            rest = rest.strip_prefix(b".")?;
        }
        let (digits, behind) = scan::digits(rest);
        key.number(integer(digits)?.try_into().ok()?);
        rest = behind;
    }
    let rest = match rest {
        [b'-', prerelease @ ..] => semver::write_identifiers(&mut key, prerelease, write)?,
        _ => {
            key.tag(semver::RELEASE);
            rest
        }
    };
    let rest = match rest {
        [b'+', build @ ..] => semver::write_identifiers(&mut key, build, write)?,
        _ => {
            key.tag(END);
            rest
        }
    };
    rest.is_empty().then(|| key.finish())
}

fn write(key: &mut KeyWriter, identifier: &[u8], digits: bool) -> Option<()> {
    if digits && identifier.len() < 19 {
        key.digits(identifier);
        return Some(());
    }
    match integer(identifier) {
        Some(number @ 0..) => key.number(number.unsigned_abs()),
        Some(number) => {
            key.tag(NEGATIVE);
            key.number(number.cast_unsigned());
        }
        None => {
            key.word(TEXT, identifier);
        }
    }
    Some(())
}

/// What `int.tryParse` makes of an identifier.
fn integer(text: &[u8]) -> Option<i64> {
    let is_number = |first: &&u8| first.is_ascii_digit() || **first == b'-';
    text.first().filter(is_number)?;
    let text = core::str::from_utf8(text).ok()?;
    let (sign, digits) = text.strip_prefix('-').map_or((1, text), |digits| (-1, digits));
    match digits.strip_prefix("0x").or(digits.strip_prefix("0X")) {
        Some(hex) if hex.starts_with('+') => None,
        // Sixteen digits are the bits of a number, its sign among them.
        Some(hex) => {
            let bits = u64::from_str_radix(hex, 16).ok()?;
            Some(bits.cast_signed().wrapping_mul(sign))
        }
        None => text.parse().ok(),
    }
}
