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

use super::{ABOVE_NUMBERS, Key, KeyWriter, VersionError, one_digit, scan};

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

/// What an item is made of.
const ITEM: u8 = scan::DIGIT | scan::LETTER | scan::HYPHEN | scan::UNDERSCORE | scan::PLUS;

pub(super) fn key(version: &str) -> Result<Key, VersionError> {
    read(version.as_bytes()).ok_or(EXPECTED)
}

fn read(version: &[u8]) -> Option<Key> {
    let (rest, build) = match memchr::memrchr(b'+', version) {
        Some(at) => (&version[..at], Some(&version[at + 1..])),
        None => (version, None),
    };
    let (main, prerelease) = scan::split_once(rest, b'-');
    let mut list = List { key: KeyWriter::new(version.len()), zeros: 0 };
    list.read(main)?;
    list.key.tag(if prerelease.is_some() { PRERELEASE } else { RELEASE });
    prerelease.map_or(Some(()), |text| list.read(text))?;
    list.key.tag(if build.is_some() { BUILD } else { NO_BUILD });
    build.map_or(Some(()), |text| list.read(text))?;
    Some(list.key.finish())
}

/// A list under construction: zeros wait until it is known that something follows them.
struct List {
    key: KeyWriter,
    zeros: usize,
}

impl List {
    fn read(&mut self, text: &[u8]) -> Option<()> {
        let mut rest = text;
        loop {
            let (item, kinds, behind) = scan::run(rest, ITEM);
            match kinds {
                scan::DIGIT => self.number(item),
                _ if kinds & scan::LETTER == 0 && kinds & scan::DIGIT != 0 => {
                    self.int_or_word(item)
                }
                _ => self.word(item),
            }
            match behind {
                [] => break,
                [b'.', behind @ ..] => rest = behind,
                _ => return None,
            }
        }
        self.zeros = 0;
        self.key.tag(END);
        Some(())
    }

    #[inline]
    fn number(&mut self, digits: &[u8]) {
        match digits {
            [b'0'] => self.zeros += 1,
            [digit] => {
                self.flush();
                self.key.tags([one_digit(*digit), NUMBER_ALONE]);
            }
            _ => self.long_number(digits),
        }
    }

    fn long_number(&mut self, digits: &[u8]) {
        if digits.iter().all(|digit| *digit == b'0') {
            self.zeros += 1;
            return;
        }
        self.flush();
        self.key.digits(digits);
        self.key.tag(NUMBER_ALONE);
    }

    /// An item with a sign or underscores, which Python's `int` may read.
    fn int_or_word(&mut self, item: &[u8]) {
        let digits = scan::skip_one(item, b"+-");
        match scan::value(digits) {
            Some(value @ 1..) if item[0] == b'-' => {
                self.flush();
                self.key.tag(NEGATIVE);
                self.key.below(value);
            }
            _ if scan::are_runs(digits, scan::DIGIT, scan::UNDERSCORE) => {
                self.long_int(item[0] == b'-', digits);
            }
            _ => self.odd_word(item),
        }
    }

    fn long_int(&mut self, is_negative: bool, digits: &[u8]) {
        let digits: Vec<u8> = digits.iter().copied().filter(|byte| *byte != b'_').collect();
        if !is_negative || digits.iter().all(|digit| *digit == b'0') {
            return self.long_number(&digits);
        }
        self.flush();
        self.key.tag(NEGATIVE);
        self.key.below_digits(&digits);
    }

    #[inline]
    fn word(&mut self, word: &[u8]) {
        if !word.first().is_some_and(u8::is_ascii_alphabetic) {
            return self.odd_word(word);
        }
        self.flush();
        self.key.word(WORD, word);
    }

    /// A word that may be empty or begin with anything.
    fn odd_word(&mut self, word: &[u8]) {
        self.flush();
        match word {
            [] => self.key.tag(EMPTY),
            [b'0'..=b'9', ..] => {
                self.key.leading_digits(word);
                self.key.word(NUMBER_IN_WORD, word);
            }
            [..b'0', ..] => self.key.word(LOW_WORD, word),
            _ => self.key.word(WORD, word),
        }
    }

    #[inline]
    fn flush(&mut self) {
        (0..core::mem::take(&mut self.zeros))
            .for_each(|_| self.key.tags([one_digit(b'0'), NUMBER_ALONE]));
    }
}
