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

use super::{ABOVE_NUMBERS, END, Key, KeyWriter, VersionError, scan, semver};

/// A label that is not a number sorts above every number.
const TEXT: u8 = ABOVE_NUMBERS;
/// A version without labels sorts above all those with some.
const RELEASE: u8 = TEXT + 1;

const EXPECTED: VersionError =
    VersionError::new("expected one to four numbers and optional labels, such as 1.2.3-rc.1");

pub(super) fn key(version: &str) -> Result<Key, VersionError> {
    let version = version.as_bytes();
    let (numbers, tail) = scan::take_while(version, |byte| !matches!(byte, b'-' | b'+'));
    let labels = semver::strict_tail(tail).ok_or(EXPECTED)?;
    let mut key = KeyWriter::new(version.len());
    write_numbers(&mut key, numbers)?;
    write_labels(&mut key, labels);
    Ok(key.finish())
}

fn write_numbers(key: &mut KeyWriter, numbers: &[u8]) -> Result<(), VersionError> {
    let mut count = 0;
    for number in numbers.split(|byte| *byte == b'.') {
        if !number.iter().all(u8::is_ascii_digit) {
            return Err(EXPECTED);
        }
        key.number(as_i32(number).ok_or(EXPECTED)?.unsigned_abs().into());
        count += 1;
    }
    if count > 4 {
        return Err(EXPECTED);
    }
    (count..4).for_each(|_| key.number(0));
    Ok(())
}

fn write_labels(key: &mut KeyWriter, labels: &[u8]) {
    if labels.is_empty() {
        return key.tag(RELEASE);
    }
    for label in labels.split(|byte| *byte == b'.') {
        match as_i32(label) {
            // Moved up by 2^31, so that negative numbers sort first.
            Some(number) => key.number((i64::from(number) - i64::from(i32::MIN)) as u64),
            None => {
                key.tag(TEXT);
                key.lower(label);
            }
        }
    }
    key.tag(END);
}

/// What `int.TryParse` makes of a number or label.
fn as_i32(text: &[u8]) -> Option<i32> {
    text.first().filter(|first| first.is_ascii_digit() || **first == b'-')?;
    core::str::from_utf8(text).ok()?.parse().ok()
}
