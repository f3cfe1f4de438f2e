//! The version key: bytes whose plain lexicographic order is the order of one ecosystem.
//!
//! A [`Key`] is written by the scheme of its ecosystem through [`KeyWriter`] and never decoded
//! again. Two rules make comparing bytes enough:
//!
//! - every part is *prefix-free*: no encoding of a part is the beginning of another one's, so the
//!   first differing byte always lies in the first differing part;
//! - a scheme that leaves a part out writes a tag whose byte says how "nothing" sorts there.
//!
//! Because a whole key is prefix-free as well, `key ‖ 0x00` is the smallest byte string above it
//! that no version has: [`Key::successor`] turns an inclusive bound into an exclusive one.
//!
//! The first byte of a number lies between [`NUMBERS`] and [`ABOVE_NUMBERS`], and numbers up to 95 have
//! no other byte. A list of numbers needs no other mark than the one at its end, and tags on both sides
//! say what sorts below numbers and above them.

use core::fmt;

use super::scan;

/// A version as bytes that sort in the order of its ecosystem.
///
/// Keys of different schemes must not be compared with each other.
///
/// ```
/// use mcpvet::version::Scheme;
/// let older = Scheme::Npm.key("1.10.0-rc.2")?;
/// let newer = Scheme::Npm.key("1.10.0")?;
/// assert!(older < newer);
/// # Ok::<(), mcpvet::version::VersionError>(())
/// ```
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Key(Vec<u8>);

impl Key {
    /// Below every version: the boundary that OSV writes as `introduced: "0"`.
    pub const ZERO: Self = Self(Vec::new());

    /// Takes over the bytes of a key that a pack holds.
    #[must_use]
    pub fn from_bytes(bytes: &[u8]) -> Self {
        Self(bytes.to_vec())
    }

    /// The bytes to compare.
    #[must_use]
    pub fn as_bytes(&self) -> &[u8] {
        &self.0
    }

    /// The smallest byte string above this key; no version lies between the two.
    #[must_use]
    pub fn successor(&self) -> Self {
        let mut bytes = self.0.clone();
        bytes.push(0);
        Self(bytes)
    }
}

impl fmt::Debug for Key {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Key(")?;
        self.0.iter().try_for_each(|byte| write!(f, "{byte:02x}"))?;
        f.write_str(")")
    }
}

/// Ends a list: sorts below whatever could have followed in its place.
pub(crate) const END: u8 = 0;

/// The first byte of zero: tags below it sort below every number.
pub(crate) const NUMBERS: u8 = 0x10;

/// The lowest tag above every number.
pub(crate) const ABOVE_NUMBERS: u8 = BIG_NUMBER + 1;

/// The least number that does not fit one byte.
const WIDE: u64 = 0x60;

/// With the count of bytes that follow, the first byte of a number of more than one.
const WIDE_NUMBERS: u8 = NUMBERS + WIDE as u8 - 1;

/// First byte of a number that does not fit 64 bits.
const BIG_NUMBER: u8 = WIDE_NUMBERS + 9;

/// The whole of a number that has one digit.
#[inline]
pub(crate) const fn one_digit(digit: u8) -> u8 {
    NUMBERS + (digit - b'0')
}

/// Writes the parts of one version, most significant first.
///
/// Dense versions are numbers of one digit and words of one letter. These are written where they are
/// read, and whatever is longer by a call, so that the loops of the schemes stay small.
pub(crate) struct KeyWriter(Vec<u8>);

impl KeyWriter {
    /// Makes room for the key of a version of `length` bytes: RubyGems makes eight of a hyphen and a
    /// letter, others less.
    pub(crate) fn new(length: usize) -> Self {
        Self(Vec::with_capacity(4 * length + 24))
    }

    /// A single byte that sorts as itself: says which kind of part follows, or that none does.
    #[inline]
    pub(crate) fn tag(&mut self, tag: u8) {
        self.0.push(tag);
    }

    /// Several of these at once.
    #[inline]
    pub(crate) fn tags<const N: usize>(&mut self, tags: [u8; N]) {
        self.0.extend_from_slice(&tags);
    }

    /// A number of at most 64 bits: itself, or how many bytes it has and those bytes, big-endian.
    #[inline]
    pub(crate) fn number(&mut self, value: u64) {
        if value < WIDE { self.0.push(NUMBERS + value as u8) } else { self.wide_number(value) }
    }

    fn wide_number(&mut self, value: u64) {
        let length = 8 - value.leading_zeros() as usize / 8;
        let end = self.0.len() + 1 + length;
        // Nine bytes always, then back: a copy of a fixed length needs no call.
        let aligned = value.wrapping_shl(64 - 8 * length as u32);
        self.0.push(WIDE_NUMBERS + length as u8);
        self.0.extend_from_slice(&aligned.to_be_bytes());
        self.0.truncate(end);
    }

    /// A run of ASCII digits of any length, by its value: leading zeros do not count.
    #[inline]
    pub(crate) fn digits(&mut self, digits: &[u8]) {
        debug_assert!(digits.iter().all(u8::is_ascii_digit));
        self.leading_digits(digits);
    }

    /// The digits that the text begins with, as [`KeyWriter::digits`]; returns the rest.
    #[inline]
    pub(crate) fn leading_digits<'a>(&mut self, text: &'a [u8]) -> &'a [u8] {
        match text {
            [digit @ b'0'..=b'9', rest @ ..] if !rest.first().is_some_and(u8::is_ascii_digit) => {
                self.0.push(one_digit(*digit));
                rest
            }
            _ => self.more_digits(text),
        }
    }

    #[inline(never)]
    fn more_digits<'a>(&mut self, text: &'a [u8]) -> &'a [u8] {
        let mut value = 0u64;
        let mut end = 0;
        while let Some(byte) = text.get(end)
            && byte.is_ascii_digit()
        {
            value = value.wrapping_mul(10).wrapping_add(u64::from(byte - b'0'));
            end += 1;
        }
        let (digits, rest) = text.split_at(end);
        // More digits may not have fit.
        if end < 20 {
            self.number(value)
        } else {
            self.long_digits(digits)
        }
        rest
    }

    fn long_digits(&mut self, digits: &[u8]) {
        if let Some(value) = scan::value(digits) {
            return self.number(value);
        }
        let digits = scan::take_while(digits, |digit| digit == b'0').1;
        self.0.push(BIG_NUMBER);
        self.0.extend_from_slice(&(digits.len() as u32).to_be_bytes());
        self.0.extend_from_slice(digits);
    }

    /// A negative number by its absolute value: the greater that is, the lower it sorts.
    #[inline]
    pub(crate) fn below(&mut self, value: u64) {
        if value < WIDE {
            self.0.push(!(NUMBERS + value as u8));
        } else {
            let start = self.0.len();
            self.wide_number(value);
            self.invert(start);
        }
    }

    /// A run of ASCII digits as [`KeyWriter::below`].
    pub(crate) fn below_digits(&mut self, digits: &[u8]) {
        let start = self.0.len();
        self.digits(digits);
        self.invert(start);
    }

    fn invert(&mut self, start: usize) {
        self.0[start..].iter_mut().for_each(|byte| *byte = !*byte);
    }

    /// A tag and text without NUL by its bytes; ends in `00`.
    #[inline]
    pub(crate) fn word(&mut self, tag: u8, word: &[u8]) {
        debug_assert!(!word.contains(&0));
        match word {
            [letter] => self.tags([tag, *letter, 0]),
            _ => self.long_word(tag, word),
        }
    }

    #[inline(never)]
    fn long_word(&mut self, tag: u8, word: &[u8]) {
        match word {
            // For so few bytes, a call to copy them costs more than they do.
            [a, b] => self.tags([tag, *a, *b, 0]),
            [a, b, c] => self.tags([tag, *a, *b, *c, 0]),
            _ => {
                self.0.push(tag);
                self.0.extend_from_slice(word);
                self.0.push(0);
            }
        }
    }

    /// A tag and text without NUL by its bytes with ASCII letters in lower case; ends in `00`.
    #[inline]
    pub(crate) fn lower(&mut self, tag: u8, word: &[u8]) {
        match word {
            [letter] => self.tags([tag, letter.to_ascii_lowercase(), 0]),
            _ => self.long_lower(tag, word),
        }
    }

    #[inline(never)]
    fn long_lower(&mut self, tag: u8, word: &[u8]) {
        let low = u8::to_ascii_lowercase;
        match word {
            [a, b] => self.tags([tag, low(a), low(b), 0]),
            [a, b, c] => self.tags([tag, low(a), low(b), low(c), 0]),
            _ => {
                self.0.push(tag);
                self.0.extend(word.iter().map(low));
                self.0.push(0);
            }
        }
    }

    /// How many bytes are written.
    pub(crate) const fn len(&self) -> usize {
        self.0.len()
    }

    /// What was written from `start` on, for tags that what follows them decides.
    pub(crate) fn tail(&mut self, start: usize) -> &mut [u8] {
        &mut self.0[start..]
    }

    /// Takes back what was written from `start` on.
    pub(crate) fn truncate(&mut self, start: usize) {
        self.0.truncate(start);
    }

    pub(crate) fn finish(self) -> Key {
        Key(self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn digits(digits: &str) -> Key {
        let mut key = KeyWriter::new(0);
        key.digits(digits.as_bytes());
        key.finish()
    }

    #[test]
    fn numbers_sort_by_value_at_every_width() {
        let ascending = [
            "0",
            "1",
            "255",
            "256",
            "65536",
            "18446744073709551615",
            "18446744073709551616",
            "99999999999999999999",
            "100000000000000000000",
        ];
        assert!(ascending.iter().map(|n| digits(n)).is_sorted_by(|a, b| a < b));
        assert_eq!(digits("000018446744073709551616"), digits("18446744073709551616"));
        assert_eq!(digits("007"), digits("7"));
        assert_eq!(digits("000"), digits("0"));
    }

    #[test]
    fn negative_numbers_sort_by_value() {
        let negative = |digits: &str| {
            let mut key = KeyWriter::new(0);
            key.below_digits(digits.as_bytes());
            key.finish()
        };
        let ascending = ["18446744073709551616", "18446744073709551615", "256", "96", "95", "1"];
        assert!(ascending.map(negative).is_sorted_by(|a, b| a < b));
        for value in [0, 1, 95, 96, 256, u64::MAX] {
            let mut key = KeyWriter::new(0);
            key.below(value);
            assert_eq!(key.finish(), negative(&value.to_string()));
        }
    }

    #[test]
    fn a_word_that_begins_another_sorts_first() {
        let word = |word: &[u8]| {
            let mut key = KeyWriter::new(0);
            key.word(1, word);
            key.finish()
        };
        let ascending = [&b""[..], b"a", b"a\x01", b"ab", b"abc", b"abcd", b"abcdefghij", b"b"];
        assert!(ascending.map(word).is_sorted_by(|a, b| a < b));
        for lower in ascending {
            let mut key = KeyWriter::new(0);
            key.lower(1, &lower.to_ascii_uppercase());
            assert_eq!(key.finish(), word(lower));
        }
    }
}
