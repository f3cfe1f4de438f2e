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

/// The greatest `int`.
const MAX: u64 = i64::MAX as u64;

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
        key.number(scan::value(digits).filter(|value| *value <= MAX)?);
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

#[inline]
fn write(key: &mut KeyWriter, identifier: &[u8], kinds: u8) -> Option<()> {
    match kinds {
        scan::DIGIT if identifier.len() < 19 => key.digits(identifier),
        _ if kinds & scan::DIGIT == 0 => key.word(TEXT, identifier),
        _ => match integer(identifier) {
            Some(number) => write_integer(key, number),
            None => key.word(TEXT, identifier),
        },
    }
    Some(())
}

fn write_integer(key: &mut KeyWriter, number: i64) {
    if number < 0 {
        key.tag(NEGATIVE);
    }
    key.number(number.cast_unsigned());
}

/// What `int.tryParse` makes of an identifier.
fn integer(text: &[u8]) -> Option<i64> {
    let (is_negative, digits) = match text {
        [b'-', digits @ ..] => (true, digits),
        [b'0'..=b'9', ..] => (false, text),
        _ => return None,
    };
    let value = match digits {
        // Sixteen digits are the bits of a number, its sign among them; no identifier has a `+`.
        [b'0', b'x' | b'X', hex @ ..] => {
            u64::from_str_radix(core::str::from_utf8(hex).ok()?, 16).ok()?
        }
        _ => scan::value(digits).filter(|value| *value <= MAX + u64::from(is_negative))?,
    };
    Some(if is_negative { value.wrapping_neg() } else { value }.cast_signed())
}
