//! PyPI: PEP 440.
//!
//! Spec: <https://packaging.python.org/specifications/version-specifiers/>. The order:
//!
//! `1.dev0 < 1.0a1.dev1 < 1.0a1 < 1.0a1.post1.dev2 < 1.0a1.post1 < 1.0b1 < 1.0rc1 = 1.0-C.1 < 1.0 = v1
//! = 1.0.0 < 1.0+abc < 1.0+abc.5 < 1.0+5 < 1.0.post1.dev1 < 1.0.post1 = 1.0-1 = 1.0r1 < 1.1 < 1!0.5`
//!
//! Quirks:
//! - trailing zeros of the release do not count, nor does the case of letters;
//! - a development release of the release itself sorts below all of its pre-releases;
//! - between the parts stands `.`, `-`, `_` or nothing, and a number that is left out is a zero:
//!   `1.0a` is `1.0a0`; even a separator that nothing follows is read: `1.0a.`;
//! - `-1` alone is a post-release;
//! - words in a local version sort below numbers there;
//! - numbers have any length.

use super::{ABOVE_NUMBERS, END, Key, KeyWriter, VersionError, scan};

/// What makes a version a pre-release, in ascending order: `DEV` is a development release of the
/// release itself, `FINAL` is none of these.
const DEV: u8 = 1;
const ALPHA: u8 = 2;
const BETA: u8 = 3;
const CANDIDATE: u8 = 4;
const FINAL: u8 = 5;

const NO_POST: u8 = 0;
const POST: u8 = 1;
const ABOVE_POSTS: u8 = 2;

const DEVELOPMENT: u8 = 0;
const NO_DEVELOPMENT: u8 = 1;

const LOCAL_WORD: u8 = 1;
const ABOVE_LOCALS: u8 = ABOVE_NUMBERS;

/// Above every number that could follow in a release.
const ABOVE_RELEASES: u8 = 0xff;

const PRE_WORDS: [(&str, u8); 8] = [
    ("alpha", ALPHA),
    ("a", ALPHA),
    ("beta", BETA),
    ("b", BETA),
    ("preview", CANDIDATE),
    ("pre", CANDIDATE),
    ("c", CANDIDATE),
    ("rc", CANDIDATE),
];
const POST_WORDS: [(&str, ()); 3] = [("post", ()), ("rev", ()), ("r", ())];
const DEV_WORDS: [(&str, ()); 1] = [("dev", ())];

const SEPARATORS: &[u8] = b".-_";

const EXPECTED: VersionError =
    VersionError::new("expected a PEP 440 version such as 1.2, 1.2rc1 or 1.2.post1");

pub(super) fn key(version: &str) -> Result<Key, VersionError> {
    read(version.as_bytes()).ok_or(EXPECTED)
}

/// The key of a version whose local part is checked while it is written.
fn read(text: &[u8]) -> Option<Key> {
    let version = Version::read(text)?;
    let mut key = version.public();
    version.local.map_or(Some(()), |local| write_local(&mut key, local))?;
    key.tag(END);
    Some(key.finish())
}

/// The parts of a version; a number is its digits, none where it was left out.
#[derive(Clone, Copy)]
pub(crate) struct Version<'a> {
    epoch: &'a [u8],
    /// The numbers with the dots between them.
    release: &'a [u8],
    pre: Option<(u8, &'a [u8])>,
    post: Option<&'a [u8]>,
    dev: Option<&'a [u8]>,
    local: Option<&'a [u8]>,
}

impl<'a> Version<'a> {
    pub(crate) fn parse(version: &'a str) -> Result<Self, VersionError> {
        let is_sound = |read: &Self| read.local.is_none_or(is_local);
        Self::read(version.as_bytes()).filter(is_sound).ok_or(EXPECTED)
    }

    /// The parts, whatever the local one is.
    #[inline]
    fn read(text: &'a [u8]) -> Option<Self> {
        let (public, local) = scan::split_once(text, b'+');
        let (epoch, rest) = epoch(scan::skip_one(public, b"vV"));
        let (release, rest) = release(rest)?;
        let (pre, rest) = part(rest, &PRE_WORDS);
        let (post, rest) = implicit_post(rest).unwrap_or_else(|| part(rest, &POST_WORDS));
        let (dev, rest) = part(rest, &DEV_WORDS);
        rest.is_empty().then_some(Self {
            epoch,
            release,
            pre,
            post: post.map(|((), number)| number),
            dev: dev.map(|((), number)| number),
            local,
        })
    }

    pub(crate) fn has_local(&self) -> bool {
        self.local.is_some()
    }

    pub(crate) fn is_release_alone(&self) -> bool {
        self.pre.is_none() && self.post.is_none() && self.dev.is_none() && self.local.is_none()
    }

    pub(crate) fn key(&self) -> Key {
        let mut key = self.public();
        // Reading has checked it.
        let _ = write_local(&mut key, self.local.unwrap_or_default());
        key.tag(END);
        key.finish()
    }

    /// The bound above this version and all local versions of it, whatever its own is.
    pub(crate) fn above_locals(&self) -> Key {
        let mut key = self.public();
        key.tag(ABOVE_LOCALS);
        key.finish()
    }

    /// The bound that `>` has: above the local versions, and above the post-releases unless this
    /// is one, or a development release, itself.
    pub(crate) fn above(&self) -> Key {
        if self.post.is_some() || self.dev.is_some() {
            return self.above_locals();
        }
        let mut key = self.up_to_pre();
        key.tag(ABOVE_POSTS);
        key.finish()
    }

    /// The bound that `<` has: below the pre-releases too, unless this is one itself.
    pub(crate) fn below(&self) -> Key {
        match (self.pre, self.dev) {
            (None, None) => Self { dev: Some(b""), local: None, ..*self }.key(),
            _ => self.key(),
        }
    }

    /// The bound above every version whose release begins with this one without its last
    /// `dropped` numbers, and none if that leaves no number.
    pub(crate) fn above_prefix(&self, dropped: usize) -> Option<Key> {
        let count = numbers(self.release).count().checked_sub(dropped).filter(|left| *left > 0)?;
        let mut key = KeyWriter::new(self.release.len() + self.local.map_or(0, <[u8]>::len));
        key.digits(self.epoch);
        numbers(self.release).take(count).for_each(|number| key.digits(number));
        key.tag(ABOVE_RELEASES);
        Some(key.finish())
    }

    fn public(&self) -> KeyWriter {
        let mut key = self.up_to_pre();
        match self.post {
            Some(number) => {
                key.tag(POST);
                key.digits(number);
            }
            None => key.tag(NO_POST),
        }
        match self.dev {
            Some(number) => {
                key.tag(DEVELOPMENT);
                key.digits(number);
            }
            None => key.tag(NO_DEVELOPMENT),
        }
        key
    }

    fn up_to_pre(&self) -> KeyWriter {
        let mut key = KeyWriter::new(self.release.len() + self.local.map_or(0, <[u8]>::len));
        key.digits(self.epoch);
        write_release(&mut key, self.release);
        key.tag(END);
        match self.pre {
            Some((word, number)) => {
                key.tag(word);
                key.digits(number);
            }
            None if self.post.is_none() && self.dev.is_some() => key.tag(DEV),
            None => key.tag(FINAL),
        }
        key
    }
}

/// Zeros wait until it is known that a number follows them.
fn write_release(key: &mut KeyWriter, release: &[u8]) {
    let (mut rest, mut zeros) = (release, 0);
    loop {
        let digits = scan::take_while(rest, |byte| byte == b'0').1;
        rest = if digits.first().is_some_and(u8::is_ascii_digit) {
            (0..core::mem::take(&mut zeros)).for_each(|_| key.number(0));
            key.leading_digits(digits)
        } else {
            zeros += 1;
            digits
        };
        match rest {
            [b'.', behind @ ..] => rest = behind,
            _ => return,
        }
    }
}

fn numbers(release: &[u8]) -> impl Iterator<Item = &[u8]> {
    release.split(|byte| *byte == b'.')
}

fn epoch(text: &[u8]) -> (&[u8], &[u8]) {
    match scan::digits(text) {
        (epoch, [b'!', rest @ ..]) if !epoch.is_empty() => (epoch, rest),
        _ => (b"", text),
    }
}

/// The digits and dots at the beginning, without a dot that no digit follows.
fn release(text: &[u8]) -> Option<(&[u8], &[u8])> {
    let mut end = scan::digits(text).0.len();
    if end == 0 {
        return None;
    }
    while let [b'.', behind @ ..] = &text[end..] {
        match scan::digits(behind).0.len() {
            0 => break,
            digits => end += 1 + digits,
        }
    }
    Some(text.split_at(end))
}

type Part<'a, T> = (Option<(T, &'a [u8])>, &'a [u8]);

/// A word with its number, and a separator or none before each.
fn part<'a, T: Copy>(text: &'a [u8], words: &[(&str, T)]) -> Part<'a, T> {
    if text.is_empty() {
        return (None, text);
    }
    match scan::strip_any(scan::skip_one(text, SEPARATORS), words) {
        Some((word, rest)) => {
            let (number, rest) = scan::digits(scan::skip_one(rest, SEPARATORS));
            (Some((word, number)), rest)
        }
        None => (None, text),
    }
}

/// `1.0-1` is `1.0.post1`.
fn implicit_post(text: &[u8]) -> Option<Part<'_, ()>> {
    let (number, rest) = scan::digits(text.strip_prefix(b"-")?);
    (!number.is_empty()).then_some((Some(((), number)), rest))
}

/// Writes words and numbers between separators, if nothing else is there.
fn write_local(key: &mut KeyWriter, local: &[u8]) -> Option<()> {
    let mut rest = local;
    loop {
        let (part, kinds, behind) = scan::run(rest, scan::DIGIT | scan::LETTER);
        match kinds {
            0 => return None,
            scan::DIGIT => key.digits(part),
            _ => key.lower(LOCAL_WORD, part),
        }
        match behind {
            [] => return Some(()),
            [b'.' | b'-' | b'_', behind @ ..] => rest = behind,
            _ => return None,
        }
    }
}

fn is_local(local: &[u8]) -> bool {
    scan::are_runs(local, scan::DIGIT | scan::LETTER, scan::DOT | scan::HYPHEN | scan::UNDERSCORE)
}

#[cfg(test)]
mod tests {
    use super::super::Scheme;
    use core::cmp::Ordering;
    use core::str::FromStr;
    use pep440_rs::Version;
    use proptest::prelude::*;

    #[test]
    fn trailing_zeros_end_at_a_number_and_not_inside_one() {
        let compare = |a, b| Scheme::Pep440.compare(a, b).unwrap();
        assert_eq!(compare("10", "1"), Ordering::Greater);
        assert_eq!(compare("1.100.0", "1.100"), Ordering::Equal);
        assert_eq!(compare("0.0", "0"), Ordering::Equal);
        assert_eq!(compare("00.010", "0.10"), Ordering::Equal);
    }

    proptest! {
        #[test]
        fn agrees_with_pep440_rs(
            a in "v?(1!)?(0|1|10)(\\.(0|1|10)){0,3}([._-]?(a|b|rc|c|pre|Alpha)[._-]?[019]?)?\
                  ([._-]?(post|rev|r)[._-]?[01]?|-1)?([._-]?dev[._-]?[01]?)?(\\+(a|1|a1)([.-](b|2))?)?",
            b in "(0|1|10)(\\.(0|1|10)){0,3}((a|b|rc)[01])?(\\.post[01])?(\\.dev[01])?(\\+(a|1))?",
        ) {
            if let (Ok(x), Ok(y)) = (Version::from_str(&a), Version::from_str(&b)) {
                prop_assert_eq!(Scheme::Pep440.compare(&a, &b).unwrap(), x.cmp(&y));
            }
        }
    }
}
