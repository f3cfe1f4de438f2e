//! A version of which numbers may be missing, `1.2` or `1.x`, and the bounds that it names.

use super::Prereleases;
use crate::version::{Key, VersionError, npm, semver};

const NUMBER: VersionError = VersionError::new("expected numbers below 2^53");

/// The greatest number that can still be counted up.
const MAX_NUMBER: u64 = (1 << 53) - 2;

/// A version with numbers left out, `x` or `*`.
#[derive(Clone, Copy, PartialEq)]
pub(super) struct Partial<'a> {
    /// `None` for a number that is not given.
    pub(super) numbers: [Option<u64>; 3],
    /// Which numbers are written as one zero; npm takes `00` for a number above zero in `^00.1`.
    zeros: [bool; 3],
    /// Whether `v` or `=` stands in front.
    has_prefix: bool,
    /// Empty for none.
    pub(super) prerelease: &'a [u8],
}

/// Reads a version of which numbers may be missing.
pub(super) fn partial(text: &[u8]) -> Option<Partial<'_>> {
    let version = npm::skip_prefix(text);
    let has_prefix = version.len() < text.len();
    let mut parts = version.splitn(3, |byte| *byte == b'.');
    let (major, minor) = (parts.next()?, parts.next());
    let (patch, prerelease) = match parts.next() {
        None => (None, &b""[..]),
        Some(text) => {
            let (patch, prerelease) = patch_and_prerelease(text)?;
            (Some(patch), prerelease)
        }
    };
    let digits = [Some(major), minor, patch];
    let mut numbers = [None; 3];
    for (number, digits) in numbers.iter_mut().zip(digits) {
        *number = digits.map_or(Some(None), place)?;
    }
    Some(Partial {
        numbers,
        zeros: digits.map(|digits| digits == Some(b"0")),
        has_prefix,
        prerelease,
    })
}

/// What follows the second dot.
fn patch_and_prerelease(text: &[u8]) -> Option<(&[u8], &[u8])> {
    match text {
        [b'x' | b'X' | b'*', tail @ ..] => Some((&text[..1], npm::prerelease(tail)?)),
        _ => npm::patch_and_prerelease(text),
    }
}

/// Reads a number, `x` or `*`; a number that npm cannot hold becomes one that it refuses.
fn place(text: &[u8]) -> Option<Option<u64>> {
    match text {
        b"x" | b"X" | b"*" => Some(None),
        _ if !text.is_empty() && text.iter().all(u8::is_ascii_digit) => {
            Some(Some(npm::number(text).unwrap_or(u64::MAX)))
        }
        _ => None,
    }
}

impl Partial<'_> {
    /// The last of the numbers that stand before the first missing one.
    pub(super) fn last_place(&self) -> Option<usize> {
        self.numbers.iter().position(Option::is_none).unwrap_or(3).checked_sub(1)
    }

    pub(super) fn is_whole(&self) -> bool {
        self.last_place() == Some(2)
    }

    /// Whether a number follows a missing one.
    pub(super) fn has_gap(&self) -> bool {
        !self.numbers.is_sorted_by_key(Option::is_none)
    }

    /// Whether npm writes it as `0.0.0`, and drops a lower end there altogether; a pre-release
    /// behind a missing number does not count: `~0.0.x-a`.
    pub(super) fn is_zero(&self) -> bool {
        let given = self.last_place().map_or(0, |last| last + 1);
        let has_prerelease = given == 3 && !self.prerelease.is_empty();
        given > 0 && self.zeros[..given].iter().all(|zero| *zero) && !has_prerelease
    }

    /// Whether a version that npm takes over as it is, with its prefix, is `0.0.0`.
    pub(super) fn is_plain_zero(&self) -> bool {
        self.is_zero() && !(self.is_whole() && self.has_prefix)
    }

    /// The numbers of a whole version that is a pre-release.
    pub(super) fn prerelease_of(self) -> Option<[u64; 3]> {
        (self.is_whole() && !self.prerelease.is_empty()).then(|| self.filled())
    }

    /// The lowest version that begins with its numbers, pre-releases counted or not.
    pub(super) fn lowest(&self, prereleases: Prereleases) -> Result<Key, VersionError> {
        let [major, minor, patch] = self.filled();
        if major.max(minor).max(patch) > MAX_NUMBER + 1 {
            return Err(NUMBER);
        }
        Ok(match (self.is_whole(), prereleases) {
            (true, _) => semver::release(major, minor, patch, self.prerelease),
            (false, Prereleases::Apart) => semver::release(major, minor, patch, b""),
            (false, Prereleases::Included) => self.floor(),
        })
    }

    pub(super) fn floor(&self) -> Key {
        let [major, minor, patch] = self.filled();
        semver::floor(major, minor, patch)
    }

    /// The bound below all versions with a greater number at `place`.
    pub(super) fn next(&self, place: usize) -> Result<Key, VersionError> {
        let [major, minor, patch] = self.counted_up(place)?;
        Ok(semver::floor(major, minor, patch))
    }

    /// The first release with a greater number at `place`.
    pub(super) fn next_release(&self, place: usize) -> Result<Key, VersionError> {
        let [major, minor, patch] = self.counted_up(place)?;
        Ok(semver::release(major, minor, patch, b""))
    }

    fn counted_up(&self, place: usize) -> Result<[u64; 3], VersionError> {
        let mut numbers = self.filled();
        if numbers[place] > MAX_NUMBER || numbers[..place].iter().any(|n| *n > MAX_NUMBER + 1) {
            return Err(NUMBER);
        }
        numbers[place] += 1;
        numbers[place + 1..].fill(0);
        Ok(numbers)
    }

    /// The first number that is not zero.
    pub(super) fn caret_place(&self) -> usize {
        self.zeros.iter().position(|zero| !zero).unwrap_or(2)
    }

    /// The numbers, zeros from the first missing one on.
    fn filled(&self) -> [u64; 3] {
        let mut present = true;
        self.numbers.map(|number| {
            present &= number.is_some();
            number.filter(|_| present).unwrap_or(0)
        })
    }
}
