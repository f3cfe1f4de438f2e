//! ConanCenter: Conan's own versions.
//!
//! Reference: <https://docs.conan.io/2/reference/conanfile/methods/requirements.html>, and
//! `conan/internal/model/version.py`. The order:
//!
//! `1.0-alpha < 1.0-alpha.1 < 1.0-rc < 1 = 1.0 = 1.0.0 < 1.0+5 < 1.0.1 < 1.0.1k < 1.0.2 < 1.0.10
//! < 1.a < 1.b < cci.20200101`
//!
//! Quirks:
//! - a version is a list of numbers and words between dots, `-` before a list that makes it a
//!   pre-release, and `+` before one that counts as build; zeros at the end of a list do not count;
//! - a build sorts above none;
//! - Python's `int` decides what a number is: `1_000` is one, and so is `-5` in a pre-release;
//! - Conan compares a number with a word as texts and so goes in circles: `2 < 10 < 1k < 2`. Here a
//!   word that begins with digits sorts right behind that number: `1 < 1k < 2 < 9d < 10 < 10a`.

use super::{ABOVE_NUMBERS, Key, KeyWriter, VersionError, scan};

const END: u8 = 0;
const EMPTY: u8 = 1;
const NEGATIVE: u8 = 2;
/// A word that begins with a character below digits.
const LOW_WORD: u8 = 3;
// Then numbers.
const WORD: u8 = ABOVE_NUMBERS;

/// Behind the number that a word begins with.
const NUMBER_ALONE: u8 = 0;
const NUMBER_IN_WORD: u8 = 1;

const PRERELEASE: u8 = 0;
const RELEASE: u8 = 1;
const NO_BUILD: u8 = 0;
const BUILD: u8 = 1;

const EXPECTED: VersionError =
    VersionError::new("expected numbers or words between dots, such as 1.2.3 or cci.20240101");

pub(super) fn key(version: &str) -> Result<Key, VersionError> {
    let version = version.as_bytes();
    let is_part =
        |byte: &u8| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'+' | b'.' | b'-');
    if !version.iter().all(is_part) {
        return Err(EXPECTED);
    }
    let (rest, build) = match version.iter().rposition(|byte| *byte == b'+') {
        Some(at) => (&version[..at], Some(&version[at + 1..])),
        None => (version, None),
    };
    let (main, prerelease) = scan::split_once(rest, b'-');
    let mut key = KeyWriter::new(version.len());
    write_list(&mut key, main);
    key.tag(if prerelease.is_some() { PRERELEASE } else { RELEASE });
    prerelease.into_iter().for_each(|list| write_list(&mut key, list));
    key.tag(if build.is_some() { BUILD } else { NO_BUILD });
    build.into_iter().for_each(|list| write_list(&mut key, list));
    Ok(key.finish())
}

fn write_list(key: &mut KeyWriter, list: &[u8]) {
    let mut zeros = 0;
    let mut rest = Some(list);
    while let Some(text) = rest {
        // Digits alone need no second look.
        let (digits, _, behind) = scan::run(text, scan::DIGIT);
        if !digits.is_empty() && matches!(behind, [] | [b'.', ..]) {
            rest = behind.get(1..);
            if digits.iter().all(|digit| *digit == b'0') {
                zeros += 1;
            } else {
                (0..core::mem::take(&mut zeros)).for_each(|_| write_number(key, b"0"));
                write_number(key, digits);
            }
            continue;
        }
        let (item, behind) = scan::split_once(text, b'.');
        rest = behind;
        let int = as_int(item);
        if int.is_some_and(|(_, digits)| digits.iter().all(|byte| b"0_".contains(byte))) {
            zeros += 1;
            continue;
        }
        (0..core::mem::take(&mut zeros)).for_each(|_| write_number(key, b"0"));
        match int {
            Some((sign, digits)) => write_int(key, sign, digits),
            None => write_word(key, item),
        }
    }
    key.tag(END);
}

/// Sign and digits of what Python's `int` reads.
fn as_int(item: &[u8]) -> Option<(u8, &[u8])> {
    let digits = scan::skip_one(item, b"+-");
    scan::are_runs(digits, scan::DIGIT, scan::UNDERSCORE).then(|| (item[0], digits))
}

fn write_int(key: &mut KeyWriter, sign: u8, digits: &[u8]) {
    if sign == b'-' {
        key.tag(NEGATIVE);
        key.below_digits(&without_underscores(digits));
    } else if digits.contains(&b'_') {
        write_number(key, &without_underscores(digits));
    } else {
        write_number(key, digits);
    }
}

fn write_word(key: &mut KeyWriter, word: &[u8]) {
    match word {
        [] => key.tag(EMPTY),
        [b'0'..=b'9', ..] => {
            key.digits(scan::digits(word).0);
            key.word(NUMBER_IN_WORD, word);
        }
        [..b'0', ..] => key.word(LOW_WORD, word),
        _ => key.word(WORD, word),
    }
}

fn write_number(key: &mut KeyWriter, digits: &[u8]) {
    key.digits(digits);
    key.tag(NUMBER_ALONE);
}

fn without_underscores(digits: &[u8]) -> Vec<u8> {
    digits.iter().copied().filter(|byte| *byte != b'_').collect()
}
