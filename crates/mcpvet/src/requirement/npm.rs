//! npm ranges: `^1.2.3`, `~1.2`, `1.x || >=2.5.0`, `1.2 - 2.3.4`, `*`.
//!
//! Reference: <https://github.com/npm/node-semver#ranges>, in its loose mode, which npm uses.
//!
//! The intervals are those of `includePrerelease`: `1.2.x` begins at `1.2.0-0`, so they hold the
//! pre-releases that npm leaves out of a range unless a comparator names one of the same three
//! numbers. `^`, `~`, `x` and `<1.2` end below the pre-releases of their upper bound, as in npm.
//!
//! Quirks:
//! - white space may stand between an operator and its version, and `v` or `=` in front of it;
//! - `^1.x.2` is `^1`, while `1.x.2` is nothing; `<*` and `>*` are ranges that allow nothing;
//! - npm skips a comparator that it cannot read as long as another one can be (`>=1, <2` is `<2`
//!   alone, because of its comma); here such a requirement is refused.

use super::{Interval, Intervals, up_to};
use crate::version::{Key, VersionError, npm, scan, semver};

const EXPECTED: VersionError = VersionError::new("expected a range such as ^1.2.3 or >=1.2 <2");

#[derive(Clone, Copy)]
enum Operator {
    Equal,
    Below,
    AtMost,
    Above,
    AtLeast,
    Tilde,
    Caret,
}

const OPERATORS: [(&str, Operator); 7] = [
    ("<=", Operator::AtMost),
    (">=", Operator::AtLeast),
    ("<", Operator::Below),
    (">", Operator::Above),
    ("~>", Operator::Tilde),
    ("~", Operator::Tilde),
    ("^", Operator::Caret),
];

/// A version with numbers left out, `x` or `*`.
struct Partial<'a> {
    /// `None` for a number that is not given.
    numbers: [Option<u64>; 3],
    /// Empty for none.
    prerelease: &'a [u8],
}

pub(super) fn intervals(requirement: &str) -> Result<Intervals, VersionError> {
    let mut allowed = Vec::new();
    for alternative in requirement.split("||") {
        allowed.extend_from_slice(alternative_set(alternative.as_bytes())?.as_slice());
    }
    Ok(Intervals::union(allowed))
}

/// What one side of `||` allows; everything if it is empty.
fn alternative_set(text: &[u8]) -> Result<Intervals, VersionError> {
    let mut words = text.split(u8::is_ascii_whitespace).filter(|word| !word.is_empty());
    if let (Some(from), Some(b"-"), Some(to), None) =
        (words.next(), words.next(), words.next(), words.next())
    {
        return Ok(Intervals::union(vec![hyphen_range(&partial(from)?, &partial(to)?)]));
    }
    let mut all = Intervals::all();
    let mut rest = text.trim_ascii_start();
    while !rest.is_empty() {
        let (operator, behind) = operator(rest);
        let (version, behind) = scan::take_while(behind, |byte| !byte.is_ascii_whitespace());
        let allowed = interval(operator, &partial(version)?)?;
        all = all.intersection(&Intervals::union(vec![allowed]));
        rest = behind.trim_ascii_start();
    }
    Ok(all)
}

/// The operator at the beginning, and what follows it and the white space behind it.
fn operator(text: &[u8]) -> (Operator, &[u8]) {
    let (operator, rest) = scan::strip_any(text, &OPERATORS).unwrap_or((Operator::Equal, text));
    let rest = rest.trim_ascii_start();
    // `> =1` is `>=1`, and `~ >1` is `~>1`.
    match (operator, rest) {
        (Operator::Below, [b'=', rest @ ..]) => (Operator::AtMost, rest),
        (Operator::Above, [b'=', rest @ ..]) => (Operator::AtLeast, rest),
        (Operator::Tilde, [b'>', rest @ ..]) => (operator, rest.trim_ascii_start()),
        (Operator::Equal, [b'=', rest @ ..]) => (operator, rest.trim_ascii_start()),
        _ => (operator, rest),
    }
}

/// Reads a version of which numbers may be missing.
fn partial(text: &[u8]) -> Result<Partial<'_>, VersionError> {
    let (text, build) = scan::split_once(npm::skip_prefix(text), b'+');
    if build.is_some_and(|build| !semver::are_identifiers(build)) {
        return Err(EXPECTED);
    }
    let mut parts = text.splitn(3, |byte| *byte == b'.');
    let major = place(parts.next().unwrap_or(b""))?;
    let minor = parts.next().map_or(Ok(None), place)?;
    let (patch, prerelease) = match parts.next() {
        None => (None, &b""[..]),
        Some([b'x' | b'X' | b'*', tail @ ..]) => (None, npm::prerelease(tail).ok_or(EXPECTED)?),
        Some(text) => {
            let (patch, prerelease) = npm::patch_and_prerelease(text).ok_or(EXPECTED)?;
            (Some(npm::number(patch)?), prerelease)
        }
    };
    Ok(Partial { numbers: [major, minor, patch], prerelease })
}

fn place(text: &[u8]) -> Result<Option<u64>, VersionError> {
    match text {
        b"x" | b"X" | b"*" => Ok(None),
        _ if text.iter().all(u8::is_ascii_digit) => npm::number(text).map(Some),
        _ => Err(EXPECTED),
    }
}

/// `from - to`: whole versions include the pre-releases of both ends.
fn hyphen_range(from: &Partial<'_>, to: &Partial<'_>) -> Interval {
    let start = match from.prerelease {
        b"" => from.floor(),
        _ => from.lowest(),
    };
    let end = match to.last_place() {
        Some(_) if to.is_whole() && !to.prerelease.is_empty() => Some(to.lowest().successor()),
        Some(last) => Some(to.next(last)),
        None => None,
    };
    Interval { from: if from.last_place().is_some() { start } else { Key::ZERO }, to: end }
}

fn interval(operator: Operator, version: &Partial<'_>) -> Result<Interval, VersionError> {
    let is_loose = matches!(operator, Operator::Tilde | Operator::Caret);
    if !is_loose && version.has_gap() {
        return Err(EXPECTED);
    }
    let Some(last) = version.last_place() else {
        let is_empty = matches!(operator, Operator::Below | Operator::Above);
        return Ok(if is_empty { upper(Key::ZERO) } else { Interval::ALL });
    };
    let lowest = version.lowest();
    let above = if version.is_whole() { lowest.successor() } else { version.next(last) };
    Ok(match operator {
        Operator::Equal => Interval { from: lowest, to: Some(above) },
        Operator::Below => upper(lowest),
        Operator::AtMost => upper(above),
        Operator::Above => Interval { from: above, to: None },
        Operator::AtLeast => Interval { from: lowest, to: None },
        Operator::Tilde => Interval { from: lowest, to: Some(version.next(last.min(1))) },
        Operator::Caret => {
            Interval { from: lowest, to: Some(version.next(version.caret_place().min(last))) }
        }
    })
}

fn upper(to: Key) -> Interval {
    up_to(to, &semver::release(0, 0, 0, b"0"))
}

impl Partial<'_> {
    /// The last of the numbers that stand before the first missing one.
    fn last_place(&self) -> Option<usize> {
        self.numbers.iter().position(Option::is_none).unwrap_or(3).checked_sub(1)
    }

    fn is_whole(&self) -> bool {
        self.last_place() == Some(2)
    }

    /// Whether a number follows a missing one.
    fn has_gap(&self) -> bool {
        !self.numbers.is_sorted_by_key(Option::is_none)
    }

    /// The version, or the bound below all versions and pre-releases that begin with its numbers.
    fn lowest(&self) -> Key {
        let [major, minor, patch] = self.filled();
        if self.is_whole() {
            semver::release(major, minor, patch, self.prerelease)
        } else {
            semver::floor(major, minor, patch)
        }
    }

    fn floor(&self) -> Key {
        let [major, minor, patch] = self.filled();
        semver::floor(major, minor, patch)
    }

    /// The bound below all versions with a greater number at `place`.
    fn next(&self, place: usize) -> Key {
        let mut numbers = self.filled();
        numbers[place] += 1;
        numbers[place + 1..].fill(0);
        let [major, minor, patch] = numbers;
        semver::floor(major, minor, patch)
    }

    /// The first number that is not zero.
    fn caret_place(&self) -> usize {
        self.filled().iter().position(|number| *number != 0).unwrap_or(2)
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

#[cfg(test)]
mod tests {
    use super::super::tests::{check, check_refused};
    use crate::version::Scheme;

    #[test]
    fn allows_what_npm_allows() {
        check(
            Scheme::Npm,
            &[
                ("", "+0.0.0 +1.2.3 +1.0.0-rc.1"),
                ("*", "+0.0.0 +1.2.3 +1.0.0-rc.1"),
                ("1.2.3", "+1.2.3 +v1.2.3+build -1.2.3-0 -1.2.4"),
                ("=v1.2.3", "+1.2.3 -1.2.4"),
                ("^1.2.3", "-1.2.2 -1.2.3-0 +1.2.3 +1.9.9 -2.0.0-0 -2.0.0"),
                ("^1.2.3-beta.2", "-1.2.3-beta.1 +1.2.3-beta.2 +1.2.3 -2.0.0-0"),
                ("^0.2.3", "-0.2.2 +0.2.3 +0.2.9 -0.3.0-0"),
                ("^0.0.3", "+0.0.3 -0.0.4-0"),
                ("^0.0.3-beta", "-0.0.3-alpha +0.0.3-beta +0.0.3 -0.0.4"),
                ("^0.0", "+0.0.0-0 +0.0.9 -0.1.0"),
                ("^0.x", "+0.0.0 +0.9.9 -1.0.0-0"),
                ("^1.x.2", "+1.0.0-0 +1.9.9 -2.0.0-0"),
                ("~1.2.3", "-1.2.2 +1.2.3 +1.2.9 -1.3.0-0"),
                ("~1.2", "-1.1.9 +1.2.0-0 +1.2.9 -1.3.0-0"),
                ("~1", "+1.0.0 +1.9.9 -2.0.0-0"),
                ("~> 1.2.3", "+1.2.9 -1.3.0"),
                ("~ > 1.2.3", "+1.2.9 -1.3.0"),
                ("1.2.x", "+1.2.0-0 +1.2.99 -1.3.0-0"),
                ("1.X", "+1.99.0 -2.0.0-0"),
                ("1", "+1.0.0 -2.0.0"),
                ("x", "+9.0.0"),
                (">1", "-1.9.9 +2.0.0-0 +2.0.0"),
                (">1.2", "-1.2.9 +1.3.0-0"),
                (">1.2.3", "-1.2.3 +1.2.4-0"),
                ("> =1.2.3", "-1.2.2 +1.2.3"),
                (">= v1.2.3 < 2", "+1.2.3 +1.9.9 -2.0.0-0 -2.0.0"),
                ("<1.2", "+1.1.9 -1.2.0-0"),
                ("<=1.2", "+1.2.9 -1.3.0-0"),
                ("<1.2.3", "+1.2.3-rc.1 -1.2.3"),
                ("<=1.2.3-rc.1", "+1.2.3-rc.1 -1.2.3-rc.2"),
                ("1.2.3 - 2.3.4", "+1.2.3-0 +2.3.4 -2.3.5-0"),
                ("1.2 - 2.3", "+1.2.0-0 +2.3.99 -2.4.0-0"),
                ("1.2.3-b - 2.3.4-b", "-1.2.3-a +1.2.3-b +2.3.4-b -2.3.4-c"),
                ("* - 2", "+0.0.0 +2.9.9 -3.0.0-0"),
                ("1 - *", "-0.9.9 +9.0.0"),
                ("^1.2.3 || >=3.0.0 <3.1.0 || 5.x", "+1.5.0 -2.0.0 +3.0.9 -3.1.0 +5.0.0 -6.0.0"),
                ("||", "+1.0.0"),
                (">1.0.0 <1.0.0", "-1.0.0 -0.9.9"),
            ],
        );
    }

    #[test]
    fn knows_ranges_that_allow_nothing() {
        for range in ["<*", ">*", "<0.0.0-0", "<0", ">2 <1"] {
            assert!(super::intervals(range).unwrap().is_empty(), "{range}");
        }
    }

    #[test]
    fn refuses_tags_and_what_it_cannot_read() {
        check_refused(
            Scheme::Npm,
            &[
                "latest",
                "next",
                "1.2.3.4",
                ">=1, <2",
                "1.x.2",
                "x.1",
                "1.2.3 foo",
                "1 ||foo",
                "-",
                "1 -",
                ">",
                "1.2-beta",
                "1.2.3*",
                "1.2+",
                "npm:foo@1",
                "git+ssh://a",
                "> = 1.2.3",
                "^9007199254740992.0.0",
            ],
        );
    }
}
