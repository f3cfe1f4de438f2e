//! RubyGems: `Gem::Version`.
//!
//! Reference: <https://docs.ruby-lang.org/en/3.4/Gem/Version.html>, `lib/rubygems/version.rb`. The order:
//!
//! `1.0.a < 1.0.a.1 < 1.0.b1 < 1.0.pre.1 = 1.0-1 < 1.0.rc1 < 1 = 1.0 = 1.0.0 < 1.0.1 < 1.1`
//!
//! Quirks:
//! - a version is a list of numbers and words: `1.0b10` is `1.0.b.10`; a hyphen reads `.pre.`;
//! - a word sorts below every number, by its bytes, so upper case comes first;
//! - lists are compared as if zeros followed without end, and zeros in front of the first word do not
//!   count: `1.0.a` is `1.a`, and `1.a.0.b < 1.a`;
//! - numbers have any length.

use super::{Key, KeyWriter, VersionError, scan};

const WORD: u8 = 1;
/// A zero that a word follows, perhaps after more zeros: below a version that ends here.
const ZERO_BELOW: u8 = 2;
const END: u8 = 3;
/// A zero that a number follows, perhaps after more zeros: above a version that ends here.
const ZERO_ABOVE: u8 = 4;
const NUMBER: u8 = 5;

const EXPECTED: VersionError =
    VersionError::new("expected a number, then numbers or words between dots, such as 1.2.0.rc1");

pub(super) fn key(version: &str) -> Result<Key, VersionError> {
    let version = version.as_bytes();
    if !is_version(version) {
        return Err(EXPECTED);
    }
    let mut list = List { key: KeyWriter::new(version.len()), zeros: 0, in_words: false };
    let mut rest = version;
    while let [first, behind @ ..] = rest {
        rest = match first {
            b'0'..=b'9' => {
                let (digits, behind) = scan::digits(rest);
                list.number(digits);
                behind
            }
            b'-' => {
                list.word(b"pre");
                behind
            }
            b'.' => behind,
            _ => {
                let (word, behind) = scan::take_while(rest, |byte| byte.is_ascii_alphabetic());
                list.word(word);
                behind
            }
        };
    }
    list.key.tag(END);
    Ok(list.key.finish())
}

/// `[0-9]+(\.[0-9a-zA-Z]+)*(-[0-9A-Za-z-]+(\.[0-9A-Za-z-]+)*)?`
fn is_version(version: &[u8]) -> bool {
    let (release, suffix) = scan::split_once(version, b'-');
    let mut parts = release.split(|byte| *byte == b'.');
    let is_part = |part: &[u8]| !part.is_empty() && part.iter().all(u8::is_ascii_alphanumeric);
    let is_suffix_part = |part: &[u8]| {
        !part.is_empty() && part.iter().all(|byte| byte.is_ascii_alphanumeric() || *byte == b'-')
    };
    parts.next().is_some_and(|part| !part.is_empty() && part.iter().all(u8::is_ascii_digit))
        && parts.all(is_part)
        && suffix.is_none_or(|suffix| suffix.split(|byte| *byte == b'.').all(is_suffix_part))
}

/// A list under construction: zeros wait until it is known what follows them.
struct List {
    key: KeyWriter,
    zeros: usize,
    in_words: bool,
}

impl List {
    fn number(&mut self, digits: &[u8]) {
        if digits.iter().all(|digit| *digit == b'0') {
            self.zeros += 1;
            return;
        }
        self.flush(ZERO_ABOVE);
        self.key.tag(NUMBER);
        self.key.digits(digits);
    }

    fn word(&mut self, word: &[u8]) {
        if !self.in_words {
            self.zeros = 0;
            self.in_words = true;
        }
        self.flush(ZERO_BELOW);
        self.key.tag(WORD);
        self.key.text(word);
    }

    fn flush(&mut self, zero: u8) {
        (0..self.zeros).for_each(|_| self.key.tag(zero));
        self.zeros = 0;
    }
}
