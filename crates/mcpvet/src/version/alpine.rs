//! Alpine and all other distributions with `apk`.
//!
//! Spec: `apk-package(5)` and `src/version.c` of
//! <https://gitlab.alpinelinux.org/alpine/apk-tools>, as of apk-tools 3. The order:
//!
//! `1.0_alpha < 1.0_alpha1 < 1.0_beta < 1.0_pre < 1.0_rc1 < 1.0 = 01.0 < 1.0-r0 < 1.0-r1 < 1.0~1a2b
//! < 1.0_git20240101 < 1.0_p1 < 1.0a < 1.0.0 < 1.0.01 < 1.0.1 < 1.0.10 < 1.1`
//!
//! Quirks:
//! - a version is numbers between dots, one letter, suffixes of a fixed list with a number or
//!   none, the hash of a commit, a revision; only the first number has to be there;
//! - what follows decides by its kind: nothing sorts below a revision, that below a hash, a
//!   suffix, a letter and another number, in this order; suffixes that mean a pre-release sort
//!   below nothing;
//! - a number with a zero in front, unless it is the first one, compares as text: `1.010 < 1.1`;
//! - numbers have any length here and 64 bits there.

use super::{Key, KeyWriter, VersionError, scan};

/// What can stand at one place, in ascending order; suffixes of pre-releases are below `END`.
const END: u8 = 5;
const REVISION: u8 = 6;
const HASH: u8 = 7;
const SUFFIX_NUMBER: u8 = 8;
const LETTER: u8 = 14;
const ZERO_FIRST: u8 = 15;
// Then numbers.

const SUFFIXES: [(&[u8], u8); 9] = [
    (b"alpha", 1),
    (b"beta", 2),
    (b"pre", 3),
    (b"rc", 4),
    (b"cvs", 9),
    (b"svn", 10),
    (b"git", 11),
    (b"hg", 12),
    (b"p", 13),
];

const EXPECTED: VersionError =
    VersionError::new("expected numbers, a suffix and a revision, such as 1.2.3_rc1-r4");

pub(super) fn key(version: &str) -> Result<Key, VersionError> {
    let mut key = KeyWriter::new(version.len());
    write(&mut key, version.as_bytes()).ok_or(EXPECTED)?;
    Ok(key.finish())
}

fn write(key: &mut KeyWriter, version: &[u8]) -> Option<()> {
    let mut rest = number(key, version)?;
    while let [b'.', behind @ ..] = rest {
        rest = if behind.first() == Some(&b'0') {
            let (digits, behind) = scan::digits(behind);
            key.word(ZERO_FIRST, digits);
            behind
        } else {
            number(key, behind)?
        };
    }
    if let [letter @ b'a'..=b'z', behind @ ..] = rest {
        key.tag(LETTER);
        key.tag(*letter);
        rest = behind;
    }
    while let [b'_', behind @ ..] = rest {
        rest = suffix(key, behind)?;
    }
    if let [b'~', behind @ ..] = rest {
        let is_hash = |byte: u8| matches!(byte, b'0'..=b'9' | b'a'..=b'f');
        let (hash, behind) = scan::take_while(behind, is_hash);
        key.word(HASH, Some(hash).filter(|hash| !hash.is_empty())?);
        rest = behind;
    }
    if let [b'-', b'r', behind @ ..] = rest {
        key.tag(REVISION);
        rest = number(key, behind)?;
    }
    key.tag(END);
    rest.is_empty().then_some(())
}

fn number<'a>(key: &mut KeyWriter, text: &'a [u8]) -> Option<&'a [u8]> {
    text.first().filter(|first| first.is_ascii_digit())?;
    Some(key.leading_digits(text))
}

fn suffix<'a>(key: &mut KeyWriter, text: &'a [u8]) -> Option<&'a [u8]> {
    let (word, behind) = scan::take_while(text, |byte| byte.is_ascii_lowercase());
    let (_, tag) = SUFFIXES.iter().find(|(suffix, _)| *suffix == word)?;
    key.tag(*tag);
    if behind.first().is_some_and(u8::is_ascii_digit) {
        key.tag(SUFFIX_NUMBER);
        return number(key, behind);
    }
    Some(behind)
}
