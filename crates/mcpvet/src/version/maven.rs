//! Maven: `ComparableVersion` as of Maven 3.9.9, held against 3.8.7; Maven 4 differs in places.
//!
//! Spec: <https://maven.apache.org/pom.html#version-order-specification>. The order:
//!
//! `1-alpha = 1a0 < 1-beta < 1-milestone < 1-rc = 1-cr < 1-SNAPSHOT < 1 = 1.0 = 1-ga = 1-final
//! = 1.0.RELEASE < 1-sp < 1-foo = 1.foo < 1-foo-1 < 1-1 < 1.1`
//!
//! Quirks:
//! - every text without NUL is a version; a version is a list of numbers and qualifiers, and `-` as well as each
//!   change between digits and letters opens a list inside the list, always as its last item;
//! - zeros and empty qualifiers at the end of a list do not count; `a`, `b` and `m` mean alpha, beta
//!   and milestone only with a digit right behind them: `1-a1` is `1-alpha-1`, `1-a` is not;
//! - an unknown qualifier sorts above all known ones, in lower case and by its letters; between them
//!   order is by code point here and by UTF-16 unit there; only ASCII digits are digits here.
//!
//! `compareTo` is not a total order. It holds qualifier < list < number at one place, and sees a
//! shorter version as one padded with zeros, so `1.sp.1 > 1 > 1-alpha`, yet `1-alpha > 1.sp.1`. Keys
//! decide such a place by the padding alone. They differ from `compareTo` just where it contradicts
//! itself through the common beginning `p` of two versions: `a < p < b`, but `a > b`.

use std::borrow::Cow;

use super::{Key, KeyWriter, VersionError, scan};

/// What can stand at one place of a list, in ascending order. The items up to `End` make a
/// version smaller than one that ends at their place, those behind it make it greater.
#[derive(Clone, Copy, PartialEq, Eq)]
#[repr(u8)]
enum Tag {
    Alpha = 1,
    Beta,
    Milestone,
    Rc,
    Snapshot,
    /// An empty qualifier, a list or a zero, where what follows it is smaller than nothing.
    ReleaseBelow,
    ListBelow,
    ZeroBelow,
    End,
    /// The same three, where what follows is greater than nothing.
    Release,
    Sp,
    Unknown,
    List,
    Zero,
    // Then numbers, by their own first byte.
}

pub(super) fn key(version: &str) -> Result<Key, VersionError> {
    if memchr::memchr(0, version.as_bytes()).is_some() {
        return Err(VersionError::new("expected a version without NUL"));
    }
    let version = if version.is_ascii() {
        Cow::Borrowed(version)
    } else {
        Cow::Owned(version.chars().flat_map(char::to_lowercase).collect())
    };
    let mut list = List { key: KeyWriter::new(version.len()), settled: 0, is_empty: true };
    list.read(version.as_bytes());
    Ok(list.finish())
}

/// What a qualifier means, if that is known.
#[inline]
fn qualifier(text: &[u8], before_digit: bool) -> Option<Tag> {
    match text {
        [b'a' | b'A'] if before_digit => Some(Tag::Alpha),
        [b'b' | b'B'] if before_digit => Some(Tag::Beta),
        [b'm' | b'M'] if before_digit => Some(Tag::Milestone),
        [_] => None,
        _ => spelled_out(text),
    }
}

/// The length and the first letter of a qualifier leave one word that it can be.
fn spelled_out(text: &[u8]) -> Option<Tag> {
    let (word, tag) = match (text.len(), text.first()?.to_ascii_lowercase()) {
        (2, b'c') => ("cr", Tag::Rc),
        (2, b'g') => ("ga", Tag::Release),
        (2, b'r') => ("rc", Tag::Rc),
        (2, b's') => ("sp", Tag::Sp),
        (4, b'b') => ("beta", Tag::Beta),
        (5, b'a') => ("alpha", Tag::Alpha),
        (5, b'f') => ("final", Tag::Release),
        (7, b'r') => ("release", Tag::Release),
        (8, b's') => ("snapshot", Tag::Snapshot),
        (9, b'm') => ("milestone", Tag::Milestone),
        _ => return None,
    };
    text.eq_ignore_ascii_case(word.as_bytes()).then_some(tag)
}

/// A key under construction. Items that weigh nothing themselves stand at its end until the next
/// one that does decides to which side they tip the version.
struct List {
    key: KeyWriter,
    /// Where those items begin.
    settled: usize,
    /// Whether nothing was read since the list that holds what follows was opened.
    is_empty: bool,
}

impl List {
    /// Writes the items from left to right; a `List` holds all that follow it.
    fn read(&mut self, version: &[u8]) {
        let mut rest = version;
        while let Some(first) = rest.first() {
            let behind = if first.is_ascii_digit() { self.number(rest) } else { self.word(rest) };
            rest = match behind {
                [] => return,
                [b'.', behind @ ..] => behind,
                [b'-', behind @ ..] | behind => {
                    self.open();
                    behind
                }
            };
        }
    }

    /// The number that the text begins with; returns the rest.
    #[inline]
    fn number<'a>(&mut self, text: &'a [u8]) -> &'a [u8] {
        self.is_empty = false;
        let digits = scan::take_while(text, |byte| byte == b'0').1;
        if !digits.first().is_some_and(u8::is_ascii_digit) {
            self.key.tag(Tag::Zero as u8);
            return digits;
        }
        let rest = self.key.leading_digits(digits);
        self.settled = self.key.len();
        rest
    }

    /// The qualifier that the text begins with, which may be empty; returns the rest.
    #[inline]
    fn word<'a>(&mut self, text: &'a [u8]) -> &'a [u8] {
        let is_letter = |byte: u8| !byte.is_ascii_digit() && !matches!(byte, b'.' | b'-');
        let (word, rest) = scan::take_while(text, is_letter);
        if !word.is_empty() && !self.is_empty && !matches!(rest, [b'.' | b'-', ..]) {
            self.open();
        }
        self.is_empty = false;
        if word.is_empty() {
            self.key.tag(Tag::Zero as u8);
            return rest;
        }
        match qualifier(word, rest.first().is_some_and(u8::is_ascii_digit)) {
            Some(tag) => self.known(tag),
            None => self.unknown(word),
        }
        rest
    }

    #[inline]
    fn unknown(&mut self, word: &[u8]) {
        self.key.lower(Tag::Unknown as u8, word);
        self.settled = self.key.len();
    }

    #[inline]
    fn known(&mut self, tag: Tag) {
        if (tag as u8) < Tag::End as u8 {
            self.key.tail(self.settled).iter_mut().for_each(|tag| *tag = lowered(*tag));
        }
        self.key.tag(tag as u8);
        if tag != Tag::Release {
            self.settled = self.key.len();
        }
    }

    /// Opens a list behind the items of this one; nulls at its end do not count.
    #[inline]
    fn open(&mut self) {
        self.is_empty = true;
        if self.key.len() > self.settled {
            self.drop_nulls();
        }
        self.key.tag(Tag::List as u8);
    }

    fn drop_nulls(&mut self) {
        let waiting = self.key.tail(self.settled);
        let nulls = waiting.iter().rev().take_while(|tag| **tag != Tag::List as u8).count();
        self.key.truncate(self.key.len() - nulls);
    }

    fn finish(mut self) -> Key {
        self.key.truncate(self.settled);
        self.key.tag(Tag::End as u8);
        self.key.finish()
    }
}

const fn lowered(weightless: u8) -> u8 {
    const ZERO: u8 = Tag::Zero as u8;
    const LIST: u8 = Tag::List as u8;
    let lowered = match weightless {
        ZERO => Tag::ZeroBelow,
        LIST => Tag::ListBelow,
        _ => Tag::ReleaseBelow,
    };
    lowered as u8
}
