//! A version as the operators of Composer count it: one to four numbers and a stability.

use super::{EXPECTED, dev_of};
use crate::version::{Key, VersionError, scan};

const STABILITIES: [(&str, Stability); 9] = [
    ("stable", Stability::Stable),
    ("beta", Stability::Below),
    ("b", Stability::Below),
    ("rc", Stability::Below),
    ("alpha", Stability::Below),
    ("a", Stability::Below),
    ("patch", Stability::Stable),
    ("pl", Stability::Stable),
    ("p", Stability::Stable),
];

#[derive(Clone, Copy, PartialEq, Eq)]
enum Stability {
    /// Nothing is written.
    None,
    /// A stability that counts as a stable version.
    Stable,
    /// A stability below it.
    Below,
}

/// What stands in front of a stability, and whether one is written.
pub(super) struct Release<'a> {
    pub(super) numbers: Vec<&'a str>,
    stability: Stability,
    is_dev: bool,
    /// It ends in `.x-dev`.
    pub(super) is_branch: bool,
}

/// Reads one to four numbers and a stability.
pub(super) fn release(text: &str) -> Option<Release<'_>> {
    let (numbers, rest) = numbers(text.strip_prefix(['v', 'V']).unwrap_or(text));
    let tail = rest.split_once('+').map_or(rest, |(tail, _)| tail).as_bytes();
    let (stability, is_dev, is_branch) = match tail {
        [b'.', b'x' | b'X' | b'*', behind @ ..] => {
            is_dev(behind).then_some((Stability::None, true, true))?
        }
        _ => {
            let (stability, is_dev) = stability(tail)?;
            (stability, is_dev, false)
        }
    };
    (!numbers.is_empty()).then_some(Release { numbers, stability, is_dev, is_branch })
}

/// Up to four numbers, and what follows them.
fn numbers(text: &str) -> (Vec<&str>, &str) {
    let mut numbers = Vec::new();
    let mut rest = text;
    while numbers.len() < 4 {
        let number = if numbers.is_empty() { rest } else { rest.strip_prefix('.').unwrap_or("") };
        let digits = number.len() - number.trim_start_matches(|c: char| c.is_ascii_digit()).len();
        if digits == 0 {
            break;
        }
        numbers.push(&number[..digits]);
        rest = &number[digits..];
    }
    (numbers, rest)
}

/// The stability that a text consists of, with any count of numbers, and whether `dev` ends it.
fn stability(tail: &[u8]) -> Option<(Stability, bool)> {
    let behind = scan::skip_one(tail, b"._-");
    let (stability, behind) = match scan::strip_any(behind, &STABILITIES) {
        Some((stability, behind)) => (stability, skip_numbers(behind)),
        None => (Stability::None, behind),
    };
    let is_dev = is_dev(behind);
    (is_dev || behind.is_empty()).then_some((stability, is_dev))
}

/// What follows any count of numbers.
fn skip_numbers(mut text: &[u8]) -> &[u8] {
    loop {
        match scan::digits(scan::skip_one(text, b".-")) {
            ([], _) => return text,
            (_, behind) => text = behind,
        }
    }
}

fn is_dev(text: &[u8]) -> bool {
    scan::strip_word(scan::skip_one(text, b".-"), "dev") == Some(b"")
}

impl Release<'_> {
    pub(super) fn is_plain(&self) -> bool {
        self.stability == Stability::None && !self.is_dev
    }

    pub(super) fn is_stable(&self) -> bool {
        self.stability != Stability::Below && !self.is_dev
    }

    /// The first `count` numbers, and zeros up to four.
    pub(super) fn filled(&self, count: usize) -> Result<[u64; 4], VersionError> {
        let mut filled = [0; 4];
        for (number, digits) in filled.iter_mut().zip(&self.numbers).take(count) {
            *number = digits.parse().map_err(|_| EXPECTED)?;
        }
        Ok(filled)
    }

    /// The development version of what has a greater number at `place`, counted from 1.
    pub(super) fn next(&self, place: usize) -> Result<Key, VersionError> {
        let mut numbers = self.filled(place)?;
        numbers[place - 1] = numbers[place - 1].checked_add(1).ok_or(EXPECTED)?;
        dev_of(numbers)
    }
}
