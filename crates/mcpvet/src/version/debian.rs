//! Debian and Ubuntu: `dpkg`.
//!
//! Spec: <https://www.debian.org/doc/debian-policy/ch-controlfields.html#version>, and
//! `lib/dpkg/version.c`. The order:
//!
//! `1.0~~ < 1.0~rc1-1 < 1.0 = 1.0-0 = 0:1.0 = 1.00 < 1.0-0ubuntu1 < 1.0-1 < 1.0-1+deb12u1 < 1.0-1.1
//! < 1.0a < 1.0+dfsg-1 < 1.0.1 < 1.9 < 1.10 < 1:0.1`
//!
//! Quirks:
//! - a version is `epoch:upstream-revision`; epoch and revision may be missing, and the revision
//!   begins behind the last hyphen;
//! - upstream and revision are runs of anything but digits and runs of digits in turn, where a
//!   missing number is zero: `1.` is `1.0`;
//! - between characters, `~` sorts below the end, letters above it and all others above the letters;
//! - numbers have any length; epochs end at 2^31 - 1;
//! - `dpkg` only warns of characters that no version can have, and here they make none.

use super::{Key, KeyWriter, VersionError, scan};

const TILDE: u8 = 1;
/// Nothing more, or digits, where another version goes on with some other character.
const END: u8 = 2;
/// Letters stand for themselves, and any other character sorts above all of them.
const ABOVE_LETTERS: u8 = 0x80;

const EXPECTED: VersionError =
    VersionError::new("expected epoch:upstream-revision, such as 1:2.3-4 or 2.3-4+deb12u1");

pub(super) fn key(version: &str) -> Result<Key, VersionError> {
    let version = version.as_bytes();
    let (epoch, rest) = match scan::split_once(version, b':') {
        (epoch, Some(rest)) => (epoch_number(epoch).ok_or(EXPECTED)?, rest),
        (_, None) => (0, version),
    };
    let (upstream, revision) = match rest.iter().rposition(|byte| *byte == b'-') {
        Some(at) => (&rest[..at], Some(&rest[at + 1..])),
        None => (rest, None),
    };
    if upstream.is_empty() || revision.is_some_and(<[u8]>::is_empty) {
        return Err(EXPECTED);
    }
    let mut key = KeyWriter::new(version.len());
    key.number(epoch);
    write_part(&mut key, upstream, b"-:").ok_or(EXPECTED)?;
    write_part(&mut key, revision.unwrap_or_default(), b"").ok_or(EXPECTED)?;
    Ok(key.finish())
}

fn epoch_number(epoch: &[u8]) -> Option<u64> {
    scan::value(epoch).filter(|number| *number <= i32::MAX as u64)
}

/// `also` are the characters that only this part may have.
fn write_part(key: &mut KeyWriter, text: &[u8], also: &[u8]) -> Option<()> {
    let mut rest = text;
    loop {
        let (characters, behind) = scan::take_while(rest, |byte| !byte.is_ascii_digit());
        match characters {
            // Dense versions have these, and writing bytes together costs less.
            [a] => key.tags([place(*a, also)?, END]),
            [a, b] => key.tags([place(*a, also)?, place(*b, also)?, END]),
            _ => {
                for byte in characters {
                    key.tag(place(*byte, also)?);
                }
                key.tag(END);
            }
        }
        rest = key.leading_digits(behind);
        if rest.is_empty() {
            key.tag(END);
            return Some(());
        }
    }
}

/// Where a character sorts.
#[inline]
fn place(byte: u8, also: &[u8]) -> Option<u8> {
    match byte {
        b'a'..=b'z' | b'A'..=b'Z' => Some(byte),
        b'~' => Some(TILDE),
        b'.' | b'+' => Some(ABOVE_LETTERS | byte),
        _ => also.contains(&byte).then_some(ABOVE_LETTERS | byte),
    }
}
