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
    /// Sorts above all others by its own first byte.
    Number,
}

const QUALIFIERS: [(&str, Tag); 10] = [
    ("alpha", Tag::Alpha),
    ("beta", Tag::Beta),
    ("milestone", Tag::Milestone),
    ("rc", Tag::Rc),
    ("cr", Tag::Rc),
    ("snapshot", Tag::Snapshot),
    ("ga", Tag::Release),
    ("final", Tag::Release),
    ("release", Tag::Release),
    ("sp", Tag::Sp),
];

pub(super) fn key(version: &str) -> Result<Key, VersionError> {
    if version.contains('\0') {
        return Err(VersionError::new("expected a version without NUL"));
    }
    let version = if version.is_ascii() {
        Cow::Borrowed(version)
    } else {
        Cow::Owned(version.to_lowercase())
    };
    let mut list = List { key: KeyWriter::new(version.len()), settled: 0, after: None };
    read(&mut list, version.as_bytes());
    Ok(list.finish())
}

/// Writes the items from left to right; a `List` holds all that follow it.
fn read(list: &mut List, version: &[u8]) {
    let mut rest = version;
    while let Some(first) = rest.first() {
        let is_number = first.is_ascii_digit();
        let (text, behind) = if is_number { scan::digits(rest) } else { letters(rest) };
        let separator = behind.first().filter(|byte| matches!(byte, b'.' | b'-'));
        let opens_itself = !text.is_empty() && !is_number && separator.is_none();
        if opens_itself && list.after.is_some_and(|tag| tag != Tag::List) {
            list.open();
        }
        list.item(item(text, is_number, behind), text);
        let transition = separator.is_none() && !behind.is_empty();
        if transition || separator == Some(&b'-') {
            list.open();
        }
        rest = if separator.is_some() { &behind[1..] } else { behind };
    }
}

#[inline]
fn letters(text: &[u8]) -> (&[u8], &[u8]) {
    scan::take_while(text, |byte| !byte.is_ascii_digit() && !matches!(byte, b'.' | b'-'))
}

fn item(text: &[u8], is_number: bool, behind: &[u8]) -> Tag {
    match text {
        _ if text.iter().all(|digit| *digit == b'0') => Tag::Zero,
        _ if is_number => Tag::Number,
        _ => qualifier(text, behind.first().is_some_and(u8::is_ascii_digit)),
    }
}

fn qualifier(text: &[u8], before_digit: bool) -> Tag {
    match text {
        [b'a' | b'A'] if before_digit => Tag::Alpha,
        [b'b' | b'B'] if before_digit => Tag::Beta,
        [b'm' | b'M'] if before_digit => Tag::Milestone,
        [_] => Tag::Unknown,
        _ => {
            let known = |(word, _): &&(&str, Tag)| text.eq_ignore_ascii_case(word.as_bytes());
            QUALIFIERS.iter().find(known).map_or(Tag::Unknown, |(_, tag)| *tag)
        }
    }
}

/// A key under construction. Items that weigh nothing themselves stand at its end until the next
/// one that does decides to which side they tip the version.
struct List {
    key: KeyWriter,
    /// Where those items begin.
    settled: usize,
    /// The last item that was read.
    after: Option<Tag>,
}

impl List {
    #[inline]
    fn item(&mut self, tag: Tag, text: &[u8]) {
        self.after = Some(tag);
        if matches!(tag, Tag::Release | Tag::Zero) {
            return self.key.tag(tag as u8);
        }
        if (tag as u8) < Tag::End as u8 {
            self.key.tail(self.settled).iter_mut().for_each(|tag| *tag = lowered(*tag));
        }
        match tag {
            Tag::Number => self.key.digits(text),
            Tag::Unknown => {
                self.key.lower(tag as u8, text);
            }
            _ => self.key.tag(tag as u8),
        }
        self.settled = self.key.len();
    }

    /// Opens a list behind the items of this one; nulls at its end do not count.
    #[inline]
    fn open(&mut self) {
        self.after = Some(Tag::List);
        let waiting = self.key.tail(self.settled);
        let nulls = waiting.iter().rev().take_while(|tag| **tag != Tag::List as u8).count();
        self.key.truncate(self.key.len() - nulls);
        self.key.tag(Tag::List as u8);
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
