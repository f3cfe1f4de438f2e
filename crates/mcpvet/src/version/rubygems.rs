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
// Then numbers.

const EXPECTED: VersionError =
    VersionError::new("expected a number, then numbers or words between dots, such as 1.2.0.rc1");

pub(super) fn key(version: &str) -> Result<Key, VersionError> {
    let mut list = List { key: KeyWriter::new(version.len()), zeros: 0, in_words: false };
    write(&mut list, version.as_bytes()).ok_or(EXPECTED)?;
    Ok(list.key.finish())
}

/// `[0-9]+(\.[0-9a-zA-Z]+)*(-[0-9A-Za-z-]+(\.[0-9A-Za-z-]+)*)?`
fn write(list: &mut List, version: &[u8]) -> Option<()> {
    let (first, behind) = scan::digits(version);
    if first.is_empty() || behind.first().is_some_and(u8::is_ascii_alphabetic) {
        return None;
    }
    let (mut rest, mut in_suffix) = (version, false);
    loop {
        let behind = match rest {
            [b'0'..=b'9', ..] => list.number(rest),
            [b'a'..=b'z' | b'A'..=b'Z', ..] => list.word(rest),
            [b'-', behind @ ..] if in_suffix => list.hyphen(behind),
            _ => return None,
        };
        rest = match behind {
            [] => break,
            [b'.', behind @ ..] => behind,
            [b'-', behind @ ..] if !in_suffix => {
                in_suffix = true;
                list.hyphen(behind)
            }
            _ => behind,
        };
    }
    list.key.tag(END);
    Some(())
}

/// A list under construction: zeros wait until it is known what follows them.
struct List {
    key: KeyWriter,
    zeros: usize,
    in_words: bool,
}

impl List {
    /// The number that the text begins with; returns the rest.
    #[inline]
    fn number<'a>(&mut self, text: &'a [u8]) -> &'a [u8] {
        let digits = scan::take_while(text, |byte| byte == b'0').1;
        if !digits.first().is_some_and(u8::is_ascii_digit) {
            self.zeros += 1;
            return digits;
        }
        self.flush(ZERO_ABOVE);
        self.key.leading_digits(digits)
    }

    /// The word that the text begins with; returns the rest.
    #[inline]
    fn word<'a>(&mut self, text: &'a [u8]) -> &'a [u8] {
        let (word, _, rest) = scan::run(text, scan::LETTER);
        self.enter_words();
        self.key.word(WORD, word);
        rest
    }

    /// The word that a hyphen stands for; returns what is behind it.
    #[inline]
    fn hyphen<'a>(&mut self, behind: &'a [u8]) -> &'a [u8] {
        self.enter_words();
        self.key.tags([WORD, b'p', b'r', b'e', 0]);
        behind
    }

    #[inline]
    fn enter_words(&mut self) {
        if !self.in_words {
            self.zeros = 0;
            self.in_words = true;
        }
        self.flush(ZERO_BELOW);
    }

    #[inline]
    fn flush(&mut self, zero: u8) {
        (0..core::mem::take(&mut self.zeros)).for_each(|_| self.key.tag(zero));
    }
}
