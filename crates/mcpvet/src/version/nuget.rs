//! NuGet: SemVer 2.0.0 with one to four numbers.
//!
//! Reference: <https://learn.microsoft.com/nuget/concepts/package-versioning>, and
//! `NuGet.Versioning` (`NuGetVersion.TryParse`, `VersionComparer.Default`). The order:
//!
//! `1.0.0-alpha = 1.0.0-ALPHA < 1.0.0-alpha.1 < 1.0.0-beta < 1 = 1.0 = 1.0.0.0 = 1.0.0+x < 1.0.0.1`
//!
//! Quirks:
//! - numbers that are left out are zeros; leading zeros do not count; each fits 31 bits;
//! - labels ignore the case of letters, and a label is a number only where it fits 32 bits with its
//!   sign: `1.0.0--2 < 1.0.0-1 < 1.0.0-2147483647 < 1.0.0-10000000000 < 1.0.0-2147483648`, where the
//!   last two are text;
//! - build metadata takes no part.

use super::{ABOVE_NUMBERS, Key, KeyWriter, VersionError, scan, semver};

const NEGATIVE: u8 = 1;
/// A label that is not a number sorts above every number.
const TEXT: u8 = ABOVE_NUMBERS;

/// The greatest `int`.
const MAX: u64 = i32::MAX as u64;

const EXPECTED: VersionError =
    VersionError::new("expected one to four numbers and optional labels, such as 1.2.3-rc.1");

pub(super) fn key(version: &str) -> Result<Key, VersionError> {
    let version = version.as_bytes();
    let (numbers, tail) = scan::take_while(version, |byte| !matches!(byte, b'-' | b'+'));
    let mut key = KeyWriter::new(version.len());
    write_numbers(&mut key, numbers)?;
    semver::write_tail(&mut key, tail, write_label).ok_or(EXPECTED)?;
    Ok(key.finish())
}

fn write_numbers(key: &mut KeyWriter, numbers: &[u8]) -> Result<(), VersionError> {
    let mut count = 0;
    for number in numbers.split(|byte| *byte == b'.') {
        key.number(scan::value(number).filter(|value| *value <= MAX).ok_or(EXPECTED)?);
        count += 1;
    }
    if count > 4 {
        return Err(EXPECTED);
    }
    (count..4).for_each(|_| key.number(0));
    Ok(())
}

/// What `int.TryParse` makes a number of is one.
#[inline]
fn write_label(key: &mut KeyWriter, label: &[u8], kinds: u8) -> Option<()> {
    match label {
        [b'0', _, ..] if kinds == scan::DIGIT => return None,
        _ if kinds == scan::DIGIT && label.len() < 10 => key.digits(label),
        _ if kinds == scan::DIGIT => match scan::value(label) {
            Some(value) if value <= MAX => key.number(value),
            _ => key.word(TEXT, label),
        },
        [b'-', digits @ ..] => match scan::value(digits) {
            Some(0) => key.number(0),
            Some(value) if value <= MAX + 1 => {
                key.tag(NEGATIVE);
                key.below(value);
            }
            _ => key.lower(TEXT, label),
        },
        _ => key.lower(TEXT, label),
    }
    Some(())
}
