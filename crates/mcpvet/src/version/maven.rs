//! Maven: `ComparableVersion` as of Maven 3.9.9, held against 3.8.7; Maven 4 differs in places.
//!
//! Spec: <https://maven.apache.org/pom.html#version-order-specification>. The order:
//!
//! `1-alpha = 1a0 < 1-beta < 1-milestone < 1-rc = 1-cr < 1-SNAPSHOT < 1 = 1.0 = 1-ga = 1-final
//! = 1.0.RELEASE < 1-sp < 1-foo = 1.foo < 1-foo-1 < 1-1 < 1.1`
//!
//! Quirks:
//! - every text is a version; a version is a list of numbers and qualifiers, and `-` as well as each
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

const BEFORE_DIGIT: [(&str, Tag); 3] = [("a", Tag::Alpha), ("b", Tag::Beta), ("m", Tag::Milestone)];

struct Item<'a> {
    tag: Tag,
    text: &'a [u8],
}

pub(super) fn key(version: &str) -> Result<Key, VersionError> {
    let version = if version.is_ascii() {
        Cow::Borrowed(version)
    } else {
        Cow::Owned(version.to_lowercase())
    };
    let mut items = Vec::with_capacity(16);
    read(&mut items, version.as_bytes());
    normalize(&mut items);
    let mut key = KeyWriter::new(version.len());
    items.iter().for_each(|item| write(&mut key, item));
    key.tag(Tag::End as u8);
    Ok(key.finish())
}

/// The items from left to right; a `List` holds all that follow it.
fn read<'a>(items: &mut Vec<Item<'a>>, version: &'a [u8]) {
    let mut rest = version;
    while !rest.is_empty() {
        let (text, behind) = run(rest);
        let is_number = text.first().is_some_and(u8::is_ascii_digit);
        let separator = behind.first().filter(|byte| matches!(byte, b'.' | b'-'));
        let opens_itself = !text.is_empty() && !is_number && separator.is_none();
        if opens_itself && items.last().is_some_and(|item| item.tag != Tag::List) {
            items.push(LIST);
        }
        items.push(item(text, is_number, behind));
        let transition = separator.is_none() && !behind.is_empty();
        if transition || separator == Some(&b'-') {
            items.push(LIST);
        }
        rest = if separator.is_some() { &behind[1..] } else { behind };
    }
}

const LIST: Item<'static> = Item { tag: Tag::List, text: b"" };

/// The digits or the letters at the beginning, and the rest.
fn run(text: &[u8]) -> (&[u8], &[u8]) {
    match scan::digits(text) {
        (b"", _) => {
            scan::take_while(text, |byte| !byte.is_ascii_digit() && !matches!(byte, b'.' | b'-'))
        }
        digits => digits,
    }
}

fn item<'a>(text: &'a [u8], is_number: bool, behind: &[u8]) -> Item<'a> {
    let tag = match text {
        _ if text.iter().all(|digit| *digit == b'0') => Tag::Zero,
        _ if is_number => Tag::Number,
        _ => qualifier(text, behind.first().is_some_and(u8::is_ascii_digit)),
    };
    Item { tag, text }
}

fn qualifier(text: &[u8], before_digit: bool) -> Tag {
    let short: &[_] = if before_digit { &BEFORE_DIGIT } else { &[] };
    let known = short.iter().chain(&QUALIFIERS);
    known
        .clone()
        .find(|(word, _)| text.eq_ignore_ascii_case(word.as_bytes()))
        .map_or(Tag::Unknown, |(_, tag)| *tag)
}

/// Drops the nulls at the end of each list, and marks each item that weighs nothing itself with
/// the side to which the next one that does tips the version.
fn normalize(items: &mut Vec<Item<'_>>) {
    let mut below = false;
    let mut at_end = true;
    let mut kept = items.len();
    for at in (0..items.len()).rev() {
        let tag = items[at].tag;
        let weightless = matches!(tag, Tag::Release | Tag::Zero | Tag::List);
        if weightless && at_end && (tag != Tag::List || kept == items.len()) {
            continue;
        }
        at_end = tag == Tag::List;
        below = if weightless { below } else { (tag as u8) < Tag::End as u8 };
        kept -= 1;
        items.swap(at, kept);
        items[kept].tag = if below { lowered(tag) } else { tag };
    }
    items.drain(..kept);
}

fn lowered(tag: Tag) -> Tag {
    match tag {
        Tag::Release => Tag::ReleaseBelow,
        Tag::List => Tag::ListBelow,
        Tag::Zero => Tag::ZeroBelow,
        other => other,
    }
}

fn write(key: &mut KeyWriter, item: &Item<'_>) {
    key.tag(item.tag as u8);
    match item.tag {
        Tag::Number => key.digits(item.text),
        Tag::Unknown => key.lower(item.text),
        _ => {}
    }
}
