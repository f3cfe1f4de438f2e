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
//! The first byte of a number lies between [`END`] and [`ABOVE_NUMBERS`], so that a list of numbers
//! needs no other mark than the one at its end.

use core::fmt;

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

/// The lowest tag above every number.
pub(crate) const ABOVE_NUMBERS: u8 = BIG_NUMBER + 1;

/// First byte of a number that does not fit 64 bits; the first byte of any other is one more than
/// the count of bytes that follow.
const BIG_NUMBER: u8 = 10;

/// Writes the parts of one version, most significant first.
pub(crate) struct KeyWriter(Vec<u8>);

impl KeyWriter {
    /// Makes room for the key of a version of `length` bytes.
    pub(crate) fn new(length: usize) -> Self {
        Self(Vec::with_capacity(length + 24))
    }

    /// A single byte that sorts as itself: says which kind of part follows, or that none does.
    pub(crate) fn tag(&mut self, tag: u8) {
        self.0.push(tag);
    }

    /// A number of at most 64 bits: how many bytes it has, then those bytes, big-endian.
    pub(crate) fn number(&mut self, value: u64) {
        let length = 8 - value.leading_zeros() as usize / 8;
        let end = self.0.len() + 1 + length;
        // Nine bytes always, then back: a copy of a fixed length needs no call.
        let aligned = value.wrapping_shl(64 - 8 * length as u32);
        self.0.push(1 + length as u8);
        self.0.extend_from_slice(&aligned.to_be_bytes());
        self.0.truncate(end);
    }

    /// A run of ASCII digits of any length, by its value: leading zeros do not count.
    pub(crate) fn digits(&mut self, digits: &[u8]) {
        debug_assert!(digits.iter().all(u8::is_ascii_digit));
        let value = digits
            .iter()
            .try_fold(0u64, |sum, digit| sum.checked_mul(10)?.checked_add(u64::from(digit - b'0')));
        match value {
            Some(value) => self.number(value),
            None => self.big_number(digits),
        }
    }

    fn big_number(&mut self, digits: &[u8]) {
        let first = digits.iter().position(|d| *d != b'0').unwrap_or(digits.len());
        let digits = &digits[first..];
        self.0.push(BIG_NUMBER);
        self.0.extend_from_slice(&(digits.len() as u32).to_be_bytes());
        self.0.extend_from_slice(digits);
    }

    /// Text by its bytes; ends in `00 00`, and a NUL inside is written as `00 ff`.
    pub(crate) fn text(&mut self, text: &[u8]) {
        self.0.reserve(text.len() + 2);
        let mut rest = text;
        while let Some(at) = rest.iter().position(|byte| *byte == 0) {
            self.0.extend_from_slice(&rest[..at]);
            self.0.extend_from_slice(&[0, 0xff]);
            rest = &rest[at + 1..];
        }
        self.0.extend_from_slice(rest);
        self.0.extend_from_slice(&[0, 0]);
    }

    /// Text by its bytes with ASCII letters in lower case.
    pub(crate) fn lower(&mut self, text: &[u8]) {
        let start = self.0.len();
        self.text(text);
        self.0[start..].make_ascii_lowercase();
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
    fn text_that_begins_another_sorts_first() {
        let text = |text: &[u8]| {
            let mut key = KeyWriter::new(0);
            key.text(text);
            key.finish()
        };
        assert!(
            [&b""[..], b"a", b"a\0", b"a\0b", b"a\x01", b"ab", b"b"]
                .map(text)
                .is_sorted_by(|a, b| a < b)
        );
    }
}
