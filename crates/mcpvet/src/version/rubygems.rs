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
    let (mut is_first, mut is_empty, mut in_suffix) = (true, true, false);
    let mut rest = version;
    while let [byte, behind @ ..] = rest {
        rest = match byte {
            b'0'..=b'9' => {
                is_empty = false;
                list.number(rest)
            }
            b'a'..=b'z' | b'A'..=b'Z' if !is_first => {
                let (word, _, behind) = scan::run(rest, scan::LETTER);
                is_empty = false;
                list.word(word);
                behind
            }
            b'.' if !is_empty => {
                (is_first, is_empty) = (false, true);
                behind
            }
            b'-' if in_suffix || !is_empty => {
                (is_first, is_empty) = (false, !in_suffix);
                in_suffix = true;
                list.word(b"pre");
                behind
            }
            _ => return None,
        };
    }
    list.key.tag(END);
    (!is_empty).then_some(())
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
        let (_, digits) = scan::take_while(text, |byte| byte == b'0');
        if digits.first().is_none_or(|byte| !byte.is_ascii_digit()) {
            self.zeros += 1;
            return digits;
        }
        self.flush(ZERO_ABOVE);
        self.key.leading_digits(digits)
    }

    #[inline]
    fn word(&mut self, word: &[u8]) {
        if !self.in_words {
            self.zeros = 0;
            self.in_words = true;
        }
        self.flush(ZERO_BELOW);
        self.key.word(WORD, word);
    }

    #[inline]
    fn flush(&mut self, zero: u8) {
        (0..core::mem::take(&mut self.zeros)).for_each(|_| self.key.tag(zero));
    }
}
